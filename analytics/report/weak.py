"""Villages that meet a declared criterion of a weak and lax organization, and why; the criteria."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.findings.weak_organizations import Answer, Village, judge, met_by_rule, weak_sentence
from analytics.findings.weak_rules import RULES, Rule
from analytics.report.parts import Section, Table, cells, words
from analytics.report.subject import Subject
from analytics.words import format_number
from data.access import Role
from data.queries.county_lists import county_lists
from data.queries.weak_records import weak_records
from data.text import Text

TITLE = Text("Weak organizations", "软弱涣散情形")
WHO, CRITERIA = Text("Who meets a criterion", "符合情形的村"), Text("The criteria", "情形清单")
TOO_MANY = Text("There are too many villages to list here one by one.", "村数过多，不逐一列出。")
LEFT_OUT = Text("{n} more criteria are judged by the year only.", "另有{n}项情形按年度判定，此处未列。")
MORE = Text(
    "{n} more villages meet a criterion; the table on the screen lists all.", "另有{n}个村符合情形，详见系统页面。"
)
HEADINGS = (
    Text("Unit", "单位"),
    Text("Belongs to", "所属单位"),
    Text("Criteria met, with the records' dates", "符合的情形及记录日期"),
    Text("County's list", "县级名单"),
)
ON_LIST = {True: Text("on the list", "在名单上"), False: Text("no", "否"), None: Text("not reported", "未报送")}
RULE_HEADINGS = (
    Text("Criterion", "情形"),
    Text("Measured as", "衡量方式"),
    Text("Source", "出处"),
    Text("Villages that meet it", "符合的村数"),
    Text("Not reported or withheld", "未报送或不予显示"),
)
SEPARATOR = Text("; ", "；")
MOST_LISTED = 40


def weak_section(of: Subject) -> Section:
    section = Section(TITLE.in_language(of.language), flows=True)
    if not of.villages:
        section.say(TOO_MANY.in_language(of.language))
        return section
    rules, villages = judged(of)
    section.say(weak_sentence(villages, rules).in_language(of.language))
    met = sorted((found for found in villages if found.met), key=lambda found: (-len(found.met), found.unit))
    if met:
        section.head(WHO.in_language(of.language))
        section.add(_table(of, met[:MOST_LISTED]))
    if len(met) > MOST_LISTED:
        section.say(MORE.fill(n=len(met) - MOST_LISTED).in_language(of.language))
    section.head(CRITERIA.in_language(of.language))
    section.add(_criteria(of, villages, rules))
    if len(rules) < len(RULES):
        section.say(LEFT_OUT.fill(n=len(RULES) - len(rules)).in_language(of.language))
    return section


def judged(of: Subject) -> tuple[tuple[Rule, ...], list[Village]]:
    """The rules that are measured for such a period, and every village of the unit under them, as the screen has it."""
    rules = tuple(rule for rule in RULES if of.period.kind in of.indicators[rule.indicator].periods)
    found = of.cells([rule.indicator for rule in rules], of.villages)
    records = weak_records(of.reader, of.unit.id, of.period.period_id).to_pandas()
    lists = county_lists(of.reader, of.unit.id, of.period.period_id).to_pandas()
    records = records[records["org_unit_id"].isin([village.id for village in of.villages])]
    people = of.reader.scope.role >= Role.LEADER
    villages = judge(
        found, records, lists, of.period.end, provisional=of.period.provisional, people=people, rules=rules
    )
    return rules, villages


def _table(of: Subject, met: Sequence[Village]) -> Table:
    between = SEPARATOR.in_language(of.language)
    rows = []
    for village in met:
        parent = of.units[village.unit].parent_id or ""
        reasons = [found.reason.in_language(of.language) for found in village.met if found.reason]
        listed = ON_LIST[village.listed].in_language(of.language)
        rows.append(cells(of.names[village.unit], of.names.get(parent, ""), between.join(reasons), listed))
    return Table(words(HEADINGS, of.language), tuple(rows), (1.6, 1.6, 5.4, 1.2))


def _criteria(of: Subject, villages: Sequence[Village], rules: Sequence[Rule]) -> Table:
    counts = met_by_rule(villages, rules)
    rows = []
    for rule in rules:
        met = counts[rule.id][Answer.MEETS]
        unknown = counts[rule.id][Answer.NOT_REPORTED] + counts[rule.id][Answer.SUPPRESSED]
        said = [rule.title.in_language(of.language), rule.says.in_language(of.language), rule.source]
        rows.append(cells(*said, *(format_number(n, of.language, 0) for n in (met, unknown))))
    return Table(words(RULE_HEADINGS, of.language), tuple(rows), (2.6, 3.6, 0.9, 1.2, 1.4), frozenset({3, 4}))
