"""Several processes behind nginx as `deploy/nginx.conf` says: one dies, and nobody gets a wrong answer."""

import re
import shutil
import ssl
import subprocess
import time
from urllib.request import Request, urlopen

import pytest

from .conftest import ROOT, WINDOW, Server, free_port, settle, wait_for_title

pytestmark = [pytest.mark.browser, pytest.mark.soak]
TITLE = "Qingchuan County at a glance"


def our_configuration(folder, port, upstreams):
    """The shipped file with this machine's names, ports and folders, and a certificate of its own."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1",
         "-keyout", folder / "tls.key", "-out", folder / "tls.crt"], check=True, capture_output=True,
    )  # fmt: skip
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    text = re.sub(r"server \{\s+listen 80;.*?\n    \}\n", "", text, flags=re.DOTALL)
    text = text.replace("listen 443", f"listen 127.0.0.1:{port}").replace("/etc/touyan", str(folder))
    text = text.replace("/var/log/nginx", str(folder)).replace("/run/nginx.pid", str(folder / "pid"))
    for shipped, own in zip((8501, 8502), upstreams, strict=True):
        text = text.replace(f"127.0.0.1:{shipped}", f"127.0.0.1:{own}")
    (folder / "nginx.conf").write_text(text)
    return folder / "nginx.conf"


@pytest.fixture
def behind_nginx(home, tmp_path):
    """nginx's address and the two servers."""
    if not shutil.which("nginx"):
        pytest.fail("this test needs nginx: make browser")
    settings = tmp_path / "home" / "settings"
    shutil.copytree(home, tmp_path / "home")
    settings.mkdir(exist_ok=True)
    (settings / "access.toml").write_text('sign_in = "proxy"\n[[people]]\nid = "wang"\nrole = "viewer"\nunit = "all"\n')
    trusted = ("--server.trustedUserHeaders", '{"X-Remote-User": "sub"}')
    servers = [Server(tmp_path / "home", tmp_path / f"{n}.log", options=trusted) for n in (1, 2)]
    port = free_port()
    configuration = our_configuration(tmp_path, port, [server.port for server in servers])
    text = configuration.read_text().replace(
        "proxy_set_header X-Remote-User $remote_user", "proxy_set_header X-Remote-User wang"
    )
    configuration.write_text(text)
    nginx = subprocess.Popen(["nginx", "-c", configuration, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
    time.sleep(1)
    yield f"https://127.0.0.1:{port}", servers
    nginx.terminate()
    nginx.wait(10)
    for server in servers:
        if server.process.poll() is None:
            server.stop()


def test_when_a_process_dies_everybody_goes_on_with_the_right_answer(behind_nginx, chromium):
    address, servers = behind_nginx
    people = [chromium.new_context(viewport=WINDOW, ignore_https_errors=True).new_page() for _ in range(4)]
    wanted = {}
    for number, page in enumerate(people):
        unit, title = [("990101001", "Dongshan 1 Town at a glance"), ("990101002", "Dongshan 2 Town at a glance")][
            number % 2
        ]
        page.set_default_timeout(60_000)
        page.goto(f"{address}/?lang=en&unit={unit}")
        wait_for_title(page, title)
        wanted[page] = title
    servers[0].process.kill()
    for page in people:
        page.reload()
    for page, title in wanted.items():
        wait_for_title(page, title)
        settle(page)
        assert page.get_by_role("heading", level=1).inner_text() == title
        page.context.close()


def test_headers_protect_and_metrics_are_blocked(behind_nginx):
    address, _ = behind_nginx
    trusting = ssl._create_unverified_context()
    with urlopen(Request(address), context=trusting) as answer:
        headers = answer.headers
    for header in ("Strict-Transport-Security", "Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options"):
        assert headers[header]
    assert "Secure" in headers["Set-Cookie"]
    with pytest.raises(OSError, match="403"):
        urlopen(Request(f"{address}/_stcore/metrics"), context=trusting)
