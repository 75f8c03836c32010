"""The four teams of assistance work, days in the village, dockings, practices, weak organizations: each by hand."""

from datetime import date

import pandas as pd
import pytest

from analytics.findings.dockings import dockings, dockings_sentence
from analytics.findings.practices import adoption_sentence, by_theme, practices, practices_sentence
from analytics.findings.team_days import Days, days_sentence, heaping, is_heaped, suspect_units, team_days
from analytics.findings.team_presence import presence, presence_sentence, why_key
from analytics.findings.weak_lax import weak_sentence, weak_years
from data.queries.county_lists import county_lists
from data.queries.dockings import dockings as ask_dockings
from data.queries.practices import practices as ask_practices
from data.queries.structure import structure
from data.queries.team_days import team_days as ask_days
from data.queries.team_posts import team_posts
from data.queries.weak_lax import weak_lax
from tests.unit.cube.conftest import LAKE, RED
from tests.unit.cube.county import COUNTY, EAST, WEST

YEAR = "2025"
DAYS, DELIVERED = "team_days_in_village_rate", "docking_delivery_rate"
KEY, OTHER_KEY = f"{EAST}009", f"{WEST}009"
NAMES = {KEY: "Key", OTHER_KEY: "Other", RED: "Red", LAKE: "Lake", EAST: "East"}


@pytest.fixture
def county(county):
    county.village(KEY, village_category="relocation")
    return county


def silence(county, township, sheet):
    rows = county._rows["submission"]
    kept = [row for row in rows if (row["org_unit_id"], row["sheet"]) != (township, sheet)]
    county._rows["submission"] = kept


def test_which_teams_are_missing_where_is_said_by_name(county, ask):
    county.post(KEY, "first_secretary", duty_list_date=date(2025, 1, 1))
    county.post(KEY, "resident_team_leader")
    county.post(KEY, "resident_team_member")
    county.post(KEY, "village_director", end_date=date(2025, 12, 31))  # the end is not held
    county.post(KEY, "party_secretary")
    county.post(RED, "first_secretary")  # no key village
    found = presence(ask(team_posts, COUNTY, YEAR))
    (row,) = found.to_dict("records")
    posts = (row["first_secretary"], row["resident_team"], row["town_assigned_cadres"], row["village_committee"])
    assert posts == (1, 2, 0, 0)
    assert (row["gaps"], row["duty_posts"], row["duty_lists"]) == (2, 3, 1)
    assert presence_sentence(found, NAMES).en == (
        "All four teams of assistance work are in place in 0 of 1 key village that reported. "
        "Town-assigned cadres: missing in 1 (Key); Villagers' committee: missing in 1 (Key)."
    )


def test_why_a_village_is_key_agrees_with_where_the_teams_are_expected(county, ask):
    """With a category, with the list of this year, with that of the year before, with both, with neither."""
    lists = {"1": (None, True), "2": (True, None), "3": (True, False), "4": (None, True), "5": (None, None)}
    for end, (past, now) in lists.items():
        village = f"{EAST}10{end}"
        county.village(village, village_category="revitalization_key" if end == "4" else "ordinary")
        for year, listed in ((2024, past), (2025, now)):
            if listed is not None:
                county.year(village, year, weak_lax=listed)
    expected = set(ask(team_posts, COUNTY, YEAR)["org_unit_id"].to_pylist())
    listed_in = {row["org_unit_id"]: row["year"] for row in ask(county_lists, COUNTY, YEAR).to_pylist()
                 if row["weak_lax"]}  # fmt: skip
    said = {}
    for row in ask(structure, COUNTY, YEAR).to_pylist():
        village = row["org_unit_id"]
        said[village] = why_key(row["village_category"], listed_in.get(village))
    assert {village for village, why in said.items() if why.zh != "否"} == expected
    assert said[f"{EAST}101"].zh == "是（列入2025年全县软弱涣散村党组织名单）"
    assert said[f"{EAST}102"].zh == "是（列入2024年全县软弱涣散村党组织名单）"
    assert said[f"{EAST}104"].zh == "是（村类别；且列入2025年全县软弱涣散村党组织名单）"
    assert said[KEY].en == "yes, by its category"


