"""The cells of an indicator table in batches, each a small Arrow table: what is exported never lies in memory whole.

Within a batch codes stay codes (`not_reported`, `surely_better`); the writers put them into words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics.catalogue.kinds import Breakdown, Indicator
from analytics.catalogue.splits import classes_of, split_of
from analytics.disclosure import disclosed, disclosed_by_class
from analytics.exports.choice import Choice, Layout
from analytics.exports.shape import schema_of, state_key
from analytics.exports.table import Column
from analytics.findings.compare import against, levels_of
from analytics.findings.ranking import league
from data.queries.export_rows import export_units
from data.store import Reader
from data.text import Language

AT_ONCE = 125_000
"""Cells asked for at a time, except where ranks need all units of a level together."""
RANKED = ("rank", "rank_lower", "rank_upper")


@dataclass(frozen=True, slots=True)
class Table:
    """What is needed to make the rows: the choice, its columns, the indicators, the reader's language."""

    choice: Choice
    columns: tuple[Column, ...]
    indicators: Mapping[str, Indicator]
    language: Language
    ranks: bool


@dataclass(frozen=True, slots=True)
class Units:
    """The units of the choice by place: codes, names, levels, names of those above."""

    codes: pa.Array
    index: pd.Index
    named: Mapping[str, pa.Array]

    @classmethod
    def asked(cls, reader: Reader, choice: Choice, language: Language) -> Units:
        found = export_units(reader, choice.unit, choice.levels).combine_chunks()
        first = ("name_zh", "above_zh") if language == "zh" else ("name_en", "above_en")
        then = [pc.utf8_capitalize(found[name]) for name in ("pinyin", "above_pinyin")]
        last = ("name_zh", "above_zh")
        names = [pc.coalesce(found[own], pinyin, found[zh]) for own, pinyin, zh in zip(first, then, last, strict=True)]
        whole = [_one(names[0]), _one(found["level"]), _one(pc.fill_null(names[1], ""))]
        codes = _one(found["org_unit_id"])
        return cls(codes, pd.Index(codes.to_pandas()), dict(zip(("name", "level", "above"), whole, strict=True)))

    def described(self, codes: pa.Array) -> dict[str, pa.Array]:
        """Names and levels of the units with these codes."""
        places = pa.array(self.index.get_indexer(codes.to_pandas()))
        return {"org_unit_id": codes, **{key: column.take(places) for key, column in self.named.items()}}


def batches(
    reader: Reader, table: Table, units: Units | None = None, only: Collection[str] | None = None
) -> Iterator[pa.Table]:
    """The rows in their order: by indicator, period and unit; by period and unit; by indicator and unit.

    `units` are those of the choice, where they are known already; `only` narrows a table without ranks to some of them.
    """
    units = units or Units.asked(reader, table.choice, table.language)
    by = table.choice.breakdown
    levels = {} if by else _benchmarks(reader, table.choice)
    listed = [code for code in units.codes.to_pylist() if only is None or code in only]
    for indicators, periods, codes in _portions(table.choice, listed):
        asked = (reader, indicators, codes, periods)
        cells = disclosed_by_class(*asked, by) if by else disclosed(*asked)
        if not cells.empty:
            made = _made(cells, table, units, levels)
            yield made.select([column.key for column in table.columns]).cast(schema_of(table.columns))


def _portions(choice: Choice, codes: Sequence[str]) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Indicators, periods and units to ask for at a time, so that rows come in their order and cells stay few."""
    indicators, periods = list(choice.indicators), list(choice.periods)
    most = AT_ONCE // (len(classes_of(choice.breakdown)) if choice.breakdown else 1)
    if choice.layout is Layout.INDICATORS:
        for period in periods:
            yield from ((indicators, [period], part) for part in _parts(codes, most // len(indicators)))
        return
    if choice.layout is Layout.PERIODS:
        for indicator in indicators:
            yield from (([indicator], periods, part) for part in _parts(codes, most // len(periods)))
        return
    together = most // max(len(periods) * len(codes), 1)
    if together:
        yield from ((part, periods, list(codes)) for part in _parts(indicators, together))
        return
    for indicator in indicators:
        for period in periods:
            yield from (([indicator], [period], part) for part in _parts(codes, most))


def _parts(items: Sequence[str], size: int) -> Iterator[list[str]]:
    size = max(size, 1)
    yield from (list(items[start : start + size]) for start in range(0, len(items), size))


def _benchmarks(reader: Reader, choice: Choice) -> dict[str, dict[str, float]]:
    """By period the level of the chosen unit, indicator by indicator."""
    own = disclosed(reader, list(choice.indicators), [choice.unit], list(choice.periods))
    return {str(period): levels_of(rows, choice.unit) for period, rows in own.groupby("period_id", sort=False)}


def _made(cells: pd.DataFrame, table: Table, units: Units, levels: Mapping[str, Mapping[str, float]]) -> pa.Table:
    if table.choice.layout is not Layout.LONG:
        return _wide(cells, table, units)
    by = table.choice.breakdown
    return _split(cells, table, units, by) if by else _long(cells, table, units, levels)


def _split(cells: pd.DataFrame, table: Table, units: Units, by: Breakdown) -> pa.Table:
    """A row a unit and class; held against nothing."""
    rest = [name for name in cells.columns if name not in ("org_unit_id", "indicator")]
    own = {name: pa.array(cells[name], from_pandas=True) for name in rest}
    described = units.described(pa.array(cells["org_unit_id"], pa.string()))
    named = _classes(cells["class"], table) | {"divides": _divided(cells["indicator"], table, by)}
    return pa.table({**described, **_told(cells["indicator"], table), **own, **named})


def _divided(ids: pd.Series, table: Table, by: Breakdown) -> pa.Array:
    """What of each row's indicator the classes divide."""
    codes = {key: split.code for key in table.choice.indicators if (split := split_of(table.indicators[key], by))}
    return pa.array(ids.map(codes), pa.string())


