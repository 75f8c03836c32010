"""Reading a choice: a code, a Chinese or English label, a part of a label that can mean only one, or a synonym."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

from data.intake.values import BLANK_MARKS, Fault, Note, ReadCell, Reading
from data.intake.words import heading_key, plain
from data.schema import ENUMERATIONS, Enumeration
from data.text import Text

# What clerks write for a label and what no part of the label covers; a county's own list is laid over it.
SYNONYMS: dict[str, dict[str, str]] = {
    "education": {"专科": "college", "大学专科": "college", "大学本科": "bachelor", "大学": "bachelor",
                  "中专": "senior", "中技": "senior", "职高": "senior", "小学": "primary", "硕士": "postgraduate",
                  "博士": "postgraduate"},
    "meeting_type": {"支部大会": "branch_congress", "党员大会": "branch_congress", "支委会": "branch_committee",
                     "支部委员会": "branch_committee", "小组会": "party_group", "主题党日活动": "theme_day",
                     "民主评议": "democratic_evaluation", "民主评议党员": "democratic_evaluation",
                     "联席会议": "four_team_joint"},
    "member_stage": {"申请人": "applicant", "积极分子": "activist", "党员": "full"},
    "post_type": {"党支部书记": "party_secretary", "村书记": "party_secretary", "支部书记": "party_secretary",
                  "村主任": "village_director", "驻村第一书记": "first_secretary"},
}  # fmt: skip
BRACKETED = re.compile(r"\([^)]*\)")


def choice_reader(enumeration: str, aliases: dict[str, str] | None = None) -> ReadCell:
    """A reader of one enumeration; `aliases` are a county's own synonyms, each with its code."""
    declared = ENUMERATIONS[enumeration]
    exact = _labels(declared)
    loose = {**_parts(declared), **_keyed(SYNONYMS.get(enumeration, {})), **_keyed(aliases or {})}

    def read(text: str) -> Reading:
        key = heading_key(text)
        if key in exact:
            return Reading(exact[key], None if text == text.strip() else Note.SPACES)
        if key in loose:
            return Reading(loose[key], Note.SYNONYM)
        if plain(text).lower() in BLANK_MARKS:
            return Reading(None, Note.BLANK_MARK)
        return Reading(fault=Fault.CHOICE, hint=_hint(key, {**exact, **loose}, declared))

    return read


@cache
def _exact(name: str) -> tuple[tuple[str, str], ...]:
    labels = ENUMERATIONS[name].labels
    spellings = [(spelling, code) for code, label in labels.items() for spelling in (code, label.zh, label.en)]
    return tuple((heading_key(spelling), code) for spelling, code in spellings)


def _labels(declared: Enumeration) -> dict[str, str]:
    return dict(_exact(declared.name))


def _keyed(synonyms: dict[str, str]) -> dict[str, str]:
    return {heading_key(word): code for word, code in synonyms.items()}


def _parts(declared: Enumeration) -> dict[str, str]:
    """A label without its brackets, and each of the words it lists, where only one label of the list has them."""
    found: dict[str, set[str]] = {}
    for code, label in declared.labels.items():
        bare = BRACKETED.sub("", heading_key(label.zh))
        for word in {bare, *bare.split("、")}:
            found.setdefault(word, set()).add(code)
    return {word: next(iter(codes)) for word, codes in found.items() if len(codes) == 1}


def _hint(key: str, spellings: dict[str, str], declared: Enumeration) -> Text:
    close = get_close_matches(key, spellings, n=1, cutoff=0.5)
    if close:
        label = declared.labels[spellings[close[0]]]
        return Text(f"Did you mean {label.zh} ({label.en})?", f"是否应为“{label.zh}”？")
    labels = [label.zh for label in declared.labels.values()]
    return Text(f"The list: {', '.join(labels)}.", f"可选：{'、'.join(labels)}。")
