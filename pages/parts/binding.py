"""Where the server may listen: on this machine alone, unless people sign in."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address

from data.people import Access
from data.text import Text

OPTION = "--server.address"


def refusal(access: Access, address: str | None) -> Text | None:
    """Why the server must not listen at this address (none is every one of the machine); None if it may."""
    if is_loopback(address) or access.sign_in == "oidc":
        return None
    return PROXY if access.sign_in == "proxy" else NOBODY_SIGNS_IN


def is_loopback(address: str | None) -> bool:
    if address == "localhost":
        return True
    try:
        return ip_address(address or "").is_loopback
    except ValueError:
        return False


def is_local_host(host: str) -> bool:
    """Whether a request's Host header names this machine alone."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return is_loopback(name.strip("[]"))


def address_in(options: Sequence[str], configured: str | None) -> str | None:
    """The address of a command line's options, else the configured one."""
    for number, option in enumerate(options):
        if option == OPTION:
            return options[number + 1] if number + 1 < len(options) else ""
        if option.startswith(f"{OPTION}="):
            return option.partition("=")[2]
    return configured


NOBODY_SIGNS_IN = Text(
    "Nobody signs in here, so everybody who reaches the dashboard would be its administrator. It therefore listens on "
    "this machine alone: --server.address 127.0.0.1. To serve others, set up sign-in in settings/access.toml.",
    "本系统未设置登录，任何能访问的人都会成为管理员，因此只能在本机监听：--server.address 127.0.0.1。"
    "如需供他人使用，请先在 settings/access.toml 中设置登录。",
)
PROXY = Text(
    "The reverse proxy says who it is, so nobody may reach the dashboard past it: --server.address 127.0.0.1.",
    "身份由反向代理认定，不得绕过代理访问本系统：--server.address 127.0.0.1。",
)
