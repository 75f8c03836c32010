"""What pages count behind the indicators, against plain loops over nasty random counties and against the cube."""

from collections import Counter
from datetime import timedelta
from statistics import quantiles

import pytest

from analytics.closer import look
from analytics.findings.vacancies import vacancies
from data.queries.secretary_terms import secretary_terms

from .closer import Desk
from .dates import add_months, open_on, within
from .records import Records
from .scene import Scene
from .silence import Silence

SEEDS = range(3)
AGES = ((30, "30"), (40, "40"), (50, "50"), (60, "60"), (70, "70"))
STEPS = (
    ("applicant", "application_date", None, "activist_date"),
    ("activist", "activist_date", "application_date", "target_date"),
    ("development_target", "target_date", "activist_date", "probationary_date"),
    ("probationary", "probationary_date", "target_date", "full_date"),
    ("full", "full_date", "probationary_date", None),
)


@pytest.fixture(params=SEEDS, scope="module")
def desk(request):
    return Desk(request.param)


def years(desk):
    """Each year with its answer-giver and the plain look at the same records."""
    records, silence = Records(desk.tables), Silence(desk.submissions)
    for period, row in desk.years():
        running = any(p["period_id"] == str(row["year"]) and p["provisional"] for p in desk.rows)
        scene = Scene(records, row)
        told = {
            sheets: {v for v in scene.villages if silence.sent_all(scene, v, sheets, running)}
            for sheets in (("member",), ("post_term",), ("member_duty",), ("village_system",))
        }

        def ask(question, period=period):
            return look(desk, question, desk.periods, [period], unit=desk.root).to_pandas()

        yield period, scene, told, ask


def cell(desk, period, indicator):
    """The cube's sums of the whole county."""
    sql = "SELECT * FROM indicator_value WHERE period_id = $p AND org_unit_id = $u AND indicator = $i"
    found = desk.table(sql, p=period.period_id, u=desk.root, i=indicator).to_pylist()
    return (found[0]["numerator"] or 0, found[0]["denominator"] or 0) if found else (0, 0)


def test_the_pyramid_counts_each_member_in_stock_of_a_reporting_village_once(desk):
    for period, scene, told, ask in years(desk):
        plain = Counter()
        for member in scene.members:
            if member["org_unit_id"] in told[("member",)]:
                age = scene.age(member["person_id"])
                band = next((name for limit, name in AGES if age <= limit), "71")
                plain[scene.records.persons[member["person_id"]]["sex"], band] += 1
        frame = ask("member_stock")
        rows = frame[frame["age"].notna()]
        counted = {(row.sex, row.age): row.persons for row in rows.itertuples()}
        assert counted == dict(plain), period.period_id


def test_members_by_village_and_category_are_the_same_members(desk):
    for _, scene, told, ask in years(desk):
        plain = Counter(
            (m["org_unit_id"], m["mgmt_category"] or "") for m in scene.members if m["org_unit_id"] in told[("member",)]
        )
        frame = ask("member_stock")
        rows = frame[frame["org_unit_id"].notna()].fillna({"category": ""})
        assert {(row.org_unit_id, row.category): row.persons for row in rows.itertuples()} == dict(plain)


def test_every_step_of_the_way_into_the_party_is_counted_and_timed_as_by_hand(desk):
    for _, scene, _told, ask in years(desk):
        people = {}
        for member in desk.tables["member"]:
            home = (
                member["org_unit_id"]
                if scene.is_valid(member["org_unit_id"])
                else scene.successor(member["org_unit_id"])
            )
            if home is not None:
                people.setdefault(member["person_id"], []).append(member)
        found = {row.step: row for row in ask("recruit_steps").itertuples()}
        for step, date, before, after in STEPS:
            rows = [
                way for way in map(merged, people.values(), [scene.end] * len(people)) if took(way[date], scene.end)
            ]
            if not rows:
                assert step not in found
                continue
            assert found[step].in_period == sum(within(way[date], scene.start, scene.end) for way in rows)
            ahead = [way for way in rows if way["here"] and not (after and took(way[after], scene.end))]
            assert found[step].standing == len(ahead)
            recent = [
                way for way in rows if way[date] > add_months(scene.end, -36) and before and way[before] is not None
            ]
            days = sorted((way[date] - way[before]).days for way in recent)
            assert found[step].timed == len(days)
            if len(days) > 1:
                lower, median, upper = quantiles(days, n=4, method="inclusive")
                assert (found[step].lower, found[step].median, found[step].upper) == pytest.approx(
                    (lower, median, upper)
                )


def took(day, end):
    return day is not None and day <= end


