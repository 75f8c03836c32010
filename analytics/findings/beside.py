"""Where a unit stands among its neighbours, of whom nothing is known but how they lie together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analytics.catalogue.kinds import Indicator
from analytics.findings.sentences import Name, shown_value, units
from data.queries.beside import beside as ask
from data.store import Reader
from data.text import Text

SAID = Text(
    "{units} beside {name}, which are not named: from {low} to {high}, half of them between {lower} and {upper}, "
    "median {median}.",
    "与{name}同级的其他{units}（不具名）：最低{low}，最高{high}，居中一半在{lower}至{upper}之间，中位数{median}。",
)
ABOVE = Text("{name} stands at {value}, above {n} of them.", "{name}为{value}，高于其中{n}个。")


def values_beside(reader: Reader, indicator: Indicator, period_id: str, level: str) -> NDArray[np.float64]:
    """The values of the neighbours in order of size, in the indicator's unit; empty where they are too few to hide
    among each other."""
    ratios = ask(reader, indicator.id, period_id, level).column("ratio").to_numpy()
    return np.asarray(ratios, dtype=float) * indicator.scale


def beside_sentence(
    name: Name, indicator: Indicator, level: str, values: NDArray[np.float64], own: float | None
) -> Text | None:
    """How the neighbours lie (quantiles of type 7), and where the own value lies among them; None if there are none."""
    if not len(values):
        return None
    low, lower, median, upper, high = (
        shown_value(float(q), indicator) for q in np.quantile(values, [0, 0.25, 0.5, 0.75, 1])
    )
    said = SAID.fill(
        units=units(len(values), level), name=name, low=low, lower=lower, median=median, upper=upper, high=high
    )
    if own is None:
        return said
    above = ABOVE.fill(name=name, value=shown_value(own, indicator), n=int((values < own).sum()))
    return Text(f"{said.en} {above.en}", f"{said.zh}{above.zh}")
