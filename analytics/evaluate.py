"""Sum first, divide last: value, interval and state of indicators for units and periods, out of the stored sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Sized
from typing import Any, Protocol

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from analytics.catalogue import find
from analytics.catalogue.kinds import Indicator, Kind
from analytics.statistics.intervals import poisson_byar, wilson
from analytics.statistics.ratio import ratio_interval_from_moments
from data.scoped_views import FEW, UNIT_VALUE, VILLAGE_VALUE

CONFIDENCE = 0.95

COLUMNS = (
    *("period_id", "org_unit_id", "indicator", "numerator", "denominator"),
    *("value", "lower", "upper", "state", "reported", "expected", "provisional"),
)

CELLS = """
WITH asked AS (
    SELECT unnest($indicators) AS indicator, generate_subscripts($indicators, 1) AS place),
due AS (SELECT unnest($periods) AS period_id, generate_subscripts($periods, 1) AS place),
whom AS (SELECT unnest($units) AS org_unit_id, unnest($places) AS place)
SELECT v.period_id, v.org_unit_id, v.indicator, v.numerator, v.denominator, v.reported, v.expected, p.provisional,
       {spread}.k, {spread}.sum_xx, {spread}.sum_xn, {spread}.sum_nn{also},
       asked.place AS indicator_place, due.place AS period_place, whom.place AS unit_place
FROM {figures}
JOIN asked ON asked.indicator = v.indicator
JOIN due ON due.period_id = v.period_id
JOIN whom ON whom.org_unit_id = v.org_unit_id
JOIN period p ON p.period_id = v.period_id
-- what the joins say already, for whichever of them is done last
WHERE v.period_id BETWEEN list_min($periods) AND list_max($periods)
ORDER BY indicator_place, period_place, unit_place
"""
BY_INDICATOR = """indicator_value v LEFT JOIN indicator_spread s
       ON s.indicator = v.indicator AND s.period_id = v.period_id AND s.org_unit_id = v.org_unit_id"""
# Only where figures lie unit by unit: else a single village would be sought first, throughout all indicators.
ABOVE = f"""SELECT * FROM {UNIT_VALUE}
    WHERE org_unit_id BETWEEN list_min($above) AND list_max($above) AND list_contains($levels, level)"""
VILLAGES = f"""SELECT *, NULL::INT AS k, NULL::DOUBLE AS sum_xx, NULL::DOUBLE AS sum_xn, NULL::DOUBLE AS sum_nn
    FROM {VILLAGE_VALUE} WHERE org_unit_id BETWEEN list_min($villages) AND list_max($villages)"""
BOTH = f"{ABOVE} UNION ALL BY NAME {VILLAGES}"
SAID = "", ", v.withheld"
OF_ABOVE, OF_ABOVE_TOLD = (CELLS.format(figures=f"({ABOVE}) v", spread="v", also=also) for also in SAID)
OF_VILLAGES, OF_VILLAGES_TOLD = (CELLS.format(figures=f"({VILLAGES}) v", spread="v", also=also) for also in SAID)
OF_BOTH, OF_BOTH_TOLD = (CELLS.format(figures=f"({BOTH}) v", spread="v", also=also) for also in SAID)
OF_ALL, OF_ALL_TOLD = (CELLS.format(figures=BY_INDICATOR, spread="s", also=also) for also in SAID)

VALUES = """
SELECT indicator, org_unit_id, period_id, numerator / denominator AS ratio
FROM {figures}
WHERE indicator IN (SELECT unnest($indicators)) AND period_id IN (SELECT unnest($periods))
    AND org_unit_id IN (SELECT unnest($units)) AND org_unit_id BETWEEN list_min($units) AND list_max($units)
    AND denominator > 0
