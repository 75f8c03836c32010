"""What is made to be printed fits on its paper."""

import re

import pytest

from .conftest import open_at, settle

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("unit", ["990101002", "990101002003"])
def test_a_village_or_a_township_fills_two_sides_of_a4(server, person, unit):
    open_at(person, f"{server.url}/profile?lang=en&unit={unit}&period=2025", re.compile("on one page"))
    person.get_by_text("held against").first.wait_for()
    settle(person)
    printed = person.pdf(format="A4", scale=0.5, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