def test_a_silent_township_is_not_reported_and_has_no_gap(county, ask):
    county.village(OTHER_KEY, village_category="poverty_alleviated")
    silence(county, WEST, "post_term")
    found = presence(ask(team_posts, COUNTY, YEAR))
    assert list(found["org_unit_id"]) == [KEY, OTHER_KEY]
    assert list(found["reported"]) == [True, False]
    assert list(found["gaps"]) == [4, 0]
    assert presence_sentence(found, NAMES).en.endswith("Not reported: 1 (Other).")


def test_a_county_without_key_villages_expects_no_four_teams(county, ask):
    county._rows["org_unit"] = [row for row in county._rows["org_unit"] if row["org_unit_id"] != KEY]
    county.post(RED, "first_secretary")
    found = presence(ask(team_posts, COUNTY, YEAR))
    assert found.empty
    assert "no key village" in presence_sentence(found, NAMES).en
    assert "没有重点村" in presence_sentence(found, NAMES).zh


def test_one_village_alone_can_be_asked_for(county, ask):
    county.post(KEY, "first_secretary")
    assert list(presence(ask(team_posts, KEY, YEAR))["first_secretary"]) == [1]


def test_days_of_dispatched_cadres_by_month_and_by_unit_below(county, ask):
    cadre = county.add("post_term", org_unit_id=RED, person_id=county.person(), post_type="resident_team_leader")
    other = county.add("post_term", org_unit_id=RED, person_id=county.person(), post_type="village_director")
    far = county.add("post_term", org_unit_id=LAKE, person_id=county.person(), post_type="first_secretary")
    rows = ((cadre, 1, 20), (cadre, 2, 19), (cadre, 3, 21), (other, 1, 25), (far, 1, 20), (far, 2, 20))
    for post, month, days in rows:
        county.add("post_month", post_term_id=post, month=date(2025, month, 1), days_in_village=days)
    county.add("post_month", post_term_id=cadre, month=date(2024, 12, 1), days_in_village=30)
    silent = team_days(ask(ask_days, COUNTY, YEAR))
    assert dict(silent.all.itertuples(index=False)) == {19: 1, 20: 3, 21: 1}
    assert (silent.met, silent.total) == (4, 5)
    assert heaping(silent.all) == 3
    below = {(row.org_unit_id, row.days): row.cadre_months for row in silent.units.itertuples()}
    assert below == {(EAST, 19): 1, (EAST, 20): 1, (EAST, 21): 1, (WEST, 20): 2}
    assert county.sums(DAYS, COUNTY, YEAR) == (4, 5)


def test_a_unit_that_reports_exactly_20_days_nearly_always_is_named():
    days = pd.DataFrame(
        [("a", 20, 11), ("a", 22, 1), ("b", 20, 8), ("b", 22, 4), ("c", 20, 5)],
        columns=["org_unit_id", "days", "cadre_months"],
    )
    every = days.groupby("days", as_index=False)["cadre_months"].sum()
    found = Days(every, days.assign(month="2025-01-01").drop(columns="org_unit_id"), days)
    assert suspect_units(found) == ["a"]  # b keeps under 80 %, c has fewer than 12
    assert heaping(every) is None  # nobody at 19 or 21
    assert days_sentence(found, ["A"], 29, 29).en.endswith("exactly 20 days in A: look there first.")


def test_days_that_do_not_heap_are_not_called_heaped():
    every = pd.DataFrame({"days": [19, 20, 21], "cadre_months": [10, 11, 10]})
    assert "do not heap" in days_sentence(Days(every, every, every.head(0)), [], 21, 31).en


def test_a_heap_that_chance_explains_is_none():
    def counts(*pairs):
        return pd.DataFrame(pairs, columns=["days", "cadre_months"])

    assert not is_heaped(counts((19, 3), (20, 13), (21, 10)))  # twice, but 13 of 26 may be a third
    assert is_heaped(counts((19, 30), (20, 130), (21, 100)))
    assert not is_heaped(counts((19, 100), (20, 150), (21, 100)))  # sure, but not twice
    assert not is_heaped(counts((22, 5)))


