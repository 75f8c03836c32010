"""The audit's words follow its numbers."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analytics.findings import sentences_of_audit as said
from analytics.strength import audit, drop_one, robustness
from tests.unit.strength.small import structure, values

TITLES = {"a1": "One", "a2": "Two", "b1": "Three", "a": "Block A", "b": "Block B"}
LUCK = np.random.default_rng(4)
UNITS = 40


def county(second=lambda first: 50 - first / 2):
    first = LUCK.uniform(0, 100, UNITS)
    rows = {f"v{n}": [x, second(x), LUCK.uniform(0, 10)] for n, x in enumerate(first)}
    return values(rows)


def test_pairs_that_pull_against_each_other_beyond_chance_are_named():
    told = said.pairs_sentence(audit(county(), structure()), TITLES).en
    assert "1 pairs of indicators say nearly the same" in told
    assert '"One" and "Two" (' in told


def test_indicators_that_agree_are_not_contrary():
    told = said.pairs_sentence(audit(county(lambda x: x / 2), structure()), TITLES).en
    assert "No two indicators of one block pull" in told


@pytest.mark.parametrize(("r", "n"), [(0.3, 40), (0.32, 40), (-0.5, 16), (-0.49, 16), (0.9, 5), (0.2, 3)])
def test_beyond_chance_is_fishers_z_at_95_percent(r, n):
    wanted = n > 3 and abs(np.arctanh(r)) * (n - 3) ** 0.5 > stats.norm.ppf(0.975)
    assert said.beyond_chance(pd.Series([r]), pd.Series([n])).tolist() == [wanted]


def test_alpha_is_told_from_the_least_to_the_most_and_not_where_there_is_none():
    found = audit(county(lambda x: x / 2), structure())
    assert f"{found.blocks.loc['a', 'alpha']:.2f}" in said.blocks_sentence(found).en
    alone = audit(values({"v": [1, 2, 3]}), structure())
    assert said.blocks_sentence(alone) == said.NO_ALPHA


def test_size_in_disguise_is_told_where_it_is_beyond_chance():
    table = county(lambda x: x / 2)
    blocks = {"a": "Block A", "b": "Block B"}
    hidden = said.size_sentence(audit(table, structure(), table["a1"]), UNITS, blocks).en
    assert "beyond chance" in hidden
    assert "Block A (1.00)" in hidden
    assert said.size_sentence(audit(table, structure()), UNITS, blocks) == said.NO_SIZE


def test_the_choice_and_the_part_that_move_ranks_most_are_named():
    table = county(lambda x: x / 2)
    found = robustness(table, table * 0 + 2, structure(), 256, 1)
    most = found.sensitivity["total"].idxmax()
    told = said.sensitivity_sentence(found.sensitivity).en
    assert said.ASSUMPTION_NAMES[most].en[1:] + " moves ranks most" in told
    assert said.sensitivity_sentence(found.sensitivity * 0) == said.NOT_SENSITIVE
    dropped = drop_one(table, structure())
    first = dropped.loc[dropped["shift"].idxmax(), "element"]
    assert f"“{TITLES[first]}”" in said.dropped_sentence(dropped, TITLES).en
    assert said.dropped_sentence(dropped.assign(shift=0.0), TITLES) == said.UNMOVED
    assert said.dropped_sentence(dropped.assign(shift=0.0, compared=1), TITLES) == said.NOT_DROPPED
    assert said.dropped_sentence(dropped.assign(shift=np.nan, compared=0), TITLES) == said.NOT_DROPPED


def test_a_share_above_one_is_explained_as_the_scatter_of_the_simulation():
    found = pd.DataFrame({"first_order": [-0.02, 0.4], "total": [1.04, 0.6]}, index=["weights", "errors"])
    told = said.sensitivity_sentence(found)
    assert "no mistake" in told.en
    assert "add up to more than 1" in told.en
    assert "并非差错" in told.zh
