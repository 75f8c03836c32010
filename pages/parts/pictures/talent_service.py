"""What the page of the talent block shows of how talents are served, trained and paid for; made once and kept."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import charts
from analytics.charts.theme import FAINT, SERIES
from analytics.exports import Column
from analytics.findings.compare import levels_of
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
from analytics.small_counts import protected_counts
from data.schema import ENUMERATIONS
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.pictures import MOST_KEPT, Picture, Sheet, asked
from pages.parts.pictures.asked import CASES
from pages.parts.pictures.overview import HEAT_COLUMNS, NOTHING
from pages.parts.pictures.records import Records
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


@st.cache_resource(show_spinner=False, max_entries=MOST_KEPT)
def _service(view: View, unit_id: str, period_id: str) -> Service:
    return service(asked.of_talents(view, unit_id, period_id).cases)


@st.cache_resource(show_spinner=False, max_entries=MOST_KEPT)
def cases(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Cases under way in the period by kind, and what became of them."""
    records = Records.behind(CASES, view, unit_id, period_id, language)
    if closed := records.closed():
        return closed
    found = _service(view, unit_id, period_id).cases
    found = records.counts(found, "opened", "settled", "unsolved", "still_open")
    if hidden := records.hidden(found):
        return hidden
    sentence = records.with_coverage(service_sentence(found))
    if not found.drop(columns="kind").to_numpy().any():
        return Picture(None, sentence, None)
    frame = found.rename(columns={"kind": "row"})
    figure = charts.stacked(frame, SERVED, ENDS, charts.Words(sentence=say(sentence)), language)
    rows = found.assign(kind_name=[say(SERVED[kind]) for kind in found["kind"]])
    return Picture(figure, sentence, Sheet(SERVICE, CASES_SHAPE, rows, (), language))


@st.cache_resource(show_spinner=False, max_entries=MOST_KEPT)
def solving(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """How many days the problems took that were solved in the period."""
    records = Records.behind(CASES, view, unit_id, period_id, language)
    if closed := records.closed():
        return closed
    found = _service(view, unit_id, period_id)
    days, late = records.counts(found.days, "cases"), pd.Series([found.late, found.solved - found.late])
    if hidden := records.hidden(days, protected_counts(view.scope, late).to_frame()):
        return hidden
    if few := records.few(solved_sentence(found), found.solved):
        return few
    sentence = days_sentence(found)
    labels = [
        f"{after + 1 if after else 0}–{after + WIDTH}" if after < LAST else say(LONGER.fill(days=LAST))
        for after in days["after_day"]
    ]
    figure = charts.day_bars(
        labels, days["cases"].tolist(), charts.Words(sentence=say(sentence)), language,
        axis=say(AXIS), line=(DUE_DAYS // WIDTH, say(DUE)),
    )  # fmt: skip
    return Picture(figure, sentence, Sheet(SOLVING, DAYS_SHAPE, days.assign(label=labels), (), language))


@st.cache_resource(show_spinner=False, max_entries=MOST_KEPT)
def mentoring(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Pairs open in the period by the mentor's kind of talent, in counts."""
    records = Records.behind(MENTORS, view, unit_id, period_id, language, CASES)
    if closed := records.closed():
        return closed
    pairs = asked.of_talents(view, unit_id, period_id).pairs.to_pandas()
    pairs["ended"] = pairs["pairs"] - pairs["completed"] - pairs["still_open"]
    pairs = records.counts(pairs, "pairs", "mentors", "mentees", "begun", "completed", "still_open", "ended")
    if hidden := records.hidden(pairs.drop(columns="talent_type")):
        return hidden
    sentence = mentoring_sentence(pairs)
    kinds = pairs[pairs["talent_type"].notna()].reset_index(drop=True)
    if few := records.few(sentence, int(kinds["pairs"].sum())):
        return few
    present = {kind: label for kind, label in TYPES.items() if kind in set(kinds["talent_type"])}
    frame = kinds.rename(columns={"talent_type": "row"})
    figure = charts.stacked(frame, present, PAIRS, charts.Words(sentence=say(sentence)), language)
    rows = kinds.assign(type_name=[say(TYPES[kind]) for kind in kinds["talent_type"]])
    return Picture(figure, sentence, Sheet(MENTORING, PAIRS_SHAPE, rows, (), language))


@st.cache_resource(show_spinner=False, max_entries=MOST_KEPT)
def funds(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Funds planned and spent by purpose, the period's year and the one before."""
    year = session.periods(view)[period_id].year
    table = fund_table(asked.of_talents(view, unit_id, period_id).funds)
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


@st.cache_resource(show_spinner=False, max_entries=MOST_KEPT)
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
