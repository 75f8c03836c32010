"""The four teams of assistance work in each key village: which are in place, which are missing, and where.

They are not the article's four teams (secretaries, members, affairs workers, talent), which are the other building
blocks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import pyarrow as pa

from analytics.findings.sentences import joined, listed, units
from data.text import Text

TEAMS: Mapping[str, Text] = {
    "resident_team": Text("Resident team", "驻村工作队"),
    "first_secretary": Text("First secretary", "第一书记"),
    "town_assigned_cadres": Text("Town-assigned cadres", "镇包村干部"),
    "village_committee": Text("Villagers' committee", "村委会班子"),
}
"""In the order of the source."""
MOST_NAMED = 6

NOT_EXPECTED = Text(
    "There is no key village here in this period; the four teams of assistance work are expected in key villages only.",
    "本期此处没有重点村；驻村帮扶四支队伍仅在重点村统计。",
)
COMPLETE = Text(
    "All four teams of assistance work are in place in {complete} of {villages} that reported.",
    "已报送的{villages}中，{complete}个村驻村帮扶四支队伍全部到位。",
)
MISSING = Text("{team}: missing in {n} ({names})", "{team}缺{n}个村（{names}）")
AND_MORE = Text("{names} and {n} more", "{names}等{n}个村")
SILENT = Text("Not reported: {n} ({names}).", "未报送{n}个村（{names}）。")


KEY_CATEGORIES = ("poverty_alleviated", "relocation", "revitalization_key")
KEY_BOTH = Text(
    "yes, by its category and as on the county's list of weak and lax organizations in {year}",
    "是（村类别；且列入{year}年全县软弱涣散村党组织名单）",
)
KEY_CATEGORY = Text("yes, by its category", "是（村类别）")
KEY_LISTED = Text(
    "yes, as on the county's list of weak and lax organizations in {year}", "是（列入{year}年全县软弱涣散村党组织名单）"
)
NOT_KEY = Text("no", "否")


def why_key(category: str | None, listed_in: int | None) -> Text:
    """Whether a village is a key village (`analytics/facts/terms.sql`) and by what: its category, or the county's list
    of weak and lax organizations of the year `listed_in`."""
    of_category = category in KEY_CATEGORIES
    if listed_in is None:
        return KEY_CATEGORY if of_category else NOT_KEY
    return (KEY_BOTH if of_category else KEY_LISTED).fill(year=str(listed_in))


def presence(posts: pa.Table) -> pd.DataFrame:
    """From the answer of `data.queries.team_posts`: a row a key village, the ones with the most gaps first, those
    that did not report last: `org_unit_id`, `reported`, the posts of each team, `duty_posts`, `duty_lists` (all four
    together), `gaps` (teams without anybody; 0 for a village that did not report)."""
    rows = posts.to_pandas()
    if rows.empty:
        return pd.DataFrame(columns=["org_unit_id", "reported", *TEAMS, "duty_posts", "duty_lists", "gaps"])
    wide = rows.pivot(index=["org_unit_id", "reported"], columns="team", values="posts")[list(TEAMS)].reset_index()
    sums = rows.groupby("org_unit_id")[["posts", "with_duty_list"]].sum()
    gaps = (wide[list(TEAMS)] == 0).sum(axis=1).where(wide["reported"], 0)
    wide = wide.rename_axis(columns=None).assign(
        duty_posts=sums["posts"].reindex(wide["org_unit_id"]).to_numpy(),
        duty_lists=sums["with_duty_list"].reindex(wide["org_unit_id"]).to_numpy(),
        gaps=gaps,
    )
    order = ["reported", "gaps", "org_unit_id"]
    found: pd.DataFrame = wide.sort_values(order, ascending=[False, False, True], kind="stable").reset_index(drop=True)
    return found


def presence_sentence(found: pd.DataFrame, names: Mapping[str, str]) -> Text:
    """How many key villages are complete, and of each team the villages that lack it, by name."""
    if found.empty:
        return NOT_EXPECTED
    there = found[found["reported"].astype(bool)]
    parts = []
    if not there.empty:
        parts.append(COMPLETE.fill(villages=_key_villages(len(there)), complete=int((there["gaps"] == 0).sum())))
        lacking = {team: list(there.loc[there[team] == 0, "org_unit_id"]) for team in TEAMS}
        said = [
            MISSING.fill(team=TEAMS[team], n=len(villages), names=named(villages, names))
            for team, villages in lacking.items()
            if villages
        ]
        if said:
            parts.append(Text("; ".join(part.en for part in said) + ".", "；".join(part.zh for part in said) + "。"))
    silent = list(found.loc[~found["reported"].astype(bool), "org_unit_id"])
    if silent:
        parts.append(SILENT.fill(n=len(silent), names=named(silent, names)))
    return joined(*parts)


def named(villages: Sequence[str], names: Mapping[str, str]) -> Text:
    """The villages' names, the first few where there are many."""
    few = listed([names[village] for village in villages[:MOST_NAMED]])
    if len(villages) <= MOST_NAMED:
        return few
    return AND_MORE.fill(names=few, n=Text(str(len(villages) - MOST_NAMED), str(len(villages))))


def _key_villages(count: int) -> Text:
    said = units(count)
    return Text(said.en.replace("village", "key village"), said.zh.replace("个村", "个重点村"))
