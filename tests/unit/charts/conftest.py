"""Indicators and frames as evaluate gives them, small enough to read."""

from dataclasses import dataclass

import pandas as pd
import pytest

from data.text import Text

TITLE, PERCENT = Text("Meetings held", "会议落实率"), Text("%", "%")


@dataclass(frozen=True)
class Thing:
    title: Text = TITLE
    unit: Text = PERCENT
    scale: float = 100.0
    better: str = "higher"


def evaluated(*rows):
    """A frame with evaluate's columns and dtypes; a row is a dict of what differs from 12 of 20."""
    usual = {
        "period_id": "2025Q3", "org_unit_id": "v1", "indicator": "meetings", "name": "青山村", "numerator": 12.0,
        "denominator": 20.0, "value": 60.0, "lower": 38.7, "upper": 78.1, "state": "value", "reported": 1,
        "expected": 1, "provisional": False,
    }  # fmt: skip
    empty = dict.fromkeys(("value", "lower", "upper"), pd.NA)
    full = [{**usual, **(empty if row.get("state", "value") != "value" else {}), **row} for row in rows]
    frame = pd.DataFrame(full, columns=list(dict.fromkeys([*usual, *(key for row in full for key in row)])))
    numbers = ["numerator", "denominator", "value", "lower", "upper"]
    return frame.astype(dict.fromkeys(numbers, "Float64"))


@pytest.fixture(params=["en", "zh"])
def language(request):
    return request.param
