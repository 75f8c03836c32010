"""A file made in a process of its own, so that the dashboard answers meanwhile: progress, cancel, the finished file.

`python -m analytics.exports.job FOLDER` reads `order.json` there, writes `progress.json` as it goes and the file at the
end. The folder is the whole conversation; killing the process leaves no half-written file under the file's name.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from analytics.catalogue import INDICATORS
from analytics.exports.choice import Choice
from analytics.exports.take_away import Form, Order, take_away
from analytics.targets import load_targets
from data.access import Role, Scope
from data.errors import DataError
from data.files import write_whole
from data.home import REPOSITORY, Home
from data.store import Store
from data.text import Text

PREFIX = "touyan-export-"
ORDER, PROGRESS, FILE, GIVEN = "order.json", "progress.json", "file", "given"
OLD = 24 * 3600.0
"""Seconds after which the folder of a job that nobody fetched is swept."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Rows written of rows to write; whether the file is there; what went wrong."""

    done: int = 0
    of: int = 0
    finished: bool = False
    fault: Text | None = None


@dataclass
class Job:
    """A file being made."""

    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def file(self) -> Path:
        return self.folder / FILE

    def progress(self) -> Progress:
        """How far it is; a process that ended without its file has failed."""
        ended = self.process.poll() is not None
        found = _read(self.folder / PROGRESS)
        fault = found.get("fault")
        if fault:
            return Progress(fault=Text(fault["en"], fault["zh"]))
        if ended and not self.file.exists():
            return Progress(fault=STOPPED)
        return Progress(int(found.get("done", 0)), int(found.get("of", 0)), ended)

    def cancel(self) -> None:
        """Stop it and forget what it wrote."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)  # with the workers it may have
            self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


def start(home: Home, snapshot_id: str, scope: Scope, order: Order) -> Job:
    """Begin to make a file; returns at once."""
    asked = {
        "home": str(home.root),
        "snapshot": snapshot_id,
        "unit": scope.unit,
        "role": int(scope.role),
        "choice": order.choice.as_json(),
        "form": order.form.value,
        "language": order.language,
        "encoding": order.encoding,
        "now": order.now.isoformat(),
        "published": order.published,
    }
    return begin("analytics.exports.job", asked)


def begin(module: str, asked: Mapping[str, Any], given: bytes | None = None) -> Job:
    """Run a module in a process of its own on what is asked and the file that was given; returns at once."""
    sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    (folder / ORDER).write_text(json.dumps(asked), "utf-8")
    if given is not None:
        (folder / GIVEN).write_bytes(given)
    command = [sys.executable, "-m", module, str(folder)]
    process = subprocess.Popen(
        command, cwd=REPOSITORY, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
    )
    return Job(folder, process)


def sweep(temporary: Path) -> None:
    """Remove the folders of jobs that nobody came back for."""
    for folder in temporary.glob(f"{PREFIX}*"):
        if folder.stat().st_mtime < time.time() - OLD:
            shutil.rmtree(folder, ignore_errors=True)


def run(folder: Path, make: Callable[[Mapping[str, Any], Path], None]) -> None:
    """Make the file that `order.json` asks for; a `DataError` is written down for the one who waits."""
    os.nice(5)  # the dashboard goes first
    try:
        make(_read(folder / ORDER), folder)
    except DataError as error:
        tell(folder, {"fault": {"en": error.reason.en, "zh": error.reason.zh}})


def _make(asked: Mapping[str, Any], folder: Path) -> None:
    home = Home(Path(asked["home"]))
    targets = load_targets(home)
    indicators = {key: replace(declared, target=targets.get(key)) for key, declared in INDICATORS.items()}
    choice, now = Choice.from_json(asked["choice"]), datetime.fromisoformat(asked["now"])
    order = Order(choice, Form(asked["form"]), asked["language"], now, asked["encoding"], asked["published"])
    store = Store(home)
    scope = Scope(asked["unit"], Role(asked["role"]))
    with store.reader(scope, store.snapshot(asked["snapshot"])) as reader:
        take_away(reader, order, indicators, folder / FILE, lambda done, of: tell(folder, {"done": done, "of": of}))


def tell(folder: Path, said: Mapping[str, Any]) -> None:
    """Write down how far it is, for the one who watches."""
    write_whole(folder / PROGRESS, json.dumps(said).encode())


def _read(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return found


STOPPED = Text("It was not finished: the process ended early. Try again.", "未能完成：进程提前结束，请重试。")

if __name__ == "__main__":
    run(Path(sys.argv[1]), _make)
