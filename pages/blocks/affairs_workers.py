"""Party affairs workers: is there one in every village, how thinly spread, how well schooled and trained."""

from __future__ import annotations

from analytics.catalogue.kinds import Block
from pages.parts import block


def page() -> None:
    at, unit, period = block.opened(Block.AFFAIRS_WORKERS)
    block.show_indicators(at, Block.AFFAIRS_WORKERS, unit, period)


page()
