"""Write the sample: packages that go through the same intake as anyone's, and the list of what was planted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import numpy as np

from data.errors import DataError
from data.sample.county import make_county
from data.sample.packages import Written, write_packages
from data.sample.planted import Planted
from data.sample.sheets import report
from data.sample.timeline import Timeline
from data.sample.world import World
from data.text import Text

VILLAGES, YEARS, SEED = 168, 5, 1
UNTIL = date(2026, 7, 31)
LARGEST_COUNTY = 400  # villages; more are spread over several counties
PLANTED_FILE = "planted.json"
FIRST_YEAR = 2001  # records know no year before 2000, and the first has figures of the year before it

Progress = Callable[[Text], None]


@dataclass(frozen=True)
class SampleManifest:
    """What was written: one package folder a reporter, rows of each table, faults planted on purpose."""

    folder: Path
    villages: int
    years: int
    seed: int
    until: date
    packages: tuple[Path, ...]
    rows: dict[str, int]
    planted: tuple[Planted, ...]


def write_sample(
    folder: Path,
    villages: int = VILLAGES,
    years: int = YEARS,
    seed: int = SEED,
    until: date = UNTIL,
    progress: Progress | None = None,
) -> SampleManifest:
    """Write `years` full calendar years and what has begun since, up to the month that ended by `until`.

    The same arguments give the same bytes. A county has at most 400 villages; more villages make more counties.
    """
    assert villages >= 1
    assert years >= 1
    timeline = Timeline.of(years, until)
    if timeline.first_year < FIRST_YEAR:
        raise DataError(TOO_EARLY.fill(first=timeline.first_year, least=FIRST_YEAR), until.isoformat())
    sizes = _county_sizes(villages)
    written = []
    for number, size in enumerate(sizes):
        if progress:
            progress(PROGRESS.fill(number=number + 1, counties=len(sizes), villages=size))
        county = make_county(World.of(seed, number, size, timeline))
        written.append(write_packages(folder, county, report(county)))
    manifest = SampleManifest(
        folder=folder,
        villages=villages,
        years=years,
        seed=seed,
        until=until,
        packages=tuple(package for county in written for package in county.folders),
        rows=dict(sum((Counter(county.rows) for county in written), Counter())),
        planted=_together(written),
    )
    _write_planted(manifest)
    return manifest


def _county_sizes(villages: int) -> list[int]:
    counties = -(-villages // LARGEST_COUNTY)
    return [len(part) for part in np.array_split(np.arange(villages), counties)]


def _together(written: list[Written]) -> tuple[Planted, ...]:
    """The faults of all counties, those of one kind together, in the order of the rules."""
    kinds: dict[tuple[str, str], Planted] = {}
    for bed in (bed for county in written for bed in county.planted):
        known = kinds.get((bed.rule, bed.variant))
        before = (0, ()) if known is None else (known.count, known.where)
        kinds[bed.rule, bed.variant] = Planted(
            bed.rule, bed.variant, before[0] + bed.count, bed.counted, (*before[1], *bed.where)
        )
    return tuple(kinds[kind] for kind in sorted(kinds))


def _write_planted(manifest: SampleManifest) -> None:
    content = {
        "synthetic": True,
        "villages": manifest.villages,
        "years": manifest.years,
        "seed": manifest.seed,
        "until": manifest.until.isoformat(),
        "planted": [asdict(bed) for bed in manifest.planted],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (manifest.folder / PLANTED_FILE).write_text(text, "utf-8")


PROGRESS = Text(
    "Inventing county {number} of {counties}: {villages} villages",
    "正在生成第 {number}/{counties} 个模拟县：{villages} 个村",
)
TOO_EARLY = Text(
    "The sample would begin in {first}; it cannot begin before {least}. Ask for fewer years or a later last day.",
    "模拟数据将始于 {first} 年，最早只能始于 {least} 年。请减少年数或推后截止日期。",
)
