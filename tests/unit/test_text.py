"""A declared text with what is put into it."""

import pytest

from analytics.catalogue import INDICATORS
from analytics.round_figures import format_target
from data.text import Text

SAID = Text("{n} {n:village has|villages have} {what:no|few} report in {month:02}", "{month}月{n}个村未报送{what}")


@pytest.mark.parametrize(("n", "words"), [(0, "0 villages have"), (1, "1 village has"), (2, "2 villages have")])
def test_a_word_goes_with_one_or_with_more(n, words):
    for count in (n, str(n), Text(str(n), str(n))):
        said = SAID.fill(n=count, what="1", month=3)
        assert said.en == f"{words} no report in 03"
        assert said.zh == f"3月{n}个村未报送1"


def test_a_target_is_shown_as_it_was_declared():
    shares = next(found for found in INDICATORS.values() if found.kind == "proportion")
    assert [format_target(value, shares, "en") for value in (100.0, 97.5)] == ["100%", "97.5%"]
