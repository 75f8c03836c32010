"""What is said of one village, held against the tables it comes from."""

from dataclasses import replace

import pytest

from analytics.strength import Track, Variation, robustness, standing
from analytics.strength.standing import track_title
from data.text import Text

from .small import BANDS, structure, values

ROWS = {
    "best": [90, 45, 1],
    "twin": [90, 45, 1],
    "last": [10, 5, 9],
    "half": [None, None, 5],
    "mute": [None, None, None],
}
ERRORS = values({name: [5.0, 5.0, 0.5] for name in ROWS})


def judged(declared=None, **given):
    return robustness(values(ROWS), ERRORS, declared or structure(), draws=200, seed=3, **given)


def test_a_standing_says_what_the_tables_say():
    found = judged()
    of = standing(found, "best")
    row = found.units.loc["best"]
    assert (of.score, of.score_lower, of.score_upper) == tuple(row[["score", "score_lower", "score_upper"]])
    assert (of.rank, of.rank_lower, of.rank_upper) == tuple(row[["rank", "rank_lower", "rank_upper"]].astype(int))
    assert of.band.id == found.strength.bands["best"]
    assert of.certain == found.bands.loc["best", of.band.id] == of.band_shares[of.band.id]
    assert sum(of.band_shares.values()) == pytest.approx(1)
    assert of.reason is None


def test_the_number_ranked_leaves_out_those_not_scored():
    # "half" has one block of two: 50 % of the weight, 60 % is needed
    assert standing(judged(), "last").of == 3
    assert standing(judged(), "last").rank == 3
    assert standing(judged(), "twin").rank == 1


def test_a_village_not_scored_has_a_reason_and_no_numbers_and_its_blocks_say_which_is_missing():
    of = standing(judged(), "half")
    assert "60 %" in of.reason.en
    assert (of.band, of.rank) == (None, 0)
    assert of.score != of.score
    assert isinstance(of.blocks["a"], Text)
    assert of.blocks["b"] == pytest.approx(1 + 99 * 0.5)


def test_a_block_that_scores_nothing_is_a_score_and_not_a_reason():
    rows = {"none": [0, 0, 10], "all": [100, 50, 0]}
    scale = structure(scale=(0, 100), across="arithmetic", bands=(replace(BANDS[0], least=0), *BANDS[1:]))
    found = robustness(values(rows), None, scale, 10, 0, Variation(weights=0))
    assert standing(found, "none").blocks == {"a": 0.0, "b": 0.0}


def test_ranks_are_counted_within_the_track():
    tracked = structure(tracks=(Track("far", Text("Far", "偏远"), units=("last",)),))
    found = judged(tracked)
    assert (standing(found, "last").rank, standing(found, "last").of) == (1, 1)
    assert standing(found, "best").of == 2
    assert track_title(tracked, "far") == Text("Far", "偏远")
    assert track_title(tracked, "rest").en == "All other villages"
    assert track_title(structure(), "rest") is None


def test_a_village_that_is_not_there_is_not_invented():
    with pytest.raises(KeyError):
        standing(judged(), "nowhere")
