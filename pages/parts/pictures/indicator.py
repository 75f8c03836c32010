"""What the page of one indicator shows, made once for a view, an indicator, a unit and a period, and kept."""

from __future__ import annotations

from analytics import charts
from analytics.catalogue.kinds import Indicator
from analytics.charts.trend import Role
from analytics.findings.compare import against, levels_of
from analytics.findings.course import course_sentence
from analytics.findings.sentences import distribution_sentence
from analytics.words import format_period
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.session import View
from pages.parts.units import TOWNSHIP, VILLAGE, Unit, Units
from pages.parts.words import _, say

UNITS, COURSE = Text("Units", "各单位情况"), Text("Course", "历期变化")
ROLES: dict[str, Role] = {"township": "township", "county": "county"}


@keep(MOST_KEPT)
def units(view: View, key: str, unit_id: str, period_id: str, level: str, language: Language) -> Picture:
    """The units of a level as sorted dots against the value of the unit around them."""
    indicator, directory = session.indicators(view)[key], session.units(view)
    around = around_of(directory, directory[unit_id])
    shown = directory.descendants(around.id, level, session.periods(view)[period_id].end)
    ids = tuple(dict.fromkeys((around.id, *(found.id for found in shown))))
    cells = answers.cells(view, (key,), ids, (period_id,))
    rows = cells[cells["org_unit_id"].isin([found.id for found in shown])]
    if not (rows["state"] == "value").any():
        return Picture(None, distribution_sentence(indicator, rows, level), None)
    names, levels = session.names(view, language), levels_of(cells, around.id)
    judged = against(rows, {key: indicator}, levels)
    judged["verdict"] = judged["verdict"].mask(judged["org_unit_id"] == around.id)
    named = answers.named(judged, shown, names)
    sentence = distribution_sentence(indicator, named, level)
    lines = [charts.Benchmark(names[around.id], value) for value in levels.values()] + _target(indicator)
    words = charts.Words(sentence=say(sentence))
    figure = charts.dot_plot(named, indicator, words, language, lines=lines, focus={unit_id})
    shape = (
        *(columns.UNIT, columns.UNIT_CODE, *columns.values(indicator), columns.STATE, columns.PROVISIONAL),
        *(columns.BENCHMARK, columns.VERDICT, *columns.SUMS, *columns.REPORTED),
    )
    return Picture(figure, sentence, Sheet(UNITS, shape, named, (indicator,), language))


@keep(MOST_KEPT)
def course(view: View, key: str, unit_id: str, kind: str, language: Language) -> Picture:
    """The unit over all periods of the kind, with township and county beside it, and whether there is a trend."""
    indicator, directory = session.indicators(view)[key], session.units(view)
    unit, names = directory[unit_id], session.names(view, language)
    shown = [unit, *(found for found in directory.above(unit_id) if found.level in ROLES)]
    periods = tuple(sorted(found.period_id for found in session.periods(view).values() if found.kind == kind))
    cells = answers.cells(view, (key,), tuple(found.id for found in shown), periods)
    named = answers.named(cells, shown, names)
    own = named[named["org_unit_id"] == unit_id]
    sentence = course_sentence(names[unit_id], indicator, own)
    if not (own["state"] == "value").any():
        return Picture(None, sentence, None)
    roles = {found.id: ROLES.get(found.level, "focus") if found is not unit else "focus" for found in shown}
    words = charts.Words(sentence=say(sentence))
    figure = charts.trend(named, indicator, words, language, roles=roles, lines=_target(indicator))
    rows = named.assign(period=[format_period(found, language) for found in named["period_id"]])
    shape = (
        *(columns.PERIOD, columns.UNIT, *columns.values(indicator), columns.STATE, columns.PROVISIONAL),
        *(*columns.SUMS, *columns.REPORTED),
    )
    return Picture(figure, sentence, Sheet(COURSE, shape, rows, (indicator,), language))


def around_of(directory: Units, unit: Unit) -> Unit:
    """The unit whose units are shown: a village is shown among the villages of its township."""
    return directory.at_level(unit.id, TOWNSHIP) or unit if unit.level == VILLAGE else unit


def _target(indicator: Indicator) -> list[charts.Benchmark]:
    return [charts.target_line(_("Target"), indicator.target.value)] if indicator.target else []
