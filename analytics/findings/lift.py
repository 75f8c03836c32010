"""What would bring a village into the next band, in steps that a village can take: one secretary, one meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analytics.catalogue.kinds import Indicator, Kind
from analytics.strength import Inputs, Lift, Structure, goal_seek
from analytics.words import format_count, format_value, rows_of
from data.errors import DataError
from data.text import Language, Text

FINE = 200
"""What is not counted one by one (pay, funds, hours) changes by this part of its goalposts' width."""
MORE, FEWER = Text("{n} more of {of}", "再增{n}（基数{of}）"), Text("{n} fewer of {of}", "减少{n}（基数{of}）")


@dataclass(frozen=True)
class Sought:
    """What would lift a unit: `lift` None where it is in the highest band; `refused` says why nothing was sought."""

    lift: Lift | None
    refused: Text | None = None


def steps_of(cells: pd.DataFrame, structure: Structure, indicators: Mapping[str, Indicator]) -> dict[str, float]:
    """By indicator the smallest change of one village's value, from evaluate's rows of that village: one more in the
    numerator; a part of the goalposts for what is not counted. Only indicators with a value."""
    steps: dict[str, float] = {}
    for row in rows_of(cells[cells["state"] == "value"]):
        indicator = indicators[row["indicator"]]
        part = structure.component(indicator.id)
        if indicator.kind is Kind.RATIO and part.low is not None and part.high is not None:
            steps[indicator.id] = (part.high - part.low) / FINE
        elif indicator.kind is not Kind.RATIO:
            steps[indicator.id] = indicator.scale / float(row["denominator"])
    return steps


def seek(
    inputs: Inputs, structure: Structure, village: str, steps: Mapping[str, float], attributes: pd.DataFrame
) -> Sought:
    """The cheapest change of at most three indicators in whole steps that reaches the next band."""
    try:
        found = goal_seek(
            inputs.values, structure, village, steps=steps, attributes=attributes, applicable=inputs.applicable
        )
    except DataError as error:
        return Sought(None, error.reason)
    return Sought(found)


def in_steps(change: float, indicator: Indicator, denominator: float, language: Language) -> str:
    """`3 more of 12`: a change of the value as so many in the numerator; empty for what is not counted."""
    if indicator.kind is Kind.RATIO:
        return ""
    n = format_count(round(abs(change) * denominator / indicator.scale), language)
    said = MORE if change > 0 else FEWER
    return said.fill(n=n, of=format_count(denominator, language)).in_language(language)


def shown(value: float, indicator: Indicator) -> Text:
    return Text(*(format_value(value, indicator, language, unit=True) for language in ("en", "zh")))
