"""What the page of the talent block shows of how talents are served, trained and paid for; made once and kept."""

from __future__ import annotations

import pandas as pd

from analytics import charts
from analytics.charts.theme import FAINT, SERIES
from analytics.exports import Column
from analytics.findings.compare import levels_of
from analytics.findings.counts import count_or_withheld
from analytics.findings.funds import TALENT_PURPOSES, fund_table, funds_sentence
from analytics.findings.references import heat_sentence, references
from analytics.findings.talent_service import (
    DUE_DAYS,
    LAST,
    WIDTH,
    Service,
    days_sentence,
    mentoring_sentence,
    service,
    service_sentence,
    solved_sentence,
)
from analytics.words import rows_of
from data.queries.funds import funds as ask_funds
from data.queries.mentoring_pairs import mentoring_pairs
from data.queries.support_cases import support_cases
from data.schema import ENUMERATIONS
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.pictures.overview import HEAT_COLUMNS, NOTHING
from pages.parts.pictures.records import CASES, Records, with_hidden
from pages.parts.session import View
from pages.parts.words import _, say

MENTORS = "expert_mentoring_rate"
SIDE_BY_SIDE = (
    *("talent_party_contact_rate", "talent_care_contact_rate", "talent_development_outlet_rate"),
    *("skills_training_reach", "young_talent_platform_rate", "young_talent_startup_rate"),
)
SUPPORT, TYPES = ENUMERATIONS["support_kind"].labels, ENUMERATIONS["talent_type"].labels
PURPOSES = ENUMERATIONS["fund_purpose"].labels
SERVED = {kind: SUPPORT[kind] for kind in ("problem_solving", "life_care", "career_development")}

SERVICE = Text("Service cases", "人才服务事项")
SOLVING = Text("Days until a problem was solved", "诉求办结用时")
MENTORING = Text("Mentoring in pairs", "传帮带结对")
UNITS = Text("Contact, care, training and start-ups, unit by unit", "联系服务、关心关爱、培训与创业：各单位情况")
FUNDS = Text("Special funds: planned against spent", "人才类专项资金：安排与支出")
ENDS = {
    "settled": (Text("closed with a result", "办结见效"), SERIES[0][0]),
    "unsolved": (Text("closed without a result", "办结未果"), SERIES[2][0]),
    "still_open": (Text("still open", "期末未结"), FAINT),
}
PAIRS = {
    "completed": (Text("completed in the period", "本期结业出师"), SERIES[0][0]),
    "ended": (Text("ended otherwise", "本期以其他方式结束"), SERIES[2][0]),
    "still_open": (Text("still open", "期末仍在带"), FAINT),
}
CASES_SHAPE = (
    Column("kind_name", Text("Kind of service", "服务类别")),
    Column("opened", Text("Opened in the period", "本期受理"), "integer"),
    *(Column(key, label, "integer") for key, (label, _colour) in ENDS.items()),
)
DAYS_SHAPE = (Column("label", Text("Days", "天数")), Column("cases", Text("Problems solved", "已解决诉求"), "integer"))
PAIRS_SHAPE = (
    Column("type_name", Text("Kind of mentor", "师傅类别")),
    Column("pairs", Text("Pairs", "结对数"), "integer"),
    Column("mentors", Text("Mentors", "师傅人数"), "integer"),
    Column("mentees", Text("Mentees", "学员人数"), "integer"),
    Column("begun", Text("Begun in the period", "本期新结对"), "integer"),
    *(Column(key, label, "integer") for key, (label, _colour) in PAIRS.items()),
)
WAN = Text("ten thousand yuan", "万元")
FUNDS_SHAPE = (
    Column("year_name", Text("Year", "年度")),
    Column("purpose_name", Text("Purpose", "用途")),
    Column("allocated", Text("Planned", "安排"), "number", 1, WAN),
    Column("spent", Text("Spent", "支出"), "number", 1, WAN),
    Column("share", Text("Spent of the plan", "支出比例"), "percent"),
)
LONGER = Text("over {days}", "{days}天以上")
DUE = Text("60 days", "60天")
AXIS = Text("Days from opening to closing", "受理至办结天数")
YEARS_SHOWN = 2
PEOPLE = ("mentors", "mentees")


