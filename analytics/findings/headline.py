"""A unit at a glance: the leading indicators of every building block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Block, Indicator
from analytics.findings.change import Change, change_between
from analytics.periods import PeriodKind, same_period_last_year
from analytics.words import Reading, rows_of

LEADING: Mapping[Block, tuple[str, ...]] = {
    Block.SECRETARY: ("sec_in_post_rate", "sec_training_standard_rate", "sec_review_record_rate"),
    Block.MEMBERS: ("three_meetings_compliance", "member_training_32h_rate", "meeting_attendance_rate"),
    Block.AFFAIRS_WORKERS: (
        "affairs_worker_coverage",
        "affairs_platform_training_rate",
        "affairs_multi_post_share",
    ),
    Block.TALENT: ("talent_party_contact_rate", "talent_retention_12m_rate", "talent_stock_per_1000"),
    Block.FOUR_TEAMS: ("four_teams_complete_rate", "docking_delivery_rate"),
}
"""By block, the indicators that stand for it, the first choice first; a quarter takes those measured quarterly."""
SHOWN = 2


@dataclass(frozen=True, slots=True)
class Headline:
    """One leading indicator of a unit: its reading (None where nothing was computed) and its change on the year."""

    indicator: Indicator
    reading: Reading | None
    change: Change | None

    @property
    def target_met(self) -> bool | None:
        """None where there is no target or no value."""
        target = self.indicator.target
        if target is None or self.reading is None or self.reading.value is None:
            return None
        return target.met_by(self.reading.value)


def leading(kind: PeriodKind, indicators: Mapping[str, Indicator] = INDICATORS) -> dict[Block, list[Indicator]]:
    """Two indicators a block that are measured for periods of the kind."""
    return {
        block: [indicators[name] for name in names if kind in indicators[name].periods][:SHOWN]
        for block, names in LEADING.items()
    }


def headlines(
    frame: pd.DataFrame, leaders: Mapping[Block, list[Indicator]], period_id: str
) -> dict[Block, list[Headline]]:
    """From evaluate's frame of one unit over the period and the same one a year before."""
    found = {(str(row["indicator"]), str(row["period_id"])): Reading.of(row) for row in rows_of(frame)}
    return {
        block: [_headline(indicator, found, period_id) for indicator in indicators]
        for block, indicators in leaders.items()
    }


def _headline(indicator: Indicator, found: Mapping[tuple[str, str], Reading], period_id: str) -> Headline:
    now = found.get((indicator.id, period_id))
    before = found.get((indicator.id, same_period_last_year(period_id)))
    change = change_between(before, now, indicator) if now and before and not now.provisional else None
    return Headline(indicator, now, change)
