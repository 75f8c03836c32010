"""What the page of the secretaries shows from their records, made once for a view and a choice, and kept."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from analytics.charts.parallel_sets import Band, Column, parallel_sets
from analytics.charts.tallies import REST, SHADES, Mark, Part, bars, columns
from analytics.charts.theme import Words
from analytics.exports import Column as Field
from analytics.findings import secretaries as findings
from analytics.findings.sentences import joined, listed
from analytics.periods import Period
from analytics.words import format_number
from data.text import Language, Text
from pages.parts import session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.pictures.persons import FOR_LEADERS, all_shown, asked, one_way, withheld
from pages.parts.session import View
from pages.parts.words import say

FLOW, TRAINING = Text("Where secretaries come from", "书记来源、学历与年龄"), Text("Training hours", "书记培训学时")
CALENDAR, OUTLETS = Text("Training by month", "各月培训学时"), Text("Outlets", "书记政治出路")
PERSONS = Field("persons", Text("Secretaries", "书记人数"), "integer")
FEWEST_DRAWN = 5
"""Of fewer people a distribution would be those people one by one: the sentence says it."""
STEPS = ("channel", "education", "age")
TITLES = (Text("Selection channel", "来源渠道"), Text("Education", "学历"), Text("Age", "年龄"))
APART = Text("the three priority channels", "三类重点渠道")
OTHERS = Text("other channels", "其他渠道")
PER_SECRETARY = Text("hours per secretary", "人均学时")


@keep(MOST_KEPT)
def origins(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Channel, education and age as one flow, the priority channels set apart."""
    if (kept := withheld(view, unit_id, "county")) is not None:
        return kept
    frame = asked(view, "secretaries", unit_id, (period_id,))
    if frame.empty:
        return Picture(None, findings.NO_RECORDS, None)
    labels = [findings.named(labels) for labels in (findings.CHANNELS, findings.EDUCATION, findings.AGES)]
    if not all_shown(view, frame.groupby([*STEPS, "priority"], dropna=False)["persons"].sum()):
        by_channel = findings.counted(frame, "channel").set_index("channel")["persons"]
        return one_way(view, by_channel, labels[0], FLOW, TITLES[0], language)
    first = frame.sort_values("priority", ascending=False, kind="stable")["channel"].fillna("not_stated").unique()
    codes = [list(dict.fromkeys([*first, *labels[0]])), list(labels[1]), list(labels[2])]
    shown = [
        Column(say(title), [(code, say(labels[place][code])) for code in codes[place]])
        for place, title in enumerate(TITLES)
    ]
    table, bands = [], []
    for place, (start, end) in enumerate(pairwise(STEPS)):
        counts = findings.counted(frame, start, end, "priority")
        ordered = counts.sort_values("priority", ascending=False, kind="stable")
        bands += [
            Band(place, *cells)
            for cells in zip(*(ordered[c] for c in (start, end, "persons", "priority")), strict=True)
        ]
        table.append(_spoken(ordered, (start, end), labels[place : place + 2], language))
    sentence = _origins_sentence(frame, labels[0])
    if _sum(frame) < FEWEST_DRAWN:
        return Picture(None, sentence, None)
    figure = parallel_sets(
        [band for band in bands if band.count > 0], shown, Words(sentence=say(sentence)), language,
        apart=say(APART), others=say(OTHERS),
    )  # fmt: skip
    fields = (
        Field("step", Text("Step", "环节")),
        Field("from", Text("From", "类别")),
        Field("to", Text("To", "对应类别")),
    )
    return Picture(figure, sentence, Sheet(FLOW, (*fields, PERSONS), pd.concat(table, ignore_index=True), (), language))


def _spoken(
    counts: pd.DataFrame, steps: tuple[str, str], labels: list[dict[str, Text]], language: Language
) -> pd.DataFrame:
    titles = [say(TITLES[STEPS.index(step)]) for step in steps]
    pairs = counts.groupby(list(steps), sort=False)["persons"].sum().reset_index()
    return pd.DataFrame(
        {
            "step": " → ".join(titles),
            "from": pairs[steps[0]].map({code: text.in_language(language) for code, text in labels[0].items()}),
            "to": pairs[steps[1]].map({code: text.in_language(language) for code, text in labels[1].items()}),
            "persons": pairs["persons"],
        }
    )


def _origins_sentence(frame: pd.DataFrame, labels: dict[str, Text]) -> Text:
    by_channel = findings.counted(frame, "channel", "priority")
    apart = by_channel[by_channel["priority"] == 1]
    all_, own = int(by_channel["persons"].sum()), int(apart["persons"].sum())
    parts = [
        Text(f"{labels[code].en} {count}", f"{labels[code].zh}{count}名")
        for code, count in zip(apart["channel"], apart["persons"], strict=True)
    ]
    share = format_number(100 * own / all_, "en") if all_ else "—"
    return findings.FLOW.fill(all=all_, apart=own, share=share, parts=listed(parts) if parts else "—")


