"""How a made-up nation is laid out: its provinces, prefectures and counties, and which pattern each county repeats."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from data.sample import names
from data.sample.draws import Array, Generator
from data.text import Text

NATION = "0"
NATION_NAME = Text("Huayue Federation of the Sample", "华岳全境（模拟）")
PROVINCES = (*range(66, 71), *range(72, 81), *range(83, 100))  # two-digit codes that no real province has
COUNTIES_PER_PROVINCE = 92
COUNTIES_PER_PREFECTURE = 10
FIRST_COUNTY = 21  # the last two digits of a prefecture's first county
PATTERNS = 16
SMALLEST, LARGEST = 40, 400
APART = 0.9  # degrees between the seats of neighbouring counties


@dataclass(frozen=True)
class Copy:
    """One county of the nation: its codes, its name, the pattern it repeats, and where it lies from the pattern."""

    code: str
    name: Text
    pattern: int
    key: str  # sixteen hexadecimal characters: the beginning of every person's key
    east: float
    north: float

    @property
    def prefecture(self) -> str:
        return self.code[:4]


@dataclass(frozen=True)
class Unit:
    """A unit above the counties."""

    code: str
    parent: str | None
    level: str
    name: Text


@dataclass(frozen=True)
class Layout:
    """`patterns` are the sizes, in villages, of the counties to be invented."""

    patterns: tuple[int, ...]
    copies: tuple[Copy, ...]
    upper: tuple[Unit, ...]

    def by_prefecture(self) -> dict[str, list[Copy]]:
        found: dict[str, list[Copy]] = {}
        for copy in self.copies:
            found.setdefault(copy.prefecture, []).append(copy)
        return found


def lay_out(villages: int, rng: Generator, seed: int) -> Layout:
    """Counties of lognormal size until there are `villages`; the last one is as large as what remains."""
    patterns, repeated = _sizes(villages, rng)
    provinces = _parts(len(repeated), COUNTIES_PER_PROVINCE, len(PROVINCES), rng)
    codes = [
        f"{PROVINCES[-1 - province]}{prefecture + 1:02d}{FIRST_COUNTY + county:02d}"
        for province, counties in enumerate(provinces)
        for prefecture, within in enumerate(_parts(counties, COUNTIES_PER_PREFECTURE, 99, rng))
        for county in range(within)
    ]
    copies = tuple(
        _copy(number, code, pattern, seed) for number, (code, pattern) in enumerate(zip(codes, repeated, strict=True))
    )
    return Layout(patterns, copies, _upper(codes))


def _sizes(villages: int, rng: Generator) -> tuple[tuple[int, ...], list[int]]:
    """The patterns' sizes, and the pattern of each county."""
    drawn = np.clip(np.round(150 * np.exp(0.45 * rng.normal(size=PATTERNS))), SMALLEST, LARGEST).astype(int).tolist()
    left, repeated = villages, []
    while left > LARGEST:
        pattern = int(rng.integers(PATTERNS))
        repeated.append(pattern)
        left -= drawn[pattern]
    used = sorted(set(repeated))
    sizes = [drawn[pattern] for pattern in used] + ([left] if left > 0 else [])
    return tuple(sizes), [used.index(pattern) for pattern in repeated] + ([len(used)] if left > 0 else [])


def _parts(total: int, mean: int, most: int, rng: Generator) -> list[int]:
    """`total` cut into unequal parts of about `mean`, none empty."""
    number = min(max(1, round(total / mean)), most, total)
    weights = np.exp(0.25 * rng.normal(size=number))
    edges = np.round(np.cumsum(weights) / weights.sum() * total).astype(int)
    parts: Array = np.diff(edges, prepend=0)
    return [int(part) for part in parts]


def _copy(number: int, code: str, pattern: int, seed: int) -> Copy:
    key = sha256(f"{seed}-{code}".encode()).hexdigest()[:16]
    return Copy(
        code=code,
        name=names.joined(*_pair(number), names.KINDS["county"]),
        pattern=pattern,
        key=key,
        east=round((number % 60 - 30) * APART, 5),
        north=round((number // 60 - 25) * APART / 2, 5),
    )


def _upper(codes: list[str]) -> tuple[Unit, ...]:
    provinces = sorted({code[:2] for code in codes})
    prefectures = sorted({code[:4] for code in codes})
    kinds = {"province": Text("Province", "省"), "prefecture": Text("City", "市")}
    return (
        Unit(NATION, None, "nation", NATION_NAME),
        *(
            Unit(code, NATION, "province", names.joined(*_pair(31 * n + 7), kinds["province"]))
            for n, code in enumerate(provinces)
        ),
        *(
            Unit(code, code[:2], "prefecture", names.joined(*_pair(3 * n + 400), kinds["prefecture"]))
            for n, code in enumerate(prefectures)
        ),
    )


def _pair(number: int) -> tuple[Text, Text]:
    """A name of two characters, another for each number up to a thousand."""
    place = 389 * number % (len(names.FIRST) * len(names.SECOND))
    return names.FIRST[place // len(names.SECOND)], names.SECOND[place % len(names.SECOND)]