def merged(rows, end):
    """One person's way, from all records of the person: the first date of every step."""
    dates = {name: min((r[name] for r in rows if r[name]), default=None) for _, name, _, _ in STEPS}
    return dates | {"here": any(r["exit_date"] is None or r["exit_date"] > end for r in rows)}


def test_the_recruits_kept_to_the_procedure_as_often_as_the_indicator_says(desk):
    for period, _, _, ask in years(desk):
        row = ask("recruits").fillna(0).iloc[0]
        assert (row["by_procedure"], row["taken_in"]) == cell(desk, period, "recruit_procedure_compliance")


def test_secretaries_counted_by_origin_add_up_to_the_indicators(desk):
    for period, _, _, ask in years(desk):
        frame = ask("secretaries")
        priority = frame.loc[frame["priority"] == 1, "persons"].sum()
        assert (priority, frame["persons"].sum()) == cell(desk, period, "sec_priority_channel_share")
        known = frame[(frame["training_known"] == 1) & (frame["all_year"] == 1)]
        standard = known.loc[known["to_standard"] == 1, "persons"].sum()
        assert (standard, known["persons"].sum()) == cell(desk, period, "sec_training_standard_rate")


def test_affairs_workers_counted_by_posts_add_up_to_the_indicators(desk):
    for period, _, _, ask in years(desk):
        frame = ask("affairs_workers")
        for indicator, column in (
            ("affairs_multi_post_share", "with_two_other_posts"),
            ("affairs_young_educated_share", "young_and_educated"),
        ):
            some = frame.loc[frame[column] == 1, "persons"].sum()
            assert (some, frame["persons"].sum()) == cell(desk, period, indicator)
        assert (
            frame.loc[frame["posts"] >= 3, "persons"].sum()
            == frame.loc[frame["with_two_other_posts"] == 1, "persons"].sum()
        )


def test_training_hours_by_member_add_up_to_the_indicator_of_32_hours(desk):
    for period, _, _, ask in years(desk):
        frame = ask("member_year")
        known = frame[(frame["training_known"] == 1) & (frame["all_year"] == 1)]
        some = known.loc[known["to_standard"] == 1, "persons"].sum()
        assert (some, known["persons"].sum()) == cell(desk, period, "member_training_32h_rate")
        assert some == known.loc[known["hours_from"] >= 32, "persons"].sum()


def test_the_systems_in_force_add_up_to_the_indicator(desk):
    for period, _, told, ask in years(desk):
        frame = ask("systems")
        known = frame[frame["reported"] == 1]
        assert set(known["org_unit_id"]) == told[("village_system",)]
        assert known["system_type"].notna().sum() == cell(desk, period, "village_system_completeness")[0]


def test_a_post_is_vacant_exactly_where_nobody_is_in_it_on_any_day(desk):
    first = min(row["period_start"] for row in desk.rows)
    for _, scene, _, _ in years(desk):
        terms = secretary_terms(desk, desk.root, scene.end).to_pandas()
        gaps = vacancies(terms, first, scene.end)
        filled = scene.units_with_post("party_secretary")
        now = set(gaps.loc[gaps["open"].astype(bool), "org_unit_id"])
        everywhere = {unit["org_unit_id"] for unit in desk.tables["org_unit"] if unit["level"] == "village"}
        valid = {village for village in everywhere if scene.is_valid(village)}
        assert now == valid - filled
        posts = [
            p for p in desk.tables["post_term"] if p["post_type"] == "party_secretary" and p["start_date"] <= scene.end
        ]
        for gap in gaps.itertuples():
            last = (gap.end or scene.end + timedelta(days=1)) - timedelta(days=1)
            assert (last - gap.start).days + 1 == gap.days
            for day in (gap.start, gap.start + (last - gap.start) / 2, last):
                assert not any(
                    open_on(day, p["start_date"], p["end_date"]) for p in posts if p["org_unit_id"] == gap.org_unit_id
                )


def test_paired_households_are_counted_by_member(desk):
    for _, scene, told, ask in years(desk):
        households = {}
        for duty in desk.tables["member_duty"]:
            if (
                duty["duty_kind"] == "pairing"
                and duty["org_unit_id"] in told[("member_duty",)]
                and open_on(scene.end, duty["start_date"], duty["end_date"])
            ):
                households.setdefault(duty["person_id"], set()).add(duty["household_key"])
        plain = Counter(str(min(len(keys - {None}), 5)) for keys in households.values())
        frame = ask("member_duties")
        rows = frame[frame["duty"] == "pairing"]
        assert {row.sort: row.persons for row in rows.itertuples()} == dict(plain)
