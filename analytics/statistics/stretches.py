"""Sequences in a series: runs on one side, trends, and two of three. A side is 1 up, -1 down, 0 neither."""

from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.statistics.arguments import Floats

Sides = NDArray[np.int8]


def long_runs(sides: NDArray[Any], least: int) -> list[tuple[int, int]]:
    """(start, stop) of every longest stretch of one and the same side, not 0, of at least `least` points."""
    found, start = [], 0
    for side, stretch in groupby(sides.tolist()):
        stop = start + len(list(stretch))
        if side != 0 and stop - start >= least:
            found.append((start, stop))
        start = stop
    return found


def part_of_run(sides: Sides, least: int) -> Sides:
    """The side of every point in a run of at least `least` points, else 0."""
    marked = np.zeros_like(sides)
    for start, stop in long_runs(sides, least):
        marked[start:stop] = sides[start]
    return marked


def part_of_trend(values: Floats, least: int) -> Sides:
    """1 or -1 for every point in a stretch of at least `least` points that only rises or only falls, else 0.

    Where one trend ends and the next begins, the point belongs to the later. NaN breaks a trend.
    """
    steps = np.sign(np.nan_to_num(np.diff(values))).astype(np.int8)
    marked = np.zeros(values.shape, dtype=np.int8)
    for start, stop in long_runs(steps, least - 1):
        marked[start : stop + 1] = steps[start]
    return marked


def part_of_two_in_three(outer: Sides, sides: Sides) -> Sides:
    """The side of every outer point that is one of at least 2 among 3 neighbours all on that side, else 0.

    outer: the side of points in the outer third of the limits, else 0; sides: of the centre.
    """
    marked = np.zeros_like(outer)
    for start in range(len(sides) - 2):
        three = slice(start, start + 3)
        side = sides[start]
        together = side != 0 and (sides[three] == side).all()
        if together and np.count_nonzero(outer[three]) >= 2:
            marked[three] |= outer[three]
    return marked
