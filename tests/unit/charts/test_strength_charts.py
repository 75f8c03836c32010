"""Pictures of a composite score: every unit is there, colours rise with the bands, names lie apart."""

import itertools

import pandas as pd
import pytest

from analytics import charts
from analytics.charts import bands
from analytics.charts.score_dots import heaps
from analytics.charts.slope import HEIGHT, MOST_NAMED, NEAR, apart, moves, named_moves
from analytics.charts.theme import BANDS_FROM, BANDS_TO

from .test_theme import linear

GRADES = [charts.Grade(name, least) for name, least in (("low", 1), ("<b>mid</b>", 40), ("top", 70))]
WORDS = charts.Words(sentence="s")


def frame(*scores):
    rows = [
        {
            "org_unit_id": f"v{n}", "name": f"<b>村{n}</b>", "score": score, "score_lower": score - 5,
            "score_upper": score + 5, "rank": n + 1, "rank_lower": 1, "rank_upper": len(scores),
            "grade": sum(score >= grade.least for grade in GRADES) - 1, "certain": 60.0,
        }
        for n, score in enumerate(scores)
    ]  # fmt: skip
    return pd.DataFrame(rows).astype({"rank": "Int64", "grade": "Int64"})


def brightness(colour):
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_colours_of_the_bands_darken_from_the_lowest_up_and_glyphs_grow():
    ramp = bands.ramp(5)
    assert (ramp[0], ramp[-1]) == (BANDS_FROM, BANDS_TO)
    assert all(brightness(a) > brightness(b) + 0.05 for a, b in itertools.pairwise(ramp))
    assert [bands.glyph(place, 5) for place in range(5)] == sorted({bands.glyph(place, 5) for place in range(5)})
    assert bands.ramp(1) == [BANDS_FROM]


def test_every_scored_unit_is_a_dot_and_heaps_count_neighbours(language):
    drawn = frame(12.0, 12.1, 12.2, 55.0)
    figure = charts.score_dots(drawn, GRADES, (1, 100), WORDS, language, focus={"v3"})
    assert sorted(figure.data[0].x) == [12.0, 12.1, 12.2, 55.0]
    assert sorted(figure.data[0].y) == [1, 1, 2, 3]
    told = " ".join(note.text for note in figure.layout.annotations)
    assert "<b>3</b>" in told
    assert "<b>mid</b>" not in told, "a band's name became markup"


def test_units_that_are_not_banded_are_dots_of_one_colour(language):
    drawn = frame(12.0, 80.0).drop(columns=["grade", "rank"])
    figure = charts.score_dots(drawn, [], (1, 100), WORDS, language)
    assert len(set(figure.data[0].marker.color)) == 1
    assert not figure.layout.annotations


def test_a_heap_never_has_more_dots_than_units():
    units = bands.scored(frame(*(100.0 for _ in range(30))))
    assert heaps(units, (1, 100)) == list(range(1, 31))


def test_the_league_draws_every_interval(language):
    drawn = frame(80.0, 50.0, 20.0)
    figure = charts.score_intervals(drawn, GRADES, WORDS, language)
    assert list(figure.data[0].x) == [1, 3, None] * 3
    assert list(figure.data[1].x) == [1, 2, 3]
    plain = charts.score_intervals(drawn.drop(columns=["grade", "rank"]), [], WORDS, language, by="score")
    assert list(plain.data[1].x) == [80.0, 50.0, 20.0]
    assert list(plain.data[0].x[:2]) == [75.0, 85.0]


def test_names_from_data_are_never_markup(language):
    drawn = frame(80.0, 50.0)
    for figure in (
        charts.score_dots(drawn, GRADES, (1, 100), WORDS, language),
        charts.score_intervals(drawn, GRADES, WORDS, language),
    ):
        assert all("<b>村" not in text for trace in figure.data for text in trace.hovertext or ())


def moved(*pairs):
    rows = [
        {"org_unit_id": f"v{n}", "name": f"村{n}", "rank_before": a, "rank_after": b, "band_before": "x",
         "band_after": "y"}
        for n, (a, b) in enumerate(pairs)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_the_slope_draws_every_unit_with_both_ranks_once(language):
    figure = charts.slope(moved((1, 2), (2, 1), (3, 3), (4, None)), ("before", "after"), WORDS, language)
    ends = [end for trace in figure.data for end in trace.y if end is not None]
    assert sorted(ends) == [1, 1, 2, 2, 3, 3]


def test_the_units_that_move_furthest_are_named_and_those_that_stand_still_are_not():
    found = moves(moved((1, 5), (2, 2), (3, 4), (5, 1)))
    assert [move.unit for move in named_moves(found, {"v1"})] == ["v1", "v0", "v3", "v2"]
    many = moves(moved(*((n, n + 20) for n in range(40))))
    assert len(named_moves(many, ())) == MOST_NAMED


@pytest.mark.parametrize("ends", [[1, 1, 1, 1], [100, 100, 99], [1, 50, 100], [5]])
def test_names_are_moved_apart_in_order_and_stay_on_the_picture(ends):
    placed = apart(ends, 100)
    room = NEAR * 100 / HEIGHT
    ordered = [at for _, at in sorted(zip(ends, placed, strict=True))]
    assert all(b - a >= room - 1e-9 for a, b in itertools.pairwise(sorted(placed)))
    assert ordered == sorted(placed)
    assert max(placed) <= 100.5


def test_pulls_to_the_left_are_worse_and_marked(language):
    drawn = pd.DataFrame({"name": ["a", "b"], "pull": [-1.0, 2.0], "shown": ["1%", "2 <b>"]})
    figure = charts.pulls(drawn, WORDS, language)
    assert list(figure.data[0].x) == [-1.0, 2.0]
    assert [text[0] for text in figure.layout.yaxis.ticktext] == ["▼", "▲"]
    assert list(figure.layout.yaxis2.ticktext) == ["1%", "2 &lt;b&gt;"]


def test_the_bar_of_bands_shows_every_band_that_occurs(language):
    figure = charts.band_bar([0.0, 25.0, 75.0], GRADES, WORDS, language)
    assert [trace.x[0] for trace in figure.data] == [25.0, 75.0]
