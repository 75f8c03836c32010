"""What the headings of a file mean: whose figure a cell is, and which part of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analytics.catalogue import INDICATORS
from analytics.exports import shape
from analytics.exports.table import WORDS, Column
from analytics.words import format_period
from data.text import Language

OF_ROW = (*shape.UNITS[1:], shape.CODE, shape.TITLE, shape.MEASURE, shape.CLASS_NAME, shape.DIVIDES)
CHECKED = (*OF_ROW, *shape.MEASURES, *shape.RANKS, *shape.REPORTED)
KEYS = ("org_unit_id", "code", "period_id", "by", "class")
KNOWN = (shape.UNIT_CODE, shape.PERIOD, shape.BY, shape.CLASS, *CHECKED)
AGAINST = ("benchmark", "verdict", "rank", "rank_lower", "rank_upper")
"""What depends on the unit that the file's values are held against."""
UNIT_OF = re.compile(r" \([^()]*\)$")
OF_INDICATOR = re.compile(r"([A-E]\d\d) (.+)")
STATE_WORDS = ("state", "状态")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A column of the file: the part of a figure it holds, and the indicator or period that its heading names."""

    place: int
    heading: str
    field: str
    code: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The columns that were understood, those that were not, and the file's language."""

    keys: Mapping[str, int]
    columns: tuple[Meaning, ...]
    unknown: tuple[str, ...]
    language: Language


def read_headings(headings: Sequence[str], periods: Sequence[str]) -> Reading:
    """What every heading means; `periods` are those that the store knows."""
    language = _language(headings)
    known = {column.heading.in_language(language): column for column in KNOWN}
    named = {word: period for period in periods for word in _period_words(period, language)}
    keys: dict[str, int] = {}
    columns: list[Meaning] = []
    unknown: list[str] = []
    for place, heading in enumerate(headings):
        column = known.get(heading) or known.get(UNIT_OF.sub("", heading))
        wide = _wide(place, heading, named)
        if column is not None:
            if column.key in KEYS:
                keys[column.key] = place
            columns += [Meaning(place, heading, column.key)] if column.key not in KEYS else []
        elif wide is not None:
            columns.append(wide)
        elif heading:
            unknown.append(heading)
    return Reading(keys, tuple(columns), tuple(unknown), language)


def kind_of(field: str) -> Column:
    """The column of our own tables that holds this part of a figure."""
    return next(column for column in KNOWN if column.key == field)


def _wide(place: int, heading: str, periods: Mapping[str, str]) -> Meaning | None:
    """A column of one indicator (`A01 …`) or of one period, its value or its state."""
    if heading in periods:
        return Meaning(place, heading, "value", period=periods[heading])
    first, _, rest = heading.rpartition(" ")
    if rest in STATE_WORDS and first in periods:
        return Meaning(place, heading, "state", period=periods[first])
    found = OF_INDICATOR.fullmatch(heading)
    if found and found[1] in {indicator.code for indicator in INDICATORS.values()}:
        return Meaning(place, heading, "state" if found[2] in STATE_WORDS else "value", code=found[1])
    return None


def _period_words(period: str, language: Language) -> set[str]:
    return {period, *(format_period(period, language, running) for running in (False, True))}


def period_of(text: str, periods: Sequence[str], language: Language) -> str:
    """The period that a cell names by its id or in words; the text itself where it is unknown."""
    return next((period for period in periods if text in _period_words(period, language)), text)


def breakdown_of(text: str, language: Language) -> str:
    """The breakdown that a cell names in words; the text itself where it is unknown."""
    words = {title.in_language(language): name for name, title in WORDS["breakdown"].items()}
    return words.get(text, text)


def _language(headings: Sequence[str]) -> Language:
    chinese = sum(bool(re.search(r"[一-鿿]", heading)) for heading in headings)
    return "zh" if 2 * chinese > len(headings) else "en"
