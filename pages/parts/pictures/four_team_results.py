"""What the page of the four teams of assistance work shows of what they bring: dockings and practices; made once."""

from __future__ import annotations

from analytics import charts
from analytics.charts.adoption_tree import Branch, Root
from analytics.charts.theme import COVERED, FAINT, SERIES
from analytics.exports import Column
from analytics.findings.dockings import RESULTS, TYPES, Dockings, dockings, dockings_sentence, span_sentence
from analytics.findings.practices import (
    MEDIA,
    THEMES,
    Practices,
    adoption_sentence,
    by_theme,
    practices,
    practices_sentence,
)
from analytics.findings.sentences import joined
from analytics.words import format_date, rows_of
from data.queries.dockings import dockings as ask_dockings
from data.queries.practices import practices as ask_practices
from data.text import Language, Text
from pages.parts import answers, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.pictures.records import DELIVERED, Records
from pages.parts.session import View
from pages.parts.words import say

MOST_BRANCHES = 40

DOCKINGS = Text("Three precision dockings: what became of the needs", "三个精准对接：需求落实情况")
BETWEEN = Text("Three precision dockings: days from need to plan and delivery", "三个精准对接：各环节用时")
DISCOVERED = Text("Practices by theme, and where they were published", "典型经验主题与刊发情况")
ADOPTED = Text("Practices taken up by others", "典型经验推广应用")
RESULT_PARTS = {
    result: (label, colour)
    for (result, label), colour in zip(RESULTS.items(), (SERIES[0][0], COVERED, SERIES[2][0], FAINT), strict=True)
}
MEDIA_COLOURS = (FAINT, "#B9CCD6", COVERED, "#4F7D94", "#173F52")
MEDIA_PARTS = {level: (label, colour) for (level, label), colour in zip(MEDIA.items(), MEDIA_COLOURS, strict=True)}
STEPS = {
    "days_to_plan": Text("from need to plan", "从需求到方案"),
    "days_to_delivery": Text("from need to delivery", "从需求到落实"),
}
AXIS = Text("Days since the need was raised", "提出需求后天数")
KIND = Column("kind_name", Text("Kind of docking", "对接类别"))
DOCKINGS_SHAPE = (
    KIND,
    Column("needs", Text("Needs", "需求数"), "integer"),
    Column("planned", Text("With a plan", "已定方案"), "integer"),
    Column("delivered", Text("Delivered", "已落实"), "integer"),
    *(Column(result, label, "integer") for result, label in RESULTS.items()),
)
DAYS_SHAPE = (
    KIND,
    Column("step_name", Text("Days", "环节")),
    Column("n", Text("Needs", "需求数"), "integer"),
    Column("q25", Text("A quarter within", "四分之一不超过（天）"), "number", 0),
    Column("median", Text("Median", "中位数（天）"), "number", 0),
    Column("q75", Text("Three quarters within", "四分之三不超过（天）"), "number", 0),
)
STEP_NAMES = {**STEPS, "days_from_plan": Text("from plan to delivery", "从方案到落实")}
THEME = Column("theme_name", Text("Theme", "主题"))
THEMES_SHAPE = (THEME, *(Column(level, label, "integer") for level, label in MEDIA.items()))
ADOPTED_SHAPE = (
    THEME,
    Column("origin_name", Text("Came from", "来源单位")),
    Column("registered_date", Text("Registered", "登记日期"), "date"),
    Column("media_name", Text("Published at level", "刊发层级")),
    Column("adopter_name", Text("Taken up by", "推广应用单位")),
    Column("adopted_date", Text("Taken up on", "推广应用日期"), "date"),
)
NOTE = Text("{theme} · {media} · {year}", "{theme}·{media}·{year}年")
CUT = Text("The picture shows the most adopted ones; the table has all.", "图中仅列推广最多的经验，全部见表。")
NEW = Text("Filled circles were taken up in this period.", "实心圆为本期推广应用。")


@keep(MOST_KEPT)
def _dockings(view: View, unit_id: str, period_id: str) -> Dockings:
    return dockings(answers.of_records(view, ask_dockings, unit_id, period_id))


