"""Secretaries counted by what is told of them: where they come from, their schooling, age and training hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.schema import ENUMERATIONS
from data.text import Text

CHANNELS = ENUMERATIONS["selection_channel"].labels
EDUCATION = ENUMERATIONS["education"].labels
SYSTEMS = {code: name for code, name in ENUMERATIONS["system_type"].labels.items() if code != "four_team_plan"}
FORMS = ENUMERATIONS["training_form"].labels
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
    "Of {all} secretaries {apart} came through one of the three channels that the source names ({share}%): {parts}.",
    "{all}名书记中，来自原文点名的三类重点渠道的{apart}名（{share}%）：{parts}。",
)
HOURS = Text(
    "Of {known} secretaries in post all year {to_standard} reached the yearly standard: 56 hours and a class run by "
    "the county or above. {hours} have the hours, {county} the class.",
    "全年在任的{known}名书记中，达到年度培训标准（56学时且参加县级及以上集中轮训）的{to_standard}名；"
    "学时达标的{hours}名，参加轮训的{county}名。",
)
VISITS = Text(
    "{n} of {all} secretaries in post went on a study visit to an advanced area.",
    "{all}名在任书记中，赴先进地区考察学习的{n}名。",
)
NO_TRAINING = Text("Nobody's training is known for this year.", "本年度培训情况均未报送。")
CALENDAR = Text(
    "Per secretary {hours} hours in the year so far credited; most in {month}.",
    "本年度书记人均已认定{hours}学时，以{month}月最多。",
)
SYSTEMS_SAID = Text(
    "{whole} of {known} villages that reported have all eight systems; most often missing is “{worst}” ({lacking} "
    "villages).",
    "已报送的{known}个村中，八项制度齐全的{whole}个；缺得最多的是“{worst}”（{lacking}个村）。",
)
SYSTEMS_OF_ONE = Text("The village has {n} of the eight systems.", "该村八项制度已建立{n}项。")
SYSTEMS_WHOLE = Text(
    "All {known} villages that reported have all eight systems.", "已报送的{known}个村八项制度均齐全。"
)
OUTLETS_SAID = Text(
    "From {first} to {last} {moved} of {ended} secretaries who left the post moved up.",
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
