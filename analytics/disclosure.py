"""The one function between evaluate and everything that shows or saves: what this person may see.

Pages, findings, exports and reports never call `evaluate` themselves. Which cells are withheld from viewers was decided
when the snapshot was built (`analytics/withheld`); the Reader's views leave them empty for a viewer everywhere and for
the roles above outside the own scope. Of the units above, everyone sees totals: those that are not withheld.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.by_class import evaluate_by_class
from analytics.catalogue import find
from analytics.catalogue.kinds import Breakdown
from analytics.catalogue.splits import Parts, Split, split_of
from analytics.evaluate import CONFIDENCE, cells_of, evaluate_known, evaluated, values_alone
from analytics.periods import known_periods
from analytics.withheld.thresholds import Thresholds
from analytics.withheld.tree import LEVELS
from data.access import Role, Scope
from data.store import Reader

SUPPRESSED = "suppressed"
BELOW = "SELECT org_unit_id FROM unit_tree WHERE ancestor_id = $unit"


def disclosed(
    reader: Reader,
    indicators: Sequence[str],
    units: Sequence[str],
    periods: Sequence[str],
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Evaluate's frame as the reader's scope and role may see it. Same arguments and columns.

    Where a cell is withheld its `state` is `suppressed`, and `numerator`, `denominator`, `value`, `lower` and `upper`
    are `<NA>`. `reported` and `expected` stay: they count villages that sent their sheets, not people. An id that is
    unknown to the scope has no row: a link may name what is no longer there.
    """
    if reader.scope == Scope.everything():
        return evaluate_known(reader, indicators, units, periods, confidence)
    declared = {indicator.id: indicator for indicator in find(indicators)}
    cells = cells_of(reader, list(declared), units, periods, told=True)
    frame = evaluated(cells, declared, confidence)
    return frame.assign(state=frame["state"].mask(cells["withheld"].to_numpy().astype(bool), SUPPRESSED))


def disclosed_values(
    reader: Reader, indicators: Sequence[str], villages: Sequence[str], periods: Sequence[str]
) -> pd.DataFrame:
    """Of `disclosed` the cells of villages of the state `value`, without intervals: `indicator`, `org_unit_id`,
    `period_id`, `value`. What is withheld is empty at the Reader's door already."""
    return values_alone(reader, indicators, villages, periods)


def disclosed_by_class(
    reader: Reader, indicators: Sequence[str], units: Sequence[str], periods: Sequence[str], breakdown: Breakdown
) -> pd.DataFrame:
    """Evaluate's frame split by class (`class`), for those who see every record below the units.

    Parts of a total tell each other and the total: they are not protected one by one, so viewers have none. What a
    split shows to nobody (grades of single offices, few stays) is `suppressed`.
    """
    scope = reader.scope
    assert sees_small_cells(scope), "a split shows small cells"
    if scope.unit is not None:
        known = reader.table(BELOW, unit=scope.unit).column("org_unit_id").to_pylist()
        assert set(units) <= set(known), "a split of a unit that is not wholly seen would be too small"
    known = known_periods(reader)
    asked = [known[period] for period in dict.fromkeys(periods) if period in known]
    every = list(known.values())
    parts = [evaluate_by_class(reader, found, units, every, asked, breakdown) for found in find(indicators)]
    shown = [
        _kept_from_all(reader, cells, split_of(found, breakdown))
        for cells, found in zip(parts, find(indicators), strict=True)
    ]
    return pd.concat(shown, ignore_index=True)


def _kept_from_all(reader: Reader, cells: pd.DataFrame, split: Split | None) -> pd.DataFrame:
    """The cells of one indicator without what its split shows to nobody."""
    if split is None or (split.least_level == "village" and not split.fewest):
        return cells
    levels = dict(zip(*reader.table("SELECT org_unit_id, level FROM org_unit").to_pydict().values(), strict=True))
    too_low = cells["org_unit_id"].map(levels).isin(LEVELS[: LEVELS.index(split.least_level)])
    whole = cells.groupby(["period_id", "org_unit_id"])["denominator"]
    too_few = whole.transform("sum" if split.parts is Parts.BOTH else "max") < split.fewest
    hidden = (too_low | too_few.fillna(False)) & (cells["state"] == "value")
    figures = {name: cells[name].mask(hidden) for name in ("numerator", "denominator", "value", "lower", "upper")}
    return cells.assign(**figures, state=cells["state"].mask(hidden, SUPPRESSED))


def sees_small_cells(scope: Scope) -> bool:
    """Whether counts of few people may be shown to this person inside the own scope."""
    return scope.role >= Role.LEADER


def protected_counts(scope: Scope, counts: pd.Series, thresholds: Thresholds) -> pd.Series:
    """A frequency table of people (one count a category) as this person may see it: whole numbers, `<NA>` where hidden.

    A viewer sees nothing of a table of fewer than ten people (of the snapshot's threshold). Else counts of one or two
    are hidden; where the others and the total would tell what is hidden, as one count alone or as counts of one each,
    the smallest shown is hidden as well, and at last everything. `counts` are those of categories that exclude each
    other; the total is taken for known. A table made for every filter alike is protected, two that can be subtracted
    are not: ask for whole units.
    """
    shown = counts.astype("Int64")
    if sees_small_cells(scope):
        return shown
    values = counts.to_numpy()
    if values.sum() < thresholds.least_denominator:
        return shown.mask(np.ones(len(shown), dtype=bool))
    hidden = np.isin(values, thresholds.small_counts)
    while hidden.any() and not hidden.all() and not _undetermined(values[hidden], thresholds):
        open_places = np.flatnonzero(~hidden)
        hidden[open_places[np.argmin(values[open_places])]] = True
    return shown.mask(hidden)


def _undetermined(hidden: np.ndarray, thresholds: Thresholds) -> bool:
    """Two counts at least, and together more than the fewest that are hidden for being small could be."""
    return len(hidden) >= 2 and hidden.sum() > len(hidden) * max(thresholds.small_counts)
