"""A second opinion on every number: all indicators by plain loops over rows, from the written definitions alone.

Slow and obvious on purpose. It shares no line with the product's SQL; where the two differ, one of them is wrong.
"""

from __future__ import annotations

from .affairs import AFFAIRS
from .dates import make_periods
from .definitions import DEFINITIONS
from .intervals import interval
from .meetings import MEETINGS
from .members import MEMBERS
from .records import Records
from .rollup import Cell, roll_up
from .scene import Scene
from .secretaries import SECRETARIES
from .silence import Silence
from .talents import TALENTS
from .teams import TEAMS

__all__ = ["COUNTS", "Cell", "compute", "compute_all", "evaluate_cell"]

COUNTS = SECRETARIES | MEMBERS | MEETINGS | AFFAIRS | TALENTS | TEAMS


def compute(tables, submissions, period_ids=None):
    """(periods, cells by (period_id, org_unit_id, indicator)), of the asked periods only where `period_ids` says so."""
    periods, cells, _ = compute_all(tables, submissions, period_ids)
    return periods, cells


def compute_all(tables, submissions, period_ids=None):
    """As `compute`, and by the same keys the contributions of which each sum is made."""
    records, silence, periods = Records(tables), Silence(submissions), make_periods(submissions)
    cells, contributions = {}, {}
    for period in periods:
        if period_ids is None or period["period_id"] in period_ids:
            for indicator, units, parts in compute_period(records, silence, periods, period):
                for unit, cell in units.items():
                    cells[(period["period_id"], unit, indicator)] = cell
                    contributions[(period["period_id"], unit, indicator)] = parts[unit]
    return periods, cells, contributions


def compute_period(records, silence, periods, period):
    """Each indicator of one period with its cells and contributions by unit."""
    scene = Scene(records, period)
    year_is_running = any(p["period_id"] == str(period["year"]) and p["provisional"] for p in periods)
    newest = period is [p for p in periods if p["kind"] == period["kind"]][-1]
    for indicator, definition in DEFINITIONS.items():
        if (definition.quarterly or period["kind"] == "year") and (newest or not definition.newest_only):
            tally = COUNTS[indicator](scene)
            applies = scene.key_villages if definition.key_villages else scene.villages
            speaks = {v for v in scene.villages if silence.sent_all(scene, v, definition.needs, year_is_running)}
            silent = set(scene.villages) - speaks | tally.blank
            yield indicator, *roll_up(scene, tally, applies, silent.__contains__)


def evaluate_cell(cell, indicator, contributions):
    """(state, value, lower, upper): scaled numbers, None unless the state is `value`."""
    definition = DEFINITIONS[indicator]
    if cell.denominator is None and cell.expected > 0:
        return "not_reported", None, None, None
    if not cell.denominator:
        return "not_applicable", None, None, None
    limits = interval(definition.kind, cell, contributions)
    value = cell.numerator / cell.denominator * definition.scale
    return "value", value, *(None if limit is None else limit * definition.scale for limit in limits)
