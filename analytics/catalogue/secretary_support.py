"""Building block A, village party secretaries: how they are trained, held to rules, paid and promoted."""

from __future__ import annotations

from analytics.catalogue.breakdowns import GRADE, POST_END_REASON, SYSTEM_TYPE
from analytics.catalogue.kinds import QUARTER_AND_YEAR, Authority, Better, Block, Frequency, Indicator, Kind, Target
from analytics.catalogue.secretaries import ALL_YEAR_TEXT, IN_POST_TEXT
from analytics.facts import secretary, system, term, yearly
from data.text import Text

TRAINING_SHEETS = ("post_term", "training_attendance", "training_event")

TRAINED_TO_STANDARD = Indicator(
    code="A05",
    id="sec_training_standard_rate",
    title=Text("Secretaries meeting the yearly training standard", "书记年度培训达标率"),
    why=Text(
        "A trained secretary can lead revitalization.", "带头人队伍素质是乡村振兴的关键，培训是提素质的基本途径。"
    ),
    block=Block.SECRETARY,
    sentences=("S05",),
    quote="strengthen the education and training of rural party committee secretaries",
    numerator=secretary.trained_to_standard,
    denominator=secretary.in_post_all_year,
    numerator_text=Text(
        "Those among them with at least 56 credited hours and a completed class run at county level or above",
        "其中认定学时不少于 56 学时、且参加过县级及以上集中轮训并结业的书记",
    ),
    denominator_text=ALL_YEAR_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=TRAINING_SHEETS,
    frequency=Frequency.ANNUAL_WITH_PROGRESS,
    least_level="county",
    person_based=True,
    target=Target(
        100.0,
        source="R02",
        authority=Authority.NATIONAL,
        note=Text(
            "Regulations on member education 2019: at least 56 class hours a year and one rotation training by county "
            "level or above.",
            "《党员教育管理工作条例》（2019）：基层党组织书记每年培训不少于 56 学时，并至少参加 1 次县级以上集中轮训。",
        ),
    ),
    note=Text(
        "Hours of all venues count, as credited. The 56 hours are not scaled for a running year. The induction of "
        "new secretaries within half a year is a separate check (V-46).",
        "各类阵地的认定学时均计入；未满一年时 56 学时标准不折算。新任书记半年内的任职培训另行核查（V-46）。",
    ),
)

STUDIED_AWAY = Indicator(
    code="A06",
    id="sec_advanced_study_rate",
    title=Text("Secretaries who studied in an advanced area", "书记赴先进地区考察学习率"),
    why=Text("Seeing what works elsewhere broadens ideas.", "走出去看先进、学经验，才能开阔视野、拓宽发展思路。"),
    block=Block.SECRETARY,
    tier="extended",
    sentences=("S05",),
    quote="organize rural party committee secretaries to study experience in advanced areas of rural party building in "
    "a planned way",
    numerator=secretary.studied_in_advanced_area,
    denominator=secretary.in_post,
    numerator_text=Text(
        "Those among them with a completed study visit in the year", "其中年内参加过外出考察学习并结业的书记"
    ),
    denominator_text=IN_POST_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=TRAINING_SHEETS,
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    reference=Text("None: the county's own plan.", "不设目标，按本县年度计划掌握。"),
)

REVITALIZATION_HOURS = Indicator(
    code="A07",
    id="sec_revitalization_hours_share",
    title=Text("Share of secretaries' training hours on rural revitalization", "书记培训中乡村振兴学时占比"),
    why=Text("It shows what the training is about.", "看培训内容是否围绕中心、是否有助于提升推动乡村振兴的本领。"),
    block=Block.SECRETARY,
    tier="extended",
    sentences=("S05",),
    quote="enhance the ability of village party secretaries to promote rural revitalization",
    numerator=secretary.revitalization_hours,
    denominator=secretary.training_hours,
    numerator_text=Text("Their credited hours on the topic of rural revitalization", "其中主题为乡村振兴的认定学时"),
    denominator_text=Text(
        "All credited hours in the year of the secretaries in post at its end", "年末在任书记当年全部认定学时"
    ),
    kind=Kind.RATIO,
    better=Better.NEUTRAL,
    needs=TRAINING_SHEETS,
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    reference=Text("None.", "不设目标。"),
)

