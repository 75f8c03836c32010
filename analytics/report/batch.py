"""Packs for many units, several at once; a pack whose snapshot and choice have not changed is not written again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Indicator
from analytics.exports.table import file_name
from analytics.report.pack import TITLE, Asked, about, internal_of, is_current, key_of, make_pack, name_of, write_pack
from analytics.report.short import SHORT
from analytics.targets import load_targets
from data.access import Scope
from data.errors import DataError
from data.home import Home
from data.store import Reader, Store
from data.text import Text

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Done:
    """A unit's pack: its file and whether it was written anew, or why there is none."""

    unit: str
    path: Path | None = None
    written: bool = False
    fault: Text | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """From which home, snapshot and scope packs are made, and into which folder."""

    home: Home
    snapshot_id: str
    scope: Scope
    folder: Path


def make_packs(
    batch: Batch, asked: Sequence[Asked], tell: Tell | None = None, at_once: int | None = None
) -> list[Done]:
    """The packs in the order asked for; `tell` hears how many are done. One that fails does not stop the others."""
    batch.folder.mkdir(parents=True, exist_ok=True)
    found: dict[int, Done] = {}
    for place, done in _each(batch, asked, at_once or os.cpu_count() or 1):
        found[place] = done
        if tell:
            tell(len(found), len(asked))
    return [found[place] for place in range(len(asked))]


def _each(batch: Batch, asked: Sequence[Asked], at_once: int) -> Iterator[tuple[int, Done]]:
    """Each pack with its place, as they come."""
    if len(asked) < 2 or at_once < 2:
        yield from ((place, one(batch, each)) for place, each in enumerate(asked))
        return
    with ProcessPoolExecutor(min(at_once, len(asked)), mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(one, batch, each): place for place, each in enumerate(asked)}
        for future in as_completed(waiting):
            yield waiting[future], future.result()


def one(batch: Batch, asked: Asked) -> Done:
    """One unit's pack, left alone where it is current."""
    store = Store(batch.home)
    try:
        with store.reader(batch.scope, store.snapshot(batch.snapshot_id)) as reader:
            indicators = indicators_of(batch.home)
            of = about(reader, batch.home, asked, indicators)
            path = batch.folder / name_of(of, internal_of(of), asked.short)
            if is_current(path, key_of(reader, batch.home, asked)):
                return Done(asked.unit, path)
            return Done(asked.unit, write_pack(batch.folder, make_pack(reader, batch.home, asked, indicators)), True)
    except DataError as error:
        return Done(asked.unit, fault=error.reason)
    finally:
        store.close()


def name_of_all(reader: Reader, home: Home, packs: Sequence[Asked], indicators: Mapping[str, Indicator]) -> str:
    """The name of the one pack, or of a zip of all: marked internal as soon as one of them must be kept so."""
    subjects = [about(reader, home, asked, indicators) for asked in packs]
    internal, first = any(map(internal_of, subjects)), packs[0]
    if len(packs) == 1:
        return name_of(subjects[0], internal, first.short)
    title = (SHORT if first.short else TITLE).in_language(first.language)
    return file_name([title, str(len(packs)), first.period, reader.snapshot_id], "zip", internal)


def indicators_of(home: Home) -> dict[str, Indicator]:
    """The indicators with the county's own targets."""
    targets = load_targets(home)
    return {key: replace(declared, target=targets.get(key)) for key, declared in INDICATORS.items()}