def _classes(codes: pd.Series, table: Table) -> dict[str, pa.Array]:
    """The breakdown, the classes' codes and their names."""
    by = table.choice.breakdown
    assert by is not None
    names = {code: label.in_language(table.language) for code, label in classes_of(by).items()}
    classes = {"class": pa.array(codes, pa.string()), "class_name": pa.array(codes.map(names), pa.string())}
    return {"by": pa.repeat(table.choice.by, len(codes)), **classes}


def _long(cells: pd.DataFrame, table: Table, units: Units, levels: Mapping[str, Mapping[str, float]]) -> pa.Table:
    judged = _judged(cells, table, levels)
    codes = pa.array(judged["org_unit_id"], pa.string())
    described = units.described(codes)
    if table.ranks:
        judged = _ranked(judged, table, described["level"])
    told = _told(judged["indicator"], table)
    rest = [name for name in judged.columns if name not in ("org_unit_id", "indicator")]
    own = {name: pa.array(judged[name], from_pandas=True) for name in rest}
    return pa.table({**described, **told, **own})


def _told(ids: pd.Series, table: Table) -> dict[str, pa.Array]:
    """Code, title and unit of measure of each row's indicator."""
    known = list(table.indicators)
    places = pc.index_in(pa.array(ids, pa.string()), value_set=pa.array(known, pa.string()))
    found = [table.indicators[key] for key in known]
    said = {
        "code": [indicator.code for indicator in found],
        "title": [indicator.title.in_language(table.language) for indicator in found],
        "measure": [indicator.unit.in_language(table.language) for indicator in found],
    }
    return {key: pa.array(words, pa.string()).take(places) for key, words in said.items()}


def _judged(cells: pd.DataFrame, table: Table, levels: Mapping[str, Mapping[str, float]]) -> pd.DataFrame:
    """With the benchmark and the verdict against it; the chosen unit is not held against itself."""
    parts = [
        against(rows, table.indicators, levels.get(str(period), {}))
        for period, rows in cells.groupby("period_id", sort=False)
    ]
    judged = (pd.concat(parts) if len(parts) > 1 else parts[0]).sort_index()
    own = judged["org_unit_id"] == table.choice.unit
    return judged.assign(verdict=judged["verdict"].mask(own).astype("object"), benchmark=judged["benchmark"].mask(own))


def _ranked(judged: pd.DataFrame, table: Table, levels: pa.Array) -> pd.DataFrame:
    """With the rank among the units of the same level and its interval, as the league table has them."""
    frame = judged.assign(level=pd.Series(levels.to_pylist(), index=judged.index))
    found = {name: np.full(len(frame), np.nan) for name in RANKED}
    for (indicator, _, _), rows in frame.groupby(["indicator", "period_id", "level"], sort=False):
        ranked = league(rows, table.indicators[str(indicator)]).frame.set_index("org_unit_id")
        order = ranked.loc[rows["org_unit_id"]]
        for name in RANKED:
            found[name][rows.index.to_numpy()] = np.round(order[name].to_numpy(float, na_value=np.nan))
    return judged.assign(**{name: pd.array(places, dtype="Float64").astype("Int64") for name, places in found.items()})


def _wide(cells: pd.DataFrame, table: Table, units: Units) -> pa.Table:
    """A row a unit (of a split, a unit and class); value and state of every indicator, or of every period, side by
    side."""
    across = "indicator" if table.choice.layout is Layout.INDICATORS else "period_id"
    keys = pd.MultiIndex.from_frame(cells[["org_unit_id", "class"] if table.choice.by else ["org_unit_id"]])
    rows = keys.unique()
    codes, place = rows.get_level_values(0), rows.get_indexer(keys)
    own = _constants(cells, table, len(codes))
    if table.choice.by:
        own |= _classes(pd.Series(rows.get_level_values(1)), table)
    for key in table.choice.indicators if across == "indicator" else table.choice.periods:
        of_key = (cells[across] == key).to_numpy()
        heading = table.indicators[key].code if across == "indicator" else key
        values, states = np.full(len(codes), np.nan), np.full(len(codes), None, dtype=object)
        values[place[of_key]] = cells.loc[of_key, "value"].to_numpy(float, na_value=np.nan)
        states[place[of_key]] = cells.loc[of_key, "state"].to_numpy(object)
        own[heading] = pa.array(values, pa.float64(), from_pandas=True)
        own[state_key(heading)] = pa.array(states, pa.string())
    made = pa.table({**units.described(pa.array(codes, pa.string())), **own})
    order = pa.array(np.argsort(units.index.get_indexer(codes), kind="stable"))
    return made.take(order)


def _constants(cells: pd.DataFrame, table: Table, rows: int) -> dict[str, pa.Array]:
    """What all rows of a portion share: the period and whether it runs, or the indicator."""
    first = cells.iloc[0]
    if table.choice.layout is Layout.INDICATORS:
        running = bool(first["provisional"])
        return {"period_id": pa.repeat(str(first["period_id"]), rows), "provisional": pa.repeat(running, rows)}
    told = _told(cells["indicator"].iloc[:1], table)
    if by := table.choice.breakdown:
        told["divides"] = _divided(cells["indicator"].iloc[:1], table, by)
    return {key: pa.repeat(word[0], rows) for key, word in told.items()}


def _one(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """One array, text as text."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return whole.cast(pa.string())
