"""Who reported: the sheets a village's own township sent in time for a period."""

from __future__ import annotations

from .dates import month_of, quarter_of
from .definitions import RHYTHM


class Silence:
    """Answers whether a village's township sent what a period asks of each sheet."""

    def __init__(self, submissions):
        self.months = {(s["org_unit_id"], s["sheet"], month_of(s["period_end"])) for s in submissions}
        self.quarters = {(s["org_unit_id"], s["sheet"], quarter_of(s["period_end"])) for s in submissions}
        self.years = {(s["org_unit_id"], s["sheet"], s["period_end"].year) for s in submissions}

    def sent(self, scene, township, sheet, year_is_running):
        """The township sent all that was due of one sheet."""
        if RHYTHM[sheet] == "monthly":
            return all((township, sheet, month) in self.months for month in scene.months)
        if RHYTHM[sheet] == "quarterly":
            return all((township, sheet, quarter) in self.quarters for quarter in scene.quarters)
        assert RHYTHM[sheet] == "yearly"
        return year_is_running or (township, sheet, scene.year) in self.years

    def sent_all(self, scene, village, needs, year_is_running):
        township = scene.records.units[village]["parent_id"]
        return all(self.sent(scene, township, sheet, year_is_running) for sheet in needs)
