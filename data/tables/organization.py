"""The work of the organization: meetings, posts, days in the village, systems, the submissions themselves."""

from __future__ import annotations

from data.tables.kinds import Column, Rhythm, Table
from data.text import Text

MEETING = Table(
    "meeting",
    title=Text("Organizational life", "组织生活记录表"),
    grain="one meeting",
    key=("meeting_id",),
    kept_by="Village branch",
    rhythm=Rhythm.MONTHLY,
    columns=(
        Column("meeting_id", "VARCHAR", Text("Meeting code", "记录编码")),
        Column("org_unit_id", "VARCHAR", Text("Unit code", "所在村"), references="org_unit"),
        Column("meeting_type", "VARCHAR", Text("Meeting type", "会议类别"), enum="meeting_type"),
        Column("meeting_date", "DATE", Text("Meeting date", "日期")),
        Column("expected_n", "SMALLINT", Text("Expected count", "应到人数")),
        Column(
            "attended_n",
            "SMALLINT",
            Text("Attended count", "实到人数"),
            note="counts only: no attendance list of names is collected",
        ),
        Column("mode", "VARCHAR", Text("Mode", "形式"), nullable=True, enum="meeting_mode"),
        Column("minutes_filed", "BOOLEAN", Text("Minutes filed", "是否有会议记录"), nullable=True),
    ),
)
POST_TERM = Table(
    "post_term",
    title=Text("Terms of office", "任职台账"),
    grain="one person in one post for one term",
    key=("post_term_id",),
    kept_by="Township organization office; county organization department for dispatched cadres",
    rhythm=Rhythm.QUARTERLY,
    columns=(
        Column("post_term_id", "VARCHAR", Text("Post term code", "记录编码")),
        Column("person_id", "VARCHAR", Text("Person code", "人员编码"), references="person"),
        Column(
            "org_unit_id",
            "VARCHAR",
            Text("Unit code", "任职单位"),
            references="org_unit",
            note="village; township allowed for party_affairs_worker",
        ),
        Column("post_type", "VARCHAR", Text("Post type", "岗位"), enum="post_type"),
        Column("start_date", "DATE", Text("Start date", "任职日期")),
        Column("end_date", "DATE", Text("End date", "离任日期"), nullable=True, note="NULL = in post"),
        Column("end_reason", "VARCHAR", Text("End reason", "离任原因"), nullable=True, enum="post_end_reason"),
        Column(
            "selection_channel",
            "VARCHAR",
            Text("Selection channel", "来源渠道"),
            nullable=True,
            enum="selection_channel",
            note="party_secretary",
        ),
        Column("review_passed_date", "DATE", Text("Review passed date", "资格联审（把关）通过日期"), nullable=True),
        Column(
            "county_record_date",
            "DATE",
            Text("County record date", "县级备案日期"),
            nullable=True,
            note="party_secretary",
        ),
        Column("duty_list_date", "DATE", Text("Duty list date", "职责清单签订日期"), nullable=True),
        Column("full_time", "BOOLEAN", Text("Full time", "是否专职"), nullable=True),
        Column("dispatch_level", "VARCHAR", Text("Dispatch level", "派出层级"), nullable=True, enum="dispatch_level"),
    ),
)
POST_MONTH = Table(
    "post_month",
    title=Text("Days in the village", "驻村月报"),
    grain="one dispatched cadre x month",
    key=(
        "post_term_id",
        "month",
    ),
    kept_by="Township (attendance register)",
    rhythm=Rhythm.MONTHLY,
    columns=(
        Column("post_term_id", "VARCHAR", Text("Post term code", "任职记录编码"), references="post_term"),
        Column("month", "DATE", Text("Month", "月份"), note="first day of the month"),
        Column("days_in_village", "SMALLINT", Text("Days in village", "在村天数")),
        Column("leave_days", "SMALLINT", Text("Leave days", "请假天数"), nullable=True),
    ),
)
VILLAGE_SYSTEM = Table(
    "village_system",
    title=Text("Village systems", "制度建设台账"),
    grain="one written system or plan of a unit",
    key=("system_id",),
    kept_by="Village branch, checked by township",
    rhythm=Rhythm.QUARTERLY,
    columns=(
        Column("system_id", "VARCHAR", Text("System code", "记录编码")),
        Column("org_unit_id", "VARCHAR", Text("Unit code", "所在单位"), references="org_unit"),
        Column("system_type", "VARCHAR", Text("System type", "制度类别"), enum="system_type"),
        Column("adopted_date", "DATE", Text("Adopted date", "通过日期")),
        Column("last_review_date", "DATE", Text("Last review date", "最近修订日期"), nullable=True),
        Column("repealed_date", "DATE", Text("Repealed date", "废止日期"), nullable=True),
    ),
)