def test_dockings_from_need_to_plan_to_delivery(county, ask):
    def need(**row):
        row = {"org_unit_id": RED, "need_date": date(2025, 3, 1), "dock_type": "training"} | row
        county.add("docking_action", **row)

    need(plan_date=date(2025, 3, 11), delivered_date=date(2025, 4, 10), result="matched")
    need(plan_date=date(2025, 3, 21), delivered_date=date(2025, 5, 10), result="partly_matched")
    need(result="pending")
    need(dock_type="guidance", delivered_date=date(2025, 3, 2), result="matched")  # delivered without a plan
    need(need_date=date(2024, 12, 31))
    found = dockings(ask(ask_dockings, RED, YEAR))
    steps = found.steps.set_index("dock_type")
    assert list(steps.loc["training", ["needs", "planned", "delivered", "matched", "pending"]]) == [3, 2, 2, 1, 1]
    assert list(steps.loc["guidance", ["needs", "planned", "delivered"]]) == [1, 0, 1]
    assert list(steps.loc["assistance_selection", ["needs"]]) == [0]
    days = found.days.set_index(["dock_type", "step"])
    assert list(days.loc[("training", "days_to_plan"), ["n", "q25", "median", "q75"]]) == [2, 12.5, 15, 17.5]
    assert days.loc[("training", "days_from_plan"), "median"] == 40
    assert days.loc[("training", "days_to_delivery"), "median"] == 55
    assert days.loc[("guidance", "days_from_plan"), "n"] == 0
    assert "Training docking: 3 raised, 2 planned, 2 delivered, 1 as needed; from need to delivery 55 days" in (
        dockings_sentence(found).en
    )
    assert county.sums(DELIVERED, RED, YEAR) == (2, 4)


def test_no_need_is_no_zero_per_cent(county, ask):
    asked = ask(ask_dockings, RED, YEAR)
    assert dockings_sentence(dockings(asked)).en == "No need was raised in this period."


def test_a_practice_and_who_took_it_up(county, ask):
    def practice(unit, day, source=None, media="none", theme="talent"):
        row = {"org_unit_id": unit, "registered_date": day, "source_practice_id": source, "media_level": media}
        return county.add("practice", **row, theme=theme)

    first = practice(RED, date(2024, 5, 1), media="county")
    practice(EAST, date(2025, 5, 1))
    practice(LAKE, date(2025, 6, 1), source=first)
    practice(EAST, date(2024, 7, 1), source=first)
    practice(EAST, date(2026, 7, 1), source=first)  # after the period
    found = practices(ask(ask_practices, COUNTY, YEAR))
    assert list(found.origins["adoptions"]) == [2, 0]
    assert list(found.adoptions["adopted_by"]) == [EAST, LAKE]
    assert by_theme(found).set_index("theme").loc["talent", ["none", "county"]].tolist() == [1, 1]
    assert practices_sentence(found).en.startswith("Practices known by the end of the period: 2; registered in it: 1;")
    assert adoption_sentence(found, NAMES).en == (
        "Taken up by others: 1 of 2, 2 times in all (in this period: 1); most often “Talent work” of Red (2)."
    )
    assert county.sums("practice_adoption_ratio", COUNTY, YEAR) == (1, 2)


def test_weak_organizations_year_by_year(county, ask):
    for village, past, now in ((RED, True, False), (LAKE, True, None), (KEY, False, True)):
        county.year(village, 2024, weak_lax=past)
        county.year(village, 2025, weak_lax=now)
    found = weak_years(ask(weak_lax, COUNTY, YEAR), range(2024, 2026))
    what = {(row.org_unit_id, row.year): row.what for row in found.itertuples()}
    assert what == {
        **{(RED, 2024): "listed", (RED, 2025): "rectified", (LAKE, 2024): "listed", (LAKE, 2025): "not_reported"},
        **{(KEY, 2024): "off", (KEY, 2025): "listed"},
    }
    assert weak_sentence(found, 2025).en == (
        "On the list in 2025: 1 village. Of 1 on the list in 2024, no longer on it in 2025: 1. "
        "Of 1 the entry of one of the two years is missing."
    )


def test_where_no_village_was_ever_listed(county, ask):
    county.year(RED, 2025, weak_lax=False)
    found = weak_years(ask(weak_lax, COUNTY, YEAR), range(2024, 2026))
    assert weak_sentence(found, 2025).en == "No village here has been on the list of weak and lax organizations."
