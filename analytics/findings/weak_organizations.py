"""Which villages meet a declared criterion of a weak and lax organization, and why; never by the index.

A village of which something was not reported is "not reported" on that criterion, never "meets none".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from analytics.findings.sentences import joined, units
from analytics.findings.weak_rules import RULES, Rule
from analytics.words import Reading, format_date, format_number, number, rows_of
from data.text import Text


class Answer(StrEnum):
    """What a rule says of a village."""

    MEETS = "meets"
    CLEAR = "clear"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"
    SUPPRESSED = "suppressed"
    NOT_DUE = "not_due"


class Side(StrEnum):
    """The rules beside the county's own list."""

    BOTH = "both"
    ONLY_RULES = "only_rules"
    ONLY_LIST = "only_list"
    NEITHER = "neither"
    NOT_KNOWN = "not_known"


ANSWERS: Mapping[Answer, tuple[str, Text]] = {
    Answer.MEETS: ("▼", Text("meets the criterion", "符合该情形")),
    Answer.CLEAR: ("●", Text("does not", "不符合")),
    Answer.NOT_REPORTED: ("?", Text("not reported", "未报送")),
    Answer.NOT_APPLICABLE: ("—", Text("not applicable", "不适用")),
    Answer.SUPPRESSED: ("＊", Text("withheld", "不予显示")),
    Answer.NOT_DUE: ("·", Text("not due yet", "尚未到期")),
}
SIDES: Mapping[Side, Text] = {
    Side.BOTH: Text("meets a criterion and is on the county's list", "符合情形，且在县级名单上"),
    Side.ONLY_RULES: Text("meets a criterion, not on the list", "符合情形，不在名单上"),
    Side.ONLY_LIST: Text("on the list, meets no criterion measured here", "在名单上，但不符合此处所列情形"),
    Side.NEITHER: Text("meets none, not on the list", "不符合任何情形，不在名单上"),
    Side.NOT_KNOWN: Text("cannot be told: not all was reported or may be shown", "未全部报送或不予显示，无法判断"),
}
DAYS = Text("{days} days", "{days}天")
NO_RECORD = Text("none on record", "无记录")
HELD = Text("{x} of {n} held", "应开展{n}次，实际{x}次")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one rule says of one village, and why; `reason` only where it is met."""

    rule: Rule
    answer: Answer
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Village:
    """A village under all rules. `listed`: on the county's list, None where that is not known; `list_year`: of which
    year."""

    unit: str
    judgements: tuple[Judgement, ...]
    listed: bool | None
    list_year: int | None

    @property
    def met(self) -> tuple[Judgement, ...]:
        return tuple(found for found in self.judgements if found.answer is Answer.MEETS)

    @property
    def known(self) -> bool:
        """Whether "meets none" may be said: everything that is due was reported and may be seen, and something was."""
        answers = {found.answer for found in self.judgements}
        return not answers & {Answer.NOT_REPORTED, Answer.SUPPRESSED} and Answer.CLEAR in answers

    @property
    def side(self) -> Side:
        if self.met:
            return Side.BOTH if self.listed else Side.ONLY_RULES
        if not self.known:
            return Side.NOT_KNOWN
        return Side.ONLY_LIST if self.listed else Side.NEITHER


def judge(
    cells: pd.DataFrame,
    records: pd.DataFrame,
    lists: pd.DataFrame,
    day: date,
    *,
    provisional: bool,
    people: bool,
    rules: Sequence[Rule] = RULES,
) -> list[Village]:
    """Every village of `records` under every rule.

    cells: evaluate's frame of the rules' indicators for one period, as this person may see it. records: by
    `org_unit_id` as `data.queries.weak_records`; lists: as `data.queries.county_lists`. day: the period's end;
    provisional: the period still runs, so that what is due once a year is not due yet unless it was done; people:
    whether this person may see days that belong to a person.
    """
    readings = {(row["org_unit_id"], row["indicator"]): Reading.of(row) for row in rows_of(cells)}
    listed = {row["org_unit_id"]: row for row in rows_of(lists)}
    villages = []
    for row in rows_of(records):
        unit, own = str(row["org_unit_id"]), listed.get(row["org_unit_id"], {})
        judgements = tuple(
            _judged(rule, readings.get((unit, rule.indicator)), row, day, provisional, people) for rule in rules
        )
        on_list, year = own.get("weak_lax"), number(own.get("year"))
        known = None if on_list is None or on_list is pd.NA or on_list != on_list else bool(on_list)
        villages.append(Village(unit, judgements, known, None if year is None else int(year)))
    return villages


def _judged(
    rule: Rule, cell: Reading | None, row: Mapping[str, Any], day: date, provisional: bool, people: bool
) -> Judgement:
    if cell is None:
        return Judgement(rule, Answer.NOT_REPORTED)
    if cell.state != "value" or cell.value is None:
        return Judgement(rule, Answer(cell.state))
    if not _is_met(rule, cell.value, row, day):
        return Judgement(rule, Answer.CLEAR)
    if rule.yearly and provisional:
        return Judgement(rule, Answer.NOT_DUE)
    return Judgement(rule, Answer.MEETS, _reason(rule, cell, row, day, people or not rule.of_people))


def _is_met(rule: Rule, value: float, row: Mapping[str, Any], day: date) -> bool:
    if rule.how == "vacant":
        since = _day(row.get(rule.record))
        return value == 0 and (since is None or (day - since).days > rule.limit)
    if rule.how == "below":
        return value < rule.limit
    return value == 0 if rule.how == "none" else value >= 100.0


def _reason(rule: Rule, cell: Reading, row: Mapping[str, Any], day: date, with_day: bool) -> Text:
    """The rule's title with what was counted and when it was last."""
    parts = []
    if rule.how == "below" and cell.numerator is not None and cell.denominator is not None:
        counts = (format_number(count, "en", 0) for count in (cell.numerator, cell.denominator))
        parts.append(HELD.fill(**dict(zip("xn", counts, strict=True))))
    if with_day:
        parts.append(_last(rule, row, day))
    if not parts:
        return rule.title
    return Text(
        f"{rule.title.en} ({'; '.join(part.en for part in parts)})",
        f"{rule.title.zh}（{'，'.join(part.zh for part in parts)}）",
    )


