"""Plain sentences for the pictures of many units or many indicators: league, funnel, control chart, spine and others.

The same promises as `sentences`: they count what is certain and what is possible, say what chance alone would do and
who is missing, and claim no cause.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from analytics.findings.sentences import (
    NOBODY,
    Name,
    change_text,
    joined,
    listed,
    missing_clause,
    shown_value,
    units,
)
from analytics.statistics.control import LEAST_POINTS, Rule
from analytics.words import Measured, Reading, Verdict, format_number, period_text
from data.text import Text

MOST_NAMES = 5
TOO_NOISY = 0.5
"""Reliability below which an indicator is not to be ranked."""

RANKED = Text("“{title}”: {units} ranked.", "“{title}”共{units}参与排名。")
ALONE = Text(
    "“{title}”: one unit has a value here; there is nothing to rank it with.",
    "“{title}”此处仅一个单位有数值，没有可比对象，不排名次。",
)
UNRANKED = Text(
    "Not ranked, as no interval is known: {units} with a value.", "另有{units}有数值但无法计算区间，不参与排名。"
)
CERTAIN = Text("Certainly in the worst tenth: {names}.", "可以确定处于末位十分之一的：{names}。")
NOBODY_CERTAIN = Text("None is certainly in the worst tenth.", "没有可以确定处于末位十分之一的。")
POSSIBLE = Text("Possibly there: {units} more.", "另有{units}可能处于其中。")
BY_CHANCE = Text(
    "{flagged} {flagged:differs|differ} clearly from the common level, upward or downward; chance alone would make "
    "about {expected} do so.",
    "显著高于或低于总体水平的有{flagged}个；仅凭偶然也会有约{expected}个。",
)
NOISY = Text(
    "Too noisy to rank: of the differences between the units, only {share} is more than chance (reliability "
    "{reliability}). Read the order as one of many possible.",
    "波动过大，不宜排名：各单位之间的差异只有{share}超出偶然（信度{reliability}），此处次序仅为多种可能之一。",
)
ALIKE = Text(
    "“{title}”: all {units} have the same value ({value}): nothing to rank.",
    "“{title}”：{units}数值均为{value}，无须排名。",
)
ACTIVITY = Text(
    "It counts activities, not their effect; a rank on it alone says little.",
    "该指标只计活动次数，不反映成效，单凭它排名意义有限。",
)
AND_MORE = Text("{names} and {more} more", "{names}等{total}个")

FUNNEL = Text(
    "“{title}”: of {units}, {outside} {outside:lies|lie} outside the 95% limits ({far} outside the 99.8% limits); "
    "chance alone would put about {expected} there.",
    "“{title}”：{units}中有{outside}个超出95%控制限（其中{far}个超出99.8%控制限）；仅凭偶然约有{expected}个。",
)
WIDENED = Text(
    "The units differ more than chance alone explains (φ = {phi}), so the limits are widened and colours follow them.",
    "各单位差异大于偶然波动（离散系数φ={phi}），控制限已相应放宽，颜色以放宽后的为准。",
)
SIGNALS: Mapping[Rule, Text] = {
    Rule.BEYOND_LIMITS: Text("{period} lies outside the limits", "{period}超出控制限"),
    Rule.TREND: Text("seven periods in a row up to {period} move one way", "截至{period}连续7期同向变动"),
    Rule.TWO_OF_THREE: Text("{period} is one of two in three near a limit", "截至{period}3期中有2期接近控制限"),
    Rule.SHIFT: Text("seven periods in a row up to {period} lie on one side", "截至{period}连续7期位于中心线同侧"),
}
CONTROL = Text(
    "{name}: “{title}”: {signal}, more than chance usually does{good}.", "{name}“{title}”{signal}，不像偶然波动{good}。"
)
GOOD: Mapping[str, Text] = {
    "better": Text("; for the better", "，向好"),
    "worse": Text("; for the worse", "，趋势变差"),
    "higher": Text("; higher, and neither way is called good", "，偏高；该指标不作优劣评判"),
    "lower": Text("; lower, and neither way is called good", "，偏低；该指标不作优劣评判"),
}
STEADY = Text(
    "{name}: “{title}” moves within its usual range; ups and downs of this size may be chance.",
    "{name}“{title}”在通常范围内波动，起伏可能出于偶然。",
)
TOO_SHORT = Text(
    "{name}: “{title}” has too few whole periods with a value ({points}); a control chart needs 8, so no limits are "
    "drawn and nothing is judged.",
    "{name}“{title}”仅有{points}个完整时期有数值；控制图至少需要8期，故不画控制限，也不作评判。",
)
LINKED = Text(
    "Among {units}, those with a higher “{x}” tend to have a {way} “{y}” (rank correlation {rho}, 95% interval "
    "{bounds}).",
    "{units}中，“{x}”较高的，“{y}”往往{way}（等级相关系数{rho}，95%区间{bounds}）。",
)
NOT_LINKED = Text(
    "Among {units}, there is no clear link between “{x}” and “{y}” (rank correlation {rho}, 95% interval {bounds}).",
    "{units}中，“{x}”与“{y}”没有明显关联（等级相关系数{rho}，95%区间{bounds}）。",
)
NO_CAUSE = Text("A link is not a cause.", "相关不等于因果。")
TOO_FEW_PAIRS = Text("Too few units have both values to look for a link.", "同时有两项数值的单位过少，无法判断关联。")
MOVED = Text(
    "{name}: “{title}” moved by {total}. Of this, {within} is change within the units, {mix} the changed weights among "
    "them, {entry} units that came or went.",
    "{name}“{title}”变化{total}，其中各单位自身变化{within}，构成变化{mix}，单位增减{entry}。",
)
HEAT = Text(
    "{below} of {known} {known:cell|cells} {below:falls|fall} short of {known:its|their} reference, {met} "
    "{met:meets|meet} it.",
    "共{known}个可比单元格，{below}个未达参照值，{met}个达到。",
)
SPINE = Text(
    "{name}, held against {benchmark} on {n} {n:indicator|indicators}: better on {better}, worse on {worse}, no "
    "clear difference on {similar}.",
    "{name}与{benchmark}比较{n}项指标：{better}项较好，{worse}项较差，{similar}项没有明显差异。",
)
UNJUDGED = Text("On {n} it is higher or lower where neither is called good.", "另有{n}项偏高或偏低，不作优劣评判。")
UNKNOWN = Text("{n} could not be judged (too few, or no benchmark).", "{n}项基数过小或没有基准，未作评判。")
NO_VALUE = Text("{n} {n:has|have} no value.", "{n}项无数值。")
MOVERS = Text(
    "“{title}”: clearly better than before: {improved}; clearly worse: {declined}.",
    "“{title}”明显好转的：{improved}；明显变差的：{declined}。",
)
NONE = Text("none", "无")


def league_sentence(
    indicator: Measured,
    cells: Sequence[Reading],
    *,
    certain: Sequence[Name],
    possible: int,
    flagged: int | None = None,
    by_chance: float | None = None,
    reliability: float | None = None,
    activity: bool = False,
    level: str = "village",
    ranked: int | None = None,
) -> Text:
    """Who is certainly, who possibly in the worst tenth, what chance would flag, whether a rank means anything.

    `ranked`: how many have a rank, where not all that have a value do."""
    known = sum(cell.value is not None for cell in cells)
    if not known:
        return joined(NOBODY.fill(title=indicator.title), *missing_clause(cells, level))
    ranked = known if ranked is None else ranked
    if ranked == 1 and known == len(cells) == 1:
        return ALONE.fill(title=indicator.title)
    parts = [RANKED.fill(title=indicator.title, units=units(ranked, level))]
    parts += [UNRANKED.fill(units=units(known - ranked, level))] if ranked < known else []
    if reliability is not None and reliability < TOO_NOISY:
        parts.append(noisy(reliability))
    parts.append(CERTAIN.fill(names=few(certain)) if certain else NOBODY_CERTAIN)
    parts += [POSSIBLE.fill(units=units(possible, level))] if possible else []
    if by_chance is not None and flagged is not None:
        parts.append(BY_CHANCE.fill(expected=_tenths(by_chance), flagged=flagged))
    parts += [ACTIVITY] if activity else []
    return joined(*parts, *missing_clause(cells, level))


def alike_sentence(indicator: Measured, cells: Sequence[Reading], value: float, level: str = "village") -> Text:
    """That all who have a value have the same, and who has none."""
    known = sum(cell.value is not None for cell in cells)
    said = ALIKE.fill(title=indicator.title, units=units(known, level), value=shown_value(value, indicator))
    return joined(said, *missing_clause(cells, level))


def noisy(reliability: float) -> Text:
    """Why an indicator of this reliability is too noisy to rank."""
    return NOISY.fill(share=_percent(100 * reliability), reliability=f"{reliability:.2f}")


def few(names: Sequence[Name]) -> Text:
    """At most five names, and how many more; "none" for an empty list."""
    if not names:
        return NONE
    if len(names) <= MOST_NAMES:
        return listed(names)
    return AND_MORE.fill(names=listed(names[:MOST_NAMES]), more=len(names) - MOST_NAMES, total=len(names))


def funnel_sentence(
    indicator: Measured,
    cells: Sequence[Reading],
    *,
    outside: int,
    far: int,
    phi: float | None = None,
    level: str = "village",
) -> Text:
    """How many lie beyond the limits against what chance would put there; `phi` given means widened limits are used."""
    shown = sum(cell.value is not None for cell in cells)
    counts = FUNNEL.fill(
        title=indicator.title, units=units(shown, level), outside=outside, far=far, expected=_tenths(0.05 * shown)
    )
    widened = [WIDENED.fill(phi=f"{phi:.1f}")] if phi is not None else []
    return joined(counts, *widened, *missing_clause(cells, level))


def control_sentence(
    name: Name, indicator: Measured, *, points: int, signal: Rule | None, period_id: str, verdict: str | None
) -> Text:
    """The newest signal of a control chart, or that there is none; `points` are the periods with a value."""
    if points < LEAST_POINTS:
        return TOO_SHORT.fill(name=name, title=indicator.title, points=points)
    if not signal:
        return STEADY.fill(name=name, title=indicator.title)
    said = SIGNALS[signal].fill(period=period_text(period_id))
    good = GOOD.get((verdict or "").removeprefix("surely_"), Text("", ""))
    return CONTROL.fill(name=name, title=indicator.title, signal=said, good=good)


def scatter_sentence(
    x: Measured,
    y: Measured,
    *,
    pairs: int,
    rho: float | None,
    bounds: tuple[float, float] | None,
    level: str = "village",
) -> Text:
    """The rank correlation of two indicators in words; never a cause."""
    if rho is None or bounds is None:
        return TOO_FEW_PAIRS
    clear = bounds[0] > 0 or bounds[1] < 0
    way = Text("higher", "也较高") if rho > 0 else Text("lower", "较低")
    said = (LINKED if clear else NOT_LINKED).fill(
        units=units(pairs, level),
        x=x.title,
        y=y.title,
        way=way,
        rho=f"{rho:.2f}",
        bounds=f"{bounds[0]:.2f} – {bounds[1]:.2f}",
    )
    return joined(said, NO_CAUSE)


def waterfall_sentence(
    name: Name, indicator: Measured, *, total: float, within: float, mix: float, entry: float
) -> Text:
    """The exact parts of an aggregate's change."""
    parts = {"total": total, "within": within, "mix": mix, "entry": entry}
    shown = {key: change_text(change, indicator) for key, change in parts.items()}
    return MOVED.fill(name=name, title=indicator.title, **shown)


