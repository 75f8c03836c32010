"""Take it away: indicator tables in files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from analytics.catalogue import INDICATORS
from analytics.catalogue.breakdowns import BREAKDOWNS
from analytics.catalogue.kinds import Indicator
from analytics.exports import to_csv
from analytics.exports.asked import asked_indicators, asked_levels, asked_periods, asked_unit
from analytics.exports.checking import Difference, differences_table
from analytics.exports.checking import verify as check
from analytics.exports.choice import Choice, Layout, find_breakdown, split_so
from analytics.exports.take_away import Form, Order, announce, take_away
from analytics.targets import load_targets
from commands.common import say, store
from data.access import Scope

app = typer.Typer()
Names = list[str]
EVERY = 100_000
MOST_SAID = 100
"""Differing cells that are said one by one."""
Language = Annotated[Literal["zh", "en"], typer.Option("--language", help="zh or en. 语言")]
Snapshot = Annotated[
    str | None, typer.Option("--snapshot", help="An earlier snapshot: as known on its day. 按先前快照数据")
]


@app.command()
def export(
    out: Annotated[Path, typer.Option("--out", help="The file, or a folder for it. 输出文件或文件夹")],
    unit: Annotated[str | None, typer.Option("--unit", help="In and against which unit. 单位代码")] = None,
    level: Annotated[Names | None, typer.Option("--level", help="village, township, ..., all. 层级，可多次")] = None,
    indicator: Annotated[
        Names | None, typer.Option("--indicator", help="Id, A01, block, core, all. 指标，可多次")
    ] = None,
    period: Annotated[Names | None, typer.Option("--period", help="2025, 2025Q3, last, all. 统计期，可多次")] = None,
    layout: Annotated[Layout, typer.Option(help="long, indicators, periods. 版式")] = Layout.LONG,
    by: Annotated[str, typer.Option("--by", help="Split by sex, grade, village_category, ... 细分方式")] = "",
    form: Annotated[Form, typer.Option("--format", help="xlsx, csv, parquet or package. 格式")] = Form.XLSX,
    encoding: Annotated[Literal["utf-8", "gb18030"], typer.Option(help="Of a CSV. CSV 编码")] = "utf-8",
    ranks: Annotated[bool, typer.Option("--ranks/--no-ranks", help="Ranks with intervals. 是否列位次")] = True,
    language: Language = "zh",
    snapshot: Snapshot = None,
) -> None:
    """Write a table of indicators: every row the store has, or nothing. 导出指标数据表。"""
    home = store()
    with home.reader(snapshot=home.snapshot(snapshot) if snapshot else None) as reader:
        whom = asked_unit(reader, unit)
        choice = Choice(
            whom,
            asked_levels(reader, whom, level or []),
            asked_indicators(indicator or split_by(by)),
            asked_periods(reader, period or []),
            layout,
            ranks,
            find_breakdown(by),
        )
        order = Order(
            choice, form, language, datetime.now(), "utf-8-sig" if encoding == "utf-8" else "gb18030", home.current().id
        )
        made = announce(reader, order)
        path = out / made.name if out.is_dir() else out
        say(f"Writing {made.rows:,} rows ... 正在写出 {made.rows:,} 行……")
        take_away(reader, order, indicators(), path, progress_of())
    say(f"Written 已生成 {path}")


def split_by(by: str) -> Names:
    """All indicators that have a breakdown, none where none is asked for."""
    return [found.code for found in split_so(BREAKDOWNS[find_breakdown(by)])] if by else []


def indicators() -> dict[str, Indicator]:
    """The indicators with the county's own targets."""
    targets = load_targets(store().home)
    return {key: replace(declared, target=targets.get(key)) for key, declared in INDICATORS.items()}


def progress_of() -> Callable[[int, int], None]:
    """Says the share that is done, at most ten times."""
    said = [0]

    def tell(done: int, of: int) -> None:
        tenth = 10 * done // max(of, 1)
        if tenth > said[0]:
            said[0] = tenth
            typer.echo(f"  {10 * tenth}% ...", err=True)

    return tell


def rows_done() -> Callable[[int], None]:
    """Says how many rows of a long file are done, every 100,000."""
    said = [0]

    def tell(rows: int) -> None:
        if rows // EVERY > said[0]:
            said[0] = rows // EVERY
            typer.echo(f"  {rows:,} rows 行 ...", err=True)

    return tell


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="A workbook or CSV saved from here. 本系统保存的工作簿或 CSV")],
    out: Annotated[Path | None, typer.Option("--out", help="All differing cells as CSV. 差异清单")] = None,
) -> None:
    """Hold a file against the snapshot it names and the published one. 核对文件：一致、已修订或被改动。"""
    found = check(store(), file, Scope.everything(), indicators(), tell=rows_done())
    for sentence in found.sentences():
        say(sentence)
    for place, difference in enumerate(found.differences):
        if place == MOST_SAID:
            say(f"... {len(found.differences) - MOST_SAID} more; --out lists all. 其余见 --out 清单。")
            break
        say(told(difference))
    if out is not None:
        out.write_bytes(to_csv(differences_table(found), "zh"))
        say(f"Written 已生成 {out}")
    if not found.clean:
        raise typer.Exit(1)


def told(found: Difference) -> str:
    """`row 12, Value (%): 60.0 -> 61.0 -> 62.0 altered`: the named snapshot, the published one, the file."""
    whose = " ".join(part for part in (found.unit, found.code, found.period) if part)
    values = f"{found.named!r} -> {found.current!r}; file 文件 {found.given!r}"
    return f"  row 行 {found.row}, {found.column} ({whose}): {found.kind.label}: {values}"
