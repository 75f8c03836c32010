"""Rural talent: who comes, who stays and who goes, how talents are served, trained and paid for."""

from __future__ import annotations

from analytics.catalogue.kinds import Block
from pages.parts import block
from pages.parts.pictures import Picture
from pages.parts.pictures import talent as coming
from pages.parts.pictures import talent_service as serving
from pages.parts.words import say


def page() -> None:
    at, unit, period = block.opened(Block.TALENT)
    block.show_indicators(at, Block.TALENT, unit, period)
    block.stop_unless_records(at, unit, period)
    asked = (at.view, unit.id, period.period_id, at.language)
    parts: list[tuple[str, str, Picture | None]] = [
        ("flow", say(coming.FLOW), coming.flow(*asked)),
        ("kinds", say(coming.KINDS), coming.kinds(*asked)),
        ("staying", say(coming.STAY), coming.staying(*asked)),
        ("reasons", say(coming.WHY), coming.reasons(*asked)),
        ("by unit", say(serving.UNITS), serving.by_unit(*asked)),
        ("mentoring", say(serving.MENTORING), serving.mentoring(*asked)),
        ("cases", say(serving.SERVICE), serving.cases(*asked)),
        ("solving", say(serving.SOLVING), serving.solving(*asked)),
        ("funds", say(serving.FUNDS), serving.funds(*asked)),
    ]
    for key, title, picture in parts:
        if picture is not None:
            block.part(at, title, picture, unit, period, key)


page()
