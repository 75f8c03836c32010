"""The league table: every rank with the interval in which it could as well lie, and who is surely at the bottom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Better, Indicator
from analytics.disclosure import disclosed
from analytics.findings.chance import column, common_level, judged, odds, shrunken, standard_errors, sums
from analytics.findings.sentences import Level, Name, joined
from analytics.findings.sentences_of_groups import TOO_NOISY, alike_sentence, league_sentence, noisy
from analytics.statistics.arguments import Flags
from analytics.statistics.multiplicity import benjamini_hochberg, expected_false_flags
from analytics.statistics.ranks import RankInterval, competition_rank, rank_interval
from analytics.statistics.ranks_of_many import rank_interval_of_many
from analytics.words import readings, verdict_of
from data.queries.structure import units_below
from data.store import Reader
from data.text import Text

DRAWS, SEED = 1000, 20250101
MOST_DRAWN = 1000
"""Of more units chance averages out among the others, as far as a thousand draws would tell."""
FEWEST_FOR_A_TENTH = 10
ALPHA, SURELY = 0.05, 0.002

COUNTS_ONLY = Text(
    "“{title}” counts activities, not their effect. It is ranked only when asked for.",
    "“{title}”只计活动次数，不反映成效，默认不排名，可按需打开。",
)
NO_ERROR = Text(
    "For a single unit's ratio of amounts (pay, funds, hours) no interval is known, so ranks have none and nobody is "
    "called certainly worst.",
    "单个单位的报酬、资金、学时之比无法计算区间，位次不附区间，也不认定谁确定处于末位。",
)
RELIABILITY_UNKNOWN = Text(
    "How much of the differences is chance cannot be told.", "无法判断各单位差异中有多少出于偶然。"
)


@dataclass(frozen=True, slots=True)
class League:
    """`frame`: evaluate's rows and, each <NA> where it does not apply, `rank`, `rank_lower`, `rank_upper`,
    `bottom_tenth` (probability), `list` (`certain`, `possible` or empty: the worst tenth), `shrunken` (in the
    indicator's unit), `p` (against the level of all), `flagged` (p < 0.05) and `flagged_bh` (Benjamini-Hochberg, 5 %).

    `by_chance`: how many flags chance alone would give. `reliability` is None where it cannot be told. `refused` says
    why nothing is ranked: then there are no ranks, but values. `alike`: the one value that several units all have: then
    nothing is ranked or flagged either.
    """

    indicator: Indicator
    frame: pd.DataFrame
    level: float
    by_chance: float
    reliability: float | None
    exact: bool
    refused: Text | None = None
    alike: float | None = None

    @property
    def too_noisy(self) -> bool:
        return self.alike is None and self.reliability is not None and self.reliability < TOO_NOISY

    @property
    def noise(self) -> Text | None:
        """Why it is too noisy to rank; None where it is not."""
        return noisy(self.reliability) if self.reliability is not None and self.too_noisy else None

    def listed(self, which: str) -> tuple[str, ...]:
        """Codes of the units on the list `certain` or `possible`, the worst first."""
        rows = self.frame[self.frame["list"] == which].sort_values(["rank", "org_unit_id"], ascending=[False, True])
        return tuple(rows["org_unit_id"].astype(str))

    def coloured(self, bh: bool = False) -> pd.DataFrame:
        """The frame with `verdict` against the level of all, clear only where a unit is flagged, as it is counted."""
        p = column(self.frame, "p")
        kept = self.frame["flagged_bh" if bh else "flagged"].to_numpy(bool)
        sizes = np.where(kept, np.where(p < SURELY, 2, 1), 0)
        signs = sizes * np.sign(column(self.frame, "value") - self.level)
        there = (self.frame["state"] == "value").to_numpy(bool)
        verdicts = [
            str(verdict_of(None if np.isnan(odd) else int(sign), self.indicator.better, size)) if known else None
            for sign, odd, size, known in zip(signs, p, column(self.frame, "denominator"), there, strict=True)
        ]
        return self.frame.assign(verdict=pd.array(verdicts, dtype="string"))

    def sentence(self, names: Mapping[str, Name], level: Level = "village", bh: bool = False) -> Text:
        """What the table says; `bh` counts the flags that Benjamini-Hochberg leaves."""
        if self.refused:
            return self.refused
        if self.alike is not None:
            return alike_sentence(self.indicator, readings(self.frame), self.alike, level)
        flagged = int(self.frame["flagged_bh" if bh else "flagged"].sum())
        said = league_sentence(
            self.indicator, readings(self.frame), certain=[names[unit] for unit in self.listed("certain")],
            possible=len(self.listed("possible")), flagged=flagged, by_chance=self.by_chance or None,
            reliability=self.reliability, activity=self.indicator.activity_count, level=level,
            ranked=int(self.frame["rank"].notna().sum()),
        )  # fmt: skip
        notes = [NO_ERROR] if self.exact else [RELIABILITY_UNKNOWN] if self.reliability is None else []
        return joined(said, *notes)


def rank(
    reader: Reader, indicator_id: str, unit_id: str, level: Level, period_id: str, *, counts_asked: bool = False
) -> League:
    """The league table of the units of a level below a unit in a period."""
    units = units_below(reader, unit_id, level)["org_unit_id"].to_pylist()
    return league(disclosed(reader, [indicator_id], units, [period_id]), INDICATORS[indicator_id],
                  counts_asked=counts_asked)  # fmt: skip


def league(
    frame: pd.DataFrame, indicator: Indicator, *, draws: int = DRAWS, seed: int = SEED, counts_asked: bool = False
) -> League:
    """Rank the units of evaluate's frame of one indicator and period; units without a value have no rank.

    Where neither way is good the highest is first and nobody is on a list. Fewer than 5 in the denominator: ranked,
    but neither listed nor flagged. A worst tenth exists from ten units on.
    """
    refused = COUNTS_ONLY.fill(title=indicator.title) if indicator.activity_count and not counts_asked else None
    ordered = frame.sort_values("org_unit_id", ignore_index=True)
    summed, known = sums(ordered), (ordered["state"] == "value").to_numpy(bool)
    level = common_level(summed)
    exact = bool(known.any()) and bool(np.isnan(standard_errors(ordered)[known]).all())
    alike = _alike(column(ordered, "value")[known])
    unranked = refused is not None or alike is not None
    ranks = _nobody(len(ordered)) if unranked else _ranks(ordered, indicator, exact, draws, seed)
    p = np.full(len(ordered), np.nan) if unranked else odds(summed, indicator, level)
    shrinkage = shrunken(ordered, summed, indicator)
    table = ordered.assign(
        **{name: _nullable(values) for name, values in zip(RANK_COLUMNS, ranks, strict=True)},
        list=_lists(ranks, indicator, judged(summed), exact), shrunken=_nullable(shrinkage.estimate), p=_nullable(p),
        flagged=np.nan_to_num(p, nan=1.0) < ALPHA, flagged_bh=benjamini_hochberg(p, ALPHA),
    )  # fmt: skip
    reliability = None if np.isnan(shrinkage.reliability) or exact else shrinkage.reliability
    by_chance = expected_false_flags(float(np.count_nonzero(~np.isnan(p))), ALPHA)
    order = table.sort_values(["rank", "org_unit_id"], ignore_index=True, na_position="last")
    return League(indicator, order, level * indicator.scale, by_chance, reliability, exact, refused, alike)


RANK_COLUMNS = ("rank", "rank_lower", "rank_upper", "bottom_tenth")


def _ranks(frame: pd.DataFrame, indicator: Indicator, exact: bool, draws: int, seed: int) -> RankInterval:
    value, best_first = column(frame, "value"), indicator.better is not Better.LOWER
    if exact:
        place = competition_rank(value, best_first)
        return RankInterval(place, place, place, np.full(len(frame), np.nan))
    error = standard_errors(frame)
    found = (
        rank_interval_of_many(value, error, best_first)
        if len(frame) > MOST_DRAWN
        else rank_interval(value, error, best_first, draws, seed)
    )
    if indicator.better is Better.NEUTRAL:
        return found._replace(bottom_tenth=np.full(len(frame), np.nan))
    return found


def _alike(values: NDArray[np.float64]) -> float | None:
    """The value that several units all have; None where they differ, or there are not several."""
    return float(values[0]) if len(values) > 1 and np.ptp(values) == 0 else None


def _nobody(units: int) -> RankInterval:
    return RankInterval(*np.full((4, units), np.nan))


def _lists(ranks: RankInterval, indicator: Indicator, enough: Flags, exact: bool) -> Sequence[str]:
    """`certain` where even the best rank lies in the worst tenth, `possible` where only the worst does."""
    ranked = np.count_nonzero(~np.isnan(ranks.rank))
    if indicator.better is Better.NEUTRAL or ranked < FEWEST_FOR_A_TENTH:
        return [""] * len(enough)
    edge = ranked - -(-ranked // 10)
    certain: NDArray[np.bool_] = (ranks.lower > edge) & enough & (not exact)
    possible = (ranks.upper > edge) & enough & ~certain
    return [str(name) for name in np.where(certain, "certain", np.where(possible, "possible", ""))]


def _nullable(values: NDArray[np.float64]) -> pd.api.extensions.ExtensionArray:
    return pd.array(values, dtype="Float64")
