"""What the rules of severity warning find in the records in force of one snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

import pyarrow as pa

from data.quality import WATCHES
from data.quality.questions import COMMON
from data.store import Reader

BEGUN = "SELECT min(period_start) AS begun FROM period"
CASE = pa.schema(
    [(name, pa.string()) for name in ("rule", "sign", "org_unit_id", "period", "record", "value", "detail")]
)


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
    found = reader.table(
        _question(rules),
        begun=begun,
        as_of=date.fromisoformat(as_of),
        today=today,
        sheets=list(due_days),
        days=list(due_days.values()),
    )
    return found.cast(CASE)


@cache
def _question(rules: tuple[str, ...]) -> str:
    """All signs in one question, so that what several ask of the records is computed once."""
    cases = " UNION ALL ".join(
        f"SELECT '{watch.id}' AS rule, '{sign.key}' AS sign, org_unit_id, period, record, value, "
        f"detail::VARCHAR AS detail FROM ({sign.sql})"
        for watch in map(WATCHES.__getitem__, rules)
        for sign in watch.signs
    )
    return f"""{COMMON} SELECT c.* FROM ({cases}) c, (SELECT as_of FROM span)
        ORDER BY rule, sign, org_unit_id, period, record, value"""
