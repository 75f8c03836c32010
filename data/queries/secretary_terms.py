"""When did each village below a unit have a party secretary?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
SELECT u.org_unit_id, u.valid_from, p.start_date, p.end_date
FROM unit_tree t
JOIN org_unit u ON u.org_unit_id = t.org_unit_id AND u.level = 'village'
LEFT JOIN post_term p ON p.org_unit_id = u.org_unit_id AND p.post_type = 'party_secretary' AND p.start_date <= $day
WHERE t.ancestor_id = $unit AND u.valid_from <= $day AND (u.valid_to IS NULL OR u.valid_to > $day)
ORDER BY u.org_unit_id, p.start_date
"""


def secretary_terms(reader: Reader, unit_id: str, day: object) -> pa.Table:
    """The terms begun by a day in the villages valid on it, by village and start; a village without any has one row
    without dates. A term that is still open has no end."""
    return reader.table(SQL, unit=unit_id, day=day)
