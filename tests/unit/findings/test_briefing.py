"""The briefing says how many targets are met and which changes are beyond chance, and nothing else."""

import pytest
from statsmodels.stats.proportion import proportion_confint

from analytics.catalogue import INDICATORS
from analytics.findings.briefing import changes, changes_sentence, targets_sentence

from .frames import frame

ATTENDANCE, IN_POST, LIFE = "meeting_attendance_rate", "sec_in_post_rate", "org_life_meeting_rate"
CHOSEN = {key: INDICATORS[key] for key in (ATTENDANCE, IN_POST, LIFE)}


def county(*rows):
    """Rows of (indicator, period, numerator, denominator) of one unit."""
    made = [_cell(*row) for row in rows]
    return frame(*(cell for cell, _ in made)).assign(
        **{
            key: [about.get(key) for _, about in made]
            for key in ("period_id", "numerator", "denominator", "lower", "upper")
        }
    )


def _cell(indicator, period, x, n):
    about = {"period_id": period, "numerator": float(x), "denominator": float(n)}
    if n == 0:
        return ("990101", indicator, "not_applicable"), about
    lower, upper = proportion_confint(x, n, method="wilson")
    return ("990101", indicator, 100.0 * x / n), about | {"lower": 100 * lower, "upper": 100 * upper}


def test_a_target_is_met_or_not_and_the_furthest_short_is_named():
    said = targets_sentence(county((IN_POST, "2025", 100, 100), (LIFE, "2025", 60, 100)), CHOSEN)
    assert "Of 2 core indicators with a target, 1 meets it and 1 does not." in said.en
    assert "(60.0%, target 100%)" in said.en
    assert "1项达标、1项未达标" in said.zh


def test_where_every_target_is_met_nothing_is_called_short():
    said = targets_sentence(county((IN_POST, "2025", 100, 100)), CHOSEN)
    assert said.en == "All 1 core indicators with a target meet it."


def test_a_running_period_is_not_called_short_of_what_may_still_be_done():
    running = county((LIFE, "2025", 0, 100)).assign(provisional=True)
    said = targets_sentence(running, CHOSEN)
    assert "still running" in said.en
    assert "Furthest" not in said.en
    assert "still running" in changes_sentence(running, CHOSEN, "2025").en


def test_only_changes_beyond_chance_are_named():
    both = county(
        (ATTENDANCE, "2024", 5000, 10000),
        (ATTENDANCE, "2025", 6000, 10000),
        (LIFE, "2024", 50, 100),
        (LIFE, "2025", 52, 100),
    )
    said = changes_sentence(both, CHOSEN, "2025")
    assert "1 of 2 indicators is clearly better and 0 clearly worse" in said.en
    assert "(50.0% → 60.0%)" in said.en
    assert "52.0%" not in said.en
    assert [found.indicator.id for found in changes(both, CHOSEN, "2025")] == [ATTENDANCE, LIFE]


def test_without_the_year_before_nothing_is_compared():
    assert "nothing to compare" in changes_sentence(county((LIFE, "2025", 5, 100)), CHOSEN, "2025").en


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_has_no_value_is_no_missed_target(language):
    nothing = county((LIFE, "2025", 0, 0))
    assert "100" not in targets_sentence(nothing, CHOSEN).in_language(language)
