"""A long file checked in a process of its own for the dashboard, which answers meanwhile.

`python -m analytics.exports.checking.job FOLDER`, as `analytics.exports.job` has it; what was found is written as JSON.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, BinaryIO

from analytics.catalogue import INDICATORS
from analytics.exports.checking.verified import Difference, Kind, Verified
from analytics.exports.checking.verify import verify
from analytics.exports.job import FILE, GIVEN, Job, begin, run, tell
from analytics.exports.table import Origin
from analytics.targets import load_targets
from data.access import Role, Scope
from data.files import write_whole
from data.home import Home
from data.store import Store

LONG = 4 << 20
"""Bytes, of a workbook unpacked, above which a file gets a process of its own: some 20,000 rows of a CSV."""


def is_long(file: BinaryIO) -> bool:
    """Whether checking the file takes longer than one would wait for."""
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as parts:
            size = sum(part.file_size for part in parts.infolist())
    else:
        size = file.seek(0, 2)
    file.seek(0)
    return size > LONG


def start(home: Home, scope: Scope, content: bytes, name: str) -> Job:
    """Begin to check a file of this content and name; returns at once."""
    asked = {"home": str(home.root), "unit": scope.unit, "role": int(scope.role), "name": name}
    return begin("analytics.exports.checking.job", asked, content)


def found_by(job: Job) -> Verified:
    """What a job that is finished has found."""
    said = json.loads(job.file.read_text("utf-8"))
    return Verified(
        **said
        | {
            "origin": Origin(**said["origin"]) if said["origin"] else None,
            "differences": tuple(Difference(**each | {"kind": Kind(each["kind"])}) for each in said["differences"]),
            "unchecked": tuple(said["unchecked"]),
            "counts": Counter({Kind(kind): n for kind, n in said["counts"].items()}),
        }
    )


def _check(asked: Mapping[str, Any], folder: Path) -> None:
    home, given = Home(Path(asked["home"])), folder / GIVEN
    targets = load_targets(home)
    indicators = {key: replace(declared, target=targets.get(key)) for key, declared in INDICATORS.items()}
    scope = Scope(asked["unit"], Role(asked["role"]))
    try:
        found = verify(Store(home), given, scope, indicators, asked["name"], lambda rows: tell(folder, {"done": rows}))
    finally:
        given.unlink()
    said = asdict(found) | {"counts": dict(found.counts)}
    write_whole(folder / FILE, json.dumps(said, default=str).encode())


if __name__ == "__main__":
    run(Path(sys.argv[1]), _check)
