"""What the data-quality page shows, made once for a view and a choice, and kept."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import charts
from analytics.catalogue.kinds import Indicator
from analytics.charts.reporting import reporting_map
from analytics.exports import Column
from analytics.findings import reporting_quality as reporting
from analytics.findings.bounds import SUMS, bounds_sentence, missing_bounds
from analytics.findings.outliers import KINDS, outlier_sentence, outliers
from analytics.findings.sentences import joined
from analytics.periods import same_period_last_year
from analytics.words import format_value, period_text
from data.home import Home
from data.quality import WATCHES
from data.quality.due import load_due
from data.quality.explained import FILE as EXPLAINED
from data.quality.explained import Case, Explanation, case_of, explained
from data.quality.find import find_signs
from data.quality.told import ALL_TABLES, remedy, told
from data.queries.few import few
from data.queries.received import received as ask_received
from data.queries.structure import units_below
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.session import View
from pages.parts.units import TOWNSHIP, VILLAGE
from pages.parts.words import say

COMPLETE, CHASE = Text("Completeness", "报送完整性"), Text("Chase list", "催报清单")
TIMELY, RULES = Text("Timeliness", "报送及时性"), Text("Warnings by rule", "各规则提示")
CASES, OUTLIERS, BOUNDS = (
    Text("Open warnings", "待核实提示"),
    Text("Figures that stand out", "异常突出的数值"),
    Text("Bounds of what is missing", "缺报影响范围"),
)
FEW = Text(
    "Of {n} figures on people in {period}, {few} have a denominator under {least}: viewers do not see them (V-62). "
    "Nothing is to be done about them.",
    "{period}涉及人员的指标值共 {n} 个，其中 {few} 个分母小于 {least}，不对普通查看者显示（V-62），无需处理。",
)
MOST_CASES, MOST_OUTLIERS = 1000, 100
STANDS_OUT = "V-61"
SHEET = Column("sheet", Text("Sheet", "工作表"))
DUE = Column("due", Text("Due", "应报"), "integer")
CAME = Column("came", Text("Received", "已报"), "integer")
LATE = Column("late", Text("Late", "逾期"), "integer")
NOTES = {
    "note": Column("note", Text("Explained", "说明")),
    "author": Column("author", Text("By", "说明人")),
}
"""What was said of a case, and by whom."""


@keep(8)
def received(view: View, due: str, today: date) -> pd.DataFrame:
    """What was owed and what came, within the scope."""
    with session.reader(view) as reader:
        found: pd.DataFrame = ask_received(reader, load_due(Home.default()), today).to_pandas(date_as_object=True)
    return found


@keep(8)
def cases(view: View, due: str, today: date) -> pd.DataFrame:
    """Every case that a rule of severity warning finds within the scope, with `case`, what it is about."""
    with session.reader(view) as reader:
        found = find_signs(reader, load_due(Home.default()), today)
    table: pd.DataFrame = found.to_pandas()
    return table.assign(case=pd.Series([case_of(row) for row in found.to_pylist()], dtype="object"))


@keep(MOST_KEPT)
def reports(view: View, due: str, today: date, unit_id: str) -> pd.DataFrame:
    """The reports of the townships at or below a unit; of a village those of its township, which sends for it."""
    township = session.units(view).at_level(unit_id, TOWNSHIP)
    rows = received(session.narrowed(view, unit_id), due, today)
    return rows[rows["org_unit_id"].isin({township.id} if township else below(view, unit_id))]


@keep(MOST_KEPT)
def cases_of(view: View, due: str, today: date, unit_id: str) -> pd.DataFrame:
    """The cases of a unit and those below it."""
    found = cases(session.narrowed(view, unit_id), due, today)
    return found[found["org_unit_id"].isin(below(view, unit_id))]


@keep(MOST_KEPT)
def below(view: View, unit_id: str) -> frozenset[str]:
    """The unit and every unit below it, closed ones too."""
    return frozenset(session.units(view).at_or_below(unit_id))


@keep(MOST_KEPT)
def complete(view: View, due: str, today: date, unit_id: str, sheet: str, language: Language) -> Picture:
    """Townships and months: how much of what was due has come."""
    rows, names = reports(view, due, today, unit_id), session.names(view, language)
    table = reporting.completeness(rows, sheet)
    own = rows[rows["sheet"] == sheet] if sheet else rows
    sentence = reporting.completeness_sentence(own)
    if table.empty:
        return Picture(None, sentence, None)
    sentence = joined(sentence, reporting.months_sentence(own, table))
    named = table.assign(name=table["org_unit_id"].map(names.get))
    shape = (columns.UNIT, columns.UNIT_CODE, Column("period_end", Text("Month", "月份"), "date"), DUE, CAME,
             Column("share", Text("Share", "比例"), "percent"))  # fmt: skip
    figure = reporting_map(named, charts.Words(sentence=say(sentence)), language)
    return Picture(figure, sentence, Sheet(COMPLETE, shape, named, (), language))


@keep(MOST_KEPT)
def chase(view: View, due: str, today: date, unit_id: str, language: Language) -> Picture:
    """Who owes what since when."""
    rows, names = reports(view, due, today, unit_id), session.names(view, language)
    owed = reporting.chase_list(rows, today)
    sentence = reporting.chase_sentence(owed)
    if not rows.empty:
        sentence = joined(sentence, reporting.all_months_sentence(rows))
    if owed.empty:
        return Picture(None, sentence, None)
    named = owed.assign(name=owed["org_unit_id"].map(names.get), sheet=_titles(owed["sheet"], language))
    shape = (columns.UNIT, columns.UNIT_CODE, SHEET, Column("period_end", Text("Period end", "数据截止日期"), "date"),
             Column("due", Text("Due since", "应报日期"), "date"),
             Column("days", Text("Days overdue", "逾期天数"), "integer"))  # fmt: skip
    return Picture(None, sentence, Sheet(CHASE, shape, named, (), language))


@keep(MOST_KEPT)
def timely(view: View, due: str, today: date, unit_id: str, language: Language) -> Sheet:
    """By township how much came in time."""
    rows, names = reports(view, due, today, unit_id), session.names(view, language)
    table = reporting.timeliness(rows)
    shape = (columns.UNIT, columns.UNIT_CODE, DUE, CAME, LATE,
             Column("in_time", Text("In time", "按时率"), "percent"),
             Column("delay", Text("Usual delay", "逾期天数中位数"), "number", 0))  # fmt: skip
    return Sheet(TIMELY, shape, table.assign(name=table["org_unit_id"].map(names.get)), (), language)


def edition() -> str:
    """Of the explanations: which of them what is kept was made with."""
    return session.edition(Home.default().log / EXPLAINED)


@keep(8)
def explanations(home: Home, edition: str) -> dict[Case, Explanation]:
    """Those in force, by case."""
    return explained(home)


@keep(MOST_KEPT)
def by_rule(view: View, due: str, today: date, unit_id: str, edition: str, language: Language) -> Picture:
    """All rules with how many cases are open and explained."""
    known = explanations(Home.default(), edition)
    table = reporting.by_rule(cases_of(view, due, today, unit_id), known)
    rows = table.assign(
        dimension=[WATCHES[rule].dimension.label.in_language(language) for rule in table["rule"]],
        sentence=[WATCHES[rule].sentence.in_language(language) for rule in table["rule"]],
    )
    shape = (Column("rule", Text("Rule", "规则")), Column("dimension", Text("About", "类别")),
             Column("sentence", Text("What is expected", "要求")), Column("open", Text("Open", "待核实"), "integer"),
             Column("explained", Text("Explained", "已说明"), "integer"),
             Column("units", Text("Units", "涉及单位"), "integer"))  # fmt: skip
    return Picture(None, reporting.open_sentence(table), Sheet(RULES, shape, rows, (), language))


@keep(MOST_KEPT)
def listed(view: View, due: str, today: date, unit_id: str, rule: str, edition: str, language: Language) -> Sheet:
    """The cases of a rule one by one, open ones first, with what was said of them."""
    names, known = session.names(view, language), explanations(Home.default(), edition)
    found = cases_of(view, due, today, unit_id)
    rows = [
        {
            "name": names.get(row["org_unit_id"], row["org_unit_id"]),
            "org_unit_id": row["org_unit_id"],
            "period": row["period"],
            "record": row["record"],
            "message": told(row["rule"], row["sign"], row["value"], row["detail"]).in_language(language),
            "remedy": remedy(row["rule"], row["sign"]).in_language(language),
            "rule": row["rule"],
            **{key: getattr(known.get(row["case"]), key, None) for key in NOTES},
        }
        for row in found[found["rule"] == rule].head(MOST_CASES).to_dict("records")
    ]
    rows.sort(key=lambda row: row["note"] is not None)
    shape = (columns.UNIT, columns.UNIT_CODE, Column("period", Text("When", "时间")),
             Column("record", Text("Record", "记录")),
             Column("message", Text("What is odd", "疑点")), Column("remedy", Text("What to do", "处理办法")),
             Column("rule", Text("Rule", "规则")), *NOTES.values())  # fmt: skip
    return Sheet(CASES, shape, pd.DataFrame(rows, columns=[column.key for column in shape]), (), language)


@keep(MOST_KEPT)
def few_behind(view: View, unit_id: str, period_id: str) -> Text:
    """V-62: how many figures on people of a unit and those below it are too small for everybody's eyes."""
    people = [key for key, indicator in session.indicators(view).items() if indicator.person_based]
    least = session.thresholds(view).least_denominator
    with session.reader(view) as reader:
        found, n = few(reader, people, below(view, unit_id), period_id, least)
    return FEW.fill(few=found, n=n, period=period_text(period_id), least=least)


