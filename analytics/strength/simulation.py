"""The index under many sets of assumptions at once, in batches of arrays.

A design is a table of draws x ASSUMPTIONS of whole numbers: for normalisation, aggregation and missing the place of
the option (0 is the declared one), for weights and errors the number of a random set (DECLARED: none).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from analytics.strength.aggregation import combine
from analytics.strength.checks import unknown_method
from analytics.strength.declared import block_weights, indicator_weights, treatments, yardstick_of
from analytics.strength.frames import columns_of, table
from analytics.strength.index import DECIMALS, Strength, on_scale
from analytics.strength.missing import fill
from analytics.strength.normalisation import Yardstick, shares
from analytics.strength.screening import Outcome, applicable_cells
from analytics.strength.structure import AGGREGATIONS, INDEX, MISSING, NORMALISATIONS, Structure
from analytics.strength.tracks import groups
from data.errors import ArgumentError
from data.text import Text

Floats = NDArray[np.float64]
Design = NDArray[np.intp]
ASSUMPTIONS = ("weights", "normalisation", "aggregation", "missing", "errors")
DECLARED = -1
CELLS = 300_000
"""So many cells are scored at a time: few enough for the processor's cache, enough to keep two threads busy."""
NORMAL = ndtri((np.arange(2**16) + 0.5) / 2**16).astype(np.float32)
"""The normal distribution as 65,536 equally likely numbers, with a standard deviation of 0.99999: 16 random bits choose
one, in a fifth of the time (inversion: Devroye 1986, Non-Uniform Random Variate Generation, ch. II.2)."""


@dataclass(frozen=True, slots=True)
class Variation:
    """What is varied beside the declared choice: weights by a share, the methods named, each value by its error.

    An empty tuple, 0.0 or False: not varied. `distance_to_target` is not among the defaults: most indicators have
    no target but their better goalpost.
    """

    weights: float = 0.25
    normalisations: tuple[str, ...] = ("goalposts", "minmax", "zscore", "percentile_rank")
    aggregations: tuple[str, ...] = AGGREGATIONS
    missing: tuple[str, ...] = MISSING
    errors: bool = True

    def __post_init__(self) -> None:
        if not 0.0 <= self.weights < 1.0:
            reason = Text(
                "weights vary by a share from 0 to below 1; got {share}", "权重变动幅度应不小于0且小于1，实为 {share}"
            )
            raise ArgumentError(reason.fill(share=self.weights), "vary: weights")

    def options(self, structure: Structure) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Normalisations, means across blocks and treatments; the declared one first, impossible ones left out."""
        posts = all(part.low is not None for part in structure.components)
        fixed = set() if posts else {"goalposts", "distance_to_target"}
        unfit = set() if structure.scale[0] > 0 else {"geometric", "harmonic"}
        return (
            _options(structure.normalisation, self.normalisations, NORMALISATIONS, fixed),
            _options(structure.across, self.aggregations, AGGREGATIONS, unfit),
            _options(structure.missing, self.missing, MISSING, set()),
        )


def _options(declared: str, others: tuple[str, ...], known: tuple[str, ...], unfit: set[str]) -> tuple[str, ...]:
    for other in others:
        if other not in known:
            raise ArgumentError(unknown_method(other, known), "vary")
    return declared, *(other for other in others if other != declared and other not in unfit)


@dataclass(frozen=True)
class Arena:
    """What all draws share. Arrays are indicators x units, blocks x units; a group is (places, weights of
    indicators, weights of blocks)."""

    structure: Structure
    yardstick: Yardstick
    turned: Floats
    spread: NDArray[np.float32]
    gaps: NDArray[np.bool_]
    unscored: NDArray[np.bool_]
    groups: tuple[tuple[NDArray[np.intp] | slice, Floats, Floats], ...]
    options: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    factors: Floats
    seed: int

    @classmethod
    def of(
        cls,
        strength: Strength,
        values: pd.DataFrame,
        errors: pd.DataFrame | None,
        applicable: pd.DataFrame | None,
        vary: Variation,
        sets: int,
        seed: int,
    ) -> Arena:
        """From a built index; `sets` random sets of weights are drawn."""
        structure = strength.structure
        known = columns_of(values, structure.indicators)
        applies = applicable_cells(known, applicable)
        numbers, yardstick = np.where(applies, table(known), np.nan).T, yardstick_of(structure)
        parts = len(structure.components) + len(structure.blocks)
        luck = np.random.default_rng((seed, 0))
        return cls(
            structure,
            yardstick,
            np.ascontiguousarray(yardstick.sign * numbers),
            _spread(known, errors),
            np.isnan(numbers) & applies.T,
            (strength.screening.outcome[list(structure.block_ids)] != Outcome.SCORED).to_numpy().T,
            tuple(_groups(strength)),
            vary.options(structure),
            luck.uniform(1 - vary.weights, 1 + vary.weights, (sets, parts)),
            seed,
        )


def _spread(values: pd.DataFrame, errors: pd.DataFrame | None) -> NDArray[np.float32]:
    """Standard errors as indicators x units; 0 where none is known."""
    if errors is None:
        return np.zeros(values.shape[::-1], dtype=np.float32)
    spread = np.nan_to_num(table(errors.reindex(index=values.index, columns=values.columns)))
    if (spread < 0).any():
        row, column = np.argwhere(spread < 0)[0]
        place = f"{values.index[row]}, {values.columns[column]}"
        raise ArgumentError(Text("a standard error is not below 0", "标准误不能小于 0"), place)
    return np.ascontiguousarray(spread.T, dtype=np.float32)


def _groups(strength: Strength) -> Iterator[tuple[NDArray[np.intp] | slice, Floats, Floats]]:
    for track, places in groups(strength.tracks):
        everyone = len(places) == len(strength.tracks)
        weights = indicator_weights(strength.structure, track), block_weights(strength.structure, track)
        yield slice(None) if everyone else places, *weights


def simulate(arena: Arena, design: Design) -> Floats:
    """The index of every draw (draws x units), NaN for a unit none of whose blocks is scored.

    The same for one seed, whatever the batches and threads.
    """
    np.empty(2**24, dtype=np.uint8)  # given back at once: from now on glibc keeps what one batch frees for the next
    index = np.empty((len(design), arena.turned.shape[1]))
    factors = np.where(design[:, :1] == DECLARED, 1.0, arena.factors[design[:, 0]])[:, np.newaxis]
    of_indicators, of_blocks = np.split(factors, [len(arena.turned)], axis=-1)
    _, first, place = np.unique(design[:, [0, 1, 3, 4]], axis=0, return_index=True, return_inverse=True)
    blocks = np.empty((len(first), *arena.unscored.shape))  # of rows that differ in their aggregation, once

    def score_blocks(places: NDArray[np.intp]) -> None:
        rows = first[places]
        blocks[places] = _blocks(arena, design[rows], of_indicators[rows])

    def score(rows: NDArray[np.intp]) -> None:
        index[rows] = _index(arena, design[rows], blocks[place[rows]], of_blocks[rows])

    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        list(pool.map(score_blocks, _batches(design[first, 1], design[first, 4], arena.turned.size)))
        list(pool.map(score, _batches(design[:, 2], np.arange(len(design)), arena.unscored.size)))
    return index


def _batches(options: Design, sets: Design, cells: int) -> Iterator[NDArray[np.intp]]:
    """Rows of one option, all rows of a set together, with as many sets of so many cells as are scored at a time: what
    they share is drawn and normalised once."""
    size = max(1, CELLS // max(1, cells))
    for _, rows in _alike(options):
        _, of_set = np.unique(sets[rows], return_inverse=True)
        borders = np.bincount(of_set).cumsum()[size - 1 : -1 : size]
        yield from np.split(rows[np.argsort(of_set, kind="stable")], borders)


def _alike(options: NDArray[np.intp]) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Each option that occurs, with its rows."""
    return ((int(option), np.flatnonzero(options == option)) for option in np.unique(options))


