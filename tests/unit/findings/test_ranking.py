"""A league table that says how sure it is."""

import numpy as np
import pandas as pd
import pytest

from analytics.catalogue import INDICATORS
from analytics.charts import Words, caterpillar
from analytics.findings.ranking import league, rank

from .county import County, evaluated

HIGHER, LOWER, NEUTRAL = "sec_in_post_rate", "no_development_2y_share", "sec_age_45_share"
RATE, RATIO = "talent_stock_per_1000", "sec_pay_income_ratio"
ACTIVITY = next(name for name, indicator in INDICATORS.items() if indicator.activity_count)


def table(indicator, sums, **more):
    return league(evaluated(indicator, sums), INDICATORS[indicator], **more)


def spread(count=20, size=400):
    """Units from 5 % on, evenly apart, in an order that is not theirs."""
    units = {f"u{n:02d}": (size * (n + 1) / (count + 1), size) for n in range(count)}
    return dict(sorted(units.items(), key=lambda item: item[0][::-1]))


def test_the_best_is_first_and_the_surely_worst_are_listed():
    found = table(HIGHER, spread())
    assert found.frame["org_unit_id"].iloc[0] == "u19"
    assert found.listed("certain")[0] == "u00"
    assert (found.frame["rank_lower"] <= found.frame["rank"]).all()
    assert (found.frame["rank"] <= found.frame["rank_upper"]).all()
    assert table(LOWER, spread()).listed("certain")[0] == "u19"


def test_where_chance_decides_nobody_is_certainly_last():
    found = table(HIGHER, {f"u{n:02d}": (4 + n % 3, 10) for n in range(30)})
    assert found.listed("certain") == ()
    assert found.listed("possible")
    assert found.too_noisy
    assert "Too noisy to rank" in found.sentence({}).en
    assert "不宜排名" in found.sentence({}).zh


def test_where_nobody_judges_there_is_no_bottom():
    found = table(NEUTRAL, spread())
    assert set(found.frame["list"]) == {""}
    assert found.frame["bottom_tenth"].isna().all()


def test_flags_are_counted_against_chance_and_thinned_by_benjamini_and_hochberg():
    luck = np.random.default_rng(3)
    null = table(HIGHER, {f"u{n:03d}": (int(luck.binomial(50, 0.5)), 50) for n in range(200)})
    assert null.by_chance == pytest.approx(10)
    assert null.frame["flagged_bh"].sum() <= null.frame["flagged"].sum()
    assert null.frame["flagged_bh"].sum() == 0
    assert table(HIGHER, spread()).frame["flagged_bh"].sum() > 10
    assert "about 10.0" in null.sentence({f"u{n:03d}": "x" for n in range(200)}).en


@pytest.mark.parametrize("bh", [False, True])
@pytest.mark.parametrize(("indicator", "good"), [(HIGHER, "better"), (LOWER, "worse"), (NEUTRAL, "higher")])
def test_who_is_coloured_is_who_is_flagged(indicator, good, bh):
    found = table(indicator, spread() | {"tiny": (0, 4), "silent": None})
    shown = found.coloured(bh).set_index("org_unit_id")
    clear = ~shown["verdict"].isin(["similar", "too_few"]) & shown["verdict"].notna()
    assert clear.tolist() == shown["flagged_bh" if bh else "flagged"].tolist()
    assert (shown.loc["u19", "verdict"], shown.loc["tiny", "verdict"]) == (f"surely_{good}", "too_few")
    assert pd.isna(shown.loc["silent", "verdict"])


def test_amounts_are_compared_with_nothing():
    found = table(RATIO, {f"u{n:02d}": (20000.0 + n, 20000.0) for n in range(20)})
    assert set(found.coloured()["verdict"]) == {"not_compared"}


def test_fewer_than_five_are_ranked_and_neither_listed_nor_flagged():
    found = table(HIGHER, spread() | {"tiny": (0, 4)}).frame.set_index("org_unit_id")
    assert found.loc["tiny", "rank"] == 21
    assert found.loc["tiny", "list"] == ""
    assert not found.loc["tiny", "flagged"]
    assert pd.isna(found.loc["tiny", "p"])


def test_the_silent_and_those_with_nothing_to_measure_have_no_rank_and_are_counted_apart():
    found = table(HIGHER, spread() | {"silent": None, "empty": (0, 0)})
    assert found.frame["rank"].isna().sum() == 2
    said = found.sentence({unit: unit for unit in spread()}).en
    assert "20 villages ranked" in said
    assert "not reported 1 village, not applicable 1 village" in said


def test_shrinkage_draws_small_units_further():
    found = table(HIGHER, spread() | {"small": (10, 10), "large": (400, 400)}).frame.set_index("org_unit_id")
    assert found.loc["small", "shrunken"] < found.loc["large", "shrunken"] < 100


