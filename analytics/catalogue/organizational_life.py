"""Building block B, party members: the meetings of the branch."""

from __future__ import annotations

from analytics.catalogue.breakdowns import MEETING_MODE, MEETING_TYPE
from analytics.catalogue.kinds import QUARTER_AND_YEAR, Authority, Better, Block, Frequency, Indicator, Kind, Target
from analytics.facts import meeting, village
from data.text import Text

THREE_MEETINGS = Indicator(
    code="B09",
    id="three_meetings_compliance",
    title=Text("'Three meetings and one lesson' held on schedule", "三会一课落实率"),
    why=Text(
        "Regular meetings and lessons are the basis of organizational life.",
        "“三会一课”是党的组织生活的基本制度，是教育管理党员的主要阵地。",
    ),
    block=Block.MEMBERS,
    sentences=("S14",),
    quote='through the implementation of "three sessions and one lesson"',
    numerator=meeting.slots_filled,
    denominator=meeting.slots_due,
    numerator_text=Text(
        "Slots filled: quarters with a general meeting, months with a committee meeting, months with a party-group "
        "meeting, quarters with a lecture",
        "按时召开的场次：有支部党员大会的季度、有支委会的月份、有党小组会的月份、有党课的季度",
    ),
    denominator_text=Text(
        "Slots due: per year 4 general meetings, 12 of the committee (from 7 full members on), 12 of the party groups "
        "(where there are any), 4 lectures",
        "应开场次：每年支部党员大会 4 次、支委会 12 次（正式党员 7 人及以上）、党小组会 12 次（设党小组的）、党课 4 次",
    ),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("meeting", "member"),
    frequency=Frequency.QUARTERLY,
    periods=QUARTER_AND_YEAR,
    least_level="village",
    person_based=False,
    target=Target(
        100.0,
        source="R01, R01c",
        authority=Authority.NATIONAL,
        note=Text(
            "Regulations on branch work 2018. The quarterly lecture is a local norm: the regulations only say "
            "'regularly'.",
            "《中国共产党支部工作条例（试行）》（2018）。党课每季度一次为地方通行做法，条例仅要求“定期”。",
        ),
    ),
    note=Text(
        "A slot counts only where it is due, so the share never exceeds 100 %. In a running period monthly slots "
        "count for the months covered, quarterly ones for the quarters completed.",
        "只统计应开的场次，故不会超过 100%。未结束的时期，按月的场次计已覆盖月份，按季的场次只计已结束季度。",
    ),
    breakdown=(MEETING_TYPE,),
)

ATTENDANCE = Indicator(
    code="B10",
    id="meeting_attendance_rate",
    title=Text("Attendance at organizational life", "组织生活到会率"),
    why=Text("A meeting counts for those who come.", "到会率反映组织生活的严肃性和党员的参与度。"),
    block=Block.MEMBERS,
    sentences=("S14",),
    quote="effectively strengthen the education management in rural party member",
    numerator=meeting.people_attended,
    denominator=meeting.people_expected,
    numerator_text=Text("Members who attended", "实到人次"),
    denominator_text=Text(
        "Members expected at general meetings, party-group meetings, lectures, theme days and organizational life "
        "meetings",
        "支部党员大会、党小组会、党课、主题党日、组织生活会的应到人次",
    ),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("meeting",),
    frequency=Frequency.QUARTERLY,
    periods=QUARTER_AND_YEAR,
    least_level="village",
    person_based=False,
    target=Target(
        80.0,
        source="R01e, R01f",
        authority=Authority.PROPOSED,
        note=Text(
            "More than 50 % is the quorum of voting meetings; 80 % is a proposal without a source.",
            "表决类会议须过半数党员到会方为有效；80% 为建议值，暂无出处。",
        ),
    ),
    note=Text(
        "Mobile members lower attendance for reasons outside the branch (27 to 37 % were away in two surveys, R18): "
        "read it with the share of mobile members.",
        "流动党员外出会拉低到会率（两项调查中外出比例为 27%—37%，R18），请结合流动党员占比来看。",
    ),
    breakdown=(MEETING_TYPE, MEETING_MODE),
)

THEME_DAYS = Indicator(
    code="B11",
    id="theme_day_monthly_rate",
    title=Text("Months with a theme party day", "主题党日按月开展率"),
    why=Text(
        "A fixed day each month keeps members together.", "每月相对固定一天开展主题党日，让党员教育经常化、制度化。"
    ),
    block=Block.MEMBERS,
    sentences=("S14",),
    quote="effectively strengthen the education management in rural party member",
    numerator=meeting.months_with_theme_day,
    denominator=meeting.months_due,
    numerator_text=Text("Months with a theme party day", "开展过主题党日的月份数"),
    denominator_text=Text("Months covered × villages", "已覆盖月份数 × 行政村数"),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("meeting",),
    frequency=Frequency.MONTHLY,
    periods=QUARTER_AND_YEAR,
    least_level="village",
    person_based=False,
    target=Target(
        100.0,
        source="R01",
        authority=Authority.NATIONAL,
        note=Text("One relatively fixed day each month.", "《支部工作条例（试行）》：每月相对固定 1 天开展主题党日。"),
    ),
)

ORG_LIFE_MEETING = Indicator(
    code="B12",
    id="org_life_meeting_rate",
    title=Text("Branches holding an organizational life meeting in the year", "组织生活会召开率"),
    why=Text(
        "Criticism and self-criticism keep a branch honest.", "组织生活会是开展批评和自我批评、解决自身问题的重要形式。"
    ),
    block=Block.MEMBERS,
    sentences=("S14",),
    quote="the organization of life meetings",
    numerator=meeting.with_org_life_meeting,
    denominator=village.villages,
    numerator_text=Text(
        "Villages with at least one organizational life meeting in the year", "当年至少召开过一次组织生活会的行政村"
    ),
    denominator_text=Text("Villages at the period's end", "期末行政村总数"),
    kind=Kind.PROPORTION,
    better=Better.HIGHER,
    needs=("meeting",),
    frequency=Frequency.ANNUAL,
    least_level="village",
    person_based=False,
    target=Target(
        100.0,
        source="R01b",
        authority=Authority.NATIONAL,
        note=Text(
            "Article 17: at least one a year, normally in the fourth quarter: a running year stays low until then.",
            "条例第十七条：每年至少召开一次，一般安排在第四季度；当年未结束前偏低属正常。",
        ),
    ),
)

INDICATORS = (THREE_MEETINGS, ATTENDANCE, THEME_DAYS, ORG_LIFE_MEETING)
