"""The index as declared, and the methodologist's audit of it on a county: made once for a view and a choice, kept."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import charts
from analytics.catalogue.kinds import Indicator
from analytics.exports import Column
from analytics.findings import sentences_of_audit as said
from analytics.strength import Structure, audit, drop_one
from analytics.strength.structure import INDEX
from analytics.strength.tables import ASSUMPTION_NAMES
from analytics.strength.words import MISSING
from analytics.words import format_value
from data.text import Language, Text
from pages.parts import columns, session, strength
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.session import View
from pages.parts.words import say

STRUCTURE, BLOCKS = Text("Structure of the index", "指数结构"), Text("Blocks", "板块")
SENSITIVITY, DROPPED = Text("Which choice moves ranks", "各项选择的影响"), Text("One part left out", "逐项去除")
PAIRS, SIZE = Text("Correlations inside a block", "板块内相关"), Text("Size in disguise", "规模影响")
BLOCK = Column("block", Text("Building block", "队伍板块"))
DIRECTIONS = {1: Text("higher is better", "越高越好"), -1: Text("lower is better", "越低越好")}
MOST_DRAWN = 12
STRUCTURE_SHAPE = (
    *(BLOCK, columns.CODE, columns.INDICATOR, Column("direction", Text("Direction", "指标导向"))),
    Column("weight", Text("Weight in its block", "板块内权重"), "number", 2),
    Column("share", Text("Share of the index", "占指数比重"), "percent"),
    Column("low", Text("Lower goalpost", "下限"), "number"),
    Column("high", Text("Upper goalpost", "上限"), "number"),
    Column("target", Text("Target", "目标值")),
    Column("source", Text("Source of the target", "目标出处")),
    Column("reason", Text("Why these goalposts", "取值理由")),
    Column("missing", Text("When not reported", "缺报处理")),
)
SENSITIVITY_SHAPE = (
    Column("name", Text("Choice", "选择")),
    Column("first_order", Text("First-order index", "一阶指数"), "number", 2),
    Column("first_order_error", Text("± (95%)", "±（95%）"), "number", 2),
    Column("total", Text("Total index", "总指数"), "number", 2),
    Column("total_error", Text("± (95%)", "总指数±（95%）"), "number", 2),
)
DROPPED_SHAPE = (
    Column("name", Text("Left out", "去除内容")),
    Column("kind", Text("What it is", "类别")),
    Column("shift", Text("Mean rank change", "位次平均变动"), "number"),
    Column("largest", Text("Largest rank change", "位次最大变动"), "integer"),
    Column("bands", Text("Villages that change band", "档次变动村数"), "integer"),
    Column("compared", Text("Villages compared", "参与比较村数"), "integer"),
)
BLOCK_SHAPE = (
    BLOCK,
    Column("indicators", Text("Indicators", "指标数"), "integer"),
    Column("alpha", Text("Cronbach's α", "克朗巴赫α系数"), "number", 2),
    Column("mean_r", Text("Mean correlation", "平均相关系数"), "number", 2),
    Column("size", Text("Rank correlation with members", "与党员人数的等级相关"), "number", 2),
)
PAIR_SHAPE = (
    BLOCK,
    Column("one", Text("Indicator", "指标")),
    Column("other", Text("With", "与")),
    Column("r", Text("Correlation", "相关系数"), "number", 2),
    Column("n", Text("Villages", "村数"), "integer"),
    Column("redundant", Text("Says the same", "重复"), "yes_no"),
    Column("against", Text("Pulls against its block, beyond chance", "显著此消彼长"), "yes_no"),
)
SIZE_SHAPE = (
    *(BLOCK, columns.CODE, columns.INDICATOR),
    Column("with_block", Text("With its block", "与板块相关"), "number", 2),
    Column("with_index", Text("With the index", "与指数相关"), "number", 2),
    Column("with_size", Text("Rank correlation with members", "与党员人数的等级相关"), "number", 2),
    Column("at_top", Text("At the top of the scale", "处于满分"), "percent"),
    Column("at_bottom", Text("At the bottom", "处于最低分"), "percent"),
)
KINDS = {"block": Text("building block", "板块"), "indicator": Text("indicator", "指标")}


def declared(structure: Structure, known: dict[str, Indicator], language: Language) -> Sheet:
    """A row for each indicator of the structure, as it is declared."""
    weights, blocks = structure.weights(), {block.id: block for block in structure.blocks}
    whole = sum(block.weight for block in structure.blocks)
    inside = {block: sum(weights[name] for name in structure.members(block)) for block in blocks}
    rows = []
    for part in structure.components:
        indicator = known[part.indicator]
        share = weights[part.indicator] / inside[part.parent] if inside[part.parent] else 0.0
        target = indicator.target
        rows.append(
            {
                "block": blocks[part.parent].title.in_language(language),
                "code": indicator.code,
                "title": indicator.title.in_language(language),
                "direction": DIRECTIONS[part.direction].in_language(language),
                "weight": weights[part.indicator],
                "share": 100 * share * blocks[part.parent].weight / whole if whole else 0.0,
                "low": part.low,
                "high": part.high,
                "target": "" if part.target is None else format_value(part.target, indicator, language, unit=True),
                "source": f"{target.source} {target.authority.label.in_language(language)}" if target else "",
                "reason": part.reason.in_language(language),
                "missing": MISSING[part.missing or structure.missing].name.in_language(language),
            }
        )
    frame = pd.DataFrame(rows, columns=[column.key for column in STRUCTURE_SHAPE])
    used = tuple(known[name] for name in structure.indicators)
    return Sheet(STRUCTURE, STRUCTURE_SHAPE, frame, used, language)


@dataclass(frozen=True)
class Audited:
    """What the audit of a county shows, each with its table."""

    sensitivity: Picture
    dropped: Picture
    blocks: Picture
    pairs: Picture
    size: Picture


@keep(MOST_KEPT)
def audited(view: View, county: str, period_id: str, structure: Structure, language: Language) -> Audited | None:
    """The audit on a county's villages; None where nothing can be scored."""
    measured = strength.strength(view, county, period_id, structure)
    if measured is None:
        return None
    field, narrowed, known = measured.field, measured.structure, session.indicators(view)
    given = field.inputs
    members = field.attributes["members"]
    found = audit(given.values, narrowed, members, field.attributes, given.applicable)
    titles = {name: known[name].title.in_language(language) for name in narrowed.indicators}
    blocks = {block.id: block.title.in_language(language) for block in narrowed.blocks}
    size = found.size if found.size is not None else pd.Series(dtype=float)
    villages = int((members.notna() & measured.strength.scores[INDEX].notna()).sum())
    by_block = found.blocks.reset_index().assign(size=size.reindex(found.blocks.index).to_numpy(float))
    by_block["block"] = by_block["block"].map(blocks)
    disguised = said.size_sentence(found, villages, blocks)
    return Audited(
        _sensitivity(measured, language),
        _dropped(measured, titles | blocks, language),
        Picture(None, said.blocks_sentence(found), Sheet(BLOCKS, BLOCK_SHAPE, by_block, (), language)),
        Picture(None, said.pairs_sentence(found, titles), _pairs(found.pairs, narrowed, titles, blocks, language)),
        Picture(None, disguised, _size(found.indicators, size, known, blocks, language)),
    )


