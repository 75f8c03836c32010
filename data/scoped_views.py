"""The views through which a Reader sees a snapshot: the tables' own names, narrowed to a Scope.

A scope's holder reads its unit and all below; of the units above it sees names and totals. Sums that are withheld from
the reader are empty at this door already, and marked: no question can ask for them.
"""

from __future__ import annotations

from collections.abc import Collection

from data.access import Role, Scope

ALL = "TRUE"
OWN = "org_unit_id IN (SELECT org_unit_id FROM scope_own)"
SEEN = "org_unit_id IN (SELECT org_unit_id FROM scope_seen)"

# Who appears in the records of the scope: a person belongs to no unit.
PERSONS = """person_id IN (
    SELECT person_id FROM snapshot.main.member WHERE org_unit_id IN (SELECT org_unit_id FROM scope_own)
    UNION ALL SELECT person_id FROM snapshot.main.post_term WHERE org_unit_id IN (SELECT org_unit_id FROM scope_own)
    UNION ALL SELECT person_id FROM snapshot.main.talent WHERE org_unit_id IN (SELECT org_unit_id FROM scope_own)
    UNION ALL SELECT person_id FROM snapshot.main.training_attendance
        WHERE org_unit_id IN (SELECT org_unit_id FROM scope_own))"""
POSTS = """post_term_id IN (
    SELECT post_term_id FROM snapshot.main.post_term WHERE org_unit_id IN (SELECT org_unit_id FROM scope_own))"""

NARROWED: dict[str, str] = {
    "org_unit": SEEN,
    "unit_year": SEEN,
    "person": PERSONS,
    "member": OWN,
    "member_duty": OWN,
    "meeting": OWN,
    "evaluation": OWN,
    "post_term": OWN,
    "post_month": POSTS,
    "village_system": OWN,
    "training_event": SEEN,  # the county's trainings, which the scope's people attended
    "training_attendance": OWN,
    "talent": OWN,
    "talent_support": OWN,
    "fund": OWN,
    "docking_action": OWN,
    "practice": OWN,
    "talent_stay": OWN,
    "four_team_post": ALL,
    "v_village": OWN,
    "v_reported": OWN,
    "fact_member_year": OWN,
    "fact_meeting": OWN,
    "fact_secretary": OWN,
    "fact_affairs_worker": OWN,
    "fact_term": OWN,
    "fact_recruit": OWN,
    "submission": SEEN,  # a township hands in for its villages
    "unit_tree": SEEN,
    "unit_search": SEEN,
    "unit_rank": SEEN,
    "period": ALL,
    "snapshot_info": ALL,
    "figures_made": ALL,
}

SCOPE_OWN = "CREATE TEMP TABLE scope_own AS SELECT org_unit_id FROM snapshot.main.unit_tree WHERE ancestor_id = $unit"
SCOPE_SEEN = """CREATE TEMP TABLE scope_seen AS SELECT org_unit_id FROM scope_own
UNION SELECT ancestor_id FROM snapshot.main.unit_tree WHERE org_unit_id = $unit"""

SIGN = "sign"
KEPT = {SIGN: f"{OWN} AND NOT beyond"}  # what not every snapshot keeps

WITHHELD = "withheld_level", "withheld"
BELOW = "withheld_below"
NOT_SAID = (
    f"CREATE TEMP VIEW {BELOW} AS SELECT NULL::INT AS least_denominator, NULL::INT[] AS small_counts WHERE FALSE;"
)

# A cell that counts something is withheld by its level or by itself.
JOINED = """snapshot.main.indicator_value v
    LEFT JOIN snapshot.main.withheld w
        ON w.indicator = v.indicator AND w.period_id = v.period_id AND w.org_unit_id = v.org_unit_id
    LEFT JOIN snapshot.main.org_unit u ON u.org_unit_id = v.org_unit_id
    LEFT JOIN snapshot.main.withheld_level l ON l.indicator = v.indicator AND l.level = u.level"""
HIDDEN = "(w.indicator IS NOT NULL OR l.indicator IS NOT NULL)"
# Of an earlier snapshot also what the published one withholds: else the two could be subtracted from one another.
JOINED_LATER = """
    LEFT JOIN memory.main.{later} n
        ON n.indicator = v.indicator AND n.period_id = v.period_id AND n.org_unit_id = v.org_unit_id
    LEFT JOIN memory.main.{later}_level m ON m.indicator = v.indicator AND m.level = u.level"""
HIDDEN_LATER = f"({HIDDEN} OR n.indicator IS NOT NULL OR m.indicator IS NOT NULL)"
UNJOINED = "snapshot.main.indicator_value v"
FOREIGN = "v.org_unit_id NOT IN (SELECT org_unit_id FROM scope_own)"
COUNTED = "v.denominator IS NOT NULL AND NOT (v.expected = 0 AND v.denominator = 0)"

