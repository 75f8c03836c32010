"""Text from data on a picture: never markup, never too long, and the room it takes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LONGEST = 300
CHARACTER = 7.2
"""Pixels of a narrow character at the size of tick labels; a Chinese one takes two."""

_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"}
_UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Cs"}


@lru_cache(maxsize=4096)
def plain(text: str, longest: int = LONGEST) -> str:
    """The text as Plotly shows it letter by letter: one line, at most `longest` characters, no HTML, no TeX, no marks
    that turn the direction of writing."""
    return "".join(_MARKUP.get(letter, letter) for letter in _cut(_one_line(text), longest))


def short(text: str, width: int = 34) -> str:
    """A label of at most `width` narrow characters, ending in … where it was cut; escaped like `plain`."""
    line = _one_line(text)
    if width_of(line) <= width:
        return plain(line)
    kept = ""
    for letter in line:
        if width_of(kept + letter) > width - 1:
            break
        kept += letter
    return plain(kept.rstrip() + "…")


def two_lines(text: str, width: int = 36) -> str:
    """A label on at most two lines of `width` narrow characters, the second ending in … where more was cut."""
    lines = wrap(text, width)
    if len(lines) < 2:
        return plain(_one_line(text))
    return f"{plain(lines[0])}<br>{short(' '.join(lines[1:]), width)}"


@lru_cache(maxsize=4096)
def width_of(text: str) -> int:
    """Columns the text takes: two for a Chinese character, one for a Latin."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def room_for(labels: Iterable[str], width: int = 34, least: int = 60) -> int:
    """Pixels of margin that the labels need, each cut to `width`."""
    widest = max((min(width_of(label), width) for label in labels), default=0)
    return max(least, round(widest * CHARACTER) + 24)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns; Latin breaks at spaces, Chinese between characters."""
    lines, line = [], ""
    for piece in _pieces(_cut(_one_line(text), LONGEST), width):
        if line and width_of(line + piece.rstrip()) > width and piece not in "，。；：、）%":
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str, width: int) -> list[str]:
    """What a line may be broken between: words with the space after them, single wide characters; a word longer than
    a line is cut."""
    pieces = [""]
    for letter in text:
        done = pieces[-1].endswith(" ") or (pieces[-1] and width_of(pieces[-1][-1]) == 2) or len(pieces[-1]) >= width
        if width_of(letter) == 2 or done:
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return [piece for piece in pieces if piece]


def _one_line(text: str) -> str:
    seen = (" " if letter in "\r\n\t\v\f\u2028\u2029" else letter for letter in str(text))
    return "".join(letter for letter in seen if unicodedata.category(letter) not in _UNSEEN)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
