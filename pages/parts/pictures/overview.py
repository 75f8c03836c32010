"""What the overview shows, made once for a view, a unit and a period, and kept."""

from __future__ import annotations

from analytics import charts
from analytics.catalogue.kinds import Block
from analytics.exports import Column
from analytics.findings.briefing import changes_sentence, targets_sentence
from analytics.findings.compare import levels_of
from analytics.findings.coverage import WHOLE, by_block, coverage_sentence, lacking_sentence
from analytics.findings.references import heat_sentence, references
from analytics.findings.sentences import joined, units
from analytics.periods import same_period_last_year
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.session import View
from pages.parts.units import TOWNSHIP, Unit
from pages.parts.words import _, say

HEAT = Text("Units and indicators", "各单位指标一览")
FURTHEST = Text("Furthest from their targets", "距目标最远的单位")
COVERAGE = Text("Reporting coverage", "报送情况")
ALL_BLOCKS = Text("All blocks", "全部")
NOTHING = Text("None of these indicators has been reported for this period.", "本期这些指标均未报送。")
NO_TARGETS = Text("No unit here has a value for an indicator with a target.", "所辖各单位暂无可与目标比较的数值。")
WHERE_TO_LOOK = Text(
    "Of {units}, these {n} are furthest from their targets on average over the core indicators. It says where to look "
    "first; it is not a rank, and a small village's distance also swings by chance.",
    "按核心指标平均计算，{units}中以下{n}个距目标最远。此表只提示应先关注哪里，不是排名；小村的差距也会因偶然而波动。",
)
LISTED, LINKED = 10, 6
HEAT_COLUMNS = (
    *(columns.UNIT, columns.UNIT_CODE, columns.CODE, columns.INDICATOR, columns.MEASURE, *columns.values()),
    *(columns.STATE, columns.PROVISIONAL, *columns.SUMS, *columns.REPORTED),
)
FURTHEST_COLUMNS = (
    columns.UNIT,
    Column("above", Text("Belongs to", "所属单位")),
    Column("distance", Text("Distance", "与目标平均差距"), "percent"),
    Column("missed", Text("Missed", "未达标项数"), "integer"),
    Column("targets", Text("Of", "参评项数"), "integer"),
    Column("worst", Text("Furthest on", "差距最大的指标")),
    Column("next", Text("Then on", "差距其次的指标")),
)


@keep(MOST_KEPT)
def briefing(view: View, unit_id: str, period_id: str) -> tuple[Text, ...]:
    """What somebody with ten minutes is to know: targets, changes on the year, where to look first."""
    kind = session.periods(view)[period_id].kind
    core = answers.core_indicators(session.indicators(view), kind)
    cells = answers.cells(view, tuple(core), (unit_id,), (period_id, same_period_last_year(period_id)))
    now = cells[cells["period_id"] == period_id]
    return (targets_sentence(now, core), changes_sentence(cells, core, period_id))


@keep(MOST_KEPT)
def heat_map(view: View, unit_id: str, period_id: str, block: Block | None, language: Language) -> Picture:
    """The core indicators of the units below beside the unit's own; of a village, beside those above it."""
    directory, period = session.units(view), session.periods(view)[period_id]
    unit = directory[unit_id]
    below = directory.children(unit_id, period.end)
    shown = [unit, *below] if below else [unit, *_above(directory.above(unit_id))]
    core = answers.core_indicators(session.indicators(view), period.kind, block)
    cells = answers.cells(view, tuple(core), tuple(found.id for found in shown), (period_id,))
    if not (cells["state"] == "value").any():
        return Picture(None, NOTHING, None)
    names = session.names(view, language)
    level = unit if below else shown[-1]
    named = answers.named(cells, shown, names)
    held = references(core, levels_of(cells, level.id), _("Target"), names[level.id])
    sentence = heat_sentence(named, core, held)
    figure = charts.heat_map(named, core, charts.Words(sentence=say(sentence)), language, references=held)
    rows = columns.with_indicator(named, core, language)
    return Picture(figure, sentence, Sheet(HEAT, HEAT_COLUMNS, rows, tuple(core.values()), language))


@keep(MOST_KEPT)
def furthest(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """The units furthest from their targets, with the indicators that are furthest; a table, no figure."""
    closer = answers.closer_look(view, unit_id, period_id)
    if closer.furthest.empty:
        return Picture(None, NO_TARGETS, None)
    directory, names = session.units(view), session.names(view, language)
    titles = {key: found.title.in_language(language) for key, found in session.indicators(view).items()}
    top = closer.furthest.head(min(LISTED, max(len(closer.furthest) // 2, 1)))
    parents = [directory[unit].parent_id or "" for unit in top["org_unit_id"]]
    rows = top.assign(
        name=[names[unit] for unit in top["org_unit_id"]],
        above=[names.get(parent, "") for parent in parents],
        worst=[_("; ").join(titles[key] for key in worst[:1]) for worst in top["worst"]],
        next=[_("; ").join(titles[key] for key in worst[1:]) for worst in top["worst"]],
    )
    sentence = WHERE_TO_LOOK.fill(units=units(len(closer.furthest), closer.level), n=len(top))
    return Picture(None, sentence, Sheet(FURTHEST, FURTHEST_COLUMNS, rows, (), language))


def onward(view: View, unit_id: str, period_id: str, language: Language) -> list[tuple[str, str]]:
    """Where to look first, as id and name: the first few of the furthest."""
    names = session.names(view, language)
    return [
        (unit, names[unit]) for unit in answers.closer_look(view, unit_id, period_id).furthest["org_unit_id"][:LINKED]
    ]


@keep(MOST_KEPT)
def coverage(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """How many villages reported everything, by the units below; of a single one the sentence says all."""
    closer, names = answers.closer_look(view, unit_id, period_id), session.names(view, language)
    covered = closer.coverage
    whole = covered[covered["block"] == WHOLE]
    together = closer.covered[closer.covered["block"] == WHOLE]
    said = coverage_sentence(int(together["reported"].sum()), int(together["expected"].sum()), period_id, closer.level)
    sentence = joined(said, *lacking_sentence(closer.lacking, names, session.indicators(view)))
    if len(whole) < 2:
        return Picture(None, sentence, None)
    named = whole.assign(name=[names[unit] for unit in whole["org_unit_id"]])
    figure = charts.coverage(named, charts.Words(sentence=say(sentence)), language)
    wide = by_block(covered)
    rows = wide.assign(name=[names[unit] for unit in wide["org_unit_id"]])
    labels = {WHOLE: ALL_BLOCKS, **{str(block): block.label for block in Block}}
    shares = tuple(Column(key, labels[key], "percent") for key in wide.columns if key in labels)
    return Picture(figure, sentence, Sheet(COVERAGE, (columns.UNIT, columns.UNIT_CODE, *shares), rows, (), language))


def _above(units_above: list[Unit]) -> list[Unit]:
    """Township and county of a village: what is above them is no comparison for it."""
    return [unit for unit in units_above if unit.level in (TOWNSHIP, "county")]
