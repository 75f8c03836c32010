"""The chart sheet of a table behind a picture: the rows that can be drawn, and a native chart of them beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.charts import theme
from analytics.exports.drawn import BAR_HEADINGS, CHART, MOST_BARS, bars, place_chart
from analytics.exports.sheets import TextSheet, write_texts
from analytics.exports.table import NUMBERS, WORDS, Column, ExportTable, in_words
from data.text import Language, Text

BESIDE = frozenset({"rank", "rank_lower", "rank_upper", "lower", "upper", "reported", "expected", "benchmark"})
"""Numbers that explain others and are no bars of their own."""
MOST_SERIES = 6
COLOURS = (theme.COVERED, theme.TOWNSHIP, theme.COUNTY, theme.SURELY_HIGHER, theme.FOCUS, theme.SIMILAR)


@dataclass(frozen=True, slots=True)
class Charted:
    """What is drawn: the names of the rows, the columns that are bars, the rows of the frame."""

    names: Sequence[str]
    series: tuple[Column, ...]
    rows: pd.DataFrame


def charted(table: ExportTable, language: Language) -> Charted | None:
    """The first rows of one indicator, or of counts of one kind; None where there is nothing to draw."""
    rows = _of_one(table.frame)
    series = _series(table.columns)
    rows = rows[rows[[column.key for column in series]].notna().any(axis=1)].head(MOST_BARS) if series else rows
    names = _names(rows, table.columns, language)
    return Charted(names, series, rows) if series and len(rows) and names else None


def write_chart(book: Any, found: Charted, table: ExportTable, language: Language) -> None:
    """The sheet with its small table and the chart of it."""
    sheet, name = book.add_worksheet(CHART.in_language(language)), CHART.in_language(language)
    title = table.title.in_language(language)
    keys = [column.key for column in found.series]
    if keys == ["value"] and {"lower", "upper"} <= set(found.rows.columns):
        _write(book, sheet, BAR_HEADINGS[:4], _with_interval(found), language)
        chart = bars(book, name, len(found.rows))
    else:
        headings = (BAR_HEADINGS[0], *(_heading(column) for column in found.series))
        cells = [_numbers(found.rows[key]) for key in keys]
        _write(book, sheet, headings, list(zip(found.names, *cells, strict=True)), language)
        chart = _clustered(book, name, len(found.rows), len(keys))
    place_chart(sheet, chart, title, len(found.rows) * max(len(keys), 1), len(keys) + 5)


def _of_one(frame: pd.DataFrame) -> pd.DataFrame:
    """Of several indicators the first: values of different units stand on no common scale."""
    key = next((key for key in ("indicator", "code") if key in frame.columns), None)
    return frame[frame[key] == frame[key].iloc[0]] if key and len(frame) else frame


def _series(columns: Sequence[Column]) -> tuple[Column, ...]:
    value = [column for column in columns if column.key == "value" and column.kind in NUMBERS]
    numbers = [column for column in columns if column.kind in NUMBERS and column.key not in BESIDE]
    alike = [column for column in numbers if (column.kind, column.unit) == (numbers[0].kind, numbers[0].unit)]
    return tuple(value or alike[:MOST_SERIES])


def _names(rows: pd.DataFrame, columns: Sequence[Column], language: Language) -> list[str]:
    """What each row is called: its first text, with further ones as long as two rows are called alike."""
    texts = [column for column in columns if column.kind in ("text", "level", "yes_no") and column.key != "org_unit_id"]
    named: list[tuple[str, ...]] = [()] * len(rows)
    for column in texts:
        cells = in_words(rows[column.key], column.kind, language) if column.kind in WORDS else rows[column.key]
        named = [(*before, *([str(cell)] if pd.notna(cell) else [])) for before, cell in zip(named, cells, strict=True)]
        if len(set(named)) == len(named):
            break
    return [" · ".join(parts) for parts in named] if texts else []


def _with_interval(found: Charted) -> list[tuple[Any, ...]]:
    value = found.rows["value"].astype("Float64")
    down, up = (sign * (found.rows[key].astype("Float64") - value) for sign, key in ((-1, "lower"), (1, "upper")))
    return list(zip(found.names, _numbers(value), _numbers(down), _numbers(up), strict=True))


def _numbers(cells: pd.Series) -> list[float | None]:
    return [None if pd.isna(cell) else float(cell) for cell in cells]


def _heading(column: Column) -> Text:
    return Text(column.heading_in("en"), column.heading_in("zh"))


def _write(book: Any, sheet: Any, headings: Sequence[Text], rows: list[tuple[Any, ...]], language: Language) -> None:
    widths = (24, *([14] * (len(headings) - 1)))
    write_texts(book, TextSheet(CHART, tuple(headings), tuple(rows), widths), language, sheet)


def _clustered(book: Any, sheet: str, rows: int, series: int) -> Any:
    chart = book.add_chart({"type": "bar"})
    for place, colour in zip(range(1, series + 1), COLOURS, strict=False):
        chart.add_series(
            {
                "name": [sheet, 0, place],
                "categories": [sheet, 1, 0, rows, 0],
                "values": [sheet, 1, place, rows, place],
                "fill": {"color": colour},
                "gap": 40,
            }
        )
    chart.set_legend({"none": True} if series == 1 else {"position": "bottom"})
    chart.set_y_axis({"reverse": True, "num_font": {"color": theme.INK}})
    chart.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": theme.GRID}}, "label_position": "high"})
    return chart