def test_counts_of_activities_are_ranked_only_when_asked_for():
    sums = {f"u{n:02d}": (n + 5, 100) for n in range(12)}
    assert table(ACTIVITY, sums).frame["rank"].isna().all()
    assert "not their effect" in table(ACTIVITY, sums).sentence({}).en
    asked = table(ACTIVITY, sums, counts_asked=True)
    assert asked.frame["rank"].notna().all()
    assert asked.refused is None


def test_amounts_without_an_interval_are_ranked_and_nobody_is_certain():
    found = table(RATIO, {f"u{n:02d}": (20000.0 + n, 20000.0) for n in range(20)})
    assert found.exact
    assert found.frame["rank"].tolist() == list(range(1, 21))
    assert found.listed("certain") == ()
    assert found.reliability is None
    assert "no interval is known" in found.sentence({}).en


def test_a_unit_with_a_value_and_no_interval_has_no_rank_and_is_said():
    frame = evaluated(RATIO, {f"u{n:02d}": (100.0 + n, 100.0) for n in range(12)})
    frame[["lower", "upper"]] = frame[["value", "value"]].to_numpy(float) + np.array([-0.01, 0.01])
    frame.loc[3, ["lower", "upper"]] = pd.NA
    found = league(frame, INDICATORS[RATIO])
    assert found.frame["rank"].notna().sum() == 11
    said = found.sentence({unit: unit for unit in frame["org_unit_id"]})
    assert "11 villages ranked. Not ranked, as no interval is known: 1 village with a value." in said.en
    assert "共11个村参与排名。另有1个村有数值但无法计算区间，不参与排名。" in said.zh


@pytest.mark.parametrize("indicator", [HIGHER, NEUTRAL, RATIO])
def test_where_all_have_the_same_value_there_is_nothing_to_rank_list_or_flag(indicator):
    sums = {f"u{n:02d}": (5 + n, 5 + n) for n in range(15)}
    found = table(indicator, sums | {"silent": None})
    assert found.alike == found.level
    assert found.frame[["rank", "rank_lower", "rank_upper", "p"]].isna().all(axis=None)
    assert set(found.frame["list"]) == {""}
    assert not found.frame["flagged"].any()
    assert not found.too_noisy
    assert found.noise is None
    said = found.sentence({})
    assert "all 15 villages have the same value (" in said.en
    assert "nothing to rank. " in said.en
    assert "not reported 1 village" in said.en
    assert "15个村数值均为" in said.zh
    assert table(indicator, sums | {"other": (1, 40)}).alike is None
    assert table(indicator, {"u": (5, 5)}).alike is None


def test_who_differs_from_the_common_level_is_told_apart_from_the_worst_tenth():
    found = table(HIGHER, spread())
    off = int(found.frame["flagged"].sum())
    said = found.sentence({unit: unit for unit in spread()})
    assert (
        f"{off} differ clearly from the common level, upward or downward; chance alone would make about 1.0" in said.en
    )
    assert f"显著高于或低于总体水平的有{off}个；仅凭偶然也会有约1.0个" in said.zh
    assert "Certainly in the worst tenth: u00" in said.en
    assert "flag" not in said.en
    assert "标出" not in said.zh


@pytest.mark.parametrize("indicator", [HIGHER, RATE, RATIO, NEUTRAL])
@pytest.mark.parametrize(
    "sums", [{}, {"a": None, "b": None}, {"a": (0, 0)}, {"a": (30, 50)}, {"a": (0, 9), "b": (0, 8)}, {"a": (9, 9)}]
)
def test_nobody_one_or_all_alike_still_say_something(indicator, sums):
    found = table(indicator, sums)
    assert len(found.frame) == len(sums)
    assert found.sentence({}).en
    assert found.sentence({}).zh
    assert caterpillar(found.frame.assign(name=found.frame["org_unit_id"]), INDICATORS[indicator], Words(), "zh")


def test_a_reader_is_asked_for_the_units_of_one_level():
    cells = [("2025", unit, HIGHER, 5, 10) for unit in ("v1", "v2", "990121")]
    found = rank(County(cells), HIGHER, "990121", "village", "2025")
    assert found.frame["org_unit_id"].tolist() == ["v1", "v2"]
    assert found.level == 50.0


def test_the_order_of_the_rows_changes_nothing():
    frame = evaluated(HIGHER, spread())
    first = league(frame, INDICATORS[HIGHER]).frame
    again = league(frame.sample(frac=1, random_state=1), INDICATORS[HIGHER]).frame
    pd.testing.assert_frame_equal(first, again)
