"""The strength index: a declaration, named steps, and how far the result can be trusted."""

from analytics.strength.aggregation import aggregate
from analytics.strength.auditing import Audit, audit
from analytics.strength.banding import band
from analytics.strength.checks import StructureError, check, check_against
from analytics.strength.declaration import default_structure, dumps, load, loads, save
from analytics.strength.drivers import drivers
from analytics.strength.dropping import drop_one
from analytics.strength.goal import Lift, goal_seek
from analytics.strength.index import Strength, build, rank, score_blocks, score_index, score_indicators
from analytics.strength.inputs import Inputs, inputs_of
from analytics.strength.normalisation import normalise
from analytics.strength.own import own_structures, save_structure, structure_of, write_default_structure
from analytics.strength.robustness import Robustness, robustness
from analytics.strength.screening import Outcome, Screening, screen
from analytics.strength.simulation import Variation
from analytics.strength.standing import Standing, standing
from analytics.strength.structure import Band, Block, Component, Structure, Track
from analytics.strength.tracks import assign_tracks

__all__ = [
    "Audit",
    "Band",
    "Block",
    "Component",
    "Inputs",
    "Lift",
    "Outcome",
    "Robustness",
    "Screening",
    "Standing",
    "Strength",
    "Structure",
    "StructureError",
    "Track",
    "Variation",
    "aggregate",
    "assign_tracks",
    "audit",
    "band",
    "build",
    "check",
    "check_against",
    "default_structure",
    "drivers",
    "drop_one",
    "dumps",
    "goal_seek",
    "inputs_of",
    "load",
    "loads",
    "normalise",
    "own_structures",
    "rank",
    "robustness",
    "save",
    "save_structure",
    "score_blocks",
    "score_index",
    "score_indicators",
    "screen",
    "standing",
    "structure_of",
    "write_default_structure",
]
