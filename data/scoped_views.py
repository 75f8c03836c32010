"""The views through which a Reader sees a snapshot: the tables' own names, narrowed to a Scope.

A scope's holder reads its unit and all below; of the units above it sees names and totals.
"""

from __future__ import annotations

from collections.abc import Collection

from data.access import Scope

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
    "submission": SEEN,  # a township hands in for its villages
    "unit_tree": SEEN,
    "unit_search": SEEN,
    "indicator_value": SEEN,
    "indicator_spread": SEEN,
    "period": ALL,
    "snapshot_info": ALL,
}

SCOPE_OWN = "CREATE TEMP TABLE scope_own AS SELECT org_unit_id FROM snapshot.main.unit_tree WHERE ancestor_id = $unit"
SCOPE_SEEN = """CREATE TEMP TABLE scope_seen AS SELECT org_unit_id FROM scope_own
UNION SELECT ancestor_id FROM snapshot.main.unit_tree WHERE org_unit_id = $unit"""


def scoped_views(scope: Scope, tables: Collection[str] = NARROWED) -> list[tuple[str, dict[str, str] | None]]:
    """The statements, each with its parameters, that lay a scope's views over those `tables` of the catalog
    `snapshot`."""
    narrowed = {name: where for name, where in NARROWED.items() if name in tables}
    if scope.unit is None:
        return [(_views(dict.fromkeys(narrowed, ALL)), None)]
    unit = {"unit": scope.unit}
    return [(SCOPE_OWN, unit), (SCOPE_SEEN, unit), (_views(narrowed), None)]


def _views(narrowed: dict[str, str]) -> str:
    return ";".join(
        f"CREATE TEMP VIEW {name} AS SELECT * FROM snapshot.main.{name} WHERE {where}"
        for name, where in narrowed.items()
    )
