"""Sums go up, records stay: a store of rollups says of the units above what a store of all the records says."""

import json
import math
import zipfile
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from analytics import federation, refresh
from analytics.disclosure import disclosed
from data.access import Role, Scope
from data.errors import DataError
from data.home import Home
from data.rollup import write_rollup
from data.sample import lay_together, write, write_sample
from data.store import Store

COUNTIES = ("990121", "990122")
FIGURES = {
    "indicator_value": ("numerator", "denominator", "reported", "expected"),
    "indicator_spread": ("k", "sum_xx", "sum_xn", "sum_nn"),
}


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "LARGEST_COUNTY", 40)
        return write_sample(tmp_path_factory.mktemp("packages"), villages=80, years=1).packages


@pytest.fixture(scope="module")
def stores(packages, tmp_path_factory):
    """A store of all the records, and one for each county."""
    made = {}
    for name in ("all", *COUNTIES):
        chosen = [package for package in packages if name == "all" or package.name.startswith(name)]
        made[name] = Store(Home(tmp_path_factory.mktemp(name)))
        together = lay_together(chosen, tmp_path_factory.mktemp(f"{name} together") / "packages")
        outcome = refresh.initialise(made[name], refresh.Sending(together, "test"), datetime(2026, 8, 20))
        assert outcome.snapshot, list(outcome.verdict.problems.listed)[:3]
    yield made
    for store in made.values():
        store.close()


@pytest.fixture(scope="module")
def files(stores, tmp_path_factory):
    folder = tmp_path_factory.mktemp("rollups")
    for county in COUNTIES:
        write_rollup(folder / f"{county}.rollup", federation.roll_up(stores[county]))
    return [folder / f"{county}.rollup" for county in COUNTIES]


@pytest.fixture(scope="module")
def province(files, tmp_path_factory):
    store = Store(Home(tmp_path_factory.mktemp("province")))
    for file in files:
        refresh.import_rollups(store, [file], "test")
    yield store
    store.close()


def figures(store, table, columns, levels):
    with duckdb.connect(store.current().path, read_only=True) as connection:
        rows = connection.execute(
            f"SELECT period_id, org_unit_id, indicator, {', '.join(columns)} FROM {table} "
            f"JOIN org_unit USING (org_unit_id) WHERE level IN {levels}"
        ).fetchall()
    return {row[:3]: tuple(math.nan if value is None else value for value in row[3:]) for row in rows}


def same(values):
    return pytest.approx(values, rel=1e-12, nan_ok=True)


@pytest.mark.parametrize("table", FIGURES)
def test_counties_and_all_above_have_the_totals_of_the_records(stores, province, table):
    levels = "('county', 'prefecture', 'province')"
    one, other = (figures(store, table, FIGURES[table], levels) for store in (stores["all"], province))
    assert len(one) >= 40
    assert one.keys() == other.keys()
    for cell, values in one.items():
        assert other[cell] == same(values), cell


def test_a_townships_sums_are_those_of_the_records_or_withheld(stores, province):
    asked = ("indicator_value", FIGURES["indicator_value"], "('township')")
    one, other = figures(stores["all"], *asked), figures(province, *asked)
    assert one.keys() == other.keys()
    withheld = {cell for cell, values in other.items() if values != same(one[cell])}
    assert withheld
    for cell in withheld:
        assert other[cell] == same((math.nan, math.nan, *one[cell][2:])), cell


def test_what_a_county_withholds_from_its_viewers_is_not_in_the_file(stores, files):
    with stores[COUNTIES[0]].reader(Scope(None, Role.VIEWER)) as reader:
        hidden = reader.table(
            "SELECT count(*) FROM indicator_value JOIN org_unit USING (org_unit_id) "
            "WHERE withheld AND level = 'township'"
        ).column(0)[0]
    with duckdb.connect() as connection, zipfile.ZipFile(files[0]) as file:
        Path(file.extract("indicator_value.parquet", files[0].parent)).rename(part := files[0].parent / "part.parquet")
        empty = connection.execute(
            f"SELECT count(*) FROM '{part}' WHERE length(org_unit_id) = 9 AND withheld AND numerator IS NULL"
        ).fetchone()[0]
        villages = connection.execute(f"SELECT count(*) FROM '{part}' WHERE length(org_unit_id) = 12").fetchone()[0]
    assert empty == hidden.as_py() > 0
    assert villages == 0


