"""Rules on what a row refers to: it exists, it is the reporter's own, and it existed at the time."""

from __future__ import annotations

from data.intake.rules.bounds import UNIT_CODE
from data.intake.rules.kinds import Check, Rule, Severity, row_check
from data.schema import TABLES, Column, Table
from data.text import Text

ALL_REFERENCES = [(table, column) for table in TABLES.values() for column in table.columns if column.references]


def _unresolved(table: Table, column: Column) -> str:
    """Known are first sought out of all by what was sent: a nation's persons would not fit into memory."""
    key = TABLES[column.references or ""].key[0]
    return f"""
    SELECT t._row, t.{column.name} AS value, NULL AS detail FROM staged.{table.name} t
    ANTI JOIN (SELECT r.{key} FROM {column.references} r SEMI JOIN staged.{table.name} s ON s.{column.name} = r.{key}) k
        ON k.{key} = t.{column.name}
    WHERE t.{column.name} IS NOT NULL"""


def _unresolved_check(table: Table, column: Column) -> Check:
    title = TABLES[column.references or ""].title
    return Check(
        "unresolved",
        Text(f"{{column}} {{value}} is not known in '{title.en}'.", f"{{column}} {{value}} 在“{title.zh}”中不存在。"),
        table.name,
        column.name,
        _unresolved(table, column),
    )


RESOLVED = Rule(
    "V-14",
    Severity.ERROR,
    Text(
        "What a row refers to exists: unit, person, post, training, talent, practice.",
        "引用的机构、人员、任职、班次、人才、经验均应存在。",
    ),
    Text(
        "Correct the code, or report the record it refers to in the same file.",
        "请更正编码，或在同一文件中补报其所引用的记录。",
    ),
    (
        Check(
            "reporter",
            Text("The reporting unit {value} is not known.", "报送单位 {value} 不存在。"),
            "submission",
            "org_unit_id",
            "SELECT _row, org_unit_id AS value, NULL AS detail FROM submission s "
            "WHERE NOT EXISTS (SELECT 1 FROM org_unit u WHERE u.org_unit_id = s.org_unit_id)",
            Text("Write the code of the reporting office as in the list of units.", "请按机构列表填写报送单位代码。"),
        ),
        *(_unresolved_check(table, column) for table, column in ALL_REFERENCES),
        *(
            Check(
                "unstated",
                Text(
                    "The submission that this row names is not listed in 报送登记表.",
                    "本行所注报送编码未在报送登记表中登记。",
                ),
                table.name,
                "",
                f"SELECT _row, NULL AS value, NULL AS detail FROM staged.{table.name} WHERE _submission IS NULL",
                screen="_submission IS NULL",
            )
            for table in TABLES.values()
        ),
    ),
)

HIERARCHY = Rule(
    "V-15",
    Severity.ERROR,
    Text(
        "A unit's superior is exactly one level up; a village's code begins with its township's.",
        "上级机构应高一级；村代码应以所属乡镇代码开头。",
    ),
    Text("Correct the level, the superior's code or the unit's own.", "请更正层级、上级代码或本级代码。"),
    (
        Check(
            "level",
            Text(
                "The superior of this unit is at the level '{detail}', not one level up.",
                "上级机构层级为“{detail}”，不是上一级。",
            ),
            "org_unit",
            "parent_id",
            """
            SELECT u._row, u.parent_id AS value, p.level AS detail FROM staged.org_unit u
            JOIN org_unit p ON p.org_unit_id = u.parent_id
            WHERE u.level IS NOT NULL AND p.level IS NOT NULL AND
                list_position(['nation', 'province', 'prefecture', 'county', 'township', 'village'], u.level) <>
                list_position(['nation', 'province', 'prefecture', 'county', 'township', 'village'], p.level) + 1""",
        ),
        Check(
            "no_superior",
            Text("This unit has no superior.", "本机构未填写上级代码。"),
            "org_unit",
            "parent_id",
            """
            SELECT _row, NULL AS value, NULL AS detail FROM staged.org_unit
            WHERE parent_id IS NULL AND list_position(
                ['nation', 'province', 'prefecture', 'county', 'township', 'village'], level) > (
                SELECT min(list_position(['nation', 'province', 'prefecture', 'county', 'township', 'village'], level))
                FROM org_unit)
            AND level <> 'province'""",
            Text(
                "Write the superior's code; only the topmost unit has none.", "请填写上级代码；只有最上级机构可以不填。"
            ),
        ),
        row_check(
            "code_form",
            "org_unit",
            "org_unit_id",
            f"NOT regexp_full_match(org_unit_id, '{UNIT_CODE}')",
            Text("{value} is not a division code: it has digits only.", "{value} 不是区划代码：应全部为数字。"),
        ),
        Check(
            "code",
            Text(
                "The village's code {value} does not begin with its township's ({detail}).",
                "村代码 {value} 未以所属乡镇代码（{detail}）开头。",
            ),
            "org_unit",
            "org_unit_id",
            """
            SELECT _row, org_unit_id AS value, parent_id AS detail FROM staged.org_unit
            WHERE level = 'village' AND NOT starts_with(org_unit_id, parent_id)""",
        ),
    ),
)

OWN = Text("A reporter sends rows of its own units: itself and all below.", "只能报送本单位及所辖单位的数据。")


