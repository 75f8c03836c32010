"""Is a file still what it was, and is that still so? Every cell against two snapshots."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Indicator
from analytics.exports.checking.given import Given, read_given
from analytics.exports.checking.headings import AGAINST, Meaning, Reading, kind_of, period_of, read_headings
from analytics.exports.checking.truth import Asked, Key, codes_of_names, key_of, truth
from analytics.exports.checking.verified import Difference, Kind, Verified
from analytics.exports.table import Origin
from data.access import Role, Scope
from data.errors import DataError
from data.queries.periods import periods as ask_periods
from data.store import Reader, Snapshot, Store
from data.text import Text

NEAR = 1e-8
"""Relative difference up to which two numbers are the same: a spreadsheet that saved a CSV again kept ten digits."""
Figures = Mapping[Key, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the file: where it stands, whose figure it is, which part, what it holds."""

    row: int
    meaning: Meaning
    key: Key
    given: Any


def verify(
    store: Store, path: Path, scope: Scope, indicators: Mapping[str, Indicator] = INDICATORS, name: str = ""
) -> Verified:
    """Hold every cell of a workbook or CSV against the snapshot it names and the published one, as its maker's role and
    the checker's scope see them. `DataError` where the file cannot be read or names several snapshots."""
    if scope.role < Role.ANALYST:
        raise DataError(NOT_FOR_YOU)
    given, current = read_given(path, name), store.current()
    origins = dict.fromkeys(given.origins)
    if not origins:
        return Verified(None, current.id, len(given.rows), 0, ())
    if len({origin.snapshot for origin in origins}) > 1:
        raise DataError(SEVERAL.fill(snapshots=", ".join(sorted({origin.snapshot for origin in origins}))), path.name)
    origin = next(iter(origins))
    seen = _as_maker(scope, origin)
    with store.reader(seen, current) as reader:
        now = _understood(reader, given, origin)
        figures_now = truth(reader, now.asked, indicators)
    then, kept = figures_now, origin.snapshot == current.id
    if not kept and (named := _kept(store, origin.snapshot)) is not None:
        kept = True
        with store.reader(seen, named) as reader:
            then = truth(reader, now.asked, indicators)
    differences = _compare(now.cells, then if kept else None, figures_now)
    rows, checked = len(given.rows), len(now.cells)
    return Verified(origin, current.id, rows, checked, differences, now.unchecked, kept, given.promised)


@dataclass(frozen=True, slots=True)
class Understood:
    """The cells that can be checked, what to ask for them, the headings that cannot."""

    cells: tuple[Cell, ...]
    asked: Asked
    unchecked: tuple[str, ...]


def _understood(reader: Reader, given: Given, origin: Origin) -> Understood:
    periods = [str(row["period_id"]) for row in ask_periods(reader).to_pylist()]
    reading = read_headings(given.headings, periods)
    cells = tuple(_cells(reader, given, reading, origin, periods))
    skipped = AGAINST if not origin.unit else ()
    left = [column.heading for column in reading.columns if column.field in skipped]
    by_code = {found.code: key for key, found in INDICATORS.items()}
    codes = {by_code[cell.key[1]] for cell in cells if cell.key[1] in by_code}
    named = {cell.key[2] for cell in cells}
    asked = Asked(
        tuple(dict.fromkeys(cell.key[0] for cell in cells if cell.key[0])),
        tuple(key for key in INDICATORS if key in codes),
        tuple(period for period in reversed(periods) if period in named),
        origin.unit,
        any(column.field.startswith("rank") for column in reading.columns),
        reading.language,
    )
    return Understood(
        tuple(cell for cell in cells if cell.meaning.field not in skipped), asked, (*reading.unknown, *left)
    )


