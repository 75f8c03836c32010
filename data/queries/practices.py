"""Which practices are known, where did they come from, where were they published, and who took them up?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
WITH p AS (SELECT period_start, period_end FROM period WHERE period_id = $period),
origin AS (
    SELECT o.* FROM practice o
    JOIN unit_tree t ON t.org_unit_id = o.org_unit_id AND t.ancestor_id = $unit
    JOIN p ON o.registered_date <= p.period_end
    WHERE o.source_practice_id IS NULL)
SELECT o.practice_id, o.org_unit_id, NULL AS adopted_by, o.theme, o.registered_date, o.media_level, o.published_date,
       o.registered_date >= p.period_start AS of_this_period
FROM origin o, p
UNION ALL
SELECT o.practice_id, o.org_unit_id, a.org_unit_id, o.theme, a.registered_date, NULL, NULL,
       a.registered_date >= p.period_start
FROM practice a
JOIN origin o ON o.practice_id = a.source_practice_id
JOIN p ON a.registered_date <= p.period_end
ORDER BY 1, adopted_by NULLS FIRST, registered_date
"""


def practices(reader: Reader, unit_id: str, period_id: str) -> pa.Table:
    """Practices that came from a unit or one below it, registered by the period's end, each followed by its adoptions
    (`adopted_by` is the unit that took it up): `theme`, `registered_date`, `media_level`, `published_date`, and whether
    registered in the period (`of_this_period`)."""
    return reader.table(SQL, unit=unit_id, period=period_id)
