"""Who appears in whose records, with what is told of each: a copy beside `person` in stores of many counties.

There everybody lies by code, which says nothing of where somebody lives: a county would seek its people among all of
a nation's. `person_of_unit` has the columns of `person` behind `org_unit_id` and lies by unit.
"""

from __future__ import annotations

import duckdb

from data.scoped_views import PERSON_OF_UNIT, PERSONS_APPEAR_IN

MOST_UNITS = 3_000
"""More than any county has: of so few, all persons are read as soon; a larger store is asked a county at a time."""

FEW = "SELECT count(*) <= $most FROM org_unit"
THERE = "SELECT count(*) FROM duckdb_tables() WHERE database_name = current_database() AND table_name = $table"
APPEAR = " UNION ".join(f"SELECT org_unit_id, person_id FROM {table} {{among}}" for table in PERSONS_APPEAR_IN)
ROWS = f"""
SELECT w.org_unit_id, p.* FROM ({APPEAR}) w JOIN person p ON p.person_id = w.person_id ORDER BY w.org_unit_id"""
WRITE = f"CREATE OR REPLACE TABLE {PERSON_OF_UNIT} AS {ROWS.format(among='')}"
CHANGED = f"""
CREATE OR REPLACE TEMP TABLE peopled_anew AS
{" UNION ".join(f"SELECT org_unit_id FROM changed_{table}" for table in PERSONS_APPEAR_IN)}
UNION SELECT org_unit_id FROM {PERSON_OF_UNIT} SEMI JOIN changed_person USING (person_id)
"""
TAKEN_OUT = f"DELETE FROM {PERSON_OF_UNIT} WHERE org_unit_id IN (FROM peopled_anew)"
PUT_IN = f"INSERT INTO {PERSON_OF_UNIT} {ROWS.format(among='SEMI JOIN peopled_anew USING (org_unit_id)')}"


def write_persons_by_unit(connection: duckdb.DuckDBPyConnection) -> None:
    """Write the copy from the records in force; a store of few units has none."""
    if _few(connection):
        connection.execute(f"DROP TABLE IF EXISTS {PERSON_OF_UNIT}")
    else:
        connection.execute(WRITE)


def renew_persons_by_unit(connection: duckdb.DuckDBPyConnection) -> None:
    """As `write_persons_by_unit`, where `data.changes` has left what came, went or changed."""
    there = connection.execute(THERE, {"table": PERSON_OF_UNIT}).fetchall() == [(1,)]
    if _few(connection) or not there:
        write_persons_by_unit(connection)
        return
    for statement in (CHANGED, TAKEN_OUT, PUT_IN, "DROP TABLE peopled_anew"):
        connection.execute(statement)


def _few(connection: duckdb.DuckDBPyConnection) -> bool:
    return connection.execute(FEW, {"most": MOST_UNITS}).fetchall() == [(True,)]
