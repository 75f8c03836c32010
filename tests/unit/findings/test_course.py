"""The course of an indicator in words; a trend is claimed only where it is tested."""

import pandas as pd

from analytics.catalogue import INDICATORS
from analytics.findings.course import course_sentence

from .frames import frame

SHARE, RATE = INDICATORS["three_meetings_compliance"], INDICATORS["talent_stock_per_1000"]


def course(indicator, *values, provisional=False):
    rows = frame(*(("a", indicator.id, value) for value in values))
    rows["period_id"] = [str(2020 + place) for place in range(len(values))]
    rows.loc[len(rows) - 1, "provisional"] = provisional
    return rows.assign(denominator=rows["value"].astype("Float64").where(rows["value"].isna(), 100.0))


def said(indicator, rows: pd.DataFrame):
    return course_sentence("A", indicator, rows).en


def test_a_steady_rise_is_a_trend_for_the_better():
    assert "for the better" in said(SHARE, course(SHARE, 20.0, 40.0, 60.0, 80.0, 95.0))


def test_a_running_period_takes_no_part_in_the_trend():
    flat = course(SHARE, 50.0, 50.0, 50.0, 50.0, 51.0, 5.0, provisional=True)
    assert "No significant trend" in said(SHARE, flat)
    assert "provisional" in said(SHARE, flat)


def test_of_a_rate_no_trend_is_claimed():
    assert "tested for proportions only" in said(RATE, course(RATE, 1.0, 9.0, 20.0, 40.0, 80.0))


def test_one_value_is_no_course():
    assert "was" not in said(SHARE, course(SHARE, "not_reported", 40.0)).split("“")[0]
    assert "40.0%" in said(SHARE, course(SHARE, "not_reported", 40.0))


def test_never_a_value_says_so():
    assert "no value" in said(SHARE, course(SHARE, "not_reported", "not_reported"))
