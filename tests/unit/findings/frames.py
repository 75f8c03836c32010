"""Evaluate's frame from a few words."""

import pandas as pd


def frame(*rows):
    """`(unit, indicator, value or state)`, or a dict of columns that differ."""
    return pd.DataFrame([_row(*row) for row in rows]).astype(dict.fromkeys(("value", "lower", "upper"), "Float64"))


def _row(unit, indicator, value, **columns):
    known = not isinstance(value, str)
    row = {
        "period_id": "2025",
        "org_unit_id": unit,
        "indicator": indicator,
        "numerator": value if known else None,
        "denominator": 100.0 if known else None,
        "value": value if known else None,
        "lower": None,
        "upper": None,
        "state": "value" if known else value,
        "reported": 0 if value == "not_reported" else 1,
        "expected": 0 if value == "not_applicable" else 1,
        "provisional": False,
    }
    return row | columns
