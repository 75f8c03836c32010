"""Which villages are like this one? Likeness of structure only: never of anything a village can be judged by.

A distance is the root of the mean squared difference over the attributes, each scaled so that two villages taken at
random differ by 1 on average. Amounts are compared by their logarithm: 100 and 200 people differ as 1,000 and 2,000.
Where another village lacks an attribute it counts as that average difference, so that not knowing makes nobody alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.findings.sentences import Name, joined, listed
from analytics.words import format_number
from data.queries.structure import structure
from data.store import Reader
from data.text import Text

PEERS = 20
DIGITS = 9
"""Distances equal to so many decimals are ties."""
Floats = NDArray[np.float64]


class Attribute(StrEnum):
    """What villages are compared by; the columns of `data.queries.structure`."""

    POPULATION = "population"
    HOUSEHOLDS = "households"
    MEMBERS = "members"
    TERRAIN = "terrain"
    DISTANCE = "distance"
    INCOME = "income"

    @property
    def label(self) -> Text:
        return LABELS[self]


LABELS: Mapping[Attribute, Text] = {
    Attribute.POPULATION: Text("resident population", "常住人口"),
    Attribute.HOUSEHOLDS: Text("households", "户数"),
    Attribute.MEMBERS: Text("party members", "党员数"),
    Attribute.TERRAIN: Text("terrain", "地形"),
    Attribute.DISTANCE: Text("distance to the county seat", "距县城距离"),
    Attribute.INCOME: Text("collective income", "村集体经济收入"),
}
ALL = tuple(Attribute)

ALIKE = Text(
    "The {n} villages most like {name} by {used}; distances run from {nearest} to {farthest} (1 is the usual "
    "difference between two villages of the county).",
    "按{used}，与{name}最相似的{n}个村；差异度{nearest}至{farthest}（全县任意两村的平均差异为1）。",
)
NO_VILLAGE = Text("You see no other village to compare {name} with.", "在您可见的范围内没有其他村可与{name}比较。")
NOTHING_KNOWN = Text(
    "Villages like {name} cannot be found: nothing chosen is known of it, or all villages are the same in it.",
    "所选条件均缺少{name}的数据或各村相同，无法找出相似村。",
)
LEFT_OUT = Text("Not known of {name} and left out: {missing}.", "{name}缺少{missing}，未纳入比较。")
INCOMPLETE = Text(
    "Of these, {n} lack an attribute; there they count as differing by the usual amount.",
    "其中{n}个村缺少某项数据，该项按平均差异计算。",
)


@dataclass(frozen=True, slots=True)
class Peers:
    """`frame`: `org_unit_id`, `distance`, `complete` (nothing missing), the nearest first.

    `used` and `missing` are the attributes compared and those that the village itself lacks; `others` counts the
    villages that could be chosen from.
    """

    unit_id: str
    frame: pd.DataFrame
    used: tuple[Attribute, ...]
    missing: tuple[Attribute, ...]
    others: int

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(self.frame["org_unit_id"].astype(str))

    def sentence(self, name: Name) -> Text:
        """Who the peers are, by what, and what was missing."""
        said = [self._found(name)]
        if self.missing:
            said.append(LEFT_OUT.fill(name=name, missing=listed([attribute.label for attribute in self.missing])))
        incomplete = int((~self.frame["complete"].astype(bool)).sum())
        return joined(*said, *([INCOMPLETE.fill(n=incomplete)] if incomplete else []))

    def _found(self, name: Name) -> Text:
        if self.frame.empty:
            return (NOTHING_KNOWN if self.others else NO_VILLAGE).fill(name=name)
        nearest, farthest = (_shown(float(self.frame["distance"].iloc[place])) for place in (0, -1))
        used = listed([attribute.label for attribute in self.used])
        return ALIKE.fill(n=len(self.frame), name=name, used=used, nearest=nearest, farthest=farthest)


def peers_of(
    reader: Reader, unit_id: str, county_id: str, period_id: str, attributes: Iterable[Attribute] = ALL,
    count: int = PEERS,
) -> Peers:  # fmt: skip
    """The villages of the county most like one of them at a period's end."""
    return similar(structure(reader, county_id, period_id).to_pandas(), unit_id, attributes, count)


def similar(villages: pd.DataFrame, unit_id: str, attributes: Iterable[Attribute] = ALL, count: int = PEERS) -> Peers:
    """The `count` villages most like one, ties by code; `villages` has `structure`'s columns, rows in any order.

    A village that is not among them has no peers.
    """
    chosen = [attribute for attribute in Attribute if attribute in set(attributes)]
    ordered = villages.sort_values("org_unit_id", ignore_index=True)
    units = ordered["org_unit_id"].astype(str).to_numpy(dtype=object)
    here = np.flatnonzero(units == unit_id)
    if not here.size:
        return _nobody(unit_id, (), len(units))
    missing = tuple(attribute for attribute in chosen if ordered[attribute].isna().iloc[here[0]])
    told = {attribute: _squares(ordered, attribute, int(here[0])) for attribute in chosen if attribute not in missing}
    squares = {attribute: found for attribute, found in told.items() if found is not None}
    if not squares or len(units) < 2:
        return _nobody(unit_id, missing, len(units) - 1)
    table = _nearest(units, np.array(list(squares.values())), int(here[0]), count)
    return Peers(unit_id, table, tuple(squares), missing, len(units) - 1)


def _nobody(unit_id: str, missing: tuple[Attribute, ...], others: int) -> Peers:
    empty = pd.DataFrame({"org_unit_id": pd.Series(dtype=str), "distance": pd.Series(dtype=float),
                          "complete": pd.Series(dtype=bool)})  # fmt: skip
    return Peers(unit_id, empty, (), missing, others)


def _nearest(units: NDArray[np.object_], squares: Floats, here: int, count: int) -> pd.DataFrame:
    """`squares`: attributes by villages, NaN where not known."""
    known = ~np.isnan(squares)
    distance = np.sqrt(np.where(known, squares, 1.0).mean(axis=0)).round(DIGITS)
    table = pd.DataFrame({"org_unit_id": units, "distance": distance, "complete": known.all(axis=0)})
    nearest: pd.DataFrame = table.drop(index=here).sort_values(["distance", "org_unit_id"], ignore_index=True)
    return nearest.head(count)


def _squares(villages: pd.DataFrame, attribute: Attribute, here: int) -> Floats | None:
    """Squared differences from one village, 1 on average between any two; None where all are the same."""
    if attribute is Attribute.TERRAIN:
        return _unlike(villages[attribute], here)
    amount = villages[attribute].to_numpy(float, na_value=np.nan)
    value = np.log1p(np.maximum(amount, 0.0))
    known = value[~np.isnan(value)]
    # the mean squared difference of two values is twice their variance
    usual = 2 * known.var(ddof=1) if known.size > 1 else 0.0
    squares: Floats | None = (value - value[here]) ** 2 / usual if usual > 1e-12 else None
    return squares


def _unlike(kinds: pd.Series, here: int) -> Floats | None:
    sizes = kinds.dropna().value_counts().to_numpy(float)
    pairs = sizes.sum() * (sizes.sum() - 1)
    usual = 1 - (sizes * (sizes - 1)).sum() / pairs if pairs else 0.0
    if usual <= 0:
        return None
    differs = (kinds != kinds.iloc[here]).to_numpy(float) / usual
    return np.where(kinds.isna(), np.nan, differs)


def _shown(distance: float) -> Text:
    return Text(format_number(distance, "en", 2), format_number(distance, "zh", 2))
