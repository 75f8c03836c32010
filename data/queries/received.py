"""Which sheets that were owed have been received, when, and from whom?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from data.quality.questions import OWED
from data.store import Reader

SQL = """
WITH owed AS (SELECT unnest($sheets::VARCHAR[]) AS sheet, unnest($months::INTEGER[]) AS months,
    unnest($days::INTEGER[]) AS days),
span AS (
    SELECT coalesce((SELECT min(period_start) FROM period), date_trunc('month', created_at)::DATE) AS begun,
        greatest(coalesce(data_as_of, created_at::DATE), $today::DATE) AS until
    FROM snapshot_info),
month AS (SELECT last_day(unnest(generate_series(begun, until, INTERVAL 1 MONTH))::DATE) AS period_end FROM span)
SELECT u.org_unit_id, m.period_end, o.sheet, m.period_end + o.days AS due, s.received_at::DATE AS received,
    s.received_at IS NOT NULL AS came,
    coalesce(s.received_at > s.due_at, s.received_at::DATE > m.period_end + o.days, FALSE) AS late
FROM org_unit u JOIN month m ON u.valid_from <= m.period_end AND (u.valid_to IS NULL OR u.valid_to > m.period_end)
JOIN owed o ON month(m.period_end) % o.months = 0
LEFT JOIN submission s ON s.org_unit_id = u.org_unit_id AND s.sheet = o.sheet AND s.period_end = m.period_end
WHERE u.level = 'township' AND (s.received_at IS NOT NULL OR m.period_end + o.days < $today::DATE)
ORDER BY u.org_unit_id, m.period_end, o.sheet
"""


def received(reader: Reader, due_days: Mapping[str, int], today: date) -> pa.Table:
    """Every sheet that a township sent or should have sent by `today`, whether or not anybody has sent any of its
    period: `org_unit_id`, `period_end`, `sheet`, `due`,
    `received` (a day, null if it did not come), `came`, `late`."""
    sheets = list(due_days)
    return reader.table(
        SQL, sheets=sheets, months=[OWED[s] for s in sheets], days=[due_days[s] for s in sheets], today=today
    )
