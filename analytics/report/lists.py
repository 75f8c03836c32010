"""League and attention lists, with their uncertainty; reporting coverage."""

from __future__ import annotations

import pandas as pd

from analytics import charts
from analytics.catalogue.kinds import Block, Indicator
from analytics.findings.coverage import WHOLE, by_block, coverage, coverage_sentence
from analytics.findings.furthest import furthest
from analytics.findings.headline import leading
from analytics.findings.ranking import League, league
from analytics.report.opening import interval
from analytics.report.parts import Cell, Section, Table, cells, drawn, words
from analytics.report.subject import Subject
from analytics.units import VILLAGE
from analytics.words import Reading, format_count, format_number, format_value, number, rows_of
from data.text import Text

LEAGUE, ATTENTION = Text("League lists", "排名情况"), Text("Where to look first", "重点关注单位")
COVERAGE = Text("Reporting coverage", "报送情况")
NO_LEAGUE = Text("There are too few villages here for a league list.", "村数过少，不列排名。")
ONE = Text("{code} {title}", "{code} {title}")
LISTS = {
    "certain": Text("certainly in the worst tenth", "确定处于末位十分之一"),
    "possible": Text("possibly in the worst tenth", "可能处于末位十分之一"),
}
LEAGUE_HEADINGS = (
    Text("Unit", "单位"),
    Text("Belongs to", "所属单位"),
    Text("Value", "数值"),
    Text("95% interval", "95%区间"),
    Text("Rank", "位次"),
    Text("Could be", "可能位次"),
    Text("List", "名单"),
)
SPAN = Text("{lower} to {upper}", "{lower}至{upper}")
WHERE_TO_LOOK = Text(
    "These are furthest from their targets on average over the core indicators. The list says where to look first; it "
    "is not a rank, and a small village's distance also swings by chance.",
    "以下单位按核心指标平均计算距目标最远。此表只提示应先关注哪里，不是排名；小村的差距也会因偶然而波动。",
)
NOTHING_TO_LIST = Text("There is nobody to list here.", "没有可列单位。")
ATTENTION_HEADINGS = (
    Text("Unit", "单位"),
    Text("Belongs to", "所属单位"),
    Text("Distance (%)", "平均差距 (%)"),
    Text("Targets missed", "未达标项数"),
    Text("Furthest on", "差距最大的指标"),
)
MOST_LISTED, LEAST_DRAWN, MOST_DRAWN = 12, 3, 40
ALL_BLOCKS = Text("All", "总体")
SEPARATOR = Text("; ", "；")


def league_lists(of: Subject) -> Section:
    """For the first leading indicator of every block: what the table says, and who is or may be in the worst tenth."""
    section = Section(LEAGUE.in_language(of.language))
    among = of.units.descendants(of.around.id, VILLAGE, of.period.end)
    if len(among) < 3 or len(among) > 3000:
        section.say(NO_LEAGUE.in_language(of.language))
        return section
    for indicators in leading(of.period.kind, of.indicators).values():
        for indicator in indicators[:1]:
            found = league(of.cells([indicator.id], among), indicator)
            section.head(ONE.fill(code=indicator.code, title=indicator.title).in_language(of.language))
            _add_league(section, of, found, indicator)
    return section


def _add_league(section: Section, of: Subject, found: League, indicator: Indicator) -> None:
    """Few units are drawn with the intervals of their ranks; of many, the doubtful and the certain are listed."""
    ranked, sentence = int(found.frame["rank"].notna().sum()), found.sentence(of.names).in_language(of.language)
    if LEAST_DRAWN <= ranked <= MOST_DRAWN:
        figure = charts.caterpillar(
            found.frame, indicator, charts.Words(sentence=sentence), of.language, focus={of.unit.id}
        )
        section.add(drawn(figure, sentence), above=sentence)
        return
    section.say(sentence)
    if ranked < LEAST_DRAWN:
        return
    listed = found.frame[found.frame["list"].isin(list(LISTS))].sort_values(
        ["list", "rank"], ascending=[True, False], kind="stable"
    )
    section.add(_league_table(of, listed.head(MOST_LISTED), indicator))


