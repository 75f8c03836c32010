"""The home: one folder that is backed up and restored as a whole."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Home:
    """Where the store, the settings and the logs of one installation lie."""

    root: Path

    @classmethod
    def default(cls) -> Home:
        """`TOUYAN_HOME`, else `var/` beside the code."""
        return cls(Path(os.environ.get("TOUYAN_HOME") or REPOSITORY / "var").resolve())

    @property
    def store(self) -> Path:
        return self.root / "store"

    @property
    def settings(self) -> Path:
        return self.root / "settings"

    @property
    def log(self) -> Path:
        return self.root / "log"
