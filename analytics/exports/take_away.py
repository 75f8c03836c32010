"""From a choice to a file: counts, marks, writes, tells how far it is; the conductor of this room."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pyarrow as pa

from analytics.catalogue.kinds import Indicator
from analytics.disclosure import disclosed
from analytics.exports import stream
from analytics.exports.batches import Table, batches
from analytics.exports.choice import Choice, demand_bulk, demand_rows, has_ranks, is_internal
from analytics.exports.csv import Encoding
from analytics.exports.package import write_package
from analytics.exports.shape import columns_of
from analytics.exports.sheets import ROWS
from analytics.exports.table import LEVEL_NAMES, ORIGIN, Origin, file_name, provenance
from analytics.exports.workbook import Paper, write_workbook
from analytics.exports.xlsx import demand_room
from analytics.words import format_number, format_period, rows_of
from data.queries.export_rows import unit_itself
from data.queries.periods import periods as ask_periods
from data.store import Reader
from data.text import Language, Text
from data.version import CODE_VERSION

Tell = Callable[[int, int], None]
TITLE = Text("Indicator table", "指标数据表")
CHOSEN = Text("{indicators} indicators · {levels} · {layout}", "{indicators} 项指标 · {levels} · {layout}")
SPLIT_BY = Text("{chosen} · split by “{by}”", "{chosen} · 按“{by}”细分")
COVERED = (
    Text("Code", "编号"),
    Text("Indicator", "指标"),
    Text("Period", "统计期"),
    Text("Villages reported", "已报村数"),
    Text("Villages due", "应报村数"),
    Text("Share reported (%)", "报送率 (%)"),
)


class Form(StrEnum):
    """The kinds of files."""

    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"
    PACKAGE = "package"

    @property
    def extension(self) -> str:
        return "zip" if self is Form.PACKAGE else self.value


@dataclass(frozen=True, slots=True)
class Order:
    """A file that is asked for: what, how, in which words, when it was asked for, and which snapshot was published
    then."""

    choice: Choice
    form: Form
    language: Language
    now: datetime
    encoding: Encoding = "utf-8-sig"
    published: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What the reader is told of a file before and after it is made."""

    rows: int
    internal: bool
    name: str


def announce(reader: Reader, order: Order) -> Made:
    """The rows the file will have, whether it is internal, its name; a `DataError` where it cannot or may not be."""
    demand_bulk(reader.scope.role)
    rows = demand_rows(reader, order.choice)
    return announce_counted(reader, order, rows, is_internal(reader, order.choice))


def announce_counted(reader: Reader, order: Order, rows: int, internal: bool) -> Made:
    """As `announce`, where the rows are counted already and it is known whether the file is internal."""
    demand_bulk(reader.scope.role)
    if order.form is Form.XLSX:
        demand_room(rows)
    words = order.language
    parts = [
        TITLE.in_language(words),
        unit_name(reader, order.choice.unit, words),
        *([order.choice.breakdown.title.in_language(words)] if order.choice.breakdown else []),
        *_span(order.choice),
        reader.snapshot_id,
    ]
    return Made(rows, internal, file_name(parts, order.form.extension, internal))


def take_away(
    reader: Reader, order: Order, indicators: Mapping[str, Indicator], path: Path, tell: Tell | None = None
) -> Made:
    """Write the file whole or not at all; `tell` hears how many of the rows are written."""
    made = announce(reader, order)
    table = table_of(reader, order.choice, order.language, indicators)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        counted = Counted(made.rows, tell)
        _write(beside, counted.passing(batches(reader, table)), reader, order, table, made)
        assert counted.rows == made.rows, f"{counted.rows} rows were written, {made.rows} counted in the store"
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    return made


def table_of(
    reader: Reader,
    choice: Choice,
    language: Language,
    indicators: Mapping[str, Indicator],
    units: Mapping[str, int] | None = None,
) -> Table:
    """The columns of a choice and what is needed to make its rows; `units`, how many there are by level, if known."""
    ranks = has_ranks(reader, choice, units)
    running = {row["period_id"]: bool(row["provisional"]) for row in ask_periods(reader).to_pylist()}
    columns = columns_of(choice, indicators, ranks, {period: running.get(period, False) for period in choice.periods})
    return Table(choice, columns, indicators, language, ranks)


@dataclass
class Counted:
    """Rows counted as they pass."""

    of: int
    tell: Tell | None
    rows: int = 0

    def passing(self, made: Iterator[pa.Table]) -> Iterator[pa.Table]:
        for batch in made:
            yield batch
            self.rows += batch.num_rows
            if self.tell:
                self.tell(self.rows, self.of)


