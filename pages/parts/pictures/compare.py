"""What the comparison of villages shows, made once for a view and a choice, and kept."""

from __future__ import annotations

import pandas as pd

from analytics import charts
from analytics.catalogue.kinds import Block
from analytics.findings.compare import against, levels_of
from analytics.findings.sentences import joined
from analytics.findings.sentences_of_groups import spine_sentence
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.session import View
from pages.parts.units import TOWNSHIP, Unit, Units
from pages.parts.words import say

COMPARED = Text("Villages compared", "村级对比")
NOTHING = Text("None of these villages has reported for this period.", "所选各村本期均未报送。")
SHAPE = (
    *(columns.CODE, columns.INDICATOR, columns.UNIT, columns.UNIT_CODE, columns.MEASURE, *columns.values()),
    *(columns.STATE, columns.BENCHMARK, columns.VERDICT, columns.PROVISIONAL, *columns.SUMS, *columns.REPORTED),
)


@keep(MOST_KEPT)
def compared(
    view: View,
    villages: tuple[str, ...],
    benchmark: str,
    period_id: str,
    block: Block | None,
    language: Language,
) -> Picture:
    """A column for each village and the units above; what differs from the benchmark bears a mark."""
    directory, names = session.units(view), session.names(view, language)
    core = {key: session.indicators(view)[key] for key in core_keys(view, period_id, block)}
    chosen = [directory[village] for village in villages]
    shown = [*chosen, *above(directory, chosen)]
    cells = answers.cells(view, tuple(core), tuple(unit.id for unit in shown), (period_id,))
    levels = levels_of(cells, benchmark)
    judged = against(cells, core, levels)
    judged["verdict"] = judged["verdict"].mask(judged["org_unit_id"] == benchmark)
    named = answers.named(judged, shown, names)
    if not (named["state"] == "value").any():
        return Picture(None, NOTHING, None)
    held = {key: charts.Benchmark(names[benchmark], level) for key, level in levels.items()}
    sentence = joined(*(_said(named, village, names, benchmark) for village in villages))
    figure = charts.heat_map(named, core, charts.Words(sentence=say(sentence)), language, references=held)
    rows = columns.with_indicator(named, core, language)
    return Picture(figure, sentence, Sheet(COMPARED, SHAPE, rows, tuple(core.values()), language))


def core_keys(view: View, period_id: str, block: Block | None) -> tuple[str, ...]:
    """The indicators that are compared."""
    return tuple(answers.core_indicators(session.indicators(view), session.periods(view)[period_id].kind, block))


def above(directory: Units, villages: list[Unit]) -> list[Unit]:
    """The townships and counties of the villages, each once, townships first."""
    found = [directory.at_level(village.id, level) for level in (TOWNSHIP, "county") for village in villages]
    return list({unit.id: unit for unit in found if unit is not None}.values())


def _said(named: pd.DataFrame, village: str, names: dict[str, str], benchmark: str) -> Text:
    rows = named[named["org_unit_id"] == village]
    verdicts = rows.loc[rows["state"] == "value", "verdict"].fillna("not_compared")
    return spine_sentence(names[village], names[benchmark], list(verdicts), len(rows) - len(verdicts))
