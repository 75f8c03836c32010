"""The bands of a composite score on a picture: one hue from pale to dark, a glyph that grows, and what a unit says."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.charts.labels import plain
from analytics.charts.parts import GAP
from analytics.charts.theme import BANDS_FROM, BANDS_TO
from analytics.words import format_number, number, rows_of
from data.text import Language, Text

GLYPHS = "▁▂▃▄▅▆▇█"
SCORE = Text("score {score}, 90% interval {lower} to {upper}", "得分{score}，90%区间{lower}至{upper}")
RANK = Text("rank {rank}, 90% interval {lower} to {upper}", "位次{rank}，90%区间{lower}至{upper}")
CERTAIN = Text("{glyph} {band}, in {share}% of the draws", "{glyph} {band}，占模拟次数的{share}%")


@dataclass(frozen=True, slots=True)
class Grade:
    """A band in the reader's language; it holds the scores from `least` up to the next one's."""

    name: str
    least: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit on a picture of scores; `grade` is its band's place from the lowest, None where it is not banded."""

    unit: str
    name: str
    score: float
    score_lower: float
    score_upper: float
    rank: int | None
    rank_lower: int | None
    rank_upper: int | None
    grade: int | None
    certain: float | None


def scored(frame: pd.DataFrame) -> list[Scored]:
    """The rows that have a score: `org_unit_id`, `name`, `score`, `rank` with `_lower` and `_upper`, `grade`,
    `certain` (percent); those of rank, grade and certain may be missing."""
    return [_scored(row) for row in rows_of(frame) if number(row["score"]) is not None]


def _scored(row: dict[str, Any]) -> Scored:
    score, lower, upper = (float(row[name]) for name in ("score", "score_lower", "score_upper"))
    rank, best, worst, grade = (_whole(row.get(name)) for name in ("rank", "rank_lower", "rank_upper", "grade"))
    return Scored(
        str(row["org_unit_id"]), str(row["name"]), score, lower, upper, rank, best, worst, grade,
        number(row.get("certain")),
    )  # fmt: skip


def _whole(cell: Any) -> int | None:
    found = number(cell)
    return None if found is None else round(found)


def ramp(grades: int) -> list[str]:
    """A colour for each band, the lowest palest."""
    ends = [[int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in (BANDS_FROM, BANDS_TO)]
    steps = [place / max(grades - 1, 1) for place in range(grades)]
    return ["#" + "".join(f"{round(a + (b - a) * step):02X}" for a, b in zip(*ends, strict=True)) for step in steps]


def glyph(place: int, grades: int) -> str:
    """A bar as high as the band stands."""
    return GLYPHS[round(place * (len(GLYPHS) - 1) / max(grades - 1, 1))]


def colours_of(units: Sequence[Scored], grades: Sequence[Grade], otherwise: str) -> list[str]:
    colours = ramp(len(grades))
    return [otherwise if unit.grade is None else colours[unit.grade] for unit in units]


def hover(unit: Scored, grades: Sequence[Grade], language: Language) -> str:
    """Name, score and rank with their intervals, band with its share of draws; as Plotly's markup."""
    ends = (unit.score, unit.score_lower, unit.score_upper)
    scores = (format_number(value, language) for value in ends)
    lines = [SCORE.fill(**dict(zip(("score", "lower", "upper"), scores, strict=True)))]
    if unit.rank is not None:
        lines.append(RANK.fill(rank=unit.rank, lower=unit.rank_lower, upper=unit.rank_upper))
    if unit.grade is not None:
        share = format_number(unit.certain or 0.0, language, 0)
        mark = glyph(unit.grade, len(grades))
        lines.append(CERTAIN.fill(glyph=mark, band=grades[unit.grade].name, share=share))
    said = [plain(line.in_language(language)) for line in lines]
    return "<br>".join([f"<b>{plain(unit.name)}</b>", *said])


def key_of_bands(present: Collection[int | None], grades: Sequence[Grade]) -> str:
    """The bands that occur with their glyph and colour, as one line of Plotly's markup."""
    colours = ramp(len(grades))
    return GAP.join(
        f'<span style="color:{colours[place]}">■</span> {glyph(place, len(grades))} {plain(grade.name)}'
        for place, grade in enumerate(grades)
        if place in present
    )
