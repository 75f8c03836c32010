"""Who may sign in, as what: `settings/access.toml`, read anew on every run of a page.

sign_in = "oidc"                  # or "proxy": the reverse proxy says who it is; without it: one local administrator
contact = "县委组织部组织科 ..."    # whom an unknown person asks
person = "sub"                    # the claim by which a person is known

[[rule]]                          # the first that fits decides; people's own entries go before
claim = "groups"
value = "county-leaders"
role = "leader"
unit = "990121"                   # or "all"

[[people]]                        # written by `manage.py user add`
id = "wang"
role = "viewer"
unit = "990121103"

[[revoked]]                       # written by `manage.py user revoke`: what was signed in before no longer counts
id = "wang"
before = 2026-01-01T00:00:00Z

[audit]
kept_days = 1095
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import tomlkit
from tomlkit.exceptions import ParseError

from data.access import Role, Scope
from data.audit import KEPT_DAYS
from data.errors import DataError
from data.files import write_whole
from data.home import Home
from data.storage import storage_faults
from data.text import Text

FILE = "access.toml"
EVERYTHING = "all"
FIELDS = {"sign_in", "contact", "person", "rule", "people", "revoked", "audit"}
SignIn = Literal["none", "oidc", "proxy"]


@dataclass(frozen=True, slots=True)
class Grant:
    """A role and a unit for whoever has `value` (or it among others) in `claim`."""

    claim: str
    value: str
    scope: Scope

    def fits(self, claims: Mapping[str, Any]) -> bool:
        said = claims.get(self.claim)
        return self.value in said if isinstance(said, list | tuple) else said == self.value


@dataclass(frozen=True, slots=True)
class Access:
    """How people sign in here, and what each may do."""

    sign_in: SignIn = "none"
    contact: str = ""
    person: str = "sub"
    grants: tuple[Grant, ...] = ()
    revoked: Mapping[str, datetime] = field(default_factory=dict)
    kept_days: int = KEPT_DAYS


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody who has signed in may not enter."""

    reason: Text


def scope_of(access: Access, claims: Mapping[str, Any], now: datetime) -> Scope | Refusal:
    """What the person of these claims may see and do now.

    A sign-in counts until it expires (`exp`) and unless it was revoked after it was issued (`iat`); one that does not
    say when it ends, as a reverse proxy's, is renewed with every request.
    """
    if access.sign_in == "oidc" and not _after(claims.get("exp"), now):
        return Refusal(EXPIRED)
    known_as = str(claims.get(access.person) or "")
    revoked = access.revoked.get(known_as)
    if revoked is not None and not _after(claims.get("iat"), revoked):
        return Refusal(REVOKED)
    granted = next((grant.scope for grant in access.grants if grant.fits(claims)), None)
    return granted if known_as and granted is not None else Refusal(UNKNOWN)


def _after(seconds: object, moment: datetime) -> bool:
    """Whether a claim in seconds since 1970 is later than the moment."""
    return isinstance(seconds, int | float) and datetime.fromtimestamp(seconds, UTC) > moment


