"""One section a building block: where the unit stands, the units below against the targets, their order, the course."""

from __future__ import annotations

from analytics import charts
from analytics.catalogue.kinds import Block, Indicator
from analytics.charts.trend import Role
from analytics.exports.definitions import target_text
from analytics.findings.compare import against, levels_of
from analytics.findings.course import course_sentence
from analytics.findings.headline import leading
from analytics.findings.references import heat_sentence, references
from analytics.findings.sentences import distribution_sentence
from analytics.findings.standing import standing, standing_sentence, why_no_row
from analytics.report.opening import NO, YES, interval, shown
from analytics.report.parts import Cell, Figure, Section, Table, drawn, verdict_cell, words
from analytics.report.subject import Subject
from analytics.words import Reading, format_count, rows_of
from data.text import Language, Text

ALL = Text("All indicators of this block", "本板块全部指标")
UNITS = Text("The units against the targets", "各单位与目标对照")
ORDER = Text("{code} {title}: how the units stand", "{code} {title}：各单位情况")
COURSE = Text("{code} {title}: the course over the periods", "{code} {title}：历期变化")
TARGET = Text("Target", "目标值")
HEADINGS = (
    Text("Indicator", "指标"),
    Text("Value", "数值"),
    Text("95% interval", "95%区间"),
    Text("Numerator / denominator", "分子 / 分母"),
    Text("Target", "目标值"),
    Text("Met", "是否达标"),
)
WIDTHS: dict[Language, tuple[float, ...]] = {
    "en": (3.0, 1.1, 1.6, 1.7, 1.7, 0.8, 2.0),
    "zh": (2.7, 1.2, 1.6, 1.55, 1.45, 1.1, 2.3),
}
AGAINST = Text("Against {name}", "与{name}比较")
COURSE_HEIGHT = 200
"""Pixels: a page holds a table of indicators and a course below it."""
ROLES: dict[str, Role] = {"township": "township", "county": "county"}


def block_section(of: Subject, block: Block) -> Section:
    section = Section(block.label.in_language(of.language))
    declared = of.measured(block)
    own = of.cells(list(declared), [of.unit])
    rows = standing(own, declared)
    section.say(standing_sentence(of.name, rows).in_language(of.language))
    section.head(ALL.in_language(of.language))
    section.add(_table(of, declared))
    leaders = leading(of.period.kind, of.indicators)[block][:1]
    for indicator in leaders:
        _add(section, COURSE, indicator, of, _course(of, indicator))
    if (figure := _heat(of, block)) is not None:
        section.head(UNITS.in_language(of.language))
        section.add(figure, below=figure.sentence)
    for indicator in leaders:
        _add(section, ORDER, indicator, of, _order(of, indicator))
    return section


def _add(section: Section, title: Text, indicator: Indicator, of: Subject, figure: Figure | str | None) -> None:
    """The figure under its heading; without one the sentence alone."""
    if figure is None:
        return
    section.head(title.fill(code=indicator.code, title=indicator.title).in_language(of.language))
    if isinstance(figure, Figure):
        section.add(figure, below=figure.sentence)
    else:
        section.say(figure)


def _table(of: Subject, declared: dict[str, Indicator]) -> Table:
    """Every indicator of the unit, held against the unit above."""
    whom = [of.unit] if of.above is None else [of.unit, of.above]
    cells = of.cells(list(declared), whom)
    levels = levels_of(cells, of.above.id) if of.above else {}
    judged = against(cells[cells["org_unit_id"] == of.unit.id].reset_index(drop=True), declared, levels)
    found = {str(row["indicator"]): row for row in rows_of(judged)}
    headings = words(HEADINGS, of.language)
    if of.above is not None:
        headings = (*headings, AGAINST.fill(name=of.names[of.above.id]).in_language(of.language))
    rows = tuple(_row(of, indicator, found.get(key)) for key, indicator in declared.items())
    return Table(headings, rows, WIDTHS[of.language][: len(headings)], frozenset({1, 2, 3}))


def _row(of: Subject, indicator: Indicator, row: dict[str, object] | None) -> tuple[Cell, ...]:
    language = of.language
    reading = Reading.of(row) if row else None
    met = _met(indicator, reading)
    counts = (reading.numerator, reading.denominator) if reading else (None, None)
    cells = [
        Cell(f"{indicator.code} {indicator.title.in_language(language)}"),
        Cell(shown(reading, indicator, language) if reading else why_no_row(indicator).in_language(language)),
        Cell(interval(reading, indicator, language)),
        Cell(" / ".join(format_count(count, language) for count in counts) if None not in counts else ""),
        Cell(target_text(indicator, indicator.target).in_language(language)),
        Cell("" if met is None else (YES if met else NO).in_language(language)),
    ]
    return (*cells, verdict_cell(row.get("verdict") if row else None, language)) if of.above else tuple(cells)


def _met(indicator: Indicator, reading: Reading | None) -> bool | None:
    if indicator.target is None or reading is None or reading.value is None:
        return None
    return indicator.target.met_by(reading.value)


def _heat(of: Subject, block: Block) -> Figure | None:
    """The core indicators of the units side by side, as the overview has them."""
    core = of.measured(block, "core")
    cells = of.cells(list(core), of.shown)
    if not (cells["state"] == "value").any():
        return None
    level = of.unit if of.below else of.shown[-1]
    held = references(core, levels_of(cells, level.id), TARGET.in_language(of.language), of.names[level.id])
    sentence = heat_sentence(cells, core, held).in_language(of.language)
    figure = charts.heat_map(cells, core, charts.Words(sentence=sentence), of.language, references=held)
    return drawn(figure, sentence)


def _order(of: Subject, indicator: Indicator) -> Figure | str | None:
    """The units right below as sorted dots against the unit around them."""
    among = of.units.children(of.around.id, of.period.end)
    if len(among) < 2:
        return None
    cells = of.cells([indicator.id], [of.around, *among])
    rows = cells[cells["org_unit_id"] != of.around.id].reset_index(drop=True)
    sentence = distribution_sentence(indicator, rows, among[0].level).in_language(of.language)
    if not (rows["state"] == "value").any():
        return sentence
    levels = levels_of(cells, of.around.id)
    judged = against(rows, {indicator.id: indicator}, levels)
    lines = [charts.Benchmark(of.names[of.around.id], value) for value in levels.values()] + _target(of, indicator)
    figure = charts.dot_plot(
        judged, indicator, charts.Words(sentence=sentence), of.language, lines=lines, focus={of.unit.id}
    )
    return drawn(figure, sentence)


def _course(of: Subject, indicator: Indicator) -> Figure | str:
    """The unit over all periods of the kind, with township and county beside it."""
    among = [of.unit, *(found for found in of.units.above(of.unit.id) if found.level in ROLES)]
    periods = sorted(found.period_id for found in of.periods.values() if found.kind == of.period.kind)
    cells = of.cells([indicator.id], among, periods)
    own = cells[cells["org_unit_id"] == of.unit.id]
    sentence = course_sentence(of.name, indicator, own).in_language(of.language)
    if not (own["state"] == "value").any():
        return sentence
    roles = {found.id: ROLES.get(found.level, "focus") if found is not of.unit else "focus" for found in among}
    words_of = charts.Words(sentence=sentence)
    figure = charts.trend(
        cells, indicator, words_of, of.language, roles=roles, lines=_target(of, indicator), height=COURSE_HEIGHT
    )
    return drawn(figure, sentence)


def _target(of: Subject, indicator: Indicator) -> list[charts.Benchmark]:
    if indicator.target is None:
        return []
    return [charts.target_line(TARGET.in_language(of.language), indicator.target.value)]
