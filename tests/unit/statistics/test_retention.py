"""Held against the remission times of Freireich et al. 1963, which every textbook works through, and lifelines."""

import warnings

import numpy as np
import pytest

from analytics.statistics.retention import kaplan_meier, log_rank

DRUG = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
DRUG_ENDED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def test_the_textbook_curve():
    curve = kaplan_meier(DRUG, DRUG_ENDED)
    assert curve.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert curve.survival.tolist() == pytest.approx([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=5e-4)
    assert curve.median == 23


def test_the_textbook_log_rank():
    answer = log_rank(DRUG + PLACEBO, DRUG_ENDED + [1] * 21, ["drug"] * 21 + ["placebo"] * 21)
    assert answer.chi2 == pytest.approx(16.79, abs=0.005)
    assert answer.p == pytest.approx(4.17e-5, abs=5e-7)


@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_lifelines_gives_the_same_intervals(confidence):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # lifelines warns under pandas 3
        from lifelines import KaplanMeierFitter

        theirs = KaplanMeierFitter(alpha=1 - confidence).fit(DRUG, DRUG_ENDED).confidence_interval_
    curve = kaplan_meier(DRUG, DRUG_ENDED, confidence)
    limits = theirs.loc[curve.times].to_numpy()
    np.testing.assert_allclose(np.column_stack([curve.lower, curve.upper]), limits, atol=1e-9)


def test_when_all_have_left_the_interval_still_stands():
    curve = kaplan_meier(PLACEBO, [1] * 21)
    assert curve.survival[-1] == 0
    assert curve.lower[-1] == 0
    assert curve.upper[-1] == curve.upper[-2]
    assert kaplan_meier([3, 3], [1, 1]).upper.tolist() == [1]
    assert curve.median == 8


def test_a_stay_not_ended_is_not_lost():
    curve = kaplan_meier([3, 4, 5], [0, 0, 0])
    assert curve.times.size == curve.survival.size == 0
    assert curve.median is None
    assert kaplan_meier([1, 9, 9], [1, 0, 0]).median is None


def test_nothing_to_compare_when_nobody_left():
    assert np.isnan(log_rank([3, 4], [0, 0], ["a", "b"]).p)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: kaplan_meier([], []), "duration must be a list of at least one stay; got 0"),
        (lambda: kaplan_meier([-1], [1]), "duration must not be negative; got -1.0"),
        (lambda: kaplan_meier([1], [2]), "left must be 0 or 1; got 2.0"),
        (lambda: kaplan_meier([1], [1], 1.5), "confidence must lie between 0 and 1; got 1.5"),
        (lambda: log_rank([1, 2], [1, 1], ["a", "a"]), "group must name at least 2 groups; got 1"),
    ],
)
def test_a_refusal_names_the_argument_and_the_value(call, said):
    with pytest.raises(ValueError) as refusal:
        call()
    assert str(refusal.value) == said
