"""A sentence says nothing that the colour or the trend's code beside it does not."""

import itertools
import re
from dataclasses import dataclass

import pandas as pd
import pytest

from analytics.charts import theme
from analytics.findings import sentences, sentences_of_groups
from analytics.findings.coverage import coverage_sentence
from analytics.words import Reading, Verdict, verdict_of
from data.text import Text


def all_of(*choices):
    return list(itertools.product(*choices))


TITLE, PERCENT = Text("Meetings held", "会议落实率"), Text("%", "%")


@dataclass(frozen=True)
class Thing:
    better: str
    title: Text = TITLE
    unit: Text = PERCENT
    scale: float = 100.0


STATES = ("value", "not_applicable", "not_reported", "suppressed")
POLARITIES = ("higher", "lower", "neutral")
SIGNIFICANCE = (-2, -1, 0, 1, 2, None)
DENOMINATORS = (4.0, 20.0)
CODES = ("increasing", "decreasing", "no significant change", "cannot be calculated")
GOOD_COLOURS = {theme.BETTER, theme.SURELY_BETTER}
BAD_COLOURS = {theme.WORSE, theme.SURELY_WORSE}
CAUSES = re.compile(
    r"because|due to|caused|causes|leads? to|led to|thanks to|owing|导致|因为|由于|造成|促使|使得|归因|得益",
    re.IGNORECASE,
)


def cell(state="value", denominator=20.0, **more):
    if state == "value":
        return Reading(state, 60.0, 38.7, 78.1, 0.6 * denominator, denominator, 1, 1, **more)
    return Reading(state, reported=0, expected=1, **more)


def says_better(text):
    return bool(re.search(r"\bbetter\b(?! than before)|for the better", text.en.replace("lower is better", "")))


def says_worse(text):
    return bool(re.search(r"\bworse\b", text.en))


def polarity_in_chinese(text):
    return ("较好" in text.zh or "向好" in text.zh), ("较差" in text.zh or "变差" in text.zh)


@pytest.mark.parametrize(
    ("state", "better", "significance", "denominator"),
    all_of(STATES, POLARITIES, SIGNIFICANCE, DENOMINATORS),
)
def test_a_comparison_is_worded_as_it_is_coloured(state, better, significance, denominator):
    verdict = verdict_of(significance, better, denominator if state == "value" else None)
    text = sentences.compare_sentence(
        "青山村", Thing(better), cell(state, denominator), verdict, Text("county", "全县"), 70.0
    )
    colour = theme.look_of(verdict).colour if state == "value" else None
    assert says_better(text) == (colour in GOOD_COLOURS)
    assert says_worse(text) == (colour in BAD_COLOURS)
    assert polarity_in_chinese(text) == (colour in GOOD_COLOURS, colour in BAD_COLOURS)
    assert not CAUSES.search(str(text))


@pytest.mark.parametrize(("better", "significance"), all_of(POLARITIES, (-2, -1, 1, 2)))
def test_a_comparison_names_the_side_and_how_sure(better, significance):
    verdict = verdict_of(significance, better, 20)
    text = sentences.compare_sentence("v", Thing(better), cell(), verdict, Text("county", "全县"), 70.0)
    above = significance > 0
    assert ("higher than" in text.en, "高于全县" in text.zh) == (above, above)
    assert ("lower than" in text.en, "低于全县" in text.zh) == (not above, not above)
    assert ("99.8%" in text.en, "极显著" in text.zh) == (abs(significance) == 2,) * 2


@pytest.mark.parametrize(("better", "significance"), all_of(POLARITIES, SIGNIFICANCE))
def test_below_five_in_the_denominator_nothing_is_judged(better, significance):
    verdict = verdict_of(significance, better, 4)
    text = sentences.compare_sentence("v", Thing(better), cell(denominator=4.0), verdict, "county", 70.0)
    assert verdict is Verdict.TOO_FEW
    assert "too few to judge" in text.en
    assert "不作评判" in text.zh
    assert "60.0%" in text.en  # the value itself is shown


@pytest.mark.parametrize("state", STATES[1:])
def test_a_cell_without_a_value_says_why_and_shows_no_number(state):
    text = sentences.value_sentence("青山村", Thing("higher"), cell(state))
    assert not re.search(r"\d", text.en.replace("denominator is 0", ""))
    assert sentences.STATES[state].meaning.en.split(";")[0][:12].lower() in text.en.lower() or state == "not_applicable"
    assert "青山村" in text.zh


@pytest.mark.parametrize(("code", "better", "state"), all_of(CODES, POLARITIES, STATES))
def test_a_trend_is_worded_as_its_code_and_colour(code, better, state):
    text = sentences.trend_sentence("v", Thing(better), code, ("2024Q1", cell()), ("2025Q3", cell(state)))
    verdict = sentences.trend_verdict(code, better)
    colour = theme.look_of(verdict).colour
    assert says_better(text) == (colour in GOOD_COLOURS)
    assert says_worse(text) == (colour in BAD_COLOURS)
    assert polarity_in_chinese(text) == (colour in GOOD_COLOURS, colour in BAD_COLOURS)
    assert ("rising" in text.en, "上升" in text.zh) == (code == "increasing",) * 2
    assert ("falling" in text.en, "下降" in text.zh) == (code == "decreasing",) * 2
    assert "no change" not in text.en
    assert ("cannot be calculated" in text.en) == (code == "cannot be calculated")
    assert not CAUSES.search(str(text))


