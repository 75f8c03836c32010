"""A county in memory: a reader over a few cells, and evaluate's frame of counts."""

import duckdb
import pyarrow as pa

from analytics.evaluate import evaluate
from data.access import Scope

UNITS = (
    ("99", None, "province", None), ("9901", "99", "prefecture", None), ("990121", "9901", "county", None),
    ("990121101", "990121", "township", None), ("v1", "990121101", "village", "ordinary"),
    ("v2", "990121101", "village", "ordinary"), ("v3", "990121101", "village", "relocation"),
    ("v4", "990121101", "village", "ordinary"),
)  # fmt: skip


class County:
    """Answers as a reader of a snapshot does; `cells`: (period, unit, indicator, numerator, denominator)."""

    scope = Scope.everything()

    def __init__(self, cells, units=UNITS):
        self._connection = duckdb.connect()
        self._connection.execute(
            "CREATE TABLE period AS SELECT *, 'year' AS kind, make_date(year::INT, 1, 1) AS period_start,"
            " make_date(year::INT, 12, 31) AS period_end, 12 AS months FROM (VALUES ('2024', 2024, FALSE),"
            " ('2025', 2025, FALSE), ('2026', 2026, TRUE)) AS t (period_id, year, provisional);"
            "CREATE TABLE indicator_value (period_id VARCHAR, org_unit_id VARCHAR, indicator VARCHAR, numerator DOUBLE,"
            " denominator DOUBLE, reported INTEGER, expected INTEGER);"
            "CREATE TABLE indicator_spread (period_id VARCHAR, org_unit_id VARCHAR, indicator VARCHAR, k INTEGER,"
            " sum_xx DOUBLE, sum_xn DOUBLE, sum_nn DOUBLE);"
            "CREATE TABLE org_unit (org_unit_id VARCHAR, parent_id VARCHAR, level VARCHAR, village_category VARCHAR,"
            " name_zh VARCHAR, name_en VARCHAR, valid_from DATE, valid_to DATE, terrain VARCHAR, distance_km DOUBLE);"
            "CREATE TABLE unit_year (org_unit_id VARCHAR, year INT, resident_population INT, households INT,"
            " collective_income_yuan DOUBLE);"
            "CREATE TABLE member (org_unit_id VARCHAR, stage VARCHAR, enter_date DATE, exit_date DATE)"
        )
        for place, (unit, parent, level, category) in enumerate(units):
            row = [unit, parent, level, category, unit, unit, "hill", float(place**2)]
            self._connection.execute("INSERT INTO org_unit VALUES (?, ?, ?, ?, ?, ?, '2000-01-01', NULL, ?, ?)", row)
        self._connection.execute(
            "CREATE TABLE unit_tree AS WITH RECURSIVE climb AS (SELECT org_unit_id AS ancestor_id, org_unit_id,"
            " 0 AS depth FROM org_unit UNION ALL SELECT u.parent_id, c.org_unit_id, c.depth + 1 FROM climb c"
            " JOIN org_unit u ON u.org_unit_id = c.ancestor_id WHERE u.parent_id IS NOT NULL) SELECT * FROM climb"
        )
        for period, unit, indicator, x, n in cells:
            row = [period, unit, indicator, x, n, int(n is not None)]
            self._connection.execute("INSERT INTO indicator_value VALUES (?, ?, ?, ?, ?, ?, 1)", row)

    def table(self, sql, **parameters) -> pa.Table:
        return self._connection.sql(sql, params=parameters).to_arrow_table()

    def holds(self, table) -> bool:
        return False


def evaluated(indicator, sums, period="2025"):
    """Evaluate's frame of one indicator; `sums`: numerator and denominator by unit, None for a unit that is silent."""
    cells = [(period, unit, indicator, *(pair or (None, None))) for unit, pair in sums.items()]
    known = {unit for unit, *_ in UNITS}
    others = [(unit, None, "village", "ordinary") for unit in sums if unit not in known]
    return evaluate(County(cells, (*UNITS, *others)), [indicator], list(sums), [period])
