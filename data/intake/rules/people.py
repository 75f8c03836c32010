"""Rules on rows about people: the path into the party, stays and posts, duties, mentoring."""

from __future__ import annotations

from itertools import pairwise

from data.intake.rules.kinds import Check, Rule, Severity, row_check
from data.schema import TABLES
from data.text import Text

PATH = (
    "application_date",
    "activist_date",
    "target_date",
    "political_review_date",
    "probationary_date",
    "full_date",
)


def _order_checks() -> tuple[Check, ...]:
    """Each date of the path against the latest one before it that is filled."""
    checks = []
    for earlier, later in pairwise(PATH):
        before = ", ".join(PATH[: PATH.index(later)])
        latest = f"greatest({before})" if earlier != PATH[0] else earlier
        checks.append(
            row_check(
                "order",
                "member",
                later,
                f"{later} < {latest}",
                Text(
                    "{column} {value} lies before an earlier step ({detail}).",
                    "{column} {value} 早于前一环节（{detail}）。",
                ),
                f"({latest})::VARCHAR",
            )
        )
    return tuple(checks)


IN_ORDER = Rule(
    "V-20",
    Severity.ERROR,
    Text(
        "Dates in order: application, activist, target, political review, probationary, full.",
        "日期顺序：申请、积极分子、发展对象、政治审查、预备党员、转正。",
    ),
    Text("Check both dates against the file.", "请对照档案核对这两个日期。"),
    _order_checks(),
)


def _needs(stage: str, column: str) -> Check:
    heading = TABLES["member"].column[column].heading
    return row_check(
        "stage_needs",
        "member",
        column,
        f"stage = '{stage}' AND {column} IS NULL",
        Text(f"At this stage '{heading.en}' must be filled.", f"处于该阶段应填写“{heading.zh}”。"),
        blank=True,
    )


def _too_early(stages: str, column: str) -> Check:
    return row_check(
        "stage_behind",
        "member",
        column,
        f"stage IN ({stages}) AND {column} IS NOT NULL",
        Text(
            "{column} {value} is filled, but the stage is an earlier one.",
            "已填{column} {value}，但“阶段”仍停留在之前。",
        ),
    )


STAGE = Rule(
    "V-21",
    Severity.ERROR,
    Text(
        "The stage agrees with the dates: each stage has its own date and none of a later stage.",
        "阶段与日期一致：应有本阶段日期，不应有后续阶段日期。",
    ),
    Text("Correct the stage or the date.", "请更正阶段或日期。"),
    (
        _needs("activist", "activist_date"),
        _needs("development_target", "target_date"),
        _needs("probationary", "probationary_date"),
        _needs("probationary", "enter_date"),
        _needs("full", "full_date"),
        _needs("full", "enter_date"),
        _too_early("'applicant', 'activist', 'development_target'", "probationary_date"),
        _too_early("'applicant', 'activist', 'development_target', 'probationary'", "full_date"),
    ),
)

ADULT = Rule(
    "V-23",
    Severity.ERROR,
    Text(
        "Nobody is taken in before the calendar year of the 18th birthday.", "接收为预备党员时应年满 18 岁（按年计）。"
    ),
    Text("Check the date and the year of birth.", "请核对接收日期和出生年。"),
    (
        Check(
            "minor",
            Text("{column} {value}: the person was born in {detail}.", "{column} {value}：该人员出生年为 {detail}。"),
            "member",
            "probationary_date",
            """
            SELECT m._row, m.probationary_date AS value, p.birth_year::VARCHAR AS detail FROM staged.member m
            JOIN person p ON p.person_id = m.person_id WHERE year(m.probationary_date) - p.birth_year < 18""",
        ),
    ),
)

ENDS = {
    "member": ("enter_date", "exit_date", "exit_reason"),
    "post_term": ("start_date", "end_date", "end_reason"),
    "talent": ("entry_date", "exit_date", "exit_reason"),
}


