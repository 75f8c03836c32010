"""Rows in batches to CSV and Parquet: constant memory, whatever the length."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
import pyarrow.parquet as parquet

from analytics.exports.csv import Encoding
from analytics.exports.safe_text import FORMULA_STARTS, safe_text
from analytics.exports.shape import schema_of
from analytics.exports.table import ORIGIN, WORDS, Column
from data.text import Language

RISKY = f"^[{''.join(chr(92) + mark if mark in '-+' else mark for mark in FORMULA_STARTS)}]"
BYTE_ORDER_MARK = "﻿"
WRITING = arrow_csv.WriteOptions(include_header=False)


def spoken(batch: pa.Table, columns: Sequence[Column], language: Language) -> list[pa.ChunkedArray]:
    """The columns with codes in the reader's words."""
    return [_in_words(batch[column.key], column, language) for column in columns]


def write_csv(
    path: Path,
    rows: Iterable[pa.Table],
    columns: Sequence[Column],
    language: Language,
    encoding: Encoding,
    origin: str,
) -> None:
    """Headings and rows; texts are quoted and made harmless, numbers keep all digits, a missing cell is empty; the
    last column holds the origin's token."""
    headings = [*(column.heading_in(language) for column in columns), ORIGIN.in_language(language)]
    with path.open("wb") as file:
        file.write(_heading_line(headings, encoding))
        for batch in rows:
            cells = [_harmless(cell) for cell in spoken(batch, columns, language)]
            cells.append(pa.chunked_array([pa.repeat(origin, batch.num_rows)]))
            text = _lines(pa.table(cells, names=[str(place) for place in range(len(cells))]))
            file.write(text if encoding == "utf-8-sig" else text.decode("utf-8").encode(encoding))


def write_plain_csv(path: Path, rows: Iterable[pa.Table], columns: Sequence[Column]) -> None:
    """For a data package: machine names and codes, UTF-8 without a mark."""
    with path.open("wb") as file:
        file.write(_heading_line([column.key for column in columns], "utf-8"))
        for batch in rows:
            cells = [_harmless(_true_false(batch[column.key])) for column in columns]
            file.write(_lines(pa.table(cells, names=[str(place) for place in range(len(cells))])))


def write_parquet(path: Path, rows: Iterable[pa.Table], columns: Sequence[Column], metadata: Mapping[str, str]) -> None:
    """Typed columns under their machine names, codes as codes; where they come from stands in the file's metadata."""
    schema = schema_of(tuple(columns)).with_metadata(dict(metadata))
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in rows:
            writer.write_table(batch.replace_schema_metadata(dict(metadata)))


def _lines(table: pa.Table) -> bytes:
    buffer = BytesIO()
    arrow_csv.write_csv(table, buffer, WRITING)
    return buffer.getvalue()


def _heading_line(headings: Sequence[str], encoding: str) -> bytes:
    line = StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow([safe_text(heading) for heading in headings])
    mark = BYTE_ORDER_MARK if encoding == "utf-8-sig" else ""
    return (mark + line.getvalue()).encode("utf-8" if mark else encoding)


def _in_words(cells: pa.ChunkedArray, column: Column, language: Language) -> pa.ChunkedArray:
    if column.kind == "yes_no":
        yes, no = (WORDS["yes_no"][code].in_language(language) for code in ("True", "False"))
        return pc.if_else(cells, yes, no)
    if column.kind not in WORDS:
        return cells
    words = WORDS[column.kind]
    places = pc.index_in(cells, value_set=pa.array(list(words)))
    unknown = pc.and_(pc.is_valid(cells), pc.is_null(places))
    assert not pc.any(unknown).as_py(), f"a {column.kind} has no words: {pc.unique(cells).to_pylist()}"
    return pa.array([word.in_language(language) for word in words.values()]).take(places)


def _harmless(cells: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """Texts that a spreadsheet would calculate with an apostrophe before them; numbers as they are."""
    if not pa.types.is_string(cells.type):
        return cells
    risky = pc.match_substring_regex(cells, RISKY)
    return pc.if_else(risky, pc.binary_join_element_wise("'", cells, ""), cells) if pc.any(risky).as_py() else cells


def _true_false(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.if_else(cells, "true", "false") if pa.types.is_boolean(cells.type) else cells
