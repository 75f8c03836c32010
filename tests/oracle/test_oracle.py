"""The oracle itself, on cases that were worked out by hand."""

from datetime import date, datetime

import pytest

from data.schema import TABLES

from .dates import last_day, make_periods
from .definitions import RHYTHM
from .draw import row
from .oracle import Cell, compute, evaluate_cell

LONG_AGO = date(2000, 1, 1)
COUNTY, TOWNSHIP, EAST, WEST = "990101", "990101001", "990101001001", "990101001002"
DUE_EVERY = {"monthly": 1, "quarterly": 3, "yearly": 12}


def unit(code, parent, level, **more):
    given = {"valid_from": LONG_AGO, **more}
    return row("org_unit", org_unit_id=code, parent_id=parent, level=level, name_zh=code, **given)


def sent(sheet, end, reporter=TOWNSHIP):
    values = {"org_unit_id": reporter, "sheet": sheet, "period_end": end, "received_at": datetime(2025, 1, 1)}
    return row("submission", submission_id=f"{sheet}-{end}", **values)


def all_sent(last=12):
    months = [(sheet, month) for sheet in RHYTHM for month in range(1, last + 1)]
    return [sent(sheet, last_day(2024, month)) for sheet, month in months if month % DUE_EVERY[RHYTHM[sheet]] == 0]


def county(**tables):
    """Two villages of one township in 2024, and what a test adds to them."""
    units = [
        unit("9901", None, "prefecture"),
        unit(COUNTY, "9901", "county"),
        unit(TOWNSHIP, COUNTY, "township"),
        unit(EAST, TOWNSHIP, "village", village_category="relocation", party_group_count=2),
        unit(WEST, TOWNSHIP, "village", village_category="ordinary"),
    ]
    given = {"org_unit": units, **tables}
    return {name: [row(name, **values) for values in given.get(name, [])] for name in TABLES}


def person(key, birth_year=1980, education="college"):
    return {"person_id": key, "sex": "u", "birth_year": birth_year, "education": education}


def post(key, who, unit_id, kind, start, end=None, **more):
    base = {"post_term_id": key, "person_id": who, "org_unit_id": unit_id, "post_type": kind, "start_date": start}
    return {**base, "end_date": end, **more}


def member(key, who, unit_id, enter, end=None, why=None, **more):
    base = {"member_id": key, "person_id": who, "org_unit_id": unit_id, "enter_date": enter, "exit_date": end}
    return {"exit_reason": why, "stage": "full", "duty_capable": True, **base, **more}


def talent(key, who, unit_id, entry, end=None, why=None, **more):
    base = {"talent_id": key, "person_id": who, "org_unit_id": unit_id, "entry_date": entry, "exit_date": end}
    return {"exit_reason": why, "talent_type": "craft", "origin": "introduced", **base, **more}


def meeting(key, unit_id, kind, day):
    base = {"meeting_id": key, "org_unit_id": unit_id, "meeting_type": kind, "meeting_date": day}
    return {**base, "expected_n": 10, "attended_n": 8}


def pair(tables, indicator, unit_id, period="2024", submissions=None):
    """(numerator, denominator) of one cell."""
    cell = compute(tables, all_sent() if submissions is None else submissions)[1][(period, unit_id, indicator)]
    return cell.numerator, cell.denominator


def test_a_running_quarter_and_year_end_with_the_last_reported_month():
    periods = make_periods(
        [sent("meeting", date(2023, 11, 30)), sent("org_unit", LONG_AGO), sent("fund", date(2024, 2, 9))]
    )
    found = [(p["period_id"], p["period_start"], p["period_end"], p["months"], p["provisional"]) for p in periods]
    assert found == [
        ("2023Q4", date(2023, 10, 1), date(2023, 12, 31), 3, False),
        ("2024Q1", date(2024, 1, 1), date(2024, 2, 29), 2, True),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), 12, False),
        ("2024", date(2024, 1, 1), date(2024, 2, 29), 2, True),
    ]


