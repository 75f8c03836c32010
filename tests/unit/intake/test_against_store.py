"""Judging against what was published: what replaces what, what resolves, and what would be contradicted."""

from datetime import date

import pytest

from analytics import cube_sql
from data.home import Home
from data.intake.judge import judge
from data.intake.read import read_package
from data.publishing import receive_package, withdraw
from data.snapshot import Origin, build_snapshot, current_or_none
from data.store import Store

from . import world as w

MAY, JUNE, JULY = date(2025, 5, 31), date(2025, 6, 30), date(2025, 7, 31)


def no_figures(connection):
    connection.execute(cube_sql.PERIOD_TABLE + cube_sql.EMPTY_TABLES)


class County:
    """A store that packages go into one after the other."""

    def __init__(self, folder):
        self.folder, self.store, self.sent = folder, Store(Home(folder / "home")), 0

    def judge(self, tables, unit=w.COUNTY, period_end=JUNE, publish=False, **options):
        self.sent += 1
        folder = w.write_csv(self.folder / f"package{self.sent}", tables)
        snapshot = current_or_none(self.store)
        with read_package(folder, unit, period_end) as package:
            verdict = judge(package, snapshot and snapshot.path, w.NOW, **options)
            if publish:
                assert [str(p) for p in verdict.problems.listed] == []
                self.build(lambda connection: receive_package(connection, verdict))
        return verdict

    def publish(self, tables, **options):
        return self.judge(tables, publish=True, **options)

    def build(self, receive):
        origin = Origin("import", "tester", synthetic=False)
        build_snapshot(self.store, origin, receive, no_figures, current_or_none(self.store))

    def values(self, sql):
        with self.store.reader() as reader:
            return [tuple(row.values()) for row in reader.table(sql).to_pylist()]


@pytest.fixture
def county(tmp_path):
    county = County(tmp_path)
    county.publish(w.world(), period_end=MAY)
    yield county
    county.store.close()


def breaches(verdict):
    return {(p.rule, p.table, p.field) for p in verdict.problems.listed}


def meeting(**more):
    return {**w.world()["meeting"][0], "meeting_id": "T7", **more}


def test_what_was_published_resolves(county):
    verdict = county.judge({"meeting": [meeting()]}, unit=w.TOWNSHIP)
    assert verdict.publishable
    assert len(verdict.problems) == 0


def test_the_same_file_twice_changes_nothing(county):
    again = county.judge(w.world(), period_end=MAY)
    assert again.again
    assert again.publishable
    assert not county.judge(w.world(), period_end=JUNE).again


def test_a_withdrawn_file_may_come_again(county):
    county.build(lambda connection: withdraw(connection, w.COUNTY, "2025-05-31", None))
    assert not county.judge(w.world(), period_end=MAY).again


def test_days_in_the_village_find_their_post_in_the_store(county):
    month = {"post_term_id": "P3", "month": "2025-06-01", "days_in_village": "20"}
    assert county.judge({"post_month": [month]}, unit=w.TOWNSHIP).publishable
    assert breaches(county.judge({"post_month": [month]}, unit=w.OTHER_TOWNSHIP)) == {
        ("V-16", "post_month", "post_term_id")
    }


def test_a_published_person_keeps_birth_year_and_sex(county):
    person = {**w.world()["person"][0], "birth_year": "1999"}
    assert breaches(county.judge({"person": [person]})) == {("V-19", "person", "birth_year")}


def test_a_wrong_birth_year_is_put_right_by_sending_that_period_again(county):
    persons = w.world()["person"]
    persons[6]["birth_year"] = "1975"
    county.publish({"person": persons}, period_end=MAY)
    assert county.values(f"SELECT birth_year FROM person WHERE person_id = '{w.key(7)}'") == [(1975,)]


def test_a_resubmission_takes_back_the_rows_it_leaves_out(county):
    without_the_mentor = [row for row in w.world()["talent"] if row["talent_id"] != "N1"]
    county.publish({"talent": without_the_mentor}, period_end=MAY)
    assert county.values("SELECT talent_id FROM talent") == [("N2",)]
    case = {**w.world()["talent_support"][1], "support_id": "U9"}
    assert breaches(county.judge({"talent_support": [case]})) == {("V-14", "talent_support", "talent_id")}


def test_what_a_resubmission_leaves_out_falls_back_to_the_submission_before(county):
    county.publish({"post_term": [{**w.world()["post_term"][0], "end_date": "2025-06-01", "end_reason": "resigned"}]})
    successor = {**w.world()["post_term"][0], "post_term_id": "P9", "person_id": w.key(2), "start_date": "2025-06-01"}
    assert county.judge({"post_term": [successor]}, period_end=JULY).publishable
    resent = county.judge({"post_term": [successor]}, period_end=JUNE)  # takes the end of P1 back
    assert breaches(resent) == {("V-38", "post_term", "start_date")}


def test_a_second_secretary_is_told_though_the_first_was_published(county):
    second = {**w.world()["post_term"][0], "post_term_id": "P9", "person_id": w.key(2), "start_date": "2025-01-01"}
    [problem] = county.judge({"post_term": [second]}).problems.listed
    assert (problem.rule, problem.row) == ("V-38", 2)
    assert "P1" in problem.message.en


def test_a_newer_row_with_the_same_key_ends_the_old_one(county):
    ended = {**w.world()["post_term"][0], "end_date": "2025-06-01", "end_reason": "resigned"}
    successor = {**w.world()["post_term"][0], "post_term_id": "P9", "person_id": w.key(2), "start_date": "2025-06-01"}
    assert county.judge({"post_term": [ended, successor]}, period_end=JUNE).publishable


