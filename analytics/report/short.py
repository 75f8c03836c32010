"""The pack on one page, for somebody who has a minute: the sentences and the headline table, nothing else."""

from __future__ import annotations

from analytics.findings.sentences_of_strength import card_sentence, spread_sentence
from analytics.findings.weak_organizations import weak_sentence
from analytics.report.opening import headline_table, opening_sentences
from analytics.report.parts import Section, breakable, words
from analytics.report.strength import measured, tracks
from analytics.report.subject import Subject
from analytics.report.weak import TITLE as WEAK
from analytics.report.weak import judged
from analytics.strength import Robustness, standing
from analytics.strength.standing import track_title
from analytics.strength.tables import summary
from analytics.units import VILLAGE
from data.text import Text

SHORT = Text("Board pack on one page", "基层党建情况一页报告")
STRENGTH = Text("Organizational strength: {said}", "组织力指数：{said}")
OF_TRACK = Text("{track}: {said}", "{track}：{said}")
WEAK_SAID = Text("{title}: {said}", "{title}：{said}")
MORE = Text(
    "The full pack has every indicator with its target, the lists with their uncertainty, reporting coverage, methods "
    "and definitions.",
    "全部指标及目标、排名与关注名单及其不确定性、报送情况、统计方法和指标定义见完整报告。",
)


def short_section(of: Subject) -> Section:
    section = Section(breakable(of.name))
    section.say(*words([*opening_sentences(of), *_strength(of), *_weak(of)], of.language))
    section.add(headline_table(of))
    section.say(MORE.in_language(of.language))
    return section


def _strength(of: Subject) -> list[Text]:
    found = measured(of)
    if found is None:
        return []
    shape = found.strength.structure
    if of.unit.level == VILLAGE:
        scored = of.unit.id in found.strength.scores.index
        return [STRENGTH.fill(said=card_sentence(of.name, standing(found, of.unit.id), shape))] if scored else []
    if of.unit.level != "county":  # the bands are among the villages of the county
        return []
    return [STRENGTH.fill(said=_of_track(found, track)) for track in tracks(found)]


def _of_track(found: Robustness, track: str) -> Text:
    shape = found.strength.structure
    said, title = spread_sentence(summary(found, track if shape.tracks else None)), track_title(shape, track)
    return said if title is None else OF_TRACK.fill(track=title, said=said)


def _weak(of: Subject) -> list[Text]:
    if not of.villages:
        return []
    rules, villages = judged(of)
    return [WEAK_SAID.fill(title=WEAK, said=weak_sentence(villages, rules))]
