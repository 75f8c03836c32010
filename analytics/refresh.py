"""The conductor: from what was sent to a published snapshot. It calls; it computes nothing."""

from __future__ import annotations

from collections.abc import Callable

from analytics import cube
from data.snapshot import Origin, Step, build_snapshot, current_or_none
from data.store import Snapshot, Store

Tell = Callable[[str], None]
WAIT_FOR_WRITER = 600.0  # seconds a second import waits for the first


def publish_received(
    store: Store, origin: Origin, receive: Step, parent: Snapshot | None, tell: Tell | None = None
) -> Snapshot:
    """Build and publish a snapshot on `parent` from what `receive` adds, takes back or leaves as it is."""
    return build_snapshot(
        store, origin, receive, lambda connection: cube.build(connection, progress=tell), parent, WAIT_FOR_WRITER
    )


def rebuild(store: Store, author: str, tell: Tell | None = None) -> Snapshot:
    """Compute the figures anew from the same records, as after an upgrade of the code."""
    parent = store.current()
    with store.reader(snapshot=parent) as reader:
        synthetic = reader.info().synthetic
    return publish_received(store, Origin("build", author, synthetic), lambda connection: None, parent, tell)


def is_synthetic(store: Store) -> bool | None:
    """Whether the published records are invented; None where there are none."""
    parent = current_or_none(store)
    if parent is None:
        return None
    with store.reader(snapshot=parent) as reader:
        return reader.info().synthetic
