"""The files of a package: a single file, a folder, or a zip; each with its hash, none of them trusted."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from data.errors import DataError
from data.intake.limits import SHIPPED, Limits
from data.text import Text

WORKBOOKS = {".xlsx", ".xlsm"}
DELIMITED = {".csv", ".tsv", ".txt"}
PARQUET = {".parquet"}
OLD_WORKBOOKS = {".xls", ".et", ".xlsb", ".ods", ".wps"}
READ = WORKBOOKS | DELIMITED | PARQUET
ABOUT = "package.json"
UTF8_NAME = 0x800  # zip flag: the name is UTF-8; else Windows wrote it in its own code page
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a package; `name` as the clerk sees it, `path` where its bytes lie on disk."""

    name: str
    path: Path

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()

    @property
    def title(self) -> str:
        """The file's own name without its ending."""
        return PurePosixPath(self.name).stem

    @property
    def folder(self) -> str:
        """The name of the folder that holds it: a table's, for Parquet in several pieces."""
        return PurePosixPath(self.name).parent.name


def find_members(source: Path, workspace: Path, limits: Limits = SHIPPED) -> list[Member]:
    """The files of `source` that may hold records, and `package.json`; a zip is unpacked into `workspace`.

    Raises `DataError` if there is nothing to read or the file is not what its name says.
    """
    if not source.exists():
        raise DataError(MISSING, str(source))
    if source.is_dir():
        members = list(_folder(source, limits))
    elif source.suffix.lower() == ".zip":
        members = list(_unzip(source, workspace, limits))
    else:
        _demand_readable(source)
        members = [Member(source.name, source)]
    wanted = [m for m in members if m.suffix in READ or PurePosixPath(m.name).name == ABOUT]
    for member in wanted:
        if member.path.stat().st_size > limits.file_mb << 20:
            raise DataError(TOO_BIG.fill(limit=limits.file_mb), member.name)
    if not any(m.suffix in READ for m in wanted):
        raise DataError(NOTHING, str(source))
    return wanted


def hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_source(source: Path, files: dict[str, str]) -> str:
    """The file's own hash; a folder's is the hash of its files' names and hashes."""
    if source.is_file():
        return hash_file(source)
    listing = "\n".join(f"{name}\t{digest}" for name, digest in sorted(files.items()))
    return hashlib.sha256(listing.encode()).hexdigest()


def demand_zip(path: Path, place: str, limits: Limits = SHIPPED) -> None:
    """Refuse a workbook or zip that is damaged, locked by a password or too large unpacked."""
    if path.stat().st_size == 0:
        raise DataError(EMPTY, place)
    with path.open("rb") as file:
        head = file.read(8)
    if head == OLE:
        locked = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in path.read_bytes()
        raise DataError(LOCKED if locked else OLD_FORMAT, place)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise DataError(DAMAGED, place) from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise DataError(LOCKED, place)
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes or len(entries) > limits.files:
        raise DataError(TOO_LARGE.fill(limit=limits.unpacked_mb, files=limits.files), place)


def _demand_readable(source: Path) -> None:
    suffix = source.suffix.lower()
    if suffix in OLD_WORKBOOKS:
        raise DataError(OLD_FORMAT, str(source))
    if suffix not in READ:
        raise DataError(UNKNOWN.fill(suffix=suffix or "?"), str(source))
    if source.stat().st_size == 0:
        raise DataError(EMPTY, str(source))


def _folder(folder: Path, limits: Limits) -> Iterator[Member]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files[: limits.files + 1]:
        name = path.relative_to(folder).as_posix()
        if not _is_hidden(name):
            yield Member(name, path)
    if len(files) > limits.files:
        raise DataError(TOO_LARGE.fill(limit=limits.unpacked_mb, files=limits.files), str(folder))


def _unzip(source: Path, workspace: Path, limits: Limits) -> Iterator[Member]:
    demand_zip(source, str(source), limits)
    with zipfile.ZipFile(source) as archive:
        for number, entry in enumerate(archive.infolist()):
            name = _readable_name(entry)
            if entry.is_dir() or _is_hidden(name):
                continue
            target = workspace / f"{number:05d}{PurePosixPath(name).suffix.lower()}"  # never the name in the archive
            _extract(archive, entry, target, f"{source} · {name}")
            yield Member(name, target)


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, place: str) -> None:
    try:
        with archive.open(entry) as packed, target.open("wb") as file:
            left = entry.file_size
            while piece := packed.read(io.DEFAULT_BUFFER_SIZE * 16):
                left -= len(piece)
                if left < 0:
                    raise DataError(DAMAGED, place)
                file.write(piece)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise DataError(DAMAGED, place) from error


def _readable_name(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & UTF8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _is_hidden(name: str) -> bool:
    return any(piece.startswith((".", "__MACOSX", "~$")) for piece in PurePosixPath(name).parts)


MISSING = Text("There is no such file or folder.", "没有这个文件或文件夹。")
EMPTY = Text(
    "The file is empty (0 bytes). Save it again and send it anew.", "文件是空的（0 字节）。请重新保存后再报送。"
)
DAMAGED = Text(
    "The file is damaged or was cut off on the way: it cannot be unpacked. Save it again and send it anew.",
    "文件已损坏或传输不完整，无法打开。请重新保存后再报送。",
)
LOCKED = Text(
    "The file is protected by a password. Save it without a password and send it anew.",
    "文件设有密码。请取消密码后另存，再重新报送。",
)
OLD_FORMAT = Text(
    "This is an older or different workbook format. Open it and save it as .xlsx, then send it anew.",
    "这是旧版或其他格式的工作簿。请打开后另存为 .xlsx 再报送。",
)
UNKNOWN = Text(
    "Files of the kind '{suffix}' are not read. Send a workbook (.xlsx), CSV or Parquet files, or a zip of them.",
    "不支持“{suffix}”类型的文件。请报送工作簿（.xlsx）、CSV 或 Parquet 文件，或其压缩包（.zip）。",
)
NOTHING = Text(
    "There is no workbook, CSV or Parquet file here. Each file is named after its table.",
    "其中没有工作簿、CSV 或 Parquet 文件。每个文件应以表名命名。",
)
TOO_BIG = Text(
    "The file is larger than {limit} MB. Send it in several parts, or have the limit raised in the settings.",
    "文件超过 {limit} MB。请分批报送，或请管理员在“设置”中调高上限。",
)
TOO_LARGE = Text(
    "The file is too large: unpacked it would be more than {limit} MB or {files} files. Send it in several parts.",
    "文件过大：解压后超过 {limit} MB 或 {files} 个文件。请分批报送。",
)
