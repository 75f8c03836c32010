"""Example rows: for each column a cell as it should look, in a row that keeps the rules by itself."""

from __future__ import annotations

from data.schema import ENUMERATIONS, Column, Table
from data.text import Language, Text

YES = Text("yes", "是")
HASH = Text("(64-digit code)", "（64 位编码）")
BY_NAME = {
    "month": "2025-03-01",
    "year": "2025",
    "birth_year": "1980",
    "expected_n": "30",
    "attended_n": "26",
    "days_in_village": "22",
    "leave_days": "2",
    "hours": "16",
    "hours_credited": "16",
    "satisfaction": "5",
    "star_rating": "4",
    "longitude": "108.31",
    "latitude": "33.31",
    "name_zh": "示例村",
    "name_en": "Example Village",
    "party_group_count": "3",
    "resident_population": "960",
    "households": "320",
    "hardship_households": "25",
    "monitored_start": "8",
    "monitored_cleared": "3",
    "valid_from": "2010-01-01",
    "application_date": "2016-03-01",
    "activist_date": "2016-10-01",
    "target_date": "2018-03-01",
    "political_review_date": "2018-05-20",
    "probationary_date": "2018-07-01",
    "full_date": "2019-07-01",
    "enter_date": "2018-07-01",
    "target_training_hours": "24",
    "points": "86",
    "actions_n": "2",
    "distance_km": "12.5",
    "secretary_post_pay_yuan": "43200",
    "collective_income_yuan": "186000",
    "allocated_yuan": "50000",
    "spent_yuan": "42000",
}
LEFT_BLANK = {
    "exit_date",
    "exit_reason",
    "end_reason",
    "valid_to",
    "successor_id",
    "repealed_date",
    "startup_date",
    "startup_end_date",
    "source_practice_id",
    "rural_income_yuan",
}
NOT_IN_THIS_ROW = {
    ("member_duty", "end_date"),
    ("member_duty", "household_key"),
    ("member_duty", "household_hardship"),
    ("post_term", "end_date"),
    ("talent_support", "closed_date"),
    ("practice", "published_date"),
}


def example_cell(table: Table, column: Column, unit: str, language: Language) -> str:
    """The example's text in a column; blank where the row has nothing to say."""
    name = column.name
    if name in LEFT_BLANK or (table.name, name) in NOT_IN_THIS_ROW:
        return ""
    if name in BY_NAME:
        return BY_NAME[name]
    if column.enum:
        return list(ENUMERATIONS[column.enum].labels.values())[_choice(column.enum)].in_language(language)
    if column.references == "org_unit" or name == "org_unit_id":
        return unit[:9] if name == "parent_id" else unit
    if name == "household_key" or column.references == "person" or (table.name == "person" and name in table.key):
        return HASH.in_language(language)
    return _by_type(table, column, unit, language)


def _choice(enumeration: str) -> int:
    """Which label to show: the last level is the village, the last stage a full member."""
    return -1 if enumeration in ("org_level", "member_stage") else 0


def _by_type(table: Table, column: Column, unit: str, language: Language) -> str:
    if column.type == "DATE":
        return "2025-03-31" if column.name == "end_date" else "2025-03-15"
    if column.type == "BOOLEAN":
        return YES.in_language(language)
    if column.type == "VARCHAR":
        return f"{unit}-2025-001"
    return "10" if column.type in ("SMALLINT", "INTEGER") else "10.0"
