"""An indicator table as a workbook: cover, data, chart, definitions, methods, notes, data quality; streamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from analytics.catalogue.kinds import Indicator
from analytics.catalogue.splits import MEANINGS, split_of
from analytics.exports import sheets
from analytics.exports.batches import Table
from analytics.exports.choice import MOST_RANKED, Layout
from analytics.exports.definitions import FULLY_DEFINED, full_definitions
from analytics.exports.drawn import CHART, Sample, draw
from analytics.exports.methods import METHOD, NOTE, methods, notes
from analytics.exports.shape import state_key
from analytics.exports.sheets import COVER, DATA, DEFINITIONS, DataSheet, TextSheet
from analytics.exports.stream import spoken
from analytics.exports.xlsx import LOOKED_AT
from analytics.words import STATES
from data.text import Text

METHODS, NOTES, QUALITY = Text("Methods", "方法"), Text("Notes", "注释"), Text("Data quality", "数据质量")
AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands around the data: title, cover's lines, the benchmark's name, coverage rows, the internal mark."""

    title: str
    lines: tuple[tuple[Text, str], ...]
    unit: str
    coverage: tuple[tuple[Any, ...], ...]
    covered: tuple[Text, ...]
    internal: bool


Tally = Counter[tuple[str, str, str]]
"""Cells by code of the indicator, period and state."""


def write_workbook(path: Path, rows: Iterable[pa.Table], table: Table, paper: Paper) -> None:
    """Sheets are made in the reader's order; the data are streamed, then what was counted on the way is written."""
    language, sample = table.language, Sample.of(table)
    tally: Tally = Counter()
    with sheets.open_book(str(path), paper.title) as book:
        names = (COVER, DATA, CHART, DEFINITIONS, METHODS, NOTES, QUALITY)
        made = {name: book.add_worksheet(name.in_language(language)) for name in names}
        sheets.write_cover(book, made[COVER], paper.title, paper.lines, language, paper.internal)
        data = DataSheet(book, made[DATA], table.columns, language)
        for batch in rows:
            _count(batch, table, tally)
            sample.take(batch)
            _write(data, batch, table)
        data.end()
        draw(book, made[CHART], sample, language)
        for name, text in _texts(table, paper, tally):
            sheets.write_texts(book, text, language, made[name])
        book.worksheets_objs[1].activate()


def _write(data: DataSheet, batch: pa.Table, table: Table) -> None:
    if data.rows == 0:
        data.begin([cells.to_pylist() for cells in spoken(batch.slice(0, LOOKED_AT), table.columns, table.language)])
    for start in range(0, batch.num_rows, AT_ONCE):
        part = spoken(batch.slice(start, AT_ONCE), table.columns, table.language)
        data.add(zip(*(cells.to_pylist() for cells in part), strict=True))


def _texts(table: Table, paper: Paper, tally: Tally) -> Iterator[tuple[Text, TextSheet]]:
    language = table.language
    chosen = [table.indicators[key] for key in table.choice.indicators]
    yield DEFINITIONS, TextSheet(DEFINITIONS, *_defined(table, chosen), WIDTHS)
    yield METHODS, TextSheet(METHODS, METHOD, methods(language), (28, 100))
    said = notes(language, paper.unit, table.ranks, MOST_RANKED)
    yield NOTES, TextSheet(NOTES, NOTE, said, (10, 32, 90))
    headings = (*paper.covered, *(CELLS_OF.fill(state=mark.name) for mark in STATES.values()))
    yield QUALITY, TextSheet(QUALITY, headings, _quality(paper.coverage, tally), (10, 40, 14, 14, 14, 14))


def _defined(table: Table, chosen: Sequence[Indicator]) -> tuple[tuple[Text, ...], tuple[tuple[str, ...], ...]]:
    """Headings and rows of the definitions; of a split table with what the classes of each indicator add up to."""
    rows, by = full_definitions(chosen, table.language), table.choice.breakdown
    if by is None:
        return FULLY_DEFINED, rows
    splits = [split_of(found, by) for found in chosen]
    said = [MEANINGS[split.code].in_language(table.language) if split else "" for split in splits]
    heading = Text(f"Split by “{by.title.en}”", f"按“{by.title.zh}”细分")
    return (*FULLY_DEFINED, heading), tuple((*row, meaning) for row, meaning in zip(rows, said, strict=True))


WIDTHS = (8, 30, 20, 40, 40, 14, 16, 16, 28, 16, 50, 50)
CELLS_OF = Text("Cells: {state}", "单元格数：{state}")


def _quality(coverage: Sequence[Sequence[Any]], tally: Tally) -> tuple[tuple[Any, ...], ...]:
    """Coverage of every indicator and period (code, title, period, ...), with the table's cells by state."""
    return tuple((*row, *(tally[row[0], row[2], code] for code in STATES)) for row in coverage)


def _count(batch: pa.Table, table: Table, tally: Tally) -> None:
    """Add the batch's cells to the tally."""
    if table.choice.layout is Layout.LONG:
        return _add(batch, ("code", "period_id", "state"), tally)
    if table.choice.layout is Layout.INDICATORS:
        for key in table.choice.indicators:
            code = table.indicators[key].code
            _add(batch, (code, "period_id", state_key(code)), tally)
        return None
    for period in table.choice.periods:
        _add(batch, ("code", period, state_key(period)), tally)
    return None


def _add(batch: pa.Table, keys: tuple[str, str, str], tally: Tally) -> None:
    """`keys`: column of the code, of the period, of the state; where code or period is itself a column of values, its
    name says it."""
    grouped = [key for key in keys if key in ("code", "period_id", keys[2])]
    for row in batch.select(grouped).group_by(grouped).aggregate([([], "count_all")]).to_pylist():
        if row[keys[2]] is not None:
            tally[row.get(keys[0], keys[0]), row.get(keys[1], keys[1]), row[keys[2]]] += row["count_all"]
