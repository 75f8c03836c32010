"""The ranks of very many units on every indicator, worked out once when a snapshot is built.

`unit_rank(indicator, period_id, level, org_unit_id, rank, rank_lower, rank_upper, bottom_tenth, ranked)`: of each level
with more than `MANY` units, those that have a value which every viewer may read, and how many they are; so no missing
rank tells of a hidden figure, and the ranks are the same for everyone. No interval where none is known, no
`bottom_tenth` where nobody judges. Up to `MANY` units a page ranks them itself (`analytics/findings/ranking.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
import pyarrow as pa

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Better, Indicator
from analytics.engines.duckdb_engine import Connection
from analytics.evaluate import CONFIDENCE, values_with_limits
from analytics.findings.chance import column, standard_errors
from analytics.statistics.ranks import competition_rank
from analytics.statistics.ranks_of_many import rank_interval_of_many

Progress = Callable[[str], None]
Asked = tuple[str, str, str]
"""Level, indicator, period."""

MANY = 3_000
"""More units than are ranked on the click, or listed one by one. More than any county has."""

EMPTY = """
CREATE OR REPLACE TABLE unit_rank (
    indicator VARCHAR, period_id VARCHAR, level VARCHAR, org_unit_id VARCHAR,
    rank INTEGER, rank_lower INTEGER, rank_upper INTEGER, bottom_tenth FLOAT, ranked INTEGER)
"""
LEVELS = "SELECT level FROM org_unit GROUP BY level HAVING count(*) > $many ORDER BY level"
COLUMNS = """
SELECT DISTINCT v.indicator, v.period_id FROM indicator_value v
WHERE v.indicator NOT IN (SELECT indicator FROM withheld_level WHERE level = $level) ORDER BY ALL
"""
CHANGED = """
CREATE OR REPLACE TEMP TABLE changed_rank AS
SELECT DISTINCT u.level, c.indicator, c.period_id
FROM (SELECT indicator, period_id, org_unit_id FROM changed_cell UNION ALL FROM changed_withheld) c
JOIN org_unit u USING (org_unit_id)
WHERE u.level IN (SELECT level FROM org_unit GROUP BY level HAVING count(*) > $many)
"""
TAKEN_OUT = """
DELETE FROM unit_rank USING changed_rank c
WHERE unit_rank.level = c.level AND unit_rank.indicator = c.indicator AND unit_rank.period_id = c.period_id
"""
READ = "FROM changed_rank ANTI JOIN withheld_level USING (indicator, level) ORDER BY ALL"
CELLS = """
SELECT v.period_id, v.org_unit_id, v.indicator, v.numerator, v.denominator, v.reported, v.expected,
       FALSE AS provisional, s.k, s.sum_xx, s.sum_xn, s.sum_nn
FROM (FROM indicator_value WHERE indicator = $indicator AND period_id = $period AND denominator > 0) v
JOIN (FROM org_unit WHERE level = $level) u USING (org_unit_id)
ANTI JOIN (FROM withheld WHERE indicator = $indicator AND period_id = $period) w USING (org_unit_id)
LEFT JOIN (FROM indicator_spread WHERE indicator = $indicator AND period_id = $period) s USING (org_unit_id)
ORDER BY v.org_unit_id
"""
ADD = """
INSERT INTO unit_rank
SELECT $indicator, $period, $level, org_unit_id, rank, rank_lower, rank_upper, bottom_tenth, $ranked FROM ranked
"""


def write_ranks(connection: Connection, progress: Progress | None = None, many: int = MANY) -> None:
    """Write `unit_rank` from `indicator_value`, `indicator_spread`, `org_unit` and what is withheld."""
    connection.execute(EMPTY)
    _rank(connection, _asked(connection, many), progress)


def renew_ranks(connection: Connection, progress: Progress | None = None, many: int = MANY) -> None:
    """Bring `unit_rank` to what `write_ranks` would write, which wrote it before the cells of `changed_cell` became
    others and those of `changed_withheld` were hidden or hidden no longer."""
    connection.execute(CHANGED, {"many": many})
    connection.execute(TAKEN_OUT)
    _rank(connection, connection.execute(READ).fetchall(), progress)
    connection.execute("DROP TABLE temp.changed_rank")


def _asked(connection: Connection, many: int) -> Iterator[Asked]:
    for (level,) in connection.execute(LEVELS, {"many": many}).fetchall():
        for indicator, period_id in connection.execute(COLUMNS, {"level": level}).fetchall():
            yield level, indicator, period_id


def _rank(connection: Connection, asked: Iterable[Asked], progress: Progress | None) -> None:
    """Add the ranks of levels on indicators in periods: while some are worked out, the cells of the next are read."""
    with ThreadPoolExecutor(1) as beside:
        waiting: list[tuple[Asked, Future[pa.Table]]] = []
        for one in asked:
            if progress:
                level, indicator, period_id = one
                progress(f"ranks {indicator} {period_id} {level}")
            cells = connection.sql(CELLS, params=_named(one)).to_arrow_table()
            ready, waiting = waiting, [(one, beside.submit(_ranked, cells, INDICATORS[one[1]]))] if len(cells) else []
            _add(connection, ready)
        _add(connection, waiting)


def _add(connection: Connection, ready: list[tuple[Asked, Future[pa.Table]]]) -> None:
    for asked, coming in ready:
        ranked = coming.result()
        connection.register("ranked", ranked)
        connection.execute(ADD, {**_named(asked), "ranked": len(ranked) - ranked.column("rank").null_count})
        connection.unregister("ranked")


def _named(asked: Asked) -> dict[str, str]:
    return dict(zip(("level", "indicator", "period"), asked, strict=True))


def _ranked(cells: pa.Table, indicator: Indicator) -> pa.Table:
    frame = values_with_limits(cells, {indicator.id: indicator}, CONFIDENCE).where(np.isfinite)
    value, error = column(frame, "value"), standard_errors(frame)
    best_first = indicator.better is not Better.LOWER
    found = rank_interval_of_many(value, error, best_first)
    tenth = np.full(len(frame), np.nan) if indicator.better is Better.NEUTRAL else found.bottom_tenth
    all_ranked = np.array_equal(np.isnan(found.rank), np.isnan(value))
    place = found.rank if all_ranked else competition_rank(value, best_first)
    numbers = {"rank": place, "rank_lower": found.lower, "rank_upper": found.upper}
    return pa.table(
        {
            "org_unit_id": cells.column("org_unit_id"),
            **{name: pa.array(values, from_pandas=True).cast(pa.int32()) for name, values in numbers.items()},
            "bottom_tenth": pa.array(tenth, pa.float32(), from_pandas=True),
        }
    )
