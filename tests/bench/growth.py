"""How the cost of facts and cube grows from a county to a nation: five sizes, the floor beside each, one picture.

Each size is measured in a process of its own on a made-up nation of one year, four quarters and the year: records are
laid into a database as they are in force, then facts and cube run, then the floor (`floor.sql`), which must give the
same figures where it sums the same. `python -m tests.bench.growth DATABASE` measures one database made before. A whole
nation takes the better part of an hour (`whole_nation.py`): what was measured of it the last time is drawn beside.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb

from analytics import cube
from data.hierarchy import write_hierarchy
from data.home import Home
from data.sample import write_nation
from data.schema import SUBMISSION, TABLES, ddl
from tests.bench.floor import SAME, build_floor
from tests.bench.table import Table, peak

ROOT = Path(__file__).resolve().parents[2]
CURVE = ROOT / "docs" / "growth.json"
NATION_MEASURED = CURVE.with_name("nation.json")
SIZES = (170, 1_000, 3_000, 10_000, 50_000)
NATION = 489_000
MEMORY_LIMIT = "6GB"
BUDGET = 480.0  # processor seconds of a national year: four minutes on two cores
RATIO = 1.5
IN_FORCE = """
CREATE TABLE {table} AS SELECT {columns} FROM read_parquet('{folder}/{table}/*.parquet', union_by_name = true)
JOIN (SELECT submission_id, period_end FROM read_parquet('{folder}/submission/*.parquet', union_by_name = true))
    USING (submission_id)
QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY period_end DESC) = 1 ORDER BY {order}
"""
LOG = "INSERT INTO submission BY NAME FROM read_parquet('{folder}/submission/*.parquet', union_by_name = true)"
DIFFERING = """
SELECT count(*) FROM indicator_value v JOIN floor_value f USING (indicator, period_id, org_unit_id)
JOIN org_unit u USING (org_unit_id)
WHERE v.indicator = ? AND u.level = 'village' AND v.numerator IS NOT NULL
  AND (v.numerator <> coalesce(f.numerator, 0) OR v.denominator <> coalesce(f.denominator, 0))
"""


def measure(table: Table, home: Home) -> None:
    found = [_apart(size) for size in SIZES]
    for one in found:
        size = f"{one['villages']:,} villages, {one['records'] / 1e6:.1f} M rows"
        table.add("facts and cube, a year", one["cube"], size=size, processor=one["cube"], memory=one["memory"])
        table.add("the floor of the same", one["floor"], size=size, processor=one["floor"])
        budget = RATIO if one["villages"] >= 10_000 else None  # below, the engine's planning is most of it
        table.add("ratio to the floor", one["cube"] / one["floor"], unit="x", size=size, budget=budget)
    table.add("exponent of growth, from 1,000 villages on", fitted(found), unit="")
    table.add("a nation in proportion, processor", of_a_nation(found), size=f"{NATION:,} villages", budget=BUDGET)
    CURVE.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    draw()


def keep_nation(measured: dict[str, float]) -> None:
    """Keep what a nation took, and draw it beside the smaller sizes."""
    NATION_MEASURED.write_text(json.dumps(measured, indent=1) + "\n", "utf-8")
    draw()


def draw() -> None:
    found, nation = json.loads(CURVE.read_text("utf-8")), json.loads(NATION_MEASURED.read_text("utf-8"))
    CURVE.with_suffix(".svg").write_text(picture([*found, nation]), "utf-8")


def _apart(villages: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="touyan-growth-") as space:
        folder, database = Path(space) / "records", Path(space) / "records.duckdb"
        lay_in(write_nation(folder, villages, 1, 1, date(2025, 12, 31)), database)
        command = [sys.executable, "-m", "tests.bench.growth", str(database)]
        said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(said))


def lay_in(folder: Path, database: Path) -> None:
    """The records of a package in force, in a database of their own."""
    with duckdb.connect(database, config={"memory_limit": MEMORY_LIMIT}) as connection:
        connection.execute(ddl(SUBMISSION))
        connection.execute(LOG.format(folder=folder))
        for table in TABLES.values():
            columns = ", ".join(column.name for column in table.columns)
            unit = ["org_unit_id"] if "org_unit_id" in table.column else []
            key, order = ", ".join(table.key), ", ".join(dict.fromkeys([*unit, *table.key]))
            connection.execute(IN_FORCE.format(table=table.name, columns=columns, folder=folder, key=key, order=order))
        write_hierarchy(connection)


def measure_one(database: Path) -> dict[str, float]:
    """Villages, rows of records, seconds of processor of cube and floor, and the memory that the cube took (MiB)."""
    with duckdb.connect(database, config={"memory_limit": MEMORY_LIMIT}) as connection:
        began = time.process_time()
        cube.build(connection)
        cubed = time.process_time()
        memory = peak()
        again = time.process_time()
        build_floor(connection)
        floored = time.process_time()
        for indicator in SAME:
            assert connection.execute(DIFFERING, [indicator]).fetchone() == (0,), indicator
        villages = _one(connection, "SELECT count(*) FROM org_unit WHERE level = 'village'")
        records = sum(_one(connection, f"SELECT count(*) FROM {table}") for table in TABLES)
        cells = _one(connection, "SELECT count(*) FROM indicator_value")
        assert cells == _one(connection, "SELECT count(*) FROM floor_value")
    spent = {"cube": cubed - began, "floor": floored - again, "memory": memory}
    return {"villages": villages, "records": records, "cells": cells, **spent}


def _one(connection: duckdb.DuckDBPyConnection, question: str) -> int:
    row = connection.execute(question).fetchone()
    assert row is not None
    return int(row[0])


def fitted(found: list[dict[str, float]]) -> float:
    """The exponent of seconds = factor x villages ** exponent, by least squares of the logarithms; below 1,000
    villages the engine's own beginning outweighs the rows."""
    points = [(math.log(one["villages"]), math.log(one["cube"])) for one in found if one["villages"] >= 1_000]
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)


