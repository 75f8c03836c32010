"""What a new state of the records does to what was said before: rows, values, verdicts, places on the index, signs.

The same comparison serves a rehearsal (the state that would be published) and the history (two that were).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.catalogue import INDICATORS
from analytics.disclosure import disclosed
from analytics.findings.compare import judged
from analytics.strength import Strength, Structure, build, inputs_of
from data.difference import Difference
from data.queries.periods import periods as ask_periods
from data.queries.structure import structure as ask_attributes
from data.queries.units import units as ask_units
from data.store import Reader

KEYS = ["indicator", "period_id", "org_unit_id"]
PLACES = ("band", "rank", "tenth")
LIKENESS = "org_unit", "unit_year", "member"
"""The sheets that say what villages are like whatever they achieve."""


@dataclass(frozen=True)
class Revision:
    """What differs. Each frame has only what is not the same before and after.

    rows: `sheet`, `org_unit_id`, `added`, `changed`, `removed`.
    values: `indicator`, `period_id`, `org_unit_id`, `level`, and `state`, `value`, `verdict` (against the county), each
    with the suffixes `_before` and `_after`; `difference` in the indicator's unit; `relative` to the county's value
    before; the largest relative ones first, those that came or went before them.
    places: on the index of `period_id`, by village: `band`, `rank`, `tenth` before and after.
    """

    rows: pd.DataFrame
    values: pd.DataFrame
    places: pd.DataFrame
    period_id: str | None

    @property
    def affected(self) -> tuple[str, ...]:
        """The units some of whose rows or values differ, by code."""
        units = {*self.rows["org_unit_id"].dropna(), *self.values["org_unit_id"]}
        return tuple(sorted(str(unit) for unit in units))

    def count(self, what: str) -> int:
        """How many villages change `band` or `tenth`, or how many `verdict`s of villages change."""
        frame = self.values[self.values["level"] == "village"] if what == "verdict" else self.places
        return int(_differs(frame[f"{what}_before"], frame[f"{what}_after"]).sum())


def revise(before: Reader, after: Reader, found: Difference, structure: Structure) -> Revision:
    """Hold two readers' snapshots against each other; `found` is the difference of their files."""
    units = ask_units(after).to_pandas()
    values = _values(before, after, found, units)
    rows = found.rows.to_pandas()
    seen = set(units["org_unit_id"])
    rows = rows[rows["org_unit_id"].isna() | rows["org_unit_id"].isin(seen)].reset_index(drop=True)
    period_id = _newest_year(after)
    places = _places(before, after, structure, period_id if _moves_places(found, period_id) else None)
    return Revision(rows, values, places, period_id)


def _values(before: Reader, after: Reader, found: Difference, units: pd.DataFrame) -> pd.DataFrame:
    asked = _by_period(found.figures.to_pandas())
    axes = [pd.Index(list(names), dtype="str") for names in (INDICATORS, asked, units["org_unit_id"])]
    sides = [_judged(reader, asked, axes, units) for reader in (before, after)]
    suffixes = "_before", "_after"
    both = sides[0].merge(sides[1], how="outer", left_index=True, right_index=True, suffixes=suffixes)
    changed = np.logical_or.reduce(
        [_differs(both[f"{n}_before"], both[f"{n}_after"]).to_numpy() for n in ("state", "value", "verdict")]
    )
    both = both[changed]
    named = {key: axis[code] for key, axis, code in zip(KEYS, axes, _codes(both.index, axes), strict=True)}
    both = pd.DataFrame(named, both.index).join(both).merge(units[["org_unit_id", "level"]], "left", "org_unit_id")
    difference = both["value_after"] - both["value_before"]
    scale = both["benchmark_before"].abs().where(both["benchmark_before"] != 0)
    both = both.assign(difference=difference, relative=(difference.abs() / scale).fillna(difference.abs()))
    both["came_or_went"] = difference.isna()
    order = both.sort_values(["came_or_went", "relative", *KEYS], ascending=[False, False, True, True, True])
    return order.drop(columns=["came_or_went", "benchmark_before", "benchmark_after"]).reset_index(drop=True)


def _by_period(pairs: pd.DataFrame) -> dict[str, list[str]]:
    known = pairs[pairs["indicator"].isin(list(INDICATORS))]
    return {str(period): list(rows["indicator"]) for period, rows in known.groupby("period_id")}


