"""A picture made at once from its traces and its layout: several times faster than Plotly piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from analytics.charts.parts import key_note
from analytics.charts.theme import Words, canvas

RIGHT_COLUMN = go.Scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip")
"""Plotly shows an axis only where a trace lies on it; this one draws nothing."""


def whole(
    words: Words,
    height: int,
    traces: Sequence[go.Scatter | go.Bar | go.Heatmap],
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
    if more:
        figure.update_layout(height=figure.layout.height + more, margin_b=bottom + more)
    figure.add_traces(list(traces))
    return figure
