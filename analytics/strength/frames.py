"""Between frames (units x indicators, missing as NaN or NA) and arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.errors import ArgumentError
from data.text import Text

Floats = NDArray[np.float64]


def table(frame: pd.DataFrame) -> Floats:
    """The frame's numbers, NaN where missing; what is no number, or an infinite one, is refused with its unit and
    column."""
    try:
        numbers = frame.to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError):
        _refuse_text(frame)
        raise
    endless = np.isinf(numbers)
    if endless.any():
        row, column = np.argwhere(endless)[0]
        raise ArgumentError(
            Text("an infinite number cannot be scored", "无穷大的数值无法计分"),
            f"{frame.index[row]}, {frame.columns[column]}",
        )
    return numbers


def _refuse_text(frame: pd.DataFrame) -> None:
    """Refuse the first cell that is no number."""
    for column in frame.columns:
        given = frame[column]
        wrong = given.notna() & pd.to_numeric(given, errors="coerce").isna()
        if wrong.any():
            unit = frame.index[int(wrong.to_numpy().argmax())]
            raise ArgumentError(
                Text("'{value}' is not a number", "“{value}”不是数字").fill(value=given[wrong].iloc[0]),
                f"{unit}, {column}",
            )


def like(frame: pd.DataFrame, numbers: Floats) -> pd.DataFrame:
    """Numbers in the shape of a frame, with its index and columns."""
    return pd.DataFrame(numbers, index=frame.index, columns=frame.columns)


def columns_of(values: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """The frame's columns in this order; one that is not there is refused by name."""
    lacking = [name for name in names if name not in values.columns]
    if lacking:
        raise ArgumentError(
            Text("there are no values of this indicator", "没有该指标的数值"), f"indicator {', '.join(lacking)}"
        )
    return values[list(names)]
