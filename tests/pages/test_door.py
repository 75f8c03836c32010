"""Who comes in by the front door, and what each then sees."""

import shutil
import time

import pytest

from data.audit import entries
from data.home import Home

from .conftest import ROOT, keep_nothing_of_another, texts

OWN, OTHER = "990101002", "990101003"
RULES = f"""
sign_in = "oidc"
contact = "组织科 8888"
[[people]]
id = "wang"
role = "viewer"
unit = "{OWN}"
[[people]]
id = "boss"
role = "administrator"
unit = "all"
"""


@pytest.fixture
def guarded(home, tmp_path):
    """The county with sign-in."""
    guarded = tmp_path / "home"
    shutil.copytree(home, guarded)
    (guarded / "settings").mkdir()
    (guarded / "settings" / "access.toml").write_text(RULES)
    return guarded


def claims(sub, **more):
    return {"is_logged_in": True, "sub": sub, "iat": time.time() - 60, "exp": time.time() + 600} | more


@pytest.fixture
def enter(monkeypatch, guarded):
    """Open a page as somebody; `enter(None)` has not signed in."""
    from streamlit.testing.v1 import AppTest

    def enter(user, page=None, **address):
        monkeypatch.setenv("TOUYAN_HOME", str(guarded))
        keep_nothing_of_another(guarded)
        at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30)
        at.user = user or {"is_logged_in": False}
        at.query_params.update({"lang": "en"} | address)
        at.run()
        return at.switch_page(page).run() if page else at

    return enter


def actions(guarded):
    return [(entry.actor, entry.action) for entry in reversed(entries(Home(guarded)))]


def test_who_has_not_signed_in_is_asked_to_and_sees_nothing_else(enter):
    at = enter(None)
    assert [button.label for button in at.button] == ["Sign in"]
    assert not at.metric
    assert "青川" not in str(texts(at))


def test_an_unknown_person_is_told_whom_to_ask_and_nothing_else(enter, guarded):
    at = enter(claims("stranger"))
    assert "组织科 8888" in str(texts(at))
    assert "nobody has given you access" in at.warning[0].value
    assert [button.label for button in at.button] == ["Sign out"]
    assert ("stranger", "refused") in actions(guarded)


def test_an_expired_sign_in_sees_nothing(enter):
    assert "expired" in enter(claims("boss", exp=time.time() - 1)).warning[0].value


def test_a_right_that_is_taken_away_counts_on_the_next_run(enter, guarded):
    at = enter(claims("wang"))
    assert at.metric or at.markdown
    (guarded / "settings" / "access.toml").write_text('sign_in = "oidc"')
    at.run()
    assert "nobody has given you access" in at.warning[0].value


def test_a_township_is_offered_its_own_units_and_those_above(enter):
    at = enter(claims("wang"), "pages/indicators/indicator.py")
    offered = at.selectbox(key="unit").options
    assert any("东山2镇" in option or OWN in option for option in offered)
    assert not any(OTHER in option for option in offered)


def test_a_link_to_another_township_shows_the_own_one(enter):
    at = enter(claims("wang"), "pages/indicators/indicator.py", unit=OTHER)
    assert at.selectbox(key="unit").value != OTHER
    assert OTHER not in str(at.main)


def test_pages_of_administrators_are_not_there_for_others(enter):
    with pytest.raises(ValueError, match="audit"):
        enter(claims("wang"), "pages/admin/audit.py")


def test_an_administrator_sees_as_another_and_the_log_says_so(enter, guarded):
    at = enter(claims("boss"), "pages/admin/view_as.py", unit=OWN, role="viewer")
    at.button(key="see as").click().run()
    assert "Viewer" in at.warning[0].value
    at.switch_page("pages/indicators/indicator.py").run()
    assert not any(OTHER in option for option in at.selectbox(key="unit").options)
    at.button(key="end view as").click().run()
    assert any(OTHER in option for option in at.selectbox(key="unit").options)
    assert actions(guarded)[-3:] == [("boss", "sign in"), ("boss", "view as"), ("boss", "view as")]


def test_the_audit_log_is_read_by_an_administrator(enter):
    at = enter(claims("boss"), "pages/admin/audit.py")
    assert "sign in" in at.dataframe[0].value["Action"].tolist()


def test_a_cached_answer_of_an_administrator_is_never_a_townships(enter):
    shown = {"indicator": "three_meetings_compliance", "unit": "990101"}
    whole = enter(claims("boss"), "pages/indicators/indicator.py", **shown)
    own = enter(claims("wang"), "pages/indicators/indicator.py", **shown)
    assert OTHER in str(whole.dataframe[0].value)
    assert own.dataframe
    assert OTHER not in "".join(str(frame.value) for frame in own.dataframe)


def test_what_is_saved_is_recorded_when_it_is_made_with_who_asked(monkeypatch, tmp_path):
    from pages.parts import identity

    monkeypatch.setenv("TOUYAN_HOME", str(tmp_path))
    build = identity.recorded(lambda: b"a file", {"file": "table.csv", "rows": 3})
    assert entries(Home(tmp_path)) == []
    assert build() == b"a file"
    (entry,) = entries(Home(tmp_path))
    assert (entry.action, entry.detail) == ("export", {"file": "table.csv", "rows": 3})
    assert entry.actor
