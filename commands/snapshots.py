"""Snapshots: figures computed anew, the list, the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from analytics import refresh
from analytics.engines.spark_build import Cluster
from commands.common import author, progress, say, store
from data.queries.figures_made import figures_made
from data.snapshot import roll_back

app = typer.Typer()


@app.command()
def build(
    engine: Annotated[Literal["duckdb", "spark"], typer.Option(help="Where to compute. 计算引擎")] = "duckdb",
    records: Annotated[
        Path | None, typer.Option(help="Spark: a folder all its machines see. Spark 各机均可访问的记录文件夹")
    ] = None,
    master: Annotated[str, typer.Option(help="Spark: local[N] or spark://host:port. Spark 主节点")] = "local[*]",
) -> None:
    """Compute the figures anew from the same records. 用现有记录重新计算指标。"""
    cluster = Cluster(master, records) if engine == "spark" else None
    say(f"Published 已发布 {refresh.rebuild(store(), author(), progress, cluster).id}")


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
            info, made = reader.info(), figures_made(reader)
        mark = "*" if snapshot == published else " "
        synthetic = "  (synthetic 模拟数据)" if info.synthetic else ""
        say(f"{mark} {info.id}  {info.action:<9} {info.author:<12} as of 数据截至 {info.data_as_of or '-'}{synthetic}")
        if made:
            say(f"      computed 计算范围: {made}")


@app.command()
def rollback(snapshot: Annotated[str, typer.Argument(help="The id of an earlier snapshot. 先前快照编号")]) -> None:
    """Publish an earlier snapshot again. 回退到先前的快照。"""
    say(f"Published 已发布 {roll_back(store(), snapshot, author()).id}")