"""

UNKNOWN = """
SELECT 'unit' AS kind, id FROM (SELECT unnest($units) AS id) WHERE id NOT IN (SELECT org_unit_id FROM org_unit)
UNION ALL
SELECT 'period', id FROM (SELECT unnest($periods) AS id) WHERE id NOT IN (SELECT period_id FROM period)
"""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Reader(Protocol):
    """What answers questions about a snapshot; `data.store.Reader` is one."""

    def table(self, sql: str, **parameters: object) -> pa.Table: ...

    def holds(self, table: str) -> bool: ...

    def levels_above(self, units: Iterable[str]) -> dict[str, str]: ...


def evaluate(
    reader: Reader,
    indicators: Sequence[str],
    units: Sequence[str],
    periods: Sequence[str],
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """One row per combination that exists, in the order asked for: indicators, then periods, then units.

    Columns as in `COLUMNS`. `value`, `lower` and `upper` are multiplied by the indicator's scale (60.0 is 60 %) and
    `<NA>` unless `state` is `value`; the interval is `<NA>` as well for a ratio over fewer than two units.
    `numerator` and `denominator` are `<NA>` where nothing was reported, or what was is withheld. `state` is `value`,
    `not_applicable`, `not_reported` or `suppressed`. An annual indicator has no row for a quarter, and a unit none for
    a period in which it was not valid. An id that is unknown to the reader's scope is a `ValueError` that names it.
    """
    asked = {"units": list(dict.fromkeys(units)), "periods": list(dict.fromkeys(periods))}
    unknown = reader.table(UNKNOWN, **asked).to_pylist()
    if unknown:
        raise ValueError("; ".join(f"unknown {row['kind']}: {row['id']}" for row in unknown))
    return evaluate_known(reader, indicators, units, periods, confidence)


def evaluate_known(
    reader: Reader,
    indicators: Sequence[str],
    units: Sequence[str],
    periods: Sequence[str],
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """As `evaluate`, for those who go through the years and the units of other years: what is unknown has no row."""
    declared = {indicator.id: indicator for indicator in find(indicators)}
    return evaluated(cells_of(reader, list(declared), units, periods), declared, confidence)


def cells_of(
    reader: Reader,
    indicators: list[str],
    units: Sequence[str],
    periods: Sequence[str],
    told: bool = False,
) -> pa.Table:
    """The sums behind evaluate's rows, in their order; where `told`, a reader of a scope says which are `withheld`.

    A few units are looked up where figures lie unit by unit, if the snapshot has that.
    """
    asked = _asked(indicators, units, periods)
    whom = asked["units"]
    asked["places"] = list(range(len(whom)))
    if not (_few(indicators, whom, asked["periods"]) and reader.holds(VILLAGE_VALUE)):
        return reader.table(OF_ALL_TOLD if told else OF_ALL, **asked)
    above = reader.levels_above(whom)
    villages = [unit for unit in whom if unit not in above]
    if not above:
        return reader.table(OF_VILLAGES_TOLD if told else OF_VILLAGES, **asked, villages=villages)
    asked |= {"above": list(above), "levels": list(set(above.values()))}
    if not villages:
        return reader.table(OF_ABOVE_TOLD if told else OF_ABOVE, **asked)
    return reader.table(OF_BOTH_TOLD if told else OF_BOTH, **asked, villages=villages)


def _few(indicators: Sized, units: Sized, periods: Sized) -> bool:
    """Whether figures are found sooner where they lie unit by unit."""
    return len(units) <= FEW * len(indicators) * len(periods)


def values_alone(
    reader: Reader, indicators: Sequence[str], villages: Sequence[str], periods: Sequence[str]
) -> pd.DataFrame:
    """`value` by `indicator`, `org_unit_id` and `period_id`, of those that `evaluate` would give the state `value`, in
    no order: for those who look at all at once and need neither intervals nor why one is missing."""
    declared = {indicator.id: indicator for indicator in find(indicators)}
    by_village = reader.holds(VILLAGE_VALUE) and _few(indicators, villages, periods)
    sql = VALUES.format(figures=VILLAGE_VALUE if by_village else "indicator_value")
    frame: pd.DataFrame = reader.table(sql, **_asked(list(declared), villages, periods)).to_pandas()
    scale = frame["indicator"].map({name: float(indicator.scale) for name, indicator in declared.items()})
    return frame.assign(value=frame.pop("ratio") * scale.astype(float))


def _asked(indicators: list[str], units: Sequence[str], periods: Sequence[str]) -> dict[str, list[Any]]:
    """Each once, in the order asked for."""
    return {"indicators": indicators, "units": list(dict.fromkeys(units)), "periods": list(dict.fromkeys(periods))}


def evaluated(cells: pa.Table, declared: Mapping[str, Indicator], confidence: float) -> pd.DataFrame:
    """Evaluate's frame of sums: the columns that `CELLS` asks for."""
    x, n = _floats(cells, "numerator"), _floats(cells, "denominator")
    state = _states(n, _floats(cells, "reported"), _floats(cells, "expected"))
    figures = values_with_limits(cells, declared, confidence)
    frame = {
        "period_id": cells.column("period_id").to_pandas(),
        "org_unit_id": cells.column("org_unit_id").to_pandas(),
        "indicator": cells.column("indicator").to_pandas(),
        "numerator": _nullable(x),
        "denominator": _nullable(n),
        **{name: _nullable(figures[name].to_numpy()) for name in ("value", "lower", "upper")},
        "state": pd.Series(state, dtype="str"),
        "reported": _whole(cells, "reported"),
        "expected": _whole(cells, "expected"),
        "provisional": cells.column("provisional").to_numpy().astype(bool),
    }
    return pd.DataFrame(frame, columns=list(COLUMNS))


