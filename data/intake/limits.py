"""What a file may ask of this machine; more is refused with its reason. A county's own limits: `settings/limits.toml`.

file_mb = 200
seconds = 300
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from data.errors import DataError
from data.home import Home
from data.settings import read_settings
from data.text import Text

FILE = "limits.toml"
STAGED_ON_DISK_BYTES = 200 << 20  # packages larger than this are staged in a temporary file
LISTED_PER_RULE = 1000  # problems shown of one rule; all are counted
LISTED_GROUPS = 500
HEADING_ROWS = 10  # the headings are looked for in the first rows of a sheet


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one package may be and take."""

    file_mb: int = 1024  # one file as it was sent
    unpacked_mb: int = 1024  # a workbook or zip, unpacked
    files: int = 10_000  # in a folder or zip
    rows: int = 50_000_000  # of all sheets together
    cells: int = 10_000_000  # of one sheet, from its first to its last
    cell_characters: int = 1 << 20  # in one cell of a CSV file
    memory_mb: int = 6144  # beyond it the engine spills to a temporary folder
    seconds: int = 900  # to read and to judge

    @property
    def unpacked_bytes(self) -> int:
        return self.unpacked_mb << 20


RANGES: Mapping[str, tuple[int, int]] = {
    "file_mb": (1, 1 << 20),
    "unpacked_mb": (1, 1 << 20),
    "files": (1, 1_000_000),
    "rows": (1, 10**10),
    "cells": (10_000, 10**9),
    "cell_characters": (100, 1 << 30),
    "memory_mb": (256, 1 << 20),
    "seconds": (10, 86_400),
}
TITLES: Mapping[str, Text] = {
    "file_mb": Text("Size of one file (MB)", "单个文件大小（MB）"),
    "unpacked_mb": Text("Size unpacked (MB)", "解压后大小（MB）"),
    "files": Text("Files in one package", "一次报送的文件数"),
    "rows": Text("Rows in one package", "一次报送的行数"),
    "cells": Text("Cells of one sheet, blank ones too", "单张工作表的单元格数（含空白）"),
    "cell_characters": Text("Characters in one cell of a CSV file", "CSV 单元格字符数"),
    "memory_mb": Text("Memory for checking (MB)", "检查所用内存（MB）"),
    "seconds": Text("Time for reading and checking (seconds)", "读取和检查用时（秒）"),
}
SHIPPED = Limits()


@dataclass(frozen=True, slots=True)
class Deadline:
    """When the time for one package is over; asked between the steps."""

    seconds: int
    begun: float = field(default_factory=time.monotonic)

    def demand(self, place: str) -> None:
        """`DataError` if the time is over."""
        if time.monotonic() - self.begun > self.seconds:
            raise DataError(TOO_SLOW.fill(seconds=self.seconds), place)


def load_limits(home: Home) -> Limits:
    """The shipped limits, over which the county's own go; `DataError` with the place of what makes no sense."""
    path = home.settings / FILE
    return check_limits(read_settings(path), str(path))


def check_limits(content: Mapping[str, Any], place: str) -> Limits:
    """What a file of limits says."""
    if unknown := sorted(set(content) - set(RANGES)):
        raise DataError(UNKNOWN.fill(what=", ".join(unknown), known=", ".join(RANGES)), place)
    for name, value in content.items():
        least, most = RANGES[name]
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise DataError(WRONG.fill(title=TITLES[name], name=name, value=value, least=least, most=most), place)
    return Limits(**{known.name: content[known.name] for known in fields(Limits) if known.name in content})


UNKNOWN = Text("Unknown: {what}. Known are {known}.", "无法识别：{what}。可用的有：{known}。")
WRONG = Text(
    "{title} ({name}) cannot be {value}: a whole number from {least} to {most}.",
    "{title}（{name}）不能为 {value}，应为 {least} 至 {most} 的整数。",
)
TOO_SLOW = Text(
    "Reading and checking took longer than the {seconds} seconds that are allowed. Send it in several parts, or have "
    "the limit raised in the settings.",
    "读取和检查超过规定的 {seconds} 秒。请分批报送，或请管理员在“设置”中调高时限。",
)
