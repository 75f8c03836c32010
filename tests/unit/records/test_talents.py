"""What is counted from the records of talents, by hand and against a second implementation."""

import warnings
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from analytics.findings import retention
from analytics.findings.funds import fund_table, funds_sentence
from analytics.findings.retention import MONTH, stay_curves, stay_table, stays_sentence
from analytics.findings.talent_flow import flow_sentence, reasons_sentence, talent_flow
from analytics.findings.talent_service import days_sentence, mentoring_sentence, service, service_sentence
from analytics.withheld.thresholds import Thresholds
from data.queries.mentoring_pairs import mentoring_pairs
from data.queries.support_cases import support_cases
from data.queries.talent_movement import talent_movement
from data.queries.talent_stays import talent_stays
from data.text import Text
from tests.unit.cube.conftest import LAKE, RED
from tests.unit.cube.county import COUNTY, EAST, WEST

YEAR = "2025"
SINCE = Text("2024", "2024年")


def stays_of(*rows):
    """`(origin, days, has_left)` as the query answers."""
    counted = pd.DataFrame(rows, columns=["origin", "days", "has_left"]).assign(stays=1)
    return pa.Table.from_pandas(counted, preserve_index=False)


def test_a_stay_is_censored_at_the_periods_end_and_a_merger_is_seen_through(county, ask):
    old = f"{EAST}002"
    county.unit(old, "village", valid_to=date(2025, 4, 1), successor_id=RED)
    mover = county.person()
    came = {"origin": "introduced", "entry_date": date(2024, 3, 1)}
    county.talent(old, mover, **came, exit_date=date(2025, 4, 1), exit_reason="unit_merged")
    county.talent(RED, mover, origin="introduced", entry_date=date(2025, 4, 1))
    county.talent(RED, **came, exit_date=date(2025, 3, 1), exit_reason="income")
    county.talent(RED, **came, exit_date=date(2026, 1, 1), exit_reason="income")  # still there at the year's end
    county.talent(RED, origin="introduced", entry_date=date(2023, 12, 31))  # came before the records began
    rows = ask(talent_stays, COUNTY, YEAR).to_pylist()
    whole = (date(2025, 12, 31) - date(2024, 3, 1)).days
    assert [(row["days"], row["has_left"], row["stays"]) for row in rows] == [(365, True, 1), (whole, False, 2)]


def test_a_silent_townships_talents_are_not_counted(county, ask):
    county.talent(RED, entry_date=date(2025, 2, 1))
    county._rows["submission"] = [row for row in county._rows["submission"] if row["org_unit_id"] == EAST]
    county.talent(LAKE, entry_date=date(2025, 2, 1))
    assert ask(talent_stays, COUNTY, YEAR).num_rows == 1
    assert ask(talent_stays, WEST, YEAR).num_rows == 0
    assert {row["talents"] for row in ask(talent_movement, COUNTY, YEAR).to_pylist()} == {1}


def test_the_curve_of_a_hand_worked_table():
    # months 2 (left), 4 (left), 4 (still there), 6 (left), 9 (still there): 4/5, 4/5 x 3/4, then x 1/2
    rows = [(2, True), (4, True), (4, False), (6, True), (9, False)]
    table = stays_of(*[("returned", round(month * MONTH), left) for month, left in rows])
    (curve,) = stay_curves(table, fewest=1).curves
    at = dict(zip(curve.months.astype(int).tolist(), curve.survival.tolist(), strict=True))
    assert [at[month] for month in (0, 1, 3, 5, 7)] == pytest.approx([1, 1, 0.8, 0.6, 0.3])
    assert curve.at_risk[:8].tolist() == [5, 5, 5, 4, 4, 2, 2, 1]
    assert curve.median == pytest.approx(6, abs=0.02)
    assert (curve.stays, curve.left) == (5, 3)


