"""The home: one folder that is backed up and restored as a whole."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Home:
    """Where the store, the settings and the logs of one installation lie."""

    root: Path

    @classmethod
    def default(cls) -> Home:
        """`TOUYAN_HOME`, else `var/` beside the code."""
        return _at(os.environ.get("TOUYAN_HOME") or str(REPOSITORY / "var"))

    @property
    def store(self) -> Path:
        return self.root / "store"

    @property
    def settings(self) -> Path:
        return self.root / "settings"

    @property
    def log(self) -> Path:
        return self.root / "log"


@cache
def _at(path: str) -> Home:
    return Home(Path(path).resolve())
