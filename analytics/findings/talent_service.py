"""How talents are served: cases opened, settled and still open, the days it took, and pairs of mentor and mentee."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.findings.counts import count_or_withheld
from analytics.findings.sentences import joined
from analytics.statistics.quantiles import quantile
from analytics.words import format_number, number, rows_of
from data.schema import ENUMERATIONS
from data.text import Text

KINDS = ("problem_solving", "life_care", "career_development")
OPEN, UNSOLVED = "ongoing", ("not_resolved", "withdrawn")
DUE_DAYS = 60
"""Within so many days a problem is to be solved, says the indicator."""
WIDTH, LAST = 10, 120
"""Days of a bar, and the days beyond which all lie in one last bar; a bar holds its last day, so that 60 is in time."""

CASES = Text(
    "{kind}: {opened} opened, {settled} closed with a result, {unsolved} closed without one, {still} open at the end.",
    "{kind}：受理{opened}件，办结见效{settled}件，办结未果{unsolved}件，期末未结{still}件。",
)
BASE_OF_CASES = Text(
    "Counted are all cases under way in the period, whenever they were opened; D11 counts the problems whose 60 days "
    "ran out in the period, so the numbers differ.",
    "以上统计本期内在办的全部事项，不论何时受理；指标D11统计60日期限在本期届满的诉求，两者件数不同。",
)
BASE_OF_DAYS = Text(
    "Counted are all problems solved in the period, whenever they were opened; D11 counts those whose 60 days ran out "
    "in the period, so the numbers differ.",
    "以上统计本期解决的全部诉求，不论何时受理；指标D11统计60日期限在本期届满的诉求，两者件数不同。",
)
NO_CASES = Text("No service case was under way in this period.", "本期没有在办的服务事项。")
DAYS_ONLY = Text(
    "Half of the problems solved in the period took {median} days or fewer, nine in ten {ninety} or fewer.",
    "本期解决的诉求，半数在{median}天内办结，九成在{ninety}天内办结。",
)
DAYS = Text(
    "Half of the problems solved in the period took {median} days or fewer, nine in ten {ninety} or fewer; {late} of "
    "{n} took longer than 60 days.",
    "本期解决的诉求，半数在{median}天内办结，九成在{ninety}天内办结；{n}件中{late}件超过60天。",
)
SOLVED = Text("Problems solved in this period: {n}.", "本期解决诉求{n}件。")
NONE_SOLVED = Text("No problem was solved in this period.", "本期没有已解决的诉求。")
PAIRS = Text(
    "Pairs open at some time in the period: {pairs} (mentors: {mentors}, mentees: {mentees}). Begun in it: {begun}; "
    "completed: {completed}; going on: {still}.",
    "本期内在带结对{pairs}对：师傅{mentors}人，学员{mentees}人。其中本期新结对{begun}对，结业出师{completed}对，"
    "期末仍在带{still}对。",
)
NO_PAIRS = Text("No pair of mentor and mentee was open in this period.", "本期没有传帮带结对。")


@dataclass(frozen=True)
class Service:
    """`cases`: a row a kind (`kind`, `opened`, `settled`, `unsolved`, `still_open`); `days`: problems solved in the
    period by days (`after_day`, `cases`), bars of ten; `quantiles`: median, nine tenths (None without cases); `late`:
    those that took longer than 60 days."""

    cases: pd.DataFrame
    days: pd.DataFrame
    quantiles: tuple[float, float] | None
    late: int

    @property
    def solved(self) -> int:
        return int(self.days["cases"].sum())


def service(cases: pa.Table) -> Service:
    """From the answer of `data.queries.support_cases`."""
    rows = cases.to_pandas()
    table = [(kind, *_ends(rows[rows["kind"] == kind])) for kind in KINDS]
    solved = rows[(rows["kind"] == "problem_solving") & (rows["outcome"] == "resolved")]
    days = np.repeat(solved["days"].to_numpy(dtype=float), solved["cases"])
    place = (np.clip(days, 1, LAST + 1).astype(int) - 1) // WIDTH
    bars = np.bincount(place, minlength=LAST // WIDTH + 1)
    middle = tuple(float(q) for q in quantile(days, [0.5, 0.9])) if days.size else None
    return Service(
        pd.DataFrame(table, columns=["kind", "opened", "settled", "unsolved", "still_open"]),
        pd.DataFrame({"after_day": np.arange(len(bars)) * WIDTH, "cases": bars}),
        (middle[0], middle[1]) if middle else None,
        int((days > DUE_DAYS).sum()),
    )


def _ends(rows: pd.DataFrame) -> tuple[int, int, int, int]:
    counts, outcome = rows["cases"].to_numpy(), rows["outcome"].to_numpy(dtype=object)
    open_, unsolved = outcome == OPEN, np.isin(outcome, UNSOLVED)
    opened = rows["opened"].to_numpy(dtype=bool)
    return tuple(int(counts[where].sum()) for where in (opened, ~open_ & ~unsolved, unsolved, open_))  # type: ignore[return-value]


def service_sentence(cases: pd.DataFrame) -> Text:
    """What became of the cases of each kind; `cases` as in `Service`."""
    labels = ENUMERATIONS["support_kind"].labels
    parts = [
        CASES.fill(
            kind=labels[row["kind"]], opened=count_or_withheld(row["opened"]),
            settled=count_or_withheld(row["settled"]), unsolved=count_or_withheld(row["unsolved"]),
            still=count_or_withheld(row["still_open"]),
        )
        for row in rows_of(cases)
        if any(number(row[name]) != 0 for name in ("opened", "settled", "unsolved", "still_open"))
    ]  # fmt: skip
    return joined(*parts, BASE_OF_CASES) if parts else NO_CASES


def solved_sentence(solved: int | None) -> Text:
    """How many problems were solved, however long it took; None where that may not be shown."""
    return NONE_SOLVED if solved == 0 else SOLVED.fill(n=count_or_withheld(solved))


def days_sentence(found: Service, late: int | None) -> Text:
    """How long solving took; `late`: how many took too long, None where that may not be shown."""
    if found.quantiles is None:
        return NONE_SOLVED
    median, ninety = (format_number(value, "en", 0) for value in found.quantiles)
    if late is None:
        return joined(DAYS_ONLY.fill(median=median, ninety=ninety), SOLVED.fill(n=f"{found.solved:,}"), BASE_OF_DAYS)
    said = DAYS.fill(median=median, ninety=ninety, late=f"{late:,}", n=f"{found.solved:,}")
    return joined(said, BASE_OF_DAYS)


def mentoring_sentence(pairs: pd.DataFrame) -> Text:
    """From the last row of `data.queries.mentoring_pairs`, which is of all pairs."""
    if pairs.empty or number(pairs["pairs"].iloc[-1]) == 0:
        return NO_PAIRS
    names = ("pairs", "mentors", "mentees", "begun", "completed")
    counts = {name: count_or_withheld(pairs[name].iloc[-1]) for name in names}
    return PAIRS.fill(**counts, still=count_or_withheld(pairs["still_open"].iloc[-1]))
