"""The settings page: what is typed is checked, written as a file and told in the audit log; nobody else may."""

import time
import tomllib

import pytest
from streamlit.testing.v1 import AppTest

from analytics.county_settings import SETTINGS
from data.audit import entries
from data.home import Home

from .conftest import ROOT, keep_nothing_of_another, texts
from .county import county, publish

PAGE = "pages/admin/settings.py"


@pytest.fixture
def own_home(tmp_path):
    return publish(tmp_path / "home", county(1, 2))


def field(at, kind, key):
    return next(found for found in getattr(at, kind) if found.key.startswith(key))


def said(home, file):
    return tomllib.loads((home / "settings" / file).read_text("utf-8"))


def last_change(home):
    return entries(Home(home), action="change settings")[0].detail


def save(at, key="save form"):
    return at.button(key=key).click().run()


def test_a_due_date_is_written_and_the_log_tells_what_it_was(visit, own_home):
    at = visit(own_home, PAGE, lang="en", setting="due")
    assert at.button(key="save form").disabled, "nothing was changed yet"
    field(at, "number_input", "days monthly").set_value(5).run()
    assert any("days.monthly" in text and "5" in text for text in texts(at))
    at = save(at)
    assert not at.exception
    assert said(own_home, "due.toml") == {"days": {"monthly": 5}}
    assert last_change(own_home) == {"file": "due.toml", "changes": {"days.monthly": [None, 5]}}
    field(at, "number_input", "days monthly").set_value(7).run()
    save(at)
    assert last_change(own_home)["changes"] == {"days.monthly": [5, 7]}


def test_a_sheet_may_be_due_by_itself_or_not_at_all(visit, own_home):
    at = visit(own_home, PAGE, lang="en", setting="due")
    at.selectbox(key="due sheet").set_value("fund").run()
    field(at, "selectbox", "due mode fund").set_value("not owed").run()
    save(at)
    assert said(own_home, "due.toml") == {"sheets": {"fund": "not owed"}}


def test_a_target_is_written_with_its_source(visit, own_home):
    at = visit(own_home, PAGE, lang="en", setting="targets", indicator="sec_in_post_rate")
    field(at, "number_input", "value sec_in_post_rate").set_value(77.0)
    field(at, "text_input", "source sec_in_post_rate").set_value("County plan").run()
    save(at)
    entry = said(own_home, "targets.toml")["sec_in_post_rate"]
    assert (entry["value"], entry["source"]) == (77.0, "County plan")
    assert "Target at least 77%" in " ".join(texts(visit(own_home, lang="en")))


def test_a_synonym_is_added_and_taken_out_again(visit, own_home):
    at = visit(own_home, PAGE, lang="en", setting="aliases", list="education")
    field(at, "text_input", "word education").set_value("大学肄业")
    field(at, "selectbox", "meant education").set_value("college").run()
    at = save(at)
    assert said(own_home, "aliases.toml") == {"education": {"大学肄业": "college"}}
    field(at, "multiselect", "kept education").set_value([]).run()
    save(at)
    assert said(own_home, "aliases.toml") == {}


@pytest.mark.parametrize(
    ("setting", "kind", "key", "typed", "told"),
    [
        ("disclosure", "number_input", "least denominator", 3, "a whole number from 10 on"),
        ("disclosure", "text_input", "small counts", "1", "with 1 and 2 among them"),
        ("aliases", "text_input", "word", "大专", "is itself in the list"),
        ("limits", "text_area", "text of limits", "seconds = 1", "a whole number from 10 to"),
        ("weak", "text_area", "text of weak", "meetings = 500", "a whole number from 1 to 100"),
        ("due", "text_area", "text of due", "[days", "not valid TOML"),
    ],
)
def test_what_makes_no_sense_is_told_at_once_and_cannot_be_saved(visit, home, setting, kind, key, typed, told):
    address = {"list": "education"} if setting == "aliases" else {}
    at = visit(home, PAGE, lang="en", setting=setting, **address)
    field(at, kind, key).set_value(typed).run()
    assert any(told in text for text in texts(at)), texts(at)
    assert at.button(key="save file" if kind == "text_area" else "save form").disabled
    assert not (home / "settings" / SETTINGS[setting].file).exists()


def test_a_weak_limit_changes_what_the_criterion_says(visit, own_home):
    at = visit(own_home, PAGE, lang="en", setting="weak")
    field(at, "number_input", "weak meetings").set_value(80).run()
    save(at)
    page = visit(own_home, "pages/villages/weak_organizations.py", lang="en", period="2025")
    assert not page.exception
    rules = next(table.value for table in page.dataframe if "says" in table.value)
    assert any("Fewer than 80 %" in text for text in rules["says"])


def test_comments_of_the_file_stay(visit, own_home):
    (own_home / "settings").mkdir()
    (own_home / "settings" / "limits.toml").write_text("# agreed in May\nseconds = 60\n")
    at = visit(own_home, PAGE, lang="en", setting="limits")
    field(at, "number_input", "limit seconds").set_value(90).run()
    save(at)
    assert (own_home / "settings" / "limits.toml").read_text() == "# agreed in May\nseconds = 90\n"


def test_a_broken_file_is_told_and_can_be_mended_there(visit, own_home):
    (own_home / "settings").mkdir()
    (own_home / "settings" / "due.toml").write_text("[days]\nmonthly = -4\n")
    at = visit(own_home, PAGE, lang="en", setting="due")
    assert any("monthly cannot be -4" in text.replace("\\", "") for text in texts(at))
    field(at, "text_area", "text of due").set_value("[days]\nmonthly = 4\n").run()
    save(at, "save file")
    assert said(own_home, "due.toml") == {"days": {"monthly": 4}}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_setting_says_from_when_a_change_counts(visit, home, language):
    at = visit(home, PAGE, lang=language)
    for name, setting in SETTINGS.items():
        at.selectbox(key="setting").set_value(name).run()
        assert not at.exception
        said = " ".join(texts(at)).replace("\\", "").replace("\u2060", "")
        assert setting.counts_from.in_language(language) in said
        assert at.button(key="save form").disabled
        assert bool([button for button in at.button if button.key == "compute anew"]) == (name == "disclosure")


@pytest.mark.parametrize(("role", "unit"), [("steward", "all"), ("administrator", "990101001")])
def test_only_an_administrator_of_everything_changes_settings(own_home, monkeypatch, role, unit):
    (own_home / "settings").mkdir()
    people = f'[[people]]\nid = "p"\nrole = "{role}"\nunit = "{unit}"\n'
    (own_home / "settings" / "access.toml").write_text('sign_in = "oidc"\n' + people)
    monkeypatch.setenv("TOUYAN_HOME", str(own_home))
    keep_nothing_of_another(own_home)
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    at.user = {"is_logged_in": True, "sub": "p", "iat": time.time() - 9, "exp": time.time() + 900}
    at.query_params.update(lang="en")
    at.run()
    if role == "steward":
        with pytest.raises(ValueError, match="settings"):
            at.switch_page(PAGE)
        return
    at.switch_page(PAGE).run()
    assert not [button for button in at.button if button.key and button.key.startswith("save")]
    assert any("only an administrator of the whole store" in text for text in texts(at))
