"""Building block A, village party secretaries: who they are, how they are chosen and trained."""

from __future__ import annotations

from analytics.catalogue.breakdowns import EDUCATION, SELECTION_CHANNEL, SEX, VILLAGE_CATEGORY
from analytics.catalogue.kinds import QUARTER_AND_YEAR, Authority, Better, Block, Frequency, Indicator, Kind, Target
from analytics.facts import secretary, village
from data.text import Text

IN_POST_TEXT = Text("Secretaries in post at the period's end", "期末在任的村党组织书记")
ALL_YEAR_TEXT = Text(
    "Secretaries in post since the start of the year (a re-election with a gap of at most 31 days counts as the same "
    "term)",
    "自年初起一直在任的书记（换届间隔不超过 31 天视为连续任职）",
)

IN_POST = Indicator(
    code="A01",
    id="sec_in_post_rate",
    title=Text("Villages with a party secretary in post", "村党组织书记配备率"),
    why=Text(
        "A village without a secretary has nobody to lead it.",
        "书记缺位，班子就没有主心骨，群众就没有领头雁。",
    ),
    block=Block.SECRETARY,
    sentences=("S01", "S03"),
    quote="do a good job in the construction of village party organization secretaries",
    numerator=village.with_secretary,
    denominator=village.villages,
    numerator_text=Text("Villages with a party secretary in post at the period's end", "期末有书记在任的行政村"),
    denominator_text=Text("Villages at the period's end", "期末行政村总数"),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("post_term",),
    frequency=Frequency.MONTHLY,
    periods=QUARTER_AND_YEAR,
    least_level="village",
    person_based=False,
    target=Target(
        100.0,
        source="R08",
        authority=Authority.DERIVED,
        note=Text(
            "A post vacant for more than three months is one of the marks of a weak and lax organization.",
            "书记空缺超过三个月，是认定软弱涣散村党组织的情形之一。",
        ),
    ),
    breakdown=(VILLAGE_CATEGORY,),
)

PRIORITY_CHANNEL = Indicator(
    code="A02",
    id="sec_priority_channel_share",
    title=Text("Secretaries from the three priority channels", "书记来自重点渠道占比"),
    why=Text(
        "Graduates, returning entrepreneurs and wealth leaders bring in knowledge, markets and drive.",
        "大学生村官、返乡创业人员和致富能手有文化、懂市场、敢闯敢干，是选优配强带头人的重要来源。",
    ),
    block=Block.SECRETARY,
    sentences=("S02", "S04"),
    quote="outstanding university student village officials, returning entrepreneurs and rural rich people",
    numerator=secretary.from_priority_channel,
    denominator=secretary.in_post,
    numerator_text=Text(
        "Those among them who came as university-student village officials, returning entrepreneurs or rural wealth "
        "leaders",
        "其中来自大学生村官（选调生）、返乡创业人员、农村致富能手的书记",
    ),
    denominator_text=IN_POST_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("post_term",),
    frequency=Frequency.ANNUAL_AND_AFTER_ELECTIONS,
    least_level="county",
    person_based=True,
    reference=Text(
        "None: watch its course. No quota is known (R04b lists the channels).",
        "不设目标，作监测用；相关规定只列明来源渠道，未定比例（R04b）。",
    ),
    note=Text(
        "Veterans are a policy channel too but are not named in the source text. In places the village-official "
        "scheme has been merged into that of selected graduates (R21). Look at all channels before judging.",
        "退役军人也是政策鼓励的渠道，但原文未点名，故不计入；部分地区大学生村官已并入选调生（R21）。评判前请先看全部渠道的构成。",
    ),
    breakdown=(SELECTION_CHANNEL, SEX, EDUCATION),
)

REVIEWED_AND_RECORDED = Indicator(
    code="A03",
    id="sec_review_record_rate",
    title=Text("Secretaries reviewed before appointment and recorded at county level", "书记任前联审与县级备案率"),
    why=Text(
        "Review before the appointment and a record at the county keep political standards in the choice.",
        "任前联审、县级备案把政治标准放在首位，从源头上把好入口关。",
    ),
    block=Block.SECRETARY,
    sentences=("S04",),
    quote="highlight the political standards for selecting and employing people",
    numerator=secretary.reviewed_and_recorded,
    denominator=secretary.in_post,
    numerator_text=Text(
        "Those among them whose review was passed no later than the start of the term and who are recorded at the "
        "county",
        "其中联审通过日期不晚于任职日期、且已在县级备案的书记",
    ),
    denominator_text=IN_POST_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("post_term",),
    frequency=Frequency.QUARTERLY,
    periods=QUARTER_AND_YEAR,
    least_level="county",
    person_based=True,
    target=Target(
        100.0,
        source="R04b, R04c",
        authority=Authority.LOCAL,
        note=Text(
            "Liaoning 2020 (joint review by the county), Ganzhou district 2023 (record management). The text of the "
            "national regulations of 2018 was not verified.",
            "参照辽宁省 2020 年暂行规定（县级联审）和甘肃省甘州区 2023 年办法（备案管理）；"
            "2018 年全国性条例原文未核实。",
        ),
    ),
)

