"""Villages on the list of weak and lax organizations, year by year, and which of them were rectified."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from analytics.findings.sentences import joined, units
from data.text import Text

LISTED, RECTIFIED, OFF, SILENT = "listed", "rectified", "off", "not_reported"

NOW = Text("On the list in {year}: {villages}.", "{year}年在册软弱涣散村党组织的村：{villages}。")
DONE = Text(
    "Of {past} on the list in {before}, no longer on it in {year}: {done}.",
    "{before}年在册的{past}个村中，{done}个已于{year}年整顿转化。",
)
UNKNOWN = Text("Of {n} the entry of one of the two years is missing.", "{n}个村两年认定情况不全。")
NEVER = Text("No village here has been on the list of weak and lax organizations.", "此处没有列入过软弱涣散名单的村。")


def weak_years(rows: pa.Table, years: range) -> pd.DataFrame:
    """`org_unit_id`, `year`, `what` for every village ever listed and every year: `listed`, `rectified` (no longer on
    the list of the year before), `off`, `not_reported`. From the answer of `data.queries.weak_lax`."""
    entries = {(row["org_unit_id"], row["year"]): row["weak_lax"] for row in rows.to_pylist()}
    villages = dict.fromkeys(village for village, _ in entries)
    found = [(village, year, _what(entries, village, year)) for village in villages for year in years]
    return pd.DataFrame(found, columns=["org_unit_id", "year", "what"])


def _what(entries: dict[tuple[str, int], bool | None], village: str, year: int) -> str:
    now = entries.get((village, year))
    if now is None:
        return SILENT
    if now:
        return LISTED
    return RECTIFIED if entries.get((village, year - 1)) else OFF


def weak_sentence(found: pd.DataFrame, year: int) -> Text:
    """How many are on the list, and how many of those of the year before are no longer."""
    if found.empty:
        return NEVER
    by_year = found.set_index(["org_unit_id", "year"])["what"]
    villages = found["org_unit_id"].unique()
    now = {village: by_year.get((village, year)) for village in villages}
    past = [village for village in villages if by_year.get((village, year - 1)) == LISTED]
    known = [village for village in past if now[village] != SILENT]
    done = sum(now[village] == RECTIFIED for village in known)
    parts = [NOW.fill(villages=units(sum(what == LISTED for what in now.values())), year=year)]
    if known:
        parts.append(DONE.fill(past=len(known), done=done, before=year - 1, year=year))
    if len(known) < len(past):
        parts.append(UNKNOWN.fill(n=len(past) - len(known)))
    return joined(*parts)
