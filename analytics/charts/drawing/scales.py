"""Where a value lies on the paper: the plot's frame, its axes, their ticks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analytics.charts import figures as go


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from the pixel `begin` (its range's low end) to `end`."""

    low: float
    high: float
    begin: float
    end: float

    def at(self, value: float) -> float:
        return self.begin + (value - self.low) / (self.high - self.low) * (self.end - self.begin)

    def paper(self, share: float) -> float:
        return self.begin + share * (self.end - self.begin)


@dataclass(frozen=True)
class Frame:
    """The figure's size in pixels, the plot's edges, and its axes by Plotly's names (`x`, `x2`, `y`, `y2`)."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    axes: dict[str, Axis]

    @classmethod
    def of(cls, figure: go.Figure, width: float) -> Frame:
        margin, height = figure.layout.margin, float(figure.layout.height)
        left, right = float(margin.l), width - float(margin.r)
        top, bottom = float(margin.t), height - float(margin.b)
        axes = {}
        for name in ("x", "x2", "y", "y2"):
            said = axis_of(figure, name)
            if said is not None and said.range is not None:
                low, high = (float(end) for end in said.range)
                begin, end = (left, right) if name.startswith("x") else (bottom, top)
                axes[name] = Axis(low, high, begin, end)
        return cls(width, height, left, right, top, bottom, axes)

    def place(self, value: float, ref: str | None, direction: str) -> float:
        """A value of an axis, or a share of the plot where `ref` is `paper`."""
        axis = self.axes[direction if ref in (None, "paper") else str(ref)]
        return axis.paper(value) if ref == "paper" else axis.at(value)


def axis_of(figure: go.Figure, name: str) -> Any:
    return getattr(figure.layout, f"{name[0]}axis{name[1:]}", None)


def ticks(axis: Axis, said: Any) -> list[tuple[float, str]]:
    """Values and labels of the ticks within the range."""
    if said.tickvals is not None:
        texts = said.ticktext if said.ticktext is not None else [str(value) for value in said.tickvals]
        return [(float(value), str(text)) for value, text in zip(said.tickvals, texts, strict=True)]
    values = round_values(axis.low, axis.high, int(said.nticks or 7))
    digits = max(0, -math.floor(math.log10(values[1] - values[0]) + 1e-9)) if len(values) > 1 else 0
    return [(value, f"{value:,.{digits}f}{said.ticksuffix or ''}") for value in values]


def round_values(low: float, high: float, most: int) -> Sequence[float]:
    """At most so many multiples of 1, 2 or 5 times a power of ten."""
    low, high = min(low, high), max(low, high)
    rough = (high - low) / max(most, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough)
    first = math.ceil(low / step - 1e-9)
    return [place * step for place in range(first, math.floor(high / step + 1e-9) + 1)]
