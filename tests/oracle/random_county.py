"""A small county drawn by chance: within the rules of validation, and as nasty as they allow."""

from __future__ import annotations

from data.schema import TABLES

from .draw import Draw
from .random_members import draw_members
from .random_posts import draw_posts
from .random_reports import draw_submissions
from .random_talents import draw_talents
from .random_units import draw_units
from .random_works import draw_works


class Sketch:
    """The county while it is drawn: its tables, its villages and townships, its people."""

    def __init__(self, seed):
        self.draw = Draw(seed)
        self.tables = {name: [] for name in TABLES}
        self.people = []

    def units_of(self, level):
        return [unit for unit in self.tables["org_unit"] if unit["level"] == level]

    def unit(self, unit_id):
        return next(unit for unit in self.tables["org_unit"] if unit["org_unit_id"] == unit_id)


def random_county(seed):
    """(tables, submissions): the rows of the 17 record tables by table, and the log of what was received."""
    sketch = Sketch(seed)
    draw_units(sketch)
    draw_members(sketch)
    draw_posts(sketch)
    draw_talents(sketch)
    draw_works(sketch)
    let_register_lag(sketch)
    close_in_haste(sketch)
    return sketch.tables, draw_submissions(sketch)


def let_register_lag(sketch):
    """Now and then the rows tell of a merger that the county has not yet entered in its register of units."""
    for village in sketch.units_of("village"):
        if village["valid_to"] is not None and sketch.draw.maybe(0.3):
            village["valid_to"] = village["successor_id"] = None


def close_in_haste(sketch):
    """Now and then the register closes a village on the last day, and nobody has ended its posts and stays."""
    draw = sketch.draw
    villages = [village for village in sketch.units_of("village") if village["valid_to"] is None]
    if len(villages) > 1 and draw.maybe(0.3):
        closed, successor = draw.sample(villages, 2)
        closed["valid_to"], closed["successor_id"] = draw.dusk, successor["org_unit_id"]
