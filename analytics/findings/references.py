"""What each indicator of a heat map is held against, and what the map then says."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.catalogue.kinds import Indicator
from analytics.charts import Benchmark, target_line
from analytics.charts.heat_map import goodness
from analytics.charts.parts import TARGET_DASH
from analytics.findings.sentences import joined
from analytics.findings.sentences_of_groups import heat_map_sentence
from analytics.words import Reading, rows_of
from data.text import Text

TARGETS_ONLY = Text("The reference is the indicator's target.", "参照值为各指标的目标值。")
LEVEL_ONLY = Text("The reference is the value of {around}.", "参照值为{around}的数值。")
BOTH = Text(
    "The reference is the indicator's target; where it has none, the value of {around}.",
    "参照值：设有目标的为目标值，未设目标的为{around}的数值。",
)


def references(
    indicators: Mapping[str, Indicator], levels: Mapping[str, float], target_name: str, level_name: str
) -> dict[str, Benchmark]:
    """By id an indicator's target, or where it has none the level of the unit above; nothing where neither is known."""
    found = {}
    for key, indicator in indicators.items():
        if indicator.target is not None:
            found[key] = target_line(target_name, indicator.target.value)
        elif key in levels:
            found[key] = Benchmark(level_name, levels[key])
    return found


def heat_sentence(
    frame: pd.DataFrame, indicators: Mapping[str, Indicator], references: Mapping[str, Benchmark]
) -> Text:
    """How many cells fall short of their reference, as the map colours them."""
    rows = [row for row in rows_of(frame) if row["indicator"] in indicators]
    cells = [(str(row["indicator"]), Reading.of(row)) for row in rows]
    shades = [_shade(indicators[key], cell, references.get(key)) for key, cell in cells]
    said = heat_map_sentence(shades, [cell for _, cell in cells])
    held = [line for key, line in references.items() if indicators[key].better != "neutral"]
    around = next((line.name for line in held if line.dash != TARGET_DASH), None)
    if not held:
        return said
    if around is None:
        return joined(said, TARGETS_ONLY)
    return joined(said, (BOTH if len({line.dash for line in held}) > 1 else LEVEL_ONLY).fill(around=around))


def _shade(indicator: Indicator, cell: Reading, reference: Benchmark | None) -> float | None:
    if cell.value is None or reference is None:
        return None
    return goodness(cell.value, reference.value, indicator)
