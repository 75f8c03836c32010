"""The 62 indicators by id, in the order of their codes; and how to find one."""

from __future__ import annotations

from collections.abc import Iterable

from analytics.catalogue import (
    affairs_workers,
    four_team_results,
    four_teams,
    member_education,
    members,
    organizational_life,
    recruitment,
    secretaries,
    secretary_support,
    talent,
    talent_service,
)
from analytics.catalogue.kinds import Block, Indicator

MODULES = (
    secretaries,
    secretary_support,
    recruitment,
    members,
    organizational_life,
    member_education,
    affairs_workers,
    talent,
    talent_service,
    four_teams,
    four_team_results,
)

INDICATORS: dict[str, Indicator] = {
    indicator.id: indicator
    for indicator in sorted(
        (indicator for module in MODULES for indicator in module.INDICATORS), key=lambda indicator: indicator.code
    )
}


def find(indicators: Iterable[str]) -> list[Indicator]:
    """The declarations of these ids, in their order; `ValueError` names the ids that are unknown."""
    wanted = list(indicators)
    unknown = [name for name in wanted if name not in INDICATORS]
    if unknown:
        raise ValueError(f"unknown indicator: {', '.join(unknown)}")
    return [INDICATORS[name] for name in wanted]


def of_block(block: Block) -> list[Indicator]:
    """A building block's indicators in the order of their codes."""
    return [indicator for indicator in INDICATORS.values() if indicator.block is block]
