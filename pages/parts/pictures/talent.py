"""What the page of the talent block shows of who comes, stays and goes; made once for a view and a choice, and kept."""

from __future__ import annotations

import pandas as pd

from analytics import charts
from analytics.charts.theme import SERIES
from analytics.exports import Column
from analytics.findings.counts import count_or_withheld
from analytics.findings.retention import StayCurves, stay_curves, stay_table, stays_sentence
from analytics.findings.talent_flow import (
    Flow,
    flow_sentence,
    kinds_sentence,
    left_sentence,
    reasons_sentence,
    stock_sentence,
    talent_flow,
)
from analytics.small_counts import sees_small_cells
from analytics.words import format_date, format_period, rows_of
from data.queries.talent_movement import talent_movement
from data.queries.talent_stays import talent_stays
from data.schema import ENUMERATIONS
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.pictures.records import STOCK, Records, with_hidden
from pages.parts.session import View
from pages.parts.words import say

ARRIVALS, STAYING = "talent_introduced_rate", "talent_retention_12m_rate"
ORIGINS, REASONS = ENUMERATIONS["talent_origin"].labels, ENUMERATIONS["talent_exit_reason"].labels
KIND_NAMES = ENUMERATIONS["talent_type"].labels
GIVEN = {code: label for code, label in REASONS.items() if code != "unit_merged"}
"""A merger is no reason to leave."""
PARTS = {origin: (label, SERIES[place][0]) for place, (origin, label) in enumerate(ORIGINS.items())}
HALF_YEAR = 6

FLOW = Text("Who comes and who goes", "人才流入与流出")
KINDS = Text("In stock by kind of talent and origin", "各类人才存量及来源")
STAY = Text("How long they stay", "人才留存情况")
WHY = Text("Why they leave", "人才离开原因")
ORIGIN = Column("origin_name", Text("Origin", "来源"))
CAME, LEFT = Column("came", Text("Came", "到村人数"), "integer"), Column("left", Text("Left", "离开人数"), "integer")
FLOW_SHAPE = (columns.PERIOD, ORIGIN, CAME, LEFT)
KINDS_SHAPE = (
    Column("kind_name", Text("Kind of talent", "人才类别")),
    Column("stock", Text("In stock", "期末在库人数"), "integer"),
    *(Column(origin, label, "integer") for origin, label in ORIGINS.items()),
    *(CAME, LEFT),
)
WHY_SHAPE = (Column("reason_name", Text("Reason", "离开原因")), ORIGIN, LEFT)
STAY_SHAPE = (
    ORIGIN,
    Column("month", Text("Months since arrival", "到村后月数"), "integer"),
    Column("survival", Text("Still there", "留存率"), "percent"),
    Column("lower", Text("95% interval from", "95%区间下限"), "percent"),
    Column("upper", Text("to", "95%区间上限"), "percent"),
    Column("at_risk", Text("Still observed", "仍在观察人次"), "integer"),
)


@keep(MOST_KEPT)
def _flow(view: View, unit_id: str, period_id: str) -> Flow:
    """Arrivals, departures and stock as this person may see them."""
    found = talent_flow(answers.of_records(view, talent_movement, unit_id, period_id), period_id)
    records = Records.behind(ARRIVALS, view, unit_id, period_id, "en", STOCK)
    kinds = records.counts(found.kinds, "came", "left", "stock")
    totals = found.totals.assign(
        **{name: pd.array([records.total(n) for n in found.totals[name]], dtype="Int64") for name in ("came", "left")}
    )
    flows = records.counts_within(found.flows, "period_id", "came", "left")
    why = records.counts(found.why, "left")
    return Flow(
        flows,
        records.table(kinds, *ORIGINS, sums=kinds["stock"]),
        _reasons(records, found, flows, why),
        totals,
        why,
        records.total(found.stock or 0),
    )


def _reasons(records: Records, found: Flow, flows: pd.DataFrame, why: pd.DataFrame) -> pd.DataFrame:
    """Reasons by origin, so that they do not tell what the sums of either hide."""
    wide = found.reasons.pivot(index="exit_reason", columns="origin", values="left")
    wide = wide.loc[list(why["exit_reason"]), list(ORIGINS)]
    left = flows[flows["period_id"] == records.period_id].set_index("origin")["left"].reindex(list(ORIGINS))
    shown = records.table(wide, *ORIGINS, sums=why["left"], columns=left)
    return shown.reset_index().melt("exit_reason", list(ORIGINS), "origin", "left")


