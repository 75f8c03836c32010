"""Values, intervals and states out of stored sums."""

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from analytics.catalogue import INDICATORS
from analytics.evaluate import COLUMNS, evaluate
from analytics.statistics.intervals import poisson_byar, wilson
from analytics.statistics.ratio import ratio_interval

IN_POST, STOCK, PAY, GROWTH = "sec_in_post_rate", "talent_stock_per_1000", "sec_pay_income_ratio", "sec_pay_growth_rate"


NOTHING_YET = "9903"  # a unit that is known and has no cell


class StandInReader:
    """Answers from a few cells in memory as a reader of a snapshot does."""

    def __init__(self, cells, spreads=()):
        self._connection = duckdb.connect()
        self._connection.execute(
            "CREATE TABLE period AS SELECT * FROM (VALUES ('2024', FALSE), ('2025', TRUE), ('2025Q1', FALSE))"
            " AS t (period_id, provisional);"
            "CREATE TABLE indicator_value (period_id VARCHAR, org_unit_id VARCHAR, indicator VARCHAR, numerator DOUBLE,"
            " denominator DOUBLE, reported INTEGER, expected INTEGER);"
            "CREATE TABLE indicator_spread (period_id VARCHAR, org_unit_id VARCHAR, indicator VARCHAR, k INTEGER,"
            " sum_xx DOUBLE, sum_xn DOUBLE, sum_nn DOUBLE);"
            "CREATE TABLE org_unit AS SELECT unnest($known) AS org_unit_id",
            {"known": sorted({unit for _, unit, *_ in cells} | {NOTHING_YET})},
        )
        self._insert("indicator_value", cells)
        self._insert("indicator_spread", spreads)

    def _insert(self, table, rows):
        if rows:
            columns = zip(*rows, strict=True)
            self._connection.register("rows", pa.table({f"c{n}": list(column) for n, column in enumerate(columns)}))
            self._connection.execute(f"INSERT INTO {table} SELECT * FROM rows")

    def table(self, sql, **parameters):
        return self._connection.sql(sql, params=parameters).to_arrow_table()

    def holds(self, table):
        return False


def one(indicator, numerator, denominator, reported=1, expected=1, spread=None):
    cell = ("2024", "99", indicator, numerator, denominator, reported, expected)
    spreads = [("2024", "99", indicator, *spread)] if spread else []
    return evaluate(StandInReader([cell], spreads), [indicator], ["99"], ["2024"]).iloc[0]


def test_a_value_is_the_ratio_of_the_sums_times_the_scale():
    row = one(IN_POST, 3, 5)
    assert (row.value, row.state) == (60.0, "value")
    assert one(STOCK, 12, 4000).value == 3.0
    assert one(PAY, 50000, 20000).value == 2.5


def test_a_share_has_wilsons_interval():
    row = one(IN_POST, 3, 5)
    lower, upper = wilson(3, 5)
    assert (row.lower, row.upper) == pytest.approx((100 * lower, 100 * upper))


@pytest.mark.parametrize("events", [0, 4, 25])
def test_a_rate_has_the_interval_of_a_count(events):
    row = one(STOCK, events, 4000)
    lower, upper = poisson_byar(events)
    assert (row.lower, row.upper) == pytest.approx((lower / 4, upper / 4))


def test_a_ratio_of_sums_has_the_interval_of_what_was_added():
    pay, income = np.array([40000.0, 46000.0, 43000.0]), np.array([20000.0, 21000.0, 20000.0])
    spread = (3, (pay**2).sum(), (pay * income).sum(), (income**2).sum())
    row = one(PAY, pay.sum(), income.sum(), spread=spread)
    assert (row.lower, row.upper) == pytest.approx(ratio_interval(pay, income))


def test_a_ratio_over_fewer_than_two_units_has_a_value_and_no_interval():
    for spread in (None, (1, 1.6e9, 8e8, 4e8)):
        row = one(PAY, 40000, 20000, spread=spread)
        assert row.value == 2.0
        assert row.lower is pd.NA
        assert row.upper is pd.NA


def test_pay_may_fall():
    assert one(GROWTH, -1000, 40000).value == -2.5


