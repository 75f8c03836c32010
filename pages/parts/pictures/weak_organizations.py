"""Villages that meet a declared criterion, beside the county's own list: made once for a view and a choice, kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics import charts
from analytics.charts import Sign
from analytics.exports import Column
from analytics.findings.weak_limits import FILE as LIMITS_FILE
from analytics.findings.weak_limits import load_rules
from analytics.findings.weak_organizations import (
    ANSWERS,
    SIDES,
    Answer,
    Side,
    Village,
    judge,
    met_by_rule,
    weak_sentence,
)
from analytics.findings.weak_rules import RULES, Rule
from data.access import Role
from data.home import Home
from data.queries.county_lists import county_lists
from data.queries.weak_records import weak_records
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.session import View
from pages.parts.units import TOWNSHIP, VILLAGE
from pages.parts.words import _, say

TITLE = Text("Weak organizations", "软弱涣散情形")
RULE_TITLE = Text("Criteria", "情形清单")
ON_LIST, OFF_LIST, UNKNOWN = "on_list", "off_list", "list_unknown"
TOWN = Column("town", Text("Township", "所属乡镇"))
SIDE = Column("side", Text("Rules and list", "情形与名单"))
REASONS = Column("reasons", Text("Why, with the records' dates", "原因及记录日期"))
LISTED = Column("listed", Text("On the county's list", "县级名单"), "yes_no")
YEAR = Column("list_year", Text("Year of the list", "名单年份"))
MISSING = Column("missing", Text("Not reported or withheld", "未报送或不予显示"))
RULE_SHAPE = (
    Column("title", Text("Criterion", "情形")),
    Column("says", Text("Measured as", "衡量方式")),
    Column("source", Text("Source", "出处")),
    Column("authority", Text("Authority", "效力")),
    Column("limit", Text("On the limit", "界限说明")),
    Column("met", Text("Villages that meet it", "符合的村数"), "integer"),
    Column("unknown", Text("Not reported or withheld", "未报送或不予显示"), "integer"),
)
ORDER = (Side.BOTH, Side.ONLY_RULES, Side.ONLY_LIST, Side.NOT_KNOWN, Side.NEITHER)


@dataclass(frozen=True)
class Weak:
    """`matrix`: who meets what, with the table of all villages; `rules`: the criteria themselves; counts by side;
    `left_out`: how many criteria are judged by the year only, and so not for this quarter."""

    villages: tuple[Village, ...]
    matrix: Picture
    rules: Sheet
    sides: dict[Side, int]
    left_out: int


def weak(view: View, unit_id: str, period_id: str, language: Language) -> Weak:
    """All villages below a unit (or the village itself) under the rules that are measured for such a period, at the
    county's own limits."""
    return _weak(view, session.edition(Home.default().settings / LIMITS_FILE), unit_id, period_id, language)


@keep(MOST_KEPT)
def _weak(view: View, limits: str, unit_id: str, period_id: str, language: Language) -> Weak:
    period, known = session.periods(view)[period_id], session.indicators(view)
    rules = tuple(rule for rule in load_rules(Home.default()) if period.kind in known[rule.indicator].periods)
    ids = tuple(unit.id for unit in session.units(view).descendants(unit_id, VILLAGE, period.end))
    cells = answers.cells(view, tuple(rule.indicator for rule in rules), ids, (period_id,))
    with session.reader(view) as reader:
        records = weak_records(reader, unit_id, period_id).to_pandas()
        lists = county_lists(reader, unit_id, period_id).to_pandas()
    records = records[records["org_unit_id"].isin(ids)]
    last = period.end
    people = view.scope.role >= Role.LEADER
    villages = judge(cells, records, lists, last, provisional=period.provisional, people=people, rules=rules)
    ordered = tuple(sorted(villages, key=lambda found: (ORDER.index(found.side), -len(found.met), found.unit)))
    sides = {side: sum(found.side is side for found in ordered) for side in Side}
    matrix = _matrix(view, ordered, rules, language)
    return Weak(ordered, matrix, _rules(ordered, rules, language), sides, len(RULES) - len(rules))


def _matrix(view: View, villages: tuple[Village, ...], rules: tuple[Rule, ...], language: Language) -> Picture:
    sentence, names = weak_sentence(villages, rules), session.names(view, language)
    rows = pd.DataFrame([_row(view, village, names, language) for village in villages])
    if rows.empty:
        return Picture(None, sentence, None)
    shape = (columns.UNIT, columns.UNIT_CODE, TOWN, SIDE, REASONS, LISTED, YEAR, MISSING)
    sheet = Sheet(TITLE, shape, rows, tuple(session.indicators(view)[rule.indicator] for rule in rules), language)
    drawn = rows[[bool(village.met or village.listed) for village in villages]]
    if drawn.empty:
        return Picture(None, sentence, sheet)
    titles = {rule.id: rule.title.in_language(language) for rule in rules}
    heads = {**titles, "list": LISTED.heading.in_language(language)}
    figure = charts.rule_matrix(drawn, heads, _signs(language), charts.Words(sentence=say(sentence)), language)
    return Picture(figure, sentence, sheet)


def _row(view: View, village: Village, names: dict[str, str], language: Language) -> dict[str, Any]:
    township = session.units(view).at_level(village.unit, TOWNSHIP)
    lacking = [
        found.rule.title.in_language(language)
        for found in village.judgements
        if found.answer in (Answer.NOT_REPORTED, Answer.SUPPRESSED)
    ]
    reasons = {
        found.rule.id: found.reason.in_language(language) if found.reason else None for found in village.judgements
    }
    return {
        "org_unit_id": village.unit,
        "name": names[village.unit],
        "town": names[township.id] if township else "",
        "side": SIDES[village.side].in_language(language),
        "reasons": _("; ").join(reason for reason in reasons.values() if reason),
        "listed": village.listed,
        "list_year": None if village.list_year is None else str(village.list_year),
        "missing": _("; ").join(lacking),
        "list": UNKNOWN if village.listed is None else ON_LIST if village.listed else OFF_LIST,
        **{found.rule.id: str(found.answer) for found in village.judgements},
        **{f"{rule} reason": reason for rule, reason in reasons.items()},
    }


def _signs(language: Language) -> dict[str, Sign]:
    signs = {
        str(answer): Sign(glyph, name.in_language(language), answer is Answer.MEETS)
        for answer, (glyph, name) in ANSWERS.items()
    }
    return signs | {
        ON_LIST: Sign("■", _("on the county's list"), strong=True),
        OFF_LIST: Sign("□", _("not on the list")),
        UNKNOWN: Sign("?", _("not reported")),
    }


def _rules(villages: tuple[Village, ...], rules: tuple[Rule, ...], language: Language) -> Sheet:
    counts = met_by_rule(villages, rules)
    rows = pd.DataFrame(
        [
            {
                "title": rule.title.in_language(language),
                "says": rule.says.in_language(language),
                "source": rule.source,
                "authority": rule.authority.label.in_language(language),
                "limit": rule.limit_is.in_language(language),
                "met": counts[rule.id][Answer.MEETS],
                "unknown": counts[rule.id][Answer.NOT_REPORTED] + counts[rule.id][Answer.SUPPRESSED],
            }
            for rule in rules
        ],
        columns=[column.key for column in RULE_SHAPE],
    )
    return Sheet(RULE_TITLE, RULE_SHAPE, rows, (), language)
