"""The rows of one table while they are being made: columns of numbers, all of one length.

Dates are days since 1970 (`NEVER` is empty); units, persons and references are positions, enumerations the position of
their code, decimals whole numbers at the column's scale; `BLANK` is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from data.sample.draws import Array


@dataclass(frozen=True)
class Rows:
    """Columns by name; every change gives new rows."""

    columns: Mapping[str, Array]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def __getitem__(self, name: str) -> Array:
        return self.columns[name]

    def take(self, index: Array) -> Rows:
        """The rows at these positions, or where this mask is true."""
        return Rows({name: values[index] for name, values in self.columns.items()})

    def having(self, **columns: Array) -> Rows:
        """The same rows with columns added or replaced."""
        return Rows({**self.columns, **columns})

    def setting(self, index: Array, **values: Array | int | float | bool) -> Rows:
        """The same rows with these values at these positions."""
        changed = {}
        for name, value in values.items():
            changed[name] = self.columns[name].copy()
            changed[name][index] = value
        return self.having(**changed)

    @staticmethod
    def joined(*parts: Rows) -> Rows:
        """The parts below one another; every part has the first one's columns."""
        names = list(parts[0].columns)
        return Rows({name: np.concatenate([part[name] for part in parts]) for name in names})
