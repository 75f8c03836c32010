"""People sign in with a real provider on this machine, in real browsers."""

import json
import secrets
import shutil
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest

from data.audit import entries
from data.home import Home

from .conftest import SETTLED, WINDOW, Server, free_port, settle, wait_for_title

pytestmark = pytest.mark.browser

PEOPLE = ({"sub": "dongshan2"}, {"sub": "boss"}, {"sub": "stranger"})
ACCESS = """
sign_in = "oidc"
contact = "组织科 8888"
[[people]]
id = "dongshan2"
role = "viewer"
unit = "990101002"
[[people]]
id = "boss"
role = "administrator"
unit = "all"
"""


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port), "--token-max-age", "3600"]
    for person in PEOPLE:
        command += ["--user-claims", json.dumps(person)]
    log = (tmp_path_factory.mktemp("oidc") / "log").open("w")
    process = subprocess.Popen(command, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}/.well-known/openid-configuration"
    for _ in range(200):
        try:
            urlopen(url, timeout=2).close()
            break
        except OSError:
            time.sleep(0.1)
    yield url
    process.terminate()
    process.wait(10)
    log.close()


@pytest.fixture(scope="module")
def guarded(home, provider, tmp_path_factory):
    """A server of the county where people sign in."""
    folder = tmp_path_factory.mktemp("guarded") / "home"
    shutil.copytree(home, folder)
    settings = folder / "settings"
    settings.mkdir(exist_ok=True)
    (settings / "access.toml").write_text(ACCESS)
    port = free_port()
    (settings / "secrets.toml").write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        f'cookie_secret = "{secrets.token_hex(32)}"\nclient_id = "touyan"\nclient_secret = "not a secret"\n'
        f'server_metadata_url = "{provider}"\n'
        'client_kwargs = { scope = "openid", prompt = "login" }\n'
    )
    server = Server(folder, folder.parent / "streamlit.log", port=port)
    server.home, server.log = Home(folder), folder.parent / "streamlit.log"
    yield server
    server.stop()


@pytest.fixture
def browsers(chromium):
    """Fresh browsers, as many as asked for."""
    contexts = []

    def another():
        contexts.append(chromium.new_context(viewport=WINDOW, locale="en-GB"))
        page = contexts[-1].new_page()
        page.set_default_timeout(30_000)
        return page

    yield another
    for context in contexts:
        context.close()


def sign_in(page, server, person, address="/"):
    page.goto(f"{server.url}{address}")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=person, exact=True).click()
    page.wait_for_url(f"{server.url}/**")
    page.wait_for_selector(SETTLED)


def test_a_cold_server_asked_for_a_page_by_its_file_name_asks_to_sign_in(guarded, browsers):
    page = browsers()
    for path in ("audit", "view-as", "compare", "indicator", ""):
        page.goto(f"{guarded.url}/{path}")
        page.get_by_role("button", name="Sign in").wait_for()
        settle(page)
        assert "Qingchuan" not in page.content()
        assert page.get_by_test_id("stDataFrame").count() == 0


def test_a_township_sees_its_own_and_is_refused_anothers_link(guarded, browsers):
    page = browsers()
    sign_in(page, guarded, "dongshan2")
    wait_for_title(page, "Dongshan 2 Town at a glance")
    page.goto(f"{guarded.url}/?lang=en&unit=990101003")
    wait_for_title(page, "Dongshan 2 Town at a glance")
    assert "Dongshan 3" not in page.content()
    page.goto(f"{guarded.url}/audit?lang=en")
    settle(page)
    assert page.get_by_role("heading", name="Audit log").count() == 0


def test_after_signing_out_nothing_is_shown_whichever_button_is_pressed(guarded, browsers):
    page = browsers()
    sign_in(page, guarded, "dongshan2")
    wait_for_title(page, "Dongshan 2 Town at a glance")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    page.get_by_role("button", name="Sign in").wait_for()
    page.go_back()
    page.wait_for_timeout(500)
    page.goto(f"{guarded.url}/?lang=en")
    page.get_by_role("button", name="Sign in").wait_for()
    assert "Dongshan" not in page.content()


def test_two_people_in_two_browsers_each_see_their_own(guarded, browsers):
    boss, township = browsers(), browsers()
    sign_in(boss, guarded, "boss")
    sign_in(township, guarded, "dongshan2")
    for _ in range(2):
        boss.reload()
        township.reload()
        wait_for_title(boss, "Qingchuan County at a glance")
        wait_for_title(township, "Dongshan 2 Town at a glance")
    boss.goto(f"{guarded.url}/audit?lang=en")
    wait_for_title(boss, "Audit log")
    assert {"boss", "dongshan2"} <= {entry.actor for entry in entries(guarded.home)}


def test_a_stranger_is_told_whom_to_ask(guarded, browsers):
    page = browsers()
    sign_in(page, guarded, "stranger")
    page.get_by_text("组织科 8888").wait_for()
    assert page.get_by_role("heading").count() == 1


def test_secrets_do_not_reach_the_log(guarded):
    log = guarded.log.read_text()
    secret = (guarded.home.settings / "secrets.toml").read_text().split('cookie_secret = "')[1].split('"')[0]
    assert secret not in log
    assert "not a secret" not in log
