"""Building block E, the Ningshan case: the four teams in key villages, in place and at work."""

from __future__ import annotations

from analytics.catalogue.breakdowns import (
    DAYS_TO_DELIVERY,
    DISPATCH_LEVEL,
    DOCK_TYPE,
    MISSING_TEAM,
    POST_TYPE,
    VILLAGE_CATEGORY,
)
from analytics.catalogue.kinds import QUARTER_AND_YEAR, Authority, Better, Block, Frequency, Indicator, Kind, Target
from analytics.facts import docking, meeting, system, team_month, team_post, village
from data.text import Text

KEY_VILLAGES_TEXT = Text(
    "Key villages: lifted out of poverty, relocation, revitalization-key, or weak and lax that year",
    "重点村：脱贫村、易地扶贫搬迁安置村、乡村振兴任务重的村，以及当年软弱涣散村",
)

IN_PLACE = Indicator(
    code="E01",
    id="four_teams_complete_rate",
    title=Text("Key villages with all four teams in place", "四支队伍到位率"),
    why=Text("Four teams can join forces only where all four are there.", "四支队伍齐全到位，才能形成攻坚合力。"),
    block=Block.FOUR_TEAMS,
    sentences=("S29", "S32", "S36"),
    quote='the "four teams" of the resident team, the first secretary, the Zhenbao village cadres and the village '
    "Committee to form a joint effort",
    numerator=village.with_four_teams,
    denominator=village.key_villages,
    numerator_text=Text(
        "Those among them with a first secretary, a resident team, a town-assigned cadre and a villagers' committee "
        "in post at the period's end",
        "其中期末第一书记、驻村工作队、镇包村干部、村委会班子均有人在任的",
    ),
    denominator_text=KEY_VILLAGES_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("post_term", "unit_year"),
    frequency=Frequency.MONTHLY,
    periods=QUARTER_AND_YEAR,
    least_level="village",
    person_based=False,
    key_villages=True,
    target=Target(
        100.0,
        source="R07, R07a",
        authority=Authority.NATIONAL,
        note=Text(
            "Opinion of 2021: keep sending first secretaries and teams to these villages, full coverage of weak and "
            "lax ones; a team has at least two people.",
            "2021 年中办意见：继续向重点村选派第一书记和工作队，软弱涣散村全覆盖，工作队不少于 2 人。",
        ),
    ),
    note=Text(
        "The list of weak and lax villages of the year serves, else that of the year before.",
        "软弱涣散村以当年名单为准，当年无记录的取上年名单。",
    ),
    breakdown=(VILLAGE_CATEGORY, MISSING_TEAM),
)

JOINT_MEETINGS = Indicator(
    code="E02",
    id="four_team_joint_meeting_rate",
    title=Text("Months with a four-team joint meeting", "四支队伍联席会议按月召开率"),
    why=Text("Teams that meet pull in one direction.", "定期联席会商，四支队伍才能拧成一股绳。"),
    block=Block.FOUR_TEAMS,
    sentences=("S32",),
    quote="to form a joint effort",
    numerator=meeting.months_with_joint_meeting,
    denominator=meeting.joint_months_due,
    numerator_text=Text(
        "Months with a four-team joint meeting in a key village", "重点村召开过四支队伍联席会议的月份数"
    ),
    denominator_text=Text("Months covered × key villages", "已覆盖月份数 × 重点村数"),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("meeting", "unit_year"),
    frequency=Frequency.MONTHLY,
    periods=QUARTER_AND_YEAR,
    least_level="village",
    person_based=False,
    key_villages=True,
    reference=Text("None; once a month is a proposal.", "不设目标；每月一次为建议频次。"),
)

DUTY_LISTS = Indicator(
    code="E03",
    id="team_duty_list_rate",
    title=Text("Four-team posts with a signed duty list", "四支队伍职责清单签订率"),
    why=Text("Clear duties let each team answer for its part.", "职责清单签到岗、签到人，责任才能压实。"),
    block=Block.FOUR_TEAMS,
    sentences=("S31", "S36"),
    quote="Improve posts and strengthen responsibilities.",
    numerator=team_post.with_duty_list,
    denominator=team_post.posts,
    numerator_text=Text("Those among them with a signed duty list", "其中已签订职责清单的"),
    denominator_text=Text(
        "Posts of the four teams in key villages at the period's end (first secretary, resident team, town-assigned "
        "cadre, villagers' committee)",
        "期末重点村四支队伍在任岗位（第一书记、驻村工作队、镇包村干部、村委会）",
    ),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("post_term", "unit_year"),
    frequency=Frequency.HALF_YEARLY,
    periods=QUARTER_AND_YEAR,
    least_level="township",
    person_based=True,
    key_villages=True,
    target=Target(
        100.0,
        source="",
        authority=Authority.DERIVED,
        note=Text("Derived from 'clear responsibilities' in the source.", "由原文“职责清晰”的要求推定。"),
    ),
    breakdown=(POST_TYPE,),
)

