"""Which of the four teams of assistance work are in place in each key village, and with how many posts?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
WITH p AS (SELECT period_end FROM period WHERE period_id = $period),
village AS (
    SELECT v.org_unit_id, v.reported
    FROM indicator_value v
    JOIN unit_tree t ON t.org_unit_id = v.org_unit_id AND t.ancestor_id = $unit
    JOIN org_unit u ON u.org_unit_id = v.org_unit_id AND u.level = 'village'
    WHERE v.indicator = $indicator AND v.period_id = $period AND v.expected = 1),
team AS (SELECT DISTINCT team FROM four_team_post),
post AS (
    SELECT t.org_unit_id, f.team, t.duty_list_date
    FROM post_term t SEMI JOIN village USING (org_unit_id)
    JOIN four_team_post f ON f.post_type = t.post_type
    JOIN p ON t.start_date <= p.period_end AND (t.end_date IS NULL OR t.end_date > p.period_end))
SELECT v.org_unit_id, v.reported = 1 AS reported, e.team, count(o.team) AS posts,
       count(o.duty_list_date) AS with_duty_list
FROM village v
CROSS JOIN team e
LEFT JOIN post o ON o.org_unit_id = v.org_unit_id AND o.team = e.team
GROUP BY v.org_unit_id, v.reported, e.team
ORDER BY v.org_unit_id, e.team
"""


def team_posts(reader: Reader, indicator: str, unit_id: str, period_id: str) -> pa.Table:
    """Each village at or below a unit to which `indicator` applies, with each `team`: the `posts` open at the period's
    end and those of them `with_duty_list`; `reported` says whether the village handed in what the indicator needs."""
    return reader.table(SQL, indicator=indicator, unit=unit_id, period=period_id)
