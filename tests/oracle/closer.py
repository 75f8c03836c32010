"""A reader over the records in memory, for the questions that pages ask behind the indicators."""

from analytics import cube
from analytics.periods import Period

from .compare import fetch, load
from .random_county import random_county

ROOT = "SELECT org_unit_id FROM org_unit WHERE parent_id IS NULL LIMIT 1"


class Desk:
    """A county's records with its cube, a random one's if no other is given: `table` answers as the product's Reader
    does."""

    def __init__(self, seed=None, records=None, built=None):
        self.tables, self.submissions = records or random_county(seed)
        self.connection = built or load(self.tables, self.submissions)
        if built is None:
            cube.build(self.connection)
        self.rows = fetch(self.connection, "SELECT * FROM period ORDER BY period_end")
        self.periods = [
            Period(r["period_id"], r["kind"], r["period_start"], r["period_end"], r["months"], r["provisional"])
            for r in self.rows
        ]
        self.root = self.connection.execute(ROOT).fetchall()[0][0]

    def table(self, sql, **parameters):
        return self.connection.sql(sql, params=parameters or None).to_arrow_table()

    def years(self):
        """Each year as the product's period and as the oracle's row."""
        rows = {row["period_id"]: row for row in self.rows}
        return [(p, rows[p.period_id]) for p in self.periods if p.kind == "year"]
