"""What each indicator of a heat map is held against, and what the map then says."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.catalogue.kinds import Indicator
from analytics.charts import Benchmark, target_line
from analytics.charts.heat_map import goodness
from analytics.findings.sentences_of_groups import heat_map_sentence
from analytics.words import Reading, rows_of
from data.text import Text


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
    return heat_map_sentence(shades, [cell for _, cell in cells])


def _shade(indicator: Indicator, cell: Reading, reference: Benchmark | None) -> float | None:
    if cell.value is None or reference is None:
        return None
    return goodness(cell.value, reference.value, indicator)
