"""Warnings kept with a snapshot are those found at reading, in every scope."""

from datetime import date
from types import SimpleNamespace

import pytest

from data.access import Role, Scope
from data.quality.find import find_signs
from data.quality.questions import OWED

DUE, TODAY = dict.fromkeys(OWED, 10), date(2026, 8, 5)


def found(reader, kept):
    """The cases of the scope; without what is kept they are all found anew."""
    asked = SimpleNamespace(table=reader.table, info=reader.info, scope=reader.scope, holds=lambda table: kept)
    return find_signs(asked, DUE, TODAY).to_pylist()


def scopes(county):
    with county.reader() as reader:
        units = reader.table("SELECT org_unit_id FROM org_unit WHERE level IN ('county', 'township') ORDER BY 1")
        assert reader.holds("sign")
    return [None, *units.column(0).to_pylist()]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.STEWARD])
def test_what_is_kept_is_what_every_scope_would_find(county, role):
    counts = []
    for unit in scopes(county):
        with county.reader(Scope(unit, role)) as reader:
            kept, anew = found(reader, True), found(reader, False)
        assert kept == anew, unit
        counts.append(len(kept))
    assert counts[0] > 30
    assert min(counts) > 0


def test_of_a_narrower_scope_nothing_is_kept_that_tells_of_rows_beyond_it(county):
    question = "SELECT count(*) AS n FROM sign WHERE beyond"
    with county.reader() as reader:
        assert reader.table(question)["n"].to_pylist()[0] > 0
    for unit in scopes(county)[1:]:
        with county.reader(Scope(unit, Role.STEWARD)) as reader:
            assert reader.table(question)["n"].to_pylist() == [0]
