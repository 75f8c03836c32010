"""Practices discovered, published and taken up: where each came from and who adopted it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from analytics.findings.sentences import joined
from analytics.words import format_number
from data.schema import ENUMERATIONS
from data.text import Text

THEMES, MEDIA = ENUMERATIONS["practice_theme"].labels, ENUMERATIONS["media_level"].labels

KNOWN = Text(
    "Practices known by the end of the period: {known}; registered in it: {new}; published at county level or above: "
    "{published}.",
    "截至期末累计登记原创典型经验{known}条，其中本期{new}条；县级及以上刊发{published}条。",
)
TAKEN_UP = Text(
    "Taken up by others: {adopted} of {known}, {adoptions} {adoptions:time|times} in all (in this period: {now}); "
    "most often “{theme}” of {unit} ({n}).",
    "{known}条中{adopted}条被推广应用，累计{adoptions}次（本期{now}次）；推广最多的是{unit}“{theme}”经验，{n}次。",
)
NOT_TAKEN_UP = Text("None was taken up by others yet.", "尚无推广应用。")
NO_PRACTICES = Text("No practice has been registered here by the end of the period.", "截至期末尚未登记典型经验。")


@dataclass(frozen=True)
class Practices:
    """`origins`: a row a practice (`practice_id`, `org_unit_id`, `theme`, `registered_date`, `media_level`,
    `published_date`, `of_this_period`, `adoptions`), the most adopted first; `adoptions`: `practice_id`, `adopted_by`,
    `registered_date`, `of_this_period`, in the order of the origins."""

    origins: pd.DataFrame
    adoptions: pd.DataFrame


def practices(rows: pa.Table) -> Practices:
    """From the answer of `data.queries.practices`."""
    frame = rows.to_pandas()
    adopted = frame[frame["adopted_by"].notna()]
    counts = adopted.groupby("practice_id").size()
    origins = frame[frame["adopted_by"].isna()].drop(columns="adopted_by")
    origins = origins.assign(adoptions=origins["practice_id"].map(counts).fillna(0).astype(int))
    origins = origins.sort_values(["adoptions", "registered_date"], ascending=[False, True], kind="stable")
    place = {practice: n for n, practice in enumerate(origins["practice_id"])}
    adopted = adopted[["practice_id", "adopted_by", "registered_date", "of_this_period"]]
    adopted = adopted.sort_values("registered_date", kind="stable")
    adopted = adopted.sort_values("practice_id", key=lambda column: column.map(place), kind="stable")
    return Practices(origins.reset_index(drop=True), adopted.reset_index(drop=True))


def by_theme(found: Practices) -> pd.DataFrame:
    """Origins by `theme`, a column of counts for each level of publication."""
    counts = found.origins.groupby(["theme", "media_level"]).size().to_dict()
    rows = [(theme, *(int(counts.get((theme, level), 0)) for level in MEDIA)) for theme in THEMES]
    return pd.DataFrame(rows, columns=["theme", *MEDIA])


def practices_sentence(found: Practices) -> Text:
    """How many practices are known, new and published."""
    origins = found.origins
    if origins.empty:
        return NO_PRACTICES
    new, published = int(origins["of_this_period"].sum()), int((origins["media_level"] != "none").sum())
    return KNOWN.fill(known=len(origins), new=new, published=published)


def adoption_sentence(found: Practices, names: dict[str, str]) -> Text:
    """How many were taken up, how often, and which most often."""
    if found.origins.empty:
        return NO_PRACTICES
    if found.adoptions.empty:
        return NOT_TAKEN_UP
    first = found.origins.iloc[0]
    return joined(
        TAKEN_UP.fill(
            known=len(found.origins),
            adopted=int((found.origins["adoptions"] > 0).sum()), adoptions=len(found.adoptions),
            now=int(found.adoptions["of_this_period"].sum()), theme=THEMES[str(first["theme"])],
            unit=names.get(str(first["org_unit_id"]), str(first["org_unit_id"])),
            n=format_number(float(first["adoptions"]), "en", 0),
        )
    )  # fmt: skip