VALUES = """
CREATE TEMP VIEW indicator_value AS
SELECT period_id, org_unit_id, indicator, CASE WHEN NOT withheld THEN numerator END AS numerator,
       CASE WHEN NOT withheld THEN denominator END AS denominator, reported, expected, withheld
FROM (SELECT v.*, {hidden} AS withheld FROM {cells} WHERE {where}) AS cell
"""
SPREADS = """
CREATE TEMP VIEW indicator_spread AS
SELECT s.* FROM snapshot.main.indicator_spread s SEMI JOIN (FROM indicator_value WHERE NOT withheld) AS v
    ON v.indicator = s.indicator AND v.period_id = s.period_id AND v.org_unit_id = s.org_unit_id
"""
# The units below the unit above the scope's, without the scope's own: which they are is not told, only how they lie,
# from five on, and only what every viewer may see.
SCOPE_BESIDE = """CREATE TEMP TABLE scope_beside AS
SELECT t.org_unit_id FROM snapshot.main.unit_tree t JOIN snapshot.main.org_unit own ON own.org_unit_id = $unit
WHERE t.ancestor_id = own.parent_id AND t.depth > 0 AND t.org_unit_id NOT IN (SELECT org_unit_id FROM scope_own)"""
BESIDE = """
CREATE TEMP VIEW beside AS
SELECT v.indicator, v.period_id, u.level, v.numerator / v.denominator AS ratio
FROM {cells} WHERE {shown} AND v.denominator > 0 AND v.org_unit_id IN (SELECT org_unit_id FROM scope_beside)
QUALIFY count(*) OVER (PARTITION BY v.indicator, v.period_id, u.level) >= 5
"""
NOBODY_BESIDE = """
CREATE TEMP VIEW beside AS SELECT '' AS indicator, '' AS period_id, '' AS level, 0.0 AS ratio WHERE FALSE
"""
# What would name others: a unit's successor outside the scope, other offices' files.
MASKED = {
    "org_unit": "REPLACE (CASE WHEN successor_id IN (SELECT org_unit_id FROM scope_seen) THEN successor_id END"
    " AS successor_id)",
    "snapshot_info": "REPLACE ('{}' AS source_files, '{}' AS row_counts, '' AS author)",
}
ALL_SPREADS = "CREATE TEMP VIEW indicator_spread AS SELECT * FROM snapshot.main.indicator_spread"


def scoped_views(
    scope: Scope, tables: Collection[str], later: str | None = None
) -> list[tuple[str, dict[str, str] | None]]:
    """The statements, each with its parameters, that lay a scope's views over the catalog `snapshot`.

    `tables` are those the snapshot has. One that was built before anything was withheld shows nothing to those from
    whom something must be. `later` is the table beside an earlier snapshot with the cells that the published one
    withholds.
    """
    sees_all = scope.unit is None
    narrowed = {name: ALL if sees_all else where for name, where in (NARROWED | KEPT).items() if name in tables}
    decided = all(table in tables for table in WITHHELD)
    cells, hidden = (JOINED, HIDDEN) if later is None else (JOINED + JOINED_LATER.format(later=later), HIDDEN_LATER)
    if not decided:
        cells, hidden = UNJOINED, ALL
    below = _views({BELOW: ALL}, {}) if BELOW in tables else NOT_SAID
    views = _views(narrowed, {} if sees_all else MASKED) + below + _figures(scope, cells, hidden)
    if sees_all:
        return [(f"{views};{NOBODY_BESIDE}", None)]
    unit = {"unit": str(scope.unit)}
    beside = BESIDE.format(cells=cells, shown=f"NOT {hidden}") if decided else NOBODY_BESIDE
    return [(SCOPE_OWN, unit), (SCOPE_SEEN, unit), (SCOPE_BESIDE, unit), (f"{views};{beside}", None)]


def _figures(scope: Scope, cells: str, hidden: str) -> str:
    """The views of the figures: a viewer's are withheld wherever they are; a leader's outside the own scope."""
    if scope.role >= Role.LEADER and scope.unit is None:
        return VALUES.format(hidden="FALSE", cells=UNJOINED, where=ALL) + ";" + ALL_SPREADS
    wherever = [COUNTED, hidden] + ([FOREIGN] if scope.role >= Role.LEADER else [])
    where = ALL if scope.unit is None else f"v.{SEEN}"
    values = VALUES.format(hidden=" AND ".join(wherever), cells=cells, where=where)
    return f"{values};{SPREADS}"


def _views(narrowed: dict[str, str], masked: dict[str, str]) -> str:
    return "".join(
        f"CREATE TEMP VIEW {name} AS SELECT * {masked.get(name, '')} FROM snapshot.main.{name} WHERE {where};"
        for name, where in narrowed.items()
    )
