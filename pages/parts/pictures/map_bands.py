"""The map of villages by their band of the strength index, as far as a band can be trusted."""

from __future__ import annotations

import pandas as pd

from analytics import charts
from analytics.charts.bands import glyph, ramp
from analytics.charts.theme import SOFT_INK
from analytics.charts.unit_map import Shade
from analytics.findings.places import band_sentence
from analytics.strength import Structure
from analytics.strength.tables import league
from analytics.words import format_number
from data.text import Language, Text
from pages.parts import columns, session, strength
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.pictures.map import NOWHERE, ON_THE_MAP, seen
from pages.parts.pictures.strength import BAND, ODDS, RANKS, REASON, SCORES
from pages.parts.session import View
from pages.parts.units import VILLAGE
from pages.parts.words import say

BY_BAND = Text("Bands of the index “{title}”:", "指数“{title}”档次：")
NOT_SCORED = Text("not scored", "未计分")
UNSCORED = "unscored"
SAID = Text("{band}, in {share}% of the draws; score {score}", "{band}，占模拟次数的{share}%；得分{score}")


@keep(MOST_KEPT)
def by_band(
    view: View, around: str, focus: str, period_id: str, structure: Structure, edition: str, language: Language
) -> Picture | None:
    """The villages of a county by band; None where the strength of none can be worked out."""
    measured = strength.strength(view, around, period_id, structure)
    if measured is None:
        return None
    here = seen(view, around, VILLAGE, period_id, edition)
    bands = measured.structure.bands
    rows = here.on(_rows(view, measured, language))
    counts = rows["band"].astype("object").value_counts()
    unscored = int((rows["shade"] == UNSCORED).sum())
    parts = [(band.title, int(counts.get(band.id, 0))) for band in bands]
    sentence = band_sentence(parts, unscored, period_id, here.unplaced)
    shape = (columns.UNIT, BAND, *SCORES, *RANKS, *ODDS, REASON, columns.UNIT_CODE)
    sheet = Sheet(ON_THE_MAP, shape, rows, (), language)
    if here.unplaced == len(here.units):
        return Picture(None, NOWHERE, sheet)
    method = BY_BAND.fill(title=structure.title)
    figure = charts.unit_map(
        rows, None, charts.Words(sentence=say(sentence)), language, shades=_shades(measured, language),
        ground=here.ground, method=say(method), focus=focus,
    )  # fmt: skip
    return Picture(figure, sentence, sheet)


def _shades(measured: strength.Measured, language: Language) -> dict[str, Shade]:
    bands = measured.structure.bands
    colours, count = ramp(len(bands)), len(bands)
    found = {
        band.id: Shade(band.title.in_language(language), colours[place], glyph=f"■ {glyph(place, count)}")
        for place, band in enumerate(bands)
    }
    return found | {UNSCORED: Shade(NOT_SCORED.in_language(language), SOFT_INK, "circle-x-open", "⊗")}


def _rows(view: View, measured: strength.Measured, language: Language) -> pd.DataFrame:
    """The league of all villages with names, bands in words, and what each says when pointed at."""
    names = session.names(view, language)
    table = league(measured.robustness, None if measured.structure.tracks else "rest")
    titles = {band.id: band.title.in_language(language) for band in measured.structure.bands}
    bands = [str(band) if isinstance(band, str) else UNSCORED for band in table["band"].astype("object")]
    reasons = [reason.in_language(language) if isinstance(reason, Text) else "" for reason in table["reason"]]
    said = [
        reason or _said(titles[band], score, share, language)
        for band, score, share, reason in zip(bands, table["score"], table["certain"], reasons, strict=True)
    ]
    return table.assign(
        name=table["org_unit_id"].map(names.get),
        band_title=[titles.get(band, "") for band in bands],
        why_not=reasons,
        shade=bands,
        said=said,
        state="value",
    ).drop(columns="reason")


def _said(band: str, score: float, share: float, language: Language) -> str:
    shown = SAID.fill(band=band, share=format_number(share, language, 0), score=format_number(score, language))
    return shown.in_language(language)
