"""Of a level with too many units to rank on the click, the ranks worked out at the build are shown page by page."""

import shutil

import duckdb
import pytest

from analytics.catalogue import INDICATORS
from analytics.disclosure import disclosed
from analytics.findings.ranking import league
from analytics.unit_ranks import write_ranks
from data.access import Role, Scope
from data.home import Home
from data.store import Store
from pages.parts import answers
from pages.parts.pictures import many_ranks

PAGE = "pages/villages/league_table.py"
INDICATOR, PERIOD = "three_meetings_compliance", "2025"


@pytest.fixture(scope="module")
def ranked_home(home, tmp_path_factory):
    """The sample county as if six units were very many."""
    copy = tmp_path_factory.mktemp("ranked") / "home"
    shutil.copytree(home, copy)
    with duckdb.connect(Store(Home(copy)).current().path) as connection:
        write_ranks(connection, many=5)
    return copy


@pytest.fixture
def few_at_once(monkeypatch):
    monkeypatch.setattr(answers, "MOST_VILLAGES", 5)
    monkeypatch.setattr(many_ranks, "PAGE", 4)


def stored(home):
    with duckdb.connect(Store(Home(home)).current().path, read_only=True) as connection:
        return connection.execute("FROM unit_rank").df()


def test_only_what_every_viewer_reads_is_ranked_and_as_on_the_click(ranked_home):
    ranks, store = stored(ranked_home), Store(Home(ranked_home))
    with store.reader(Scope(None, Role.VIEWER)) as reader:
        units = reader.table("SELECT org_unit_id FROM org_unit WHERE level = 'village'")["org_unit_id"].to_pylist()
        seen = disclosed(reader, list(INDICATORS), units, [PERIOD, "2025Q4"])
    store.close()
    assert set(ranks["level"]) == {"village"}
    values = seen[seen["state"] == "value"]
    for (indicator, period), cells in values.groupby(["indicator", "period_id"]):
        own = ranks[(ranks["indicator"] == indicator) & (ranks["period_id"] == period)].set_index("org_unit_id")
        assert set(own.index) == set(cells["org_unit_id"])
        clicked = league(cells, INDICATORS[indicator], draws=1, counts_asked=True).frame.set_index("org_unit_id")
        if clicked["rank"].notna().all():
            assert (own["rank"] == clicked["rank"].reindex(own.index).astype(int)).all()
        assert (own["ranked"] == len(cells)).all()


def test_the_ranks_are_shown_page_by_page(visit, ranked_home, few_at_once):
    at = visit(ranked_home, PAGE, lang="en", unit="990101", indicator=INDICATOR, period=PERIOD, level="village")
    assert not at.exception
    ranks = stored(ranked_home)
    ranks = ranks[(ranks["indicator"] == INDICATOR) & (ranks["period_id"] == PERIOD)]
    ranks = ranks.sort_values(["rank", "org_unit_id"], ignore_index=True)
    for page in (1, 2):
        at.number_input(key="page of ranks").set_value(page).run()
        assert not at.exception
        shown = at.dataframe[0].value
        first = 4 * (page - 1)
        assert list(shown["org_unit_id"]) == list(ranks["org_unit_id"][first : first + 4])
        assert f"Units {first + 1} to {first + 4}" in " ".join(said.value for said in at.markdown)


def test_where_nobody_was_ranked_at_the_build_it_is_said(visit, home, few_at_once):
    at = visit(home, PAGE, lang="zh", unit="990101", indicator=INDICATOR, period=PERIOD, level="village")
    assert not at.exception
    assert any("没有单位可排名" in info.value for info in at.info)
