"""The tables of the import page: what came of each sheet, what is wrong, what was put right, what would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.catalogue import INDICATORS
from analytics.exports import Column
from analytics.findings.revision import Revision
from analytics.words import format_period, format_value
from data.intake.judge import Verdict
from data.intake.problems import Problems
from data.intake.rules import RULES, Severity
from data.quality.told import told
from data.schema import TABLES
from data.text import Language, Text
from pages.parts.pictures import Sheet

ACCEPTED, CORRECTED, REJECTED, NOTHING = (
    Text("✔ accepted", "✔ 通过"),
    Text("✎ accepted, with corrections", "✎ 已自动规范，通过"),
    Text("✖ rejected", "✖ 退回"),
    Text("— nothing to report", "— 本期无数据"),
)
SHEETS = Text("Result by sheet", "各表结果")
GROUPS = Text("Problems by kind", "问题归类")
PROBLEMS = Text("Problems", "问题清单")
CORRECTIONS = Text("Put right", "自动规范")
VALUES = Text("Largest revisions", "指标修订")
PLACES = Text("Places on the index", "指数位次变化")
ROWS = Text("Rows", "数据行变化")
SIGNS = Text("New warnings", "新增提示")
MOST_LISTED = 1000
SHEET = Column("sheet", Text("Sheet", "工作表"))
RULE = Column("rule", Text("Rule", "规则"))
WHAT, DO = Column("message", Text("What is wrong", "问题")), Column("remedy", Text("What to do", "处理办法"))
UNIT, UNIT_CODE = Column("unit", Text("Unit", "单位")), Column("org_unit_id", Text("Unit code", "区划代码"))


def by_sheet(verdict: Verdict, language: Language) -> Sheet:
    """One row a sheet that is reported or at fault: rows read, cells put right, rows at fault, what comes of it."""
    weighty = [p for p in verdict.problems.listed if p.severity is Severity.ERROR]
    wrong = Counter((p.sheet, p.row) for p in weighty)
    at_fault = Counter(sheet for sheet, row in wrong if row is not None)
    of_sheet = {sheet for sheet, _ in wrong}
    corrected: Counter[str] = Counter()
    for correction in verdict.corrections:
        corrected[correction.sheet] += correction.count
    read: Counter[str] = Counter()
    for line in verdict.submissions:
        read[line.sheet] += line.rows_n + line.rows_rejected_n
    rows = []
    for part in {part.sheet: part for part in verdict.package.parts if part.table in TABLES}.values():
        bad, sent = part.sheet in of_sheet, part.table in verdict.package.tables
        if not bad and not sent:
            continue  # a sheet of the template that is not reported this time
        good = CORRECTED if corrected[part.sheet] else ACCEPTED if read[part.table] else NOTHING
        state = REJECTED if bad else good
        rows.append(
            {
                "sheet": part.sheet,
                "rows": read[part.table],
                "corrected": corrected[part.sheet],
                "wrong": at_fault[part.sheet],
                "state": state.in_language(language),
            }
        )
    shape = (
        SHEET,
        Column("rows", Text("Rows read", "读入行数"), "integer"),
        Column("corrected", Text("Cells put right", "规范单元格数"), "integer"),
        Column("wrong", Text("Rows at fault", "有误行数"), "integer"),
        Column("state", Text("Result", "结果")),
    )
    return Sheet(SHEETS, shape, _frame(rows, shape), (), language)


def grouped(problems: Problems, language: Language) -> Sheet:
    """One row a kind of fault: how many rows, where the first lie, what is wrong, what to do."""
    rows = [
        {
            "n": group.count,
            "sheet": group.example.sheet or group.example.file,
            "column": group.example.column or group.example.letter or "",
            "rows": ", ".join(str(row) for row in sorted(group.rows)) + (" …" if group.count > len(group.rows) else ""),
            "message": group.example.message.in_language(language),
            "remedy": group.example.remedy.in_language(language),
            "rule": group.example.rule,
        }
        for group in problems.groups
    ]
    shape = (
        Column("n", Text("How many", "处数"), "integer"),
        SHEET,
        Column("column", Text("Column", "列")),
        Column("rows", Text("In rows", "所在行")),
        *(WHAT, DO, RULE),
    )
    return Sheet(GROUPS, shape, _frame(rows, shape), (), language)


def listed(problems: Problems, sheet: str, rule: str, language: Language) -> Sheet:
    """Every fault at its cell, of one sheet and one rule or of all (empty)."""
    rows = [
        {
            "sheet": p.sheet or p.file,
            "row": p.row,
            "cell": f"{p.letter or ''}{p.row or ''}",
            "column": p.column,
            "value": p.value,
            "message": p.message.in_language(language),
            "remedy": p.remedy.in_language(language),
            "rule": p.rule,
        }
        for p in problems.listed
        if sheet in ("", p.sheet or p.file) and rule in ("", p.rule)
    ]
    shape = (
        SHEET,
        Column("row", Text("Row", "行"), "integer"),
        Column("cell", Text("Cell", "单元格")),
        Column("column", Text("Column", "列")),
        Column("value", Text("Value", "填写内容")),
        *(WHAT, DO, RULE),
    )
    frame = _frame(rows, shape)
    return Sheet(PROBLEMS, shape, frame.assign(row=frame["row"].astype("Int64")), (), language)


def rules_of(problems: Problems, language: Language) -> Mapping[str, str]:
    """The rules that are broken, by id, each with its sentence."""
    return {rule: f"{rule} {RULES[rule].sentence.in_language(language)}" for rule in problems.counts}


def corrections(verdict: Verdict, language: Language) -> Sheet:
    """What was put right on the way in: where, how often, as it was written."""
    rows = [
        {
            "sheet": c.sheet,
            "column": c.column,
            "note": c.note.in_language(language),
            "n": c.count,
            "examples": " · ".join(c.examples),
        }
        for c in verdict.corrections
    ]
    shape = (
        SHEET,
        Column("column", Text("Column", "列")),
        Column("note", Text("What was put right", "规范内容")),
        Column("n", Text("Cells", "单元格数"), "integer"),
        Column("examples", Text("As it was written", "原填写内容")),
    )
    return Sheet(CORRECTIONS, shape, _frame(rows, shape), (), language)


def rows_changed(revision: Revision, names: Mapping[str, str], language: Language) -> Sheet:
    """Rows added, changed and removed by sheet and unit."""
    titles = {name: table.title.in_language(language) for name, table in TABLES.items()}
    frame = revision.rows.assign(
        sheet=revision.rows["sheet"].map(titles),
        unit=revision.rows["org_unit_id"].map(names.get),
    )
    shape = (
        *(SHEET, UNIT, UNIT_CODE),
        Column("added", Text("Added", "新增"), "integer"),
        Column("changed", Text("Changed", "更改"), "integer"),
        Column("removed", Text("Removed", "删去"), "integer"),
    )
    return Sheet(ROWS, shape, frame, (), language)


def values_changed(revision: Revision, names: Mapping[str, str], language: Language) -> Sheet:
    """The values that differ, the largest revisions first."""
    rows = []
    for row in revision.values.head(MOST_LISTED).to_dict("records"):
        indicator = INDICATORS[str(row["indicator"])]
        sides = {
            side: "—"
            if pd.isna(row[f"value_{side}"])
            else format_value(float(row[f"value_{side}"]), indicator, language)
            for side in ("before", "after")
        }
        unit, period = str(row["org_unit_id"]), str(row["period_id"])
        title = indicator.title.in_language(language)
        rows.append({"unit": names.get(unit, unit), "title": title, "period": format_period(period, language), **sides})
    shape = (
        UNIT,
        Column("title", Text("Indicator", "指标")),
        Column("period", Text("Period", "统计期")),
        Column("before", Text("Before", "原值")),
        Column("after", Text("After", "新值")),
    )
    return Sheet(VALUES, shape, _frame(rows, shape), (), language)


def places_changed(
    revision: Revision, bands: Mapping[str, Text], names: Mapping[str, str], language: Language
) -> Sheet:
    """The villages whose band, rank or tenth differs."""
    frame = revision.places.assign(unit=revision.places["org_unit_id"].map(names.get))
    words = {code: title.in_language(language) for code, title in bands.items()}
    for side in ("before", "after"):
        frame[f"band_{side}"] = frame[f"band_{side}"].map(words, na_action="ignore")
    shape = (
        UNIT,
        Column("band_before", Text("Band before", "原等级")),
        Column("band_after", Text("Band after", "新等级")),
        Column("rank_before", Text("Rank before", "原位次"), "integer"),
        Column("rank_after", Text("Rank after", "新位次"), "integer"),
        Column("tenth_before", Text("Tenth before", "原十分位"), "integer"),
        Column("tenth_after", Text("Tenth after", "新十分位"), "integer"),
    )
    return Sheet(PLACES, shape, frame, (), language)


def new_signs(cases: list[dict[str, str]], names: Mapping[str, str], language: Language) -> Sheet:
    """What the rules of severity warning would find that they do not find now."""
    rows = [
        {
            "unit": names.get(case["org_unit_id"], case["org_unit_id"]),
            "period": case["period"],
            "record": case["record"],
            "message": told(case["rule"], case["sign"], case["value"], case["detail"]).in_language(language),
            "rule": case["rule"],
        }
        for case in cases[:MOST_LISTED]
    ]
    shape = (
        UNIT,
        Column("period", Text("When", "时间")),
        Column("record", Text("Record", "记录")),
        Column("message", Text("What is odd", "疑点")),
        RULE,
    )
    return Sheet(SIGNS, shape, _frame(rows, shape), (), language)


def _frame(rows: Sequence[Mapping[str, object]], shape: tuple[Column, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[column.key for column in shape])