def _judged(reader: Reader, asked: Mapping[str, list[str]], axes: list[pd.Index], units: pd.DataFrame) -> pd.DataFrame:
    """Value, state and verdict of all units, each against its county; what lies above counties is not judged. A row is
    found by its place in a table of the axes: indicator, period, unit."""
    frames = [disclosed(reader, names, list(axes[2]), [period]) for period, names in asked.items()]
    cells = pd.concat(frames) if frames else disclosed(reader, [], [], [])
    indicator, period, unit = (axis.get_indexer(pd.Index(cells[key])) for key, axis in zip(KEYS, axes, strict=True))
    counties = _counties(units)
    county = axes[2].get_indexer(pd.Index([counties.get(found, "") for found in axes[2]], dtype="str"))
    level = np.full((len(axes[0]), len(axes[1]), len(axes[2]) + 1), np.nan)  # the last is of those without a county
    level[indicator, period, unit] = cells["value"].to_numpy(float, na_value=np.nan)
    cells.index = pd.Index((indicator * len(axes[1]) + period) * len(axes[2]) + unit)
    frame = judged(cells, INDICATORS, pd.Series(level[indicator, period, county[unit]], cells.index, "Float64"))
    return frame[["state", "value", "verdict", "benchmark"]].astype({"state": "string"})


def _codes(places: pd.Index, axes: list[pd.Index]) -> tuple[np.ndarray, ...]:
    """Where on each axis a place of their table lies."""
    rest, unit = np.divmod(places.to_numpy(int), len(axes[2]))
    return (*np.divmod(rest, max(len(axes[1]), 1)), unit)


def _counties(units: pd.DataFrame) -> dict[str, str]:
    """By unit its county's code, itself if it is one; units come before those below them."""
    found: dict[str, str] = {}
    for unit, level, parent in zip(units["org_unit_id"], units["level"], units["parent_id"], strict=True):
        if level == "county":
            found[unit] = unit
        elif parent in found:
            found[unit] = found[parent]
    return found


def _newest_year(reader: Reader) -> str | None:
    known = ask_periods(reader).to_pandas()
    years = known[(known["kind"] == "year") & ~known["provisional"]]
    return str(years["period_id"].iloc[0]) if len(years) else None


def _moves_places(found: Difference, period_id: str | None) -> bool:
    """Whether anything differs that the index of the period is made of: its figures, and what villages are like."""
    sheets = set(found.rows["sheet"].to_pylist())
    return period_id in found.figures["period_id"].to_pylist() or not sheets.isdisjoint(LIKENESS)


def _places(before: Reader, after: Reader, structure: Structure, period_id: str | None) -> pd.DataFrame:
    sides = [_standing(reader, structure, period_id) for reader in (before, after)]
    both = sides[0].merge(sides[1], how="outer", left_index=True, right_index=True, suffixes=("_before", "_after"))
    changed = np.logical_or.reduce([_differs(both[f"{n}_before"], both[f"{n}_after"]).to_numpy() for n in PLACES])
    return both[changed].rename_axis("org_unit_id").reset_index()


def _standing(reader: Reader, structure: Structure, period_id: str | None) -> pd.DataFrame:
    """Band, rank and tenth of the villages of every county on the index, each county by itself."""
    units = ask_units(reader).to_pandas()
    counties = list(units.loc[units["level"] == "county", "org_unit_id"])
    known = period_id is not None and period_id in ask_periods(reader)["period_id"].to_pylist()
    frames = [_of_county(reader, county, structure, period_id) for county in counties if known and period_id]
    empty = {"band": pd.Series(dtype="string")} | dict.fromkeys(("rank", "tenth"), pd.Series(dtype="Int64"))
    return pd.concat([pd.DataFrame(empty), *frames])


def _of_county(reader: Reader, county: str, structure: Structure, period_id: str) -> pd.DataFrame:
    attributes = ask_attributes(reader, county, period_id).to_pandas().set_index("org_unit_id")
    villages = list(attributes.index)
    inputs = inputs_of(disclosed(reader, list(structure.indicators), villages, [period_id]))
    fitting = inputs.fitting(structure)
    if fitting is None or not villages:
        return pd.DataFrame()
    given = inputs.of_units(villages)
    return _as_places(build(given.values, fitting, attributes, given.applicable))


def _as_places(strength: Strength) -> pd.DataFrame:
    ranks = strength.ranks
    of = ranks.groupby(strength.tracks).transform("count")
    tenth = ((ranks.astype("Float64") - 1) * 10 / of).apply(np.floor).astype("Int64") + 1
    return pd.DataFrame({"band": strength.bands.astype("string"), "rank": ranks, "tenth": tenth})


def _differs(before: pd.Series, after: pd.Series) -> pd.Series:
    """Where two columns differ; nothing twice is the same."""
    same = (before == after).fillna(False).astype(bool)
    return ~(same | (before.isna() & after.isna()))
