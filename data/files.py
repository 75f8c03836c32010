"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write beside, flush to disk, then rename over `path`: a reader sees the old file or the new one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file in the kernel: where the file system can, both share on disk what they have in common."""
    try:
        with source.open("rb") as here, target.open("wb") as there:
            left = os.fstat(here.fileno()).st_size
            while left:
                left -= os.copy_file_range(here.fileno(), there.fileno(), left)
    except (AttributeError, OSError):  # not everywhere, and not between any two file systems
        shutil.copyfile(source, target)


def flush_file(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
