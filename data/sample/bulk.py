"""Packages of several offices laid together as one, so that a store can start from all of them at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path


def lay_together(packages: Sequence[Path], folder: Path) -> Path:
    """One package in `folder` whose sheets are in pieces, `<table>/<office>.parquet`: links, nothing is copied."""
    for package in packages:
        for piece in sorted(package.glob("*.parquet")):
            (folder / piece.stem).mkdir(parents=True, exist_ok=True)
            os.link(piece, folder / piece.stem / f"{package.name}.parquet")
    shutil.copy(packages[0] / "package.json", folder / "package.json")
    return folder