@keep(MOST_KEPT)
def needs(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Needs raised in the period by kind of docking and result, with those that had a plan and a delivery."""
    records = Records.behind(DELIVERED, view, unit_id, period_id, language)
    if closed := records.closed(persons=False):
        return closed
    found = _dockings(view, unit_id, period_id)
    sentence = records.with_coverage(dockings_sentence(found))
    if not found.needs:
        return Picture(None, sentence, None)
    frame = found.steps.rename(columns={"dock_type": "row"})
    figure = charts.stacked(frame, TYPES, RESULT_PARTS, charts.Words(sentence=say(sentence)), language)
    rows = found.steps.assign(kind_name=[say(TYPES[kind]) for kind in found.steps["dock_type"]])
    return Picture(figure, sentence, Sheet(DOCKINGS, DOCKINGS_SHAPE, rows, (records.indicator,), language))


@keep(MOST_KEPT)
def between(view: View, unit_id: str, period_id: str, language: Language) -> Picture | None:
    """The days between need, plan and delivery; nothing where no need got so far."""
    records = Records.behind(DELIVERED, view, unit_id, period_id, language)
    found = _dockings(view, unit_id, period_id)
    if records.closed(persons=False) or not found.days["n"].any():
        return None
    frame = found.days.rename(columns={"dock_type": "row"})
    sentence = joined(
        *(span_sentence(row) for row in rows_of(found.days) if row["step"] == "days_from_plan" and row["n"])
    )
    figure = charts.spans(frame, TYPES, STEPS, AXIS, charts.Words(sentence=say(sentence)), language)
    rows = found.days.assign(
        kind_name=[say(TYPES[kind]) for kind in found.days["dock_type"]],
        step_name=[say(STEP_NAMES[step]) for step in found.days["step"]],
    )
    return Picture(figure, sentence, Sheet(BETWEEN, DAYS_SHAPE, rows, (), language))


@keep(MOST_KEPT)
def _practices(view: View, unit_id: str, period_id: str) -> Practices:
    return practices(answers.of_records(view, ask_practices, unit_id, period_id))


@keep(MOST_KEPT)
def discovered(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Practices known by the period's end by theme, split by where they were published."""
    found = _practices(view, unit_id, period_id)
    sentence = practices_sentence(found)
    if found.origins.empty:
        return Picture(None, sentence, None)
    table = by_theme(found)
    frame = table.rename(columns={"theme": "row"})
    figure = charts.stacked(frame, THEMES, MEDIA_PARTS, charts.Words(sentence=say(sentence)), language)
    rows = table.assign(theme_name=[say(THEMES[theme]) for theme in table["theme"]])
    return Picture(figure, sentence, Sheet(DISCOVERED, THEMES_SHAPE, rows, (), language))


@keep(MOST_KEPT)
def adopted(view: View, unit_id: str, period_id: str, language: Language) -> Picture | None:
    """The tree of origins and adoptions, the most adopted on top; nothing where there is no practice."""
    found, names = _practices(view, unit_id, period_id), session.names(view, language)
    if found.origins.empty:
        return None
    sentence = adoption_sentence(found, names)
    if found.adoptions.empty:
        return Picture(None, sentence, None)
    sentence = joined(sentence, NEW)
    roots = _roots(found, names, language)
    if sum(len(root.branches) for root in roots) < len(found.adoptions):
        sentence = joined(sentence, CUT)
    figure = charts.adoption_tree(roots, charts.Words(sentence=say(sentence)), language)
    return Picture(figure, sentence, _adopted_sheet(found, names, language))


def _roots(found: Practices, names: dict[str, str], language: Language) -> list[Root]:
    """Whole practices, the most adopted first, as many as fit."""
    branches: dict[str, list[Branch]] = {}
    for row in rows_of(found.adoptions):
        branch = Branch(
            names.get(row["adopted_by"], row["adopted_by"]), format_date(row["registered_date"], language),
            bool(row["of_this_period"]),
        )  # fmt: skip
        branches.setdefault(row["practice_id"], []).append(branch)
    roots, room = [], MOST_BRANCHES
    for row in rows_of(found.origins[found.origins["adoptions"] > 0]):
        mine = branches[row["practice_id"]][:MOST_BRANCHES]
        if room < len(mine):
            break
        room -= len(mine)
        note = NOTE.fill(theme=THEMES[row["theme"]], media=MEDIA[row["media_level"]], year=row["registered_date"].year)
        roots.append(Root(names.get(row["org_unit_id"], row["org_unit_id"]), say(note), mine))
    return roots


def _adopted_sheet(found: Practices, names: dict[str, str], language: Language) -> Sheet:
    """A row an adoption, and one for each practice that nobody took up."""
    taken = found.adoptions.rename(columns={"registered_date": "adopted_date"}).drop(columns="of_this_period")
    rows = found.origins.merge(taken, on="practice_id", how="left")
    rows = rows.assign(
        theme_name=[say(THEMES[theme]) for theme in rows["theme"]],
        origin_name=[names.get(unit, unit) for unit in rows["org_unit_id"]],
        media_name=[say(MEDIA[level]) for level in rows["media_level"]],
        adopter_name=[names.get(unit, unit) if isinstance(unit, str) else "" for unit in rows["adopted_by"]],
    )
    return Sheet(ADOPTED, ADOPTED_SHAPE, rows, (), language)
