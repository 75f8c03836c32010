"""What an indicator table is to hold, declared once for the page, the command and whoever checks the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from analytics.catalogue import INDICATORS, find
from analytics.catalogue.breakdowns import BREAKDOWNS
from analytics.catalogue.kinds import Breakdown, Indicator
from analytics.catalogue.splits import SPLITS, classes_of, split_of
from analytics.withheld.thresholds import thresholds_of
from data.access import Role
from data.errors import DataError
from data.queries.export_rows import (
    count_cells,
    count_small_cells,
    count_units_by_indicator,
    count_units_by_period,
    is_at_or_below,
    levels_at_or_below,
)
from data.store import Reader
from data.text import Text

MOST_RANKED = 5_000
"""Ranks with their intervals are worked out for at most so many units of a level."""
MOST_SPLIT = 20_000
"""Units whose records are gone through for one split."""


class Layout(StrEnum):
    """How the cells lie: a row each; a row a unit and period; a row a unit and indicator."""

    LONG = "long"
    INDICATORS = "indicators"
    PERIODS = "periods"

    @property
    def label(self) -> Text:
        return LAYOUTS[self]


LAYOUTS: Mapping[Layout, Text] = {
    Layout.LONG: Text("long: a row a figure", "长表（每个数据一行）"),
    Layout.INDICATORS: Text("units × indicators", "单位 × 指标"),
    Layout.PERIODS: Text("units × periods", "单位 × 时期"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Indicators (ids) and periods in order, the unit in and against which the units of the levels are shown; `by`
    names the breakdown by whose classes every figure is split."""

    unit: str
    levels: tuple[str, ...]
    indicators: tuple[str, ...]
    periods: tuple[str, ...]
    layout: Layout = Layout.LONG
    ranks: bool = True
    by: str = ""

    def __post_init__(self) -> None:
        find(self.indicators)
        assert not self.by or self.by in BREAKDOWNS, f"no breakdown is named {self.by}"

    @property
    def breakdown(self) -> Breakdown | None:
        return BREAKDOWNS[self.by] if self.by else None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Choice:
        """The choice that `as_json` gave."""
        lists = {name: tuple(said[name]) for name in ("levels", "indicators", "periods")}
        return cls(**{**said, **lists, "layout": Layout(said["layout"])})


def count_rows(reader: Reader, choice: Choice) -> int:
    """How many rows the table has, as the store counts them; of a split one for each of its classes."""
    count = {
        Layout.LONG: count_cells,
        Layout.INDICATORS: count_units_by_period,
        Layout.PERIODS: count_units_by_indicator,
    }[choice.layout]
    rows = count(reader, choice.unit, choice.levels, choice.indicators, choice.periods)
    return rows * len(classes_of(choice.breakdown)) if choice.breakdown else rows


def demand_rows(reader: Reader, choice: Choice) -> int:
    """As `count_rows`; a `DataError` where there is nothing to save or it cannot be split."""
    demand_split(reader, choice)
    rows = count_rows(reader, choice)
    if rows == 0:
        raise DataError(NOTHING)
    return rows


def demand_split(reader: Reader, choice: Choice) -> None:
    """A `DataError` where a split is asked for that an indicator does not have, or for which not every record below
    the unit is seen."""
    breakdown = choice.breakdown
    if breakdown is None:
        return
    if others := [found.code for found in find(choice.indicators) if split_of(found, breakdown) is None]:
        known = ", ".join(found.code for found in split_so(breakdown))
        raise DataError(NO_SPLIT.fill(by=breakdown.title, others=", ".join(others), known=known))
    above = reader.scope.unit
    if above is not None and not is_at_or_below(reader, choice.unit, above):
        raise DataError(NOT_ALL_SEEN)
    units = levels_at_or_below(reader, choice.unit)
    if "village" not in units:
        raise DataError(NO_RECORDS)
    if sum(units.get(level, 0) for level in choice.levels) > MOST_SPLIT:
        raise DataError(TOO_MANY.fill(most=f"{MOST_SPLIT:,}"))


def split_so(breakdown: Breakdown) -> list[Indicator]:
    """The indicators that have the breakdown."""
    return [found for found in INDICATORS.values() if found.code in SPLITS.get(breakdown, {})]


def find_breakdown(name: str) -> str:
    """The name itself; a `DataError` that lists all where there is no such breakdown."""
    known = [key for key, breakdown in BREAKDOWNS.items() if breakdown in SPLITS]
    if name and name not in known:
        raise DataError(NO_BREAKDOWN.fill(by=name, known=", ".join(known)))
    return name


def has_ranks(reader: Reader, choice: Choice, units: Mapping[str, int] | None = None) -> bool:
    """Whether ranks are asked for, have a column, and can be worked out for every level; `units`, how many there are by
    level, for who knows it."""
    if not choice.ranks or choice.layout is not Layout.LONG or choice.by:
        return False
    units = levels_at_or_below(reader, choice.unit) if units is None else units
    return all(units.get(level, 0) <= MOST_RANKED for level in choice.levels)


def is_internal(reader: Reader, choice: Choice) -> bool:
    """Whether the file must be marked internal: its maker sees small cells of persons, and it holds some."""
    persons = [indicator.id for indicator in find(choice.indicators) if indicator.person_based]
    if reader.scope.role < Role.LEADER or not persons:
        return False
    if choice.by:
        return True
    asked = (choice.unit, choice.levels, persons, choice.periods)
    held = thresholds_of(reader)
    return count_small_cells(reader, *asked, least=held.least_denominator, few=held.small_counts) > 0


def demand_bulk(role: Role) -> None:
    """Bulk files are for analysts and above; a `DataError` tells the others what they may save."""
    if role < Role.ANALYST:
        raise DataError(NOT_FOR_YOU)


NOTHING = Text(
    "There is no figure for this choice: choose other units, levels, indicators or periods.",
    "所选范围没有数据：请另选单位、层级、指标或统计期。",
)
NO_SPLIT = Text(
    "Only {known} can be split by “{by}”; these cannot: {others}. Take them out or choose another split.",
    "只有 {known} 可按“{by}”细分；以下指标不能：{others}。请去掉这些指标或另选细分方式。",
)
NOT_ALL_SEEN = Text(
    "A split needs every record below the unit: choose a unit inside your own scope.",
    "细分需要单位所辖的全部记录：请选择本人权限范围内的单位。",
)
NO_RECORDS = Text(
    "A split is made from records, and there are none of this unit's villages here. Ask the office that keeps them.",
    "细分由记录生成，此处没有该单位所辖村的记录。请在保存记录的数据库中导出。",
)
TOO_MANY = Text(
    "A split is made for {most} units at most: choose a narrower unit or fewer levels.",
    "细分一次最多 {most} 个单位：请缩小单位范围或减少层级。",
)
NO_BREAKDOWN = Text(
    "There is no breakdown {by}; known are {known}.",
    "没有细分方式 {by}，可选：{known}。",
)
NOT_FOR_YOU = Text(
    "Files in bulk are for analysts and above. The table behind each picture can be saved on its page.",
    "批量导出仅限分析员及以上角色。各页面图表下方的表格可直接保存。",
)