SYSTEMS_IN_FORCE = Indicator(
    code="A08",
    id="village_system_completeness",
    title=Text("Required village systems in force", "村级党建制度健全率"),
    why=Text(
        "Rules that are written down manage people and affairs.", "用制度管权管事管人，是村级组织规范运行的基础。"
    ),
    block=Block.SECRETARY,
    sentences=("S06", "S23"),
    quote="constantly improve the relevant systems for the construction of grass-roots party organizations in rural "
    "areas",
    numerator=system.in_force,
    denominator=system.required,
    numerator_text=Text(
        "Different required systems in force at the period's end: three meetings and one lesson, four deliberations "
        "and two disclosures, disclosure, finance, duty roster, appraisal, points, talent introduction",
        "期末有效的必备制度种数：三会一课、四议两公开、党务村务公开、集体“三资”管理、坐班值班、承诺述职评议、党员积分管理、人才引进与服务",
    ),
    denominator_text=Text("8 systems × villages", "8 项制度 × 行政村数"),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("village_system",),
    frequency=Frequency.HALF_YEARLY,
    periods=QUARTER_AND_YEAR,
    least_level="village",
    person_based=False,
    target=Target(
        100.0,
        source="R08d",
        authority=Authority.LOCAL,
        note=Text(
            "The list is drawn from a local rule book and the source text; no national list was seen.",
            "清单参照某地党建工作规范和原文整理，未见全国统一清单。",
        ),
    ),
    note=Text(
        "'Improve the talent introduction mechanism' (S23) is the talent-introduction line of this list.",
        "原文 S23“健全人才引进机制”对应清单中的“人才引进与服务机制”一项。",
    ),
    breakdown=(SYSTEM_TYPE,),
)

APPRAISED = Indicator(
    code="A09",
    id="sec_appraisal_rate",
    title=Text("Secretaries with a yearly debriefing appraisal", "书记述职评议考核覆盖率"),
    why=Text(
        "Debriefing and appraisal turn responsibility into practice.", "述职评议考核是压实书记抓党建责任的重要抓手。"
    ),
    block=Block.SECRETARY,
    sentences=("S06",),
    quote="use the system to manage people and regulate behavior",
    numerator=secretary.appraised,
    denominator=secretary.in_post_all_year,
    numerator_text=Text(
        "Those among them with a graded appraisal for the year", "其中当年述职评议考核已评定等次的书记"
    ),
    denominator_text=ALL_YEAR_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("evaluation", "post_term"),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    target=Target(
        100.0,
        source="R04b",
        authority=Authority.LOCAL,
        note=Text(
            "Liaoning 2020: every secretary is assessed every year, filed with the county.",
            "参照辽宁省 2020 年暂行规定：书记每年接受民主评议和组织考核，结果报县级备案。",
        ),
    ),
    note=Text("'Took part, not graded' does not count as graded.", "“参加不定等次”不算已评定等次。"),
    breakdown=(GRADE,),
)

