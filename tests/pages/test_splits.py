"""Indicators split by class: the classes add up to the figures that are not split, and tell no more."""

from collections import Counter

import pytest

from analytics import by_class
from analytics.by_class import evaluate_by_class
from analytics.catalogue import INDICATORS
from analytics.catalogue.breakdowns import BREAKDOWNS, DAYS_TO_DELIVERY, GRADE
from analytics.catalogue.splits import MEANINGS, SPLITS, Parts, classes_of
from analytics.disclosure import disclosed, disclosed_by_class
from analytics.evaluate import evaluate
from analytics.periods import known_periods
from data.access import Role, Scope
from data.store import Store
from tests.oracle.records import Records
from tests.oracle.sample_county import read_packages

COUNTY, TOWNSHIP, YEAR = "990121", "990121102", "2025"
BY_CODE = {found.code: found for found in INDICATORS.values()}
NAMES = {breakdown: name for name, breakdown in BREAKDOWNS.items()}
DECLARED = [(breakdown, code) for breakdown, splits in SPLITS.items() for code in splits]
each = pytest.mark.parametrize(("by", "code"), DECLARED, ids=lambda value: NAMES.get(value, value))


@pytest.fixture(scope="module")
def store(sample):
    store = Store(sample[0])
    yield store
    store.close()


@pytest.fixture(scope="module")
def whole(store):
    with store.reader() as reader:
        yield reader


@pytest.fixture(scope="module")
def records(sample):
    return Records(read_packages(sample[1].folder)[0])


def units_below(reader, unit):
    return reader.table("SELECT org_unit_id FROM unit_tree WHERE ancestor_id = $u ORDER BY 1", u=unit)[0].to_pylist()


def split(reader, by, code, unit=COUNTY):
    """The classes of all units and periods, and the undivided figures, by period and unit."""
    periods = list(known_periods(reader).values())
    units = units_below(reader, unit)
    cells = evaluate_by_class(reader, BY_CODE[code], units, periods, periods, by)
    undivided = evaluate(reader, [BY_CODE[code].id], units, [period.period_id for period in periods])
    return cells.groupby(["period_id", "org_unit_id"]), undivided.set_index(["period_id", "org_unit_id"])


def test_every_declared_breakdown_has_a_split_but_the_one_that_is_no_class():
    declared = {(breakdown, found.code) for found in INDICATORS.values() for breakdown in found.breakdown}
    assert declared - set(DECLARED) == {(DAYS_TO_DELIVERY, "E06")}
    assert set(DECLARED) <= declared
    assert {SPLITS[by][code].code for by, code in DECLARED} == set(MEANINGS)


@each
def test_classes_add_up_to_the_undivided_figure_at_every_unit_and_period(whole, monkeypatch, by, code):
    """Without what a narrower scope would not tell, which is put to the unstated."""
    monkeypatch.setattr(by_class, "OF_FACTS", by_class.OF_FACTS.replace("WHEN c.class = 'not_stated'", "WHEN FALSE"))
    told = SPLITS[by][code]
    cells, undivided = split(whole, by, code)
    known = undivided[undivided["state"] == "value"]
    assert len(known) > 5
    sums = cells[["numerator", "denominator"]].sum().loc[known.index]
    wanted = known["denominator"] - known["numerator"] if told.parts is Parts.MISSING else known["numerator"]
    extra = ((sums["numerator"] - wanted) / wanted.clip(lower=1)).astype(float)
    assert extra.min() > -1e-9
    assert told.overlaps or extra.max() < 1e-9
    if told.parts in (Parts.BOTH, Parts.VILLAGES):
        assert (sums["denominator"] / known["denominator"] - 1).abs().max() < 1e-9
    else:
        assert (cells["denominator"].max().loc[known.index] == known["denominator"]).all()
    silent = undivided.index[undivided["state"] == "not_reported"]
    assert not {"value"} & {state for index in silent for state in cells.get_group(index)["state"]}


