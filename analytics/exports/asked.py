"""A choice in a person's words turned into one: codes, blocks, `last`, `all`; unknown ones are said kindly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Block, Indicator
from data.errors import DataError
from data.queries.export_rows import levels_at_or_below, unit_itself
from data.queries.periods import periods as ask_periods
from data.queries.units import units as ask_units
from data.store import Reader
from data.text import Text

ALL, LAST, CORE = "all", "last", "core"


def asked_unit(reader: Reader, code: str | None) -> str:
    """The unit of that code; without one the highest unit that has more than one below it."""
    if code is not None:
        if unit_itself(reader, code).num_rows == 0:
            raise DataError(NO_UNIT.fill(unit=code))
        return code
    rows = ask_units(reader).select(["org_unit_id", "parent_id"]).to_pylist()
    known = {row["org_unit_id"] for row in rows}
    below: dict[str | None, list[str]] = {}
    for row in rows:
        below.setdefault(row["parent_id"] if row["parent_id"] in known else None, []).append(row["org_unit_id"])
    unit, tier = None, below.get(None, [])
    while len(tier) == 1:
        unit = tier[0]
        tier = below.get(unit, [])
    if unit is None and not tier:
        raise DataError(NO_UNITS)
    return unit or tier[0]


def asked_levels(reader: Reader, unit: str, levels: Sequence[str]) -> tuple[str, ...]:
    """The levels, from the top; `all` is every level at or below the unit; without one the lowest."""
    known = list(levels_at_or_below(reader, unit))
    if not levels:
        return tuple(known[-1:])
    if ALL in levels:
        return tuple(known)
    if unknown := [level for level in levels if level not in known]:
        raise DataError(NO_LEVEL.fill(level=", ".join(unknown), known=", ".join(known)))
    return tuple(level for level in known if level in levels)


def asked_indicators(words: Sequence[str], indicators: Mapping[str, Indicator] = INDICATORS) -> tuple[str, ...]:
    """Ids from ids, codes (A01), blocks (`secretary`), `core` or `all`, in the order of the catalogue."""
    found: set[str] = set()
    for word in words or [CORE]:
        own = [key for key, indicator in indicators.items() if _named(word, key, indicator)]
        if not own:
            raise DataError(NO_INDICATOR.fill(indicator=word, blocks=", ".join(Block)))
        found.update(own)
    return tuple(key for key in indicators if key in found)


def asked_periods(reader: Reader, words: Sequence[str]) -> tuple[str, ...]:
    """Period ids in time; `last` is the last complete year (else the last period), `all` every one."""
    rows = ask_periods(reader).to_pylist()
    if not rows:
        raise DataError(NO_PERIODS)
    known = [str(row["period_id"]) for row in rows]
    if ALL in words:
        return tuple(reversed(known))
    unknown = [word for word in words if word not in (*known, LAST)]
    if unknown:
        raise DataError(NO_PERIOD.fill(period=", ".join(unknown), known=", ".join(known)))
    complete = [str(row["period_id"]) for row in rows if row["kind"] == "year" and not row["provisional"]]
    last = (complete or known)[0]
    asked = {last if word == LAST else word for word in words or [LAST]}
    return tuple(period for period in reversed(known) if period in asked)


def _named(word: str, key: str, indicator: Indicator) -> bool:
    return word in (ALL, key, indicator.code, indicator.block.value) or (word == CORE and indicator.tier == CORE)


NO_UNIT = Text("There is no unit {unit} here.", "没有代码为 {unit} 的单位。")
NO_UNITS = Text("There are no units yet.", "尚无单位。")
NO_LEVEL = Text(
    "There is no level {level} at or below this unit; known are {known}.",
    "该单位及所辖没有层级 {level}，可选：{known}。",
)
NO_INDICATOR = Text(
    "There is no indicator {indicator}. Name an id, a code such as A01, a block ({blocks}), core or all.",
    "没有指标 {indicator}。可写指标编码、编号（如 A01）、板块（{blocks}）、core 或 all。",
)
NO_PERIOD = Text(
    "There is nothing for {period}; known are {known}, last and all.",
    "没有 {period} 的数据，可选：{known}、last、all。",
)
NO_PERIODS = Text("Nothing has been reported yet.", "尚无任何报送。")
