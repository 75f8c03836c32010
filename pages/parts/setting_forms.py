"""One form for each setting: it begins with what the file says and gives what the file would say.

Every field's key ends in `mark`, which changes with the file: what was typed never outlives the file it was typed for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Authority, Indicator, Sense, Target
from analytics.findings.weak_limits import LIMITED, MOST
from analytics.withheld.thresholds import Thresholds
from data.intake.limits import RANGES, SHIPPED, TITLES
from data.quality.due import DEFAULT_DAYS, MOST_DAYS, NOT_OWED, RHYTHMS
from data.quality.questions import OWED
from data.quality.told import ALL_TABLES
from data.schema import ENUMERATIONS, TABLES
from data.text import Text
from pages.parts import filters
from pages.parts.here import Here
from pages.parts.words import _, plain, say

Content = Mapping[str, Any]
AS_OTHERS, OWN_DAYS = "as its rhythm", "own days"
RHYTHM_NAMES = {
    "monthly": Text("Monthly sheets", "每月报送的表"),
    "quarterly": Text("Quarterly sheets", "每季报送的表"),
    "yearly": Text("Yearly sheets", "每年报送的表"),
}
SENSES = {Sense.AT_LEAST: Text("at least", "不低于"), Sense.AT_MOST: Text("at most", "不高于")}
UNITS_OF_LIMITS = {"vacant": Text("days", "天"), "below": Text("%", "%")}


def targets(at: Here, content: Content, mark: str) -> Content:
    """One indicator's target at a time; what is as shipped is not written down."""
    indicator = filters.indicator(st, INDICATORS)
    shipped, own = INDICATORS[indicator.id].target, at.indicators[indicator.id].target
    begin = own or shipped or Target(0.0, source="", authority=Authority.LOCAL)
    if not st.checkbox(_("There is a target"), value=own is not None, key=f"target {indicator.id} {mark}"):
        return _with(content, indicator.id, {"in_force": False} if shipped else None)
    entry = _target_entry(indicator, begin, content.get(indicator.id, {}), mark)
    same = shipped is not None and entry == _entry_of(shipped)
    return _with(content, indicator.id, None if same else entry)


def _target_entry(indicator: Indicator, begin: Target, kept: Any, mark: str) -> dict[str, Any]:
    key, places = f"{indicator.id} {mark}", filters.bar(2, 2, 2, 2)
    senses = {str(sense): say(title) for sense, title in SENSES.items()}
    sense = places[0].selectbox(
        _("The value is to be"), list(senses), list(senses).index(begin.sense), senses.__getitem__, f"sense {key}"
    )
    value = places[1].number_input(_("Target value"), 0.0, None, float(begin.value), key=f"value {key}")
    known = {str(authority): say(authority.label) for authority in Authority}
    authority = places[2].selectbox(
        _("Authority"), list(known), list(known).index(begin.authority), known.__getitem__, f"by {key}"
    )
    effective = places[3].date_input(_("In force from"), begin.effective, key=f"from {key}", format="YYYY-MM-DD")
    source = st.text_input(_("Source"), begin.source, key=f"source {key}")
    found: dict[str, Any] = {
        "value": value, "sense": sense, "source": source, "authority": authority,
        **({"effective": effective} if effective else {}),
    }  # fmt: skip
    notes = kept if isinstance(kept, Mapping) else {}
    return found | {name: notes[name] for name in ("note_en", "note_zh") if name in notes}


def _entry_of(target: Target) -> dict[str, Any]:
    found = {"value": target.value, "sense": str(target.sense), "source": target.source}
    found |= {"authority": str(target.authority)}
    return found | ({"effective": target.effective} if target.effective else {})


def due(at: Here, content: Content, mark: str) -> Content:
    """Days by rhythm, and for single sheets."""
    days, own = _section(content, "days"), _section(content, "sheets")
    for place, name in zip(filters.bar(2, 2, 2), RHYTHMS, strict=True):
        label = _("{sheets}: days after the period end").format(sheets=say(RHYTHM_NAMES[name]))
        begin = _whole(days.get(name, DEFAULT_DAYS), DEFAULT_DAYS)
        told = place.number_input(label, 0, MOST_DAYS, begin, key=f"days {name} {mark}")
        if told != DEFAULT_DAYS or name in days:
            days[name] = told
    places = filters.bar(3, 2, 2)
    titles = {name: say(ALL_TABLES[name].title) for name in OWED}
    sheet = places[0].selectbox(_("A single sheet"), list(titles), format_func=titles.__getitem__, key="due sheet")
    modes = {AS_OTHERS: _("as the others"), OWN_DAYS: _("days of its own"), NOT_OWED: _("not owed")}
    begin_mode = NOT_OWED if own.get(sheet) == NOT_OWED else OWN_DAYS if sheet in own else AS_OTHERS
    mode = places[1].selectbox(
        _("Is due"), list(modes), list(modes).index(begin_mode), modes.__getitem__, key=f"due mode {sheet} {mark}"
    )
    begin, key = _whole(own.get(sheet), DEFAULT_DAYS), f"due days {sheet} {mark}"
    days_of_sheet = places[2].number_input(
        _("Days after the period end"), 0, MOST_DAYS, begin, key=key, disabled=mode != OWN_DAYS
    )
    own.pop(sheet, None)
    if mode != AS_OTHERS:
        own[sheet] = NOT_OWED if mode == NOT_OWED else days_of_sheet
    return {**({"days": days} if days else {}), **({"sheets": own} if own else {})}


