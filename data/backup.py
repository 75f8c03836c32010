"""Backup and restore of a whole home: store, settings and log in one archive that accounts for itself."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from data.audit import FILE as AUDIT_FILE
from data.errors import DataError
from data.home import Home
from data.lock import writer_lock
from data.snapshot import check_snapshot
from data.store import POINTER, Store
from data.text import Text

CONTENTS = "contents.json"
LEFT_OUT = ("LOCK", "spill", ".building", ".wal")


def back_up(home: Home, archive: Path, wait_seconds: float = 60.0) -> int:
    """Write everything of the home into a `.tar.gz`; how many files.

    While it is made nobody publishes; readers go on. The audit log is copied as its own database copies itself. The
    archive holds the settings with their secrets: keep it as safe as the home.
    """
    if archive.exists():
        raise DataError(THERE, str(archive))
    beside = archive.with_name(f".{archive.name}.part")
    with writer_lock(home.store, "backup", wait_seconds):
        contents: dict[str, str] = {}
        with tarfile.open(beside, "w:gz", compresslevel=3) as packed, tempfile.TemporaryDirectory() as folder:
            for name, path in _files(home, Path(folder)):
                packed.add(path, name, recursive=False)
                contents[name] = _sha256(path)
            _add(packed, CONTENTS, json.dumps({"made_at": str(datetime.now(UTC)), "files": contents}).encode())
        beside.chmod(0o600)
        beside.rename(archive)
    return len(contents)


def restore(archive: Path, home: Home) -> int:
    """Unpack a backup into an empty home and hold every file against its checksum; how many files.

    Nothing is left behind if the archive is not whole. Raises `DataError` if the home holds anything already.
    """
    if home.root.exists() and any(home.root.iterdir()):
        raise DataError(NOT_EMPTY, str(home.root))
    home.root.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.root.parent, prefix=".restore-") as folder:
        unpacked = Path(folder) / "home"
        number = _unpack(archive, unpacked)
        if (unpacked / "store" / POINTER).exists():
            check_snapshot(Store(Home(unpacked)).current().path)
        if home.root.exists():
            home.root.rmdir()
        unpacked.rename(home.root)
    return number


def _unpack(archive: Path, folder: Path) -> int:
    try:
        with tarfile.open(archive, "r:gz") as packed:
            packed.extractall(folder, filter="data")
        files: dict[str, str] = json.loads((folder / CONTENTS).read_text("utf-8"))["files"]
    except (tarfile.TarError, OSError, EOFError, ValueError, KeyError) as error:
        raise DataError(NOT_A_BACKUP.fill(why=str(error)), str(archive)) from error
    for name, sha256 in files.items():
        path = folder / PurePosixPath(name)
        if not path.is_file() or _sha256(path) != sha256:
            raise DataError(DAMAGED.fill(name=name), str(archive))
    (folder / CONTENTS).unlink()
    return len(files)


def _files(home: Home, folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(path for path in home.root.rglob("*") if path.is_file()):
        name = path.relative_to(home.root).as_posix()
        if any(mark in name for mark in LEFT_OUT) or name.startswith(f"log/{AUDIT_FILE}-"):
            continue
        yield name, _copied(path, folder) if path.name == AUDIT_FILE else path


def _copied(path: Path, folder: Path) -> Path:
    """A copy of a database that others may be writing to."""
    with closing(sqlite3.connect(path)) as log, closing(sqlite3.connect(folder / path.name)) as copy:
        log.backup(copy)
    return folder / path.name


def _add(packed: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    packed.addfile(entry, io.BytesIO(content))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


THERE = Text("There is a file of this name already.", "该文件已存在。")
NOT_EMPTY = Text(
    "This home is not empty. Restore into a new folder: set TOUYAN_HOME.",
    "该目录不为空。请将 TOUYAN_HOME 设为新的目录后再恢复。",
)
NOT_A_BACKUP = Text("This is not a whole backup: {why}", "这不是完整的备份：{why}")
DAMAGED = Text("{name} in the backup is damaged. Nothing was restored.", "备份中的 {name} 已损坏，未恢复任何内容。")
