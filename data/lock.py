"""One writer at a time, by a lock that names its holder and dies with it."""

from __future__ import annotations

import fcntl
import getpass
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from data.errors import StoreBusy
from data.text import Text


@contextmanager
def writer_lock(folder: Path, purpose: str, wait_seconds: float = 0) -> Iterator[None]:
    """Hold the writer's lock of `folder` for a `with` block; `StoreBusy` names the holder if it is not to be had."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "LOCK").open("a+") as file:
        _take(file, wait_seconds)
        file.seek(0)
        file.truncate()
        json.dump(_myself(purpose), file)
        file.flush()
        try:
            yield
        finally:
            file.seek(0)
            file.truncate()


def holder(folder: Path) -> Text | None:
    """Who holds the writer's lock of `folder` right now; None if nobody does."""
    try:
        with (folder / "LOCK").open("r") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return _who_holds(file)
            return None
    except FileNotFoundError:
        return None


def _take(file: TextIO, wait_seconds: float) -> None:
    give_up_at = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= give_up_at:
                raise StoreBusy(_who_holds(file)) from None
            time.sleep(0.1)


def _myself(purpose: str) -> dict[str, object]:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return {"pid": os.getpid(), "user": system_user(), "purpose": purpose, "since": since}


def system_user() -> str:
    """The account that runs this process."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without an entry for this user id
        return str(os.getuid())


def _who_holds(file: TextIO) -> Text:
    file.seek(0)
    try:
        holder = json.loads(file.read())
    except ValueError:
        holder = {"user": "?", "pid": "?", "purpose": "?", "since": "?"}
    return Text(
        "The store is being written by {user} (process {pid}, {purpose}, since {since}). Try again when it is done.",
        "数据库正由 {user} 写入（进程 {pid}，{purpose}，自 {since}）。请待其完成后再试。",
    ).fill(**holder)
