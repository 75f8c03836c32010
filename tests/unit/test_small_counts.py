"""From which level up figures about persons are shown."""

import numpy as np
import pandas as pd

from analytics.small_counts import LEVELS, protected_table, protected_total, sees_persons_of
from analytics.withheld.thresholds import Thresholds
from data.access import Role, Scope

VIEWER = Scope("990121", Role.VIEWER)


def test_a_viewer_is_shown_persons_from_the_least_level_up():
    assert [sees_persons_of(VIEWER, level, "county") for level in LEVELS] == [False, False, True, True, True]


def test_leaders_and_above_are_shown_persons_at_every_level():
    for role in Role:
        seen = all(sees_persons_of(Scope("990121", role), level, "prefecture") for level in LEVELS)
        assert seen == (role >= Role.LEADER)


LEADER = Scope(None, Role.LEADER)


def test_what_is_hidden_in_a_table_does_not_follow_from_the_sums_beside_it():
    rng = np.random.default_rng(7)
    for _ in range(60):
        counts = pd.DataFrame(rng.poisson(rng.choice([1, 4, 20], size=(4, 3))))
        shown = protected_table(VIEWER, counts, Thresholds(), columns=counts.sum())
        assert not shown.isin([1, 2]).any(axis=None)
        for line in (*shown.index, *shown.columns + 10):
            seen, exact = (shown.loc[line], counts.loc[line]) if line < 10 else (shown[line - 10], counts[line - 10])
            assert (seen.dropna() == exact[seen.notna()]).all()
            assert seen.isna().sum() != 1


def test_nothing_is_shown_of_a_row_or_column_whose_sum_is_withheld():
    counts = pd.DataFrame([[20, 30], [40, 50], [25, 35]])
    rows, columns = pd.Series([50, None, 60], dtype="Int64"), pd.Series([85, None], dtype="Int64")
    shown = protected_table(VIEWER, counts, Thresholds(), rows, columns)
    assert shown.loc[1].isna().all()
    assert shown[1].isna().all()
    assert protected_table(LEADER, counts, Thresholds(), rows, columns).equals(counts.astype("Int64"))


def test_a_total_of_fewer_than_ten_is_no_number_to_a_viewer():
    assert [protected_total(VIEWER, n, Thresholds()) for n in (0, 9, 10)] == [None, None, 10]
    assert protected_total(LEADER, 9, Thresholds()) == 9


def test_raised_thresholds_hide_more_of_a_table_and_of_its_total():
    raised = Thresholds(30, (1, 2, 3))
    counts = pd.DataFrame([[20, 25, 3], [20, 30, 40]])
    assert protected_table(VIEWER, counts, Thresholds()).notna().all(axis=None)
    assert protected_table(VIEWER, counts, raised).loc[0].isna().tolist() == [True, False, True]
    assert [protected_total(VIEWER, n, raised) for n in (29, 30)] == [None, 30]
