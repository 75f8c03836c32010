"""What is said of many courses is what their trends' codes and colours say, in every combination."""

import itertools

import pandas as pd
import pytest

from analytics.catalogue import INDICATORS
from analytics.charts import TRENDS, theme
from analytics.findings.movers import CHANGES
from analytics.findings.sentences import trend_verdict
from analytics.findings.sentences_of_time import bands_sentence, multiples_sentence
from analytics.findings.trends import control, trend_verdicts, trends
from analytics.words import Reading, Verdict, readings
from tests.unit.findings.county import evaluated
from tests.unit.findings.test_sentences import BAD_COLOURS, CAUSES, CODES, GOOD_COLOURS
from tests.unit.findings.test_trends import course

HIGHER, LOWER, NEUTRAL, RATE = (
    INDICATORS[key]
    for key in ("meeting_attendance_rate", "no_development_2y_share", "sec_age_45_share", "talent_stock_per_1000")
)
POLARITIES = {"higher": HIGHER, "lower": LOWER, "neutral": NEUTRAL}
STATES = ("value", "not_reported", "not_applicable", "suppressed")
VALUE = Reading("value", 60.0, 50.0, 70.0, 60.0, 100.0, 1, 1)


def said(indicator, verdicts, newest=(VALUE,), drawn=99, level="township"):
    names = {unit: unit.upper() for unit in verdicts}
    return multiples_sentence(indicator, verdicts, names, newest, level, drawn, period="2026")


@pytest.mark.parametrize(("code", "better", "state"), list(itertools.product(CODES, POLARITIES, STATES)))
def test_a_panel_is_worded_as_its_trend_is_coloured(code, better, state):
    verdict = trend_verdict(code, better)
    newest = [VALUE] if state == "value" else [VALUE, Reading(state, reported=0, expected=1)]
    text = said(POLARITIES[better], {"a": verdict}, newest)
    colour = theme.look_of(verdict).colour
    assert ("For the better: A." in text.en, "趋势向好：A。" in text.zh) == (colour in GOOD_COLOURS,) * 2
    assert ("For the worse: A." in text.en, "趋势变差：A。" in text.zh) == (colour in BAD_COLOURS,) * 2
    assert ("Rising: A." in text.en) == (verdict is Verdict.HIGHER)
    assert ("Falling: A." in text.en) == (verdict is Verdict.LOWER)
    assert ("No significant trend: 1 township" in text.en) == (code == "no significant change")
    assert ("Cannot be calculated" in text.en, "无法判断" in text.zh) == (code == "cannot be calculated",) * 2
    assert ("In 2026: without a value" in text.en, "2026年，无数值" in text.zh) == (state != "value",) * 2
    assert "no change" not in text.en
    assert not CAUSES.search(str(text))


SERIES = {
    "up": [10, 20, 30, 40, 50],
    "down": [50, 40, 30, 20, 10],
    "flat": [50, 51, 49, 50, 50],
    "short": [10, 90],
    "gap": [10, 20, "not_reported", 40, 50],
    "full": [100] * 5,
}


@pytest.mark.parametrize("indicator", POLARITIES.values(), ids=POLARITIES)
def test_the_sentence_holds_against_the_trend_code_itself(indicator):
    both = pd.concat([course(values, indicator.id, unit) for unit, values in SERIES.items()])
    codes, verdicts = trends(both, indicator), trend_verdicts(both, indicator)
    text = said(indicator, verdicts, readings(both.tail(1)))
    assert [codes[unit] for unit in SERIES] == [*("increasing", "decreasing", "no significant change"),
                                                *["cannot be calculated"] * 3]  # fmt: skip
    up, down = {"higher": ("For the better", "For the worse"), "lower": ("For the worse", "For the better"),
                "neutral": ("Rising", "Falling")}[indicator.better]  # fmt: skip
    assert f"{up}: UP." in text.en
    assert f"{down}: DOWN." in text.en
    assert "No significant trend: 1 township" in text.en
    assert "nothing that varies): 3 townships" in text.en


@pytest.mark.parametrize("better", POLARITIES)
@pytest.mark.parametrize("last", [90, 10, 50])
def test_a_control_chart_says_what_colours_its_newest_signal(better, last):
    steady = [50, 52, 49, 51, 50, 48, 51, 50, 49, 52]
    found = control(course([*steady, last], POLARITIES[better].id), POLARITIES[better])
    colour = theme.look_of(found.newest[2]).colour if found.newest else None
    text = found.sentence("A")
    assert (found.newest is None) == (last == 50)
    assert ("for the better" in text.en, "向好" in text.zh) == (colour in GOOD_COLOURS,) * 2
    assert ("for the worse" in text.en, "变差" in text.zh) == (colour in BAD_COLOURS,) * 2
    assert ("neither way is called good" in text.en) == (better == "neutral" and last != 50)


def test_rates_and_ratios_are_shown_without_a_trend():
    text = said(RATE, {"a": Verdict.NOT_COMPARED})
    assert "side by side" in text.en
    assert "tested for proportions only" in text.en
    assert "Cannot be calculated" not in text.en


def test_where_nobody_has_a_value_the_state_is_said():
    text = said(HIGHER, {"a": Verdict.NOT_COMPARED}, [Reading("not_reported", reported=0, expected=1)])
    assert (
        text.en == "No unit has a value for “Attendance at organizational life”. "
        "In 2026: without a value: not reported 1 township."
    )


def test_panels_that_are_not_drawn_are_said_to_be_in_the_table():
    assert "Only the first 2 are drawn" in said(HIGHER, dict.fromkeys("abc", Verdict.SIMILAR), drawn=2).en


def test_bands_speak_of_the_chosen_period():
    both = pd.concat([evaluated("sec_in_post_rate", {"a": (1, 2)}, period) for period in ("2024", "2025")])
    text = bands_sentence(INDICATORS["sec_in_post_rate"], both, "village", "2024")
    assert text.en.startswith("In 2024: ")
    assert "1 village with a value" in text.en
    assert "No unit has a value" in bands_sentence(HIGHER, both.head(0), "village", "2024").en


def test_every_verdict_a_change_or_a_trend_can_have_has_words_of_its_own():
    plain = {code for code in Verdict if not code.startswith("surely_")}
    assert set(CHANGES) == plain
    assert set(TRENDS) == plain - {Verdict.TOO_FEW}


def test_who_has_no_row_in_the_newest_period_is_said_to_be_gone_and_not_taken_for_one_with_a_value():
    verdicts = {"a": Verdict.SIMILAR, "b": Verdict.SIMILAR, "c": Verdict.SIMILAR}
    text = said(HIGHER, verdicts, [VALUE, Reading("not_reported", reported=0, expected=1)])
    assert "In 2026: without a value: not reported 1 township. 1 township no longer listed." in text.en
    assert "2026年，无数值：未报送1个乡镇。1个乡镇已不在名册。" in text.zh
