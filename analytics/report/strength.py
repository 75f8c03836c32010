"""The strength band of the villages, and how far it can be trusted."""

from __future__ import annotations

from analytics import charts
from analytics.findings.sentences_of_strength import card_sentence, spread_sentence, trust_sentence
from analytics.report.parts import Section, Table, cells, drawn, words
from analytics.report.subject import Subject
from analytics.strength import Robustness, Structure, inputs_of, robustness, standing
from analytics.strength.own import structure_of
from analytics.strength.standing import track_title
from analytics.strength.structure import REST
from analytics.strength.tables import league, summary
from analytics.units import VILLAGE
from analytics.words import format_number, number, rows_of
from data.queries.structure import structure as ask_attributes
from data.text import Text

DRAWS, SEED = 1000, 1
TITLE = Text("Organizational strength", "组织力指数")
NONE = Text("Strength could not be scored here for this period.", "本期无法计算组织力指数。")
HEADINGS = (
    Text("Unit", "单位"),
    Text("Rank", "位次"),
    Text("90% interval", "90%区间"),
    Text("Score", "得分"),
    Text("90% interval", "90%区间"),
    Text("Band", "档次"),
    Text("Draws in this band (%)", "同档模拟占比 (%)"),
)
LOWEST = Text("The {n} lowest", "得分最低的{n}个")
ALL = Text("All villages, the lowest first", "各村得分（由低到高）")
SPAN = Text("{lower} to {upper}", "{lower}至{upper}")
RANKS = ("rank", "rank_lower", "rank_upper")
MOST_LISTED = 12
MOST_DRAWN = 60


def strength_section(of: Subject) -> Section:
    """The villages of the county by track, narrowed to the unit's own where it is smaller."""
    section, found = Section(TITLE.in_language(of.language), flows=True), measured(of)
    if found is None:
        section.say(NONE.in_language(of.language))
        return section
    shape = found.strength.structure
    section.say(shape.note.in_language(of.language))
    own = [unit.id for unit in of.villages if unit.id in found.strength.scores.index]
    if len(own) == 1:
        section.say(card_sentence(of.names[own[0]], standing(found, own[0]), shape).in_language(of.language))
    elif of.unit.level != VILLAGE:
        for track in tracks(found):
            _add_track(section, of, found, track)
    if found.units["score"].notna().any():
        section.say(trust_sentence(found).in_language(of.language))
    return section


def measured(of: Subject) -> Robustness | None:
    """The index as the screen has it: over the villages of the county, under the structure in force."""
    county = of.units.at_level(of.unit.id, "county") or of.unit
    villages = of.units.descendants(county.id, VILLAGE, of.period.end)
    shape: Structure = structure_of(of.home)
    if not villages or len(villages) > 3000:
        return None
    ids = [unit.id for unit in villages]
    inputs = inputs_of(of.cells(list(shape.indicators), villages)).of_units(ids)
    fitting = inputs.fitting(shape)
    if fitting is None:
        return None
    attributes = ask_attributes(of.reader, county.id, of.period.period_id).to_pandas().set_index("org_unit_id")
    return robustness(
        inputs.values,
        inputs.errors,
        fitting,
        DRAWS,
        SEED,
        attributes=attributes.reindex(inputs.values.index),
        applicable=inputs.applicable,
    )


def tracks(found: Robustness) -> list[str]:
    return list(dict.fromkeys(found.strength.tracks)) if found.strength.structure.tracks else [REST]


def _add_track(section: Section, of: Subject, found: Robustness, track: str) -> None:
    """How the scores of a track are spread, and the lowest of the unit's own villages with their doubt."""
    shape, language = found.strength.structure, of.language
    title = track_title(shape, track)
    if title is not None:
        section.head(title.in_language(language))
    section.say(spread_sentence(summary(found, track if shape.tracks else None)).in_language(language))
    own = {unit.id for unit in of.villages}
    rows = league(found, track if shape.tracks else "rest")
    rows = rows[rows["org_unit_id"].isin(own) & rows["rank"].notna()]
    if rows.empty:
        return
    titles = {band.id: band.title.in_language(language) for band in shape.bands}
    places = {band.id: place for place, band in enumerate(shape.bands)}
    if len(rows) <= MOST_DRAWN:
        leasts = (shape.bands[0].least, *shape.cuts(track))
        grades = [charts.Grade(titles[b.id], least) for b, least in zip(shape.bands, leasts, strict=True)]
        named = rows.assign(name=rows["org_unit_id"].map(of.names), period_id="", grade=rows["band"].map(places))
        named = named.assign(
            grade=named["grade"].astype("Int64"),
            band_title=named["band"].map(titles),
            track_title="",
            town="",
            stars=None,
        )
        sentence = spread_sentence(summary(found, track if shape.tracks else None)).in_language(language)
        section.add(drawn(charts.score_intervals(named, grades, charts.Words(sentence=sentence), language), sentence))
    lowest = rows.sort_values(["rank", "org_unit_id"], ascending=[False, True]).head(MOST_LISTED)
    section.head((LOWEST.fill(n=len(lowest)) if len(lowest) < len(rows) else ALL).in_language(language))
    body = []
    for row in rows_of(lowest):
        rank, low, high = (
            format_number(number(row[k]) or 0, language, 0) for k in ("rank", "rank_lower", "rank_upper")
        )
        score, least, most = (format_number(float(row[k]), language) for k in ("score", "score_lower", "score_upper"))
        body.append(
            cells(
                of.names[str(row["org_unit_id"])],
                rank,
                SPAN.fill(lower=low, upper=high).in_language(language),
                score,
                SPAN.fill(lower=least, upper=most).in_language(language),
                titles[str(row["band"])],
                format_number(float(row["certain"]), language, 0),
            )
        )
    widths = (2.2, 0.9, 1.6, 1.0, 1.8, 1.8, 1.6)
    section.add(Table(words(HEADINGS, language), tuple(body), widths, frozenset({1, 2, 3, 4, 6})))
