"""Warnings that a steward has explained, kept in the home's log by what the case is about: they outlive imports.

One JSON object a line, only ever added to; the last word on a case counts, and an empty note opens it again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from data.errors import DataError
from data.home import Home
from data.storage import storage_faults
from data.text import Text

FILE = "explained.jsonl"
LONGEST_NOTE = 500
Case = tuple[str, str, str, str, str]  # rule, sign, unit, period, record


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a case is as it should be, who says so and when."""

    rule: str
    sign: str
    org_unit_id: str
    period: str
    record: str
    note: str
    author: str
    at: str

    @property
    def case(self) -> Case:
        return (self.rule, self.sign, self.org_unit_id, self.period, self.record)


def case_of(row: Mapping[str, str | None]) -> Case:
    """What a case is about, of a row of `find_signs`: not its value, which the next import may change."""
    return tuple(row[name] or "" for name in ("rule", "sign", "org_unit_id", "period", "record"))  # type: ignore[return-value]


def explain(home: Home, case: Case, note: str, author: str, now: datetime) -> Explanation:
    """Add the explanation of a case; `DataError` for a note that is too long."""
    if len(note) > LONGEST_NOTE:
        raise DataError(TOO_LONG.fill(most=LONGEST_NOTE))
    said = Explanation(*case, " ".join(note.split()), author, now.isoformat(timespec="seconds"))
    line = json.dumps(asdict(said), ensure_ascii=False) + "\n"
    with storage_faults(str(home.log)):
        home.log.mkdir(parents=True, exist_ok=True)
        _append(home.log / FILE, line)
    return said


def _append(path: Path, line: str) -> None:
    with path.open("ab") as file:
        file.write(line.encode())
        file.flush()
        os.fsync(file.fileno())


def explained(home: Home) -> dict[Case, Explanation]:
    """The explanations in force, by case; a line that was cut off by a power failure is passed over."""
    found = {}
    for said in _lines(home.log / FILE):
        found[said.case] = said
    return {case: said for case, said in found.items() if said.note}


def _lines(path: Path) -> list[Explanation]:
    try:
        lines = path.read_text("utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        try:
            found.append(Explanation(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return found


TOO_LONG = Text("The note is too long: at most {most} characters.", "说明过长：最多 {most} 字。")
