"""Building block D, rural talent: how the young are brought on, how talents are served, and whether they stay."""

from __future__ import annotations

from analytics.catalogue.breakdowns import ORIGIN, SATISFACTION, SUPPORT_OUTCOME, TALENT_EXIT_REASON
from analytics.catalogue.kinds import QUARTER_AND_YEAR, Better, Block, Frequency, Indicator, Kind
from analytics.catalogue.talent import STOCK_TEXT
from analytics.facts import talent, talent_arrival, talent_support
from data.text import Text

YOUNG_TEXT = Text(
    "Rural talents aged 35 or under (year of the period minus year of birth) on the register at the period's end",
    "期末在库的 35 岁及以下乡村人才（统计年份减出生年份）",
)
NO_TARGET = Text("None.", "不设目标。")

YOUNG_ON_PLATFORM = Indicator(
    code="D08",
    id="young_talent_platform_rate",
    title=Text("Young talents enrolled in a cultivation platform", "青年人才培养平台入选率"),
    why=Text("A platform gives the young a start.", "搭建优秀青年人才培养平台，为青年成长成才铺路。"),
    block=Block.TALENT,
    sentences=("S26",),
    quote="actively build a platform for training outstanding young talents",
    numerator=talent.young_on_platform,
    denominator=talent.young,
    numerator_text=Text("Those among them enrolled by the period's end", "其中期末前已入选青年人才培养平台的"),
    denominator_text=YOUNG_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("talent",),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    reference=NO_TARGET,
)

YOUNG_WITH_STARTUP = Indicator(
    code="D09",
    id="young_talent_startup_rate",
    title=Text("Young talents running a start-up", "青年人才创业率"),
    why=Text("Enterprise of the young gives a village work.", "激发优秀青年人才创业热情，带动乡村产业和就业。"),
    block=Block.TALENT,
    tier="extended",
    sentences=("S26",),
    quote="stimulate the entrepreneurial enthusiasm of outstanding young talent officers",
    numerator=talent.young_with_startup,
    denominator=talent.young,
    numerator_text=Text("Those among them with a start-up running at the period's end", "其中期末有在营创业项目的"),
    denominator_text=YOUNG_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("talent",),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    reference=NO_TARGET,
)

CARED_FOR = Indicator(
    code="D10",
    id="talent_care_contact_rate",
    title=Text("Talents who received a life-care contact", "人才生活关怀覆盖率"),
    why=Text("Those who feel cared for settle down.", "从生活上关心关爱人才，让人才安心、安身、安业。"),
    block=Block.TALENT,
    sentences=("S27",),
    quote="increasing life care for talents",
    numerator=talent.cared_for,
    denominator=talent.in_stock,
    numerator_text=Text(
        "Those among them with at least one life-care contact begun in the period", "其中期内至少接受过一次生活关怀的"
    ),
    denominator_text=STOCK_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("talent", "talent_support"),
    frequency=Frequency.ANNUAL,
    least_level="township",
    person_based=True,
    reference=NO_TARGET,
)

SOLVED_IN_60_DAYS = Indicator(
    code="D11",
    id="talent_issue_resolution_rate",
    title=Text("Talents' problems solved within 60 days", "人才诉求60日办结率"),
    why=Text("A problem solved in time keeps a person here.", "诉求及时办结，才能以优质服务留住人才。"),
    block=Block.TALENT,
    sentences=("S27",),
    quote="actively solving problems for talents, and providing personalized quality services",
    numerator=talent_support.cases_solved_in_60_days,
    denominator=talent_support.cases_due,
    numerator_text=Text("Those among them resolved within 60 days of opening", "其中受理后 60 日内办结且已解决的"),
    denominator_text=Text(
        "Problem-solving cases whose 60 days ran out in the period (opened between 60 days before its start and 60 "
        "days before its end)",
        "60 日期限在本期届满的诉求（受理日期在期初前 60 日至期末前 60 日之间）",
    ),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("talent_support",),
    frequency=Frequency.QUARTERLY,
    periods=QUARTER_AND_YEAR,
    least_level="county",
    person_based=True,
    reference=Text("None; the 60 days are a proposal.", "不设目标；60 日为建议期限。"),
    note=Text("A case counts in the village where it was opened.", "计入受理该诉求的村。"),
    breakdown=(SATISFACTION,),
)

GAINED_OUTLET = Indicator(
    code="D12",
    id="talent_development_outlet_rate",
    title=Text("Talents who gained a development outlet", "人才发展通道受益率"),
    why=Text("A future in the village is the best reason to stay.", "拓宽乡村人才发展通道，让人才有奔头、有舞台。"),
    block=Block.TALENT,
    tier="extended",
    sentences=("S27",),
    quote="broaden the development channels of rural talents",
    numerator=talent.gained_outlet,
    denominator=talent.in_stock,
    numerator_text=Text(
        "Those among them whose career support was closed in the period with a title, a post, a supported project or "
        "supported study",
        "其中期内发展通道支持办结、获得职称评定、任职聘用、项目（信贷）支持或学历技能提升的",
    ),
    denominator_text=STOCK_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("talent", "talent_support"),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    reference=Text(
        "None: the share of trained farmers with titles and certificates is rising (R14).",
        "不设目标：获得职称和职业资格证书的高素质农民比例在上升（R14）。",
    ),
    breakdown=(SUPPORT_OUTCOME,),
)

RETAINED = Indicator(
    code="D13",
    id="talent_retention_12m_rate",
    title=Text("Talents still in the village 12 months after arrival", "人才一年留存率"),
    why=Text("Bringing talents in is half the work; keeping them is the other.", "人才不仅要引得进，更要留得住。"),
    block=Block.TALENT,
    sentences=("S22", "S27"),
    quote="into the countryside and stay in the countryside",
    numerator=talent_arrival.retained,
    denominator=talent_arrival.cohort,
    numerator_text=Text("Those among them who had not left 12 months after they came", "其中到村满 12 个月时未离开的"),
    denominator_text=Text(
        "Introduced and returned talents who came between 12 months before the period's start and 12 months before "
        "its end",
        "期初前 12 个月至期末前 12 个月之间到村的引进和返乡人才",
    ),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("talent",),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    reference=NO_TARGET,
    note=Text(
        "A merger of villages is neither an arrival nor a loss: the stay goes on in the successor, from the first "
        "day of entry.",
        "村建制合并既不算新增也不算流失：在承接村连续计算，到村日期从合并前算起。",
    ),
    breakdown=(ORIGIN, TALENT_EXIT_REASON),
)

INDICATORS = (YOUNG_ON_PLATFORM, YOUNG_WITH_STARTUP, CARED_FOR, SOLVED_IN_60_DAYS, GAINED_OUTLET, RETAINED)
