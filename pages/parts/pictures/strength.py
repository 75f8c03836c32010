"""What the page of the strength index shows, made once for a view, a county, a period and a structure, and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics import charts
from analytics.exports import Column
from analytics.findings.sentences import joined
from analytics.findings.sentences_of_strength import spread_sentence, stars_sentence, trust_sentence
from analytics.strength import Strength, Structure
from analytics.strength.standing import track_title
from analytics.strength.tables import beside_stars, league, summary
from data.queries.county_lists import county_lists
from data.text import Language, Text
from pages.parts import columns, session, strength
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.session import View
from pages.parts.units import TOWNSHIP
from pages.parts.words import say

MOST_DRAWN, FIRST, LAST = 60, 10, 40
ONLY_ENDS = Text(
    "Drawn are the first {first} and the last {last} of {total}; all of them are in the table, and drawn if asked for.",
    "图中为前{first}位和后{last}位，全部{total}个村见数据表，也可选择全部画出。",
)
Asked = tuple[View, str, str, Structure]
LEAGUE = Text("Strength index", "组织力指数")
TOWN = Column("town", Text("Township", "所属乡镇"))
BAND = Column("band_title", Text("Band", "档次"))
STARS = Column("stars", Text("County's official star rating", "县级星级评定"), "integer")
TRACK = Column("track_title", Text("Track", "分类组"))
REASON = Column("why_not", Text("Why not scored", "未计分原因"))
RANKS = (
    Column("rank", Text("Rank", "位次"), "integer"),
    Column("rank_lower", Text("90% interval of the rank from", "位次90%区间从"), "integer"),
    Column("rank_upper", Text("to", "至"), "integer"),
)
SCORES = (
    Column("score", Text("Index score", "指数得分"), "number"),
    Column("score_lower", Text("90% interval of the score from", "得分90%区间下限"), "number"),
    Column("score_upper", Text("to", "得分90%区间上限"), "number"),
)
ODDS = (
    Column("certain", Text("Draws in this band", "同档模拟占比"), "percent", 0),
    Column("bottom_tenth", Text("Draws in the bottom tenth", "末位十分之一占比"), "percent", 0),
)


@dataclass(frozen=True)
class Overview:
    """The pictures of all villages: how scores are spread; the league; what is said of trust and of the stars."""

    spread: Picture
    league: Picture
    trust: Text
    stars: Text


def grades(structure: Structure, track: str, language: Language) -> list[charts.Grade]:
    """The bands as pictures name them, with the cut points of a track."""
    leasts = (structure.bands[0].least, *structure.cuts(track))
    titles = [band.title.in_language(language) for band in structure.bands]
    return [charts.Grade(title, least) for title, least in zip(titles, leasts, strict=True)]


@keep(MOST_KEPT)
def stars(view: View, county: str, period_id: str) -> pd.Series:
    """The county's own star rating of each village in the period's year, else the year before's."""
    with session.reader(view) as reader:
        rows = county_lists(reader, county, period_id).to_pandas()
    given: pd.Series = rows.set_index("org_unit_id")["star_rating"].astype("Int64")
    return given


