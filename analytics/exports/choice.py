"""What an indicator table is to hold, declared once for the page, the command and whoever checks the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from analytics.catalogue import INDICATORS, find
from analytics.catalogue.breakdowns import VILLAGE_CATEGORY
from analytics.withheld.thresholds import thresholds_of
from data.access import Role
from data.errors import DataError
from data.queries.export_rows import (
    count_categories,
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


class Layout(StrEnum):
    """How the cells lie: a row each; a row a unit and period; a row a unit and indicator; a row a cell and category of
    villages."""

    LONG = "long"
    INDICATORS = "indicators"
    PERIODS = "periods"
    CATEGORIES = "categories"

    @property
    def label(self) -> Text:
        return LAYOUTS[self]


LAYOUTS: Mapping[Layout, Text] = {
    Layout.LONG: Text("long: a row a figure", "长表（每个数据一行）"),
    Layout.INDICATORS: Text("units × indicators", "单位 × 指标"),
    Layout.PERIODS: Text("units × periods", "单位 × 时期"),
    Layout.CATEGORIES: Text("long, split by village category", "长表，按村类别细分"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Indicators (ids) and periods in order, the unit in and against which the units of the levels are shown."""

    unit: str
    levels: tuple[str, ...]
    indicators: tuple[str, ...]
    periods: tuple[str, ...]
    layout: Layout = Layout.LONG
    ranks: bool = True

    def __post_init__(self) -> None:
        find(self.indicators)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Choice:
        """The choice that `as_json` gave."""
        lists = {name: tuple(said[name]) for name in ("levels", "indicators", "periods")}
        return cls(**{**said, **lists, "layout": Layout(said["layout"])})


def count_rows(reader: Reader, choice: Choice) -> int:
    """How many rows the table has, as the store counts them."""
    count = {
        Layout.LONG: count_cells,
        Layout.INDICATORS: count_units_by_period,
        Layout.PERIODS: count_units_by_indicator,
        Layout.CATEGORIES: count_categories,
    }[choice.layout]
    return count(reader, choice.unit, choice.levels, choice.indicators, choice.periods)


def demand_rows(reader: Reader, choice: Choice) -> int:
    """As `count_rows`; a `DataError` where there is nothing to save or it cannot be split."""
    if choice.layout is Layout.CATEGORIES:
        demand_split(reader, choice)
    rows = count_rows(reader, choice)
    if rows == 0:
        raise DataError(NOTHING)
    return rows


def demand_split(reader: Reader, choice: Choice) -> None:
    """A `DataError` where an indicator is not declared to be split so, or not every village below the unit is seen."""
    if others := [found.code for found in find(choice.indicators) if VILLAGE_CATEGORY not in found.breakdown]:
        known = [found.code for found in INDICATORS.values() if VILLAGE_CATEGORY in found.breakdown]
        raise DataError(NO_SPLIT.fill(others=", ".join(others), known=", ".join(known)))
    above = reader.scope.unit
    if above is not None and not is_at_or_below(reader, choice.unit, above):
        raise DataError(NOT_ALL_SEEN)


def has_ranks(reader: Reader, choice: Choice) -> bool:
    """Whether ranks are asked for, have a column, and can be worked out for every level."""
    if not choice.ranks or choice.layout is not Layout.LONG:
        return False
    units = levels_at_or_below(reader, choice.unit)
    return all(units.get(level, 0) <= MOST_RANKED for level in choice.levels)


def is_internal(reader: Reader, choice: Choice) -> bool:
    """Whether the file must be marked internal: its maker sees small cells of persons, and it holds some."""
    persons = [indicator.id for indicator in find(choice.indicators) if indicator.person_based]
    if reader.scope.role < Role.LEADER or not persons:
        return False
    if choice.layout is Layout.CATEGORIES:
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
    "By village category only {known} can be split; these cannot: {others}. Take them out or choose another layout.",
    "只有 {known} 可按村类别细分；以下指标不能细分：{others}。请去掉或改用其他版式。",
)
NOT_ALL_SEEN = Text(
    "A split needs every village below the unit: choose a unit inside your own scope.",
    "细分需要单位所辖全部村的数据：请选择本人权限范围内的单位。",
)
NOT_FOR_YOU = Text(
    "Files in bulk are for analysts and above. The table behind each picture can be saved on its page.",
    "批量导出仅限分析员及以上角色。各页面图表下方的表格可直接保存。",
)
