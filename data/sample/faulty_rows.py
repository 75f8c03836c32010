"""Rows that keep every rule, and what is changed in them to break just one: for workbooks that the intake refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from data.text import Text

Row = dict[str, str]
Rows = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the rows lie: a township, two of its villages (the first has a first secretary), a village of another, a
    person who was reported before, and the last day reported."""

    township: str
    village: str
    second: str
    foreign: str
    person: str
    day: date

    def back(self, days: int) -> str:
        return (self.day - timedelta(days)).isoformat()


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to break one rule: the sheet to change, the row (from 0), the cells, and what a learner should see."""

    rule: str
    table: str
    row: int
    cells: Mapping[str, str | Callable[[Place], str]]
    lesson: Text
    beside: tuple[str, ...] = ()  # further sheets that it takes to see the fault


def key(number: int) -> str:
    """A key as the county office makes them, of a person who does not exist."""
    return f"{0xFA00 + number:064x}"


def good_rows(place: Place) -> Rows:
    """A few rows of every sheet a township sends, each keeping every rule."""
    year = str(place.day.year - 1)
    v, w = place.village, place.second
    return {
        "unit_year": [
            {"org_unit_id": v, "year": year, "resident_population": "900", "households": "400",
             "hardship_households": "20", "monitored_start": "8", "monitored_cleared": "3", "star_rating": "4",
             "weak_lax": "否", "secretary_post_pay_yuan": "43200.00"}],
        "person": [{"person_id": key(n), "sex": "男" if n % 2 else "女", "birth_year": str(1970 + n),
                    "education": "senior"} for n in range(1, 6)],
        "member": [
            {"member_id": "FM1", "person_id": key(1), "org_unit_id": v, "stage": "full",
             "application_date": "2016-01-05", "activist_date": "2016-07-01", "target_date": "2017-08-01",
             "political_review_date": "2017-09-01", "probationary_date": "2017-10-01", "full_date": "2018-10-01",
             "enter_date": "2017-10-01", "duty_capable": "是", "mgmt_category": "no_office"},
            {"member_id": "FM2", "person_id": key(2), "org_unit_id": v, "stage": "activist",
             "application_date": place.back(900), "activist_date": place.back(600)}],
        "member_duty": [
            {"duty_id": "FD1", "person_id": key(1), "org_unit_id": v, "duty_kind": "pairing", "household_key": key(90),
             "household_hardship": "是", "start_date": place.back(400)}],
        "meeting": [
            {"meeting_id": f"FT{n}", "org_unit_id": u, "meeting_type": "theme_day", "meeting_date": place.back(5 + n),
             "expected_n": "30", "attended_n": "25"} for n, u in enumerate((v, w), 1)],
        "evaluation": [
            {"evaluation_id": "FE1", "person_id": key(1), "org_unit_id": v, "year": year,
             "eval_kind": "member_democratic", "grade": "qualified"}],
        "post_term": [
            {"post_term_id": "FP1", "person_id": key(3), "org_unit_id": v, "post_type": "resident_team_member",
             "start_date": place.back(300)},
            {"post_term_id": "FP2", "person_id": key(4), "org_unit_id": w, "post_type": "resident_team_member",
             "start_date": place.back(900), "end_date": place.back(100), "end_reason": "rotation"}],
        "post_month": [
            {"post_term_id": "FP1", "month": place.day.replace(day=1).isoformat(), "days_in_village": "22",
             "leave_days": "2"}],
        "village_system": [
            {"system_id": "FS1", "org_unit_id": v, "system_type": "four_two", "adopted_date": place.back(1000)}],
        "training_event": [
            {"training_id": "FG1", "org_unit_id": place.township, "venue_type": "field_base", "form": "class",
             "topic": "party_affairs", "start_date": place.back(40), "end_date": place.back(38), "hours": "24"}],
        "training_attendance": [
            {"training_id": "FG1", "person_id": key(1), "org_unit_id": v, "hours_credited": "24", "completed": "是"}],
        "talent": [
            {"talent_id": "FN1", "person_id": key(2), "org_unit_id": v, "talent_type": "craft", "origin": "local",
             "entry_date": place.back(800)}],
        "talent_support": [
            {"support_id": "FU1", "org_unit_id": v, "talent_id": "FN1", "kind": "mentoring",
             "mentee_person_id": key(1), "opened_date": place.back(60), "outcome": "ongoing"}],
        "fund": [
            {"fund_id": "FF1", "org_unit_id": place.township, "year": year, "purpose": "talent_service",
             "allocated_yuan": "10000.00", "spent_yuan": "9400.00"}],
        "docking_action": [
            {"docking_id": "FK1", "org_unit_id": v, "dock_type": "training", "need_date": place.back(90),
             "plan_date": place.back(80), "delivered_date": place.back(20), "result": "matched"}],
        "practice": [
            {"practice_id": "FR1", "org_unit_id": v, "theme": "secretary", "registered_date": place.back(300),
             "media_level": "county", "published_date": place.back(200)},
            {"practice_id": "FR2", "org_unit_id": w, "source_practice_id": "FR1", "theme": "secretary",
             "registered_date": place.back(100), "media_level": "none"}],
    }  # fmt: skip


FAULTS = (
    Fault("V-08", "meeting", 0, {"meeting_id": "FT2"}, Text("a code given twice", "编码重复")),
    Fault("V-09", "meeting", 0, {"meeting_type": "茶话会"}, Text("a choice that is not in the list", "选项不在列表中")),
    Fault("V-10", "meeting", 0, {"meeting_date": "2025-02-30"}, Text("a date that does not exist", "日期不存在")),
    Fault("V-11", "meeting", 0, {"attended_n": "-1"}, Text("a negative number", "数量为负")),
    Fault("V-13", "meeting", 0, {"expected_n": ""}, Text("a required cell left blank", "必填项空白")),
    Fault("V-14", "member", 1, {"person_id": key(77)}, Text("a person nobody reported", "人员编码不存在")),
    Fault("V-16", "meeting", 0, {"org_unit_id": lambda p: p.foreign}, Text("another township's village", "他乡镇的村")),
    Fault("V-18", "meeting", 0, {"meeting_date": "1921-06-30"}, Text("before the village existed", "早于建村日期")),
    Fault(
        "V-19",
        "person",
        4,
        {"person_id": lambda p: p.person, "birth_year": "1901"},
        Text("one person, two years of birth", "同一人两个出生年"),
    ),
    Fault("V-20", "member", 0, {"full_date": "2017-09-30"}, Text("full member before probation", "转正早于预备期")),
    Fault("V-21", "member", 0, {"full_date": ""}, Text("full member without the date", "正式党员无转正日期")),
    Fault("V-23", "person", 0, {"birth_year": "2005"}, Text("taken in at 12", "12 岁入党"), ("member",)),
    Fault("V-24", "post_term", 1, {"end_reason": ""}, Text("an end without a reason", "有离任日期无原因")),
    Fault("V-25", "meeting", 0, {"attended_n": "31"}, Text("more came than were expected", "实到多于应到")),
    Fault("V-27", "fund", 0, {"spent_yuan": "10500.01"}, Text("spent 105 % of what there was", "支出超过 105%")),
    Fault("V-28", "unit_year", 0, {"monitored_cleared": "9"}, Text("more cleared than monitored", "消除多于监测")),
    Fault("V-29", "unit_year", 0, {"rural_income_yuan": "21000"}, Text("the county's figure", "填了县级指标")),
    Fault("V-30", "post_month", 0, {"leave_days": "12"}, Text("more days than the month has", "超过当月天数")),
    Fault("V-32", "member_duty", 0, {"household_key": ""}, Text("a pairing with nobody", "结对无农户编码")),
    Fault("V-33", "talent_support", 0, {"mentee_person_id": ""}, Text("mentoring nobody", "传帮带无学员")),
    Fault("V-34", "docking_action", 0, {"delivered_date": ""}, Text("delivered, but when?", "已落实无日期")),
    Fault("V-35", "practice", 0, {"published_date": ""}, Text("published, but when?", "已刊发无日期")),
    Fault(
        "V-36", "training_event", 0, {"end_date": lambda p: p.back(41)}, Text("ends before it begins", "先结束后开始")
    ),
    Fault("V-38", "post_term", 0, {"post_type": "first_secretary"}, Text("two first secretaries", "第一书记任期重叠")),
    Fault("V-41", "member", 1, {"person_id": key(1)}, Text("a member twice", "同一人两条记录")),
    Fault("V-44", "training_attendance", 0, {"hours_credited": "24.5"}, Text("too many hours", "认定学时超过班次")),
    Fault("V-49", "evaluation", 0, {"year": "2010"}, Text("evaluated before joining", "入党前已评议"), ("member",)),
)
