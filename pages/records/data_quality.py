"""How good the data are: what is missing, who is late, what looks odd and what was said of it, and what that means."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import streamlit as st

from analytics.findings.outliers import KINDS
from analytics.words import format_date
from data.access import Role
from data.home import Home
from data.quality import WATCHES
from data.quality.due import FILE as DUE_FILE
from data.quality.explained import Case, Explanation, explain
from data.quality.questions import OWED
from data.quality.told import ALL_TABLES
from pages.parts import filters, frame, identity, session, strength, tables
from pages.parts.block import stop_if_too_large
from pages.parts.here import Here, here
from pages.parts.pictures import data_quality as pictures
from pages.parts.pictures import show
from pages.parts.units import Unit
from pages.parts.words import _, plain, say

ALL = "all"
SAMPLE_DAYS = 31


def page() -> None:
    at = here()
    head = st.container()
    places = filters.bar(3, 2, 2)
    unit = filters.unit(places[0], at)
    period = filters.period(places[1], at)
    sheets = {ALL: _("All sheets")} | {name: say(ALL_TABLES[name].title) for name in OWED}
    sheet = filters.option(places[2], "sheet", _("Sheet"), sheets)
    frame.heading(head, _("Data quality"), at)
    today, due = today_of(at), session.edition(Home.default().settings / DUE_FILE)
    choice = {_("Unit"): at.names()[unit.id]}
    stop_if_too_large(at, unit, period)
    show_reports(at, due, today, unit, "" if sheet == ALL else sheet, choice)
    show_warnings(at, due, today, unit, choice)
    if at.view.scope.role >= Role.LEADER:
        st.caption(plain(say(pictures.few_behind(at.view, unit.id, period.period_id))))
    show_outliers(at, unit, period.period_id)
    show_bounds(at, unit, period.period_id)


def today_of(at: Here) -> date:
    """The day by which something is owed: today; the sample county sends nothing more, so its clock stands still a
    month after its last sheet."""
    if at.info.synthetic and at.as_of:
        return min(date.today(), at.as_of + timedelta(days=SAMPLE_DAYS))
    return date.today()


def show_reports(at: Here, due: str, today: date, unit: Unit, sheet: str, choice: dict[str, str]) -> None:
    """Completeness, the chase list, timeliness."""
    frame.section(_("What has been reported"))
    picture = pictures.complete(at.view, due, today, unit.id, sheet, at.language)
    show(picture, "completeness")
    if picture.sheet is not None:
        tables.show(at, picture.sheet, choice, None, "completeness")
    frame.section(_("Who owes what"))
    chased = pictures.chase(at.view, due, today, unit.id, at.language)
    show(chased, "chase")
    day = format_date(today, at.language)
    stands = _("Held against {day}, on which the sample county's clock stands.")
    st.caption(plain((stands if today < date.today() else _("Held against today, {day}.")).format(day=day)))
    if chased.sheet is not None:
        tables.show(at, chased.sheet, choice, None, "chase", opened=True)
    if picture.sheet is not None:
        with st.expander(_("How timely the townships are"), icon=":material/schedule:"):
            timely = pictures.timely(at.view, due, today, unit.id, at.language)
            tables.show(at, timely, choice, None, "timely", opened=True)


def show_warnings(at: Here, due: str, today: date, unit: Unit, choice: dict[str, str]) -> None:
    """By rule, then the cases of one rule for those who look after the records, who may explain them."""
    frame.section(_("What looks odd"))
    found, edition = pictures.cases_of(at.view, due, today, unit.id), pictures.edition()
    picture = pictures.by_rule(at.view, due, today, unit.id, edition, at.language)
    show(picture, "rules")
    st.caption(_("All records in force, whatever period is chosen."))
    assert picture.sheet is not None
    tables.show(at, picture.sheet, choice, None, "rules", opened=True)
    if at.view.scope.role < Role.STEWARD or found.empty:
        return
    counts = found["rule"].value_counts()
    titles = {rule: f"{rule} {say(WATCHES[rule].sentence)} ({counts[rule]})" for rule in WATCHES if rule in counts}
    rule = filters.option(st, "rule", _("Rule"), titles)
    listed = pictures.listed(at.view, due, today, unit.id, rule, edition, at.language)
    tables.show(at, listed, choice, None, "cases", opened=True)
    own = found.loc[found["rule"] == rule, "case"].head(pictures.MOST_CASES)
    offer_to_explain(at, own, pictures.explanations(Home.default(), edition), "")


def offer_to_explain(at: Here, cases: Iterable[Case], known: dict[Case, Explanation], key: str) -> None:
    """A note on a case, which stands until it is taken back, whatever is imported."""
    with st.form(f"explain{key}", border=True):
        st.markdown(_("A case that is as it should be can be explained: it then no longer counts as open."))
        labels = {case: _label(at, case, known) for case in cases}
        case = st.selectbox(_("Case"), list(labels), format_func=labels.__getitem__, key=f"case{key}")
        note = st.text_input(_("Why it is right (empty: open it again)"), max_chars=500, key=f"note{key}")
        sent = st.form_submit_button(_("Keep the note"), icon=":material/edit_note:")
    if sent and case is not None:
        identity.demand(Role.STEWARD, "explain a warning")
        explain(Home.default(), case, note, session.author(), datetime.now())
        identity.note("explain a warning", {"rule": case[0], "unit": case[2], "period": case[3], "note": note})
        st.rerun()


def _label(at: Here, case: Case, known: dict[Case, Explanation]) -> str:
    rule, sign, unit, period, record = case
    mark = "✎ " if case in known else ""
    what = ""
    if rule == pictures.STANDS_OUT:
        what, record = say(at.indicators[sign].title), say(KINDS[record])
    return mark + " · ".join(word for word in (at.names().get(unit, unit), what, period, record) if word)


def show_outliers(at: Here, unit: Unit, period_id: str) -> None:
    frame.section(_("Figures that stand out"))
    county = strength.county_of(at.view, unit.id)
    if county is None:
        st.markdown(_("Too many villages to look at one by one. Choose a county."))
        return
    edition = pictures.edition()
    picture = pictures.stand_out(at.view, county, unit.id, period_id, edition, at.language)
    show(picture, "outliers")
    if picture.sheet is None:
        return
    cases = pictures.outlier_cases(at.view, county, unit.id, period_id)
    known = pictures.explanations(Home.default(), edition)
    told = sum(case in known for case in cases)
    st.caption(plain(_("{n} of those listed are open, {told} are explained.").format(n=len(cases) - told, told=told)))
    tables.show(at, picture.sheet, {_("Unit"): at.names()[unit.id]}, period_id, "outliers")
    if at.view.scope.role >= Role.STEWARD:
        offer_to_explain(at, cases, known, " of a figure")


def show_bounds(at: Here, unit: Unit, period_id: str) -> None:
    """Any indicator with every silent village worst, or best."""
    frame.section(_("What the silence of villages could hide"))
    kind = at.periods[period_id].kind
    offered = {key: found for key, found in at.indicators.items() if kind in found.periods}
    indicator = filters.indicator(st, offered)
    picture = pictures.bounds(at.view, unit.id, indicator, period_id, at.language)
    show(picture, "bounds")
    if picture.sheet is not None:
        choice = {_("Unit"): at.names()[unit.id], _("Indicator"): say(indicator.title)}
        tables.show(at, picture.sheet, choice, period_id, "bounds")


page()
