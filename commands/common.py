"""What the commands share: the store, who asks, how progress and verdicts are said."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated

import typer

from analytics import refresh
from analytics.findings.sentences_of_revisions import rehearsal_lines
from analytics.rehearsal import Rehearsal
from data.home import Home
from data.intake import told
from data.queries.units import units
from data.store import Store
from data.text import Text

Unit = Annotated[str | None, typer.Option("--unit", help="The reporting unit's code. 报送单位代码")]
PeriodEnd = Annotated[
    datetime | None, typer.Option("--period-end", formats=["%Y-%m-%d"], help="The last day reported. 数据截止日期")
]
SkipBadRows = Annotated[
    bool, typer.Option("--skip-bad-rows", help="Leave rows with errors out and list them. 剔除错误行并列出")
]


def conclude_rehearsals(rehearsals: list[Rehearsal]) -> None:
    """Say of each package what is wrong with it and what publishing it would change; exit 1 if any is not fit."""
    name_of = _names()
    for found in rehearsals:
        for line in (*told.tell(found.verdict), *rehearsal_lines(found, name_of)):
            say(line)
    if not all(found.verdict.publishable or found.verdict.again for found in rehearsals):
        raise typer.Exit(1)


def _names() -> Callable[[str], Text | str]:
    """What a unit is called, as the published snapshot knows it."""
    with store().reader() as reader:
        rows = units(reader).select(["org_unit_id", "name_zh", "name_en"]).to_pylist()
    names = {row["org_unit_id"]: Text(row["name_en"] or row["name_zh"], row["name_zh"]) for row in rows}
    return lambda unit: names.get(unit, unit)


def conclude(outcomes: list[refresh.Outcome]) -> None:
    """Say what came of each package; exit 1 if any of them was not fit to be published."""
    for outcome in outcomes:
        for line in told.tell(outcome.verdict):
            say(line)
        if outcome.snapshot:
            say(f"Published 已发布 {outcome.snapshot.id}")
        elif outcome.verdict.again:
            say("This very file was received before: nothing to do. 该文件此前已导入，无需重复。")
        else:
            say("Nothing was published. 未发布任何内容。")
    if not all(outcome.verdict.publishable or outcome.verdict.again for outcome in outcomes):
        raise typer.Exit(1)


def store() -> Store:
    return Store(Home.default())


def author() -> str:
    return getpass.getuser()


def day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def progress(step: str) -> None:
    typer.echo(f"  {step} ...", err=True)


def say(line: object) -> None:
    typer.echo(str(line))
