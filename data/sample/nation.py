"""A made-up nation: a few invented counties, repeated under other codes until there are as many villages as asked.

The engine does the repeating, one prefecture at a time, so that memory stays bounded however large the nation.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from data.sample import repeating
from data.sample.county import make_county
from data.sample.draws import generator
from data.sample.layout import NATION, Copy, Layout, lay_out
from data.sample.packages import write_packages
from data.sample.sheets import report
from data.sample.timeline import EPOCH, Timeline
from data.sample.units import FOUNDED
from data.sample.world import World
from data.schema import SUBMISSION, TABLES, TEMPLATE_VERSION
from data.text import Text

Progress = Callable[[Text], None]
SHEETS = (*TABLES.values(), SUBMISSION)
READ = """
CREATE TABLE pattern_{table} AS SELECT * EXCLUDE filename, string_split(filename, '/')[-3]::INTEGER AS pattern
FROM read_parquet({files}, filename = true)
"""
# The log with the rows that there are.
COUNTED = """
SELECT log.* REPLACE (coalesce(sent.rows, 0)::INTEGER AS rows_n) FROM ({log}) AS log
LEFT JOIN ({sent}) AS sent USING (submission_id)
"""
SENT = "SELECT submission_id, count(*) AS rows FROM read_parquet([{files}], union_by_name = true) GROUP BY ALL"


def write_nation(
    folder: Path, villages: int, years: int, seed: int, until: date, progress: Progress | None = None
) -> Path:
    """One synthetic package in `folder`, its sheets in pieces: `<table>/<prefecture>.parquet`.

    The same arguments give the same rows.
    """
    layout = lay_out(villages, generator(seed, 0, "nation"), seed)
    timeline = Timeline.of(years, until)
    for table in SHEETS:
        (folder / table.name).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="touyan-nation-") as space, duckdb.connect(f"{space}/made.duckdb") as made:
        _invent(made, Path(space) / "patterns", layout, seed, timeline, progress)
        made.execute(repeating.MACROS.format(seed=int(seed)))
        prefectures = layout.by_prefecture()
        for number, (prefecture, copies) in enumerate(prefectures.items(), 1):
            if progress and number % 10 == 1:
                progress(REPEATED.fill(number=number, prefectures=len(prefectures)))
            _write_prefecture(made, folder, prefecture, copies)
        _write_upper(made, folder, layout, timeline)
    (folder / "package.json").write_text(json.dumps({"synthetic": True, "reporter": NATION}) + "\n", "utf-8")
    return folder


def _invent(
    made: duckdb.DuckDBPyConnection,
    space: Path,
    layout: Layout,
    seed: int,
    timeline: Timeline,
    progress: Progress | None,
) -> None:
    """The counties that will be repeated: `pattern_<table>`, each row with the number of its county."""
    for number, size in enumerate(layout.patterns):
        if progress:
            progress(INVENTED.fill(number=number + 1, patterns=len(layout.patterns), villages=size))
        county = make_county(World.of(seed, number, size, timeline))
        write_packages(space / str(number), county, report(county))
    for table in SHEETS:
        made.execute(READ.format(table=table.name, files=_quoted(space / "*" / "*" / f"{table.name}.parquet")))


def _write_prefecture(made: duckdb.DuckDBPyConnection, folder: Path, prefecture: str, copies: list[Copy]) -> None:
    made.execute(repeating.standing(copies))
    files = {table.name: folder / table.name / f"{prefecture}.parquet" for table in SHEETS}
    for table in TABLES.values():
        _copy(made, repeating.rows(table, copies), files[table.name])
    sent = SENT.format(files=", ".join(_quoted(files[name]) for name in TABLES))
    _copy(made, COUNTED.format(log=repeating.rows(SUBMISSION, copies), sent=sent), files[SUBMISSION.name])


def _write_upper(made: duckdb.DuckDBPyConnection, folder: Path, layout: Layout, timeline: Timeline) -> None:
    """Nation, provinces and prefectures, reported by the nation's office with the first month."""
    first_day = timeline.month_ends[0].item()
    sent = f"{NATION}-{timeline.first_year}0131-org_unit"
    units = [
        {
            **{"org_unit_id": unit.code, "parent_id": unit.parent, "level": unit.level, "submission_id": sent},
            **{"name_zh": unit.name.zh, "name_en": unit.name.en, "valid_from": _day(FOUNDED)},
        }
        for unit in layout.upper
    ]
    log = {
        **{"submission_id": sent, "org_unit_id": NATION, "period_end": _day(first_day), "sheet": "org_unit"},
        **{"template_version": TEMPLATE_VERSION, "rows_n": len(units), "rows_rejected_n": 0},
        "received_at": datetime.combine(_day(first_day + 5), time(9)),
    }
    for table, rows in (("org_unit", units), (SUBMISSION.name, [log])):
        made.register("upper_rows", pa.Table.from_pylist(rows))
        made.execute(f"CREATE TABLE upper_{table} AS FROM pattern_{table} LIMIT 0")
        made.execute(f"ALTER TABLE upper_{table} DROP pattern")
        columns = ", ".join(rows[0])
        made.execute(f"INSERT INTO upper_{table} ({columns}) SELECT {columns} FROM upper_rows")
        made.unregister("upper_rows")
        _copy(made, f"FROM upper_{table}", folder / table / f"{NATION}.parquet")


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _day(number: int) -> date:
    return EPOCH + timedelta(days=number)


def _copy(made: duckdb.DuckDBPyConnection, query: str, file: Path) -> None:
    made.execute(f"COPY ({query}) TO {_quoted(file)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)")


INVENTED = Text(
    "Inventing county {number} of {patterns} that are repeated: {villages} villages",
    "正在生成用于复制的第 {number}/{patterns} 个模拟县：{villages} 个村",
)
REPEATED = Text(
    "Writing prefecture {number} of {prefectures}",
    "正在写出第 {number}/{prefectures} 个地市",
)
