"""A course over periods: usual variation, a signal, a trend, or too little to say."""

import pandas as pd
import pytest

from analytics.catalogue import INDICATORS
from analytics.charts import Words, control_chart, small_multiples
from analytics.findings.trends import control, courses, trend_verdicts, trends
from analytics.statistics.control import Rule
from analytics.statistics.trend import Trend

from .county import County

HIGHER, LOWER, NEUTRAL, RATE = (
    "meeting_attendance_rate", "no_development_2y_share", "sec_age_45_share", "talent_stock_per_1000",
)  # fmt: skip
STEADY = [50, 52, 49, 51, 50, 48, 51, 50, 49, 52]


def course(values, indicator=HIGHER, unit="a", running=()):
    """A quarter a value, of 100; a word is a state."""
    rows = []
    for place, value in enumerate(values):
        known = not isinstance(value, str)
        number = float(value) if known else None
        rows.append(
            {
                "period_id": f"{2020 + place // 4}Q{place % 4 + 1}", "org_unit_id": unit, "indicator": indicator,
                "numerator": number, "denominator": 100.0 if known else None, "value": number, "lower": number,
                "upper": number, "state": "value" if known else value, "reported": int(known), "expected": 1,
                "provisional": place in running,
            }
        )  # fmt: skip
    numbers = dict.fromkeys(("numerator", "denominator", "value", "lower", "upper"), "Float64")
    return pd.DataFrame(rows).astype(numbers)


def drawn(found, language="zh"):
    frame = found.drawn(language).assign(name="A")
    return control_chart(frame, found.indicator, Words(), language, limits=found.limits)


def test_usual_variation_has_no_signal():
    found = control(course(STEADY), INDICATORS[HIGHER])
    assert found.newest is None
    assert "usual range" in found.sentence("A").en
    assert drawn(found)


@pytest.mark.parametrize(
    ("indicator", "last", "verdict"),
    [(HIGHER, 90, "better"), (HIGHER, 10, "worse"), (LOWER, 90, "worse"), (NEUTRAL, 10, "lower")],
)
def test_a_point_outside_the_limits_is_a_signal_with_its_polarity(indicator, last, verdict):
    found = control(course([*STEADY, last], indicator), INDICATORS[indicator])
    assert found.newest == ("2022Q3", Rule.BEYOND_LIMITS, verdict)
    assert "2022 Q3 lies outside the limits" in found.sentence("A").en
    assert found.drawn("zh")["signal"].iloc[-1] == "超出控制限"
    assert drawn(found)


def test_a_running_period_is_shown_and_not_judged():
    found = control(course([*STEADY, 5], running=(10,)), INDICATORS[HIGHER])
    assert found.newest is None
    assert found.frame["value"].iloc[-1] == 5
    assert drawn(found)


def test_limits_stay_where_values_can_be():
    found = control(course([99, 60, 99, 60, 99, 60, 99, 60]), INDICATORS[HIGHER])
    assert found.limits.upper[0] == 100
    assert found.chart.upper > 100


def test_the_target_is_held_against_the_limits():
    found = control(course(STEADY), INDICATORS[HIGHER], target=30.0)
    assert "will be met." in found.sentence("A").en
    assert "稳定达到目标" in found.sentence("A").zh


def test_too_few_periods_are_not_called_steady():
    found = control(course(STEADY[:5]), INDICATORS[HIGHER])
    assert "with a value (5); a control chart needs 8, so no limits are drawn" in found.sentence("A").en
    assert set(found.limits.centre) | set(found.limits.lower) | set(found.limits.upper) == {None}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["not_reported"] * 4, "not reported; this is not zero"),
        (["not_applicable"] * 4, "the denominator is 0"),
        (["not_reported", "not_applicable"], "no period has a value of"),
        ([40], "with a value (1)"),
    ],
)
def test_without_values_the_reason_is_said(values, said):
    found = control(course(values), INDICATORS[HIGHER])
    assert said in found.sentence("A").en
    assert found.sentence("A").zh
    assert drawn(found, "en")


def test_a_trend_is_up_or_down_and_its_colour_knows_which_is_good():
    both = pd.concat([course([10, 20, 30, 40, 50]), course([50] * 5, unit="b"), course([50, "not_reported"], unit="c")])
    assert trends(both, INDICATORS[HIGHER]) == {"a": Trend.INCREASING, "b": Trend.NO_CHANGE, "c": Trend.UNKNOWN}
    assert trend_verdicts(both, INDICATORS[HIGHER]) == {"a": "better", "b": "similar", "c": "not_compared"}
    assert trend_verdicts(both, INDICATORS[LOWER])["a"] == "worse"
    verdicts = trend_verdicts(both, INDICATORS[HIGHER])
    frame = both.assign(name=both["org_unit_id"])
    assert small_multiples(frame, INDICATORS[HIGHER], Words(), "zh", verdicts=verdicts)


def test_a_running_period_does_not_make_a_trend_and_rates_have_no_test():
    rising = course([50, 50, 50, 50, 50, 99], running=(5,))
    assert trends(rising, INDICATORS[HIGHER])["a"] is Trend.NO_CHANGE
    assert trends(rising, INDICATORS[RATE])["a"] is Trend.UNKNOWN
    assert trends(course([50], running=(0,)), INDICATORS[HIGHER])["a"] is Trend.UNKNOWN


def test_courses_run_from_the_oldest_period_and_are_empty_where_not_measured():
    in_post = "sec_training_standard_rate"
    cells = [(year, "v1", in_post, 1, 2) for year in ("2026", "2024", "2025")]
    reader = County(cells)
    assert courses(reader, in_post, ["v1"], "year")["period_id"].tolist() == ["2024", "2025", "2026"]
    assert courses(reader, in_post, ["v1"], "quarter").empty