def of_a_nation(found: list[dict[str, float]]) -> float:
    """Seconds of a nation, in proportion to the largest size measured."""
    largest = max(found, key=lambda one: one["villages"])
    return largest["cube"] / largest["villages"] * NATION


WIDTH, HEIGHT, LEFT, RIGHT, BOTTOM = 640, 400, 64, 44, 48
ACROSS, UP = (100, 1_000_000), (0.1, 1000)


def picture(found: list[dict[str, float]]) -> str:
    """Seconds of processor by villages, both axes by powers of ten: cube, floor, and the budget of a nation."""
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">']
    parts.append(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>')
    for power in range(2, 7):
        x, _ = _at(10**power, UP[0])
        parts.append(f'<path d="M{x:.0f} 16V{HEIGHT - BOTTOM}" stroke="#e3e3e3"/>')
        parts.append(_text(x, HEIGHT - BOTTOM + 18, f"{10**power:,}", "middle"))
    for power in range(-1, 4):
        _, y = _at(ACROSS[0], 10**power)
        parts.append(f'<path d="M{LEFT} {y:.0f}H{WIDTH - RIGHT}" stroke="#e3e3e3"/>')
        parts.append(_text(LEFT - 6, y + 4, f"{10.0**power:g} s", "end"))
    parts.append(_text((LEFT + WIDTH) / 2, HEIGHT - 8, "villages (a year, 62 indicators, 5 periods)", "middle"))
    (x1, y), (x2, _) = _at(NATION / 4, BUDGET), _at(ACROSS[1], BUDGET)
    parts.append(f'<path d="M{x1:.0f} {y:.0f}H{x2:.0f}" stroke="#333" stroke-dasharray="5 4"/>')
    parts.append(_text(x2, y - 6, "four minutes on two cores", "end"))
    for name, colour, mark in (("cube", "#b3261e", "circle"), ("floor", "#44546a", "rect")):
        for one in found:
            x, y = _at(one["villages"], one[name])
            shape = f'cx="{x:.1f}" cy="{y:.1f}" r="5"' if mark == "circle" else f'x="{x - 4:.1f}" y="{y - 4:.1f}"'
            size = "" if mark == "circle" else ' width="8" height="8"'
            parts.append(f'<{mark} {shape}{size} fill="{colour}"/>')
    parts.append(
        _text(LEFT + 12, 32, f"● facts and cube, processor: villages to the power of {fitted(found):.2f}", "start")
    )
    parts.append(_text(LEFT + 12, 50, "■ the floor: the least scans and sums by hand", "start"))
    return "\n".join([*parts, "</svg>", ""])


def _at(villages: float, seconds: float) -> tuple[float, float]:
    across = math.log(villages / ACROSS[0]) / math.log(ACROSS[1] / ACROSS[0])
    up = math.log(seconds / UP[0]) / math.log(UP[1] / UP[0])
    return LEFT + across * (WIDTH - RIGHT - LEFT), HEIGHT - BOTTOM - up * (HEIGHT - BOTTOM - 16)


def _text(x: float, y: float, said: str, anchor: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="13" fill="#333" text-anchor="{anchor}">{said}</text>'


if __name__ == "__main__":
    print(json.dumps(measure_one(Path(sys.argv[1]))))
