"""The operator's commands. Each says what it does and exits 0 (done), 1 (the data are at fault) or 2 (the call is)."""

from __future__ import annotations

import sys

import typer

from commands import boundaries, federation, home, pseudonymise, records, report, snapshots, take_away, users
from data.errors import DataError

app = typer.Typer(
    help="Touyan 头雁: records in, indicators out. 村级党组织建设监测：报送入库，指标产出。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for story in (
    boundaries,
    records,
    snapshots,
    take_away,
    federation,
    home,
    users,
    report,
    pseudonymise,
):
    app.add_typer(story.app)


def run() -> None:
    """Run the command named on the command line; what a person can mend is said without a traceback."""
    try:
        app()
    except DataError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    run()
