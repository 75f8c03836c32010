"""Normalisation against published figures, SciPy and numbers worked by hand."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analytics.strength import aggregate, normalise
from data.errors import ArgumentError

NAN = np.nan


def one(values, method, direction=1, **more):
    frame = pd.DataFrame({"x": values})
    return normalise(frame, pd.Series({"x": direction}), method, **more)["x"].tolist()


def posts(low, high):
    return pd.DataFrame({"low": {"x": low}, "high": {"x": high}})


# UNDP, Human Development Report 2015 (table 1: values of 2014) and 2025 (values of 2023); goalposts of technical note 1
HDI = [
    ("Norway 2014", 81.6, 17.5, 12.6, 64992, 0.944),
    ("Iceland 2023", 82.7, 18.9, 13.9, 69117, 0.972),
    ("Norway 2023", 83.3, 18.8, 13.1, 112710, 0.970),
    ("China 2023", 78.0, 15.5, 8.0, 22029, 0.797),
    ("India 2023", 72.0, 13.0, 6.9, 9047, 0.685),
]


def test_the_human_development_index_as_published():
    table = pd.DataFrame(HDI, columns=["country", "life", "expected", "mean", "income", "hdi"]).set_index("country")
    measured = table[["life", "expected", "mean"]].assign(income=np.log(table["income"]))
    goalposts = pd.DataFrame(
        {"low": [20, 0, 0, np.log(100)], "high": [85, 18, 15, np.log(75000)]}, index=measured.columns
    )
    share = normalise(measured, pd.Series(1, index=measured.columns), "goalposts", (0, 1), goalposts)
    education = aggregate(share[["expected", "mean"]], pd.Series({"expected": 1, "mean": 1}), "arithmetic")
    parts = pd.DataFrame({"life": share["life"], "education": education, "income": share["income"]})
    index = aggregate(parts, pd.Series({"life": 1, "education": 1, "income": 1}), "geometric")
    assert index.round(3).tolist() == table["hdi"].tolist()


def test_goalposts_clip_and_a_direction_of_minus_one_reverses():
    assert one([-5, 0, 2.5, 10, 12], "goalposts", goalposts=posts(0, 10)) == [0, 0, 25, 100, 100]
    assert one([-5, 0, 2.5, 10, 12], "goalposts", -1, goalposts=posts(0, 10)) == [100, 100, 75, 0, 0]


def test_minmax_spans_the_scale():
    assert one([3, 5, 7], "minmax", scale=(1, 100)) == pytest.approx([1, 50.5, 100])
    assert one([3, NAN, 7, 4], "minmax", -1) == pytest.approx([100, NAN, 0, 75], nan_ok=True)


def test_zscore_has_the_sample_standard_deviation():
    values = [3.0, 5.0, 11.0, 2.0]
    assert one(values, "zscore") == pytest.approx(stats.zscore(values, ddof=1).tolist())
    assert one(values, "zscore", -1) == pytest.approx((-stats.zscore(values, ddof=1)).tolist())
    assert one([*values, NAN], "zscore")[:4] == pytest.approx(one(values, "zscore"))


def test_percentile_rank_is_rank_less_one_over_n_less_one_and_ties_share_the_better():
    assert one([10, 20, 20, 30], "percentile_rank") == pytest.approx([0, 200 / 3, 200 / 3, 100])
    assert one([10, 20, 20, 30], "percentile_rank", -1) == pytest.approx([100, 200 / 3, 200 / 3, 0])
    assert one([10, NAN, 30], "percentile_rank") == pytest.approx([0, NAN, 100], nan_ok=True)


def test_distance_to_target_runs_from_the_worst_unit_to_the_target():
    targets = pd.Series({"x": 80})
    assert one([20, 50, 80, 95], "distance_to_target", targets=targets) == pytest.approx([0, 50, 100, 100])
    few = pd.Series({"x": 10})
    assert one([5, 10, 20, 30], "distance_to_target", -1, targets=few) == pytest.approx([100, 100, 50, 0])


@pytest.mark.parametrize("method", ["minmax", "percentile_rank"])
def test_a_single_unit_stands_in_the_middle(method):
    assert one([7], method) == [50]
    assert one([NAN, 7], method) == pytest.approx([NAN, 50], nan_ok=True)


def test_units_that_do_not_differ_are_told_apart_by_no_method():
    assert one([7, 7, 7], "minmax") == [50, 50, 50]
    assert one([7, 7, NAN], "zscore") == pytest.approx([0, 0, NAN], nan_ok=True)
    assert one([0.1, 0.1, 0.1], "zscore") == [0, 0, 0]
    assert one([7, 7, 7], "percentile_rank") == [100, 100, 100]  # all share the best rank
    assert one([7], "zscore") == [0]
    assert one([7, 7], "distance_to_target", targets=pd.Series({"x": 9})) == [0, 0]
    assert one([7, 7], "distance_to_target", targets=pd.Series({"x": 7})) == [100, 100]


@pytest.mark.parametrize("method", ["goalposts", "minmax", "zscore", "percentile_rank", "distance_to_target"])
def test_missing_stays_missing_and_no_units_give_no_scores(method):
    yardstick = {"goalposts": posts(0, 10), "targets": pd.Series({"x": 5})}
    assert np.isnan(one([NAN, NAN], method, **yardstick)).all()
    assert one([], method, **yardstick) == []


def test_nullable_numbers_are_read_as_missing():
    frame = pd.DataFrame({"x": pd.array([1, pd.NA, 3], dtype="Float64")})
    scores = normalise(frame, pd.Series({"x": 1}), "minmax")["x"].tolist()
    assert scores == pytest.approx([0, NAN, 100], nan_ok=True)


@pytest.mark.parametrize(
    ("call", "place"),
    [
        ({"method": "borda"}, "method"),
        ({"method": "minmax", "scale": (5, 5)}, "scale"),
        ({"method": "minmax", "direction": pd.Series({"y": 1})}, "indicator x"),
        ({"method": "minmax", "direction": pd.Series({"x": 0})}, "indicator x"),
        ({"method": "goalposts"}, "indicator x"),
        ({"method": "goalposts", "goalposts": posts(5, 5)}, "indicator x"),
        ({"method": "goalposts", "goalposts": posts(9, 5)}, "indicator x"),
        ({"method": "distance_to_target"}, "indicator x"),
        ({"method": "minmax", "values": pd.DataFrame({"x": [1, np.inf]}, index=["u", "v"])}, "v, x"),
    ],
)
def test_what_cannot_be_normalised_is_refused_with_its_place(call, place):
    arguments = {"values": pd.DataFrame({"x": [1.0, 2.0]}), "direction": pd.Series({"x": 1})} | call
    with pytest.raises(ArgumentError) as refusal:
        normalise(**arguments)
    assert refusal.value.place == place
