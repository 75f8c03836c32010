"""The log of what was received: townships that send all, some, or nothing."""

from __future__ import annotations

from datetime import date, datetime

from .dates import add_days, last_day, months_between
from .definitions import RHYTHM
from .draw import row

LOSS = {"complete": 0.0, "complete but for one sheet": 0.0, "sparse": 0.02, "gappy": 0.12}
DUE_EVERY = {"monthly": 1, "quarterly": 3, "yearly": 12}


def draw_submissions(sketch):
    """Each township's submissions by sheet and month, quarter or year; some are lost."""
    draw, log = sketch.draw, []
    for township in sketch.units_of("township"):
        habit = draw.choice(list(LOSS))
        dropped = draw.choice(list(RHYTHM)) if habit == "complete but for one sheet" else None
        for sheet in RHYTHM:
            if sheet != dropped:
                log.extend(submission(draw, township, sheet, end) for end in slots(draw, sheet, LOSS[habit]))
    for county in sketch.units_of("county"):
        log.append(submission(draw, county, "training_event", draw.dusk))
        log.append(submission(draw, county, "org_unit", draw.dawn))  # opens no period
        log.append(submission(draw, county, "meeting", last_day(draw.first_year, draw.first_month)))
    return log


def slots(draw, sheet, loss):
    """The period ends for which a sheet comes: those due, but for what is lost, and now and then one not due."""
    for year, month in months_between(date(draw.first_year, draw.first_month, 1), draw.dusk):
        due = month % DUE_EVERY[RHYTHM[sheet]] == 0
        if not draw.maybe(loss) if due else draw.maybe(0.03):
            yield last_day(year, month)


def submission(draw, unit, sheet, end):
    if draw.maybe(0.05):
        end = add_days(end, -draw.randint(1, 10))
    return row(
        "submission",
        submission_id=draw.key("submission"),
        org_unit_id=unit["org_unit_id"],
        period_end=end,
        sheet=sheet,
        template_version="1",
        received_at=datetime(end.year, end.month, 28),
        rows_n=1,
        rows_rejected_n=0,
    )
