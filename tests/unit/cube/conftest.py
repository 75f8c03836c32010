"""A county of two villages in two townships that reported everything for 2024 and 2025."""

from datetime import date

import pytest

from .county import EAST, WEST, County

RED, LAKE = f"{EAST}001", f"{WEST}001"


@pytest.fixture
def county():
    county = County()
    county.village(RED)
    county.village(LAKE)
    county.report(date(2024, 1, 31), date(2025, 12, 31))
    return county
