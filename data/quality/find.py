"""What the rules of severity warning find in the records in force of one snapshot.

What depends on the records alone is found once, when the snapshot is built, and kept with it; what depends on the day,
and of a narrower scope what would tell of rows beyond it, is found at reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

import duckdb
import pyarrow as pa

from data.persons_by_unit import MOST_UNITS
from data.quality import WATCHES
from data.quality.kinds import Reach, Watch
from data.quality.questions import COMMON
from data.scoped_views import SIGN
from data.snapshot import AS_OF
from data.store import Reader

BEGUN = "SELECT min(period_start) AS begun FROM period"
NAMES = ("rule", "sign", "org_unit_id", "period", "record", "value", "detail")
CASE = pa.schema([(name, pa.string()) for name in NAMES])


def find_signs(
    reader: Reader, due_days: Mapping[str, int], today: date, rules: tuple[str, ...] = tuple(WATCHES)
) -> pa.Table:
    """Every case that a sign of the `rules` finds within the reader's scope.

    `rule`, `sign`, `org_unit_id` (a village, or the township or county whose case it is), `period`, `record`, `value`,
    `detail`, all text; ordered by rule, sign and unit.

    `due_days` says for each sheet how many days after its period end it is due; what is due after `today` is not yet
    missing.
    """
    begun = reader.table(BEGUN).column(0)[0].as_py()
    as_of = reader.info().data_as_of
    if begun is None or as_of is None:
        return CASE.empty_table()
    kept = {Reach.NOTHING, Reach.PERSONS} if reader.scope.unit is None else {Reach.NOTHING}
    found = reader.table(
        _question(rules, frozenset(kept if reader.holds(SIGN) else ())),
        begun=begun,
        as_of=date.fromisoformat(as_of),
        today=today,
        sheets=list(due_days),
        days=list(due_days.values()),
    )
    return found.cast(CASE)


def write_signs(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep what the records alone tell as the table `sign` of a new snapshot: the columns of `find_signs`, and whether
    it looked `beyond` the unit. Records and periods are there already. A store of many counties keeps none."""
    units, begun, as_of = (
        connection.execute(sql).fetchall()[0][0] for sql in ("SELECT count(*) FROM org_unit", BEGUN, AS_OF)
    )
    if units > MOST_UNITS or begun is None or as_of is None:
        connection.execute(f"DROP TABLE IF EXISTS {SIGN}")
        return
    beyond = ", ".join(
        f"('{watch.id}', '{sign.key}')"
        for watch in WATCHES.values()
        for sign in watch.signs
        if sign.reach is not Reach.NOTHING
    )
    question = _question(tuple(WATCHES), frozenset({Reach.TODAY}))
    connection.execute(
        f"CREATE OR REPLACE TABLE {SIGN} AS SELECT *, (rule, sign) IN ({beyond}) AS beyond FROM ({question})",
        {"begun": begun, "as_of": as_of, "today": as_of, "sheets": [], "days": []},
    )


@cache
def _question(rules: tuple[str, ...], without: frozenset[Reach]) -> str:
    """All signs in one question, so that what several ask of the records is computed once; those of the kinds `without`
    are taken from what is kept."""
    cases = [case for rule in rules for case in _cases(WATCHES[rule], without)]
    if Reach.NOTHING in without:
        asked = ", ".join(f"'{rule}'" for rule in rules)
        cases.append(f"SELECT {', '.join(NAMES)} FROM {SIGN} WHERE rule IN ({asked})")
    return f"""{COMMON} SELECT c.* FROM ({" UNION ALL ".join(cases)}) c, (SELECT as_of FROM span)
        ORDER BY rule, sign, org_unit_id, period, record, value"""


def _cases(watch: Watch, without: frozenset[Reach]) -> Iterator[str]:
    """The questions of a rule: signs that share one are asked together."""
    keys: dict[str, list[str]] = {}
    for sign in watch.signs:
        if sign.reach not in without:
            keys.setdefault(sign.sql, []).append(sign.key)
    for sql, (key, *more) in keys.items():
        sign_of = "sign" if more else f"'{key}' AS sign"
        yield f"""SELECT '{watch.id}' AS rule, {sign_of}, org_unit_id, period, record, value,
            detail::VARCHAR AS detail FROM ({sql})"""
