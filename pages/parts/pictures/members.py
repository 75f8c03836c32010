"""What the page of the members shows of who they are and who comes in, made once for a view and a choice, and kept."""

from __future__ import annotations

import pandas as pd

from analytics.charts.pipeline import STANDING, TAKEN, Step, pipeline
from analytics.charts.pyramid import MEN, WOMEN, pyramid
from analytics.charts.side_by_side import Pair, side_by_side
from analytics.charts.theme import Words
from analytics.exports import Column
from analytics.findings import members as findings
from analytics.findings.compare import against, levels_of
from analytics.findings.sentences import distribution_sentence, joined
from analytics.periods import Period
from analytics.small_counts import protected_counts, sees_persons_of, sees_small_cells
from analytics.words import Reading, format_value, number, rows_of
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.pictures.persons import FROM_LEVEL, LEVEL_NAMES, all_shown, asked, one_way, withheld
from pages.parts.session import View
from pages.parts.words import say

AGE_AND_SEX, WAY = Text("Age and sex", "年龄与性别"), Text("The way into the party", "发展党员进度")
ATTENDANCE = Text("Attendance and mobile members", "到会率与流动党员")
RATE = "meeting_attendance_rate"
TIMED = (
    Column("timed", Text("Persons timed", "计时人数"), "integer"),
    Column("lower", Text("Days, lower quartile", "天数下四分位"), "number", 0),
    Column("median", Text("median", "中位数"), "number", 0),
    Column("upper", Text("upper quartile", "上四分位"), "number", 0),
)
FEWEST_TIMED = 10
"""Quartiles of fewer people would be those people themselves."""


