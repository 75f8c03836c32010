"""Who reads what: a Scope is an org unit; its holder reads that unit and all below."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """The unit whose records may be read with all below it; `None` is the whole store."""

    unit: str | None = None

    @classmethod
    def everything(cls) -> Scope:
        return cls(None)
