"""How many pairs of mentor and mentee were there in the period, and how many people stand behind them?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
WITH p AS (SELECT period_start, period_end FROM period WHERE period_id = $period),
village AS (
    SELECT v.org_unit_id
    FROM v_reported v
    JOIN unit_tree t ON t.org_unit_id = v.org_unit_id AND t.ancestor_id = $unit
    WHERE v.period_id = $period AND v.talent_support = 1)
SELECT t.talent_type, count(*) AS pairs, count(DISTINCT t.person_id) AS mentors,
       count(DISTINCT c.mentee_person_id) AS mentees,
       count(*) FILTER (WHERE c.opened_date >= p.period_start) AS begun,
       count(*) FILTER (WHERE c.closed_date <= p.period_end AND c.outcome = 'completed') AS completed,
       count(*) FILTER (WHERE c.closed_date IS NULL OR c.closed_date > p.period_end) AS still_open
FROM talent_support c
JOIN village v ON v.org_unit_id = c.org_unit_id
JOIN talent t ON t.talent_id = c.talent_id
JOIN p ON c.opened_date <= p.period_end AND (c.closed_date IS NULL OR c.closed_date > p.period_start)
WHERE c.kind = 'mentoring'
GROUP BY GROUPING SETS ((t.talent_type), ())
ORDER BY t.talent_type NULLS LAST
"""


def mentoring_pairs(reader: Reader, unit_id: str, period_id: str) -> pa.Table:
    """Pairs at or below a unit that were open at any time in the period, a row for each kind of talent among the
    mentors and a last one (`talent_type` null) for all: `pairs`, different `mentors` and `mentees`, pairs `begun` in
    the period, `completed` in it, `still_open` at its end.

    Only villages count that reported their support for the period.
    """
    return reader.table(SQL, unit=unit_id, period=period_id)
