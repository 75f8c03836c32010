"""Building block B, party members: who is brought into the party."""

from __future__ import annotations

from analytics.catalogue.breakdowns import BACKGROUND, EDUCATION, SEX
from analytics.catalogue.kinds import Authority, Better, Block, Frequency, Indicator, Kind, Sense, Target
from analytics.facts import recruit, village
from data.text import Text

TAKEN_IN_TEXT = Text("People taken in as probationary members in the period", "期内接收的预备党员")
TAKEN_IN_NOTE = Text(
    "Counted in the village that took the person in; where it has been merged since, in its successor.",
    "计入接收其入党的村；该村此后撤并的，计入承接村。",
)

RECRUITS_UNDER_35 = Indicator(
    code="B01",
    id="recruit_under35_share",
    title=Text("New members aged 35 or under", "发展党员中35岁及以下占比"),
    why=Text(
        "Young blood keeps an ageing organization alive.", "发展年轻党员，才能缓解农村党员队伍老化、后继乏人的问题。"
    ),
    block=Block.MEMBERS,
    sentences=("S11", "S12"),
    quote="efforts should be made to develop party member",
    numerator=recruit.aged_35_or_under,
    denominator=recruit.taken_in,
    numerator_text=Text(
        "Those among them aged 35 or under (year of intake minus year of birth)",
        "其中 35 岁及以下的（接收年份减出生年份）",
    ),
    denominator_text=TAKEN_IN_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("member",),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    reference=Text(
        "None; nationally 82.4 % (2023) and 83.7 % (2024) over all sectors, students included: rural values are "
        "lower (R15).",
        "不设目标；全国各行业合计 2023 年为 82.4%、2024 年为 83.7%，含学生等群体，农村一般偏低（R15）。",
    ),
    note=TAKEN_IN_NOTE,
    breakdown=(SEX, EDUCATION, BACKGROUND),
)

RECRUITED_ENTREPRENEURS = Indicator(
    code="B02",
    id="recruit_entrepreneur_share",
    title=Text("New members who are model entrepreneurs or wealth leaders", "发展党员中创业典型、致富带头人占比"),
    why=Text(
        "People who succeed and are respected strengthen the party at the grass roots.",
        "把致富能手培养成党员，增强基层党组织的带富能力。",
    ),
    block=Block.MEMBERS,
    sentences=("S12",),
    quote="absorbing typical entrepreneurs and rich leaders with high ideological and political awareness",
    numerator=recruit.entrepreneurs,
    denominator=recruit.taken_in,
    numerator_text=Text("Model entrepreneurs and wealth leaders among them", "其中身份为创业典型、致富带头人的"),
    denominator_text=TAKEN_IN_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("member",),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    reference=Text("None.", "不设目标。"),
    note=TAKEN_IN_NOTE,
    breakdown=(BACKGROUND,),
)

RECRUITED_BY_PROCEDURE = Indicator(
    code="B03",
    id="recruit_procedure_compliance",
    title=Text("New members admitted in line with the procedure", "发展党员程序合规率"),
    why=Text("Standards are kept by keeping to the procedure.", "坚持标准、严格程序，把好党员队伍入口关。"),
    block=Block.MEMBERS,
    sentences=("S12",),
    quote="raise party member's political standards appropriately",
    numerator=recruit.by_procedure,
    denominator=recruit.taken_in,
    numerator_text=Text(
        "Those among them with at least 365 days as activist, at least 24 training hours as development target and a "
        "political review no later than the intake",
        "其中积极分子培养满 365 天、发展对象培训不少于 24 学时、且在接收前通过政治审查的",
    ),
    denominator_text=TAKEN_IN_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("member",),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    target=Target(
        100.0,
        source="R05",
        authority=Authority.NATIONAL,
        note=Text(
            "Detailed rules on recruiting members 2014, seen through local rules.",
            "《中国共产党发展党员工作细则》（2014），据地方转引。",
        ),
    ),
    note=TAKEN_IN_NOTE,
)

WITHOUT_DEVELOPMENT = Indicator(
    code="B04",
    id="no_development_2y_share",
    title=Text("Villages with no development target or new member for 2 years", "连续两年无发展对象村占比"),
    why=Text(
        "A village that brings on nobody for two years is running dry.",
        "长期不发展党员，党组织就会后继乏人，也是软弱涣散的征兆。",
    ),
    block=Block.MEMBERS,
    sentences=("S11",),
    quote="efforts should be made to develop party member and mobilize party member",
    numerator=village.without_development,
    denominator=village.villages,
    numerator_text=Text(
        "Villages where nobody became a development target or a probationary member in the 24 months to the period's "
        "end",
        "截至期末 24 个月内既未确定发展对象、也未接收预备党员的行政村",
    ),
    denominator_text=Text("Villages at the period's end", "期末行政村总数"),
    kind=Kind.PROPORTION,
    better=Better.LOWER,
    needs=("member",),
    frequency=Frequency.ANNUAL,
    least_level="village",
    person_based=False,
    target=Target(
        0.0,
        source="R08",
        authority=Authority.LOCAL,
        sense=Sense.AT_MOST,
        note=Text(
            "A prefecture's marks of a weak and lax organization: no development target for two or more years.",
            "参照某地市软弱涣散村党组织认定标准：连续两年以上未确定发展对象。",
        ),
    ),
)

INDICATORS = (RECRUITS_UNDER_35, RECRUITED_ENTREPRENEURS, RECRUITED_BY_PROCEDURE, WITHOUT_DEVELOPMENT)
