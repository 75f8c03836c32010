"""From cells as written to typed rows: `staged.<table>`, set-wise, with every correction counted (V-12).

The engine casts what is plainly written. What is not (other date forms, full-width digits, labels) is read once for
each distinct spelling by `values` and `choices`, and joined back. Cells that cannot be read are noted in `unread`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from data.intake.choices import choice_reader
from data.intake.package import Package, Part
from data.intake.parquet import quote
from data.intake.problems import BETWEEN_LANGUAGES, Correction
from data.intake.values import (
    HINTS,
    Note,
    ReadCell,
    Reading,
    number_reader,
    read_boolean,
    read_code,
    read_date,
    read_month,
    read_text,
    unit_reader,
)
from data.schema import ENUMERATIONS, TABLES, Column, Table

Aliases = Mapping[str, dict[str, str]]  # a county's own synonyms: enumeration, spelling, code

UNREAD = """CREATE TABLE unread (
    table_ VARCHAR, column_ VARCHAR, _row BIGINT, value VARCHAR, fault VARCHAR, hint VARCHAR)"""
READINGS = pa.schema([(name, pa.string()) for name in ("column_", "raw", "value", "fault", "hint")])
INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
FREE_TEXT = {"name_zh", "name_en"}
MONTHS = {("post_month", "month")}


@dataclass(frozen=True, slots=True)
class Form:
    """How one column is read: `plain` is SQL for what the engine may cast, `read` takes the rest."""

    column: Column
    plain: str
    read: ReadCell


@dataclass(frozen=True, slots=True)
class Spellings:
    """What a county writes for what: its own synonyms of choices, and its units' names by `heading_key`."""

    choices: Aliases = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)


def normalise(package: Package, spellings: Spellings) -> list[Correction]:
    """Write `staged.<table>` for every table (empty for those not sent) and `unread`; returns the corrections."""
    connection = package.connection
    connection.execute(UNREAD)
    corrections: list[Correction] = []
    sent = {part.table: part for part in package.parts}
    for table in TABLES.values():
        package.deadline.demand(package.source.name)
        connection.execute(_empty(table))
        if table.name in package.tables and table.name in sent:
            corrections += _normalise_table(connection, table, sent[table.name], spellings)
    return corrections


def _empty(table: Table) -> str:
    fields = ", ".join(f"{column.name} {column.type}" for column in table.columns)
    return f"CREATE TABLE staged.{table.name} (_row BIGINT, _submission INTEGER, {fields})"


def _normalise_table(
    connection: duckdb.DuckDBPyConnection, table: Table, part: Part, spellings: Spellings
) -> list[Correction]:
    types = {row[0]: row[1] for row in connection.execute(f"DESCRIBE raw.{table.name}").fetchall()}
    forms = [_form(table, column, types[column.name], spellings) for column in table.columns]
    odd = connection.execute(_odd_cells(table, forms)).fetchall()
    readers = {form.column.name: form.read for form in forms}
    readings = [(column, raw, n, readers[column](raw)) for column, raw, n in odd]
    connection.register("reading", _as_table(readings))
    changed = {column for column, *_ in readings}
    connection.execute(_typed_rows(table, forms, changed))
    for column in sorted({column for column, _, _, reading in readings if reading.fault}):
        connection.execute(_note_unread(table, column))
    connection.unregister("reading")
    return _corrections(part, readings)


def _form(table: Table, column: Column, kind: str, spellings: Spellings) -> Form:
    """The form of a column whose cells have the DuckDB type `kind`: text, or typed as a Parquet file has it."""
    name = column.name
    if column.enum:
        codes = ", ".join(quote(code) for code in ENUMERATIONS[column.enum].labels)
        return Form(column, f"{name} IN ({codes})", choice_reader(column.enum, spellings.choices.get(column.enum)))
    if column.type == "VARCHAR":
        if name in FREE_TEXT:
            return Form(
                column, rf"NOT regexp_matches({name}, '^[\s\x{{3000}}\x{{a0}}]|[\s\x{{3000}}\x{{a0}}]$')", read_text
            )
        read = unit_reader(spellings.units) if column.references == "org_unit" else read_code
        return Form(column, f"regexp_full_match({name}::VARCHAR, '[0-9A-Za-z_:/-]+')", read)
    if column.type == "BOOLEAN":
        return Form(column, "TRUE" if kind == "BOOLEAN" else f"{name}::VARCHAR IN ('true', 'false')", read_boolean)
    if column.type == "DATE":
        month = (table.name, name) in MONTHS
        return Form(column, _plain_date(name, kind, month), read_month if month else read_date)
    return Form(column, _plain_number(name, kind, column.type), number_reader(column.type))


