"""Who reports what: the package's own statement first, else the caller's; and what a template of another time says."""

import pytest

from data.errors import DataError
from data.intake.judge import judge
from data.intake.read import read_package

from . import world as w
from .forms import write_parquet, write_xlsx


def statement(*sheets, unit=w.COUNTY, end="2025-06-30", **more):
    return [{"org_unit_id": unit, "period_end": end, "sheet": sheet, **more} for sheet in sheets]


def units_and(**tables):
    return {"org_unit": w.world()["org_unit"], **tables}


@pytest.fixture
def sent(tmp_path):
    packages = []

    def send(tables, unit=None, period_end=None, write=w.write_csv, **more):
        folder = write(tmp_path / f"p{len(packages)}", tables, **more)
        packages.append(read_package(folder, unit, period_end))
        return judge(packages[-1], None, w.NOW)

    yield send
    for package in packages:
        package.close()


def found(verdict):
    return {(p.rule, p.table, p.field) for p in verdict.problems.listed}


def test_the_statement_says_who_reports_what(sent):
    tables = units_and(meeting=w.world()["meeting"], submission=statement("组织机构表", "meeting", end="2025年6月30日"))
    verdict = sent(tables)
    assert verdict.publishable
    assert {(s.org_unit_id, s.sheet, str(s.period_end)) for s in verdict.submissions} == {
        (w.COUNTY, "org_unit", "2025-06-30"),
        (w.COUNTY, "meeting", "2025-06-30"),
    }


def test_without_a_statement_the_caller_says_it_for_the_sheets_present(sent):
    verdict = sent(units_and(meeting=[]), w.COUNTY, w.PERIOD_END)
    assert {(s.sheet, s.rows_n) for s in verdict.submissions} == {("org_unit", 6), ("meeting", 0)}


def test_if_neither_says_it_the_way_out_is_told(sent):
    with pytest.raises(DataError) as told:
        sent(units_and())
    assert "--unit" in told.value.reason.en
    assert "报送登记表" in told.value.reason.zh


def test_a_caller_does_not_contradict_the_file(sent):
    with pytest.raises(DataError) as told:
        sent(units_and(submission=statement("org_unit")), w.TOWNSHIP, w.PERIOD_END)
    assert w.TOWNSHIP in told.value.reason.en


def test_a_listed_sheet_must_be_there_and_may_be_empty(sent):
    verdict = sent(units_and(meeting=[], submission=statement("org_unit", "meeting", "post_month")))
    [problem] = verdict.problems.listed
    assert (problem.rule, problem.message.zh) == ("V-02", "已登记报送“驻村月报”，但文件中没有该表。")
    assert not verdict.publishable


def test_a_sheet_with_rows_must_be_listed(sent):
    verdict = sent(units_and(meeting=w.world()["meeting"], submission=statement("org_unit")))
    [problem] = verdict.problems.listed
    assert problem.rule == "V-02"
    assert "Organizational life" in problem.message.en


def test_a_row_without_period_end_lists_a_sheet_that_is_not_sent(sent):
    rows = statement("org_unit") + statement("meeting", end="")
    assert {s.sheet for s in sent(units_and(meeting=[], submission=rows)).submissions} == {"org_unit"}
    verdict = sent(units_and(meeting=w.world()["meeting"], submission=rows))
    assert found(verdict) == {("V-13", "submission", "period_end")}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"sheet": "会议"}, ("V-02", "submission", "sheet")),
        ({"period_end": "六月底"}, ("V-10", "submission", "period_end")),
        ({"org_unit_id": "990199"}, ("V-14", "submission", "org_unit_id")),
        ({"template_version": "0"}, ("V-01", None, None)),
    ],
)
def test_a_faulty_statement_is_told_at_its_cell(sent, change, expected):
    rows = statement("org_unit", "meeting", template_version="1")
    rows[1].update(change)
    verdict = sent(units_and(meeting=w.world()["meeting"], submission=rows))
    assert expected in found(verdict)
    assert not verdict.publishable


def test_missing_misspelt_and_repeated_headings_are_told(sent, tmp_path):
    meetings = [{**meeting} for meeting in w.world()["meeting"]]
    folder = w.write_csv(tmp_path / "m", units_and(meeting=meetings))
    text = (folder / "meeting.csv").read_text("utf-8")
    text = text.replace("meeting_date", "meeting_dates").replace("expected_n", "xx").replace("mode", "attended_n")
    (folder / "meeting.csv").write_text(text, "utf-8")
    with read_package(folder, w.COUNTY, w.PERIOD_END) as package:
        problems = judge(package, None, w.NOW).problems.listed
    assert {(p.rule, p.field) for p in problems} == {("V-02", "meeting_date"), ("V-02", "expected_n"), ("V-02", None)}
    assert any("meeting_dates" in p.message.en for p in problems)


def test_a_column_that_is_not_in_the_template_is_left_out_and_told(sent):
    meetings = [{**meeting, "备注": "雨天"} for meeting in w.world()["meeting"]]
    verdict = sent(units_and(meeting=meetings), w.COUNTY, w.PERIOD_END)
    assert verdict.publishable
    assert [(c.column, c.count, c.examples) for c in verdict.corrections] == [("备注", 2, ("雨天",))]


