"""The index as a declaration: which indicators make up which block, with what weight, against which yardstick.

Everything that the steps do is said here; sensitivity is "change the declaration, build again, compare".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from data.text import Text

NORMALISATIONS = ("goalposts", "minmax", "zscore", "percentile_rank", "distance_to_target")
AGGREGATIONS = ("arithmetic", "geometric", "harmonic")
MISSING = ("leave_out", "lowest", "mean")
INDEX = "index"
REST = "rest"
"""The track of the units that no declared track takes in."""


@dataclass(frozen=True, slots=True)
class Component:
    """One indicator in its block; `low`, `high` and `target` are on the indicator's own scale (60.0 is 60 %).

    `direction` 1: higher is better, -1: lower is better. `missing` None: as the structure says.
    """

    indicator: str
    parent: str
    weight: float = 1.0
    direction: int = 1
    low: float | None = None
    high: float | None = None
    target: float | None = None
    missing: str | None = None
    reason: Text = field(default=Text("", ""))

    @property
    def best(self) -> float | None:
        """The goalpost at the better end."""
        return self.high if self.direction > 0 else self.low


@dataclass(frozen=True, slots=True)
class Block:
    """A building block: a parent of indicators and a child of the index."""

    id: str
    title: Text
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Band:
    """A band holds the scores from `least` up to the next band's; the first one's is the bottom of the scale."""

    id: str
    title: Text
    least: float


@dataclass(frozen=True, slots=True)
class Track:
    """A group of units that is ranked and banded by itself: by an attribute's values, or by a list of units.

    `weights` overrides the weights of the blocks and indicators it names; `cuts` the bands' (all but the first).
    """

    id: str
    title: Text
    by: str | None = None
    values: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()
    cuts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """The whole declaration. Hashable, so that it can be (part of) a cache's key."""

    id: str
    title: Text
    blocks: tuple[Block, ...]
    components: tuple[Component, ...]
    bands: tuple[Band, ...]
    tracks: tuple[Track, ...] = ()
    note: Text = field(default=Text("", ""))
    normalisation: str = "goalposts"
    within: str = "arithmetic"
    across: str = "geometric"
    scale: tuple[float, float] = (1.0, 100.0)
    coverage: float = 0.6
    missing: str = "leave_out"

    @property
    def indicators(self) -> tuple[str, ...]:
        return tuple(component.indicator for component in self.components)

    @property
    def block_ids(self) -> tuple[str, ...]:
        return tuple(block.id for block in self.blocks)

    def members(self, block: str) -> tuple[str, ...]:
        """The indicators of one block."""
        return tuple(component.indicator for component in self.components if component.parent == block)

    def component(self, indicator: str) -> Component:
        return next(component for component in self.components if component.indicator == indicator)

    def track(self, id: str) -> Track | None:
        """The track of that id; None for the rest."""
        return next((track for track in self.tracks if track.id == id), None)

    def weights(self, track: str = REST) -> Mapping[str, float]:
        """Weight by id of every block and indicator, as they hold in a track."""
        named = self.track(track)
        plain = {element.id: element.weight for element in self.blocks}
        plain |= {component.indicator: component.weight for component in self.components}
        return plain | dict(named.weights if named else ())

    def cuts(self, track: str = REST) -> tuple[float, ...]:
        """The scores from which the second, third, ... band begins, as they hold in a track."""
        named = self.track(track)
        return named.cuts if named and named.cuts else tuple(band.least for band in self.bands[1:])

    def without(self, element: str) -> Structure:
        """The structure less one indicator, or one block with its indicators; a block left empty goes too."""
        return self.only(
            [c.indicator for c in self.components if element not in (c.indicator, c.parent)],
        )

    def only(self, indicators: list[str]) -> Structure:
        """The structure narrowed to these indicators: what a reader may see, or what a period has."""
        components = tuple(component for component in self.components if component.indicator in set(indicators))
        blocks = tuple(block for block in self.blocks if block.id in {component.parent for component in components})
        kept = {component.indicator for component in components} | {block.id for block in blocks}
        tracks = tuple(
            replace(track, weights=tuple(pair for pair in track.weights if pair[0] in kept)) for track in self.tracks
        )
        return replace(self, components=components, blocks=blocks, tracks=tracks)

    def with_weights(self, weights: Mapping[str, float]) -> Structure:
        """The structure with the weights of the named blocks and indicators replaced (all tracks' own stay)."""
        blocks = tuple(replace(block, weight=weights.get(block.id, block.weight)) for block in self.blocks)
        components = tuple(replace(c, weight=weights.get(c.indicator, c.weight)) for c in self.components)
        return replace(self, blocks=blocks, components=components)
