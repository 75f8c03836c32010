"""The audit log keeps what was done."""

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from data.audit import entries, first_broken, record, retire
from data.home import Home


def test_entries_come_back_newest_first_with_their_detail(tmp_path):
    home = Home(tmp_path)
    assert entries(home) == []
    record(home, "wang", "sign in")
    record(home, "li", "export", {"rows": 170, "choice": "2025 · 红旗村"})
    newest, oldest = entries(home)
    assert (newest.actor, newest.action, newest.detail) == ("li", "export", {"rows": 170, "choice": "2025 · 红旗村"})
    assert oldest.actor == "wang"
    assert [entry.actor for entry in entries(home, action="sign in")] == ["wang"]


@pytest.mark.parametrize("change", ["UPDATE entry SET actor = 'nobody'", "DELETE FROM entry"])
def test_an_entry_can_be_neither_changed_nor_taken_out(tmp_path, change):
    record(Home(tmp_path), "wang", "sign in")
    log = sqlite3.connect(tmp_path / "log" / "audit.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        log.execute(change)
    log.close()


def test_a_change_behind_the_programs_back_shows(tmp_path):
    home = Home(tmp_path)
    for actor in ("wang", "li", "zhao"):
        record(home, actor, "sign in")
    assert first_broken(home) is None
    log = sqlite3.connect(tmp_path / "log" / "audit.sqlite")
    log.executescript("DROP TRIGGER never_changed; UPDATE entry SET actor = 'nobody' WHERE number = 2")
    log.close()
    assert first_broken(home) == 2


def test_what_is_older_than_the_retention_goes_and_that_is_recorded(tmp_path):
    home = Home(tmp_path)
    record(home, "wang", "sign in")
    assert retire(home, 30, datetime.now(UTC)) == 0
    assert retire(home, 30, datetime.now(UTC) + timedelta(days=31)) == 1
    assert [entry.action for entry in entries(home)] == ["audit retention"]
    assert first_broken(home) is None


WRITER = """
import sys; sys.path.insert(0, {here!r})
from pathlib import Path
from data.audit import record
from data.home import Home
for number in range(25):
    record(Home(Path({home!r})), "{name}", "export", {{"number": number}})
"""


def test_several_processes_write_and_nothing_is_lost(tmp_path):
    code = [WRITER.format(here=sys.path[0] or ".", home=str(tmp_path), name=name) for name in ("a", "b", "c")]
    running = [subprocess.Popen([sys.executable, "-c", script], cwd=".") for script in code]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert len(entries(Home(tmp_path))) == 75
    assert first_broken(Home(tmp_path)) is None
