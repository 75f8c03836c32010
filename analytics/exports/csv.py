"""A table as CSV: UTF-8 with its mark, which Excel needs to read Chinese, or GB18030 for older programs."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, TextIOWrapper
from typing import Literal

import pandas as pd

from analytics.exports.safe_text import safe_column, safe_text
from analytics.exports.table import ORIGIN, WORDS, Column, ExportTable, in_words
from data.text import Language

AT_ONCE = 50_000
"""Rows turned into text at a time, so that a large table needs little more memory than its file."""
Encoding = Literal["utf-8-sig", "gb18030"]


def to_csv(table: ExportTable, language: Language, encoding: Encoding = "utf-8-sig") -> bytes:
    """Headings and rows; every text is quoted, numbers keep all digits, dates are ISO, a missing cell is empty. The
    cover is the workbook's; where the table has an origin, its token stands in the last column."""
    headings = [safe_text(column.heading_in(language)) for column in table.columns]
    if table.origin:
        headings.append(ORIGIN.in_language(language))
    file = BytesIO()
    pen = TextIOWrapper(file, encoding, newline="")
    for start in range(0, max(len(table.frame), 1), AT_ONCE):
        part = _written(table.frame.iloc[start : start + AT_ONCE], table.columns, language)
        if table.origin:
            part = part.assign(origin=table.origin.token)
        part.to_csv(
            pen, index=False, header=False if start else headings, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n"
        )
    pen.flush()
    return file.getvalue()


def _written(rows: pd.DataFrame, columns: Sequence[Column], language: Language) -> pd.DataFrame:
    """The rows as they stand in the file; columns are numbered, for two may have one key."""
    cells = [_cells(rows[column.key], column, language) for column in columns]
    return pd.concat(cells, axis=1, keys=range(len(cells))) if cells else pd.DataFrame()


def _cells(cells: pd.Series, column: Column, language: Language) -> pd.Series:
    if column.kind in WORDS:
        return in_words(cells, column.kind, language)
    if column.kind == "date":
        return pd.to_datetime(cells).dt.strftime("%Y-%m-%d")
    if column.kind == "text":
        return safe_column(cells.astype("str").where(cells.notna()))
    cells = cells.astype("float64") if isinstance(cells.dtype, pd.Float64Dtype) else cells
    return _bare(cells) if column.kind in ("count", "integer") else cells


def _bare(numbers: pd.Series) -> pd.Series:
    """Whole ones without a decimal point."""
    bare = [int(n) if pd.notna(n) and float(n).is_integer() else n for n in numbers]
    return pd.Series(bare, numbers.index, dtype="object")
