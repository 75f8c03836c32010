"""What a leader with ten minutes reads: the summary in sentences, the headline table."""

from __future__ import annotations

from analytics.catalogue.kinds import Indicator
from analytics.exports.definitions import target_text
from analytics.findings.briefing import changes_sentence, targets_sentence
from analytics.findings.coverage import WHOLE, coverage, coverage_sentence
from analytics.findings.furthest import furthest
from analytics.findings.headline import Headline, headlines, leading
from analytics.findings.sentences import listed, value_sentence
from analytics.periods import same_period_last_year
from analytics.report.parts import Cell, Section, Table, verdict_cell, words
from analytics.report.subject import Subject
from analytics.words import STATES, Reading, format_change, format_count, format_interval, format_value
from data.text import Language, Text

SUMMARY, HEADLINES = Text("Summary", "摘要"), Text("Headline figures", "主要指标")
LOOK_FIRST = Text("Where to look first: {names}.", "建议首先关注：{names}。")
HEADINGS = (
    Text("Indicator", "指标"),
    Text("Value", "数值"),
    Text("95% interval", "95%区间"),
    Text("Change on the year", "同比变化"),
    Text("Against the year before", "与上年同期比较"),
    Text("Target", "目标值"),
    Text("Met", "是否达标"),
    Text("Reported", "报送村数"),
)
WIDTHS: dict[Language, tuple[float, ...]] = {
    "en": (2.8, 1.1, 1.6, 1.7, 1.8, 1.6, 0.7, 1.3),
    "zh": (2.5, 1.35, 1.85, 1.85, 2.0, 1.75, 1.2, 1.2),
}
YES, NO = Text("yes", "是"), Text("no", "否")
FIRST = 3


def summary(of: Subject) -> Section:
    """Targets, changes, reporting, where to look, and the leading indicators one by one."""
    section = Section(SUMMARY.in_language(of.language))
    section.say(*words(opening_sentences(of), of.language))
    section.head(HEADLINES.in_language(of.language))
    section.add(headline_table(of))
    for found in _headlines(of):
        if found.reading is not None:
            section.say(value_sentence(of.name, found.indicator, found.reading).in_language(of.language))
    return section


def opening_sentences(of: Subject) -> list[Text]:
    """Targets met, what changed on the year, who reported, where to look first."""
    core, before = of.measured(tier="core"), same_period_last_year(of.period.period_id)
    own = of.cells(list(core), [of.unit], [of.period.period_id, before])
    now = own[own["period_id"] == of.period.period_id]
    said = [targets_sentence(now, core), changes_sentence(own, core, of.period.period_id), _reporting(of)]
    if names := _look_first(of):
        said.append(LOOK_FIRST.fill(names=listed(names)))
    return said


def headline_table(of: Subject) -> Table:
    rows = tuple(_row(found, of.language) for found in _headlines(of))
    return Table(words(HEADINGS, of.language), rows, WIDTHS[of.language], frozenset({1, 2, 3}))


def _headlines(of: Subject) -> list[Headline]:
    leaders = leading(of.period.kind, of.indicators)
    ids = [found.id for group in leaders.values() for found in group]
    periods = [of.period.period_id, same_period_last_year(of.period.period_id)]
    found = headlines(of.cells(ids, [of.unit], periods), leaders, of.period.period_id)
    return [headline for group in found.values() for headline in group]


def _row(found: Headline, language: Language) -> tuple[Cell, ...]:
    indicator, reading, change = found.indicator, found.reading, found.change
    met = "" if found.target_met is None else (YES if found.target_met else NO).in_language(language)
    return (
        Cell(f"{indicator.code} {indicator.title.in_language(language)}"),
        Cell(shown(reading, indicator, language)),
        Cell(interval(reading, indicator, language)),
        Cell(format_change(change.difference, indicator, language) if change else ""),
        verdict_cell(str(change.verdict) if change else None, language),
        Cell(target_text(indicator, indicator.target).in_language(language)),
        Cell(met),
        Cell(_reported(reading, language) if reading and reading.expected else ""),
    )


def _reported(reading: Reading, language: Language) -> str:
    return f"{format_count(reading.reported, language)} / {format_count(reading.expected, language)}"


def shown(reading: Reading | None, indicator: Indicator, language: Language) -> str:
    """The value, or the state's glyph and word."""
    if reading is None or reading.value is None:
        mark = STATES[reading.state if reading else "not_applicable"]
        return f"{mark.glyph} {mark.name.in_language(language)}"
    return format_value(reading.value, indicator, language)


def interval(reading: Reading | None, indicator: Indicator, language: Language) -> str:
    if reading is None or reading.lower is None or reading.upper is None:
        return ""
    return format_interval(reading.lower, reading.upper, indicator, language)


def _reporting(of: Subject) -> Text:
    core = of.measured(tier="core")
    covered = coverage(of.cells(list(core), of.villages), core, {unit.id: of.unit.id for unit in of.villages})
    whole = covered[covered["block"] == WHOLE]
    return coverage_sentence(int(whole["reported"].sum()), int(whole["expected"].sum()), of.period.period_id)


def _look_first(of: Subject) -> list[str]:
    """The units furthest from their targets, where there are several."""
    if len(of.villages) < 2:
        return []
    core = of.measured(tier="core")
    found = furthest(of.cells(list(core), of.villages), core)
    return [of.names[str(unit)] for unit in found["org_unit_id"].head(FIRST)]
