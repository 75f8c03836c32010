"""A Frictionless data package of an indicator table: the rows as plain CSV, and a descriptor that explains them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from analytics.exports.batches import Table
from analytics.exports.stream import write_plain_csv
from analytics.exports.table import NUMBERS, WORDS, Column
from data.text import Text

DATA, DESCRIPTOR = "indicators.csv", "datapackage.json"
TYPES: Mapping[str, str] = {
    **dict.fromkeys(NUMBERS, "number"),
    "integer": "integer",
    "yes_no": "boolean",
}


def write_package(path: Path, rows: Iterable[pa.Table], table: Table, title: Text, origin: Mapping[str, str]) -> None:
    """A zip of `datapackage.json` and the rows under machine names and codes."""
    beside = path.with_name(path.name + ".csv")
    try:
        write_plain_csv(beside, rows, table.columns)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as package:
            about = json.dumps(descriptor(table, title, origin), ensure_ascii=False, indent=2)
            package.writestr(DESCRIPTOR, about)
            package.write(beside, DATA)
    finally:
        beside.unlink(missing_ok=True)


def descriptor(table: Table, title: Text, origin: Mapping[str, str]) -> dict[str, Any]:
    """Table Schema of the columns in both languages, and where the rows come from."""
    return {
        "profile": "tabular-data-package",
        "name": "touyan-indicators",
        "title": f"{title.zh} {title.en}",
        "touyan": dict(origin),
        "resources": [
            {
                "name": "indicators",
                "path": DATA,
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "schema": {"fields": [_field(column) for column in table.columns], "missingValues": [""]},
            }
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    unit = f" ({column.unit.zh} {column.unit.en})" if column.unit else " (%)" if column.kind == "percent" else ""
    field: dict[str, Any] = {
        "name": column.key,
        "title": f"{column.heading.zh} {column.heading.en}{unit}",
        "type": TYPES.get(column.kind, "string"),
    }
    if column.kind == "yes_no":
        return field | {"trueValues": ["true"], "falseValues": ["false"]}
    if column.kind in WORDS:
        words = WORDS[column.kind]
        meaning = "; ".join(f"{code}: {word.zh} {word.en}" for code, word in words.items())
        return field | {"description": meaning, "constraints": {"enum": list(words)}}
    return field
