"""Members counted by age and sex, the way into the party, what they do, what they learn: declarations and sentences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.words import format_number
from data.schema import ENUMERATIONS
from data.text import Text

AGES: Mapping[str, Text] = {
    "30": Text("30 or under", "30岁及以下"),
    "40": Text("31 to 40", "31—40岁"),
    "50": Text("41 to 50", "41—50岁"),
    "60": Text("51 to 60", "51—60岁"),
    "70": Text("61 to 70", "61—70岁"),
    "71": Text("71 or over", "71岁及以上"),
}
REFERENCE: Mapping[str, float] = {"30": 0.07, "40": 0.15, "50": 0.17, "60": 0.25, "70": 0.21, "71": 0.15}
"""Rural members by age, an estimate for 2024 from a survey of several provinces (R18) and the bulletins (R15)."""
REFERENCE_WOMEN = 0.20
"""Women among rural members: an estimate between surveys (R18: 7 to 12 %) and all members (R15: 30.9 %)."""
REFERENCE_NAME = Text("national rural members, estimated (R15, R18)", "全国农村党员估计结构（R15、R18）")
STAGES = ENUMERATIONS["member_stage"].labels
CATEGORIES = ENUMERATIONS["mgmt_category"].labels
DUTY_POSTS = ENUMERATIONS["duty_post_type"].labels
HOUSEHOLDS: Mapping[str, Text] = {
    **{str(n): Text(f"{n} household{'s' if n > 1 else ''}", f"{n}户") for n in range(1, 5)},
    "5": Text("5 or more households", "5户及以上"),
}
MOBILE = "mobile"
STANDARD_HOURS = 32
SPANS = range(0, 61, 4)
SPAN_NAMES = {n: Text(f"{n}–{n + 3}" if n < 60 else "60+", f"{n}–{n + 3}" if n < 60 else "60+") for n in SPANS}
NOBODY = Text("No village here has reported its members.", "所辖各村均未报送党员情况。")

PYRAMID = Text(
    "{all} {all:member|members}: {old}% are over 60, {young}% are 40 or under, {women}% are women. The outline is an "
    "estimate for rural members nationwide ({ref_old}%, {ref_young}%, {ref_women}%) from surveys and the party's "
    "bulletins (R15, R18), not a norm.",
    "共{all}名党员：60岁以上占{old}%，40岁及以下占{young}%，女性占{women}%。轮廓线为全国农村党员的估计结构"
    "（分别为{ref_old}%、{ref_young}%、{ref_women}%），依据调查和党内统计公报（R15、R18）推算，不是标准。",
)
NOT_SAID = Text("The sex of {n} is not stated.", "另有{n}名未说明性别。")
WAY = Text(
    "{waiting} {waiting:person is|people are} on the way: {applicants} {applicants:applicant|applicants}, {activists} "
    "{activists:activist|activists}, {targets} development {targets:target|targets}, {probationary} probationary "
    "{probationary:member|members}.",
    "目前共有{waiting}人处于发展过程：入党申请人{applicants}人、积极分子{activists}人、发展对象{targets}人、预备党员{probationary}人。",
)
PROCEDURE = Text(
    "Of {taken_in} {taken_in:person|people} taken in in {year} {by_procedure} came in line with the whole procedure: "
    "{activist} had been {activist:an activist|activists} for a year, {trained} had 24 hours of training, {reviewed} "
    "had passed the political review before.",
    "{year}年接收预备党员{taken_in}人，程序完全合规{by_procedure}人：积极分子培养满一年{activist}人，发展对象培训满24学时{trained}人，"
    "接收前通过政治审查{reviewed}人。",
)
NO_RECRUITS = Text("Nobody was taken in in {year}.", "{year}年未接收预备党员。")
SMALL_WITHHELD = Text(
    "Counts of one or two persons, and what would tell them, are withheld.",
    "人数为1至2人的，以及可据以推算的，不予显示。",
)
ATTENDANCE = Text(
    "Where many members are away fewer can come: {around} has {rate} attendance and {share}% mobile members. The two "
    "stand beside each other; that does not make one the cause of the other.",
    "外出党员多的地方到会率往往偏低：{around}到会率为{rate}，流动党员占{share}%。两项并列供对照，并不说明因果。",
)
ATTENDANCE_ALONE = Text(
    "{around} has {rate} attendance. Its share of mobile members is not reported or withheld, so there is nothing to "
    "hold beside it.",
    "{around}到会率为{rate}。流动党员占比未报送或不予显示，无从对照。",
)
HOURS = Text(
    "Of {known} {known:member|members} in stock all year {reached} {reached:has|have} at least 32 credited hours "
    "({share}%).",
    "全年在册的{known}名党员中，认定学时满32学时的{reached}名（{share}%）。",
)
NO_HOURS = Text("Nobody's training is known for this year.", "本年度培训情况均未报送。")
CLASSIFIED = Text(
    "{with_points} of {all} {all:member|members} {with_points:has|have} a management category and points in the "
    "year's evaluation ({share}%); {without} {without:has|have} no category.",
    "{all}名党员中，已分类且当年评议有积分的{with_points}名（{share}%）；未划定类别的{without}名。",
)
DUTIES = Text(
    "{n} duty {n:post is|posts are} held; the most frequent is “{most}”.",
    "期末在岗的设岗定责岗位共{n}个，最多的是“{most}”。",
)
PAIRED = Text(
    "{n} {n:member is|members are} paired with households, {one} of them with one only.",
    "共有{n}名党员结对联系农户，其中只联系1户的{one}名。",
)
NO_DUTIES = Text("No village here has reported what its members do.", "所辖各村均未报送党员作用发挥情况。")


def share(part: float, whole: float) -> str:
    """Per cent with one digit; a dash where there is nothing to divide by."""
    return format_number(100 * part / whole, "en") if whole else "—"


def by_age(frame: pd.DataFrame, sex: str) -> pd.Series:
    """Persons of a sex by age band, every band."""
    rows = frame[frame["sex"] == sex].groupby("age")["persons"].sum()
    return rows.reindex(list(AGES), fill_value=0)


def expected_by_age(total: float, women: bool) -> list[float]:
    """As many as the reference would have of a sex among `total` members, by age band."""
    part = REFERENCE_WOMEN if women else 1 - REFERENCE_WOMEN
    return [total * part * REFERENCE[age] for age in AGES]


def pyramid_sentence(men: pd.Series, women: pd.Series, not_stated: int) -> Text:
    both = men + women
    total = float(both.sum())
    said = PYRAMID.fill(
        all=count(total),
        old=share(float(both[["70", "71"]].sum()), total),
        young=share(float(both[["30", "40"]].sum()), total),
        women=share(float(women.sum()), total),
        ref_old=share(REFERENCE["70"] + REFERENCE["71"], 1),
        ref_young=share(REFERENCE["30"] + REFERENCE["40"], 1),
        ref_women=share(REFERENCE_WOMEN, 1),
    )
    more = NOT_SAID.fill(n=not_stated)
    return Text(f"{said.en} {more.en}", said.zh + more.zh) if not_stated else said


def count(value: float) -> str:
    """A number of people as both languages write it: `8,566`."""
    return format_number(value, "en", 0)
