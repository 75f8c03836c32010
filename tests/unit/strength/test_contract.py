"""The outside contract: names, argument orders, and what the steps give, against formulas written down a second time.

The second formulas are the Handbook's (OECD/JRC 2008) as COINr documents them: n_goalposts, n_minmax, n_zscore, n_prank
and n_dist2targ, a_amean, a_gmean and a_hmean; in plain loops, with SciPy's rankdata.
"""

import inspect
from math import exp, log, sqrt

import numpy as np
import pandas as pd
import pytest
from scipy.stats import rankdata

import analytics.strength as strength
from data.errors import DataError

from .small import structure, values

COLUMNS = list("abcd")
POSTS = pd.DataFrame({"low": [0.0, 0, -5, 1], "high": [10.0, 1, 5, 2]}, index=COLUMNS)
TARGETS = pd.Series([8.0, 0.5, 2, 9], index=COLUMNS)
METHODS = ("goalposts", "minmax", "zscore", "percentile_rank", "distance_to_target")
FORMS = {
    "float": lambda frame: frame,
    "nullable": lambda frame: frame.astype("Float64"),
    "arrow": lambda frame: frame.convert_dtypes(dtype_backend="pyarrow"),
    "whole": lambda frame: frame.fillna(1).round().astype("int32"),
    "nullable whole": lambda frame: frame.round().astype("Int64"),
    "objects": lambda frame: frame.astype(object).where(frame.notna(), None),
}


@pytest.mark.parametrize(
    ("function", "first"),
    [
        ("normalise", ["values", "direction", "method", "scale", "goalposts", "targets"]),
        ("aggregate", ["scores", "weights", "method"]),
        ("build", ["values", "structure"]),
        ("robustness", ["values", "errors", "structure", "draws", "seed"]),
        ("drop_one", ["values", "structure"]),
        ("goal_seek", ["values", "structure", "village", "band", "indicators"]),
        ("assign_tracks", ["units", "structure"]),
    ],
)
def test_the_names_and_the_order_of_the_arguments_are_as_promised(function, first):
    assert list(inspect.signature(getattr(strength, function)).parameters)[: len(first)] == first


def test_the_scale_is_zero_to_a_hundred_unless_another_is_asked_for():
    assert inspect.signature(strength.normalise).parameters["scale"].default == (0, 100)
    assert {"scores", "ranks", "bands"} <= set(strength.Strength.__dataclass_fields__)


def table(luck, units):
    cells = luck.choice([0, 1, 2, 5, 9, np.nan, 3.3], size=(units, len(COLUMNS)))
    return pd.DataFrame(cells, columns=COLUMNS, index=[f"u{n}" for n in range(units)])


def expected(numbers, sign, method, scale, column):
    """One column in a plain loop; `numbers` with None where missing."""
    turned = [None if number is None else sign * number for number in numbers]
    known = [number for number in turned if number is not None]
    if not known:
        return [np.nan] * len(numbers)
    worst, best, n = min(known), max(known), len(known)
    mean = sum(known) / n
    deviation = sqrt(sum((x - mean) ** 2 for x in known) / (n - 1)) if n > 1 else 0.0
    places = dict(zip(known, rankdata(known, method="max"), strict=True))
    ends = sorted(sign * POSTS.loc[column, end] for end in ("low", "high"))
    target = sign * TARGETS[column]

    def share(x):
        if method == "goalposts":
            return min(1, max(0, (x - ends[0]) / (ends[1] - ends[0])))
        if method == "minmax":
            return (x - worst) / (best - worst) if best > worst else 0.5
        if method == "percentile_rank":
            return (places[x] - 1) / (n - 1) if n > 1 else 0.5
        return 1.0 if x >= target else max(0, (x - worst) / (target - worst))

    if method == "zscore":
        return [np.nan if x is None else (x - mean) / deviation if best > worst else 0.0 for x in turned]
    return [np.nan if x is None else scale[0] + (scale[1] - scale[0]) * share(x) for x in turned]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("method", METHODS)
