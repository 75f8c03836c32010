"""Random small counties given by their counts alone: who lives where, who reported, and the figures that follow.

Everything is made and added up here in plain loops, so that an attack on the figures knows the truth.
"""

import random
from datetime import date

from analytics import cube_sql
from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Kind
from analytics.facts import affairs_worker, talent_support, team_month, term
from analytics.periods import periods_between
from analytics.withheld import write_withheld
from analytics.withheld.columns import PAY, PUBLIC
from analytics.withheld.thresholds import Thresholds
from data.home import Home
from data.snapshot import Origin, build_snapshot
from data.store import Store

SHIPPED = Thresholds()
PERIODS = ("2025Q1", "2025Q2", "2025Q3", "2025Q4", "2025")
FLOWS = {talent_support.cases_solved_in_60_days, talent_support.cases_due}
FLOWS |= {team_month.cadre_months_of_20_days, team_month.cadre_months}
OFFICES_TOO = {affairs_worker.name, term.name}  # an affairs worker may belong to a township
UNIT = (
    "INSERT INTO received.org_unit (org_unit_id, parent_id, level, name_zh, valid_from, sequence)"
    " VALUES ($1, $2, $3, $1, DATE '2015-01-01', 0)"
)
SUBMISSION = (
    "INSERT INTO received.submission (submission_id, org_unit_id, period_end, sheet, template_version, received_at,"
    " rows_n, rows_rejected_n, sequence, state)"
    " VALUES ($1, '9901', $2, 'meeting', '1', TIMESTAMP '2026-01-10', 0, 0, $3, 'accepted')"
)


