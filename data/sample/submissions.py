"""The log of submissions: what every office sent when, and what came late or not at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data.sample.cells import Cells, whole
from data.sample.draws import Array
from data.sample.planted import Planted
from data.sample.reporting import Reported
from data.sample.world import World
from data.schema import SUBMISSION, TABLES, TEMPLATE_VERSION

MONTHLY = ("meeting", "post_month")
YEARLY = ("unit_year", "evaluation", "fund")
QUARTERLY = tuple(name for name in TABLES if name not in (*MONTHLY, *YEARLY, "org_unit"))
BY_COUNTY = {"post_term": 1, "person": 1, "training_event": 3, "training_attendance": 3} | dict.fromkeys(YEARLY, 12)
DUE_DAYS = 10
LATE_SHARE = 0.03
DAY, HOUR = 86_400, 3_600  # seconds


@dataclass(frozen=True)
class Submissions:
    """One row for each reporter, month and sheet that was sent."""

    codes: list[str]  # of the reporters
    period_ends: Array
    reporter: Array
    month: Array
    sheet: Array  # its number among the tables
    rows: Array
    received: Array  # seconds since 1970
    due: Array
    planted: tuple[Planted, ...]

    def ids(self, table: str, reporter: Array, month: Array) -> pa.Array:
        """The submission of each row of a table."""
        months = len(self.period_ends)
        stamps = [day.strftime("%Y%m%d") for day in self.period_ends.astype("datetime64[D]").tolist()]
        every = pa.array([f"{code}-{stamp}-{table}" for code in self.codes for stamp in stamps])
        return every.take(pa.array(reporter * months + month))

    def table(self, cells: Cells) -> pa.Table:
        """The log as its table."""
        names = pa.array(list(TABLES))
        n = len(self.reporter)
        ids = pa.array(
            [
                f"{self.codes[r]}-{np.datetime64(int(self.period_ends[m]), 'D').item():%Y%m%d}-{list(TABLES)[s]}"
                for r, m, s in zip(self.reporter.tolist(), self.month.tolist(), self.sheet.tolist(), strict=True)
            ],
            pa.string(),
        )
        columns = {
            "submission_id": ids,
            "org_unit_id": pa.array(self.codes).take(pa.array(self.reporter)),
            "period_end": pa.array(self.period_ends[self.month].astype(np.int32)).cast(pa.date32()),
            "sheet": names.take(pa.array(self.sheet)),
            "template_version": pa.array([TEMPLATE_VERSION] * n, pa.string()),
            "received_at": pa.array(self.received * 1_000_000).cast(pa.timestamp("us")),
            "due_at": pa.array(self.due * 1_000_000).cast(pa.timestamp("us")),
            "rows_n": whole(self.rows, pa.int32()),
            "rows_rejected_n": pa.array(np.zeros(n, np.int32)),
            "file_sha256": pa.nulls(n, pa.string()),
        }
        return pa.table({column.name: columns[column.name] for column in SUBMISSION.columns})


def log_submissions(world: World, sent: dict[str, Reported]) -> Submissions:
    """The log of all that was due and came; a sheet without rows says that there was nothing to report."""
    reporters, months = world.units.townships + 1, world.timeline.months
    counts = np.zeros((reporters, months, len(TABLES)), np.int64)
    for column, name in enumerate(TABLES):
        rows = np.bincount(sent[name].reporter * months + sent[name].month, minlength=reporters * months)
        counts[:, :, column] = rows.reshape(reporters, months)
    due, silent = _due(world), world.silence.missing
    counts[-1, 0, list(TABLES).index("org_unit")] += 2  # the prefecture and the province
    came = due & ~silent[:, :, None]
    came[:, :, list(TABLES).index("meeting")] &= ~world.silence.missing_meetings
    came |= counts > 0
    reporter, month, sheet = np.nonzero(came)
    deadline = (world.timeline.month_ends + DUE_DAYS) * DAY + 18 * HOUR
    received, late = _received(world)
    where = [world.unit_codes[world.units.villages + r] for r in np.flatnonzero(late.any(axis=1))]
    planted = [Planted("V-03", "late", int(late[reporter, month].sum()), LATE, tuple(where))]
    lost = due & ~came
    where = [world.unit_codes[world.units.villages + r] for r in np.flatnonzero(lost.any(axis=(1, 2)))]
    planted.append(Planted("V-03", "not sent", int(lost.sum()), NOT_SENT, tuple(where)))
    return Submissions(
        codes=world.unit_codes[world.units.villages :],
        period_ends=world.timeline.month_ends,
        reporter=reporter,
        month=month,
        sheet=sheet,
        rows=counts[reporter, month, sheet],
        received=received[reporter, month],
        due=deadline[month],
        planted=tuple(bed for bed in planted if bed.count),
    )


LATE = "submission rows (one a sheet) with received_at after due_at"
NOT_SENT = (
    "sheets that a township owed and did not send: meeting and post_month for every month, unit_year, evaluation and "
    "fund for every December, every other sheet but org_unit for every quarter"
)


def _due(world: World) -> Array:
    """Reporter x month x sheet: was it owed?"""
    month = np.arange(1, world.timeline.months + 1)
    step = [1 if name in MONTHLY else 12 if name in YEARLY else 3 for name in TABLES]
    owed = np.array([[m % s == 0 for s in step] for m in month])
    owed[:, list(TABLES).index("org_unit")] = False
    county = np.array([[name in BY_COUNTY and m % BY_COUNTY[name] == 0 for name in TABLES] for m in month])
    return np.concatenate([np.broadcast_to(owed, (world.units.townships, *owed.shape)), county[None]])


def _received(world: World) -> tuple[Array, Array]:
    """When each office's workbook of each month came, in seconds, and which came late: 3 % of the townships'."""
    rng = world.lots("submissions")
    shape = (world.units.townships + 1, world.timeline.months)
    sent = ~world.silence.missing[:-1]
    late = np.zeros(shape, bool)
    candidates = np.flatnonzero(sent.ravel())
    chosen = rng.permutation(candidates)[: round(LATE_SHARE * len(candidates))]
    late[:-1].ravel()[chosen] = True
    flat = np.zeros(sent.size, bool)
    flat[chosen] = True
    late[:-1] = flat.reshape(sent.shape)
    days = np.where(late, rng.integers(DUE_DAYS + 1, DUE_DAYS + 20, shape), rng.integers(1, DUE_DAYS, shape))
    seconds = rng.integers(8 * HOUR, 18 * HOUR, shape)
    return (world.timeline.month_ends + days) * DAY + seconds, late
