"""A board pack says what was evaluated, in both languages, whole and for everybody to read."""

import re
import shutil
import subprocess
from datetime import datetime

import pytest
from typer.testing import CliRunner

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Block
from analytics.evaluate import evaluate
from analytics.report import pack as packs
from analytics.report.batch import name_of_all
from analytics.report.pack import Asked, make_pack
from analytics.words import Reading, format_interval, format_value, rows_of
from data.access import Role, Scope
from data.errors import DataError
from data.home import Home
from data.store import Store
from manage import app
from tests.pages.county import county, publish

COUNTY, TOWNSHIP, VILLAGE = "990101", "990101001", "990101001003"
NAMES = {
    0: '=HYPERLINK("http://evil","x")',
    1: "<script>alert(1)</script>",
    2: '#panic("x") $x$ *y* @z',
    3: "村" * 300,
    4: "x" * 200,
    5: "a|b\nc",
}
SILENT = "sec_in_post_rate"
NOW = datetime(2026, 7, 1, 8, 30)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return publish(tmp_path_factory.mktemp("county"), county(2, 12, NAMES), silent={SILENT})


@pytest.fixture(scope="module")
def made(home, tmp_path_factory):
    """Packs of a county in English and a village in Chinese: path, text, pack, language."""
    folder, store = tmp_path_factory.mktemp("packs"), Store(Home(home))
    found = {}
    with store.reader() as reader:
        for unit, language in ((COUNTY, "en"), (VILLAGE, "zh")):
            pack = make_pack(reader, store.home, Asked(unit, "2025", language, NOW), INDICATORS)
            path = folder / f"{unit}.pdf"
            path.write_bytes(pack.pdf)
            found[unit] = (path, text_of(path), pack, language)
    store.close()
    return found


def tool(name):
    program = shutil.which(name)
    assert program, "the tests of the board pack need poppler-utils: make browser"
    return program


def text_of(path, order="-layout"):
    answer = subprocess.run([tool("pdftotext"), order, path, "-"], capture_output=True, text=True)
    return answer.stdout


def squeezed(text):
    return re.sub(r"[\s\u200b]+", "", text)


@pytest.mark.parametrize("unit", [COUNTY, VILLAGE])
def test_every_indicator_of_the_unit_is_in_the_pack_with_its_value_and_interval(home, made, unit):
    path, _, _, language = made[unit]
    plain = squeezed(text_of(path, "-raw"))
    with Store(home).reader() as reader:
        rows = rows_of(evaluate(reader, list(INDICATORS), [unit], ["2025"]))
    assert len(rows) > 50
    for row in rows:
        indicator, reading = INDICATORS[row["indicator"]], Reading.of(row)
        if reading.value is not None:
            assert squeezed(format_value(reading.value, indicator, language)) in plain, indicator.code
        if reading.lower is not None:
            shown = format_interval(reading.lower, reading.upper, indicator, language)
            assert squeezed(shown) in plain, (indicator.code, shown)


def test_no_number_in_the_headline_table_is_made_up(home, made):
    """Every percentage on the summary page is a value, an end of an interval or a target of an evaluated cell."""
    _, text, _, language = made[COUNTY]
    page = text.split("\f")[1]
    with Store(home).reader() as reader:
        rows = rows_of(evaluate(reader, list(INDICATORS), [COUNTY], ["2024", "2025"]))
    known = {"100.0%"}
    for row in rows:
        indicator, reading = INDICATORS[row["indicator"]], Reading.of(row)
        if reading.value is not None:
            known.add(format_value(reading.value, indicator, language))
        for end in (reading.lower, reading.upper):
            if end is not None:
                known.add(format_value(end, indicator, language))
    for indicator in INDICATORS.values():
        if indicator.target:
            known.add(format_value(indicator.target.value, indicator, language))
    found = set(re.findall(r"(?<![\d,.+-])[\d,]+\.\d%", page))
    assert len(found) > 20
    assert found <= known


@pytest.mark.parametrize("unit", [COUNTY, VILLAGE])
def test_a_pack_is_tagged_numbered_has_bookmarks_and_its_fonts(made, unit):
    path, text, _, _ = made[unit]
    about = subprocess.run([tool("pdfinfo"), path], capture_output=True, text=True).stdout
    assert re.search(r"Tagged:\s+yes", about)
    assert "595.276 x 841.89" in about
    pages = int(re.search(r"Pages:\s+(\d+)", about)[1])
    assert f"{pages} / {pages}" in text or f"{pages}/{pages}" in text
    fonts = subprocess.run([tool("pdffonts"), path], capture_output=True, text=True).stdout.splitlines()[2:]
    assert fonts
    assert all("NotoSansCJKsc" in line and re.search(r"\byes yes yes\b", line) for line in fonts)
    assert b"/Outlines" in path.read_bytes() or b"Outlines" in path.read_bytes()


