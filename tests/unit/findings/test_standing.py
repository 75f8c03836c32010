"""A block's indicators against their targets."""

import pandas as pd

from analytics.catalogue import INDICATORS
from analytics.findings.standing import standing, standing_sentence, why_no_row

from .county import evaluated

MEETINGS, CHANNEL, ONLINE = "three_meetings_compliance", "sec_priority_channel_share", "online_platform_active_rate"
ATTENDANCE = "meeting_attendance_rate"
CHOSEN = {key: INDICATORS[key] for key in (CHANNEL, MEETINGS, ONLINE)}


def frame(held=30):
    cells = [evaluated(MEETINGS, {"v1": (held, 32)}), evaluated(CHANNEL, {"v1": (3, 8)})]
    return pd.concat(cells, ignore_index=True)


def test_every_indicator_has_a_row_in_the_order_of_the_catalogue_even_without_a_figure():
    rows = standing(frame(), CHOSEN)
    assert list(rows["indicator"]) == list(CHOSEN)
    assert list(rows["state"].isna()) == [False, False, True]


def test_a_target_is_met_from_its_value_on_and_nothing_is_met_without_a_target():
    for held, met in ((32, True), (31, False)):
        rows = standing(frame(held), CHOSEN).set_index("indicator")["met"]
        assert rows[MEETINGS] == met
        assert pd.isna(rows[CHANNEL])
        assert pd.isna(rows[ONLINE])


def test_the_verdict_is_against_the_target():
    both = {key: INDICATORS[key] for key in (MEETINGS, ATTENDANCE)}
    cells = pd.concat([frame(), evaluated(ATTENDANCE, {"v1": (300, 500)})], ignore_index=True)
    rows = standing(cells, both).set_index("indicator")
    assert list(rows["target"]) == [100.0, 80.0]
    assert rows.loc[ATTENDANCE, "verdict"] == "surely_worse"
    said = standing_sentence("Hongqi", rows.reset_index())
    assert "Missed where the target is all or none: 1;" in said.en
    assert "Missed by more than chance: 1." in said.en


def test_against_all_or_none_there_is_no_test_of_chance_only_met_or_not():
    rows = standing(frame(), CHOSEN).set_index("indicator")
    assert rows["verdict"].isna().all()
    assert [bool(INDICATORS[key].all_or_nothing) for key in (MEETINGS, ATTENDANCE, "no_development_2y_share")] == [
        True, False, True,
    ]  # fmt: skip


def test_the_sentence_counts_targets_met_and_missed_and_what_has_no_value():
    said = standing_sentence("Hongqi", standing(frame(), CHOSEN))
    assert said.en.startswith("Hongqi meets 0 of 1 target. Missed where the target is all or none: 1;")
    assert "by more than chance" not in said.en
    assert said.en.endswith("With a value and no target: 1; without a value: 1.")
    assert "无数值的1项" in said.zh


def test_what_is_undated_is_known_for_the_newest_period_only():
    assert "newest" in why_no_row(CHOSEN[ONLINE]).en
    assert "year" in why_no_row(CHOSEN[CHANNEL]).en
