"""Building block E, the Ningshan case: what the integration brings, and what others learn from it."""

from __future__ import annotations

from analytics.catalogue.breakdowns import FOUR_TEAMS_COMPLETE, MEDIA_LEVEL, THEME, VILLAGE_CATEGORY
from analytics.catalogue.kinds import Authority, Better, Block, Frequency, Indicator, Kind, Target
from analytics.facts import practice, village, yearly
from data.text import Text

ORIGINS_TEXT = Text(
    "Practices registered in the period, adoptions of others left out", "期内登记的原创典型经验（不含推广应用）"
)

RECTIFIED = Indicator(
    code="E07",
    id="weak_lax_rectified_rate",
    title=Text("Weak and lax organisations rectified", "软弱涣散村党组织整顿转化率"),
    why=Text("Raising the weakest lifts the whole.", "抓两头带中间，整顿后进才能整体提升。"),
    block=Block.FOUR_TEAMS,
    sentences=("S30", "S34"),
    quote='in order to build strength on "individuals" and promote the consolidation of "faces"',
    numerator=yearly.weak_lax_rectified,
    denominator=yearly.weak_lax_past,
    numerator_text=Text("Those among them not on the list this year", "其中今年已不在名单上的"),
    denominator_text=Text(
        "Villages on the list of weak and lax organizations last year", "上年列入软弱涣散名单的行政村"
    ),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("unit_year",),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=False,
    blank=yearly.weak_lax_blank,
    target=Target(
        100.0,
        source="R08d",
        authority=Authority.LOCAL,
        note=Text(
            "'Rectified within the year', a local rule. For comparison: 57,688 villages, 9.6 %, were on the list in "
            "April 2014 (R08b); one city sets a floor of 10 % (R08c).",
            "参照某地“当年整顿、当年转化”的规定。另据报道，2014 年 4 月全国列入名单的村 57688 个，占 9.6%（R08b）；"
            "某市要求不低于 10%（R08c）。",
        ),
    ),
    note=Text(
        "The 'faces' side of S34. A village without the entry of both years counts as not reported. Its companion is "
        "the share of villages with four stars or more.",
        "对应 S34 以点带面中的“面”。两年认定情况不全的村，按未报送处理。可与四星级及以上村占比对照。",
    ),
)

CLEARED = Indicator(
    code="E08",
    id="monitored_household_cleared_rate",
    title=Text("Monitored households whose risk was eliminated in the year", "监测户风险消除率"),
    why=Text("No household may fall back into poverty.", "守住不发生规模性返贫底线，是检验党建成效的硬指标。"),
    block=Block.FOUR_TEAMS,
    sentences=("S30",),
    quote="promoting poverty alleviation with party building and leading party building with poverty alleviation",
    numerator=yearly.monitored_households_cleared,
    denominator=yearly.monitored_households,
    numerator_text=Text("Those among them whose risk was eliminated in the year", "其中当年风险消除的户数"),
    denominator_text=Text("Households monitored at the start of the year", "年初防返贫监测户数"),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("unit_year",),
    frequency=Frequency.HALF_YEARLY,
    least_level="township",
    person_based=True,
    blank=yearly.monitored_households_blank,
    reference=Text(
        "None. The source dates from the poverty campaign that ended in 2020 (R17c); monitoring against a return to "
        "poverty is what it has become.",
        "不设目标。原文写于 2020 年结束的脱贫攻坚时期（R17c），防返贫监测是其在当下的延续。",
    ),
    note=Text(
        "An outcome with many causes: read it beside the four-team indicators, claim no cause. A village with a blank "
        "cell counts as not reported.",
        "影响因素多，可与四支队伍指标并列观察，不作因果判断。未填报的村，按未报送处理。",
    ),
    breakdown=(VILLAGE_CATEGORY, FOUR_TEAMS_COMPLETE),
)

DISCOVERED = Indicator(
    code="E09",
    id="practice_discovery_rate",
    title=Text("Grass-roots practices registered per 100 villages", "每百村典型经验挖掘数"),
    why=Text(
        "Good ideas come from the grass roots; somebody has to notice.",
        "尊重基层首创精神，及时发现、培育、总结好经验好做法。",
    ),
    block=Block.FOUR_TEAMS,
    sentences=("S35", "S36"),
    quote='discovering and cultivating the experience and practices of the grassroots in integrating the "four teams"',
    numerator=practice.discovered,
    denominator=village.villages,
    numerator_text=Text(
        "Practices of villages and townships registered in the period, adoptions of others left out",
        "期内村、乡镇登记的原创典型经验（不含推广应用）",
    ),
    denominator_text=Text("Villages at the period's end", "期末行政村总数"),
    kind=Kind.RATE,
    better=Better.HIGHER,
    needs=("practice",),
    frequency=Frequency.ANNUAL,
    least_level="township",
    person_based=False,
    unit=Text("per 100 villages", "每百村"),
    reference=Text("None.", "不设目标。"),
    note=Text("A township's own practices count for it and above.", "乡镇本级的典型经验，计入乡镇及以上。"),
    breakdown=(THEME,),
)

PUBLISHED = Indicator(
    code="E10",
    id="practice_publication_rate",
    title=Text("Registered practices published in party papers or journals", "典型经验党报党刊刊发率"),
    why=Text("What is printed reaches those who can use it.", "发挥党报党刊宣传推广作用，让好经验传得开。"),
    block=Block.FOUR_TEAMS,
    tier="extended",
    sentences=("S36",),
    quote="give play to the propaganda and promotion role of the party newspaper and the party magazine",
    numerator=practice.published,
    denominator=practice.registered,
    numerator_text=Text("Those among them published at county level or above", "其中在县级及以上媒体、党报党刊刊发的"),
    denominator_text=ORIGINS_TEXT,
    kind=Kind.PROPORTION,
    better=Better.NEUTRAL,
    needs=("practice",),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=False,
    reference=Text("None.", "不设目标。"),
    breakdown=(MEDIA_LEVEL,),
)

ADOPTED = Indicator(
    code="E11",
    id="practice_adoption_ratio",
    title=Text("Adoptions per registered practice", "典型经验推广转化率"),
    why=Text("A practice proves itself where others take it up.", "好经验重在推广转化，为基层提供学习借鉴。"),
    block=Block.FOUR_TEAMS,
    sentences=("S36",),
    quote="provide learning reference for leading the grassroots",
    numerator=practice.adoptions,
    denominator=practice.known,
    numerator_text=Text("Adoptions registered in the period", "期内登记的推广应用次数"),
    denominator_text=Text(
        "Practices registered by the period's end, adoptions left out", "截至期末累计登记的原创典型经验"
    ),
    kind=Kind.RATE,
    better=Better.HIGHER,
    needs=("practice",),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=False,
    unit=Text("adoptions per practice", "次/条"),
    scale=1.0,
    reference=Text("None.", "不设目标。"),
    note=Text("An adoption is credited to the unit the practice came from.", "推广应用次数计入经验的来源单位。"),
)

INDICATORS = (RECTIFIED, CLEARED, DISCOVERED, PUBLISHED, ADOPTED)
