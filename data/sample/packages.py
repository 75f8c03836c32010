"""Packages of Parquet files, as any office could send them: one folder for the county, one for each township."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from data.sample import names
from data.sample.cells import Cells, table_columns
from data.sample.county import County
from data.sample.draws import Array
from data.sample.people import make_keys
from data.sample.planted import Planted
from data.sample.reporting import Reported
from data.sample.submissions import Submissions, log_submissions
from data.sample.world import World
from data.schema import SUBMISSION, TABLES
from data.text import Text

PROVINCE_CODE = "99"


@dataclass(frozen=True)
class Written:
    """What one county's packages hold."""

    folders: tuple[Path, ...]
    rows: dict[str, int]
    planted: tuple[Planted, ...]


def write_packages(folder: Path, county: County, sent: dict[str, Reported]) -> Written:
    """Write the packages of one county into `folder`, one below it for each reporter."""
    world = county.world
    cells = Cells(
        county=world.county_code,
        units=pa.array([*world.unit_codes, prefecture_code(world)]),
        persons=make_keys(world.lots("person keys"), len(county.tables["person"])),
        households=make_keys(
            world.lots("household keys"), 1 + int(county.tables["member_duty"]["household_key"].max())
        ),
    )
    log = log_submissions(world, sent)
    folders = [folder / code for code in world.unit_codes[world.units.villages :]]
    for reporter, below in enumerate(folders):
        below.mkdir(parents=True, exist_ok=True)
        marker = {"synthetic": True, "reporter": world.unit_codes[world.units.villages + reporter]}
        (below / "package.json").write_text(json.dumps(marker) + "\n", "utf-8")
    for name in TABLES:
        _write_table(folders, name, sent[name], cells, log, county)
    log_table = log.table(cells)
    for reporter, below in enumerate(folders):
        _write(log_table.filter(pa.array(log.reporter == reporter)), below / f"{SUBMISSION.name}.parquet")
    rows = {name: len(part.rows) for name, part in sent.items()} | {SUBMISSION.name: log_table.num_rows}
    return Written(tuple(folders), rows, (*log.planted, *county.garden.beds))


def _write_table(
    folders: list[Path], name: str, sent: Reported, cells: Cells, log: Submissions, county: County
) -> None:
    """One table, cut into the reporters' files; the rows of a file in the order in which they were sent."""
    order = np.lexsort((sent.month, sent.reporter))
    reporter, month = sent.reporter[order], sent.month[order]
    columns = table_columns(TABLES[name], sent.rows.take(order), cells)
    ids = log.ids(name, reporter, month)
    if name == "org_unit":
        columns, ids = _with_names(county, sent.rows["org_unit_id"][order], columns, ids, log)
        reporter = np.full(len(ids), county.world.units.townships)
    table = pa.table({**columns, "submission_id": ids})
    edges = np.searchsorted(reporter, np.arange(len(folders) + 1))
    for place, below in enumerate(folders):
        if _owes(name, place, len(folders) - 1, edges):
            _write(table.slice(edges[place], edges[place + 1] - edges[place]), below / f"{name}.parquet")


def _owes(name: str, reporter: int, county: int, edges: Array) -> bool:
    """A sheet that an office never sends has no file."""
    owed = set(TABLES) - {"org_unit"} if reporter < county else set()
    return name in owed or bool(edges[reporter + 1] > edges[reporter])


def _write(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="snappy", write_statistics=False)


def prefecture_code(world: World) -> str:
    return f"99{world.prefecture_number + 1:02d}"


def _with_names(
    county: County, position: Array, columns: dict[str, pa.Array], ids: pa.Array, log: Submissions
) -> tuple[dict[str, pa.Array], pa.Array]:
    """The columns of units with their names, and two more rows: the prefecture and the province."""
    world = county.world
    rng = world.lots("names")
    towns = names.townships(rng, world.units.townships)
    called = [*names.villages(rng, world.units.villages), *towns, names.county(world.number)]
    above = [
        (prefecture_code(world), PROVINCE_CODE, "prefecture", names.prefecture(world.prefecture_number)),
        (PROVINCE_CODE, None, "province", names.PROVINCE),
    ]
    columns = {name: pa.concat_arrays([values, pa.nulls(2, values.type)]) for name, values in columns.items()}
    count = len(position)
    texts: list[Text] = [*(called[p] for p in position), *(row[3] for row in above)]
    columns["name_zh"] = pa.array([text.zh for text in texts])
    columns["name_en"] = pa.array([text.en for text in texts])
    for name, place in (("org_unit_id", 0), ("parent_id", 1), ("level", 2)):
        values = columns[name].to_pylist()
        columns[name] = pa.array([*values[:count], *(row[place] for row in above)], pa.string())
    founded = columns["valid_from"][int(np.argmin(columns["valid_from"].to_numpy(zero_copy_only=False)[:count]))]
    columns["valid_from"] = pa.array([*columns["valid_from"].to_pylist()[:count], founded, founded], pa.date32())
    first = log.ids("org_unit", np.full(2, world.units.townships), np.zeros(2, np.int64))
    return columns, pa.concat_arrays([ids, first])
