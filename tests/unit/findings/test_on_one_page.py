"""One unit in words: what is clear, what a gap is worth, what is silent."""

import pandas as pd
import pytest

from analytics.catalogue import INDICATORS
from analytics.findings.on_one_page import notable, silent, worth
from analytics.findings.spine import spine
from data.schema import TABLES

from .county import evaluated

ATTENDANCE, IN_POST, LOWER = "meeting_attendance_rate", "sec_in_post_rate", "no_development_2y_share"
RATE, RATIO, NEUTRAL = "talent_stock_per_1000", "sec_pay_income_ratio", "sec_age_45_share"


def rows(level=80.0, **own):
    """The spine of unit `a`; of every indicator the others have 80, 80 and 90 of 100."""
    others = {"b": (80, 100), "c": (80, 100), "d": (90, 100)}
    cells = pd.concat([evaluated(key, {"a": sums, **others}) for key, sums in own.items()], ignore_index=True)
    return spine(cells, "a", INDICATORS, dict.fromkeys(own, level)).frame


def test_a_gap_to_the_median_is_so_many_in_the_numerator():
    # the median of 60, 80, 80 and 90 is 80: 20 of 100 more
    (said,) = worth(rows(**{IN_POST: (60, 100)}), INDICATORS)
    assert "median (80.0%), 20 more of 100 would count" in said.en
    assert "分子可再增20（分母为100）。" in said.zh


def test_attendance_is_told_by_the_meeting():
    (said,) = worth(rows(**{ATTENDANCE: (480, 800)}), INDICATORS, meetings=40)
    assert "about 4.0 more members would have attended each meeting (40 meetings, 160 attendances more)" in said.en
    assert "每次会议平均将多到4.0名党员（共40次会议，合计多160人次）" in said.zh
    (plain,) = worth(rows(**{ATTENDANCE: (480, 800)}), INDICATORS, meetings=None)
    assert "160 more of 800" in plain.en


def test_where_lower_is_better_fewer_would_count():
    cells = evaluated(LOWER, {"a": (60, 100), "b": (20, 100), "c": (20, 100)})
    (said,) = worth(spine(cells, "a", INDICATORS, {LOWER: 20.0}).frame, INDICATORS)
    assert "40 fewer of 100" in said.en
    assert "分子可减少40（分母为100）。" in said.zh


@pytest.mark.parametrize(
    "own",
    [
        {IN_POST: (95, 100)},  # above the median
        {IN_POST: (3, 4)},  # too few to judge
        {IN_POST: None},
        {IN_POST: (0, 0)},
        {RATIO: (1.0, 100.0)},  # no count
        {NEUTRAL: (1, 100)},  # nobody judges
    ],
)
def test_what_is_no_gap_is_worth_nothing(own):
    (said,) = worth(rows(**own), INDICATORS)
    assert "short of the median" in said.en


def test_the_clear_differences_come_first_and_five_are_told():
    own = {
        key: (70, 100) for key, found in INDICATORS.items() if found.kind == "proportion" and found.better == "higher"
    }
    found = rows(**own, level=70.0)
    assert len(worth(found, INDICATORS)) == 5
    # four points short of sure, and twenty that may be chance
    said = worth(rows(**{IN_POST: (6, 10), ATTENDANCE: (760, 1000)}), INDICATORS)
    assert [INDICATORS[key].title.en in line.en for key, line in zip((ATTENDANCE, IN_POST), said, strict=True)] == [
        True
    ] * 2


def test_what_is_clearly_better_and_worse_is_listed_the_surest_first():
    found = notable(rows(**{IN_POST: (70, 100), ATTENDANCE: (10, 100), RATE: (99, 100), LOWER: (60, 100)}), INDICATORS)
    assert [line.en.split(":")[0] for line in found.worse][:1] == [INDICATORS[ATTENDANCE].title.en]
    assert "far beyond chance" in found.worse[0].en
    assert [INDICATORS[LOWER].title.zh in line.zh for line in found.better] == [False, True]
    assert "Of 4 indicators that could be judged, chance alone would flag about 0.2." in found.chance.en


def test_the_silent_are_named_with_the_sheets_they_wait_for():
    said = silent(rows(**{IN_POST: None, ATTENDANCE: (1, 2)}), INDICATORS)
    assert INDICATORS[IN_POST].title.en in said.en
    assert all(TABLES[sheet].title.zh in said.zh for sheet in INDICATORS[IN_POST].needs)
    assert "not zero" in said.en
    assert "Everything that was due" in silent(rows(**{IN_POST: (1, 2)}), INDICATORS).en