def test_every_method_agrees_with_the_formula_written_a_second_time(method, form):
    luck = np.random.default_rng(len(form) * 10 + len(method))
    for units in (0, 1, 2, 5, 8, 8, 8):
        given = FORMS[form](table(luck, units))
        direction = pd.Series(luck.choice([-1, 1], len(COLUMNS)), index=COLUMNS).sample(frac=1, random_state=units)
        found = strength.normalise(
            given, direction, method, (1, 100), POSTS.iloc[::-1], TARGETS.sample(frac=1, random_state=units)
        )
        assert list(found.columns) == COLUMNS
        assert list(found.index) == list(given.index)
        for column in COLUMNS:
            numbers = [None if pd.isna(cell) else float(cell) for cell in given[column]]
            wanted = expected(numbers, direction[column], method, (1, 100), column)
            assert found[column].tolist() == pytest.approx(wanted, nan_ok=True)


MEANS = {
    "arithmetic": lambda pairs: sum(w * s for w, s in pairs) / sum(w for w, _ in pairs),
    "geometric": lambda pairs: exp(sum(w * log(s) for w, s in pairs) / sum(w for w, _ in pairs)),
    "harmonic": lambda pairs: sum(w for w, _ in pairs) / sum(w / s for w, s in pairs),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("method", MEANS)
def test_every_mean_agrees_with_the_formula_written_a_second_time(method, form):
    luck = np.random.default_rng(len(form))
    for factors in ([1, 2, 0, 1], [0.5, 0, 0, 3], [1, 1, 1, 1]):
        weights = pd.Series(factors, index=COLUMNS).sample(frac=1, random_state=3)
        given = FORMS[form](table(luck, 9) + 1)
        found = strength.aggregate(given, weights, method)
        for unit, row in given.iterrows():
            pairs = [(weights[c], float(row[c])) for c in COLUMNS if not pd.isna(row[c]) and weights[c] > 0]
            wanted = MEANS[method](pairs) if pairs else np.nan
            assert found[unit] == pytest.approx(wanted, nan_ok=True)


def refusal(call):
    with pytest.raises(DataError) as refused:
        call()
    return refused.value.place


V = values({"u": [50, 25, 5], "v": [60, 20, 2]})
D = pd.Series({"a1": 1, "a2": 1, "b1": -1})
G = pd.DataFrame({"low": 0.0, "high": 100.0}, index=["a1", "a2", "b1"])
W = pd.Series({"a1": 1, "a2": 1, "b1": 1})


@pytest.mark.parametrize(
    ("call", "place"),
    [
        (lambda: strength.normalise(V, D, "goalposts", goalposts=G[["low"]]), "indicator a1, a2, b1"),
        (lambda: strength.normalise(V, D, "goalposts", goalposts=G.drop("a2")), "indicator a2"),
        (lambda: strength.normalise(V, D, "goalposts", goalposts=G.replace(100.0, 0.0)), "indicator a1"),
        (lambda: strength.normalise(V, D, "distance_to_target", targets=W.drop("b1")), "indicator b1"),
        (lambda: strength.normalise(V, pd.concat([D, D]), "minmax"), "direction: a1"),
        (lambda: strength.normalise(V.astype(object).replace(60, "many"), D, "minmax"), "v, a1"),
        (lambda: strength.normalise(V, D, "minmax", (100, 0)), "scale"),
        (lambda: strength.aggregate(V, pd.concat([W, W]), "arithmetic"), "a1"),
        (lambda: strength.aggregate(V.replace(2, 0), W, "geometric"), "v, b1"),
        (lambda: strength.aggregate(V, W * 0, "arithmetic"), "weights"),
        (lambda: strength.build(V.drop(columns="b1"), structure()), "indicator b1"),
        (lambda: strength.build(V, structure(blocks=structure().blocks[:1])), "indicator b1"),
        (lambda: strength.robustness(V, V * 0 - 1, structure(), 10, 0), "u, a1"),
        (lambda: strength.goal_seek(V, structure(), "w"), "w"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_place(call, place):
    assert refusal(call) == place


@pytest.mark.parametrize("form", FORMS)
def test_the_index_does_not_depend_on_how_numbers_are_stored(form):
    whole = pd.DataFrame({"a1": [50.0, 60, 10], "a2": [25.0, 20, 40], "b1": [5.0, 2, 9]}, index=["u", "v", "w"])
    plain, stored = strength.build(whole, structure()), strength.build(FORMS[form](whole), structure())
    pd.testing.assert_frame_equal(plain.scores, stored.scores)
    errors = whole * 0 + 2
    one = strength.robustness(whole, errors, structure(), 40, 7).units
    other = strength.robustness(FORMS[form](whole), FORMS[form](errors).iloc[::-1, ::-1], structure(), 40, 7).units
    pd.testing.assert_frame_equal(one, other)
