"""How many meetings were held whose attendance counts?"""

from __future__ import annotations

from data.store import Reader

SQL = """
SELECT count(*) AS meetings
FROM meeting m
JOIN unit_tree t ON t.org_unit_id = m.org_unit_id AND t.ancestor_id = $unit
JOIN period p ON p.period_id = $period AND m.meeting_date BETWEEN p.period_start AND p.period_end
WHERE m.meeting_type IN ('branch_congress', 'party_group', 'party_lecture', 'theme_day', 'org_life')
"""


def meetings_with_attendance(reader: Reader, unit_id: str, period_id: str) -> int:
    """Meetings of the kinds that attendance is counted at, held in a period in the villages at or below a unit."""
    return int(reader.table(SQL, unit=unit_id, period=period_id)["meetings"][0].as_py())
