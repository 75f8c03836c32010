"""What follows from all figures together, one cell for another: what viewers may not see, and the ranks of very many
units."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from analytics.engines.duckdb_engine import Connection, DuckDBEngine
from analytics.unit_ranks import MANY, renew_ranks, write_ranks
from analytics.withheld import renew_withheld, write_withheld
from analytics.withheld.thresholds import Thresholds

Progress = Callable[[str], None]
ANALYTICS = Path(__file__).parent

CONCLUDED = "CREATE OR REPLACE TABLE concluded (rules VARCHAR)"
NOTE = "INSERT INTO concluded VALUES ($1)"
CONCLUDED_BY = "SELECT rules FROM concluded"
FEW = "SELECT count(*) <= $many FROM org_unit"


def conclude(connection: Connection, thresholds: Thresholds, progress: Progress | None = None) -> None:
    """Write what is withheld and the ranks, and by which rules."""
    write_withheld(connection, thresholds, progress)
    write_ranks(connection, progress)
    note(connection, thresholds)


def note(connection: Connection, thresholds: Thresholds) -> None:
    """Write into the snapshot by which rules both were worked out."""
    connection.execute(CONCLUDED)
    connection.execute(NOTE, [_rules(thresholds)])


def conclude_again(connection: Connection, thresholds: Thresholds, progress: Progress | None = None) -> None:
    """As `conclude`, where `cube_part.renew` has left which cells have become others: only what they reach is worked
    out, unless the rules have changed or there are so few units that looking at all is quicker."""
    engine = DuckDBEngine(connection)
    few = connection.execute(FEW, {"many": MANY}).fetchall() == [(True,)]
    if few or not engine.has_table("concluded") or engine.rows(CONCLUDED_BY) != [(_rules(thresholds),)]:
        conclude(connection, thresholds, progress)
        return
    renew_withheld(connection, thresholds, progress)
    renew_ranks(connection, progress)
    connection.execute("DROP TABLE temp.changed_cell; DROP TABLE temp.changed_withheld")


def _rules(thresholds: Thresholds) -> str:
    """A digest of the thresholds and of the code that works under them."""
    return sha256(f"{thresholds} {_code()}".encode()).hexdigest()


@cache
def _code() -> str:
    return sha256(b"".join(path.read_bytes() for path in sorted(sources()))).hexdigest()


def sources() -> set[Path]:
    """The files of analytics that what is concluded follows from: this one and that which says which cells have become
    others, what they import, and so on."""
    found, waiting = set[Path](), [Path(__file__), ANALYTICS / "cube_part.py"]
    while waiting:
        if (path := waiting.pop()) not in found:
            found.add(path)
            waiting.extend(_imported(path))
    return found


def _imported(path: Path) -> Iterator[Path]:
    for statement in ast.walk(ast.parse(path.read_bytes())):
        names = []
        if isinstance(statement, ast.Import):
            names = [name.name for name in statement.names]
        elif isinstance(statement, ast.ImportFrom):
            names = [f"{statement.module}.{name.name}" for name in statement.names]
        for package, *parts in (name.split(".") for name in names):
            within = ANALYTICS
            for part in parts if package == ANALYTICS.name else []:
                within /= part
                yield from filter(Path.exists, (within.with_suffix(".py"), within / "__init__.py"))
