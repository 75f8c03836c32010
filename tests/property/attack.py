"""An attacker with every table a viewer may read, an integer programme, and more knowledge than any viewer has.

He knows which villages reported and which offices have rows of their own, the counts that are public, that counts are
whole and not negative, that a part is no more than its whole, that the year's stock is that of its last quarter and the
year's flow the sum of the quarters. He asks, count by count, for the least and the greatest value that agrees.
"""

import random

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from analytics.catalogue.kinds import Kind

from .small_county import FLOWS, PERIODS, is_public

ROUNDS = 6


class Attack:
    """`shown[indicator, period, unit]` is (state, numerator, denominator) as a viewer reads it."""

    def __init__(self, county, shown):
        self.county, self.shown, self.number = county, shown, {}
        self.said = {}  # of a measure, period and unit, by whichever indicator
        self.rows, self.low, self.high = [], [], []
        for indicator in county.indicators:
            for period in county.periods_of(indicator):
                self._know(indicator, period)
        self.truth = [county.parts[measure, period].get(unit, 0) for measure, period, unit in self.number]
        self._programme()

    def _variables(self, measure, period, unit):
        """The whole numbers behind what a unit adds in a period."""
        if period == "2025" and (measure, "2025Q4") in self.county.parts:
            quarters = PERIODS[:4] if measure in FLOWS else PERIODS[3:4]
            return [self.number.setdefault((measure, q, unit), len(self.number)) for q in quarters]
        return [self.number.setdefault((measure, period, unit), len(self.number))]

    def _when(self, measure, period):
        """The year's stock is that of its last quarter."""
        is_stock = period == "2025" and measure not in FLOWS and (measure, "2025Q4") in self.county.parts
        return "2025Q4" if is_stock else period

    def _sum(self, measure, period, units):
        return [v for unit in units for v in self._variables(measure, period, unit)]

    def _know(self, indicator, period):
        for unit in self.county.parent:
            adding = self.county.adding(indicator, period, unit)
            state, *sums = self.shown[indicator.id, period, unit]
            for measure, said in zip((indicator.numerator, indicator.denominator), sums, strict=True):
                if adding and state in ("value", "not_applicable"):
                    self.said[measure, self._when(measure, period), unit] = said
                    self._add(dict.fromkeys(self._sum(measure, period, adding), 1), said, said)
        for part in self.county.adding(indicator, period, "99"):
            for measure in (indicator.numerator, indicator.denominator):
                self._variables(measure, period, part)
                if is_public(measure):
                    truth = self.county.parts[measure, period].get(part, 0)
                    self._add(dict.fromkeys(self._variables(measure, period, part), 1), truth, truth)
            if indicator.kind is Kind.PROPORTION:
                whole = dict.fromkeys(self._variables(indicator.denominator, period, part), 1)
                self._add(whole | dict.fromkeys(self._variables(indicator.numerator, period, part), -1), 0, np.inf)

    def _add(self, row, low, high):
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def _programme(self):
        """The constraints, split into what hangs together, so that each question is a small one."""
        self.component = list(range(len(self.number)))
        for row in self.rows:
            roots = {self._root(v) for v in row}
            for root in roots:
                self.component[root] = min(roots)
        self.of = [self._root(v) for v in range(len(self.number))]
        self.known = {root: [] for root in set(self.of)}
        for number, row in enumerate(self.rows):
            self.known[self.of[next(iter(row))]].append(number)
        self.inside = {root: [] for root in self.known}
        for v, root in enumerate(self.of):
            self.inside[root].append(v)

    def _root(self, v):
        while self.component[v] != v:
            v = self.component[v]
        return v

    def targets(self):
        """Every suppressed count: not public, and not shown by another table."""
        for (indicator_id, period, unit), (state, *_) in self.shown.items():
            indicator = next(i for i in self.county.indicators if i.id == indicator_id)
            adding = self.county.adding(indicator, period, unit)
            if state != "suppressed" or not adding:
                continue
            for measure in (indicator.numerator, indicator.denominator):
                row = tuple(sorted(self._sum(measure, period, adding)))
                whole = sum(self.county.parts[indicator.denominator, period].get(u, 0) for u in adding)
                nobody = is_public(indicator.denominator) and whole == 0 and indicator.kind is Kind.PROPORTION
                said = self.said.get((measure, self._when(measure, period), unit)) == sum(self.truth[v] for v in row)
                if not (is_public(measure) or said or self._is_shown(row) or nobody):
                    yield (indicator.code, period, unit, measure.column), row

    def _is_shown(self, row):
        if not hasattr(self, "_shown"):
            self._shown = {tuple(sorted(r)) for r, a, b in zip(self.rows, self.low, self.high, strict=True) if a == b}
        return row in self._shown

    def determined(self, targets):
        """The names of the targets that only one value fits, with it.

        What is true fits; so does whatever a programme finds that pulls all that is left a random way. Whose value
        differs between the two is not determined; the few that never differ are asked one by one.
        """
        draw, left = random.Random(len(targets)), list(targets)
        for _ in range(ROUNDS):
            pulls = {}
            for _name, row in left:
                for v in row:
                    pulls.setdefault(self.of[v], {}).setdefault(v, draw.choice((-1, 1)))
            other = {v: value for root, aim in pulls.items() for v, value in self._other(root, aim).items()}
            left = [(name, row) for name, row in left if not self._differs(row, other)]
        return [(name, bounds[0]) for name, row in left if len(set(bounds := self.bounds(row))) == 1]

    def _other(self, root, aim):
        """Whole numbers for a component's variables that agree with all that is known, pulled as asked."""
        sought = np.array([aim.get(v, 0) for v in self.inside[root]])
        return dict(zip(self.inside[root], np.round(self._solve([root], sought).x), strict=True))

    def _differs(self, row, other):
        """Components have nothing to do with each other: one whose part of the row can differ is enough."""
        moved = {}
        for v in row:
            moved[self.of[v]] = moved.get(self.of[v], 0) + other[v] - self.truth[v]
        return any(moved.values())

    def bounds(self, row):
        """The least and the greatest value of a sum of variables."""
        roots = sorted({self.of[v] for v in row})
        inside = [v for root in roots for v in self.inside[root]]
        aim = np.isin(inside, row).astype(float)
        return tuple(round(sign * self._solve(roots, sign * aim).fun) for sign in (1, -1))

    def _solve(self, roots, aim):
        place = {v: n for n, v in enumerate(v for root in roots for v in self.inside[root])}
        numbers = [number for root in roots for number in self.known[root]]
        entries = [(line, place[v], f) for line, n in enumerate(numbers) for v, f in self.rows[n].items()]
        known = []
        if entries:
            lines, columns, factors = zip(*entries, strict=True)
            matrix = csr_array((factors, (lines, columns)), shape=(len(numbers), len(place)))
            known = [LinearConstraint(matrix, [self.low[n] for n in numbers], [self.high[n] for n in numbers])]
        found = milp(aim, constraints=known, bounds=Bounds(0, 10_000), integrality=np.ones(len(place)))
        assert found.success, found.message
        return found
