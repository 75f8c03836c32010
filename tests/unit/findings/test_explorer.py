"""Two indicators together: the link with its uncertainty, who is left out, never a cause."""

import itertools

import numpy as np
import pytest
from scipy import stats

from analytics.catalogue import INDICATORS
from analytics.findings.explorer import linked
from tests.unit.findings.county import evaluated
from tests.unit.findings.test_sentences import CAUSES

X, Y = "sec_in_post_rate", "sec_age_45_share"
MANY = {f"u{n:02}": (5 * n, 100) for n in range(20)}
STATES = {"value": (30, 60), "not_reported": None, "not_applicable": (0, 0)}


def found(x, y):
    return linked(evaluated(X, x), evaluated(Y, y), (INDICATORS[X], INDICATORS[Y]), "village")


@pytest.mark.parametrize("sign", [1, -1, 0])
def test_the_words_follow_the_interval(sign):
    luck = np.random.default_rng(3)
    others = {unit: (int(50 + sign * (x - 50) * 0.8 + luck.integers(-9, 10)), 100) for unit, (x, _) in MANY.items()}
    answer = found(MANY, others)
    clear = answer.correlation.lower > 0 or answer.correlation.upper < 0
    text = answer.sentence()
    assert answer.correlation.rho == pytest.approx(
        stats.spearmanr([x for x, _ in MANY.values()], [y for y, _ in others.values()]).statistic
    )
    assert clear == (sign != 0)
    assert ("tend to have a higher" in text.en, "也较高" in text.zh) == (sign == 1,) * 2
    assert ("tend to have a lower" in text.en, "往往较低" in text.zh) == (sign == -1,) * 2
    assert ("no clear link" in text.en, "没有明显关联" in text.zh) == (sign == 0,) * 2
    assert f"{answer.correlation.rho:.2f}" in text.en
    assert "Among 20 villages" in text.en
    assert "A link is not a cause" in text.en
    assert not CAUSES.search(str(text).replace("not a cause", "").replace("因果", ""))


@pytest.mark.parametrize(("first", "second"), list(itertools.product(STATES, STATES)))
def test_units_without_both_values_are_left_out_and_counted(first, second):
    answer = found(MANY | {"odd": STATES[first]}, MANY | {"odd": STATES[second]})
    whole = first == second == "value"
    assert answer.correlation.pairs == 20 + whole
    assert ("1 lack one of the two values" in answer.sentence().en) == (not whole)


@pytest.mark.parametrize(
    ("x", "y", "said"),
    [
        (MANY, dict.fromkeys(MANY), "No unit has a value for “Secretaries aged 45 or under”"),
        (dict.fromkeys(MANY), MANY, "No unit has a value for “Villages with a party secretary in post”"),
        ({}, {}, "No unit has a value"),
        ({"a": (1, 2)}, {"a": (1, 2)}, "1 has both; 10 are needed"),
        ({"a": (1, 2), "b": None}, {"a": None, "b": (1, 2)}, "0 have both; 10 are needed"),
        (MANY, dict.fromkeys(MANY, (5, 10)), "“Secretaries aged 45 or under” is the same for all 20 units"),
        (dict.fromkeys(MANY, (5, 10)), MANY, "“Villages with a party secretary in post” is the same for all 20"),
    ],
)
def test_where_no_link_can_be_looked_for_the_reason_is_said(x, y, said):
    answer = found(x, y)
    assert not answer.known
    assert said in answer.sentence().en
    assert "rank correlation" not in answer.sentence().en
    assert answer.sentence().zh


def test_a_running_period_is_said_to_run():
    running = [evaluated(key, MANY, "2026") for key in (X, Y)]
    text = linked(*running, (INDICATORS[X], INDICATORS[Y]), "village").sentence()
    assert "still running" in text.en
    assert "尚未结束" in text.zh
