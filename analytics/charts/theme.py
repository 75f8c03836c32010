"""One palette and one Plotly template: a colour means one thing everywhere, and a symbol says it again.

Blue is better, vermillion is worse (Okabe and Ito's pair, told apart by every kind of colour vision); purple is
higher or lower where nobody judges; grey is everything that says nothing. The two levels of certainty are two shades.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.charts import figures as go
from analytics.charts.labels import plain, wrap
from analytics.words import Verdict

FONT = '"Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif'

INK = "#22303C"
SOFT_INK = "#5A6772"
FAINT = "#C9D0D6"
GRID = "#E8ECEF"
PAPER = "#FFFFFF"
GROUND = "#F4F6F8"
WHISKER = "#AEB8C1"
PRIMARY = "#2F5D73"
COVERED = "#7A9CAD"

BETTER, SURELY_BETTER, PALE_BETTER = "#2B8CC4", "#005A8C", "#D3E6F3"
WORSE, SURELY_WORSE, PALE_WORSE = "#E07B39", "#A83F00", "#FBE3D3"
HIGHER, SURELY_HIGHER = "#9A7DBF", "#5E3C99"
SIMILAR = "#8A949E"

FOCUS, TOWNSHIP, COUNTY = "#22303C", "#00876C", "#B08A00"
BAND = "rgba(34, 48, 60, 0.10)"
UNITS: Mapping[str, str] = {"focus": FOCUS, "township": TOWNSHIP, "county": COUNTY}

SEQUENCE = ("#CBE0CC", "#A0C7A6", "#72A67D", "#45855F", "#1C5B40")
"""Values from low to high where nobody judges: one hue, each step darker than the last."""
TOWARD_WORST = ("#F7EDE4", "#F6CDAE", "#EFA36F", "#D96B2B", "#A83F00")
"""Values from the best to the worst where one end is good: the worst is what strikes the eye."""
BANDS_FROM, BANDS_TO = "#DCE6EB", "#1F4D63"
"""The bands of a composite score, from the lowest to the highest: more of one hue, neither good nor bad."""
SERIES: Sequence[tuple[str, str]] = (("#2F5D73", "solid"), ("#B0578D", "dash"), ("#9A7B4F", "dot"))
"""Kinds of people side by side, none of them good or bad: colour and dash."""

NOT_REPORTED, NOT_APPLICABLE, SUPPRESSED = "#DDE2E6", "#F1F3F5", "#D9D4E3"
STATE_FILL: Mapping[str, str] = {
    "not_reported": NOT_REPORTED,
    "not_applicable": NOT_APPLICABLE,
    "suppressed": SUPPRESSED,
}
STATE_HATCH: Mapping[str, str] = {"not_reported": "/", "not_applicable": "", "suppressed": "x"}
GOODNESS = ((0.0, "#E38A4F"), (0.25, "#F3BF98"), (0.5, "#F7F7F4"), (0.75, "#A6CDE6"), (1.0, "#4F9FD0"))
"""Far on the bad side of the target or the middle, at it, far on the good side."""

STREAMLIT: Mapping[str, str] = {
    "primaryColor": PRIMARY,
    "backgroundColor": PAPER,
    "secondaryBackgroundColor": GROUND,
    "textColor": INK,
    "font": FONT,
}
"""What `.streamlit/config.toml` says under [theme]; a test holds them together."""


@dataclass(frozen=True, slots=True)
class Look:
    """Colour and Plotly symbol of a verdict; the surer one is larger, as its glyph is doubled."""

    colour: str
    symbol: str
    size: float = 1.0


CLEAR, SURER, QUIET = 1.15, 1.45, 0.9
LOOKS: Mapping[Verdict, Look] = {
    Verdict.SURELY_BETTER: Look(SURELY_BETTER, "triangle-up", SURER),
    Verdict.BETTER: Look(BETTER, "triangle-up", CLEAR),
    Verdict.SIMILAR: Look(SIMILAR, "circle", QUIET),
    Verdict.WORSE: Look(WORSE, "triangle-down", CLEAR),
    Verdict.SURELY_WORSE: Look(SURELY_WORSE, "triangle-down", SURER),
    Verdict.SURELY_HIGHER: Look(SURELY_HIGHER, "triangle-right", SURER),
    Verdict.HIGHER: Look(HIGHER, "triangle-right", CLEAR),
    Verdict.LOWER: Look(HIGHER, "triangle-left", CLEAR),
    Verdict.SURELY_LOWER: Look(SURELY_HIGHER, "triangle-left", SURER),
    Verdict.TOO_FEW: Look(SIMILAR, "circle-open-dot"),
    Verdict.NOT_COMPARED: Look(SOFT_INK, "circle"),
}


def look_of(verdict: str | None, provisional: bool = False) -> Look:
    """The look of a verdict's code (None is not compared); hollow while provisional."""
    look = LOOKS[Verdict(verdict) if verdict else Verdict.NOT_COMPARED]
    hollow = provisional and "open" not in look.symbol
    return Look(look.colour, f"{look.symbol}-open", look.size) if hollow else look


