"""The course of an indicator in words; a trend is claimed only where it is tested."""

import re

import pandas as pd
import pytest

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


@pytest.mark.parametrize("indicator", [SHARE, RATE])
def test_the_course_ends_with_the_last_whole_period_and_a_running_one_is_named_by_itself(indicator):
    text = course_sentence("A", indicator, course(indicator, 50.0, 60.0, 55.0, 0.0, provisional=True))
    first, rest = text.zh.split("。", 1)
    assert re.search("2020年为(每千人)?50.0", first)
    assert re.search("2022年为(每千人)?55.0", first)
    assert "2023" not in first
    assert re.search("2023年尚未结束，目前为(每千人)?0.0", rest)
    assert "暂定" in rest
    assert re.search("So far 0.0.* in 2023", text.en)


def test_one_whole_period_beside_a_running_one_is_no_course_either():
    text = course_sentence("A", SHARE, course(SHARE, 50.0, 0.0, provisional=True))
    assert text.zh.startswith("2020年，A“")
    assert "50.0%" in text.zh.split("。")[0]
    assert "2021年尚未结束" in text.zh


def test_of_a_running_period_alone_it_is_said_that_it_runs():
    assert "still running" in said(SHARE, course(SHARE, "not_reported", 5.0, provisional=True))


def test_of_a_rate_no_trend_is_claimed():
    assert "tested for proportions only" in said(RATE, course(RATE, 1.0, 9.0, 20.0, 40.0, 80.0))


def test_one_value_is_no_course():
    assert "was" not in said(SHARE, course(SHARE, "not_reported", 40.0)).split("“")[0]
    assert "40.0%" in said(SHARE, course(SHARE, "not_reported", 40.0))


def test_never_a_value_says_so():
    assert "no period has a value" in said(SHARE, course(SHARE, "not_reported", "not_reported"))
