"""Who changed between two periods by more than chance does?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.catalogue.kinds import Indicator
from analytics.findings.chance import column
from analytics.findings.change import Change, change_between
from analytics.findings.sentences import Name, joined
from analytics.findings.sentences_of_groups import few, movers_sentence
from analytics.statistics.multiplicity import benjamini_hochberg, expected_false_flags
from analytics.words import Reading, Verdict, format_number, period_text, rows_of
from data.text import Text

COLUMNS = ("org_unit_id", "before", "after", "difference", "lower", "upper", "p", "verdict")
ALPHA = 0.05
UNJUDGED = (Verdict.TOO_FEW, Verdict.NOT_COMPARED)

CHANGES: Mapping[Verdict, Text] = {
    Verdict.BETTER: Text("clearly better", "明显好转"),
    Verdict.WORSE: Text("clearly worse", "明显变差"),
    Verdict.HIGHER: Text("clearly higher", "明显上升"),
    Verdict.LOWER: Text("clearly lower", "明显下降"),
    Verdict.SIMILAR: Text("no clear change", "无明显变化"),
    Verdict.TOO_FEW: Text("too few to judge", "基数过小，不作评判"),
    Verdict.NOT_COMPARED: Text("cannot be judged", "无法评判"),
}
"""A change compares a unit with its own past, so a benchmark's words would mislead."""
NOTHING = Text(
    "“{title}”: no unit has a value in both {first} and {last}, so nothing can be compared.",
    "“{title}”没有单位在{first}和{last}均有数值，无法比较。",
)
RUNNING = Text(
    "“{title}”: {period} is still running and cannot be compared with a whole period.",
    "“{title}”：{period}尚未结束，不能与完整时期比较。",
)
MOVED = Text(
    "“{title}”: clearly higher than before: {up}; clearly lower: {down}.",
    "“{title}”明显上升：{up}；明显下降：{down}。",
)
OF_ALL = Text(
    "Of {judged} {judged:unit|units} that can be judged, chance alone would move about {expected}.",
    "可评判的{judged}个单位中，仅凭偶然也会有约{expected}个显得变化明显。",
)
SIEVED = Text(
    "Of {judged} {judged:unit|units} that can be judged, {before} {before:differs|differ} each by itself; {after} "
    "{after:stands|stand} once it is allowed for that many were looked at (Benjamini–Hochberg, at most 5% of those "
    "named by chance).",
    "可评判的{judged}个单位中，逐个看有{before}个变化明显；考虑到同时比较的单位较多（Benjamini–Hochberg法，"
    "所列单位中至多5%出于偶然），仍成立的有{after}个。",
)
NOT_JUDGED = Text("{n} cannot be judged (too few, or no interval).", "{n}个基数过小或无法计算区间，未作评判。")
ONE_SIDED = Text("{n} {n:has|have} no value in one of the two periods.", "{n}个在其中一期无数值。")


