"""A resubmission computed in part gives the cube that computing everything gives: every table, every row."""

import random
from datetime import timedelta

import pytest

from analytics import cube, cube_part
from data.schema import SUBMISSION, TABLES
from tests.oracle.compare import load, same
from tests.oracle.random_county import random_county

SEEDS = range(4)
MANY_SEEDS = range(1000, 1300)
TABLES_MADE = "SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY 1"


def resubmit(tables, submissions, seed):
    """The records after some rows have gone, changed or come, in one township or anywhere; units stay as they are."""
    chance = random.Random(seed)
    villages = [unit["org_unit_id"] for unit in tables["org_unit"] if unit["level"] == "village"]
    people = [person["person_id"] for person in tables["person"]]
    changed = {name: list(rows) for name, rows in tables.items()}
    names = [name for name in TABLES if name != "org_unit" and changed[name]]
    for name in chance.sample(names, min(len(names), chance.choice([1, 1, 2, 5]))):
        table = TABLES[name]
        for place in sorted(chance.sample(range(len(changed[name])), min(3, len(changed[name]))), reverse=True):
            row = dict(changed[name][place])
            for column in chance.sample(table.columns, min(3, len(table.columns))):
                row |= changed_cell(chance, column, row, table.key, villages, people)
            what = chance.random()
            if what < 0.3:
                del changed[name][place]
            elif what < 0.7:
                changed[name][place] = row
            elif len(table.key) == 1:
                changed[name].append(row | {table.key[0]: f"new {chance.random()}"})
    log = list(submissions)
    if chance.random() < 0.3:
        log.remove(chance.choice(log))
    return changed, log


def changed_cell(chance, column, row, key, villages, people):
    value = row.get(column.name)
    if column.name in key:
        return {}
    if column.name == "org_unit_id":
        return {column.name: chance.choice(villages)}
    if column.name == "person_id":
        return {column.name: chance.choice(people)}
    if column.nullable and chance.random() < 0.3:
        return {column.name: None}
    if column.type == "DATE" and value is not None:
        return {column.name: value + timedelta(days=chance.choice([-400, -40, -3, 3, 40, 400]))}
    if column.type in ("INTEGER", "SMALLINT", "TINYINT") and value is not None and column.name != "year":
        return {column.name: max(0, value + chance.choice([-2, -1, 1, 2]))}
    return {column.name: not value} if column.type == "BOOLEAN" else {}


def tables_of(connection):
    return {
        name: connection.execute(f"FROM {name} ORDER BY ALL").fetchall()
        for (name,) in connection.execute(TABLES_MADE).fetchall()
        if name != "figures_made"
    }


def lay_changes(connection, tables, submissions):
    """What a resubmission leaves behind: the records as they are now, and the rows that differ."""
    with load(tables, submissions) as after:
        for table in (*TABLES.values(), SUBMISSION):
            connection.register("after_rows", after.sql(f"FROM {table.name}").to_arrow_table())
            connection.execute(
                f"CREATE OR REPLACE TEMP TABLE changed_{table.name} AS"
                f" (FROM {table.name} EXCEPT FROM after_rows) UNION ALL (FROM after_rows EXCEPT FROM {table.name});"
                f"DELETE FROM {table.name}; INSERT INTO {table.name} FROM after_rows"
            )
            connection.unregister("after_rows")


def renewed(seed):
    """The tables computed in part, those computed wholly, and why not in part."""
    tables, submissions = random_county(seed)
    changed, log = resubmit(tables, submissions, seed)
    with load(tables, submissions) as part, load(changed, log) as whole:
        cube.build(part)
        cube_part.note(part, "everything")
        lay_changes(part, changed, log)
        why = cube_part.renew(part)
        cube.build(whole)
        return tables_of(part), tables_of(whole), why


def assert_renewed_as_whole(seed):
    part, whole, why = renewed(seed)
    assert not why or why in (cube_part.MOVED_ON, cube_part.OPEN_BELOW_CLOSED)
    if not why:
        assert_same(part, whole, seed)


def assert_same(part, whole, seed):
    assert part.keys() == whole.keys()
    for name in whole:
        if name == "indicator_spread":
            assert [row[:4] for row in part[name]] == [row[:4] for row in whole[name]], (seed, name)
            for one, other in zip(part[name], whole[name], strict=True):
                assert all(map(same, one[4:], other[4:])), (seed, one, other)
        else:
            gone, come = set(whole[name]) - set(part[name]), set(part[name]) - set(whole[name])
            assert part[name] == whole[name], (seed, name, sorted(gone, key=str)[:5], sorted(come, key=str)[:5])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_resubmission_in_part_gives_every_row_of_the_whole(seed, monkeypatch):
    monkeypatch.setattr(cube_part, "MOST", 1)
    assert_renewed_as_whole(seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", MANY_SEEDS)
def test_many_resubmissions_in_part_give_every_row_of_the_whole(seed, monkeypatch):
    monkeypatch.setattr(cube_part, "MOST", 1)
    assert_renewed_as_whole(seed)