def test_a_secretary_who_leaves_on_the_last_day_is_not_in_post_at_its_end():
    terms = [
        post("a", "ann", EAST, "party_secretary", date(2024, 12, 31)),
        post("b", "bo", WEST, "party_secretary", date(2020, 1, 1), date(2024, 12, 31), end_reason="civil_servant"),
    ]
    tables = county(person=[person("ann"), person("bo")], post_term=terms)
    assert pair(tables, "sec_in_post_rate", TOWNSHIP) == (1, 2)
    assert pair(tables, "sec_in_post_rate", TOWNSHIP, "2024Q3") == (1, 2)
    assert pair(tables, "sec_career_outlet_rate", TOWNSHIP) == (1, 2)


@pytest.mark.parametrize(("gap", "counted"), [(31, 1), (32, 0)])
def test_a_reelection_within_31_days_keeps_the_year_whole(gap, counted):
    resumed = date.fromordinal(date(2024, 3, 1).toordinal() + gap)
    terms = [
        post("a", "ann", EAST, "party_secretary", date(2020, 1, 1), date(2024, 3, 1)),
        post("b", "ann", EAST, "party_secretary", resumed),
    ]
    graded = {"evaluation_id": "e", "person_id": "ann", "org_unit_id": EAST, "year": 2024, "grade": "qualified"}
    appraisal = {**graded, "eval_kind": "secretary_appraisal"}
    tables = county(person=[person("ann")], post_term=terms, evaluation=[appraisal])
    assert pair(tables, "sec_appraisal_rate", EAST) == (counted, counted)


def test_pay_is_set_against_the_countys_income_of_the_year_before_and_a_blank_is_silence():
    years = [
        {"org_unit_id": COUNTY, "year": 2023, "rural_income_yuan": 20000},
        {"org_unit_id": EAST, "year": 2023, "secretary_post_pay_yuan": 42000},  # no row for 2024: last year's serves
        {"org_unit_id": WEST, "year": 2024, "secretary_post_pay_yuan": None},
    ]
    _, cells = compute(county(unit_year=years), all_sent())
    assert cells[("2024", EAST, "sec_pay_income_ratio")] == Cell(42000, 20000, 1, 1)
    assert cells[("2024", WEST, "sec_pay_income_ratio")] == Cell(None, None, 0, 1)
    assert cells[("2024", TOWNSHIP, "sec_pay_income_ratio")] == Cell(42000, 20000, 1, 2)
    assert cells[("2024", EAST, "sec_pay_growth_rate")] == Cell(None, None, 0, 1)


def test_a_recruit_counts_in_the_unit_that_took_the_person_in_or_its_successor():
    merged, day = date(2024, 6, 30), date(2024, 3, 1)
    life = {"probationary_date": day, "background": "wealth_leader"}
    rows = [
        member("1", "ann", EAST, day, merged, "unit_merged", **life),
        member("2", "ann", WEST, merged, **life),  # the same person, moved by the merger: no second intake
        member("3", "bo", WEST, date(2024, 5, 1), **life),  # taken in elsewhere, transferred in later
    ]
    tables = county(member=rows, person=[person("ann", 1989), person("bo")])
    tables["org_unit"][3].update(valid_to=merged, successor_id=WEST)
    assert pair(tables, "recruit_under35_share", WEST) == (1, 1)
    assert ("2024", EAST, "recruit_under35_share") not in compute(tables, all_sent())[1]


def test_a_merger_does_not_break_a_members_year():
    rows = [
        member("1", "ann", EAST, date(2020, 1, 1), date(2024, 6, 30), "unit_merged"),
        member("2", "ann", WEST, date(2024, 7, 31)),  # 31 days later
        member("3", "bo", WEST, date(2024, 7, 31)),  # came, was in no other village
    ]
    events = [
        {"training_id": "t", "org_unit_id": COUNTY, "topic": "other", "form": "class", "end_date": date(2024, 12, 31)}
    ]
    seat = {"training_id": "t", "person_id": "ann", "org_unit_id": WEST, "hours_credited": 32, "completed": False}
    tables = county(
        member=rows, person=[person("ann"), person("bo")], training_event=events, training_attendance=[seat]
    )
    assert pair(tables, "member_training_32h_rate", WEST) == (1, 1)


