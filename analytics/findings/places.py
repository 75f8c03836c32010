"""What a map shows of each unit: the fifth its value lies in, or how it differs from a benchmark; in words as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.catalogue.kinds import Indicator
from analytics.findings.chance import column
from analytics.findings.sentences import NOBODY, Name, distribution_sentence, joined, listed, missing_clause, units
from analytics.statistics.quantiles import quantile_groups
from analytics.words import VERDICTS, Verdict, period_text, readings
from data.text import Text

FIFTHS = 5
UNPLACED = Text(
    "{units} have no place on the map (no coordinates, no boundary); the table has them.",
    "{units}没有坐标或边界，未在图中显示，见旁表。",
)
COUNTED = Text("“{title}” of {units} against {benchmark}: {parts}.", "“{title}”{units}与{benchmark}比较：{parts}。")
PART = Text("{name} {n}", "{name}{n}个")
BANDED = Text("Organizational strength of {units}: {parts}.", "{units}的组织力档次：{parts}。")
NOT_SCORED = Text("not scored {n}", "未计分{n}个")
NOTHING_SCORED = Text("No village here has a strength index in {period}.", "{period}没有村有组织力指数。")


@dataclass(frozen=True, slots=True)
class Fifth:
    """A class of values of equal size as far as ties let it: its place from the lowest, its least and largest value."""

    place: int
    least: float
    largest: float


def fifths(frame: pd.DataFrame) -> tuple[pd.Series, list[Fifth]]:
    """By row of evaluate's frame the place of its fifth (Int64, <NA> without a value), and the fifths that occur.

    Units are grouped by the rank of their value, ties together; of fewer than five units each has a class of its own.
    """
    values = np.where((frame["state"] == "value").to_numpy(bool), column(frame, "value"), np.nan)
    count = int(np.count_nonzero(~np.isnan(values)))
    groups = quantile_groups(values, max(min(FIFTHS, count), 1), low_is_good=True) - 1
    found = pd.Series(pd.array([None if np.isnan(group) else int(group) for group in groups], "Int64"), frame.index)
    occur = sorted({int(group) for group in groups if not np.isnan(group)})
    return found, [Fifth(place, *_ends(values[groups == place])) for place in occur]


def value_sentence(indicator: Indicator, frame: pd.DataFrame, level: str, unplaced: int) -> Text:
    """How the values lie, who has none, who is not on the map."""
    return joined(distribution_sentence(indicator, frame, level), *_unplaced(unplaced, level))


def verdict_sentence(indicator: Indicator, frame: pd.DataFrame, benchmark: Name, level: str, unplaced: int) -> Text:
    """How many units are better, worse or no different, as the map colours them; `frame` has `verdict`."""
    known = frame[frame["state"] == "value"]
    missing = missing_clause(readings(frame), level)
    if known.empty:
        return joined(NOBODY.fill(title=indicator.title), *missing)
    counts = known["verdict"].fillna(str(Verdict.NOT_COMPARED)).value_counts()
    parts = [PART.fill(name=VERDICTS[code].name, n=int(counts[code])) for code in Verdict if counts.get(code, 0)]
    said = COUNTED.fill(title=indicator.title, units=units(len(known), level), benchmark=benchmark, parts=listed(parts))
    return joined(said, *missing, *_unplaced(unplaced, level))


def band_sentence(bands: Sequence[tuple[Text, int]], not_scored: int, period_id: str, unplaced: int) -> Text:
    """How many villages lie in each band of the strength index, from the lowest."""
    total = sum(count for _, count in bands)
    if not total:
        return NOTHING_SCORED.fill(period=period_text(period_id))
    parts = [PART.fill(name=title, n=count) for title, count in bands if count]
    parts += [NOT_SCORED.fill(n=not_scored)] if not_scored else []
    said = BANDED.fill(units=units(total + not_scored), parts=listed(parts))
    return joined(said, *_unplaced(unplaced, "village"))


def _unplaced(count: int, level: str) -> list[Text]:
    return [UNPLACED.fill(units=units(count, level))] if count else []


def _ends(values: np.ndarray) -> tuple[float, float]:
    return float(values.min()), float(values.max())
