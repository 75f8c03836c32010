"""What a verdict says to the person at the command line, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from data.intake.judge import Verdict
from data.text import Text


def tell(verdict: Verdict) -> Iterator[str]:
    """Line by line: what was put right, every fault at its place, rows left out, and the count of it all."""
    for correction in verdict.corrections:
        yield f"  {correction.file} · {correction.sheet} · {correction.column}: {correction.note} ×{correction.count}"
    for notice in verdict.notices:
        yield f"  {notice}"
    for problem in verdict.problems.listed:
        yield f"  {problem}"
    unlisted = len(verdict.problems) - len(verdict.problems.listed)
    if unlisted > 0:
        yield f"  {MORE.fill(n=unlisted)}"
    for row in verdict.rejected:
        yield f"  {LEFT_OUT.fill(place=f'{row.file} · {row.sheet} · {row.row}')}"
    rows = sum(submission.rows_n for submission in verdict.submissions)
    yield str(SUMMARY.fill(name=verdict.package.source.name, rows=rows, errors=verdict.problems.errors))


MORE = Text("... and {n} more of the same kinds", "……同类问题另有 {n} 处")
LEFT_OUT = Text("left out: {place}", "已剔除：{place}")
SUMMARY = Text("{name}: {rows} rows, {errors} errors.", "{name}：{rows} 行，{errors} 处错误。")
