"""Is a declaration sound? All faults at once, each with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Protocol

from analytics.strength.structure import (
    AGGREGATIONS,
    INDEX,
    MISSING,
    NORMALISATIONS,
    REST,
    Component,
    Structure,
    Track,
)
from data.errors import ArgumentError
from data.text import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a declaration, and where: `indicator three_meetings_compliance`."""

    place: str
    reason: Text


class StructureError(ArgumentError):
    """The declaration cannot be used; `.faults` has every reason, `.place` the first one's place."""

    def __init__(self, faults: Iterable[Fault], source: str = "") -> None:
        self.faults = tuple(faults)
        first, *others = self.faults
        more = [
            Fault(fault.place, Text(f"{fault.place}: {fault.reason.en}", f"{fault.place}：{fault.reason.zh}"))
            for fault in others
        ]
        reason = Text(
            "; ".join([first.reason.en, *(fault.reason.en for fault in more)]),
            "；".join([first.reason.zh, *(fault.reason.zh for fault in more)]),
        )
        super().__init__(reason, f"{source}: {first.place}" if source else first.place)


class Judged(Protocol):
    """What of a catalogue's indicator the check needs; `better` is higher, lower or neutral."""

    @property
    def better(self) -> str: ...


def check(structure: Structure, source: str = "") -> None:
    """Refuse an unsound declaration with a `StructureError`."""
    faults = tuple(faults_of(structure))
    if faults:
        raise StructureError(faults, source)


def check_against(structure: Structure, catalogue: Mapping[str, Judged], source: str = "") -> None:
    """Refuse indicators that the catalogue does not know, that it does not judge, or that it judges otherwise."""
    faults = tuple(_catalogue_faults(structure, catalogue))
    if faults:
        raise StructureError(faults, source)


def faults_of(structure: Structure) -> Iterator[Fault]:
    """Every fault of a declaration by itself."""
    yield from _method_faults(structure)
    yield from _scale_faults(structure)
    yield from _name_faults(structure)
    for component in structure.components:
        yield from _component_faults(component, structure)
    for track in structure.tracks:
        yield from _track_faults(track, structure)
    yield from _membership_faults(structure)
    for track_id in (REST, *(track.id for track in structure.tracks)):
        yield from _weight_faults(structure, track_id)


def _method_faults(structure: Structure) -> Iterator[Fault]:
    for name, value, known in (
        ("normalisation", structure.normalisation, NORMALISATIONS),
        ("within", structure.within, AGGREGATIONS),
        ("across", structure.across, AGGREGATIONS),
        ("missing", structure.missing, MISSING),
    ):
        if value not in known:
            yield Fault(f"index: {name}", unknown_method(value, known))


def unknown_method(value: object, known: Iterable[str]) -> Text:
    return Text("there is no method '{value}'; known: {known}", "没有“{value}”这种方法；可用：{known}").fill(
        value=value, known=", ".join(known)
    )


def _scale_faults(structure: Structure) -> Iterator[Fault]:
    low, high = structure.scale
    if not (isfinite(low) and isfinite(high) and low < high):
        yield Fault("index: scale", Text("the scale has no width", "量表没有宽度"))
    elif low <= 0 and {structure.within, structure.across} - {"arithmetic"}:
        yield Fault(
            "index: scale",
            Text(
                "a geometric or harmonic mean needs a scale above 0, such as [1, 100]",
                "几何平均或调和平均要求量表大于 0，例如 [1, 100]",
            ),
        )
    if not 0 <= structure.coverage <= 1:
        yield Fault("index: coverage", Text("a share between 0 and 1 is needed", "应为 0 到 1 之间的比例"))
    yield from _cut_faults("index: band", tuple(band.least for band in structure.bands), structure)
    if structure.bands and structure.bands[0].least > low:
        yield Fault(
            "index: band",
            Text("the first band does not begin at the bottom of the scale", "第一档没有从量表最低分开始"),
        )


def _cut_faults(place: str, cuts: tuple[float, ...], structure: Structure) -> Iterator[Fault]:
    if len(cuts) < 1 or any(a >= b for a, b in pairwise(cuts)):
        yield Fault(place, Text("the cut points must rise from band to band", "各档的分界点必须逐档递增"))
    elif cuts[-1] > structure.scale[1]:
        yield Fault(place, Text("a cut point lies above the scale", "分界点超出了量表"))


def _name_faults(structure: Structure) -> Iterator[Fault]:
    named = [
        ("block", structure.block_ids),
        ("indicator", structure.indicators),
        ("track", tuple(track.id for track in structure.tracks)),
        ("band", tuple(band.id for band in structure.bands)),
    ]
    for kind, ids in named:
        for id, times in Counter(ids).items():
            if times > 1:
                yield Fault(f"{kind} {id}", Text("declared more than once", "重复声明"))
            if not id or id in (INDEX, REST):
                yield Fault(f"{kind} {id}", Text("this name is taken", "不能使用这个名称"))
    for id in sorted(set(structure.block_ids) & set(structure.indicators)):
        yield Fault(f"block {id}", Text("an indicator has the same name", "与某个指标重名"))


