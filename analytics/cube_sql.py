"""The cube's statements: what a declaration of the catalogue means in SQL.

They name plain tables, create with `CREATE OR REPLACE TEMP TABLE ... AS SELECT` and use joins and sums only, so that
another engine can take them after translation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import chain

from analytics.catalogue.kinds import Indicator, Kind
from analytics.facts import Measure, Subject
from analytics.periods import Period, add_months, month_number
from data.schema import TABLES, Rhythm

PERIOD_TABLE = """
CREATE OR REPLACE TABLE period (period_id VARCHAR, kind VARCHAR, period_start DATE, period_end DATE, year SMALLINT,
                                months TINYINT, provisional BOOLEAN);
"""
EMPTY_TABLES = """
CREATE OR REPLACE TABLE indicator_value (period_id VARCHAR, org_unit_id VARCHAR, indicator VARCHAR, numerator DOUBLE,
                                         denominator DOUBLE, reported INTEGER, expected INTEGER);
CREATE OR REPLACE TABLE indicator_spread (period_id VARCHAR, org_unit_id VARCHAR, indicator VARCHAR, k INTEGER,
                                          sum_xx DOUBLE, sum_xn DOUBLE, sum_nn DOUBLE);
"""
AT_A_TIME = 8
"""Indicators whose cells are added together."""
EXACT = "DECIMAL(18,2)"  # money to the cent, hours to the tenth, counts: sums do not depend on their order


def period_table(periods: Sequence[Period]) -> str:
    rows = [(p.period_id, p.kind, p.start, p.end, p.year, p.months, p.provisional) for p in periods]
    return PERIOD_TABLE + (f"INSERT INTO period VALUES {_rows(rows)};" if rows else "")


def period_terms(known: Sequence[Period], asked: Sequence[Period]) -> str:
    """`v_period` (with every date that follows from a period), `v_month` and `v_due`."""
    newest = newest_periods(known)
    last_day = max(period.end for period in known)
    return (
        _literal_table("v_period", V_PERIOD, [_period_row(p, p.period_id in newest) for p in asked])
        + _literal_table("v_month", "period_id, month_no, quarter_no, quarter_complete", _months(asked))
        + _literal_table("v_due", "period_id, sheet, rhythm, first_slot, last_slot", _due(asked, last_day))
    )


V_PERIOD = (
    "period_id, is_year, ps, pe, yr, months, quarters_complete, is_newest, two_years_before, cohort_from, cohort_to,"
    " cases_from, cases_to, active_since"
)


def _period_row(p: Period, is_newest: bool) -> tuple[object, ...]:
    days = timedelta(days=1)
    return (
        *(p.period_id, p.kind == "year", p.start, p.end, p.year, p.months, p.quarters_complete, is_newest),
        *(add_months(p.end, -24), add_months(p.start, -12), add_months(p.end, -12)),
        *(p.start - 60 * days, p.end - 60 * days, p.end - 90 * days),
    )


def newest_periods(known: Sequence[Period]) -> set[str]:
    """The newest quarter and the newest year."""
    return {max(p.period_id for p in known if p.kind == kind) for kind in ("quarter", "year")}


def _months(periods: Iterable[Period]) -> list[tuple[object, ...]]:
    return [
        (p.period_id, month_number(p.start) + i, (month_number(p.start) + i - 1) // 3, i < 3 * p.quarters_complete)
        for p in periods
        for i in range(p.months)
    ]


def _due(periods: Iterable[Period], last_day: date) -> list[tuple[object, ...]]:
    """The slots in which each sheet is due in each period: months, completed quarters, the year once it is over."""
    return [
        (p.period_id, table.name, table.rhythm.value, *_slots(p, table.rhythm, last_day))
        for p in periods
        for table in TABLES.values()
        if table.rhythm in (Rhythm.MONTHLY, Rhythm.QUARTERLY, Rhythm.YEARLY)
    ]


def _slots(p: Period, rhythm: Rhythm, last_day: date) -> tuple[int, int]:
    if rhythm is Rhythm.MONTHLY:
        return month_number(p.start), month_number(p.end)
    if rhythm is Rhythm.QUARTERLY:
        first = p.year * 4 + (p.start.month + 2) // 3
        return first, first + p.quarters_complete - 1
    return p.year, p.year if last_day >= date(p.year, 12, 31) else p.year - 1


def subject_sums(subject: Subject, indicators: Iterable[Indicator]) -> str:
    """`sum_<subject>`: the measures that indicators and later facts use, summed by period and unit; before it
    the facts themselves, where they stay."""
    used = {measure.column for measure in _measures(indicators) if measure.subject == subject.name}
    sums = ", ".join(f"CAST(sum({c}) AS {EXACT}) AS {c}" for c in sorted(used | set(subject.for_facts)))
    facts, laid = f"(\n{subject.sql}\n)", ""
    if subject.stays:
        facts, laid = f"fact_{subject.name}", f"CREATE OR REPLACE TABLE fact_{subject.name} AS\n{subject.sql};\n"
    return (
        f"{laid}CREATE OR REPLACE TEMP TABLE sum_{subject.name} AS\n"
        f"SELECT period_id, org_unit_id, {sums}\nFROM {facts} AS fact\nGROUP BY period_id, org_unit_id;"
    )


def own_sums(indicators: Sequence[Indicator]) -> str:
    """`own`: what each unit itself adds to each indicator, empty where it adds nothing.

    A village adds its sums where it is expected to report and did; a unit above adds its own rows, if it has any.
    Rows lie by period and unit, as those they are made of do: the engine keeps that order in its joins.
    """
    groups = _reporting_groups(indicators)
    flags = ",\n".join(f"({_reports(group)})::INT AS {name}" for group, name in groups.items())
    measures = sorted(_measures(indicators), key=_column)
    carried = ",\n".join(f"coalesce(sum_{m.subject}.{m.column}, 0) AS {_column(m)}" for m in measures)
    joins = "\n".join(
        f"LEFT JOIN sum_{s} ON sum_{s}.period_id = u.period_id AND sum_{s}.org_unit_id = u.org_unit_id"
        for s in sorted({measure.subject for measure in measures})
    )
    cells = ",\n".join(_own_cells(indicator, groups[_group(indicator)]) for indicator in indicators)
    return f"""
