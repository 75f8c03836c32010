"""Villages that meet a declared criterion of a weak and lax organization, with the reason; never by the index."""

from __future__ import annotations

import streamlit as st

from analytics.findings.weak_organizations import Side, beside_sentence
from analytics.findings.weak_rules import UNMEASURED
from analytics.words import format_period
from pages.parts import answers, filters, frame, tables
from pages.parts.here import here
from pages.parts.pictures import show
from pages.parts.pictures import weak_organizations as pictures
from pages.parts.units import VILLAGE
from pages.parts.whose_turn import CRITERIA, show_ways
from pages.parts.words import _, plain, say


def page() -> None:
    at = here()
    head = st.container()
    places = filters.bar(3, 2, 2)
    unit = filters.unit(places[0], at)
    period = filters.period(places[1], at)
    name = at.names()[unit.id]
    frame.heading(head, _("Weak organizations"), at)
    frame.stop_unless_there(at, unit, period)
    villages = at.units.count(unit.id, VILLAGE, period.end)
    if not villages:
        frame.stop_kindly(_("There is no village here."))
    if villages > answers.MOST_CLOSE:
        frame.stop_kindly(_("Too many villages to list one by one. Choose a county."))
    found = pictures.weak(at.view, unit.id, period.period_id, at.language)
    _counts(found)
    _beside(found, {"unit": unit.id, "period": period.period_id})
    frame.section(_("Who meets what in {period}").format(period=format_period(period.period_id, at.language)))
    show(found.matrix, "weak")
    choice = {_("Unit"): name}
    if found.matrix.sheet is not None:
        tables.show(at, found.matrix.sheet, choice, period.period_id, "weak", opened=True)
    frame.section(_("The criteria and their sources"))
    if found.left_out:
        st.markdown(
            plain(_("{n} more criteria are judged by the year: choose a year to see them.").format(n=found.left_out))
        )
    tables.show(at, found.rules, choice, period.period_id, "rules", opened=True)
    st.markdown(
        plain(
            _("The same source names more, for which nothing is collected here: {names}.").format(
                names=_("; ").join(f"{say(title)} ({source})" for title, source in UNMEASURED)
            )
        )
    )


def _beside(found: pictures.Weak, asked: dict[str, str]) -> None:
    """Criteria and list in one sentence, and the ways to what is neither."""
    st.markdown(plain(say(beside_sentence(found.villages))))
    show_ways(CRITERIA, asked)


def _counts(found: pictures.Weak) -> None:
    labels = {
        Side.BOTH: _("Criterion and county's list"),
        Side.ONLY_RULES: _("Criterion only"),
        Side.ONLY_LIST: _("County's list only"),
        Side.NOT_KNOWN: _("Cannot be told"),
        Side.NEITHER: _("Neither"),
    }
    for place, (side, label) in zip(st.columns(len(labels)), labels.items(), strict=True):
        place.metric(label, str(found.sides[side]), border=True)


page()
