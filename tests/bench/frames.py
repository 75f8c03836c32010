"""Facts and cube as one would write them in pandas, beside the product's: the same figures of a dozen indicators.

A dozen of the 62, from every kind of record that is large: stocks at a day, months of a period, people looked up, rows
that townships own. Both must give the same for every unit and period, before either's seconds are told.
"""

from __future__ import annotations

import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pandas as pd

from analytics import cube
from analytics.catalogue import INDICATORS
from analytics.cube_sql import newest_periods
from analytics.engines.duckdb_engine import DuckDBEngine
from analytics.periods import Period
from data.home import Home
from data.sample import write_nation
from data.schema import TABLES, Rhythm
from tests.bench.growth import lay_in
from tests.bench.table import Table

COUNTY, TWENTY_COUNTIES = 170, 3_400
READ = (
    *("org_unit", "unit_tree", "submission", "member", "evaluation", "meeting", "post_term", "post_month"),
    *("village_system", "talent", "talent_support", "docking_action", "fund"),
)
ATTENDED = ["branch_congress", "party_group", "party_lecture", "theme_day", "org_life"]
REQUIRED = ["three_meetings", "four_two", "disclosure", "finance", "duty_roster", "appraisal", "points", "talent_intro"]
DISPATCHED = ["first_secretary", "resident_team_leader", "resident_team_member"]
FUNDS = ["agri_tech_training", "startup_employment_training"]
CUBE = "SELECT * FROM indicator_value WHERE indicator IN (SELECT unnest($asked))"
KEYS = ["indicator", "period_id", "org_unit_id"]


def measure(table: Table, home: Home) -> None:
    for villages in (COUNTY, TWENTY_COUNTIES):
        with tempfile.TemporaryDirectory(prefix="touyan-frames-") as space:
            folder, database = Path(space) / "records", Path(space) / "records.duckdb"
            lay_in(write_nation(folder, villages, 1, 1, date(2025, 12, 31)), database)
            with duckdb.connect(database) as connection:
                side_by_side(table, connection)


def side_by_side(table: Table, connection) -> None:
    began, spent = time.perf_counter(), time.process_time()
    cube.build(connection)
    ours, our_processor = time.perf_counter() - began, time.process_time() - spent
    frames = {name: connection.sql(f"FROM {name}").df() for name in READ}
    known = cube.reported_periods(DuckDBEngine(connection))
    began, spent = time.perf_counter(), time.process_time()
    found = figures(frames, known)
    theirs, their_processor = time.perf_counter() - began, time.process_time() - spent
    asked = sorted(found["indicator"].unique())
    demand_same(found, connection.sql(CUBE, params={"asked": asked}).df())
    size = f"{(frames['org_unit']['level'] == 'village').sum():,} villages, a year"
    table.add(f"facts and cube, {len(INDICATORS)} indicators", ours, size=size, processor=our_processor)
    table.add(f"in pandas, {len(asked)} of them", theirs, size=size, processor=their_processor)
    of_one = (their_processor / len(asked)) / (our_processor / len(INDICATORS))
    table.add("pandas against ours, an indicator", of_one, unit="x", size=size)


def demand_same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    one, other = (frame.sort_values(KEYS, ignore_index=True) for frame in (one, other))
    columns = [*KEYS, "numerator", "denominator", "reported", "expected"]
    pd.testing.assert_frame_equal(one[columns], other[columns], check_dtype=False, rtol=1e-9)


def figures(frames: dict[str, pd.DataFrame], known: list[Period]) -> pd.DataFrame:
    """The columns and rows of `indicator_value`, of the indicators of `own_sums`."""
    return pd.concat([_of_period(frames, known, period) for period in known], ignore_index=True)


