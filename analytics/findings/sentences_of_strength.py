"""What the strength index says in plain words, never without how far it can be trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.catalogue.kinds import Indicator
from analytics.findings.sentences import Name, joined, listed, units
from analytics.strength.comparison import Comparison
from analytics.strength.goal import Lift
from analytics.strength.robustness import Robustness
from analytics.strength.standing import Standing
from analytics.strength.structure import Structure
from analytics.strength.tables import ASSUMPTION_NAMES, Stars, Summary
from analytics.words import format_number
from data.text import Text

NOBODY = Text("No village can be scored for this period.", "本期没有村可以计分。")
SPREAD = Text(
    "{units} scored, from {least} to {most}, half of them above {median}: {bands}.",
    "{units}已计分，最低{least}，最高{most}，半数高于{median}：{bands}。",
)
IN_BAND = Text("{n} {band}", "“{band}”{n}个")
SURE_BANDS = Text(
    "{sure} of them stay in their band in at least 80% of the simulated choices; for the others the band depends on "
    "the choices made, and on chance.",
    "其中{sure}个村在八成以上的模拟中档次不变；其余各村的档次取决于方法选择和偶然波动。",
)
ALL_SURE = Text("Each stays in its band in at least 80% of the simulated choices.", "在八成以上的模拟中档次不变。")
NOT_SCORED = Text(
    "{n} not scored: too little is reported or nothing applies.", "{n}未计分：报送不足，或没有适用的内容。"
)
ACROSS = Text(
    "Villages of different tracks are not ranked against each other: only scores and their intervals are shown.",
    "不同分类组的村不相互排名，只显示得分及其区间。",
)
TRUST = Text(
    "{draws} simulations vary the weights by a quarter, the methods, the treatment of missing values and every "
    "indicator within its sampling error, all at once. A village's rank then moves by {shift} places on average.",
    "模拟{draws}次，同时变动权重（上下四分之一）、计算方法、缺报处理，并让各指标在抽样误差内变动；各村位次平均变动{shift}位。",
)
NO_OTHER = Text(
    "No village has another of its track to be ranked with, so there are no ranks to move.",
    "各村所在分类组均无其他村可供比较，不排名次。",
)
MOST = Text(
    "What matters most is {assumption}: {share} of the movement, with what it does jointly with other choices.",
    "影响最大的是{assumption}：含与其他因素的共同作用，占变动的{share}。",
)
SHARES: Sequence[tuple[float, Text]] = (
    (0.9, Text("nearly all", "九成以上")),
    (0.65, Text("most", "大部分")),
    (0.4, Text("about half", "约一半")),
    (0.0, Text("less than half", "不到一半")),
)
CARD = Text(
    "{name}: {score} (90% of the simulations lie between {lower} and {upper}).",
    "{name}得分{score}（90%的模拟结果在{lower}至{upper}之间）。",
)
ALONE = Text("You see no other village to rank it with.", "在您可见的范围内没有其他村可供比较，不排名次。")
CARD_RANK = Text(
    "Rank {rank} of {of} (90% of the simulations: {lower} to {upper}).",
    "{of}个村中排第{rank}位（90%的模拟结果在第{lower}至第{upper}位之间）。",
)
KINDER = Text(
    "The structure as declared is kinder to it than most other choices would be.", "现行结构比多数其他选择对它更有利。"
)
HARDER = Text(
    "The structure as declared is harder on it than most other choices would be.", "现行结构比多数其他选择对它更不利。"
)
CARD_BAND = Text(
    "It is in the band “{band}”, as in {share}% of the simulations.", "属“{band}”档，{share}%的模拟结果相同。"
)
OTHER_BAND = Text(
    "By the method as declared {name} is in the band “{band}”, but {how} ({other}%) put it in “{likelier}”; only "
    "{share}% agree.",
    "{name}按现行方法属“{band}”，但{how}（{other}%）落在“{likelier}”，仅{share}%与现行方法一致。",
)
OTHER_BAND_SHORT = Text("but {how} ({other}%): “{likelier}”", "但{how}（{other}%）落在“{likelier}”")
MOST_DRAWS, MORE_DRAWS = Text("most simulations", "多数模拟"), Text("more of the simulations", "更多的模拟")
SAME_BAND = Text("in {share}% of the simulations", "{share}%的模拟结果同档")
UNSURE = Text("That is not sure enough to act on the band alone.", "把握不足，不宜只凭档次作决定。")
BLOCK_NOT_SCORED = Text("“{block}” is {reason}.", "“{block}”{reason}。")
CARD_NOT_SCORED = Text("{name} is {reason}.", "{name}{reason}。")
QUOTED = Text("“{title}”", "“{title}”")
HOLDS = Text("Held back most by {names}.", "拖累最大的是{names}。")
LIFTS = Text("Lifted most by {names}.", "贡献最大的是{names}。")
LIFT = Text(
    "The smallest change that reaches “{band}”: {changes}. It would then score {score}. Smallest by the index's own "
    "yardstick, not the easiest in the village.",
    "达到“{band}”档的最小改变：{changes}。届时得分{score}。“最小”按指数自身的尺度计算，不等于村里最容易做到。",
)
CHANGE = Text("“{indicator}” from {value} to {needed}", "“{indicator}”由{value}变为{needed}")
NO_LIFT = Text(
    "Changing three indicators cannot reach “{band}”: the highest score so reached is {score}.",
    "只改变三项指标无法达到“{band}”档，最高可得{score}分。",
)
NO_PULL = Text(
    "Nothing sets it apart from the median of those it is compared with.", "各项指标均与所比较各村的中位数一致。"
)
AT_TOP = Text("It is in the highest band.", "已处于最高档。")
NO_SEEK = Text(
    "What would lift it is not worked out for this structure: {reason}.", "该指数结构无法推算提升路径：{reason}。"
)
STARS = Text(
    "The county's official star rating is another thing: it is shown as it was given. {both} have both; their order "
    "agrees {how} (rank correlation {r}).",
    "县级评定的星级与本指数是两回事，按原评定结果列出。两者都有的共{both}，排序{how}（等级相关系数{r}）。",
)
NO_STARS = Text(
    "The county's official star rating is another thing; too few villages have both to compare.",
    "县级评定的星级与本指数是两回事；两者都有的村过少，无法比较。",
)
AGREE: Sequence[tuple[float, Text]] = (
    (0.7, Text("closely", "较为一致")),
    (0.4, Text("in part", "部分一致")),
    (0.2, Text("little", "不大一致")),
    (-1.1, Text("hardly at all", "几乎不一致")),
)

SAME = Text("Nothing changes for {n}.", "{n}的位次和档次均无变化。")
CHANGES = Text(
    "Of {n}, {changed} change band; ranks move by {shift} places on average.",
    "{n}中，{changed}个档次发生变化，位次平均变动{shift}位。",
)
FURTHEST = Text(
    "{name} moves furthest, from rank {before} to {after}.", "变动最大的是{name}，由第{before}位变为第{after}位。"
)


def spread_sentence(found: Summary, banded: bool = True) -> Text:
    """How the units' scores lie, and how many keep their band."""
    if not found.scored:
        return NOBODY
    bands = [IN_BAND.fill(n=n, band=band.title) for band, n in reversed(list(found.bands.items())) if n]
    said = SPREAD.fill(
        units=units(found.scored), least=_number(found.least), most=_number(found.most), median=_number(found.median),
        bands=listed(bands),
    ) if banded else ACROSS  # fmt: skip
    sure = [ALL_SURE if found.sure == found.scored else SURE_BANDS.fill(sure=found.sure)] if banded else []
    left = found.units - found.scored
    return joined(said, *sure, *([NOT_SCORED.fill(n=units(left))] if left else []))


