"""A picture with its sentence and the table behind it, made once and kept.

What is made is shared by all who ask for the same, so nobody changes it: figures are sent, frames are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

import pandas as pd
import pyarrow as pa
import streamlit as st
from plotly.basedatatypes import BaseFigure

from analytics.catalogue.kinds import Indicator
from analytics.charts import figures as go
from analytics.exports import Column
from analytics.exports.table import WORDS, has_small_cells, in_words
from analytics.withheld.thresholds import Thresholds
from data.text import Language, Text
from pages.parts.words import plain, say

MOST_KEPT = 256
CHART_SETTINGS = {"displayModeBar": False}


@dataclass(frozen=True)
class Sheet:
    """A table: the rows, the columns that leave, what it is called, the indicators to define in the workbook, and
    what the picture before it says, for the cover; `drawn`: there is one, of which the workbook has a chart."""

    title: Text
    shape: tuple[Column, ...]
    frame: pd.DataFrame
    indicators: tuple[Indicator, ...]
    language: Language
    said: Text | None = None
    drawn: bool = False

    @cached_property
    def screen(self) -> pa.Table:
        """The rows as they are shown."""
        return on_screen(self.frame, self.shape, self.language)

    def has_small_cells(self, thresholds: Thresholds) -> bool:
        """Whether some of its rows are of persons, and few; looked at once."""
        if thresholds not in self._small:
            persons = {found.id for found in self.indicators if found.person_based}
            self._small[thresholds] = has_small_cells(self.frame, persons, thresholds)
        return self._small[thresholds]

    @cached_property
    def _small(self) -> dict[Thresholds, bool]:
        return {}


@dataclass(frozen=True)
class Picture:
    """What a picture shows, says and is made of; no figure where there is nothing to draw."""

    figure: go.Figure | None
    sentence: Text
    sheet: Sheet | None

    def __post_init__(self) -> None:
        if self.sheet is not None and self.sheet.said is None:
            object.__setattr__(self, "sheet", replace(self.sheet, said=self.sentence, drawn=self.figure is not None))


def on_screen(frame: pd.DataFrame, shape: Sequence[Column], language: Language) -> pa.Table:
    """The frame's columns in the order of the shape; a state, a verdict, a yes or no in words."""
    cells = {
        column.key: in_words(frame[column.key], column.kind, language) if column.kind in WORDS else frame[column.key]
        for column in shape
    }
    return pa.Table.from_pydict({key: pa.Array.from_pandas(column) for key, column in cells.items()})


def show(picture: Picture, key: str, said_first: bool = False) -> None:
    """The figure and below it (above a tall one) the sentence, which is also what those are told who cannot see it."""
    said = say(picture.sentence)
    if said_first:
        st.markdown(plain(said))
    if picture.figure is not None:
        draw(picture.figure, key, said)
    if not said_first:
        st.markdown(plain(said))


def draw(figure: go.Figure, key: str, said: str) -> None:
    """A figure, as wide as its place unless it has a width; `said` is what those are told who cannot see it."""
    width: Literal["content", "stretch"] = "content" if figure.has_width else "stretch"
    st.plotly_chart(_AsItIs(figure), theme=None, config=CHART_SETTINGS, key=key, alt=said, width=width)


class _AsItIs(BaseFigure):  # type: ignore[misc]
    """What Streamlit takes for a figure of Plotly's, which it neither copies nor holds against the schema again."""

    def __init__(self, figure: go.Figure) -> None:
        self._figure = figure

    def to_dict(self) -> dict[str, Any]:
        return self._figure.to_dict()