@keep(MOST_KEPT)
def ages(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Members by age and sex, and as many again as the national reference would have."""
    if (kept := withheld(view, unit_id, "township")) is not None:
        return kept
    frame = asked(view, "member_stock", unit_id, (period_id,))
    if frame.empty:
        return Picture(None, findings.NOBODY, None)
    men, women, not_stated = (findings.by_age(frame, sex) for sex in ("m", "f", "u"))
    if not all_shown(view, pd.concat([men, women, not_stated])):
        return one_way(view, men + women + not_stated, findings.AGES, AGE_AND_SEX, Text("Age", "年龄"), language)
    sentence = findings.pyramid_sentence(men, women, int(not_stated.sum()))
    labels = [say(text) for text in findings.AGES.values()]
    total = float(men.sum() + women.sum())
    reference = findings.expected_by_age(total, women=False), findings.expected_by_age(total, women=True)
    figure = pyramid(
        labels, men.tolist(), women.tolist(), Words(sentence=say(sentence)), language,
        reference=reference, reference_name=say(findings.REFERENCE_NAME),
    )  # fmt: skip
    table = pd.DataFrame(
        {"age": labels, "m": men.to_numpy(), "f": women.to_numpy(), "rm": reference[0], "rf": reference[1]}
    )
    fields = (
        Column("age", Text("Age", "年龄")),
        *(Column("m", MEN, "integer"), Column("f", WOMEN, "integer")),
        Column("rm", Text("men, as in the reference", "男（参照结构）"), "number"),
        Column("rf", Text("women, as in the reference", "女（参照结构）"), "number"),
    )
    return Picture(figure, sentence, Sheet(AGE_AND_SEX, fields, table, (), language))


@keep(MOST_KEPT)
def way_in(view: View, unit_id: str, period_id: str, year: Period, language: Language) -> Picture:
    """From applicant to full member: who stands where, who took which step, how long it took, by which procedure."""
    if (kept := withheld(view, unit_id, "county")) is not None:
        return kept
    frame = asked(view, "recruit_steps", unit_id, (period_id,))
    if frame.empty:
        return Picture(None, findings.NOBODY, None)
    frame = frame.set_index("step").reindex(list(findings.STAGES)).reset_index()
    for name in ("standing", "in_period"):
        frame[name] = protected_counts(view.scope, frame[name].fillna(0).astype(int), session.thresholds(view))
    frame["timed"] = frame["timed"].where(frame["timed"].fillna(0) >= FEWEST_TIMED)
    frame.loc[frame["timed"].isna(), ["lower", "median", "upper"]] = float("nan")
    frame["name"] = [say(findings.STAGES[code]) for code in frame["step"]]
    sentence = joined(*_waiting(frame), *_procedure(view, unit_id, year))
    figure = pipeline([_step(row) for row in rows_of(frame)], Words(sentence=say(sentence)), language)
    fields = (
        Column("name", Text("Stage", "阶段")),
        *(Column("standing", STANDING, "integer"), Column("in_period", TAKEN, "integer"), *TIMED),
    )
    return Picture(figure, sentence, Sheet(WAY, fields, frame, (), language))


def _step(row: dict[str, object]) -> Step:
    lower, median, upper = (number(row[name]) for name in ("lower", "median", "upper"))
    quartiles = None if lower is None or median is None or upper is None else (lower, median, upper)
    return Step(
        str(row["name"]),
        None if row["step"] == "full" else number(row["standing"]),
        number(row["in_period"]) or 0.0,
        number(row["timed"]) or 0.0,
        quartiles,
    )


def _waiting(frame: pd.DataFrame) -> list[Text]:
    standing = dict(zip(frame["step"], frame["standing"], strict=True))
    counts = [standing[code] for code in ("applicant", "activist", "development_target", "probationary")]
    if any(pd.isna(count) for count in counts):
        return [findings.SMALL_WITHHELD]
    named = zip(("applicants", "activists", "targets", "probationary"), counts, strict=True)
    return [findings.WAY.fill(waiting=findings.count(sum(counts)), **{name: findings.count(n) for name, n in named})]


def _procedure(view: View, unit_id: str, year: Period) -> list[Text]:
    """How many kept to which part of the procedure; of a viewer's the strip above says it, where it may."""
    frame = asked(view, "recruits", unit_id, (year.period_id,)).fillna(0)
    counts = frame.iloc[0].astype(int)
    if not counts["taken_in"]:
        return [findings.NO_RECRUITS.fill(year=year.year)]
    if not sees_small_cells(view.scope):
        return []
    return [
        findings.PROCEDURE.fill(
            year=year.year,
            taken_in=counts["taken_in"],
            by_procedure=counts["by_procedure"],
            activist=counts["activist_a_year"],
            trained=counts["trained_24_hours"],
            reviewed=counts["reviewed_before"],
        )
    ]


@keep(MOST_KEPT)
def attendance(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """The units below by attendance, with the share of mobile members beside it; a village stands alone."""
    directory, names = session.units(view), session.names(view, language)
    indicator, day = session.indicators(view)[RATE], session.periods(view)[period_id].end
    unit = directory[unit_id]
    shown = directory.children(unit_id, day) or [unit]
    cells = answers.cells(view, (RATE,), tuple(dict.fromkeys((unit_id, *(one.id for one in shown)))), (period_id,))
    levels = levels_of(cells, unit_id)
    judged = answers.named(against(cells, {RATE: indicator}, levels), shown, names)
    rows = judged[judged["org_unit_id"].isin([one.id for one in shown])]
    if not (rows["state"] == "value").any():
        return Picture(None, distribution_sentence(indicator, rows, shown[0].level), None)
    belongs = {one.id: child.id for child in shown for one in directory.descendants(child.id, "village", day)}
    shares = _mobile(view, unit_id, period_id, belongs, unit.level, shown[0].level)
    beside = rows["org_unit_id"].astype("object").map(shares).astype("Float64")
    table = rows.assign(share=beside).sort_values("value", na_position="first")
    around = shares.get("")
    rate = format_value(levels[RATE], indicator, language) if RATE in levels else "—"
    said = findings.ATTENDANCE_ALONE if around is None else findings.ATTENDANCE
    told = said.fill(around=names[unit_id], rate=rate, share=findings.share(around or 0, 100))
    sentence = joined(told, *_why_hidden(view, shares, shown[0].level))
    pairs = [
        Pair(str(row["name"]), Reading.of(row), _verdict(row, unit_id), number(row["share"])) for row in rows_of(table)
    ]
    mobile = Text("Mobile members among all", "流动党员占比")
    figure = side_by_side(
        pairs, (say(indicator.title), say(mobile)), Words(sentence=say(sentence)), language,
        lines=(levels.get(RATE), around), around=names[unit_id],
    )  # fmt: skip
    fields = (
        *(columns.UNIT, columns.UNIT_CODE, *columns.values(indicator), columns.STATE),
        *(Column("share", mobile, "percent"), *columns.SUMS, *columns.REPORTED),
    )
    return Picture(figure if shares else None, sentence, Sheet(ATTENDANCE, fields, table, (indicator,), language))


def _verdict(row: dict[str, object], unit_id: str) -> str | None:
    code = row.get("verdict")
    return code if isinstance(code, str) and row["org_unit_id"] != unit_id else None


def _mobile(
    view: View, unit_id: str, period_id: str, belongs: dict[str, str], level: str, below: str
) -> dict[str, float | None]:
    """The share of mobile members by unit below, and of all (``), in per cent, as this reader may see it."""
    frame = asked(view, "member_stock", unit_id, (period_id,))
    rows = frame[frame["org_unit_id"].notna()] if len(frame) else frame
    if rows.empty or not sees_persons_of(view.scope, level, "township"):
        return {}
    mobile = rows["persons"].where(rows["category"] == findings.MOBILE, 0)
    counts = pd.DataFrame({"unit": rows["org_unit_id"].map(belongs), "all": rows["persons"], "mobile": mobile})
    shares = {"": _percent(view, counts["mobile"].sum(), counts["all"].sum())}
    if sees_persons_of(view.scope, below, "township"):
        sums = counts.groupby("unit")[["mobile", "all"]].sum()
        shares |= {str(unit): _percent(view, one, all_) for unit, one, all_ in sums.itertuples()}
    return shares


def _why_hidden(view: View, shares: dict[str, float | None], below: str) -> list[Text]:
    """Why this reader does not see the share of mobile members of some or all units."""
    if not sees_persons_of(view.scope, below, "township"):
        return [FROM_LEVEL.fill(level=LEVEL_NAMES["township"])]
    return [findings.SMALL_WITHHELD] if None in shares.values() else []


def _percent(view: View, part: float, whole: float) -> float | None:
    shown = protected_counts(view.scope, pd.Series([part, whole - part]).astype(int), session.thresholds(view))
    return None if whole == 0 or shown.isna().any() else 100.0 * part / whole
