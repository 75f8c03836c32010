"""What another choice of weights and methods does to the county's ranks and bands."""

from __future__ import annotations

from dataclasses import dataclass

from analytics import charts
from analytics.exports import Column
from analytics.findings.sentences_of_strength import what_if_sentence
from analytics.strength import Structure
from analytics.strength.comparison import Comparison, compare
from data.text import Language, Text
from pages.parts import columns, session, strength
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.session import View
from pages.parts.words import _, say

TABLE = Text("What if", "方法变动试算")
SHAPE = (
    columns.UNIT,
    columns.UNIT_CODE,
    Column("rank_before", Text("Rank as declared", "现行位次"), "integer"),
    Column("rank_after", Text("Rank then", "试算位次"), "integer"),
    Column("shift", Text("Places risen", "位次上升"), "integer"),
    Column("score_before", Text("Score as declared", "现行得分"), "number"),
    Column("score_after", Text("Score then", "试算得分"), "number"),
    Column("title_before", Text("Band as declared", "现行档次"), "text"),
    Column("title_after", Text("Band then", "试算档次"), "text"),
    Column("changed", Text("Changes band", "档次变动"), "yes_no"),
)


@dataclass(frozen=True)
class WhatIf:
    """The slope of ranks with its table, and the numbers above it."""

    found: Comparison
    picture: Picture


@keep(MOST_KEPT)
def what_if(
    view: View,
    county: str,
    period_id: str,
    declared: Structure,
    changed: Structure,
    track: str | None,
    focus: str,
    language: Language,
) -> WhatIf | None:
    """Ranks as declared and as changed; None where nothing can be scored."""
    field = strength.field(view, county, period_id, declared.indicators)
    before = field.inputs.fitting(declared) if field else None
    after = field.inputs.fitting(changed) if field else None
    if field is None or before is None or after is None:
        return None
    found = compare(field.build(before), field.build(after), track)
    names = session.names(view, language)
    titles = {band.id: band.title.in_language(language) for band in declared.bands}
    rows = found.rows.assign(
        name=found.rows["org_unit_id"].map(names.get),
        **{f"title_{side}": found.rows[f"band_{side}"].map(titles) for side in ("before", "after")},
    )
    sentence = what_if_sentence(found, names)
    figure = None
    if found.compared:
        drawn = rows.assign(
            **{f"band_{side}": rows[f"title_{side}"].fillna("—").astype(object) for side in ("before", "after")}
        )
        words = charts.Words(sentence=say(sentence))
        heads = (_("As declared"), _("As chosen here"))
        figure = charts.slope(drawn, heads, words, language, focus={focus})
    return WhatIf(found, Picture(figure, sentence, Sheet(TABLE, SHAPE, rows, (), language)))
