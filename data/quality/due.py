"""When a sheet is due: days after its period end, by how often it is owed, as the county sets them in `due.toml`.

[days]
monthly = 10
quarterly = 15
yearly = 31

[sheets]
fund = 60
practice = "not owed"
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.errors import DataError
from data.home import Home
from data.quality.questions import OWED
from data.settings import read_settings
from data.text import Text

FILE = "due.toml"
DEFAULT_DAYS = 10
RHYTHMS = {"monthly": 1, "quarterly": 3, "yearly": 12}
NOT_OWED = "not owed"
MOST_DAYS = 366


def load_due(home: Home) -> dict[str, int]:
    """Days after the period end by which each sheet is due, without the sheets that nobody owes; `DataError` with the
    place of an entry that makes no sense."""
    path = home.settings / FILE
    return check_due(read_settings(path), str(path))


def check_due(content: Mapping[str, Any], place: str) -> dict[str, int]:
    """What a file of due dates says, for every sheet that is owed."""
    if unknown := sorted(set(content) - {"days", "sheets"}):
        raise DataError(UNKNOWN.fill(what=", ".join(unknown), known="days, sheets"), place)
    by_rhythm = _section(content, "days", tuple(RHYTHMS), place)
    by_sheet = _section(content, "sheets", tuple(OWED), place)
    rhythms = {months: name for name, months in RHYTHMS.items()}
    days = {}
    for sheet, months in OWED.items():
        told = by_sheet.get(sheet, by_rhythm.get(rhythms[months], DEFAULT_DAYS))
        if told != NOT_OWED:
            days[sheet] = int(told)
    return days


def _section(content: Mapping[str, Any], name: str, known: tuple[str, ...], place: str) -> Mapping[str, Any]:
    section, place = content.get(name, {}), f"{place} [{name}]"
    if not isinstance(section, Mapping):
        raise DataError(NOT_A_SECTION.fill(name=name), place)
    if unknown := sorted(set(section) - set(known)):
        raise DataError(UNKNOWN.fill(what=", ".join(unknown), known=", ".join(known)), place)
    for key, days in section.items():
        number = isinstance(days, int) and not isinstance(days, bool) and 0 <= days <= MOST_DAYS
        if not number and days != NOT_OWED:
            raise DataError(NO_DAYS.fill(key=key, value=days, most=MOST_DAYS), place)
    return section


UNKNOWN = Text("Unknown: {what}. Known are {known}.", "无法识别：{what}。可用的有：{known}。")
NOT_A_SECTION = Text("Write [{name}] as a section of its own.", "请把 [{name}] 单独写成一节。")
NO_DAYS = Text(
    '{key} cannot be {value}: give whole days from 0 to {most}, or "not owed".',
    '{key} 的值 {value} 不正确：请填 0 至 {most} 的整数天数，或 "not owed"（不需报送）。',
)
