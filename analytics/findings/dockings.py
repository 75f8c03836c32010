"""The three precision dockings: from the need to the plan to the delivery, with the days between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.findings.sentences import joined
from analytics.statistics.quantiles import quantile
from analytics.words import format_number, rows_of
from data.schema import ENUMERATIONS
from data.text import Text

TYPES, RESULTS = ENUMERATIONS["dock_type"].labels, ENUMERATIONS["dock_result"].labels
STEPS = ("days_to_plan", "days_from_plan", "days_to_delivery")
QUARTERS = (0.25, 0.5, 0.75)

STEP = Text(
    "{kind}: {needs} raised, {planned} planned, {delivered} delivered, {matched} as needed{days}.",
    "{kind}：需求{needs}项，已定方案{planned}项，已落实{delivered}项，其中精准落实{matched}项{days}。",
)
DAYS = Text("; from need to delivery {median} days (median)", "，从提出到落实中位数{median}天")
SPAN = Text(
    "{kind}: {median} days from plan to delivery (median{half}).",
    "{kind}：从方案到落实中位数{median}天{half}。",
)
HALF = Text("; half between {low} and {high}", "（中间半数{low}—{high}天）")
FEWEST_FOR_QUARTERS = 4
NO_NEEDS = Text("No need was raised in this period.", "本期没有提出对接需求。")


@dataclass(frozen=True)
class Dockings:
    """`steps`: a row a kind of docking: `dock_type`, `needs`, `planned`, `delivered`, and the needs of each result;
    `days`: a row a kind and step (`days_to_plan`, `days_from_plan`, `days_to_delivery`): `n`, `q25`, `median`, `q75`
    (NaN without any)."""

    steps: pd.DataFrame
    days: pd.DataFrame

    @property
    def needs(self) -> int:
        return int(self.steps["needs"].sum())


def dockings(needs: pa.Table) -> Dockings:
    """From the answer of `data.queries.dockings`."""
    rows = needs.to_pandas()
    steps, days = [], []
    for kind in TYPES:
        mine = rows[rows["dock_type"] == kind]
        n = mine["needs"].to_numpy()
        counts = [int(n[mine[name].notna().to_numpy()].sum()) for name in ("days_to_plan", "days_to_delivery")]
        results = [int(n[(mine["result"] == result).to_numpy()].sum()) for result in RESULTS]
        steps.append((kind, int(n.sum()), *counts, *results))
        days += [(kind, step, *_quarters(mine, step)) for step in STEPS]
    return Dockings(
        pd.DataFrame(steps, columns=["dock_type", "needs", "planned", "delivered", *RESULTS]),
        pd.DataFrame(days, columns=["dock_type", "step", "n", "q25", "median", "q75"]),
    )


def _quarters(rows: pd.DataFrame, step: str) -> tuple[int, float, float, float]:
    there = rows[rows[step].notna()]
    values = np.repeat(there[step].to_numpy(dtype=float), there["needs"])
    if not values.size:
        return 0, np.nan, np.nan, np.nan
    low, middle, high = (float(q) for q in quantile(values, QUARTERS))
    return int(values.size), low, middle, high


def dockings_sentence(found: Dockings) -> Text:
    """Always the three kinds apart: needs, plans, deliveries, those as needed, and the days."""
    if not found.needs:
        return NO_NEEDS
    whole = found.days[found.days["step"] == "days_to_delivery"].set_index("dock_type")["median"]
    parts = [
        STEP.fill(
            kind=TYPES[row["dock_type"]], needs=row["needs"], planned=row["planned"], delivered=row["delivered"],
            matched=row["matched"], days=_days(float(whole[row["dock_type"]])),
        )
        for row in rows_of(found.steps)
    ]  # fmt: skip
    return joined(*parts)


def span_sentence(row: Mapping[str, Any]) -> Text:
    """From a row of `days` from plan to delivery: how long it took once there was a plan."""
    low, middle, high = (format_number(row[name], "en", 0) for name in ("q25", "median", "q75"))
    half = HALF.fill(low=low, high=high) if row["n"] >= FEWEST_FOR_QUARTERS else Text("", "")
    return SPAN.fill(kind=TYPES[row["dock_type"]], median=middle, half=half)


def _days(median: float) -> Text:
    return Text("", "") if np.isnan(median) else DAYS.fill(median=format_number(median, "en", 0))
