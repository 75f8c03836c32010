"""The home as a whole: backup, restore, and whether all is well."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analytics.targets import load_targets
from analytics.withheld.thresholds import load_thresholds
from commands.common import author, say, store
from data import backup as backups
from data.audit import first_broken, record
from data.errors import DataError, StoreMissing
from data.people import load_access
from data.snapshot import check_snapshot
from data.text import Text
from data.version import CODE_VERSION

app = typer.Typer()


@app.command()
def backup(archive: Annotated[Path, typer.Argument(help="The .tar.gz to write. 备份文件")]) -> None:
    """Write store, settings and log into one archive. 备份整个数据目录。"""
    number = backups.back_up(store().home, archive)
    record(store().home, author(), "backup", {"files": number, "archive": archive.name})
    say(f"{number} files 个文件 → {archive}. It holds the settings' secrets: keep it safe. 含密钥，请妥善保管。")


@app.command()
def restore(archive: Annotated[Path, typer.Argument(help="A backup. 备份文件")]) -> None:
    """Unpack a backup into an empty home (TOUYAN_HOME). 将备份恢复到空目录。"""
    home = store().home
    number = backups.restore(archive, home)
    record(home, author(), "restore", {"files": number, "archive": archive.name})
    say(f"{number} files 个文件 → {home.root}")


@app.command()
def doctor() -> None:
    """Look whether all is well; exit 1 if not. 检查系统状态。"""
    home = store().home
    say(f"touyan {CODE_VERSION}  {home.root}")
    faults = [fault for check in (_store, _settings, _log) if (fault := _fault(check))]
    for fault in faults:
        say(f"✗ {fault}")
    if faults:
        raise typer.Exit(1)
    say("All is well. 一切正常。")


def _fault(check: object) -> str | None:
    assert callable(check)
    try:
        check()
    except DataError as error:
        return str(error)
    return None


def _store() -> None:
    try:
        current = store().current()
    except StoreMissing:
        say("  no store yet 尚无数据库")
        return
    check_snapshot(current.path)
    with store().reader() as reader:
        info = reader.info()
    say(f"✓ {current.id}  as of 数据截至 {info.data_as_of or '-'}  {len(store().snapshots())} snapshots 个快照")


def _settings() -> None:
    home = store().home
    access = load_access(home)
    load_thresholds(home)
    load_targets(home)
    say(f"✓ settings 设置  sign_in = {access.sign_in}, {len(access.grants)} grants 项授权")


def _log() -> None:
    broken = first_broken(store().home)
    if broken is not None:
        raise DataError(CHANGED.fill(number=broken))
    say("✓ audit log 审计日志")


CHANGED = Text(
    "Entry {number} of the audit log, or the one before it, was changed outside the program.",
    "审计日志第 {number} 条或其前一条曾在程序之外被改动。",
)
