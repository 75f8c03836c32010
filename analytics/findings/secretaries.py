"""Secretaries counted by what is told of them: where they come from, their schooling, age and training hours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from babel.dates import get_month_names
from numpy.typing import NDArray

from analytics.findings.sentences import joined
from analytics.months import month_text
from analytics.words import format_number, period_text
from data.schema import ENUMERATIONS
from data.text import Text

CHANNELS = ENUMERATIONS["selection_channel"].labels
EDUCATION = ENUMERATIONS["education"].labels
SYSTEMS = {code: name for code, name in ENUMERATIONS["system_type"].labels.items() if code != "four_team_plan"}
FORMS = ENUMERATIONS["training_form"].labels
MONTHS = get_month_names(locale="en")
NOT_STATED = Text("Not stated", "未填报")
AGES: Mapping[str, Text] = {
    "35": Text("35 or under", "35岁及以下"),
    "45": Text("36 to 45", "36—45岁"),
    "55": Text("46 to 55", "46—55岁"),
    "56": Text("56 or over", "56岁及以上"),
}
SPANS = range(0, 97, 8)
SPAN_NAMES = {n: Text(f"{n}–{n + 7}" if n < 96 else "96+", f"{n}–{n + 7}" if n < 96 else "96+") for n in SPANS}
STANDARD_HOURS = 56
OUTLETS = ("promoted_township", "civil_servant", "public_institution", "other_advancement")
REASONS = ENUMERATIONS["post_end_reason"].labels
LEFT_OTHERWISE = Text("left otherwise", "其他原因离任")
NO_RECORDS = Text("No village here has reported its posts.", "所辖各村均未报送任职情况。")

FLOW = Text(
    "Of {all} {all:secretary|secretaries} {apart} came through one of the three channels that the source names "
    "({share}%): {parts}.",
    "{all}名书记中，来自原文点名的三类重点渠道的{apart}名（{share}%）：{parts}。",
)
HOURS = Text(
    "Of {known} {known:secretary|secretaries} in post all year {to_standard} reached the yearly standard: 56 hours "
    "and a class run by the county or above. {hours} {hours:has|have} the hours, {county} the class.",
    "全年在任的{known}名书记中，达到年度培训标准（56学时且参加县级及以上集中轮训）的{to_standard}名；"
    "学时达标的{hours}名，参加轮训的{county}名。",
)
VISITS = Text(
    "{n} of {all} {all:secretary|secretaries} in post went on a study visit to an advanced area.",
    "{all}名在任书记中，赴先进地区考察学习的{n}名。",
)
NO_TRAINING = Text("Nobody's training is known for this year.", "本年度培训情况均未报送。")
CALENDAR = Text(
    "Per secretary {hours} hours were credited in the months shown, against the yearly {standard}; most in {when}.",
    "图中各月书记人均认定{hours}学时（年度标准{standard}学时），以{when}最多。",
)
COARSER = Text(
    "Shown no finer than this in your role, so that no single secretary can be told from it.",
    "为保护个人信息，您的权限只显示到此。",
)
ALL_FORMS, HOURS_OF_ALL = "all", Text("All forms of training", "各类培训合计")
SYSTEMS_SAID = Text(
    "{whole} of {known} villages that reported {whole:has|have} all eight systems; most often missing is “{worst}” "
    "({lacking} {lacking:village|villages}).",
    "已报送的{known}个村中，八项制度齐全的{whole}个；缺得最多的是“{worst}”（{lacking}个村）。",
)
SYSTEMS_OF_ONE = Text("The village has {n} of the eight systems.", "该村八项制度已建立{n}项。")
SYSTEMS_WHOLE = Text(
    "All {known} villages that reported have all eight systems.", "已报送的{known}个村八项制度均齐全。"
)
OUTLETS_SAID = Text(
    "From {first} to {last} {moved} of {ended} {ended:secretary|secretaries} who left the post moved up.",
    "{first}年至{last}年离任的{ended}名书记中，提拔、考录、招聘使用的{moved}名。",
)


def counted(frame: pd.DataFrame, *by: str) -> pd.DataFrame:
    """The persons of each combination that occurs; what is missing is the code `not_stated`."""
    known = frame.assign(**{name: frame[name].astype("object").fillna("not_stated") for name in by})
    return known.groupby(list(by), sort=False, observed=True)["persons"].sum().reset_index()


def named(labels: Mapping[str, Text]) -> dict[str, Text]:
    """The labels with one for what is not stated."""
    return {**labels, "not_stated": NOT_STATED}


def in_training_standard(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of those whose training is known and who were in post all year."""
    return frame[(frame["training_known"] == 1) & (frame["all_year"] == 1)]


def systems_sentence(missing: NDArray[np.int8], codes: Sequence[str]) -> Text:
    """How many villages have all systems, which is missing most; `missing` has a row a village that reported and a
    column a system, 1 where it is not in force."""
    known = len(missing)
    if not known:
        return NO_RECORDS
    lacking = (missing == 1).sum(axis=0)
    if known == 1:
        return SYSTEMS_OF_ONE.fill(n=int((missing == 0).sum()))
    if not lacking.any():
        return SYSTEMS_WHOLE.fill(known=known)
    worst = int(lacking.argmax())
    whole = int((missing == 0).all(axis=1).sum())
    return SYSTEMS_SAID.fill(whole=whole, known=known, worst=SYSTEMS[codes[worst]], lacking=int(lacking[worst]))


@dataclass(frozen=True)
class TrainingGrid:
    """Credited hours, a row a month (or a quarter), a column a form (or all forms together)."""

    hours: pd.DataFrame
    quarters: bool
    finest: bool

    def labels(self, year: int) -> list[Text]:
        """The rows as the axis names them."""
        if self.quarters:
            return [period_text(f"{year}Q{quarter}") for quarter in self.hours.index]
        return [month_text(date(year, int(month), 1)) for month in self.hours.index]

    def sentence(self, people: int) -> Text:
        """Hours for each of the `people`, and when most of them were."""
        total = self.hours.sum(axis=1)
        when = self.hours.index.tolist()[int(total.to_numpy(float).argmax())]
        name = Text(f"quarter {when}", f"第{when}季度") if self.quarters else Text(MONTHS[when], f"{when}月")
        said = CALENDAR.fill(hours=format_number(float(total.sum()) / people, "en"), standard=STANDARD_HOURS, when=name)
        return said if self.finest else joined(said, COARSER)


def training_grid(frame: pd.DataFrame, months: range, may_show: Callable[[pd.DataFrame], bool]) -> TrainingGrid | None:
    """The finest of months by forms, months, quarters that `may_show` lets through; None where it lets none. `frame`
    has `month`, `form`, `hours` and the `persons` with hours there.

    Of a coarser cell as many persons are known to be in it as were in its largest part: fewer than there are, so that
    too much is held back rather than too little."""
    quarter = (frame["month"] + 2) // 3
    whole = frame.assign(form=ALL_FORMS)
    last = (months[-1] + 2) // 3
    steps = (
        (frame, months, False),
        (whole, months, False),
        (whole.assign(month=quarter), range(1, last + 1), True),
    )
    for place, (rows, index, quarters) in enumerate(steps):
        cells = rows.groupby(["month", "form"])
        persons = cells["persons"].max().unstack().reindex(list(index)).fillna(0).astype(int)
        if may_show(persons):
            hours = cells["hours"].sum().unstack().reindex(list(index)).fillna(0.0)
            return TrainingGrid(hours, quarters, place == 0)
    return None
