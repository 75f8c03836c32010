"""Where facts and cube run."""

from __future__ import annotations

from typing import Any, Protocol


class Engine(Protocol):
    """What the cube needs of a place that runs SQL; the SQL it gets names plain tables."""

    def run(self, script: str, as_written: bool = False) -> None:
        """Run statements; what they create with `CREATE OR REPLACE TEMP TABLE` is kept until `forget`.

        `as_written`: no join's sides need be swapped, as the larger stands on the left.
        """

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The whole answer; for small ones."""

    def has_table(self, name: str) -> bool: ...

    def forget(self) -> None:
        """Drop the temporary tables that `run` has created."""
