"""What is said of the index follows its numbers, and never claims more than they hold."""

from dataclasses import replace

import pandas as pd
import pytest

from analytics.catalogue import INDICATORS
from analytics.findings import lift as lifting
from analytics.findings import sentences_of_strength as said
from analytics.strength import Inputs, Variation, build, default_structure, drivers, robustness, standing
from analytics.strength.tables import Stars, summary

STRUCTURE = default_structure().only(["three_meetings_compliance", "theme_day_monthly_rate", "sec_pay_income_ratio"])
VALUES = pd.DataFrame(
    {
        "three_meetings_compliance": [90.0, 50.0, None],
        "theme_day_monthly_rate": [100.0, 50.0, None],
        "sec_pay_income_ratio": [1.9, 1.5, None],
    },
    index=["v1", "v2", "mute"],
)
ERRORS = VALUES * 0 + 3.0


def judged(**vary):
    return robustness(VALUES, ERRORS, STRUCTURE, draws=64, seed=5, vary=Variation(**vary) if vary else None)


def test_the_spread_counts_the_scored_and_names_the_unscored():
    told = said.spread_sentence(summary(judged()))
    assert told.en.startswith("2 villages scored")
    assert "1 village not scored" in told.en
    assert "1个村未计分" in told.zh


def test_where_tracks_are_shown_together_nobody_is_banded():
    told = said.spread_sentence(summary(judged()), banded=False).en
    assert "not ranked against each other" in told
    assert "Strong" not in told


def test_what_moves_ranks_most_is_the_greatest_total_index():
    found = judged()
    most = found.sensitivity["total"].idxmax()
    told = said.trust_sentence(found).en
    assert said.ASSUMPTION_NAMES[most].en in told
    assert "64 simulations" in told


def test_where_nothing_varies_nothing_is_blamed():
    found = judged(weights=0.0, normalisations=(), aggregations=(), missing=(), errors=False)
    told = said.trust_sentence(found).en
    assert "by 0.0 places" in told
    assert "matters most" not in told


def test_of_a_single_village_no_rank_moves():
    alone = robustness(VALUES.loc[["v1", "mute"]], ERRORS.loc[["v1", "mute"]], STRUCTURE, draws=64, seed=5)
    told = said.trust_sentence(alone)
    assert "no ranks to move" in told.en
    assert "不排名次" in told.zh


def test_a_card_says_why_a_village_is_not_scored():
    found = judged()
    told = said.card_sentence("Red Flag", standing(found, "mute"), found.strength.structure)
    assert told.en.startswith("Red Flag is not scored: 0 % of the weight is there")
    assert told.zh.startswith("Red Flag未计分")


@pytest.mark.parametrize(("likelier", "how", "wie"), [(0.77, "most", "多数"), (0.45, "more of the", "更多的")])
def test_where_most_draws_lie_in_another_band_that_is_said_before_the_score(likelier, how, wie):
    found = judged()
    declared, other = STRUCTURE.bands[2], STRUCTURE.bands[1]
    shares = dict.fromkeys([band.id for band in STRUCTURE.bands], 0.0) | {declared.id: 0.21, other.id: likelier}
    of = replace(standing(found, "v1"), band=declared, band_shares=shares)
    told, note = said.card_sentence("V", of, STRUCTURE), said.band_note(of, STRUCTURE)
    percent = f"{100 * likelier:.0f}%"
    assert told.en.startswith(
        f"By the method as declared V is in the band “{declared.title.en}”, but {how} simulations"
    )
    assert told.zh.startswith(
        f"V按现行方法属“{declared.title.zh}”，但{wie}模拟（{percent}）落在“{other.title.zh}”，仅21%"
    )
    assert f"({percent}) put it in “{other.title.en}”; only 21% agree. That is not sure enough" in told.en
    assert told.zh.count("21%") == 1
    assert note.en == f"but {how} simulations ({percent}): “{other.title.en}”"
    assert note.zh == f"但{wie}模拟（{percent}）落在“{other.title.zh}”"
    sure = replace(of, band_shares=shares | {declared.id: 0.8, other.id: 0.2})
    assert "in the band “" + declared.title.en + "”, as in 80%" in said.card_sentence("V", sure, STRUCTURE).en
    assert said.band_note(sure, STRUCTURE).en == "in 80% of the simulations"


def test_what_holds_back_is_told_from_what_lifts():
    told = said.drivers_sentence(drivers(build(VALUES, STRUCTURE), "v2"), INDICATORS)
    assert told.en.startswith('Held back most by "')
    assert "Lifted" not in told.en


@pytest.mark.parametrize(("r", "word"), [(0.8, "closely"), (0.5, "in part"), (0.3, "little"), (-0.5, "hardly at all")])
def test_the_stars_agree_as_far_as_they_do(r, word):
    assert f"agrees {word}" in said.stars_sentence(Stars(10, 9, r)).en
    assert "another thing" in said.stars_sentence(Stars(2, 2, float("nan"))).en


def cells(*rows):
    frame = pd.DataFrame(rows, columns=["indicator", "state", "value", "denominator"])
    return frame.astype({"value": "Float64", "denominator": "Float64"})


CELLS = cells(
    ("three_meetings_compliance", "value", 50.0, 12.0),
    ("theme_day_monthly_rate", "value", 50.0, 10.0),
    ("sec_pay_income_ratio", "value", 1.5, 30000.0),
)


def test_a_village_moves_by_one_more_in_the_numerator_and_pay_by_little():
    steps = lifting.steps_of(CELLS, STRUCTURE, INDICATORS)
    assert steps["three_meetings_compliance"] == pytest.approx(100 / 12)
    assert steps["theme_day_monthly_rate"] == pytest.approx(10.0)
    assert steps["sec_pay_income_ratio"] == pytest.approx(1 / 200)
    assert lifting.steps_of(cells(("theme_day_monthly_rate", "suppressed", None, None)), STRUCTURE, INDICATORS) == {}


def test_what_is_said_to_lift_a_village_does_when_it_is_scored_again():
    everything = VALUES.notna() | True
    steps = lifting.steps_of(CELLS, STRUCTURE, INDICATORS)
    found = lifting.seek(Inputs(VALUES, ERRORS, everything), STRUCTURE, "v2", steps, pd.DataFrame(index=VALUES.index))
    changed = VALUES.copy()
    for row in found.lift.changes.itertuples():
        changed.loc["v2", row.indicator] = row.needed
    assert build(changed, STRUCTURE).bands["v2"] == found.lift.band
    told = said.lift_sentence(
        found.lift, STRUCTURE, {name: (INDICATORS[name].title,) * 3 for name in found.lift.changes["indicator"]}
    )
    assert told.en.startswith("The smallest change that reaches")


def test_a_change_is_said_in_what_a_village_counts():
    meetings, pay = INDICATORS["three_meetings_compliance"], INDICATORS["sec_pay_income_ratio"]
    assert lifting.in_steps(25.0, meetings, 12.0, "en") == "3 more of 12"
    assert lifting.in_steps(-25.0, meetings, 12.0, "zh") == "减少3（基数12）"
    assert lifting.in_steps(0.2, pay, 30000.0, "en") == ""


def test_a_structure_for_which_no_way_is_known_says_so():
    other = replace(STRUCTURE, normalisation="percentile_rank")
    found = lifting.seek(Inputs(VALUES, ERRORS, VALUES.notna()), other, "v2", {}, pd.DataFrame(index=VALUES.index))
    assert found.lift is None
    assert "goalposts" in found.refused.en
