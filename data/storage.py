"""A disk that is full or may not be written: said in a sentence, whoever met it."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from data.errors import DataError
from data.text import Text

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
# What the two databases say of the same; they give no number.
SAID_FULL = ("no space left", "disk is full", "disk full", "file too large", "failed to offload", "disk quota")
SAID_CLOSED = ("read-only file system", "permission denied", "readonly database", "unable to open database file")


class StorageFault(DataError):
    """The disk is full, or the folder may not be written."""


@contextmanager
def storage_faults(place: str) -> Iterator[None]:
    """What fails in the `with` block because of the disk is a `StorageFault` at `place`; everything else goes on."""
    try:
        yield
    except OSError as error:
        _raise(place, error, error.errno in FULL, error.errno in CLOSED)
        raise
    except (duckdb.Error, sqlite3.Error) as error:
        said = str(error).lower()
        _raise(place, error, any(word in said for word in SAID_FULL), any(word in said for word in SAID_CLOSED))
        raise


def _raise(place: str, error: Exception, full: bool, closed: bool) -> None:
    if full:
        raise StorageFault(NO_SPACE, place) from error
    if closed:
        raise StorageFault(NOT_WRITABLE, place) from error


NO_SPACE = Text(
    "The disk is full. Nothing was lost: what was published before stays. Free some space and do it again.",
    "磁盘已满。数据未丢失，此前发布的内容不变。请清理磁盘空间后重试。",
)
NOT_WRITABLE = Text(
    "This folder may not be written. Nothing was lost: what was published before stays. Have its rights or the "
    "disk put right and do it again.",
    "该目录不可写入。数据未丢失，此前发布的内容不变。请检查目录权限或磁盘状态后重试。",
)