def values_with_limits(cells: pa.Table, declared: Mapping[str, Indicator], confidence: float) -> pd.DataFrame:
    """`value`, `lower` and `upper` alone of evaluate's frame of sums, not finite where there is none."""
    names = cells.column("indicator").combine_chunks().dictionary_encode()
    kinds = [declared[name] for name in names.dictionary.to_pylist()]
    which = names.indices.to_numpy(zero_copy_only=False)
    x, n = _floats(cells, "numerator"), _floats(cells, "denominator")
    there = n > 0
    lower, upper = _limits(cells, kinds, which, np.where(there, x, np.nan), np.where(there, n, np.nan), confidence)
    scale = np.array([indicator.scale for indicator in kinds], dtype=float)[which]
    value = np.where(there, x / np.where(there, n, 1.0) * scale, np.nan)
    return pd.DataFrame({"value": value, "lower": lower * scale, "upper": upper * scale})


def _states(n: Floats, reported: Floats, expected: Floats) -> NDArray[np.object_]:
    """A sum missing where some village was expected is a gap in the reports, and where one did report it is withheld;
    a base of 0 is nothing to judge."""
    missing = np.isnan(n) & (expected > 0)
    absent = np.where(reported > 0, "suppressed", "not_reported")
    return np.where(missing, absent, np.where(n > 0, "value", "not_applicable")).astype(object)


def _limits(
    cells: pa.Table, kinds: Sequence[Indicator], which: NDArray[np.int32], x: Floats, n: Floats, confidence: float
) -> tuple[Floats, Floats]:
    """Unscaled limits; NaN where there is no value, or no interval."""
    lower, upper = np.full(len(x), np.nan), np.full(len(x), np.nan)
    for kind in Kind:
        of_kind = np.array([indicator.kind is kind for indicator in kinds], dtype=bool)[which]
        rows = np.flatnonzero(of_kind & ~np.isnan(n))
        if len(rows):
            lower[rows], upper[rows] = _interval(kind, cells, rows, x[rows], n[rows], confidence)
    return lower, upper


def _interval(
    kind: Kind, cells: pa.Table, rows: NDArray[np.intp], x: Floats, n: Floats, confidence: float
) -> tuple[Floats, Floats]:
    if kind is Kind.PROPORTION:
        return wilson(x, n, confidence)
    if kind is Kind.RATE:
        lower, upper = poisson_byar(x, confidence)
        return lower / n, upper / n
    k, xx, xn, nn = (_floats(cells, name)[rows] for name in ("k", "sum_xx", "sum_xn", "sum_nn"))
    return ratio_interval_from_moments(np.nan_to_num(k), x, n, xx, xn, nn, confidence)  # a village has no moments


def _floats(cells: pa.Table, name: str) -> Floats:
    column: Floats = cells.column(name).to_numpy().astype(float)
    return column


def _nullable(values: Floats) -> Any:
    missing = ~np.isfinite(values)
    return pd.arrays.FloatingArray(np.where(missing, 0.0, values), missing)


def _whole(cells: pa.Table, name: str) -> Any:
    values = cells.column(name).to_numpy().astype(np.int64)
    return pd.arrays.IntegerArray(values, np.zeros(len(values), dtype=bool))
