"""A unit's spine with its choices, and the villages that are like it: for every page that shows them."""

from __future__ import annotations

import streamlit as st

from analytics.catalogue.kinds import Block
from analytics.findings.benchmark import Against
from analytics.findings.peers import ALL, Attribute
from analytics.periods import Period
from pages.parts import filters, frame, tables
from pages.parts.here import Here
from pages.parts.pictures import show
from pages.parts.pictures import spine as pictures
from pages.parts.pictures.overview import ALL_BLOCKS
from pages.parts.words import _, plain, say


def show_spine(at: Here, unit_id: str, period: Period, block: Block | None, against: Against) -> None:
    """The spine, why there is no benchmark where there is none, and the table behind it; the villages most like it
    where it is held against them, by attributes that can be switched off."""
    attributes = _attributes(_("Alike in")) if against is Against.PEERS else ALL
    stand = pictures.stand(at.view, pictures.Asked(unit_id, period.period_id, block, against, attributes), at.language)
    if stand.note is not None:
        st.info(plain(say(stand.note)))
    show(stand.picture, "spine", said_first=True)
    if stand.picture.sheet is not None:
        choice = {
            _("Unit"): at.names()[unit_id],
            _("Against"): say(stand.benchmark),
            _("Building block"): say(block.label) if block else say(ALL_BLOCKS),
        }
        tables.show(at, stand.picture.sheet, choice, period.period_id, "spine")
    if against is Against.PEERS:
        show_alike(at, unit_id, period, attributes)


def show_alike(at: Here, unit_id: str, period: Period, attributes: tuple[Attribute, ...] = ALL) -> None:
    """The villages most like one, how far each is from it and in what."""
    frame.section(_("The villages most like {unit}").format(unit=at.names()[unit_id]))
    picture = pictures.alike(at.view, unit_id, period.period_id, attributes, at.language)
    show(picture, "alike")
    if picture.sheet is not None:
        said = _(", ").join(say(attribute.label) for attribute in attributes)
        choice = {_("Unit"): at.names()[unit_id], _("Alike in"): said}
        tables.show(at, picture.sheet, choice, period.period_id, "alike", opened=True)


def _attributes(label: str) -> tuple[Attribute, ...]:
    shown = {str(attribute): say(attribute.label) for attribute in Attribute}
    return tuple(map(Attribute, filters.several(st, "attributes", label, shown)))
