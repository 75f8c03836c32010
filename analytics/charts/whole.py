"""A picture made at once from its traces, its notes and its key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analytics.charts import figures as go
from analytics.charts.parts import key_note
from analytics.charts.theme import Words, canvas

RIGHT_COLUMN = go.Scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip")
"""Plotly shows an axis only where a trace lies on it; this one draws nothing."""


def whole(
    words: Words,
    height: int,
    traces: Sequence[go.Trace],
    key: str = "",
    *,
    left: int,
    right: int = 30,
    bottom: int,
    below: int = 38,
    top: int = 0,
    notes: Sequence[dict[str, Any]] = (),
    **layout: Any,
) -> go.Figure:
    """`canvas` with its traces, its annotations (`notes`) and its key, so far `below` the plot."""
    note, more = key_note(key, left, below) if key else ({}, 0)
    annotations = [*notes, *([note] if note else [])]
    figure = canvas(words, height, left=left, right=right, bottom=bottom, top=top, annotations=annotations, **layout)
    figure.grow(more)
    figure.add_traces(traces)
    return figure