def test_lifelines_finds_the_same_curves_and_the_same_log_rank():
    random = np.random.default_rng(7)
    rows = [
        (origin, int(day), bool(left))
        for origin, mean in (("introduced", 300), ("returned", 700), ("local", 1500))
        for day, left in zip(random.exponential(mean, 80) + 1, random.random(80) < 0.6, strict=True)
    ]
    found = stay_curves(stays_of(*rows))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # lifelines warns under pandas 3
        from lifelines import KaplanMeierFitter
        from lifelines.statistics import multivariate_logrank_test

        origin, days, left = (np.array(column) for column in zip(*rows, strict=True))
        assert found.p == pytest.approx(multivariate_logrank_test(days, origin, left).p_value, rel=1e-6)
        for curve in found.curves:
            mine = origin == curve.origin
            theirs = KaplanMeierFitter().fit(days[mine], left[mine])
            at = theirs.survival_function_at_times(curve.months * MONTH).to_numpy()
            np.testing.assert_allclose(curve.survival, at, atol=1e-9)
            limits = theirs.confidence_interval_
            for month, lower, upper in zip(curve.months, curve.lower, curve.upper, strict=True):
                row = limits[limits.index <= month * MONTH].iloc[-1]
                if 0 < theirs.predict(month * MONTH) < 1:
                    assert (lower, upper) == pytest.approx(tuple(row), abs=1e-9)


def test_nobody_has_left_yet():
    found = stay_curves(stays_of(*[(origin, 400, False) for origin in ("introduced", "local") for _ in range(12)]))
    assert [curve.median for curve in found.curves] == [None, None]
    assert found.p is None
    said = stays_sentence(found, SINCE).en
    assert "Nobody of them has left yet." in said
    assert "after 12 months 100.0%" in said
    assert "half have" not in said
    assert "log-rank" not in said


def test_nobodys_stay_can_be_told_from_a_curve():
    rows = [("introduced", day, True) for day in range(1, 10)]
    rows += [("returned", 40 * place, place % 2 == 0) for place in range(1, 31)]
    found = stay_curves(stays_of(*rows))
    assert found.too_few == ("introduced",)
    (curve,) = found.curves
    assert curve.at_risk.min() >= retention.FEWEST
    assert "Too few stays for a curve: Introduced from outside" in stays_sentence(found, SINCE).en
    assert set(stay_table(found)["month"]) <= set(range(0, 100, 6))


def test_a_viewers_curve_tells_neither_one_or_two_who_left_nor_one_who_came():
    def curve(stays, left):
        rows = [("local", 200 + place, place < left) for place in range(stays)]  # all in the seventh month
        rows += [("local", 900, False) for _ in range(20)]
        (found,) = stay_curves(stays_of(*rows)).for_viewers(6, Thresholds()).curves
        return found

    for left, told in ((0, True), (1, False), (2, False), (4, True)):
        found = curve(20, left)
        assert found.months[:3].tolist() == [0, 6, 12]
        assert np.isnan(found.survival[:3]).tolist() == [False, False, not told]
        assert np.isnan(found.upper[2]) == np.isnan(found.lower[2]) == (not told)
    assert found.survival[2] == 0.9  # 36 of 40
    one_more, fewer = curve(21, 3), curve(20, 3)
    assert one_more.stays == fewer.stays == 40
    assert one_more.at_risk.tolist() == fewer.at_risk.tolist()
    assert set(fewer.at_risk) <= {10.0, 20.0, 30.0, 40.0}
    hidden = replace(stay_curves(stays_of()), curves=(curve(20, 1),))
    assert "their share is not shown" in stays_sentence(hidden, SINCE, rounded=True).en
    assert "multiples of 10" in stays_sentence(hidden, SINCE, rounded=True).en


def test_without_stays_there_is_no_curve():
    found = stay_curves(stays_of())
    assert (found.curves, found.too_few, found.p) == ((), (), None)


def test_came_and_left_by_origin_and_reason(county, ask):
    county.talent(RED, origin="returned", talent_type="craft", entry_date=date(2025, 5, 1))
    left = {"exit_date": date(2025, 6, 1), "exit_reason": "family"}
    county.talent(RED, origin="local", talent_type="digital", entry_date=date(2024, 5, 1), **left)
    county.talent(LAKE, origin="local", talent_type="digital", entry_date=date(2024, 5, 1))
    flow = talent_flow(ask(talent_movement, COUNTY, YEAR), YEAR)
    moved = {(row.period_id, row.origin): (row.came, row.left) for row in flow.flows.itertuples()}
    assert moved["2024", "local"] == (2, 0)
    assert moved[YEAR, "local"] == (0, 1)
    assert moved[YEAR, "returned"] == (1, 0)
    kinds = {row.talent_type: (row.came, row.left, row.stock) for row in flow.kinds.itertuples()}
    assert (kinds["craft"], kinds["digital"], kinds["operator"]) == ((1, 0, 1), (0, 1, 1), (0, 0, 0))
    assert flow_sentence(flow, YEAR).en.startswith(
        "Talents in stock at the end of the period: 2; in it 1 came and 1 left"
    )
    assert reasons_sentence(flow, YEAR).en == 'Of the 1 who left, 1 for "Family, schooling, health".'


