"""How many villages have reported all that was due, by unit and building block."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.catalogue.kinds import Block, Indicator
from analytics.findings.sentences_of_groups import few
from analytics.words import format_number, period_text
from data.text import Text

WHOLE = "all"
COLUMNS = ["org_unit_id", "block", "reported", "expected", "share"]


def coverage(frame: pd.DataFrame, indicators: Mapping[str, Indicator], belongs: Mapping[str, str]) -> pd.DataFrame:
    """One row a unit and block, and one over all (`all`): `reported` of `expected` villages, `share` in per cent.

    A village counts as reported when none of the block's indicators that apply to it lacks a report. `frame` is
    evaluate's, of villages, for one period; `belongs` names the unit under which a village is counted.
    """
    due = _due(frame, indicators)
    due["whole"] = (due["reported"] >= due["expected"]).astype(bool)
    villages = due.groupby(["org_unit_id", "block"], sort=False)["whole"].all().reset_index()
    villages["org_unit_id"] = villages["org_unit_id"].astype("object").map(dict(belongs))
    sums = villages.groupby(["org_unit_id", "block"], sort=False)["whole"].agg(["sum", "size"]).reset_index()
    sums.columns = pd.Index(["org_unit_id", "block", "reported", "expected"])
    sums["share"] = 100.0 * sums["reported"] / sums["expected"]
    return sums[COLUMNS]


def coverage_above(
    frame: pd.DataFrame, indicators: Mapping[str, Indicator], belongs: Mapping[str, str]
) -> pd.DataFrame:
    """As `coverage`, where `frame` is of units above the village: their sums do not say which villages have reported
    everything, but of each indicator how many have; here of the block's indicator that is reported least."""
    due = _due(frame, indicators)
    due["org_unit_id"] = due["org_unit_id"].astype("object").map(dict(belongs))
    sums = due.groupby(["org_unit_id", "block", "indicator"], sort=False)[["reported", "expected"]].sum().reset_index()
    sums["share"] = 100.0 * sums["reported"] / sums["expected"]
    least = sums.sort_values(["share", "expected"], ascending=[True, False], kind="stable")
    return least.drop_duplicates(["org_unit_id", "block"]).sort_index()[COLUMNS].reset_index(drop=True)


def _due(frame: pd.DataFrame, indicators: Mapping[str, Indicator]) -> pd.DataFrame:
    """The cells in which villages were expected to report, with their block, and once more under the whole."""
    blocks = frame["indicator"].astype("object").map({key: str(found.block) for key, found in indicators.items()})
    due = frame.assign(block=blocks)[(blocks.notna() & (frame["expected"] > 0)).to_numpy(bool)]
    return pd.concat([due.assign(block=WHOLE), due], ignore_index=True)


def by_block(covered: pd.DataFrame) -> pd.DataFrame:
    """The shares of `coverage` side by side: one row a unit, the whole (`all`) first, then the blocks that occur."""
    wide = covered.pivot(index="org_unit_id", columns="block", values="share")
    order = [name for name in (WHOLE, *map(str, Block)) if name in wide.columns]
    return wide[order].reset_index().rename_axis(columns=None)


def lacking(frame: pd.DataFrame, indicators: Mapping[str, Indicator]) -> dict[str, list[str]]:
    """The units that have not reported everything, in the frame's order, each with the indicators it lacks."""
    short = frame[frame["indicator"].isin(list(indicators)) & (frame["reported"] < frame["expected"]).to_numpy(bool)]
    found: dict[str, list[str]] = {}
    for unit, indicator in short[["org_unit_id", "indicator"]].itertuples(index=False):
        found.setdefault(str(unit), []).append(str(indicator))
    return found


def lacking_sentence(
    lacks: Mapping[str, list[str]], names: Mapping[str, str], indicators: Mapping[str, Indicator]
) -> tuple[Text, ...]:
    """Who has not reported everything, and for what; nothing where nobody is short."""
    said: list[str | Text] = [
        LACKS.fill(name=names[unit], n=len(short), title=indicators[short[0]].title) for unit, short in lacks.items()
    ]
    return (LACKING.fill(named=few(said)),) if said else ()


LACKS = Text("{name} ({n}, among them “{title}”)", "{name}（{n}项，如“{title}”）")
LACKING = Text("Data that core indicators need are missing from: {named}.", "核心指标所需数据未报齐的：{named}。")


def coverage_sentence(reported: int, expected: int, period_id: str, level: str = "village") -> Text:
    """How many villages have reported, as `coverage` counts them, or from sums of another `level` `coverage_above`."""
    period = period_text(period_id)
    if expected == 0:
        return NOTHING_DUE.fill(period=period)
    if reported == expected == 1:
        return ONE_COVERED.fill(period=period)
    if reported == expected:
        return ALL_COVERED.fill(expected=f"{expected:,}", period=period)
    share = Text(*(format_number(100 * reported / expected, language) + "%" for language in ("en", "zh")))
    said = COVERAGE if level == "village" else COVERAGE_ABOVE
    return said.fill(reported=f"{reported:,}", expected=f"{expected:,}", period=period, share=share)


COVERAGE = Text(
    "{reported} of {expected} villages have reported everything that the core indicators need for {period} ({share}); "
    "what is missing is not counted as zero.",
    "{period}共{expected}个村，核心指标所需数据已报齐的{reported}个村，占{share}；未报的不按零计算。",
)
COVERAGE_ABOVE = Text(
    "Of the core indicator reported least, {reported} of {expected} villages have sent what it needs for {period} "
    "({share}); what is missing is not counted as zero.",
    "{period}报送最不齐的一项核心指标，应报{expected}个村，已报{reported}个村，占{share}；未报的不按零计算。",
)
NOTHING_DUE = Text("Nothing was due for {period}.", "{period}没有应报报表。")
ONE_COVERED = Text(
    "The one village has reported everything that the core indicators need for {period}.",
    "{period}该村核心指标所需数据已全部报齐。",
)
ALL_COVERED = Text(
    "All {expected} villages have reported everything that the core indicators need for {period}.",
    "{period}共{expected}个村，核心指标所需数据已全部报齐。",
)
