"""Figures in Plotly's own words and names, as plain dicts.

Plotly's objects hold every word against its schema at every step, which cost a page more than all else it does. A
figure here is held against it once, when it is read back (`data`, `layout`): on paper, and by the tests, which read
every picture. What is sent is the plain dict.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import plotly.graph_objects
from plotly.io.json import to_json_plotly

TWO_WORDS = frozenset({"error_x", "error_y", "paper_bgcolor", "plot_bgcolor"})
FONTS = frozenset({"font", "tickfont", "textfont"})


class Trace(dict[str, Any]):
    """What is drawn; its class bears the name that Plotly gives it."""

    def __init__(self, **said: Any) -> None:
        super().__init__(type=type(self).__name__.lower(), **said)


class Scatter(Trace):
    """Points, lines, texts, areas."""


class Bar(Trace):
    """Bars."""


class Heatmap(Trace):
    """Cells of a grid."""


class Sankey(Trace):
    """Flows."""


class Figure:
    """Traces and a layout. Pages share it once it is built, so nobody changes it then."""

    def __init__(self, layout: dict[str, Any]) -> None:
        self._traces: list[dict[str, Any]] = []
        self._layout = _plain({"annotations": [], "shapes": [], **layout})
        self._read: plotly.graph_objects.Figure | None = None

    def add_trace(self, trace: dict[str, Any]) -> None:
        self._read = None
        self._traces.append(_plain(trace))

    def add_traces(self, traces: Iterable[dict[str, Any]]) -> None:
        for trace in traces:
            self.add_trace(trace)

    def add_shape(self, **said: Any) -> None:
        self.update_layout(shapes=[*self._layout["shapes"], _plain(said)])

    def add_annotation(self, **said: Any) -> None:
        self.update_layout(annotations=[*self._layout["annotations"], _plain(said)])

    def update_layout(self, **said: Any) -> None:
        """Lay what is said over the layout: dicts into one another, all else in place of what was there."""
        self._read = None
        self._layout = _laid_over(self._layout, _plain(said))

    def update_yaxes(self, **said: Any) -> None:
        """Say the same of every axis upward that there is."""
        there = [name for name in self._layout if name.startswith("yaxis")]
        self.update_layout(**dict.fromkeys(("yaxis", *there), said))

    def on_paper(self, width: int, highest: int, smallest: float) -> Figure:
        """Another figure of the same, so wide and at most so high, no letter smaller than `smallest` pixels."""
        height = min(self._layout["height"], highest)
        other = Figure(_legible({**self._layout, "width": width, "height": height}, smallest))
        other._traces = [_legible(trace, smallest) for trace in self._traces]
        return other

    @property
    def has_width(self) -> bool:
        """Whether it has a width of its own and does not fill its place."""
        return "width" in self._layout

    @property
    def left(self) -> int:
        """The left margin in pixels."""
        return int(self._layout["margin"]["l"])

    def grow(self, pixels: int) -> None:
        """More room below the plot."""
        if pixels:
            height, bottom = self._layout["height"], self._layout["margin"]["b"]
            self.update_layout(height=height + pixels, margin={"b": bottom + pixels})

    def to_dict(self) -> dict[str, Any]:
        """What is sent; whoever asks does not change it."""
        return {"data": self._traces, "layout": self._layout}

    def to_json(self) -> str:
        return str(to_json_plotly(self.to_dict()))

    @property
    def data(self) -> Any:
        """The traces as Plotly reads them; `ValueError` at a word that it does not know."""
        return self._as_read().data

    @property
    def layout(self) -> Any:
        """The layout as Plotly reads it; `ValueError` at a word that it does not know."""
        return self._as_read().layout

    def _as_read(self) -> plotly.graph_objects.Figure:
        if self._read is None:
            self._read = plotly.graph_objects.Figure(**self.to_dict())
        return self._read


def _plain(said: dict[str, Any]) -> dict[str, Any]:
    """What is said, in dicts and lists of our own: without what is None, arrays as lists."""
    assert all("_" not in key or key in TWO_WORDS for key in said), "Plotly's short cuts are not known here"
    return {key: _value(value) for key, value in said.items() if value is not None}


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return _plain(value)
    return value.tolist() if hasattr(value, "tolist") else value


def _laid_over(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    found = {**under}
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(found.get(key), dict)
        found[key] = _laid_over(found[key], value) if both else value
    return found


def _legible(said: Any, smallest: float) -> Any:
    """The same, every letter at least so large."""
    if isinstance(said, list):
        return [_legible(each, smallest) for each in said] if said and isinstance(said[0], dict) else said
    if not isinstance(said, dict):
        return said
    larger = {key: value if key == "template" else _legible(value, smallest) for key, value in said.items()}
    for key in FONTS & larger.keys():
        if "size" in larger[key]:
            larger[key] = {**larger[key], "size": max(larger[key]["size"], smallest)}
    return larger