def _plain_date(name: str, kind: str, month: bool) -> str:
    written = r"\d{4}-\d{2}-01" if month else r"\d{4}-\d{2}-\d{2}"
    if kind == "DATE":
        return f"isfinite({name})" + (f" AND day({name}) = 1" if month else "")
    return f"(regexp_full_match({name}::VARCHAR, '{written}') AND TRY_CAST({name} AS DATE) IS NOT NULL)"


def _plain_number(name: str, kind: str, wanted: str) -> str:
    castable = f"TRY_CAST({name} AS {wanted}) IS NOT NULL"
    if (kind == wanted and wanted != "DOUBLE") or kind in INTEGERS:
        return castable
    if wanted == "DOUBLE" and kind != "VARCHAR":
        return f"isfinite(TRY_CAST({name} AS DOUBLE))"
    decimals = r"(\.\d{1,9})?" if wanted == "DOUBLE" else ""
    if wanted.startswith("DECIMAL"):
        decimals = rf"(\.\d{{1,{wanted[8:-1].split(',')[1]}}})?"
    return rf"(regexp_full_match({name}::VARCHAR, '-?\d{{1,15}}{decimals}') AND {castable})"


def _odd_cells(table: Table, forms: list[Form]) -> str:
    """Each distinct spelling that the engine must not cast, with the number of its cells."""
    return " UNION ALL ".join(
        f"SELECT '{form.column.name}' AS column_, {form.column.name}::VARCHAR AS raw, count(*) AS n "
        f"FROM raw.{table.name} WHERE {form.column.name} IS NOT NULL AND NOT coalesce({form.plain}, FALSE) GROUP BY raw"
        for form in forms
    )


def _typed_rows(table: Table, forms: list[Form], changed: set[str]) -> str:
    cells, joins = [], []
    for form in forms:
        name, kind = form.column.name, form.column.type
        if name in changed:
            joins.append(
                f"LEFT JOIN (SELECT raw, value FROM reading WHERE column_ = '{name}') AS r_{name} "
                f"ON r_{name}.raw = r.{name}::VARCHAR"
            )
            cells.append(
                f"TRY_CAST(CASE WHEN r_{name}.raw IS NULL THEN r.{name}::VARCHAR ELSE r_{name}.value END AS {kind})"
            )
        else:
            cells.append(f"CAST(r.{name} AS {kind})")
    return f"""
    INSERT INTO staged.{table.name} SELECT r._row, s.number, {", ".join(cells)} FROM raw.{table.name} r
    LEFT JOIN submission s ON s.sheet = '{table.name}' AND s.submission_id = r._sent {" ".join(joins)}"""


def _note_unread(table: Table, column: str) -> str:
    return f"""
    INSERT INTO unread SELECT '{table.name}', '{column}', r._row, r.{column}::VARCHAR, m.fault, m.hint
    FROM raw.{table.name} r JOIN reading m ON m.column_ = '{column}' AND m.raw = r.{column}::VARCHAR
    WHERE m.fault IS NOT NULL"""


def _as_table(readings: list[tuple[str, str, int, Reading]]) -> pa.Table:
    rows = [
        {
            "column_": column,
            "raw": raw,
            "value": reading.value,
            "fault": reading.fault.value if reading.fault else None,
            "hint": _hint(reading),
        }
        for column, raw, _, reading in readings
    ]
    return pa.Table.from_pylist(rows, schema=READINGS)


def _hint(reading: Reading) -> str | None:
    hint = reading.hint or (HINTS.get(reading.fault) if reading.fault else None)
    return f"{hint.en}{BETWEEN_LANGUAGES}{hint.zh}" if hint else None


def _corrections(part: Part, readings: list[tuple[str, str, int, Reading]]) -> list[Correction]:
    """One line a column and note, with up to three examples."""
    found: dict[tuple[str, Note], list[tuple[str, int]]] = {}
    for column, raw, n, reading in readings:
        if reading.note:
            found.setdefault((column, reading.note), []).append((raw, n))
    return [
        Correction(
            part.file,
            part.sheet,
            part.headings.get(column, column),
            note.value,
            sum(n for _, n in cells),
            tuple(raw for raw, _ in sorted(cells, key=lambda cell: -cell[1])[:3]),
        )
        for (column, note), cells in found.items()
    ]
