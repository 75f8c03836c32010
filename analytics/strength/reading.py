"""Entries of a TOML file as the frozen dataclasses that declare their fields; what does not fit is a fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar

from analytics.strength.checks import Fault
from data.text import Text

Declared = TypeVar("Declared")


@dataclass(slots=True)
class Faults:
    """The faults found so far."""

    found: list[Fault] = field(default_factory=list)

    def add(self, place: str, reason: Text) -> None:
        self.found.append(Fault(place, reason))


def read_tables(kind: type[Declared], name: str, entries: Any, faults: Faults) -> tuple[Declared, ...]:
    """The entries of `[[name]]`; those that cannot be read are left out and are among the faults."""
    if not isinstance(entries, list):
        faults.add(name, Text("write it as [[{name}]]", "请写作 [[{name}]]").fill(name=name))
        return ()
    read = [read_table(kind, f"{name} {_label(entry, n)}", entry, faults) for n, entry in enumerate(entries, 1)]
    return tuple(part for part in read if part is not None)


def read_table(
    kind: type[Declared], place: str, entry: Any, faults: Faults, parts: Mapping[str, Any] | None = None
) -> Declared | None:
    """One entry; `parts` are fields that are read already. None where something is wrong."""
    if not isinstance(entry, dict):
        faults.add(place, Text("a table is needed", "应为一个表"))
        return None
    before = len(faults.found)
    given: dict[str, Any] = dict(parts or {})
    declared = {f.name: f for f in fields(kind) if f.name not in given}  # type: ignore[arg-type]
    for name in entry.keys() - declared.keys():
        faults.add(f"{place}: {name}", Text("there is no such entry", "没有这一项"))
    for name, column in declared.items():
        if name in entry:
            given[name] = _read(str(column.type), entry[name], f"{place}: {name}", faults)
        elif column.default is MISSING:
            faults.add(f"{place}: {name}", Text("it is missing", "缺少这一项"))
    return kind(**given) if len(faults.found) == before else None


def _label(entry: Any, number: int) -> str:
    names = entry if isinstance(entry, Mapping) else {}
    return str(names.get("id") or names.get("indicator") or number)


def _read(form: str, value: Any, place: str, faults: Faults) -> Any:
    fits, convert, wanted = FORMS[form.removesuffix(" | None")]
    if fits(value):
        return convert(value)
    faults.add(place, wanted)
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, Mapping) and set(value) == {"en", "zh"} and all(isinstance(v, str) for v in value.values())


def _all(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(fits(item) for item in value)


def _is_word(value: Any) -> bool:
    return isinstance(value, str)


def _are_weights(value: Any) -> bool:
    return isinstance(value, Mapping) and all(_is_number(weight) for weight in value.values())


def _is_range(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(_is_number(end) for end in value)


def _numbers(values: Sequence[float]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


FORMS: Mapping[str, tuple[Callable[[Any], bool], Callable[[Any], Any], Text]] = {
    "str": (_is_word, str, Text("a word in quotes is needed", "应为带引号的文字")),
    "float": (_is_number, float, Text("a number is needed", "应为数字")),
    "int": (_is_whole, int, Text("a whole number is needed", "应为整数")),
    "Text": (
        _is_text,
        lambda value: Text(value["en"], value["zh"]),
        Text('write it as { en = "...", zh = "..." }', '请写作 { en = "...", zh = "..." }'),
    ),
    "tuple[str, ...]": (_all(_is_word), tuple, Text("a list of words is needed", "应为文字列表")),
    "tuple[float, ...]": (_all(_is_number), _numbers, Text("a list of numbers is needed", "应为数字列表")),
    "tuple[float, float]": (_is_range, _numbers, Text("two numbers are needed: [1, 100]", "应为两个数字：[1, 100]")),
    "tuple[tuple[str, float], ...]": (
        _are_weights,
        lambda value: tuple((name, float(weight)) for name, weight in value.items()),
        Text("write it as { block = 2.0 }", "请写作 { block = 2.0 }"),
    ),
}
"""By a field's annotation: does a value fit, how is it read, and what is wanted where it does not fit."""