@pytest.mark.parametrize("unit", [COUNTY, VILLAGE])
def test_every_section_is_there_in_the_readers_language(made, unit):
    _, text, _, language = made[unit]
    plain = squeezed(text)
    titles = [block.label for block in Block] + [packs.METHODS, packs.DEFINITIONS]
    for title in titles:
        assert squeezed(title.in_language(language)) in plain


def test_an_indicator_nobody_reported_is_said_and_not_zero(made):
    _, text, _, _ = made[COUNTY]
    row = next(line for line in text.splitlines() if line.strip().startswith("A01"))
    assert "not reported" in row or "? not" in row


def test_hostile_names_are_set_as_text(made):
    plain = squeezed(made[VILLAGE][1])
    for name in (NAMES[0], NAMES[1], NAMES[2], NAMES[5]):
        assert squeezed(name) in plain
    assert "#panic" in plain, "set as letters, not run"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_long_names_are_whole_in_tables_and_nothing_runs_over_the_page(home, tmp_path, language):
    store = Store(Home(home))
    with store.reader() as reader:
        pack = make_pack(reader, store.home, Asked("990101001004", "2025", language, NOW), INDICATORS)
    store.close()
    (tmp_path / "long.pdf").write_bytes(pack.pdf)
    said = NAMES[3] if language == "zh" else "Cun" + "cun" * 98  # 900 letters in English: cut at 300
    assert said in squeezed(text_of(tmp_path / "long.pdf", "-raw"))
    boxes = subprocess.run([tool("pdftotext"), "-bbox", tmp_path / "long.pdf", "-"], capture_output=True, text=True)
    edges = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', boxes.stdout)]
    assert len(edges) > 1000
    assert max(edges) <= 595.3
    assert max(float(edge) for edge in re.findall(r'yMax="([\d.]+)"', boxes.stdout)) <= 841.9
    assert min(float(edge) for edge in re.findall(r'xMin="([-\d.]+)"', boxes.stdout)) >= 0


def test_the_pack_of_persons_is_marked_internal_on_cover_and_in_name(made):
    _, text, pack, _ = made[VILLAGE]
    assert pack.internal
    assert "内部资料" in pack.name
    assert "内部资料" in text.split("\f")[0]


def test_a_zip_of_packs_is_marked_as_soon_as_one_of_them_must_be(home):
    store = Store(Home(home))
    units = [TOWNSHIP, "990101002"]
    with store.reader() as reader:
        packs = [Asked(unit, "2025", "en", NOW) for unit in units]
        alone = [name_of_all(reader, store.home, [pack], INDICATORS) for pack in packs]
        name = name_of_all(reader, store.home, packs, INDICATORS)
    store.close()
    assert any("internal" in one for one in alone)
    assert name.endswith("-内部资料-internal.zip")
    assert reader.snapshot_id.replace("-", "_") in name


def test_the_only_county_of_a_prefecture_is_not_held_against_it_and_a_township_is_against_its_county(made, home):
    _, text, _, _ = made[COUNTY]
    assert "Against Qinghe" not in text
    assert "与青川县比较" in squeezed(made[VILLAGE][1])


def test_only_analysts_and_above_make_packs(home):
    store = Store(Home(home))
    with store.reader(Scope(COUNTY, Role.LEADER)) as reader, pytest.raises(DataError, match="analysts"):
        make_pack(reader, store.home, Asked(COUNTY, "2025", "zh", NOW), INDICATORS)
    store.close()


def test_a_missing_font_says_what_to_install(monkeypatch):
    monkeypatch.setattr(packs, "_families", lambda: frozenset({"DejaVu Sans Mono"}))
    with pytest.raises(DataError, match="fonts-noto-cjk"):
        packs.demand_font()


def test_the_command_writes_once_and_tells_by_its_exit_code(home, tmp_path):
    run = CliRunner(env={"TOUYAN_HOME": str(home)}).invoke
    asked = ["report", "--out", str(tmp_path), "--unit", TOWNSHIP, "--language", "en"]
    first = run(app, asked)
    assert first.exit_code == 0, first.output
    (path,) = tmp_path.glob("*.pdf")
    stamp = path.stat().st_mtime_ns
    again = run(app, asked)
    assert again.exit_code == 0
    assert "Unchanged" in again.output
    assert path.stat().st_mtime_ns == stamp
    short = run(app, [*asked, "--short"])
    assert short.exit_code == 0, short.output
    assert len(list(tmp_path.glob("Board_pack_on_one_page*.pdf"))) == 1
    assert run(app, [*asked[:3], "--unit", "000"]).exception is not None
    assert run(app, [*asked, "--all-townships"]).exit_code == 2