@keep(MOST_KEPT)
def overview(
    view: View, county: str, period_id: str, structure: Structure, track: str | None, focus: str, language: Language,
    whole: bool = False,
) -> Overview | None:  # fmt: skip
    """All villages of a track (None: of all, without ranks and bands where there are tracks); None: nothing there.
    `whole`: the league's picture has them all, however many."""
    measured = strength.strength(view, county, period_id, structure)
    if measured is None:
        return None
    of, narrowed = measured.robustness, measured.structure
    banded = track is not None or not narrowed.tracks
    found = summary(of, track)
    spread = spread_sentence(found, banded)
    official = stars(view, county, period_id)
    rows = _rows(view, measured, track, official, language)
    if not found.scored:
        sheet = Sheet(LEAGUE, _shape(narrowed, banded), rows, (), language)
        return Overview(Picture(None, spread, None), Picture(None, spread, sheet), Text("", ""), Text("", ""))
    steps = grades(narrowed, track or "rest", language) if banded else []
    drawn = rows if banded else rows.drop(columns=["grade", "rank", "rank_lower", "rank_upper"])
    words = charts.Words(sentence=say(spread))
    dots = charts.score_dots(drawn, steps, narrowed.scale, words, language, focus={focus})
    ends = drawn if whole else ends_of(drawn, focus)
    bars = charts.score_intervals(ends, steps, words, language, by="rank" if banded else "score", focus={focus})
    sheet = Sheet(LEAGUE, _shape(narrowed, banded), rows, _indicators(view, narrowed), language)
    said = stars_sentence(beside_stars(of, official))
    note = [ONLY_ENDS.fill(first=FIRST, last=LAST, total=len(rows))] if len(ends) < len(drawn) else []
    return Overview(Picture(dots, spread, None), Picture(bars, joined(*note, said), sheet), trust_sentence(of), said)


def ends_of(rows: pd.DataFrame, focus: str) -> pd.DataFrame:
    """Of more rows than a picture can be read with the first few, the last, and the one in focus."""
    if len(rows) <= MOST_DRAWN:
        return rows
    places = np.arange(len(rows))
    kept = (places < FIRST) | (places >= len(rows) - LAST) | (rows["org_unit_id"] == focus).to_numpy(bool)
    return rows[kept]


def _rows(
    view: View, measured: strength.Measured, track: str | None, official: pd.Series, language: Language
) -> pd.DataFrame:
    """The league with names, words and the stars beside it."""
    names, units = session.names(view, language), session.units(view)
    table, structure = league(measured.robustness, track if measured.structure.tracks else "rest"), measured.structure
    places = {band.id: place for place, band in enumerate(structure.bands)}
    titles = {band.id: band.title.in_language(language) for band in structure.bands}
    tracks = {key: track_title(measured.structure, key) for key in table["track"].unique()}

    def town(unit: str) -> str:
        found = units.at_level(unit, TOWNSHIP)
        return names[found.id] if found else ""

    return table.assign(
        name=table["org_unit_id"].map(names.get),
        town=[town(unit) for unit in table["org_unit_id"]],
        grade=_mapped(table["band"], places.get).astype("Int64"),
        band_title=_mapped(table["band"], titles.get),
        track_title=[title.in_language(language) if (title := tracks[key]) else "" for key in table["track"]],
        why_not=_mapped(table["reason"], lambda reason: reason.in_language(language)),
        stars=official.reindex(table["org_unit_id"]).to_numpy(),
        period_id="",
    ).drop(columns="reason")


def _mapped(cells: pd.Series, words: Callable[[Any], Any]) -> pd.Series:
    return pd.Series([words(cell) if isinstance(cell, str | Text) else None for cell in cells], dtype=object)


def _shape(structure: Structure, banded: bool) -> tuple[Column, ...]:
    blocks = tuple(Column(block.id, block.title, "number") for block in structure.blocks)
    tracks = (TRACK,) if structure.tracks else ()
    placed = (*RANKS, *SCORES, BAND, *ODDS) if banded else SCORES
    return (columns.UNIT, columns.UNIT_CODE, TOWN, *tracks, *placed, *blocks, REASON, STARS)


def _indicators(view: View, structure: Structure) -> tuple[Any, ...]:
    known = session.indicators(view)
    return tuple(known[name] for name in structure.indicators)


def tracks_of(measured: strength.Measured, language: Language) -> dict[str, str]:
    """The tracks that have villages, by id; empty where the structure has none."""
    return tracks_in(measured.strength, language)


def tracks_in(of: Strength, language: Language) -> dict[str, str]:
    """As `tracks_of`, of a built index."""
    present = of.tracks.unique()
    ordered = [track.id for track in of.structure.tracks if track.id in present]
    ordered += [key for key in present if key not in ordered]
    titles = {key: track_title(of.structure, key) for key in ordered}
    return {key: title.in_language(language) for key, title in titles.items() if title is not None}
