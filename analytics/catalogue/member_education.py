"""Building block B, party members: how they are evaluated, trained and managed."""

from __future__ import annotations

from analytics.catalogue.breakdowns import GRADE, MGMT_CATEGORY
from analytics.catalogue.kinds import QUARTER_AND_YEAR, Authority, Better, Block, Frequency, Indicator, Kind, Target
from analytics.catalogue.members import STOCK_TEXT
from analytics.facts import member, member_year
from data.text import Text

EVALUATED = Indicator(
    code="B13",
    id="democratic_evaluation_rate",
    title=Text("Members covered by the democratic evaluation", "民主评议党员覆盖率"),
    why=Text(
        "The yearly evaluation shows each member where he or she stands.",
        "民主评议是加强党员日常管理监督的重要手段，应评尽评。",
    ),
    block=Block.MEMBERS,
    sentences=("S14",),
    quote="democratic evaluation of party member",
    numerator=member_year.evaluated,
    denominator=member.in_stock,
    numerator_text=Text(
        "Those among them with an evaluation of the year ('took part, not graded' counts)",
        "其中参加当年民主评议的党员（含“参加不定等次”的预备党员）",
    ),
    denominator_text=STOCK_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("evaluation", "member"),
    frequency=Frequency.ANNUAL,
    least_level="township",
    person_based=True,
    target=Target(
        100.0,
        source="R06",
        authority=Authority.NATIONAL,
        note=Text(
            "Once a year; 'excellent' generally not above one third (rule V-31).",
            "一般每年一次；“优秀”等次一般不超过三分之一（校验规则 V-31）。",
        ),
    ),
    breakdown=(GRADE,),
)

TRAINED_32_HOURS = Indicator(
    code="B14",
    id="member_training_32h_rate",
    title=Text("Members with at least 32 training hours", "党员年度培训学时达标率"),
    why=Text("Every member keeps learning.", "抓好党员教育培训，是提高党员队伍素质的基础工程。"),
    block=Block.MEMBERS,
    sentences=("S14",),
    quote="effectively strengthen the education management in rural party member",
    numerator=member_year.trained_32_hours,
    denominator=member_year.in_stock_all_year,
    numerator_text=Text(
        "Those among them with at least 32 credited hours in the year", "其中当年认定学时不少于 32 学时的党员"
    ),
    denominator_text=Text(
        "Members in the village since the start of the year and still there at the period's end",
        "年初至期末一直在册的党员",
    ),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("member", "training_attendance", "training_event"),
    frequency=Frequency.ANNUAL_WITH_PROGRESS,
    least_level="township",
    person_based=True,
    target=Target(
        100.0,
        source="R02, R03",
        authority=Authority.NATIONAL,
        note=Text(
            "Regulations on member education 2019: generally not less than 32 class hours a year.",
            "《党员教育管理工作条例》（2019）：党员每年集中学习培训一般不少于 32 学时。",
        ),
    ),
    note=Text(
        "The 32 hours are not scaled for a running year. A member who came in by a merger of villages counts from "
        "the day of entry into the merged village.",
        "未满一年时 32 学时标准不折算。因村建制合并转入的党员，入册日期从合并前原村算起。",
    ),
    breakdown=(MGMT_CATEGORY,),
)

ACTIVE_ONLINE = Indicator(
    code="B15",
    id="online_platform_active_rate",
    title=Text("Members active on the network platform", "党员网络平台活跃率"),
    why=Text("The platform reaches members wherever they are.", "用好网络平台，让流动在外的党员也能参加学习教育。"),
    block=Block.MEMBERS,
    tier="extended",
    sentences=("S14",),
    quote="make full use of the network platform",
    numerator=member.active_online,
    denominator=member.in_stock,
    numerator_text=Text(
        "Those among them last active within 90 days of the period's end", "其中最近一次活跃在期末前 90 天内的党员"
    ),
    denominator_text=STOCK_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("member",),
    frequency=Frequency.QUARTERLY,
    periods=QUARTER_AND_YEAR,
    least_level="township",
    person_based=True,
    newest_only=True,
    reference=Text("None: no activity norm was seen (R23).", "不设目标：未见活跃度方面的规定（R23）。"),
    note=Text(
        "Only the last activity is kept, so only the newest quarter and year are known; one after the period's end, "
        "before the list was handed in, counts. Elderly members without a smartphone: do not score individuals.",
        "系统只保留最近一次活跃日期，故只有最新季度和最新年度有数；期末以后、报送以前的活跃也算。"
        "部分老党员没有智能手机，不宜据此评价个人。",
    ),
    breakdown=(MGMT_CATEGORY,),
)

CLASSIFIED = Indicator(
    code="B16",
    id="classified_management_rate",
    title=Text("Members under classified management with points recorded", "党员分类（积分）管理覆盖率"),
    why=Text(
        "Members differ; so should what is asked of them.", "因人施策、分类管理、积分激励，让党员管理更加精准有效。"
    ),
    block=Block.MEMBERS,
    sentences=("S14",),
    quote="implement the classified management of party member",
    numerator=member_year.classified_with_points,
    denominator=member.in_stock,
    numerator_text=Text(
        "Those among them with a management category and points in the year's evaluation",
        "其中已划定管理类别、且当年评议有积分的党员",
    ),
    denominator_text=STOCK_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("evaluation", "member"),
    frequency=Frequency.ANNUAL,
    least_level="township",
    person_based=True,
    target=Target(
        100.0,
        source="R11",
        authority=Authority.LOCAL,
        note=Text(
            "Where the county runs the points system: schemes of Fang county and Yongzhou, local practice.",
            "推行积分管理的县按 100% 掌握：参照湖北房县、湖南永州等地做法。",
        ),
    ),
    note=Text("The category holds as last reported, for all periods.", "管理类别按最近一次填报认定，适用于各期。"),
    breakdown=(MGMT_CATEGORY,),
)

INDICATORS = (EVALUATED, TRAINED_32_HOURS, ACTIVE_ONLINE, CLASSIFIED)
