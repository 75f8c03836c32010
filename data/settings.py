"""A county's own settings: optional TOML files in the home's `settings/`; what is wrong is told by place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from data.errors import DataError
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


def edition(path: Path) -> str:
    """Changes whenever the file does; empty where there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return ""
    return f"{status.st_mtime_ns}-{status.st_size}"


NOT_TOML = Text("The file is not valid TOML: {why}", "文件不是有效的 TOML 格式：{why}")
