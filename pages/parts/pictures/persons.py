"""Pictures that count persons from the records: what this reader may see of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.catalogue.kinds import Level
from analytics.charts.tallies import Part, bars
from analytics.charts.theme import Words
from analytics.closer import look
from analytics.exports import Column
from analytics.small_counts import protected_counts, sees_persons_of
from analytics.words import STATES, format_number
from data.text import Language, Text
from pages.parts import session
from pages.parts.keeping import keep
from pages.parts.pictures import Picture, Sheet
from pages.parts.session import View
from pages.parts.words import say

FROM_LEVEL = Text(
    "These figures are about persons; in your role they are shown {level}.",
    "此处数据涉及人员情况，您的权限可查看{level}的数据。",
)
LEVEL_NAMES: Mapping[Level, Text] = {
    "township": Text("from the township up", "乡镇及以上"),
    "county": Text("from the county up", "县级及以上"),
    "prefecture": Text("from the prefecture up", "市级及以上"),
}
ONE_WAY = Text(
    "{n} {n:person|persons}. Counts of one or two, and what would tell them, are withheld ({glyph}), so that nobody "
    "can be told from them.",
    "共{n}人。人数为1至2人的，以及可据以推算的，不予显示（{glyph}），以保护个人信息。",
)
FOR_LEADERS = Text("Shown to leaders and above.", "此项仅向领导及以上权限显示。")
TOO_FEW = Text("Fewer than {n} persons: nothing is shown in your role.", "不足{n}人，您的权限不予显示。")
PERSONS = Column("persons", Text("Persons", "人数"), "integer")


def withheld(view: View, unit_id: str, least_level: Level) -> Picture | None:
    """Instead of a picture of persons: the word that this reader is shown it from a higher level up; None where the
    picture may be shown."""
    if sees_persons_of(view.scope, session.units(view)[unit_id].level, least_level):
        return None
    return Picture(None, FROM_LEVEL.fill(level=LEVEL_NAMES[least_level]), None)


@keep(64)
def asked(view: View, question: str, unit_id: str, period_ids: tuple[str, ...]) -> pd.DataFrame:
    """The answer of a closer look at a unit; never changed by those who share it."""
    periods = session.periods(view)
    with session.reader(session.narrowed(view, unit_id)) as reader:
        wanted = [periods[period_id] for period_id in period_ids]
        found: pd.DataFrame = look(reader, question, list(periods.values()), wanted, unit=unit_id).to_pandas()
    return found


def all_shown(view: View, joint: pd.Series | pd.DataFrame) -> bool:
    """Whether this reader may see every count of a table of persons."""
    return not protected_counts(view.scope, pd.Series(joint.to_numpy().ravel()), session.thresholds(view)).isna().any()


def too_few(view: View) -> Picture:
    """Instead of a picture of so few persons that nothing of them is shown."""
    return Picture(None, TOO_FEW.fill(n=session.thresholds(view).least_denominator), None)


def one_way(
    view: View, counts: pd.Series, labels: Mapping[Any, Text], title: Text, sort: Text, language: Language
) -> Picture:
    """Persons by one field, as this reader may see them: for those who may not see them by several at once."""
    shown = protected_counts(view.scope, counts, session.thresholds(view))
    if shown.isna().all():
        return too_few(view)
    sentence = ONE_WAY.fill(n=format_number(float(counts.sum()), "en", 0), glyph=STATES["suppressed"].glyph)
    names = [say(labels[code]) for code in counts.index]
    values = [None if pd.isna(value) else int(value) for value in shown]
    figures = [STATES["suppressed"].glyph if value is None else format_number(value, language, 0) for value in values]
    figure = bars(names, [Part("", values)], Words(sentence=say(sentence)), language, figures=figures)
    table = pd.DataFrame({"name": names, "persons": shown.to_numpy()})
    return Picture(figure, sentence, Sheet(title, (Column("name", sort), PERSONS), table, (), language))
