"""The audit against pandas, SciPy and a published alpha; and what the index is built from."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analytics.strength import audit, inputs_of
from analytics.strength.auditing import cronbach_alpha

from .small import flat, structure

RNG = np.random.default_rng(3)
X = RNG.uniform(10, 90, 40)
TABLE = pd.DataFrame(
    {
        "x": X,
        "copy": X + RNG.normal(0, 1, 40),
        "against": 100 - X + RNG.normal(0, 5, 40),
        "other": RNG.uniform(10, 90, 40),
        "still": 50.0,
        "empty": np.nan,
    }
).clip(0, 100)
DECLARED = flat(*TABLE, coverage=0.1)


def test_what_says_the_same_and_what_pulls_against_its_block_is_named():
    found = audit(TABLE, DECLARED)
    redundant = set(found.redundant[["first", "second"]].itertuples(index=False, name=None))
    assert redundant == {("x", "copy"), ("x", "against"), ("copy", "against")}
    contrary = set(found.contrary[["first", "second"]].itertuples(index=False, name=None))
    assert {("x", "against"), ("copy", "against")} <= contrary
    assert ("x", "copy") not in contrary


def test_correlations_are_pearsons_of_the_directed_scores():
    table = pd.DataFrame({"a1": X, "a2": X / 2, "b1": X / 10})
    pairs = audit(table, structure()).pairs.set_index(["first", "second"])
    assert pairs.loc[("a1", "a2"), "r"] == pytest.approx(1)
    assert pairs.loc[("a1", "b1"), "r"] == pytest.approx(-1)  # lower is better there
    assert not pairs.loc[("a1", "b1"), "contrary"]  # not in one block
    assert pairs.loc[("a1", "a2"), "n"] == 40


def test_columns_without_spread_or_values_have_no_correlation():
    found = audit(TABLE, DECLARED)
    assert found.indicators.loc[["still", "empty"], "with_index"].isna().all()
    assert found.indicators.loc["empty", "n"] == 0
    silent = found.pairs[found.pairs["second"].isin(["still", "empty"])]
    assert silent["r"].isna().all()
    assert not silent[["redundant", "contrary"]].any(axis=None)


def test_a_ceiling_and_a_floor_are_seen():
    table = TABLE[["x"]].assign(x=[100.0] * 30 + [0.0] * 10)
    ends = audit(table, flat("x")).indicators.loc["x"]
    assert ends[["at_top", "at_bottom"]].tolist() == [0.75, 0.25]


def test_cronbachs_alpha_of_a_worked_table():
    # variances 2.5, 2.5, 1.3 and of the sum 15.3: 3 / 2 x (1 - 6.3 / 15.3)
    table = pd.DataFrame({"x": [1.0, 2, 3, 4, 5], "y": [2.0, 1, 3, 5, 4], "z": [1.0, 2, 2, 3, 4]})
    assert table.var().tolist() == pytest.approx([2.5, 2.5, 1.3])
    total = table.sum(axis=1).var()
    assert cronbach_alpha(table) == pytest.approx(1.5 * (1 - 6.3 / total))
    assert cronbach_alpha(table.assign(w=1.0)) == pytest.approx(1.5 * (1 - 6.3 / total))
    assert np.isnan(cronbach_alpha(table[["x"]]))
    twins = pd.DataFrame({"x": X, "y": X})
    assert cronbach_alpha(twins) == pytest.approx(1)


def test_size_in_disguise_is_a_rank_correlation():
    size = pd.Series(np.exp(X / 10), index=TABLE.index)
    found = audit(TABLE, DECLARED, size).size
    assert found["x"] == pytest.approx(1)
    assert found["other"] == pytest.approx(stats.spearmanr(TABLE["other"], size).statistic)
    assert found[["still", "empty"]].isna().all()
    assert "index" in found.index
    assert audit(TABLE, DECLARED).size is None


def test_an_audit_of_two_villages_says_nothing_rather_than_something():
    found = audit(TABLE.iloc[:2], DECLARED, pd.Series([1, 2], index=TABLE.index[:2]))
    assert found.pairs["r"].isna().all()
    assert found.blocks["alpha"].isna().all()
    assert found.size.isna().all()


def cell(unit, indicator, state, value=None, lower=None, upper=None):
    return {"org_unit_id": unit, "indicator": indicator, "state": state, "value": value, "lower": lower, "upper": upper}


def test_evaluated_cells_become_values_errors_and_what_applies():
    evaluated = pd.DataFrame(
        [
            cell("u", "x", "value", 60.0, 40.4, 79.6),
            cell("u", "y", "not_reported"),
            cell("v", "x", "not_applicable"),
            cell("v", "y", "suppressed"),
            cell("w", "x", "value", 0.0),
        ]
    )
    evaluated = evaluated.astype(dict.fromkeys(["value", "lower", "upper"], "Float64"))
    found = inputs_of(evaluated)
    assert found.values.loc["u", "x"] == 60
    assert found.errors.loc["u", "x"] == pytest.approx(10, abs=1e-3)
    assert found.values.loc["w", "x"] == 0
    assert found.errors.loc["w"].isna().all()
    assert found.values.loc["v"].isna().all()
    assert found.applicable.loc["u"].all()
    assert not found.applicable.loc["v"].any()
    assert found.applicable.loc["w", "y"]  # no row: not reported