def load_access(home: Home) -> Access:
    """The settings of a home as they stand now; `DataError` names what cannot be read. Nobody enters by a file that is
    not understood."""
    path = home.settings / FILE
    try:
        status = path.stat()
    except FileNotFoundError:
        return Access()
    return _read(path, (status.st_ino, status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=16)
def _read(path: Path, edition: tuple[int, ...]) -> Access:
    """The file as it is in this edition: a page asks many times who is there."""
    said = _document(path).unwrap()
    if unknown := sorted(set(said) - FIELDS):
        raise DataError(UNKNOWN_FIELD.fill(fields=", ".join(unknown)), str(path))
    person = _text(said, "person", path, "sub")
    own = [Grant(person, _text(entry, "id", path), _scope(entry, path)) for entry in _entries(said, "people", path)]
    rules = [
        Grant(_text(entry, "claim", path), _text(entry, "value", path), _scope(entry, path))
        for entry in _entries(said, "rule", path)
    ]
    return Access(
        sign_in=_sign_in(said, path),
        contact=_text(said, "contact", path, ""),
        person=person,
        grants=(*own, *rules),
        revoked={_text(e, "id", path): _moment(e, path) for e in _entries(said, "revoked", path)},
        kept_days=_days(said.get("audit", {}), path),
    )


def add_person(home: Home, person: str, scope: Scope) -> None:
    """Let a person enter with this role and unit; an earlier entry of the person is replaced."""
    entry = {"id": person, "role": scope.role.name.lower(), "unit": scope.unit or EVERYTHING}
    _change(home, lambda document: _put(document, "people", entry))


def remove_person(home: Home, person: str) -> bool:
    """Take a person's own entry away; whether there was one. Rules on groups may still let the person in."""
    before = {grant.value for grant in load_access(home).grants}
    _change(home, lambda document: _put(document, "people", None, person))
    return person in before


def revoke(home: Home, person: str, moment: datetime) -> None:
    """Let nothing count that the person signed in before the moment."""
    _change(home, lambda document: _put(document, "revoked", {"id": person, "before": moment}))


def _change(home: Home, change: Callable[[tomlkit.TOMLDocument], None]) -> None:
    with storage_faults(str(home.settings / FILE)):
        home.settings.mkdir(parents=True, exist_ok=True)
        document = _document(home.settings / FILE)
        change(document)
        write_whole(home.settings / FILE, document.as_string().encode())
    load_access(home)


def _put(
    document: tomlkit.TOMLDocument, name: str, entry: Mapping[str, object] | None, person: str | None = None
) -> None:
    who = entry["id"] if entry else person
    kept = tomlkit.aot()
    for old in document.get(name, []):
        if old.get("id") != who:
            kept.append(old)
    if entry:
        kept.append(tomlkit.item(dict(entry)))
    document.pop(name, None)
    if len(kept):
        document.append(name, kept)


def _document(path: Path) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(path.read_text("utf-8"))
    except FileNotFoundError:
        return tomlkit.document()
    except (ParseError, UnicodeDecodeError) as error:
        raise DataError(NOT_TOML.fill(why=str(error)), str(path)) from error


def _sign_in(said: Mapping[str, Any], path: Path) -> SignIn:
    ways: dict[str, SignIn] = {"none": "none", "oidc": "oidc", "proxy": "proxy"}
    way = said.get("sign_in", "none")
    if way not in ways:
        raise DataError(WRONG.fill(field="sign_in", value=way), str(path))
    return ways[way]


def _entries(said: Mapping[str, Any], name: str, path: Path) -> Iterable[Mapping[str, Any]]:
    entries = said.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise DataError(WRONG.fill(field=name, value=entries), str(path))
    return entries


def _text(entry: Mapping[str, Any], name: str, path: Path, default: str | None = None) -> str:
    value = entry.get(name, default)
    if not isinstance(value, str) or (default is None and not value):
        raise DataError(WRONG.fill(field=name, value=value), str(path))
    return value


def _scope(entry: Mapping[str, Any], path: Path) -> Scope:
    role = _text(entry, "role", path).upper()
    if role not in Role.__members__:
        raise DataError(NO_ROLE.fill(role=role.lower(), known=", ".join(r.name.lower() for r in Role)), str(path))
    unit = _text(entry, "unit", path)
    return Scope(None if unit == EVERYTHING else unit, Role[role])


def _moment(entry: Mapping[str, Any], path: Path) -> datetime:
    value = entry.get("before")
    if not isinstance(value, datetime):
        raise DataError(WRONG.fill(field="before", value=value), str(path))
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _days(said: object, path: Path) -> int:
    days = said.get("kept_days", KEPT_DAYS) if isinstance(said, Mapping) else said
    if not isinstance(days, int) or isinstance(days, bool) or days < 1:
        raise DataError(WRONG.fill(field="kept_days", value=days), str(path))
    return days


UNKNOWN = Text("You are signed in, but nobody has given you access yet.", "您已登录，但尚未获得本系统的访问权限。")
EXPIRED = Text("Your sign-in has expired. Please sign in again.", "登录已过期，请重新登录。")
REVOKED = Text("Your sign-in was revoked. Please sign in again.", "您的登录已被撤销，请重新登录。")
NOT_TOML = Text("The file is not valid TOML: {why}", "文件不是有效的 TOML 格式：{why}")
UNKNOWN_FIELD = Text("Unknown: {fields}.", "无法识别：{fields}。")
WRONG = Text("{field} cannot be {value}.", "{field} 的值 {value} 不正确。")
NO_ROLE = Text("There is no role {role}; choose one of {known}.", "没有 {role} 这一角色，可选：{known}。")
