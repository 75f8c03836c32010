"""A unit differs from a benchmark when its own interval excludes it."""

import pandas as pd
import pytest

from analytics.catalogue import INDICATORS
from analytics.findings.compare import against, levels_of

from .frames import frame

HIGHER, LOWER, NEUTRAL = "sec_in_post_rate", "no_development_2y_share", "sec_age_45_share"
RATE, RATIO = "talent_stock_per_1000", "sec_pay_income_ratio"


def verdict(indicator, value, level, **columns):
    rows = frame(("a", indicator, value)).assign(**columns)
    return against(rows, INDICATORS, {indicator: level})["verdict"].iloc[0]


@pytest.mark.parametrize(
    ("indicator", "value", "expected"),
    [
        (HIGHER, 50.0, "similar"),
        (HIGHER, 61.0, "better"),
        (HIGHER, 80.0, "surely_better"),
        (HIGHER, 39.0, "worse"),
        (LOWER, 80.0, "surely_worse"),
        (LOWER, 20.0, "surely_better"),
        (NEUTRAL, 80.0, "surely_higher"),
        (NEUTRAL, 20.0, "surely_lower"),
    ],
)
def test_verdicts_of_proportions(indicator, value, expected):
    assert verdict(indicator, value, 50.0) == expected


def test_fewer_than_five_are_too_few_to_judge():
    assert verdict(HIGHER, 100.0, 1.0, numerator=4.0, denominator=4.0) == "too_few"


@pytest.mark.parametrize(("events", "expected"), [(10.0, "similar"), (30.0, "surely_better"), (1.0, "surely_worse")])
def test_a_rate_is_judged_by_its_count(events, expected):
    assert verdict(RATE, events, 10.0, numerator=events, denominator=1000.0) == expected


def test_against_a_rate_of_nothing_any_event_is_more():
    assert verdict(RATE, 3.0, 0.0, numerator=3.0, denominator=1000.0) == "better"
    assert verdict(RATE, 0.0, 0.0, numerator=0.0, denominator=1000.0) == "similar"


def test_a_ratio_is_judged_by_its_interval_and_not_without():
    assert verdict(RATIO, 2.5, 2.0, lower=2.2, upper=2.8) == "better"
    assert verdict(RATIO, 2.5, 2.0, lower=1.9, upper=3.1) == "similar"
    assert verdict(RATIO, 2.5, 2.0) == "similar"


def test_without_value_or_benchmark_there_is_no_verdict():
    rows = against(frame(("a", HIGHER, "not_reported"), ("a", LOWER, 5.0)), INDICATORS, {HIGHER: 50.0})
    assert rows["verdict"].isna().all()
    assert pd.isna(rows["benchmark"].iloc[1])


def test_levels_are_a_units_values():
    rows = frame(("a", HIGHER, 5.0), ("a", LOWER, "not_reported"), ("b", HIGHER, 7.0))
    assert levels_of(rows, "a") == {HIGHER: 5.0}