def _last(rule: Rule, row: Mapping[str, Any], day: date) -> Text:
    found = row.get(rule.record)
    when, year = _day(found), number(found) if isinstance(found, int | float) else None
    said = NO_RECORD
    if year is not None:
        said = Text(f"{year:.0f}", f"{year:.0f}年")
    if when is not None:
        gone = DAYS.fill(days=format_number((day - when).days, "en", 0))
        said = Text(f"{format_date(when, 'en')}, {gone.en} before", f"{format_date(when, 'zh')}，距期末{gone.zh}")
    return Text(f"{rule.last.en}: {said.en}", f"{rule.last.zh}：{said.zh}")


def _day(cell: Any) -> date | None:
    """A day of the records; None for a missing cell and for a bare year."""
    if cell is None or cell is pd.NaT or isinstance(cell, int | float):
        return None
    return pd.Timestamp(cell).date()


def weak_sentence(villages: Sequence[Village], rules: Sequence[Rule]) -> Text:
    """How many meet a criterion, how many none, of how many that cannot be told; and what the county's list says."""
    if not villages:
        return NO_VILLAGE
    sides = Counter(village.side for village in villages)
    met = sides[Side.BOTH] + sides[Side.ONLY_RULES]
    none = sides[Side.NEITHER] + sides[Side.ONLY_LIST]
    told = [COUNTED.fill(villages=units(len(villages)), met=met, rules=len(rules), none=none)]
    if sides[Side.NOT_KNOWN]:
        told.append(UNTOLD.fill(n=units(sides[Side.NOT_KNOWN])))
    return joined(*told, *_list_part(villages, sides), NOT_BY_INDEX)


def beside_sentence(villages: Sequence[Village]) -> Text:
    """Criteria and list side by side, and that index and distance to targets are neither."""
    listed, met = [of for of in villages if of.listed], [of for of in villages if of.met]
    if all(of.listed is None for of in villages):
        return joined(BESIDE_NO_LIST.fill(met=units(len(met))), OTHER_THINGS)
    both = sum(bool(of.met) for of in listed)
    return joined(BESIDE.fill(met=units(len(met)), listed=len(listed), both=both), OTHER_THINGS)


def _list_part(villages: Sequence[Village], sides: Counter[Side]) -> list[Text]:
    listed = [village for village in villages if village.listed]
    unknown = sum(village.listed is None for village in villages)
    if unknown == len(villages):
        return [NO_LIST]
    said = LISTED.fill(
        listed=units(len(listed)), both=sides[Side.BOTH], only_list=sides[Side.ONLY_LIST],
        only_rules=sides[Side.ONLY_RULES],
    )  # fmt: skip
    return [said, LIST_UNKNOWN.fill(n=units(unknown))] if unknown else [said]


def met_by_rule(villages: Sequence[Village], rules: Sequence[Rule]) -> dict[str, dict[Answer, int]]:
    """By rule, how many villages have each answer."""
    counts = {rule.id: dict.fromkeys(Answer, 0) for rule in rules}
    for village in villages:
        for found in village.judgements:
            counts[found.rule.id][found.answer] += 1
    return counts


BESIDE = Text(
    "Side by side: meet a criterion: {met}; on the county's own list: {listed}; both: {both}.",
    "对照来看：符合情形的{met}，列入县级名单的{listed}个，两者兼有的{both}个。",
)
BESIDE_NO_LIST = Text(
    "Side by side: meet a criterion: {met}; on the county's own list: not reported.",
    "对照来看：符合情形的{met}；县级名单未报送。",
)
OTHER_THINGS = Text(
    "The strength index and the distance to targets are other things and may name other villages:",
    "组织力指数和与目标的差距是另外两回事，所列的村可能不同：",
)
NO_VILLAGE = Text("There is no village here.", "此处没有村。")
COUNTED = Text(
    "Of {villages}, {met} {met:meets|meet} at least one of the {rules} criteria measured, and {none} "
    "{none:meets|meet} none.",
    "{villages}中，符合所列{rules}种情形之一的{met}个，均不符合的{none}个。",
)
UNTOLD = Text(
    "Of {n} it cannot be told, because not everything was reported or may be shown.",
    "另有{n}因未全部报送或不予显示，无法判断。",
)
LISTED = Text(
    "The county's own list has {listed} of them: {both} {both:meets|meet} a criterion, {only_list} "
    "{only_list:is|are} known to meet none. {only_rules} {only_rules:meets|meet} a criterion and {only_rules:is|are} "
    "not on the list.",
    "县级名单上有其中{listed}：符合情形的{both}个，确知均不符合的{only_list}个；符合情形而不在名单上的{only_rules}个。",
)
LIST_UNKNOWN = Text("Of {n} it is not reported whether they are on the list.", "{n}是否在名单上未报送。")
NO_LIST = Text("Whether they are on the county's own list was not reported.", "是否列入县级名单未报送。")
NOT_BY_INDEX = Text(
    "The strength index plays no part in this; a criterion points to where to look, the county decides.",
    "本页不使用组织力指数；情形只提示应关注之处，是否认定由县里决定。",
)
