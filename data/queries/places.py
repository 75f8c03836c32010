"""Where do units lie?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

LOCATED = """
SELECT org_unit_id, level, parent_id, longitude, latitude
FROM org_unit
WHERE valid_to IS NULL
ORDER BY org_unit_id
"""

VILLAGES = """
SELECT u.org_unit_id, u.longitude, u.latitude
FROM unit_tree t JOIN org_unit u ON u.org_unit_id = t.org_unit_id
WHERE t.ancestor_id = $unit AND u.level = 'village' AND u.longitude IS NOT NULL AND u.latitude IS NOT NULL
ORDER BY u.org_unit_id
"""

CENTRES = """
SELECT a.org_unit_id, avg(u.longitude) AS longitude, avg(u.latitude) AS latitude
FROM unit_tree t
JOIN org_unit a ON a.org_unit_id = t.org_unit_id AND a.level = $level
JOIN unit_tree v ON v.ancestor_id = a.org_unit_id
JOIN org_unit u ON u.org_unit_id = v.org_unit_id AND u.level = 'village'
WHERE t.ancestor_id = $unit AND u.longitude IS NOT NULL AND u.latitude IS NOT NULL
GROUP BY a.org_unit_id
ORDER BY a.org_unit_id
"""

KEPT_CENTRES = """
SELECT c.org_unit_id, c.longitude, c.latitude
FROM unit_tree t
JOIN org_unit a ON a.org_unit_id = t.org_unit_id AND a.level = $level
JOIN unit_centre c ON c.org_unit_id = a.org_unit_id
WHERE t.ancestor_id = $unit
ORDER BY c.org_unit_id
"""


def located(reader: Reader) -> pa.Table:
    """Every unit there is now, by code, with level, parent, longitude and latitude (degrees; null where not given)."""
    return reader.table(LOCATED)


def places(reader: Reader, unit_id: str, level: str) -> pa.Table:
    """`org_unit_id`, `longitude`, `latitude` of the units of a level below a unit, closed ones too, by code.

    Villages lie where they were reported to lie, other units in the middle of their villages; units without any
    coordinates are left out.
    """
    if level == "village":
        return reader.table(VILLAGES, unit=unit_id)
    return reader.table(KEPT_CENTRES if reader.holds("unit_centre") else CENTRES, unit=unit_id, level=level)
