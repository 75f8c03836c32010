"""Every sentence of the screen is in both languages: none untranslated, none unused, none with other placeholders."""

import re
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from pages.parts import words

from .conftest import ROOT

CATALOGUE = ROOT / "locale" / "zh_CN" / "LC_MESSAGES" / "touyan.po"


def extracted():
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(
        ROOT, methods, options, directory_filter=lambda path: not re.search(r"/(\.|var|tests)", path)
    )
    return {message[2] for message in found}


def translated():
    with CATALOGUE.open("rb") as file:
        return {message.id: message for message in read_po(file, locale="zh_CN") if message.id}


def forms(text):
    return list(text) if isinstance(text, list | tuple) else [text]


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_sentence_is_translated():
    catalogue = translated()
    lacking = {text for text in extracted() if text not in catalogue or not all(forms(catalogue[text].string))}
    assert lacking == set(), "run `make words` and translate what is new"


def test_no_translation_is_left_over():
    assert set(translated()) - extracted() == set(), "run `make words`"


def test_no_translation_is_a_guess():
    assert [message.id for message in translated().values() if message.fuzzy] == []


@pytest.mark.parametrize("message", translated().values(), ids=lambda message: str(message.id)[:40])
def test_a_translation_fills_in_the_same(message):
    for text in forms(message.string):
        assert placeholders(text) == placeholders(forms(message.id)[0])


def test_chinese_comes_from_the_catalogue_and_english_from_the_code():
    assert words.catalogue("zh").gettext("Unit") == "单位"
    assert words.catalogue("en").gettext("Unit") == "Unit"


@pytest.mark.parametrize("locale", ["en", "en-GB", "EN-us"])
def test_an_english_browser_reads_english(locale):
    assert words.language_of(locale) == "en"


@pytest.mark.parametrize("locale", ["zh-CN", "de", "", None])
def test_every_other_browser_reads_chinese(locale):
    assert words.language_of(locale) == "zh"


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "[a](http://b)", ":red[a]", "**a**", "$x$", "a_b_c", "www.evil.test", "#1", "`c`"]
)
def test_text_from_data_is_escaped(text):
    shown = words.plain(text)
    assert shown != text
    assert re.sub("[\\\\\u2060]", "", shown) == text
