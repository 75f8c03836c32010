"""How each declared breakdown splits its indicator: whose classes, and what of the indicator they divide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from analytics.catalogue import breakdowns as by
from analytics.catalogue.kinds import Breakdown, Indicator, Level
from data.schema import TABLES
from data.tables.enumerations import ENUMERATIONS
from data.text import Text


class Parts(StrEnum):
    """What the classes divide: both counts; the numerator alone, over the undivided denominator; what is missing from
    it; or the villages, with all they report."""

    BOTH = "both"
    NUMERATOR = "numerator"
    MISSING = "missing"
    VILLAGES = "villages"


@dataclass(frozen=True, slots=True)
class Split:
    """`source` is a file of `facts/split/`, or facts by their name; `column` holds the class. `only`: the classes that
    can occur. `overlaps`: one case may stand in several classes. Whatever the role, nothing is shown below
    `least_level` and of fewer than `fewest`: grades tell of persons, and so few stays tell nothing."""

    source: str
    column: str
    parts: Parts = Parts.BOTH
    only: tuple[str, ...] = ()
    overlaps: bool = False
    least_level: Level = "village"
    fewest: int = 0

    @property
    def code(self) -> str:
        """The key of what the classes add up to, in `DIVIDED` and `MEANINGS`."""
        return f"{self.parts}_overlapping" if self.overlaps else str(self.parts)


NOT_STATED = "not_stated"
FEW = 10
NUMERATOR, MISSING, VILLAGES = Parts.NUMERATOR, Parts.MISSING, Parts.VILLAGES
PRIORITY = ("university_village_official", "returning_entrepreneur", "rural_wealth_leader")
OUTLETS = ("promoted_township", "civil_servant", "public_institution", "other_advancement")
SCHOOLS = ("county_party_school", "township_party_school", "village_workshop")
COLLEGE = ("college", "bachelor", "postgraduate")
THREE_MEETINGS = ("branch_congress", "branch_committee", "party_group", "party_lecture")
ATTENDED = ("branch_congress", "party_group", "party_lecture", "theme_day", "org_life")
GAINED = ("title_awarded", "position_promoted", "project_supported", "study_supported")
FROM_OUTSIDE = ("introduced", "returned")
DISPATCHED = ("first_secretary", "resident_team_leader", "resident_team_member")
TEAM_POSTS = (*DISPATCHED, "town_assigned_cadre", "village_director", "village_committee_member")
GRADED = ("excellent", "qualified", "basically_qualified", "unqualified")

SPLITS: Mapping[Breakdown, Mapping[str, Split]] = {
    by.VILLAGE_CATEGORY: dict.fromkeys(
        ("A01", "B06", "E01", "E08"), Split("village_category", "village_category", VILLAGES)
    ),
    by.SELECTION_CHANNEL: {
        "A02": Split("secretary", "selection_channel", NUMERATOR, PRIORITY),
        **dict.fromkeys(("A13", "A14"), Split("secretary", "selection_channel")),
    },
    by.SEX: {**dict.fromkeys(("A02", "A13", "A14"), Split("secretary", "sex")), "B01": Split("recruit", "sex")},
    by.EDUCATION: {
        "A02": Split("secretary", "education"),
        "B01": Split("recruit", "education"),
        "C05": Split("affairs_worker", "education", NUMERATOR, COLLEGE),
    },
    by.BACKGROUND: {
        "B01": Split("recruit", "background"),
        "B02": Split("recruit", "background", NUMERATOR, ("typical_entrepreneur", "wealth_leader")),
    },
    by.SYSTEM_TYPE: {"A08": Split("system", "system_type")},
    by.GRADE: {
        "A09": Split("secretary", "grade", NUMERATOR, GRADED, least_level="county", fewest=FEW),
        "B13": Split("member_year", "grade", NUMERATOR, least_level="county", fewest=FEW),
    },
    by.POST_END_REASON: {"A12": Split("term", "end_reason", NUMERATOR, OUTLETS)},
    by.DUTY_POST_TYPE: {
        "B05": Split("duty_post", "duty_post_type", NUMERATOR, overlaps=True),
        "B08": Split("service_action", "duty_post_type", NUMERATOR),
    },
    by.MGMT_CATEGORY: {
        "B05": Split("capable_member", "mgmt_category"),
        "B14": Split("member_year", "mgmt_category"),
        "B15": Split("member", "mgmt_category"),
        "B16": Split("member_year", "mgmt_category"),
    },
    by.DUTY_OUTCOME: {"B07": Split("startup", "outcome", NUMERATOR, overlaps=True)},
    by.MEETING_TYPE: {
        "B09": Split("meeting_slot", "meeting_type", only=THREE_MEETINGS),
        "B10": Split("attendance", "meeting_type", only=ATTENDED),
    },
    by.MEETING_MODE: {"B10": Split("attendance", "mode")},
    by.FULL_TIME: {"C02": Split("affairs_worker", "full_time")},
    by.VENUE_TYPE: {"C06": Split("affairs_training", "venue_type", NUMERATOR, SCHOOLS, overlaps=True)},
    by.NEEDS_BASED: {"C06": Split("affairs_training", "needs_based", NUMERATOR, overlaps=True)},
    by.TALENT_TYPE: {
        "D01": Split("fact_talent", "talent_type", NUMERATOR),
        **dict.fromkeys(("D03", "D04"), Split("talent_arrival", "talent_type", NUMERATOR)),
    },
    by.ORIGIN: {
        "D01": Split("fact_talent", "origin", NUMERATOR),
        "D13": Split("talent_arrival", "origin", only=FROM_OUTSIDE, fewest=FEW),
    },
    by.WITH_STARTUP: {"D04": Split("talent_arrival", "with_startup", NUMERATOR)},
    by.SUPPORT_OUTCOME: {
        "D05": Split("mentoring", "outcome", NUMERATOR, overlaps=True),
        "D12": Split("outlet", "outcome", NUMERATOR, GAINED, overlaps=True),
    },
    by.FUND_PURPOSE: {"D06": Split("fact_fund", "purpose", only=("agri_tech_training", "startup_employment_training"))},
    by.TOPIC: {"D07": Split("learner", "topic", NUMERATOR, ("agri_tech", "startup_employment"), overlaps=True)},
    by.SATISFACTION: {"D11": Split("fact_talent_support", "satisfaction", NUMERATOR)},
    by.TALENT_EXIT_REASON: {"D13": Split("talent_arrival", "exit_reason", MISSING, fewest=FEW)},
    by.MISSING_TEAM: {"E01": Split("missing_team", "team", MISSING, overlaps=True)},
    by.POST_TYPE: {
        "E03": Split("fact_team_post", "post_type", only=TEAM_POSTS),
        "E04": Split("fact_team_month", "post_type", only=DISPATCHED),
    },
    by.DISPATCH_LEVEL: {"E04": Split("fact_team_month", "dispatch_level")},
    by.DOCK_TYPE: {"E06": Split("fact_docking", "dock_type")},
    by.FOUR_TEAMS_COMPLETE: {"E08": Split("four_teams_complete", "four_teams", VILLAGES)},
    by.THEME: {"E09": Split("fact_practice", "theme", NUMERATOR)},
    by.MEDIA_LEVEL: {
        "E10": Split("fact_practice", "media_level", NUMERATOR, ("county", "prefecture", "province", "central"))
    },
}
"""By breakdown and the indicator's code. `by.DAYS_TO_DELIVERY` has none: a median is no class, and medians do not add
up."""

YES_NO = {"true": Text("yes", "是"), "false": Text("no", "否")}
COMPUTED: Mapping[Breakdown, Mapping[str, Text]] = {
    by.WITH_STARTUP: {
        "true": Text("with a start-up", "有创业项目"),
        "false": Text("without a start-up", "无创业项目"),
    },
    by.SATISFACTION: {str(mark): Text(str(mark), f"{mark}分") for mark in range(1, 6)},
    by.MISSING_TEAM: {
        "first_secretary": Text("First secretary", "第一书记"),
        "resident_team": Text("Resident team", "驻村工作队"),
        "town_assigned_cadres": Text("Town-assigned cadres", "镇包村干部"),
        "village_committee": Text("Village committee", "村委会"),
    },
    by.FOUR_TEAMS_COMPLETE: {
        "complete": Text("all four teams in place", "四支队伍齐全"),
        "incomplete": Text("a team is missing", "四支队伍不全"),
        "not_due": Text("four teams not required", "不要求配备四支队伍"),
    },
}
UNSTATED = Text("not stated", "未填报")
DIVIDED: Mapping[str, Text] = {
    "both": Text("numerator and denominator", "分子和分母"),
    "numerator": Text("numerator", "分子"),
    "numerator_overlapping": Text("numerator, classes overlap", "分子（类别可重复）"),
    "missing": Text("what is missing from the numerator", "未计入分子的部分"),
    "missing_overlapping": Text(
        "what is missing from the numerator, classes overlap", "未计入分子的部分（类别可重复）"
    ),
    "villages": Text("villages", "村"),
}
MEANINGS: Mapping[str, Text] = {
    "both": Text(
        "Numerator and denominator by class; the classes add up to the undivided figure.",
        "分子、分母均按类别计数，各类合计等于未细分的分子、分母。",
    ),
    "numerator": Text(
        "The numerator by class over the undivided denominator; numerators and values of the classes add up.",
        "分子按类别计数，分母不细分；各类分子之和、数值之和等于未细分的数据。",
    ),
    "numerator_overlapping": Text(
        "The numerator by class over the undivided denominator; a case counts in each of its classes, so that they add "
        "up to more than the undivided figure.",
        "分子按类别计数，分母不细分；同一对象可计入多个类别，各类之和可能大于未细分的数据。",
    ),
    "missing": Text(
        "What is missing from the numerator by class, over the undivided denominator; the classes add up to all that "
        "is missing.",
        "未计入分子的部分按类别计数，分母不细分；各类之和等于分母与分子之差。",
    ),
    "missing_overlapping": Text(
        "What is missing from the numerator by class, over the undivided denominator; a case counts in each of its "
        "classes, so that they add up to more than is missing.",
        "未计入分子的部分按类别计数，分母不细分；同一对象可计入多个类别，各类之和可能大于分母与分子之差。",
    ),
    "villages": Text(
        "All that the villages of a class report; the classes add up to the undivided figure.",
        "按村的类别汇总该类各村的全部数据，各类合计等于未细分的数据。",
    ),
}


def split_of(indicator: Indicator, breakdown: Breakdown) -> Split | None:
    """How the indicator is split so; None where it is not."""
    return SPLITS.get(breakdown, {}).get(indicator.code)


def classes_of(breakdown: Breakdown) -> dict[str, Text]:
    """The classes that a table split so has for every indicator, in order, the unstated last."""
    splits = SPLITS[breakdown].values()
    possible = set().union(*(split.only or _labels(breakdown) for split in splits))
    return {**{code: label for code, label in _labels(breakdown).items() if code in possible}, NOT_STATED: UNSTATED}


def _labels(breakdown: Breakdown) -> Mapping[str, Text]:
    if breakdown in COMPUTED:
        return COMPUTED[breakdown]
    table, _, name = breakdown.field.partition(".")
    column = TABLES[table].column[name]
    labels = ENUMERATIONS[column.enum].labels if column.enum else YES_NO
    return {code: label for code, label in labels.items() if (name, code) != ("sex", "u")}  # u says that it is unstated
