"""The views through which a Reader sees a snapshot: the tables' own names, narrowed to a Scope.

A scope's holder reads its unit and all below; of the units above it sees names and totals. Sums that are withheld from
the reader are empty at this door already, and marked: no question can ask for them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from data.access import Role, Scope

ALL, OWN, SEEN = "TRUE", "{own}", "{seen}"

# Who appears in the records of the scope: a person belongs to no unit.
PERSONS_APPEAR_IN = "member", "post_term", "talent", "training_attendance"
APPEARING = " UNION ALL ".join(
    f"SELECT person_id FROM snapshot.main.{table} WHERE {{own}}" for table in PERSONS_APPEAR_IN
)
PERSONS = f"person_id IN ({APPEARING})"
PERSON_OF_UNIT = "person_of_unit"
PERSONS_APART = f"""
CREATE TEMP VIEW person AS SELECT DISTINCT * EXCLUDE (org_unit_id) FROM snapshot.main.{PERSON_OF_UNIT} WHERE {{own}};"""
POSTS = "post_term_id IN (SELECT post_term_id FROM snapshot.main.post_term WHERE {own})"

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


@dataclass(frozen=True, slots=True)
class Where:
    """Which `{unit}` is the scope's own, and which is seen."""

    own: str
    seen: str

    def of(self, where: str, unit: str = "org_unit_id") -> str:
        """A condition on a column that holds units."""
        return where.format(own=self.own.format(unit=unit), seen=self.seen.format(unit=unit))


EVERYWHERE = Where(ALL, ALL)
# Official codes of a unit and all below lie together: two bounds say as much as a list, and a table sorted by units is
# read between them alone. What lies elsewhere, as after a merger, is looked up in the list.
BETWEEN = "{unit} BETWEEN getvariable('scope_first') AND getvariable('scope_last')"
BETWEEN_BOUNDS = Where(BETWEEN, f"({BETWEEN} OR list_contains(getvariable('scope_above'), {{unit}}))")
ONE_BY_ONE = Where(*(f"{{unit}} IN (SELECT org_unit_id FROM scope_{whose})" for whose in ("own", "seen")))

LIE_TOGETHER = """
WITH own AS (
    SELECT min(org_unit_id) AS first, max(org_unit_id) AS last, count(*) AS units
    FROM snapshot.main.unit_tree WHERE ancestor_id = $unit)
SELECT units > 0 AND units = (SELECT count(*) FROM snapshot.main.org_unit, own WHERE org_unit_id BETWEEN first AND last)
FROM own"""
"""Whether nobody else's code lies between the least and the greatest of the unit and all below."""
BOUNDS = tuple(
    f"SET VARIABLE scope_{end} = (SELECT {least}(org_unit_id) FROM snapshot.main.unit_tree WHERE ancestor_id = $unit)"
    for end, least in (("first", "min"), ("last", "max"))
)
SCOPE_OWN = "CREATE TEMP TABLE scope_own AS SELECT org_unit_id FROM snapshot.main.unit_tree WHERE ancestor_id = $unit"
SCOPE_SEEN = """CREATE TEMP TABLE scope_seen AS SELECT org_unit_id FROM scope_own
UNION SELECT ancestor_id FROM snapshot.main.unit_tree WHERE org_unit_id = $unit"""
SCOPE_ABOVE = """SET VARIABLE scope_above = (
    SELECT coalesce(list(ancestor_id ORDER BY ancestor_id), []) FROM snapshot.main.unit_tree
    WHERE org_unit_id = $unit AND depth > 0)"""

SIGN = "sign"
KEPT = {SIGN: f"{OWN} AND NOT beyond", "unit_centre": OWN, "unit_above": SEEN}  # what not every snapshot keeps

WITHHELD = "withheld_level", "withheld"
BELOW = "withheld_below"
NOT_SAID = (
    f"CREATE TEMP VIEW {BELOW} AS SELECT NULL::INT AS least_denominator, NULL::INT[] AS small_counts WHERE FALSE;"
)

