"""What the page of the members shows of what they do, learn and are asked, made once for a view, and kept."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.charts.tallies import REST, SHADES, Mark, Part, bars, columns
from analytics.charts.theme import Words
from analytics.exports import Column
from analytics.findings import members as findings
from analytics.findings.secretaries import NOT_STATED
from analytics.periods import Period
from data.text import Language, Text
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.pictures.persons import all_shown, asked, one_way, withheld
from pages.parts.session import View
from pages.parts.words import say

HOURS, CLASSIFIED = Text("Members' training hours", "党员培训学时"), Text("Classified management", "党员分类管理")
POSTS, PAIRED = Text("Duty posts", "设岗定责"), Text("Paired households", "结对联系农户")
TITLES = {
    "duty_post": (POSTS, Text("Duty post", "岗位")),
    "pairing": (PAIRED, Text("Paired with", "结对户数")),
}
PERSONS = Column("persons", Text("Members", "党员人数"), "integer")


@keep(MOST_KEPT)
def hours(view: View, unit_id: str, year: Period, language: Language) -> Picture:
    """The year's training hours of those in stock all year, around the 32 of the regulations."""
    if (kept := withheld(view, unit_id, "township")) is not None:
        return kept
    frame = asked(view, "member_year", unit_id, (year.period_id,))
    known = frame[(frame["all_year"] == 1) & (frame["training_known"] == 1)]
    if known.empty:
        return Picture(None, findings.NO_HOURS, None)
    counts = known.groupby("hours_from")["persons"].sum().reindex(list(findings.SPANS), fill_value=0)
    if not all_shown(view, counts):
        return one_way(view, counts, findings.SPAN_NAMES, HOURS, Text("Hours", "学时"), language)
    total = int(counts.sum())
    reached = int(counts.to_numpy()[counts.index.to_numpy() >= findings.STANDARD_HOURS].sum())
    labels = [say(text) for text in findings.SPAN_NAMES.values()]
    sentence = findings.HOURS.fill(
        known=findings.count(total), reached=findings.count(reached), share=findings.share(reached, total)
    )
    far = [start >= findings.STANDARD_HOURS for start in findings.SPANS]
    enough = [value if yes else 0 for value, yes in zip(counts.tolist(), far, strict=True)]
    short = [0 if yes else value for value, yes in zip(counts.tolist(), far, strict=True)]
    names = Text("below 32 hours", "不足32学时"), Text("32 hours or more", "32学时及以上")
    figure = columns(
        labels, [Part(say(names[0]), short, REST), Part(say(names[1]), enough, SHADES[0])],
        Words(sentence=say(sentence)), language,
        lines=[Mark(findings.STANDARD_HOURS / 4 - 0.5, say(Text("32 hours", "32学时")))],
        axis=say(Text("credited hours in the year", "当年认定学时")),
    )  # fmt: skip
    table = pd.DataFrame({"span": labels, "persons": counts.to_numpy()})
    fields = (Column("span", Text("Hours", "学时")), PERSONS)
    return Picture(figure, sentence, Sheet(HOURS, fields, table, (), language))


@keep(MOST_KEPT)
def classified(view: View, unit_id: str, year: Period, language: Language) -> Picture:
    """Members by management category, those with points in the year's evaluation apart; no points are shown."""
    if (kept := withheld(view, unit_id, "township")) is not None:
        return kept
    frame = asked(view, "member_year", unit_id, (year.period_id,))
    known = frame[frame["evaluation_known"] == 1]
    if known.empty:
        return Picture(None, findings.NOBODY, None)
    codes = [*findings.CATEGORIES, "not_stated"]
    labels = {**findings.CATEGORIES, "not_stated": NOT_STATED}
    sums = known.assign(category=known["category"].astype("object").fillna("not_stated")).pivot_table(
        index="category", columns="with_points", values="persons", aggfunc="sum"
    )
    sums = sums.reindex(index=codes, columns=[1, 0]).fillna(0).astype(int)
    if not all_shown(view, sums):
        return one_way(view, sums.sum(axis=1), labels, CLASSIFIED, Text("Management category", "管理类别"), language)
    total, with_points = int(sums.to_numpy().sum()), int(sums[1].sum())
    sentence = findings.CLASSIFIED.fill(
        all=findings.count(total), with_points=findings.count(with_points), share=findings.share(with_points, total),
        without=findings.count(int(sums.to_numpy()[-1].sum())),
    )  # fmt: skip
    names = {1: Text("with points recorded", "当年有积分"), 0: Text("without", "当年无积分")}
    parts = [Part(say(names[flag]), sums[flag].tolist(), colour) for flag, colour in ((1, SHADES[0]), (0, REST))]
    shown = [f"{one:,} / {one + other:,}" for one, other in zip(sums[1], sums[0], strict=True)]
    titles = [say(labels[code]) for code in codes]
    figure = bars(titles, parts, Words(sentence=say(sentence)), language, figures=shown)
    fields = (Column("name", Text("Management category", "管理类别")),
              *(Column(f"p{flag}", text, "integer") for flag, text in names.items()))  # fmt: skip
    table = pd.DataFrame({"name": titles, "p1": sums[1].to_numpy(), "p0": sums[0].to_numpy()})
    return Picture(figure, sentence, Sheet(CLASSIFIED, fields, table, (), language))


@keep(MOST_KEPT)
def duty_posts(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Which duty posts members hold."""
    counts = _duties(view, unit_id, period_id, "duty_post", findings.DUTY_POSTS, language)
    if isinstance(counts, Picture):
        return counts
    counts = counts.sort_values(ascending=False)
    most = findings.DUTY_POSTS[str(counts.index[0])]
    sentence = findings.DUTIES.fill(n=findings.count(counts.sum()), most=most)
    return _simple(counts, findings.DUTY_POSTS, *TITLES["duty_post"], sentence, language)


@keep(MOST_KEPT)
def paired(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """With how many households the members who are paired are paired."""
    counts = _duties(view, unit_id, period_id, "pairing", findings.HOUSEHOLDS, language)
    if isinstance(counts, Picture):
        return counts
    sentence = findings.PAIRED.fill(n=findings.count(counts.sum()), one=findings.count(counts["1"]))
    return _simple(counts, findings.HOUSEHOLDS, *TITLES["pairing"], sentence, language)


def _duties(
    view: View, unit_id: str, period_id: str, duty: str, labels: Mapping[str, Text], language: Language
) -> pd.Series | Picture:
    if (kept := withheld(view, unit_id, "township")) is not None:
        return kept
    frame = asked(view, "member_duties", unit_id, (period_id,))
    rows = frame[frame["duty"] == duty]
    if rows.empty:
        return Picture(None, findings.NO_DUTIES, None)
    counts = rows.groupby("sort")["persons"].sum().reindex(list(labels), fill_value=0)
    if not all_shown(view, counts):
        return one_way(view, counts, labels, *TITLES[duty], language)
    return counts


def _simple(
    counts: pd.Series, labels: Mapping[str, Text], title: Text, sort: Text, sentence: Text, language: Language
) -> Picture:
    names = [say(labels[str(code)]) for code in counts.index]
    figure = bars(names, [Part("", counts.tolist())], Words(sentence=say(sentence)), language)
    table = pd.DataFrame({"name": names, "persons": counts.to_numpy()})
    return Picture(figure, sentence, Sheet(title, (Column("name", sort), PERSONS), table, (), language))
