"""How complete and how timely the townships report, who owes what, and which warnings are open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from analytics.months import month_text
from analytics.words import format_date
from data.quality import WATCHES
from data.quality.explained import Case, Explanation
from data.text import Text

LATEST_MONTHS = 24
CHASE = Text(
    "{townships} {townships:township owes|townships owe} {sheets} {sheets:sheet|sheets}; the longest overdue since "
    "{since}.",
    "{townships} 个乡镇欠报 {sheets} 张表，最早的自 {since} 起逾期。",
)
NOTHING_OWED = Text("Nothing that is due is missing.", "应报的表均已报送。")
COMPLETE = Text(
    "{came} of {due} {due:sheet|sheets} due {came:has|have} come ({share}%); {late} of them late.",
    "应报 {due} 张表，已报 {came} 张（{share}%），其中逾期 {late} 张。",
)
MONTHS = Text(
    "The map shows the months {first} to {last}, the sums are of all since {begun}, whatever period is chosen.",
    "图中为{first}至{last}各月，汇总数自{begun}起计，均不随所选统计期变化。",
)
ALL_MONTHS = Text(
    "All months from {begun} to {last}, whatever period is chosen.", "范围为{begun}至{last}各月，不随所选统计期变化。"
)
NOTHING_DUE = Text("Nothing has been due yet.", "尚无应报的表。")
OPEN = Text(
    "{n} {n:warning is|warnings are} open, {explained} {explained:is|are} explained.",
    "待核实提示 {n} 条，已说明 {explained} 条。",
)


def completeness(received: pd.DataFrame, sheet: str = "") -> pd.DataFrame:
    """By township and month: `due`, `came` and `share` (%), of one sheet or of all."""
    rows = received[received["sheet"] == sheet] if sheet else received
    months = sorted(rows["period_end"].unique())[-LATEST_MONTHS:]
    shown = rows[rows["period_end"].isin(months)]
    came = shown.groupby(["org_unit_id", "period_end"])["came"]
    grouped = pd.DataFrame({"due": came.size(), "came": came.sum()})
    return grouped.assign(share=100 * grouped["came"] / grouped["due"]).reset_index()


def completeness_sentence(received: pd.DataFrame) -> Text:
    due, came, late = len(received), int(received["came"].sum()), int(received["late"].sum())
    if not due:
        return NOTHING_DUE
    share = f"{np.floor(1000 * came / due) / 10:.1f}"
    return COMPLETE.fill(due=f"{due:,}", came=f"{came:,}", late=f"{late:,}", share=share)


def months_sentence(received: pd.DataFrame, shown: pd.DataFrame) -> Text:
    """Which months the map of `completeness` shows, and since when the sentence counts. Neither frame is empty."""
    return MONTHS.fill(
        begun=month_text(received["period_end"].min()),
        first=month_text(shown["period_end"].min()),
        last=month_text(shown["period_end"].max()),
    )


def all_months_sentence(received: pd.DataFrame) -> Text:
    """Of which months the chase list and the timeliness are."""
    return ALL_MONTHS.fill(
        begun=month_text(received["period_end"].min()), last=month_text(received["period_end"].max())
    )


def chase_list(received: pd.DataFrame, today: date) -> pd.DataFrame:
    """What is overdue: `org_unit_id`, `sheet`, `period_end`, `due`, `days` overdue; the longest first."""
    owed = received[~received["came"].astype(bool)]
    days = [(today - day).days for day in owed["due"]]
    return (
        owed[["org_unit_id", "sheet", "period_end", "due"]]
        .assign(days=pd.Series(days, index=owed.index, dtype="int64"))
        .sort_values(["days", "org_unit_id", "sheet"], ascending=[False, True, True])
        .reset_index(drop=True)
    )


def chase_sentence(owed: pd.DataFrame) -> Text:
    if owed.empty:
        return NOTHING_OWED
    first = owed["due"].min()
    since = Text(format_date(first, "en"), format_date(first, "zh"))
    return CHASE.fill(townships=owed["org_unit_id"].nunique(), sheets=f"{len(owed):,}", since=since)


def timeliness(received: pd.DataFrame) -> pd.DataFrame:
    """By township: `due`, `came`, `late`, `in_time` (% of what was due), `delay` (median days after the due day of what
    came late)."""
    grouped, late = received.groupby("org_unit_id"), received[received["late"].astype(bool)]
    days = pd.Series([(came - due).days for came, due in zip(late["received"], late["due"], strict=True)], late.index)
    table = pd.DataFrame({"due": grouped.size(), "came": grouped["came"].sum(), "late": grouped["late"].sum()})
    table["delay"] = days.astype(float).groupby(late["org_unit_id"]).median()
    table["in_time"] = 100 * (table["came"] - table["late"]) / table["due"]
    return table.sort_values("in_time", kind="stable").reset_index()


def by_rule(cases: pd.DataFrame, explanations: Mapping[Case, Explanation]) -> pd.DataFrame:
    """By rule that is found from the records: `rule`, `open`, `explained`, `units`, in catalogue order; one without a
    case is there with zeros."""
    told = np.array([case in explanations for case in cases["case"]], dtype=int)
    found = cases[["rule", "org_unit_id"]].assign(explained=told, open=1 - told).groupby("rule")
    table = found[["open", "explained"]].sum().assign(units=found["org_unit_id"].nunique())
    rules = pd.Index([rule for rule, watch in WATCHES.items() if watch.signs], name="rule")
    return table.reindex(rules, fill_value=0).reset_index()


def open_sentence(table: pd.DataFrame) -> Text:
    return OPEN.fill(n=f"{table['open'].sum():,}", explained=f"{table['explained'].sum():,}")
