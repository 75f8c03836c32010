"""A benchmark by choice; what does not exist is said and judges nothing."""

import pytest

from analytics.catalogue.kinds import Authority, Target
from analytics.findings.benchmark import LABELS, Against, Choice, benchmark, held_against

from .county import County

IN_POST, AGE = "sec_in_post_rate", "sec_age_45_share"
CELLS = (
    ("2025", "v1", IN_POST, 90, 100), ("2025", "v2", IN_POST, 10, 100), ("2025", "v3", IN_POST, 60, 100),
    ("2025", "v4", IN_POST, 150, 300), ("2025", "990121101", IN_POST, 310, 600), ("2025", "990121", IN_POST, 500, 1000),
    ("2024", "v1", IN_POST, 88, 100), ("2025", "v1", AGE, None, None), ("2025", "v2", AGE, 0, 0),
)  # fmt: skip


def chosen(kind, unit="v1", cells=CELLS, **more):
    reader, choice = County(cells), Choice(unit, "990121", "2025", (IN_POST, AGE))
    level = benchmark(reader, choice, kind, **more)
    return level, held_against(reader, choice, level).set_index("indicator")


@pytest.mark.parametrize(
    ("kind", "level", "verdict"),
    [
        (Against.COUNTY, 50.0, "surely_better"),
        (Against.TOWNSHIP, 100 * 310 / 600, "surely_better"),
        (Against.CATEGORY, 40.0, "surely_better"),  # 10 of 100 and 150 of 300, not the mean of 10 % and 50 %
        (Against.PEERS, 44.0, "surely_better"),
        (Against.LAST_YEAR, 88.0, "similar"),
        (Against.TARGET, 100.0, "surely_worse"),
    ],
)
def test_a_group_is_the_ratio_of_sums_and_the_unit_is_left_out(kind, level, verdict):
    found, frame = chosen(kind)
    assert found.levels[IN_POST] == pytest.approx(level)
    assert frame.loc[IN_POST, "verdict"] == verdict
    assert "v1" not in found.units
    assert found.note is None


def test_a_countys_own_target_goes_before_the_shipped_one():
    own = Target(91.0, source="plan", authority=Authority.LOCAL)
    found, frame = chosen(Against.TARGET, targets={IN_POST: own})
    assert found.levels == {IN_POST: 91.0}
    assert frame.loc[IN_POST, "verdict"] == "similar"


@pytest.mark.parametrize(
    ("kind", "unit"),
    [(Against.COUNTY, "990121"), (Against.TOWNSHIP, "990121"), (Against.CATEGORY, "v3"), (Against.PEERS, "990121")],
)
def test_a_benchmark_that_does_not_exist_judges_nothing_and_says_why(kind, unit):
    found, frame = chosen(kind, unit)
    assert found.levels == {}
    assert found.note is not None
    assert found.note.en
    assert found.note.zh
    assert frame["verdict"].isna().all()


def test_silence_is_judged_by_nobody_and_sets_no_level():
    found, frame = chosen(Against.CATEGORY)
    assert AGE not in found.levels
    assert frame.loc[AGE, "state"] == "not_reported"
    assert frame["verdict"].isna()[AGE]


def test_without_a_year_before_there_is_nothing_to_hold_against():
    found, _ = chosen(Against.LAST_YEAR, cells=CELLS[:1])
    assert "2024" in found.note.en


def test_fewer_than_five_are_too_few_to_judge():
    _, frame = chosen(Against.TARGET, cells=[("2025", "v1", IN_POST, 0, 4)])
    assert frame.loc[IN_POST, "value"] == 0
    assert frame.loc[IN_POST, "verdict"] == "too_few"


def test_every_choice_has_a_name_in_both_languages():
    assert set(LABELS) == set(Against)
    assert all(label.en and label.zh for label in LABELS.values())
