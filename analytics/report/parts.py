"""What a pack is made of: sections with sentences, tables and figures, in the reader's language, ready to be set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from analytics.charts import figures as go
from analytics.charts.drawing import to_svg
from analytics.charts.theme import LOOKS
from analytics.words import VERDICTS, Verdict
from data.text import Language, Text

LONG_RUN = re.compile(r"[^\s\u2e80-\uffef]{25,}")
BREAK = "\u200b"
FIGURE_WIDTH = 860


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, perhaps in the colour of a verdict."""

    text: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the page; columns in `right` are set to the right."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    right: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn figure and the sentence that says the same in words."""

    svg: str
    sentence: str


@dataclass
class Section:
    """A heading and what stands under it, in order: sentences, sub-headings, tables, figures. One that `flows` begins
    where the one before it ends, else on a page of its own."""

    title: str
    flows: bool = False
    parts: list[dict[str, Any]] = field(default_factory=list)

    def say(self, *sentences: str) -> None:
        self.parts += [{"kind": "text", "text": breakable(sentence)} for sentence in sentences if sentence]

    def head(self, title: str) -> None:
        self.parts.append({"kind": "heading", "text": title})

    def add(self, part: Table | Figure | None, above: str = "", below: str = "") -> None:
        """A table without rows is left out; sentences `above` and `below` a figure stay on its page."""
        if isinstance(part, Figure):
            said = {"above": breakable(above), "below": breakable(below)}
            self.parts.append({"kind": "figure", "svg": part.svg, "alt": part.sentence, **said})
        elif part is not None and part.rows:
            self.parts.append(
                {
                    "kind": "table",
                    "headings": list(part.headings),
                    "widths": list(part.widths),
                    "right": [place in part.right for place in range(len(part.headings))],
                    "rows": [[[breakable(cell.text), cell.colour] for cell in row] for row in part.rows],
                }
            )

    def as_json(self) -> dict[str, Any]:
        return {"title": self.title, "flows": self.flows, "parts": self.parts}


def drawn(figure: go.Figure, sentence: str) -> Figure:
    return Figure(to_svg(figure, FIGURE_WIDTH), sentence)


def cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text) for text in texts)


def verdict_cell(code: object, language: Language) -> Cell:
    """A verdict's glyph and words in its colour; empty where there is none."""
    if not isinstance(code, str) or not code:
        return Cell("")
    verdict = Verdict(code)
    mark = VERDICTS[verdict]
    return Cell(f"{mark.glyph} {mark.name.in_language(language)}", LOOKS[verdict].colour)


def words(texts: Sequence[Text], language: Language) -> tuple[str, ...]:
    return tuple(text.in_language(language) for text in texts)


def breakable(text: str) -> str:
    """Long runs of letters may be broken, so that no column is clipped."""
    return LONG_RUN.sub(lambda run: BREAK.join(re.findall(".{1,12}", run[0])), " ".join(text.split()))
