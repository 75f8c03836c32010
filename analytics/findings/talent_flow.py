"""Who came and who left, by origin and kind, and what those who left gave as the reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa

from analytics.findings.counts import count_or_withheld
from analytics.findings.sentences import joined, listed
from analytics.words import STATES, number, rows_of
from data.schema import ENUMERATIONS
from data.text import Text

MOVED = Text(
    "Talents in stock at the end of the period: {stock}; in it {came} came and {left} left.",
    "期末在库{stock}人；本期到村{came}人，离开{left}人。",
)
BY_ORIGIN = Text("{origin}: {came} came, {left} left", "{origin}到村{came}人、离开{left}人")
IN_STOCK = Text("Talents in stock at the end of the period: {stock}.", "期末在库{stock}人。")
LEFT = Text("Left in this period: {left}.", "本期离开{left}人。")
MERGED = Text("A merger of villages is neither.", "村建制合并既不计新增也不计流失。")
WHY = Text("Of the {left} who left, {reasons}.", "离开的{left}人中，{reasons}。")
REASON = Text("{n} for “{reason}”", "“{reason}”{n}人")
NONE_LEFT = Text("Nobody left in this period.", "本期无人离开。")
NO_TALENTS = Text("There is no talent on the register here.", "此处没有在库人才。")
MOST = Text(
    "Most talents in stock are of the kind “{first}” ({n}), fewest “{last}” ({m}). At the right: in stock, came, left.",
    "在库人才以“{first}”最多（{n}人），“{last}”最少（{m}人）。右侧依次为存量、到村、离开人数。",
)
FIRST = Text(
    "Most talents in stock are of the kind “{first}” ({n}). At the right: in stock, came, left.",
    "在库人才以“{first}”最多（{n}人）。右侧依次为存量、到村、离开人数。",
)
WITHHELD = STATES["suppressed"].meaning
NONE_OF = Text("There is none of these: {kinds}.", "以下类别暂无人才：{kinds}。")
MOST_REASONS = 3
ORIGINS = tuple(ENUMERATIONS["talent_origin"].labels)


@dataclass(frozen=True)
class Flow:
    """Counts of talents; `<NA>` (None for `stock`) where they may not be shown.

    `flows`: a row a period and origin (`period_id`, `origin`, `came`, `left`), all periods of the kind in order;
    `kinds`: a row a kind of talent (`talent_type`, `came`, `left`, `stock`, and the stock of each origin) in the period
    asked for;
    `reasons`: a row a reason and origin (`exit_reason`, `origin`, `left`) in the period asked for;
    `totals`: a row a period (`period_id`, `came`, `left`), `why` a row a reason (`exit_reason`, `left`), `stock` all in
    stock at the end of the period asked for: sums that are told even where their parts are not.
    """

    flows: pd.DataFrame
    kinds: pd.DataFrame
    reasons: pd.DataFrame
    totals: pd.DataFrame
    why: pd.DataFrame
    stock: int | None

    def moved(self, what: str, period_id: str) -> int | None:
        """How many `came` or `left` in a period; None where that may not be shown."""
        there = self.totals.loc[self.totals["period_id"] == period_id, what]
        known = number(there.iloc[0]) if len(there) else 0.0
        return None if known is None else int(known)


def talent_flow(movement: pa.Table, period_id: str) -> Flow:
    """From the answer of `data.queries.talent_movement`."""
    rows = movement.to_pylist()
    periods = sorted({row["period_id"] for row in rows})
    moved = _count(rows, "period_id", "origin", "what")
    flows = [
        (period, origin, moved[period, origin, "came"], moved[period, origin, "left"])
        for period in periods
        for origin in ORIGINS
    ]
    now = [row for row in rows if row["period_id"] == period_id]
    kind = _count(now, "talent_type", "what")
    held = _count([row for row in now if row["what"] == "stock"], "talent_type", "origin")
    kinds = [
        (key, *(kind[key, what] for what in ("came", "left", "stock")), *(held[key, origin] for origin in ORIGINS))
        for key in ENUMERATIONS["talent_type"].labels
    ]
    why = _count([row for row in now if row["what"] == "left"], "exit_reason", "origin")
    reasons = [
        (reason, origin, why[reason, origin])
        for reason in ENUMERATIONS["talent_exit_reason"].labels
        for origin in ORIGINS
    ]
    moves = pd.DataFrame(flows, columns=["period_id", "origin", "came", "left"])
    of_kinds = pd.DataFrame(kinds, columns=["talent_type", "came", "left", "stock", *ORIGINS])
    of_reasons = pd.DataFrame(reasons, columns=["exit_reason", "origin", "left"])
    return Flow(
        moves,
        of_kinds,
        of_reasons,
        moves.groupby("period_id", as_index=False)[["came", "left"]].sum(),
        of_reasons.groupby("exit_reason", as_index=False, sort=False)[["left"]].sum(),
        int(of_kinds["stock"].sum()),
    )


def _count(rows: list[dict[str, Any]], *keys: str) -> Counter[tuple[Any, ...]]:
    found: Counter[tuple[Any, ...]] = Counter()
    for row in rows:
        found[tuple(row[key] for key in keys)] += row["talents"]
    return found


def flow_sentence(flow: Flow, period_id: str) -> Text:
    """How many came and left in the period, by origin."""
    sums = (flow.stock, flow.moved("came", period_id), flow.moved("left", period_id))
    if sums == (0, 0, 0):
        return NO_TALENTS
    stock, came, left = map(count_or_withheld, sums)
    now = rows_of(flow.flows[flow.flows["period_id"] == period_id])
    labels = ENUMERATIONS["talent_origin"].labels
    parts = [
        BY_ORIGIN.fill(
            origin=labels[row["origin"]], came=count_or_withheld(row["came"]), left=count_or_withheld(row["left"])
        )
        for row in now
    ]
    moved = MOVED.fill(stock=stock, came=came, left=left)
    if not parts:
        return joined(moved, MERGED)
    said = Text("; ".join(part.en for part in parts) + ".", "；".join(part.zh for part in parts) + "。")
    return joined(moved, said, MERGED)


def stock_sentence(flow: Flow) -> Text:
    """How many are in stock, whatever their kind."""
    return NO_TALENTS if flow.stock == 0 else IN_STOCK.fill(stock=count_or_withheld(flow.stock))


def left_sentence(flow: Flow, period_id: str) -> Text:
    """How many left in the period, whatever their reason."""
    left = flow.moved("left", period_id)
    return NONE_LEFT if left == 0 else LEFT.fill(left=count_or_withheld(left))


def kinds_sentence(kinds: pd.DataFrame) -> Text:
    """Which kinds of talent are most and least numerous; `kinds` as in `Flow`."""
    known = kinds[kinds["stock"].notna()]
    there = known[known["stock"] > 0].sort_values("stock", ascending=False, kind="stable")
    some_hidden = len(known) < len(kinds)
    if there.empty:
        return WITHHELD if some_hidden else NO_TALENTS
    labels = ENUMERATIONS["talent_type"].labels
    absent = [labels[str(kind)] for kind in known.loc[known["stock"] == 0, "talent_type"]]
    first, last = (there.iloc[place] for place in (0, -1))
    most = {"first": labels[str(first["talent_type"])], "n": f"{first['stock']:,}"}
    least = {"last": labels[str(last["talent_type"])], "m": f"{last['stock']:,}"}
    said = FIRST.fill(**most) if some_hidden else MOST.fill(**most, **least)
    return joined(said, NONE_OF.fill(kinds=listed(absent))) if absent else said


def reasons_sentence(flow: Flow, period_id: str) -> Text:
    """The reasons most often given."""
    counts = flow.why.set_index("exit_reason")["left"]
    known = counts[counts.notna()]
    given = known[known > 0].sort_values(ascending=False, kind="stable").head(MOST_REASONS)
    if given.empty:
        return left_sentence(flow, period_id)
    labels = ENUMERATIONS["talent_exit_reason"].labels
    said = listed([REASON.fill(n=f"{int(n):,}", reason=labels[str(reason)]) for reason, n in given.items()])
    return WHY.fill(left=count_or_withheld(flow.moved("left", period_id)), reasons=said)
