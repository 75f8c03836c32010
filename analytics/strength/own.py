"""A county's own structures: `settings/structures/*.toml` of the home; `default.toml` there replaces the shipped one.

A county copies the shipped file (`write_default_structure`), edits it, and is told what is wrong and where. Any other
file there is a named alternative, to be looked at beside the one in force.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from analytics.catalogue import INDICATORS
from analytics.strength.checks import check_against
from analytics.strength.declaration import SHIPPED, default_structure, load, save
from analytics.strength.structure import Structure
from data.errors import DataError
from data.files import write_whole
from data.home import Home
from data.text import Text

DEFAULT = "default"
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def own_structures(home: Home) -> Mapping[str, Path]:
    """The county's files by name, in the order of their names; empty where it has none."""
    found = {path.stem: path for path in sorted(folder(home).glob("*.toml"))}
    return {name: path for name, path in found.items() if NAME.fullmatch(name)}


def structure_of(home: Home, name: str = DEFAULT) -> Structure:
    """The structure of a name, held against the catalogue; the county's own before the shipped one.

    Refused (`DataError` with file and place): a name that is not there, a file that cannot be read or is unsound.
    """
    path = own_structures(home).get(name)
    if path is not None:
        return load(path, INDICATORS)
    if name != DEFAULT:
        raise DataError(NOT_THERE.fill(name=name), str(folder(home)))
    return default_structure()


def save_structure(home: Home, name: str, structure: Structure) -> Path:
    """Keep a sound structure under a new name; its path. A name that is taken is refused: nothing is overwritten."""
    if not NAME.fullmatch(name):
        raise DataError(BAD_NAME, name)
    path = folder(home) / f"{name}.toml"
    if path.exists() or name == DEFAULT:
        raise DataError(TAKEN.fill(name=name), str(path))
    check_against(structure, INDICATORS, path.name)
    save(structure, path)
    return path


def write_default_structure(home: Home) -> Path:
    """Copy the shipped structure with its comments for the county to edit, unless there is one; its path."""
    path = folder(home) / f"{DEFAULT}.toml"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, (SHIPPED / f"{DEFAULT}.toml").read_bytes())
    return path


def folder(home: Home) -> Path:
    return home.settings / "structures"


NOT_THERE = Text("There is no structure named {name}.", "没有名为“{name}”的指数结构。")
TAKEN = Text(
    "There is a structure named {name} already. Choose another name.", "已有名为“{name}”的指数结构，请另取名称。"
)
BAD_NAME = Text(
    "A name has small letters, digits, - and _ only, at most 40 of them.",
    "名称只能使用小写字母、数字、“-”和“_”，最多 40 个字符。",
)