# Of which units a sum may be withheld from the scope: of a viewer all that are seen, of a leader those above.
GUARDED = "CREATE TEMP TABLE guarded AS SELECT u.org_unit_id, u.level FROM snapshot.main.org_unit u WHERE {whose}"
ABOVE = "list_contains(getvariable('scope_above'), {unit})"
# A cell that counts something is withheld by its level or by itself; of an earlier snapshot also what the published one
# withholds: else the two could be subtracted from one another. Laid once for a scope, as little as concerns it: joined
# to every figure of a nation at every question they would cost more than all else.
CELLS = "SELECT indicator, period_id, org_unit_id FROM snapshot.main.withheld"
CELLS_LATER = " UNION ALL SELECT indicator, period_id, org_unit_id FROM memory.main.{later}"
HIDDEN_CELLS = """CREATE TEMP TABLE hidden_cell AS
SELECT DISTINCT indicator, period_id, org_unit_id FROM ({cells}) SEMI JOIN guarded USING (org_unit_id)"""
HIDDEN_LEVELS = "CREATE TEMP VIEW hidden_level AS SELECT indicator, level FROM snapshot.main.withheld_level"
HIDDEN_LEVELS_LATER = " UNION SELECT indicator, level FROM memory.main.{later}_level"
JOINED = """
    LEFT JOIN hidden_cell w
        ON w.indicator = v.indicator AND w.period_id = v.period_id AND w.org_unit_id = v.org_unit_id
    LEFT JOIN guarded u ON u.org_unit_id = v.org_unit_id
    LEFT JOIN hidden_level l ON l.indicator = v.indicator AND l.level = u.level"""
HIDDEN = "(w.indicator IS NOT NULL OR l.indicator IS NOT NULL)"
UNDECIDED = " LEFT JOIN guarded u ON u.org_unit_id = v.org_unit_id", "u.org_unit_id IS NOT NULL"
# Above a leader are few units: what is withheld of them is looked up in a list, and no join keeps a question from
# reading just what it asks for.
HIDDEN_ABOVE = """SET VARIABLE hidden_above = (SELECT coalesce(list(DISTINCT
    {{'indicator': indicator, 'period_id': period_id, 'org_unit_id': org_unit_id}}), [])
    FROM ({cells}) WHERE {above})"""
LEVELS_ABOVE = """SET VARIABLE levels_above = (SELECT coalesce(list(DISTINCT
    {{'indicator': l.indicator, 'org_unit_id': u.org_unit_id}}), [])
    FROM hidden_level l JOIN snapshot.main.org_unit u ON u.level = l.level AND {above})"""
LOOKED_UP = """CASE WHEN {above} THEN
    list_contains(getvariable('hidden_above'),
        {{'indicator': v.indicator, 'period_id': v.period_id, 'org_unit_id': v.org_unit_id}})
    OR list_contains(getvariable('levels_above'), {{'indicator': v.indicator, 'org_unit_id': v.org_unit_id}})
    ELSE FALSE END"""
COUNTED = "v.denominator IS NOT NULL AND NOT (v.expected = 0 AND v.denominator = 0)"

