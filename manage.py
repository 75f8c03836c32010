"""The operator's commands. Each says what it does and exits 0 (done), 1 (the data are at fault) or 2 (the call is)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from data.errors import DataError
from data.home import Home
from data.snapshot import roll_back
from data.store import Store

app = typer.Typer(
    help="Touyan 头雁: records in, indicators out. 村级党组织建设监测：报送入库，指标产出。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def store() -> Store:
    return Store(Home.default())


def say(line: object) -> None:
    typer.echo(str(line))


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
def rollback(snapshot: Annotated[str, typer.Argument(help="The id of an earlier snapshot.")]) -> None:
    """Publish an earlier snapshot again. 回退到先前的快照。"""
    say(f"Published 已发布 {roll_back(store(), snapshot).id}")


def run(command: Callable[[], None] = app) -> None:
    """Run the command named on the command line; what a person can mend is said without a traceback."""
    try:
        command()
    except DataError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    run()