@keep(MOST_KEPT)
def hours(view: View, unit_id: str, year: Period, language: Language) -> Picture:
    """The year's training hours of those in post all year against the 56, with and without a county's class."""
    if (kept := withheld(view, unit_id, "county")) is not None:
        return kept
    frame = asked(view, "secretaries", unit_id, (year.period_id,))
    known = findings.in_training_standard(frame)
    if known.empty:
        return Picture(None, findings.NO_TRAINING, None)
    if not all_shown(
        view, known.groupby(["hours_from", "county_class", "to_standard", "study_visit"])["persons"].sum()
    ):
        spans = known.groupby("hours_from")["persons"].sum().reindex(list(findings.SPANS), fill_value=0)
        return one_way(view, spans, findings.SPAN_NAMES, TRAINING, Text("Hours", "学时"), language)
    table = pd.DataFrame({"from": list(findings.SPANS)})
    names = {
        1: Text("with a class run by the county or above", "已参加县级及以上轮训"),
        0: Text("without one", "未参加轮训"),
    }
    for flag in names:
        own = known[known["county_class"] == flag].groupby("hours_from")["persons"].sum()
        table[f"class {flag}"] = own.reindex(table["from"], fill_value=0).to_numpy()
    labels = [say(text) for text in findings.SPAN_NAMES.values()]
    sentence = _hours_sentence(frame, known)
    if _sum(known) < FEWEST_DRAWN:
        return Picture(None, sentence, None)
    figure = columns(
        labels,
        [
            Part(say(names[flag]), table[f"class {flag}"].tolist(), colour)
            for flag, colour in ((1, SHADES[0]), (0, REST))
        ],
        Words(sentence=say(sentence)), language,
        lines=[Mark(findings.STANDARD_HOURS / 8 - 0.5, say(Text("56 hours", "56学时")))],
        axis=say(Text("credited hours in the year", "当年认定学时")),
    )  # fmt: skip
    fields = (
        Field("span", Text("Hours", "学时")),
        *(Field(f"class {flag}", text, "integer") for flag, text in names.items()),
    )
    return Picture(figure, sentence, Sheet(TRAINING, fields, table.assign(span=labels), (), language))


def _hours_sentence(frame: pd.DataFrame, known: pd.DataFrame) -> Text:
    told = frame[frame["training_known"] == 1]
    shown = {
        "known": _sum(known),
        "to_standard": _sum(known[known["to_standard"] == 1]),
        "hours": _sum(known[known["hours_from"] >= findings.STANDARD_HOURS]),
        "county": _sum(known[known["county_class"] == 1]),
        "all": _sum(told),
        "n": _sum(told[told["study_visit"] == 1]),
    }
    return joined(findings.HOURS.fill(**shown), findings.VISITS.fill(**shown))


def _sum(frame: pd.DataFrame) -> int:
    return int(frame["persons"].sum())


@keep(MOST_KEPT)
def training_calendar(view: View, unit_id: str, year: Period, language: Language) -> Picture:
    """Hours per secretary in post, month by month, by the form of the training; all forms together, or by quarters,
    where this reader may not see it so finely."""
    if (kept := withheld(view, unit_id, "county")) is not None:
        return kept
    frame = asked(view, "secretary_training", unit_id, (year.period_id,))
    known = asked(view, "secretaries", unit_id, (year.period_id,))
    people = int(known.loc[known["training_known"] == 1, "persons"].sum()) if len(known) else 0
    if frame.empty or not people:
        return Picture(None, findings.NO_TRAINING, None)
    found = findings.training_grid(frame, range(1, year.months + 1), lambda counts: all_shown(view, counts))
    if found is None:
        return Picture(None, FOR_LEADERS, None)
    grid, labels = found.hours / people, [text.in_language(language) for text in found.labels(year.year)]
    titles = findings.FORMS | {findings.ALL_FORMS: findings.HOURS_OF_ALL}
    forms = [form for form in titles if form in grid.columns]
    parts = [Part(say(titles[form]), grid[form].tolist(), SHADES[place]) for place, form in enumerate(forms)]
    sentence = found.sentence(people)
    figure = columns(
        labels, parts, Words(sentence=say(sentence)), language, unit=say(Text(" hours per secretary", "学时/人")),
        upward=say(PER_SECRETARY),
    )  # fmt: skip
    fields = (
        Field("label", Text("Month or quarter", "月份或季度")),
        *(Field(form, titles[form], "number") for form in forms),
    )
    table = grid.assign(label=labels)
    return Picture(figure, sentence, Sheet(CALENDAR, fields, table, (), language))


@keep(MOST_KEPT)
def outlets(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """What became of the secretaries who left, year by year."""
    if (kept := withheld(view, unit_id, "prefecture")) is not None:
        return kept
    end = session.periods(view)[period_id].end
    years = sorted(p.period_id for p in session.periods(view).values() if p.kind == "year" and p.start <= end)
    frame = asked(view, "secretary_terms", unit_id, tuple(years))
    left = frame[frame["ended"] == 1]
    if left.empty:
        return Picture(None, Text("No secretary has left the post.", "没有书记离任。"), None)
    reasons = {code: findings.REASONS[code] for code in findings.OUTLETS} | {"other": findings.LEFT_OTHERWISE}
    sorts = left["reason"].where(left["moved_up"] == 1, "other")
    counts = left.assign(reason=sorts).pivot_table(index="period_id", columns="reason", values="terms", aggfunc="sum")
    counts = counts.reindex(index=years, columns=list(reasons)).fillna(0).astype(int)
    if not all_shown(view, counts):
        return one_way(view, counts.sum(), reasons, OUTLETS, Text("Way out", "去向"), language)
    parts = [
        Part(say(findings.REASONS[code]), counts[code].tolist(), SHADES[place])
        for place, code in enumerate(findings.OUTLETS)
    ]
    ended = counts.sum(axis=1)
    shown = [f"{all_ - other} / {all_}" for all_, other in zip(ended.tolist(), counts["other"].tolist(), strict=True)]
    moved = int(counts[list(findings.OUTLETS)].to_numpy().sum())
    sentence = findings.OUTLETS_SAID.fill(first=years[0], last=years[-1], moved=moved, ended=int(ended.sum()))
    figure = bars(years, parts, Words(sentence=say(sentence)), language, figures=shown)
    fields = (Field("year", Text("Year", "年度")), *(Field(code, text, "integer") for code, text in reasons.items()))
    return Picture(figure, sentence, Sheet(OUTLETS, fields, counts.assign(year=years), (), language))
