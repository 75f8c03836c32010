"""Claims become a role and a unit, or a reason why not."""

from datetime import UTC, datetime

import pytest

from data.access import Role, Scope
from data.errors import DataError
from data.home import Home
from data.people import EXPIRED, REVOKED, UNKNOWN, Refusal, add_person, load_access, remove_person, revoke, scope_of
from pages.parts.binding import address_in, is_local_host, refusal

NOW = datetime(2026, 7, 1, tzinfo=UTC)
LATER, EARLIER = NOW.timestamp() + 3600, NOW.timestamp() - 3600
SETTINGS = """
sign_in = "oidc"
contact = "组织科 8888"

[[rule]]
claim = "groups"
value = "leaders"
role = "leader"
unit = "990101"

[[rule]]
claim = "groups"
value = "everyone"
role = "viewer"
unit = "all"
"""


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    home.settings.mkdir()
    (home.settings / "access.toml").write_text(SETTINGS)
    return home


def enter(home, **claims):
    return scope_of(load_access(home), {"sub": "wang", "iat": EARLIER, "exp": LATER} | claims, NOW)


def test_the_first_rule_that_fits_decides(home):
    assert enter(home, groups=["everyone", "leaders"]) == Scope("990101", Role.LEADER)
    assert enter(home, groups=["everyone"]) == Scope(None, Role.VIEWER)
    assert enter(home, groups="leaders") == Scope("990101", Role.LEADER)


def test_who_fits_no_rule_is_refused(home):
    assert enter(home) == enter(home, groups=["others"]) == Refusal(UNKNOWN)
    assert enter(home, sub="", groups=["leaders"]) == Refusal(UNKNOWN)


@pytest.mark.parametrize("exp", [EARLIER, None, "later"])
def test_a_sign_in_that_has_expired_or_never_does_is_refused(home, exp):
    assert enter(home, groups=["leaders"], exp=exp) == Refusal(EXPIRED)


def test_what_was_signed_in_before_a_revocation_no_longer_counts(home):
    revoke(home, "wang", NOW)
    assert enter(home, groups=["leaders"]) == enter(home, groups=["leaders"], iat=None) == Refusal(REVOKED)
    assert enter(home, groups=["leaders"], iat=LATER) == Scope("990101", Role.LEADER)
    assert enter(home, sub="li", groups=["leaders"]) == Scope("990101", Role.LEADER)


def test_a_persons_own_entry_goes_before_the_rules_and_can_be_taken_away(home):
    add_person(home, "wang", Scope("990101001", Role.STEWARD))
    add_person(home, "li", Scope(None, Role.ANALYST))
    add_person(home, "wang", Scope("990101002", Role.VIEWER))
    assert enter(home, groups=["leaders"]) == Scope("990101002", Role.VIEWER)
    assert enter(home, sub="li") == Scope(None, Role.ANALYST)
    assert remove_person(home, "wang")
    assert enter(home) == Refusal(UNKNOWN)
    assert load_access(home).contact == "组织科 8888"


@pytest.mark.parametrize(
    "wrong",
    [
        'sign_in = "maybe"',
        "typo = 1",
        "x =",
        '[[people]]\nid = "a"\nrole = "king"\nunit = "all"',
        '[[people]]\nid = "a"\nrole = "viewer"',
        '[[rule]]\nclaim = "g"\nrole = "viewer"\nunit = "all"',
        "[audit]\nkept_days = 0",
        '[[revoked]]\nid = "a"\nbefore = "yesterday"',
        "people = 3",
    ],
)
def test_nobody_enters_by_settings_that_are_not_understood(home, wrong):
    (home.settings / "access.toml").write_text(wrong)
    with pytest.raises(DataError):
        load_access(home)


@pytest.mark.parametrize(
    ("way", "address", "allowed"),
    [
        ("none", "127.0.0.1", True),
        ("none", "::1", True),
        ("none", "localhost", True),
        ("none", "0.0.0.0", False),
        ("none", "", False),
        ("none", None, False),
        ("none", "192.168.1.4", False),
        ("proxy", "127.0.0.1", True),
        ("proxy", "0.0.0.0", False),
        ("oidc", "0.0.0.0", True),
    ],
)
def test_without_sign_in_the_server_listens_on_this_machine_alone(home, way, address, allowed):
    (home.settings / "access.toml").write_text(f'sign_in = "{way}"')
    assert (refusal(load_access(home), address) is None) == allowed


def test_the_command_lines_address_goes_before_the_configured_one():
    assert address_in(["--server.port", "1", "--server.address", "0.0.0.0"], "127.0.0.1") == "0.0.0.0"
    assert address_in(["--server.address=0.0.0.0"], "127.0.0.1") == "0.0.0.0"
    assert address_in([], "127.0.0.1") == "127.0.0.1"


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1:8501", True),
        ("localhost:1", True),
        ("[::1]:8501", True),
        ("party.gov.cn", False),
        ("10.0.0.1", False),
    ],
)
def test_only_this_machines_own_names_are_local(host, local):
    assert is_local_host(host) == local
