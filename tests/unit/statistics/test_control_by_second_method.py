"""The same charts by plain loops over windows, as the rules are written down for people."""

from itertools import pairwise
from statistics import mean

import numpy as np
import pytest

from analytics.statistics.control import runs, xmr


def windows(values, size):
    return [range(start, start + size) for start in range(len(values) - size + 1)]


def by_loops(values):
    """The name of the first rule each point breaks, from limits made of all moving ranges but the screened ones."""
    centre = mean(values)
    moving = [abs(b - a) for a, b in pairwise(values)]
    kept = [step for step in moving if step < 3.267 * mean(moving)]
    reach = 2.66 * mean(kept)
    sides = [(value > centre) - (value < centre) for value in values]
    beyond = [abs(value - centre) > reach for value in values]
    outer = [not far and abs(value - centre) > reach * 2 / 3 for value, far in zip(values, beyond, strict=True)]
    found = [""] * len(values)
    for window in windows(values, 7):
        if len({sides[place] for place in window}) == 1 and sides[window[0]]:
            mark(found, window, "7 on one side")
    for window in windows(values, 3):
        if abs(sum(sides[place] for place in window)) == 3 and sum(outer[place] for place in window) >= 2:
            mark(found, [place for place in window if outer[place]], "2 of 3 in the outer third")
    for window in windows(values, 7):
        course = [values[place] for place in window]
        steps = {(b > a) - (b < a) for a, b in pairwise(course)}
        if steps in ({1}, {-1}):
            mark(found, window, "7 rising or falling")
    mark(found, [place for place, far in enumerate(beyond) if far], "beyond limits")
    return (centre - reach, centre + reach), found


def mark(found, places, rule):
    """Rules are applied from the weakest to the strongest, so the strongest stays."""
    for place in places:
        found[place] = rule


@pytest.mark.parametrize("seed", range(120))
def test_limits_and_signals_are_those_of_plain_loops(seed):
    luck = np.random.default_rng(seed)
    points = int(luck.integers(8, 40))
    drift = luck.choice([0.0, 0.0, 0.3, 0.8]) * np.arange(points)
    noise = luck.normal(0, 1, points) if seed % 2 else np.cumsum(luck.normal(0, 1, points))
    values = np.round(50 + drift + noise, int(luck.integers(0, 4)))
    if len(set(values)) == 1:
        return
    chart, (limits, found) = xmr(values), by_loops(values.tolist())
    assert (chart.lower, chart.upper) == pytest.approx(limits)
    assert [signal.rule.value if signal else "" for signal in chart.signals] == found


def test_the_random_series_break_every_rule():
    names = set()
    for seed in range(40):
        values = 50 + np.cumsum(np.random.default_rng(seed).normal(0, 1, 40))
        names |= {signal.rule.value for signal in xmr(values).signals if signal}
    for seed in range(400):
        noise = 50 + np.random.default_rng(seed).normal(0, 1, 40)
        names |= {signal.rule.value for signal in xmr(noise).signals if signal}
    assert names == {"beyond limits", "7 rising or falling", "2 of 3 in the outer third", "7 on one side"}


@pytest.mark.parametrize("seed", range(60))
def test_runs_and_crossings_are_those_of_plain_loops(seed):
    luck = np.random.default_rng(seed)
    values = np.round(luck.normal(10, 2, int(luck.integers(1, 50))), int(luck.integers(0, 3)))
    middle = float(np.median(values))
    sides = [value > middle for value in values if value != middle]
    longest = now = crossings = 0
    for place, side in enumerate(sides):
        turned = place > 0 and side != sides[place - 1]
        crossings += turned
        now = 1 if turned or place == 0 else now + 1
        longest = max(longest, now)
    answer = runs(values)
    assert (answer.useful, answer.longest, answer.crossings) == (len(sides), longest, crossings)
