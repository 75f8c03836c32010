"""What do the records say of each village's secretary, meetings, evaluation and recruits: when was it last?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
WITH p AS (SELECT period_end, year FROM period WHERE period_id = $period),
village AS MATERIALIZED (
    SELECT u.org_unit_id FROM unit_tree t JOIN org_unit u ON u.org_unit_id = t.org_unit_id, p
    WHERE t.ancestor_id = $unit AND u.level = 'village'
      AND u.valid_from <= p.period_end AND (u.valid_to IS NULL OR u.valid_to > p.period_end)),
secretary AS (
    SELECT s.org_unit_id,
           count(*) FILTER (WHERE s.end_date IS NULL OR s.end_date > p.period_end) AS in_post,
           max(s.end_date) FILTER (WHERE s.end_date <= p.period_end) AS last_left
    FROM post_term s SEMI JOIN village USING (org_unit_id), p
    WHERE s.post_type = 'party_secretary' AND s.start_date <= p.period_end
    GROUP BY s.org_unit_id),
held AS (
    SELECT m.org_unit_id,
           max(m.meeting_date) FILTER (
               WHERE m.meeting_type IN ('branch_congress', 'branch_committee', 'party_group', 'party_lecture')
           ) AS last_meeting,
           max(m.meeting_date) FILTER (WHERE m.meeting_type = 'theme_day') AS last_theme_day,
           max(m.meeting_date) FILTER (WHERE m.meeting_type = 'org_life') AS last_life_meeting
    FROM meeting m SEMI JOIN village USING (org_unit_id), p WHERE m.meeting_date <= p.period_end
    GROUP BY m.org_unit_id),
evaluated AS (
    SELECT e.org_unit_id, max(e.year) AS last_evaluated
    FROM evaluation e SEMI JOIN village USING (org_unit_id), p
    WHERE e.eval_kind = 'member_democratic' AND e.grade IS NOT NULL AND e.year <= p.year
    GROUP BY e.org_unit_id),
developed AS (
    SELECT m.org_unit_id, max(m.day) AS last_developed
    FROM (SELECT org_unit_id, unnest([target_date, probationary_date]) AS day
          FROM member SEMI JOIN village USING (org_unit_id)) m, p
    WHERE m.day <= p.period_end
    GROUP BY m.org_unit_id)
SELECT v.org_unit_id, coalesce(s.in_post, 0) > 0 AS secretary_in_post, s.last_left AS last_secretary_left,
       h.last_meeting, h.last_theme_day, h.last_life_meeting, e.last_evaluated::INTEGER AS last_evaluated,
       d.last_developed
FROM village v
LEFT JOIN secretary s ON s.org_unit_id = v.org_unit_id
LEFT JOIN held h ON h.org_unit_id = v.org_unit_id
LEFT JOIN evaluated e ON e.org_unit_id = v.org_unit_id
LEFT JOIN developed d ON d.org_unit_id = v.org_unit_id
ORDER BY v.org_unit_id
"""


def weak_records(reader: Reader, unit_id: str, period_id: str) -> pa.Table:
    """The villages below a unit that are valid at the period's end, by code, as the records stood on that day.

    `secretary_in_post`; `last_secretary_left`: the day the last one's term ended; `last_meeting` (general, committee
    or group meeting or lecture), `last_theme_day`, `last_life_meeting`: days; `last_evaluated`: the year of the last
    democratic evaluation with a grade; `last_developed`: the day of the last development target or probationary
    member. Null where the records have none.
    """
    return reader.table(SQL, unit=unit_id, period=period_id)
