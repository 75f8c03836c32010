"""The record tables as a Frictionless data package and as a data dictionary, both made from the declaration."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data import files
from data.intake.rules.bounds import UNIT_CODE, bounds_of
from data.schema import ENUMERATIONS, SUBMISSION, TABLES, TEMPLATE_VERSION, Column, Table
from data.text import Language, Text

TYPES = {"VARCHAR": "string", "DATE": "date", "TIMESTAMP": "datetime", "BOOLEAN": "boolean", "SMALLINT": "integer",
         "INTEGER": "integer", "DOUBLE": "number"}  # fmt: skip
FORMS = {
    "date": Text("date", "日期"),
    "datetime": Text("date and time", "日期时间"),
    "boolean": Text("yes/no", "是/否"),
    "integer": Text("whole number", "整数"),
    "number": Text("number", "数字"),
    "string": Text("text", "文本"),
}


def write_datapackage(folder: Path) -> list[Path]:
    """Write `datapackage.json` and the data dictionary in both languages; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = {
        "datapackage.json": json.dumps(descriptor(), ensure_ascii=False, indent=2) + "\n",
        "data-dictionary.en.md": data_dictionary("en"),
        "data-dictionary.zh.md": data_dictionary("zh"),
    }
    for name, content in contents.items():
        files.write_whole(folder / name, content.encode())
    return [folder / name for name in contents]


def descriptor() -> dict[str, Any]:
    """The descriptor of a data package that holds each table as `<table>.csv`."""
    return {
        "profile": "tabular-data-package",
        "name": "touyan-records",
        "title": "Touyan 头雁: records of village party organizations",
        "version": TEMPLATE_VERSION,
        "resources": [_resource(table) for table in (*TABLES.values(), SUBMISSION)],
    }


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of one table: types, constraints, key and references."""
    return {
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {
                "fields": [column.name],
                "reference": {
                    "resource": "" if column.references == table.name else column.references,
                    "fields": [TABLES[column.references].key[0]],
                },
            }
            for column in table.columns
            if column.references
        ],
    }


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "title": f"{table.title.zh} {table.title.en}",
        "description": table.grain,
        "encoding": "utf-8",
        "schema": table_schema(table),
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    kind = _kind(column)
    field: dict[str, Any] = {
        "name": column.name,
        "type": kind,
        "title": f"{column.heading.zh} {column.heading.en}",
        "constraints": _constraints(table, column),
    }
    if column.note:
        field["description"] = column.note
    if kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field


def _kind(column: Column) -> str:
    return "number" if column.type.startswith("DECIMAL") else TYPES[column.type]


def _constraints(table: Table, column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if table.key == (column.name,):
        constraints["unique"] = True
    if column.enum:
        constraints["enum"] = list(ENUMERATIONS[column.enum].labels)
    if "org_unit" in (column.references, table.name) and column.name.endswith("_id"):
        constraints["pattern"] = f"^{UNIT_CODE}$"
    if bounds := bounds_of(column):
        limits = {"minimum": bounds.least, "maximum": bounds.most}
        constraints |= {name: limit for name, limit in limits.items() if limit is not None}
        if bounds.above:  # this edition of the standard has no exclusive minimum: the smallest number of the type
            constraints["minimum"] = 10 ** -int(column.type[8:-1].split(",")[1])
    return constraints


def data_dictionary(language: Language) -> str:
    """Markdown: every table with its fields, then every enumeration."""
    return "\n".join(_dictionary_lines(language)) + "\n"


def _dictionary_lines(language: Language) -> Iterator[str]:
    yield f"# {TITLE.in_language(language)}\n"
    for table in (*TABLES.values(), SUBMISSION):
        yield from _table_lines(table, language)
    yield f"## {CHOICES.in_language(language)}\n"
    for enumeration in ENUMERATIONS.values():
        yield f"### {enumeration.name}\n"
        yield from (f"- `{code}` {label.zh} / {label.en}" for code, label in enumeration.labels.items())
        yield ""


def _table_lines(table: Table, language: Language) -> Iterator[str]:
    yield f"## {table.title.in_language(language)} (`{table.name}`)\n"
    keys = ", ".join(f"`{key}`" for key in table.key)
    yield f"{KEY.in_language(language)}: {keys}. {table.grain}. {table.kept_by}.\n"
    yield "| " + " | ".join(word.in_language(language) for word in COLUMNS) + " |"
    yield "|---|---|---|---|---|"
    for column in table.columns:
        required = (OPTIONAL if column.nullable else REQUIRED).in_language(language)
        cells = (f"`{column.name}`", f"{column.heading.zh} / {column.heading.en}", _form(column, language), required)
        yield f"| {' | '.join(cells)} | {column.note} |"
    yield ""


def _form(column: Column, language: Language) -> str:
    if column.enum:
        return f"{CHOICE.in_language(language)} `{column.enum}`"
    if column.references:
        return f"{REFERENCE.in_language(language)} `{column.references}`"
    return FORMS[_kind(column)].in_language(language)


TITLE = Text("Data dictionary of the records", "报送数据字典")
CHOICES = Text("Choices", "选项")
KEY = Text("Key", "主键")
COLUMNS = (Text("field", "字段"), Text("heading", "表头"), Text("form", "形式"), Text("required", "必填"),
           Text("note", "说明"))  # fmt: skip
REQUIRED, OPTIONAL = Text("yes", "是"), Text("no", "否")
CHOICE, REFERENCE = Text("choice from", "选项"), Text("code in", "引用")
