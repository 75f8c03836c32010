"""Rules on the file itself. The reader makes these checks; a breach refuses the whole file."""

from __future__ import annotations

from data.intake.rules.kinds import Check, Rule, Severity
from data.text import Text

VERSION = Rule(
    "V-01",
    Severity.ERROR,
    Text("The template is the current one.", "模板为现行版本。"),
    Text("Ask for the current template and copy your rows into it.", "请索取现行模板，把数据粘贴到新模板后再报送。"),
    (
        Check(
            "version",
            Text(
                "This is template version {value}; the current one is {detail}.",
                "模板版本为 {value}，现行版本为 {detail}。",
            ),
        ),
    ),
    whole_file=True,
)

LAYOUT = Rule(
    "V-02",
    Severity.ERROR,
    Text("Every sheet that is listed and every required heading is there.", "登记的工作表和必填列标题齐全。"),
    Text("Take the sheet and its headings from the template.", "请从模板中恢复该工作表及其列标题。"),
    (
        Check(
            "missing_sheet",
            Text(
                "The sheet '{detail}' is listed as reported but is not in the file.",
                "已登记报送“{detail}”，但文件中没有该表。",
            ),
            remedy=Text(
                "Add the sheet (headings alone if there is nothing to report), or strike it off the list.",
                "请补上该表（无数据时只保留列标题），或在报送登记表中删去该行。",
            ),
        ),
        Check(
            "unlisted_sheet",
            Text(
                "The sheet '{detail}' has rows but is not listed as reported.",
                "“{detail}”中有数据，但未在报送登记表中登记。",
            ),
            remedy=Text(
                "List it in 报送登记表 with its period end, or empty it.",
                "请在报送登记表中登记该表并填写数据截止日期，或清空该表。",
            ),
        ),
        Check("unknown_sheet", Text("'{value}' is not the name of a table.", "“{value}”不是报送表的名称。")),
        Check(
            "no_headings", Text("No heading of this table was found in the sheet.", "工作表中没有找到本表的列标题。")
        ),
        Check("missing_heading", Text("The heading '{column}' is missing.", "缺少列标题“{column}”。")),
        Check(
            "misspelt",
            Text(
                "The heading '{value}' is not in the template; '{column}' is missing.",
                "列标题“{value}”不在模板中，而缺少“{column}”。",
            ),
            remedy=Text("Change the heading to '{column}' if that is what it is.", "如为同一列，请改为“{column}”。"),
        ),
        Check(
            "repeated_heading",
            Text("The heading '{value}' occurs twice.", "列标题“{value}”重复。"),
            remedy=Text("Keep one of the two columns.", "请只保留其中一列。"),
        ),
        Check(
            "unassigned",
            Text(
                "Several submissions of this sheet are listed, but its rows do not say which they belong to.",
                "本表登记了多次报送，但各行未注明属于哪一次。",
            ),
            remedy=Text(
                "Add the column 报送编码 (submission_id), or send one period at a time.",
                "请增加“报送编码”列，或分期报送。",
            ),
        ),
    ),
    whole_file=True,
)

AGAIN = Rule(
    "V-05",
    Severity.INFORMATION,
    Text("A file that was received before changes nothing.", "重复报送的同一文件不产生任何变化。"),
    Text("Nothing is to be done.", "无需处理。"),
    (Check("again", Text("This very file was received before.", "该文件此前已接收。")),),
    whole_file=True,
)

PRIVACY = Rule(
    "V-07",
    Severity.ERROR,
    Text(
        "No names, ID numbers or phone numbers: a file that carries them is refused whole.",
        "不得含有姓名、身份证号、手机号：含有者整份退回。",
    ),
    Text(
        "Delete it (look in hidden sheets and comments too), pseudonymise the file, and send it anew.",
        "请删除该内容（包括隐藏的工作表和批注），对文件作去标识处理后重新报送。",
    ),
    (
        Check("id_number", Text("There is an ID number here ({value}).", "此处有身份证号（{value}）。")),
        Check("mobile", Text("There is a mobile phone number here ({value}).", "此处有手机号（{value}）。")),
        Check("name_column", Text("'{value}' is a column of personal details.", "“{value}”是个人信息列。")),
    ),
    whole_file=True,
)

NORMALISED = Rule(
    "V-12",
    Severity.INFORMATION,
    Text(
        "Spaces, widths, thousands separators, merged cells and other spellings are put right and logged.",
        "空格、全角字符、千位分隔符、合并单元格及其他写法自动规范并记录。",
    ),
    Text("Nothing is to be done; look whether it was meant so.", "无需处理；请核对是否符合原意。"),
    (),  # each is a Correction, counted by column
)

RULES = (VERSION, LAYOUT, AGAIN, PRIVACY, NORMALISED)
