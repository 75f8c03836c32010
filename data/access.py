"""Who reads what: a Scope is an org unit and a role; its holder reads that unit and all below."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    """What its holder may do; each has what the one before has."""

    VIEWER = 1  # sees, saves the shown table; disclosure control
    LEADER = 2  # small cells and figures on post holders inside the own scope
    ANALYST = 3  # bulk export, verify, board pack
    STEWARD = 4  # imports, sees the reporter's own records while correcting them
    ADMINISTRATOR = 5


@dataclass(frozen=True, slots=True)
class Scope:
    """The unit whose records may be read with all below it (`None` is the whole store), and the reader's role."""

    unit: str | None = None
    role: Role = Role.ADMINISTRATOR

    @classmethod
    def everything(cls) -> Scope:
        return cls()
