"""The calendar of organizational life: which required meetings were held, which were missed, of which nobody knows.

A month, a quarter or a year with a required meeting is a slot; what is required in a month is what its quarter
requires. A slot is missed only if every month of it was reported and none has the meeting; a quarter or a year that
still runs can be neither missed nor unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.closer import look
from analytics.evaluate import Reader
from analytics.findings.sentences import joined, listed
from analytics.periods import Period, month_number
from analytics.words import format_number
from data.text import Text

MISSED, HELD, NOT_REPORTED, NOT_DUE, RUNNING = range(5)
YEARS = 3
SAID = Text(
    "{title}: of {due} required meetings {held} were held ({share}%) and {missed} missed.",
    "{title}：应开{due}次，已开{held}次（{share}%），未开{missed}次。",
)
NONE_DUE = Text("{title}: none was required here.", "{title}：没有应开的场次。")
UNKNOWN = Text(
    "Of {unknown} nobody has reported: they are not counted as missed.", "另有{unknown}次未报送，不按未开计算。"
)
ALL_KINDS = Text("All meetings", "各类会议合计")
LINE, LACKING = Text("{title} {n}", "{title}{n}次"), Text("Missed were: {parts}.", "其中未开：{parts}。")
STILL = Text("{running} may still be held.", "尚在期内的{running}次仍可召开。")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A required meeting: how many months a slot has, and the column that says whether it is due (always, if none)."""

    title: Text
    every: int
    due: str | None = None


MEETINGS: Mapping[str, Meeting] = {
    "congress": Meeting(Text("Branch general meeting", "支部党员大会"), 3),
    "committee": Meeting(Text("Branch committee meeting", "支部委员会会议"), 1, "committee_due"),
    "party_group": Meeting(Text("Party group meeting", "党小组会"), 1, "party_group_due"),
    "lecture": Meeting(Text("Party lecture", "党课"), 3),
    "theme_day": Meeting(Text("Theme party day", "主题党日"), 1),
    "org_life": Meeting(Text("Organizational life meeting", "组织生活会"), 12),
    "evaluation": Meeting(Text("Democratic evaluation meeting", "民主评议党员会议"), 12),
}


@dataclass(frozen=True)
class Months:
    """Units by months: what was reported, due and held. `first` is the first month, counted through."""

    units: tuple[str, ...]
    first: int
    there: NDArray[np.bool_]
    columns: Mapping[str, NDArray[np.bool_]]


@dataclass(frozen=True)
class Calendar:
    """One kind of meeting: `states` has a row a unit and a column a slot, `edges` the months at which slots begin and
    the last one ends, counted through."""

    units: tuple[str, ...]
    edges: tuple[int, ...]
    states: NDArray[np.int8]

    def count(self, state: int) -> NDArray[np.int64]:
        """How many slots of each unit are in the state."""
        counted: NDArray[np.int64] = (self.states == state).sum(axis=1)
        return counted


def window(periods: Sequence[Period], end: Period) -> list[Period]:
    """The quarters of up to three calendar years to the end of a period."""
    return [p for p in periods if p.kind == "quarter" and p.end <= end.end and p.year > end.year - YEARS]


def months_of(reader: Reader, periods: Sequence[Period], end: Period, unit_id: str) -> Months:
    """The villages at or below a unit that are valid at the end of a period, over the window that ends with it."""
    frame = look(reader, "meeting_months", periods, window(periods, end), unit=unit_id).to_pandas()
    valid = frame.loc[frame["month_no"] == month_number(end.end), "org_unit_id"]
    return laid_out(frame[frame["org_unit_id"].isin(valid)])


def laid_out(frame: pd.DataFrame) -> Months:
    """From long rows (`org_unit_id`, `month_no` and flags) to one grid a flag, from a January on."""
    units = tuple(dict.fromkeys(frame["org_unit_id"].astype(str)))
    if not units:
        return Months((), 0, np.zeros((0, 0), bool), {})
    first = int((frame["month_no"].min() - 1) // 12 * 12 + 1)
    across = int(frame["month_no"].max()) - first + 1
    down = pd.Categorical(frame["org_unit_id"].astype(str), categories=list(units)).codes
    places = (down, frame["month_no"].to_numpy(int) - first)

    def grid(values: NDArray[np.bool_]) -> NDArray[np.bool_]:
        found = np.zeros((len(units), across), bool)
        found[places] = values
        return found

    flags = [name for name in frame.columns if name not in ("org_unit_id", "month_no")]
    return Months(
        units,
        first,
        grid(np.ones(len(frame), bool)),
        {name: grid(frame[name].to_numpy().astype(bool)) for name in flags},
    )


def calendar(months: Months, kind: str) -> Calendar:
    """The slots of one kind of meeting."""
    meeting = MEETINGS[kind]
    across = months.there.shape[1]
    starts = list(range(0, across, meeting.every))
    states = [_slot(months, kind, meeting, start, min(start + meeting.every, across)) for start in starts]
    edges = tuple(months.first + start for start in (*starts, starts[-1] + meeting.every)) if starts else ()
    return Calendar(months.units, edges, np.stack(states, axis=1) if states else np.zeros((0, 0), np.int8))


def _slot(months: Months, kind: str, meeting: Meeting, start: int, end: int) -> NDArray[np.int8]:
    part = slice(start, end)
    there = months.there[:, end - 1]
    held = months.columns[kind][:, part].any(axis=1)
    reported = (months.columns["reported"][:, part] | ~months.there[:, part]).all(axis=1)
    due = there & (months.columns[meeting.due][:, end - 1] if meeting.due else True)
    over = end - start == meeting.every and (
        meeting.every == 1 or bool(months.columns["quarter_complete"][there, end - 1].all())
    )
    otherwise = np.where(reported, MISSED, NOT_REPORTED) if over else RUNNING
    found: NDArray[np.int8] = np.where(due, np.where(held, HELD, otherwise), NOT_DUE).astype(np.int8)
    return found


def calendar_sentence(kind: str, found: Calendar) -> Text:
    """How many were required, held, missed, never reported, and still to come."""
    return _said(MEETINGS[kind].title, [found])


def calendars_sentence(found: Mapping[str, Calendar]) -> Text:
    """As `calendar_sentence` over all kinds of meetings, and of which kinds some were missed."""
    missed = {kind: int((one.states == MISSED).sum()) for kind, one in found.items()}
    parts = [LINE.fill(title=MEETINGS[kind].title, n=_shown(count)) for kind, count in missed.items() if count]
    return joined(_said(ALL_KINDS, list(found.values())), *([LACKING.fill(parts=listed(parts))] if parts else []))


def _said(title: Text, found: Sequence[Calendar]) -> Text:
    held, missed, unknown, running = (
        sum(int((one.states == state).sum()) for one in found) for state in (HELD, MISSED, NOT_REPORTED, RUNNING)
    )
    due = held + missed
    if not due + unknown + running:
        return NONE_DUE.fill(title=title)
    share = format_number(100 * held / max(due, 1), "en")
    counts = {name: _shown(count) for name, count in (("due", due), ("held", held), ("missed", missed))}
    said = [SAID.fill(title=title, share=share, **counts)] if due else []
    said += [UNKNOWN.fill(unknown=_shown(unknown))] if unknown else []
    return joined(*said, *([STILL.fill(running=_shown(running))] if running else []))


def _shown(count: int) -> Text:
    return Text(format_number(count, "en", 0), format_number(count, "zh", 0))
