"""Why did an aggregate move? Its units' own change, the weights among them, and units that came or went.

The parts add up exactly. They say where the change lies, not what caused it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Indicator
from analytics.disclosure import disclosed
from analytics.findings.chance import column
from analytics.findings.sentences import Level, Name, joined
from analytics.findings.sentences_of_groups import few, waterfall_sentence
from analytics.statistics.decomposition import Decomposition, decompose
from analytics.words import period_text
from data.queries.structure import units_below
from data.store import Reader
from data.text import Language, Text

OWN = "own"
"""Stands for what an aggregate has beside its units: a township's own workers, practices, funds."""
PARTS = ("within", "mix", "entry", "exit")
LABELS: Mapping[str, Text] = {
    "within": Text("Change within the units", "各单位自身变化"),
    "mix": Text("Changed weights among them", "构成变化"),
    "entry": Text("Units that came", "新增单位"),
    "exit": Text("Units that went", "减少单位"),
}
NO_PERIOD = Text(
    "{name}: no unit has a value for “{title}” in {period}, so its change cannot be explained.",
    "{name}{period}没有单位有“{title}”数值，无法分解变化原因。",
)
RUNNING = Text(
    "{name}: {period} is still running; “{title}” cannot be compared with a whole period.",
    "{name}{period}尚未结束，“{title}”不能与完整时期比较。",
)
WITHHELD = Text(
    "{name}: “{title}” is withheld for some units, so its change is not split: the parts would tell what is withheld.",
    "{name}部分单位的“{title}”不予显示，故不分解其变化，以免由各部分反推。",
)
PLACE = Text("This says where the change lies, not why it came about.", "以上只说明变化体现在哪里，不说明变化的原因。")
MOST = Text("The largest shares lie with {names}.", "影响最大的：{names}。")
SILENT = Text(
    "{n} {n:unit|units} reported in one of the two periods alone; {n:it counts|they count} as coming or going.",
    "{n}个单位只在其中一期报送，按新增或减少计算。",
)
OWN_NAME = Text("all else in {name}", "{name}其余部分")
NAMED = 3
EXACT = 1e-9
"""A difference of sums that is only rounding."""


@dataclass(frozen=True, slots=True)
class Why:
    """`units`: `org_unit_id` (`own` for the aggregate's own rows) and each unit's share in the four `PARTS` and in
    all (`total`), in the indicator's unit, the largest first. Without an answer `parts` is None and `refused` says
    why. `silent` counts units that did not report in one of the two periods."""

    indicator: Indicator
    name: Name
    periods: tuple[str, str]
    units: pd.DataFrame
    parts: Decomposition | None
    silent: int
    refused: Text | None = None

    def steps(self, language: Language) -> pd.DataFrame:
        """`name`, `amount` (in the indicator's unit) and `kind` as the waterfall takes them; no rows if refused."""
        if self.parts is None:
            return pd.DataFrame(columns=["name", "amount", "kind"])
        first, last = (period_text(period).in_language(language) for period in self.periods)
        changes = [(LABELS[part].in_language(language), getattr(self.parts, part), "change") for part in PARTS]
        rows = [(first, self.parts.before, "start"), *changes, (last, self.parts.after, "end")]
        return pd.DataFrame([(name, amount * self.indicator.scale, kind) for name, amount, kind in rows],
                            columns=["name", "amount", "kind"])  # fmt: skip

    def sentence(self, names: Mapping[str, Name]) -> Text:
        """The parts, who bears most of them, and who did not report in one of the periods."""
        if self.parts is None:
            assert self.refused, "a change without parts is refused with a reason"
            return self.refused
        scale, parts = self.indicator.scale, self.parts
        said = waterfall_sentence(
            self.name, self.indicator, total=parts.change * scale, within=parts.within * scale, mix=parts.mix * scale,
            entry=(parts.entry + parts.exit) * scale,
        )  # fmt: skip
        known = {OWN: OWN_NAME.fill(name=self.name), **names}
        most = [known[unit] for unit in self.most()]
        notes = [SILENT.fill(n=self.silent)] if self.silent else []
        return joined(said, *([MOST.fill(names=few(most))] if most else []), *notes)

    def most(self) -> tuple[str, ...]:
        """Up to three units that moved the aggregate furthest its own way; none where it hardly moved."""
        if self.parts is None or abs(self.parts.change) < 1e-12:
            return ()
        along = self.units[self.units["total"] * np.sign(self.parts.change) > 1e-9]
        return tuple(along["org_unit_id"].astype(str)[:NAMED])


