"""Labels with Plotly's small markup (`<b>`, `<br>`, coloured `<span>`) as SVG text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from analytics.charts.labels import width_of
from analytics.charts.theme import INK

FAMILY = "Noto Sans CJK SC"
LINE = 1.25
TOKEN = re.compile(r"<[^>]*>|[^<]+")
COLOUR = re.compile(r"color:\s*([^;\"']+)")
SIZE = re.compile(r"font-size:\s*([\d.]+)px")
ANCHORS = {"left": "start", "center": "middle", "right": "end"}


@dataclass(frozen=True, slots=True)
class Span:
    """Letters of one look."""

    text: str
    bold: bool
    colour: str | None


def text(
    x: float, y: float, said: str, size: float = 13, colour: str | None = None, anchor: str = "left",
    vertical: str = "middle", angle: float = 0,
) -> str:  # fmt: skip
    """The label at a point; `vertical` says whether its lines lie above, around or below it."""
    lines = lines_of(said)
    height = size * LINE
    above = {"top": 0.0, "middle": height * len(lines) / 2, "bottom": height * len(lines)}[vertical]
    turn = f' transform="rotate({angle:g} {x:.2f} {y:.2f})"' if angle else ""
    look = f'font-family="{FAMILY}" font-size="{size:g}" fill="{colour or INK}" text-anchor="{ANCHORS[anchor]}"'
    head = f"<text {look}{turn}>"
    body = "".join(
        f'<tspan x="{x:.2f}" y="{y - above + height * (place + 0.76):.2f}">{"".join(map(_span, line)) or " "}</tspan>'
        for place, line in enumerate(lines)
    )
    return f"{head}{body}</text>"


def lines_of(said: str) -> list[list[Span]]:
    """The label's lines as spans."""
    lines: list[list[Span]] = [[]]
    bold = False
    colours: list[str | None] = [None]
    for token in TOKEN.findall(said):
        if token == "<br>":
            lines.append([])
        elif token in ("<b>", "</b>"):
            bold = token == "<b>"
        elif token.startswith("<span"):
            found = COLOUR.search(token)
            colours.append(found[1].strip() if found else colours[-1])
        elif token == "</span>":
            colours.pop()
        else:
            lines[-1].append(Span(html.unescape(token), bold, colours[-1]))
    return lines


def width_in(said: str, size: float) -> float:
    """Pixels of the longest line."""
    return max(sum(width_of(span.text) for span in line) for line in lines_of(said)) * size * 0.553


def _span(span: Span) -> str:
    look = ' font-weight="bold"' if span.bold else ""
    look += f" fill={quoteattr(span.colour)}" if span.colour else ""
    spaced = escape(span.text.replace("\u2003", "\u00a0\u00a0\u00a0"))
    return f"<tspan{look}>{spaced}</tspan>" if look else spaced
