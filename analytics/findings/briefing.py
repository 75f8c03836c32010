"""A unit in two sentences, for somebody with ten minutes: where it stands against its targets, what changed.

A change is named only where it is beyond chance, with how many chance alone would give. A target is met or it is not:
all villages are counted, and against 100 % every miss would be "beyond chance".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.catalogue.kinds import Indicator
from analytics.findings.change import Change, change_between
from analytics.findings.sentences import joined, shown_value, target_value
from analytics.periods import same_period_last_year
from analytics.statistics.multiplicity import expected_false_flags
from analytics.words import Reading, number, period_text, rows_of
from data.text import Language, Text

ALPHA = 0.05
NAMED = 3
SEPARATORS: tuple[tuple[str, Language], ...] = (("; ", "en"), ("；", "zh"))
WORSE, BETTER = ("worse", "surely_worse"), ("better", "surely_better")

NO_TARGETS = Text("No core indicator with a target has a value here.", "这里没有既设目标又有数值的核心指标。")
ALL_MET = Text("All {n} core indicators with a target meet it.", "{n}项设有目标的核心指标全部达标。")
TARGETS = Text(
    "Of {n} core indicators with a target, {met} {met:meets|meet} it and {missed} {missed:does|do} not.",
    "{n}项设有目标的核心指标中，{met}项达标、{missed}项未达标。",
)
STILL_TIME = Text(
    "The period is still running: what is due once a year may still be done.",
    "本期尚未结束，按年开展的工作仍可完成。",
)
FURTHEST_SHORT = Text("Furthest short: {named}.", "差距最大的是：{named}。")
SHORT = Text("{title} ({value}, target {target})", "{title}（{value}，目标{target}）")
NOT_COMPARABLE = Text(
    "There is nothing to compare with {period}.",
    "与{period}相比，没有可比数据。",
)
RUNNING = Text(
    "The period is still running: it is not held against {period} yet.", "本期尚未结束，暂不与{period}比较。"
)
CHANGES = Text(
    "Against {period}, {better} of {n} {n:indicator|indicators} {better:is|are} clearly better and {worse} clearly "
    "worse; chance alone would call about {by_chance} of them changed.",
    "与{period}相比，{n}项指标中{better}项明显向好、{worse}项明显变差；仅凭偶然约有{by_chance}项会被判为变化。",
)
NAMED_BETTER = Text("Better: {named}.", "向好的有：{named}。")
NAMED_WORSE = Text("Worse: {named}.", "变差的有：{named}。")
AND_MORE = Text("{named}; and {more} more", "{named}；另有{more}项")
MOVED = Text("{title} ({before} → {after})", "{title}（{before}→{after}）")


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator of the unit and its change on the year."""

    indicator: Indicator
    change: Change
    after: Reading


def targets_sentence(frame: pd.DataFrame, indicators: Mapping[str, Indicator]) -> Text:
    """How many targets are met, and the furthest short; `frame` is evaluate's of one unit and period."""
    targets = {key: found.target for key, found in indicators.items() if found.target is not None}
    known = frame[frame["indicator"].isin(list(targets)) & (frame["state"] == "value")]
    if known.empty:
        return NO_TARGETS
    missed = [row for row in rows_of(known) if not targets[str(row["indicator"])].met_by(float(row["value"]))]
    if not missed:
        return ALL_MET.fill(n=len(known))
    said = TARGETS.fill(n=len(known), met=len(known) - len(missed), missed=len(missed))
    if known["provisional"].any():
        return joined(said, STILL_TIME)
    worst = sorted(missed, key=lambda row: _way_left(row, indicators[str(row["indicator"])]), reverse=True)
    return joined(said, FURTHEST_SHORT.fill(named=_some([_short(row, indicators) for row in worst[:NAMED]])))


def changes_sentence(frame: pd.DataFrame, indicators: Mapping[str, Indicator], period_id: str) -> Text:
    """What is better and worse than a year before by more than chance; `frame` has the unit in both periods."""
    past = period_text(same_period_last_year(period_id))
    if bool(frame.loc[frame["period_id"] == period_id, "provisional"].any()):
        return RUNNING.fill(period=past)
    moved = changes(frame, indicators, period_id)
    if not moved:
        return NOT_COMPARABLE.fill(period=past)
    better = [found for found in moved if found.change.verdict in BETTER]
    worse = [found for found in moved if found.change.verdict in WORSE]
    by_chance = f"{expected_false_flags(len(moved), ALPHA):.0f}" if len(moved) >= 10 else "0–1"
    said = [CHANGES.fill(period=past, n=len(moved), better=len(better), worse=len(worse), by_chance=by_chance)]
    if better:
        said.append(NAMED_BETTER.fill(named=_some([_moved(found) for found in better])))
    if worse:
        said.append(NAMED_WORSE.fill(named=_some([_moved(found) for found in worse])))
    return joined(*said)


def changes(frame: pd.DataFrame, indicators: Mapping[str, Indicator], period_id: str) -> list[Moved]:
    """Every indicator with a direction whose change on the year can be judged, the surest first."""
    found = {(str(row["indicator"]), str(row["period_id"])): Reading.of(row) for row in rows_of(frame)}
    moved = []
    for key, indicator in indicators.items():
        before, after = found.get((key, same_period_last_year(period_id))), found.get((key, period_id))
        change = (
            change_between(before, after, indicator) if before and after and indicator.better != "neutral" else None
        )
        if change is not None and after is not None and change.verdict not in ("too_few", "not_compared"):
            moved.append(Moved(indicator, change, after))
    return sorted(moved, key=_sureness, reverse=True)


def _sureness(moved: Moved) -> float:
    """The difference in half-widths of its interval: 1 is the edge of chance."""
    change = moved.change
    if change.lower is None or change.upper is None or change.upper == change.lower:
        return 0.0
    return abs(change.difference) / ((change.upper - change.lower) / 2)


def _way_left(row: Mapping[str, object], indicator: Indicator) -> float:
    target = indicator.target
    value = number(row["value"])
    assert target is not None
    assert value is not None
    return abs(target.value - value) / (abs(target.value) or indicator.scale)


def _short(row: Mapping[str, object], indicators: Mapping[str, Indicator]) -> Text:
    indicator = indicators[str(row["indicator"])]
    value = number(row["value"])
    assert indicator.target is not None
    assert value is not None
    shown = shown_value(value, indicator)
    return SHORT.fill(title=indicator.title, value=shown, target=target_value(indicator.target.value, indicator))


def _moved(moved: Moved) -> Text:
    assert moved.change.before.value is not None
    assert moved.after.value is not None
    before, after = (shown_value(v, moved.indicator) for v in (moved.change.before.value, moved.after.value))
    return MOVED.fill(title=moved.indicator.title, before=before, after=after)


def _some(names: Sequence[Text]) -> Text:
    """The first few, and how many more."""
    more = len(names) - NAMED
    shown = Text(*(gap.join(name.in_language(lang) for name in names[:NAMED]) for gap, lang in SEPARATORS))
    return AND_MORE.fill(named=shown, more=more) if more > 0 else shown