@pytest.mark.parametrize(
    ("by", "code"), [pair for pair in DECLARED if pair[1] in ("A14", "B10", "B14", "C02", "C06", "D13")]
)
def test_a_township_s_own_reader_has_classes_that_add_up_too(store, whole, by, code):
    with store.reader(Scope(TOWNSHIP, Role.ANALYST)) as reader:
        cells, undivided = split(reader, by, code, TOWNSHIP)
    known = undivided[undivided["state"] == "value"]
    told = SPLITS[by][code]
    wanted = known["denominator"] - known["numerator"] if told.parts is Parts.MISSING else known["numerator"]
    extra = (cells["numerator"].sum().loc[known.index] - wanted).astype(float)
    assert extra.min() > -1e-6
    assert told.overlaps or extra.max() < 1e-6


def counted(reader, code, by, unit, period):
    known = known_periods(reader)
    cells = evaluate_by_class(reader, BY_CODE[code], [unit], list(known.values()), [known[period]], BREAKDOWNS[by])
    return {row.cls: row.numerator for row in cells.rename(columns={"class": "cls"}).itertuples() if row.numerator}


def test_the_classes_are_those_of_the_records_counted_in_plain_loops(whole, records):
    end = known_periods(whole)[YEAR].end
    frame = evaluate(whole, ["talent_stock_per_1000", "meeting_attendance_rate"], units_below(whole, COUNTY), [YEAR])
    for unit in frame[(frame["indicator"] == "talent_stock_per_1000") & (frame["state"] == "value")]["org_unit_id"][
        2:8
    ]:
        here = [
            talent
            for talent in records.tables["talent"]
            if talent["org_unit_id"] == unit
            and talent["entry_date"] <= end
            and not (talent["exit_date"] and talent["exit_date"] <= end)
        ]
        if len(unit) == 12:
            assert counted(whole, "D01", "origin", unit, YEAR) == Counter(talent["origin"] for talent in here)
            assert counted(whole, "D01", "talent_type", unit, YEAR) == Counter(t["talent_type"] for t in here)
    reported = frame[(frame["indicator"] == "meeting_attendance_rate") & (frame["state"] == "value")]
    for unit in [unit for unit in reported["org_unit_id"] if len(unit) == 12][:5]:
        came = Counter()
        for meeting in records.tables["meeting"]:
            if meeting["org_unit_id"] == unit and meeting["meeting_date"].year == 2025:
                came[meeting["meeting_type"]] += min(meeting["attended_n"], meeting["expected_n"])
        of_all = {"branch_congress", "party_group", "party_lecture", "theme_day", "org_life"}
        wanted = {kind: n for kind, n in came.items() if kind in of_all and n}
        assert counted(whole, "B10", "meeting_type", unit, YEAR) == wanted


def test_grades_are_counted_for_the_county_alone_and_few_stays_are_not_split(whole):
    """The points and grades of a person are shown to nobody, and a township's secretaries are few."""
    units, years = units_below(whole, COUNTY), [p for p in known_periods(whole) if "Q" not in p]
    for by, code in ((GRADE, "A09"), (GRADE, "B13"), (BREAKDOWNS["origin"], "D13")):
        cells = disclosed_by_class(whole, [BY_CODE[code].id], units, years, by)
        undivided = disclosed(whole, [BY_CODE[code].id], units, years).set_index(["period_id", "org_unit_id"])
        shown = cells[cells["state"] == "value"]
        assert not shown.empty
        for row in shown.itertuples():
            assert undivided.loc[(row.period_id, row.org_unit_id), "denominator"] >= 10
        if by is GRADE:
            assert set(shown["org_unit_id"]) == {COUNTY}
        hidden = cells[cells["state"] == "suppressed"]
        assert len(hidden) > len(classes_of(by))
        assert hidden[["numerator", "denominator", "value", "lower", "upper"]].isna().all(axis=None)
