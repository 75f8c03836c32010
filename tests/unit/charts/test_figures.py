"""Figures as plain dicts: the same as Plotly's own objects make of the same words."""

import json

import numpy as np
import plotly.graph_objects as go
import pytest

from analytics.charts import figures
from analytics.charts.theme import TEMPLATE, Words, canvas

LAYOUT = {"template": TEMPLATE, "height": 200, "margin": {"l": 10, "b": 44}, "xaxis": {"range": [0, 1]}}


def build(of, layout):
    """A figure laid on piece by piece, as the chart builders do."""
    figure = of.Figure(layout=layout)
    figure.add_trace(of.Scatter(x=[1, None, 3], y=[1.0, None, 3.0], mode="lines", text=None))
    figure.add_traces([of.Bar(x=["甲", "乙"], y=[1, 2], marker={"color": ["#fff", "#000"], "line": {"width": 0}})])
    figure.add_trace(of.Heatmap(z=[[1, None], [0.5, 2]], xgap=1))
    figure.update_layout(xaxis={"tickvals": [0, 1], "title": {"text": "x"}}, yaxis2={"overlaying": "y"})
    figure.update_layout(xaxis={"range": [0, 2], "title": {"standoff": 4}}, barmode="stack")
    figure.update_yaxes(showgrid=False)
    figure.add_shape(type="line", x0=0, x1=1, y0=0, y1=1, line={"width": 1, "dash": None})
    figure.add_annotation(x=0, y=1, text="<b>a</b>", showarrow=False)
    figure.add_annotation(x=1, y=1, text="b", showarrow=False)
    return figure


def sent(figure):
    return json.loads(figure.to_json())


def test_a_plain_figure_is_what_plotly_makes_of_the_same_words():
    plain, theirs = build(figures, LAYOUT), build(go, LAYOUT)
    assert sent(go.Figure(plain.to_dict())) == sent(theirs)


def test_a_plain_figure_is_sent_without_what_is_none_and_with_gaps_as_null():
    figure = build(figures, LAYOUT)
    figure.add_trace(figures.Scatter(x=np.array([1, 2]), y=np.array([1.0, np.nan])))
    scatter, bar, _, arrays = sent(figure)["data"]
    assert "text" not in scatter
    assert (scatter["x"], arrays["x"], arrays["y"]) == ([1, None, 3], [1, 2], [1.0, None])
    assert bar["marker"] == {"color": ["#fff", "#000"], "line": {"width": 0}}


def test_what_is_laid_over_a_figure_leaves_what_was_given_alone():
    axis = {"title": {"text": "x"}}
    one, other = figures.Figure({"xaxis": axis}), figures.Figure({"xaxis": axis})
    one.update_layout(xaxis={"title": {"text": "y"}})
    assert axis == {"title": {"text": "x"}}
    assert other.layout.xaxis.title.text == "x"


def test_a_word_that_plotly_does_not_know_is_found_when_the_figure_is_read():
    figure = figures.Figure({})
    figure.add_trace(figures.Scatter(x=[1], colour="red"))
    with pytest.raises(ValueError, match="colour"):
        _ = figure.data


def test_plotlys_short_cuts_are_refused_where_they_are_written():
    with pytest.raises(AssertionError, match="short cuts"):
        figures.Figure({}).update_layout(margin_b=3)


def test_a_figure_that_grows_keeps_its_plot():
    figure = canvas(Words(), 100, bottom=40)
    height, bottom = figure.layout.height, figure.layout.margin.b
    figure.grow(17)
    assert (figure.layout.height, figure.layout.margin.b) == (height + 17, bottom + 17)
