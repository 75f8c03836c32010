"""What a unit is held against, by choice, and which of its differences are real."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd
import pyarrow.compute as pc

from analytics.catalogue import INDICATORS, find
from analytics.catalogue.kinds import Target
from analytics.disclosure import disclosed
from analytics.findings.compare import against, levels_of
from analytics.findings.peers import ALL, Attribute, peers_of
from analytics.periods import same_period_last_year
from analytics.words import period_text
from data.queries.structure import structure, units_above
from data.store import Reader
from data.text import Text


class Against(StrEnum):
    """What a value can be held against."""

    COUNTY = "county"
    TOWNSHIP = "township"
    PREFECTURE = "prefecture"
    CATEGORY = "category"
    TARGET = "target"
    LAST_YEAR = "last_year"
    PEERS = "peers"

    @property
    def label(self) -> Text:
        return LABELS[self]


LABELS: Mapping[Against, Text] = {
    Against.COUNTY: Text("the county", "全县"),
    Against.TOWNSHIP: Text("the township", "本乡镇"),
    Against.PREFECTURE: Text("the prefecture", "全市"),
    Against.CATEGORY: Text("the other villages of its category", "同类别其他村"),
    Against.TARGET: Text("the target", "目标值"),
    Against.LAST_YEAR: Text("itself a year before", "上年同期"),
    Against.PEERS: Text("the villages most like it", "最相似的村"),
}
ABOVE = (Against.COUNTY, Against.TOWNSHIP, Against.PREFECTURE)
NO_UNIT = Text("There is no {what} above this unit to hold it against.", "该单位没有可比的上级（{what}）。")
LEVELS: Mapping[Against, Text] = {
    Against.COUNTY: Text("county", "县"),
    Against.TOWNSHIP: Text("township", "乡镇"),
    Against.PREFECTURE: Text("prefecture", "市"),
}
NO_OTHERS = Text("There are no villages to hold it against.", "没有可比较的村。")
NOTHING_BEFORE = Text("There is nothing for {period}.", "{period}没有数据。")
NO_TARGET = Text("None of the indicators has a target.", "所选指标均未设目标值。")


@dataclass(frozen=True, slots=True)
class Level:
    """A benchmark: its name, the level of every indicator that has one, the units it sums, and why it is empty."""

    name: Text
    levels: Mapping[str, float]
    units: tuple[str, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom and when to judge, on what; `county_id` bounds where similar villages are looked for."""

    unit_id: str
    county_id: str
    period_id: str
    indicators: tuple[str, ...]


def held_against(reader: Reader, choice: Choice, level: Level) -> pd.DataFrame:
    """Evaluate's rows of the unit with `benchmark` and `verdict` (see `findings.compare.against`)."""
    cells = disclosed(reader, choice.indicators, [choice.unit_id], [choice.period_id])
    return against(cells, INDICATORS, level.levels)


def benchmark(
    reader: Reader,
    choice: Choice,
    kind: Against,
    targets: Mapping[str, Target] | None = None,
    attributes: Collection[Attribute] = ALL,
) -> Level:
    """The chosen benchmark's levels. `targets` default to the shipped ones.

    Groups of villages are the ratio of their sums, the unit itself left out. A benchmark that does not exist has no
    levels and a note: nothing is then judged.
    """
    if kind is Against.TARGET:
        return _targets(choice, targets)
    if kind is Against.LAST_YEAR:
        return _year_before(reader, choice)
    if kind in ABOVE:
        return _unit_above(reader, choice, kind)
    if kind is Against.CATEGORY:
        return _group(reader, choice, kind, _same_category(reader, choice))
    return _group(reader, choice, kind, peers_of(reader, choice.unit_id, choice.county_id, choice.period_id,
                                                 attributes).units)  # fmt: skip


def pooled(frame: pd.DataFrame) -> dict[str, float]:
    """By indicator the ratio of sums over the units of evaluate's frame that have a value, in its unit."""
    known = frame[frame["state"] == "value"]
    sums = known.groupby("indicator", observed=True)[["numerator", "denominator"]].sum()
    shares = (sums["numerator"] / sums["denominator"]).astype(float)
    return {str(name): float(share) * INDICATORS[str(name)].scale for name, share in shares.items()}


def _targets(choice: Choice, targets: Mapping[str, Target] | None) -> Level:
    shipped = {indicator.id: indicator.target for indicator in find(choice.indicators)}
    known = shipped if targets is None else {name: targets.get(name) for name in choice.indicators}
    levels = {name: target.value for name, target in known.items() if target is not None}
    return Level(LABELS[Against.TARGET], levels, note=None if levels else NO_TARGET)


def _year_before(reader: Reader, choice: Choice) -> Level:
    before = same_period_last_year(choice.period_id)
    cells = disclosed(reader, choice.indicators, [choice.unit_id], [before])
    levels = levels_of(cells, choice.unit_id)
    name = Text(f"itself in {period_text(before).en}", period_text(before).zh)
    return Level(name, levels, note=None if levels else NOTHING_BEFORE.fill(period=period_text(before)))


def _unit_above(reader: Reader, choice: Choice, kind: Against) -> Level:
    line = units_above(reader, choice.unit_id).to_pylist()
    found = next((unit for unit in line if unit["level"] == kind and unit["org_unit_id"] != choice.unit_id), None)
    if found is None:
        return Level(LABELS[kind], {}, note=NO_UNIT.fill(what=LEVELS[kind]))
    code = str(found["org_unit_id"])
    cells = disclosed(reader, choice.indicators, [code], [choice.period_id])
    return Level(Text(found["name_en"] or found["name_zh"], found["name_zh"]), levels_of(cells, code), (code,))


def _same_category(reader: Reader, choice: Choice) -> tuple[str, ...]:
    villages = structure(reader, choice.county_id, choice.period_id)
    own = villages.filter(pc.field("org_unit_id") == choice.unit_id)["village_category"].to_pylist()
    if not own or own[0] is None:
        return ()
    alike = villages.filter(pc.field("village_category") == own[0])["org_unit_id"].to_pylist()
    return tuple(unit for unit in alike if unit != choice.unit_id)


def _group(reader: Reader, choice: Choice, kind: Against, units: Sequence[str]) -> Level:
    if not units:
        return Level(LABELS[kind], {}, note=NO_OTHERS)
    cells = disclosed(reader, choice.indicators, units, [choice.period_id])
    return Level(LABELS[kind], pooled(cells), tuple(units))
