"""Units, their mergers and yearly figures; people; stays that mergers cut in two."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from .dates import add_days
from .draw import row

LONG_AGO = date(2000, 1, 1)
GAPS = (0, 0, 0, 1, 30, 31, 32)  # days between two stays around a merger; 32 is one too many


def draw_units(sketch):
    draw = sketch.draw
    parent = None
    above = [("nation", "0")] if draw.maybe(0.2) else []
    for level, code in [*above, ("province", "99"), ("prefecture", "9901")]:
        add_unit(sketch, code, parent, level)
        parent = code
    for county in range(1, draw.choice([1, 1, 2]) + 1):
        add_unit(sketch, f"9901{county:02d}", parent, "county")
        for township in range(1, draw.choice([2, 3]) + 1):
            add_unit(sketch, f"9901{county:02d}{township:03d}", f"9901{county:02d}", "township")
            for village in range(1, draw.randint(1, 5) + 1):
                add_village(sketch, f"9901{county:02d}{township:03d}", village)
    if draw.maybe(0.3):  # a township without villages, closed: its own rows count while it lasts
        add_unit(sketch, "990101900", "990101", "township", valid_to=draw.day())
    for county in sketch.units_of("county"):
        draw_mergers(sketch, county["org_unit_id"])
    draw_unit_years(sketch)
    for _ in range(3 * len(sketch.units_of("village"))):
        add_person(sketch)


def add_unit(sketch, code, parent, level, **more):
    more.setdefault("valid_from", LONG_AGO)
    unit = row("org_unit", org_unit_id=code, parent_id=parent, level=level, name_zh=f"单位{code}", **more)
    sketch.tables["org_unit"].append(unit)
    return unit


def add_village(sketch, township, number, valid_from=LONG_AGO):
    draw = sketch.draw
    return add_unit(
        sketch,
        f"{township}{number:03d}",
        township,
        "village",
        village_category=None if draw.maybe(0.1) else draw.label("org_unit", "village_category"),
        party_org_form="branch",
        party_group_count=draw.choice([None, 0, 1, 3]),
        valid_from=valid_from,
    )


def draw_mergers(sketch, county):
    """Some villages close on a border day; most have a successor, at times a new village or one that closes later."""
    draw = sketch.draw
    villages = [v for v in sketch.units_of("village") if v["org_unit_id"].startswith(county)]
    for village in villages[1:]:
        if draw.maybe(0.35):
            close(sketch, village, draw.day(), villages)


def close(sketch, village, day, villages):
    draw = sketch.draw
    others = [v for v in villages if v is not village and (v["valid_to"] is None or v["valid_to"] > day)]
    if draw.maybe(0.2):
        number = 100 + len(sketch.tables["org_unit"])
        others = [add_village(sketch, village["parent_id"], number, valid_from=day)]
    if others:
        village["valid_to"] = day
        village["successor_id"] = None if draw.maybe(0.1) else draw.choice(others)["org_unit_id"]


def draw_unit_years(sketch):
    draw = sketch.draw
    for year in [draw.dawn.year - 1, *draw.years]:
        for village in sketch.units_of("village"):
            if draw.maybe(0.85):
                sketch.tables["unit_year"].append(village_year(draw, village["org_unit_id"], year))
        for county in sketch.units_of("county"):
            if draw.maybe(0.9):
                income = draw.choice([None, Decimal("20000.00"), Decimal("21691.37")])
                code = county["org_unit_id"]
                sketch.tables["unit_year"].append(
                    row("unit_year", org_unit_id=code, year=year, rural_income_yuan=income)
                )


def village_year(draw, code, year):
    def perhaps(value):
        return None if draw.maybe(0.08) else value

    start = draw.choice([0, 0, 1, 5])
    return row(
        "unit_year",
        org_unit_id=code,
        year=year,
        resident_population=perhaps(draw.choice([80, 500, 1244])),
        hardship_households=perhaps(draw.choice([0, 1, 2, 5])),
        monitored_start=perhaps(start),
        monitored_cleared=perhaps(draw.randint(0, start)),
        weak_lax=perhaps(draw.maybe(0.3)),
        secretary_post_pay_yuan=perhaps(draw.choice([Decimal("36000.00"), Decimal("40000.50"), Decimal("43382.74")])),
    )


def add_person(sketch):
    """A new person, often aged just about 35 or 45 in a year that is looked at."""
    draw = sketch.draw
    birth = (
        draw.choice(draw.years) - draw.choice([34, 35, 36, 44, 45, 46]) if draw.maybe(0.6) else draw.randint(1950, 2001)
    )
    education = None if draw.maybe(0.12) else draw.label("person", "education")
    person = row("person", person_id=draw.key("person"), sex="u", birth_year=birth, education=education)
    sketch.tables["person"].append(person)
    sketch.people.append(person["person_id"])
    return person["person_id"]


def clip(unit, start, end):
    """(start, end) inside the unit's life, or None where nothing is left."""
    start = max(start, unit["valid_from"])
    if unit["valid_to"] is not None:
        if start >= unit["valid_to"]:
            return None
        end = unit["valid_to"] if end is None else min(end, unit["valid_to"])
    return start, end


def stays(sketch, unit, start, end, reason):
    """The stays (unit_id, start, end, reason) of one person from start to end, cut in two at each merger."""
    draw, found = sketch.draw, []
    if clip(unit, start, end) is None:
        return found
    start = max(start, unit["valid_from"])
    while unit["valid_to"] is not None and (end is None or end > unit["valid_to"]):
        found.append((unit["org_unit_id"], start, unit["valid_to"], "unit_merged"))
        start = add_days(unit["valid_to"], draw.choice(GAPS))
        if unit["successor_id"] is None or draw.maybe(0.1) or (end is not None and start >= end):
            return found
        unit = sketch.unit(unit["successor_id"])
        if clip(unit, start, end) is None:
            return found
    end = None if end is None else max(start, end)
    return [*found, (unit["org_unit_id"], start, end, None if end is None else reason)]
