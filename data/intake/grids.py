"""A sheet as a grid of text cells: what workbooks and CSV files become before anything is understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase

import duckdb
import pyarrow as pa

Cells = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet by column, from row 1 on; a blank cell is None."""

    file: str
    sheet: str
    columns: list[list[str | None]]
    visible: bool = True
    repaired: int = 0  # merged cells filled in
    notes: list[tuple[int, str]] = field(default_factory=list)  # what else is to be screened: row, text

    @property
    def height(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    def row(self, index: int) -> Cells:
        """The cells of row `index + 1`."""
        return [column[index] for column in self.columns]

    def first_rows(self, count: int) -> list[Cells]:
        return [self.row(index) for index in range(min(count, self.height))]


def grid_name(number: int) -> str:
    return f"grid.g{number}"


def store_grid(connection: duckdb.DuckDBPyConnection, number: int, grid: Grid) -> None:
    """Write `grid.g<number>(row, c0, c1, ...)`, every cell as text."""
    columns = {"row": pa.array(range(1, grid.height + 1), pa.int64())}
    columns |= {f"c{i}": pa.array(cells, pa.string()) for i, cells in enumerate(grid.columns)}
    connection.register("incoming", pa.table(columns))
    connection.execute(f"CREATE TABLE {grid_name(number)} AS FROM incoming")
    connection.unregister("incoming")


def letter(index: int) -> str:
    """The spreadsheet's name of column `index`, counted from 0: A, B, ..., AA."""
    name, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = ascii_uppercase[rest] + name
    return name