VALUES = """
CREATE TEMP VIEW {table} AS
SELECT * REPLACE ({emptied})
FROM (SELECT v.*, {withheld} AS withheld FROM snapshot.main.{table} v {joined} WHERE {where}) AS cell
"""
SUMS = "numerator", "denominator"
UNIT_VALUE, VILLAGE_VALUE = "unit_value", "village_value"
FEW = 1_000
"""So many units for each indicator and period asked are looked up unit by unit, more of them indicator by indicator."""
FIGURES = {
    "indicator_value": SUMS,
    UNIT_VALUE: (*SUMS, "k", "sum_xx", "sum_xn", "sum_nn"),
    VILLAGE_VALUE: SUMS,
}
"""What is emptied of a figure that is withheld."""
SPREADS = """
CREATE TEMP VIEW indicator_spread AS
SELECT v.* FROM snapshot.main.indicator_spread v {joined} WHERE {where} AND NOT {hidden}
"""
# The units below the unit above the scope's, without the scope's own: which they are is not told, only how they lie,
# from five on, and only what every viewer may see. What is asked for goes in, so that nothing else is read.
SCOPE_BESIDE = """CREATE TEMP TABLE scope_beside AS
WITH around AS MATERIALIZED (
    SELECT u.org_unit_id, u.level FROM snapshot.main.unit_tree t JOIN snapshot.main.org_unit u USING (org_unit_id)
    WHERE t.ancestor_id = (SELECT parent_id FROM snapshot.main.org_unit WHERE org_unit_id = $unit) AND t.depth > 0
        AND NOT ({own}))
SELECT org_unit_id, level FROM around
SEMI JOIN (SELECT level FROM around GROUP BY level HAVING count(*) <= 10000) USING (level)
ORDER BY level, org_unit_id -- a nation's villages are no neighbours, and take seconds"""
BESIDE = """
CREATE TEMP MACRO {name}(indicators, periods, beside_level) AS TABLE
WITH cell AS MATERIALIZED (
    SELECT v.indicator, v.period_id, v.org_unit_id, v.numerator / v.denominator AS ratio
    FROM snapshot.main.{table} v
    JOIN (SELECT unnest(indicators) AS indicator) i ON i.indicator = v.indicator
    JOIN (SELECT unnest(periods) AS period_id) p ON p.period_id = v.period_id
    JOIN scope_beside u ON u.org_unit_id = v.org_unit_id AND u.level = beside_level
    WHERE v.denominator > 0{of_level}),
hidden AS (
    FROM ({cells}) WHERE list_contains(indicators, indicator) AND list_contains(periods, period_id))
SELECT v.indicator, v.period_id, v.ratio FROM cell v
ANTI JOIN hidden w ON w.indicator = v.indicator AND w.period_id = v.period_id AND w.org_unit_id = v.org_unit_id
ANTI JOIN (FROM hidden_level WHERE level = beside_level) l ON l.indicator = v.indicator
QUALIFY count(*) OVER (PARTITION BY v.indicator, v.period_id) >= 5
"""
OF_LEVEL = " AND v.level = beside_level"
NOBODY_BESIDE = """
CREATE TEMP MACRO {name}(indicators, periods, beside_level) AS TABLE
SELECT '' AS indicator, '' AS period_id, 0.0 AS ratio WHERE FALSE
"""
# What would name others: a unit's successor outside the scope, other offices' files.
MASKED = {
    "org_unit": "REPLACE (CASE WHEN {seen} THEN successor_id END AS successor_id)",
    "snapshot_info": "REPLACE ('{{}}' AS source_files, '{{}}' AS row_counts, '' AS author)",
}
ALL_SPREADS = "CREATE TEMP VIEW indicator_spread AS SELECT * FROM snapshot.main.indicator_spread"
Statements = list[tuple[str, dict[str, str] | None]]


def scoped_views(scope: Scope, tables: Collection[str], later: str | None = None, together: bool = False) -> Statements:
    """The statements, each with its parameters, that lay a scope's views over the catalog `snapshot`.

    `tables` are those the snapshot has. One that was built before anything was withheld shows nothing to those from
    whom something must be. `later` is the table beside an earlier snapshot with the cells that the published one
    withholds. `together`: what `LIE_TOGETHER` says of the scope's unit.
    """
    sees_all = scope.unit is None
    where = EVERYWHERE if sees_all else BETWEEN_BOUNDS if together else ONE_BY_ONE
    rows = {name: condition for name, condition in (NARROWED | KEPT).items() if name in tables}
    narrowed = {name: ALL if sees_all else where.of(condition) for name, condition in rows.items()}
    masked = {} if sees_all else {name: where.of(said, "successor_id") for name, said in MASKED.items()}
    decided = all(table in tables for table in WITHHELD)
    cells = CELLS + (CELLS_LATER.format(later=later) if later else "")
    below = _views({BELOW: ALL}, {}) if BELOW in tables else NOT_SAID
    if PERSON_OF_UNIT in tables and not sees_all:
        del narrowed["person"]
        below += where.of(PERSONS_APART)
    views = _views(narrowed, masked) + below + _figures(scope, tables, decided, where)
    hidden = _hidden(scope, decided, cells, later, where)
    return [*_bounds(scope, together, where), *hidden, (views + _beside(scope, tables, decided, cells), None)]


