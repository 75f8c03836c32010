"""The pages of talent and of the assistance teams over real records: a small sample county, counted again in loops."""

import shutil
from datetime import date
from statistics import median

import pytest

from analytics import refresh
from analytics.evaluate import evaluate
from analytics.findings.dockings import dockings
from analytics.findings.retention import stay_curves
from analytics.findings.talent_flow import talent_flow
from analytics.findings.team_days import suspect_units, team_days
from analytics.findings.team_presence import TEAMS, presence
from analytics.findings.weak_lax import LISTED, RECTIFIED, weak_years
from data.access import Role, Scope
from data.home import Home
from data.queries.dockings import dockings as ask_dockings
from data.queries.talent_movement import talent_movement
from data.queries.talent_stays import talent_stays
from data.queries.team_days import team_days as ask_days
from data.queries.team_posts import team_posts
from data.queries.weak_lax import weak_lax
from data.store import Store
from pages.parts import session
from tests.oracle.records import Records
from tests.oracle.sample_county import read_packages

from .conftest import texts
from .county import county, publish

COUNTY, TOWNSHIP, YEAR, START = "990121", "990121102", "2025", date(2023, 1, 1)
END = date(2025, 12, 31)
STOCK, IN_PLACE, DAYS = "talent_party_contact_rate", "four_teams_complete_rate", "team_days_in_village_rate"
TALENT, ASSISTANCE = "pages/blocks/talent.py", "pages/blocks/four_teams.py"
MEMBERS = "pages/blocks/members.py"


@pytest.fixture(scope="module")
def records(sample):
    tables, _submissions = read_packages(sample[1].folder)
    return Records(tables)


@pytest.fixture
def reader(sample):
    store = Store(Home(sample[0]))
    with store.reader() as found:
        yield found
    store.close()


def figures(reader, indicator, unit=COUNTY, period=YEAR):
    (row,) = evaluate(reader, [indicator], [unit], [period]).to_dict("records")
    return row["numerator"], row["denominator"]


@pytest.mark.parametrize(("period", "end"), [(YEAR, END), ("2024Q3", date(2024, 9, 30))])
def test_the_matrix_of_teams_is_what_a_loop_over_the_terms_counts(reader, records, period, end):
    posts = {"first_secretary": ["first_secretary"], "resident_team": ["resident_team_leader", "resident_team_member"]}
    posts |= {"town_assigned_cadres": ["town_assigned_cadre"]}
    posts |= {"village_committee": ["village_director", "village_committee_member"]}
    key = {"poverty_alleviated", "relocation", "revitalization_key"}
    expected = {}
    for village in records.units.values():
        valid = village["valid_from"] <= end and (village["valid_to"] is None or village["valid_to"] > end)
        year = records.unit_years.get((village["org_unit_id"], end.year))
        year = year or records.unit_years.get((village["org_unit_id"], end.year - 1)) or {"weak_lax": False}
        if village["level"] == "village" and valid and (village["village_category"] in key or year["weak_lax"]):
            expected[village["org_unit_id"]] = dict.fromkeys(TEAMS, 0)
    for term in records.posts.values():
        is_open = term["start_date"] <= end and (term["end_date"] is None or term["end_date"] > end)
        for team in TEAMS:
            if is_open and term["post_type"] in posts[team] and term["org_unit_id"] in expected:
                expected[term["org_unit_id"]][team] += 1
    found = presence(team_posts(reader, COUNTY, period))
    assert {row["org_unit_id"]: {team: row[team] for team in TEAMS} for row in found.to_dict("records")} == expected
    complete = sum(all(teams.values()) for teams in expected.values())
    assert figures(reader, IN_PLACE, period=period) == (complete, len(expected))


def test_the_days_between_need_plan_and_delivery_are_those_of_a_loop(reader, records):
    found = dockings(ask_dockings(reader, COUNTY, YEAR))
    steps, days = found.steps.set_index("dock_type"), found.days.set_index(["dock_type", "step"])
    rows = [row for row in records.tables["docking_action"] if row["need_date"].year == 2025]
    assert rows
    for kind in steps.index:
        mine = [row for row in rows if row["dock_type"] == kind]
        delivered = [row for row in mine if row["delivered_date"]]
        assert list(steps.loc[kind, ["needs", "delivered"]]) == [len(mine), len(delivered)]
        assert days.loc[(kind, "days_to_delivery"), "median"] == median(
            (row["delivered_date"] - row["need_date"]).days for row in delivered
        )
        assert days.loc[(kind, "days_from_plan"), "median"] == median(
            (row["delivered_date"] - row["plan_date"]).days for row in delivered if row["plan_date"]
        )
    assert figures(reader, "docking_delivery_rate") == (steps["matched"].sum(), len(rows))


