"""The pictures of the block pages show text from data as text and draw what they are given."""

from datetime import date

import numpy as np
import pytest

from analytics.charts import parallel_sets, pipeline, pyramid, side_by_side, spells, tallies, theme
from analytics.charts.state_grid import ABSENT, DONE, LACKING, NOT_DUE, GridColumns, GridRow, state_grid
from analytics.words import Reading

HOSTILE = ['=HYPERLINK("x")', "<script>alert(1)</script>", "<b>x</b>%{y}", "a|b\nc", "$x$ & y", "村" * 300]
WORDS = theme.Words(sentence="A sentence.")


def grid(language):
    columns = GridColumns([0, 1, 2], {}, "%{x}")
    rows = [GridRow(name, "1 / 2", name) for name in HOSTILE]
    states = np.array([[place % 4, 1] for place in range(len(HOSTILE))], dtype=np.int8)
    marks = (DONE, LACKING, ABSENT, NOT_DUE)
    return state_grid([(columns, states)], rows, marks, WORDS, language)


def drawn(language):
    parts = [tallies.Part(HOSTILE[1], [1, 2, None, 4, 5, 6])]
    yield grid(language)
    yield tallies.bars(HOSTILE, parts, WORDS, language)
    yield tallies.columns(HOSTILE, parts, WORDS, language, lines=[tallies.Mark(1.5, HOSTILE[1])], axis=HOSTILE[1])
    bands = [parallel_sets.Band(0, "a", "b", 3, True), parallel_sets.Band(1, "b", "c", 3, False)]
    sets = [parallel_sets.Column(HOSTILE[1], [(code, HOSTILE[2])]) for code in "abc"]
    yield parallel_sets.parallel_sets(bands, sets, WORDS, language, apart=HOSTILE[1], others=HOSTILE[2])
    found = [spells.Spell(1, date(2025, 1, 1), date(2025, 3, 1), 0)]
    span = date(2024, 1, 1), date(2026, 1, 1)
    yield spells.spells(HOSTILE, HOSTILE, found, [(HOSTILE[1], "#000000")], WORDS, language, span=span)
    numbers = [1, 2, 3, 4, 5, 6]
    yield pyramid.pyramid(
        HOSTILE, numbers, numbers, WORDS, language, reference=(numbers, numbers), reference_name=HOSTILE[1]
    )
    yield pipeline.pipeline([pipeline.Step(name, 1, 2, 12, (1, 2, 3)) for name in HOSTILE], WORDS, language)
    pairs = [side_by_side.Pair(name, Reading("value", 60.0), "worse", 10.0) for name in HOSTILE]
    yield side_by_side.side_by_side(pairs, ("x", HOSTILE[1]), WORDS, language, lines=(50.0, None), around=HOSTILE[1])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_picture_shows_text_from_data_as_text(language):
    for figure in drawn(language):
        drawing = figure.to_json()
        assert "\\u003cscript" not in drawing
        assert "<script" not in drawing
        assert figure.layout.meta["sentence"] == "A sentence."


def test_a_cell_bears_the_glyph_of_its_state_and_no_other():
    figure = grid("en")
    for layer in (trace for trace in figure.data if trace.type == "heatmap" and trace.text is not None):
        seen = {text for row in layer.text for text in row if text}
        assert len(seen) == 1
        for values, texts in zip(layer.z, layer.text, strict=True):
            assert [bool(text) for text in texts] == [value is not None for value in values]


def test_so_many_villages_that_names_find_no_room_become_stripes_under_their_townships():
    names = [f"village {place}" for place in range(168)]
    rows = [GridRow(name, "1 / 2", f"town {place // 12}", f"{place // 12} / 24") for place, name in enumerate(names)]
    states = np.ones((len(rows), 2), dtype=np.int8)
    figure = state_grid([(GridColumns([0, 1, 2], {}), states)], rows, (DONE, LACKING), WORDS, "en")
    assert figure.layout.height < 1200
    assert figure.layout.yaxis.showticklabels is False
    assert list(figure.layout.yaxis.ticktext) == names, "who points at a stripe reads its village"
    said = [note.text for note in figure.layout.annotations]
    assert {f"town {place}" for place in range(14)} <= set(said)
    assert "13 / 24" in said


def test_of_a_few_persons_an_axis_counts_whole_ones():
    one = tallies.bars(["a"], [tallies.Part("x", [1])], WORDS, "en")
    many = tallies.bars(["a"], [tallies.Part("x", [70])], WORDS, "en")
    assert (one.layout.xaxis.dtick, many.layout.xaxis.dtick) == (1, None)