def _bounds(scope: Scope, together: bool, where: Where) -> Statements:
    """What is laid of where the scope's units lie."""
    if scope.unit is None:
        return []
    listed = BOUNDS if together else (SCOPE_OWN, SCOPE_SEEN)
    beside = SCOPE_BESIDE.format(own=where.of(OWN, "t.org_unit_id"))
    return [(statement, {"unit": scope.unit}) for statement in (SCOPE_ABOVE, *listed, beside)]


def _beside(scope: Scope, tables: Collection[str], decided: bool, cells: str) -> str:
    """How others lie: out of all figures, and out of those that lie unit by unit."""
    shown = BESIDE if scope.unit is not None and decided else NOBODY_BESIDE
    asked = {"indicator_value": "beside", UNIT_VALUE: "beside_above", VILLAGE_VALUE: "beside_villages"}
    return "".join(
        f";{shown.format(name=name, table=table, cells=cells, of_level=OF_LEVEL if table == UNIT_VALUE else '')}"
        for table, name in asked.items()
        if table in tables
    )


def _hidden(scope: Scope, decided: bool, cells: str, later: str | None, where: Where) -> Statements:
    """What is laid of what the scope may not see."""
    if _sees_everything(scope):
        return []
    levels = HIDDEN_LEVELS + (HIDDEN_LEVELS_LATER.format(later=later) if later else "")
    if scope.role >= Role.LEADER:
        above = HIDDEN_ABOVE.format(cells=cells, above=ABOVE.format(unit="org_unit_id"))
        statements = [levels, above, LEVELS_ABOVE.format(above=ABOVE.format(unit="u.org_unit_id"))] if decided else []
    else:
        guarded = GUARDED.format(whose=where.of(SEEN))
        statements = [guarded, HIDDEN_CELLS.format(cells=cells), levels] if decided else [guarded]
    return [(statement, None) for statement in statements]


def _sees_everything(scope: Scope) -> bool:
    return scope.role >= Role.LEADER and scope.unit is None


def _figures(scope: Scope, tables: Collection[str], decided: bool, where: Where) -> str:
    """The views of the figures: a viewer's are withheld wherever they are; a leader's outside the own scope."""
    joined, hidden = (JOINED, HIDDEN) if decided else UNDECIDED
    if scope.role >= Role.LEADER:
        above = ABOVE.format(unit="v.org_unit_id")
        joined, hidden = "", LOOKED_UP.format(above=above) if decided else above
    seen = where.of(SEEN, "v.org_unit_id")
    withheld, spreads = f"{COUNTED} AND {hidden}", SPREADS.format(joined=joined, where=seen, hidden=hidden)
    if _sees_everything(scope):
        joined, withheld, spreads = "", "FALSE", ALL_SPREADS
    laid = {table: sums for table, sums in FIGURES.items() if table in tables}
    values = [
        VALUES.format(table=table, emptied=_emptied(sums), withheld=withheld, joined=joined, where=seen)
        for table, sums in laid.items()
    ]
    return ";".join([*values, spreads])


def _emptied(sums: Collection[str]) -> str:
    return ", ".join(f"CASE WHEN NOT withheld THEN {sum} END AS {sum}" for sum in sums)


def _views(narrowed: dict[str, str], masked: dict[str, str]) -> str:
    return "".join(
        f"CREATE TEMP VIEW {name} AS SELECT * {masked.get(name, '')} FROM snapshot.main.{name} WHERE {where};"
        for name, where in narrowed.items()
    )
