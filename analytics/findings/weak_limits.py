"""A county's own limits of the criteria of a weak organization, in `settings/weak.toml`, by the criterion's name.

secretary_vacant = 60
meetings = 60
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from analytics.findings.weak_rules import RULES, Rule
from data.errors import DataError
from data.home import Home
from data.settings import read_settings
from data.text import Text

FILE = "weak.toml"
LIMITED: Mapping[str, Rule] = {rule.id: rule for rule in RULES if rule.how in ("vacant", "below")}
"""The criteria that have a number."""
MOST = {"vacant": 1095, "below": 100}


def load_rules(home: Home) -> tuple[Rule, ...]:
    """The criteria with the county's own limits; `DataError` with the place of an entry that makes no sense."""
    path = home.settings / FILE
    return check_weak(read_settings(path), str(path))


def check_weak(content: Mapping[str, Any], place: str) -> tuple[Rule, ...]:
    """The criteria under what a file of limits says."""
    if unknown := sorted(set(content) - set(LIMITED)):
        raise DataError(UNKNOWN.fill(what=", ".join(unknown), known=", ".join(LIMITED)), place)
    for name, value in content.items():
        most = MOST[LIMITED[name].how]
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            raise DataError(WRONG.fill(title=LIMITED[name].title, name=name, value=value, most=most), place)
    return tuple(_at(rule, content.get(rule.id, rule.limit)) for rule in RULES)


def _at(rule: Rule, limit: float) -> Rule:
    if limit == rule.limit:
        return rule
    return replace(
        rule,
        limit=float(limit),
        title=rule.title_at.fill(limit=limit),
        says=rule.says_at.fill(limit=limit),
        limit_is=OWN.fill(shipped=f"{rule.limit:g}"),
    )


UNKNOWN = Text("Unknown: {what}. Known are {known}.", "无法识别：{what}。可用的有：{known}。")
WRONG = Text(
    "{title} ({name}): the limit cannot be {value}; a whole number from 1 to {most}.",
    "{title}（{name}）的界限不能为 {value}，应为 1 至 {most} 的整数。",
)
OWN = Text("The county's own limit; {shipped} unless it sets one.", "本县自定界限；未自定时为 {shipped}。")
