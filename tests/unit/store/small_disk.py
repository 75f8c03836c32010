"""Run in a mount namespace of its own: a home on a small disk, filled and made read-only; prints what was met as JSON.

python -m tests.unit.store.small_disk HOME WORKBOOK MOUNT
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from analytics import refresh
from data.access import Role, Scope
from data.audit import entries, first_broken
from data.errors import DataError
from data.home import Home
from data.people import add_person, load_access
from data.quality.explained import explain, explained
from data.settings import replace_settings
from data.snapshot import check_snapshot, roll_back
from data.store import Store

NOW = datetime(2026, 8, 5)


def mount(folder, *options):
    subprocess.run(["mount", *options, str(folder)], check=True)


def asked(act):
    """What is said when it fails, None if it does not."""
    try:
        act()
    except DataError as error:
        return str(error)
    return None


def state(store):
    current = store.current()
    check_snapshot(current.path)
    with store.reader() as reader:
        rows = reader.table("SELECT count(*) FROM meeting").column(0)[0].as_py()
    left = sorted(path.name for path in store.folder.iterdir() if path.name not in ("LOCK", "CURRENT"))
    return {"current": current.id, "rows": rows, "left": left, "log whole": first_broken(store.home) is None}


def main(source, workbook, folder):
    megabyte = 1 << 20
    used = sum(path.stat().st_size for path in Path(source).rglob("*") if path.is_file())
    size = used + 2 * megabyte
    mount(folder, "-t", "tmpfs", "-o", f"size={size}", "small")
    root = Path(folder) / "home"
    shutil.copytree(source, root)
    store, sending = Store(Home(root)), refresh.Sending(Path(workbook), "test")
    found = {"before": state(store)}

    def send():
        refresh.import_package(store, sending, NOW)

    found["full"] = asked(send)
    found["after full"] = state(store)
    (Path(folder) / "ballast").write_bytes(b"x" * (shutil.disk_usage(folder).free))
    found["settings full"] = asked(lambda: replace_settings(store.home, "due.toml", "[days]\nmonthly = 5\n", "test"))
    found["settings left"] = [path.name for path in store.home.settings.glob("*")]
    found["note full"] = asked(lambda: explain(store.home, ("V-01", "", "u", "p", "r"), "x" * 400, "test", NOW))
    (Path(folder) / "ballast").unlink()

    mount(folder, "-o", "remount,ro")
    found["read only"] = asked(send)
    found["rollback read only"] = asked(lambda: roll_back(store, store.current().id, "test"))
    found["settings read only"] = asked(lambda: replace_settings(store.home, "due.toml", "[days]\nmonthly = 5\n", "t"))
    found["person read only"] = asked(lambda: add_person(store.home, "wang", Scope(None, Role.VIEWER)))
    found["after read only"] = state(store)

    mount(folder, "-o", f"remount,rw,size={size + 200 * megabyte}")
    temporary = Path(folder) / "temporary"
    temporary.mkdir()
    mount(temporary, "-t", "tmpfs", "-o", "size=4k", "tiny")
    os.environ["TMPDIR"] = tempfile.tempdir = str(temporary)
    archive = Path(folder) / "sent.zip"
    subprocess.run([sys.executable, "-m", "zipfile", "-c", archive, workbook], check=True)
    found["temporary full"] = asked(lambda: refresh.import_package(store, refresh.Sending(archive, "test"), NOW))
    found["temporary left"] = [path.name for path in temporary.iterdir()]
    tempfile.tempdir = None
    os.environ.pop("TMPDIR")

    found["with room"] = asked(send)
    found["at last"] = state(store)
    found["logged"] = [entry.action for entry in entries(store.home)]
    found["people"] = len(load_access(store.home).grants)
    found["notes"] = len(explained(store.home))
    store.close()
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