def _foreign(table: Table) -> str:
    """Rows of units outside the reporter's own; what cannot be resolved is V-14's."""
    unit, source = "t.org_unit_id", f"staged.{table.name} t"
    known_above = "FALSE"
    if table.name == "org_unit":
        known_above = UNITS_ABOVE
    elif table.name == "post_month":
        unit, source = "o.org_unit_id", f"{source} JOIN post_term o ON o.post_term_id = t.post_term_id"
    return f"""
    SELECT t._row, {unit} AS value, s.org_unit_id AS detail FROM {source}
    JOIN submission s ON s.number = t._submission JOIN org_unit u ON u.org_unit_id = {unit}
    WHERE NOT EXISTS (SELECT 1 FROM reach r WHERE r.reporter_id = s.org_unit_id AND r.org_unit_id = {unit})
        AND NOT {known_above}"""


# A list of units may hold those above the reporter, as long as it does not change them.
UNITS_ABOVE = """(
    EXISTS (SELECT 1 FROM above a WHERE a.reporter_id = s.org_unit_id AND a.org_unit_id = t.org_unit_id)
    AND NOT EXISTS (
        SELECT 1 FROM existing.org_unit e WHERE e.org_unit_id = t.org_unit_id AND (
            e.parent_id IS DISTINCT FROM t.parent_id OR e.level <> t.level OR e.name_zh <> t.name_zh
            OR e.valid_from <> t.valid_from OR e.valid_to IS DISTINCT FROM t.valid_to)))"""


def _taken(table: Table) -> str:
    """Rows whose code is that of another office's record: they would overwrite it."""
    same = " AND ".join(f"e.{key} = t.{key}" for key in table.key)
    return f"""
    SELECT t._row, t.{table.key[0]} AS value, e.org_unit_id AS detail FROM staged.{table.name} t
    JOIN existing.{table.name} e ON {same} JOIN submission s ON s.number = t._submission
    WHERE NOT EXISTS (SELECT 1 FROM reach r WHERE r.reporter_id = s.org_unit_id AND r.org_unit_id = e.org_unit_id)"""


OF_UNITS = [table for table in TABLES.values() if "org_unit_id" in table.column or table.name == "post_month"]
WITH_OWN_CODES = [table for table in OF_UNITS if "org_unit_id" in table.column and "org_unit_id" not in table.key]

OWN_UNITS = Rule(
    "V-16",
    Severity.ERROR,
    OWN,
    Text("Leave the row to the office it belongs to, or correct the unit code.", "请由所属单位报送，或更正单位代码。"),
    tuple(
        Check(
            "foreign",
            Text(
                "The unit {value} does not belong to the reporter {detail}.", "单位 {value} 不属于报送单位 {detail}。"
            ),
            table.name,
            "post_term_id" if table.name == "post_month" else "org_unit_id",
            _foreign(table),
        )
        for table in OF_UNITS
    )
    + tuple(
        Check(
            "taken",
            Text(
                "The code {value} is already that of a record of {detail}.", "编码 {value} 已被 {detail} 的记录使用。"
            ),
            table.name,
            table.key[0],
            _taken(table),
            Text("Give the row a code of its own.", "请为本行另编一个编码。"),
            of_published=True,
        )
        for table in WITH_OWN_CODES
    ),
)

# What happened on a day, and the begin and end of what lasted: table, begin, end.
BEGINS = {
    "member": ("enter_date", "exit_date"),
    "member_duty": ("start_date", "end_date"),
    "meeting": ("meeting_date", None),
    "post_term": ("start_date", "end_date"),
    "village_system": ("adopted_date", None),
    "training_event": ("start_date", None),
    "talent": ("entry_date", "exit_date"),
    "talent_support": ("opened_date", "closed_date"),
    "docking_action": ("need_date", "delivered_date"),
    "practice": ("registered_date", None),
}


def _outside(table: str, column: str, condition: str, value: str | None = None) -> Check:
    return Check(
        "unit_time",
        Text(
            "{column} {value} lies outside the unit's time ({detail}).",
            "{column} {value} 不在该单位存续期内（{detail}）。",
        ),
        table,
        column,
        f"""
        SELECT t._row, {value or f"t.{column}"} AS value,
            u.valid_from::VARCHAR || ' – ' || coalesce(u.valid_to::VARCHAR, '') AS detail
        FROM staged.{table} t JOIN org_unit u ON u.org_unit_id = t.org_unit_id WHERE {condition}""",
    )


UNIT_TIME = Rule(
    "V-18",
    Severity.ERROR,
    Text("Records lie within the time in which their unit exists.", "记录日期应在所属单位的存续期内。"),
    Text(
        "Report it for the unit that existed then (after a merger: the one that took over), or correct the date.",
        "请记在当时存续的单位名下（合并后记在承接单位），或更正日期。",
    ),
    (
        *(
            _outside(t, begin, f"t.{begin} < u.valid_from OR t.{begin} >= u.valid_to")
            for t, (begin, _) in BEGINS.items()
        ),
        *(_outside(t, end, f"t.{end} > u.valid_to") for t, (_, end) in BEGINS.items() if end),
        *(
            _outside(t, "year", "t.year NOT BETWEEN year(u.valid_from) AND coalesce(year(u.valid_to - 1), 9999)")
            for t in ("unit_year", "evaluation", "fund")
        ),
        Check(
            "unit_time",
            Text(
                "{column} {value} lies outside the unit's time ({detail}).",
                "{column} {value} 不在该单位存续期内（{detail}）。",
            ),
            "post_month",
            "month",
            """
            SELECT t._row, t.month AS value,
                u.valid_from::VARCHAR || ' – ' || coalesce(u.valid_to::VARCHAR, '') AS detail
            FROM staged.post_month t JOIN post_term o ON o.post_term_id = t.post_term_id
            JOIN org_unit u ON u.org_unit_id = o.org_unit_id
            WHERE last_day(t.month) < u.valid_from OR t.month >= u.valid_to""",
        ),
    ),
)

RULES = (RESOLVED, HIERARCHY, OWN_UNITS, UNIT_TIME)
