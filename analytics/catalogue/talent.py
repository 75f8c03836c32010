"""Building block D, rural talent: how much there is, how it comes and is trained."""

from __future__ import annotations

from analytics.catalogue.breakdowns import FUND_PURPOSE, ORIGIN, SUPPORT_OUTCOME, TALENT_TYPE, TOPIC, WITH_STARTUP
from analytics.catalogue.kinds import QUARTER_AND_YEAR, Authority, Better, Block, Frequency, Indicator, Kind, Target
from analytics.facts import fund, talent, talent_arrival, training, yearly
from data.text import Text

PER_1000 = Text("per 1,000", "每千人")
PER_10000 = Text("per 10,000", "每万人")
STOCK_TEXT = Text("Rural talents on the register at the period's end", "期末在库乡村人才")
RESIDENTS_TEXT = Text("Resident population", "常住人口")
RESIDENTS_NOTE = Text(
    "The population of the year serves, else that of the year before. A village whose population is blank counts as "
    "not reported.",
    "常住人口取当年数，当年无记录的取上年数；该项未填报的村，按未报送处理。",
)
MERGER_NOTE = Text(
    "A merger of villages is not an arrival. A village whose population is blank counts as not reported.",
    "村建制合并不算新增；常住人口未填报的村，按未报送处理。",
)

STOCK = Indicator(
    code="D01",
    id="talent_stock_per_1000",
    title=Text("Rural talents per 1,000 residents", "每千常住人口乡村人才数"),
    why=Text("Revitalization rests on people who can do it.", "乡村振兴，关键在人；人才存量是智力支撑的基础。"),
    block=Block.TALENT,
    sentences=("S20",),
    quote="do a good job in the construction of rural talent teams and consolidate the intellectual support for rural "
    "revitalization",
    numerator=talent.in_stock,
    denominator=yearly.residents,
    numerator_text=STOCK_TEXT,
    denominator_text=RESIDENTS_TEXT,
    kind=Kind.RATE,
    better=Better.HIGHER,
    needs=("talent", "unit_year"),
    frequency=Frequency.HALF_YEARLY,
    periods=QUARTER_AND_YEAR,
    least_level="township",
    person_based=True,
    unit=PER_1000,
    scale=1000.0,
    blank=yearly.residents_blank,
    reference=Text(
        "None: the Opinion of 2021 wants the number to grow and needs to be 'preliminarily met' by 2025 (R13).",
        "不设目标：2021 年意见要求到 2025 年人才规模不断扩大、需求“初步满足”，为定性要求（R13）。",
    ),
    note=RESIDENTS_NOTE,
    breakdown=(TALENT_TYPE, ORIGIN),
)

WITH_CONTACT = Indicator(
    code="D02",
    id="talent_party_contact_rate",
    title=Text("Talents with a party contact person", "党组织联系服务人才率"),
    why=Text(
        "The party looks after talent: each should know whom to turn to.",
        "坚持党管人才，做好联系服务，让人才有人管、有人帮。",
    ),
    block=Block.TALENT,
    sentences=("S21",),
    quote="the party's management of talents",
    numerator=talent.with_contact,
    denominator=talent.in_stock,
    numerator_text=Text(
        "Those among them with a contact person of the party organization", "其中已明确党组织联系服务人的"
    ),
    denominator_text=STOCK_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("talent",),
    frequency=Frequency.HALF_YEARLY,
    periods=QUARTER_AND_YEAR,
    least_level="township",
    person_based=True,
    target=Target(
        100.0,
        source="",
        authority=Authority.LOCAL,
        note=Text("The county's own aim; no rule was seen.", "本县自定目标，未见相关规定。"),
    ),
    note=Text("The contact holds as last reported, for all periods.", "联系服务人按最近一次填报认定，适用于各期。"),
)

INTRODUCED = Indicator(
    code="D03",
    id="talent_introduced_rate",
    title=Text("Outside talents introduced per 10,000 residents", "每万人引进外来人才数"),
    why=Text("What a village lacks it must bring in.", "结合乡村发展实际，加大外来人才引进力度，补上短板。"),
    block=Block.TALENT,
    sentences=("S23",),
    quote="increase the introduction of foreign talents",
    numerator=talent_arrival.introduced,
    denominator=yearly.residents,
    numerator_text=Text("Talents from outside who came in the year", "当年引进的外来人才"),
    denominator_text=RESIDENTS_TEXT,
    kind=Kind.RATE,
    better=Better.HIGHER,
    needs=("talent", "unit_year"),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    unit=PER_10000,
    scale=10000.0,
    blank=yearly.residents_blank,
    reference=Text("None.", "不设目标。"),
    note=Text(
        f"'Foreign talents' in the translated source means talents from outside. {MERGER_NOTE.en}",
        f"译文中的“foreign talents”指外来人才。{MERGER_NOTE.zh}",
    ),
    breakdown=(TALENT_TYPE,),
)

