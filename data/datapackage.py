"""The tables' declaration for others: a Frictionless data package with a Table Schema each, and a data dictionary."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from data import files
from data.schema import ENUMERATIONS, SUBMISSION, TABLES, TEMPLATE_VERSION, Column, Table

DESCRIPTOR, DICTIONARY = "datapackage.json", "data-dictionary.md"
FRICTIONLESS_TYPES = {
    "VARCHAR": "string",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "BOOLEAN": "boolean",
    "SMALLINT": "integer",
    "INTEGER": "integer",
    "DOUBLE": "number",
    "DECIMAL": "number",
}
INTEGER_RANGES = {"SMALLINT": (-32768, 32767), "INTEGER": (-2147483648, 2147483647)}


def write_datapackage(folder: Path) -> list[Path]:
    """Write `datapackage.json` and `data-dictionary.md` into `folder`; the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = json.dumps(describe_package(), ensure_ascii=False, indent=2) + "\n"
    contents = {folder / DESCRIPTOR: descriptor, folder / DICTIONARY: data_dictionary()}
    for path, text in contents.items():
        files.write_whole(path, text.encode())
    return list(contents)


def describe_package() -> dict[str, Any]:
    """The Data Package descriptor; each table's data lie in `<table>.csv` beside it."""
    return {
        "profile": "tabular-data-package",
        "name": "touyan-records",
        "title": "Touyan records / 头雁数据记录",
        "version": TEMPLATE_VERSION,
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": table.name,
                "path": f"{table.name}.csv",
                "title": str(table.title),
                "description": table.grain,
                "encoding": "utf-8",
                "schema": table_schema(table),
            }
            for table in (*TABLES.values(), SUBMISSION)
        ],
    }


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of one table: types, required cells, choices, key and references."""
    return {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {"fields": [column.name], "reference": _reference(table, column.references)}
            for column in table.columns
            if column.references
        ],
    }


def _reference(table: Table, referred: str) -> dict[str, Any]:
    return {"resource": "" if referred == table.name else referred, "fields": [TABLES[referred].key[0]]}


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.enum:
        constraints["enum"] = list(ENUMERATIONS[column.enum].labels)
    if column.type in INTEGER_RANGES:
        constraints["minimum"], constraints["maximum"] = INTEGER_RANGES[column.type]
    field: dict[str, Any] = {
        "name": column.name,
        "type": FRICTIONLESS_TYPES[column.type.split("(")[0]],
        "title": str(column.heading),
    }
    if column.note:
        field["description"] = column.note
    return field | ({"constraints": constraints} if constraints else {})


def data_dictionary() -> str:
    """All tables, fields and choices as Markdown, in both languages."""
    parts = ["# Data dictionary / 数据字典\n"]
    parts += [_describe_table(table) for table in (*TABLES.values(), SUBMISSION)]
    parts.append("## Choices / 选项\n")
    for enumeration in ENUMERATIONS.values():
        parts.append(f"### {enumeration.name}\n")
        parts.append("| code 代码 | English | 中文 |\n|---|---|---|")
        parts += [f"| `{code}` | {label.en} | {label.zh} |" for code, label in enumeration.labels.items()]
        parts.append("")
    return "\n".join(parts)


def _describe_table(table: Table) -> str:
    lines = [
        f"## {table.name}: {table.title}\n",
        f"One row: {table.grain}. Key 主键: {', '.join(table.key)}. Kept by: {table.kept_by}. "
        f"Rhythm: {table.rhythm.value}.\n",
        "| field 字段 | English | 中文 | type 类型 | blank 可空 | refers to 引用 | note 说明 |",
        "|---|---|---|---|---|---|---|",
    ]
    for column in table.columns:
        kind = f"choice: {column.enum}" if column.enum else column.type
        blank = "yes 是" if column.nullable else "no 否"
        lines.append(
            f"| `{column.name}` | {column.heading.en} | {column.heading.zh} | {kind} | {blank} "
            f"| {column.references or ''} | {column.note} |"
        )
    return "\n".join(lines) + "\n"
