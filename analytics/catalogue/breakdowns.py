"""The ways in which indicators may be split."""

from __future__ import annotations

from analytics.catalogue.kinds import Breakdown
from data.text import Text

VILLAGE_CATEGORY = Breakdown("org_unit.village_category", Text("Village category", "村类别"))
SELECTION_CHANNEL = Breakdown("post_term.selection_channel", Text("Selection channel", "来源渠道"))
SEX = Breakdown("person.sex", Text("Sex", "性别"))
EDUCATION = Breakdown("person.education", Text("Education", "学历"))
BACKGROUND = Breakdown("member.background", Text("Background at intake", "入党时身份类别"))
SYSTEM_TYPE = Breakdown("village_system.system_type", Text("System", "制度类别"))
GRADE = Breakdown("evaluation.grade", Text("Grade", "等次"))
POST_END_REASON = Breakdown("post_term.end_reason", Text("Reason for leaving the post", "离任原因"))
DUTY_POST_TYPE = Breakdown("member_duty.duty_post_type", Text("Duty post", "岗位名称"))
MGMT_CATEGORY = Breakdown("member.mgmt_category", Text("Management category", "分类管理类别"))
DUTY_OUTCOME = Breakdown("member_duty.outcome", Text("Result", "成效"))
MEETING_TYPE = Breakdown("meeting.meeting_type", Text("Meeting", "会议类别"))
MEETING_MODE = Breakdown("meeting.mode", Text("On site or online", "召开形式"))
FULL_TIME = Breakdown("post_term.full_time", Text("Full-time", "是否专职"))
VENUE_TYPE = Breakdown("training_event.venue_type", Text("Training venue", "培训阵地"))
NEEDS_BASED = Breakdown("training_event.needs_based", Text("Held for surveyed needs", "是否按需求调研开班"))
TALENT_TYPE = Breakdown("talent.talent_type", Text("Kind of talent", "人才类别"))
ORIGIN = Breakdown("talent.origin", Text("Origin", "来源"))
WITH_STARTUP = Breakdown("with_startup", Text("With a start-up or not", "有无创业项目"))
SUPPORT_OUTCOME = Breakdown("talent_support.outcome", Text("Result of the support", "服务结果"))
FUND_PURPOSE = Breakdown("fund.purpose", Text("Purpose of the fund", "资金用途"))
TOPIC = Breakdown("training_event.topic", Text("Topic of the training", "培训主题"))
SATISFACTION = Breakdown("talent_support.satisfaction", Text("Satisfaction", "满意度"))
TALENT_EXIT_REASON = Breakdown("talent.exit_reason", Text("Reason for leaving", "离开原因"))
MISSING_TEAM = Breakdown("missing_team", Text("Team that is missing", "缺哪支队伍"))
POST_TYPE = Breakdown("post_term.post_type", Text("Post", "岗位"))
DISPATCH_LEVEL = Breakdown("post_term.dispatch_level", Text("Dispatched by", "派出层级"))
DOCK_TYPE = Breakdown("docking_action.dock_type", Text("Kind of docking", "对接类别"))
DAYS_TO_DELIVERY = Breakdown(
    "days_to_delivery", Text("Days from need to delivery (median)", "从提出到落实天数（中位数）")
)
FOUR_TEAMS_COMPLETE = Breakdown("four_teams_complete", Text("Four teams in place or not", "四支队伍是否到位"))
THEME = Breakdown("practice.theme", Text("Theme", "主题"))
MEDIA_LEVEL = Breakdown("practice.media_level", Text("Published at level", "刊发层级"))

BREAKDOWNS: dict[str, Breakdown] = {
    name.lower(): found for name, found in list(globals().items()) if isinstance(found, Breakdown)
}
"""All of them by name, as an address or a command names them."""
