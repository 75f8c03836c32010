"""What the error rules refuse: one workbook a rule, each refused for its rule and for nothing else."""

from data.intake.judge import judge
from data.intake.read import read_package
from data.intake.rules import RULES, Severity
from data.sample import write_faultless

from .conftest import NOW


def judged(county, path):
    with read_package(path) as package:
        verdict = judge(package, county.current().path, NOW)
        return verdict.problems, verdict.publishable


def test_the_workbook_they_are_made_of_is_faultless(county, tmp_path):
    with county.reader() as reader:
        write_faultless(reader, tmp_path / "good.xlsx")
    problems, publishable = judged(county, tmp_path / "good.xlsx")
    assert [str(problem) for problem in problems.listed] == []
    assert publishable


def test_every_error_rule_has_its_workbook(workbooks):
    assert {workbook.rule for workbook in workbooks} == {
        rule.id for rule in RULES.values() if rule.severity is Severity.ERROR
    }


def test_each_is_refused_for_its_rule_alone(county, workbooks):
    found = {}
    for workbook in workbooks:
        problems, publishable = judged(county, workbook.path)
        found[workbook.path.stem] = ({*problems.counts}, publishable)
    assert found == {workbook.path.stem: ({workbook.rule}, False) for workbook in workbooks}
