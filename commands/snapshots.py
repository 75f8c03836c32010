"""Snapshots: figures computed anew, the list, the way back."""

from __future__ import annotations

from typing import Annotated

import typer

from analytics import refresh
from commands.common import author, progress, say, store
from data.snapshot import roll_back

app = typer.Typer()


@app.command()
def build() -> None:
    """Compute the figures anew from the same records. 用现有记录重新计算指标。"""
    say(f"Published 已发布 {refresh.rebuild(store(), author(), progress).id}")


@app.command()
def snapshots(
    current: Annotated[bool, typer.Option("--current", help="Print the path of the published one, alone.")] = False,
) -> None:
    """List the snapshots that are kept. 列出保留的快照。"""
    if current:
        say(store().current().path)
        return
    published = store().current()
    for snapshot in store().snapshots():
        with store().reader(snapshot=snapshot) as reader:
            info = reader.info()
        mark = "*" if snapshot == published else " "
        synthetic = "  (synthetic 模拟数据)" if info.synthetic else ""
        say(f"{mark} {info.id}  {info.action:<9} {info.author:<12} as of 数据截至 {info.data_as_of or '-'}{synthetic}")


@app.command()
def rollback(snapshot: Annotated[str, typer.Argument(help="The id of an earlier snapshot. 先前快照编号")]) -> None:
    """Publish an earlier snapshot again. 回退到先前的快照。"""
    say(f"Published 已发布 {roll_back(store(), snapshot).id}")
