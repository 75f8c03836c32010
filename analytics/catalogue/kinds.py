"""The forms of a declaration: an indicator, its target, and the few words each may use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from analytics.facts import Measure
from analytics.periods import PeriodKind
from data.text import Text

Level = Literal["village", "township", "county", "prefecture"]
Tier = Literal["core", "extended"]

NO_NOTE = Text("", "")
PERCENT = Text("%", "%")
QUARTER_AND_YEAR: tuple[PeriodKind, ...] = ("quarter", "year")


class Kind(StrEnum):
    """What a value is: it decides the interval."""

    PROPORTION = "proportion"
    RATE = "rate"
    RATIO = "ratio"


class Better(StrEnum):
    """Which way is good; a neutral indicator is never coloured good or bad and never enters a score."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class Sense(StrEnum):
    """On which side of a target one should be."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Authority(StrEnum):
    """How far a target binds: only a national one is a norm."""

    NATIONAL = "national"
    LOCAL = "local"
    DERIVED = "derived"
    PROPOSED = "proposed"

    @property
    def label(self) -> Text:
        return AUTHORITY_LABELS[self]


AUTHORITY_LABELS = {
    Authority.NATIONAL: Text("national rule", "全国性规定"),
    Authority.LOCAL: Text("local practice, an example to edit", "地方做法，可按本县实际修改"),
    Authority.DERIVED: Text("follows from the definition", "由指标含义推定"),
    Authority.PROPOSED: Text("proposal without a source", "建议值，暂无出处"),
}


class Block(StrEnum):
    """The building blocks: the article's four teams, and the Ningshan case of four-team integration."""

    SECRETARY = "secretary"
    MEMBERS = "members"
    AFFAIRS_WORKERS = "affairs_workers"
    TALENT = "talent"
    FOUR_TEAMS = "four_teams"

    @property
    def label(self) -> Text:
        return BLOCK_LABELS[self]


BLOCK_LABELS = {
    Block.SECRETARY: Text("Village party secretaries", "村党组织书记"),
    Block.MEMBERS: Text("Party members", "农村党员"),
    Block.AFFAIRS_WORKERS: Text("Party affairs workers", "党务工作者"),
    Block.TALENT: Text("Rural talent", "农村人才"),
    Block.FOUR_TEAMS: Text("Four-team integration", "四支队伍整合"),
}


class Frequency(StrEnum):
    """How often the figure is worth asking for."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    ANNUAL = "annual"
    ANNUAL_WITH_PROGRESS = "annual (progress quarterly)"
    ANNUAL_AND_AFTER_ELECTIONS = "annual; after each re-election"

    @property
    def label(self) -> Text:
        return FREQUENCY_LABELS[self]


FREQUENCY_LABELS = {
    Frequency.MONTHLY: Text("monthly", "每月"),
    Frequency.QUARTERLY: Text("quarterly", "每季度"),
    Frequency.HALF_YEARLY: Text("half-yearly", "每半年"),
    Frequency.ANNUAL: Text("annual", "每年"),
    Frequency.ANNUAL_WITH_PROGRESS: Text("annual (progress quarterly)", "每年（按季度看进度）"),
    Frequency.ANNUAL_AND_AFTER_ELECTIONS: Text("annual; after each re-election", "每年及换届后"),
}


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A way to split an indicator; `field` names a column of the records, or a state computed from them."""

    field: str
    title: Text


@dataclass(frozen=True, slots=True)
class Target:
    """A value to reach (in the indicator's own unit), who says so, and since when; a county may set its own."""

    value: float
    source: str
    authority: Authority
    sense: Sense = Sense.AT_LEAST
    note: Text = NO_NOTE
    effective: date | None = None

    def met_by(self, value: float) -> bool:
        return value >= self.value if self.sense is Sense.AT_LEAST else value <= self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator: what it says, what it sums, how it is read.

    Its value is `scale` × Σ numerator / Σ denominator. `needs` are the sheets without which a village is silent;
    `blank` counts the villages that left a cell empty which it needs: they are silent too. `key_villages`: only they
    are expected to report. `newest_only`: from an undated field, so only the newest quarter and year are known.
    `reference` is what to compare with where there is no target.
    """

    code: str
    id: str
    title: Text
    why: Text
    block: Block
    sentences: tuple[str, ...]
    quote: str
    numerator: Measure
    denominator: Measure
    numerator_text: Text
    denominator_text: Text
    kind: Kind
    better: Better
    needs: tuple[str, ...]
    frequency: Frequency
    least_level: Level
    person_based: bool
    tier: Tier = "core"
    unit: Text = PERCENT
    scale: float = 100.0
    periods: tuple[PeriodKind, ...] = ("year",)
    target: Target | None = None
    reference: Text | None = None
    note: Text = NO_NOTE
    breakdown: tuple[Breakdown, ...] = ()
    blank: Measure | None = None
    key_villages: bool = False
    newest_only: bool = False
    activity_count: bool = False

    @property
    def all_or_nothing(self) -> bool:
        """Whether the target is the end of a share's scale: there one case misses it, and chance has no say."""
        if self.target is None or self.kind is not Kind.PROPORTION:
            return False
        return self.target.value == (self.scale if self.target.sense is Sense.AT_LEAST else 0.0)
