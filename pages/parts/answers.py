"""Answers that are kept: each under the view (snapshot, scope, targets) and the choice, which are its arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from analytics.catalogue.kinds import Block, Indicator
from analytics.disclosure import disclosed
from analytics.findings import coverage as covering
from analytics.findings.furthest import furthest
from analytics.findings.headline import Headline, headlines, leading
from analytics.periods import same_period_last_year
from analytics.unit_ranks import MANY
from data.store import Reader
from pages.parts import session
from pages.parts.keeping import keep
from pages.parts.session import View
from pages.parts.units import TOWNSHIP, VILLAGE, Unit

MOST_KEPT = 512
MOST_VILLAGES = MANY
"""More units than this are not listed one by one: a province's list is of townships."""
MOST_CLOSE = 1_000
"""More villages than this are not looked into on all indicators or in their records: a large county has fewer."""


Question = Callable[[Reader, str, str], pa.Table]
"""A question about the records of a unit in a period."""
FROM_BELOW = (VILLAGE, TOWNSHIP, "county", "prefecture", "province")
"""The lowest level of which there are not too many for one look is looked at."""


@keep(MOST_KEPT)
def cells(view: View, indicators: tuple[str, ...], units: tuple[str, ...], periods: tuple[str, ...]) -> pd.DataFrame:
    """Evaluate's frame."""
    with session.reader(view) as reader:
        return disclosed(reader, indicators, units, periods)


@keep(MOST_KEPT)
def of_records(view: View, question: Question, unit_id: str, period_id: str) -> pa.Table:
    """What the records of a unit answer to one of `data.queries`."""
    with session.reader(view) as reader:
        return question(reader, unit_id, period_id)


@keep(MOST_KEPT)
def glance(view: View, unit_id: str, period_id: str) -> dict[Block, list[Headline]]:
    """The headline cards of a unit."""
    period = session.periods(view)[period_id]
    leaders = leading(period.kind, session.indicators(view))
    ids = tuple(found.id for group in leaders.values() for found in group)
    frame = cells(view, ids, (unit_id,), (period_id, same_period_last_year(period_id)))
    return headlines(frame, leaders, period_id)


@dataclass(frozen=True)
class Closer:
    """What only a look at every unit below shows: the furthest from their targets, and who has reported."""

    level: str
    furthest: pd.DataFrame
    coverage: pd.DataFrame
    covered: pd.DataFrame
    """The coverage of all together."""
    lacking: dict[str, list[str]]


@keep(MOST_KEPT)
def closer_look(view: View, unit_id: str, period_id: str) -> Closer:
    """The list of the furthest and the coverage of the units right below, over the core indicators."""
    units, period = session.units(view), session.periods(view)[period_id]
    numbers = {level: units.count(unit_id, level, period.end) for level in FROM_BELOW}
    level = next((level for level, number in numbers.items() if 0 < number <= MOST_CLOSE), "")
    listed = units.descendants(unit_id, level, period.end)
    core = core_indicators(session.indicators(view), period.kind)
    with session.reader(view) as reader:
        frame = disclosed(reader, list(core), [unit.id for unit in listed], [period_id])
    groups = units.children(unit_id, period.end) or [units[unit_id]]
    belongs = {unit.id: group.id for group in groups for unit in units.descendants(group.id, level, period.end)}
    counted = covering.coverage if level == VILLAGE else covering.coverage_above
    return Closer(
        level or TOWNSHIP,
        furthest(frame, core),
        counted(frame, core, belongs),
        counted(frame, core, dict.fromkeys(belongs, unit_id)),
        covering.lacking(frame, core) if level == VILLAGE else {},
    )


def core_indicators(
    indicators: Mapping[str, Indicator], kind: str, block: Block | None = None, tier: str = "core"
) -> dict[str, Indicator]:
    """The indicators of a tier that are measured for periods of the kind, of one block or of all."""
    return {
        key: found
        for key, found in indicators.items()
        if found.tier == tier and kind in found.periods and block in (None, found.block)
    }


def named(frame: pd.DataFrame, units: list[Unit], names: Mapping[str, str]) -> pd.DataFrame:
    """The frame with `name`, its units in the order given (within an indicator and a period)."""
    order = {unit.id: place for place, unit in enumerate(units)}
    place = frame["org_unit_id"].astype("object").map(order)
    found = frame.assign(name=frame["org_unit_id"].astype("object").map(names.get), place=place)
    return found.sort_values("place", kind="stable").drop(columns="place").reset_index(drop=True)