def aliases(at: Here, content: Content, mark: str) -> Content:
    """Synonyms of one list: those there are, to be taken away, and a new one."""
    lists = {name: _list_name(name) for name in ENUMERATIONS if _columns_of(name)}
    name = filters.option(st, "list", _("List"), lists)
    labels = {code: say(label) for code, label in ENUMERATIONS[name].labels.items()}
    own = _section(content, name)
    if own:
        words = list(own)
        kept = st.multiselect(
            _("Synonyms in use; take one out to remove it"), words, words,
            format_func=lambda word: f"{word} → {labels.get(own[word], own[word])}", key=f"kept {name} {mark}",
        )  # fmt: skip
        own = {word: own[word] for word in kept}
    places = filters.bar(2, 2)
    word = places[0].text_input(_("What is written"), key=f"word {name} {mark}").strip()
    code = places[1].selectbox(
        _("What is meant"), list(labels), format_func=labels.__getitem__, key=f"meant {name} {mark}"
    )
    if word:
        own[word] = code
    return _with(content, name, own or None)


def disclosure(at: Here, content: Content, mark: str) -> Content:
    """Both thresholds; a list of counts is typed."""
    shipped, places = Thresholds(), filters.bar(2, 2)
    begin = _whole(content.get("least_denominator"), shipped.least_denominator)
    least = places[0].number_input(
        _("Least number of people that a figure may be about"), 1, None, begin, key=f"least denominator {mark}"
    )
    small = content.get("small_counts", list(shipped.small_counts))
    typed = places[1].text_input(
        _("Counts that are hidden, with commas between"), ", ".join(map(str, small)), key=f"small counts {mark}"
    )
    counts = [_count(word) for word in typed.replace("，", ",").replace("、", ",").split(",") if word.strip()]
    wanted = {"least_denominator": least, "small_counts": counts}
    begun = {"least_denominator": shipped.least_denominator, "small_counts": list(shipped.small_counts)}
    return {name: value for name, value in wanted.items() if name in content or value != begun[name]}


def weak(at: Here, content: Content, mark: str) -> Content:
    """The limit of each criterion that has one."""
    found = {}
    for place, (name, rule) in zip(filters.bar(*[2] * len(LIMITED)), LIMITED.items(), strict=True):
        unit = say(UNITS_OF_LIMITS[rule.how])
        told = place.number_input(
            f"{say(rule.title)} ({unit})",
            1,
            MOST[rule.how],
            int(content.get(name, rule.limit)),
            key=f"weak {name} {mark}",
        )
        if told != rule.limit or name in content:
            found[name] = told
    return found


def limits(at: Here, content: Content, mark: str) -> Content:
    """Each limit of a file."""
    found: dict[str, int] = {}
    rows = [filters.bar(2, 2, 2) for _row in range(-(-len(RANGES) // 3))]
    for number, (name, (least, most)) in enumerate(RANGES.items()):
        shipped = int(getattr(SHIPPED, name))
        begin = _whole(content.get(name), shipped)
        told = rows[number // 3][number % 3].number_input(
            say(TITLES[name]), least, most, begin, key=f"limit {name} {mark}"
        )
        if told != shipped or name in content:
            found[name] = told
    return found


FORMS: Mapping[str, Callable[[Here, Content, str], Content]] = {
    "targets": targets,
    "due": due,
    "aliases": aliases,
    "disclosure": disclosure,
    "weak": weak,
    "limits": limits,
}


def show_targets(at: Here) -> None:
    """All targets in force, and which are the county's own."""
    rows = [
        (
            found.code,
            say(found.title),
            say(SENSES[found.target.sense]),
            found.target.value,
            say(found.target.authority.label),
            found.target.source,
            _("own") if found.target != INDICATORS[key].target else "",
        )
        for key, found in at.indicators.items()
        if found.target
    ]
    heads = ["№", _("Indicator"), _("Sense"), _("Target value"), _("Authority"), _("Source"), _("The county's own")]
    st.dataframe(pd.DataFrame(rows, columns=heads), hide_index=True, height=430, key="targets in force")


def show_days(days: Mapping[str, int]) -> None:
    """When each sheet is due, as the file says now."""
    said = [f"{say(ALL_TABLES[sheet].title)} {days[sheet] if sheet in days else _('not owed')}" for sheet in OWED]
    st.caption(plain(_("Now, days after the period end: {sheets}").format(sheets=_("; ").join(said))))


def _with(content: Content, name: str, entry: Any) -> Content:
    """The content with another entry of that name, or without one."""
    if entry is None:
        return {key: value for key, value in content.items() if key != name}
    return {**content, name: entry}


def _section(content: Content, name: str) -> dict[str, Any]:
    found = content.get(name, {})
    return dict(found) if isinstance(found, Mapping) else {}


def _whole(value: object, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def _count(word: str) -> int | str:
    """A number as typed; what is none is left for the check to tell."""
    return int(word) if word.strip().isdecimal() else word.strip()


def _columns_of(enumeration: str) -> list[Text]:
    return [column.heading for table in TABLES.values() for column in table.columns if column.enum == enumeration]


def _list_name(enumeration: str) -> str:
    """What a list is called: the headings of the columns that take from it."""
    return " / ".join(dict.fromkeys(say(heading) for heading in _columns_of(enumeration)))
