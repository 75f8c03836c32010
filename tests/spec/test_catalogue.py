"""The declared indicators against the domain's own list of them: every fact a machine can compare."""

import json
import re
from pathlib import Path

import pytest

from analytics.catalogue import INDICATORS, find, of_block
from analytics.catalogue.kinds import Authority, Block, Sense
from analytics.catalogue.source import SENTENCES
from data.schema import TABLES

LISTED = json.loads((Path(__file__).parent / "catalogue.json").read_text("utf-8"))
SPECIFIED = LISTED["indicators"]
DECLARED = list(INDICATORS.values())
BOTH = list(zip(DECLARED, SPECIFIED, strict=True))
CODES = [specified["code"] for specified in SPECIFIED]
each = pytest.mark.parametrize("declared", DECLARED, ids=lambda indicator: indicator.code)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_all_are_declared_in_the_order_of_the_catalogue():
    assert [(i.code, i.id) for i in DECLARED] == [(s["code"], s["id"]) for s in SPECIFIED]
    assert list(INDICATORS) == [s["id"] for s in SPECIFIED]


@pytest.mark.parametrize(("declared", "specified"), BOTH, ids=CODES)
def test_a_declaration_says_what_the_catalogue_says(declared, specified):
    said = {
        "title_en": declared.title.en,
        "title_zh": declared.title.zh,
        "block": declared.block,
        "tier": declared.tier,
        "source_sentences": list(declared.sentences),
        "quote": declared.quote,
        "unit": declared.unit.en,
        "scale": declared.scale,
        "kind": declared.kind,
        "direction": declared.better,
        "needs": sorted(declared.needs),
        "frequency": declared.frequency,
        "periods": list(declared.periods),
        "least_level": declared.least_level,
        "person_based": declared.person_based,
    }
    assert said == {name: specified[name] for name in said}


@pytest.mark.parametrize(("declared", "specified"), BOTH, ids=CODES)
def test_a_target_is_the_number_that_the_catalogue_names(declared, specified):
    without = ("none", "set locally")
    if specified["target"].startswith(without):
        assert declared.target is None
        assert declared.reference is not None
        return
    assert declared.reference is None
    numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", specified["target"])]
    assert declared.target.value in numbers
    assert (declared.target.sense is Sense.AT_MOST) == (specified["direction"] == "lower")
    cited = set(re.findall(r"R\d\d[a-z]?", specified["target_source"]))
    assert set(re.findall(r"R\d\d[a-z]?", declared.target.source)) <= cited
    if "local" in specified["target"] or "where the county" in specified["target"]:
        assert declared.target.authority is Authority.LOCAL


def test_only_rules_with_national_numbers_are_called_national():
    national = {i.target.source[:3] for i in DECLARED if i.target and i.target.authority is Authority.NATIONAL}
    assert national == {"R01", "R02", "R05", "R06", "R07"}


@each
def test_every_word_is_there_in_both_languages(declared):
    texts = [declared.title, declared.why, declared.numerator_text, declared.denominator_text]
    texts += [breakdown.title for breakdown in declared.breakdown]
    texts += [text for text in (declared.note, declared.reference, declared.target and declared.target.note) if text]
    for text in texts:
        assert bool(text.en) == bool(text.zh)
        assert not CHINESE.search(text.en)
        assert not text.zh or CHINESE.search(text.zh)
    assert declared.why.en
    assert declared.numerator_text.en
    assert declared.unit.zh


@each
def test_a_declaration_stands_on_sheets_and_sentences_that_exist(declared):
    assert set(declared.needs) <= set(TABLES)
    assert set(declared.sentences) <= set(SENTENCES)
    quoted = "".join(declared.quote.split()).lower()
    spoken = "".join("".join(SENTENCES[code].en.split()) for code in declared.sentences).lower()
    assert quoted in spoken


@each
def test_a_breakdown_names_a_column_or_a_state_with_a_name_of_its_own(declared):
    for breakdown in declared.breakdown:
        table, _, column = breakdown.field.partition(".")
        assert not column or column in TABLES[table].column


def test_the_breakdowns_of_the_catalogue_are_declared():
    for declared, specified in BOTH:
        parts = [part for part in re.sub(r"\(.*?\)", "", specified["breakdown"]).split(",") if part.strip()]
        assert len(declared.breakdown) == len(parts), declared.code


def test_the_sentences_of_the_source_are_whole():
    assert {code: text.en for code, text in SENTENCES.items()} == LISTED["sentences"]
    assert all(CHINESE.search(text.zh) for text in SENTENCES.values())


def test_every_sentence_with_content_is_answered_by_an_indicator():
    answered = {code for declared in DECLARED for code in declared.sentences}
    assert set(SENTENCES) - answered == {"S28", "S37", "S38"}  # a heading and two source lines


def test_indicators_are_found_by_id_and_by_block():
    assert [i.code for i in find(["theme_day_monthly_rate", "sec_in_post_rate"])] == ["B11", "A01"]
    with pytest.raises(ValueError, match="no_such_rate"):
        find(["sec_in_post_rate", "no_such_rate"])
    assert [len(of_block(block)) for block in Block] == [14, 16, 8, 13, 11]
