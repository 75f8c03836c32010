"""The targets a county works towards: the shipped ones, over which the county's own in `settings/targets.toml` go.

[sec_in_post_rate]
value = 98.0
source = "County plan 2026"
authority = "local"
effective = 2026-01-01
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import tomlkit

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import NO_NOTE, Authority, Better, Indicator, Sense, Target
from data.errors import DataError
from data.files import write_whole
from data.home import Home
from data.settings import read_settings
from data.text import Text

FILE = "targets.toml"
FIELDS = ("value", "sense", "source", "authority", "effective", "note_en", "note_zh", "in_force")


def load_targets(home: Home) -> dict[str, Target]:
    """The target of every indicator that has one, by id; `DataError` with file and entry for what cannot be read.

    An entry changes only what it names. `in_force = false` takes a target away.
    """
    path = home.settings / FILE
    return check_targets(read_settings(path), str(path))


def check_targets(content: Mapping[str, Any], place: str) -> dict[str, Target]:
    """What a file of targets says, over the shipped ones."""
    shipped = {indicator.id: indicator.target for indicator in INDICATORS.values()}
    own = {name: _target(f"{place} [{name}]", name, entry) for name, entry in content.items()}
    return {name: target for name, target in (shipped | own).items() if target is not None}


def write_default_targets(home: Home) -> Path:
    """Write the shipped targets as `targets.toml` for the county to edit, unless there is one; its path."""
    path = home.settings / FILE
    if not path.exists():
        home.settings.mkdir(parents=True, exist_ok=True)
        write_whole(path, _document().as_string().encode())
    return path


def _target(place: str, name: str, entry: Any) -> Target | None:
    if name not in INDICATORS:
        raise DataError(NO_INDICATOR.fill(name=name), place)
    if not isinstance(entry, Mapping):
        raise DataError(NOT_A_TABLE, place)
    if unknown := sorted(set(entry) - set(FIELDS)):
        raise DataError(NO_FIELD.fill(fields=", ".join(unknown), known=", ".join(FIELDS)), place)
    if not _field(entry, "in_force", True, bool, place):
        return None
    return _changed(INDICATORS[name], entry, place)


def _changed(indicator: Indicator, entry: Mapping[str, Any], place: str) -> Target:
    base = indicator.target or _blank(indicator)
    if "value" not in entry and indicator.target is None:
        raise DataError(NO_VALUE, place)
    value, sense = _number(entry, base.value, place), _word(entry, "sense", Sense, base.sense, place)
    same = (value, sense) == (base.value, base.sense)
    note = base.note if same else NO_NOTE  # what was said of the shipped value does not hold for another
    return replace(
        base,
        value=value,
        sense=sense,
        source=_field(entry, "source", base.source if same else "", str, place),
        authority=_word(entry, "authority", Authority, base.authority if same else Authority.LOCAL, place),
        effective=_day(entry, base.effective, place),
        note=Text(_field(entry, "note_en", note.en, str, place), _field(entry, "note_zh", note.zh, str, place)),
    )


def _blank(indicator: Indicator) -> Target:
    sense = Sense.AT_MOST if indicator.better is Better.LOWER else Sense.AT_LEAST
    return Target(0.0, source="", authority=Authority.LOCAL, sense=sense)


def _field(entry: Mapping[str, Any], field: str, default: Any, kind: type, place: str) -> Any:
    value = entry.get(field, default)
    if not isinstance(value, kind):
        raise DataError(WRONG_KIND.fill(field=field, value=value), place)
    return value


def _number(entry: Mapping[str, Any], default: float, place: str) -> float:
    value = entry.get("value", default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise DataError(WRONG_KIND.fill(field="value", value=value), place)
    return float(value)


def _word(entry: Mapping[str, Any], field: str, words: type[StrEnum], default: StrEnum, place: str) -> Any:
    value, known = entry.get(field, default), [word.value for word in words]
    if value not in known:
        raise DataError(NO_WORD.fill(field=field, value=value, known=", ".join(known)), place)
    return words(value)


def _day(entry: Mapping[str, Any], default: date | None, place: str) -> date | None:
    value = entry.get("effective", default)
    if value is not None and (isinstance(value, datetime) or not isinstance(value, date)):
        raise DataError(WRONG_KIND.fill(field="effective", value=value), place)
    return value


def _document() -> tomlkit.TOMLDocument:
    document = tomlkit.document()
    for line in HEAD:
        document.add(tomlkit.comment(line))
    for indicator in INDICATORS.values():
        if indicator.target:
            document.add(tomlkit.nl())
            document.add(tomlkit.comment(f"{indicator.code} {indicator.title.zh} / {indicator.title.en}"))
            document.add(indicator.id, _table(indicator.target))
    return document


def _table(target: Target) -> Any:
    table = tomlkit.table()
    table.add("value", target.value)
    table.add("sense", target.sense.value)
    table.add("source", target.source)
    table.add("authority", target.authority.value)
    return table


HEAD = (
    "Targets of the county. 本县指标目标值。",
    "Only national ones are norms; the others are examples to edit. 只有 national 为全国性要求，其余请按本县实际修改。",
    "value: in the indicator's own unit 目标值（按指标单位）; sense: at_least 不低于, at_most 不高于",
    "authority: national 全国, local 地方, derived 推定, proposed 建议; effective: a date 生效日期, e.g. 2026-01-01",
    "in_force = false takes a target away 取消该目标; note_en, note_zh: what to say of it 说明",
)
NO_INDICATOR = Text("There is no indicator {name}.", "没有名为 {name} 的指标。")
NOT_A_TABLE = Text(
    "Write an entry as a section [indicator] with value = ... below it.", "请写成 [指标编码] 小节，下面写 value = …。"
)
NO_FIELD = Text("Unknown: {fields}. Known are {known}.", "无法识别：{fields}。可用的有：{known}。")
NO_VALUE = Text("A target needs value = a number.", "目标需要写明 value = 数值。")
WRONG_KIND = Text("{field} cannot be {value}.", "{field} 的值 {value} 不正确。")
NO_WORD = Text("{field} cannot be {value}; choose one of {known}.", "{field} 的值 {value} 不正确，可选：{known}。")
