"""A real server and a real Chromium. The county is made up; no address outside this machine is ever asked."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import sync_playwright

from tests.pages.county import county, publish

ROOT = Path(__file__).resolve().parents[2]
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
OFFLINE = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
WINDOW = {"width": 1440, "height": 900}
LARGE = "990101004"
"""A township of more villages than a side of paper holds beside all else."""
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


OURS = ("-m", "pages.parts.server")
PLAIN = ("-m", "streamlit", "run", "dashboard.py")


class Server:
    """The dashboard over a home, on a port of its own; `command` starts it."""

    def __init__(self, home, log, command=OURS, port=None, options=()):
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        options = ("--server.port", str(self.port), "--browser.serverAddress", "127.0.0.1", *options)
        with log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, *command, *options],
                cwd=ROOT,
                env=os.environ | {"TOUYAN_HOME": str(home)},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self.wait(log)

    def wait(self, log, seconds=40):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            assert self.process.poll() is None, log.read_text()
            try:
                with urlopen(f"{self.url}/_stcore/health", timeout=2):
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        raise AssertionError(log.read_text())

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    return publish(tmp_path_factory.mktemp("county"), [*county(), *large_township()])


def large_township():
    yield (LARGE, "990101", "township", "大坝镇", "Daba Town")
    yield from ((f"{LARGE}{n:03}", LARGE, "village", f"大坝{n}村", None) for n in range(1, 31))


@pytest.fixture(scope="session")
def server(home, tmp_path_factory):
    server = Server(home, tmp_path_factory.mktemp("log") / "streamlit.log")
    yield server
    server.stop()


@pytest.fixture
def cold_server(request, home, tmp_path):
    server = Server(home, tmp_path / "streamlit.log", request.param)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def chromium():
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "the browser tests need Chromium: make browser"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*QUIET, *OFFLINE])
        yield browser
        browser.close()


@pytest.fixture
def person(chromium):
    """A page in a fresh browser; whatever it asks for is noted, and anything outside this machine fails the test."""
    context = chromium.new_context(viewport=WINDOW, locale="en-GB", accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(30_000)
    outside = []
    page.on("request", lambda request: outside.append(request.url) if is_outside(request.url) else None)
    yield page
    context.close()
    assert outside == []


def is_outside(url):
    return not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:"))


def open_at(page, url, title):
    """Open an address and wait until its heading stands and the script has ended."""
    page.goto(url)
    wait_for_title(page, title)


def wait_for_title(page, title):
    page.get_by_role("heading", level=1, name=title).wait_for()
    settle(page)


def settle(page):
    page.wait_for_selector(SETTLED)


def choose(page, key, typed, option):
    """Type into a picker as a person does and take the option that is found."""
    field = page.locator(f".st-key-{key} input").first
    field.click()
    field.fill(typed)
    page.get_by_role("option", name=option).first.click()
    settle(page)


def save(page, folded, button):
    """Unfold a table and save it. By the keyboard: while a table unfolds, its buttons move away under a mouse."""
    page.get_by_text(folded).click()
    with page.expect_download() as started:
        page.get_by_role("button", name=button).press("Enter")
    return started.value
