"""Party affairs workers: is there one in every village, how thinly spread, how well schooled and trained."""

from __future__ import annotations

from analytics.catalogue.kinds import Block
from pages.parts import block
from pages.parts.pictures import Picture, affairs_workers, indicator
from pages.parts.words import _


def page() -> None:
    at, unit, period = block.opened(Block.AFFAIRS_WORKERS)
    block.show_indicators(at, Block.AFFAIRS_WORKERS, unit, period)
    block.stop_unless_records(at, unit, period)
    year = block.year_of(at, period)
    now = (at.view, unit.id, period.period_id, at.language)

    def part(title: str, picture: Picture, key: str) -> None:
        block.part(at, title, picture, unit, period, key)

    part(_("Villages with and without a party affairs worker"), affairs_workers.coverage(*now), "coverage")
    part(_("Posts held at once"), affairs_workers.posts(*now), "posts")
    part(_("Education and age"), affairs_workers.qualified(*now), "qualified")
    venues = affairs_workers.venues(at.view, unit.id, year, at.language)
    part(_("Where they were trained in {year}").format(year=year.year), venues, "venues")
    exchange = indicator.course(at.view, "affairs_exchange_rate", unit.id, "year", at.language)
    part(_("Experience exchange over the years"), exchange, "exchange")


page()
