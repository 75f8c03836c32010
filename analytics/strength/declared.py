"""The declaration as arrays, in the order of the structure's indicators and blocks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analytics.strength.normalisation import Yardstick
from analytics.strength.structure import REST, Component, Structure

Floats = NDArray[np.float64]


def yardstick_of(structure: Structure) -> Yardstick:
    """Goalposts and targets; where there is no target, the better goalpost is one."""
    parts = structure.components
    return Yardstick.of(
        np.array([float(part.direction) for part in parts]),
        np.array([_number(part.low) for part in parts]),
        np.array([_number(part.high) for part in parts]),
        np.array([_goal(part) for part in parts]),
    )


def _goal(part: Component) -> float:
    return _number(part.best if part.target is None else part.target)


def _number(value: float | None) -> float:
    return np.nan if value is None else float(value)


def indicator_weights(structure: Structure, track: str = REST) -> Floats:
    """Blocks x indicators: the weight of an indicator in its block, 0 elsewhere."""
    weights = structure.weights(track)
    return np.array(
        [
            [weights[p.indicator] if p.parent == block else 0.0 for p in structure.components]
            for block in structure.block_ids
        ]
    ).reshape(len(structure.blocks), len(structure.components))


def block_weights(structure: Structure, track: str = REST) -> Floats:
    """1 x blocks."""
    weights = structure.weights(track)
    return np.array([[weights[block] for block in structure.block_ids]])


def treatments(structure: Structure) -> tuple[str, ...]:
    """How a missing value of each indicator is treated."""
    return tuple(part.missing or structure.missing for part in structure.components)
