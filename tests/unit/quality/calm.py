"""A small county in which no rule finds anything: two years, one township, three villages, a handful of people."""

from copy import deepcopy
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import duckdb
import pyarrow as pa

from data.access import Scope
from data.quality.find import find_signs
from data.quality.questions import OWED
from data.schema import SUBMISSION, TABLES, ddl

COUNTY, TOWNSHIP = "990101", "990101001"
VILLAGES = A, B, C = "990101001001", "990101001002", "990101001003"
BEGUN, AS_OF, TODAY = date(2023, 1, 1), date(2024, 12, 31), date(2025, 1, 31)
MEMBERS = 8


def months():
    return [date(year, month, 1) for year in (2023, 2024) for month in range(1, 13)]


def month_end(day):
    return (day + timedelta(31)).replace(day=1) - timedelta(1)


def person(village, number):
    return f"{VILLAGES.index(village)}-{number}"


def submission(sheet, end, **more):
    return {"submission_id": f"{TOWNSHIP}-{end}-{sheet}", "org_unit_id": TOWNSHIP, "period_end": end, "sheet": sheet,
            "template_version": "1", "received_at": datetime(end.year, end.month, end.day) + timedelta(5), "rows_n": 50,
            "rows_rejected_n": 0, **more}  # fmt: skip


def build():
    """Rows of every table."""
    rows = {name: [] for name in (*TABLES, "submission")}
    rows["org_unit"] = [
        {"org_unit_id": COUNTY, "level": "county", "name_zh": "县", "valid_from": "2000-01-01"},
        {
            "org_unit_id": TOWNSHIP,
            "parent_id": COUNTY,
            "level": "township",
            "name_zh": "镇",
            "valid_from": "2000-01-01",
        },
    ]
    for end in map(month_end, months()):
        rows["submission"] += [submission(sheet, end) for sheet, every in OWED.items() if end.month % every == 0]
    rows["unit_year"] = [
        {"org_unit_id": COUNTY, "year": year, "rural_income_yuan": 20000} for year in (2022, 2023, 2024)
    ]
    rows["training_event"].append(
        {"training_id": "induction", "org_unit_id": COUNTY, "venue_type": "county_party_school", "form": "induction",
         "topic": "party_affairs", "start_date": "2023-06-01", "end_date": "2023-06-05", "hours": 40})  # fmt: skip
    for village in VILLAGES:
        add_village(rows, village)
    return rows


def add_village(rows, village):
    place = VILLAGES.index(village)
    rows["org_unit"].append(
        {"org_unit_id": village, "parent_id": TOWNSHIP, "level": "village", "name_zh": village,
         "village_category": "ordinary", "party_org_form": "branch", "valid_from": "2000-01-01"})  # fmt: skip
    for year in (2023, 2024):
        rows["unit_year"].append(
            {"org_unit_id": village, "year": year, "resident_population": 900 + place, "households": 300,
             "hardship_households": 10, "monitored_start": 5, "monitored_cleared": 2,
             "secretary_post_pay_yuan": 40000})  # fmt: skip
    for number in range(MEMBERS):
        who = person(village, number)
        rows["person"].append({"person_id": who, "sex": "m", "birth_year": 1975 + number, "education": "senior"})
        rows["member"].append(
            {"member_id": f"M{who}", "person_id": who, "org_unit_id": village, "stage": "full",
             "application_date": f"2009-01-0{1 + place}", "activist_date": "2010-01-01", "target_date": "2011-06-01",
             "probationary_date": "2012-01-01", "full_date": "2013-01-01", "enter_date": "2012-01-01",
             "duty_capable": True, "mgmt_category": "office_holder" if number < 2 else "no_office"})  # fmt: skip
        rows["evaluation"].append(
            {"evaluation_id": f"E{who}", "person_id": who, "org_unit_id": village, "year": 2024,
             "eval_kind": "member_democratic", "grade": "excellent" if number < 2 else "qualified"})  # fmt: skip
    for number, post in enumerate(("party_secretary", "party_committee_member")):
        rows["post_term"].append(term(village, post, person(village, number), start_date="2021-03-01"))
    if village == A:
        add_team(rows)
    for month in months():
        for kind, day, expected in (("theme_day", 5, 8), ("branch_congress", 12, 8), ("branch_committee", 19, 3)):
            held = month.replace(day=day + place + month.month % 3)
            rows["meeting"].append(
                {"meeting_id": f"T{village}-{kind}-{month}", "org_unit_id": village, "meeting_type": kind,
                 "meeting_date": held, "expected_n": expected, "attended_n": expected - month.month % 2})  # fmt: skip


