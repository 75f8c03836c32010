"""What charts, trends and retention keep, whatever the series."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.statistics.control import p_chart, runs, xmr
from analytics.statistics.retention import kaplan_meier
from analytics.statistics.trend import Trend, recent_trend

quick = settings(max_examples=80, deadline=None)
points = st.one_of(st.integers(-5, 5).map(float), st.floats(-1e3, 1e3))
series = st.lists(st.one_of(points, points, points, st.just(float("nan"))), min_size=1, max_size=40).filter(
    lambda values: not np.isnan(values).all()
)
counts = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=9).map(
    lambda pairs: ([min(pair) for pair in pairs], [max(pair) for pair in pairs])
)


@quick
@given(series)
def test_upside_down_a_chart_turns_its_signals(values):
    chart, turned = xmr(values, 1.0, True), xmr(-np.array(values), -1.0, False)
    assert (turned.centre, turned.lower, turned.upper) == (-chart.centre, -chart.upper, -chart.lower) or np.isnan(
        chart.lower
    )
    assert turned.assurance == chart.assurance
    for one, other in zip(chart.signals, turned.signals, strict=True):
        assert (one is None) == (other is None)
        assert one is None or (one.rule, one.up, one.improvement) == (other.rule, not other.up, other.improvement)


@quick
@given(series)
def test_a_signal_stands_on_a_value_and_names_the_first_rule(values):
    chart = xmr(values)
    for value, signal in zip(chart.values, chart.signals, strict=True):
        room = 1e-9 * np.nanmax(np.abs(chart.values))
        beyond = value > chart.upper + room or value < chart.lower - room
        assert chart.judged or signal is None
        assert not np.isnan(value) or signal is None
        if chart.judged and beyond:
            assert signal.rule == "beyond limits"


@quick
@given(series)
def test_runs_count_what_is_there(values):
    answer = runs(values)
    assert answer.useful <= np.count_nonzero(~np.isnan(values))
    assert answer.longest + answer.crossings <= answer.useful
    assert answer.judged or not answer.signal


@quick
@given(counts)
def test_limits_of_proportions_stay_within_0_and_1(pair):
    x, n = (np.array(column, dtype=float) for column in pair)
    n[n == 0] = np.nan
    if np.isnan(n).all():
        return
    chart = p_chart(x, n)
    there = ~np.isnan(n)
    assert ((chart.lower[there] >= 0) & (chart.lower[there] <= chart.centre)).all()
    assert ((chart.upper[there] <= 1) & (chart.upper[there] >= chart.centre)).all()


@quick
@given(counts)
def test_a_trend_is_never_no_change_for_want_of_data(pair):
    x, n = pair
    outcome = recent_trend(x, n)
    last_x, last_n = x[-5:], n[-5:]
    wanting = len(n) < 5 or 0 in last_n or last_x == last_n or not any(last_x)
    assert (outcome is Trend.UNKNOWN) == wanting


@quick
@given(counts)
def test_backwards_a_trend_turns(pair):
    x, n = (column[-5:] for column in pair)
    turn = {Trend.INCREASING: Trend.DECREASING, Trend.DECREASING: Trend.INCREASING}
    outcome = recent_trend(x, n)
    assert recent_trend(x[::-1], n[::-1]) == turn.get(outcome, outcome)


@quick
@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=40))
def test_retention_falls_within_its_limits(stays):
    curve = kaplan_meier(*zip(*stays, strict=True))
    assert (np.diff(curve.survival) <= 0).all()
    assert ((curve.lower >= 0) & (curve.lower <= curve.survival + 1e-12)).all()
    assert ((curve.survival <= curve.upper + 1e-12) & (curve.upper <= 1)).all()
    assert (np.diff(curve.at_risk) < 0).all()
