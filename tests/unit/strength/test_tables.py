"""The league, the summary and the stars, held against plain loops over the rows."""

import pandas as pd
import pytest

from analytics.strength import Track, robustness
from analytics.strength.tables import beside_stars, league, summary
from data.text import Text

from .small import structure, values

ROWS = {"v5": [90, 45, 1], "v1": [90, 45, 1], "v3": [10, 5, 9], "v4": [50, 25, 5], "mute": [None, None, None]}
TRACKS = (Track("far", Text("Far", "偏远"), units=("v3", "v4")),)


def judged(declared=None, rows=ROWS):
    errors = values({name: [5.0, 5.0, 0.5] for name in rows})
    return robustness(values(rows), errors, declared or structure(), draws=100, seed=3)


def test_the_league_is_in_the_order_of_ranks_ties_by_code_and_the_unscored_last():
    rows = league(judged(), "rest")
    assert list(rows["org_unit_id"]) == ["v1", "v5", "v4", "v3", "mute"]
    assert rows["rank"].tolist()[:4] == [1, 1, 3, 4]
    assert rows["rank"].isna().tolist() == [False] * 4 + [True]
    assert isinstance(rows["reason"].iloc[4], Text)
    assert rows["reason"].iloc[:4].isna().all()


def test_the_share_that_keeps_its_band_is_that_of_its_own_band():
    found = judged()
    rows = league(found, "rest").set_index("org_unit_id")
    for unit in ("v1", "v3", "v4", "v5"):
        assert rows.at[unit, "certain"] == pytest.approx(100 * found.bands.at[unit, rows.at[unit, "band"]])
    assert pd.isna(rows.at["mute", "certain"])


def test_a_track_has_its_own_league_and_all_together_stand_by_score():
    found = judged(structure(tracks=TRACKS))
    assert list(league(found, "far")["org_unit_id"]) == ["v4", "v3"]
    assert league(found, "far")["rank"].tolist() == [1, 2]
    together = league(found)
    assert list(together["org_unit_id"]) == ["v1", "v5", "v4", "v3", "mute"]
    assert together["score"].dropna().is_monotonic_decreasing


def test_the_summary_counts_what_the_league_lists():
    found = judged()
    rows, told = league(found, "rest"), summary(found, "rest")
    assert (told.units, told.scored) == (5, 4)
    assert {band.id: n for band, n in told.bands.items() if n} == rows["band"].value_counts().to_dict()
    assert told.sure == sum(share >= 80 for share in rows["certain"].dropna())
    assert (told.least, told.most) == (rows["score"].min(), rows["score"].max())


def test_nobody_scored_is_a_summary_of_nobody():
    told = summary(judged(rows={"mute": [None, None, None]}), "rest")
    assert (told.units, told.scored, told.sure) == (1, 0, 0)
    assert told.median != told.median


def test_the_stars_agree_with_the_index_as_spearman_says():
    rows = {f"v{n}": [10 * n, 5 * n, 10 - n] for n in range(1, 9)}
    stars = pd.Series({"v1": 1, "v2": 1, "v3": 3, "v4": 2, "v5": 4, "v6": 5, "v7": 3, "gone": 5}, dtype="Int64")
    told = beside_stars(judged(rows=rows), stars)
    # ranks of the scores 1 to 7; of the stars 1.5 1.5 4.5 3 6 7 4.5
    x, y = range(1, 8), (1.5, 1.5, 4.5, 3, 6, 7, 4.5)
    top = sum((a - 4) * (b - 4) for a, b in zip(x, y, strict=True))
    bottom = (sum((a - 4) ** 2 for a in x) * sum((b - 4) ** 2 for b in y)) ** 0.5
    assert (told.rated, told.both) == (7, 7)
    assert told.correlation == pytest.approx(top / bottom)


def test_too_few_or_equal_stars_agree_with_nothing():
    rows = {f"v{n}": [10 * n, 5 * n, 10 - n] for n in range(1, 9)}
    few = pd.Series({"v1": 1, "v2": 2}, dtype="Int64")
    equal = pd.Series(dict.fromkeys(rows, 3), dtype="Int64")
    for stars in (few, equal, pd.Series(dtype="Int64")):
        told = beside_stars(judged(rows=rows), stars)
        assert told.correlation != told.correlation
