"""People: pseudonymous keys, and the register into which every subject enters the persons it needs."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.sample.draws import Array, Generator, choose, code
from data.sample.rows import Rows

KEY_LENGTH = 64
OLD = {"primary": 0.34, "junior": 0.47, "senior": 0.17, "college": 0.02}
MIDDLE = {"primary": 0.10, "junior": 0.50, "senior": 0.29, "college": 0.09, "bachelor": 0.02}
YOUNG = {"junior": 0.24, "senior": 0.32, "college": 0.27, "bachelor": 0.16, "postgraduate": 0.01}
SECRETARIES = {"primary": 0.02, "junior": 0.16, "senior": 0.34, "college": 0.38, "bachelor": 0.10}
OFFICIALS = {"senior": 0.06, "college": 0.34, "bachelor": 0.54, "postgraduate": 0.06}
NOT_STATED = 0.01


class Register:
    """Persons in the order of their entry; a person is known by position."""

    def __init__(self, rng: Generator) -> None:
        self._rng = rng
        self._parts: list[Rows] = []
        self._corrected: dict[int, int] = {}
        self.count = 0

    def enter(self, birth_year: Array, women: float = 0.2, education: dict[str, float] | None = None) -> Array:
        """Positions of new persons; education follows age unless a mix is given."""
        rng, n = self._rng, len(birth_year)
        schooling = self._by_age(birth_year) if education is None else choose(rng, education, "education", n)
        sex = np.where(rng.random(n) < women, code("sex", "f"), code("sex", "m"))
        self._parts.append(Rows({"sex": sex, "birth_year": birth_year.astype(np.int64), "education": schooling}))
        self.count += n
        return np.arange(self.count - n, self.count)

    def _by_age(self, birth_year: Array) -> Array:
        n = len(birth_year)
        mixes = [choose(self._rng, mix, "education", n) for mix in (OLD, MIDDLE, YOUNG)]
        schooling = np.select([birth_year < 1962, birth_year < 1985], mixes[:2], mixes[2])
        return np.where(self._rng.random(n) < NOT_STATED, -1, schooling)

    def rows(self) -> Rows:
        """Everyone, as the table of persons holds them."""
        everyone = Rows.joined(*self._parts).having(person_id=np.arange(self.count))
        corrected = np.array(list(self._corrected), np.int64)
        return everyone.setting(corrected, birth_year=np.array(list(self._corrected.values()), np.int64))

    def correct(self, persons: Array, birth_year: int) -> None:
        """Give persons another year of birth."""
        self._corrected.update(dict.fromkeys(persons.tolist(), birth_year))


def make_keys(rng: Generator, n: int) -> pa.Array:
    """`n` keys of 64 hexadecimal characters."""
    text = rng.bytes(n * KEY_LENGTH // 2).hex().encode("ascii")
    offsets = np.arange(n + 1, dtype=np.int32) * KEY_LENGTH
    return pa.StringArray.from_buffers(n, pa.py_buffer(offsets), pa.py_buffer(text))
