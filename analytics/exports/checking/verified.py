"""What came of checking a file, in numbers, cell by cell and in a sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pandas as pd

from analytics.exports.table import WORDS, Column, ExportTable, Origin
from data.text import Text


class Kind(StrEnum):
    """How a cell differs."""

    ALTERED = "altered"
    REVISED = "revised"
    DIFFERS = "differs"
    UNKNOWN = "unknown"

    @property
    def label(self) -> Text:
        return WORDS["difference"][str(self)]


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that is not the same everywhere: `row` and `column` as in the file; what the file has, what the snapshot
    that it names had, what the published one has."""

    kind: Kind
    row: int
    column: str
    unit: str
    code: str
    period: str
    given: Any
    named: Any
    current: Any


@dataclass(frozen=True)
class Verified:
    """`same` cells of `checked`; `differences` in the file's order; headings that could not be checked. `named` is
    false where the snapshot that the file names is no longer kept; `counts` are of all differences, listed or not;
    `outside` are the rows of units beyond the checker's scope, which were not checked."""

    origin: Origin | None
    current: str
    rows: int
    checked: int
    differences: tuple[Difference, ...] = ()
    unchecked: tuple[str, ...] = ()
    named: bool = True
    promised: int | None = None
    counts: Counter[Kind] = field(default_factory=Counter)
    outside: int = 0

    @property
    def same(self) -> int:
        return self.checked - sum(self.counts.values())

    @property
    def clean(self) -> bool:
        """Nothing was altered, nothing is unknown."""
        whole = self.promised in (None, self.rows)
        return self.origin is not None and whole and not (self.counts[Kind.ALTERED] or self.counts[Kind.UNKNOWN])

    def sentences(self) -> list[Text]:
        """What a reader is told, the verdict first."""
        if self.origin is None:
            return [NO_ORIGIN]
        beyond = [OUTSIDE.fill(n=f"{self.outside:,}")] if self.outside else []
        if not self.checked:
            return [NOTHING_CHECKED, *beyond]
        said = [
            self._verdict(),
            COUNTED.fill(checked=f"{self.checked:,}", rows=f"{self.rows:,}", same=f"{self.same:,}"),
            *beyond,
        ]
        if self.promised not in (None, self.rows):
            said.append(MISSING_ROWS.fill(promised=self.promised, rows=self.rows))
        if not self.named:
            said.append(NOT_KEPT.fill(snapshot=self.origin.snapshot))
        said += [OF_KIND.fill(n=f"{n:,}", kind=kind.label) for kind, n in sorted(self.counts.items())]
        if self.counts.total() > len(self.differences):
            said.append(NOT_ALL.fill(n=f"{len(self.differences):,}"))
        if self.unchecked:
            headings = Text(", ".join(self.unchecked), "、".join(self.unchecked))
            said.append(UNCHECKED.fill(headings=headings))
        return said

    def _verdict(self) -> Text:
        assert self.origin is not None
        if not self.clean:
            return NOT_CLEAN.fill(snapshot=self.origin.snapshot)
        if self.counts[Kind.DIFFERS]:
            return CANNOT_TELL
        if self.outside:
            return WITHIN.fill(snapshot=self.origin.snapshot)
        if self.counts[Kind.REVISED]:
            return REVISED.fill(snapshot=self.origin.snapshot, current=self.current)
        return (CLEAN if self.named else CLEAN_NOW).fill(snapshot=self.origin.snapshot, current=self.current)