def trust_sentence(of: Robustness) -> Text:
    """How far ranks move when all choices vary, and which choice moves them most."""
    scored = of.strength.tracks[of.units["rank"].notna()]
    if not scored.duplicated().any():
        return NO_OTHER
    said = TRUST.fill(draws=f"{of.draws:,}", shift=_number(of.shift))
    most, share = str(of.sensitivity["total"].idxmax()), float(of.sensitivity["total"].max())
    if share <= 0:
        return said
    shown = next(word for least, word in SHARES if share >= least)
    return joined(said, MOST.fill(assumption=ASSUMPTION_NAMES[most], share=shown))


def card_sentence(name: Name, of: Standing, structure: Structure) -> Text:
    """One unit's score, rank and band with their intervals, or why there are none; blocks that are not scored."""
    titles = {block.id: block.title for block in structure.blocks}
    if of.reason is not None or of.band is None:
        return CARD_NOT_SCORED.fill(name=name, reason=of.reason or Text("", ""))
    blocks = [
        BLOCK_NOT_SCORED.fill(block=titles[block], reason=said)
        for block, said in of.blocks.items()
        if isinstance(said, Text)
    ]
    other = of.likelier is not None
    doubt = [UNSURE] if of.certain < 0.5 else []
    return joined(
        *([OTHER_BAND.fill(name=name, band=of.band.title, **_draws(of, structure)), *doubt] if other else []),
        CARD.fill(name=name, score=_number(of.score), lower=_number(of.score_lower), upper=_number(of.score_upper)),
        CARD_RANK.fill(rank=of.rank, of=of.of, lower=of.rank_lower, upper=of.rank_upper) if of.of > 1 else ALONE,
        *([] if other else [CARD_BAND.fill(band=of.band.title, share=_share(of.certain)), *doubt]),
        *([KINDER] if of.rank < of.rank_lower else [HARDER] if of.rank > of.rank_upper else []),
        *blocks,
    )


