"""Hand-worked charts, and the rules of NHS England's Making Data Count."""

import numpy as np
import pytest
from scipy import stats

from analytics.statistics.control import p_chart, runs, u_chart, xmr


def rules(chart):
    return [signal and str(signal.rule) for signal in chart.signals]


CALM = [10.0, 12, 11, 13, 12, 14, 11, 12]  # mean 11.875; moving ranges 2 1 2 1 2 3 1


def test_limits_by_hand():
    chart = xmr(CALM)
    assert chart.centre == pytest.approx(11.875)
    assert chart.lower == pytest.approx(11.875 - 2.66 * 12 / 7)
    assert chart.upper == pytest.approx(11.875 + 2.66 * 12 / 7)
    assert rules(chart) == [None] * 8
    assert chart.judged


def test_large_moving_ranges_are_screened_once():
    # moving ranges: 2 1 2 1 2 3 1, then 38 and 39; mean 89 / 9, limit 32.3; the seven that stay have mean 12 / 7
    chart = xmr([*CALM, 50, 11])
    assert chart.centre == pytest.approx(156 / 10)
    assert chart.upper - chart.centre == pytest.approx(2.66 * 12 / 7)


def test_a_moving_range_on_the_screen_is_screened_out():
    # moving ranges 1 * 9 and r with r = 3.267 * (9 + r) / 10, then by exact arithmetic slightly above and below
    r = 3.267 * 9 / (10 - 3.267)
    base = np.array([0.0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
    screened, kept = (xmr([*base, 1 + r * factor]) for factor in (1.0001, 0.9999))
    assert screened.upper - screened.centre == pytest.approx(2.66)
    assert kept.upper - kept.centre == pytest.approx(2.66 * (9 + r * 0.9999) / 10)


def test_a_point_beyond_the_limits():
    chart = xmr([*CALM, 50, 11], higher_is_better=False)
    assert rules(chart)[8] == "beyond limits"
    assert chart.signals[8].up
    assert chart.signals[8].improvement is False


@pytest.mark.parametrize("steps", [6, 7])
def test_seven_points_rising_are_a_trend_and_six_are_not(steps):
    rise = np.r_[[0, 0.6, -0.6, 3, -3, 3, -3, 3, -3], -2.9 + 0.3 * np.arange(1, steps), -3, 3, -3]
    chart = xmr(rise, higher_is_better=True)
    marked = [i for i, rule in enumerate(rules(chart)) if rule == "7 rising or falling"]
    assert marked == (list(range(8, 15)) if steps == 7 else [])
    assert all(chart.signals[i].improvement for i in marked)


def test_two_of_three_in_the_outer_third_with_all_three_on_that_side():
    quiet = [-1.0, 1] * 9  # mean moving range 2, limits about 5.3, outer third from about 3.5
    chart = xmr([*quiet, 4.4, 0.7, 4.4, *quiet], higher_is_better=None)
    marked = [i for i, rule in enumerate(rules(chart)) if rule == "2 of 3 in the outer third"]
    assert marked == [18, 20]
    assert chart.signals[18].improvement is None
    parted = xmr([*quiet, 4.4, -0.7, 4.4, *quiet])
    assert rules(parted) == [None] * len(parted.values)


def test_seven_on_one_side_are_a_shift_and_six_are_not():
    for length, marked in ((7, list(range(7, 14))), (6, [])):
        # alternates, then `length` points above, then alternates
        series = [-1.0, 1] * 3 + [-1.5] + [0.8, 0.4] * 3 + [0.8] * (length - 6) + [-1, 1] * 4 + [-1]
        chart = xmr(series)
        assert [i for i, rule in enumerate(rules(chart)) if rule == "7 on one side"] == marked


def test_of_several_rules_the_first_in_order_is_named():
    chart = xmr(np.arange(12.0))  # limits 2.84 and 8.16, one long trend
    assert rules(chart) == ["beyond limits"] * 3 + ["7 rising or falling"] * 6 + ["beyond limits"] * 3
    assert [signal.up for signal in chart.signals] == [False] * 3 + [True] * 9


def test_fewer_than_8_points_are_not_judged_and_say_so():
    chart = xmr([1, 1, 1, 1, 1, 1, 90.0], target=0, higher_is_better=True)
    assert chart.signals == (None,) * 7
    assert not chart.judged
    assert chart.assurance is None
    assert not p_chart([1] * 7, [10] * 7).judged


def test_a_gap_breaks_moving_ranges_and_sequences():
    gap = xmr([*CALM[:4], np.nan, *CALM[4:]])
    assert gap.upper - gap.centre == pytest.approx(2.66 * 11 / 6)  # the range from 13 to 12 is not known
    assert gap.signals[4] is None
    trend = [*range(1, 7), np.nan, *range(7, 12)]
    assert "7 rising or falling" not in rules(xmr(trend))
    assert "7 rising or falling" in rules(xmr([*range(1, 12)]))


def test_a_series_that_never_moves_has_limits_on_its_centre_and_no_signals():
    chart = xmr([100.0] * 12, target=100, higher_is_better=True)
    assert (chart.lower, chart.centre, chart.upper) == (100, 100, 100)
    assert rules(chart) == [None] * 12
    assert chart.assurance == "pass"


@pytest.mark.parametrize("points", [8, 10, 12, 13, 20, 23])
@pytest.mark.parametrize("value", [0.1, 1 / 3, 66.7, 100 / 7, 99.9])
def test_how_numbers_are_kept_is_no_signal(value, points):
    for chart in (
        xmr([value] * points, value, True),
        xmr([*[value] * (points - 1), np.nextafter(value, 200)], 0, True),
        p_chart([points] * points, [3 * points] * points),
    ):
        assert rules(chart) == [None] * points
    assert xmr([value] * points, value, True).assurance == "pass"


def test_one_value_has_a_centre_and_no_limits():
    chart = xmr([3.0])
    assert chart.centre == 3
    assert np.isnan([chart.lower, chart.upper]).all()


@pytest.mark.parametrize(
    ("target", "higher_is_better", "assurance"),
    [
        (5, True, "pass"),
        (20, True, "fail"),
        (12, True, "hit and miss"),
        (20, False, "pass"),
        (5, False, "fail"),
        (12, False, "hit and miss"),
        (12, None, None),
        (None, True, None),
    ],
)
def test_assurance(target, higher_is_better, assurance):
    assert xmr(CALM, target, higher_is_better).assurance == assurance


def test_p_chart_by_hand():
    x, n = np.array([8, 9, 20, 7, 10, 9, 8, 9]), np.array([10, 10, 40, 10, 10, 10, 10, 10])
    chart = p_chart(x, n, higher_is_better=True)
    assert chart.centre == pytest.approx(80 / 110)
    assert chart.lower[2] == pytest.approx(80 / 110 - 3 * np.sqrt(80 * 30 / 110**2 / 40))
    assert chart.upper[0] == 1
    assert rules(chart) == [None, None, "beyond limits", None, None, None, None, None]
    assert chart.signals[2].improvement is False


def test_u_chart_by_hand_with_a_gap():
    x, n = [4, 0, np.nan, 5, 30, 4, 4, 5, 3, 5], [2, 2, 2, 2, 3, 2, 2, np.nan, 2, 2]
    chart = u_chart(x, n)
    assert chart.centre == pytest.approx(55 / 17)
    assert chart.upper[4] == pytest.approx(55 / 17 + 3 * np.sqrt(55 / 17 / 3))
    assert chart.lower[0] == 0
    assert np.isnan([chart.values[2], chart.upper[2], chart.values[7]]).all()
    assert [i for i, signal in enumerate(chart.signals) if signal] == [4]


@pytest.mark.parametrize(("useful", "longest", "crossings"), [(10, 6, 2), (20, 7, 6), (24, 8, 8), (30, 8, 10)])
def test_the_limits_of_anhoejs_table(useful, longest, crossings):
    answer = runs(np.tile([1.0, -1], useful // 2))
    assert (answer.useful, answer.longest_allowed, answer.crossings_least) == (useful, longest, crossings)
    assert crossings == stats.binom.ppf(0.05, useful - 1, 0.5)
    assert (answer.longest, answer.crossings, answer.signal) == (1, useful - 1, False)


def test_runs_leave_out_the_median_and_gaps():
    answer = runs([3, 5, np.nan, 4, 5, 3, 4, 3, 3, 5, 5])  # median 4: - + . + - . - - + +
    assert (answer.median, answer.useful, answer.longest, answer.crossings) == (4, 8, 3, 3)
    assert not answer.judged


def test_a_shifted_series_signals():
    answer = runs([1, 2, 1, 2, 1, 2, 1, 9, 8, 9, 8, 9, 8, 9])
    assert (answer.longest, answer.longest_allowed, answer.crossings) == (7, 7, 1)
    assert answer.signal


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: xmr([]), "values must hold at least one number; got none"),
        (lambda: xmr([np.nan]), "values must hold at least one number; got none"),
        (lambda: runs([]), "values must hold at least one number; got none"),
        (lambda: p_chart([1, 2], [2, 0]), "n must be above 0; got 0.0"),
        (lambda: p_chart([1, 3], [2, 2]), "x must not exceed n; got 3.0"),
        (lambda: u_chart([1, -3], [2, 2]), "x must not be negative; got -3.0"),
        (lambda: u_chart([np.nan], [2]), "n must hold at least one number; got none"),
        (lambda: xmr(CALM, np.nan, True), "target must be a finite number; got nan"),
    ],
)
def test_a_refusal_names_the_argument_and_the_value(call, said):
    with pytest.raises(ValueError) as refusal:
        call()
    assert str(refusal.value) == said
