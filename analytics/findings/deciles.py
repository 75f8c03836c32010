"""How all units lie in every period, and where one stands among them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.catalogue.kinds import Indicator
from analytics.findings.sentences import NOBODY, RUNNING, Name, joined, shown_value, units, value_sentence
from analytics.statistics.quantiles import quantile
from analytics.words import Measured, Reading, format_number, period_text, rows_of
from data.text import Text

DECILES = tuple(f"d{tenth}" for tenth in range(1, 10))
SHARES = np.arange(1, 10) / 10
FEWEST = 10
"""With fewer units than tenths a decile says nothing."""

TOO_FEW = Text(
    "Deciles are drawn from ten units on; in {n} of {periods} periods fewer have a value.",
    "有数值的单位满10个才绘制十分位；{periods}期中有{n}期不足。",
)
DECILE = Text(
    "In {period}, {name}: “{title}” is {value}; of {units} with a value it stands above {below} (about {share}){tied}.",
    "{period}，{name}“{title}”为{value}，在有数值的{units}中高于{below}个（约{share}）{tied}。",
)
DECILE_ALONE = Text(
    "In {period}, {name}: “{title}” is {value}; no other has a value to hold it against.",
    "{period}，{name}“{title}”为{value}；没有其他有数值的单位可供比较。",
)
DECILE_TIED = Text("; the same value: {n} more", "，另有{n}个与其相同")


def deciles(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a period of evaluate's frame (one indicator), in order: `period_id`, `d1` … `d9` (type 7, in the
    indicator's unit, <NA> where fewer than ten units have a value) and `units`, how many have one."""
    rows = [_row(str(period), cells) for period, cells in frame.groupby("period_id", sort=True)]
    table = pd.DataFrame(rows, columns=["period_id", *DECILES, "units"])
    return table.astype(dict.fromkeys(DECILES, "Float64") | {"units": "Int64"})


def standing(frame: pd.DataFrame, unit_id: str, period_id: str) -> tuple[int, int, int] | None:
    """How many units have a value in the period, how many lie below the unit, how many others have the same value;
    None where it has none."""
    now = frame[(frame["period_id"] == period_id) & (frame["state"] == "value")]
    own = now.loc[now["org_unit_id"] == unit_id, "value"]
    if own.empty:
        return None
    value = own.iloc[0]
    return len(now), int((now["value"] < value).sum()), int((now["value"] == value).sum()) - 1


def standing_sentence(
    frame: pd.DataFrame, unit_id: str, name: Name, indicator: Indicator, period_id: str, level: str = "village"
) -> Text:
    """Where the unit stands in the period of evaluate's frame, or why it has no value there."""
    own = frame[(frame["org_unit_id"] == unit_id) & (frame["period_id"] == period_id)]
    notes = _notes(deciles(frame))
    if own.empty:
        return joined(NOBODY.fill(title=indicator.title), *notes)
    cell, among = Reading.of(rows_of(own)[0]), standing(frame, unit_id, period_id)
    if cell.value is None or among is None:
        return joined(value_sentence(name, indicator, cell), *notes)
    running = [RUNNING] if cell.provisional else []
    return joined(_decile_sentence(name, indicator, period_id, cell.value, among, level), *running, *notes)


def _decile_sentence(
    name: Name, indicator: Measured, period_id: str, value: float, among: tuple[int, int, int], level: str
) -> Text:
    """Where a unit stands; `among`: how many units have a value, lie below it, and have the same value beside it."""
    known, below, tied = among
    said = {"period": period_text(period_id), "name": name, "title": indicator.title}
    said["value"] = shown_value(value, indicator)
    share = f"{format_number(100 * below / known, 'en', 0)}%"
    if known == 1:
        return DECILE_ALONE.fill(**said)
    return DECILE.fill(
        **said, units=units(known, level), below=below, share=share,
        tied=DECILE_TIED.fill(n=tied) if tied else "",
    )  # fmt: skip


def _row(period: str, cells: pd.DataFrame) -> list[object]:
    known = cells.loc[cells["state"] == "value", "value"].to_numpy(float)
    tenths = quantile(known, SHARES).tolist() if known.size >= FEWEST else [None] * len(DECILES)
    return [period, *tenths, known.size]


def _notes(bands: pd.DataFrame) -> list[Text]:
    short = int((bands["units"] < FEWEST).sum())
    return [TOO_FEW.fill(n=short, periods=len(bands))] if short else []