PAY_TO_INCOME = Indicator(
    code="A10",
    id="sec_pay_income_ratio",
    title=Text("Secretary post pay relative to rural income", "书记基本报酬与农民收入比"),
    why=Text("Fair pay keeps capable people in the post.", "报酬有保障，干部有奔头，能人才愿意干、留得住。"),
    block=Block.SECRETARY,
    sentences=("S07",),
    quote="reasonably improve their wages",
    numerator=yearly.secretary_pay,
    denominator=yearly.rural_income,
    numerator_text=Text("Annual basic-pay standard of the secretary's post", "书记岗位年基本报酬标准"),
    denominator_text=Text(
        "The county's disposable income per rural resident in the year before", "本县上年度农村居民人均可支配收入"
    ),
    kind=Kind.RATIO,
    better=Better.HIGHER,
    needs=("unit_year",),
    frequency=Frequency.ANNUAL,
    least_level="township",
    person_based=False,
    unit=Text("times", "倍"),
    scale=1.0,
    blank=yearly.pay_or_income_blank,
    target=Target(
        2.0,
        source="R09",
        authority=Authority.LOCAL,
        note=Text(
            "Sichuan 2020: at least twice; Hubei 2021: 2 to 2.5 times. Good up to the standard; more is not better. "
            "The text of a national rule was not verified.",
            "参照四川省 2020 年规定（不低于 2 倍）、湖北省 2021 年规定（2—2.5 倍）。"
            "达到标准即可，并非越高越好；全国性规定原文未核实。",
        ),
    ),
    note=Text(
        "The published pay standard of the post, never a person's income. A village whose pay, or whose county's "
        "income, is blank counts as not reported.",
        "使用公布的岗位报酬标准，不涉及个人收入。报酬标准或本县收入未填报的村，按未报送处理。",
    ),
)

PAY_GROWTH = Indicator(
    code="A11",
    id="sec_pay_growth_rate",
    title=Text("Yearly growth of the secretary post pay", "书记基本报酬增长率"),
    why=Text("Pay should grow with the village's economy.", "建立正常增长机制，让书记报酬与经济发展同步提高。"),
    block=Block.SECRETARY,
    tier="extended",
    sentences=("S07",),
    quote="reasonably improve their wages",
    numerator=yearly.secretary_pay_growth,
    denominator=yearly.secretary_pay_past,
    numerator_text=Text("Pay standard of this year minus that of the year before", "本年岗位报酬标准减上年标准"),
    denominator_text=Text("Pay standard of the year before", "上年岗位报酬标准"),
    kind=Kind.RATIO,
    better=Better.HIGHER,
    needs=("unit_year",),
    frequency=Frequency.ANNUAL,
    least_level="township",
    person_based=False,
    blank=yearly.pay_of_two_years_blank,
    reference=Text(
        "None: Sichuan asks for 'normal growth' without a rate (R09).",
        "不设目标：四川省只要求建立正常增长机制，未定比例（R09）。",
    ),
    note=Text(
        "A village without the figures of both years counts as not reported.", "两年报酬标准不全的村，按未报送处理。"
    ),
)

MOVED_UP = Indicator(
    code="A12",
    id="sec_career_outlet_rate",
    title=Text("Secretaries who moved up during the year", "书记政治出路（提拔、考录）率"),
    why=Text("A way upwards encourages the best to serve.", "有为者有位，畅通政治出路才能激励书记担当作为。"),
    block=Block.SECRETARY,
    tier="extended",
    sentences=("S07",),
    quote="broaden their political outlets, and fully stimulate the role of village party organization secretaries",
    numerator=term.secretaries_moved_up,
    denominator=term.secretary_terms,
    numerator_text=Text(
        "Those among them that ended in the period with a move into township leadership, the civil service, a public "
        "institution or another advancement",
        "其中期内因进入乡镇领导班子、考录公务员、招聘为事业编制人员或其他提拔使用而离任的任期",
    ),
    denominator_text=Text("Terms of secretaries open at any time in the period", "期内曾在任的书记任期数"),
    kind=Kind.PROPORTION,
    better=Better.NEUTRAL,
    needs=("post_term",),
    frequency=Frequency.ANNUAL,
    least_level="prefecture",
    person_based=True,
    reference=Text(
        "None: practice in Gansu, Zhejiang, Fujian and Guangdong, no ratio (R09c).",
        "不设目标：甘肃、浙江、福建、广东等地有做法，未见比例要求（R09c）。",
    ),
    note=Text(
        "Rare events: below the prefecture read it over several years.", "属小概率事件，地市级以下宜合并多年来看。"
    ),
    breakdown=(POST_END_REASON,),
)

INDICATORS = (
    TRAINED_TO_STANDARD,
    STUDIED_AWAY,
    REVITALIZATION_HOURS,
    SYSTEMS_IN_FORCE,
    APPRAISED,
    PAY_TO_INCOME,
    PAY_GROWTH,
    MOVED_UP,
)
