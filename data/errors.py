"""What a person can put right. A bug is an `assert`; everything here has a place and a way out."""

from __future__ import annotations

from data.text import Text


class DataError(Exception):
    """Something in the data or in the call that a person can mend; says where and what to do, in both languages."""

    def __init__(self, reason: Text, place: str = "") -> None:
        self.reason = reason
        self.place = place
        super().__init__(f"{place}: {reason}" if place else str(reason))


class ArgumentError(DataError, ValueError):
    """An argument that cannot be; `place` names it."""


class StoreMissing(DataError):
    """There is no published snapshot yet."""


class StoreBusy(DataError):
    """Another writer holds the lock; the reason names it."""


class StoreMovedOn(DataError):
    """Somebody else published between judging and publishing: judge again."""
