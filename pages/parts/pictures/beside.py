"""How the units outside the reader's scope lie, who are not named: made once for a view and a choice, and kept."""

from __future__ import annotations

import pandas as pd

from analytics.exports import Column
from analytics.findings.beside import ENDS, beside_sentence, lying_beside
from analytics.words import readings
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Sheet
from pages.parts.session import View
from pages.parts.words import say

BESIDE = Text("Not named", "不具名单位")
HEADS = (Text("10%", "10%分位"), Text("25%", "25%分位"), Text("Median", "中位数"), Text("75%", "75%分位"),
         Text("90%", "90%分位"))  # fmt: skip
SPREAD = (
    *(Column(name, head, "number", 2) for name, head in zip(ENDS, HEADS, strict=True)),
    Column("units", Text("Units with a value", "有数值单位数"), "integer"),
)


@keep(MOST_KEPT)
def lying(view: View, keys: tuple[str, ...], periods: tuple[str, ...], level: str, unit_id: str) -> pd.DataFrame:
    """See `findings.beside.lying_beside`; no row for those who see everything. Shared, never changed."""
    known = session.indicators(view)
    with session.reader(view) as reader:
        return lying_beside(reader, {key: known[key] for key in keys}, periods, level, unit_id)


@keep(MOST_KEPT)
def said(
    view: View, keys: tuple[str, ...], key: str, unit_id: str, period_id: str, level: str, language: Language
) -> Text | None:
    """How those of a level outside the scope lie on an indicator, and where the unit does among them; None where
    nobody is outside, or too few. All `keys` of the page are asked for at once."""
    if view.scope.unit is None:
        return None
    indicator, names = session.indicators(view)[key], session.names(view, language)
    found, cells = lying(view, keys, (period_id,), level, unit_id), answers.cells(view, keys, (unit_id,), (period_id,))
    own = readings(cells[cells["indicator"] == key])
    alike = own and session.units(view)[unit_id].level == level
    value = own[0].value if alike else None
    lies = found[found["indicator"] == key]
    return beside_sentence(names[view.scope.unit], indicator, level, lies, names[unit_id], value)


@keep(MOST_KEPT)
def sheet(view: View, keys: tuple[str, ...], period_id: str, level: str, language: Language) -> Sheet | None:
    """A row an indicator: how those outside the scope lie; None where nobody is outside, or too few."""
    if view.scope.unit is None:
        return None
    found = lying(view, keys, (period_id,), level, view.scope.unit)
    if found.empty:
        return None
    known = {key: session.indicators(view)[key] for key in keys}
    ordered = found.set_index("indicator").reindex([key for key in keys if key in set(found["indicator"])])
    rows = columns.with_indicator(ordered.reset_index(), known, language)
    shape = (columns.CODE, columns.INDICATOR, columns.MEASURE, *SPREAD)
    return Sheet(BESIDE, shape, rows, tuple(known.values()), language)


def title(view: View, language: Language) -> str:
    """What heads such a table."""
    return say(HEADING.fill(name=session.names(view, language)[str(view.scope.unit)]))


HEADING = Text("Outside {name}, not named", "{name}以外（不具名）")