class SmallCounty:
    """`parts[measure, variable][unit]` is what a unit itself adds; `counted[indicator, period]` the units that do."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.indicators = [found for found in INDICATORS.values() if found.person_based or found.numerator in PAY]
        self._lay_out()
        self._draw_counts()
        self._draw_silence()

    def _lay_out(self):
        self.parent, self.level = {"99": None, "9901": "99"}, {"99": "province", "9901": "prefecture"}
        for c in range(1, self.random.choice([1, 1, 2, 3]) + 1):
            county = self._unit(f"9901{c:02}", "9901", "county")
            for t in range(1, self.random.randint(1, 4) + 1):
                township = self._unit(f"{county}{t:03}", county, "township")
                for v in range(1, self.random.randint(1, 4) + 1):
                    self._unit(f"{township}{v:03}", township, "village")
        self.villages = [unit for unit, level in self.level.items() if level == "village"]
        self.townships = [unit for unit, level in self.level.items() if level == "township"]

    def _unit(self, unit, parent, level):
        self.parent[unit], self.level[unit] = parent, level
        return unit

    def below(self, unit):
        return [part for part in [*self.villages, *self.townships] if part.startswith(unit)]

    def _draw_counts(self):
        self.parts = {}
        for quarter in PERIODS[:4]:
            self._draw_period(quarter, [i for i in self.indicators if "quarter" in i.periods])
        for indicator in self.indicators:
            for measure in (indicator.numerator, indicator.denominator):
                if measure in FLOWS:
                    self.parts[measure, "2025"] = {
                        unit: sum(self.parts[measure, quarter].get(unit, 0) for quarter in PERIODS[:4])
                        for unit in self.villages
                    }
                elif (measure, "2025Q4") in self.parts:
                    self.parts[measure, "2025"] = self.parts[measure, "2025Q4"]
        self._draw_period("2025", self.indicators)

    def _draw_period(self, period, indicators):
        size = self.random.choice([1, 3, 8, 20])
        for measure in dict.fromkeys(i.denominator for i in indicators):
            if (measure, period) not in self.parts:
                units = self.villages + (self.townships if measure.subject in OFFICES_TOO else [])
                self.parts[measure, period] = {unit: self._amount(size, unit) for unit in units}
        for indicator in indicators:
            if (indicator.numerator, period) not in self.parts:
                whole = self.parts[indicator.denominator, period]
                capped = indicator.kind is Kind.PROPORTION
                likely = self.random.choice([0, 0.1, 0.5, 0.9, 1])
                self.parts[indicator.numerator, period] = {
                    unit: sum(self.random.random() < likely for _ in range(n)) if capped else self._amount(size, unit)
                    for unit, n in whole.items()
                }

    def _amount(self, size, unit):
        if self.level[unit] == "township" and self.random.random() < 0.7:
            return 0
        return self.random.choice([0, self.random.randint(0, size), self.random.randint(0, 3 * size)])

    def _draw_silence(self):
        """Per sheets needed and quarter some townships are silent, for the year those of any quarter and more."""
        self.counted, silent = {}, {}
        often = self.random.choice([0, 0, 0.1, 0.4])
        for indicator in self.indicators:
            key = (indicator.needs, indicator.blank)
            if key not in silent:
                offices = {q: {t for t in self.townships if self.random.random() < often} for q in PERIODS[:4]}
                blank = {v for v in self.villages if indicator.blank and self.random.random() < often}
                more = {t for t in self.townships if self.random.random() < often}
                silent[key] = (offices | {"2025": set().union(more, *offices.values())}, blank)
            offices, blank = silent[key]
            for period in self.periods_of(indicator):
                self.counted[indicator.id, period] = {
                    v for v in self.villages if self.parent[v] not in offices[period] and v not in blank
                }

    def periods_of(self, indicator):
        return PERIODS if "quarter" in indicator.periods else PERIODS[4:]

    def adding(self, indicator, period, unit):
        """The parts of a unit's sums: the villages that reported, and offices with rows of their own."""
        own = [self.parts[m, period] for m in (indicator.numerator, indicator.denominator)]
        villages = self.counted[indicator.id, period]
        return [u for u in self.below(unit) if u in villages or (u in self.townships and any(o.get(u, 0) for o in own))]

    def rows(self):
        for indicator in self.indicators:
            for period in self.periods_of(indicator):
                for unit in self.parent:
                    yield self._row(indicator, period, unit)

    def _row(self, indicator, period, unit):
        adding = self.adding(indicator, period, unit)
        sums = [
            sum(self.parts[m, period].get(u, 0) for u in adding) if adding else None
            for m in (indicator.numerator, indicator.denominator)
        ]
        villages = [u for u in adding if u in self.villages]
        expected = sum(u in self.villages for u in self.below(unit))
        return (period, unit, indicator.id, *sums, len(villages), expected)

    def publish(self, folder, thresholds=SHIPPED):
        """A store of these figures, withheld from viewers as on every build."""
        self.thresholds = thresholds
        store = Store(Home(folder))
        build_snapshot(store, Origin("build", "test", True), self._receive, self._compute, None)
        return store

    def _receive(self, connection):
        connection.executemany(UNIT, [(unit, parent, self.level[unit]) for unit, parent in self.parent.items()])
        connection.execute(SUBMISSION, ["s1", date(2025, 1, 31), 1])
        connection.execute(SUBMISSION, ["s2", date(2025, 12, 31), 2])

    def _compute(self, connection):
        periods = periods_between(date(2025, 1, 31), date(2025, 12, 31))
        connection.execute(cube_sql.period_table(periods) + cube_sql.EMPTY_TABLES)
        connection.executemany("INSERT INTO indicator_value VALUES ($1, $2, $3, $4, $5, $6, $7)", list(self.rows()))
        ratios = [(r[0], r[1], r[2], r[5]) for r in self.rows() if INDICATORS[r[2]].kind is Kind.RATIO]
        connection.executemany("INSERT INTO indicator_spread VALUES ($1, $2, $3, $4, 0, 0, 0)", ratios)
        write_withheld(connection, self.thresholds)


def is_public(measure):
    return measure in PUBLIC
