"""A store of rollups holds sums, no records: its pages show the indicators and say where the records are kept."""

import pytest

from analytics import federation, refresh
from data.home import Home
from data.rollup import write_rollup
from data.store import Store
from pages.parts.pictures.records import ELSEWHERE
from pages.parts.words import plain
from tests.pages.county import county, publish

COUNTY, TOWNSHIP = "990101", "990101001"
BLOCKS = ("secretaries", "members", "affairs_workers", "talent", "four_teams")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    below = Store(publish(tmp_path_factory.mktemp("county"), county(3, 2)))
    file, home = tmp_path_factory.mktemp("rollup") / "county.rollup", tmp_path_factory.mktemp("province")
    write_rollup(file, federation.roll_up(below))
    above = Store(Home(home))
    refresh.import_rollups(above, [file], "test")
    below.close()
    above.close()
    return home


@pytest.mark.parametrize("unit", [COUNTY, TOWNSHIP])
@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_ends_after_the_indicators_and_says_why(home, visit, block, unit):
    at = visit(home, f"pages/blocks/{block}.py", unit=unit, lang="en")
    assert not at.exception
    assert not at.error
    assert [told.value for told in at.info] == [plain(ELSEWHERE.en)]
    assert len(at.get("plotly_chart")) == 1


def test_a_township_has_its_page_without_what_is_read_from_records(home, visit):
    at = visit(home, "pages/villages/profile.py", unit=TOWNSHIP, lang="en")
    assert not at.exception
    said = [heading.value for heading in at.subheader]
    assert "Leading indicators over three years" in said
    assert "The four teams of assistance work" not in said
    assert not [told.value for told in (*at.info, *at.error, *at.warning) if "older version" in told.value]