DAYS_IN_VILLAGE = Indicator(
    code="E04",
    id="team_days_in_village_rate",
    title=Text("Dispatched-cadre months with at least 20 days in the village", "驻村在岗达标率（每月不少于20天）"),
    why=Text("Only who lives in the village can work for it.", "驻村干部吃住在村、工作到户，首先要人在村、心在村。"),
    block=Block.FOUR_TEAMS,
    sentences=("S32", "S36"),
    quote="standardized management, clear responsibilities and outstanding functions",
    numerator=team_month.cadre_months_of_20_days,
    denominator=team_month.cadre_months,
    numerator_text=Text("Those among them with at least 20 days in the village", "其中当月在村不少于 20 天的"),
    denominator_text=Text(
        "Months reported in the period for first secretaries and resident teams",
        "期内第一书记、驻村工作队员上报的人月数",
    ),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("post_month", "post_term"),
    frequency=Frequency.MONTHLY,
    periods=QUARTER_AND_YEAR,
    least_level="township",
    person_based=True,
    target=Target(
        100.0,
        source="R07d, R07e, R07f",
        authority=Authority.LOCAL,
        note=Text(
            "Baihe county, in the same prefecture as Ningshan: at least 20 days a month. A local rule.",
            "参照与宁陕同属安康市的白河县规定：每月驻村不少于 20 天。属地方规定，非全国统一要求。",
        ),
    ),
    note=Text("A stand-in for 240 days a year.", "相当于全年 240 天的月度替代指标。"),
    breakdown=(POST_TYPE, DISPATCH_LEVEL),
)

INTEGRATION_PLAN = Indicator(
    code="E05",
    id="integration_plan_rate",
    title=Text("Key villages with a current four-team integration plan", "四支队伍整合方案制定率"),
    why=Text("Integration begins with a plan.", "统筹谋划、方案先行，整合措施才能落到实处。"),
    block=Block.FOUR_TEAMS,
    sentences=("S33", "S34"),
    quote="solidly plan integration measures, formulate integration plans",
    numerator=system.with_current_plan,
    denominator=village.key_villages,
    numerator_text=Text(
        "Those among them with an integration plan adopted or reviewed in the year",
        "其中当年制定或修订过四支队伍整合方案的",
    ),
    denominator_text=KEY_VILLAGES_TEXT,
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("unit_year", "village_system"),
    frequency=Frequency.ANNUAL,
    least_level="village",
    person_based=False,
    key_villages=True,
    target=Target(
        100.0,
        source="",
        authority=Authority.DERIVED,
        note=Text("Derived from the source: every key village is to plan.", "由原文推定：重点村都应制定整合方案。"),
    ),
)

DOCKING_DELIVERED = Indicator(
    code="E06",
    id="docking_delivery_rate",
    title=Text("'Three precision docking' needs delivered as requested", "三个精准对接落实率"),
    why=Text("Help works when it meets the need.", "缺什么补什么，帮扶选派、培训、指导都要精准对接需求。"),
    block=Block.FOUR_TEAMS,
    sentences=("S34",),
    quote="precision docking assistance and selection, precision docking training, and precision docking guidance",
    numerator=docking.needs_met,
    denominator=docking.needs,
    numerator_text=Text("Those among them delivered as needed", "其中已精准落实的"),
    denominator_text=Text("Needs raised in the period", "期内提出的对接需求"),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("docking_action",),
    frequency=Frequency.QUARTERLY,
    periods=QUARTER_AND_YEAR,
    least_level="township",
    person_based=False,
    reference=Text(
        "None. Shiquan county 2021: 'precise selection, supply-demand docking, selection on need' (R07c).",
        "不设目标。参照石泉县 2021 年办法“精准选派、供需对接、按需选派”（R07c）。",
    ),
    note=Text(
        "The 'individuals' side of S34. Needs raised late in a period may still be under way; always look at the "
        "three kinds of docking separately.",
        "对应 S34 以点带面中的“点”。期末前提出的需求可能仍在落实中；三类对接宜分开看。",
    ),
    breakdown=(DOCK_TYPE, DAYS_TO_DELIVERY),
)

INDICATORS = (IN_PLACE, JOINT_MEETINGS, DUTY_LISTS, DAYS_IN_VILLAGE, INTEGRATION_PLAN, DOCKING_DELIVERED)
