"""What one page says of one unit: what is clearly better and worse, what a gap is worth, what was not reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.catalogue.kinds import Better, Indicator, Kind
from analytics.findings.sentences import listed, shown_value
from analytics.findings.sentences_of_groups import few
from analytics.statistics.multiplicity import expected_false_flags
from analytics.words import FEWEST_TO_JUDGE, Reading, Verdict, format_count, format_number, number, rows_of
from data.schema import TABLES
from data.text import Text

BETTER, WORSE = (Verdict.SURELY_BETTER, Verdict.BETTER), (Verdict.SURELY_WORSE, Verdict.WORSE)
MOST_WORTH = 5
ATTENDANCE = "meeting_attendance_rate"
GAP = Text("{title}: {value} ({counts}) against {level}", "{title}：{value}（{counts}），基准{level}")
NEARLY_SURE = Text("; far beyond chance", "，差异极显著")
CHANCE = Text(
    "Of {judged} {judged:indicator|indicators} that could be judged, chance alone would flag about {expected}.",
    "可评判的{judged}项指标中，仅凭偶然也会标出约{expected}项。",
)
WORTH = Text(
    "If “{title}” were at the median ({median}), {n} {way} of {of} would count.",
    "若“{title}”达到中位水平（{median}），分子{way}{n}（分母为{of}）。",
)
EACH_MEETING = Text(
    "If “{title}” were at the median ({median}), about {n} more {n:member|members} would have attended each "
    "meeting ({meetings} {meetings:meeting|meetings}, {all} {all:attendance|attendances} more).",
    "若“{title}”达到中位水平（{median}），每次会议平均将多到{n}名党员（共{meetings}次会议，合计多{all}人次）。",
)
MORE, FEWER = Text("more", "可再增"), Text("fewer", "可减少")
NOTHING_WORTH = Text(
    "On no judged indicator is it short of the median by one or more.",
    "各项指标均未低于中位水平一个及以上。",
)
SILENT = Text(
    "No report for {titles}. The sheets it takes: {sheets}. This is not zero.",
    "未报送的指标：{titles}；所需报表：{sheets}。未报送不等于零。",
)
ALL_REPORTED = Text("Everything that was due was reported.", "应报报表均已报送。")


@dataclass(frozen=True, slots=True)
class Notable:
    """Lines of what is clearly better and clearly worse, the surest first; what chance alone would flag."""

    better: tuple[Text, ...]
    worse: tuple[Text, ...]
    chance: Text


def notable(rows: pd.DataFrame, indicators: Mapping[str, Indicator]) -> Notable:
    """From the frame of a `findings.spine`: every clear difference from the benchmark as a line."""
    found = rows_of(rows)
    judged = sum(row["verdict"] in {*BETTER, *WORSE, Verdict.SIMILAR} for row in found if _coded(row["verdict"]))
    expected = expected_false_flags(judged, 0.05)
    chance = CHANCE.fill(judged=judged, expected=_both(expected))
    return Notable(_lines(found, BETTER, indicators), _lines(found, WORSE, indicators), chance)


def _coded(verdict: object) -> bool:
    return isinstance(verdict, str)


def _lines(
    rows: Sequence[dict[str, object]], verdicts: Sequence[Verdict], indicators: Mapping[str, Indicator]
) -> tuple[Text, ...]:
    """The surer ones first, else in the order of the indicators."""
    return tuple(
        _line(row, indicators[str(row["indicator"])], verdict)
        for verdict in verdicts
        for row in rows
        if _coded(row["verdict"]) and row["verdict"] == verdict
    )


def _line(row: dict[str, object], indicator: Indicator, verdict: Verdict) -> Text:
    cell = Reading.of(row)
    assert cell.value is not None, "what is judged has a value"
    counts = f"{format_count(cell.numerator, 'en')}/{format_count(cell.denominator, 'en')}"
    level = shown_value(float(str(row["benchmark"])), indicator)
    said = GAP.fill(title=indicator.title, value=shown_value(cell.value, indicator), counts=counts, level=level)
    return Text(said.en + NEARLY_SURE.en, said.zh + NEARLY_SURE.zh) if verdict.startswith("surely_") else said


def worth(rows: pd.DataFrame, indicators: Mapping[str, Indicator], meetings: int | None = None) -> tuple[Text, ...]:
    """What it would be worth to reach the median of its like: so many more (or fewer) in the numerator, the clearest
    differences and then the widest gaps first; five at most. `rows` is the frame of a `findings.spine`.

    Only counts of five or more; pay, funds and hours are no counts. It is arithmetic, and claims nothing of how.
    """
    gaps = [(row, _short(row, indicators[str(row["indicator"])])) for row in rows_of(rows)]
    short = [(row, gap) for row, gap in gaps if gap >= 1]
    short.sort(key=lambda pair: (not _clear(pair[0]), -pair[1] / float(str(pair[0]["denominator"]))))
    said = tuple(_worth(row, gap, indicators[str(row["indicator"])], meetings) for row, gap in short[:MOST_WORTH])
    return said or (NOTHING_WORTH,)


def _short(row: dict[str, object], indicator: Indicator) -> float:
    """How many in the numerator it is away from the median on the bad side; 0 where it is not, or nobody judges."""
    cell, median = Reading.of(row), number(row["median"])
    if cell.value is None or median is None or indicator.better is Better.NEUTRAL or indicator.kind is Kind.RATIO:
        return 0.0
    if cell.denominator is None or cell.denominator < FEWEST_TO_JUDGE:
        return 0.0
    gap = (median - cell.value) / indicator.scale * cell.denominator
    return max(float(np.round(gap if indicator.better is Better.HIGHER else -gap)), 0.0)


def _clear(row: dict[str, object]) -> bool:
    return _coded(row["verdict"]) and row["verdict"] in WORSE


def _worth(row: dict[str, object], gap: float, indicator: Indicator, meetings: int | None) -> Text:
    median = shown_value(float(str(row["median"])), indicator)
    if indicator.id == ATTENDANCE and meetings and gap / meetings >= 0.5:
        each = _both(gap / meetings, 0 if gap / meetings >= 10 else 1)
        return EACH_MEETING.fill(title=indicator.title, median=median, n=each, meetings=meetings, all=_both(gap, 0))
    of = Reading.of(row).denominator
    return WORTH.fill(
        title=indicator.title, median=median, n=_both(gap, 0), of=Text(format_count(of, "en"), format_count(of, "zh")),
        way=MORE if indicator.better is Better.HIGHER else FEWER,
    )  # fmt: skip


def silent(rows: pd.DataFrame, indicators: Mapping[str, Indicator]) -> Text:
    """Which indicators have no report, and which sheets they wait for."""
    names = [str(row["indicator"]) for row in rows_of(rows[rows["state"] == "not_reported"])]
    if not names:
        return ALL_REPORTED
    sheets = list(dict.fromkeys(sheet for name in names for sheet in indicators[name].needs))
    return SILENT.fill(
        titles=few([indicators[name].title for name in names]),
        sheets=listed([TABLES[sheet].title for sheet in sheets]),
    )  # fmt: skip


def _both(number: float, decimals: int = 1) -> Text:
    return Text(format_number(number, "en", decimals), format_number(number, "zh", decimals))
