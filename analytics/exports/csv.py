"""A table as CSV: UTF-8 with its mark, which Excel needs to read Chinese, or GB18030 for older programs."""

from __future__ import annotations

import csv
from typing import Literal

import pandas as pd

from analytics.exports.safe_text import safe_column, safe_text
from analytics.exports.table import WORDS, Column, ExportTable, in_words
from data.text import Language

Encoding = Literal["utf-8-sig", "gb18030"]


def to_csv(table: ExportTable, language: Language, encoding: Encoding = "utf-8-sig") -> bytes:
    """Headings and rows, nothing else; every text is quoted, numbers keep all digits, dates are ISO, a missing cell is
    empty. The cover has no place here: it is the workbook's."""
    headings = [safe_text(column.heading_in(language)) for column in table.columns]
    cells = [_cells(table.frame[column.key], column, language) for column in table.columns]
    frame = pd.concat(cells, axis=1, keys=range(len(cells))) if cells else pd.DataFrame()
    text = frame.to_csv(index=False, header=headings, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    return text.encode(encoding)


def _cells(cells: pd.Series, column: Column, language: Language) -> pd.Series:
    if column.kind in WORDS:
        return in_words(cells, column.kind, language)
    if column.kind == "date":
        return pd.to_datetime(cells).dt.strftime("%Y-%m-%d")
    if column.kind == "text":
        return safe_column(cells.astype("str").where(cells.notna()))
    return cells
