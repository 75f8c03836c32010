"""Our checks against an independent validator: on tables made at random both accuse the same cells of the Table Schema.

What is generated is plainly written, for our reader forgives other spellings; business rules are not the schema's.
"""

import re
import tempfile
from pathlib import Path

import frictionless
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.datapackage import table_schema
from data.intake.judge import judge
from data.intake.read import read_package
from data.intake.rules.bounds import UNIT_CODE, bounds_of
from data.schema import ENUMERATIONS, TABLES

from . import world as w

OF_CELLS = {"type-error", "constraint-error"}
NOT_OF_THE_SCHEMA = {"V-14", "V-16", "V-18"}
DATES = ["2024-02-29", "2025-02-29", "2025-13-01", "2025-04-31", "2019-07-01", "soon", "20250a", ""]
WHOLE = ["0", "1", "3", "5", "6", "31", "32", "-1", "2024", "1999", "1899", "1985", "3.5", "many", "32767", "32768", ""]
DECIMALS = ["0", "0.5", "12.25", "-0.5", "-181", "181", "89.9", "x1", "1.2.3", ""]


def cells(table, column):
    """Plainly written cells, right and wrong, of a column."""
    if column.enum:
        return [*list(ENUMERATIONS[column.enum].labels)[:3], "tea", "x-y", ""]
    if column.type == "BOOLEAN":
        return ["true", "false", "perhaps", ""]
    if column.type == "DATE":
        return DATES
    if column.type in ("SMALLINT", "INTEGER"):
        beyond = [] if column.type == "SMALLINT" else ["32768"]
        return [n for n in WHOLE if n != "32768" or n in beyond]
    if column.type.startswith(("DECIMAL", "DOUBLE")):
        return DECIMALS
    if "org_unit" in (column.references, table.name) and column.name.endswith("_id"):
        return [w.COUNTY, w.VILLAGE, "west", "1234567890123", "99-01", ""]
    return ["A1", "B-2", "c_3", ""]


@st.composite
def tables(draw):
    table = TABLES[draw(st.sampled_from(sorted(TABLES)))]
    size = draw(st.integers(1, 8))
    rows = []
    for number in range(size):
        row = {column.name: draw(st.sampled_from(cells(table, column))) for column in table.columns}
        if table.name != "org_unit":
            row[table.key[0]] = draw(st.sampled_from([f"{number + 1:04d}", f"{number + 1:04d}", ""]))
        else:
            row[table.key[0]] = draw(st.sampled_from([f"99{number:04d}", "", f"w{number}"]))
        rows.append(row)
    return table, rows


def of_frictionless(table, folder):
    """Row and field of every cell that the independent validator accuses."""
    schema = {name: value for name, value in table_schema(table).items() if name in ("fields", "missingValues")}
    resource = frictionless.Resource(
        path=f"{table.name}.csv", basepath=str(folder), schema=frictionless.Schema.from_descriptor(schema)
    )
    report = resource.validate(limit_errors=100_000)
    errors = [error for task in report.tasks for error in task.errors if error.type in OF_CELLS]
    return {(error.row_number, error.field_name) for error in errors}


def is_of_the_schema(problem):
    if problem.table is None or problem.row is None or problem.rule in NOT_OF_THE_SCHEMA:
        return False
    column = TABLES[problem.table].column.get(problem.field)
    if column is None:
        return False
    value = problem.value or ""
    match problem.rule:
        case "V-09" | "V-13":
            return True
        case "V-08":
            return not value  # a blank key; a repeated one is of several rows
        case "V-10":
            return "not a date" in problem.message.en
        case "V-11":
            return "not a year" not in problem.message.en or int(value) < bounds_of(column).least
        case "V-15":
            return not re.fullmatch(UNIT_CODE, value) and "digits only" in problem.message.en
    return False


def of_ours(table, folder):
    """The same by our own checks; a cell of a unit's code is held to its form wherever it stands."""
    with read_package(folder, w.COUNTY, w.PERIOD_END) as package:
        problems = judge(package, None, w.NOW).problems.listed
    found = {(p.row, p.field) for p in problems if is_of_the_schema(p)}
    codes = {c.name for c in table.columns if c.references == "org_unit"}
    wrong = [p for p in problems if p.rule == "V-14" and p.field in codes and p.value]
    return found | {(p.row, p.field) for p in wrong if not re.fullmatch(UNIT_CODE, p.value)}


def compare(made):
    table, rows = made
    with tempfile.TemporaryDirectory() as name:
        folder = w.write_csv(Path(name), {table.name: rows})
        filled = [number for number, row in enumerate(rows, 2) if any(row.values())]
        theirs = {cell for cell in of_frictionless(table, folder) if cell[0] in filled}
        assert of_ours(table, folder) == theirs
        return len(theirs)


def agree(examples, **more):
    """How many cells both accused."""
    accused = []

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), **more)
    @given(tables())
    def run(made):
        accused.append(compare(made))

    run()
    return sum(accused)


def test_both_accuse_the_same_cells():
    assert agree(25, derandomize=True) > 100


@pytest.mark.soak
def test_both_accuse_the_same_cells_a_thousand_times():
    assert agree(1000) > 4000
