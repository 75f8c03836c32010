"""Where one unit stands on all the indicators of a building block, each against its own target."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics.catalogue.kinds import Indicator
from analytics.findings.compare import against
from analytics.findings.sentences import joined
from analytics.words import rows_of
from data.text import Text

MET = Text("{name} meets {met} of {aimed} {aimed:target|targets}.", "{name}{aimed}项目标中已达到{met}项。")
ALL_OR_NOTHING = Text(
    "Missed where the target is all or none: {short}; there every single case counts and chance has no say, so look at "
    "the distance.",
    "目标为100%或0%而未达标的{short}项：此类目标有一例未落实即未达标，与偶然无关，应看差距大小。",
)
SHORT = Text("Missed by more than chance: {short}.", "未达目标且差异显著的{short}项。")
NONE_SHORT = Text("No other target is missed by more than chance.", "没有其他差异显著的未达标项。")
NO_TARGETS = Text("None of these indicators has a value and a target here.", "这些指标均无可与目标比较的数值。")
WITHOUT = Text(
    "With a value and no target: {without}; without a value: {absent}.",
    "有数值而未设目标的{without}项，无数值的{absent}项。",
)
BY_THE_YEAR = Text("counted by the year", "按年度统计")
NEWEST_ONLY = Text("known for the newest period only", "仅最新一期有数")


def standing(frame: pd.DataFrame, indicators: Mapping[str, Indicator]) -> pd.DataFrame:
    """One row an indicator, in the order of `indicators`: evaluate's columns of one unit and period with `target`,
    `verdict` (against the target; none where the target is all or none), `met` (<NA> without value or target); all
    empty where evaluate has no row."""
    targets = {key: found.target.value for key, found in indicators.items() if found.target}
    judged = against(frame, indicators, targets).rename(columns={"benchmark": "target"})
    rows = judged.set_index(judged["indicator"].astype("object")).reindex(list(indicators))
    rows["indicator"] = list(indicators)
    met = [_met(row, indicators[str(row["indicator"])]) for row in rows_of(rows)]
    rows["verdict"] = rows["verdict"].mask(
        np.array([found.all_or_nothing for found in indicators.values()], dtype=bool)
    )
    aims = pd.array([targets.get(key) for key in indicators], dtype="Float64")
    return rows.assign(met=pd.array(met, dtype="boolean"), target=aims).reset_index(drop=True)


def standing_sentence(name: str, rows: pd.DataFrame) -> Text:
    """How many targets are met, how many missed by more than chance, how many indicators have no value."""
    known = (rows["state"] == "value").to_numpy(bool)
    aimed, met = int(rows["met"].notna().sum()), int((rows["met"] == True).sum())  # noqa: E712  nullable
    counts = WITHOUT.fill(without=int(known.sum()) - aimed, absent=len(rows) - int(known.sum()))
    if not aimed:
        return joined(NO_TARGETS, counts)
    short = int(rows["verdict"].isin(["worse", "surely_worse"]).sum())
    bare = int(((rows["met"] == False) & rows["verdict"].isna()).sum())  # noqa: E712  nullable
    parts = [MET.fill(name=name, met=met, aimed=aimed)]
    parts += [ALL_OR_NOTHING.fill(short=bare)] if bare else []
    if met + bare < aimed:
        parts.append(SHORT.fill(short=short) if short else NONE_SHORT)
    return joined(*parts, counts)


def why_no_row(indicator: Indicator) -> Text:
    """Why evaluate has no row of this indicator for a period."""
    return NEWEST_ONLY if indicator.newest_only else BY_THE_YEAR


def _met(row: Mapping[str, object], indicator: Indicator) -> bool | None:
    if indicator.target is None or row["state"] != "value":
        return None
    return indicator.target.met_by(float(str(row["value"])))