@dataclass(frozen=True, slots=True)
class Movers:
    """`frame`: one row a unit with a value in both periods, `COLUMNS` in the indicator's unit, the largest change for
    the better first (for a neutral indicator the largest rise); `verdict` is of the change, `p` its odds by chance.

    `unmatched` counts the units with a value in one period alone. `running` is a period that is not whole: then
    nothing is compared. `alone` counts those that differ each by itself, where `strict` then sieved them.
    """

    indicator: Indicator
    periods: tuple[str, str]
    frame: pd.DataFrame
    unmatched: int
    running: str | None = None
    strict: bool = False
    alone: int = 0

    @property
    def judged(self) -> int:
        return int((~self.frame["verdict"].isin(UNJUDGED)).sum())

    @property
    def by_chance(self) -> float:
        """How many of the judged units chance alone would call changed."""
        return expected_false_flags(self.judged, ALPHA)

    @property
    def clear(self) -> pd.DataFrame:
        """The rows of the units that clearly changed: those for the better, the largest first, then the others."""
        rows = self.frame[~self.frame["verdict"].isin([*UNJUDGED, Verdict.SIMILAR])]
        good = rows["verdict"].isin([Verdict.BETTER, Verdict.HIGHER])
        return pd.concat([rows[good], rows[~good][::-1]], ignore_index=True)

    def changed(self, verdict: Verdict) -> tuple[str, ...]:
        """Codes of the units whose change has the verdict (better, worse, higher, lower), the largest first."""
        rows = self.frame[self.frame["verdict"] == verdict]
        falls = verdict in (Verdict.WORSE, Verdict.LOWER)
        return tuple(rows["org_unit_id"].astype(str)[:: -1 if falls else 1])

    def sentence(self, names: Mapping[str, Name]) -> Text:
        """Who moved, how many would by chance, and who could not be judged or compared."""
        title, (first, last) = self.indicator.title, map(period_text, self.periods)
        if self.running:
            return RUNNING.fill(title=title, period=period_text(self.running))
        aside = [ONE_SIDED.fill(n=self.unmatched)] if self.unmatched else []
        if self.frame.empty:
            return joined(NOTHING.fill(title=title, first=first, last=last), *aside)
        notes = [self._chance()] if self.judged else []
        rest = len(self.frame) - self.judged
        notes += [NOT_JUDGED.fill(n=rest)] if rest else []
        return joined(self._moved(names), *notes, *aside)

    def _chance(self) -> Text:
        if self.strict:
            return SIEVED.fill(judged=self.judged, before=self.alone, after=len(self.clear))
        expected = Text(*(format_number(self.by_chance, language) for language in ("en", "zh")))
        return OF_ALL.fill(judged=self.judged, expected=expected)

    def _moved(self, names: Mapping[str, Name]) -> Text:
        neutral = self.indicator.better == "neutral"
        pair = (Verdict.HIGHER, Verdict.LOWER) if neutral else (Verdict.BETTER, Verdict.WORSE)
        up, down = ([names[unit] for unit in self.changed(verdict)] for verdict in pair)
        if neutral:
            return MOVED.fill(title=self.indicator.title, up=few(up), down=few(down))
        return movers_sentence(self.indicator, up, down)


def movers(frame: pd.DataFrame, indicator: Indicator, before: str, after: str, strict: bool = False) -> Movers:
    """Every unit's change between two periods of evaluate's frame of one indicator; see `findings.change`.

    `strict`: only changes that Benjamini and Hochberg's procedure lets stand at 5 % are called clear.
    """
    first, last = _readings(frame, before), _readings(frame, after)
    running = next((period for period, cells in ((before, first), (after, last)) if _runs(cells)), None)
    known = [{unit for unit, cell in cells.items() if cell.value is not None} for cells in (first, last)]
    both = sorted(known[0] & known[1]) if running is None else []
    rows = [_row(unit, change_between(first[unit], last[unit], indicator), last[unit]) for unit in both]
    unmatched = len(known[0] ^ known[1]) if running is None else 0
    found = Movers(indicator, (before, after), _ordered(rows, indicator), unmatched, running)
    if not strict:
        return found
    return Movers(indicator, (before, after), _sieved(found.frame), unmatched, running, True, len(found.clear))


def _sieved(frame: pd.DataFrame) -> pd.DataFrame:
    """Changes that do not stand among so many are no longer called clear."""
    judged = (~frame["verdict"].isin(UNJUDGED)).to_numpy(bool)
    stands = benjamini_hochberg(np.where(judged, column(frame, "p"), np.nan), ALPHA)
    return frame.assign(verdict=frame["verdict"].mask(judged & ~stands, str(Verdict.SIMILAR)))


def _readings(frame: pd.DataFrame, period: str) -> dict[str, Reading]:
    return {str(row["org_unit_id"]): Reading.of(row) for row in rows_of(frame[frame["period_id"] == period])}


def _runs(cells: Mapping[str, Reading]) -> bool:
    return any(cell.provisional for cell in cells.values())


def _row(unit: str, change: Change | None, after: Reading) -> tuple[object, ...]:
    assert change is not None, "both readings have a value"
    limits = (change.lower, change.upper, change.p)
    return (unit, change.before.value, after.value, change.difference, *limits, str(change.verdict))


def _ordered(rows: list[tuple[object, ...]], indicator: Indicator) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(COLUMNS[1:7], "Float64"))
    order = [indicator.better == "lower", True]
    return table.sort_values(["difference", "org_unit_id"], ascending=order, ignore_index=True)
