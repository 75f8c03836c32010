"""A rehearsal says what publishing changes: its figures are the difference between before and after."""

import pandas as pd
import pytest

from analytics import refresh
from analytics.catalogue import INDICATORS
from analytics.evaluate import evaluate
from analytics.findings.revision import revise
from analytics.findings.sentences_of_revisions import rehearsal_lines
from analytics.rehearsal import rehearse
from analytics.strength import default_structure
from data.access import Scope
from data.difference import difference
from data.errors import DataError
from data.sample import write_faultless
from data.schema import TABLES

from .conftest import NOW


@pytest.fixture
def workbook(county, tmp_path):
    with county.reader() as reader:
        write_faultless(reader, tmp_path / "good.xlsx")
    return tmp_path / "good.xlsx"


def rows_of(reader, table):
    keys = len(table.key)
    names = [*table.key, *(column.name for column in table.columns if column.name not in table.key)]
    found = reader.table(f"SELECT {', '.join(names)} FROM {table.name}").to_pydict()
    return {row[:keys]: row[keys:] for row in zip(*found.values(), strict=True)}


def cells_of(reader):
    """Every value of every unit, by a plain walk over evaluate's frame."""
    units = reader.table("SELECT org_unit_id FROM org_unit").column(0).to_pylist()
    periods = reader.table("SELECT period_id FROM period").column(0).to_pylist()
    frame = evaluate(reader, list(INDICATORS), units, periods)
    return {
        (str(row.indicator), str(row.period_id), str(row.org_unit_id)): (
            row.state,
            None if pd.isna(row.value) else row.value,
        )
        for row in frame.itertuples()
    }


def test_a_rehearsal_foretells_exactly_what_publishing_changes(own_county, workbook):
    sending = refresh.Sending(workbook, "test")
    before = own_county.current()
    rehearsed = rehearse(own_county, sending, NOW)
    assert own_county.current() == before, "nothing is published"
    after = refresh.import_package(own_county, sending, NOW).snapshot
    with own_county.reader(snapshot=before) as was, own_county.reader(snapshot=after) as now:
        real = revise(was, now, difference(before.path, after.path), default_structure())
        for name in ("rows", "values", "places"):
            pd.testing.assert_frame_equal(getattr(rehearsed.revision, name), getattr(real, name))
        # rows, by sets
        counted = {"added": 0, "changed": 0, "removed": 0}
        for table in TABLES.values():
            old, new = rows_of(was, table), rows_of(now, table)
            counted["added"] += len(new.keys() - old.keys())
            counted["removed"] += len(old.keys() - new.keys())
            counted["changed"] += sum(old[key] != new[key] for key in old.keys() & new.keys())
        assert {name: int(rehearsed.revision.rows[name].sum()) for name in counted} == counted
        assert all(counted[name] for name in ("added", "changed", "removed"))
        # values, cell by cell
        old, new = cells_of(was), cells_of(now)
        differing = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
        values = rehearsed.revision.values
        told = values[(values["state_before"] != values["state_after"]) | values["difference"].fillna(0).ne(0)]
        assert set(zip(told["indicator"], told["period_id"], told["org_unit_id"], strict=True)) == differing
        for row in told.itertuples():
            key = (row.indicator, row.period_id, row.org_unit_id)
            assert (
                row.value_after == pytest.approx(new[key][1]) if new[key][1] is not None else pd.isna(row.value_after)
            )


def test_the_largest_revision_comes_first(own_county, workbook):
    revision = rehearse(own_county, refresh.Sending(workbook, "test"), NOW).revision
    known = revision.values[revision.values["difference"].notna()]["relative"].astype(float)
    assert list(known) == sorted(known, reverse=True)
    rehearsed = rehearse(own_county, refresh.Sending(workbook, "test"), NOW)
    lines = [str(line) for line in rehearsal_lines(rehearsed, lambda unit: f"<{unit}>")]
    assert any(" added, " in line for line in lines)
    values, (own,) = rehearsed.revision.values, {line.org_unit_id for line in rehearsed.verdict.submissions}
    assert any(f"<{own}> itself: {(values['org_unit_id'] == own).sum()} of its own" in line for line in lines)
    below = values[values["level"].isin(["village", "township"])]
    lost = int(((below["state_before"] == "value") & (below["state_after"] != "value")).sum())
    assert lost == 0 or any(line.startswith(f"{lost} value") and " lost, " in line for line in lines)


def test_a_file_that_is_refused_or_was_received_before_is_not_rehearsed(own_county, workbook, workbooks):
    refused = rehearse(own_county, refresh.Sending(workbooks[-1].path, "test"), NOW)
    assert refused.revision is None
    assert not refused.verdict.publishable
    refresh.import_package(own_county, refresh.Sending(workbook, "test"), NOW)
    assert rehearse(own_county, refresh.Sending(workbook, "test"), NOW).verdict.again


def test_nobody_sends_for_an_office_outside_the_own_scope(county, workbook):
    with county.reader() as reader:
        townships = reader.table("SELECT org_unit_id FROM org_unit WHERE level = 'township' ORDER BY 1").column(0)
    own, other = (township.as_py() for township in (townships[0], townships[1]))
    assert rehearse(county, refresh.Sending(workbook, "test", within=own), NOW, Scope(own)).revision
    with pytest.raises(DataError) as told:
        rehearse(county, refresh.Sending(workbook, "test", within=other), NOW)
    assert own in told.value.reason.en
