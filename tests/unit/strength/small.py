"""Declarations small enough to work out by hand."""

import pandas as pd

from analytics.strength import Band, Block, Component, Structure
from data.text import Text

NAME = Text("name", "名称")
BANDS = tuple(Band(id, NAME, least) for id, least in (("low", 1), ("mid", 40), ("fair", 55), ("good", 70), ("top", 85)))


def component(indicator, parent, **declared):
    return Component(indicator, parent, **{"low": 0.0, "high": 100.0} | declared)


def structure(**changes):
    """Block a: a1 (weight 3), a2 (goalposts 0 and 50); block b: b1 (goalposts 0 and 10, lower is better)."""
    declared = {
        "id": "small",
        "title": NAME,
        "blocks": (Block("a", NAME), Block("b", NAME)),
        "components": (
            component("a1", "a", weight=3.0),
            component("a2", "a", high=50.0),
            component("b1", "b", direction=-1, high=10.0),
        ),
        "bands": BANDS,
    }
    return Structure(**declared | changes)


def flat(*indicators, **changes):
    """One block of these indicators, goalposts 0 and 100."""
    parts = tuple(component(name, "a") for name in indicators)
    return structure(blocks=(Block("a", NAME),), components=parts, **changes)


def values(rows, columns=("a1", "a2", "b1")):
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(columns), dtype=float)
