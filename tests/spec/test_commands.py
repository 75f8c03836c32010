"""The operator's commands, as an operator runs them."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from data.home import Home
from data.store import Store

from .loaded import begin

ROOT = Path(__file__).resolve().parents[2]
UNITS = """区划代码,上级代码,层级,名称,村类别,启用日期
99,,省级,试验省,,2000-01-01
9901,99,地市级,试验市,,2000-01-01
990101,9901,县级,试验县,,2000-01-01
990101001,990101,乡镇级,东镇,,2000-01-01
990101001001,990101001,行政村,红旗村,一般村,2000-01-01
990101001002,990101001,行政村,长安村,脱贫村,2000-01-01
"""
MEETINGS = "记录编码,所在村,会议类别,日期,应到人数,实到人数\n"


@pytest.fixture
def manage(tmp_path):
    """Run a command in a home of its own; its exit code and all it said."""

    def run(*arguments):
        return code_and_words(tmp_path / "home", tmp_path / "said", *arguments)

    return run


def code_and_words(home, said, *arguments):
    process = begin(home, *arguments, said=said)
    process.join()
    words = said.read_text("utf-8")
    assert "Traceback" not in words, words
    return process.exitcode, words


@pytest.fixture
def store(tmp_path):
    store = Store(Home(tmp_path / "home"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    folder = tmp_path_factory.mktemp("begun")
    (folder / "our units.csv").write_text(UNITS, "utf-8")
    assert code_and_words(folder / "home", folder / "said", "init", folder / "our units.csv")[0] == 0
    return folder / "home"


@pytest.fixture
def county(tmp_path, begun):
    """A home of one's own that holds the units."""
    shutil.copytree(begun, tmp_path / "home")


def package(folder, meetings, period_end="2025-01-31"):
    folder.mkdir(exist_ok=True)
    (folder / "meeting.csv").write_text(MEETINGS + "".join(f"{line}\n" for line in meetings), "utf-8-sig")
    (folder / "submission.csv").write_text(f"org_unit_id,period_end,sheet\n990101001,{period_end},meeting\n", "utf-8")
    return folder


def attended(store):
    with store.reader() as reader:
        return reader.table("SELECT attended_n FROM meeting ORDER BY meeting_id").column(0).to_pylist()


def test_a_store_begins_with_its_units_and_takes_in_what_is_sent(tmp_path, manage, county, store):
    code, said = manage("import", package(tmp_path / "p", ["m1,990101001001,主题党日,2025.1.5,30,２０"]))
    assert code == 0, said
    assert attended(store) == [20]
    with store.reader() as reader:
        row = reader.table(
            "SELECT numerator, denominator FROM indicator_value WHERE indicator = 'meeting_attendance_rate' "
            "AND period_id = '2025Q1' AND org_unit_id = '990101'"
        ).to_pylist()
    assert row == [{"numerator": 20.0, "denominator": 30.0}]


def test_the_current_snapshot_is_printed_alone_on_its_line(manage, county, store):
    assert manage("snapshots", "--current") == (0, f"{store.current().path}\n")


def test_one_bad_row_and_nothing_is_published(tmp_path, manage, county, store):
    lines = ["m1,990101001001,主题党日,2025-01-05,30,20", "m2,990101001001,主题党日,2025-01-06,30,31"]
    code, said = manage("import", package(tmp_path / "p", lines))
    assert code == 1
    assert "V-25" in said
    assert "meeting.csv" in said
    assert attended(store) == []


def test_bad_rows_are_left_out_only_on_request_and_are_listed(tmp_path, manage, county, store):
    lines = ["m1,990101001001,主题党日,2025-01-05,30,20", "m2,990101001001,主题党日,2025-01-06,30,31"]
    code, said = manage("import", package(tmp_path / "p", lines), "--skip-bad-rows")
    assert (code, attended(store)) == (0, [20])
    assert "left out: meeting.csv" in said


def test_the_same_file_twice_changes_nothing(tmp_path, manage, county, store):
    sent = package(tmp_path / "p", ["m1,990101001001,主题党日,2025-01-05,30,20"])
    manage("import", sent)
    before = store.current()
    code, said = manage("import", sent)
    assert code == 0
    assert "received before" in said
    assert store.current() == before


def test_a_rehearsal_publishes_nothing(tmp_path, manage, county, store):
    before = store.current()
    code, _ = manage("import", package(tmp_path / "p", ["m1,990101001001,主题党日,2025-01-05,30,20"]), "--rehearse")
    assert (code, store.current()) == (0, before)


def test_a_correction_replaces_and_its_withdrawal_brings_back_what_it_replaced(tmp_path, manage, county, store):
    manage("import", package(tmp_path / "p", ["m1,990101001001,主题党日,2025-01-05,30,20"]))
    manage("import", package(tmp_path / "q", ["m1,990101001001,主题党日,2025-01-05,30,25"]))
    assert attended(store) == [25]
    assert manage("withdraw", "--unit", "990101001", "--period-end", "2025-01-31")[0] == 0
    assert attended(store) == [20]


def test_rolling_back_shows_the_earlier_state(tmp_path, manage, county, store):
    first = store.current().id
    manage("import", package(tmp_path / "p", ["m1,990101001001,主题党日,2025-01-05,30,20"]))
    assert manage("rollback", first)[0] == 0
    assert attended(store) == []


