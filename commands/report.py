"""Board packs from the command line: one, or one for every township, fit for a schedule."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from analytics.exports.asked import asked_periods, asked_unit
from analytics.report.batch import Batch, Done, make_packs
from analytics.report.pack import Asked
from analytics.units import TOWNSHIP, Units
from commands.common import say, store
from commands.take_away import Language, Snapshot
from data.access import Scope
from data.errors import DataError
from data.queries.periods import periods as ask_periods
from data.queries.units import units as ask_units
from data.store import Reader
from data.text import Text

app = typer.Typer()


@app.command()
def report(
    out: Annotated[Path, typer.Option("--out", help="The folder to write into. 输出文件夹")],
    unit: Annotated[list[str] | None, typer.Option("--unit", help="A unit's code; may be repeated. 单位代码")] = None,
    all_townships: Annotated[
        bool, typer.Option("--all-townships", help="One for every township. 每个乡镇一份")
    ] = False,
    period: Annotated[str, typer.Option("--period", help="2025, 2025Q3 or last. 统计期")] = "last",
    short: Annotated[bool, typer.Option("--short", help="On one page. 一页版")] = False,
    language: Language = "zh",
    snapshot: Snapshot = None,
    at_once: Annotated[int | None, typer.Option("--at-once", min=1, help="How many at a time. 并行份数")] = None,
) -> None:
    """Write board packs; a pack that would be the same is left alone. 生成基层党建情况报告（PDF）。"""
    if unit and all_townships:
        raise typer.BadParameter("--unit or --all-townships, not both. 两者只能选一。")
    home = store()
    chosen = home.snapshot(snapshot) if snapshot else home.current()
    with home.reader(snapshot=chosen) as reader:
        periods = asked_periods(reader, [period])
        if len(periods) != 1:
            raise DataError(ONE_PERIOD)
        whom = _townships(reader, periods[0]) if all_townships else _named(reader, unit)
    now = datetime.now()
    asked = [Asked(code, periods[0], language, now, short) for code in whom]
    batch = Batch(home.home, chosen.id, Scope.everything(), out)
    done = make_packs(batch, asked, lambda ready, of: typer.echo(f"  {ready} / {of}", err=True), at_once)
    for each in done:
        _tell(each)
    if any(each.fault for each in done):
        raise typer.Exit(1)


def _named(reader: Reader, codes: list[str] | None) -> list[str]:
    """The units of the codes; without any the one where a reader begins."""
    return [asked_unit(reader, code) for code in codes] if codes else [asked_unit(reader, None)]


def _townships(reader: Reader, period: str) -> list[str]:
    """The townships that were there at the period's end."""
    ends = {row["period_id"]: row["period_end"] for row in ask_periods(reader).to_pylist()}
    units = Units.of(ask_units(reader))
    found = [unit.id for unit in units.by_id.values() if unit.level == TOWNSHIP and unit.valid_at(ends[period])]
    if not found:
        raise DataError(NO_TOWNSHIPS)
    return found


def _tell(done: Done) -> None:
    if done.fault is not None:
        say(f"{done.unit}: {done.fault}")
    else:
        say(f"{'Written 已生成' if done.written else 'Unchanged 未变'} {done.path}")


ONE_PERIOD = Text("A board pack is about one period.", "一份报告只针对一个统计期。")
NO_TOWNSHIPS = Text("There are no townships.", "没有乡镇。")
