"""What the page on data quality says is of the unit and the months that it names."""

import re

import pytest

from .conftest import texts
from .county import county, publish

PAGE = "pages/records/data_quality.py"
COUNTY, TOWNSHIPS = "990101", ("990101001", "990101002", "990101003")


def counts(at):
    """How many figures stand out, of each kind."""
    assert not at.exception
    said = next(text for text in texts(at) if "robust standard deviations" in text or "No figure stands out" in text)
    found = re.findall(r"(\d+) (?:changes?|values?) (?:on|lies?)|, (\d+) more", said.replace("\u2060", ""))
    return [int(one or other) for one, other in found] or [0, 0, 0]


def test_the_figures_that_stand_out_are_those_of_the_chosen_unit(visit, home):
    """Those of the townships add up to those of the county."""
    whole = counts(visit(home, PAGE, lang="en", unit=COUNTY, period="2025"))
    parts = []
    for township in TOWNSHIPS:
        at = visit(home, PAGE, lang="en", unit=township, period="2025")
        parts.append(counts(at))
        codes = [code for table in at.dataframe if "distance" in table.value for code in table.value["org_unit_id"]]
        assert [code for code in codes if not code.startswith(township)] == []
        assert bool(codes) == (sum(parts[-1]) > 0)
    assert sum(whole) > 0
    assert [sum(kind) for kind in zip(*parts, strict=True)] == whole


@pytest.mark.parametrize(("language", "words"), [("en", "whatever period is chosen"), ("zh", "不随所选统计期变化")])
def test_what_the_period_does_not_narrow_says_so(visit, home, language, words):
    at = visit(home, PAGE, lang=language, unit=COUNTY, period="2025")
    assert sum(words in text for text in texts(at)) == 3  # the map, the chase list, the warnings


def test_a_figure_that_stands_out_can_be_explained_and_the_note_stays(visit, tmp_path):
    own = publish(tmp_path / "home", county())
    at = visit(own, PAGE, lang="en", unit=COUNTY, period="2025")
    before = next(text for text in texts(at) if "of those listed are open" in text)
    at.text_input(key="note of a figure").set_value("A new school opened")
    [button for button in at.button if button.label == "Keep the note"][-1].click().run()
    assert not at.exception
    after = next(text for text in texts(at) if "of those listed are open" in text)
    opened = [int(re.search(r"(\d+) of those", text)[1]) for text in (before, after)]
    assert opened[0] - opened[1] == 1
    table = next(table.value for table in at.dataframe if "distance" in table.value)
    assert list(table["note"].dropna()) == ["A new school opened"]
    again = visit(own, PAGE, lang="zh", unit=COUNTY, period="2025")
    assert any("A new school opened" in str(table.value.to_numpy()) for table in again.dataframe)
