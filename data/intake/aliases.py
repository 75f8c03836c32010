"""A county's own words for the choices of a list, in `settings/aliases.toml`, by the list's name.

[education]
"大学肄业" = "college"
"专科学历" = "大专"
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.errors import DataError
from data.home import Home
from data.intake.words import heading_key
from data.schema import ENUMERATIONS, Enumeration
from data.settings import read_settings
from data.text import Text

FILE = "aliases.toml"


def load_aliases(home: Home) -> dict[str, dict[str, str]]:
    """By enumeration and spelling the code that is meant; `DataError` with the place of an entry that means nothing."""
    path = home.settings / FILE
    return check_aliases(read_settings(path), str(path))


def check_aliases(content: Mapping[str, Any], place: str) -> dict[str, dict[str, str]]:
    """What a file of aliases says."""
    return {name: _section(name, section, f"{place} [{name}]") for name, section in content.items()}


def _section(name: str, section: Any, place: str) -> dict[str, str]:
    if name not in ENUMERATIONS:
        raise DataError(NO_LIST.fill(name=name, known=", ".join(ENUMERATIONS)), place)
    if not isinstance(section, Mapping):
        raise DataError(NOT_A_SECTION.fill(name=name), place)
    codes = _codes(ENUMERATIONS[name])
    found = {}
    for word, meant in section.items():
        code = codes.get(heading_key(meant)) if isinstance(meant, str) else None
        if code is None:
            labels = ENUMERATIONS[name].labels.values()
            raise DataError(NO_CHOICE.fill(word=word, meant=meant, known="、".join(x.zh for x in labels)), place)
        if codes.get(heading_key(word), code) != code:
            raise DataError(TAKEN.fill(word=word), place)
        found[word] = code
    return found


def _codes(enumeration: Enumeration) -> dict[str, str]:
    """Code by every spelling that the list itself has."""
    labels = enumeration.labels.items()
    return {heading_key(word): code for code, label in labels for word in (code, label.zh, label.en)}


NO_LIST = Text("There is no list {name}. Known are {known}.", "没有名为 {name} 的选项列表。可用的有：{known}。")
NOT_A_SECTION = Text("Write [{name}] as a section of its own.", "请把 [{name}] 单独写成一节。")
NO_CHOICE = Text(
    "'{word}' cannot mean '{meant}': that is not in the list ({known}).",
    "“{word}”不能对应为“{meant}”：不在选项中（{known}）。",
)
TAKEN = Text("'{word}' is itself in the list, as something else.", "“{word}”本身就是列表中的另一选项。")