CREATE OR REPLACE TEMP TABLE own AS
SELECT period_id, org_unit_id, township_id, is_year, expected, key_expected, {", ".join(groups.values())},
{cells}
FROM (
SELECT u.period_id, u.org_unit_id, u.is_year, v.township_id,
       (v.org_unit_id IS NOT NULL)::INT AS expected, (coalesce(v.is_key, FALSE))::INT AS key_expected,
{flags},
{carried}
FROM (SELECT * FROM v_unit ORDER BY period_id, org_unit_id) AS u
LEFT JOIN v_village v ON v.period_id = u.period_id AND v.org_unit_id = u.org_unit_id
LEFT JOIN v_reported r ON r.period_id = v.period_id AND r.org_unit_id = v.org_unit_id
{joins}
) AS unit;
"""


Group = tuple[tuple[str, ...], Measure | None, bool]


def _group(indicator: Indicator) -> Group:
    """Indicators of one group have the same villages silent."""
    return indicator.needs, indicator.blank, indicator.key_villages


def _reporting_groups(indicators: Iterable[Indicator]) -> dict[Group, str]:
    groups = dict.fromkeys(_group(indicator) for indicator in indicators)
    return {group: f"reported_{number}" for number, group in enumerate(groups)}


def _reports(group: Group) -> str:
    needs, blank, key_villages = group
    tests = [f"coalesce(r.{sheet}, 0) = 1" for sheet in needs]
    tests += [f"coalesce(sum_{blank.subject}.{blank.column}, 0) = 0"] if blank else []
    tests += ["coalesce(v.is_key, FALSE)"] if key_villages else []
    return " AND ".join(["v.org_unit_id IS NOT NULL", *tests])


def _own_cells(indicator: Indicator, reported: str) -> str:
    code, x, n = indicator.code, _column(indicator.numerator), _column(indicator.denominator)
    counts = f"({reported} = 1 OR (township_id IS NULL AND ({x} <> 0 OR {n} <> 0)))"
    cells = f"CASE WHEN {counts} THEN {x} END AS x_{code}, CASE WHEN {counts} THEN {n} END AS n_{code}"
    if indicator.kind is Kind.RATIO:
        x, n = f"CAST({x} AS DOUBLE)", f"CAST({n} AS DOUBLE)"
        varies = f"({reported} = 1 OR (township_id IS NULL AND {n} <> 0))"
        cells += f", ({varies})::INT AS k_{code}, CASE WHEN {varies} THEN {x} * {x} END AS xx_{code}"
        cells += (
            f", CASE WHEN {varies} THEN {x} * {n} END AS xn_{code}, CASE WHEN {varies} THEN {n} * {n} END AS nn_{code}"
        )
    return cells


def _own_names(indicator: Indicator) -> list[str]:
    names = ["x", "n", "k", "xx", "xn", "nn"] if indicator.kind is Kind.RATIO else ["x", "n"]
    return [f"{name}_{indicator.code}" for name in names]


def totals(indicators: Sequence[Indicator]) -> str:
    """`total`: the sums of each unit above the village and all below it.

    Villages are summed by township first, so that few rows climb the tree.
    """
    columns = ["expected", "key_expected", *_reporting_groups(indicators).values()]
    columns += [name for indicator in indicators for name in _own_names(indicator)]
    summed = ", ".join(f"sum({name}) AS {name}" for name in columns)
    own = ", ".join(columns)
    return f"""
