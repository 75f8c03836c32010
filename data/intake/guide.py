"""What a template tells the clerk: how to fill it in, and what each column wants."""

from __future__ import annotations

from data.intake.remarks import REMARKS
from data.schema import Column, Rhythm
from data.text import Language, Text

RHYTHMS = {
    Rhythm.ONCE: Text("once, and when it changes", "一次，变动时更新"),
    Rhythm.WITH_OTHERS: Text("with the sheets that need it", "随其他表报送"),
    Rhythm.MONTHLY: Text("monthly", "每月"),
    Rhythm.QUARTERLY: Text("quarterly", "每季"),
    Rhythm.YEARLY: Text("yearly", "每年"),
    Rhythm.WRITTEN: Text("-", "-"),
}

HOW_TO = (
    Text(
        "1. In 报送登记表 give each sheet that you send its period end (the last day of the month, quarter or year). "
        "A sheet with a period end and no rows says: nothing to report. Leave the period end of the others blank.",
        "1. 在“报送登记表”中，为本次报送的每张表填写数据截止日期（月末、季末或年末）。"
        "填了日期而没有数据行，表示本期无数据；不报送的表请将日期留空。",
    ),
    Text(
        "2. Records begin in row 4. Row 3 is an example: the importer skips it.",
        "2. 数据从第 4 行开始填写；第 3 行是示例，导入时自动跳过。",
    ),
    Text(
        "3. Dark headings must be filled in. Blank is not zero: write 0 where it is zero.",
        "3. 深色标题为必填项。空白不等于零：确为零的请填 0。",
    ),
    Text(
        "4. Give every row a code of its own, for instance unit code, year and a running number; keep it when you "
        "correct the row later.",
        "4. 每行编一个唯一编码，例如“单位代码-年份-序号”；以后更正该行时编码不变。",
    ),
    Text(
        "5. 任职编码, 人才编码 and 班次编码 list what is in force in your units, laid out like the tables. "
        "To report a change (an end, a new date), copy the row there, paste it into the table, correct it: the code "
        "stays. In 驻村月报 choose the code of the term from the list.",
        "5. “任职编码”“人才编码”“班次编码”各表列出本单位现有记录，列的顺序与相应台账一致。如有变动（离任、离开等），"
        "把该行复制到相应台账，改正后报送，编码不变；“驻村月报”的任职记录编码从下拉列表中选择。",
    ),
    Text(
        "6. To correct what was sent, send the whole sheet again with the same period end.",
        "6. 更正已报数据时，请用同一数据截止日期重报整张表。",
    ),
    Text(
        "7. Never enter names, ID numbers or phone numbers anywhere, not even in notes: the file would be refused.",
        "7. 任何位置（包括批注）都不得填写姓名、身份证号、手机号，否则整份退回。",
    ),
)

CARRIED = Text(
    "The registers hold your rows in force already: change what has changed, add what is new. Rows left as they are do "
    "no harm; a row that you delete stays in force as it was.",
    "各台账已填入本单位现有记录：有变动的直接改，新增的接着填；没有变动的行保留即可。删去某行并不会使该记录失效。",
)

FORMS = {
    "DATE": Text("Date, e.g. 2025-03-31.", "日期，如 2025-03-31。"),
    "BOOLEAN": Text("Yes or no.", "填“是”或“否”。"),
    "SMALLINT": Text("Whole number.", "整数。"),
    "INTEGER": Text("Whole number.", "整数。"),
}


def column_note(column: Column, language: Language) -> str:
    """The note on a heading: required or not, the form, and the declaration's own remark."""
    required = Text("Optional.", "选填。") if column.nullable else Text("Required.", "必填。")
    number = Text("Number.", "数字。")
    form = FORMS.get(column.type) or (number if column.type.startswith(("DECIMAL", "DOUBLE")) else Text("", ""))
    if column.enum:
        form = Text("Choose from the list.", "请从下拉列表中选择。")
    parts = [required, form, *([REMARKS[column.note]] if column.note else [])]
    said = [part.in_language(language) for part in parts]
    return ("" if language == "zh" else " ").join(word for word in said if word)
