"""What is to be hidden after some cells have become others, without working out what they cannot reach.

A unit whose total every column shows confines its groups: what is hidden inside depends on what lies inside alone, and
what is hidden outside on its total alone, as long as nothing hides that total. Hidings are never taken back, so a unit
that confines in the end has done so throughout. Worked out anew are therefore the units of the changed cells with all
above them, and below these whatever did not confine before; where such work hides the total of a unit that did, its
inside is taken in as well, and the work is done again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.withheld.columns import Column, ColumnKey
from analytics.withheld.counts import Family, families, linked
from analytics.withheld.figures import sums_where_due
from analytics.withheld.protect import protect
from analytics.withheld.regions import confines
from analytics.withheld.thresholds import Thresholds
from analytics.withheld.tree import NONE, Flags, Indices

MOST = 0.3
"""The share of all units from which on the whole is worked out no slower."""


@dataclass(frozen=True, eq=False)
class Former:
    """A column as it was and what was hidden in it, and the places where it is another now."""

    column: Column
    changed: Indices

    @classmethod
    def of(cls, now: Column, before: pd.DataFrame | None, held: pd.DataFrame | None) -> Former:
        """From a column as it is, the cells that were others, and what was withheld."""
        numerator, denominator = now.numerator, now.denominator
        places: Indices = np.zeros(0, np.int64)
        if before is not None:
            places, numerator, denominator = before["place"].to_numpy(), numerator.copy(), denominator.copy()
            numerator[places] = sums_where_due(before, "numerator")
            denominator[places] = sums_where_due(before, "denominator")
        was = Column(now.indicator, now.period_id, now.tree, numerator, denominator, now.contributions)
        was.hidden = was.there & ~was.read
        if held is not None:
            was.hidden[held["place"].to_numpy()] = True
        return cls(was, places)


def renew(
    columns: Sequence[Column],
    before: Mapping[ColumnKey, pd.DataFrame],
    held: Mapping[ColumnKey, pd.DataFrame],
    thresholds: Thresholds,
) -> list[Column]:
    """Hide in a year's related columns what is to be hidden; each as it was before."""
    former = {}
    for column in columns:
        column.judge(thresholds)
        former[column] = Former.of(column, before.get(column.key), held.get(column.key))
    found = families(columns)
    as_before = families([one.column if len(one.changed) else now for now, one in former.items()])
    if _other_columns(columns, before) or [one.made_of for one in found] != [one.made_of for one in as_before]:
        protect(found)
    else:
        for together in linked(found):
            _settle(together, former)
    return [one.column for one in former.values()]


def _other_columns(columns: Sequence[Column], before: Mapping[ColumnKey, pd.DataFrame]) -> bool:
    """Whether a column has come or gone: with it the sums at the top have."""
    there = {column.key: column for column in columns}
    return not before.keys() <= there.keys() or any(
        (there[key].tree.parent[rows["place"].to_numpy()[~rows["was_there"].to_numpy(bool)]] == NONE).any()
        for key, rows in before.items()
    )


def _settle(together: Sequence[Family], former: Mapping[Column, Former]) -> None:
    """Hide in families that hang together what is to be hidden, where that can be other than it was."""
    columns = list(dict.fromkeys(column for family in together for column in family.columns))
    tree, earlier = columns[0].tree, [former[column].column for column in columns]
    changed = np.zeros(len(tree), dtype=bool)
    for column in columns:
        changed[former[column].changed] = True
    if not changed.any():
        for column, was in zip(columns, earlier, strict=True):
            column.hidden = was.hidden.copy()
        return
    open_before = ~confines(earlier, np.arange(len(tree)))
    anew = tree.reached(changed)
    while (inside := tree.from_above(anew, open_before)).sum() <= MOST * len(tree):
        opened = _work_out(together, columns, earlier, inside)
        if not len(opened):
            return
        anew[opened] = True
    protect(together)


def _work_out(
    together: Sequence[Family], columns: Sequence[Column], earlier: Sequence[Column], inside: Flags
) -> Indices:
    """Hide at the places `inside` what is to be hidden, what lies beyond being as it was; or else, with nothing done,
    the places right beyond that would not stay as they were."""
    tree = columns[0].tree
    above = (tree.parent == NONE) | inside[tree.parent]
    places = np.flatnonzero(inside | above)
    beyond, part = ~inside[places], tree.among(places)
    worked = {column: column.within(part, places) for column in columns}
    protect([family.of(worked) for family in together])
    opened = np.logical_or.reduce([beyond & one.hidden for one in worked.values()])
    if not opened.any():
        for (column, one), was in zip(worked.items(), earlier, strict=True):
            column.hidden = was.hidden.copy()
            column.hidden[places[~beyond]] = one.hidden[~beyond]
    return places[opened]
