"""From positions and days to the cells of a declared table: the one place where types become Arrow's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.sample.draws import NEVER, Array
from data.sample.rows import Rows
from data.schema import ENUMERATIONS, Column, Table

PREFIXES = {
    "member": "M",
    "member_duty": "D",
    "meeting": "H",
    "evaluation": "E",
    "post_term": "P",
    "village_system": "S",
    "training_event": "T",
    "talent": "R",
    "talent_support": "C",
    "fund": "F",
    "docking_action": "N",
    "practice": "J",
}
DIGITS = 7
INTEGERS = {"SMALLINT": pa.int16(), "INTEGER": pa.int32(), "DOUBLE": pa.float64()}


@dataclass(frozen=True)
class Cells:
    """The words that positions stand for."""

    county: str
    units: pa.Array
    persons: pa.Array
    households: pa.Array

    def keys(self, table: str, numbers: Array) -> pa.Array:
        """Record codes: the table's letter, the county, and a number; empty below zero."""
        digits = pc.utf8_lpad(whole(numbers, pa.int64()).cast(pa.string()), DIGITS, "0")
        return pc.binary_join_element_wise(f"{PREFIXES[table]}{self.county}-", digits, "")


def table_columns(table: Table, rows: Rows, cells: Cells) -> dict[str, pa.Array]:
    """The declared columns of a table in their order; names of units are left to who knows them."""
    return {
        column.name: cell_column(table, column, rows[column.name], cells)
        if column.name in rows.columns
        else pa.nulls(len(rows), pa.string())
        for column in table.columns
    }


def cell_column(table: Table, column: Column, values: Array, cells: Cells) -> pa.Array:
    """One column in its exact type."""
    if column.type == "DATE":
        return dates(values)
    if column.type.startswith("DECIMAL"):
        return decimals(values, column.type)
    if column.type == "BOOLEAN":
        return whole(values, pa.int8()).cast(pa.bool_())
    if column.type == "DOUBLE":
        return pa.array(values, pa.float64(), mask=np.isnan(values))
    if column.type in INTEGERS:
        return whole(values, INTEGERS[column.type])
    return _words(table, column, values, cells)


def _words(table: Table, column: Column, values: Array, cells: Cells) -> pa.Array:
    if column.enum:
        return _labels(column.enum).take(whole(values, pa.int32()))
    owner = column.references or table.name
    if owner in ("org_unit", "person") or column.name == "household_key":
        words = {"org_unit": cells.units, "person": cells.persons}.get(owner, cells.households)
        return words.take(whole(values, pa.int32()))
    return cells.keys(owner, values)


@cache
def _labels(enumeration: str) -> pa.Array:
    return pa.array(list(ENUMERATIONS[enumeration].labels))


def whole(values: Array, kind: pa.DataType) -> pa.Array:
    """Whole numbers; below zero is empty."""
    return pa.array(values.astype(np.int64), mask=values < 0).cast(kind)


def dates(values: Array) -> pa.Array:
    """Days since 1970; `NEVER` is empty."""
    return pa.array(values.astype(np.int32), mask=values >= NEVER).cast(pa.date32())


def decimals(values: Array, declared: str) -> pa.Array:
    """Whole numbers at the declared scale as exact decimals; below zero is empty."""
    precision, scale = (int(part) for part in declared[len("DECIMAL(") : -1].split(","))
    halves = np.zeros((len(values), 2), np.int64)  # little-endian 128 bits; none is negative
    halves[:, 0] = np.maximum(values, 0)
    known = pa.py_buffer(np.packbits(values >= 0, bitorder="little").tobytes())
    return pa.Array.from_buffers(pa.decimal128(precision, scale), len(values), [known, pa.py_buffer(halves)])
