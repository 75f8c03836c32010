"""What pictures made from records have in common: may this person see them for this unit, and has anybody reported?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Indicator
from analytics.findings.sentences import ABSENT, PARTLY, RUNNING, joined
from analytics.small_counts import protected_counts, protected_table, protected_total, sees_persons_of, sees_small_cells
from analytics.words import STATES
from data.text import Language, Text
from pages.parts import answers, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture
from pages.parts.session import View

STOCK, CASES = "talent_party_contact_rate", "talent_issue_resolution_rate"
DAYS, DELIVERED = "team_days_in_village_rate", "docking_delivery_rate"
REPORTING = (STOCK, CASES, DAYS, DELIVERED)
"""Indicators of every period whose reports tell whether the sheets behind the pictures were handed in."""
LEVEL_NAMES = {
    "village": Text("village", "村"),
    "township": Text("township", "乡镇"),
    "county": Text("county", "县"),
    "prefecture": Text("prefecture", "市"),
    "province": Text("province", "省"),
}
WITHHELD = Text(
    "Figures on single persons' careers are shown from the {level} level up, so that nobody can be told from them.",
    "为保护个人信息，此类数据仅在{level}级及以上显示。",
)
FEW = Text(
    "Fewer than {n} are too few to split: single persons could be told.",
    "不足{n}人（件），为避免识别到个人，不作分类显示。",
)
ELSEWHERE = Text(
    "What lies behind these indicators is kept in the counties' own stores: there are no villages here to look into.",
    "指标背后的台账数据保存在各县数据库，此处没有村级数据。",
)
GLYPH = STATES["suppressed"].glyph
HIDDEN = Text(
    "Withheld ({glyph}) are counts so small that single persons could be told, and others that would tell them.",
    "数值过小的，以及可据以推算的，不予显示（{glyph}），以保护个人信息。",
).fill(glyph=GLYPH)


@dataclass(frozen=True)
class Records:
    """Who asks for records of which unit and period. They explain `indicator`: from its least level up a viewer may see
    them. What `reporting` needs must have been reported: another one where the first is counted by the year."""

    view: View
    indicator: Indicator
    reporting: Indicator
    unit_id: str
    period_id: str
    language: Language

    @classmethod
    def behind(
        cls, indicator: str, view: View, unit_id: str, period_id: str, language: Language, reporting: str = ""
    ) -> Records:
        other = INDICATORS[reporting or indicator]
        return cls(view, INDICATORS[indicator], other, unit_id, period_id, language)

    @property
    def level(self) -> str:
        return session.units(self.view)[self.unit_id].level

    def closed(self, persons: bool = True) -> Picture | None:
        """A picture without a figure that says why there is none: withheld from this person, or not reported."""
        least = self.indicator.least_level
        if persons and not sees_persons_of(self.view.scope, self.level, least):
            return Picture(None, WITHHELD.fill(level=LEVEL_NAMES[least]), None)
        reported, expected = self._coverage()
        if reported or not expected:
            return None
        name = session.names(self.view, self.language)[self.unit_id]
        return Picture(None, ABSENT["not_reported"].fill(name=name, title=self.reporting.title), None)

    def with_coverage(self, sentence: Text) -> Text:
        """The sentence, and after it how many villages are missing from what it says, and whether it will change."""
        reported, expected = self._coverage()
        missing = [PARTLY.fill(reported=reported, expected=expected)] if reported < expected else []
        running = session.periods(self.view)[self.period_id].provisional
        return joined(sentence, *missing, *([RUNNING] if running else []))

    def few(self, sentence: Text, people: int | None) -> Picture | None:
        """The sentence without a picture where so few people stand behind it that each part would show one of them, or
        where their number may not be shown (None)."""
        least = session.thresholds(self.view).least_denominator
        if people is not None and people >= least:
            return None
        few = [] if people == 0 else [FEW.fill(n=least)]
        return Picture(None, with_hidden(joined(sentence, *few)), None)

    def total(self, people: int) -> int | None:
        """How many in all, None where this person may not see it."""
        return protected_total(self.view.scope, people, session.thresholds(self.view))

    def part(self, part: int, whole: int) -> int | None:
        """A part of a whole that is shown beside it, None where this person may not see it."""
        if sees_small_cells(self.view.scope):
            return int(part)
        shown = self._held(pd.Series([part, whole - part])).iloc[0]
        return None if pd.isna(shown) else int(shown)

    def counts(self, frame: pd.DataFrame, *names: str) -> pd.DataFrame:
        """The frame with these columns of counts of persons as this person may see them."""
        return frame.assign(**{name: self._held(frame[name]) for name in names})

    def counts_within(self, frame: pd.DataFrame, by: Any, *names: str) -> pd.DataFrame:
        """The same where each group's sum is shown too."""
        if sees_small_cells(self.view.scope):
            return self.counts(frame, *names)
        groups = frame.groupby(by, sort=False)
        shown = {
            name: pd.concat([self._held(rows[name]) for _key, rows in groups]) if len(frame) else frame[name]
            for name in names
        }
        return frame.assign(**shown)

    def table(
        self, frame: pd.DataFrame, *names: str, sums: pd.Series | None = None, columns: pd.Series | None = None
    ) -> pd.DataFrame:
        """The frame with these columns as parts of each row, the sums of rows (and of columns) being shown too."""
        shown = protected_table(self.view.scope, frame[list(names)], session.thresholds(self.view), sums, columns)
        return frame.assign(**{name: shown[name] for name in names})

    def _held(self, counts: pd.Series) -> pd.Series:
        return protected_counts(self.view.scope, counts, session.thresholds(self.view))

    def _coverage(self) -> tuple[int, int]:
        return _coverage(self.view, self.reporting.id, self.unit_id, self.period_id)


@keep(MOST_KEPT)
def _coverage(view: View, indicator: str, unit_id: str, period_id: str) -> tuple[int, int]:
    """How many villages have reported what an indicator needs, and how many were to."""
    cells = answers.cells(view, REPORTING, (unit_id,), (period_id,))
    cells = cells[cells["indicator"] == indicator]
    return int(cells["reported"].sum()), int(cells["expected"].sum())


def with_hidden(sentence: Text, *frames: pd.DataFrame) -> Text:
    """The sentence, and after it that counts are withheld where one is in it, or in what the picture shows."""
    hidden = GLYPH in sentence.en or any(bool(frame.isna().any(axis=None)) for frame in frames)
    return joined(sentence, HIDDEN) if hidden else sentence
