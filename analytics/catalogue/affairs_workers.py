"""Building block C, party affairs workers."""

from __future__ import annotations

from analytics.catalogue.breakdowns import EDUCATION, FULL_TIME, NEEDS_BASED, VENUE_TYPE
from analytics.catalogue.kinds import QUARTER_AND_YEAR, Authority, Better, Block, Frequency, Indicator, Kind, Target
from analytics.facts import affairs_worker, term, village
from data.text import Text

IN_POST_TEXT = Text("Party affairs workers in post at the period's end", "期末在任的党务工作者")
TOWNSHIP_NOTE = Text(
    "Workers whose post is at the township count for the township and above.",
    "在乡镇任职的党务工作者，计入乡镇及以上。",
)
TRAINING_SHEETS = ("post_term", "training_attendance", "training_event")

COVERAGE = Indicator(
    code="C01",
    id="affairs_worker_coverage",
    title=Text("Villages served by a party affairs worker", "村级党务工作者配备率"),
    why=Text(
        "Party work in a village needs somebody who knows it.", "村级党建工作要有懂党务、会党务、精党务的人来抓。"
    ),
    block=Block.AFFAIRS_WORKERS,
    sentences=("S15", "S16"),
    quote="must cultivate and expand the backbone of rural party building",
    numerator=village.with_affairs_worker,
    denominator=village.villages,
    numerator_text=Text(
        "Villages with a party affairs worker in post at the period's end", "期末有党务工作者在任的行政村"
    ),
    denominator_text=Text("Villages at the period's end", "期末行政村总数"),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("post_term",),
    frequency=Frequency.QUARTERLY,
    periods=QUARTER_AND_YEAR,
    least_level="village",
    person_based=False,
    target=Target(
        100.0,
        source="",
        authority=Authority.LOCAL,
        note=Text("The county's own aim; no national rule was seen.", "本县自定目标，未见全国性规定。"),
    ),
    note=Text(
        "Counts workers whose post is in the village itself, not those of the township.",
        "只看在本村任职的党务工作者，不含乡镇的。",
    ),
)

WITH_OTHER_POSTS = Indicator(
    code="C02",
    id="affairs_multi_post_share",
    title=Text("Party affairs workers holding two or more other posts", "党务工作者身兼数职占比"),
    why=Text("Who has many posts has little time for each.", "身兼数职、精力分散，党务工作难以抓实。"),
    block=Block.AFFAIRS_WORKERS,
    sentences=("S17",),
    quote="it is common for party workers to hold several jobs",
    numerator=affairs_worker.with_two_other_posts,
    denominator=affairs_worker.in_post,
    numerator_text=Text(
        "Those among them with two or more other posts at the period's end", "其中期末另有两个及以上在任岗位的"
    ),
    denominator_text=IN_POST_TEXT,
    kind=Kind.PROPORTION,
    better=Better.LOWER,
    needs=("post_term",),
    frequency=Frequency.HALF_YEARLY,
    periods=QUARTER_AND_YEAR,
    least_level="county",
    person_based=True,
    reference=Text("None.", "不设目标。"),
    note=TOWNSHIP_NOTE,
    breakdown=(FULL_TIME,),
)

COMPETENT = Indicator(
    code="C03",
    id="affairs_competent_rate",
    title=Text("Party affairs workers appraised as qualified or better", "党务工作者考核称职率"),
    why=Text("The work has grown; ability has to grow with it.", "看工作能力能否适应新形势新任务的要求。"),
    block=Block.AFFAIRS_WORKERS,
    sentences=("S17",),
    quote="their working ability is difficult to adapt to the requirements of the new situation",
    numerator=affairs_worker.competent,
    denominator=affairs_worker.in_post_all_year,
    numerator_text=Text(
        "Those among them whose appraisal of the year says excellent or qualified", "其中当年考核为优秀或合格（称职）的"
    ),
    denominator_text=Text(
        "Party affairs workers in post since the start of the year (gaps of at most 31 days do not count)",
        "自年初起一直在任的党务工作者（间隔不超过 31 天视为连续）",
    ),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("evaluation", "post_term"),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    reference=Text("None.", "不设目标。"),
    note=Text(
        "Not appraised counts as not met: look at the coverage of the appraisal too.",
        "未考核的视为未达到，请一并查看考核覆盖情况。",
    ),
)

SCREENED = Indicator(
    code="C04",
    id="affairs_entry_screening_rate",
    title=Text("New party affairs workers screened before appointment", "党务工作者入口把关率"),
    why=Text(
        "Good people are found by looking before appointing.", "严把入口关、选好用好人，是建强党务工作者队伍的第一步。"
    ),
    block=Block.AFFAIRS_WORKERS,
    sentences=("S18",),
    quote="we should strictly control the entrance, do a good job in selection",
    numerator=term.affairs_workers_screened,
    denominator=term.affairs_workers_begun,
    numerator_text=Text(
        "Those among them whose review was passed no later than the start",
        "其中资格联审（把关）通过日期不晚于任职日期的",
    ),
    denominator_text=Text("Terms of party affairs workers begun in the period", "期内新任党务工作者（任期数）"),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("post_term",),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    target=Target(
        100.0,
        source="",
        authority=Authority.DERIVED,
        note=Text("Follows from the definition: everybody is to be screened.", "由指标含义推定：凡进必审。"),
    ),
    note=Text("Terms that have ended again within the period count as well.", "期内任职又离任的也计入。"),
)

