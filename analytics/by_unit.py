"""What is asked of units above villages, made ready once: their figures unit by unit, and where they lie.

`indicator_value` lies indicator by indicator, as one indicator of many units is asked for; all of one unit's figures
lie in as many places as there are indicators. `unit_value(period_id, org_unit_id, indicator, numerator, denominator,
reported, expected, k, sum_xx, sum_xn, sum_nn, level)` has the sums of every unit but villages with their spreads, the
highest units first, so that whoever names their levels reads those alone. It is a copy, a twelfth of all.
`unit_above(org_unit_id, level)` has these units themselves, `unit_centre(org_unit_id, longitude, latitude)` the middle
of a unit's villages. All are written whole whenever figures change.
"""

from __future__ import annotations

from analytics.engines.duckdb_engine import Connection

UNIT_VALUE, UNIT_ABOVE = "unit_value", "unit_above"
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
CENTRES = """
CREATE OR REPLACE TABLE unit_centre AS
SELECT t.ancestor_id AS org_unit_id, avg(v.longitude) AS longitude, avg(v.latitude) AS latitude
FROM org_unit v JOIN unit_tree t ON t.org_unit_id = v.org_unit_id AND t.depth > 0
WHERE v.level = 'village' AND v.longitude IS NOT NULL AND v.latitude IS NOT NULL
GROUP BY t.ancestor_id ORDER BY t.ancestor_id
"""


def write_by_unit(connection: Connection) -> None:
    """Write all three from `indicator_value`, `indicator_spread`, `org_unit` and `unit_tree`."""
    connection.execute(ABOVE)
    connection.execute(COPY)
    connection.execute(CENTRES)
