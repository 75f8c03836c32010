"""Where one unit stands among all of its kind on many indicators, and which villages are most like it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from analytics import charts
from analytics.catalogue.kinds import Block
from analytics.exports import Column
from analytics.findings import benchmark as benchmarks
from analytics.findings.benchmark import Against
from analytics.findings.peers import Attribute, Peers, similar
from analytics.findings.sentences import joined
from analytics.findings.spine import spine
from data.access import Role
from data.queries.structure import structure
from data.tables.enumerations import ENUMERATIONS
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet, beside
from pages.parts.session import View
from pages.parts.units import TOWNSHIP, Unit, Units
from pages.parts.words import say

SPINE = Text("Among its like", "同类中的位置")
PEERS = Text("Most similar villages", "最相似的村")
NOTHING = Text("None of these indicators applies to {name} in this period.", "本期{name}没有适用的指标。")
AMONG = Text("The bars span {n} {n:unit|units} of {around}.", "横条为{around}{n}个同级单位的分布。")
BESIDE = Text(
    "The bars span eight in ten of the units outside {scope}, which are not named.",
    "横条为{scope}以外同级单位（不具名）居中八成的分布。",
)
SPREAD = (
    Column("lowest", Text("Lowest", "最低"), "number", 2),
    Column("lower_quartile", Text("Lower quartile", "下四分位"), "number", 2),
    Column("median", Text("Median", "中位数"), "number", 2),
    Column("upper_quartile", Text("Upper quartile", "上四分位"), "number", 2),
    Column("highest", Text("Highest", "最高"), "number", 2),
    Column("units", Text("Units with a value", "有数值单位数"), "integer"),
)
OUTSIDE = tuple(replace(kept, heading=head.heading) for kept, head in zip(SPREAD, beside.SPREAD, strict=True))
BEFORE = (
    *(columns.CODE, columns.INDICATOR, columns.MEASURE, *columns.values(), columns.STATE, columns.BENCHMARK),
    columns.VERDICT,
)
AFTER = (columns.PROVISIONAL, *columns.SUMS)
MEMBERS = Column("members", Text("Party members", "党员数"), "integer")
LIKENESS = (
    *(columns.UNIT, columns.UNIT_CODE, Column("above", Text("Belongs to", "所属单位"))),
    Column("distance", Text("Unlikeness (1 is usual)", "差异度（平均为1）"), "number", 2),
    Column("complete", Text("All attributes known", "各项数据齐全"), "yes_no"),
    Column("population", Text("Resident population", "常住人口"), "integer"),
    Column("households", Text("Households", "户数"), "integer"),
    MEMBERS,
    Column("terrain", Text("Terrain", "地形")),
    Column("km", Text("To the county seat", "距县城"), "number", 1, Text("km", "公里")),
    Column("income", Text("Collective income", "村集体经济收入"), "number", 0, Text("yuan", "元")),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose spine, when, on which block, held against what; `attributes` tell which villages are alike, `tight` is for
    a page to print; `valued` leaves out of the picture what has no value, which the sentence counts."""

    unit: str
    period: str
    block: Block | None
    against: Against
    attributes: tuple[Attribute, ...]
    tight: bool = False
    valued: bool = False


@dataclass(frozen=True)
class Stand:
    """The spine, the name of what it is held against, and why there is nothing to hold it against."""

    picture: Picture
    benchmark: Text
    note: Text | None