def test_an_older_period_does_not_win_over_a_newer_one(county):
    ended = {**w.world()["post_term"][0], "end_date": "2025-03-01", "end_reason": "resigned"}
    successor = {**w.world()["post_term"][0], "post_term_id": "P9", "person_id": w.key(2), "start_date": "2025-03-01"}
    late = county.judge({"post_term": [ended, successor]}, period_end=date(2025, 3, 31))
    assert breaches(late) == {("V-38", "post_term", "start_date")}  # in May P1 was still in post
    county.publish(
        {"meeting": [meeting(meeting_id="T1", meeting_date="2025-03-20", attended_n="1")]}, period_end=date(2025, 3, 31)
    )
    assert county.values("SELECT attended_n FROM meeting WHERE meeting_id = 'T1'") == [(25,)]


def test_a_code_of_another_office_is_not_taken_over(county):
    other = meeting(meeting_id="T1", org_unit_id=w.OTHER_VILLAGE)
    assert breaches(county.judge({"meeting": [other]}, unit=w.OTHER_TOWNSHIP)) == {("V-16", "meeting", "meeting_id")}
    assert county.judge({"meeting": [{**other, "org_unit_id": w.VILLAGE}]}, unit=w.TOWNSHIP).publishable


def test_a_membership_in_another_village_must_have_ended(county):
    moved = {**w.world()["member"][0], "member_id": "M9", "org_unit_id": w.OTHER_VILLAGE, "enter_date": "2025-06-01"}
    assert breaches(county.judge({"member": [moved]})) == {("V-41", "member", "person_id")}
    left = {**w.world()["member"][0], "exit_date": "2025-06-01", "exit_reason": "transferred"}
    assert county.judge({"member": [left, moved]}).publishable


def test_a_list_of_units_may_repeat_the_units_above_but_not_change_them(county):
    units = w.world()["org_unit"]
    own = [unit for unit in units if unit["org_unit_id"] != w.OTHER_TOWNSHIP and unit["org_unit_id"] != w.OTHER_VILLAGE]
    assert county.judge({"org_unit": own}, unit=w.TOWNSHIP).publishable
    renamed = [{**own[0], "name_zh": "新名县"}, *own[1:]]
    assert breaches(county.judge({"org_unit": renamed}, unit=w.TOWNSHIP)) == {("V-16", "org_unit", "org_unit_id")}


def test_rows_at_fault_are_left_out_with_those_that_refer_to_them(county):
    talent = {**w.world()["talent"][0], "talent_id": "N8", "origin": "从天而降"}
    case = {**w.world()["talent_support"][1], "support_id": "U8", "talent_id": "N8"}
    good = {**case, "support_id": "U9", "talent_id": "N1"}
    tables = {"talent": [talent], "talent_support": [case, good]}
    assert not county.judge(tables).publishable
    verdict = county.judge(tables, skip_bad_rows=True)
    assert verdict.publishable
    assert {(r.file, r.row) for r in verdict.rejected} == {("talent.csv", 2), ("talent_support.csv", 2)}
    assert [(s.sheet, s.rows_n, s.rows_rejected_n) for s in verdict.submissions] == [
        ("talent", 0, 1),
        ("talent_support", 1, 1),
    ]
    assert {p.rule for p in verdict.problems.listed} == {"V-09", "V-14"}


def test_faults_of_the_file_are_not_left_out(county):
    verdict = county.judge({"meeting": [meeting()]}, unit="990199", skip_bad_rows=True)
    assert not verdict.publishable


def test_a_period_end_in_a_wrong_year_is_told_and_refuses_nothing(county):
    verdict = county.judge(w.world(), period_end=date(2024, 6, 30))
    found = {(p.rule, p.table, p.severity.value) for p in verdict.problems.listed}
    assert ("V-10", "meeting", "warning") in found
    assert ("V-10", "post_month", "warning") in found
    assert ("V-10", "training_event", "warning") in found
    assert verdict.publishable
    told = next(p for p in verdict.problems.listed if p.table == "meeting")
    assert "2024-06-30" in told.message.zh
    assert "年份" in told.remedy.zh


def test_a_monthly_sheet_of_another_year_is_told(county):
    tables = {name: w.world()[name] for name in ("meeting",)}
    for row in tables["meeting"]:
        row["meeting_date"] = row["meeting_date"].replace("2025", "2024")
    verdict = county.judge(tables, unit=w.TOWNSHIP)
    assert [(p.rule, p.severity.value, p.value) for p in verdict.problems.listed] == [("V-10", "warning", "2024-06-05")]
    assert verdict.publishable


def test_a_sheet_within_days_of_its_period_end_is_told_nothing(county):
    tables = {"meeting": [w.world()["meeting"][0] | {"meeting_id": "T9", "meeting_date": "2025-07-01"}]}
    assert county.judge(tables, unit=w.TOWNSHIP).problems.listed == ()


def test_what_is_replaced_and_who_has_no_row_is_noticed_before_publishing(county):
    rows = [row for row in w.world()["meeting"] if row["org_unit_id"] == w.VILLAGE]
    county.publish({"meeting": rows}, unit=w.TOWNSHIP)
    rows[0]["attended_n"] = "26"
    said = [str(notice) for notice in county.judge({"meeting": rows}, unit=w.TOWNSHIP).notices]
    assert len(said) == 2
    assert "2025-06-30" in said[0]
    assert "原 1 行，现 1 行" in said[0]
    assert "有 1 个村没有数据行：测试002" in said[1]
    both = county.judge({"meeting": w.world()["meeting"]}, unit=w.TOWNSHIP, period_end=JULY)
    assert both.notices == (), "another period, and every village has its row"
