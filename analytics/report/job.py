"""Packs made in a process of their own for the dashboard: one PDF, or a zip of many.

`python -m analytics.report.job FOLDER`, as `analytics.exports.job` has it.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from analytics.exports.job import FILE, Job, begin, run, tell
from analytics.report.batch import Batch, make_packs
from analytics.report.pack import Asked
from data.access import Role, Scope
from data.errors import DataError
from data.home import Home


def start(home: Home, snapshot_id: str, scope: Scope, packs: Sequence[Asked]) -> Job:
    """Begin to make packs; returns at once."""
    asked = {
        "home": str(home.root),
        "snapshot": snapshot_id,
        "unit": scope.unit,
        "role": int(scope.role),
        "packs": [{**asdict(pack), "now": pack.now.isoformat()} for pack in packs],
    }
    return begin("analytics.report.job", asked)


def _make(asked: Mapping[str, Any], folder: Path) -> None:
    packs = [Asked(**{**pack, "now": datetime.fromisoformat(pack["now"])}) for pack in asked["packs"]]
    with tempfile.TemporaryDirectory(dir=folder) as made:
        scope = Scope(asked["unit"], Role(asked["role"]))
        batch = Batch(Home(Path(asked["home"])), asked["snapshot"], scope, Path(made))
        tell(folder, {"done": 0, "of": len(packs)})
        done = make_packs(batch, packs, lambda ready, of: tell(folder, {"done": ready, "of": of}))
        paths = [each.path for each in done if each.path is not None]
        if not paths and done and done[0].fault is not None:
            raise DataError(done[0].fault)
        _gather(paths, folder / FILE)


def _gather(paths: Sequence[Path], file: Path) -> None:
    """A single PDF as it is, several in a zip."""
    if len(paths) == 1:
        paths[0].rename(file)
        return
    beside = file.with_suffix(".part")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_STORED) as together:
        for path in paths:
            together.write(path, path.name)
    beside.rename(file)


if __name__ == "__main__":
    run(Path(sys.argv[1]), _make)