@keep(MOST_KEPT)
def outliers_of(view: View, county: str, period_id: str) -> pd.DataFrame:
    """The figures of a county's villages that stand out among all of them."""
    directory, periods = session.units(view), session.periods(view)
    period = periods[period_id]
    villages = [unit.id for unit in directory.descendants(county, VILLAGE, period.end)]
    same_kind = [key for key, other in periods.items() if other.kind == period.kind and not other.provisional]
    with session.reader(view) as reader:
        categories = units_below(reader, county, VILLAGE).to_pandas().set_index("org_unit_id")["village_category"]
        return outliers(reader, villages, period_id, same_kind, categories)


@keep(MOST_KEPT)
def stand_out(view: View, county: str, unit_id: str, period_id: str, edition: str, language: Language) -> Picture:
    """The figures of a unit's villages that stand out among those of its county, with what was said of each."""
    names, every = session.names(view, language), outliers_of(view, county, period_id)
    found = every[every["org_unit_id"].isin(below(view, unit_id))]
    sentence = outlier_sentence(found)
    if found.empty:
        return Picture(None, sentence, None)
    top = columns.with_indicator(found.head(MOST_OUTLIERS), session.indicators(view), language)
    known = explanations(Home.default(), edition)
    said = [known.get(case) for case in outlier_cases(view, county, unit_id, period_id)]
    notes = {key: pd.Series([getattr(one, key, None) for one in said], top.index, "object") for key in NOTES}
    rows = top.assign(
        name=top["org_unit_id"].map(names.get),
        why=[KINDS[kind].in_language(language) for kind in top["kind"]],
        **notes,
    )
    shape = (columns.UNIT, columns.UNIT_CODE, columns.INDICATOR, columns.MEASURE,
             Column("value", Text("Value", "数值"), "number", 1),
             Column("expected", Text("Usual", "通常值"), "number", 1),
             Column("distance", Text("Robust standard deviations away", "偏离（稳健标准差）"), "number", 1),
             Column("why", Text("Odd is", "突出之处")), *NOTES.values())  # fmt: skip
    return Picture(None, sentence, Sheet(OUTLIERS, shape, rows, (), language))


