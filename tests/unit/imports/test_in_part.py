"""What publishing in part leaves in a snapshot is what computing everything from the same records leaves there."""

import duckdb
import pytest

from analytics import cube_part, refresh
from data import persons_by_unit
from data.access import Role, Scope
from data.difference import difference
from data.queries.figures_made import figures_made
from data.sample import write_faultless

from .conftest import NOW

OF_THE_BUILD = {"snapshot_info", "figures_made"}
SPREADS = "SELECT * REPLACE (sum_xx::FLOAT AS sum_xx, sum_xn::FLOAT AS sum_xn, sum_nn::FLOAT AS sum_nn) FROM {}.{}.{}"
TABLES = "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'one' ORDER BY ALL"


def differing(one, other, schemas=("main", "received")):
    """The tables that differ in some row, with how many; money and hours were summed exactly."""
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{one.path}' AS one (READ_ONLY); ATTACH '{other.path}' AS other (READ_ONLY)")
        tables = [found for found in connection.execute(TABLES).fetchall() if found[0] in schemas]
        assert len(tables) > 17
        found = {}
        for schema, table in tables:
            if table not in OF_THE_BUILD:
                rows = SPREADS if table in ("indicator_spread", "unit_value") else "FROM {}.{}.{}"
                here, there = (rows.format(name, schema, table) for name in ("one", "other"))
                sql = f"SELECT count(*) FROM (({here} EXCEPT ALL {there}) UNION ALL ({there} EXCEPT ALL {here}))"
                ((rows_n,),) = connection.execute(sql).fetchall()
                found |= {table: rows_n} if rows_n else {}
        return found


def extent(store, snapshot):
    with store.reader(snapshot=snapshot) as reader:
        return figures_made(reader)


@pytest.fixture
def workbook(county, tmp_path):
    with county.reader() as reader:
        write_faultless(reader, tmp_path / "good.xlsx")
    return tmp_path / "good.xlsx"


def test_a_workbook_taken_in_and_back_gives_the_figures_of_everything_computed(own_county, workbook, monkeypatch):
    monkeypatch.setattr(cube_part, "MOST", 1)
    before = own_county.current()
    taken_in = refresh.import_package(own_county, refresh.Sending(workbook, "test"), NOW).snapshot
    assert "above them" in extent(own_county, taken_in)
    assert {"indicator_value", "member"} <= differing(before, taken_in).keys()
    whole = refresh.rebuild(own_county, "test")
    assert extent(own_county, whole) == "everything: all was asked for"
    assert differing(taken_in, whole) == {}
    sent = difference(before.path, taken_in.path).submissions.to_pylist()[-1]
    taken_back = refresh.withdraw(own_county, sent["org_unit_id"], sent["period_end"], None, "test")
    assert "above them" in extent(own_county, taken_back)
    assert differing(before, taken_back, ["main"]) == {}


def test_why_everything_is_computed_is_written_down(own_county, workbook, monkeypatch):
    monkeypatch.setattr(cube_part, "MOST", 0)
    taken_in = refresh.import_package(own_county, refresh.Sending(workbook, "test"), NOW).snapshot
    assert extent(own_county, taken_in).startswith("everything: ")
    assert extent(own_county, taken_in).endswith("units are reached")


def test_persons_of_a_large_store_lie_by_unit_and_only_those_reached_are_laid_anew(own_county, workbook, monkeypatch):
    monkeypatch.setattr(cube_part, "MOST", 1)
    by_code = own_county.current()
    with own_county.reader() as reader:
        assert not reader.holds("person_of_unit")
        units = reader.table("SELECT org_unit_id FROM org_unit")[0].to_pylist()
    monkeypatch.setattr(persons_by_unit, "MOST_UNITS", 0)
    by_unit = refresh.rebuild(own_county, "test")

    def people(snapshot, unit):
        with own_county.reader(Scope(unit, Role.LEADER), snapshot) as reader:
            assert reader.holds("person_of_unit") == (snapshot == by_unit)
            return reader.table("SELECT person_id, sex, birth_year, education FROM person ORDER BY ALL")

    for unit in units:
        assert people(by_unit, unit) == people(by_code, unit)
    with monkeypatch.context() as in_part:
        in_part.setattr(persons_by_unit, "write_persons_by_unit", None)
        taken_in = refresh.import_package(own_county, refresh.Sending(workbook, "test"), NOW).snapshot
    assert {"member", "person_of_unit"} <= differing(by_unit, taken_in).keys()
    assert differing(taken_in, refresh.rebuild(own_county, "test")) == {}
