"""Which units are ranked together."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.strength.structure import REST, Structure, Track
from data.errors import ArgumentError
from data.text import Text

Places = NDArray[np.intp]


def assign_tracks(units: pd.Index, structure: Structure, attributes: pd.DataFrame | None = None) -> pd.Series:
    """The track's id of every unit; `rest` for those that no track takes in.

    attributes: by unit, a column for every attribute that a track goes by. Refused (`ArgumentError`) with the track's
    place: an attribute that is not there, a unit that two tracks claim.
    """
    tracks = pd.Series(REST, index=units, dtype=object)
    for track in structure.tracks:
        claimed = _members(units, track, attributes)
        twice = claimed & (tracks.to_numpy() != REST)
        if twice.any():
            reason = Text("{unit} is in the track '{other}' too", "{unit} 同时属于分组“{other}”")
            first = int(twice.argmax())
            raise ArgumentError(reason.fill(unit=units[first], other=tracks.iloc[first]), f"track {track.id}")
        tracks[claimed] = track.id
    return tracks


def _members(units: pd.Index, track: Track, attributes: pd.DataFrame | None) -> NDArray[np.bool_]:
    listed = np.asarray(units.isin(track.units))
    if track.by is None:
        return listed
    if attributes is None or track.by not in attributes.columns:
        raise ArgumentError(
            Text("the attribute '{by}' is not known of the units", "缺少单位的属性“{by}”").fill(by=track.by),
            f"track {track.id}",
        )
    return listed | attributes[track.by].reindex(units).isin(track.values).to_numpy()


def groups(tracks: pd.Series) -> Iterator[tuple[str, Places]]:
    """Each track that has units, with their places in the table."""
    codes, ids = pd.factorize(tracks)
    for code, id in enumerate(ids):
        yield str(id), np.flatnonzero(codes == code)


def all_in_one(units: pd.Index) -> pd.Series:
    """No tracks: everyone in the rest."""
    return pd.Series(REST, index=units, dtype=object)