def test_cases_by_what_became_of_them_and_the_days_it_took(county, ask):
    talent = county.talent(RED)

    def case(kind, opened, closed=None, outcome="ongoing"):
        row = {"org_unit_id": RED, "talent_id": talent, "kind": kind, "opened_date": opened}
        county.add("talent_support", **row, closed_date=closed, outcome=outcome)

    case("problem_solving", date(2025, 1, 1), date(2025, 3, 2), "resolved")  # 60 days: in time
    case("problem_solving", date(2024, 12, 1), date(2025, 2, 1), "resolved")  # 62 days, opened the year before
    case("problem_solving", date(2025, 5, 1), date(2025, 5, 5), "not_resolved")
    case("problem_solving", date(2025, 12, 1), date(2026, 1, 5), "resolved")  # closed after the period: still open
    case("problem_solving", date(2023, 1, 1), date(2024, 1, 5), "resolved")  # over before the period
    case("life_care", date(2025, 5, 1), date(2025, 5, 2), "resolved")
    found = service(ask(support_cases, RED, YEAR))
    table = {row.kind: tuple(row)[2:] for row in found.cases.itertuples()}
    assert table == {"problem_solving": (3, 2, 1, 1), "life_care": (1, 1, 0, 0), "career_development": (0, 0, 0, 0)}
    assert (found.late, found.solved) == (1, 2)
    assert found.quantiles == pytest.approx((61, 61.8))
    bars = dict(zip(found.days["after_day"], found.days["cases"], strict=True))
    assert (bars[50], bars[60]) == (1, 1)  # the sixtieth day is in time
    assert "3 opened, 2 closed with a result" in service_sentence(found.cases).en
    assert "1 of 2 took longer than 60 days." in days_sentence(found, 1).en
    for text in (service_sentence(found.cases), days_sentence(found, 1)):  # neither is the base of the indicator
        assert text.en.endswith("so the numbers differ.")
        assert "指标D11统计60日期限在本期届满的诉求" in text.zh


def test_pairs_are_counted_and_so_are_the_people_behind_them(county, ask):
    mentor, other = (county.talent(RED, talent_type="agri_expert") for _ in range(2))
    mentees = [county.person() for _ in range(2)]

    def pair(talent, mentee, opened, closed=None):
        row = {"org_unit_id": RED, "talent_id": talent, "kind": "mentoring", "mentee_person_id": mentee}
        outcome = "completed" if closed else "ongoing"
        county.add("talent_support", **row, opened_date=opened, closed_date=closed, outcome=outcome)

    pair(mentor, mentees[0], date(2025, 1, 1))
    pair(mentor, mentees[1], date(2024, 1, 1), date(2025, 6, 1))
    pair(other, mentees[1], date(2025, 7, 1))
    pair(other, mentees[0], date(2024, 1, 1), date(2024, 6, 1))
    pairs = ask(mentoring_pairs, RED, YEAR).to_pandas()
    assert mentoring_sentence(pairs).en.startswith(
        "Pairs open at some time in the period: 3 (mentors: 2, mentees: 2). Begun in it: 2; completed: 1; going on: 2."
    )


def test_funds_of_party_building_are_no_funds_for_talent():
    rows = {"year": [2025] * 3, "purpose": ["agri_tech_training", "talent_service", "party_building"], "units": [1] * 3}
    asked = pa.table({**rows, "allocated": [100_000.0, 0.0, 900_000.0], "spent": [80_000.0, 0.0, 900_000.0]})
    table = fund_table(asked)
    assert table["share"].isna().tolist() == [False, True]
    assert (
        funds_sentence(table, 2025).en
        == "In 2025, 8.0 of 10.0 ten thousand yuan planned for talent were spent (80.0%)."
    )
    assert "No special fund" in funds_sentence(table, 2024).en


def test_a_day_is_a_day(county, ask):
    came = date(2025, 1, 10)
    county.talent(RED, entry_date=came, exit_date=came + timedelta(days=30), exit_reason="other")
    assert ask(talent_stays, RED, "2025Q1").to_pylist()[0]["days"] == 30
