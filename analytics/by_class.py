"""Indicators split by class: whose numerator, whose denominator, out of the records that the sums were made of.

A class of a unit is summed from what the sums of the unit are: its villages that reported, and the rows of the offices
above them. What the records that the reader sees do not tell (a blank, or a record of another scope) is `not_stated`,
so that classes which exclude each other add up to the undivided figure.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pyarrow as pa

from analytics.catalogue.kinds import Breakdown, Indicator, Kind
from analytics.catalogue.splits import NOT_STATED, Parts, Split, classes_of, split_of
from analytics.closer import answer
from analytics.evaluate import CONFIDENCE, Reader, evaluated
from analytics.facts import read
from analytics.periods import Period

ASKED = """
due AS (SELECT unnest($periods) AS period_id, generate_subscripts($periods, 1) AS period_place),
whom AS (SELECT unnest($units) AS org_unit_id, generate_subscripts($units, 1) AS unit_place),
class AS (SELECT unnest($classes) AS class, generate_subscripts($classes, 1) AS class_place),
whole AS (
    SELECT v.period_id, v.org_unit_id, due.period_place, whom.unit_place, v.numerator, v.denominator, v.reported,
           v.expected, p.provisional
    FROM indicator_value v
    JOIN due ON due.period_id = v.period_id
    JOIN whom ON whom.org_unit_id = v.org_unit_id
    JOIN period p ON p.period_id = v.period_id
    WHERE v.indicator = $indicator)"""
ORDER = "ORDER BY w.period_place, w.unit_place, c.class_place"

OF_FACTS = """WITH split AS (
{source}
),
part AS (
    SELECT period_id, org_unit_id, coalesce(CAST({column} AS VARCHAR), 'not_stated') AS class,
           CAST(sum({x}) AS DECIMAL(18,2)) AS x, CAST(sum({n}) AS DECIMAL(18,2)) AS n
    FROM split WHERE period_id IN (SELECT unnest($periods)) GROUP BY ALL),
counted AS (
    SELECT p.* FROM part p
    JOIN org_unit u ON u.org_unit_id = p.org_unit_id
    LEFT JOIN indicator_value v
           ON v.indicator = $indicator AND v.period_id = p.period_id AND v.org_unit_id = p.org_unit_id
    WHERE u.level <> 'village' OR v.reported = 1),
summed AS (
    SELECT p.period_id, t.ancestor_id AS org_unit_id, p.class, sum(p.x) AS x, sum(p.n) AS n,
           count(CASE WHEN p.n <> 0 THEN 1 END) AS k, sum(CAST(p.x AS DOUBLE) ** 2) AS xx,
           sum(CAST(p.x AS DOUBLE) * p.n) AS xn, sum(CAST(p.n AS DOUBLE) ** 2) AS nn
    FROM counted p
    JOIN unit_tree t ON t.org_unit_id = p.org_unit_id AND t.ancestor_id IN (SELECT unnest($units))
    GROUP BY ALL),
told AS (SELECT period_id, org_unit_id, sum(x) AS x, sum(n) AS n FROM summed GROUP BY ALL),
{asked},
cell AS (
    SELECT w.*, c.class, c.class_place, s.k, s.xx, s.xn, s.nn, c.class IN (SELECT unnest($possible)) AS possible,
           coalesce(s.x, 0) + CASE WHEN c.class = 'not_stated'
               THEN greatest(CAST({whole_x} AS DECIMAL(18,2)) - coalesce(t.x, 0), 0) ELSE 0 END AS x,
           coalesce(s.n, 0) + CASE WHEN c.class = 'not_stated'
               THEN greatest(CAST(w.denominator AS DECIMAL(18,2)) - coalesce(t.n, 0), 0) ELSE 0 END AS n
    FROM whole w
    CROSS JOIN class c
    LEFT JOIN summed s ON s.period_id = w.period_id AND s.org_unit_id = w.org_unit_id AND s.class = c.class
    LEFT JOIN told t ON t.period_id = w.period_id AND t.org_unit_id = w.org_unit_id)
