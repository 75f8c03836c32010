"""What is asked of single units, made ready once: their figures unit by unit, and where they lie.

`indicator_value` lies indicator by indicator, as one indicator of many units is asked for; all of one unit's figures
lie in as many places as there are indicators. `unit_value(period_id, org_unit_id, indicator, numerator, denominator,
reported, expected, k, sum_xx, sum_xn, sum_nn, level)` has the sums of every unit but villages with their spreads, the
highest units first, so that whoever names their levels reads those alone. `village_value` has the sums of villages,
with the columns of `indicator_value`. Both are copies. `unit_above(org_unit_id, level)` has the units above villages
themselves, `unit_centre(org_unit_id, longitude, latitude)` the middle of a unit's villages.
"""

from __future__ import annotations

from analytics.engines.duckdb_engine import Connection, DuckDBEngine
from data.scoped_views import VILLAGE_VALUE

TIER = "list_position(['nation', 'province', 'prefecture', 'county'], u.level) NULLS LAST"
ABOVE = f"""
CREATE OR REPLACE TABLE unit_above AS
SELECT u.org_unit_id, u.level FROM org_unit u WHERE u.level <> 'village' ORDER BY {TIER}, u.org_unit_id
"""
COPY = f"""
CREATE OR REPLACE TABLE unit_value AS
SELECT v.*, s.k, s.sum_xx, s.sum_xn, s.sum_nn, u.level
FROM indicator_value v
JOIN unit_above u ON u.org_unit_id = v.org_unit_id
LEFT JOIN indicator_spread s
       ON s.indicator = v.indicator AND s.period_id = v.period_id AND s.org_unit_id = v.org_unit_id
ORDER BY {TIER}, v.org_unit_id, v.period_id, v.indicator
"""
VILLAGES = """
CREATE OR REPLACE TABLE village_value AS
SELECT v.* FROM indicator_value v ANTI JOIN unit_above u ON u.org_unit_id = v.org_unit_id ORDER BY v.org_unit_id
"""
CHANGED_VILLAGE = """
CREATE OR REPLACE TEMP TABLE changed_village AS
SELECT DISTINCT org_unit_id FROM changed_cell ANTI JOIN unit_above USING (org_unit_id)
"""
TAKEN_OUT = "DELETE FROM village_value WHERE org_unit_id IN (FROM changed_village)"
PUT_IN = """
INSERT INTO village_value
SELECT v.* FROM indicator_value v SEMI JOIN changed_village c ON c.org_unit_id = v.org_unit_id ORDER BY v.org_unit_id
"""
CENTRES = """
CREATE OR REPLACE TABLE unit_centre AS
SELECT t.ancestor_id AS org_unit_id, avg(v.longitude) AS longitude, avg(v.latitude) AS latitude
FROM org_unit v JOIN unit_tree t ON t.org_unit_id = v.org_unit_id AND t.depth > 0
WHERE v.level = 'village' AND v.longitude IS NOT NULL AND v.latitude IS NOT NULL
GROUP BY t.ancestor_id ORDER BY t.ancestor_id
"""


def write_by_unit(connection: Connection) -> None:
    """Write all of them from `indicator_value`, `indicator_spread`, `org_unit` and `unit_tree`."""
    for statement in (ABOVE, COPY, VILLAGES, CENTRES):
        connection.execute(statement)


def renew_by_unit(connection: Connection) -> None:
    """As `write_by_unit`, where `cube_part.renew` has left which cells have become others: of the villages, who are
    very many, only those are written again."""
    if not DuckDBEngine(connection).has_table(VILLAGE_VALUE):
        write_by_unit(connection)
        return
    for statement in (ABOVE, COPY, CHANGED_VILLAGE, TAKEN_OUT, PUT_IN, CENTRES, "DROP TABLE changed_village"):
        connection.execute(statement)
