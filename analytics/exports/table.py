"""A table to take away: what it is called, its columns with their kinds, its rows, and where they came from.

A percentage stays the number on screen: 60.0 under a heading that ends in (%), in every format. So nothing is
multiplied on the way, the cell equals evaluate's value, and a workbook and a CSV of one table hold the same numbers.
Numbers keep all their digits; only their display is rounded. A state, a verdict and a yes or no are words of the
reader's language in a column of their own; the cell of a missing value is empty.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

import pandas as pd

from analytics.catalogue.breakdowns import BREAKDOWNS
from analytics.catalogue.splits import DIVIDED
from analytics.withheld.thresholds import Thresholds
from analytics.words import STATES, VERDICTS, format_date, format_moment
from data.text import Language, Text

Kind = Literal[
    "text",
    "number",
    "count",
    "percent",
    "integer",
    "date",
    "state",
    "verdict",
    "yes_no",
    "level",
    "difference",
    "breakdown",
    "divided",
]
NUMBERS: Collection[Kind] = ("number", "count", "percent", "integer")
"""A `count` is a sum: of people and events whole, of hours and money with its decimals."""
YES_NO: Mapping[bool, Text] = {True: Text("yes", "是"), False: Text("no", "否")}
INTERNAL = Text("internal", "内部资料")
LEVEL_NAMES: Mapping[str, Text] = {
    "nation": Text("Nation", "全国"),
    "province": Text("Province", "省"),
    "prefecture": Text("Prefecture", "市"),
    "county": Text("County", "县"),
    "township": Text("Township", "乡镇"),
    "village": Text("Village", "村"),
}
ORIGIN = Text("Source for checking", "核对来源")
"""Heading of the cover's line and of the CSV's last column that hold the origin's token."""
TOKEN = re.compile(r"\d{6,}-\d{8}T\d{6}(/[^/\s]+){4}")
DIFFERENCES: Mapping[str, Text] = {
    "altered": Text("altered by hand", "人工改动"),
    "revised": Text("revised since", "此后已修订"),
    "differs": Text("differs from the published figure", "与现行数据不一致"),
    "unknown": Text("no such figure", "库中无此数据"),
}
"""How a cell of a file that is checked differs."""
WORDS: Mapping[Kind, Mapping[str, Text]] = {
    "state": {code: mark.name for code, mark in STATES.items()},
    "verdict": {str(code): mark.name for code, mark in VERDICTS.items()},
    "yes_no": {str(answer): word for answer, word in YES_NO.items()},
    "level": LEVEL_NAMES,
    "difference": DIFFERENCES,
    "breakdown": {name: breakdown.title for name, breakdown in BREAKDOWNS.items()},
    "divided": DIVIDED,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the frame and how it leaves: `key` in the frame, `heading` for readers, `decimals` shown."""

    key: str
    heading: Text
    kind: Kind = "text"
    decimals: int = 1
    unit: Text | None = None

    def heading_in(self, language: Language) -> str:
        """The heading with the unit, which a percentage always has."""
        unit = Text("%", "%") if self.kind == "percent" else self.unit
        return self.heading.in_language(language) + (f" ({unit.in_language(language)})" if unit else "")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a file names so that it can be checked: the snapshot, the unit its values are held against, its maker's
    role; period and indicator where a table is of one only and has no column that says so."""

    snapshot: str
    unit: str = ""
    role: str = ""
    period: str = ""
    indicator: str = ""

    @property
    def token(self) -> str:
        """`000001-20261125T185906/990121/analyst/2025/A01`; a hyphen for what is not said."""
        return "/".join(part or "-" for part in (self.snapshot, self.unit, self.role, self.period, self.indicator))

    @classmethod
    def read(cls, token: str) -> Origin | None:
        """The origin that a token names, None if it is none."""
        if not TOKEN.fullmatch(token.strip()):
            return None
        return cls(*("" if part == "-" else part for part in token.strip().split("/")))


@dataclass(frozen=True, slots=True)
class ExportTable:
    """`cover` is headed lines (`provenance` makes them); `definitions` are rows of a further sheet under `defined`;
    `internal` marks cover and file name; `origin` lets `verify` check the file, else it is taken from the cover;
    `charted` gives the workbook a chart."""

    title: Text
    columns: tuple[Column, ...]
    frame: pd.DataFrame
    cover: tuple[tuple[Text, str], ...] = ()
    definitions: tuple[tuple[str, ...], ...] = ()
    defined: tuple[Text, ...] = ()
    internal: bool = False
    origin: Origin | None = None
    charted: bool = False

    def __post_init__(self) -> None:
        if self.origin is None:
            object.__setattr__(self, "origin", _origin_on(self.cover, self.definitions))


SUPERSEDED = Text("Superseded", "已被取代")
BY_SNAPSHOT = Text(
    "An earlier state: snapshot {snapshot} of {moment} was in force when this was made.",
    "历史版本：生成本文件时，现行数据为快照 {snapshot}（{moment}）。",
)
WRITTEN = "%Y%m%dT%H%M%S"
SNAPSHOT_LINE, PERIOD_LINE = Text("Snapshot", "数据快照编号"), Text("Period", "统计期")
IN_WORDS = re.compile(r"(\d{4})(?:年|)(?: ?Q([1-4])|第([一二三四])季度|)")


def _origin_on(cover: Sequence[tuple[Text, str]], definitions: Sequence[tuple[str, ...]]) -> Origin | None:
    """The origin that a cover names with the definitions' only code; None where no snapshot stands on it."""
    said = dict(cover)
    if SNAPSHOT_LINE not in said:
        return None
    found = IN_WORDS.match(said.get(PERIOD_LINE, ""))
    quarter = (found[2] or (str("一二三四".index(found[3]) + 1) if found[3] else "")) if found else ""
    period = found[1] + (f"Q{quarter}" if quarter else "") if found else ""
    origin = Origin(said[SNAPSHOT_LINE], period=period, indicator=definitions[0][0] if len(definitions) == 1 else "")
    return origin if TOKEN.fullmatch(origin.token) else None


def provenance(
    language: Language,
    *,
    filters: str,
    scope: str,
    period: str,
    snapshot_id: str,
    data_as_of: date | None,
    code_version: str,
    generated_at: datetime,
    synthetic: bool = False,
    said: str = "",
    published: str = "",
) -> tuple[tuple[Text, str], ...]:
    """The lines every cover has, in the reader's language; the writers add the row count themselves. `said` is the
    sentence of the picture that the table stands behind; `published` the snapshot that was in force when the file was
    made: one of an earlier snapshot says so."""
    warning = Text("SYNTHETIC DATA: invented people and villages", "模拟数据：人员、村名均为虚构")
    lines = [
        *([(Text("What it says", "结论"), said)] if said else []),
        (Text("Choice", "筛选条件"), filters),
        (Text("Scope", "数据范围"), scope),
        (PERIOD_LINE, period),
        (Text("Data as of", "数据截至"), format_date(data_as_of, language) if data_as_of else "—"),
        (SNAPSHOT_LINE, snapshot_id),
        *([(SUPERSEDED, superseded(published, language))] if published and published != snapshot_id else []),
        (Text("Program version", "程序版本"), code_version),
        (Text("Generated at", "生成时间"), format_moment(generated_at, language)),
    ]
    return ((Text("Note", "说明"), warning.in_language(language)), *lines) if synthetic else tuple(lines)


def made_at(snapshot_id: str) -> datetime:
    """When a snapshot was made, on this machine's clock: its id says it."""
    return datetime.strptime(snapshot_id.partition("-")[2], WRITTEN).replace(tzinfo=UTC).astimezone()


def superseded(published: str, language: Language) -> str:
    """The sentence on a cover that what it covers is of an earlier state than the published one."""
    moment = format_moment(made_at(published), language)
    return BY_SNAPSHOT.fill(snapshot=published, moment=moment).in_language(language)


def has_small_cells(frame: pd.DataFrame, persons: Collection[str], thresholds: Thresholds) -> bool:
    """Whether a frame holds a value of one of the `persons` indicators that viewers would not see for being small."""
    if not persons or not {"indicator", "numerator", "denominator"} <= set(frame.columns):
        return False
    own = frame[frame["indicator"].isin(list(persons)) & (frame["denominator"] > 0).fillna(False)]
    x, n = own["numerator"], own["denominator"]
    few = list(thresholds.small_counts)
    small = (n < thresholds.least_denominator) | x.isin(few) | (n - x).isin(few)
    return bool(small.fillna(False).any())


def in_words(cells: pd.Series, kind: Kind, language: Language) -> pd.Series:
    """Codes of a state, a verdict or a yes and no as words; an unknown code is a bug, a missing one stays empty."""
    words = {code: WORDS[kind][str(code)].in_language(language) for code in _codes(cells, kind)}
    return cells.astype("object").map(words, na_action="ignore")


def _codes(cells: pd.Series, kind: Kind) -> list[Any]:
    codes = list(cells.dropna().unique())
    unknown = {str(code) for code in codes} - set(WORDS[kind])
    assert not unknown, f"a {kind} has no words: {sorted(unknown)}"
    return codes


LONGEST_NAME = 120


def file_name(parts: Sequence[str], extension: str, internal: bool = False) -> str:
    """A name every system takes: `parts` joined by hyphens, without what a path or a shell would read, 120 characters
    at most; an internal file says so in both languages' words, however long the rest is."""
    words = (re.sub(r"[^\w.]+", "_", part, flags=re.UNICODE).strip("._") for part in parts)
    mark = f"-{INTERNAL.zh}-{INTERNAL.en}" if internal else ""
    return "-".join(word for word in words if word)[: LONGEST_NAME - len(mark)] + f"{mark}.{extension}"
