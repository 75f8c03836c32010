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
    assert "in 1 of 2 periods fewer" in standing_sentence(both, "u01", "A", INDICATORS[HIGHER], "2025").en
    assert draw(both[both["org_unit_id"] == "u01"].assign(name="A"), INDICATORS[HIGHER], Words(), "zh", bands=found)


def test_a_unit_stands_above_those_below_it_and_beside_its_equals():
    frame = evaluated(HIGHER, ELEVEN)
    assert standing(frame, "u10", "2025") == (11, 10, 0)
    assert standing(frame, "u00", "2025") == (11, 0, 0)
    assert standing(evaluated(HIGHER, {"a": (1, 2), "b": (2, 4)}), "a", "2025") == (2, 0, 1)
    assert (
        "of 11 villages with a value it stands above 10 (about 91%)."
        in standing_sentence(frame, "u10", "A", INDICATORS[HIGHER], "2025").en
    )


def test_it_is_the_chosen_period_that_is_spoken_of():
    both = pd.concat([evaluated(HIGHER, ELEVEN, "2024"), evaluated(HIGHER, {"u03": (1, 100), "u04": (1, 100)})])
    text = standing_sentence(both, "u03", "A", INDICATORS[HIGHER], "2024").zh
    assert text.startswith("2024年，A“")
    assert "在有数值的11个村中高于3个（约27%）。" in text
    assert "高于0个（约0%），另有1个与其相同。" in standing_sentence(both, "u03", "A", INDICATORS[HIGHER], "2025").zh


@pytest.mark.parametrize(
    ("sums", "said"),
    [
        ({"a": None, "b": None}, "this is not zero"),
        ({"a": (0, 0), "b": (1, 2)}, "the denominator is 0"),
        ({"b": (1, 2)}, "No unit has a value"),
        ({"a": (1, 2)}, "no other has a value to hold it against"),
    ],
)
def test_without_a_value_the_reason_is_said(sums, said):
    frame = evaluated(HIGHER, sums)
    assert said in standing_sentence(frame, "a", "A", INDICATORS[HIGHER], "2025").en
    assert deciles(frame)["d1"].isna().all()


def test_nothing_at_all_is_an_empty_table():
    assert deciles(evaluated(HIGHER, {})).empty
