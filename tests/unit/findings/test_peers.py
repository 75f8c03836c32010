"""Villages alike in structure, and in nothing they can be judged by."""

import numpy as np
import pandas as pd
import pytest

from analytics.findings.peers import ALL, Attribute, similar

POPULATION, TERRAIN = Attribute.POPULATION, Attribute.TERRAIN


def villages(count=30, seed=1):
    luck = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "org_unit_id": [f"v{n:03d}" for n in range(count)],
            **{name: luck.lognormal(5, 1, count) for name in ALL if name is not TERRAIN},
            "terrain": luck.choice(["plain", "hill", "mountain"], count),
        }
    )


def test_two_villages_taken_at_random_differ_by_one_on_average():
    county = villages()
    for attribute in ALL:
        found = [similar(county, unit, [attribute], 99).frame["distance"] for unit in county["org_unit_id"]]
        assert np.mean(np.concatenate(found) ** 2) == pytest.approx(1.0)


def test_half_and_double_are_equally_far():
    county = pd.DataFrame({"org_unit_id": list("cab"), "population": [399.0, 199.0, 99.0]})
    found = similar(county, "a", [POPULATION])
    assert found.units == ("b", "c")
    assert found.frame["distance"].nunique() == 1


def test_the_order_of_the_rows_changes_nothing_and_ties_go_by_code():
    county = villages(60)
    county.loc[county.index[30:], list(ALL)] = county.loc[county.index[:30], list(ALL)].to_numpy()
    first = similar(county, "v007")
    for seed in range(5):
        again = similar(county.sample(frac=1, random_state=seed), "v007")
        pd.testing.assert_frame_equal(again.frame, first.frame)
    assert first.units[0] == "v037"
    assert first.frame["distance"].iloc[0] == 0


def test_an_attribute_switched_off_no_longer_counts():
    county = villages()
    county["income"] = 1.0
    county.loc[3, "income"] = 1e6
    without = [attribute for attribute in ALL if attribute is not Attribute.INCOME]
    assert similar(county, "v003").used == ALL
    assert similar(county, "v003", without).frame["distance"].max() < similar(county, "v003").frame["distance"].min()


def test_what_the_village_itself_lacks_is_left_out_and_said():
    county = villages()
    county.loc[0, "income"] = np.nan
    found = similar(county, "v000")
    assert found.missing == (Attribute.INCOME,)
    assert Attribute.INCOME not in found.used
    said = found.sentence("A")
    assert "Not known of A and left out: collective income." in said.en
    assert "A缺少村集体经济收入" in said.zh


def test_what_another_lacks_counts_as_the_usual_difference():
    county = villages()
    county.loc[5, "terrain"] = None
    county.loc[5, "income"] = np.nan
    found = similar(county, "v000", [TERRAIN, Attribute.INCOME], 99).frame.set_index("org_unit_id")
    assert found.loc["v005", "distance"] == 1
    assert not found.loc["v005", "complete"]
    assert "1 lack an attribute" in similar(county, "v000", count=99).sentence("A").en


def test_a_village_alone_unknown_or_without_attributes_has_no_peers_and_is_told_why():
    alone = similar(villages(1), "v000")
    assert alone.units == ()
    assert "no other village" in alone.sentence("A").en
    assert similar(villages(), "elsewhere").units == ()
    nothing = similar(villages(), "v000", [])
    assert nothing.units == ()
    assert "nothing chosen" in nothing.sentence("A").en
    same = villages().assign(terrain="hill")
    assert similar(same, "v000", [TERRAIN]).units == ()