def _cells(reader: Reader, given: Given, reading: Reading, origin: Origin, periods: list[str]) -> Iterator[Cell]:
    """The cells whose unit, indicator and period are known; a row is counted from the first below the headings as 2."""
    named = codes_of_names(reader) if "org_unit_id" not in reading.keys else {}
    name_at = next((column.place for column in reading.columns if column.field == "name"), None)
    words: dict[str, str] = {}
    for number, row in enumerate(given.rows, start=2):
        unit = _text(row, reading.keys.get("org_unit_id")) or named.get(_text(row, name_at), "")
        own_code = _text(row, reading.keys.get("code")) or origin.indicator
        said = _text(row, reading.keys.get("period_id"))
        period = words.setdefault(said, period_of(said, periods, reading.language)) if said else origin.period
        if LOST.fullmatch(unit):
            raise DataError(CODES_LOST)
        for column in reading.columns:
            key = key_of(column.field, unit, column.code or own_code, column.period or period)
            if key is not None and column.place < len(row):
                yield Cell(number, column, key, row[column.place])


def _text(row: Any, place: int | None) -> str:
    """A key of a row as text; a spreadsheet may have made a number of it."""
    cell = row[place] if place is not None and place < len(row) else None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip() if cell is not None else ""


def _compare(cells: tuple[Cell, ...], then: Figures | None, now: Figures) -> tuple[Difference, ...]:
    """Cell by cell; `then` is None where the snapshot that the file names is no longer kept."""
    found: list[Difference] = []
    for cell in cells:
        named, current = _part(then if then is not None else now, cell), _part(now, cell)
        kind = _kind(cell, named, current, then is not None)
        if kind is not None:
            unit, code, period = cell.key
            found.append(
                Difference(
                    kind, cell.row, cell.meaning.heading, unit, code, period, cell.given, named.value, current.value
                )
            )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a figure; `there` is false where the snapshot has no such figure."""

    there: bool
    value: Any


def _part(figures: Figures, cell: Cell) -> Part:
    figure = figures.get(cell.key)
    if figure is None:
        return Part(False, None)
    return Part(True, figure.get(cell.meaning.field))


def _kind(cell: Cell, named: Part, current: Part, kept: bool) -> Kind | None:
    """None where the file, the named and the published snapshot agree."""
    if not named.there and (cell.given is not None or _is_row(cell)):
        return Kind.UNKNOWN
    if not _same(cell, named.value):
        return Kind.ALTERED if kept else Kind.DIFFERS
    return None if _same(cell, current.value) else Kind.REVISED


def _is_row(cell: Cell) -> bool:
    """A row of its own says that the figure exists; of figures side by side some may not."""
    return not (cell.meaning.code or cell.meaning.period)


def _same(cell: Cell, expected: Any) -> bool:
    given = cell.given
    if given is None or expected is None or expected == "":
        return given in (None, "") and expected in (None, "")
    if kind_of(cell.meaning.field).kind in ("number", "percent", "integer"):
        number = _number(given)
        return number is not None and abs(number - float(expected)) <= NEAR * max(abs(number), abs(float(expected)))
    said, meant = " ".join(str(given).split()), " ".join(str(expected).split())
    return said == meant or (cell.meaning.field == "name" and said.startswith(f"{meant} ("))  # two units of one name


def _number(given: Any) -> float | None:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return float(given)
    try:
        return float(str(given).replace(",", "").removesuffix("%"))
    except ValueError:
        return None


def _as_maker(scope: Scope, origin: Origin) -> Scope:
    """What both the file's maker and its checker may see."""
    made_by = next((role for role in Role if role.name.lower() == origin.role), scope.role)
    return replace(scope, role=min(scope.role, made_by))


def _kept(store: Store, snapshot_id: str) -> Snapshot | None:
    return next((snapshot for snapshot in store.snapshots() if snapshot.id == snapshot_id), None)


LOST = re.compile(r"\d(\.\d+)?[Ee]\+\d+")
CODES_LOST = Text(
    "A spreadsheet has turned the unit codes into rounded numbers (9.9E+11). Check the file as it was saved here, or "
    "the workbook.",
    "电子表格软件已把区划代码改成了近似数（如 9.9E+11）。请核对原始文件，或改用工作簿。",
)
NOT_FOR_YOU = Text("Checking files is for analysts and above.", "核对文件仅限分析员及以上角色。")
SEVERAL = Text(
    "The file holds rows of several snapshots ({snapshots}). Check them apart.",
    "文件中混有多个快照（{snapshots}）的数据，请分开核对。",
)