@keep(MOST_KEPT)
def outlier_cases(view: View, county: str, unit_id: str, period_id: str) -> list[Case]:
    """What each row of `stand_out`'s table is about, in its order: how it may be explained."""
    every = outliers_of(view, county, period_id)
    top = every[every["org_unit_id"].isin(below(view, unit_id))].head(MOST_OUTLIERS)
    return [
        (STANDS_OUT, str(row["indicator"]), str(row["org_unit_id"]), period_id, str(row["kind"]))
        for row in top.to_dict("records")
    ]


@keep(MOST_KEPT)
def bounds(view: View, unit_id: str, indicator: Indicator, period_id: str, language: Language) -> Picture:
    """The unit and those below it: the value with every silent village worst, and best."""
    directory, names, period = session.units(view), session.names(view, language), session.periods(view)[period_id]
    groups = [directory[unit_id], *(u for u in directory.children(unit_id, period.end) if u.level != VILLAGE)]
    villages = [u.id for u in directory.descendants(unit_id, VILLAGE, period.end)]
    last_year = same_period_last_year(period_id)
    both = answers.cells(view, (indicator.id,), tuple(villages), (period_id, last_year))
    cells, before = both[both["period_id"] == period_id], both[both["period_id"] == last_year]
    reported = cells[["org_unit_id", "state", *SUMS]].astype("object")
    places = {unit: place for place, unit in enumerate(reported["org_unit_id"])}
    known = before[before["state"] == "value"]
    sizes = dict(zip(known["org_unit_id"].astype(str), known["denominator"].astype(float), strict=True))
    found = {}
    for group in groups:
        own = [places.get(village.id) for village in directory.descendants(group.id, VILLAGE, period.end)]
        cells = reported.take([place for place in own if place is not None])
        found[group.id] = missing_bounds(cells, indicator, sizes)

    def shown(value: float | None) -> str:
        return "—" if value is None else format_value(value, indicator, language)

    shape = (columns.UNIT, columns.UNIT_CODE, Column("value", Text("As reported", "按已报数据")),
             Column("worst", Text("All silent ones worst", "未报村均最差")),
             Column("best", Text("All silent ones best", "未报村均最好")),
             Column("silent", Text("Silent villages", "未报村数"), "integer"),
             Column("expected", Text("Villages due", "应报村数"), "integer"))  # fmt: skip
    rows = pd.DataFrame(
        [
            (names[unit], unit, shown(b.value), shown(b.worst), shown(b.best), b.silent, b.expected)
            for unit, b in found.items()
        ],
        columns=[column.key for column in shape],
    )
    return Picture(None, bounds_sentence(found[unit_id], indicator), Sheet(BOUNDS, shape, rows, (indicator,), language))


def _titles(sheets: pd.Series, language: Language) -> list[str]:
    return [ALL_TABLES[sheet].title.in_language(language) for sheet in sheets]
