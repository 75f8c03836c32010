"""The source is walkable: all 38 sentences in order, every indicator reachable from each that it answers to."""

import pytest

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Block
from analytics.catalogue.source import SENTENCES

from .conftest import ROOT, texts

PAGE = "pages/methods/source.py"


def links(at):
    return [(link.proto.page, link.proto.label, link.proto.query_string) for link in at.get("page_link")]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sentences_stand_in_their_order(visit, home, language):
    at = visit(home, PAGE, lang=language)
    shown = [text.value[2:5] for text in at.markdown if text.value.startswith("**S")]
    assert shown == [f"S{n:02}" for n in range(1, 39)]
    table = at.dataframe[0].value
    assert table["text"].tolist() == [text.in_language(language) for text in SENTENCES.values()]


def test_every_indicator_is_a_click_away_from_each_of_its_sentences(visit, home):
    at = visit(home, PAGE, lang="en")
    queries = [query for _, _, query in links(at)]
    for key, indicator in INDICATORS.items():
        assert sum(key in query for query in queries) == len(indicator.sentences), key


def test_two_sentences_carry_no_content_and_the_last_names_the_composite(visit, home):
    at = visit(home, PAGE, lang="en")
    table = at.dataframe[0].value.set_index("sentence")
    assert table.index[table["note"].str.contains("no content")].tolist() == ["S28", "S37"]
    assert "first four blocks" in table.loc["S38", "note"]
    assert table.loc[["S28", "S37", "S38"], "indicators"].eq("").all()
    assert "35 of them are measured by 62 indicators, 2 carry no content" in " ".join(texts(at))
    assert any("strength" in page for page, _, _ in links(at))


def test_every_block_that_has_a_page_is_linked(visit, home):
    at = visit(home, PAGE, lang="en")
    pages = {path.stem for path in (ROOT / "pages" / "blocks").glob("*.py") if path.stem != "__init__"}
    linked = {label.replace("\\", "") for _, label, _ in links(at)}
    named = {"secretaries": Block.SECRETARY, **{str(block): block for block in Block if block is not Block.SECRETARY}}
    assert {named[page].label.en for page in pages if page in named} <= linked


def test_a_block_alone_shows_its_sentences_alone(visit, home):
    at = visit(home, PAGE, lang="en", block="four_teams")
    shown = [text.value[2:5] for text in at.markdown if text.value.startswith("**S")]
    assert shown == ["S29", "S30", "S31", "S32", "S33", "S34", "S35", "S36"]


def test_the_sentences_can_be_read_before_anything_is_reported(visit, empty_home):
    at = visit(empty_home, PAGE, lang="en")
    assert not at.exception
    assert len(at.dataframe[0].value) == len(SENTENCES)