@keep(MOST_KEPT)
def flow(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Arrivals and departures by origin over the periods of the kind."""
    records = Records.behind(ARRIVALS, view, unit_id, period_id, language, STOCK)
    if closed := records.closed():
        return closed
    found = _flow(view, unit_id, period_id)
    sentence = with_hidden(records.with_coverage(flow_sentence(found, period_id)), found.flows)
    moves = found.flows[["came", "left"]]
    if not (moves > 0).any(axis=None):
        return Picture(None, sentence, None)
    frame = found.flows.rename(columns={"origin": "group"})
    figure = charts.flow(frame, ORIGINS, charts.Words(sentence=say(sentence)), language, found.totals)
    rows = found.flows.assign(
        period=[format_period(period, language) for period in found.flows["period_id"]],
        origin_name=[say(ORIGINS[origin]) for origin in found.flows["origin"]],
    )
    return Picture(figure, sentence, Sheet(FLOW, FLOW_SHAPE, rows, (), language))


@keep(MOST_KEPT)
def kinds(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """The stock at the period's end by kind of talent and origin, with who came and left in the period."""
    records = Records.behind(ARRIVALS, view, unit_id, period_id, language, STOCK)
    if closed := records.closed():
        return closed
    flow_ = _flow(view, unit_id, period_id)
    found = flow_.kinds
    if few := records.few(stock_sentence(flow_), flow_.stock):
        return few
    sentence = with_hidden(kinds_sentence(found), found)
    ends = {
        row["talent_type"]: f"<b>{count_or_withheld(row['stock'])}</b>  +{count_or_withheld(row['came'])} "
        f"−{count_or_withheld(row['left'])}"
        for row in rows_of(found)
    }
    frame = found.rename(columns={"talent_type": "row"})
    figure = charts.stacked(frame, KIND_NAMES, PARTS, charts.Words(sentence=say(sentence)), language, ends)
    rows = found.assign(kind_name=[say(KIND_NAMES[kind]) for kind in found["talent_type"]])
    return Picture(figure, sentence, Sheet(KINDS, KINDS_SHAPE, rows, (), language))


@keep(MOST_KEPT)
def reasons(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Why those left who left in the period, by origin."""
    records = Records.behind(STAYING, view, unit_id, period_id, language, STOCK)
    if closed := records.closed():
        return closed
    found = _flow(view, unit_id, period_id)
    if few := records.few(left_sentence(found, period_id), found.moved("left", period_id)):
        return few
    sentence = with_hidden(reasons_sentence(found, period_id), found.reasons)
    ends = {row["exit_reason"]: count_or_withheld(row["left"]) for row in rows_of(found.why)}
    wide = found.reasons.pivot(index="exit_reason", columns="origin", values="left").reset_index(names="row")
    figure = charts.stacked(wide, GIVEN, PARTS, charts.Words(sentence=say(sentence)), language, ends)
    given = found.reasons[found.reasons["exit_reason"].isin(list(GIVEN))].reset_index(drop=True)
    rows = given.assign(
        reason_name=[say(REASONS[reason]) for reason in given["exit_reason"]],
        origin_name=[say(ORIGINS[origin]) for origin in given["origin"]],
    )
    return Picture(figure, sentence, Sheet(WHY, WHY_SHAPE, rows, (), language))


@keep(MOST_KEPT)
def staying(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Retention curves by origin; for those who do not see small cells, by half-years."""
    records = Records.behind(STAYING, view, unit_id, period_id, language, STOCK)
    if closed := records.closed():
        return closed
    found = _curves(view, unit_id, period_id)
    table = stay_table(found, HALF_YEAR)
    at_risk = [table.loc[table["origin"] == curve.origin, "at_risk"].tolist() for curve in found.curves]
    first = min(period.start for period in session.periods(view).values())
    since = Text(format_date(first, "en"), format_date(first, "zh"))
    fewest = session.thresholds(view).least_denominator
    sentence = stays_sentence(found, since, fewest, rounded=not sees_small_cells(view.scope))
    sentence = with_hidden(records.with_coverage(sentence), table)
    if not found.curves:
        return Picture(None, sentence, None)
    figure = charts.stay_curves(found.curves, at_risk, charts.Words(sentence=say(sentence)), language)
    rows = table.assign(origin_name=[say(ORIGINS[origin]) for origin in table["origin"]])
    return Picture(figure, sentence, Sheet(STAY, STAY_SHAPE, rows, (), language))


def _curves(view: View, unit_id: str, period_id: str) -> StayCurves:
    held = session.thresholds(view)
    found = stay_curves(answers.of_records(view, talent_stays, unit_id, period_id), held.least_denominator)
    return found if sees_small_cells(view.scope) else found.for_viewers(HALF_YEAR, held)