def test_the_stays_are_those_of_a_loop_with_mergers_seen_through(reader, records):
    expected = []
    for talent in records.tables["talent"]:
        arrived = records.original_arrival(talent)
        if talent["entry_date"] > END or arrived < START or records.moved_on_by(talent, END):
            continue
        exit_date = None if talent["exit_reason"] == "unit_merged" else talent["exit_date"]
        has_left = exit_date is not None and exit_date <= END
        expected.append((talent["origin"], ((exit_date if has_left else END) - arrived).days, has_left))
    table = talent_stays(reader, COUNTY, YEAR)
    found = [(row["origin"], row["days"], row["has_left"]) for row in table.to_pylist() for _ in range(row["stays"])]
    assert sorted(found) == sorted(expected)
    assert sum(curve.stays for curve in stay_curves(table).curves) == len(expected)


def test_stock_and_arrivals_are_those_of_the_indicators(reader):
    residents = figures(reader, "talent_introduced_rate")
    flow = talent_flow(talent_movement(reader, COUNTY, YEAR), YEAR)
    now = flow.flows[flow.flows["period_id"] == YEAR].set_index("origin")["came"]
    assert flow.kinds["stock"].sum() == figures(reader, STOCK)[1]
    assert now["introduced"] == residents[0]
    assert now["returned"] == figures(reader, "returnee_inflow_rate")[0]


def test_the_planted_heap_at_20_days_is_found(reader, sample):
    (planted,) = [bed.where for bed in sample[1].planted if bed.rule == "V-58"]
    found = team_days(ask_days(reader, COUNTY, YEAR))
    assert suspect_units(found) == list(planted)
    assert (found.met, found.total) == figures(reader, DAYS)


def test_rectified_organizations_are_those_of_the_indicator(reader):
    found = weak_years(weak_lax(reader, COUNTY, YEAR), range(2023, 2026)).set_index(["org_unit_id", "year"])["what"]
    past = [village for village, year in found.index if year == 2024 and found[village, 2024] == LISTED]
    done = sum(found[village, 2025] == RECTIFIED for village in past)
    assert figures(reader, "weak_lax_rectified_rate") == (done, len(past))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("page", [TALENT, ASSISTANCE])
def test_every_level_shows_its_records(visit, sample, records, page, language):
    key = next(unit for unit, row in records.units.items() if row["village_category"] == "relocation")
    at = visit(sample[0], page, lang=language)
    for unit, period in ((COUNTY, YEAR), (TOWNSHIP, "2025Q4"), (key, YEAR), (key, "2026")):
        at.query_params.update(unit=unit, period=period)
        at.run()
        assert not at.exception
        charts = [element for element in at.main if element.type == "plotly_chart"] or at.get("plotly_chart")
        assert len(charts) >= 3


def test_where_few_people_are_nobody_is_shown_one_by_one(visit, sample, records):
    stock = {}
    for talent in records.tables["talent"]:
        if talent["entry_date"] <= END and (talent["exit_date"] is None or talent["exit_date"] > END):
            stock[talent["org_unit_id"]] = stock.get(talent["org_unit_id"], 0) + 1
    village = next(unit for unit, count in stock.items() if 0 < count < 10)
    at = visit(sample[0], TALENT, lang="en", unit=village, period=YEAR)
    said = said_on(at)
    assert f"Talents in stock at the end of the period: {stock[village]}." in said
    assert "too few to split" in said
    assert not [found for found in at.dataframe if "talent_type" in found.value or "at_risk" in found.value]


def test_the_two_meanings_of_four_teams_are_kept_apart(visit, sample):
    captions = [caption.value for caption in visit(sample[0], ASSISTANCE, lang="zh").caption]
    assert any("驻村帮扶四支队伍" in said and "书记、党员、党务工作者、人才队伍" in said for said in captions)