CREATE OR REPLACE TEMP TABLE by_township AS
SELECT period_id, township_id AS org_unit_id, {summed}
FROM own WHERE township_id IS NOT NULL GROUP BY period_id, township_id;
CREATE OR REPLACE TEMP TABLE total AS
SELECT u.period_id, u.org_unit_id, u.is_year, {summed}
FROM (SELECT period_id, org_unit_id, {own} FROM own WHERE township_id IS NULL
      UNION ALL
      SELECT period_id, org_unit_id, {own} FROM by_township) AS o
JOIN unit_tree t ON t.org_unit_id = o.org_unit_id
JOIN v_unit u ON u.period_id = o.period_id AND u.org_unit_id = t.ancestor_id
GROUP BY u.period_id, u.org_unit_id, u.is_year
ORDER BY u.period_id, u.org_unit_id;
"""


def indicator_values(indicators: Sequence[Indicator], known: Sequence[Period]) -> str:
    """Fill `indicator_value` so that one indicator and period lie together: of villages, then of the units above.

    Nothing is sorted: `own` and `total` lie by period and unit, and a nation's cells are too many to be sorted again.
    A few indicators at a time are added, so that the engine writes whole stretches of the file.
    """
    groups = _reporting_groups(indicators)
    newest = ", ".join(f"'{period_id}'" for period_id in sorted(newest_periods(known)))
    by_name = sorted(indicators, key=lambda indicator: indicator.id)
    cells = [_value_rows(i, groups[_group(i)], newest) for i in by_name]
    return _added("indicator_value", cells)


def _value_rows(indicator: Indicator, reported: str, newest: str) -> list[str]:
    """The rows of the villages, which have nothing below them, and those of the units above."""
    code = indicator.code
    expected = "key_expected" if indicator.key_villages else "expected"
    cells = [f"CAST({name}_{code} AS DOUBLE)" for name in ("x", "n")]
    # a village where no four teams are expected has nothing to report, and that is no gap
    of_village = [f"CASE WHEN {expected} = 0 THEN 0.0 ELSE {cell} END" for cell in cells]
    return [
        f"SELECT period_id, org_unit_id, '{indicator.id}' AS indicator, {x} AS numerator, {n} AS denominator, "
        f"CAST({reported} AS INTEGER) AS reported, CAST({expected} AS INTEGER) AS expected FROM {table} WHERE {where}"
        for table, where, (x, n) in (
            ("own", f"township_id IS NOT NULL{computed(indicator, newest)}", of_village),
            ("total", f"TRUE{computed(indicator, newest)}", cells),
        )
    ]


def computed(indicator: Indicator, newest: str) -> str:
    """The condition, to be added to others, under which an indicator has a row; `newest` are quoted period ids."""
    year = "" if "quarter" in indicator.periods else " AND is_year"
    return year + (f" AND period_id IN ({newest})" if indicator.newest_only else "")


def indicator_spreads(indicators: Iterable[Indicator]) -> str:
    """Fill `indicator_spread`: for ratios, how what was added varies; the moments the interval is made from."""
    cells = [
        f"SELECT period_id, org_unit_id, '{i.id}' AS indicator, CAST(k_{i.code} AS INTEGER) AS k, "
        f"xx_{i.code} AS sum_xx, xn_{i.code} AS sum_xn, nn_{i.code} AS sum_nn FROM total WHERE is_year"
        for i in sorted(indicators, key=lambda indicator: indicator.id)
        if i.kind is Kind.RATIO
    ]
    return _added("indicator_spread", [cells])


def _added(table: str, cells: Sequence[Sequence[str]]) -> str:
    """Statements that add the rows of so many indicators at a time, in order."""
    together = (" UNION ALL\n".join(chain(*cells[n : n + AT_A_TIME])) for n in range(0, len(cells), AT_A_TIME))
    return "".join(f"INSERT INTO {table} {rows};\n" for rows in together)


def _measures(indicators: Iterable[Indicator]) -> set[Measure]:
    return {measure for i in indicators for measure in (i.numerator, i.denominator, i.blank) if measure}


def _column(measure: Measure) -> str:
    return f"{measure.subject}_{measure.column}"


def _literal_table(name: str, columns: str, rows: Iterable[tuple[object, ...]]) -> str:
    return f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM (VALUES {_rows(rows)}) AS t ({columns});\n"


def _rows(rows: Iterable[tuple[object, ...]]) -> str:
    return ",\n".join(f"({', '.join(_literal(value) for value in row)})" for row in rows)


def _literal(value: object) -> str:
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return f"'{value}'" if isinstance(value, str) else str(value).upper()
