"""What the map shows, made once for a view and a choice, and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analytics import charts
from analytics.catalogue.kinds import Indicator
from analytics.charts.theme import LOOKS, SEQUENCE, TOWARD_WORST, Look
from analytics.charts.unit_map import PLAIN
from analytics.exports import Column
from analytics.findings.compare import against, levels_of
from analytics.findings.places import fifths, value_sentence, verdict_sentence
from analytics.words import VERDICTS, Mark, Verdict, format_interval, format_value
from data.boundaries import boundaries_file, load_boundaries
from data.home import Home
from data.queries.places import places
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.session import View
from pages.parts.units import TOWNSHIP, VILLAGE
from pages.parts.words import say

ON_THE_MAP = Text("On the map", "地图")
NOWHERE = Text(
    "No unit here has coordinates or a boundary, so there is no map; the table stands alone. Coordinates belong into "
    "the list of organizations, boundaries are supplied with `manage.py boundaries FILE`.",
    "所选单位均无坐标或边界，无法绘制地图，仅列表格。坐标请填入组织机构表，边界用 `manage.py boundaries FILE` 导入。",
)
BY_VALUE = Text("Fifths of the values, ties together:", "按数值从低到高分为五组，同值同组：")
WORST_FIRST = Text(
    "Fifths of the values, ties together, the worst darkest:", "按数值分为五组，同值同组，颜色越深越差："
)
BY_VERDICT = Text(
    "Own interval (95%, 99.8%) against {name} {value}:", "以各单位自身区间（95%、99.8%）与{name}（{value}）比较："
)
NO_BENCHMARK = Text("{name} has no value to compare with:", "{name}无数值，无从比较：")


@dataclass(frozen=True, slots=True)
class Seen:
    """What of the country is on the map: the units shown, where they lie, the areas there are, and who is nowhere."""

    units: tuple[str, ...]
    level: str
    located: Mapping[str, tuple[float, float]]
    ground: charts.Ground

    @property
    def unplaced(self) -> int:
        return sum(unit not in self.located and unit not in self.ground.areas for unit in self.units)

    def on(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame with `longitude` and `latitude`, empty for a unit without a place."""
        found = [self.located.get(str(unit), (None, None)) for unit in frame["org_unit_id"]]
        return frame.assign(
            longitude=pd.array([place[0] for place in found], "Float64"),
            latitude=pd.array([place[1] for place in found], "Float64"),
        )


@keep(MOST_KEPT)
def seen(view: View, around: str, level: str, period_id: str, edition: str) -> Seen:
    """The units of a level below a unit and the areas to draw; `edition` is that of the county's boundaries."""
    directory, end = session.units(view), session.periods(view)[period_id].end
    units = tuple(unit.id for unit in directory.descendants(around, level, end))
    with session.reader(view) as reader:
        rows = places(reader, around, level).to_pylist()
    located = {row["org_unit_id"]: (row["longitude"], row["latitude"]) for row in rows}
    areas = shapes(Home.default(), edition)
    drawn = directory.descendants(around, TOWNSHIP if level == VILLAGE else level, end)
    return Seen(units, level, located, charts.Ground({unit.id: areas[unit.id] for unit in drawn if unit.id in areas}))


def edition() -> str:
    """Which boundaries are kept now."""
    return session.edition(boundaries_file(Home.default()))


@keep(4)
def shapes(home: Home, edition: str) -> dict[str, charts.Rings]:
    """The rings of every unit the county supplied a shape of; never changed by those who share it."""
    return {
        key: [ring for polygon in shape.polygons for ring in polygon] for key, shape in load_boundaries(home).items()
    }


@keep(MOST_KEPT)
def by_value(
    view: View, key: str, around: str, focus: str, level: str, period_id: str, edition: str, language: Language
) -> Picture:
    """The units of a level by the fifth their value lies in."""
    indicator, here = session.indicators(view)[key], seen(view, around, level, period_id, edition)
    named = _named(view, key, here, here.units, period_id, language)
    codes, classes = fifths(named)
    sentence = value_sentence(indicator, named, level, here.unplaced)
    shape = _shape(indicator)
    drawn = worst_first(named.assign(shade=codes.astype("object").map(str)), indicator)
    judged = indicator.better != "neutral"
    steps = _steps(len(classes), TOWARD_WORST if judged else SEQUENCE)
    # the worst on top: what is drawn last hides what lies beneath it
    ordered = classes[::-1] if indicator.better == "higher" else classes
    shades = {
        str(found.place): charts.Shade(_range(found.least, found.largest, indicator, language), steps[n], glyph=PLAIN)
        for n, found in enumerate(ordered)
    }
    method = WORST_FIRST if judged else BY_VALUE
    return _picture(drawn, indicator, here, shades, say(method), focus, sentence, shape, language)