def term(village, post, who, **more):
    return {"post_term_id": f"P{village}-{post}-{who}", "person_id": who, "org_unit_id": village, "post_type": post,
            "review_passed_date": "2021-02-01", **more}  # fmt: skip


def add_team(rows):
    """A first secretary and a resident team of two in village A, with a row for every month; a talent, a pairing."""
    for post in ("first_secretary", "resident_team_leader", "resident_team_member"):
        who = f"cadre {post}"
        rows["person"].append({"person_id": who, "sex": "f", "birth_year": 1985, "education": "bachelor"})
        if post == "first_secretary":
            rows["member"].append(
                {"member_id": f"M{who}", "person_id": who, "org_unit_id": A, "stage": "full", "full_date": "2015-01-01",
                 "enter_date": "2022-01-01", "duty_capable": True, "mgmt_category": "office_holder"})  # fmt: skip
        rows["post_term"].append(term(A, post, who, start_date="2022-01-01", review_passed_date=None))
        rows["post_month"] += [
            {
                "post_term_id": rows["post_term"][-1]["post_term_id"],
                "month": month,
                "days_in_village": 19 + month.month % 4,
            }
            for month in months()
        ]
    rows["talent"] = [
        {"talent_id": f"N{n}", "person_id": person(B, 0), "org_unit_id": B, "talent_type": "craft", "origin": "local",
         "entry_date": "2020-01-01"} for n in range(25)]  # fmt: skip
    rows["member_duty"] = [
        {"duty_id": f"D{n}", "person_id": person(A, n), "org_unit_id": A, "duty_kind": "pairing",
         "household_key": f"h{n}", "household_hardship": True, "start_date": "2023-02-01"}
        for n in range(4)]  # fmt: skip
    rows["training_attendance"] = [
        {"training_id": "induction", "person_id": person(A, 0), "org_unit_id": A, "hours_credited": 40,
         "completed": True}]  # fmt: skip
    rows["fund"] = [
        {"fund_id": "F1", "org_unit_id": TOWNSHIP, "year": 2024, "purpose": "talent_service", "allocated_yuan": 1000,
         "spent_yuan": 1000}]  # fmt: skip


CALM = build()


def rows():
    return deepcopy(CALM)


class Asked:
    """Answers as a Reader does, from tables in memory."""

    scope = Scope.everything()

    def __init__(self, tables):
        self.connection = duckdb.connect(config={"python_enable_replacements": "false"})
        for table in (*TABLES.values(), SUBMISSION):
            self.connection.execute(ddl(table))
            found = tables[table.name]
            names = list(dict.fromkeys(name for row in found for name in row))
            if not found:
                continue
            texts = {n: pa.array([None if r.get(n) is None else str(r[n]) for r in found], pa.string()) for n in names}
            self.connection.register("texts", pa.table(texts))
            types = {column.name: column.type for column in table.columns}
            casts = ", ".join(f"{n}::{types[n]} AS {n}" for n in names)
            self.connection.execute(f"INSERT INTO {table.name} BY NAME SELECT {casts} FROM texts")
        self.connection.execute("CREATE TABLE period AS SELECT DATE '2023-01-01' AS period_start")

    def table(self, sql, **parameters):
        return self.connection.sql(sql, params=parameters or None).to_arrow_table()

    def info(self):
        return SimpleNamespace(data_as_of=AS_OF.isoformat())

    def holds(self, table):
        return False


def found(asked, **only):
    """The cases in the records, each as rule, sign, unit."""
    answer = find_signs(asked, dict.fromkeys(OWED, 10), TODAY, **only)
    return [(row["rule"], row["sign"], row["org_unit_id"]) for row in answer.to_pylist()]
