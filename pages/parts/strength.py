"""The strength index as a person may see it, worked out once for a view, a county, a period and a structure, and kept.

Other pages ask here: `of_village` for one village's standing, `strength` for the county's whole answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.catalogue import INDICATORS
from analytics.strength import Inputs, Robustness, Standing, Strength, Structure, build, inputs_of, robustness, standing
from analytics.strength.own import DEFAULT, own_structures, structure_of
from data.home import Home
from data.queries.structure import structure as ask_attributes
from data.text import Text
from pages.parts import answers, filters, session
from pages.parts.keeping import keep
from pages.parts.session import View
from pages.parts.units import VILLAGE
from pages.parts.words import _

DRAWS, SEED = 1000, 1
MOST_KEPT = 32
MOST_INDEXED = 500
"""Villages above a county that are ranked together; a thousand draws of more take seconds."""


@dataclass(frozen=True)
class Field:
    """The villages of a unit in a period: what the index is built from, and what the tracks and the audit go by.

    `attributes`: by village `village_category`, `terrain`, `members`, `population` and more (`data.queries.structure`).
    `withheld`: the share of the figures that are withheld from this person; `cells`: the figures themselves.
    """

    cells: pd.DataFrame
    inputs: Inputs
    attributes: pd.DataFrame
    withheld: float

    def build(self, structure: Structure) -> Strength:
        """The index as a structure has it that fits the inputs."""
        return build(self.inputs.values, structure, self.attributes, self.inputs.applicable)


@dataclass(frozen=True)
class Measured:
    """The index of a county's villages, and how far it can be trusted. Never changed by those who share it."""

    field: Field
    robustness: Robustness

    @property
    def strength(self) -> Strength:
        return self.robustness.strength

    @property
    def structure(self) -> Structure:
        """The structure, narrowed to the indicators that the period has."""
        return self.strength.structure

    def standing(self, village: str) -> Standing | None:
        """Where a village stands; None where it was not there in the period."""
        return standing(self.robustness, village) if village in self.strength.scores.index else None


def structure(name: str = DEFAULT) -> Structure:
    """The structure of a name as it lies in `settings/structures` now; the shipped one where the county has none.

    `DataError` with file and place where the county's own cannot be used.
    """
    home = Home.default()
    path = own_structures(home).get(name)
    return _structure(home, name, session.edition(path) if path else "")


def county_of(view: View, unit_id: str) -> str | None:
    """The unit within which the unit's villages are ranked: its county, or itself above counties while it has no more
    villages than a large county; None where it has."""
    units = session.units(view)
    county = units.at_level(unit_id, "county")
    if county is not None:
        return county.id
    newest = next(iter(session.periods(view).values()))
    return unit_id if units.count(unit_id, VILLAGE, newest.end) <= MOST_INDEXED else None


@keep(MOST_KEPT)
def field(view: View, county: str, period_id: str, indicators: tuple[str, ...]) -> Field | None:
    """What the index of a unit's villages is built from; None where no village is there."""
    villages = _villages(view, county, period_id)
    if not villages:
        return None
    cells = answers.cells(view, indicators, villages, (period_id,))
    inputs = inputs_of(cells)
    attributes = answers.of_records(view, ask_attributes, county, period_id).to_pandas().set_index("org_unit_id")
    withheld = float((cells["state"] == "suppressed").sum() / max((cells["state"] != "not_applicable").sum(), 1))
    index = pd.Index(villages, name="org_unit_id")
    return Field(cells, inputs.of_units(villages), attributes.reindex(index), withheld)


@keep(MOST_KEPT)
def strength(view: View, county: str, period_id: str, structure: Structure) -> Measured | None:
    """The index of a county's villages with its robustness; None where no village is there, or none of the structure's
    indicators is measured for such a period. Ranks are among the villages that this person may see."""
    found = field(view, county, period_id, structure.indicators)
    fitting = found.inputs.fitting(structure) if found else None
    if found is None or fitting is None:
        return None
    given = found.inputs
    return Measured(
        found,
        robustness(
            given.values, given.errors, fitting, DRAWS, SEED, attributes=found.attributes, applicable=given.applicable
        ),
    )


def of_village(view: View, village: str, period_id: str) -> Standing | None:
    """A village's standing within its county under the structure in force; None where there is nothing to say."""
    county = county_of(view, village)
    measured = strength(view, county, period_id, structure()) if county else None
    return measured.standing(village) if measured else None


@keep(MOST_KEPT)
def _structure(home: Home, name: str, edition: str) -> Structure:
    return structure_of(home, name)


@keep(64)
def _villages(view: View, unit_id: str, period_id: str) -> tuple[str, ...]:
    """The villages at the end of a period."""
    period = session.periods(view)[period_id]
    return tuple(unit.id for unit in session.units(view).descendants(unit_id, VILLAGE, period.end))


def choose(place: Any) -> str:
    """The name of a structure: the one in force, or one of the county's saved alternatives where there are any."""
    names = [DEFAULT, *(name for name in own_structures(Home.default()) if name != DEFAULT)]
    if len(names) == 1:
        return DEFAULT
    titles = {name: _("In force") if name == DEFAULT else name for name in names}
    return filters.option(place, "structure", _("Structure"), titles)


def withheld_note(field: Field) -> str:
    """That this person's index rests on less than everything; empty where nothing is withheld."""
    if not field.withheld:
        return ""
    said = _(
        "{share}% of the figures are withheld from your role. Index, ranks and bands here rest on the others only, and "
        "differ from what leaders of the unit see."
    )
    return said.format(share=max(1, round(100 * field.withheld)))


def titles() -> dict[str, Text]:
    """The titles of all indicators by id."""
    return {key: found.title for key, found in INDICATORS.items()}
