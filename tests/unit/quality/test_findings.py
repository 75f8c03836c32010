"""Completeness, chase list, outliers and bounds, each against a second way of counting."""

from datetime import date
from itertools import product

import numpy as np
import pandas as pd
import pytest

from analytics.catalogue import INDICATORS
from analytics.findings.bounds import missing_bounds
from analytics.findings.reporting_quality import (
    all_months_sentence,
    by_rule,
    chase_list,
    completeness,
    completeness_sentence,
    months_sentence,
    timeliness,
)
from analytics.statistics.robust import FEWEST, robust_distance
from data.quality import WATCHES
from data.quality.find import find_signs
from data.quality.questions import OWED
from data.quality.told import remedy
from data.queries.received import received

from . import calm

DUE = dict.fromkeys(OWED, 10)


@pytest.fixture(scope="module")
def county():
    asked = calm.Asked(calm.rows())
    asked.connection.execute(
        "CREATE TABLE snapshot_info AS SELECT DATE '2024-12-31' AS data_as_of, TIMESTAMP '2025-01-05' AS created_at"
    )
    asked.connection.execute(
        "DELETE FROM submission WHERE sheet = 'meeting' AND period_end IN ('2024-05-31', '2024-06-30')"
    )
    asked.connection.execute("DELETE FROM submission WHERE sheet = 'fund' AND period_end = '2023-12-31'")
    asked.connection.execute(
        "UPDATE submission SET received_at = '2024-03-20' WHERE sheet = 'meeting' AND period_end = '2024-02-29'"
    )
    return asked


@pytest.fixture(scope="module")
def reports(county):
    return received(county, DUE, calm.TODAY).to_pandas(date_as_object=True)


def test_what_is_chased_is_what_the_rule_on_submissions_finds(county, reports):
    cases = find_signs(county, DUE, calm.TODAY, rules=("V-03",)).to_pylist()
    missing = {(c["org_unit_id"], c["value"], c["period"]) for c in cases if c["sign"] == "not sent"}
    owed = chase_list(reports, calm.TODAY)
    assert {(r.org_unit_id, r.sheet, r.period_end.isoformat()) for r in owed.itertuples()} == missing
    assert list(owed["sheet"]) == ["fund", "meeting", "meeting"]  # the longest overdue first
    assert owed["days"].iloc[0] == (calm.TODAY - date(2024, 1, 10)).days
    assert reports["late"].sum() == sum(c["sign"] == "late" for c in cases) == 1


def test_completeness_counts_by_hand(reports):
    table = completeness(reports, "meeting").set_index("period_end")
    assert table.loc[date(2024, 5, 31), "share"] == 0
    assert table.loc[date(2024, 4, 30), "share"] == 100
    whole = completeness(reports).set_index("period_end")
    assert whole.loc[date(2024, 6, 30), ["due", "came"]].tolist() == [13, 12]  # two monthly, eleven quarterly sheets
    row = timeliness(reports).iloc[0]
    assert (row["late"], row["delay"]) == (1, 10)


def test_the_months_that_are_shown_and_counted_are_named(reports):
    meetings = reports[reports["sheet"] == "meeting"]
    ends = sorted(set(meetings["period_end"]))
    first = ends[-24:][0]
    said = months_sentence(meetings, completeness(reports, "meeting"))
    assert f"{first:%b %Y} to Dec 2024" in said.en
    assert f"汇总数自{ends[0].year}年{ends[0].month}月起计" in said.zh
    assert f"至{ends[-1].year}年{ends[-1].month}月各月" in all_months_sentence(reports).zh


def test_what_has_come_late_is_not_asked_for_again():
    assert "请催报" in remedy("V-03", "not sent").zh
    assert "催报" not in remedy("V-03", "late").zh
    assert remedy("V-04", "") == WATCHES["V-04"].remedy


def test_every_rule_has_its_line_and_explained_cases_are_told_apart():
    cases = pd.DataFrame({"rule": ["V-37", "V-37"], "org_unit_id": ["1", "2"], "case": [("a",), ("b",)]})
    table = by_rule(cases, {("a",): object()}).set_index("rule")
    assert table.loc["V-37", ["open", "explained", "units"]].tolist() == [1, 1, 2]
    assert table.loc["V-60", "open"] == 0


