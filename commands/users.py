"""People: who may enter, with which role, for which unit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from commands.common import author, say, store
from data.access import Role, Scope
from data.audit import record
from data.errors import DataError
from data.people import EVERYTHING, add_person, load_access, remove_person, revoke
from data.text import Text

app = typer.Typer()
user = typer.Typer(help="Who may enter, as what. 用户与权限。", no_args_is_help=True)
app.add_typer(user, name="user")

Person = Annotated[str, typer.Argument(help="As the sign-in calls the person. 登录名或标识")]
OfUnit = Annotated[str, typer.Option("--unit", help="A unit's code, or all. 单位代码，或 all")]
AsRole = Annotated[str, typer.Option("--role", help="viewer, leader, analyst, steward, administrator. 角色")]


@user.command()
def add(person: Person, unit: OfUnit, role: AsRole = "viewer") -> None:
    """Let a person enter. 添加用户或变更其权限。"""
    if role.upper() not in Role.__members__:
        raise typer.BadParameter(", ".join(known.name.lower() for known in Role), param_hint="--role")
    if unit != EVERYTHING:
        _demand_unit(unit)
    add_person(store().home, person, Scope(None if unit == EVERYTHING else unit, Role[role.upper()]))
    record(store().home, author(), "user add", {"person": person, "role": role, "unit": unit})
    say(f"{person}: {role}, {unit}. It holds from the next click on. 下次操作起生效。")


@user.command("list")
def list_() -> None:
    """List the entries and the rules. 列出用户与规则。"""
    access = load_access(store().home)
    say(f"sign_in = {access.sign_in}")
    for grant in access.grants:
        unit = grant.scope.unit or EVERYTHING
        say(f"{grant.claim}={grant.value}  {grant.scope.role.name.lower()}  {unit}")


@user.command()
def remove(person: Person) -> None:
    """Take a person's entry away, and what was signed in with it. 删除用户。"""
    if not remove_person(store().home, person):
        raise DataError(NOBODY.fill(person=person))
    revoke(store().home, person, datetime.now(UTC))
    record(store().home, author(), "user remove", {"person": person})
    say(f"{person} can no longer enter. 已移除。")


@user.command("revoke")
def revoke_(person: Person) -> None:
    """Let nothing count that a person has signed in so far, as after a lost device. 撤销已有登录。"""
    revoke(store().home, person, datetime.now(UTC))
    record(store().home, author(), "user revoke", {"person": person})
    say(f"{person} has to sign in again. 需重新登录。")


def _demand_unit(unit: str) -> None:
    with store().reader() as reader:
        if not reader.table("SELECT 1 FROM org_unit WHERE org_unit_id = $unit", unit=unit).num_rows:
            raise DataError(NO_UNIT.fill(unit=unit))


NOBODY = Text("There is no entry of {person}.", "没有 {person} 的用户记录。")
NO_UNIT = Text("There is no unit {unit}.", "没有代码为 {unit} 的单位。")
