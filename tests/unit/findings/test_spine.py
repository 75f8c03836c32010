"""Where a unit stands among all of its kind."""

import pandas as pd
import pytest

from analytics.catalogue import INDICATORS
from analytics.charts import Words
from analytics.charts import spine as draw
from analytics.findings.spine import QUANTILES, spine

from .county import evaluated

IN_POST, AGE = "sec_in_post_rate", "sec_age_45_share"


def cells():
    first = evaluated(IN_POST, {"a": (10, 100), "b": (20, 100), "c": (30, 100), "d": (40, 100), "e": (90, 100)})
    silent = evaluated(AGE, {"a": None, "b": None, "c": (0, 0), "d": None, "e": None})
    return pd.concat([first, silent], ignore_index=True)


def test_quartiles_are_of_those_with_a_value_and_the_dot_is_judged_against_the_benchmark():
    row = spine(cells(), "e", INDICATORS, {IN_POST: 38.0}).frame.iloc[0]
    assert [row[name] for name in QUANTILES] == pytest.approx([10, 20, 30, 40, 90])
    assert (row["units"], row["benchmark"], row["verdict"]) == (5, 38.0, "surely_better")


def test_an_indicator_nobody_reported_keeps_its_row_without_a_spread():
    found = spine(cells(), "c", INDICATORS, {IN_POST: 30.0})
    row = found.frame.iloc[1]
    assert (row["state"], row["units"]) == ("not_applicable", 0)
    assert all(pd.isna(row[name]) for name in QUANTILES)
    assert "no clear difference on 1" in found.sentence("C", "the county").en
    assert "1 has no value" in found.sentence("C", "the county").en


def test_one_village_is_worst_and_best_at_once():
    row = spine(evaluated(IN_POST, {"a": (30, 50)}), "a", INDICATORS, {}).frame.iloc[0]
    assert {row[name] for name in QUANTILES} == {60.0}
    assert pd.isna(row["verdict"])


def test_without_a_benchmark_nothing_is_judged_and_the_sentence_says_so():
    said = spine(cells(), "a", INDICATORS, {}).sentence("A", "nobody")
    assert "1 could not be judged (too few, or no benchmark). 1 has no value." in said.en


def test_the_chart_takes_it_and_a_stranger_has_no_rows():
    found = spine(cells(), "a", INDICATORS, {IN_POST: 30.0})
    shown = {name: INDICATORS[name] for name in (IN_POST, AGE)}
    frame = found.frame.assign(name="A")
    assert draw(frame, shown, Words("t", found.sentence("A", "C").en), "en", benchmark="C").data
    assert spine(cells(), "stranger", INDICATORS, {}).frame.empty