def band_note(of: Standing, structure: Structure) -> Text:
    """Below the declared band: how many draws agree or, where more lie in another band, which one that is."""
    if of.likelier is None:
        return SAME_BAND.fill(share=_share(of.certain))
    return OTHER_BAND_SHORT.fill(**_draws(of, structure))


def _draws(of: Standing, structure: Structure) -> dict[str, Text | str]:
    """How the sentence tells of the band that is likelier than the declared one."""
    shares = of.band_shares or {}
    share = max(shares.values())
    title = next(band.title for band in structure.bands if band.id == of.likelier)
    how = MOST_DRAWS if share > 0.5 else MORE_DRAWS
    return {"how": how, "other": _share(share), "likelier": title, "share": _share(of.certain)}


def _share(share: float) -> str:
    return format_number(100 * share, "en", 0)


def drivers_sentence(table: pd.DataFrame, indicators: Mapping[str, Indicator], most: int = 3) -> Text:
    """What holds a unit back and what lifts it most; `table` as `strength.drivers` gives it."""
    down = table[table["pull"] < 0].head(most)["indicator"]
    up = table[table["pull"] > 0].iloc[::-1].head(most)["indicator"]
    parts = [
        said.fill(names=listed([QUOTED.fill(title=indicators[str(name)].title) for name in names]))
        for said, names in ((HOLDS, down), (LIFTS, up))
        if len(names)
    ]
    return joined(*parts) if parts else NO_PULL


def lift_sentence(lift: Lift | None, structure: Structure, shown: Mapping[str, tuple[Text, Text, Text]]) -> Text:
    """What would bring a unit into the next band; `shown`: by indicator its title, its value and the value needed."""
    if lift is None:
        return AT_TOP
    band = next(band.title for band in structure.bands if band.id == lift.band)
    if not lift.reachable:
        return NO_LIFT.fill(band=band, score=_number(lift.score))
    parts = [
        CHANGE.fill(indicator=title, value=value, needed=needed)
        for title, value, needed in (shown[str(name)] for name in lift.changes["indicator"])
    ]
    return LIFT.fill(band=band, changes=listed(parts), score=_number(lift.score))


def stars_sentence(found: Stars) -> Text:
    """That stars are not the index, and how far the two agree."""
    if found.correlation != found.correlation:
        return NO_STARS
    how = next(word for least, word in AGREE if found.correlation >= least)
    return STARS.fill(both=units(found.both), how=how, r=format_number(found.correlation, "en", 2))


def _number(value: float) -> Text:
    return Text(format_number(value, "en"), format_number(value, "zh"))


def what_if_sentence(found: Comparison, names: Mapping[str, Name]) -> Text:
    """How many change band, how far ranks move, and who moves furthest."""
    if not found.compared:
        return NOBODY
    if not found.changed and not found.shift:
        return SAME.fill(n=units(found.compared))
    said = [CHANGES.fill(n=units(found.compared), changed=found.changed, shift=_number(found.shift))]
    first = found.rows.iloc[0]
    if first["shift"]:
        said.append(
            FURTHEST.fill(name=names[str(first["org_unit_id"])], before=first["rank_before"], after=first["rank_after"])
        )
    return joined(*said)