def test_slots_of_a_running_quarter_are_its_months_and_no_quarter():
    held = [
        meeting("1", EAST, "branch_congress", date(2024, 7, 5)),
        meeting("2", EAST, "party_group", date(2024, 8, 31)),
    ]
    tables = county(meeting=held)
    assert pair(tables, "three_meetings_compliance", EAST, "2024Q3", all_sent(8)) == (1, 2)  # groups only
    assert pair(tables, "three_meetings_compliance", EAST, "2024", all_sent(8)) == (1, 2 + 8 + 2)
    assert pair(tables, "theme_day_monthly_rate", TOWNSHIP, "2024", all_sent(8)) == (0, 16)


def test_paired_households_are_at_most_the_households_on_the_list():
    pairing = {"duty_kind": "pairing", "person_id": "ann", "org_unit_id": EAST, "start_date": date(2024, 1, 1)}
    duties = [{"duty_id": k, "household_key": k, "household_hardship": True, **pairing} for k in ("x", "y", "z")]
    years = [{"org_unit_id": EAST, "year": 2024, "hardship_households": 2}]
    tables = county(member_duty=duties, unit_year=years, person=[person("ann")])
    assert pair(tables, "hardship_household_pairing_rate", EAST) == (2, 2)


def test_a_townships_affairs_worker_counts_there_and_in_no_village():
    terms = [
        post("a", "ann", TOWNSHIP, "party_affairs_worker", date(2024, 1, 1)),
        post("b", "ann", EAST, "deputy_secretary", date(2024, 1, 1)),
        post("c", "ann", WEST, "other_post", date(2024, 1, 1)),
    ]
    tables = county(person=[person("ann")], post_term=terms)
    silent = [s for s in all_sent() if s["sheet"] != "post_term"]
    assert pair(tables, "affairs_multi_post_share", TOWNSHIP) == (1, 1)
    assert pair(tables, "affairs_worker_coverage", TOWNSHIP) == (0, 2)
    cells = compute(tables, silent)[1]
    assert cells[("2024", TOWNSHIP, "affairs_multi_post_share")] == Cell(1, 1, 0, 2)
    assert cells[("2024", EAST, "affairs_multi_post_share")] == Cell(None, None, 0, 1)
    assert cells[("2024", COUNTY, "affairs_worker_coverage")] == Cell(None, None, 0, 2)


@pytest.mark.parametrize(("left", "stayed"), [(date(2024, 3, 1), 0), (date(2024, 3, 2), 1), (None, 1)])
def test_a_talent_stayed_if_the_exit_lies_beyond_twelve_months_mergers_not_counted(left, stayed):
    merged = date(2023, 9, 1)
    rows = [
        talent("1", "ann", EAST, date(2023, 3, 1), merged, "unit_merged"),
        talent("2", "ann", WEST, merged, left, left and "income"),
    ]
    tables = county(talent=rows, person=[person("ann")])
    tables["org_unit"][3].update(valid_to=merged, successor_id=WEST)
    assert pair(tables, "talent_retention_12m_rate", WEST) == (stayed, 1)


@pytest.mark.parametrize(("days", "solved"), [(60, 1), (61, 0)])
def test_a_problem_is_solved_in_time_within_sixty_days(days, solved):
    opened = date(2024, 10, 1)  # 60 days before 30 November: in the running quarter's window, not in the third's
    case = {"support_id": "s", "org_unit_id": EAST, "talent_id": "1", "kind": "problem_solving", "outcome": "resolved"}
    closed = date.fromordinal(opened.toordinal() + days)
    tables = county(talent_support=[{**case, "opened_date": opened, "closed_date": closed}])
    assert pair(tables, "talent_issue_resolution_rate", EAST, "2024Q4", all_sent(11)) == (solved, 1)
    assert pair(tables, "talent_issue_resolution_rate", EAST, "2024Q3", all_sent(11)) == (0, 0)