def _league_table(of: Subject, listed: pd.DataFrame, indicator: Indicator) -> Table:
    rows = []
    for row in rows_of(listed):
        reading, unit = Reading.of(row), of.units[str(row["org_unit_id"])]
        lower, rank, upper = (format_number(number(row[name]) or 0, of.language, 0) for name in RANKS)
        rows.append(
            cells(
                of.names[unit.id],
                of.names.get(unit.parent_id or "", ""),
                format_value(reading.value or 0.0, indicator, of.language),
                interval(reading, indicator, of.language),
                rank,
                SPAN.fill(lower=lower, upper=upper).in_language(of.language),
                LISTS[str(row["list"])].in_language(of.language),
            )
        )
    widths = (1.8, 1.7, 0.9, 1.6, 0.8, 1.3, 2.9)
    return Table(words(LEAGUE_HEADINGS, of.language), tuple(rows), widths, frozenset({2, 3, 4, 5}))


RANKS = ("rank_lower", "rank", "rank_upper")


def attention(of: Subject) -> Section:
    section, core = Section(ATTENTION.in_language(of.language), flows=True), of.measured(tier="core")
    found = furthest(of.cells(list(core), of.villages), core) if of.villages else pd.DataFrame()
    if found.empty:
        section.say(NOTHING_TO_LIST.in_language(of.language))
        return section
    section.say(WHERE_TO_LOOK.in_language(of.language))
    rows = []
    for row in rows_of(found.head(min(MOST_LISTED, max(len(found) // 2, 1)))):
        unit = of.units[str(row["org_unit_id"])]
        worst = [core[key].title.in_language(of.language) for key in list(row["worst"])[:2]]
        rows.append(
            cells(
                of.names[unit.id],
                of.names.get(unit.parent_id or "", ""),
                format_number(float(row["distance"]), of.language),
                f"{format_count(row['missed'], of.language)} / {format_count(row['targets'], of.language)}",
                SEPARATOR.in_language(of.language).join(worst),
            )
        )
    section.add(
        Table(words(ATTENTION_HEADINGS, of.language), tuple(rows), (1.8, 1.8, 1.2, 1.3, 5.0), frozenset({2, 3}))
    )
    return section


def reporting(of: Subject) -> Section:
    """Who reported everything, unit by unit and block by block."""
    section, core = Section(COVERAGE.in_language(of.language), flows=True), of.measured(tier="core")
    groups = of.below or [of.unit]
    belongs = {u.id: group.id for group in groups for u in of.units.descendants(group.id, VILLAGE, of.period.end)}
    covered = coverage(of.cells(list(core), of.villages), core, belongs)
    whole = covered[covered["block"] == WHOLE]
    said = coverage_sentence(int(whole["reported"].sum()), int(whole["expected"].sum()), of.period.period_id)
    sentence = said.in_language(of.language)
    if len(whole) > 1:
        named = whole.assign(name=[of.names[unit] for unit in whole["org_unit_id"]])
        section.add(
            drawn(charts.coverage(named, charts.Words(sentence=sentence), of.language), sentence), above=sentence
        )
    else:
        section.say(sentence)
    if len(whole):
        section.add(_coverage_table(of, covered))
    return section


def _coverage_table(of: Subject, covered: pd.DataFrame) -> Table:
    wide = by_block(covered)
    blocks = [name for name in wide.columns if name != "org_unit_id"]
    labels = {WHOLE: ALL_BLOCKS, **{str(block): block.label for block in Block}}

    def share(cell: object) -> Cell:
        known = number(cell)
        return Cell("" if known is None else format_number(known, of.language) + "%")

    rows = tuple(
        (Cell(of.names[str(row["org_unit_id"])]), *(share(row[name]) for name in blocks)) for row in rows_of(wide)
    )
    titles = words([labels[str(name)] for name in blocks], of.language)
    headings = (LEAGUE_HEADINGS[0].in_language(of.language), *titles)
    return Table(headings, rows, (2.0, *([1.2] * len(blocks))), frozenset(range(1, len(headings))))
