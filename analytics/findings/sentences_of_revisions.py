"""What a rehearsal found, and what differs between two snapshots, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from analytics.catalogue import INDICATORS
from analytics.findings.revision import Revision
from analytics.rehearsal import Rehearsal
from analytics.words import format_change, period_text
from data.quality import WATCHES
from data.text import Text

LISTED = 5
JUDGED = ("village", "township")  # what is revised here is revised above by as much less

AGAIN = Text("This very file was received before: nothing to do.", "该文件此前已导入，无需重复。")
UNFIT = Text("It cannot be published as it is. Nothing was published.", "检查未通过，未发布任何内容。")
FIT = Text("Fit to be published; nothing was published. What would change:", "检查通过，尚未发布。发布后将有以下变化：")
ROWS = Text(
    "{added} rows added, {changed} changed, {removed} removed; {units} units are affected.",
    "新增 {added} 行、更改 {changed} 行、删去 {removed} 行，涉及 {units} 个单位。",
)
NO_ROWS = Text("No row would differ.", "各行均无变化。")
STANDING = Text(
    "On the strength index of {period} {band} villages change band and {tenth} move to another tenth; {verdict} "
    "verdicts on villages change.",
    "{period}组织力指数：{band} 个村等级变化，{tenth} 个村所在十分位变化；村级显著性判断变化 {verdict} 处。",
)
VERDICTS_ONLY = Text("{verdict} verdicts on villages change.", "村级显著性判断变化 {verdict} 处。")
LARGEST = Text("{unit}, {indicator}, {period}: {difference}", "{unit}，{indicator}，{period}：{difference}")
NEW_SIGNS = Text("{n} new warnings: {rules}.", "新增提示 {n} 条：{rules}。")
GONE_SIGNS = Text("{n} warnings are settled.", "消除提示 {n} 条。")


def rehearsal_lines(rehearsal: Rehearsal) -> Iterator[Text]:
    """What would come of it, a sentence at a time."""
    verdict = rehearsal.verdict
    if verdict.again:
        yield AGAIN
    elif rehearsal.revision is None:
        yield UNFIT
    else:
        yield FIT
        yield from revision_lines(rehearsal.revision)
        yield from _sign_lines(rehearsal)


def revision_lines(revision: Revision, name_of: Callable[[str], str] = str) -> Iterator[Text]:
    """Rows, standing, and the largest revisions of units' values; `name_of` says what a unit is called."""
    counts = {name: int(revision.rows[name].sum()) for name in ("added", "changed", "removed")}
    yield ROWS.fill(**counts, units=len(revision.affected)) if sum(counts.values()) else NO_ROWS
    verdicts = revision.count("verdict")
    if revision.period_id is None:
        yield VERDICTS_ONLY.fill(verdict=verdicts)
    else:
        of = {what: revision.count(what) for what in ("band", "tenth")}
        yield STANDING.fill(period=period_text(revision.period_id), verdict=verdicts, **of)
    known = revision.values[revision.values["difference"].notna() & revision.values["level"].isin(JUDGED)]
    for _, row in known.head(LISTED).iterrows():
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
        rules = [f"{rule} × {n}" for rule, n in counts.items() if rule in WATCHES]
        yield NEW_SIGNS.fill(n=rehearsal.new_signs.num_rows, rules=Text(", ".join(rules), "、".join(rules)))
    if rehearsal.gone_signs is not None and rehearsal.gone_signs.num_rows:
        yield GONE_SIGNS.fill(n=rehearsal.gone_signs.num_rows)
