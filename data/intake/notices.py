"""What breaks no rule and yet is worth a look before publishing: what is replaced, and villages that have no row."""

from __future__ import annotations

from collections.abc import Iterator

from data.intake.context import STORE
from data.intake.package import Package
from data.records import ACCEPTED
from data.schema import TABLES
from data.text import Text

EVERY_VILLAGE = ("meeting", "unit_year", "evaluation")  # sheets in which every village of a township has a row
MOST, NAMED = 20, 10

REPLACED = f"""
SELECT r.sheet, u.name_zh, u.name_en, r.period_end, r.received_at::DATE AS day, r.rows_n, n.rows_now
FROM {STORE}.received.submission r JOIN submission s
    ON s.org_unit_id = r.org_unit_id AND s.sheet = r.sheet AND s.period_end = r.period_end
JOIN org_unit u ON u.org_unit_id = r.org_unit_id
LEFT JOIN (SELECT unnest($numbers::INTEGER[]) AS number, unnest($rows::BIGINT[]) AS rows_now) n ON n.number = s.number
WHERE r.state = '{ACCEPTED}' ORDER BY r.sheet, r.period_end LIMIT {MOST + 1}"""

MISSING = """
SELECT u.name_zh, u.name_en, count(*) AS n, list(v.name_zh ORDER BY v.org_unit_id)[:$named] AS zh,
    list(coalesce(v.name_en, v.name_zh) ORDER BY v.org_unit_id)[:$named] AS en
FROM submission s JOIN org_unit u ON u.org_unit_id = s.org_unit_id AND u.level = 'township'
JOIN org_unit v ON v.parent_id = u.org_unit_id AND v.level = 'village' AND v.valid_from <= s.period_end
    AND (v.valid_to IS NULL OR v.valid_to > s.period_end)
WHERE s.sheet = '{sheet}' AND NOT EXISTS (
    SELECT 1 FROM staged.{sheet} t WHERE t._submission = s.number AND t.org_unit_id = v.org_unit_id)
GROUP BY s.number, u.name_zh, u.name_en ORDER BY s.number LIMIT {most}"""


def find_notices(package: Package, store: bool) -> tuple[Text, ...]:
    """At most some, of a package that was staged."""
    found = [*(_replaced(package) if store else ()), *_missing(package)]
    return (*found[:MOST], MORE.fill(n=len(found) - MOST)) if len(found) > MOST else tuple(found)


def _replaced(package: Package) -> Iterator[Text]:
    """The submissions in force that would no longer be."""
    counts = {
        number: n
        for table in package.tables
        for number, n in package.connection.execute(
            f"SELECT _submission, count(*) FROM staged.{table} WHERE _submission IS NOT NULL GROUP BY 1"
        ).fetchall()
    }
    rows = package.connection.execute(REPLACED, {"numbers": list(counts), "rows": list(counts.values())}).fetchall()
    for sheet, zh, en, end, day, before, now in rows:
        yield REPLACES.fill(
            unit=Text(en or zh, zh), sheet=TABLES[sheet].title, end=end, day=day, before=before, now=now or 0
        )


def _missing(package: Package) -> Iterator[Text]:
    for sheet in EVERY_VILLAGE:
        if sheet in package.tables:
            sql = MISSING.replace("{sheet}", sheet).replace("{most}", str(MOST))
            for zh, en, n, names_zh, names_en in package.connection.execute(sql, {"named": NAMED}).fetchall():
                more = " …" if n > NAMED else ""
                yield NO_ROW.fill(
                    unit=Text(en or zh, zh),
                    sheet=TABLES[sheet].title,
                    n=n,
                    names=Text(", ".join(names_en) + more, "、".join(names_zh) + more),
                )


REPLACES = Text(
    "It replaces what {unit} sent on {day} as '{sheet}' for {end}: {before} rows then, {now} rows now. Is the period "
    "end right?",
    "将替换{unit} {day} 报送的“{sheet}”（数据截止 {end}）：原 {before} 行，现 {now} 行。请核对数据截止日期。",
)
NO_ROW = Text(
    "{unit}, '{sheet}': {n} villages have no row: {names}. They count as having nothing to report.",
    "{unit}“{sheet}”中有 {n} 个村没有数据行：{names}。这些村按本期无数据计。",
)
MORE = Text("... and {n} more of this kind.", "……另有 {n} 条同类提示。")
