"""A made-up county of any shape whose figures are made up too: for tests of the screen, not of the figures."""

from datetime import date, datetime

from analytics import cube
from analytics.by_unit import write_by_unit
from analytics.catalogue import INDICATORS
from analytics.periods import periods_between
from analytics.unit_ranks import write_ranks
from analytics.withheld import write_withheld
from analytics.withheld.thresholds import Thresholds
from data.home import Home
from data.snapshot import Origin, build_snapshot
from data.store import Store

FIRST, LAST = date(2024, 1, 1), date(2026, 6, 30)
NATION = [("99", None, "province", "云山省", "Yunshan"), ("9901", "99", "prefecture", "清河市", "Qinghe")]
UNIT = (
    "INSERT INTO received.org_unit (org_unit_id, parent_id, level, name_zh, name_en, valid_from, sequence)"
    " VALUES ($1, $2, $3, $4, $5, DATE '2015-01-01', 0)"
)
CLOSE = "UPDATE received.org_unit SET valid_to = DATE '2024-07-01' WHERE org_unit_id = $1"
PLACE = """
UPDATE received.org_unit AS u SET longitude = 108 + n * 0.1, latitude = 33 + n * 0.05
FROM (SELECT org_unit_id, row_number() OVER (ORDER BY org_unit_id) AS n, count(*) OVER () AS villages
      FROM received.org_unit WHERE level = 'village') v
WHERE v.org_unit_id = u.org_unit_id AND n < villages
"""
NOTHING = (
    "UPDATE indicator_value SET numerator = 0, denominator = 0 WHERE org_unit_id IN (SELECT unnest($1::VARCHAR[]))"
)
ALL_OF = "UPDATE indicator_value SET numerator = denominator WHERE indicator IN (SELECT unnest($1::VARCHAR[]))"
SUBMISSION = (
    "INSERT INTO received.submission (submission_id, org_unit_id, period_end, sheet, template_version, received_at,"
    " rows_n, rows_rejected_n, sequence, state) VALUES ('s1', '990101', $1, 'meeting', '1', $2, 0, 0, 1, 'accepted')"
)


def county(townships=3, villages=4, names=None):
    """Units of a county; `names` replaces the names of villages by their place."""
    units = [*NATION, ("990101", "9901", "county", "青川县", "Qingchuan County")]
    place = 0
    for t in range(1, townships + 1):
        units.append((f"990101{t:03}", "990101", "township", f"东山{t}镇", f"Dongshan {t} Town"))
        for v in range(1, villages + 1):
            name = (names or {}).get(place, f"红旗{t}{v}村")
            units.append((f"990101{t:03}{v:03}", f"990101{t:03}", "village", name, None))
            place += 1
    return units


def publish(folder, units, silent=(), reported=True, synthetic=True, closed=(), nothing_in=(), placed=False, full=()):
    """A store with these units and a figure for every cell; for the `silent` indicators nobody reported; of the `full`
    ones everybody has all.

    `closed` units end in the middle of 2024; `nothing_in` villages have a denominator of 0.
    `placed`: every village but the last has coordinates."""
    store = Store(Home(folder))

    def receive(connection):
        connection.executemany(UNIT, units)
        for unit in closed:
            connection.execute(CLOSE, [unit])
        if placed:
            connection.execute(PLACE)
        if reported:
            connection.execute(SUBMISSION, [LAST, datetime(2026, 7, 1)])

    def compute(connection):
        cube.build(connection, known=periods_between(FIRST, LAST) if reported else [])
        connection.execute("DELETE FROM indicator_value; DELETE FROM indicator_spread")
        if reported:
            write_figures(connection, silent)
            connection.execute(NOTHING, [list(nothing_in)])
            connection.execute(ALL_OF, [list(full)])
        write_by_unit(connection)
        write_withheld(connection, Thresholds())
        write_ranks(connection)

    build_snapshot(store, Origin("sample", "test", synthetic), receive, compute, None)
    store.close()
    return folder


def write_figures(connection, silent):
    connection.execute("CREATE TEMP TABLE declared (indicator VARCHAR, kind VARCHAR, silent BOOLEAN, place INTEGER)")
    connection.executemany(
        "INSERT INTO declared VALUES ($1, $2, $3, $4)",
        [
            (key, kind, key in silent, place)
            for place, (key, found) in enumerate(INDICATORS.items())
            for kind in found.periods
        ],
    )
    connection.execute(
        """
        CREATE TEMP TABLE own AS
        SELECT p.period_id, v.org_unit_id, d.indicator, d.silent,
               20 + hash(v.org_unit_id) % 30 AS size,
               (hash(v.org_unit_id || d.indicator || p.period_id) % 60)::DOUBLE / 100 + 0.4 AS share
        FROM declared d JOIN period p ON p.kind = d.kind CROSS JOIN org_unit v
        WHERE v.level = 'village' AND coalesce(v.valid_to > p.period_end, TRUE);
        INSERT INTO indicator_value
        SELECT o.period_id, t.ancestor_id, o.indicator,
               CASE WHEN o.silent THEN NULL ELSE sum(round(o.size * o.share)) END,
               CASE WHEN o.silent THEN NULL ELSE sum(o.size) END,
               CASE WHEN o.silent THEN 0 ELSE count(*) END, count(*)
        FROM own o JOIN unit_tree t ON t.org_unit_id = o.org_unit_id
        GROUP BY o.period_id, t.ancestor_id, o.indicator, o.silent;
        INSERT INTO indicator_spread
        SELECT o.period_id, t.ancestor_id, o.indicator, count(*), sum(x * x), sum(x * size), sum(size * size)
        FROM (SELECT *, round(size * share) AS x FROM own WHERE NOT silent) o
        JOIN unit_tree t ON t.org_unit_id = o.org_unit_id WHERE t.depth > 0
        GROUP BY o.period_id, t.ancestor_id, o.indicator;
        """
    )
