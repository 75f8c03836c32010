"""From which level up figures about persons are shown."""

from analytics.small_counts import LEVELS, sees_persons_of
from data.access import Role, Scope

VIEWER = Scope("990121", Role.VIEWER)


def test_a_viewer_is_shown_persons_from_the_least_level_up():
    assert [sees_persons_of(VIEWER, level, "county") for level in LEVELS] == [False, False, True, True, True]


def test_leaders_and_above_are_shown_persons_at_every_level():
    for role in Role:
        seen = all(sees_persons_of(Scope("990121", role), level, "prefecture") for level in LEVELS)
        assert seen == (role >= Role.LEADER)
