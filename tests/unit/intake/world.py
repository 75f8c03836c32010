"""A small world that keeps every rule: one county, two townships, three villages, a handful of people."""

import csv
import json
from copy import deepcopy
from datetime import date, datetime

from data.schema import TABLES

COUNTY, TOWNSHIP, OTHER_TOWNSHIP = "990101", "990101001", "990101002"
VILLAGE, SECOND_VILLAGE, OTHER_VILLAGE = "990101001001", "990101001002", "990101002001"
NOW = datetime(2025, 7, 5, 9, 30)
PERIOD_END = date(2025, 6, 30)


def key(number):
    """A keyed hash as the county office makes them."""
    return f"{number:064x}"


def unit(code, parent, level, **more):
    return {"org_unit_id": code, "parent_id": parent, "level": level, "name_zh": f"测试{code[-3:]}",
            "name_en": f"Test {code[-3:]}", "valid_from": "2015-01-01", **more}  # fmt: skip


WORLD = {
    "org_unit": [
        unit(COUNTY, "", "county"),
        unit(TOWNSHIP, COUNTY, "township"),
        unit(OTHER_TOWNSHIP, COUNTY, "township"),
        unit(VILLAGE, TOWNSHIP, "village", village_category="ordinary", party_org_form="branch", party_group_count="2"),
        unit(SECOND_VILLAGE, TOWNSHIP, "village", village_category="poverty_alleviated", terrain="hill"),
        unit(OTHER_VILLAGE, OTHER_TOWNSHIP, "village", village_category="ordinary"),
    ],
    "unit_year": [
        {"org_unit_id": VILLAGE, "year": "2024", "resident_population": "900", "households": "400",
         "hardship_households": "20", "monitored_start": "8", "monitored_cleared": "3", "star_rating": "4",
         "weak_lax": "false", "secretary_post_pay_yuan": "43200.00"},
        {"org_unit_id": COUNTY, "year": "2024", "rural_income_yuan": "21691.00"},
    ],
    "person": [
        {"person_id": key(n), "sex": "m" if n % 2 else "f", "birth_year": str(1970 + n), "education": "senior"}
        for n in range(1, 9)
    ],
    "member": [
        {"member_id": "M1", "person_id": key(1), "org_unit_id": VILLAGE, "stage": "full",
         "application_date": "2016-01-05", "activist_date": "2016-07-01", "target_date": "2017-08-01",
         "political_review_date": "2017-09-01", "probationary_date": "2017-10-01", "full_date": "2018-10-01",
         "enter_date": "2017-10-01", "duty_capable": "true", "mgmt_category": "no_office"},
        {"member_id": "M2", "person_id": key(2), "org_unit_id": VILLAGE, "stage": "probationary",
         "probationary_date": "2024-11-01", "enter_date": "2024-11-01"},
        {"member_id": "M3", "person_id": key(3), "org_unit_id": SECOND_VILLAGE, "stage": "full",
         "full_date": "2016-02-01", "enter_date": "2016-02-01", "exit_date": "2023-05-01",
         "exit_reason": "transferred"},
        {"member_id": "M4", "person_id": key(3), "org_unit_id": VILLAGE, "stage": "full",
         "full_date": "2016-02-01", "enter_date": "2023-05-01"},
        {"member_id": "M5", "person_id": key(4), "org_unit_id": VILLAGE, "stage": "activist",
         "application_date": "2023-01-05", "activist_date": "2023-08-01"},
    ],
    "member_duty": [
        {"duty_id": "D1", "person_id": key(1), "org_unit_id": VILLAGE, "duty_kind": "pairing",
         "household_key": key(901), "household_hardship": "true", "start_date": "2024-01-01"},
        {"duty_id": "D2", "person_id": key(1), "org_unit_id": VILLAGE, "duty_kind": "duty_post",
         "duty_post_type": "mediation", "start_date": "2024-01-01", "actions_n": "3"},
    ],
    "meeting": [
        {"meeting_id": "T1", "org_unit_id": VILLAGE, "meeting_type": "branch_congress", "meeting_date": "2025-05-20",
         "expected_n": "30", "attended_n": "25", "mode": "onsite", "minutes_filed": "true"},
        {"meeting_id": "T2", "org_unit_id": SECOND_VILLAGE, "meeting_type": "theme_day", "meeting_date": "2025-06-05",
         "expected_n": "12", "attended_n": "12"},
    ],
    "evaluation": [
        {"evaluation_id": "E1", "person_id": key(1), "org_unit_id": VILLAGE, "year": "2024",
         "eval_kind": "member_democratic", "grade": "qualified", "points": "88.5"},
    ],
    "post_term": [
        {"post_term_id": "P1", "person_id": key(1), "org_unit_id": VILLAGE, "post_type": "party_secretary",
         "start_date": "2021-03-01", "selection_channel": "veteran"},
        {"post_term_id": "P2", "person_id": key(5), "org_unit_id": SECOND_VILLAGE, "post_type": "first_secretary",
         "start_date": "2021-06-01", "end_date": "2023-06-01", "end_reason": "rotation"},
        {"post_term_id": "P3", "person_id": key(6), "org_unit_id": SECOND_VILLAGE, "post_type": "first_secretary",
         "start_date": "2023-06-01"},
    ],
    "post_month": [{"post_term_id": "P3", "month": "2025-05-01", "days_in_village": "22", "leave_days": "2"}],
    "village_system": [
        {"system_id": "S1", "org_unit_id": VILLAGE, "system_type": "four_two", "adopted_date": "2020-05-01"},
    ],
    "training_event": [
        {"training_id": "G1", "org_unit_id": COUNTY, "venue_type": "county_party_school", "form": "class",
         "topic": "party_affairs", "start_date": "2025-04-01", "end_date": "2025-04-05", "hours": "40"},
    ],
    "training_attendance": [
        {"training_id": "G1", "person_id": key(1), "org_unit_id": VILLAGE, "hours_credited": "40", "completed": "true"},
    ],
    "talent": [
        {"talent_id": "N1", "person_id": key(7), "org_unit_id": VILLAGE, "talent_type": "agri_expert",
         "origin": "introduced", "entry_date": "2022-01-01", "contact_person_id": key(1)},
        {"talent_id": "N2", "person_id": key(8), "org_unit_id": VILLAGE, "talent_type": "craft", "origin": "local",
         "entry_date": "2020-01-01", "exit_date": "2024-01-01", "exit_reason": "family"},
    ],
    "talent_support": [
        {"support_id": "U1", "org_unit_id": VILLAGE, "talent_id": "N1", "kind": "mentoring", "mentee_person_id": key(2),
         "opened_date": "2025-01-10", "outcome": "ongoing"},
        {"support_id": "U2", "org_unit_id": VILLAGE, "talent_id": "N1", "kind": "life_care",
         "opened_date": "2025-02-01", "closed_date": "2025-02-20", "outcome": "resolved", "satisfaction": "5"},
    ],
    "fund": [
        {"fund_id": "F1", "org_unit_id": TOWNSHIP, "year": "2024", "purpose": "talent_service",
         "allocated_yuan": "10000.00", "spent_yuan": "10400.00"},
    ],
    "docking_action": [
        {"docking_id": "K1", "org_unit_id": VILLAGE, "dock_type": "training", "need_date": "2025-01-05",
         "plan_date": "2025-01-20", "delivered_date": "2025-03-01", "result": "matched"},
        {"docking_id": "K2", "org_unit_id": VILLAGE, "dock_type": "guidance", "need_date": "2025-05-05",
         "result": "pending"},
    ],
    "practice": [
        {"practice_id": "R1", "org_unit_id": VILLAGE, "theme": "secretary", "registered_date": "2024-03-01",
         "media_level": "county", "published_date": "2024-04-01"},
        {"practice_id": "R2", "org_unit_id": SECOND_VILLAGE, "source_practice_id": "R1", "theme": "secretary",
         "registered_date": "2024-09-01", "media_level": "none"},
    ],
}  # fmt: skip


def world():
    return deepcopy(WORLD)


def write_csv(folder, tables, headings="name", encoding="utf-8", package=None):
    """Write each table as `<name>.csv` with its column names, Chinese or English headings."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        columns = [column.name for column in TABLES[name].columns] if name in TABLES else list(rows[0])
        extra = [field for row in rows for field in row if field not in columns]
        columns += list(dict.fromkeys(extra))
        with (folder / f"{name}.csv").open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file)
            writer.writerow([heading(name, column, headings) for column in columns])
            writer.writerows([row.get(column, "") for column in columns] for row in rows)
    if package is not None:
        (folder / "package.json").write_text(json.dumps(package), "utf-8")
    return folder


def heading(table, column, headings):
    if headings == "name" or table not in TABLES or column not in TABLES[table].column:
        return column
    declared = TABLES[table].column[column].heading
    return declared.zh if headings == "zh" else declared.en
