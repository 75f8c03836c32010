"""The first package of a store: the list of units, in which the topmost unit reports."""

from __future__ import annotations

from datetime import date

import duckdb

from data.errors import DataError
from data.intake.package import Submission
from data.intake.stage import Sheet
from data.intake.statement import Caller, code
from data.schema import TEMPLATE_VERSION
from data.text import Text

UNITS = "org_unit"
BEFORE_ALL_REPORTS = date(1900, 1, 1)  # whatever is sent later wins over the list that a store began with


def founding_statement(
    connection: duckdb.DuckDBPyConnection, sheets: list[Sheet], caller: Caller, place: str
) -> list[Submission]:
    """One submission of `org_unit`, reported by the unit whose superior is not in the list.

    Raises `DataError` if the list is missing, empty, or has no single topmost unit and the caller names none.
    """
    units = next((sheet for sheet in sheets if sheet.table.name == UNITS and "org_unit_id" in sheet.fields), None)
    if units is None:
        raise DataError(NO_UNITS, place)
    unit = caller.unit or _topmost(connection, units, place)
    end = caller.period_end or BEFORE_ALL_REPORTS
    version = caller.template_version or TEMPLATE_VERSION
    return [Submission(code(caller, unit, end, UNITS), unit, end, UNITS, version)]


def _topmost(connection: duckdb.DuckDBPyConnection, units: Sheet, place: str) -> str:
    own, parent = units.fields["org_unit_id"], units.fields.get("parent_id", "NULL")
    found = connection.execute(
        f"SELECT trim({own}) {units.rows} AND coalesce(trim({parent}), '') NOT IN "
        f"(SELECT trim({own}) {units.rows} AND {own} IS NOT NULL) LIMIT 2"
    ).fetchall()
    if len(found) != 1:
        raise DataError(NO_TOP, place)
    return str(found[0][0])


NO_UNITS = Text(
    "There is no list of units here. Give the sheet or file 组织机构表 (org_unit).",
    "其中没有“组织机构表”（org_unit）。",
)
NO_TOP = Text(
    "The list must have exactly one topmost unit: one whose superior code is blank.",
    "机构列表应当有且只有一个最上级单位（上级代码为空）。",
)
