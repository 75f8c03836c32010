"""Is a file still what it was, and is that still so? Every cell against two snapshots."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from analytics.catalogue import INDICATORS
from analytics.catalogue.breakdowns import BREAKDOWNS
from analytics.catalogue.kinds import Indicator
from analytics.exports.checking.given import Chunk, Given, read_given
from analytics.exports.checking.headings import (
    AGAINST,
    Meaning,
    Reading,
    breakdown_of,
    kind_of,
    period_of,
    read_headings,
)
from analytics.exports.checking.truth import SPLIT, Asked, Key, Truth, class_key, codes_of_names, key_of
from analytics.exports.checking.verified import Difference, Kind, Verified
from analytics.exports.table import NUMBERS, Origin
from data.access import Role, Scope
from data.errors import DataError
from data.queries.export_rows import at_or_below
from data.queries.periods import periods as ask_periods
from data.store import Reader, Snapshot, Store
from data.text import Text

NEAR = 1e-8
"""Relative difference up to which two numbers are the same: a spreadsheet that saved a CSV again kept ten digits."""
MOST_KEPT = 100_000
"""Differences that are listed one by one."""
Figures = Mapping[Key, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the file: where it stands, whose figure it is, which part, what it holds."""

    row: int
    meaning: Meaning
    key: Key
    given: Any


def verify(
    store: Store,
    path: Path,
    scope: Scope,
    indicators: Mapping[str, Indicator] = INDICATORS,
    name: str = "",
    tell: Callable[[int], None] | None = None,
) -> Verified:
    """Hold every cell of a workbook or CSV against the snapshot it names and the published one, as its maker's role and
    the checker's scope see them. `tell` hears how many rows are done.

    Of a narrower scope only rows of its own units are checked, and nothing that depends on others: else what the
    checker may not see would be called altered. It goes through the file chunk by chunk, so that its length does not
    matter. `DataError` where the file cannot be read or names several snapshots.
    """
    if scope.role < Role.ANALYST:
        raise DataError(NOT_FOR_YOU)
    current = store.current()
    with read_given(path, name) as given, ExitStack() as open_:
        first = next(given.chunks)
        if not first.origins:
            return Verified(None, current.id, len(first.rows) + sum(len(chunk.rows) for chunk in given.chunks), 0)
        origin = first.origins[0]
        seen = _as_maker(scope, origin)
        reader = open_.enter_context(store.reader(seen, current))
        now = then = Truth(reader, indicators)
        kept = origin.snapshot == current.id
        if not kept and (named := _kept(store, origin.snapshot)) is not None:
            kept, then = True, Truth(open_.enter_context(store.reader(seen, named)), indicators)
        own = at_or_below(reader, scope.unit) if scope.unit is not None else None
        headings = _understood(reader, given, origin, own)
        tally = _Tally()
        for chunk in chain([first], given.chunks):
            _demand_one_snapshot(origin, chunk, path.name)
            cells = [cell for cell in _cells(headings, chunk) if cell.meaning.field not in headings.skipped]
            cells = cells if own is None else tally.within(own, cells)
            asked = _asked(headings, cells)
            figures = now.of(asked)
            before = figures if then is now else then.of(asked)
            tally.add(len(chunk.rows), len(cells), _compare(cells, before if kept else None, figures))
            if tell:
                tell(tally.rows)
    return Verified(
        origin, current.id, tally.rows, tally.checked, tuple(tally.differences), headings.unchecked, kept,
        given.promised, tally.counts, tally.outside,
    )  # fmt: skip


class _Tally:
    """What was found so far; of differences beyond `MOST_KEPT` only how many there are."""

    def __init__(self) -> None:
        self.rows = self.checked = self.outside = 0
        self.differences: list[Difference] = []
        self.counts: Counter[Kind] = Counter()

    def within(self, own: frozenset[str], cells: Sequence[Cell]) -> list[Cell]:
        """The cells that name no unit but one's own; of the others how many rows they fill."""
        self.outside += len({cell.row for cell in cells if cell.key[0] and cell.key[0] not in own})
        return [cell for cell in cells if not cell.key[0] or cell.key[0] in own]

    def add(self, rows: int, checked: int, differences: Iterable[Difference]) -> None:
        self.rows += rows
        self.checked += checked
        for found in differences:
            self.counts[found.kind] += 1
            if len(self.differences) < MOST_KEPT:
                self.differences.append(found)


