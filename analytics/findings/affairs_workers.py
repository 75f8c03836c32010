"""Party affairs workers counted by posts held at once, schooling and training venue: declarations and sentences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.findings.sentences import joined, listed
from analytics.words import STATES, format_number
from data.schema import ENUMERATIONS
from data.text import Text

VENUES = ENUMERATIONS["venue_type"].labels
POSTS: Mapping[int, Text] = {
    1: Text("this post only", "仅任本岗"),
    2: Text("2 posts", "2个岗位"),
    3: Text("3 posts", "3个岗位"),
    4: Text("4 posts", "4个岗位"),
    5: Text("5 posts", "5个岗位"),
    6: Text("6 posts or more", "6个及以上岗位"),
}
HELD = Text("Posts held at once", "同时任职岗位数")
FULL_TIME, PART_TIME = Text("full-time", "专职"), Text("part-time", "兼职")
NOBODY = Text("No party affairs worker is known here.", "没有可统计的党务工作者。")
NO_TRAINING = Text("No training of party affairs workers is known for {year}.", "{year}年没有党务工作者培训记录。")
POSTS_SAID = Text(
    "Of {all} party affairs {all:worker|workers} {one} {one:holds|hold} this post only; {many} {many:holds|hold} two "
    "or more others beside it, which the source complains of.",
    "{all}名党务工作者中，仅任本岗的{one}名；另兼两个及以上岗位的{many}名，即原文所说“身兼数职”。",
)
QUALIFIED = Text(
    "Of {all} party affairs {all:worker|workers} {young} {young:is|are} 35 or under with a college degree or above.",
    "{all}名党务工作者中，35岁及以下且大专及以上学历的{young}名。",
)
VENUES_SAID = Text(
    "Of {all} party affairs {all:worker|workers} these completed a training in {year}: {parts}. Who was at several "
    "venues counts at each.",
    "{all}名党务工作者中，{year}年参训结业：{parts}；在多个阵地参训的分别计入。",
)
AT_VENUE = Text("{venue} {n}", "{venue}{n}名")
SOME_WITHHELD = Text(
    "Venues with one or two of them, and what would tell them, are withheld ({glyph}).",
    "人数为1至2人的阵地及可据以推算的，不予显示（{glyph}）。",
)
MOST_NAMED = 4
REACHED = Text("{n} {n:person|persons} · {hours} h each", "{n}人 · 人均{hours}学时")


def venues_sentence(everybody: int, year: int, seen: pd.Series) -> Text:
    """How many were trained at the venues most used; `seen`: workers by venue, the most first, <NA> where withheld."""
    shown = [(VENUES[str(code)], int(n)) for code, n in seen.dropna().items() if n > 0][:MOST_NAMED]
    parts = listed([AT_VENUE.fill(venue=venue, n=n) for venue, n in shown]) if shown else Text("none", "无")
    said = VENUES_SAID.fill(all=everybody, year=year, parts=parts)
    return joined(said, SOME_WITHHELD.fill(glyph=STATES["suppressed"].glyph)) if seen.isna().any() else said


def reached(persons: int | None, hours: float | None) -> Text:
    """Workers at a venue, and the hours there for each worker of all; the glyph of what is withheld."""
    if persons is None or hours is None:
        glyph = STATES["suppressed"].glyph
        return Text(glyph, glyph)
    return REACHED.fill(n=persons, hours=format_number(hours, "en"))
