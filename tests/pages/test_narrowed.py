"""Where a store holds many counties, records are sought in the chosen unit's county: the same answers, never more."""

from datetime import date, datetime
from pathlib import Path

import pytest

from analytics import refresh
from analytics.facts import FOLDER
from data.access import Role, Scope
from data.home import Home
from data.sample import lay_together, write, write_sample
from data.store import Store
from pages.parts import session
from pages.parts.pictures import persons

from .conftest import keep_nothing_of_another

OF_A_WINDOW = "meeting_months"  # asked by the calendar, of its own periods
QUESTIONS = sorted({path.stem for path in Path(FOLDER, "closer").glob("*.sql")} - {OF_A_WINDOW})
COUNTIES = ("990121", "990122")


@pytest.fixture(scope="module")
def two_counties(tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "LARGEST_COUNTY", 24)
        written = write_sample(folder / "packages", villages=48, years=1, until=date(2025, 12, 31))
    sending = refresh.Sending(lay_together(written.packages, folder / "together"), "test")
    store = Store(Home(folder / "home"))
    assert refresh.initialise(store, sending, datetime(2026, 8, 1)).snapshot
    store.close()
    return folder / "home"


@pytest.fixture
def view(two_counties, monkeypatch):
    monkeypatch.setenv("TOUYAN_HOME", str(two_counties))
    keep_nothing_of_another(two_counties)
    return session.View(session.store().current().id, Scope.everything(), "")


def test_few_units_are_read_as_they_are(view):
    assert session.narrowed(view, "990122") == view


def test_a_view_is_narrowed_to_the_county_and_never_widened(view, monkeypatch):
    monkeypatch.setattr(session, "MANY_UNITS", 0)
    assert session.narrowed(view, "990122101").scope.unit == "990122"
    assert session.narrowed(view, "9901").scope.unit == "9901"
    township = session.View(view.snapshot_id, Scope("990122101", Role.LEADER), "")
    for unit in ("99", "990122", "990122101"):
        assert session.narrowed(township, unit) == township


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_closer_look_gives_the_same_answer_from_the_county_alone(view, monkeypatch, question):
    wide = persons.asked(view, question, COUNTIES[1], ("2025",))
    monkeypatch.setattr(session, "MANY_UNITS", 0)
    narrow = session.narrowed(view, COUNTIES[1])
    assert narrow != view
    found = persons.asked(narrow, question, COUNTIES[1], ("2025",))
    assert len(wide) > 0
    columns = list(wide.columns)
    assert found.sort_values(columns).to_csv(index=False) == wide.sort_values(columns).to_csv(index=False)