SELECT w.period_id, w.org_unit_id, $indicator AS indicator, w.class,
       CASE WHEN w.denominator IS NULL THEN NULL WHEN possible THEN CAST(x AS DOUBLE) ELSE 0 END AS numerator,
       CASE WHEN w.denominator IS NULL THEN NULL WHEN possible THEN CAST({over} AS DOUBLE) ELSE 0 END AS denominator,
       w.reported, w.expected, w.provisional, k, xx AS sum_xx, xn AS sum_xn, nn AS sum_nn
FROM cell w JOIN class c ON c.class = w.class
{order}"""

OF_VILLAGES = """WITH kind AS (
{source}
),
village AS (
    SELECT v.*, coalesce(k.{column}, 'not_stated') AS class
    FROM indicator_value v
    JOIN org_unit u ON u.org_unit_id = v.org_unit_id AND u.level = 'village'
    LEFT JOIN kind k ON k.period_id = v.period_id AND k.org_unit_id = v.org_unit_id
    WHERE v.indicator = $indicator AND v.period_id IN (SELECT unnest($periods))),
summed AS (
    SELECT v.period_id, t.ancestor_id AS org_unit_id, v.class, sum(v.numerator) AS x, sum(v.denominator) AS n,
           sum(v.reported) AS reported, sum(v.expected) AS expected
    FROM village v
    JOIN unit_tree t ON t.org_unit_id = v.org_unit_id AND t.ancestor_id IN (SELECT unnest($units))
    GROUP BY ALL),
{asked}
SELECT w.period_id, w.org_unit_id, $indicator AS indicator, c.class, s.x AS numerator, s.n AS denominator,
       CAST(coalesce(s.reported, 0) AS BIGINT) AS reported, CAST(coalesce(s.expected, 0) AS BIGINT) AS expected,
       w.provisional, 0 AS k, 0.0 AS sum_xx, 0.0 AS sum_xn, 0.0 AS sum_nn
FROM whole w
CROSS JOIN class c
LEFT JOIN summed s ON s.period_id = w.period_id AND s.org_unit_id = w.org_unit_id AND s.class = c.class
{order}"""


def evaluate_by_class(
    reader: Reader,
    indicator: Indicator,
    units: Sequence[str],
    known: Sequence[Period],
    asked: Sequence[Period],
    breakdown: Breakdown,
) -> pd.DataFrame:
    """Evaluate's frame of one indicator, with a row for each class of the breakdown in a column `class`: periods, units
    and classes in their order.

    A class that cannot occur in this indicator is `not_applicable`. `reported` and `expected` are the unit's, or of a
    class of villages that class's.
    """
    split = split_of(indicator, breakdown)
    assert split is not None, f"{indicator.code} is not split by {breakdown.field}"
    classes = list(classes_of(breakdown))
    whose = {
        "indicator": indicator.id,
        "units": list(dict.fromkeys(units)),
        "periods": [period.period_id for period in asked],
        "classes": classes,
    }
    if split.parts is not Parts.VILLAGES:
        whose["possible"] = [*(split.only or classes), NOT_STATED]
    cells: pa.Table = answer(reader, question(indicator, split), known, asked, **whose)
    return evaluated(cells, {indicator.id: indicator}, CONFIDENCE).assign(**{"class": cells["class"].to_pandas()})


def question(indicator: Indicator, split: Split) -> str:
    """The question for the sums of every class."""
    of_facts = split.source.startswith("fact_")
    source = f"SELECT * FROM {split.source}" if of_facts else read(f"split/{split.source}")
    source = source.replace("{column}", split.column)
    said = {"source": source, "column": split.column, "asked": ASKED.lstrip(), "order": ORDER}
    if split.parts is Parts.VILLAGES:
        return OF_VILLAGES.format(**said)
    missing = split.parts is Parts.MISSING
    both = split.parts is Parts.BOTH
    return OF_FACTS.format(
        **said,
        x="missing" if missing else indicator.numerator.column,
        n=indicator.denominator.column if both else 0,
        whole_x="w.denominator - w.numerator" if missing else "w.numerator",
        over="greatest(n, x)" if both and indicator.kind is Kind.PROPORTION else "n" if both else "w.denominator",
    )
