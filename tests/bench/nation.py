"""A made-up nation of 489,000 villages whose figures are made up in the engine: for what bulk work costs."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from analytics import cube_sql
from analytics.catalogue import INDICATORS
from analytics.periods import periods_between
from data.home import Home
from data.snapshot import Origin, build_snapshot
from data.store import Store

VILLAGES = 489_000
NATION = "0"
UNITS = """
INSERT INTO received.org_unit (org_unit_id, parent_id, level, name_zh, name_en, valid_from, sequence)
SELECT '0', NULL, 'nation', '全国', 'Nation', DATE '2015-01-01', 0
UNION ALL SELECT (10 + p)::VARCHAR, '0', 'province', '省' || p, 'Province ' || p, DATE '2015-01-01', 0
FROM range($villages // 16000 + 1) r(p)
UNION ALL SELECT printf('%d%02d', 10 + f // 10, f % 10), (10 + f // 10)::VARCHAR, 'prefecture', '市' || f,
       'Prefecture ' || f, DATE '2015-01-01', 0 FROM range($villages // 1600 + 1) r(f)
UNION ALL SELECT printf('%d%02d%02d', 10 + c // 100, c // 10 % 10, c % 10),
       printf('%d%02d', 10 + c // 100, c // 10 % 10),
       'county', '县' || c, 'County ' || c, DATE '2015-01-01', 0 FROM range($villages // 160 + 1) r(c)
UNION ALL SELECT printf('%d%02d%02d%03d', 10 + t // 1000, t // 100 % 10, t // 10 % 10, t % 10),
       printf('%d%02d%02d', 10 + t // 1000, t // 100 % 10, t // 10 % 10), 'township', '镇' || t % 500,
       'Town ' || t % 500, DATE '2015-01-01', 0 FROM range($villages // 16 + 1) r(t)
UNION ALL SELECT printf('%d%02d%02d%03d%03d', 10 + v // 16000, v // 1600 % 10, v // 160 % 10, v // 16 % 10, v % 16),
       printf('%d%02d%02d%03d', 10 + v // 16000, v // 1600 % 10, v // 160 % 10, v // 16 % 10), 'village',
       '红旗' || v % 1500 || '村', NULL, DATE '2015-01-01', 0 FROM range($villages) r(v)
"""
SUBMISSION = (
    "INSERT INTO received.submission (submission_id, org_unit_id, period_end, sheet, template_version, received_at,"
    " rows_n, rows_rejected_n, sequence, state) VALUES ('s1', '0', $1, 'meeting', '1', $2, 0, 0, 1, 'accepted')"
)
FIGURES = """
CREATE TEMP TABLE own AS
SELECT p.period_id, v.org_unit_id, d.indicator, 20 + hash(v.org_unit_id) % 30 AS size,
       (hash(v.org_unit_id || d.indicator) % 60)::DOUBLE / 100 + 0.4 AS share,
       hash(v.org_unit_id, d.indicator) % 20 = 0 AS silent
FROM (SELECT unnest($indicators) AS indicator) d, period p, org_unit v
WHERE v.level = 'village' AND p.kind = 'year';
"""
SUMS = """
INSERT INTO indicator_value
SELECT o.period_id, t.ancestor_id, o.indicator, sum(round(o.size * o.share)) FILTER (NOT o.silent),
       sum(o.size) FILTER (NOT o.silent), count(*) FILTER (NOT o.silent), count(*)
FROM own o JOIN unit_tree t ON t.org_unit_id = o.org_unit_id
GROUP BY ALL ORDER BY o.indicator, o.period_id, t.ancestor_id
"""


def publish_nation(folder: Path, villages: int = VILLAGES, indicators: int = 2) -> Store:
    """A store of a nation: one year, `indicators` indicators, one village in twenty silent."""
    store = Store(Home(folder))

    def receive(connection):
        connection.execute(UNITS, {"villages": villages})
        connection.execute(SUBMISSION, [date(2025, 12, 31), datetime(2026, 1, 5)])

    def compute(connection):
        connection.execute(cube_sql.period_table(periods_between(date(2025, 1, 1), date(2025, 12, 31))))
        connection.execute(cube_sql.EMPTY_TABLES)
        connection.execute(FIGURES, {"indicators": [*INDICATORS][:indicators]})
        connection.execute(SUMS)

    build_snapshot(store, Origin("bench", "bench", True), receive, compute, None)
    return store