@pytest.mark.parametrize(
    ("numerator", "denominator", "reported", "expected", "state"),
    [
        (0, 4, 1, 1, "value"),
        (0, 0, 1, 1, "not_applicable"),
        (0, 0, 0, 0, "not_applicable"),
        (None, None, 0, 0, "not_applicable"),
        (None, None, 0, 3, "not_reported"),
        (1, 2, 2, 3, "value"),
    ],
)
def test_zero_is_a_value_nothing_to_measure_is_not_and_a_gap_is_neither(
    numerator, denominator, reported, expected, state
):
    row = one(IN_POST, numerator, denominator, reported, expected)
    assert row.state == state
    assert (row.value is pd.NA) == (state != "value")
    assert (row.lower is pd.NA) == (state != "value")
    assert (row.numerator is pd.NA) == (numerator is None)
    assert (row.reported, row.expected) == (reported, expected)


def test_columns_and_types_are_the_same_with_and_without_rows():
    some = evaluate(StandInReader([("2024", "99", IN_POST, None, None, 0, 1)]), [IN_POST], ["99"], ["2024"])
    none = evaluate(StandInReader([("2024", "99", IN_POST, 1, 1, 1, 1)]), [IN_POST], [NOTHING_YET], ["2024"])
    assert tuple(some.columns) == COLUMNS
    assert none.empty
    assert some.dtypes.to_dict() == none.dtypes.to_dict()
    numbers = ("numerator", "denominator", "value", "lower", "upper")
    assert {str(some.dtypes[name]) for name in numbers} == {"Float64"}
    assert {str(some.dtypes[name]) for name in ("reported", "expected")} == {"Int64"}
    assert str(some.dtypes["provisional"]) == "bool"
    assert type(some.state[0]) is str


def test_rows_come_in_the_order_asked_for_and_only_those_that_exist():
    cells = [
        (period, unit, indicator, 1, 2, 1, 1)
        for period in ("2024", "2025Q1")
        for unit in ("9901", "9902")
        for indicator in (IN_POST, STOCK)
    ]
    frame = evaluate(StandInReader(cells), [STOCK, IN_POST], ["9902", NOTHING_YET, "9901"], ["2025Q1", "2025", "2024"])
    asked = [(i, p, u) for i in (STOCK, IN_POST) for p in ("2025Q1", "2024") for u in ("9902", "9901")]
    assert list(zip(frame.indicator, frame.period_id, frame.org_unit_id, strict=True)) == asked


def test_a_running_period_is_marked():
    cells = [(period, "99", IN_POST, 1, 2, 1, 1) for period in ("2024", "2025")]
    frame = evaluate(StandInReader(cells), [IN_POST], ["99"], ["2024", "2025"])
    assert list(frame.provisional) == [False, True]


def test_an_unknown_indicator_is_refused_by_name():
    with pytest.raises(ValueError, match="no_such_rate"):
        evaluate(StandInReader([("2024", "99", IN_POST, 1, 2, 1, 1)]), [IN_POST, "no_such_rate"], ["99"], ["2024"])


@pytest.mark.parametrize(
    ("units", "periods", "named"), [(["99", "98"], ["2024"], "unit: 98"), (["99"], ["2024", "1999"], "period: 1999")]
)
def test_an_unknown_unit_or_period_is_refused_by_name(units, periods, named):
    with pytest.raises(ValueError, match=f"^unknown {named}$"):
        evaluate(StandInReader([("2024", "99", IN_POST, 1, 2, 1, 1)]), [IN_POST], units, periods)


def test_nothing_asked_is_an_empty_frame():
    assert evaluate(StandInReader([("2024", "99", IN_POST, 1, 2, 1, 1)]), [], [], []).empty


def test_no_infinity_and_no_nan_leaves():
    edges = {"00": (0, 0), "01": (None, None), "02": (5, 5), "03": (0, 1), "04": (1e9, 1e9)}
    cells = [("2024", unit, indicator, *sums, 1, 1) for indicator in INDICATORS for unit, sums in edges.items()]
    frame = evaluate(StandInReader(cells), list(INDICATORS), list(edges), ["2024"])
    for name in ("numerator", "denominator", "value", "lower", "upper"):
        assert np.isfinite(frame[name].dropna().to_numpy(float)).all()
    there = frame[(frame.state == "value") & frame.lower.notna()]
    assert (there.lower <= there.value + 1e-9).all()
    assert (there.value <= there.upper + 1e-9).all()