def test_a_village_whose_post_was_never_vacant_has_a_page_of_secretaries(visit, sample, records):
    village = next(
        term["org_unit_id"]
        for term in records.posts.values()
        if term["post_type"] == "party_secretary" and term["start_date"] <= START and (term["end_date"] or END) > END
    )
    at = visit(sample[0], "pages/blocks/secretaries.py", lang="en", unit=village, period=YEAR)
    assert not at.exception
    assert "The village has a secretary in 2025." in said_on(at)


@pytest.fixture
def as_viewer(monkeypatch):
    monkeypatch.setattr(session, "scope", lambda: Scope(None, Role.VIEWER))


@pytest.mark.parametrize("page", [TALENT, ASSISTANCE])
def test_where_no_village_is_kept_it_is_said_where_the_records_are(visit, tmp_path, page):
    at = visit(publish(tmp_path, county(2, 0)), page, lang="en")
    assert not at.exception
    assert "kept in the counties' own stores" in at.info[-1].value


def said_on(at):
    return " ".join(texts(at)).replace("\\", "").replace("\u2060", "")


def test_a_viewer_sees_no_records_of_persons_below_the_least_level(visit, sample, as_viewer):
    said = said_on(visit(sample[0], TALENT, lang="en", unit=TOWNSHIP, period=YEAR))
    assert said.count("are shown from the county level up") == 7
    assert "in it" not in said
    said = said_on(visit(sample[0], ASSISTANCE, lang="en", unit=f"{TOWNSHIP}201", period=YEAR))
    assert "are shown from the township level up" in said


def test_a_viewer_is_told_why_the_share_of_mobile_members_is_withheld(visit, sample, monkeypatch):
    for role, told in ((Role.VIEWER, True), (Role.LEADER, False)):
        monkeypatch.setattr(session, "scope", lambda role=role: Scope(TOWNSHIP, role))
        at = visit(sample[0], MEMBERS, lang="en", unit=TOWNSHIP, period=YEAR)
        (said,) = [text.replace("\\", "") for text in texts(at) if "% mobile members" in text]
        assert ("in your role they are shown from the township up" in said) == told
        assert table_with(at, "share")["share"].isna().all() == told


def table_with(at, column):
    """The table of the page that has this column."""
    return next(found.value for found in at.dataframe if column in found.value.columns)


@pytest.mark.parametrize("period", [YEAR, "2025Q2", "2026"])
@pytest.mark.parametrize("page", [TALENT, ASSISTANCE])
def test_a_viewer_sees_no_count_of_one_or_two(visit, sample, as_viewer, page, period):
    at = visit(sample[0], page, lang="en", period=period)
    assert not at.exception
    for table in at.dataframe:
        for column in {"came", "stock", "at_risk", "pairs", "opened", "cases", "cadre_months"} & set(table.value):
            assert not table.value[column].isin([1, 2]).any()
    if page == TALENT:
        assert "counts so small that single persons could be told" in said_on(at)


def test_a_viewer_sees_whether_a_team_is_there_and_a_leader_how_many_posts(visit, sample, monkeypatch):
    monkeypatch.setattr(session, "scope", lambda: Scope(None, Role.VIEWER))
    there = table_with(visit(sample[0], ASSISTANCE, lang="en"), "first_secretary")
    assert not there["resident_team"].str.fullmatch(r"\d+").any()
    assert "duty" not in there.columns
    monkeypatch.setattr(session, "scope", lambda: Scope(None, Role.LEADER))
    posts = table_with(visit(sample[0], ASSISTANCE, lang="en"), "first_secretary")
    assert posts["resident_team"].str.fullmatch(r"\d+").any()
    assert posts["duty"].str.fullmatch(r"\d+/\d+").all()


def test_a_silent_township_is_said_to_be_not_reported(visit, sample, tmp_path, monkeypatch):
    """The township's list of talents of one quarter is taken back: the year is not whole, and not zero either."""
    home = tmp_path / "home"
    shutil.copytree(sample[0], home)
    store = Store(Home(home))
    refresh.withdraw(store, TOWNSHIP, date(2025, 6, 30), "talent", "test")
    refresh.withdraw(store, TOWNSHIP, date(2025, 6, 30), "post_term", "test")
    store.close()
    said = said_on(visit(home, TALENT, lang="en", unit=TOWNSHIP, period=YEAR))
    assert "this is not zero" in said
    said = said_on(visit(home, ASSISTANCE, lang="en", unit=COUNTY, period=YEAR))
    assert "Not reported: " in said
