"""Statistical terms in plain words, at the place where they are read."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from data.text import Text
from pages.parts.words import _, plain, say

TERMS: Mapping[str, tuple[Text, Text]] = {
    "interval": (
        Text("95% interval", "95%区间"),
        Text(
            "Where the true level may well lie. Few cases make it wide: 3 of 4 and 300 of 400 are both 75%, but only "
            "the second is sure. Where intervals of ranks overlap, the order of two villages means little.",
            "真实水平很可能所在的范围。基数越小，区间越宽：4次中3次和400次中300次都是75%，但只有后者可靠。"
            "位次区间相互重叠的，两个村谁先谁后意义不大。",
        ),
    ),
    "chance": (
        Text("Expected by chance alone", "仅凭偶然"),
        Text(
            "Whoever looks at many units always finds some that stand out, even where all are alike: at 95% one in "
            "twenty. Only clearly more than that says that units really differ.",
            "看的单位多了，即使各单位实际一样，也总有一些显得突出：按95%约二十个中有一个。明显多于这个数，才说明确有差别。",
        ),
    ),
    "false flags": (
        Text("Fewer false flags (Benjamini–Hochberg)", "控制误判（错误发现率法）"),
        Text(
            "A stricter rule for long lists: of those flagged, no more than about one in twenty is flagged by mistake.",
            "用于长名单的更严格规则：被标出的单位中，误标的不超过约二十分之一。",
        ),
    ),
    "reliability": (
        Text("Reliability", "信度"),
        Text(
            "How much of the differences between units is real and not chance: 1 is all, 0 is none. Below 0.50 another "
            "year of luck would order the units quite otherwise, so it should not be ranked on.",
            "各单位差异中有多少是真实差别而非偶然：1为全部，0为没有。低于0.50时，换一年运气，次序就会大变，不宜据此排名。",
        ),
    ),
    "shrunken": (
        Text("Drawn to the mean (empirical Bayes)", "收缩后的值（经验贝叶斯）"),
        Text(
            "A small village's extreme value is mostly luck. The drawn value leans it toward the middle of all, the "
            "more the fewer cases it has; a large village's value hardly moves.",
            "小村的极端数值多半是运气。收缩后的值把它向总体水平靠拢，基数越小靠得越多；大村的数值几乎不变。",
        ),
    ),
    "bottom tenth": (
        Text("Probability of the worst tenth", "处于末位十分之一的概率"),
        Text(
            "In how many of many repetitions, each within the uncertainty of the figures, the village is among the "
            "last tenth. Near 100%: it is surely there. Around 50%: it may as well not be.",
            "在数值不确定范围内反复模拟，该村落入末位十分之一的次数占比。接近100%：可以确定；50%左右：也可能不在其中。",
        ),
    ),
    "funnel": (
        Text("The funnel", "漏斗图"),
        Text(
            "Between the lines lies what chance alone may do to a unit of that size: wide for small ones at the left, "
            "narrow for large ones at the right. Only what lies outside needs an explanation.",
            "两线之间是该规模单位仅凭偶然就可能出现的范围：左边单位小，范围宽；右边单位大，范围窄。落在线外的才需要解释。",
        ),
    ),
    "overdispersion": (
        Text("More than chance explains (overdispersion, φ)", "差异大于偶然波动（离散系数φ）"),
        Text(
            "φ is 1 where units differ just as much as chance makes them. Well above 1 they differ anyway: by terrain, "
            "distance, who counts what. The lines are then set wider, so that only those stand out who differ even "
            "more than all the others do.",
            "φ为1，说明各单位差异正好是偶然波动的程度；明显大于1，说明它们本来就各有不同（地形、距离、统计口径等）。"
            "此时控制限相应放宽，只标出比普遍差异还要突出的单位。",
        ),
    ),
    "simulation": (
        Text("Simulations", "模拟"),
        Text(
            "The index rests on choices: weights, methods, what to do with gaps. The simulations repeat it a thousand "
            "times with other defensible choices and with figures that vary within their uncertainty. What stays the "
            "same can be relied on.",
            "指数取决于权重、方法、缺报处理等选择。模拟用其他同样合理的选择和数值的不确定性重算上千次，始终不变的结论才可靠。",
        ),
    ),
    "band": (
        Text("In how many simulations it stays in its band", "同档模拟占比"),
        Text(
            "80% and more: the band can be named. Less: say that it is between two bands.",
            "达到80%以上，可以认定档次；低于80%，宜说介于两档之间。",
        ),
    ),
}


def explain(*terms: str, key: str) -> None:
    """A small button that opens what the terms mean for a reader who never learned statistics."""
    with st.popover(_("In plain words"), icon=":material/help:", key=key):
        st.markdown(
            "\n\n".join(
                f"**{plain(say(name))}**  \n{plain(say(said))}" for name, said in (TERMS[term] for term in terms)
            )
        )
