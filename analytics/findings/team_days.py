"""Days in the village each month against the local rule of 20, and whether they heap there beyond belief."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.findings.counts import count_or_withheld
from analytics.findings.sentences import Name, joined, listed
from analytics.statistics.intervals import wilson
from analytics.words import format_number
from data.text import Text

RULE = 20
"""Days a month: a rule of neighbouring counties, not a national one."""
FEWEST_MONTHS, HEAPED = 12, 0.8
"""So many cadre-months, and more than this share of them with exactly 20 days: a sign that nobody counted."""

SHARE = Text(
    "{met} of {n} {n:cadre-month|cadre-months} ({share}%) {met:has|have} at least 20 days in the village, the local "
    "rule.",
    "{n}个人月中，{met}个人月在村不少于20天（地方规定），占{share}%。",
)
MONTHS = Text(
    "Cadre-months reported: {n}; how many of them have at least 20 days in the village, the local rule, is withheld.",
    "上报{n}个人月；其中在村不少于20天（地方规定）的人月数不予显示。",
)
HEAP = Text(
    "Exactly 20 days occur {times} times as often as 19 and 21 days do on average: reports that heap at the threshold "
    "may be written to it.",
    "恰为20天的人月数是19天、21天平均数的{times}倍：数据在标准线上堆积，可能系按标准填报。",
)
NO_HEAP = Text(
    "The days do not heap at 20 beyond chance (20 days occur {times} times as often as 19 and 21 on average).",
    "在村天数未在20天处显著堆积（为19天、21天平均数的{times}倍）。",
)
SUSPECT = Text(
    "More than 80% of the cadre-months have exactly 20 days in {units}: look there first.",
    "{units}恰为20天的人月超过80%，应首先核实。",
)
NOBODY = Text("No days in the village were reported for this period.", "本期没有上报驻村天数。")
MARKED = 2.0
"""From so many times its neighbours on a day is said to heap."""


@dataclass(frozen=True)
class Days:
    """Cadre-months by days: `all` (`days`, `cadre_months`), the same with `month` and with `org_unit_id` (the units
    right below; empty for a village)."""

    all: pd.DataFrame
    months: pd.DataFrame
    units: pd.DataFrame

    @property
    def total(self) -> int:
        return int(self.all["cadre_months"].sum())

    @property
    def met(self) -> int:
        return int(self.all.loc[self.all["days"] >= RULE, "cadre_months"].sum())


def team_days(days: pa.Table) -> Days:
    """From the answer of `data.queries.team_days`."""
    rows = days.to_pandas()
    months = rows[rows["month"].notna()].drop(columns="org_unit_id").reset_index(drop=True)
    below = rows[rows["month"].isna() & rows["org_unit_id"].notna()].drop(columns="month").reset_index(drop=True)
    every = months.groupby("days", as_index=False)["cadre_months"].sum()
    return Days(every, months, below)


def heaping(counts: pd.DataFrame) -> float | None:
    """How many times as often as 19 and 21 on average 20 days occur; None where those two do not."""
    n = dict(zip(counts["days"].astype(int), counts["cadre_months"].astype(float), strict=True))
    beside = (n.get(RULE - 1, 0.0) + n.get(RULE + 1, 0.0)) / 2
    return n.get(RULE, 0.0) / beside if beside else None


def is_heaped(counts: pd.DataFrame) -> bool:
    """Whether 20 days occur at least twice as often as their neighbours on average, and more than chance explains: the
    95 % interval of their share among 19, 20 and 21 days lies above a third."""
    n = dict(zip(counts["days"].astype(int), counts["cadre_months"].astype(float), strict=True))
    exactly, around = n.get(RULE, 0.0), sum(n.get(day, 0.0) for day in (RULE - 1, RULE, RULE + 1))
    if exactly < MARKED * (around - exactly) / 2 or not around:
        return False
    lower, _upper = wilson(exactly, around)
    return bool(lower > 1 / 3)


def suspect_units(found: Days) -> list[str]:
    """Units right below in which more than 80 % of 12 or more cadre-months have exactly 20 days."""
    suspects = []
    for unit, rows in found.units.groupby("org_unit_id", sort=True):
        n = rows["cadre_months"].to_numpy(dtype=float)
        exactly = float(n[np.asarray(rows["days"] == RULE)].sum())
        if n.sum() >= FEWEST_MONTHS and exactly > HEAPED * n.sum():
            suspects.append(str(unit))
    return suspects


def days_sentence(found: Days, suspects: list[Name], met: int | None, total: int | None) -> Text:
    """The share that keeps the rule and the heap at 20; `met` of `total` as they may be shown, else None."""
    if not found.total:
        return NOBODY
    share = format_number(100 * found.met / found.total, "en")
    parts = [MONTHS.fill(n=count_or_withheld(total))]
    if met is not None and total is not None:
        parts = [SHARE.fill(met=f"{met:,}", n=f"{total:,}", share=share)]
    times = heaping(found.all) if total is not None else None
    if times is not None:
        parts.append((HEAP if is_heaped(found.all) else NO_HEAP).fill(times=format_number(times, "en")))
    if suspects:
        parts.append(SUSPECT.fill(units=listed(suspects)))
    return joined(*parts)