def test_a_wild_value_is_found_among_five_where_the_classical_rule_is_blind():
    values = np.array([10.0, 11.0, 9.0, 10.5, 60.0])
    assert abs((values - values.mean()) / values.std(ddof=1)).max() < (len(values) - 1) / np.sqrt(len(values)) < 3
    assert robust_distance(values)[-1] > 3
    assert np.abs(robust_distance(values)[:-1]).max() < 3


def test_robust_distance_by_a_plain_loop():
    values = [3.0, 8.0, 4.0, float("nan"), 6.0, 5.0, 40.0]
    known = sorted(v for v in values if v == v)
    middle = (known[2] + known[3]) / 2
    spread = 1.4826 * np.median([abs(v - middle) for v in known])
    found = robust_distance(np.array(values))
    for value, distance in zip(values, found, strict=True):
        assert (np.isnan(distance) and value != value) or distance == pytest.approx((value - middle) / spread)


def test_equal_values_do_not_divide_by_zero_and_few_are_not_judged():
    assert robust_distance(np.array([5.0] * 6)).tolist() == [0.0] * 6
    assert robust_distance(np.array([5.0] * 9 + [9.0]))[-1] > 3
    assert np.isnan(robust_distance(np.arange(FEWEST - 1, dtype=float))).all()


def test_bounds_are_the_extremes_over_everything_the_silent_could_have_said():
    share = INDICATORS["meeting_attendance_rate"]
    cells = pd.DataFrame(
        {
            "org_unit_id": ["a", "b", "c", "d"],
            "state": ["value", "value", "not_reported", "not_reported"],
            "numerator": [8.0, 15.0, np.nan, np.nan],
            "denominator": [10.0, 20.0, np.nan, np.nan],
        }
    )
    found = missing_bounds(cells, share, {"c": 4.0})
    sizes = (4, 15)  # c's own of the year before, d's the median of those that reported
    possible = [
        share.scale * (23 + x + y) / (30 + sum(sizes)) for x, y in product(range(sizes[0] + 1), range(sizes[1] + 1))
    ]
    assert (found.worst, found.best) == pytest.approx((min(possible), max(possible)))
    assert found.value == pytest.approx(share.scale * 23 / 30)
    assert (found.silent, found.expected) == (2, 4)


def test_without_silent_villages_the_bounds_are_the_value():
    cells = pd.DataFrame({"org_unit_id": ["a"], "state": ["value"], "numerator": [8.0], "denominator": [10.0]})
    found = missing_bounds(cells, INDICATORS["meeting_attendance_rate"], {})
    assert found.worst == found.best == found.value


def test_what_is_due_is_owed_before_anybody_has_sent_it(county):
    """Nobody has sent anything of 2025 yet; on 11 February January's monthly sheets are overdue."""
    day = date(2025, 2, 11)
    rows = received(county, DUE, day).to_pandas(date_as_object=True)
    owed = chase_list(rows, day)
    january = owed[owed["period_end"] == date(2025, 1, 31)]
    assert sorted(january["sheet"]) == ["meeting", "post_month"]
    assert set(january["days"]) == {1}
    cases = find_signs(county, DUE, day, rules=("V-03",)).to_pylist()
    assert {c["value"] for c in cases if c["period"] == "2025-01-31"} == {"meeting", "post_month"}
    before = received(county, DUE, date(2025, 2, 10)).to_pandas(date_as_object=True)
    assert date(2025, 1, 31) not in set(before["period_end"])


@pytest.mark.parametrize(
    ("rows", "said"), [(1200, "1,199 of 1,200 sheets due have come (99.9%)"), (2, "1 of 2 sheets")]
)
def test_large_counts_of_sheets_have_their_thousands_apart(rows, said):
    every = pd.DataFrame({"came": [True] * (rows - 1) + [False], "late": False})
    assert completeness_sentence(every).en.startswith(said)
