"""A backup brings everything back, or nothing."""

import shutil
import subprocess
import sys
import tarfile

import pytest

from data.access import Role, Scope
from data.audit import entries, first_broken, record
from data.backup import back_up, restore
from data.errors import DataError
from data.home import Home
from data.people import add_person, load_access
from data.store import Store

from .conftest import receive_meeting, receive_units


@pytest.fixture
def full_home(store, build):
    build(receive_units)
    build(receive_meeting(1))
    add_person(store.home, "wang", Scope("990101001", Role.VIEWER))
    record(store.home, "wang", "sign in")
    return store.home


def test_a_backup_restores_snapshots_settings_and_log_into_an_empty_folder(full_home, store, tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere")
    archive, new = folder / "backup.tar.gz", Home(folder / "new")
    number = back_up(full_home, archive)
    assert restore(archive, new) == number
    restored = Store(new)
    assert [s.id for s in restored.snapshots()] == [s.id for s in store.snapshots()]
    with restored.reader() as after, store.reader() as before:
        assert after.table("SELECT * FROM meeting").equals(before.table("SELECT * FROM meeting"))
    assert load_access(new) == load_access(full_home)
    assert [e.action for e in entries(new)] == [e.action for e in entries(full_home)]
    assert first_broken(new) is None
    restored.close()


def test_a_home_that_holds_anything_is_never_written_over(full_home, tmp_path_factory):
    archive = tmp_path_factory.mktemp("elsewhere") / "backup.tar.gz"
    back_up(full_home, archive)
    with pytest.raises(DataError, match="not empty"):
        restore(archive, full_home)
    with pytest.raises(DataError, match="already"):
        back_up(full_home, archive)


@pytest.mark.parametrize("harm", ["cut", "changed", "no archive"])
def test_of_a_damaged_backup_nothing_is_restored(full_home, tmp_path_factory, harm):
    folder = tmp_path_factory.mktemp("elsewhere")
    archive, new = folder / "backup.tar.gz", Home(folder / "new")
    back_up(full_home, archive)
    if harm == "cut":
        archive.write_bytes(archive.read_bytes()[:-2000])
    elif harm == "no archive":
        archive.write_bytes(b"nothing")
    else:
        with tarfile.open(archive) as packed:
            packed.extractall(folder / "open", filter="data")
        (folder / "open" / "settings" / "access.toml").write_text('sign_in = "none"')
        with tarfile.open(archive, "w:gz") as packed:
            packed.add(folder / "open", ".")
    with pytest.raises(DataError):
        restore(archive, new)
    assert not new.root.exists()


def manage(home, *arguments):
    environment = {"TOUYAN_HOME": str(home.root), "PATH": "/usr/bin:/bin"}
    return subprocess.run([sys.executable, "manage.py", *arguments], env=environment, capture_output=True, text=True)


def test_the_doctor_says_what_is_wrong(full_home, tmp_path):
    assert manage(full_home, "doctor").returncode == 0
    copy = Home(tmp_path / "copy")
    shutil.copytree(full_home.root, copy.root, ignore=shutil.ignore_patterns("copy"))
    (copy.settings / "access.toml").write_text("x =")
    ill = manage(copy, "doctor")
    assert ill.returncode == 1
    assert "not valid TOML" in ill.stdout
