"""From which size on a figure about people may be shown to everyone: `settings/disclosure.toml`.

least_denominator = 10
small_counts = [1, 2]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.errors import DataError
from data.home import Home
from data.queries.withheld_below import withheld_below
from data.settings import read_settings
from data.store import Reader
from data.text import Text

FILE = "disclosure.toml"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A person-based cell is hidden below `least_denominator`, or where a part or the rest is one of `small_counts`.

    Source: the catalogue's section on privacy; 10 is usual in research environments, 3 in statistics offices.
    """

    least_denominator: int = 10
    small_counts: tuple[int, ...] = (1, 2)


def thresholds_of(reader: Reader) -> Thresholds:
    """Those under which the reader's snapshot was built; the shipped ones of a snapshot that does not say."""
    rows = withheld_below(reader).to_pylist()
    return Thresholds(rows[0]["least_denominator"], tuple(rows[0]["small_counts"])) if rows else Thresholds()


def load_thresholds(home: Home) -> Thresholds:
    """The shipped thresholds, over which the county's own go; `DataError` names what cannot be read.

    They may be raised, never lowered: below the shipped ones a person can be recognised.
    """
    path = home.settings / FILE
    return check_thresholds(read_settings(path), str(path))


def check_thresholds(said: Mapping[str, Any], place: str) -> Thresholds:
    """What a file of thresholds says."""
    shipped = Thresholds()
    if unknown := sorted(set(said) - {"least_denominator", "small_counts"}):
        raise DataError(UNKNOWN.fill(fields=", ".join(unknown)), place)
    least = said.get("least_denominator", shipped.least_denominator)
    small = said.get("small_counts", list(shipped.small_counts))
    if not _whole(least) or least < shipped.least_denominator:
        raise DataError(TOO_LOW.fill(value=least, least=shipped.least_denominator), place)
    if not isinstance(small, list) or not all(map(_whole, small)) or not set(shipped.small_counts) <= set(small):
        raise DataError(COUNTS_MISSING.fill(value=small), place)
    return Thresholds(least, tuple(sorted(small)))


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


UNKNOWN = Text("Unknown: {fields}.", "无法识别：{fields}。")
TOO_LOW = Text(
    "least_denominator cannot be {value}: a whole number from {least} on.",
    "least_denominator 不能为 {value}，应为不小于 {least} 的整数。",
)
COUNTS_MISSING = Text(
    "small_counts cannot be {value}: a list of whole numbers with 1 and 2 among them.",
    "small_counts 不能为 {value}，应为包含 1 和 2 的整数列表。",
)
