"""What the page of one unit shows, made once for a view, a unit and a period, and kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analytics import charts
from analytics.catalogue.kinds import Kind
from analytics.charts import figures as go
from analytics.exports import Column
from analytics.findings.benchmark import Against
from analytics.findings.course import trend_of
from analytics.findings.headline import leading
from analytics.findings.on_one_page import notable, silent, worth
from analytics.findings.peers import ALL
from analytics.findings.sentences import joined, listed, trend_verdict, units
from analytics.findings.sentences_of_strength import card_sentence
from analytics.findings.team_presence import why_key
from analytics.periods import Period
from analytics.words import Verdict, format_number, format_period, number, rows_of
from data.queries.county_lists import county_lists
from data.queries.meetings_with_attendance import meetings_with_attendance
from data.queries.structure import structure as ask_structure
from data.tables.enumerations import ENUMERATIONS
from data.text import Language, Text
from pages.parts import answers, columns, session, strength
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.pictures import spine as spines
from pages.parts.pictures.strength import grades
from pages.parts.session import View
from pages.parts.units import TOWNSHIP, VILLAGE
from pages.parts.words import say

YEARS = 3
COURSES = Text("Leading indicators over three years", "主要指标三年走势")
NEVER = Text("None of the leading indicators has a value in these three years.", "三年内主要指标均无数值。")
TRENDS = Text(
    "The newest values of {n} leading indicators and their course since {first}: a trend for the better in {better}, "
    "for the worse in {worse}, no significant trend in {none}; of the others it cannot be told.",
    "{n}项主要指标最新值及{first}以来走势：{better}项趋势向好，{worse}项趋势变差，{none}项无显著趋势，其余无法判断。",
)
AREAS = {
    "population": Text("Resident population", "常住人口"),
    "households": Text("Households", "户数"),
    "members": Text("Party members", "党员"),
    "income": Text("Collective income (yuan)", "村集体经济收入（元）"),
}
KEY = Text("Key village", "重点村")
CATEGORY, TERRAIN = Text("Category", "村类别"), Text("Terrain", "地形")
DISTANCE, LIES_IN = Text("To the county seat (km)", "距县城（公里）"), Text("Belongs to", "所属")
CODE, VILLAGES = Text("Code", "区划代码"), Text("Villages", "所辖村")
UNKNOWN = Text("not reported", "未报送")
BANDS = Text("Of its {villages}, by band of strength: {bands}.", "所辖{villages}的组织力档次：{bands}。")
OF_BAND = Text("{band} {n}", "{band}{n}个")
NOT_SCORED = Text("{n} not scored", "未评分{n}个")
NO_BANDS = Text("The strength of its villages could not be scored for this period.", "本期所辖各村组织力无法评分。")


@dataclass(frozen=True)
class Told:
    """The unit's page in words, against the county: better, worse, what chance alone would flag, worth, silence."""

    better: tuple[Text, ...]
    worse: tuple[Text, ...]
    chance: Text
    worth: tuple[Text, ...]
    silent: Text


@dataclass(frozen=True)
class Strong:
    """A village's band with the share of the draws, or how a township's villages are spread over the bands."""

    sentence: Text
    bands: go.Figure | None


@keep(MOST_KEPT)
def who(view: View, unit_id: str, period_id: str, language: Language) -> list[tuple[str, str]]:
    """What the unit is like, as headed words; of a township the sums of its villages."""
    directory, names = session.units(view), session.names(view, language)
    unit = directory[unit_id]
    around, below = directory.at_level(unit_id, "county") or unit, directory.at_or_below(unit_id)
    villages = answers.of_records(view, ask_structure, around.id, period_id).to_pandas()
    villages = villages[villages["org_unit_id"].isin(below)]
    lists = answers.of_records(view, county_lists, unit_id, period_id).to_pylist()
    above = [names[found.id] for found in directory.above(unit_id) if found.level in (TOWNSHIP, "county")]
    said = [(CODE, unit_id), (LIES_IN, " · ".join(above))]
    if unit.level != VILLAGE:
        said.append((VILLAGES, format_number(len(villages), language, 0)))
    for key, label in AREAS.items():
        known = villages[key].dropna()
        shown = format_number(float(known.sum()), language, 0) if len(known) else UNKNOWN.in_language(language)
        said.append((label, shown))
    if unit.level == VILLAGE and len(villages):
        own = rows_of(villages)[0]
        for label, kind, code in (
            (CATEGORY, "village_category", own["village_category"]),
            (TERRAIN, "terrain", own["terrain"]),
        ):
            words = ENUMERATIONS[kind].labels
            said.append((label, words.get(code, UNKNOWN).in_language(language)))
            if kind == "village_category":
                listed_in = next((row["year"] for row in lists if row["weak_lax"]), None)
                said.append((KEY, why_key(code, listed_in).in_language(language)))
        distance = number(own["distance"])
        said.append(
            (DISTANCE, UNKNOWN.in_language(language) if distance is None else format_number(distance, language))
        )
    return [(label.in_language(language), words) for label, words in said]