def why(
    reader: Reader, indicator_id: str, unit_id: str, name: Name, level: Level, before: str, after: str
) -> Why:  # fmt: skip
    """Why a unit's value moved between two periods, by its units of a level."""
    units = units_below(reader, unit_id, level)["org_unit_id"].to_pylist()
    frame = disclosed(reader, [indicator_id], [unit_id, *units], [before, after])
    return explain(frame, unit_id, name, INDICATORS[indicator_id], before, after)


def explain(frame: pd.DataFrame, unit_id: str, name: Name, indicator: Indicator, before: str, after: str) -> Why:
    """From evaluate's frame of the aggregate and its units (disjoint, one level) in both periods.

    What the aggregate has beyond its units is a unit of its own (`own`).
    """
    parts = [_sums(frame[frame["period_id"] == period], unit_id) for period in (before, after)]
    refused = _refused(frame, parts, name, indicator, (before, after))
    if refused:
        none = pd.DataFrame(columns=["org_unit_id", *PARTS, "total"])
        return Why(indicator, name, (before, after), none, None, 0, refused)
    units = sorted({*parts[0].index, *parts[1].index})
    first, last = (part.reindex(units) for part in parts)
    found = decompose(column(first, "x"), column(first, "n"), column(last, "x"), column(last, "n"))
    return Why(indicator, name, (before, after), _shares(units, found, indicator.scale), found,
               _silent(frame, (before, after)))  # fmt: skip


def _sums(rows: pd.DataFrame, unit_id: str) -> pd.DataFrame:
    """`x` and `n` by unit that has a value, and what the aggregate has beyond them."""
    known = rows[rows["denominator"].notna()]
    table = pd.DataFrame({"x": column(known, "numerator"), "n": column(known, "denominator")},
                         index=known["org_unit_id"].astype(str))  # fmt: skip
    below = table.drop(index=unit_id, errors="ignore")
    if unit_id not in table.index:
        return below
    rest = table.loc[unit_id] - below.sum()
    if rest["n"] <= EXACT and abs(rest["x"]) <= EXACT:
        return below
    return pd.concat([below, pd.DataFrame({"x": [rest["x"]], "n": [max(rest["n"], 0.0)]}, index=[OWN])])


def _refused(
    frame: pd.DataFrame, parts: list[pd.DataFrame], name: Name, indicator: Indicator, periods: tuple[str, str]
) -> Text | None:
    if (frame["state"] == "suppressed").any():
        return WITHHELD.fill(name=name, title=indicator.title)
    for part, period in zip(parts, periods, strict=True):
        said = {"name": name, "title": indicator.title, "period": period_text(period)}
        if frame.loc[frame["period_id"] == period, "provisional"].any():
            return RUNNING.fill(**said)
        if not part["n"].sum() > 0:
            return NO_PERIOD.fill(**said)
    return None


def _shares(units: list[str], found: Decomposition, scale: float) -> pd.DataFrame:
    shares = {part: getattr(found.units, part) * scale for part in PARTS}
    table = pd.DataFrame({"org_unit_id": units, **shares})
    table["total"] = table[list(PARTS)].sum(axis=1)
    order = table["total"].abs().round(12).sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _silent(frame: pd.DataFrame, periods: tuple[str, str]) -> int:
    """Units silent in exactly one of the periods."""
    silent = frame[frame["state"] == "not_reported"]
    first, last = (set(silent.loc[silent["period_id"] == period, "org_unit_id"]) for period in periods)
    return len(first ^ last)