def _of_period(frames: dict[str, pd.DataFrame], known: list[Period], p: Period) -> pd.DataFrame:
    units = frames["org_unit"]
    units = units[_open(units, "valid_from", "valid_to", p)]
    villages = units[units["level"] == "village"]
    handed_in = _handed_in(frames["submission"], known, p)
    cells, newest = [], newest_periods(known)
    for key, own in own_sums(frames, units, villages, p).items():
        if p.kind in INDICATORS[key].periods and (p.period_id in newest or not INDICATORS[key].newest_only):
            silent = ~villages["parent_id"].isin(_reporting(handed_in, INDICATORS[key].needs))
            cells.append(_rolled_up(own, villages, silent, units, frames["unit_tree"]).assign(indicator=key))
    return pd.concat(cells).assign(period_id=p.period_id)


def own_sums(frames, units, villages, p: Period) -> dict[str, pd.DataFrame]:
    """What each unit itself adds: a frame of `numerator` and `denominator` by unit, for each indicator."""
    of_village, of_unit = villages["org_unit_id"], units["org_unit_id"]
    member = frames["member"]
    member = member[
        _open(member, "enter_date", "exit_date", p)
        & member["stage"].isin(["probationary", "full"])
        & member["org_unit_id"].isin(of_village)
    ]
    since = pd.Timestamp(p.end - timedelta(days=90))
    graded = frames["evaluation"].query("eval_kind == 'member_democratic' and year == @p.year and grade.notna()")
    post = frames["post_term"]
    held = post[_open(post, "start_date", "end_date", p)]
    talent = frames["talent"]
    talent = talent[_open(talent, "entry_date", "exit_date", p) & talent["org_unit_id"].isin(of_unit)]
    need = frames["docking_action"]
    need = need[_within(need["need_date"], p) & need["org_unit_id"].isin(of_unit)]
    fund = frames["fund"].query("year == @p.year and purpose in @FUNDS")
    one = pd.Series(1, index=villages.index)
    return {
        "online_platform_active_rate": _summed(member, member["platform_last_active"] >= since, 1),
        "democratic_evaluation_rate": _summed(member, member["person_id"].isin(graded["person_id"]), 1),
        "sec_in_post_rate": _summed(villages, of_village.isin(_holding(held, "party_secretary")), one),
        "affairs_worker_coverage": _summed(villages, of_village.isin(_holding(held, "party_affairs_worker")), one),
        "village_system_completeness": _systems(frames["village_system"], villages, p),
        "talent_party_contact_rate": _summed(talent, talent["contact_person_id"].notna(), 1),
        "docking_delivery_rate": _summed(need, (need["result"] == "matched") & need["delivered_date"].notna(), 1),
        "training_fund_execution_rate": _summed(fund, fund["spent_yuan"], fund["allocated_yuan"]),
        "talent_issue_resolution_rate": _cases(frames["talent_support"], of_unit, p),
        "team_days_in_village_rate": _days(frames["post_month"], post, of_unit, p),
        **_meetings(frames["meeting"], villages, p),
    }


def _holding(held, post_type):
    return held.loc[held["post_type"] == post_type, "org_unit_id"]


def _systems(system, villages, p):
    system = system[_open(system, "adopted_date", "repealed_date", p) & system["system_type"].isin(REQUIRED)]
    in_force = system.groupby("org_unit_id")["system_type"].nunique()
    return _summed(villages, villages["org_unit_id"].map(in_force).fillna(0), 8)


def _cases(case, of_unit, p):
    days = timedelta(days=60)
    opened, closed = case["opened_date"], case["closed_date"]
    due = opened.between(pd.Timestamp(p.start - days), pd.Timestamp(p.end - days)) & case["org_unit_id"].isin(of_unit)
    solved = (case["outcome"] == "resolved") & (closed <= opened + days)
    due &= case["kind"] == "problem_solving"
    return _summed(case[due], solved[due], 1)


def _days(month, post, of_unit, p):
    month = month[_within(month["month"], p)].merge(post[post["post_type"].isin(DISPATCHED)], on="post_term_id")
    month = month[month["org_unit_id"].isin(of_unit)]
    return _summed(month, month["days_in_village"] >= 20, 1)