def _component_faults(component: Component, structure: Structure) -> Iterator[Fault]:
    place = f"indicator {component.indicator}"
    if component.parent not in structure.block_ids:
        yield Fault(
            place, Text("its parent '{parent}' does not exist", "其上级“{parent}”不存在").fill(parent=component.parent)
        )
    if component.direction not in (1, -1):
        yield Fault(place, Text("direction is 1 or -1", "方向只能是 1 或 -1"))
    if component.missing is not None and component.missing not in MISSING:
        yield Fault(f"{place}: missing", unknown_method(component.missing, MISSING))
    yield from _yardstick_faults(place, component, structure.normalisation)


def _yardstick_faults(place: str, component: Component, normalisation: str) -> Iterator[Fault]:
    low, high, target = component.low, component.high, component.target
    if (low is None) != (high is None):
        yield Fault(place, Text("a goalpost stands alone: low and high are needed", "目标区间需要同时给出下限和上限"))
    elif low is not None and high is not None and not (isfinite(low) and isfinite(high) and low < high):
        yield Fault(place, no_width(low, high))
    elif low is None and normalisation == "goalposts":
        yield Fault(place, Text("it has no goalposts", "缺少目标区间（下限、上限）"))
    if normalisation == "distance_to_target" and target is None and low is None:
        yield Fault(place, Text("it has neither target nor goalposts", "既没有目标值，也没有目标区间"))
    if target is not None and not isfinite(target):
        yield Fault(place, Text("its target is not a number", "目标值不是有效数字"))


def no_width(low: float, high: float) -> Text:
    return Text("the goalposts {low} and {high} have no width", "目标区间 {low} 至 {high} 没有宽度").fill(
        low=low, high=high
    )


def _track_faults(track: Track, structure: Structure) -> Iterator[Fault]:
    place = f"track {track.id}"
    if bool(track.by) != bool(track.values) or not (track.by or track.units):
        yield Fault(place, Text("name an attribute with its values, or units", "请指定属性及其取值，或列出单位"))
    known = {*structure.block_ids, *structure.indicators}
    for id, _ in track.weights:
        if id not in known:
            yield Fault(
                place, Text("it weights '{id}', which does not exist", "为不存在的“{id}”设置了权重").fill(id=id)
            )
    if track.cuts and len(track.cuts) != len(structure.bands) - 1:
        yield Fault(
            place, Text("one cut point for each band but the first is needed", "除第一档外，每档需要一个分界点")
        )
    if track.cuts:
        yield from _cut_faults(place, (min(structure.scale[0], track.cuts[0] - 1), *track.cuts), structure)


def _membership_faults(structure: Structure) -> Iterator[Fault]:
    units = Counter(unit for track in structure.tracks for unit in set(track.units))
    values = Counter((track.by, value) for track in structure.tracks for value in set(track.values))
    for name, times in (units + Counter({f"{by} = {value}": n for (by, value), n in values.items()})).items():
        if times > 1:
            yield Fault(f"track: {name}", Text("in more than one track", "同时属于多个分组"))


def _weight_faults(structure: Structure, track: str) -> Iterator[Fault]:
    weights, within = structure.weights(track), f"track {track}, " if track != REST else ""
    for id, weight in weights.items():
        if not (isfinite(weight) and weight >= 0):
            yield Fault(f"{within}{id}", Text("a weight is a number from 0 up", "权重应为不小于 0 的数"))
    if not sum(weights[block] for block in structure.block_ids) > 0:
        yield Fault(f"{within}{INDEX}", weightless())
    for block in structure.block_ids:
        members = structure.members(block)
        if not members:
            yield Fault(f"{within}block {block}", Text("it has no indicator", "其下没有指标"))
        elif weights[block] > 0 and not sum(weights[member] for member in members) > 0:
            yield Fault(f"{within}block {block}", weightless())


def weightless() -> Text:
    return Text("the weights sum to nothing", "权重之和为零")


def _catalogue_faults(structure: Structure, catalogue: Mapping[str, Judged]) -> Iterator[Fault]:
    for component in structure.components:
        place, indicator = f"indicator {component.indicator}", catalogue.get(component.indicator)
        if indicator is None:
            yield Fault(place, Text("there is no such indicator", "没有这个指标"))
        elif indicator.better == "neutral":
            yield Fault(place, Text("it is not judged and never enters a score", "该指标不作优劣评判，不得计分"))
        elif (indicator.better == "higher") != (component.direction > 0):
            yield Fault(place, Text("the catalogue judges it the other way round", "方向与指标目录相反"))
