"""The methods of the index in words and as formulas; what is declared in code is said here once, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.text import Text


@dataclass(frozen=True, slots=True)
class Method:
    """A method by name; `formula` in LaTeX; what it does, and what to beware of."""

    name: Text
    formula: str
    says: Text


NORMALISATION: Mapping[str, Method] = {
    "goalposts": Method(
        Text("Fixed goalposts", "固定目标区间"),
        r"s = \min\left(1, \max\left(0, \frac{x - low}{high - low}\right)\right)",
        Text(
            "Each indicator has a declared bottom and top; beyond them nothing is gained or lost. A village's score "
            "depends on no other village, so scores of different years compare.",
            "每项指标声明下限和上限，超出部分不再加减分。得分不受其他村影响，不同年份可以比较。",
        ),
    ),
    "minmax": Method(
        Text("Between the worst and the best village", "按最差村与最好村取值（极差法）"),
        r"s = \frac{x - \min x}{\max x - \min x}",
        Text(
            "One extreme village moves everybody's score; years do not compare.",
            "一个极端值会影响所有村的得分，不同年份不可比。",
        ),
    ),
    "zscore": Method(
        Text("Standard deviations from the mean", "标准分（与平均数相差几个标准差）"),
        r"z = \frac{x - \bar x}{\sqrt{\frac{1}{n-1}\sum_i (x_i - \bar x)^2}}, \qquad "
        r"s = \min\left(1, \max\left(0, \frac{z + 3}{6}\right)\right)",
        Text(
            "Every indicator gets the same spread, so that rare differences count as much as common ones.",
            "各项指标的离散程度被拉平，少见的差异与常见的差异同等对待。",
        ),
    ),
    "percentile_rank": Method(
        Text("Place among the others", "百分位排名"),
        r"s = 1 - \frac{rank - 1}{n - 1}",
        Text(
            "Only the order counts, however small the differences; ties share the better place.",
            "只看先后次序，不看差距大小；并列者取较好位次。",
        ),
    ),
    "distance_to_target": Method(
        Text("Distance to the target", "与目标值的距离"),
        r"s = \min\left(1, \max\left(0, \frac{x - \min x}{target - \min x}\right)\right)",
        Text(
            "From the worst village up to the target; from the target on the score is full.",
            "以最差村为起点，达到目标值即得满分。",
        ),
    ),
}
AGGREGATION: Mapping[str, Method] = {
    "arithmetic": Method(
        Text("Arithmetic mean", "算术平均"),
        r"S = \frac{\sum_j w_j s_j}{\sum_j w_j}",
        Text("A strong part makes up for a weak one in full.", "强项可以完全弥补弱项。"),
    ),
    "geometric": Method(
        Text("Geometric mean", "几何平均"),
        r"S = \exp\left(\frac{\sum_j w_j \ln s_j}{\sum_j w_j}\right)",
        Text(
            "A weak part is made up for only in part; the scale has to be above 0.", "弱项只能部分弥补；量表须大于0。"
        ),
    ),
    "harmonic": Method(
        Text("Harmonic mean", "调和平均"),
        r"S = \frac{\sum_j w_j}{\sum_j w_j / s_j}",
        Text("The weakest part weighs most; the scale has to be above 0.", "最弱的部分影响最大；量表须大于0。"),
    ),
}
MISSING: Mapping[str, Method] = {
    "leave_out": Method(
        Text("Left out, the other weights rescaled", "不计入，其余权重按比例调整"),
        r"w_j \to \frac{w_j}{\sum_{k\ \mathrm{reported}} w_k}",
        Text("What is not known says nothing.", "未报送的内容不作判断。"),
    ),
    "lowest": Method(
        Text("Counted as the lowest score", "按最低分计"),
        r"s = 0",
        Text("Silence costs; it is not the same as doing nothing.", "未报送即失分，但未报送不等于没有做。"),
    ),
    "mean": Method(
        Text("Counted as the mean of those that reported", "按已报单位的平均分计"),
        r"s = \bar s",
        Text("The unknown is taken to be ordinary.", "假定未报送者处于一般水平。"),
    ),
}
ORDER: tuple[Text, ...] = (
    Text(
        "Screen: is enough reported? A block is scored when at least {coverage}% of the weight of the indicators that "
        "apply was reported, the index when as much of the blocks' weight was scored; else it is “not scored”, with "
        "the reason.",
        "筛查：报送是否充分。板块内适用指标中已报送的权重达到{coverage}%才计分，板块权重达到同样比例才计算指数；否则为“未计分”，并说明原因。",
    ),
    Text("Normalise: each indicator becomes a score, higher is better.", "标准化：各指标换算为得分，越高越好。"),
    Text("Fill: what stands in for a value that was not reported.", "缺报处理：未报送的数值如何处理。"),
    Text("Join the indicators of a block.", "合成板块得分。"),
    Text("Join the blocks to the index.", "合成指数。"),
    Text(
        "Rank and band within the track: equal scores share the better rank; a score on a cut point belongs to the "
        "band that begins there.",
        "在分类组内排名、分档：得分相同取较好位次；恰在分界点上的得分归入由此开始的档次。",
    ),
)
"""The steps in their order; the first has a mark for the share that is needed."""
LIMITS: tuple[Text, ...] = (
    Text(
        "It says how far a village has come on the declared yardstick, not how good its people are.",
        "指数反映一个村在所声明尺度上走到哪一步，不评价个人。",
    ),
    Text(
        "Its weights are a choice, not a finding. Other defensible choices give other ranks: read every rank with its "
        "interval.",
        "权重是选择，不是结论；其他合理选择会得出不同位次，看位次须同时看区间。",
    ),
    Text(
        "Bands are not the county's star rating, and the lowest one is not the list of weak and lax organizations.",
        "档次不是县级星级评定，最低档也不是软弱涣散村名单。",
    ),
    Text(
        "Nothing is decided by the index alone: look at what drives it, and go there.",
        "不单凭指数作任何决定：先看影响因素，再到村里去看。",
    ),
    Text(
        "A village that reported little is not scored; that is no low score.",
        "报送不足的村不计分；不计分不等于低分。",
    ),
    Text(
        "Scores of different structures, and ranks of different tracks, do not compare.",
        "不同指数结构的得分、不同分类组的位次，不能相互比较。",
    ),
    Text(
        "In a small village one person or one meeting moves an indicator far; the sampling error in the simulations "
        "says how far.",
        "小村一个人、一次会议就会使指标大幅变动；模拟中的抽样误差反映其幅度。",
    ),
)
