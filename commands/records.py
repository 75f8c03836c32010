"""Records in: a county's own store, the sample county, templates, imports, withdrawals."""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from analytics import refresh, rehearsal
from commands.common import (
    PeriodEnd,
    SkipBadRows,
    Unit,
    author,
    conclude,
    conclude_rehearsals,
    day,
    progress,
    say,
    store,
)
from data.datapackage import write_datapackage
from data.intake.template import find_recipient, write_template

app = typer.Typer()


@app.command()
def init(org_units: Path, skip_bad_rows: SkipBadRows = False) -> None:
    """Start a real county's own store from its list of units. 用机构表建立本县数据库。"""
    sending = refresh.Sending(org_units, author(), skip_bad_rows=skip_bad_rows)
    conclude([refresh.initialise(store(), sending, datetime.now(), progress)])


@app.command()
def sample(
    villages: Annotated[int, typer.Option(min=1, help="How many villages. 村数")] = 168,
    years: Annotated[int, typer.Option(min=1, max=20, help="How many full years. 完整年数")] = 5,
    seed: Annotated[int, typer.Option(help="The same seed gives the same county. 随机种子")] = 1,
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The last day. 截止日期")] = datetime(
        2026, 7, 31
    ),
    out: Annotated[Path | None, typer.Option(help="Only write the packages there. 仅写出报送包")] = None,
    if_missing: Annotated[bool, typer.Option("--if-missing", help="Only where there is no store. 仅当无库时")] = False,
    faulty: Annotated[
        Path | None, typer.Option("--faulty", help="Only write workbooks with one fault each there. 仅写出出错示例")
    ] = None,
) -> None:
    """Write a synthetic sample county and publish it. 生成并发布模拟示例县。"""
    from data.sample import write_faulty

    if faulty is not None:
        with store().reader() as reader:
            for workbook in write_faulty(reader, faulty):
                say(f"{workbook.path}: {workbook.lesson}")
        return
    if if_missing and refresh.has_store(store()):
        return
    say(f"Writing a synthetic sample of {villages} villages ... 正在生成 {villages} 个村的模拟数据……")
    with tempfile.TemporaryDirectory(prefix="touyan-sample-") as folder:
        together = _write_packages(out, Path(folder), villages, years, seed, until.date())
        if out is None:
            say("Judging and publishing it ... 正在检查并发布……")
            conclude([refresh.initialise(store(), refresh.Sending(together, author()), datetime.now(), progress)])


def _write_packages(out: Path | None, space: Path, villages: int, years: int, seed: int, until: date) -> Path:
    """The sample's folder, one package if it is to be published: a nation's is one, counties' are laid together."""
    from data.sample import REPEATED_FROM, lay_together, write_nation, write_sample

    def tell(step: object) -> None:
        progress(str(step))

    if villages >= REPEATED_FROM:
        return write_nation(out or space / "nation", villages, years, seed, until, tell)
    written = write_sample(out or space / "packages", villages, years, seed, until)
    return written.folder if out else lay_together(written.packages, space / "together")


@app.command()
def template(
    unit: Annotated[str, typer.Option("--unit", help="The code of the unit that fills it in. 填报单位代码")],
    out: Annotated[Path, typer.Option("--out", help="The workbook to write. 输出文件")],
    period_end: PeriodEnd = None,
    language: Annotated[Literal["zh", "en"], typer.Option("--language", help="zh or en. 语言")] = "zh",
    carry_forward: Annotated[
        bool, typer.Option("--carry-forward", help="Fill in the township's rows in force. 填入乡镇现有记录")
    ] = False,
) -> None:
    """Write the workbook a unit fills in. 生成填报模板。"""
    with store().reader() as reader:
        recipient = find_recipient(reader, unit, date.today(), day(period_end), carry_forward)
    write_template(out, recipient, language)
    say(f"Written 已生成 {out}")


@app.command()
def schema(out: Annotated[Path, typer.Option("--out", help="The folder to write. 输出文件夹")]) -> None:
    """Write the data dictionary and the Frictionless data package. 输出数据字典和数据包描述。"""
    for path in write_datapackage(out):
        say(f"Written 已生成 {path}")


@app.command("import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(help="Workbooks, CSV files, folders or zips. 工作簿、CSV、文件夹或压缩包")
    ],
    unit: Unit = None,
    period_end: PeriodEnd = None,
    skip_bad_rows: SkipBadRows = False,
    rehearse: Annotated[
        bool, typer.Option("--rehearse", help="Judge and say what would change. 只检查并预演，不发布")
    ] = False,
) -> None:
    """Read, judge and publish what an office sent; all faults at once. 读取、检查并发布报送。"""
    sendings = [refresh.Sending(file, author(), unit, day(period_end), skip_bad_rows) for file in files]
    if rehearse:
        conclude_rehearsals([rehearsal.rehearse(store(), one, datetime.now(), tell=progress) for one in sendings])
    else:
        conclude([refresh.import_package(store(), one, datetime.now(), tell=progress) for one in sendings])


@app.command()
def withdraw(
    unit: Annotated[str, typer.Option("--unit", help="The reporting unit's code. 报送单位代码")],
    period_end: Annotated[datetime, typer.Option("--period-end", formats=["%Y-%m-%d"], help="数据截止日期")],
    sheet: Annotated[str | None, typer.Option("--sheet", help="Only this table, e.g. meeting. 仅此表")] = None,
) -> None:
    """Take a submission back; what it had replaced is in force again. 撤回一次报送。"""
    say(f"Published 已发布 {refresh.withdraw(store(), unit, period_end.date(), sheet, author()).id}")
