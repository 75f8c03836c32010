"""Which of the four teams of assistance work are in place in each key village, and with how many posts?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
WITH p AS (SELECT period_end FROM period WHERE period_id = $period),
village AS (
    SELECT v.org_unit_id, r.post_term = 1 AND r.unit_year = 1 AS reported
    FROM v_village v
    JOIN unit_tree t ON t.org_unit_id = v.org_unit_id AND t.ancestor_id = $unit
    JOIN v_reported r ON r.org_unit_id = v.org_unit_id AND r.period_id = v.period_id
    WHERE v.period_id = $period AND v.is_key),
team AS (SELECT DISTINCT team FROM four_team_post),
post AS (
    SELECT t.org_unit_id, f.team, t.duty_list_date
    FROM post_term t SEMI JOIN village USING (org_unit_id)
    JOIN four_team_post f ON f.post_type = t.post_type
    JOIN p ON t.start_date <= p.period_end AND (t.end_date IS NULL OR t.end_date > p.period_end))
SELECT v.org_unit_id, v.reported, e.team, count(o.team) AS posts,
       count(o.duty_list_date) AS with_duty_list
FROM village v
CROSS JOIN team e
LEFT JOIN post o ON o.org_unit_id = v.org_unit_id AND o.team = e.team
GROUP BY v.org_unit_id, v.reported, e.team
ORDER BY v.org_unit_id, e.team
"""


def team_posts(reader: Reader, unit_id: str, period_id: str) -> pa.Table:
    """Each key village at or below a unit, with each `team`: the `posts` open at the period's end and those of them
    `with_duty_list`; `reported` says whether the village handed in its posts and its yearly figures."""
    return reader.table(SQL, unit=unit_id, period=period_id)
