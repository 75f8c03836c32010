"""How long a village was without a party secretary: every gap between terms, and the gaps that are still open."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

import pandas as pd

from analytics.findings.sentences import joined
from analytics.words import rows_of
from data.text import Text

LONG, ELECTION = 90, 31
"""More than 90 days is one of the marks of a weak and lax organization (R08); up to 31 days is a re-election."""
COLUMNS = ["org_unit_id", "start", "end", "days", "open"]
NOW = Text(
    "{n} of {all} villages that reported {n:has|have} no secretary in {period}{long}.",
    "{period}已报送的{all}个村中，{n}个村书记空缺{long}。",
)
ONE_NOW, ONE_IN_POST = (
    Text("The village has no secretary in {period}{long}.", "{period}该村书记空缺{long}。"),
    Text("The village has a secretary in {period}.", "{period}该村书记在任。"),
)
NOBODY_NOW = Text(
    "All {all} villages that reported have a secretary in {period}.", "{period}已报送的{all}个村均有书记在任。"
)
ONE_LONG = Text(", for more than 90 days", "，已超过90天")
LONG_NOW = Text(", {n} of them for more than 90 days", "，其中超过90天的{n}个")
PAST = Text(
    "Within the last three years posts stood vacant {gaps} {gaps:time|times} beyond a re-election, the longest for "
    "{longest} {longest:day|days}.",
    "近三年书记空缺（换届间隔除外）共{gaps}次，最长{longest}天。",
)
SILENT = Text("{n} {n:village|villages} did not report {n:its|their} posts.", "另有{n}个村未报送任职情况。")


def vacancies(terms: pd.DataFrame, first: date, day: date) -> pd.DataFrame:
    """The gaps of each village (`org_unit_id`, `start` inclusive, `end` exclusive, `days`, `open` on the day), by
    village and start; `terms` is `secretary_terms` of the day, `first` the first day of which anything is known.

    A village that was founded after `first` is vacant from its foundation on.
    """
    rows = rows_of(terms)
    found = [
        gap for _, group in groupby(rows, key=lambda row: row["org_unit_id"]) for gap in _gaps(list(group), first, day)
    ]
    return pd.DataFrame(found, columns=COLUMNS)


def recent(gaps: pd.DataFrame, since: date) -> pd.DataFrame:
    """The gaps that are open or ended after `since`; the columns stand also where there is none."""
    kept = pd.Series([end is None or end > since for end in gaps["end"]], index=gaps.index, dtype=bool)
    return gaps[kept]


def _gaps(rows: list[dict[str, Any]], first: date, day: date) -> list[tuple[object, ...]]:
    """The gaps of one village: `covered` is the day up to which somebody was in post."""
    unit, founded = rows[0]["org_unit_id"], _day(rows[0]["valid_from"]) or first
    known = [(start, _day(row["end_date"])) for row in rows if (start := _day(row["start_date"])) is not None]
    covered = max(founded, first) if not known or founded > first else known[0][0]
    gaps: list[tuple[object, ...]] = []
    for start, end in known:
        if start > covered:
            gaps.append((unit, covered, start, (start - covered).days, False))
        if end is None:
            return gaps
        covered = max(covered, end)
    if covered <= day:
        gaps.append((unit, covered, None, (day - covered).days + 1, True))
    return gaps


def _day(cell: Any) -> date | None:
    """A date, or None for a missing one."""
    if cell is None or cell is pd.NaT or cell != cell:
        return None
    return cell.date() if isinstance(cell, pd.Timestamp) else date.fromisoformat(str(cell))


def vacancies_sentence(gaps: pd.DataFrame, reported: int, silent: int, period: Text) -> Text:
    """How many posts are vacant at the period's end and for how long, how often and how long they were in the gaps."""
    now = gaps[gaps["open"].astype(bool)]
    long = int((now["days"] > LONG).sum())
    alone = reported == 1
    tail = (ONE_LONG if alone else LONG_NOW.fill(n=long)) if long else Text("", "")
    said = [(ONE_NOW if alone else NOW).fill(n=len(now), all=reported, period=period, long=tail)]
    if now.empty:
        said = [(ONE_IN_POST if alone else NOBODY_NOW).fill(all=reported, period=period)]
    past = gaps[gaps["days"] > ELECTION]
    if len(past):
        said += [PAST.fill(gaps=len(past), longest=int(past["days"].max()))]
    return joined(*said, *([SILENT.fill(n=silent)] if silent else []))
