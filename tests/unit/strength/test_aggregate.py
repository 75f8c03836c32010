"""Weighted means against SciPy and by hand."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analytics.strength import aggregate
from data.errors import ArgumentError

SCORES = pd.DataFrame({"x": [20.0, 80.0], "y": [50.0, 40.0], "z": [80.0, np.nan]}, index=["u", "v"])
WEIGHTS = pd.Series({"x": 2.0, "y": 1.0, "z": 1.0})


@pytest.mark.parametrize(
    ("method", "oracle"), [("arithmetic", np.average), ("geometric", stats.gmean), ("harmonic", stats.hmean)]
)
def test_means_agree_with_scipy_and_missing_cells_are_left_out(method, oracle):
    found = aggregate(SCORES, WEIGHTS, method)
    assert found["u"] == pytest.approx(oracle([20, 50, 80], weights=[2, 1, 1]))
    assert found["v"] == pytest.approx(oracle([80, 40], weights=[2, 1]))


def test_a_unit_with_nothing_has_no_score():
    empty = SCORES.assign(x=np.nan, y=np.nan)
    assert aggregate(empty, WEIGHTS, "geometric").isna().tolist() == [False, True]


def test_a_score_without_weight_does_not_count_even_at_zero():
    assert aggregate(SCORES.assign(y=0.0), WEIGHTS.replace(1.0, 0.0), "geometric")["u"] == pytest.approx(20)


@pytest.mark.parametrize("method", ["geometric", "harmonic"])
def test_a_geometric_mean_that_meets_a_zero_is_refused_with_its_place(method):
    with pytest.raises(ArgumentError) as refusal:
        aggregate(SCORES.replace(40.0, 0.0), WEIGHTS, method)
    assert refusal.value.place == "v, y"


@pytest.mark.parametrize(
    ("weights", "method", "place"),
    [
        (WEIGHTS * 0, "arithmetic", "weights"),
        (WEIGHTS - 1.5, "arithmetic", "y"),
        (WEIGHTS.drop("z"), "arithmetic", "z"),
        (WEIGHTS.rename({"z": "q"}), "arithmetic", "q"),
        (WEIGHTS, "median", "method"),
    ],
)
def test_what_cannot_be_aggregated_is_refused_with_its_place(weights, method, place):
    with pytest.raises(ArgumentError) as refusal:
        aggregate(SCORES, weights, method)
    assert refusal.value.place == place


@pytest.mark.parametrize("method", ["geometric", "harmonic"])
def test_means_of_equal_worth_are_equal(method):
    scores = pd.DataFrame({"p": [20.0, 80.0, 40.0, 20.0], "q": [80.0, 20.0, 40.0, 20.0]})
    found = aggregate(scores, pd.Series({"p": 1.0, "q": 1.0}), method)
    assert found[0] == found[1]
    assert found[3] == 20.0
    if method == "geometric":
        assert found[0] == found[2] == 40.0