def _write(path: Path, rows: Iterator[pa.Table], reader: Reader, order: Order, table: Table, made: Made) -> None:
    origin = origin_of(reader, order.choice)
    if order.form is Form.CSV:
        stream.write_csv(path, rows, table.columns, order.language, order.encoding, origin.token)
    elif order.form is Form.XLSX:
        write_workbook(path, rows, table, _paper(reader, order, table, made))
    else:
        about = _about(reader, order, made)
        if order.form is Form.PARQUET:
            stream.write_parquet(path, rows, table.columns, about)
        else:
            write_package(path, rows, table, TITLE, about)


def origin_of(reader: Reader, choice: Choice) -> Origin:
    return Origin(reader.snapshot_id, choice.unit, reader.scope.role.name.lower())


def unit_name(reader: Reader, unit_id: str, language: Language) -> str:
    """The unit's name in the reader's language, its code where it has none."""
    found = unit_itself(reader, unit_id).to_pylist()
    if not found:
        return unit_id
    english = found[0]["name_en"] or (found[0]["pinyin"] or "").capitalize()
    return str(found[0]["name_zh"] if language == "zh" else english or found[0]["name_zh"])


def _span(choice: Choice) -> list[str]:
    return [choice.periods[0]] if len(choice.periods) == 1 else [choice.periods[0], choice.periods[-1]]


def _about(reader: Reader, order: Order, made: Made) -> dict[str, str]:
    """Where the rows come from, for a program."""
    info = reader.info()
    return {
        "touyan": origin_of(reader, order.choice).token,
        "snapshot": info.id,
        "data_as_of": info.data_as_of or "",
        "code_version": CODE_VERSION,
        "rows": str(made.rows),
        "generated_at": order.now.isoformat(timespec="seconds"),
        "internal": "true" if made.internal else "false",
        "synthetic": "true" if info.synthetic else "false",
        "choice": " ".join([order.choice.unit, *order.choice.levels, *order.choice.periods, *order.choice.indicators]),
        **({"superseded_by": order.published} if order.published not in ("", info.id) else {}),
        **({"split_by": order.choice.by} if order.choice.by else {}),
    }


def _paper(reader: Reader, order: Order, table: Table, made: Made) -> Paper:
    language, choice = order.language, order.choice
    unit = unit_name(reader, choice.unit, language)
    return Paper(
        TITLE.in_language(language),
        _lines(reader, order, unit, made),
        unit,
        _coverage(reader, table),
        COVERED,
        made.internal,
    )


def _lines(reader: Reader, order: Order, unit: str, made: Made) -> tuple[tuple[Text, str], ...]:
    language, choice, info = order.language, order.choice, reader.info()
    joined = "、" if language == "zh" else ", "
    levels = joined.join(LEVEL_NAMES[level].in_language(language) for level in choice.levels)
    filters = CHOSEN.fill(indicators=len(choice.indicators), levels=levels, layout=choice.layout.label)
    if choice.breakdown:
        filters = SPLIT_BY.fill(chosen=filters, by=choice.breakdown.title)
    scope = reader.scope.unit
    lines = provenance(
        language,
        filters=f"{unit} · {filters.in_language(language)}",
        scope=unit_name(reader, scope, language) if scope else ALL_UNITS.in_language(language),
        period=joined.join(format_period(period, language) for period in choice.periods),
        snapshot_id=info.id,
        data_as_of=date.fromisoformat(info.data_as_of[:10]) if info.data_as_of else None,
        code_version=CODE_VERSION,
        generated_at=order.now,
        synthetic=info.synthetic,
        published=order.published,
    )
    rows = format_number(made.rows, language, 0)
    return (*lines, (ROWS, rows), (ORIGIN, origin_of(reader, choice).token))


ALL_UNITS = Text("All units", "全部单位")


def _coverage(reader: Reader, table: Table) -> tuple[tuple[Any, ...], ...]:
    """Who reported at the chosen unit, indicator by indicator and period by period."""
    choice = table.choice
    own = disclosed(reader, list(choice.indicators), [choice.unit], list(choice.periods))
    found = []
    for row in rows_of(own):
        indicator, reported, expected = (
            table.indicators[str(row["indicator"])],
            int(row["reported"]),
            int(row["expected"]),
        )
        share = 100.0 * reported / expected if expected else None
        title = indicator.title.in_language(table.language)
        found.append((indicator.code, title, str(row["period_id"]), reported, expected, share))
    return tuple(found)
