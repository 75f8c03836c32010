"""Rural talent, its service, and the funds."""

from __future__ import annotations

from data.tables.kinds import Column, Rhythm, Table
from data.text import Text

TALENT = Table(
    "talent",
    title=Text("Rural talent", "乡村人才台账"),
    grain="one stay of one talent in one village",
    key=("talent_id",),
    kept_by="Township, with county talent office",
    rhythm=Rhythm.QUARTERLY,
    columns=(
        Column("talent_id", "VARCHAR", Text("Talent code", "人才编码")),
        Column("person_id", "VARCHAR", Text("Person code", "人员编码"), references="person"),
        Column("org_unit_id", "VARCHAR", Text("Unit code", "所在村"), references="org_unit"),
        Column("talent_type", "VARCHAR", Text("Talent type", "人才类别"), enum="talent_type"),
        Column("origin", "VARCHAR", Text("Origin", "来源"), enum="talent_origin"),
        Column("entry_date", "DATE", Text("Entry date", "入库（到村）日期")),
        Column("exit_date", "DATE", Text("Exit date", "离开日期"), nullable=True),
        Column("exit_reason", "VARCHAR", Text("Exit reason", "离开原因"), nullable=True, enum="talent_exit_reason"),
        Column(
            "contact_person_id",
            "VARCHAR",
            Text("Contact person code", "联系服务人编码"),
            nullable=True,
            references="person",
            note="party contact person of this talent",
        ),
        Column(
            "platform_enrolled_date", "DATE", Text("Platform enrolled date", "入选青年人才培养平台日期"), nullable=True
        ),
        Column("startup_date", "DATE", Text("Startup date", "创业项目起始日期"), nullable=True),
        Column("startup_end_date", "DATE", Text("Startup end date", "创业项目终止日期"), nullable=True),
    ),
)
TALENT_SUPPORT = Table(
    "talent_support",
    title=Text("Talent service and mentoring", "人才服务与传帮带台账"),
    grain="one mentoring pair or one service case",
    key=("support_id",),
    kept_by="Township talent contact",
    rhythm=Rhythm.QUARTERLY,
    columns=(
        Column("support_id", "VARCHAR", Text("Support code", "记录编码")),
        Column("org_unit_id", "VARCHAR", Text("Unit code", "所在村"), references="org_unit"),
        Column(
            "talent_id",
            "VARCHAR",
            Text("Talent code", "人才编码"),
            references="talent",
            note="the mentor (mentoring) or the person served",
        ),
        Column("kind", "VARCHAR", Text("Kind", "类别"), enum="support_kind"),
        Column(
            "mentee_person_id",
            "VARCHAR",
            Text("Mentee person code", "学员编码"),
            nullable=True,
            references="person",
            note="mentoring only",
        ),
        Column("opened_date", "DATE", Text("Opened date", "开始（受理）日期")),
        Column("closed_date", "DATE", Text("Closed date", "结束（办结）日期"), nullable=True),
        Column("outcome", "VARCHAR", Text("Outcome", "结果"), enum="support_outcome"),
        Column("satisfaction", "SMALLINT", Text("Satisfaction", "满意度（1-5）"), nullable=True),
    ),
)
FUND = Table(
    "fund",
    title=Text("Special funds", "专项资金台账"),
    grain="one budget line of a unit x year",
    key=("fund_id",),
    kept_by="County/township finance",
    rhythm=Rhythm.YEARLY,
    columns=(
        Column("fund_id", "VARCHAR", Text("Fund code", "记录编码")),
        Column("org_unit_id", "VARCHAR", Text("Unit code", "使用单位"), references="org_unit"),
        Column("year", "SMALLINT", Text("Year", "年度")),
        Column("purpose", "VARCHAR", Text("Purpose", "用途"), enum="fund_purpose"),
        Column("allocated_yuan", "DECIMAL(14,2)", Text("Allocated yuan", "安排资金（元）")),
        Column("spent_yuan", "DECIMAL(14,2)", Text("Spent yuan", "支出资金（元）")),
    ),
)
