"""Spelling that carries no meaning, taken away: widths, spaces, case."""

from __future__ import annotations

import re
import unicodedata

SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """`text` in half width without any space: `２０２４ 年` becomes `2024年`."""
    return SPACE.sub("", unicodedata.normalize("NFKC", text))


def heading_key(text: str) -> str:
    """What two spellings of one heading have in common: no spaces, width, case, byte order mark or star."""
    return plain(text).replace("*", "").replace("\ufeff", "").lower()


def shown(text: str | None, limit: int = 60) -> str:
    """A cell's text fit for a sentence: one line, cut at `limit`."""
    line = SPACE.sub(" ", text or "").strip()
    return line if len(line) <= limit else f"{line[:limit]}…"
