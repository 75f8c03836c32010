"""Sum first, divide last: value, interval and state of indicators for units and periods, out of the stored sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized
from typing import Any, Protocol

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from analytics.by_unit import UNIT_ABOVE
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
WHERE v.period_id BETWEEN list_min($periods) AND list_max($periods){of}
ORDER BY indicator_place, period_place, unit_place
"""
ORDER = [(f"{of}_place", "ascending") for of in ("indicator", "period", "unit")]
BY_INDICATOR = """indicator_value v LEFT JOIN indicator_spread s
       ON s.indicator = v.indicator AND s.period_id = v.period_id AND s.org_unit_id = v.org_unit_id"""
# Only where figures lie unit by unit: else a single village would be sought first, throughout all indicators.
WITHIN = "\n    AND v.org_unit_id BETWEEN list_min($units) AND list_max($units)"
SAID = "", ", v.withheld"
BY_UNIT = {"figures": f"{UNIT_VALUE} v", "spread": "v"}
OF_UNITS, OF_UNITS_TOLD = (CELLS.format(**BY_UNIT, also=also, of=WITHIN) for also in SAID)
OF_LEVELS, OF_LEVELS_TOLD = (
    CELLS.format(**BY_UNIT, also=also, of=WITHIN + "\n    AND list_contains($levels, v.level)") for also in SAID
)
OF_ALL, OF_ALL_TOLD = (CELLS.format(figures=BY_INDICATOR, spread="s", also=also, of="") for also in SAID)
NO_SPREAD = "NULL::INT AS k, NULL::DOUBLE AS sum_xx, NULL::DOUBLE AS sum_xn, NULL::DOUBLE AS sum_nn"
BY_VILLAGE = {"figures": f"(SELECT *, {NO_SPREAD} FROM {VILLAGE_VALUE}) v", "spread": "v"}
OF_VILLAGES, OF_VILLAGES_TOLD = (CELLS.format(**BY_VILLAGE, also=also, of=WITHIN) for also in SAID)
LEVELS = "SELECT DISTINCT level FROM unit_above WHERE org_unit_id IN (SELECT unnest($units))"
MANY = 50
"""Of so many units the engine looks for each where it may lie; of more, between the first and the last."""

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
    reader: Reader, indicators: list[str], units: Sequence[str], periods: Sequence[str], told: bool = False
) -> pa.Table:
    """The sums behind evaluate's rows, in their order; where `told`, a reader of a scope says which are `withheld`.

    A few units are looked up where figures lie unit by unit, if the snapshot has that.
    """
    asked = _asked(indicators, units, periods)
    place, found = {unit: number for number, unit in enumerate(asked.pop("units"))}, []
    few = _few(indicators, place, asked["periods"])
    if few and reader.holds(UNIT_VALUE):
        found = _above_villages(reader, {**asked, "units": list(place), "places": list(place.values())}, told)
        for unit in pc.unique(found[0]["org_unit_id"]).to_pylist() if found else []:
            del place[unit]
    if place or not found:
        whom = {"units": list(place), "places": list(place.values())}
        by_village = few and reader.holds(UNIT_VALUE) and reader.holds(VILLAGE_VALUE)
        sql = (OF_VILLAGES, OF_VILLAGES_TOLD) if by_village else (OF_ALL, OF_ALL_TOLD)
        found.append(reader.table(sql[told], **asked, **whom))
    return found[0] if len(found) == 1 else pa.concat_tables(found).sort_by(ORDER)


def _few(indicators: Sized, units: Sized, periods: Sized) -> bool:
    """Whether figures are found sooner where they lie unit by unit."""
    return len(units) <= FEW * len(indicators) * len(periods)


def _above_villages(reader: Reader, asked: dict[str, list[Any]], told: bool) -> list[pa.Table]:
    """The sums of the units above villages; nothing where none of very many is one."""
    if len(asked["units"]) <= MANY or not reader.holds(UNIT_ABOVE):
        return [reader.table(OF_UNITS_TOLD if told else OF_UNITS, **asked)]
    levels = reader.table(LEVELS, units=asked["units"])["level"].to_pylist()
    return [reader.table(OF_LEVELS_TOLD if told else OF_LEVELS, **asked, levels=levels)] if levels else []


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


def _asked(indicators: list[str], units: Sequence[str], periods: Sequence[str]) -> dict[str, list[str]]:
    """Each once, in the order asked for."""
    return {"indicators": indicators, "units": list(dict.fromkeys(units)), "periods": list(dict.fromkeys(periods))}


def evaluated(cells: pa.Table, declared: Mapping[str, Indicator], confidence: float) -> pd.DataFrame:
    """Evaluate's frame of sums: the columns that `CELLS` asks for."""
    names = cells.column("indicator").combine_chunks().dictionary_encode()
    kinds = [declared[name] for name in names.dictionary.to_pylist()]
    which = names.indices.to_numpy(zero_copy_only=False)
    x, n = _floats(cells, "numerator"), _floats(cells, "denominator")
    state = _states(n, _floats(cells, "reported"), _floats(cells, "expected"))
    there = state == "value"
    limits = _limits(cells, kinds, which, np.where(there, x, np.nan), np.where(there, n, np.nan), confidence)
    scale = np.array([indicator.scale for indicator in kinds], dtype=float)[which]
    base = np.where(there, n, 1.0)
    frame = {
        "period_id": cells.column("period_id").to_pandas(),
        "org_unit_id": cells.column("org_unit_id").to_pandas(),
        "indicator": cells.column("indicator").to_pandas(),
        "numerator": _nullable(x),
        "denominator": _nullable(n),
        "value": _nullable(np.where(there, x / base * scale, np.nan)),
        "lower": _nullable(limits[0] * scale),
        "upper": _nullable(limits[1] * scale),
        "state": pd.Series(state, dtype="str"),
        "reported": _whole(cells, "reported"),
        "expected": _whole(cells, "expected"),
        "provisional": cells.column("provisional").to_numpy().astype(bool),
    }
    return pd.DataFrame(frame, columns=list(COLUMNS))


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