@pytest.mark.parametrize("arguments", [["import"], ["import", "x", "--period-end", "soon"], ["dance"]])
def test_a_wrong_call_exits_with_two(manage, arguments):
    assert manage(*arguments)[0] == 2


@pytest.mark.parametrize("arguments", [["import", "nowhere.xlsx"], ["rollback", "000099-x"], ["snapshots"]])
def test_what_a_person_can_mend_is_said_in_both_languages_without_a_traceback(manage, arguments):
    code, said = manage(*arguments)
    assert code == 1
    assert any("一" <= sign <= "鿿" for sign in said)


@pytest.mark.parametrize(("arguments", "code"), [(["dance"], 2), (["snapshots"], 1), (["--help"], 0)])
def test_the_program_itself_ends_with_what_its_command_says(tmp_path, arguments, code):
    env = {**os.environ, "TOUYAN_HOME": str(tmp_path / "home")}
    answer = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert answer.returncode == code
    assert "Traceback" not in answer.stderr


def test_real_records_do_not_enter_a_synthetic_store(tmp_path, manage):
    assert manage("sample", "--villages", "2", "--years", "1")[0] == 0
    code, said = manage("import", package(tmp_path / "p", ["m1,990101001001,主题党日,2025-01-05,30,20"]))
    assert code == 1
    assert "synthetic" in said


def test_a_township_fills_in_its_template_and_the_figures_follow(tmp_path, manage, county, store):
    form = tmp_path / "t.xlsx"
    assert manage("template", "--unit", "990101001", "--period-end", "2025-01-31", "--out", form)[0] == 0
    book = openpyxl.load_workbook(form)
    sheet = book["组织生活记录表"]
    cells = {"记录编码": "m1", "所在村": "990101001001", "会议类别": "主题党日", "应到人数": 30, "实到人数": 20}
    headings = {cell.value: cell.column for cell in sheet[1]}
    for heading, value in {**cells, "日期": datetime(2025, 1, 5)}.items():
        sheet.cell(row=4, column=headings[heading], value=value)
    book.save(form)
    code, said = manage("import", form)
    assert (code, attended(store)) == (0, [20]), said


def test_the_schema_command_writes_the_dictionary_and_the_descriptor(tmp_path, manage):
    assert manage("schema", "--out", tmp_path / "schema")[0] == 0
    found = {path.name for path in (tmp_path / "schema").iterdir()}
    assert found == {"datapackage.json", "data-dictionary.en.md", "data-dictionary.zh.md"}


def worked(process):
    """Seconds of processor that a process has had; how far it is in its work, however busy the machine."""
    try:
        fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return float("inf")
    return float("inf") if fields[0] == "Z" else (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def kill_and_recover(store, tmp_path, rounds, seed):
    """Kill an import after a random share of its work, look at the store, import again; how many were killed."""
    pause, whole, killed = random.Random(seed), 0.0, 0
    for number in range(-1, rounds):  # the first is let be, to know how much work an import is
        line = f"m{number},990101001001,主题党日,2025-01-05,30,{number % 30}"
        sent = package(tmp_path / f"p{number}", [line])
        process = begin(store.home.root, "import", sent)
        moment = pause.uniform(0, 1) * whole if number >= 0 else float("inf")
        while (spent := worked(process)) < moment:
            whole = max(whole, spent) if number < 0 else whole
            time.sleep(0.002)
        process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        with store.reader() as reader:  # whole and readable, whichever side of the kill it is
            held = reader.table("SELECT count(*) FROM meeting").column(0).to_pylist()[0]
            assert reader.info().row_counts["meeting"] == held
        again = begin(store.home.root, "import", sent)
        again.join()
        assert again.exitcode == 0
        assert attended(store) == [number % 30]
        assert not list(store.folder.glob("*.building*"))
    return killed


def test_an_import_killed_at_any_moment_leaves_the_store_whole(tmp_path, county, store):
    assert kill_and_recover(store, tmp_path, rounds=5, seed=11)


@pytest.mark.soak
def test_two_hundred_kills_leave_the_store_whole(tmp_path, county, store):
    assert kill_and_recover(store, tmp_path, rounds=220, seed=12) >= 200


def test_boundaries_are_kept_or_refused_with_every_fault(manage, county, tmp_path):
    ring = [[108, 33], [109, 33], [109, 34], [108, 34], [108, 33]]
    feature = {
        "type": "Feature", "properties": {"code": "990101001"}, "geometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip
    file = tmp_path / "shapes.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    code, said = manage("boundaries", file)
    assert (code, "1 shapes kept" in said) == (0, True)
    kept = (tmp_path / "home" / "settings" / "boundaries.geojson").read_text()
    metres = json.loads(json.dumps(feature).replace("108", "500108"))
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [metres]}))
    code, said = manage("boundaries", file)
    assert (code, "look like metres" in said, "疑为投影坐标" in said) == (1, True, True)
    assert (tmp_path / "home" / "settings" / "boundaries.geojson").read_text() == kept
    assert manage("boundaries", tmp_path / "nothing.geojson")[0] == 2