ALSO_DIRECTOR = Indicator(
    code="A04",
    id="sec_concurrent_director_rate",
    title=Text("Secretary also village committee director ('one shoulder')", "书记主任“一肩挑”比例"),
    why=Text(
        "One person in both posts strengthens unified leadership and calls for closer supervision.",
        "“一肩挑”有利于加强党组织对村级各项工作的统一领导，也对监督制约提出更高要求。",
    ),
    block=Block.SECRETARY,
    sentences=("S01",),
    quote="strengthen the core leadership position of the organization",
    numerator=secretary.also_director,
    denominator=secretary.in_post,
    numerator_text=Text(
        "Those among them who are also director of the villagers' committee of the same village",
        "其中同时担任本村村委会主任的书记",
    ),
    denominator_text=IN_POST_TEXT,
    kind=Kind.PROPORTION,
    better=Better.NEUTRAL,
    needs=("post_term",),
    frequency=Frequency.ANNUAL_AND_AFTER_ELECTIONS,
    least_level="township",
    person_based=True,
    reference=Text(
        "Set by the county. The regulations call for it through the legal procedure (R04a); no national number was "
        "seen. Hai'an city reported 100 % after the election of 2020 (R16b).",
        "由本县确定。条例要求书记通过法定程序担任村委会主任（R04a），未见全国性比例；"
        "海安市 2020 年换届后为 100%（R16b）。",
    ),
    note=Text(
        "A fact of structure, not of quality: no judgement. Read it next to the appraisal and the disclosure system.",
        "反映班子结构，不评优劣；请与述职评议考核、党务村务公开制度对照着看。",
    ),
)

COLLEGE_EDUCATED = Indicator(
    code="A13",
    id="sec_college_share",
    title=Text("Secretaries with college education or above", "大专及以上学历书记占比"),
    why=Text(
        "Schooling is the plainest sign of the qualifications of those who lead.",
        "学历是反映带头人队伍素质最直观的一项。",
    ),
    block=Block.SECRETARY,
    sentences=("S04",),
    quote="outstanding university student village officials",
    numerator=secretary.college_educated,
    denominator=secretary.education_stated,
    numerator_text=Text(
        "Those among them with junior college, bachelor or postgraduate education", "其中学历为大专、本科、研究生的书记"
    ),
    denominator_text=Text(
        "Secretaries in post at the period's end whose education is stated", "期末在任且已填报学历的书记"
    ),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("post_term",),
    frequency=Frequency.ANNUAL_AND_AFTER_ELECTIONS,
    least_level="county",
    person_based=True,
    reference=Text(
        "None: watch its course. Surveys found 39.9 % in 2019 and about 46 % in 2022 (R16); Hai'an city 88.1 % after "
        "the election of 2020 (R16b).",
        "不设目标，作监测用。2019 年调查为 39.9%，2022 年约 46%（R16）；海安市 2020 年换届后为 88.1%（R16b）。",
    ),
    note=Text(
        "Secretaries whose education is not stated are left out of both numbers.",
        "未填报学历的书记，分子、分母均不计入。",
    ),
    breakdown=(SEX, SELECTION_CHANNEL),
)

AGED_45_OR_UNDER = Indicator(
    code="A14",
    id="sec_age_45_share",
    title=Text("Secretaries aged 45 or under", "45岁及以下书记占比"),
    why=Text(
        "The age structure shows whether the next generation is coming up.",
        "年龄结构反映带头人队伍的梯次配备和后备力量。",
    ),
    block=Block.SECRETARY,
    sentences=("S04",),
    quote="pay attention to selecting village party organization secretaries",
    numerator=secretary.aged_45_or_under,
    denominator=secretary.in_post,
    numerator_text=Text(
        "Those among them aged 45 or under (year of the period minus year of birth)",
        "其中 45 岁及以下的书记（统计年份减出生年份）",
    ),
    denominator_text=IN_POST_TEXT,
    kind=Kind.PROPORTION,
    better=Better.NEUTRAL,
    needs=("post_term",),
    frequency=Frequency.ANNUAL_AND_AFTER_ELECTIONS,
    least_level="county",
    person_based=True,
    reference=Text(
        "None: watch its course. A survey found 28.4 % in 2019; the mean age was 45.4 in 2022 (R16).",
        "不设目标，作监测用。2019 年调查为 28.4%；2022 年平均年龄 45.4 岁（R16）。",
    ),
    note=Text(
        "Structure, no judgement: experience and youth are both wanted.",
        "反映年龄结构，不评优劣：老中青各有所长，经验与朝气都需要。",
    ),
    breakdown=(SEX, SELECTION_CHANNEL),
)

INDICATORS = (IN_POST, PRIORITY_CHANNEL, REVIEWED_AND_RECORDED, ALSO_DIRECTOR, COLLEGE_EDUCATED, AGED_45_OR_UNDER)