def _end_checks(table: str, begin: str, end: str, reason: str) -> tuple[Check, ...]:
    return (
        row_check(
            "end_first",
            table,
            end,
            f"{end} < {begin}",
            Text("{column} {value} lies before the begin ({detail}).", "{column} {value} 早于开始日期（{detail}）。"),
            f"{begin}::VARCHAR",
        ),
        row_check(
            "no_reason",
            table,
            reason,
            f"{end} IS NOT NULL AND {reason} IS NULL",
            Text("There is an end date ({detail}) but no reason.", "已填结束日期（{detail}），但未填原因。"),
            f"{end}::VARCHAR",
            blank=True,
        ),
        row_check(
            "no_end",
            table,
            end,
            f"{end} IS NULL AND {reason} IS NOT NULL",
            Text("There is a reason for leaving but no end date.", "已填离开（离任）原因，但未填日期。"),
            blank=True,
        ),
    )


ENDED = Rule(
    "V-24",
    Severity.ERROR,
    Text(
        "An end is not before its begin; a reason if and only if there is an end date.",
        "结束不早于开始；有结束日期才有原因，反之亦然。",
    ),
    Text("Fill in or clear both.", "两项请同时填写或同时留空，并核对日期。"),
    tuple(check for table, columns in ENDS.items() for check in _end_checks(table, *columns)),
)

PAIRING = Rule(
    "V-32",
    Severity.ERROR,
    Text(
        "A pairing names its household and whether it is in hardship; other duties do not.",
        "结对帮扶应填农户编码和是否困难户；其他类别不填。",
    ),
    Text("Fill in both for a pairing; leave both blank otherwise.", "结对帮扶两项均填，其他类别均留空。"),
    tuple(
        check
        for column in ("household_key", "household_hardship")
        for check in (
            row_check(
                "pairing_needs",
                "member_duty",
                column,
                f"duty_kind = 'pairing' AND {column} IS NULL",
                Text("A pairing needs '{column}'.", "结对帮扶应填写“{column}”。"),
                blank=True,
            ),
            row_check(
                "pairing_only",
                "member_duty",
                column,
                f"duty_kind <> 'pairing' AND {column} IS NOT NULL",
                Text("'{column}' is for pairings only.", "只有结对帮扶才填“{column}”。"),
            ),
        )
    ),
)

SUPPORT = Rule(
    "V-33",
    Severity.ERROR,
    Text(
        "Mentoring has a mentee other than the mentor; a case is closed if and only if it is no longer ongoing.",
        "传帮带应有学员且不得为本人；结果不是“进行中”才有、也必须有结束日期。",
    ),
    Text("Correct the row.", "请更正该行。"),
    (
        row_check(
            "no_mentee",
            "talent_support",
            "mentee_person_id",
            "kind = 'mentoring' AND mentee_person_id IS NULL",
            Text("Mentoring needs a mentee.", "传帮带应填写学员编码。"),
            blank=True,
        ),
        Check(
            "own_mentee",
            Text("Mentor and mentee are the same person.", "导师与学员为同一人。"),
            "talent_support",
            "mentee_person_id",
            """
            SELECT s._row, s.mentee_person_id AS value, NULL AS detail FROM staged.talent_support s
            JOIN talent t ON t.talent_id = s.talent_id
            WHERE s.kind = 'mentoring' AND s.mentee_person_id = t.person_id""",
        ),
        row_check(
            "closed_ongoing",
            "talent_support",
            "closed_date",
            "outcome = 'ongoing' AND closed_date IS NOT NULL",
            Text("The case is ongoing but has an end date ({value}).", "结果为“进行中”，但填了结束日期（{value}）。"),
        ),
        row_check(
            "not_closed",
            "talent_support",
            "closed_date",
            "outcome <> 'ongoing' AND closed_date IS NULL",
            Text("The case has a result but no end date.", "已有结果，但未填结束日期。"),
            blank=True,
        ),
    ),
)

RULES = (IN_ORDER, STAGE, ADULT, ENDED, PAIRING, SUPPORT)