@keep(MOST_KEPT)
def _service(view: View, unit_id: str, period_id: str) -> Service:
    return service(answers.of_records(view, support_cases, unit_id, period_id))


@keep(MOST_KEPT)
def cases(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Cases under way in the period by kind, and what became of them."""
    records = Records.behind(CASES, view, unit_id, period_id, language)
    if closed := records.closed():
        return closed
    exact = _service(view, unit_id, period_id).cases
    found = _parted(records, exact, ("opened",), exact[list(ENDS)].sum(axis=1))
    sums = [records.total(int(n)) for n in exact[list(ENDS)].sum(axis=1)]
    found = records.table(found, *ENDS)
    sentence = with_hidden(records.with_coverage(service_sentence(found)), found)
    if not (found[list(ENDS)] > 0).any(axis=None):
        return Picture(None, sentence, None)
    ends = {kind: count_or_withheld(n) for kind, n in zip(found["kind"], sums, strict=True)}
    frame = found.rename(columns={"kind": "row"})
    figure = charts.stacked(frame, SERVED, ENDS, charts.Words(sentence=say(sentence)), language, ends)
    rows = found.assign(kind_name=[say(SERVED[kind]) for kind in found["kind"]])
    return Picture(figure, sentence, Sheet(SERVICE, CASES_SHAPE, rows, (), language))


@keep(MOST_KEPT)
def solving(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """How many days the problems took that were solved in the period."""
    records = Records.behind(CASES, view, unit_id, period_id, language)
    if closed := records.closed():
        return closed
    found = _service(view, unit_id, period_id)
    solved = records.total(found.solved)
    if few := records.few(solved_sentence(solved), solved):
        return few
    is_late = found.days["after_day"] >= DUE_DAYS
    days = records.counts_within(found.days, is_late, "cases")
    late = records.part(found.late, found.solved)
    sentence = with_hidden(days_sentence(found, late), days)
    labels = [
        f"{after + 1 if after else 0}–{after + WIDTH}" if after < LAST else say(LONGER.fill(days=LAST))
        for after in days["after_day"]
    ]
    figure = charts.day_bars(
        labels, days["cases"].tolist(), charts.Words(sentence=say(sentence)), language,
        axis=say(AXIS), line=(DUE_DAYS // WIDTH, say(DUE)),
    )  # fmt: skip
    return Picture(figure, sentence, Sheet(SOLVING, DAYS_SHAPE, days.assign(label=labels), (), language))


@keep(MOST_KEPT)
def mentoring(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Pairs open in the period by the mentor's kind of talent, in counts."""
    records = Records.behind(MENTORS, view, unit_id, period_id, language, CASES)
    if closed := records.closed():
        return closed
    pairs = answers.of_records(view, mentoring_pairs, unit_id, period_id).to_pandas()
    pairs["ended"] = pairs["pairs"] - pairs["completed"] - pairs["still_open"]
    kinds = pairs[pairs["talent_type"].notna()].reset_index(drop=True)
    total = _pairs(records, pairs[pairs["talent_type"].isna()].reset_index(drop=True))
    kinds = _pairs(records, kinds, total)
    sentence = mentoring_sentence(total)
    if few := records.few(sentence, records.total(int(pairs["pairs"].iloc[-1])) if len(pairs) else 0):
        return few
    sentence = with_hidden(sentence, kinds)
    ends = {row["talent_type"]: count_or_withheld(row["pairs"]) for row in rows_of(kinds)}
    present = {kind: label for kind, label in TYPES.items() if kind in set(kinds["talent_type"])}
    frame = kinds.rename(columns={"talent_type": "row"})
    figure = charts.stacked(frame, present, PAIRS, charts.Words(sentence=say(sentence)), language, ends)
    rows = kinds.assign(type_name=[say(TYPES[kind]) for kind in kinds["talent_type"]])
    return Picture(figure, sentence, Sheet(MENTORING, PAIRS_SHAPE, rows, (), language))


def _pairs(records: Records, exact: pd.DataFrame, total: pd.DataFrame | None = None) -> pd.DataFrame:
    """Pairs as this person may see them: rows of kinds under their `total`, or that total's row itself."""
    single = total is None
    pairs, begun, parts = exact["pairs"], exact["begun"], list(PAIRS)
    if single:
        shown = exact.assign(pairs=pd.array([records.total(int(n)) for n in pairs], dtype="Int64"))
        people = {name: pd.array([records.total(int(n)) for n in exact[name]], dtype="Int64") for name in PEOPLE}
        shown = shown.assign(**people)
    else:
        shown = records.counts(exact, "pairs", *PEOPLE)
    started = pd.DataFrame({"begun": begun, "before": pairs - begun})
    known = None if total is None or total.empty else total.iloc[0]
    of_started = None if known is None else pd.Series([known["begun"], known["begun"]])
    of_parts = None if known is None else known[parts]
    begun = records.table(started, "begun", "before", sums=shown["pairs"], columns=of_started)["begun"]
    return records.table(shown, *parts, sums=shown["pairs"], columns=of_parts).assign(begun=begun)


def _parted(records: Records, frame: pd.DataFrame, names: tuple[str, ...], whole: pd.Series) -> pd.DataFrame:
    """These counts, each as a part of the whole that is shown beside it."""
    for name in names:
        parts = pd.DataFrame({"part": frame[name], "rest": whole - frame[name]})
        frame = frame.assign(**{name: records.table(parts, "part", "rest")["part"]})
    return frame


@keep(MOST_KEPT)
def funds(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Funds planned and spent by purpose, the period's year and the one before."""
    year = session.periods(view)[period_id].year
    table = fund_table(answers.of_records(view, ask_funds, unit_id, period_id))
    sentence = funds_sentence(table, year)
    rank = {purpose: place for place, purpose in enumerate(TALENT_PURPOSES)}
    recent = table[table["year"] > year - YEARS_SHOWN]
    recent = recent.sort_values(
        ["purpose", "year"], key=lambda column: column.map(rank) if column.name == "purpose" else -column
    )
    if recent.empty:
        return Picture(None, sentence, None)
    figure = charts.planned(recent, PURPOSES, charts.Words(sentence=say(sentence)), language)
    rows = table.sort_values("year", ascending=False, kind="stable").assign(
        year_name=lambda frame: frame["year"].astype(str),
        purpose_name=lambda frame: [say(PURPOSES[purpose]) for purpose in frame["purpose"]],
    )
    return Picture(figure, sentence, Sheet(FUNDS, FUNDS_SHAPE, rows, (), language))


@keep(MOST_KEPT)
def by_unit(view: View, unit_id: str, period_id: str, language: Language) -> Picture | None:
    """Contact, care, training and start-ups of the units below beside the unit's own; nothing for a village."""
    directory, period, names = session.units(view), session.periods(view)[period_id], session.names(view, language)
    unit = directory[unit_id]
    shown = [unit, *directory.children(unit_id, period.end)]
    if len(shown) == 1:
        return None
    known = session.indicators(view)
    chosen = {key: known[key] for key in SIDE_BY_SIDE if period.kind in known[key].periods}
    cells = answers.cells(view, tuple(chosen), tuple(found.id for found in shown), (period_id,))
    if not (cells["state"] == "value").any():
        return Picture(None, NOTHING, None)
    named = answers.named(cells, shown, names)
    held = references(chosen, levels_of(cells, unit_id), _("Target"), names[unit_id])
    sentence = heat_sentence(named, chosen, held)
    figure = charts.heat_map(named, chosen, charts.Words(sentence=say(sentence)), language, references=held)
    rows = columns.with_indicator(named, chosen, language)
    return Picture(figure, sentence, Sheet(UNITS, HEAT_COLUMNS, rows, tuple(chosen.values()), language))