def test_a_withheld_sum_is_withheld_from_everybody_above(province):
    with province.reader() as reader:
        township = reader.table("SELECT min(org_unit_id) FROM org_unit WHERE level = 'township'").column(0)[0].as_py()
        cells = disclosed(reader, ["recruit_under35_share"], [township, COUNTIES[0]], ["2025"])
    assert list(cells["state"]) == ["suppressed", "value"]


def test_the_store_says_how_old_its_sums_are_and_that_they_are_invented(province):
    with province.reader() as reader:
        info = reader.info()
    assert info.data_as_of == "2026-07-31"
    assert info.synthetic


def test_a_county_that_sends_anew_replaces_what_it_had_sent(province, files):
    before = prefecture_of(province)
    refresh.import_rollups(province, [files[0]], "test")
    assert prefecture_of(province) == before


def prefecture_of(store):
    return str(figures(store, "indicator_value", FIGURES["indicator_value"], "('prefecture')"))


def test_a_county_that_has_nothing_for_a_period_is_not_reported_there(stores, files, tmp_path):
    short = federation.roll_up(stores[COUNTIES[0]])
    tables = {
        name: table.filter([period != "2025" for period in table["period_id"].to_pylist()])
        if "period_id" in table.column_names
        else table
        for name, table in short.tables.items()
    }
    write_rollup(tmp_path / "short.rollup", type(short)(short.manifest, tables))
    store = Store(Home(tmp_path / "home"))
    refresh.import_rollups(store, [tmp_path / "short.rollup", files[1]], "test")
    with store.reader() as reader:
        cells = disclosed(reader, ["three_meetings_compliance"], [*COUNTIES, "9901"], ["2025"])
    store.close()
    assert list(cells["state"]) == ["not_reported", "value", "value"]
    assert list(cells["reported"]) == [0, 40, 40]
    assert cells["expected"].iloc[2] == cells["expected"].iloc[:2].sum() > 40


def test_a_store_of_rollups_takes_no_records_and_a_store_of_records_no_rollups(stores, province, files, packages):
    with pytest.raises(DataError, match="takes no records"):
        refresh.import_package(province, refresh.Sending(packages[0], "test"), datetime(2026, 8, 20))
    with pytest.raises(DataError, match="This store holds records"):
        refresh.import_rollups(stores["all"], files, "test")


def test_what_lies_within_another_senders_units_is_refused(stores, province, tmp_path):
    write_rollup(tmp_path / "prefecture.rollup", federation.roll_up(stores["all"]))
    before = province.current()
    with pytest.raises(DataError, match="count twice"):
        refresh.import_rollups(province, [tmp_path / "prefecture.rollup"], "test")
    assert province.current() == before


def altered(file, target, change):
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda name, content: content + b"x" if name == "period.parquet" else content, "damaged or altered"),
        (
            lambda name, content: (
                json.dumps(json.loads(content) | {"version": 99}).encode() if name == "manifest.json" else content
            ),
            "another version",
        ),
        (lambda name, content: b"{}" if name == "manifest.json" else content, "not a whole rollup"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(province, files, tmp_path, change, reason):
    file = altered(files[0], tmp_path / "altered.rollup", change)
    with pytest.raises(DataError, match=reason):
        refresh.import_rollups(province, [file], "test")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"hello", None])
def test_what_is_no_rollup_is_refused(province, tmp_path, content):
    file = tmp_path / "no.rollup"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(DataError, match="not a whole rollup"):
        refresh.import_rollups(province, [file], "test")


def test_figures_of_a_store_of_rollups_can_be_computed_anew(province):
    before = prefecture_of(province)
    refresh.rebuild(province, "test")
    assert prefecture_of(province) == before