def _meetings(meeting, villages, p):
    meeting = meeting[_within(meeting["meeting_date"], p) & meeting["org_unit_id"].isin(villages["org_unit_id"])]
    counted = meeting[meeting["meeting_type"].isin(ATTENDED)]
    attended = counted[["attended_n", "expected_n"]].min(axis=1)
    theme = meeting[meeting["meeting_type"] == "theme_day"]
    months = theme.groupby("org_unit_id")["meeting_date"].agg(lambda days: days.dt.month.nunique())
    return {
        "meeting_attendance_rate": _summed(counted, attended, counted["expected_n"]),
        "theme_day_monthly_rate": _summed(villages, villages["org_unit_id"].map(months).fillna(0), p.months),
    }


def _summed(rows, numerator, denominator) -> pd.DataFrame:
    cells = pd.DataFrame({"org_unit_id": rows["org_unit_id"], "numerator": numerator, "denominator": denominator})
    cells[["numerator", "denominator"]] = cells[["numerator", "denominator"]].astype(float)
    return cells.groupby("org_unit_id").sum()


def _open(rows, start, end, p):
    last = pd.Timestamp(p.end)
    return (rows[start] <= last) & (rows[end].isna() | (rows[end] > last))


def _within(days, p):
    return days.between(pd.Timestamp(p.start), pd.Timestamp(p.end))


def _handed_in(submission, known, p) -> dict[str, set[str]]:
    """Of each sheet the offices that handed in all that was due in the period."""
    log = submission[_within(submission["period_end"], p)]
    whole_year = max(period.end for period in known) >= date(p.year, 12, 31)
    if p.kind == "quarter":  # yearly sheets come once
        log = pd.concat([log, submission[submission["period_end"].dt.year == p.year]])
    months = log["period_end"].dt.to_period("M")
    slots = {Rhythm.MONTHLY: months, Rhythm.QUARTERLY: months.dt.asfreq("Q"), Rhythm.YEARLY: months.dt.asfreq("Y")}
    due = {Rhythm.MONTHLY: p.months, Rhythm.QUARTERLY: p.quarters_complete, Rhythm.YEARLY: int(whole_year)}
    found = {}
    for name in log["sheet"].unique():
        rhythm = TABLES[name].rhythm
        if rhythm in due:
            own = log["sheet"] == name
            if rhythm is not Rhythm.YEARLY:
                own &= _within(log["period_end"], p)
            counted = slots[rhythm][own].groupby(log.loc[own, "org_unit_id"]).nunique()
            found[name] = set(counted.index[counted >= due[rhythm]])
    return found


def _reporting(handed_in, needs):
    return set.intersection(*(handed_in.get(sheet, set()) for sheet in needs))


def _rolled_up(own, villages, silent, units, tree) -> pd.DataFrame:
    """The cells of all units: a silent village's are blank and add nothing above."""
    below = villages[["org_unit_id"]].assign(reported=(~silent).astype(int), expected=1)
    below = below.join(own, on="org_unit_id").fillna({"numerator": 0.0, "denominator": 0.0})
    below.loc[below["reported"] == 0, ["numerator", "denominator"]] = float("nan")
    upper = units.loc[units["level"] != "village", ["org_unit_id"]]
    owned = upper.join(own, on="org_unit_id").assign(reported=0, expected=0)
    owned.loc[(owned["numerator"] == 0) & (owned["denominator"] == 0), ["numerator", "denominator"]] = float("nan")
    climbing = pd.concat([below, owned]).merge(tree, on="org_unit_id")
    climbing = climbing[climbing["ancestor_id"].isin(upper["org_unit_id"])]
    sums = climbing.groupby("ancestor_id")[["numerator", "denominator", "reported", "expected"]].sum(min_count=1)
    return pd.concat([below, sums.rename_axis("org_unit_id").reset_index()])