YOUNG_AND_EDUCATED = Indicator(
    code="C05",
    id="affairs_young_educated_share",
    title=Text("Party affairs workers aged 35 or under with a college degree or above", "年轻高学历党务工作者占比"),
    why=Text(
        "Young and well-schooled people learn fast and carry on the work.",
        "选派年轻、高学历、学习锻炼能力强的干部，为队伍注入活力。",
    ),
    block=Block.AFFAIRS_WORKERS,
    sentences=("S18",),
    quote="selecting young cadres with high academic qualifications and strong learning and exercise ability",
    numerator=affairs_worker.young_and_educated,
    denominator=affairs_worker.in_post,
    numerator_text=Text(
        "Those among them aged 35 or under with junior college, bachelor or postgraduate education",
        "其中 35 岁及以下且学历为大专及以上的",
    ),
    denominator_text=IN_POST_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("post_term",),
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    reference=Text("None.", "不设目标。"),
    note=TOWNSHIP_NOTE,
    breakdown=(EDUCATION,),
)

TRAINED_AT_PLATFORMS = Indicator(
    code="C06",
    id="affairs_platform_training_rate",
    title=Text("Party affairs workers trained at party schools or village workshops", "党务工作者阵地培训覆盖率"),
    why=Text(
        "Party schools and village workshops are where the craft is taught.",
        "用好县乡党校和村级讲习所等阵地，增强教育培训的针对性。",
    ),
    block=Block.AFFAIRS_WORKERS,
    sentences=("S19",),
    quote="Make full use of platforms such as county and town party schools and village workshops, strengthen the "
    "pertinence",
    numerator=affairs_worker.trained_at_party_school,
    denominator=affairs_worker.in_post,
    numerator_text=Text(
        "Those among them with a completed training at a county or township party school or a village workshop in "
        "the year",
        "其中年内在县委党校、乡镇党校或村级讲习所参加培训并结业的",
    ),
    denominator_text=IN_POST_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=TRAINING_SHEETS,
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    target=Target(
        100.0,
        source="R03, R22",
        authority=Authority.LOCAL,
        note=Text(
            "Townships train all members at least once a year; the platforms exist (R22).",
            "乡镇党委每年至少对党员轮训一次（R03），各级阵地已有条件（R22）。",
        ),
    ),
    breakdown=(VENUE_TYPE, NEEDS_BASED),
)

KNOWLEDGE_HOURS = Indicator(
    code="C07",
    id="affairs_knowledge_hours",
    title=Text("Party-affairs training hours per worker", "党务工作者人均党务知识学时"),
    why=Text("Those who do party affairs must know party affairs.", "加强党务知识学习，努力成为农村党务的行家里手。"),
    block=Block.AFFAIRS_WORKERS,
    sentences=("S16", "S19"),
    quote="strengthen party affairs knowledge learning",
    numerator=affairs_worker.party_affairs_hours,
    denominator=affairs_worker.in_post,
    numerator_text=Text(
        "Their credited hours in the year on the topic of party affairs", "其当年主题为党务知识的认定学时"
    ),
    denominator_text=IN_POST_TEXT,
    kind=Kind.RATIO,
    better=Better.HIGHER,
    needs=TRAINING_SHEETS,
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    unit=Text("hours per person", "学时/人"),
    scale=1.0,
    reference=Text(
        "None of its own: 32 hours (members) and 56 hours (branch committee members) cover all topics (R02).",
        "无专门要求：党员 32 学时、支部委员 56 学时为各类主题合计（R02）。",
    ),
)

JOINED_EXCHANGE = Indicator(
    code="C08",
    id="affairs_exchange_rate",
    title=Text("Party affairs workers who joined an experience exchange", "党务工作者经验交流参与率"),
    why=Text("One learns best from those who do the same work.", "相互交流、彼此借鉴，是提高党务工作水平的有效办法。"),
    block=Block.AFFAIRS_WORKERS,
    tier="extended",
    sentences=("S19",),
    quote="strengthen experience exchange and reference",
    numerator=affairs_worker.joined_exchange,
    denominator=affairs_worker.in_post,
    numerator_text=Text(
        "Those among them with a completed experience exchange in the year", "其中年内参加过经验交流的"
    ),
    denominator_text=IN_POST_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=TRAINING_SHEETS,
    frequency=Frequency.ANNUAL,
    least_level="county",
    person_based=True,
    reference=Text("None.", "不设目标。"),
)

INDICATORS = (
    COVERAGE,
    WITH_OTHER_POSTS,
    COMPETENT,
    SCREENED,
    YOUNG_AND_EDUCATED,
    TRAINED_AT_PLATFORMS,
    KNOWLEDGE_HOURS,
    JOINED_EXCHANGE,
)
