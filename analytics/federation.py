"""Sums go up, records stay: what a store hands to the office above, and the store that office builds from many.

A store of rollups has townships and above, no village and no record. Totals of the units above the senders are the
sums of the senders' own; a sender that has nothing for a period counts there as not reported.
"""

from __future__ import annotations

from collections.abc import Callable

from analytics import facts
from analytics.engines.duckdb_engine import Connection
from analytics.withheld import write_withheld
from analytics.withheld.thresholds import Thresholds
from data.access import Role, Scope
from data.errors import DataError
from data.queries.rollup import rollup_tables, source_unit
from data.rollup import Manifest, Rollup
from data.store import Store
from data.text import Text

Progress = Callable[[str], None]

PERIODS = """
CREATE OR REPLACE TABLE period AS
SELECT period_id, min(kind) AS kind, min(period_start) AS period_start, max(period_end) AS period_end,
       min(year) AS year, max(months) AS months, bool_or(provisional) AS provisional
FROM received.rollup_period GROUP BY period_id ORDER BY period_id
"""
# A sender without a cell that others have: nothing reported of what was expected of it in its nearest period.
SENT = """
CREATE OR REPLACE TEMP TABLE sent AS
WITH asked AS (SELECT DISTINCT indicator, period_id FROM received.rollup_indicator_value),
gap AS (
    SELECT a.indicator, a.period_id, s.source_id FROM asked a CROSS JOIN received.rollup_source s
    ANTI JOIN received.rollup_indicator_value v
        ON v.source_id = s.source_id AND v.indicator = a.indicator AND v.period_id = a.period_id
),
nearest AS (
    SELECT g.indicator, g.period_id, g.source_id, o.period_id AS other_id
    FROM gap g
    JOIN period p ON p.period_id = g.period_id
    JOIN (SELECT DISTINCT source_id, indicator, period_id FROM received.rollup_indicator_value) o
      ON o.source_id = g.source_id AND o.indicator = g.indicator
    JOIN period q ON q.period_id = o.period_id AND q.kind = p.kind
    QUALIFY row_number() OVER (
        PARTITION BY g.indicator, g.period_id, g.source_id
        ORDER BY abs(q.period_start - p.period_start), q.period_start) = 1
)
SELECT source_id, period_id, org_unit_id, indicator, numerator, denominator, reported, expected, withheld
FROM received.rollup_indicator_value
UNION ALL
SELECT n.source_id, n.period_id, v.org_unit_id, v.indicator, NULL, NULL, 0, v.expected, FALSE
FROM nearest n
JOIN received.rollup_indicator_value v
  ON v.source_id = n.source_id AND v.indicator = n.indicator AND v.period_id = n.other_id
"""
VALUES = """
CREATE OR REPLACE TABLE indicator_value AS
SELECT period_id, org_unit_id, indicator, numerator, denominator, reported, expected FROM sent
UNION ALL
SELECT s.period_id, t.ancestor_id, s.indicator, sum(s.numerator), sum(s.denominator),
       sum(s.reported)::INTEGER, sum(s.expected)::INTEGER
FROM sent s JOIN unit_tree t ON t.org_unit_id = s.org_unit_id AND t.depth > 0
WHERE s.org_unit_id = s.source_id
GROUP BY s.period_id, t.ancestor_id, s.indicator
ORDER BY indicator, period_id, org_unit_id
"""
SPREADS = """
CREATE OR REPLACE TABLE indicator_spread AS
SELECT period_id, org_unit_id, indicator, k, sum_xx, sum_xn, sum_nn FROM received.rollup_indicator_spread
UNION ALL
SELECT s.period_id, t.ancestor_id, s.indicator, sum(s.k)::INTEGER, sum(s.sum_xx), sum(s.sum_xn), sum(s.sum_nn)
FROM received.rollup_indicator_spread s JOIN unit_tree t ON t.org_unit_id = s.org_unit_id AND t.depth > 0
WHERE s.org_unit_id = s.source_id
GROUP BY s.period_id, t.ancestor_id, s.indicator
ORDER BY indicator, period_id, org_unit_id
"""
MARKED = "SELECT indicator, period_id, org_unit_id FROM sent WHERE withheld ORDER BY ALL"


def roll_up(store: Store) -> Rollup:
    """The published snapshot's sums, safe for every viewer at the township's level; `DataError` if there are none."""
    snapshot = store.current()
    viewer = Scope(None, Role.VIEWER)
    with store.reader(snapshot=snapshot) as everything, store.reader(viewer, snapshot) as seen:
        info, source = everything.info(), source_unit(everything)
        if source is None:
            raise DataError(NOTHING)
        manifest = Manifest(source, info.id, info.code_version, info.synthetic, info.data_as_of)
        return Rollup(manifest, rollup_tables(everything, seen, source))


def build(connection: Connection, thresholds: Thresholds, progress: Progress | None = None) -> None:
    """The figures of a store of rollups, from what `received` holds of them."""
    for step, statement in {"period": PERIODS, "sent": SENT, "indicator_value": VALUES, "spread": SPREADS}.items():
        if progress:
            progress(step)
        connection.execute(statement)
    connection.execute(facts.read("shared"))
    marked = connection.execute(MARKED).fetchall()
    write_withheld(connection, thresholds, progress, marked)
    connection.execute("DROP TABLE sent")


NOTHING = Text(
    "There is no township in this store yet, so there is nothing to hand upwards.",
    "本库尚无乡镇，没有可上报的汇总数据。",
)
