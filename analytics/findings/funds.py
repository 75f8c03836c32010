"""Special funds planned against spent, by purpose and year."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from analytics.findings.sentences import joined
from analytics.words import format_number, rows_of
from data.schema import ENUMERATIONS
from data.text import Text

TRAINING = ("agri_tech_training", "startup_employment_training")
TALENT_PURPOSES = (*TRAINING, "talent_service", "returnee_support")
"""Party-building operations are another matter than talent."""
WAN = 10_000.0

SPENT = Text(
    "In {year}, {spent} of {allocated} ten thousand yuan planned for talent were spent ({share}%).",
    "{year}年，人才类专项资金安排{allocated}万元，支出{spent}万元（{share}%）。",
)
LEAST = Text("Least was used for “{purpose}” ({share}%).", "“{purpose}”支出比例最低（{share}%）。")
NO_FUNDS = Text("No special fund for talent was recorded for {year}.", "{year}年没有人才类专项资金记录。")


def fund_table(funds: pa.Table) -> pd.DataFrame:
    """`year`, `purpose`, `allocated` and `spent` in ten thousand yuan, `share` spent in % (<NA> where nothing was
    allocated): the funds for talent, out of the answer of `data.queries.funds`."""
    rows = funds.to_pandas()
    rows = rows[rows["purpose"].isin(TALENT_PURPOSES)].reset_index(drop=True)
    planned = rows["allocated"].where(rows["allocated"] > 0)
    return pd.DataFrame(
        {
            "year": rows["year"].astype(int),
            "purpose": rows["purpose"].astype("object"),
            "allocated": rows["allocated"] / WAN,
            "spent": rows["spent"] / WAN,
            "share": pd.array((100 * rows["spent"] / planned).tolist(), dtype="Float64"),
        }
    )


def funds_sentence(table: pd.DataFrame, year: int) -> Text:
    """Planned and spent in a year, and the purpose for which the least of the plan was used."""
    now = table[table["year"] == year]
    allocated, spent = float(now["allocated"].sum()), float(now["spent"].sum())
    if not allocated:
        return NO_FUNDS.fill(year=year)
    said = SPENT.fill(year=year, spent=_text(spent), allocated=_text(allocated), share=_text(100 * spent / allocated))
    known = rows_of(now[now["share"].notna()].sort_values("share", kind="stable"))
    if len(known) < 2:
        return said
    least = LEAST.fill(purpose=ENUMERATIONS["fund_purpose"].labels[known[0]["purpose"]], share=_text(known[0]["share"]))
    return joined(said, least)


def _text(value: float) -> Text:
    return Text(format_number(value, "en"), format_number(value, "zh"))