@keep(MOST_KEPT)
def stand(view: View, asked: Asked, language: Language) -> Stand:
    """The unit's core indicators among all units of its level in its county (a county's in its prefecture)."""
    directory, names, periods = session.units(view), session.names(view, language), session.periods(view)
    unit, period = directory[asked.unit], periods[asked.period]
    around = around_of(directory, unit)
    core = answers.core_indicators(session.indicators(view), period.kind, asked.block)
    kin = directory.descendants(around.id, unit.level, period.end)
    cells = answers.cells(view, tuple(core), tuple(found.id for found in kin), (asked.period,))
    level = _level(view, asked, around, tuple(core))
    hidden = bounded(view, unit.id)
    outside = beside.lying(view, tuple(core), (asked.period,), unit.level, unit.id) if hidden else None
    found = spine(cells, unit.id, core, level.levels, outside)
    if found.frame.empty:
        return Stand(Picture(None, NOTHING.fill(name=names[unit.id]), None), level.name, level.note)
    said = found.sentence(names[unit.id], level.name)
    among = (
        BESIDE.fill(scope=names[str(view.scope.unit)]) if hidden else AMONG.fill(n=len(kin), around=names[around.id])
    )
    sentence = joined(said, among)
    rows = found.frame.assign(name=names[unit.id])
    figure = charts.spine(
        rows[rows["state"] == "value"] if asked.valued else rows,
        core,
        charts.Words(sentence=say(sentence)),
        language,
        benchmark=say(level.name),
        tight=asked.tight,
        ends=not hidden,
    )
    table = columns.with_indicator(rows, core, language)
    shape = (*BEFORE, *(OUTSIDE if hidden else SPREAD), *AFTER)
    return Stand(
        Picture(figure, sentence, Sheet(SPINE, shape, table, tuple(core.values()), language)), level.name, level.note
    )


def around_of(directory: Units, unit: Unit) -> Unit:
    """Among whose units a unit is shown: those of its county, a county's among those of the unit above."""
    if unit.level in ("village", TOWNSHIP):
        return directory.at_level(unit.id, "county") or unit
    return next(iter(directory.above(unit.id)), unit)


def bounded(view: View, unit_id: str) -> bool:
    """Whether the units among which this one is shown lie outside the reader's scope."""
    directory = session.units(view)
    around = around_of(directory, directory[unit_id])
    return view.scope.unit is not None and around in directory.above(view.scope.unit)


def _level(view: View, asked: Asked, around: Unit, core: tuple[str, ...]) -> benchmarks.Level:
    targets = {key: found.target for key, found in session.indicators(view).items() if found.target is not None}
    choice = benchmarks.Choice(asked.unit, around.id, asked.period, core)
    with session.reader(view) as reader:
        return benchmarks.benchmark(reader, choice, asked.against, targets, asked.attributes)


@keep(MOST_KEPT)
def likeness(view: View, unit_id: str, period_id: str, attributes: tuple[Attribute, ...]) -> tuple[Peers, pd.DataFrame]:
    """The villages most like one, and what every village of the county is like; shared, never changed."""
    around = around_of(session.units(view), session.units(view)[unit_id])
    villages = answers.of_records(view, structure, around.id, period_id).to_pandas()
    return similar(villages, unit_id, attributes), villages


@keep(MOST_KEPT)
def alike(view: View, unit_id: str, period_id: str, attributes: tuple[Attribute, ...], language: Language) -> Picture:
    """The village and those most like it with their distances and attributes: a table, no figure."""
    directory, names = session.units(view), session.names(view, language)
    peers, villages = likeness(view, unit_id, period_id, attributes)
    sentence = peers.sentence(names[unit_id])
    if peers.frame.empty:
        return Picture(None, sentence, None)
    own = pd.DataFrame({"org_unit_id": [unit_id], "distance": [0.0], "complete": [not peers.missing]})
    rows = pd.concat([own, peers.frame], ignore_index=True).merge(
        villages.rename(columns={"distance": "km"}), on="org_unit_id", how="left"
    )
    terrains = {code: text.in_language(language) for code, text in ENUMERATIONS["terrain"].labels.items()}
    rows = rows.assign(
        name=rows["org_unit_id"].map(names.get),
        above=[names.get(directory[unit].parent_id or "", "") for unit in rows["org_unit_id"]],
        terrain=rows["terrain"].map(terrains, na_action="ignore"),
    )
    counted = view.scope.role >= Role.LEADER
    shape = tuple(column for column in LIKENESS if counted or column is not MEMBERS)
    return Picture(None, sentence, Sheet(PEERS, shape, rows, (), language))
