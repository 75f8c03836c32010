"""How all units lie, and where one stands."""

import pandas as pd
import pytest

from analytics.catalogue import INDICATORS
from analytics.charts import Words
from analytics.charts import deciles as draw
from analytics.findings.deciles import DECILES, deciles, standing, standing_sentence

from .county import evaluated

HIGHER = "sec_in_post_rate"
ELEVEN = {f"u{n:02d}": (10 * n, 100) for n in range(11)}


def test_deciles_are_type_seven_of_the_values_there_are():
    row = deciles(evaluated(HIGHER, ELEVEN | {"silent": None, "empty": (0, 0)})).iloc[0]
    assert [row[name] for name in DECILES] == pytest.approx([10, 20, 30, 40, 50, 60, 70, 80, 90])
    assert row["units"] == 11


def test_fewer_than_ten_units_have_no_deciles_and_it_is_said():
    few = dict(list(ELEVEN.items())[:4])
    both = pd.concat([evaluated(HIGHER, ELEVEN, "2024"), evaluated(HIGHER, few)])
    found = deciles(both)
    assert found["period_id"].tolist() == ["2024", "2025"]
    assert found["d5"].isna().tolist() == [False, True]
    assert "in 1 of 2 periods fewer" in standing_sentence(both, "u01", "A", INDICATORS[HIGHER]).en
    assert draw(both[both["org_unit_id"] == "u01"].assign(name="A"), INDICATORS[HIGHER], Words(), "zh", bands=found)


def test_a_unit_stands_at_or_above_its_equals():
    frame = evaluated(HIGHER, ELEVEN)
    assert standing(frame, "u10", "2025") == 1
    assert standing(frame, "u00", "2025") == pytest.approx(1 / 11)
    assert standing(evaluated(HIGHER, {"a": (1, 2), "b": (2, 4)}), "a", "2025") == 1
    assert "at or above 100%" in standing_sentence(frame, "u10", "A", INDICATORS[HIGHER]).en


@pytest.mark.parametrize(
    ("sums", "said"),
    [
        ({"a": None, "b": None}, "this is not zero"),
        ({"a": (0, 0), "b": (1, 2)}, "the denominator is 0"),
        ({"b": (1, 2)}, "No unit has a value"),
        ({"a": (1, 2)}, "at or above 100%"),
    ],
)
def test_without_a_value_the_reason_is_said(sums, said):
    frame = evaluated(HIGHER, sums)
    assert said in standing_sentence(frame, "a", "A", INDICATORS[HIGHER]).en
    assert deciles(frame)["d1"].isna().all()


def test_nothing_at_all_is_an_empty_table():
    assert deciles(evaluated(HIGHER, {})).empty
