"""The four teams' assistance work: dockings and practices."""

from __future__ import annotations

from data.tables.kinds import Column, Rhythm, Table
from data.text import Text

DOCKING_ACTION = Table(
    "docking_action",
    title=Text("Three precision dockings", "三个精准对接台账"),
    grain="one need of a village and its docking",
    key=("docking_id",),
    kept_by="Township / county organization department",
    rhythm=Rhythm.QUARTERLY,
    columns=(
        Column("docking_id", "VARCHAR", Text("Docking code", "记录编码")),
        Column("org_unit_id", "VARCHAR", Text("Unit code", "需求村"), references="org_unit"),
        Column("dock_type", "VARCHAR", Text("Dock type", "对接类别"), enum="dock_type"),
        Column("need_date", "DATE", Text("Need date", "需求提出日期")),
        Column("plan_date", "DATE", Text("Plan date", "方案制定日期"), nullable=True),
        Column("delivered_date", "DATE", Text("Delivered date", "落实日期"), nullable=True),
        Column("result", "VARCHAR", Text("Result", "结果"), enum="dock_result"),
    ),
)
PRACTICE = Table(
    "practice",
    title=Text("Practices", "典型经验台账"),
    grain="one practice (origin) or one adoption of it",
    key=("practice_id",),
    kept_by="Township / county organization department",
    rhythm=Rhythm.QUARTERLY,
    columns=(
        Column("practice_id", "VARCHAR", Text("Practice code", "记录编码")),
        Column(
            "org_unit_id", "VARCHAR", Text("Unit code", "所在单位"), references="org_unit", note="village or township"
        ),
        Column(
            "source_practice_id",
            "VARCHAR",
            Text("Source practice code", "来源经验编码"),
            nullable=True,
            references="practice",
            note="NULL = origin; filled = this unit adopted that practice",
        ),
        Column("theme", "VARCHAR", Text("Theme", "主题"), enum="practice_theme"),
        Column("registered_date", "DATE", Text("Registered date", "登记日期")),
        Column("media_level", "VARCHAR", Text("Media level", "刊发层级"), enum="media_level"),
        Column("published_date", "DATE", Text("Published date", "刊发日期"), nullable=True),
    ),
)
