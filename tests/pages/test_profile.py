"""One village or one township on one page, whatever it reported."""

import pytest

from .conftest import BARREN, texts

PROFILE = "pages/villages/profile.py"
TOWNSHIP, VILLAGE = "990101002", "990101002003"


def said(at):
    assert not at.exception
    return " ".join(texts(at)).replace("\\", "").replace("\u2060", "")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("unit", [VILLAGE, TOWNSHIP])
def test_a_page_has_all_its_parts(visit, home, unit, language):
    at = visit(home, PROFILE, lang=language, unit=unit, period="2025")
    heads = {
        "en": ("Profile", "Strength", "Leading indicators", "Clearly better", "Clearly worse", "What reaching",
               "Not reported", "All indicators", "Organizational life", "four teams"),
        "zh": ("基本情况", "组织力", "主要指标", "显著优于", "显著差于", "提升空间", "未报送",
               "各项指标", "组织生活", "支队伍"),
    }  # fmt: skip
    text = said(at)
    assert [head for head in heads[language] if head not in text] == []
    for key in ("courses", "spine"):
        assert at.get_by_key(key).proto.alt in text.replace("*", "")


@pytest.mark.parametrize("unit", [VILLAGE, TOWNSHIP])
def test_what_is_of_the_chosen_period_says_so_and_each_table_has_its_own_title(visit, home, unit):
    at = visit(home, PROFILE, lang="zh", unit=unit, period="2025")
    text = said(at)
    for head in ("显著优于全县（2025年）", "显著差于全县（2025年）", "各项指标在同类单位中的位置（2025年）"):
        assert head in text
    titles = [found.label for found in at.expander]
    assert len(titles) == len(set(titles)) == 2
    assert "图表数据：主要指标三年走势" in titles
    assert ("**重点村**" in text) == (unit == VILLAGE)


def test_what_was_not_reported_is_named(visit, home):
    text = said(visit(home, PROFILE, lang="en", unit=VILLAGE, period="2025"))
    assert "No report for Villages with a party secretary in post. The sheets it takes:" in text


def test_a_village_with_nothing_to_measure_says_so_and_is_worth_nothing(visit, home):
    text = said(visit(home, PROFILE, lang="en", unit=BARREN, period="2025"))
    assert "None of the leading indicators has a value" in text
    assert "short of the median" in text


def test_the_only_village_of_a_county_is_like_nobody(visit, lonely_home):
    text = said(visit(lonely_home, PROFILE, lang="en", unit="990101001001", period="2025"))
    assert "no other village" in text


def test_above_the_townships_the_way_down_is_shown(visit, home):
    at = visit(home, PROFILE, lang="en", unit="990101", period="2025")
    assert "have a page of their own" in said(at)
    assert len(at.get("page_link")) == 3
