"""The rows of a county repeated elsewhere, as SQL: which are kept, which cells are the copy's own, which are shifted.

What lasts (posts, members, talents) is that of the pattern. What is done (meetings, duties, trainings, evaluations,
support) is thinned and shifted by how well a unit works: chance with a part each for province, prefecture, county,
township and village, so that no two have the same figures and neighbours resemble one another.
"""

from __future__ import annotations

from data.sample.layout import Copy
from data.schema import SUBMISSION, Column, Table

ABOVE_COUNTY = ("province", "prefecture")  # of the patterns; the nation has its own

# The same number between 0 and 1 for the same text, and one of mean 0 and deviation 1.
MACROS = """
CREATE MACRO chance(label) AS hash(label || '{seed}') / 18446744073709551616.0;
CREATE MACRO noise(label) AS 2 * (chance(label || 'a') + chance(label || 'b') + chance(label || 'c') - 1.5);
"""
STANDING = """
CREATE OR REPLACE TEMP TABLE standing AS
SELECT org_unit_id, quality, 1 / (1 + exp(-2.6 - 0.9 * quality)) AS kept, noise(org_unit_id[:6] || 'pay') AS pay
FROM (SELECT org_unit_id,
             0.25 * noise(org_unit_id[:2]) + 0.2 * noise(org_unit_id[:4]) + 0.45 * noise(org_unit_id[:6])
             + 0.45 * noise(org_unit_id[:9]) + 0.7 * noise(org_unit_id) AS quality
      FROM ({units}))
"""
THINNED = frozenset(
    {"member_duty", "meeting", "evaluation", "village_system", "training_attendance", "talent_support"}
    | {"docking_action"}
)
SHIFTED = {
    "meeting.attended_n": "least(t.expected_n, greatest(1, round(t.attended_n * (1 + 0.06 * s.quality))))",
    "unit_year.secretary_post_pay_yuan": "round(t.secretary_post_pay_yuan * (1 + 0.08 * s.pay), 2)",
    "unit_year.rural_income_yuan": "round(t.rural_income_yuan * (1 + 0.05 * s.pay), 2)",
    "member.platform_last_active": "CASE WHEN chance(t.member_id || s.org_unit_id) < s.kept"
    " THEN t.platform_last_active END",
    "post_term.duty_list_date": "CASE WHEN chance(t.post_term_id || s.org_unit_id) < s.kept THEN t.duty_list_date END",
}


def standing(copies: list[Copy]) -> str:
    """The statement that says how well every unit of these counties works."""
    units = " UNION ALL ".join(
        f"SELECT DISTINCT '{copy.code}' || org_unit_id[7:] AS org_unit_id FROM pattern_org_unit "
        f"WHERE pattern = {copy.pattern} AND level NOT IN {ABOVE_COUNTY}"
        for copy in copies
    )
    return STANDING.format(units=units)


def rows(table: Table, copies: list[Copy]) -> str:
    """The query for a table's rows in these counties, one county after another."""
    return " UNION ALL ".join(_rows(table, copy) for copy in copies)


def _rows(table: Table, copy: Copy) -> str:
    cells = [f"{_cell(table, column, copy)} AS {column.name}" for column in table.columns]
    if table is not SUBMISSION:
        cells.append(f"'{copy.code}' || t.submission_id[7:] AS submission_id")
    source = f"pattern_{table.name} t"
    if "org_unit_id" in table.column:
        source += f" LEFT JOIN standing s ON s.org_unit_id = '{copy.code}' || t.org_unit_id[7:]"
    return f"SELECT {', '.join(cells)} FROM {source} WHERE t.pattern = {copy.pattern}{_kept(table)}"


def _kept(table: Table) -> str:
    if table.name == "org_unit":
        return f" AND t.level NOT IN {ABOVE_COUNTY}"
    if table.name in THINNED:
        return f" AND chance({' || '.join(f't.{name}' for name in table.key)} || s.org_unit_id) < s.kept"
    return ""


def _cell(table: Table, column: Column, copy: Copy) -> str:
    """A column's value in a copy: codes, keys, names and places are the copy's own."""
    name = f"t.{column.name}"
    if shifted := SHIFTED.get(f"{table.name}.{column.name}"):
        return f"({shifted})::{column.type}"
    own = {
        "parent_id": f"CASE t.level WHEN 'county' THEN '{copy.prefecture}' ELSE '{copy.code}' || {name}[7:] END",
        "name_zh": f"CASE t.level WHEN 'county' THEN '{copy.name.zh}' ELSE {name} END",
        "name_en": f"CASE t.level WHEN 'county' THEN '{copy.name.en}' ELSE {name} END",
        "longitude": f"round({name} + {copy.east}, 5)",
        "latitude": f"round({name} + {copy.north}, 5)",
        "household_key": f"'{copy.key}' || {name}[17:]",
    }
    return own.get(column.name) or _code(column.references or _owner(table, column), name, copy)


def _owner(table: Table, column: Column) -> str:
    """Whose code a column holds; none if it is no code."""
    return table.name if table.key[0] == column.name and column.type == "VARCHAR" else ""


def _code(owner: str, name: str, copy: Copy) -> str:
    if owner in ("org_unit", SUBMISSION.name):
        return f"'{copy.code}' || {name}[7:]"
    if owner == "person":
        return f"'{copy.key}' || {name}[17:]"
    return f"{name}[1] || '{copy.code}' || {name}[8:]" if owner else name