NO_ORIGIN = Text(
    "This file does not say which snapshot it comes from, so it cannot be checked. Files saved from here carry a line "
    "“Source for checking” on their cover, a CSV a column of that name; keep it when you pass a file on.",
    "该文件未注明来自哪个数据快照，无法核对。本系统保存的工作簿封面上有“核对来源”一行，CSV 最后一列为“核对来源”，"
    "转发时请保留。",
)
NOTHING_CHECKED = Text(
    "None of the columns could be checked: a figure needs its unit, indicator and period.",
    "没有可核对的列：每个数据须能确定其单位、指标和统计期。",
)
CLEAN = Text(
    "Nothing was altered, and nothing has been revised since: the file agrees with {snapshot} and with the published "
    "{current}.",
    "未发现改动，此后也无修订：文件与所注快照 {snapshot} 及现行快照 {current} 一致。",
)
CLEAN_NOW = Text("The file agrees with the published snapshot {current}.", "文件与现行快照 {current} 一致。")
REVISED = Text(
    "Nothing was altered: the file is what {snapshot} said. Some figures have been revised since, in {current}.",
    "未发现人工改动：文件与所注快照 {snapshot} 一致；部分数据此后已在 {current} 中修订。",
)
NOT_CLEAN = Text(
    "The file is not what was saved from {snapshot}: cells or rows were altered by hand, or are of figures that it "
    "never had.",
    "文件与所注快照 {snapshot} 不符：部分单元格或行被人工改动，或库中并无该项数据。",
)
WITHIN = Text(
    "What is of your own units was not altered: it agrees with {snapshot}; the rest was not checked.",
    "属于您权限范围的内容未发现改动，与所注快照 {snapshot} 一致；其余未核对。",
)
OUTSIDE = Text(
    "{n} rows were not checked, because they are not of your units.", "{n} 行不属于您权限范围内的单位，未核对。"
)
CANNOT_TELL = Text(
    "Some cells differ from the published figures; whether they were revised or altered can no longer be told.",
    "部分单元格与现行数据不一致，但无法判断是数据修订还是人工改动。",
)
NOT_KEPT = Text(
    "The snapshot {snapshot} is no longer kept; the cells were held against the published one only.",
    "所注快照 {snapshot} 已不再保留，仅与现行快照核对。",
)
COUNTED = Text(
    "{checked} cells in {rows} rows were checked; {same} are the same.",
    "共核对 {rows} 行 {checked} 个单元格，一致 {same} 个。",
)
OF_KIND = Text("{n}: {kind}.", "{kind}：{n} 个。")
MISSING_ROWS = Text(
    "The cover says {promised} rows, the file has {rows}: rows were taken out or put in.",
    "封面注明 {promised} 行，文件实有 {rows} 行：有行被删除或增加。",
)
NOT_ALL = Text("The first {n} are listed one by one.", "逐一列出前 {n} 个。")
UNCHECKED = Text(
    "Not checked, because they are worked out for a picture or against units that are not yours: {headings}.",
    "以下列为图表计算列，或涉及您权限范围外的单位，未核对：{headings}。",
)


def differences_table(found: Verified) -> ExportTable:
    """All differing cells: where each stands, whose it is, how it differs, and its three values as text."""
    rows = [
        {**{name: getattr(each, name) for name in NAMES}, **{name: _shown(getattr(each, name)) for name in VALUES}}
        for each in found.differences
    ]
    frame = pd.DataFrame(rows, columns=[*NAMES, *VALUES]).astype(dict.fromkeys((*NAMES[2:], *VALUES, "column"), "str"))
    frame["kind"] = [str(each.kind) for each in found.differences]
    return ExportTable(CHANGED, DIFFERENCE_COLUMNS, frame)


def _shown(value: Any) -> str:
    if value is None:
        return "—"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


NAMES, VALUES = ("kind", "row", "column", "unit", "code", "period"), ("named", "current", "given")
CHANGED = Text("Cells that differ", "不一致的单元格")
DIFFERENCE_COLUMNS = (
    Column("kind", Text("What happened", "情况"), "difference"),
    Column("row", Text("Row in the file", "文件行号"), "integer"),
    Column("column", Text("Column", "列")),
    Column("unit", Text("Unit code", "区划代码")),
    Column("code", Text("Indicator", "指标")),
    Column("period", Text("Period", "统计期")),
    Column("named", Text("In the snapshot it names", "所注快照")),
    Column("current", Text("In the published snapshot", "现行快照")),
    Column("given", Text("In the file", "文件中")),
)