def _demand_one_snapshot(origin: Origin, chunk: Chunk, place: str) -> None:
    named = {found.snapshot for found in (origin, *chunk.origins)}
    if len(named) > 1:
        raise DataError(SEVERAL.fill(snapshots=", ".join(sorted(named))), place)


@dataclass(frozen=True, slots=True)
class Understood:
    """What the headings mean, what the periods and units are called, where the file comes from; the headings that
    cannot be checked."""

    reading: Reading
    origin: Origin
    periods: tuple[str, ...]
    units: Mapping[str, str]
    skipped: tuple[str, ...]
    unchecked: tuple[str, ...]


def _understood(reader: Reader, given: Given, origin: Origin, own: frozenset[str] | None) -> Understood:
    periods = tuple(str(row["period_id"]) for row in ask_periods(reader).to_pylist())
    reading = read_headings(given.headings, periods)
    skipped = () if origin.unit and (own is None or origin.unit in own) else AGAINST
    left = [column.heading for column in reading.columns if column.field in skipped]
    named = codes_of_names(reader) if "org_unit_id" not in reading.keys else {}
    return Understood(reading, origin, periods, named, skipped, (*reading.unknown, *left))


def _asked(of: Understood, cells: Sequence[Cell]) -> Asked:
    """What must be known to judge these cells."""
    by_code = {found.code: key for key, found in INDICATORS.items()}
    units, codes, periods = (
        (set(named) for named in zip(*{cell.key for cell in cells}, strict=True)) if cells else 3 * ((),)
    )
    named = {code.partition(SPLIT)[0] for code in codes}
    known = {by_code[code] for code in named if code in by_code}
    return Asked(
        tuple(sorted(unit for unit in units if unit)),
        tuple(key for key in INDICATORS if key in known),
        tuple(period for period in reversed(of.periods) if period in periods),
        of.origin.unit,
        any(column.field.startswith("rank") for column in of.reading.columns),
        of.reading.language,
        _splits(codes) if "by" in of.reading.keys else ("",),
    )


def _splits(codes: Iterable[str]) -> tuple[str, ...]:
    """The known breakdowns among the classes that follow codes."""
    named = {code.split(SPLIT)[1] for code in codes if SPLIT in code}
    return tuple(sorted(named & set(BREAKDOWNS)))


def _cells(of: Understood, chunk: Chunk) -> Iterator[Cell]:
    """The cells whose unit, indicator and period are known; a row is counted from the first below the headings as 2."""
    reading, origin = of.reading, of.origin
    name_at = next((column.place for column in reading.columns if column.field == "name"), None)
    words: dict[str, str] = {}
    for number, row in enumerate(chunk.rows, start=chunk.first):
        unit = _text(row, reading.keys.get("org_unit_id")) or of.units.get(_text(row, name_at), "")
        own_code = _text(row, reading.keys.get("code")) or origin.indicator
        said = _text(row, reading.keys.get("period_id"))
        period = words.setdefault(said, period_of(said, of.periods, reading.language)) if said else origin.period
        if LOST.fullmatch(unit):
            raise DataError(CODES_LOST)
        by = breakdown_of(_text(row, reading.keys.get("by")), reading.language)
        kind = class_key(by, _text(row, reading.keys.get("class")).lower())
        for column in reading.columns:
            key = key_of(column.field, unit, column.code or own_code, column.period or period, kind)
            if key is not None and column.place < len(row):
                yield Cell(number, column, key, row[column.place])


def _text(row: Any, place: int | None) -> str:
    """A key of a row as text; a spreadsheet may have made a number of it."""
    cell = row[place] if place is not None and place < len(row) else None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip() if cell is not None else ""


def _compare(cells: Iterable[Cell], then: Figures | None, now: Figures) -> Iterator[Difference]:
    """Cell by cell; `then` is None where the snapshot that the file names is no longer kept."""
    for cell in cells:
        named, current = _part(then if then is not None else now, cell), _part(now, cell)
        kind = _kind(cell, named, current, then is not None)
        if kind is not None:
            unit, code, period = cell.key
            yield Difference(
                kind, cell.row, cell.meaning.heading, unit, code, period, cell.given, named.value, current.value
            )


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
    if kind_of(cell.meaning.field).kind in NUMBERS:
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