def _sensitivity(measured: strength.Measured, language: Language) -> Picture:
    rows = measured.robustness.sensitivity.reset_index()
    rows["name"] = [ASSUMPTION_NAMES[name].in_language(language) for name in rows["assumption"]]
    sentence = said.sensitivity_sentence(measured.robustness.sensitivity)
    sheet = Sheet(SENSITIVITY, SENSITIVITY_SHAPE, rows, (), language)
    if not (rows["total"] > 0).any():
        return Picture(None, sentence, sheet)
    shown = [(column.key, column.heading_in(language)) for column in SENSITIVITY_SHAPE if column.kind == "number"]
    series = [pair for pair in shown if not pair[0].endswith("_error")]
    drawn = rows.sort_values("total", ascending=False)
    axis = Text("Share of the variation of rank shifts", "占位次变动的比重").in_language(language)
    figure = charts.bars(drawn, series, axis, charts.Words(sentence=say(sentence)), language)
    return Picture(figure, sentence, sheet)


def _dropped(measured: strength.Measured, titles: dict[str, str], language: Language) -> Picture:
    field, given = measured.field, measured.field.inputs
    found = drop_one(given.values, measured.structure, field.attributes, given.applicable)
    rows = found.assign(
        name=found["element"].map(titles), kind=[KINDS[kind].in_language(language) for kind in found["kind"]]
    ).sort_values("shift", ascending=False, ignore_index=True)
    sentence = said.dropped_sentence(found, titles)
    drawn = rows.dropna(subset="shift").head(MOST_DRAWN)
    axis = Text("Mean rank change without it", "去除后位次平均变动").in_language(language)
    figure = None
    if len(drawn):
        figure = charts.bars(drawn, [("shift", axis)], axis, charts.Words(sentence=say(sentence)), language, decimals=1)
    return Picture(figure, sentence, Sheet(DROPPED, DROPPED_SHAPE, rows, (), language))


def _pairs(
    pairs: pd.DataFrame, structure: Structure, titles: dict[str, str], blocks: dict[str, str], language: Language
) -> Sheet:
    """The pairs inside blocks, and any that say the same across blocks; the strongest first."""
    chosen = pairs[(pairs["same_block"] | pairs["redundant"]) & pairs["r"].notna()]
    parents = {part.indicator: blocks[part.parent] for part in structure.components}
    rows = chosen.assign(
        block=chosen["first"].map(parents),
        one=chosen["first"].map(titles),
        other=chosen["second"].map(titles),
        against=chosen["contrary"] & said.beyond_chance(chosen["r"], chosen["n"]),
    ).sort_values("r", key=lambda r: -r.abs(), ignore_index=True)
    return Sheet(PAIRS, PAIR_SHAPE, rows, (), language)


def _size(
    indicators: pd.DataFrame, size: pd.Series, known: dict[str, Indicator], blocks: dict[str, str], language: Language
) -> Sheet:
    rows = columns.with_indicator(indicators.reset_index(), known, language).assign(
        block=indicators["block"].map(blocks).to_numpy(),
        with_size=size.reindex(indicators.index).to_numpy(float),
        at_top=100 * indicators["at_top"].to_numpy(),
        at_bottom=100 * indicators["at_bottom"].to_numpy(),
    )
    return Sheet(SIZE, SIZE_SHAPE, rows, (), language)
