"""Where one unit stands, and how far that can be trusted: what every page says of a village's index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import pandas as pd

from analytics.strength.robustness import Robustness
from analytics.strength.structure import REST, Band, Structure
from data.text import Text


@dataclass(frozen=True)
class Standing:
    """One unit's index. Of a unit that is not scored only `unit`, `track`, `reason` and `blocks` say something.

    score with its 90 % interval over all draws; rank among `of` scored units of its track with its 90 % interval;
    band, and by band the share of draws; certain: the share of draws in the declared band; bottom_tenth: probability
    of the worst tenth of the track. blocks: by block the score, or the reason why there is none.
    """

    unit: str
    track: str
    reason: Text | None
    blocks: Mapping[str, float | Text]
    score: float = float("nan")
    score_lower: float = float("nan")
    score_upper: float = float("nan")
    rank: int = 0
    rank_lower: int = 0
    rank_upper: int = 0
    of: int = 0
    band: Band | None = None
    band_shares: Mapping[str, float] | None = None
    bottom_tenth: float = float("nan")

    @property
    def certain(self) -> float:
        return (self.band_shares or {}).get(self.band.id, 0.0) if self.band else float("nan")

    @property
    def likelier(self) -> str | None:
        """The band in which more draws lie than in any other, where that is not the declared one; else None."""
        shares = self.band_shares or {}
        most = max(shares, key=lambda band: shares[band], default=None)
        return most if most is not None and shares[most] > self.certain else None


def standing(of: Robustness, unit: str) -> Standing:
    """The unit's standing; a unit that is not in the table is a `KeyError`."""
    strength = of.strength
    track, reason = str(strength.tracks[unit]), strength.reason(unit)
    blocks = {
        block: strength.reason(unit, block) or _at(strength.scores, unit, block)
        for block in strength.structure.block_ids
    }
    if reason is not None:
        return Standing(unit, track, reason, blocks)
    bands, row = {band.id: band for band in strength.structure.bands}, of.units.loc[[unit]]
    return Standing(
        unit,
        track,
        None,
        blocks,
        score=_at(row, unit, "score"),
        score_lower=_at(row, unit, "score_lower"),
        score_upper=_at(row, unit, "score_upper"),
        rank=int(_at(row, unit, "rank")),
        rank_lower=int(_at(row, unit, "rank_lower")),
        rank_upper=int(_at(row, unit, "rank_upper")),
        of=int((strength.ranks.notna() & (strength.tracks == track)).sum()),
        band=bands[str(strength.bands[unit])],
        band_shares={band: _at(of.bands, unit, band) for band in bands},
        bottom_tenth=_at(row, unit, "bottom_tenth"),
    )


def track_title(structure: Structure, track: str) -> Text | None:
    """What a track is called; None where the structure has none."""
    if not structure.tracks:
        return None
    named = structure.track(track)
    return OTHERS if named is None or track == REST else named.title


def _at(frame: pd.DataFrame, unit: str, column: str) -> float:
    return float(cast(float, frame.at[unit, column]))


OTHERS = Text("All other villages", "其他村")
