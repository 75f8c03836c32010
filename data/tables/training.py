"""Training: the events and who attended."""

from __future__ import annotations

from data.tables.kinds import Column, Rhythm, Table
from data.text import Text

TRAINING_EVENT = Table(
    "training_event",
    title=Text("Trainings", "培训（考察、交流）班次表"),
    grain="one training, visit or exchange",
    key=("training_id",),
    kept_by="Organiser (county, township, village)",
    rhythm=Rhythm.QUARTERLY,
    columns=(
        Column("training_id", "VARCHAR", Text("Training code", "班次编码")),
        Column("org_unit_id", "VARCHAR", Text("Unit code", "主办单位"), references="org_unit"),
        Column("venue_type", "VARCHAR", Text("Venue type", "培训阵地"), enum="venue_type"),
        Column("form", "VARCHAR", Text("Form", "形式"), enum="training_form"),
        Column("topic", "VARCHAR", Text("Topic", "主题"), enum="training_topic"),
        Column(
            "needs_based",
            "BOOLEAN",
            Text("Needs based", "是否按需求调研开班"),
            nullable=True,
            note="'pertinence' in the seed",
        ),
        Column("start_date", "DATE", Text("Start date", "开始日期")),
        Column("end_date", "DATE", Text("End date", "结束日期")),
        Column("hours", "DECIMAL(5,1)", Text("Hours", "学时")),
    ),
)
TRAINING_ATTENDANCE = Table(
    "training_attendance",
    title=Text("Training attendance", "参训人员表"),
    grain="one person in one training",
    key=(
        "training_id",
        "person_id",
    ),
    kept_by="Organiser",
    rhythm=Rhythm.QUARTERLY,
    columns=(
        Column("training_id", "VARCHAR", Text("Training code", "班次编码"), references="training_event"),
        Column("person_id", "VARCHAR", Text("Person code", "人员编码"), references="person"),
        Column("org_unit_id", "VARCHAR", Text("Unit code", "学员所在单位"), references="org_unit"),
        Column("hours_credited", "DECIMAL(5,1)", Text("Hours credited", "认定学时")),
        Column("completed", "BOOLEAN", Text("Completed", "是否结业")),
    ),
)
