"""The forms of a declaration: an enumeration, a column, a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from data.text import Text


class Rhythm(Enum):
    """How often an office owes a sheet."""

    ONCE = "once"
    WITH_OTHERS = "with the others"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    WRITTEN = "written by the importer"


@dataclass(frozen=True)
class Enumeration:
    """A closed list of codes."""

    name: str
    labels: dict[str, Text]


@dataclass(frozen=True)
class Column:
    """One field: its DuckDB type, its heading, whether it may be blank, what it refers to."""

    name: str
    type: str
    heading: Text
    nullable: bool = False
    enum: str | None = None
    references: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Table:
    """One record table (one sheet of a package): grain, key and fields."""

    name: str
    title: Text
    grain: str
    key: tuple[str, ...]
    kept_by: str
    rhythm: Rhythm
    columns: tuple[Column, ...]

    @cached_property
    def column(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}
