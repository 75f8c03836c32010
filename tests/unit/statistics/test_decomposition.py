"""A change split by hand, and by the terms of the formula one by one in fractions."""

from fractions import Fraction

import numpy as np
import pytest

from analytics.statistics.decomposition import decompose

PARTS = ("within", "mix", "entry", "exit")


def test_a_change_split_by_hand():
    # R0 = 70/200 = 0.35, R1 = 150/300 = 0.5, mean 0.425
    # a stays: 50/100 -> 120/200, shares 1/2 -> 2/3: within 7/12 * 0.1; mix 1/6 * (0.55 - 0.425)
    # b goes: 20/100, share 1/2: exit -1/2 * (0.2 - 0.425); c comes: 30/100, share 1/3: entry 1/3 * (0.3 - 0.425)
    found = decompose([50, 20, np.nan], [100, 100, np.nan], [120, np.nan, 30], [200, np.nan, 100])
    assert (found.before, found.after, found.change) == pytest.approx((0.35, 0.5, 0.15))
    assert found.within == pytest.approx(7 / 120)
    assert found.mix == pytest.approx(1 / 48)
    assert found.exit == pytest.approx(0.1125)
    assert found.entry == pytest.approx(-1 / 24)
    assert sum(getattr(found, part) for part in PARTS) == pytest.approx(0.15, abs=1e-15)


def by_fractions(x0, n0, x1, n1):
    total0, total1 = Fraction(sum(n0)), Fraction(sum(n1))
    level = (sum(x0) / total0 + sum(x1) / total1) / 2
    parts = dict.fromkeys(PARTS, Fraction(0))
    for a, b, c, d in zip(x0, n0, x1, n1, strict=True):
        if b and d:
            before, after = Fraction(a, b), Fraction(c, d)
            parts["within"] += (b / total0 + d / total1) / 2 * (after - before)
            parts["mix"] += (d / total1 - b / total0) * ((before + after) / 2 - level)
        else:
            parts["entry"] += c / total1 - d / total1 * level
            parts["exit"] += b / total0 * level - a / total0
    assert sum(parts.values()) == sum(x1) / total1 - sum(x0) / total0, "the formula itself adds up"
    return parts


@pytest.mark.parametrize("seed", range(40))
def test_the_parts_are_those_of_exact_fractions(seed):
    luck = np.random.default_rng(seed)
    units = int(luck.integers(1, 25))
    n0, n1 = (luck.integers(1, 60, units) * (luck.random(units) > 0.25) for _ in range(2))
    n0[0] = n1[-1] = 7
    x0, x1 = luck.binomial(n0, 0.4), luck.binomial(n1, 0.6)
    expected = by_fractions(*(column.tolist() for column in (x0, n0, x1, n1)))
    absent = [np.where(n == 0, np.nan, n) for n in (n0, n1)]
    for first, second in ((n0, n1), absent):  # a village that is not there is NaN, or 0 of 0
        found = decompose(np.where(n0 == 0, first, x0), first, np.where(n1 == 0, second, x1), second)
        for part in PARTS:
            assert getattr(found, part) == pytest.approx(float(expected[part]), abs=1e-14)
        assert abs(sum(getattr(found, part) for part in PARTS) - found.change) < 1e-12


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: decompose([1], [-2], [1], [2]), "n0 must not be negative; got -2.0"),
        (lambda: decompose([1], [2], [np.nan], [np.nan]), "the sum of n1 must be above 0; got 0.0"),
        (lambda: decompose([1, 2], [3, 4], [1], [3]), "period 1 must hold the 2 units of period 0; got 1"),
        (lambda: decompose([1], [np.inf], [1], [2]), "n0 must be finite; got inf"),
    ],
)
def test_a_refusal_names_the_argument_and_the_value(call, said):
    with pytest.raises(ValueError) as refusal:
        call()
    assert str(refusal.value) == said
