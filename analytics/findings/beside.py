"""Where a unit stands among its neighbours, of whom nothing is known but how they lie together.

Neither names nor codes nor the ends are told: the lowest and the highest are single units, which somebody may know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analytics.catalogue.kinds import Indicator
from analytics.findings.deciles import DECILES, FEWEST
from analytics.findings.sentences import Name, shown_value, units
from analytics.words import rows_of
from data.queries.beside import SHARES
from data.queries.beside import beside as ask
from data.store import Reader
from data.text import Text

ENDS = ("d1", "lower_quartile", "d5", "upper_quartile", "d9")
QUARTILES = {0.25: "lower_quartile", 0.75: "upper_quartile"}
NAMES = tuple(QUARTILES.get(share, f"d{10 * share:.0f}") for share in SHARES)
SAID = Text(
    "{units} outside {name}, not named: eight in ten between {low} and {high}, half between {lower} and {upper}, "
    "median {median}.",
    "{name}以外的{units}（不具名）：八成在{low}至{high}之间，居中一半在{lower}至{upper}之间，中位数{median}。",
)
ABOVE = Text("{name} stands at {value}, above {n} of them.", "{name}为{value}，高于其中{n}个。")


def lying_beside(
    reader: Reader, indicators: Mapping[str, Indicator], periods: Sequence[str], level: str, unit: str
) -> pd.DataFrame:
    """One row an indicator and period with at least five neighbours that have a value: `indicator`, `period_id`,
    `units` (how many), `d1` … `d9`, `lower_quartile` and `upper_quartile` in the indicator's unit, and `lower`, how
    many lie lower than `unit` (<NA> where it has no value)."""
    found = ask(reader, list(indicators), periods, level, unit).to_pandas()
    scales = [indicators[key].scale for key in found["indicator"]]
    values = np.array(found["quantiles"].tolist(), dtype=float).reshape(len(found), len(NAMES))
    scaled = pd.DataFrame(values * np.array(scales, dtype=float).reshape(-1, 1), columns=NAMES, dtype="Float64")
    counts = found[["units", "lower"]].astype("Int64")
    lying: pd.DataFrame = pd.concat([found[["indicator", "period_id"]].astype("string"), counts, scaled], axis=1)
    return lying


def tenths_beside(lying: pd.DataFrame, periods: Sequence[str]) -> pd.DataFrame:
    """As `findings.deciles.deciles`: one row a period, the tenths <NA> where fewer than ten neighbours have a value."""
    rows = lying.set_index("period_id").reindex(list(periods))
    rows.loc[rows["units"].fillna(0) < FEWEST, list(DECILES)] = pd.NA
    return rows.rename_axis("period_id").reset_index()[["period_id", *DECILES, "units"]]


def beside_sentence(
    scope: Name, indicator: Indicator, level: str, lying: pd.DataFrame, unit: Name, own: float | None
) -> Text | None:
    """How those outside the scope lie, and where a unit's own value does among them; None if there are too few.

    `lying` are the rows of `lying_beside` for the indicator and one period.
    """
    if lying.empty:
        return None
    row = rows_of(lying)[0]
    low, lower, median, upper, high = (shown_value(float(row[name]), indicator) for name in ENDS)
    several = units(int(row["units"]), level)
    said = SAID.fill(units=several, name=scope, low=low, lower=lower, median=median, upper=upper, high=high)
    if own is None or pd.isna(row["lower"]):
        return said
    above = ABOVE.fill(name=unit, value=shown_value(own, indicator), n=int(row["lower"]))
    return Text(f"{said.en} {above.en}", f"{said.zh}{above.zh}")