@keep(MOST_KEPT)
def told(view: View, unit_id: str, period_id: str, language: Language) -> Told | None:
    """None where none of the indicators applies."""
    sheet = spine(view, unit_id, period_id, language).picture.sheet
    if sheet is None:
        return None
    known = session.indicators(view)
    meetings = answers.of_records(view, meetings_with_attendance, unit_id, period_id)
    clear = notable(sheet.frame, known)
    valued = worth(sheet.frame, known, meetings)
    return Told(clear.better, clear.worse, clear.chance, valued, silent(sheet.frame, known))


def spine(view: View, unit_id: str, period_id: str, language: Language, printed: bool = False) -> spines.Stand:
    """The unit on all core indicators against its county, in tight rows; on paper on those that have a value."""
    asked = spines.Asked(unit_id, period_id, None, Against.COUNTY, ALL, tight=True, valued=printed)
    return spines.stand(view, asked, language)


@keep(MOST_KEPT)
def courses(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """The leading indicators over three years up to the period, by quarters where they are counted so."""
    names, periods = session.names(view, language), session.periods(view)
    chosen = periods[period_id]
    shown = {found.id: found for group in leading(chosen.kind, session.indicators(view)).values() for found in group}
    window = _window(periods.values(), chosen)
    frame = answers.cells(view, tuple(shown), (unit_id,), tuple(found.period_id for found in window))
    kinds = {key: "quarter" if "quarter" in found.periods else "year" for key, found in shown.items()}
    fits = frame["period_id"].map({found.period_id: found.kind for found in window}) == frame["indicator"].map(kinds)
    rows = frame[fits.to_numpy(bool)]
    if not (rows["state"] == "value").any():
        return Picture(None, NEVER, None)
    ordered = rows.sort_values("period_id")
    verdicts = {
        str(key): trend_verdict(trend_of(own), shown[str(key)].better)
        if shown[str(key)].kind is Kind.PROPORTION
        else Verdict.NOT_COMPARED
        for key, own in ordered.groupby("indicator", sort=False)
    }
    counts = pd.Series([str(verdict).removeprefix("surely_") for verdict in verdicts.values()]).value_counts()
    first = Text(*(format_period(window[0].period_id, each) for each in ("en", "zh")))
    sentence = TRENDS.fill(
        n=len(verdicts), first=first, better=int(counts.get("better", 0)), worse=int(counts.get("worse", 0)),
        none=int(counts.get("similar", 0)),
    )  # fmt: skip
    figure = charts.sparklines(
        rows,
        shown,
        charts.Words(sentence=say(sentence)),
        language,
        ends={found.period_id: found.end for found in window},
        name=names[unit_id],
        verdicts={key: str(verdict) for key, verdict in verdicts.items()},
    )
    table = columns.with_indicator(rows, shown, language)
    table = table.assign(period=[format_period(found, language) for found in table["period_id"]])
    shape: tuple[Column, ...] = (
        *(columns.CODE, columns.INDICATOR, columns.PERIOD, columns.MEASURE, *columns.values(), columns.STATE),
        *(columns.PROVISIONAL, *columns.SUMS),
    )
    return Picture(figure, sentence, Sheet(COURSES, shape, table, tuple(shown.values()), language))


def _window(known: Iterable[Period], chosen: Period) -> list[Period]:
    """Every quarter and year of the three years that end with the period, the oldest first."""
    inside = [found for found in known if found.end <= chosen.end and found.year > chosen.year - YEARS]
    return sorted(inside, key=lambda found: (found.end, found.kind))


def strong(view: View, unit_id: str, period_id: str, language: Language) -> Strong | None:
    """The strength index in force: of a village its band and how sure it is, of a township those of its villages."""
    county = strength.county_of(view, unit_id)
    structure = strength.structure()
    if county is None:
        return None
    measured = strength.strength(view, county, period_id, structure)
    if session.units(view)[unit_id].level == VILLAGE:
        return _of_village(measured, unit_id, session.names(view, language)[unit_id], language) if measured else None
    villages = session.units(view).descendants(unit_id, VILLAGE, session.periods(view)[period_id].end)
    if measured is None or not villages:
        return Strong(NO_BANDS, None)
    bands = measured.strength.bands.reindex([village.id for village in villages])
    counts = bands.dropna().astype(str).value_counts()
    said = [OF_BAND.fill(band=band.title, n=int(counts[band.id])) for band in measured.structure.bands
            if band.id in counts]  # fmt: skip
    without = len(villages) - int(counts.sum())
    parts = listed([*said, *([NOT_SCORED.fill(n=without)] if without else [])])
    return Strong(joined(BANDS.fill(villages=units(len(villages)), bands=parts)), None)


def _of_village(measured: strength.Measured, village: str, name: str, language: Language) -> Strong | None:
    of = measured.standing(village)
    if of is None:
        return None
    sentence = card_sentence(name, of, measured.structure)
    if of.band_shares is None:
        return Strong(sentence, None)
    shares, words = [100 * share for share in of.band_shares.values()], charts.Words(sentence=say(sentence))
    return Strong(sentence, charts.band_bar(shares, grades(measured.structure, of.track, language), words, language))