def test_four_teams_are_asked_of_key_villages_alone():
    posts = ["first_secretary", "resident_team_member", "town_assigned_cadre", "village_director"]
    terms = [post(kind, "ann", EAST, kind, date(2024, 1, 1)) for kind in posts]
    _, cells = compute(county(person=[person("ann")], post_term=terms), all_sent())
    assert cells[("2024", EAST, "four_teams_complete_rate")] == Cell(1, 1, 1, 1)
    assert cells[("2024", WEST, "four_teams_complete_rate")] == Cell(0, 0, 0, 0)
    assert cells[("2024", COUNTY, "four_teams_complete_rate")] == Cell(1, 1, 1, 1)


def test_an_adoption_is_credited_to_the_unit_the_practice_came_from():
    day = {"registered_date": date(2024, 5, 1), "media_level": "none"}
    practices = [
        {"practice_id": "1", "org_unit_id": EAST, **day},
        {"practice_id": "2", "org_unit_id": WEST, "source_practice_id": "1", **day},
    ]
    tables = county(practice=practices)
    assert pair(tables, "practice_adoption_ratio", EAST) == (1, 1)
    assert pair(tables, "practice_adoption_ratio", WEST) == (0, 0)
    assert pair(tables, "practice_discovery_rate", TOWNSHIP) == (1, 2)


def test_one_missing_month_silences_the_quarter_and_the_year_but_not_its_neighbours():
    late = [s for s in all_sent() if (s["sheet"], s["period_end"].month) != ("meeting", 5)]
    cells = compute(county(), late)[1]
    reported = {p: cells[(p, TOWNSHIP, "org_life_meeting_rate")].reported for p in ("2024",)}
    reported |= {p: cells[(p, TOWNSHIP, "theme_day_monthly_rate")].reported for p in ("2024Q1", "2024Q2", "2024Q3")}
    assert reported == {"2024": 0, "2024Q1": 2, "2024Q2": 0, "2024Q3": 2}


def test_states_tell_zero_from_nothing():
    zero, nothing, silent = Cell(0, 5, 1, 1), Cell(0, 0, 1, 1), Cell(None, None, 0, 1)
    assert [evaluate_cell(c, "sec_college_share", [])[0] for c in (zero, nothing, silent)] == [
        "value",
        "not_applicable",
        "not_reported",
    ]
    assert evaluate_cell(zero, "sec_college_share", [])[1] == 0.0


def test_wilsons_interval_is_newcombes_published_one():
    # Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662
    state, value, lower, upper = evaluate_cell(Cell(81, 263, 1, 1), "sec_college_share", [])
    assert (state, round(value, 2), round(lower, 2), round(upper, 2)) == ("value", 30.80, 25.53, 36.62)


def test_poisson_limits_are_the_published_ones_below_ten_and_byars_from_ten():
    # Exact limits of 3 events: 0.6187 to 8.7673; Byar's of 10: 4.79 to 18.39
    small = evaluate_cell(Cell(3, 1000, 1, 1), "talent_stock_per_1000", [])
    large = evaluate_cell(Cell(10, 1000, 1, 1), "talent_stock_per_1000", [])
    assert small[2:] == pytest.approx((0.6187, 8.7673), abs=1e-4)
    assert large[2:] == pytest.approx((4.79, 18.39), abs=5e-3)


def test_a_ratios_interval_needs_two_villages():
    one = [(2.0, 1.0)]
    assert evaluate_cell(Cell(2, 1, 1, 1), "sec_pay_income_ratio", one)[2:] == (None, None)
    # R = 5/2; residuals -0.5 and 0.5; half = 12.7062 * sqrt(2 * 0.5) / 2
    two = evaluate_cell(Cell(5, 2, 2, 2), "sec_pay_income_ratio", [(2.0, 1.0), (3.0, 1.0)])
    assert two[1:] == pytest.approx((2.5, 2.5 - 6.3531, 2.5 + 6.3531), abs=1e-4)
