"""How much of its figures was computed for this snapshot?"""

from __future__ import annotations

from data.store import Reader

EXTENT = "SELECT extent FROM figures_made"


def figures_made(reader: Reader) -> str:
    """How many units' figures were computed when it was built, or why everything; empty where that is not kept."""
    return str(reader.table(EXTENT).column(0)[0].as_py()) if reader.holds("figures_made") else ""