def worst_first(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The rows from the worst value to the best (the lowest first where nobody judges), those without one last."""
    return frame.sort_values(
        "value", ascending=indicator.better != "lower", kind="stable", na_position="last", ignore_index=True
    )


@keep(MOST_KEPT)
def by_verdict(
    view: View, key: str, around: str, focus: str, level: str, period_id: str, edition: str, language: Language
) -> Picture:
    """The units of a level by how they differ from the unit around them."""
    indicator, here = session.indicators(view)[key], seen(view, around, level, period_id, edition)
    names = session.names(view, language)
    cells = _named(view, key, here, (*here.units, around), period_id, language)
    levels = levels_of(cells, around)
    judged = against(cells[cells["org_unit_id"].isin(here.units)], {key: indicator}, levels)
    sentence = verdict_sentence(indicator, judged, names[around], level, here.unplaced)
    drawn = worst_first(judged.assign(shade=judged["verdict"].fillna(str(Verdict.NOT_COMPARED))), indicator)
    value = levels.get(key)
    method = NO_BENCHMARK.fill(name=names[around])
    if value is not None:
        method = BY_VERDICT.fill(name=names[around], value=format_value(value, indicator, language))
    shape = _shape(indicator, columns.VERDICT, columns.BENCHMARK)
    return _picture(drawn, indicator, here, verdict_shades(language), say(method), focus, sentence, shape, language)


def verdict_shades(language: Language) -> dict[str, charts.Shade]:
    """A verdict looks on the map as it does everywhere."""
    return {str(code): _shade(VERDICTS[code], look, language) for code, look in LOOKS.items()}


def _shade(mark: Mark, look: Look, language: Language) -> charts.Shade:
    return charts.Shade(mark.name.in_language(language), look.colour, look.symbol, mark.glyph, look.size)


def _named(view: View, key: str, here: Seen, units: Sequence[str], period_id: str, language: Language) -> pd.DataFrame:
    directory = session.units(view)
    cells = answers.cells(view, (key,), tuple(dict.fromkeys(units)), (period_id,))
    return here.on(answers.named(cells, [directory[unit] for unit in units], session.names(view, language)))


def _picture(
    drawn: pd.DataFrame,
    indicator: Indicator,
    here: Seen,
    shades: Mapping[str, charts.Shade],
    method: str,
    focus: str,
    sentence: Text,
    shape: tuple[Column, ...],
    language: Language,
) -> Picture:
    sheet = Sheet(ON_THE_MAP, shape, drawn, (indicator,), language)
    if here.unplaced == len(here.units):
        return Picture(None, NOWHERE, sheet)
    figure = charts.unit_map(
        drawn, indicator, charts.Words(sentence=say(sentence)), language, shades=shades, ground=here.ground,
        method=method, focus=focus,
    )  # fmt: skip
    return Picture(figure, sentence, sheet)


def _shape(indicator: Indicator, *judged: Column) -> tuple[Column, ...]:
    """The value right behind the name: the table stands beside the map and is narrow."""
    value, lower, upper = columns.values(indicator)
    rest = (columns.STATE, lower, upper, columns.PROVISIONAL, *columns.SUMS, columns.UNIT_CODE)
    return (columns.UNIT, value, *judged, *rest)


def _steps(count: int, scale: Sequence[str]) -> Sequence[str]:
    """As many colours of the scale as there are classes, from the palest to the darkest."""
    return [scale[round(place * (len(scale) - 1) / max(count - 1, 1))] for place in range(count)]


def _range(least: float, largest: float, indicator: Indicator, language: Language) -> str:
    if format_value(least, indicator, language) == format_value(largest, indicator, language):
        return format_value(least, indicator, language)
    return format_interval(least, largest, indicator, language)