def test_a_running_period_and_silent_villages_are_said():
    township = Reading("value", 60.0, 50.0, 70.0, 60.0, 100.0, 10, 12, provisional=True)
    text = sentences.value_sentence("城关镇", Thing("higher"), township)
    assert "10 of 12 villages reported" in text.en
    assert "应报12个村，已报10个村" in text.zh
    assert "still running" in text.en
    assert "暂定" in text.zh


def test_a_distribution_names_its_quartiles_and_who_is_missing():
    values = [10.0, 20.0, 30.0, 40.0, 50.0]
    rows = [{"state": "value", "value": value} for value in values] + [{"state": "not_reported", "value": pd.NA}]
    text = sentences.distribution_sentence(Thing("higher"), pd.DataFrame(rows))
    assert "5 villages with a value, from 10.0% to 50.0%" in text.en
    assert "between 20.0% and 40.0%, the middle is 30.0%" in text.en
    assert "not reported 1 village." in text.en
    assert "未报送1个村" in text.zh


def test_a_distribution_of_nobody_says_so():
    text = sentences.distribution_sentence(Thing("higher"), pd.DataFrame([{"state": "not_reported"}]))
    assert "No unit has a value" in text.en
    assert "没有任何单位有数值" in text.zh


@pytest.mark.parametrize(
    ("reported", "expected", "said"),
    [(10, 12, "10 of 12 villages have reported everything"), (12, 12, "All 12"), (0, 0, "Nothing was due")],
)
def test_coverage_is_said_with_its_counts(reported, expected, said):
    assert said in coverage_sentence(reported, expected, "2025Q3").en


def test_a_name_with_braces_is_only_a_name():
    text = sentences.compare_sentence("{name} {0}", Thing("higher"), cell(), "better", "{x}", 50.0)
    assert "{name} {0}" in text.en
    assert "{x}" in text.zh


@pytest.mark.parametrize("reliability", [0.3, 0.5, None])
def test_a_league_below_half_reliability_is_too_noisy_to_rank(reliability):
    text = sentences_of_groups.league_sentence(
        Thing("higher"),
        [cell(), cell("not_reported")],
        certain=(),
        possible=3,
        reliability=reliability,
        by_chance=8.4,
        flagged=9,
    )
    assert ("Too noisy to rank" in text.en, "不宜排名" in text.zh) == (reliability == 0.3,) * 2
    assert "about 8.4" in text.en
    assert "not reported 1 village" in text.en


def test_a_league_names_five_and_counts_the_rest():
    text = sentences_of_groups.league_sentence(Thing("higher"), [cell()] * 7, certain=list("abcdefg"), possible=0)
    assert "a, b, c, d, e and 2 more" in text.en
    assert "a、b、c、d、e等7个" in text.zh


@pytest.mark.parametrize(("signal", "verdict"), all_of([None, *sentences_of_groups.SIGNALS], [None, *Verdict]))
def test_a_control_chart_is_worded_as_its_colour(signal, verdict):
    text = sentences_of_groups.control_sentence(
        "v", Thing("higher"), points=9, signal=signal, period_id="2025Q3", verdict=verdict
    )
    colour = theme.look_of(verdict).colour if signal else None
    assert ("for the better" in text.en) == (colour in GOOD_COLOURS)
    assert ("for the worse" in text.en) == (colour in BAD_COLOURS)
    assert ("usual range" in text.en) == (signal is None)
    assert not CAUSES.search(str(text))


@pytest.mark.parametrize(("rho", "bounds"), [(0.5, (0.3, 0.7)), (-0.5, (-0.7, -0.3)), (0.1, (-0.1, 0.3)), (None, None)])
def test_a_link_is_never_a_cause(rho, bounds):
    text = sentences_of_groups.scatter_sentence(Thing("higher"), Thing("lower"), pairs=160, rho=rho, bounds=bounds)
    assert not CAUSES.search(str(text))
    assert ("tend to have" in text.en) == (rho in (0.5, -0.5))
    assert ("not a cause" in text.en) == (rho is not None)


def test_a_spine_counts_what_it_colours():
    verdicts = ["surely_better", "better", "worse", "similar", "higher", "too_few", "not_compared"]
    text = sentences_of_groups.spine_sentence("青山村", Text("county", "全县"), verdicts, missing=2)
    assert "7 indicators: better on 2, worse on 1, no clear difference on 1." in text.en
    assert "2项较好，1项较差，1项没有明显差异" in text.zh
    assert "2 could not be judged" in text.en
    assert "2 have no value" in text.en


def test_every_template_has_the_same_marks_in_both_languages():
    texts = [
        text
        for module in (sentences, sentences_of_groups)
        for item in vars(module).values()
        for text in (item.values() if isinstance(item, dict) else [item])
        if isinstance(text, Text)
    ]
    assert len(texts) > 40
    for text in texts:
        marks_en, marks_zh = (set(re.findall(r"\{(\w+)\}", side)) for side in (text.en, text.zh))
        assert marks_en == marks_zh or marks_zh - marks_en == {"total"}, text
        assert not CAUSES.search(str(text).replace("not a cause", ""))
