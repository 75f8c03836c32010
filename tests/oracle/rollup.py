"""From each unit's own rows to the cells of all units: sum first, silence is not zero."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """One indicator of one unit in one period; None: nothing was reported."""

    numerator: float | None
    denominator: float | None
    reported: int
    expected: int


def roll_up(scene, tally, applies, is_silent):
    """(cells by unit, contributions by unit).

    A contribution is the (numerator, denominator) of one reporting village, or of the rows that a unit above owns
    where they have a denominator.
    """
    counted, cells, contributions = defaultdict(list), {}, defaultdict(list)
    expected, reported = defaultdict(int), defaultdict(int)
    for village in scene.villages:
        own = tally.own.get(village, (0, 0))
        if village not in applies:
            cells[village] = Cell(0.0, 0.0, 0, 0)
        elif is_silent(village):
            cells[village] = Cell(None, None, 0, 1)
        else:
            cells[village] = Cell(float(own[0]), float(own[1]), 1, 1)
            contributions[village].append(own)
        for unit in scene.records.lineage(village)[1:]:
            expected[unit] += cells[village].expected
            reported[unit] += cells[village].reported
            if cells[village].reported:
                counted[unit].append(own)
                contributions[unit].append(own)
    add_owned_above(scene, tally, counted, contributions)
    for unit, row in scene.records.units.items():
        if row["level"] != "village" and scene.is_valid(unit):
            cells[unit] = sum_up(counted[unit], reported[unit], expected[unit])
    return cells, contributions


def add_owned_above(scene, tally, counted, contributions):
    """Rows of a township or county count there and above, whether or not its villages are silent.

    Rows that add up to 0 of 0 (a fund of nothing) say nothing.
    """
    for owner, own in tally.own.items():
        says_something = own[0] or own[1]
        if says_something and scene.is_valid(owner) and scene.records.units[owner]["level"] != "village":
            for unit in scene.records.lineage(owner):
                counted[unit].append(own)
                if own[1]:
                    contributions[unit].append(own)


def sum_up(counted, reported, expected):
    if not counted and expected:
        return Cell(None, None, reported, expected)
    return Cell(float(sum(n for n, _ in counted)), float(sum(d for _, d in counted)), reported, expected)
