"""Answers that are made once and kept for all who ask the same: under their arguments, which name snapshot and scope.

`st.cache_resource` does as much, but takes 0.2 ms a call to put a key together: a third of what a page costs that has
been asked for before. Nothing has to be thrown away: a new snapshot has another id.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import update_wrapper
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_every: list[Kept[..., Any]] = []


def keep(most: int) -> Callable[[Callable[P, R]], Kept[P, R]]:
    """Keep the last `most` answers of a function. They are shared: nobody changes one."""
    return lambda make: Kept(make, most)


def forget() -> None:
    """Let go of everything, as a test does that changes what answers are made of."""
    for kept in _every:
        kept.clear()


class Kept(Generic[P, R]):
    """A function whose answers are kept; of two who ask the same at once, one waits for the other's answer."""

    __wrapped__: Callable[P, R]

    def __init__(self, make: Callable[P, R], most: int) -> None:
        update_wrapper(self, make)
        self._make, self._most = make, most
        self._answers: OrderedDict[Hashable, R] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()
        _every.append(self)

    def __call__(self, *asked: P.args, **named: P.kwargs) -> R:
        key = (asked, frozenset(named.items()))
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if key in self._answers:
                    return self._answers[key]
            try:
                answer = self._make(*asked, **named)
                self._put(key, answer)
            finally:
                self._making.pop(key, None)
        return answer

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()

    def _put(self, key: Hashable, answer: R) -> None:
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
