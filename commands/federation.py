"""Sums go up, records stay: what a county hands to the province, and the province's store made from many counties."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analytics import federation, refresh
from commands.common import author, progress, say, store
from data.rollup import write_rollup

app = typer.Typer()


@app.command()
def rollup(out: Annotated[Path, typer.Option("--out", help="The file to write. 输出文件")]) -> None:
    """Write this store's sums, township and above, for the office above. 生成上报用的汇总文件。"""
    made = federation.roll_up(store())
    write_rollup(out, made)
    say(f"Written 已生成 {out}: {made.manifest.source_id}, {made.tables['indicator_value'].num_rows} sums 个汇总数")


@app.command("import-rollup")
def import_rollup(
    files: Annotated[list[Path], typer.Argument(help="Rollup files of offices below. 下级汇总文件")],
) -> None:
    """Build or renew the store of a province or the nation from rollups. 用下级汇总文件建立或更新上级数据库。"""
    say(f"Published 已发布 {refresh.import_rollups(store(), files, author(), progress).id}")
