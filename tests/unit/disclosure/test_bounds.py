"""A scope between two bounds shows what a scope looked up unit by unit shows."""

import pytest

from data.access import Role, Scope
from data.scoped_views import FIGURES, KEPT, LIE_TOGETHER, NARROWED, scoped_views
from data.store import Store
from tests.pages.county import county, publish

STRAY = "990101005009", "990101003", "village", "飞地村", None
"""A village of the third town under a code of the fifth, as after a merger."""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = Store(publish(tmp_path_factory.mktemp("bounds"), [*county(7, 2), STRAY]))
    yield store
    store.close()


def units_of(store):
    with store.reader() as reader:
        return reader.table("SELECT org_unit_id FROM org_unit ORDER BY 1")[0].to_pylist()


def shown(store, scope, together):
    """The rows of every table, as a scope's views show them."""
    opened = store._open(store.current())
    cursor = opened.connection.cursor()
    for statement, parameters in scoped_views(scope, opened.tables, None, together):
        cursor.execute(statement, parameters)
    tables = [name for name in (*NARROWED, *KEPT, *FIGURES, "indicator_spread") if name in opened.tables]
    found = {name: cursor.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in tables}
    cursor.close()
    return found


def lie_together(store, unit):
    cursor = store._open(store.current()).connection.cursor()
    return cursor.execute(LIE_TOGETHER, {"unit": unit}).fetchone() == (True,)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.LEADER])
def test_bounds_show_what_looking_every_unit_up_shows(store, role):
    together = [unit for unit in units_of(store) if lie_together(store, unit)]
    assert len(together) > 20
    for unit in together:
        assert shown(store, Scope(unit, role), True) == shown(store, Scope(unit, role), False), unit


def test_units_whose_codes_lie_among_others_do_not_lie_together(store):
    apart = {unit for unit in units_of(store) if not lie_together(store, unit)}
    assert apart == {"990101003"}  # the fifth town's own are asked about: a stranger lies beyond their last
    assert not lie_together(store, "nobody")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.LEADER])
def test_a_village_under_another_towns_code_is_seen_by_its_own_town_alone(store, role):
    for town in ("990101003", "990101005"):
        with store.reader(Scope(town, role)) as reader:
            for table in ("org_unit", "indicator_value", "v_village"):
                seen = set(reader.table(f"SELECT org_unit_id FROM {table}")[0].to_pylist())
                assert (STRAY[0] in seen) == (town == STRAY[1]), (table, town)
                assert f"{town}001" in seen
                assert not any(unit.startswith("990101004") for unit in seen)