def heat_map_sentence(goodness: Iterable[float | None], cells: Sequence[Reading]) -> Text:
    """How many cells fall short of their reference and how many meet it; `goodness` as the heat map colours them."""
    known = [good for good in goodness if good is not None]
    below = sum(good < 0 for good in known)
    said = HEAT.fill(below=below, known=len(known), met=len(known) - below)
    counts = Counter(cell.state for cell in cells if cell.state != "value")
    return joined(said, NO_VALUE.fill(n=sum(counts.values()))) if counts else said


def spine_sentence(name: Name, benchmark: Name, verdicts: Iterable[str], missing: int) -> Text:
    """On how many indicators a unit is better, worse, no different, unjudged; `missing` have no value at all."""
    counts = Counter(Verdict(code).removeprefix("surely_") for code in verdicts)
    said = SPINE.fill(
        name=name, benchmark=benchmark, n=counts.total(), better=counts["better"], worse=counts["worse"],
        similar=counts["similar"],
    )  # fmt: skip
    aside = counts["higher"] + counts["lower"]
    unknown = counts["too_few"] + counts["not_compared"]
    rest = ((UNJUDGED, aside), (UNKNOWN, unknown), (NO_VALUE, missing))
    return joined(said, *(text.fill(n=count) for text, count in rest if count))


def movers_sentence(indicator: Measured, improved: Sequence[Name], declined: Sequence[Name]) -> Text:
    """Who changed for the better or the worse beyond chance."""
    return MOVERS.fill(title=indicator.title, improved=few(improved), declined=few(declined))


def _tenths(number: float) -> Text:
    return Text(format_number(number, "en"), format_number(number, "zh"))


def _percent(number: float) -> Text:
    return Text(format_number(number, "en", 0) + "%", format_number(number, "zh", 0) + "%")