def _blocks(arena: Arena, design: Design, factors: Floats) -> Floats:
    """Draws x blocks x units under one normalisation, NaN where a block is not scored."""
    normalisations, _, fillings = arena.options
    declared = treatments(arena.structure)
    sets, of_set = np.unique(design[:, 4], return_inverse=True)
    share = shares(with_errors(arena, sets), normalisations[design[0, 1]], arena.yardstick)
    blocks = np.empty((len(design), *arena.unscored.shape))
    for filling, rows in _alike(design[:, 3]):
        treated = (fillings[filling],) * len(declared) if filling else declared
        indicators = on_scale(fill(share[of_set[rows]], arena.gaps, treated), arena.structure)
        missing = np.isnan(indicators[0])  # in the other draws the same: no error makes a value missing
        scores = np.empty((len(rows), *arena.unscored.shape))
        for places, within, _ in arena.groups:
            mine = indicators[..., places], within * factors[rows], arena.structure.within
            scores[..., places] = combine(*mine, missing[:, places])
        blocks[rows] = scores
    return np.where(arena.unscored, np.nan, blocks.round(DECIMALS))


def _index(arena: Arena, design: Design, blocks: Floats, factors: Floats) -> Floats:
    """Draws x units from draws x blocks x units, under one aggregation."""
    index = np.empty((len(design), 1, arena.turned.shape[1]))
    for places, _, across in arena.groups:
        index[..., places] = combine(blocks[..., places], across * factors, arena.options[1][design[0, 2]])
    return index[:, 0].round(DECIMALS)


def with_errors(arena: Arena, sets: NDArray[np.intp]) -> Floats:
    """The turned values with each set of errors (sets x indicators x units): each erring by its own standard error.

    A set is a stretch of one stream of random bits, whichever others are asked for; DECLARED errs by nothing.
    """
    cells, stream, at = arena.turned.size, np.random.PCG64DXSM((arena.seed, 1)), 0
    words = -(-cells // 4)
    luck = np.zeros((len(sets), cells), dtype=np.float32)
    for draw, number in zip(luck, sets.tolist(), strict=True):
        if number != DECLARED:
            stream.advance((number - at) * words)
            NORMAL.take(stream.random_raw(words).view(np.uint16)[:cells], out=draw, mode="clip")
            at = number + 1
    luck *= arena.spread.ravel()
    return arena.turned + luck.reshape(len(sets), *arena.turned.shape)


def scored_units(strength: Strength) -> NDArray[np.intp]:
    """The places of the units that have an index."""
    return np.flatnonzero(strength.scores[INDEX].notna().to_numpy())
