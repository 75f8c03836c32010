"""The declared criteria of a weak and lax organization: each with its source, what it is measured by and its limit.

The source (R08) says "as the regulations require" without a number. Where a number is ours it is marked a proposal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analytics.catalogue.kinds import NO_NOTE, Authority
from data.text import Text

How = Literal["vacant", "below", "none", "all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One criterion. It is judged by an indicator's cell, as this person may see it, and by a day in the records.

    how: `vacant` (the value is 0 and the day lies more than `limit` days back), `below` (the value is under `limit`),
    `none` (the value is 0), `all` (the value is full). record: the column of `data.queries.weak_records` that says
    when it was last; of_people: that day is a person's, and is shown to leaders only. yearly: due at the year's end.
    """

    id: str
    title: Text
    says: Text
    source: str
    authority: Authority
    indicator: str
    how: How
    record: str
    last: Text
    limit: float = 0.0
    limit_is: Text = NO_NOTE
    title_at: Text = NO_NOTE  # title and meaning at another `{limit}`, where a county may set its own
    says_at: Text = NO_NOTE
    of_people: bool = False
    yearly: bool = False


PROPOSED = Text("The source names no number; this limit is a proposal.", "出处未规定具体数值，此界限为建议值。")
RULES: tuple[Rule, ...] = (
    Rule(
        id="secretary_vacant",
        title=Text("Secretary's post vacant over 90 days", "书记空缺超过90天"),
        says=Text(
            "Nobody is party secretary at the period's end, and the last one left more than 90 days before.",
            "期末无党组织书记，且上一任离任已超过90天。",
        ),
        source="R08",
        authority=Authority.LOCAL,
        indicator="sec_in_post_rate",
        how="vacant",
        record="last_secretary_left",
        last=Text("last secretary left", "上任书记离任"),
        limit=90.0,
        limit_is=Text("The source says three months.", "出处表述为三个月。"),
        title_at=Text("Secretary's post vacant over {limit} days", "书记空缺超过{limit}天"),
        says_at=Text(
            "Nobody is party secretary at the period's end, and the last one left more than {limit} days before.",
            "期末无党组织书记，且上一任离任已超过{limit}天。",
        ),
        of_people=True,
    ),
    Rule(
        id="meetings",
        title=Text("Meetings not held as required", "未按规定开展三会一课"),
        says=Text(
            "Fewer than half of the general, committee and group meetings and lectures that were due were held.",
            "应开的党员大会、支委会、党小组会和党课，实际召开不足一半。",
        ),
        source="R08, R01",
        authority=Authority.LOCAL,
        indicator="three_meetings_compliance",
        how="below",
        record="last_meeting",
        last=Text("last meeting", "最近一次会议"),
        limit=50.0,
        limit_is=PROPOSED,
        title_at=Text("Meetings not held as required", "未按规定开展三会一课"),
        says_at=Text(
            "Fewer than {limit} % of the general, committee and group meetings and lectures that were due were held.",
            "应开的党员大会、支委会、党小组会和党课，实际召开不足{limit}%。",
        ),
    ),
    Rule(
        id="theme_days",
        title=Text("Theme party days not held as required", "未按规定开展主题党日"),
        says=Text("A theme party day in fewer than half of the months.", "开展主题党日的月份不足一半。"),
        source="R08, R01",
        authority=Authority.LOCAL,
        indicator="theme_day_monthly_rate",
        how="below",
        record="last_theme_day",
        last=Text("last theme day", "最近一次主题党日"),
        limit=50.0,
        limit_is=PROPOSED,
        title_at=Text("Theme party days not held as required", "未按规定开展主题党日"),
        says_at=Text("A theme party day in fewer than {limit} % of the months.", "开展主题党日的月份不足{limit}%。"),
    ),
    Rule(
        id="life_meeting",
        title=Text("No organizational life meeting in the year", "当年未召开组织生活会"),
        says=Text("The branch held none in the year.", "支部当年一次也未召开组织生活会。"),
        source="R08, R01b",
        authority=Authority.LOCAL,
        indicator="org_life_meeting_rate",
        how="none",
        record="last_life_meeting",
        last=Text("last life meeting", "最近一次组织生活会"),
        yearly=True,
    ),
    Rule(
        id="evaluation",
        title=Text("No democratic evaluation in the year", "当年未开展民主评议党员"),
        says=Text("No member was given a grade in the year's democratic evaluation.", "当年没有党员取得民主评议等次。"),
        source="R08, R01, R06",
        authority=Authority.LOCAL,
        indicator="democratic_evaluation_rate",
        how="none",
        record="last_evaluated",
        last=Text("last evaluation", "最近一次民主评议"),
        yearly=True,
    ),
    Rule(
        id="no_development",
        title=Text("No development target for two years", "连续两年无发展对象"),
        says=Text(
            "No development target and no new probationary member in the 24 months to the period's end.",
            "截至期末24个月内既无发展对象，也未接收预备党员。",
        ),
        source="R08",
        authority=Authority.LOCAL,
        indicator="no_development_2y_share",
        how="all",
        record="last_developed",
        last=Text("last one", "最近一名"),
        of_people=True,
    ),
)  # fmt: skip
UNMEASURED: tuple[tuple[Text, str], ...] = (
    (Text("Satisfaction of the villagers below 60%", "群众满意度低于60%"), "R08"),
    (Text("Last place in the appraisal of organizations", "党建考核排名末位"), "R08"),
)
"""Criteria of the same source for which nothing is collected."""
