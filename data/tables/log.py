"""The log of what was received."""

from __future__ import annotations

from data.tables.kinds import Column, Rhythm, Table
from data.text import Text

SUBMISSION = Table(
    "submission",
    title=Text("Submissions", "报送登记表"),
    grain="one workbook received",
    key=("submission_id",),
    kept_by="Written by the import tool (meta table)",
    rhythm=Rhythm.WRITTEN,
    columns=(
        Column("submission_id", "VARCHAR", Text("Submission code", "报送编码")),
        Column(
            "org_unit_id", "VARCHAR", Text("Unit code", "报送单位"), references="org_unit", note="usually a township"
        ),
        Column("period_end", "DATE", Text("Period end", "数据截止日期")),
        Column("sheet", "VARCHAR", Text("Sheet", "工作表（表名）")),
        Column("template_version", "VARCHAR", Text("Template version", "模板版本")),
        Column("received_at", "TIMESTAMP", Text("Received at", "接收时间")),
        Column("due_at", "TIMESTAMP", Text("Due at", "应报时间"), nullable=True),
        Column("rows_n", "INTEGER", Text("Rows count", "行数")),
        Column("rows_rejected_n", "INTEGER", Text("Rows rejected count", "退回行数")),
        Column("file_sha256", "VARCHAR", Text("File sha256", "文件摘要"), nullable=True),
    ),
)