def several(**more):
    """Two townships' meetings in one package, one of them in two months; the later wins where a key comes twice."""
    meeting = w.world()["meeting"][0]
    return units_and(
        submission=[
            {"submission_id": "s0", "org_unit_id": w.COUNTY, "period_end": "2025-01-31", "sheet": "org_unit"},
            {"submission_id": "s2", "org_unit_id": w.TOWNSHIP, "period_end": "2025-06-30", "sheet": "meeting"},
            {"submission_id": "s1", "org_unit_id": w.TOWNSHIP, "period_end": "2025-05-31", "sheet": "meeting"},
            {"submission_id": "s3", "org_unit_id": w.OTHER_TOWNSHIP, "period_end": "2025-05-31", "sheet": "meeting"},
        ],
        meeting=[
            {**meeting, "submission_id": "s2", "attended_n": "21"},
            {**meeting, "submission_id": "s1", "attended_n": "20"},
            {**meeting, "submission_id": "s3", "meeting_id": "T9", "org_unit_id": w.OTHER_VILLAGE, **more},
        ],
    )


@pytest.mark.parametrize("write", [w.write_csv, write_parquet])
def test_a_package_may_carry_several_submissions(sent, write):
    tables = several()
    tables["org_unit"] = [{**unit, "submission_id": "s0"} for unit in tables["org_unit"]]
    verdict = sent(tables, write=write)
    assert verdict.publishable
    assert [(s.submission_id, s.rows_n) for s in verdict.submissions] == [("s0", 6), ("s1", 1), ("s3", 1), ("s2", 1)]
    rows = verdict.rows("meeting").read_all()
    assert rows["attended_n"].to_pylist() == [20, 25, 21]  # in order of precedence


def test_each_submission_is_its_own_reporters(sent):
    assert found(sent(several(org_unit_id=w.VILLAGE))) == {("V-16", "meeting", "org_unit_id")}


def test_a_row_of_a_submission_that_is_not_listed_is_told(sent):
    assert ("V-14", "meeting", "") in found(sent(several(submission_id="s8")))


def test_rows_of_several_submissions_must_say_which_is_theirs(sent):
    tables = several()
    tables["meeting"] = [{k: v for k, v in row.items() if k != "submission_id"} for row in tables["meeting"][:1]]
    assert "V-02" in {rule for rule, _, _ in found(sent(tables))}


def test_a_store_begins_with_its_list_of_units(tmp_path):
    path = write_xlsx(tmp_path / "units.xlsx", {"org_unit": w.world()["org_unit"]})
    with read_package(path, founding=True) as package:
        verdict = judge(package, None, w.NOW)
    assert verdict.publishable
    assert [(s.org_unit_id, s.sheet) for s in verdict.submissions] == [(w.COUNTY, "org_unit")]


def test_a_list_of_units_has_one_top(tmp_path):
    path = write_xlsx(tmp_path / "units.xlsx", {"org_unit": w.world()["org_unit"][1:3]})
    with pytest.raises(DataError):
        read_package(path, founding=True)


def test_normalisations_are_counted_with_examples(sent):
    tables = w.world()
    tables["meeting"][0].update(meeting_date="2025年5月", expected_n="３０")
    tables["meeting"][1].update(meeting_date="2025-6", expected_n="1,012", meeting_type="主题党日活动")
    verdict = sent(tables, w.COUNTY, w.PERIOD_END)
    assert verdict.publishable
    assert {(c.sheet, c.column, c.note.zh, c.count) for c in verdict.corrections} == {
        ("meeting", "meeting_date", "只填了年月，按当月1日处理", 2),
        ("meeting", "expected_n", "全角字符已转为半角", 1),
        ("meeting", "expected_n", "已去除千位分隔符", 1),
        ("meeting", "meeting_type", "同义词已对应到选项", 1),
    }
    assert {c.rule for c in verdict.corrections} == {"V-12"}
    assert verdict.rows("meeting").read_all()["expected_n"].to_pylist() == [30, 1012]


def test_problems_are_all_counted_grouped_and_cut_only_in_the_listing(sent, monkeypatch):
    meeting = w.world()["meeting"][0]
    meetings = [{**meeting, "meeting_id": f"T{n}", "meeting_type": "茶话会"} for n in range(1500)]
    verdict = sent(units_and(meeting=meetings), w.COUNTY, w.PERIOD_END)
    assert verdict.problems.counts == {"V-09": 1500}
    assert len(verdict.problems) == verdict.problems.errors == 1500
    assert len(verdict.problems.listed) == 1000
    [group] = verdict.problems.groups
    assert (group.count, group.rows[:2], group.example.value) == (1500, (2, 3), "茶话会")
    listed = verdict.problems.to_arrow("zh")
    assert listed.num_rows == 1000
    assert listed["message"][0].as_py().startswith("会议类别“茶话会”不在选项中。")
