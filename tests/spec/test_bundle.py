"""What is brought to a machine without a network is whole, says what it fits, and installs there."""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tarfile

import pytest

from tests.house.source import ROOT

specification = importlib.util.spec_from_file_location("bundle", ROOT / "deploy" / "bundle.py")
bundle = importlib.util.module_from_spec(specification)
specification.loader.exec_module(bundle)

pytestmark = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a bundle is made from a checkout")
WITHOUT_NETWORK = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
SERVE = """
import subprocess, sys, time
from urllib.error import URLError
from urllib.request import urlopen

command = ["-m", "pages.parts.server", "--server.port", "8599", "--browser.serverAddress", "127.0.0.1"]
process = subprocess.Popen([sys.executable, *command])
try:
    for _ in range(300):
        try:
            sys.exit(urlopen("http://127.0.0.1:8599/_stcore/health", timeout=2).read() != b"ok")
        except (URLError, OSError):
            time.sleep(0.2)
    sys.exit(3)
finally:
    process.terminate()
    process.wait()
"""


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    """A bundle without the wheels: they take minutes to fetch."""
    folder = tmp_path_factory.mktemp("bundle") / bundle.name()
    bundle.lay(folder)
    bundle.write_manifest(folder)
    return folder


@pytest.fixture
def copy(laid, tmp_path):
    return shutil.copytree(laid, tmp_path / laid.name)


def install(folder, target):
    found = subprocess.run(
        [folder / "install", target], capture_output=True, text=True, env=os.environ | {"PYTHON": sys.executable}
    )
    return found.returncode, found.stderr


def test_the_manifest_holds_the_checksum_of_every_file(laid):
    listed = dict(reversed(line.split("  ")) for line in (laid / "MANIFEST").read_text().splitlines())
    files = {path.relative_to(laid).as_posix(): path for path in laid.rglob("*") if path.is_file()}
    del files["MANIFEST"]
    assert listed == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    assert {"code.tar", "install", "MADE_FOR", "packages/names"} <= set(listed)


def test_the_code_is_that_of_the_commit_and_nothing_that_is_kept_out_of_it(laid):
    with tarfile.open(laid / "code.tar") as code:
        names = set(code.getnames())
    assert {"manage.py", "requirements.txt", "deploy/README.md", "pages/parts/server.py"} <= names
    assert not {name for name in names if name.startswith(("var", ".venv", "dist"))}


def test_a_damaged_bundle_is_not_installed(copy, tmp_path):
    with (copy / "code.tar").open("ab") as file:
        file.write(b"x")
    code, said = install(copy, tmp_path / "opt")
    assert code == 1
    assert "code.tar" in said
    assert not (tmp_path / "opt").exists()


def test_a_bundle_for_another_python_says_so(copy, tmp_path):
    (copy / "MADE_FOR").write_text("3.9 linux riscv64\n")
    bundle.write_manifest(copy)
    code, said = install(copy, tmp_path / "opt")
    assert code == 1
    assert "made for Python 3.9 on linux riscv64" in said
    assert bundle.made_for() in said


def test_nothing_is_laid_over_a_folder_that_is_something_else(copy, tmp_path):
    (tmp_path / "opt").mkdir()
    (tmp_path / "opt" / "letters.txt").write_text("mine")
    code, said = install(copy, tmp_path / "opt")
    assert code == 1
    assert "not empty" in said
    assert [found.name for found in (tmp_path / "opt").iterdir()] == ["letters.txt"]


def test_every_requirement_is_pinned_and_the_system_packages_are_those_of_the_container():
    lines = [line.split("#")[0].strip() for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()]
    assert all(re.fullmatch(r"[\w.-]+(\[[\w,-]+\])?==[\w.]+", line) for line in lines if line)
    container = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
    assert set(re.findall(r"recommends ([\w -]+?) &&", container)[0].split()) <= set(bundle.package_names())


def test_what_is_kept_out_of_the_code_is_kept_out_of_the_image():
    """A county's own store lies in `var/` beside the code: it must not be copied into an image that is passed on."""
    ignored, left_out = (
        {line.strip("*/\n") for line in (ROOT / name).read_text("utf-8").splitlines()}
        for name in (".gitignore", ".dockerignore")
    )
    assert ignored <= left_out
    assert ".git" in left_out


@pytest.mark.soak
@pytest.mark.skipif(os.getuid() != 0, reason="a namespace without a network takes root")
def test_it_installs_and_serves_where_there_is_no_network(tmp_path):
    """The index off, no route out: a county is written, published and served from what the archive holds."""
    command = [sys.executable, ROOT / "deploy" / "bundle.py", "--out", tmp_path]
    subprocess.run(command, check=True, capture_output=True)
    (archive,) = tmp_path.glob("*.tar")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="tar")
    target = tmp_path / "opt"
    alone = os.environ | {"PYTHON": sys.executable, "PIP_NO_INDEX": "1", "TOUYAN_HOME": str(tmp_path / "home")}

    def run(*words):
        subprocess.run([*WITHOUT_NETWORK, *words], check=True, env=alone, cwd=target if target.exists() else tmp_path)

    with pytest.raises(subprocess.CalledProcessError):
        run("ip", "route", "get", "192.0.2.1")
    run(tmp_path / archive.stem / "install", target)
    python = target / ".venv" / "bin" / "python"
    run(python, "manage.py", "sample", "--villages", "8", "--years", "1")
    run(python, "manage.py", "doctor")
    run(python, "-c", SERVE)