RETURNED = Indicator(
    code="D04",
    id="returnee_inflow_rate",
    title=Text("Returned talents per 10,000 residents", "每万人返乡人才数"),
    why=Text(
        "Those who come home bring capital, skills and contacts.",
        "引导本土人才、企业家和致富能人返乡投资兴业，带回资金、技术和人脉。",
    ),
    block=Block.TALENT,
    sentences=("S24",),
    quote="actively guide local talents, entrepreneurs and wealthy talents to return to the village for investment and "
    "development",
    numerator=talent_arrival.returned,
    denominator=yearly.residents,
    numerator_text=Text("Talents who returned home in the year", "当年返乡回流的人才"),
    denominator_text=RESIDENTS_TEXT,
    kind=Kind.RATE,
    better=Better.HIGHER,
    needs=("talent", "unit_year"),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    unit=PER_10000,
    scale=10000.0,
    blank=yearly.residents_blank,
    reference=Text(
        "None locally. National plan: more than 15 million returned entrepreneurs by 2025; 10.1 million at the end "
        "of 2020 (R13b), more than 12 million reported in February 2025 (R13c).",
        "本县不设目标。全国规划到 2025 年返乡入乡创业人员超过 1500 万人；2020 年底为 1010 万人（R13b），"
        "2025 年 2 月报道已超 1200 万人（R13c）。",
    ),
    note=MERGER_NOTE,
    breakdown=(TALENT_TYPE, WITH_STARTUP),
)

MENTORING = Indicator(
    code="D05",
    id="expert_mentoring_rate",
    title=Text("Agricultural experts and technicians who mentor", "农技人才传帮带参与率"),
    why=Text(
        "One who passes on a skill leaves behind a team.", "发挥农业专家和农技人才“传帮带”作用，带出一支本土队伍。"
    ),
    block=Block.TALENT,
    sentences=("S24",),
    quote="existing agricultural experts and agricultural technical talents in rural areas to play the role of "
    '"mentoring"',
    numerator=talent.mentoring,
    denominator=talent.agricultural,
    numerator_text=Text(
        "Those among them with a mentoring pair open at any time in the period", "其中期内有传帮带结对的"
    ),
    denominator_text=Text(
        "Agricultural experts and technicians on the register at the period's end",
        "期末在库的农业专家和农技人才（土专家）",
    ),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("talent", "talent_support"),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    reference=Text("None.", "不设目标。"),
    breakdown=(SUPPORT_OUTCOME,),
)

FUND_SPENT = Indicator(
    code="D06",
    id="training_fund_execution_rate",
    title=Text("Execution of the special training funds", "人才培训专项资金执行率"),
    why=Text("Money set aside trains nobody until it is spent.", "专项资金安排了，更要用到位、见实效。"),
    block=Block.TALENT,
    sentences=("S25",),
    quote="special funds are appropriately arranged for agricultural technology training and entrepreneurial "
    "employment skills training",
    numerator=fund.spent,
    denominator=fund.allocated,
    numerator_text=Text("Yuan spent of these funds", "其中已支出资金（元）"),
    denominator_text=Text(
        "Yuan allocated for agricultural-technology and start-up and employment training in the year",
        "当年安排的农业技术培训、创业就业技能培训资金（元）",
    ),
    kind=Kind.RATIO,
    better=Better.HIGHER,
    needs=("fund",),
    frequency=Frequency.QUARTERLY,
    least_level="township",
    person_based=False,
    reference=Text(
        "None; good up to 100 %. The central subsidy is about 1,000 to 3,000 yuan a trainee (R14b).",
        "不设目标，以不超过 100% 为宜。中央补助标准约为每名学员 1000—3000 元（R14b）。",
    ),
    note=Text(
        "A fund belongs to the unit that uses it: those of a township or county count there and above.",
        "资金计入使用单位：乡镇、县级使用的，计入该级及以上。",
    ),
    breakdown=(FUND_PURPOSE,),
)

SKILLS_TRAINING = Indicator(
    code="D07",
    id="skills_training_reach",
    title=Text(
        "People trained in agricultural technology or start-up skills per 1,000 residents",
        "每千人参加农技与创业就业培训人数",
    ),
    why=Text("Local talent is grown by training.", "加强农业技术和创业就业技能培训，培育更多本土人才。"),
    block=Block.TALENT,
    sentences=("S25", "S26"),
    quote="agricultural technology training and entrepreneurial employment skills training",
    numerator=training.skills_learners,
    denominator=yearly.residents,
    numerator_text=Text(
        "Different people with a completed training on these topics in the year, in the unit they attended for",
        "当年参加上述主题培训并结业的人数（按人员和所在单位去重）",
    ),
    denominator_text=RESIDENTS_TEXT,
    kind=Kind.RATE,
    better=Better.HIGHER,
    needs=("training_attendance", "training_event", "unit_year"),
    frequency=Frequency.ANNUAL,
    least_level="township",
    person_based=True,
    unit=PER_1000,
    scale=1000.0,
    blank=yearly.residents_blank,
    reference=Text(
        "None; the national programme trained 753,900 in 2022, about 1.5 a village (R14).",
        "不设目标；全国高素质农民培育 2022 年培训 75.39 万人，平均每村约 1.5 人（R14）。",
    ),
    note=RESIDENTS_NOTE,
    breakdown=(TOPIC,),
)

INDICATORS = (STOCK, WITH_CONTACT, INTRODUCED, RETURNED, MENTORING, FUND_SPENT, SKILLS_TRAINING)
