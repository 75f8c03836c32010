"""A county's own settings: optional TOML files in the home's `settings/`; what is wrong is told by place.

A file is replaced whole, and each change is in the audit log with what was before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from data.audit import record
from data.errors import DataError
from data.files import write_whole
from data.home import Home
from data.storage import storage_faults
from data.text import Text


def read_settings(path: Path) -> Mapping[str, Any]:
    """The file's content, nothing where there is no file; `DataError` if it is not TOML."""
    try:
        return parse_settings(path.read_text("utf-8"), str(path))
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise DataError(NOT_TOML.fill(why=str(error)), str(path)) from error


def parse_settings(text: str, place: str) -> Mapping[str, Any]:
    """The content of a text in TOML; `DataError` if it is none."""
    try:
        return tomlkit.parse(text).unwrap()
    except TOMLKitError as error:
        raise DataError(NOT_TOML.fill(why=str(error)), place) from error


def settings_text(home: Home, file: str) -> str:
    """The file as it stands; empty where there is none, and letters that are no UTF-8 replaced."""
    try:
        return (home.settings / file).read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return ""


def rewritten(text: str, content: Mapping[str, Any]) -> str:
    """The text so changed that it says `content`; comments and the order of what stays are kept."""
    document = tomlkit.parse(text)
    _lay(document, content)
    return document.as_string()


def _lay(into: Any, wanted: Mapping[str, Any]) -> None:
    for name in [name for name in into if name not in wanted]:
        del into[name]
    for name, value in wanted.items():
        if isinstance(value, Mapping) and isinstance(into.get(name), Mapping):
            _lay(into[name], value)
        elif name not in into or into[name] != value:
            into[name] = dict(value) if isinstance(value, Mapping) else value


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """By dotted name what was and what is; None where there is nothing."""
    was, is_now = dict(_leaves(before)), dict(_leaves(after))
    names = dict.fromkeys((*was, *is_now))
    return {name: (was.get(name), is_now.get(name)) for name in names if was.get(name) != is_now.get(name)}


def _leaves(content: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in content.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def replace_settings(home: Home, file: str, text: str, author: str) -> dict[str, tuple[Any, Any]]:
    """Write the file whole, and who changed what from what into the audit log; the changes. `DataError` if the text is
    no TOML; what it means is for the caller to check."""
    path = home.settings / file
    after = parse_settings(text, str(path))
    try:
        before = read_settings(path)
    except DataError:  # a file that was broken is put right by this one
        before = {}
    changes = differences(before, after)
    with storage_faults(str(path)):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode())
    record(
        home, author, "change settings", {"file": file, "changes": {name: list(pair) for name, pair in changes.items()}}
    )
    return changes


def edition(path: Path) -> str:
    """Changes whenever the file does; empty where there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return ""
    return f"{status.st_mtime_ns}-{status.st_size}"


NOT_TOML = Text("The file is not valid TOML: {why}", "文件不是有效的 TOML 格式：{why}")
