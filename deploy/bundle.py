"""One archive from which Touyan is installed where there is no network: `make bundle`.

In it lie the code as committed, a wheel of every package that requirements.txt needs, the system packages of
packages.txt with all they stand on (Debian; where apt does not reach its mirror, their names alone), a manifest with
the checksum of every file, and `install`, which looks at all of it before it begins. Plain Python, as on any machine.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANIFEST, MADE_FOR = "MANIFEST", "MADE_FOR"
PACKAGES = ROOT / "deploy" / "packages.txt"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--out", type=Path, default=ROOT / "dist", help="the folder in which the archive is put")
    asked.add_argument("--without-packages", action="store_true", help="name the system packages only")
    choice = asked.parse_args()
    if _said("git", "status", "--porcelain"):
        print("Not committed yet, so not in the bundle:", _said("git", "status", "--porcelain"), sep="\n")
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / name()
        lay(folder)
        fetch_wheels(folder / "wheels")
        if not choice.without_packages and not fetch_packages(folder / "packages"):
            print("The system packages could not be fetched: the bundle names them in packages/names.")
        write_manifest(folder)
        archive = pack(folder, choice.out)
    print(f"{archive} ({archive.stat().st_size / 1e6:.0f} MB). On the machine without a network: "
          f"tar xf {archive.name} && {folder.name}/install /opt/touyan")  # fmt: skip
    return 0


def name() -> str:
    """After the commit."""
    return f"touyan-{_said('git', 'rev-parse', '--short=10', 'HEAD')}"


def lay(folder: Path) -> None:
    """The code, the script that installs it, what it is made for, and the names of the system packages."""
    (folder / "wheels").mkdir(parents=True)
    (folder / "packages").mkdir()
    _run("git", "archive", "--format=tar", f"--output={folder / 'code.tar'}", "HEAD")
    shutil.copy(ROOT / "deploy" / "install", folder / "install")
    shutil.copy(PACKAGES, folder / "packages" / "names")
    (folder / MADE_FOR).write_text(f"{made_for()}\n", "utf-8")


def made_for() -> str:
    """Wheels fit one version of Python and one kind of machine."""
    return f"{sys.version_info.major}.{sys.version_info.minor} {sys.platform} {platform.machine()}"


def fetch_wheels(folder: Path) -> None:
    """Every package of requirements.txt and what those need, for this Python; one without a wheel is built."""
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--wheel-dir", str(folder),
         "--requirement", str(ROOT / "requirements.txt"))  # fmt: skip


def fetch_packages(folder: Path) -> bool:
    """The system packages with all they stand on, as for an empty machine; False where apt cannot."""
    if shutil.which("apt-get") is None:
        return False
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / "status").touch()
        (Path(work) / "partial").mkdir()
        empty = [f"Dir::State::status={work}/status", f"Dir::Cache::archives={work}", "APT::Sandbox::User=root"]
        options = [word for option in empty for word in ("-o", option)]
        wanted = ("apt-get", "install", "--download-only", "--yes", "-qq", "--no-install-recommends", *options)
        fetched = subprocess.run([*wanted, *package_names()], check=False, capture_output=True)
        found = sorted(Path(work).glob("*.deb"))
        for package in found:
            shutil.copy(package, folder)
    return fetched.returncode == 0 and bool(found)


def package_names() -> list[str]:
    return PACKAGES.read_text("utf-8").split()


def write_manifest(folder: Path) -> None:
    """One line a file as `sha256sum --check` reads it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    lines = [f"{_checksum(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / MANIFEST).write_text("".join(lines), "utf-8")


def pack(folder: Path, out: Path) -> Path:
    """The folder as one archive, not compressed: wheels and packages are."""
    out.mkdir(parents=True, exist_ok=True)
    archive = out / f"{folder.name}.tar"
    with tarfile.open(archive, "w") as packed:
        packed.add(folder, folder.name)
    return archive


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, cwd=ROOT)


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
