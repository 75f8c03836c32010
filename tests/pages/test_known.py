"""As known on: any page shows an earlier snapshot that is still kept, says so, and shows viewers no more by it."""

import shutil
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from typer.testing import CliRunner

from analytics import cube_sql
from analytics.disclosure import disclosed
from analytics.evaluate import evaluate
from analytics.exports.table import SUPERSEDED
from analytics.periods import periods_between
from analytics.report.pack import published_since
from analytics.withheld import write_withheld
from analytics.withheld.thresholds import Thresholds
from data.access import Role, Scope
from data.home import Home
from data.snapshot import Origin, build_snapshot, roll_back
from data.store import Store
from manage import app

from .conftest import texts
from .county import county, publish, write_figures
from .test_pages import PAGES

KEY, REVISED = "three_meetings_compliance", "990101001002"
PERSON, PARTS = "sec_training_standard_rate", ["990101001", "990101002", "990101003"]
INDICATOR, OVERVIEW, HISTORY = "pages/indicators/indicator.py", "pages/overview/county.py", "pages/records/history.py"
OF_NOW = ("pages/records/", "pages/reports/verify.py")


def revise(store, hidden=None):
    """Publish the same county again, one village's figure revised; `hidden` is one more cell withheld."""

    def compute(connection):
        connection.execute(cube_sql.period_table(periods_between(date(2024, 1, 1), date(2026, 6, 30))))
        connection.execute(cube_sql.EMPTY_TABLES)
        write_figures(connection, set())
        connection.execute(
            "UPDATE indicator_value SET numerator = 1 WHERE org_unit_id = $1 AND indicator = $2", [REVISED, KEY]
        )
        write_withheld(connection, Thresholds())
        if hidden:
            connection.execute("INSERT INTO withheld VALUES ($1, $2, $3)", list(hidden))

    return build_snapshot(store, Origin("import", "test", True), lambda c: None, compute, store.current())


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A home with an earlier and a published snapshot, and their ids."""
    folder = publish(tmp_path_factory.mktemp("county"), county())
    store = Store(Home(folder))
    earlier = store.current().id
    now = revise(store).id
    store.close()
    return folder, earlier, now


def value_in(home, snapshot):
    store = Store(home)
    with store.reader(snapshot=store.snapshot(snapshot)) as reader:
        found = float(evaluate(reader, [KEY], [REVISED], ["2025"])["value"][0])
    store.close()
    return found


def on_screen(at):
    shown = at.dataframe[0].value.set_index("org_unit_id")
    return float(shown.loc[REVISED, "value"])


def test_every_page_honours_the_choice_and_says_so(visit, kept):
    home, earlier, now = kept
    at = visit(home, lang="zh", known=earlier)
    for page in PAGES:
        at.query_params.clear()
        at.switch_page(page).run()
        assert not at.exception, page
        said = " ".join(texts(at)).replace("\\", "")
        assert at.query_params["known"] == earlier, page
        if page.startswith(OF_NOW) and "data_quality" not in page:
            assert "本页始终针对当前发布的版本" in said, page
            assert now in said, page
        else:
            assert "历史版本" in said, page
            assert earlier in said, page
            assert now not in said, page


def test_the_figures_are_those_of_the_earlier_snapshot_and_the_way_back_leads_to_the_published(visit, kept):
    home, earlier, now = kept
    asked = {"lang": "en", "indicator": KEY, "period": "2025", "unit": "990101001"}
    was, is_ = value_in(home, earlier), value_in(home, now)
    assert was != pytest.approx(is_)
    assert on_screen(visit(home, INDICATOR, **asked)) == pytest.approx(is_)
    at = visit(home, INDICATOR, known=earlier, **asked)
    assert on_screen(at) == pytest.approx(was)
    at.button(key="published").click().run()
    assert on_screen(at) == pytest.approx(is_)
    assert "known" not in at.query_params
    at.selectbox(key="known").set_value(earlier).run()
    assert on_screen(at) == pytest.approx(was)
    assert at.query_params["known"] == earlier


def test_the_files_of_a_page_name_the_earlier_snapshot_and_the_one_that_took_its_place(visit, kept, monkeypatch):
    from pages.parts import tables

    home, earlier, now = kept
    made, original = [], tables._export

    def spy(*asked):
        made.append(original(*asked))
        return made[-1]

    monkeypatch.setattr(tables, "_export", spy)
    visit(home, INDICATOR, lang="en", known=earlier)
    assert made
    assert {build().origin.snapshot for build in made[-1:]} == {earlier}
    assert now in dict(made[-1]().cover)[SUPERSEDED]
    visit(home, INDICATOR, lang="en")
    assert SUPERSEDED not in dict(made[-1]().cover)


def test_an_export_and_a_pack_of_an_earlier_snapshot_say_which_one_took_its_place(kept, tmp_path):
    home, earlier, now = kept
    run = CliRunner(env={"TOUYAN_HOME": str(home)}).invoke
    for snapshot in (earlier, now):
        asked = ["--indicator", KEY, "--level=township", f"--snapshot={snapshot}", f"--out={tmp_path / snapshot}.xlsx"]
        assert run(app, ["export", *asked]).exit_code == 0
        cover = openpyxl.load_workbook(tmp_path / f"{snapshot}.xlsx").worksheets[0]
        said = dict(row for row in cover.iter_rows(values_only=True, max_col=2) if row[0])
        assert (SUPERSEDED.zh in said) == (snapshot == earlier)
        assert snapshot == now or now in said[SUPERSEDED.zh]
        pack = ["--unit=990101001", "--period=2025", "--short", f"--snapshot={snapshot}", f"--out={tmp_path / 'packs'}"]
        answer = run(app, ["report", *pack])
        assert answer.exit_code == 0, answer.output
    store = Store(Home(home))
    for snapshot in (earlier, now):
        with store.reader(snapshot=store.snapshot(snapshot)) as reader:
            assert published_since(reader, Home(home)) == (now if snapshot == earlier else "")
    store.close()


def test_what_is_gone_or_was_taken_back_is_said_and_nothing_else_is_shown(visit, kept, tmp_path):
    home, earlier, now = kept
    at = visit(home, INDICATOR, lang="en", known="000000-20200101T000000")
    assert "no longer kept" in at.warning[0].value
    assert not at.title
    at.button(key="published").click().run()
    assert at.title
    assert not visit(home, INDICATOR, lang="en", known=now).warning[1:], "the published one is no earlier state"
    back = tmp_path / "home"
    shutil.copytree(home, back)
    store = Store(Home(back))
    roll_back(store, earlier, "test")
    store.close()
    at = visit(back, INDICATOR, lang="zh", known=now)
    assert "撤回" in at.warning[0].value
    assert not at.title


def test_whoever_looks_at_the_published_state_follows_the_next(visit, kept, tmp_path):
    home, _, now = kept
    growing = tmp_path / "home"
    shutil.copytree(home, growing)
    at = visit(growing, lang="en")
    assert now in at.caption[0].value.replace("\\", "") or any(now in text.replace("\\", "") for text in texts(at))
    store = Store(Home(growing))
    newest = revise(store).id
    store.close()
    at.run()
    assert any(newest in text.replace("\\", "") for text in texts(at))
    assert "known" not in at.query_params


@pytest.mark.parametrize(
    "scope", [Scope("990101", Role.VIEWER), Scope(None, Role.VIEWER), Scope(PARTS[0], Role.LEADER)]
)
def test_an_earlier_state_hides_also_what_the_published_one_withholds(kept, tmp_path, scope):
    """Two states whose withheld cells differ could else be subtracted from one another."""
    home, earlier, _ = kept
    guarded = tmp_path / "home"
    shutil.copytree(home, guarded)
    store = Store(Home(guarded))
    with store.reader(replace(scope, unit=None, role=Role.VIEWER)) as reader:
        before = disclosed(reader, [KEY], ["990101"], ["2025"])
    assert before["state"][0] == "value"
    revise(store, hidden=(KEY, "2025", "990101"))
    with store.reader(scope, store.snapshot(earlier)) as reader:
        hidden = disclosed(reader, [KEY], ["990101"], ["2025", "2024"]).set_index("period_id")
    assert hidden.loc["2025", "state"] == "suppressed"
    assert hidden.loc["2025"].isna()["value"]
    assert hidden.loc["2024", "state"] == "value"
    with store.reader(snapshot=store.snapshot(earlier)) as reader:
        assert disclosed(reader, [KEY], ["990101"], ["2025"])["state"][0] == "value"
    store.close()
