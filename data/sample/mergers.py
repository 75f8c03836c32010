"""What a merger does to people: the stay in the closed village ends, another begins in its successor."""

from __future__ import annotations

import numpy as np

from data.sample.draws import NEVER, code
from data.sample.rows import Rows
from data.sample.units import Units


def follow_mergers(units: Units, stays: Rows, enter: str, reasons: str) -> Rows:
    """Stays with those of closed villages split on the day; later ones, and pipelines not finished, are left out.

    `enter` names the column of entry, `reasons` the enumeration of exit reasons.
    """
    village = stays["org_unit_id"]
    on = units.valid_to[village]
    closing = on < NEVER
    if not closing.any():
        return stays
    ends = closing & (stays[enter] < on) & (stays["exit_date"] > on)
    after = closing & (stays[enter] >= on)
    successor = units.successor[village]
    continued = stays.take(ends).having(**{enter: on[ends], "org_unit_id": successor[ends]})
    reason = np.where(ends, code(reasons, "unit_merged"), stays["exit_reason"])
    first = stays.having(exit_date=np.where(ends, on, stays["exit_date"]), exit_reason=reason)
    return Rows.joined(first.take(~after), continued)
