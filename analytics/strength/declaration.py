"""Structures as TOML files: a county copies one, edits it, and is told what is wrong and where."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import tomlkit

from analytics.strength.checks import Judged, StructureError, check, check_against
from analytics.strength.reading import Faults, read_table, read_tables
from analytics.strength.structure import Band, Block, Component, Structure, Track
from data.errors import DataError
from data.files import write_whole
from data.text import Text

SHIPPED = Path(__file__).parent / "structures"
TABLES: Mapping[str, tuple[str, type[Any]]] = {
    "band": ("bands", Band),
    "block": ("blocks", Block),
    "indicator": ("components", Component),
    "track": ("tracks", Track),
}
"""The name of a table in the file, the structure's field it fills, and what one entry is."""


def load(path: Path, catalogue: Mapping[str, Judged] | None = None) -> Structure:
    """The structure of a file; with a catalogue, its indicators are held against that. Refused: `DataError`."""
    if not path.exists():
        raise DataError(Text("there is no such file", "文件不存在"), path.name)
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise DataError(Text("the file is not in UTF-8", "文件编码不是 UTF-8"), path.name) from error
    structure = loads(text, path.name)
    if catalogue is not None:
        check_against(structure, catalogue, path.name)
    return structure


def save(structure: Structure, path: Path) -> None:
    """Write a sound structure as a file that `load` reads back equal."""
    check(structure, path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, dumps(structure).encode())


@cache
def default_structure() -> Structure:
    """The shipped structure."""
    return load(SHIPPED / "default.toml")


def loads(text: str, source: str = "structure") -> Structure:
    """The structure that a TOML text declares, sound in itself; else a `DataError` with every fault's place."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(Text("not TOML: {error}", "不是有效的 TOML：{error}").fill(error=error), source) from error
    faults = Faults()
    head = document.pop("index", {})
    parts = {field: read_tables(kind, name, document.pop(name, []), faults) for name, (field, kind) in TABLES.items()}
    for name in document:
        faults.add(name, Text("there is no such table", "没有这种表"))
    structure = read_table(Structure, "index", head, faults, parts)
    if faults.found or structure is None:
        raise StructureError(faults.found, source)
    check(structure, source)
    return structure


def dumps(structure: Structure) -> str:
    """The structure as TOML, what is as by default left out."""
    document = tomlkit.document()
    document["index"] = _entry(structure)
    for name, (field, _) in TABLES.items():
        entries = tomlkit.aot()
        for part in getattr(structure, field):
            entries.append(_entry(part))
        if len(entries):
            document[name] = entries
    return tomlkit.dumps(document)


def _entry(part: Any) -> tomlkit.items.Table:
    table = tomlkit.table()
    for name in part.__dataclass_fields__:
        value = getattr(part, name)
        if value is not None and value != part.__dataclass_fields__[name].default and not _is_parts(value):
            table[name] = _written(name, value)
    return table


def _is_parts(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and hasattr(value[0], "__dataclass_fields__")


def _written(name: str, value: Any) -> Any:
    if name == "weights":
        return _inline(dict(value))
    if isinstance(value, Text):
        return _inline({"en": value.en, "zh": value.zh})
    return list(value) if isinstance(value, tuple) else value


def _inline(pairs: Mapping[str, Any]) -> tomlkit.items.InlineTable:
    table = tomlkit.inline_table()
    table.update(pairs)
    return table
