"""The chart sheet of a workbook: a small table, and a native Excel chart of it that a reader can change.

Bars with their 95% intervals for the units of the first indicator in the last period; lines over the periods where
those stand side by side. What is drawn stands beside the chart, state in words: the chart is no secret copy.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from analytics.charts import theme
from analytics.exports.batches import Table
from analytics.exports.choice import Layout
from analytics.exports.sheets import TextSheet, write_texts
from analytics.exports.table import WORDS
from analytics.words import format_period
from data.text import Language, Text

MOST_BARS, MOST_LINES = 40, 6
CHART = Text("Chart", "图表")
BAR_HEADINGS = (
    Text("Unit", "单位"),
    Text("Value", "数值"),
    Text("Down to the interval's end", "至区间下限"),
    Text("Up to the interval's end", "至区间上限"),
    Text("State", "状态"),
)
UNIT = Text("Unit", "单位")
WIDE = ["org_unit_id", "name"]


@dataclass
class Sample:
    """The first rows that can be drawn, taken as the batches pass."""

    table: Table
    key: str
    period: str
    rows: list[tuple[Any, ...]] = field(default_factory=list)

    @classmethod
    def of(cls, table: Table) -> Sample:
        return cls(table, table.choice.indicators[0], table.choice.periods[-1])

    @property
    def is_lines(self) -> bool:
        return self.table.choice.layout is Layout.PERIODS

    @property
    def _level(self) -> str:
        """The highest level that has more than one unit."""
        return self.table.choice.levels[min(1, len(self.table.choice.levels) - 1)]

    def take(self, batch: pa.Table) -> None:
        most = MOST_LINES if self.is_lines else MOST_BARS
        if len(self.rows) < most:
            self.rows += self._found(batch)[: most - len(self.rows)]

    def _found(self, batch: pa.Table) -> list[tuple[Any, ...]]:
        code = self.table.indicators[self.key].code
        if self.is_lines:
            own = batch.filter(pc.equal(batch["code"], code)).slice(0, MOST_LINES).to_pylist()
            return [(self._named(row)["name"], *(row[period] for period in self.table.choice.periods)) for row in own]
        own = batch.filter(pc.equal(batch["period_id"], self.period))
        own = own.filter(pc.equal(own["level"], self._level))
        if self.table.choice.layout is Layout.LONG:
            own = own.filter(pc.equal(own["code"], code)).slice(0, MOST_BARS)
            return [_bar(self._named(row), row["value"], row["state"]) for row in own.to_pylist()]
        rows = own.slice(0, MOST_BARS).to_pylist()
        return [_bar(self._named(row), row[code], row[f"{code}_state"]) for row in rows]

    def _named(self, row: dict[str, Any]) -> dict[str, Any]:
        """Of a split, the unit's name with the class's."""
        return {**row, "name": f"{row['name']} · {row['class_name']}"} if self.table.choice.by else row


def _bar(row: dict[str, Any], value: float | None, state: str | None) -> tuple[Any, ...]:
    lower, upper = row.get("lower"), row.get("upper")
    if value is None or lower is None or upper is None:
        return (row["name"], value, None, None, state)
    return (row["name"], value, value - lower, upper - value, state)


def draw(book: Any, sheet: Any, sample: Sample, language: Language) -> None:
    """The table of what is drawn on `sheet`, and the chart beside it; no chart where there is no row to draw."""
    name = CHART.in_language(language)
    indicator = sample.table.indicators[sample.key]
    title = f"{indicator.code} {indicator.title.in_language(language)} ({indicator.unit.in_language(language)})"
    if sample.is_lines:
        headings = (UNIT, *(_period(period) for period in sample.table.choice.periods))
        write_texts(
            book, TextSheet(CHART, headings, tuple(sample.rows), (24, *([12] * len(headings)))), language, sheet
        )
    else:
        words = WORDS["state"]
        rows = tuple((*row[:4], words[row[4]].in_language(language) if row[4] else None) for row in sample.rows)
        write_texts(book, TextSheet(CHART, BAR_HEADINGS, rows, (24, 12, 14, 14, 14)), language, sheet)
        title += " · " + format_period(sample.period, language)
    if not sample.rows:
        return
    chart = _lines(book, name, sample) if sample.is_lines else bars(book, name, len(sample.rows))
    column = len(sample.table.choice.periods) + 2 if sample.is_lines else 6
    place_chart(sheet, chart, title, 0 if sample.is_lines else len(sample.rows), column)


def place_chart(sheet: Any, chart: Any, title: str, bars: int, column: int) -> None:
    """Put the chart right of its table, as tall as its bars need; lines, of which there are none, need less."""
    chart.set_title({"name": title, "name_font": {"size": 12, "color": theme.INK}, "overlay": False})
    chart.set_size({"width": 760, "height": max(320, 20 * bars + 120) if bars else 420})
    sheet.insert_chart(1, column, chart, {"description": title})


def bars(book: Any, sheet: str, rows: int) -> Any:
    """Bars of the sheet's second column with the intervals of the third and fourth."""
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": [sheet, 0, 1],
            "categories": [sheet, 1, 0, rows, 0],
            "values": [sheet, 1, 1, rows, 1],
            "fill": {"color": theme.COVERED},
            "gap": 40,
            "y_error_bars": {
                "type": "custom",
                "minus_values": f"='{sheet}'!$C$2:$C${rows + 1}",
                "plus_values": f"='{sheet}'!$D$2:$D${rows + 1}",
                "line": {"color": theme.SOFT_INK},
            },
        }
    )
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": {"color": theme.INK}})
    chart.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": theme.GRID}}, "label_position": "high"})
    return chart


def _lines(book: Any, sheet: str, sample: Sample) -> Any:
    chart, last = book.add_chart({"type": "line"}), len(sample.table.choice.periods)
    colours = (theme.FOCUS, theme.TOWNSHIP, theme.COUNTY, theme.SURELY_HIGHER, theme.COVERED, theme.SIMILAR)
    for row, colour in zip(range(1, len(sample.rows) + 1), colours, strict=False):
        chart.add_series(
            {
                "name": [sheet, row, 0],
                "categories": [sheet, 0, 1, 0, last],
                "values": [sheet, row, 1, row, last],
                "line": {"color": colour, "width": 2},
                "marker": {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}},
            }
        )
    chart.show_blanks_as("gap")
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": theme.GRID}}})
    return chart


def _period(period: str) -> Text:
    return Text(format_period(period, "en"), format_period(period, "zh"))
