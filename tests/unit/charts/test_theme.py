"""Colour means one thing, is told apart by everyone, and is never alone."""

import itertools
import tomllib
from pathlib import Path

import pytest

from analytics.charts import labels, theme
from analytics.words import STATES, Verdict

HOSTILE = [
    '=HYPERLINK("x")',
    "<script>alert(1)</script>",
    "<b>x</b>",
    "a|b",
    "a\nb",
    "$x$",
    "&lt;",
    "\u202eabc",
    "字" * 300,
]
# Machado, Oliveira and Fernandes 2009, severity 1.0
BLINDNESS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(rgb):
    x, y, z = (
        sum(weight * part for weight, part in zip(row, rgb, strict=True)) / white
        for row, white in zip(
            ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)),
            (0.9505, 1.0, 1.089),
            strict=True,
        )
    )
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return (116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz))


def seen(colour, blindness):
    rgb = linear(colour)
    if blindness:
        matrix = BLINDNESS[blindness]
        rgb = [min(max(sum(w * p for w, p in zip(row, rgb, strict=True)), 0), 1) for row in matrix]
    return lab(rgb)


def distance(one, other, blindness):
    return sum((a - b) ** 2 for a, b in zip(seen(one, blindness), seen(other, blindness), strict=True)) ** 0.5


@pytest.mark.parametrize("blindness", [None, *BLINDNESS])
def test_better_worse_and_similar_are_told_apart_by_every_eye(blindness):
    for one, other in itertools.combinations((theme.BETTER, theme.WORSE, theme.SIMILAR), 2):
        assert distance(one, other, blindness) > 15, (one, other)
    for sure, plain in ((theme.SURELY_BETTER, theme.BETTER), (theme.SURELY_WORSE, theme.WORSE)):
        assert distance(sure, plain, blindness) > 15


def test_a_colour_is_never_alone():
    by_colour = {
        look.colour: {other.symbol for other in theme.LOOKS.values() if other.colour == look.colour}
        for look in theme.LOOKS.values()
    }
    looks = [(look.symbol, look.size) for verdict, look in theme.LOOKS.items() if verdict is not Verdict.NOT_COMPARED]
    assert len(set(looks)) == len(looks), "each verdict has its own symbol or size"
    assert by_colour
    assert set(theme.STATE_FILL) == set(theme.STATE_HATCH) == set(STATES) - {"value"}


def test_text_is_dark_enough_on_its_ground():
    for ink, ground in ((theme.INK, theme.PAPER), (theme.SOFT_INK, theme.PAPER), (theme.SOFT_INK, theme.NOT_REPORTED)):
        light, dark = (
            sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True)) for c in (ground, ink)
        )
        assert (light + 0.05) / (dark + 0.05) >= 4.3
    for _, ground in theme.GOODNESS:
        light, dark = (
            sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True)) for c in (ground, theme.INK)
        )
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_provisional_mark_is_hollow_in_the_same_colour():
    for verdict in Verdict:
        solid, hollow = theme.look_of(verdict), theme.look_of(verdict, provisional=True)
        assert hollow.colour == solid.colour
        assert "open" in hollow.symbol


def test_the_page_and_the_pictures_have_one_theme():
    config = tomllib.loads((Path(__file__).parents[3] / ".streamlit/config.toml").read_text("utf-8"))
    declared = config.get("theme", {})
    assert {key: declared[key] for key in declared if key in theme.STREAMLIT} == {
        key: theme.STREAMLIT[key] for key in declared if key in theme.STREAMLIT
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_data_is_never_markup(text):
    shown = labels.plain(text)
    assert not set("<>$\n\u202e") & set(shown)
    assert shown.count("&") == sum(shown.count(entity) for entity in ("&lt;", "&gt;", "&amp;", "&#36;"))
    assert len(labels.plain(text + "x" * 500)) <= 300 + 5 * 20


@pytest.mark.parametrize(
    "text", [*HOSTILE, "一个很长很长很长很长很长很长很长很长很长的村名", "a long name of some village in the hills"]
)
def test_a_label_is_cut_to_its_width_and_says_so(text):
    shown = labels.short(text, 20).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&#36;", "$")
    assert labels.width_of(shown) <= 21
    assert shown.endswith("…") == (labels.width_of(text.replace("\u202e", "")) > 20)


def test_lines_break_at_spaces_in_english_and_anywhere_in_chinese():
    assert labels.wrap("one two three four", 9) == ["one two", "three", "four"]
    assert labels.wrap("甲乙丙丁戊", 6) == ["甲乙丙", "丁戊"]
    assert labels.wrap("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    assert labels.wrap("甲乙丙，丁", 6) == ["甲乙丙，", "丁"]
    assert labels.two_lines("", 10) == ""
