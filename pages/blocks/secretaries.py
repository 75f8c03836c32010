"""Village party secretaries: vacancies, where they come from, what they learn, the rules, the pay, the ways out."""

from __future__ import annotations

from analytics.catalogue.kinds import Block
from pages.parts import block
from pages.parts.pictures import Picture, secretaries, secretary_posts
from pages.parts.words import _


def page() -> None:
    at, unit, period = block.opened(Block.SECRETARY)
    block.show_indicators(at, Block.SECRETARY, unit, period)
    block.stop_unless_records(at, unit, period)
    year = block.year_of(at, period)
    now, in_year = (at.view, unit.id, period.period_id, at.language), (at.view, unit.id, year, at.language)

    def part(title: str, picture: Picture, key: str) -> None:
        block.part(at, title, picture, unit, period, key)

    part(_("Vacant posts and how long they stay so"), secretary_posts.vacancies(*now), "vacancies")
    part(_("Where secretaries come from"), secretaries.origins(*now), "origins")
    title = _("Training hours in {year} against the 56 hours").format(year=year.year)
    part(title, secretaries.hours(*in_year), "hours")
    part(
        _("The training calendar of {year}").format(year=year.year), secretaries.training_calendar(*in_year), "training"
    )
    part(_("The eight required systems, village by village"), secretary_posts.systems(*now), "systems")
    paid = secretary_posts.pay(at.view, unit.id, year.period_id, at.language)
    part(_("Pay against rural income in {year}").format(year=year.year), paid, "pay")
    part(_("What became of those who left"), secretaries.outlets(*now), "outlets")


page()
