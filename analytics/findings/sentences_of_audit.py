"""What the methodologist's audit says in plain words, no more than its numbers hold."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

import numpy as np
import pandas as pd

from analytics.findings.sentences import Name, joined, listed
from analytics.strength.auditing import REDUNDANT, Audit
from analytics.strength.tables import ASSUMPTION_NAMES
from analytics.words import format_number
from data.text import Text

Z95 = 1.959963984540054
MOST_NAMED = 3

ALPHA = Text(
    "Cronbach's α lies between {least} and {most}. A low one is no fault here: the indicators of a block are different "
    "duties, not different measurements of one thing; it says that a block's score must not be read as a single trait.",
    "克朗巴赫α系数在{least}与{most}之间。偏低并非缺陷：同一板块的指标是不同的工作，不是对同一事物的重复测量；它说明板块得分不能当作单一特质来理解。",
)
NO_ALPHA = Text(
    "Cronbach's α cannot be worked out: too few villages or indicators that differ.",
    "有差异的村或指标过少，无法计算克朗巴赫α系数。",
)
NO_PAIR = Text("No two indicators say the same (no |r| above {limit}).", "没有两项指标重复（无|r|大于{limit}）。")
PAIRS = Text(
    "{n} pairs of indicators say nearly the same (|r| above {limit}): {names}.",
    "{n}对指标几乎重复（|r|大于{limit}）：{names}。",
)
NO_CONTRARY = Text(
    "No two indicators of one block pull against each other by more than chance.",
    "同一板块内没有指标显著此消彼长。",
)
CONTRARY = Text(
    "{n} pairs inside a block pull against each other by more than chance: {names}.",
    "同一板块内有{n}对指标显著此消彼长：{names}。",
)
PAIR = Text("“{first}” and “{second}” ({r})", "“{first}”与“{second}”（{r}）")
SIZE = Text(
    "The index goes with the number of members by {r} (rank correlation, {n} villages): {verdict}.",
    "指数与党员人数的等级相关系数为{r}（{n}个村）：{verdict}。",
)
NO_SIZE = Text(
    "Whether size stands behind the index cannot be told: too few villages.", "村数过少，无法判断指数是否受规模影响。"
)
NOT_SIZE = Text("no more than chance would give", "未超出偶然范围")
IS_SIZE = Text("size is in it, beyond chance", "显著受规模影响")
SIZED_BLOCKS = Text(
    "Among the building blocks, these go with size beyond chance: {names}.", "受规模显著影响的板块：{names}。"
)
SIZED = Text("{block} ({r})", "{block}（{r}）")
SENSITIVE = Text(
    "First-order indices say what a choice moves by itself, total ones also what it moves jointly with others. "
    "{name} moves ranks most. These shares are estimated from simulations and scatter a little (the ± in the table "
    "says how far): one just below 0 or above 1 is no mistake; read it as none or as all. Total ones may add up to "
    "more than 1, because what choices move jointly counts for each of them.",
    "一阶指数表示某项选择单独引起的变动，总指数还包括与其他选择共同作用的部分。引起位次变动最大的是{name}。"
    "这些比重由模拟估算，本身带有少量波动（见表中±），略低于0或略高于1并非差错，可分别视为“没有影响”和“全部影响”；"
    "各项总指数相加可以大于1，因为共同作用的部分在每项中都计入。",
)
NOT_SENSITIVE = Text("No choice moves a rank.", "各项选择均不影响位次。")
DROPPED = Text(
    "Without “{first}” ranks would move by {shift} places on average, more than without any other part.",
    "去掉“{first}”时，位次平均变动{shift}位，大于去掉其他任何一项。",
)
UNMOVED = Text("Without any one of the parts ranks would stay as they are.", "去掉任何一项，位次均不变。")
NOT_DROPPED = Text("Nothing can be left out and compared.", "没有可去掉后进行比较的内容。")


def beyond_chance(r: pd.Series, n: pd.Series) -> pd.Series:
    """Whether a correlation of n pairs lies beyond chance at 95 % (Fisher's z)."""
    z = np.arctanh(r.to_numpy(float).clip(-0.999999, 0.999999)) * np.sqrt((n.to_numpy(float) - 3).clip(min=1))
    return pd.Series((np.abs(z) > Z95) & (n.to_numpy() > 3), index=r.index)


def blocks_sentence(found: Audit) -> Text:
    """How closely the indicators of each block go together."""
    alpha = found.blocks["alpha"].dropna()
    if alpha.empty:
        return NO_ALPHA
    return ALPHA.fill(least=_two(float(alpha.min())), most=_two(float(alpha.max())))


def pairs_sentence(found: Audit, titles: Mapping[str, Name]) -> Text:
    """What says the same twice, and what pulls against its block."""
    pairs = found.pairs
    same = pairs[pairs["redundant"]].sort_values("r", key=lambda r: -r.abs())
    against = pairs[pairs["contrary"] & beyond_chance(pairs["r"], pairs["n"])].sort_values("r")
    return joined(
        PAIRS.fill(n=len(same), limit=REDUNDANT, names=_named(same, titles))
        if len(same)
        else NO_PAIR.fill(limit=REDUNDANT),
        CONTRARY.fill(n=len(against), names=_named(against, titles)) if len(against) else NO_CONTRARY,
    )


def size_sentence(found: Audit, villages: int, blocks: Mapping[str, Name]) -> Text:
    """Whether size stands behind the index, and behind which blocks."""
    r = float("nan") if found.size is None else float(found.size.get("index", float("nan")))
    if r != r or villages < 4:
        return NO_SIZE
    limit = Z95 / sqrt(villages - 1)
    told = SIZE.fill(r=_two(r), n=villages, verdict=IS_SIZE if abs(r) > limit else NOT_SIZE)
    assert found.size is not None, "there is a correlation with size"
    sized = [
        SIZED.fill(block=title, r=_two(float(found.size[block])))
        for block, title in blocks.items()
        if abs(float(found.size[block])) > limit
    ]
    return joined(told, SIZED_BLOCKS.fill(names=listed(sized))) if sized else told


def sensitivity_sentence(sensitivity: pd.DataFrame) -> Text:
    """Which assumption moves ranks most."""
    if not (sensitivity["total"] > 0).any():
        return NOT_SENSITIVE
    name = ASSUMPTION_NAMES[str(sensitivity["total"].idxmax())]
    return SENSITIVE.fill(name=Text(name.en[0].upper() + name.en[1:], name.zh))


def dropped_sentence(dropped: pd.DataFrame, titles: Mapping[str, Name]) -> Text:
    """Which part ranks depend on most; `dropped` as `drop_one` gives it."""
    known = dropped.dropna(subset="shift")
    if not (known["compared"] > 1).any():
        return NOT_DROPPED
    if not (known["shift"] > 0).any():
        return UNMOVED
    first = known.sort_values(["shift", "element"], ascending=[False, True]).iloc[0]
    return DROPPED.fill(first=titles[str(first["element"])], shift=format_number(float(first["shift"]), "en"))


def _named(pairs: pd.DataFrame, titles: Mapping[str, Name]) -> Text:
    return listed(
        [
            PAIR.fill(first=titles[first], second=titles[second], r=_two(r))
            for first, second, r in zip(pairs["first"], pairs["second"], pairs["r"], strict=True)
        ][:MOST_NAMED]
    )


def _two(value: float) -> str:
    return format_number(value, "en", 2)
