"""What a rehearsal found, and what differs between two snapshots, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from analytics.catalogue import INDICATORS
from analytics.findings.revision import Revision
from analytics.rehearsal import Rehearsal
from analytics.words import STATES, format_change, format_value, period_text
from data.quality import WATCHES
from data.text import Text

LISTED = 5
NameOf = Callable[[str], str | Text]
JUDGED = ("village", "township")  # what is revised here is revised above by as much less

AGAIN = Text("This very file was received before: nothing to do.", "该文件此前已导入，无需重复。")
UNFIT = Text("It cannot be published as it is. Nothing was published.", "检查未通过，未发布任何内容。")
FIT = Text("Fit to be published; nothing was published. What would change:", "检查通过，尚未发布。发布后将有以下变化：")
ROWS = Text(
    "{added} {added:row|rows} added, {changed} changed, {removed} removed; {units} {units:unit is|units are} affected.",
    "新增 {added} 行、更改 {changed} 行、删去 {removed} 行，涉及 {units} 个单位。",
)
NO_ROWS = Text("No row would differ.", "各行均无变化。")
STANDING = Text(
    "On the strength index of {period} {band} {band:village changes|villages change} band and {tenth} "
    "{tenth:moves|move} to another tenth; {verdict} {verdict:verdict|verdicts} on villages {verdict:changes|change}.",
    "{period}组织力指数：{band} 个村等级变化，{tenth} 个村所在十分位变化；村级显著性判断变化 {verdict} 处。",
)
VERDICTS_ONLY = Text(
    "{verdict} {verdict:verdict|verdicts} on villages {verdict:changes|change}.", "村级显著性判断变化 {verdict} 处。"
)
LARGEST = Text("{unit}, {indicator}, {period}: {difference}", "{unit}，{indicator}，{period}：{difference}")
NEW_SIGNS = Text("{n} new {n:warning|warnings}:", "新增提示 {n} 条：")
NEW_SIGN = Text("{n} × {sentence} ({rule})", "{n} 条：{sentence}（{rule}）")
WON = Text(
    "{n} {n:value|values} of villages and townships {n:is|are} there for the first time.",
    "乡镇和村的指标值新增 {n} 个。",
)
LOST = Text(
    "{n} {n:value|values} of villages and townships {n:is|are} lost, the first of them:",
    "乡镇和村的指标值减少 {n} 个，例如：",
)
LOST_ONE = Text(
    "{unit}, {indicator}, {period}: from {before} to {after}",
    "{unit}，{indicator}，{period}：由 {before} 变为{after}",
)
NO_ROW = Text("none", "无")
OWN = Text("{unit} itself: {n} of its own values {n:changes|change}.", "{unit}本级指标变化 {n} 个。")
OWN_SAME = Text("{unit} itself: none of its own values change.", "{unit}本级指标无变化。")
GONE_SIGNS = Text("{n} {n:warning is|warnings are} settled.", "消除提示 {n} 条。")


def rehearsal_lines(rehearsal: Rehearsal, name_of: NameOf = str) -> Iterator[Text]:
    """What would come of it, a sentence at a time; `name_of` says what a unit is called."""
    verdict = rehearsal.verdict
    if verdict.again:
        yield AGAIN
    elif rehearsal.revision is None:
        yield UNFIT
    else:
        yield FIT
        yield from revision_lines(rehearsal.revision, name_of, reporters(rehearsal))
        yield from _sign_lines(rehearsal)


def reporters(rehearsal: Rehearsal) -> tuple[str, ...]:
    """The offices that report in the package, by code."""
    return tuple(dict.fromkeys(submission.org_unit_id for submission in rehearsal.verdict.submissions))


def revision_lines(revision: Revision, name_of: NameOf = str, own: Sequence[str] = ()) -> Iterator[Text]:
    """Rows, standing, values lost and won, the largest revisions of units' values, and those of the `own` units
    themselves; `name_of` says what a unit is called."""
    counts = {name: int(revision.rows[name].sum()) for name in ("added", "changed", "removed")}
    yield ROWS.fill(**counts, units=len(revision.affected)) if sum(counts.values()) else NO_ROWS
    verdicts = revision.count("verdict")
    if revision.period_id is None:
        yield VERDICTS_ONLY.fill(verdict=verdicts)
    else:
        of = {what: revision.count(what) for what in ("band", "tenth")}
        yield STANDING.fill(period=period_text(revision.period_id), verdict=verdicts, **of)
    judged = revision.values[revision.values["level"].isin(JUDGED)]
    yield from _lost_lines(judged, name_of)
    known = judged[judged["difference"].notna()]
    yield from _largest(known.head(LISTED), name_of)
    for unit in own[:LISTED]:
        mine = judged[judged["org_unit_id"] == unit]
        yield (OWN if len(mine) else OWN_SAME).fill(unit=name_of(unit), n=len(mine))
        yield from _largest(mine[mine["difference"].notna()].head(LISTED), name_of)


def _lost_lines(judged: pd.DataFrame, name_of: NameOf) -> Iterator[Text]:
    """How many values there were that would no longer be there, with the first of them, and how many are new."""
    had, has = judged["state_before"] == "value", judged["state_after"] == "value"
    lost, won = judged[had & ~has], int((has & ~had).sum())
    if won:
        yield WON.fill(n=won)
    if lost.empty:
        return
    yield LOST.fill(n=len(lost))
    for row in lost.head(LISTED).to_dict("records"):
        indicator = INDICATORS[str(row["indicator"])]
        before = Text(*(format_value(float(row["value_before"]), indicator, language) for language in ("en", "zh")))
        state = STATES.get(str(row["state_after"]))
        yield LOST_ONE.fill(
            unit=name_of(str(row["org_unit_id"])),
            indicator=indicator.title,
            period=period_text(str(row["period_id"])),
            before=before,
            after=state.name if state else NO_ROW,
        )


def _largest(rows: pd.DataFrame, name_of: NameOf) -> Iterator[Text]:
    for _, row in rows.iterrows():
        indicator = INDICATORS[row["indicator"]]
        difference = Text(*(format_change(float(row["difference"]), indicator, language) for language in ("en", "zh")))
        yield LARGEST.fill(
            unit=name_of(str(row["org_unit_id"])),
            indicator=indicator.title,
            period=period_text(row["period_id"]),
            difference=difference,
        )


def _sign_lines(rehearsal: Rehearsal) -> Iterator[Text]:
    if rehearsal.new_signs is not None and rehearsal.new_signs.num_rows:
        counts = Counter(rehearsal.new_signs["rule"].to_pylist())
        yield NEW_SIGNS.fill(n=rehearsal.new_signs.num_rows)
        for rule, n in counts.items():
            yield NEW_SIGN.fill(rule=rule, sentence=WATCHES[rule].sentence, n=n)
    if rehearsal.gone_signs is not None and rehearsal.gone_signs.num_rows:
        yield GONE_SIGNS.fill(n=rehearsal.gone_signs.num_rows)
