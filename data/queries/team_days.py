"""How many days a month did dispatched cadres spend in their villages, by month and by the units below?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
WITH p AS (SELECT period_start, period_end FROM period WHERE period_id = $period),
village AS (
    SELECT v.org_unit_id, b.org_unit_id AS below
    FROM v_reported v
    JOIN unit_tree t ON t.org_unit_id = v.org_unit_id AND t.ancestor_id = $unit
    LEFT JOIN (unit_tree c JOIN org_unit b ON b.org_unit_id = c.ancestor_id AND b.parent_id = $unit)
           ON c.org_unit_id = v.org_unit_id
    WHERE v.period_id = $period AND v.post_term = 1 AND v.post_month = 1)
SELECT v.below AS org_unit_id, m.month, m.days_in_village AS days, count(*) AS cadre_months
FROM post_month m
JOIN p ON m.month BETWEEN p.period_start AND p.period_end
JOIN post_term t ON t.post_term_id = m.post_term_id
JOIN four_team_post f ON f.post_type = t.post_type AND f.dispatched
JOIN village v ON v.org_unit_id = t.org_unit_id
GROUP BY GROUPING SETS ((v.below, m.days_in_village), (m.month, m.days_in_village))
ORDER BY m.month NULLS LAST, v.below, m.days_in_village
"""


def team_days(reader: Reader, unit_id: str, period_id: str) -> pa.Table:
    """Cadre-months of the period counted by `days`, twice: by `month` (`org_unit_id` null), and by the unit right
    below (`org_unit_id`, `month` null).

    Only villages count that reported posts and their months for the period.
    """
    return reader.table(SQL, unit=unit_id, period=period_id)
