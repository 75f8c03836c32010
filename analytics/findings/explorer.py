"""Do two indicators go together over the units? A link with its uncertainty, never a cause."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.catalogue.kinds import Indicator
from analytics.findings.sentences import NOBODY, joined
from analytics.findings.sentences_of_groups import TOO_FEW_PAIRS, scatter_sentence
from analytics.statistics.correlation import RankCorrelation, spearman
from data.text import Text

FEWEST = 10
"""With fewer units a correlation says next to nothing: its interval spans most of what is possible."""
PAIR = ("value", "lower", "upper", "state", "numerator", "denominator")

SO_MANY = Text("{n} {n:has|have} both; {fewest} are needed.", "两项数值均有的仅{n}个，至少需要{fewest}个。")
SAME = Text(
    "“{title}” is the same for all {n} units with both values, so no link can be looked for.",
    "两项数值均有的{n}个单位，“{title}”完全相同，无法判断关联。",
)
BLURRED = Text(
    "Values of small units swing by chance (see the intervals), which makes a link look weaker than it is.",
    "基数小的单位数值易因偶然而波动（见区间），关联看上去会比实际弱。",
)
LACKING = Text("{n} lack one of the two values and are left out.", "{n}个缺少其中一项数值，未列入。")
RUNNING = Text("The period is still running; the figures will change.", "本期尚未结束，数据为暂定数。")


@dataclass(frozen=True, slots=True)
class Linked:
    """`frame`: one row a unit that has a row for both indicators, `x_` and `y_` before evaluate's columns.

    `correlation` is over the units with both values; `lacking` counts the others.
    """

    indicators: tuple[Indicator, Indicator]
    frame: pd.DataFrame
    correlation: RankCorrelation
    lacking: int
    level: str

    @property
    def known(self) -> bool:
        return self.correlation.pairs >= FEWEST and not np.isnan(self.correlation.rho)

    def sentence(self) -> Text:
        """How strongly the two go together, over how many, how sure, who is left out."""
        notes = [LACKING.fill(n=self.lacking)] if self.lacking else []
        notes += [RUNNING] if self.frame["provisional"].any() else []
        if silent := self._silent():
            return joined(*(NOBODY.fill(title=title) for title in silent), *notes)
        if not self.known:
            return joined(*self._unknown(), *notes)
        x, y = self.indicators
        found = self.correlation
        said = scatter_sentence(
            x, y, pairs=found.pairs, rho=found.rho, bounds=(found.lower, found.upper), level=self.level
        )
        return joined(said, BLURRED, *notes)

    def _silent(self) -> list[Text]:
        """The titles of the indicators that no unit has a value for."""
        there = [(self.frame[f"{side}_state"] == "value").any() for side in ("x", "y")]
        return [indicator.title for indicator, some in zip(self.indicators, there, strict=True) if not some]

    def _unknown(self) -> list[Text]:
        pairs = self.correlation.pairs
        if pairs < FEWEST:
            return [TOO_FEW_PAIRS, SO_MANY.fill(n=pairs, fewest=FEWEST)]
        known = self.frame[(self.frame["x_state"] == "value") & (self.frame["y_state"] == "value")]
        x, y = self.indicators
        return [SAME.fill(title=(x if known["x_value"].nunique() == 1 else y).title, n=pairs)]


def linked(across: pd.DataFrame, up: pd.DataFrame, indicators: tuple[Indicator, Indicator], level: str) -> Linked:
    """Two indicators over the same units; `across` and `up` are evaluate's frames of one period, one indicator each."""
    ours = _sided(across, "x").assign(provisional=across["provisional"].to_numpy(bool))
    frame = ours.merge(_sided(up, "y"), on="org_unit_id")
    x, y = (frame[f"{side}_value"].to_numpy(float, na_value=np.nan) for side in ("x", "y"))
    correlation = spearman(x, y)
    return Linked(indicators, frame, correlation, len(frame) - correlation.pairs, level)


def _sided(frame: pd.DataFrame, side: str) -> pd.DataFrame:
    return frame[["org_unit_id", *PAIR]].rename(columns={name: f"{side}_{name}" for name in PAIR})