_AXIS: dict[str, Any] = {
    "gridcolor": GRID,
    "gridwidth": 1,
    "zeroline": False,
    "linecolor": FAINT,
    "tickcolor": FAINT,
    "ticks": "",
    "automargin": False,
    "ticklabelstandoff": 6,
    "separatethousands": True,
    "tickfont": {"size": 13, "color": SOFT_INK},
    "title": {"font": {"size": 13, "color": SOFT_INK}, "standoff": 8},
}
TEMPLATE: Mapping[str, Any] = {
    "layout": {
        "font": {"family": FONT, "size": 13, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "colorway": [FOCUS, TOWNSHIP, COUNTY, SURELY_HIGHER],
        "xaxis": _AXIS,
        "yaxis": _AXIS,
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": FAINT,
            "font": {"family": FONT, "size": 13, "color": INK},
            "align": "left",
        },
        "title": {"x": 0, "xref": "container", "xanchor": "left", "yanchor": "top", "pad": {"l": 12}},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
    }
}


@dataclass(frozen=True, slots=True)
class Words:
    """What a picture says for itself, in the reader's language: the finding, what is shown, the sentence for those
    who cannot see it. An empty title leaves the picture without a heading, for a page that has set its own."""

    title: str = ""
    subtitle: str = ""
    sentence: str = ""


def canvas(
    words: Words, height: int, left: int = 60, right: int = 30, bottom: int = 44, top: int = 0, **layout: Any
) -> go.Figure:
    """An empty figure in the house's template; `height` is that of the plot itself, the heading and `top` more pixels
    for names of lines come above it."""
    title, heading = _heading(words)
    top += heading
    if title:
        title["y"] = 1 - (16 + 11 * title["text"].count("<br>")) / (height + top + bottom)
    return go.Figure(
        layout={
            "template": TEMPLATE,
            "height": height + top + bottom,
            "margin": {"l": left, "r": right, "t": top, "b": bottom},
            "meta": {"sentence": words.sentence},
            **({"title": title} if title else {}),
            **layout,
        }
    )


def _heading(words: Words) -> tuple[dict[str, Any], int]:
    """The title as Plotly takes it, and the room it needs in pixels."""
    lines = wrap(words.title, 92) if words.title else []
    under = wrap(words.subtitle, 116) if words.subtitle else []
    head = "<br>".join(f"<b>{plain(line)}</b>" for line in lines)
    small = [f'<span style="font-size:13px;color:{SOFT_INK}">{plain(line)}</span>' for line in under]
    text = "<br>".join([part for part in (head, *small) if part])
    top = 18 + 23 * len(lines) + 18 * len(under) + (8 if text else 0)
    return ({"text": text, "font": {"size": 17, "color": INK}} if text else {}), top


def marker_of(looks: Sequence[Look], size: float) -> dict[str, Any]:
    """Plotly's marker for a trace whose points have these looks, the plain ones `size` pixels wide."""
    colours = [look.colour for look in looks]
    return {
        "color": colours,
        "symbol": [look.symbol for look in looks],
        "size": [size * look.size for look in looks],
        "opacity": 1,
        "line": {"width": 1.5, "color": colours},
    }
