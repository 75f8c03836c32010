"""Building block B, party members: the part they play in the village."""

from __future__ import annotations

from analytics.catalogue.breakdowns import DUTY_OUTCOME, DUTY_POST_TYPE, MGMT_CATEGORY, VILLAGE_CATEGORY
from analytics.catalogue.kinds import QUARTER_AND_YEAR, Authority, Better, Block, Frequency, Indicator, Kind, Target
from analytics.facts import capable_member, duty, member, yearly
from data.text import Text

PER_100_MEMBERS = Text("per 100 members", "每百名党员")
STOCK_TEXT = Text("Members (probationary and full) in the village at the period's end", "期末在册党员（含预备党员）")

ON_DUTY_POST = Indicator(
    code="B05",
    id="member_duty_post_coverage",
    title=Text("Members without office who hold a duty post", "无职党员设岗定责覆盖率"),
    why=Text("A post gives every member something to do.", "设岗定责让无职党员有岗有责、发挥作用。"),
    block=Block.MEMBERS,
    sentences=("S13",),
    quote="setting up posts and assigning responsibilities",
    numerator=capable_member.holding_duty_post,
    denominator=capable_member.without_office,
    numerator_text=Text(
        "Those among them with a duty post in the village at the period's end", "其中期末在本村有设岗定责岗位的"
    ),
    denominator_text=Text(
        "Members able to take a duty who hold no office in the village at the period's end",
        "期末有履职能力、且未在本村任职的党员",
    ),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("member", "member_duty", "post_term"),
    frequency=Frequency.HALF_YEARLY,
    periods=QUARTER_AND_YEAR,
    least_level="township",
    person_based=True,
    reference=Text(
        "None seen: local practice for members without office, no number (R11, R12).",
        "未见数值目标：各地有无职党员设岗定责做法，未定比例（R11、R12）。",
    ),
    breakdown=(DUTY_POST_TYPE, MGMT_CATEGORY),
)

HOUSEHOLDS_PAIRED = Indicator(
    code="B06",
    id="hardship_household_pairing_rate",
    title=Text("Hardship households paired with a member", "困难户党员结对覆盖率"),
    why=Text("Pairing ties members to those who need help.", "党员结对帮扶，把党的关怀送到困难群众身边。"),
    block=Block.MEMBERS,
    sentences=("S13", "S30"),
    quote="connect party member with the poor",
    numerator=duty.paired_hardship_households,
    denominator=yearly.hardship_households,
    numerator_text=Text(
        "Different hardship households with an open pairing at the period's end, at most the number on the list",
        "期末有党员结对帮扶的困难户户数（去重，不超过困难户总数）",
    ),
    denominator_text=Text("Hardship households on the township's list", "乡镇台账困难户数"),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("member_duty", "unit_year"),
    frequency=Frequency.HALF_YEARLY,
    periods=QUARTER_AND_YEAR,
    least_level="township",
    person_based=True,
    blank=yearly.hardship_households_blank,
    target=Target(
        100.0,
        source="R12",
        authority=Authority.LOCAL,
        note=Text(
            "Where the county requires it: practice of Baokang, Anhua and Zhejiang, no national number.",
            "县里有要求的按 100% 掌握：参照湖北保康、湖南安化、浙江等地做法，未见全国性要求。",
        ),
    ),
    note=Text(
        "The list of the year serves, else that of the year before. A village whose number of hardship households is "
        "blank counts as not reported.",
        "困难户数取当年数，当年无记录的取上年数；该项未填报的村，按未报送处理。",
    ),
    breakdown=(VILLAGE_CATEGORY,),
)

LEADING_STARTUPS = Indicator(
    code="B07",
    id="member_led_startup_rate",
    title=Text("Members leading others to start a business", "党员带领创业致富率"),
    why=Text("Members who prosper take others along.", "党员带头致富、带领群众共同致富，是先锋模范作用的体现。"),
    block=Block.MEMBERS,
    tier="extended",
    sentences=("S13",),
    quote="leading the surrounding people to start businesses and become rich",
    numerator=capable_member.leading_startup,
    denominator=capable_member.capable,
    numerator_text=Text(
        "Those among them who led others into business in the village at any time in the period",
        "其中期内曾在本村带领群众创业致富的",
    ),
    denominator_text=Text("Members able to take a duty at the period's end", "期末有履职能力的党员"),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("member", "member_duty"),
    frequency=Frequency.ANNUAL,
    least_level="township",
    person_based=True,
    unit=PER_100_MEMBERS,
    reference=Text("None.", "不设目标。"),
    breakdown=(DUTY_OUTCOME,),
)

SERVICE_ACTIONS = Indicator(
    code="B08",
    id="member_service_actions",
    title=Text("Service, publicity and mediation actions per 100 members", "每百名党员服务群众次数"),
    why=Text(
        "Members serve people and keep the peace.",
        "党员是党和国家政策在基层落实的“先行者”，服务群众、维护和谐稳定是其职责所在。",
    ),
    block=Block.MEMBERS,
    tier="extended",
    sentences=("S08", "S09", "S10"),
    quote="serving the masses and maintaining harmony and stability",
    numerator=duty.service_actions,
    denominator=member.in_stock,
    numerator_text=Text(
        "Service actions begun in the period (a row without a number counts as one)",
        "期内开始的服务群众、化解矛盾次数（未填次数的记 1 次）",
    ),
    denominator_text=STOCK_TEXT,
    kind=Kind.RATE,
    better=Better.HIGHER,
    needs=("member", "member_duty"),
    frequency=Frequency.QUARTERLY,
    periods=QUARTER_AND_YEAR,
    least_level="village",
    person_based=False,
    unit=PER_100_MEMBERS,
    activity_count=True,
    reference=Text("None.", "不设目标。"),
    note=Text(
        "An activity count can be inflated: never rank on it alone.",
        "活动次数容易注水，不宜单独用于排名，防止形式主义。",
    ),
    breakdown=(DUTY_POST_TYPE,),
)

INDICATORS = (ON_DUTY_POST, HOUSEHOLDS_PAIRED, LEADING_STARTUPS, SERVICE_ACTIONS)
