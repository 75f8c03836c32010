"""All that the pages of talent and of the assistance teams ask of the records, each page's questions through one
Reader: opening one costs as much as a question."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from data.queries.dockings import dockings
from data.queries.funds import funds
from data.queries.mentoring_pairs import mentoring_pairs
from data.queries.practices import practices
from data.queries.support_cases import support_cases
from data.queries.talent_movement import talent_movement
from data.queries.talent_stays import talent_stays
from data.queries.team_days import team_days
from data.queries.team_posts import team_posts
from data.queries.weak_lax import weak_lax
from pages.parts import session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT
from pages.parts.session import View

STOCK, CASES = "talent_party_contact_rate", "talent_issue_resolution_rate"
DAYS, DELIVERED = "team_days_in_village_rate", "docking_delivery_rate"
REPORTING = (STOCK, CASES, DAYS, DELIVERED)
"""Indicators of every period whose reports tell whether the sheets behind the pictures were handed in."""


@dataclass(frozen=True)
class TalentAnswers:
    """The answers of the queries of the same names."""

    movement: pa.Table
    stays: pa.Table
    cases: pa.Table
    pairs: pa.Table
    funds: pa.Table


@dataclass(frozen=True)
class TeamAnswers:
    """The answers of the queries of the same names."""

    posts: pa.Table
    days: pa.Table
    dockings: pa.Table
    practices: pa.Table
    weak: pa.Table


@keep(MOST_KEPT)
def of_talents(view: View, unit_id: str, period_id: str) -> TalentAnswers:
    with session.reader(view) as reader:
        return TalentAnswers(
            talent_movement(reader, unit_id, period_id),
            talent_stays(reader, unit_id, period_id),
            support_cases(reader, unit_id, period_id),
            mentoring_pairs(reader, unit_id, period_id),
            funds(reader, unit_id, period_id),
        )


@keep(MOST_KEPT)
def of_teams(view: View, unit_id: str, period_id: str) -> TeamAnswers:
    with session.reader(view) as reader:
        return TeamAnswers(
            team_posts(reader, unit_id, period_id),
            team_days(reader, unit_id, period_id),
            dockings(reader, unit_id, period_id),
            practices(reader, unit_id, period_id),
            weak_lax(reader, unit_id, period_id),
        )
