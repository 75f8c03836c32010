"""Every number that a board pack prints is in its content, and every number of its tables is what was evaluated."""

import re
import shutil
import subprocess
from collections import Counter
from datetime import datetime

import pytest

from analytics.catalogue import INDICATORS
from analytics.evaluate import evaluate
from analytics.findings.ranking import rank
from analytics.findings.weak_rules import RULES
from analytics.report import lists, pack, strength, weak
from analytics.report.pack import Asked, about, content, make_pack
from analytics.strength.tables import league as strength_league
from analytics.words import Reading, format_interval, format_value, rows_of
from data.access import Scope
from data.home import Home
from data.store import Store
from pages.parts import strength as screen
from pages.parts.session import View
from tests.pages.county import county, publish

COUNTY, TOWNSHIP, VILLAGE = "990101", "990101001", "990101001003"
NOW, PERIOD = datetime(2026, 7, 1, 8, 30), "2025"
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
CORE = {key: found for key, found in INDICATORS.items() if found.tier == "core" and "year" in found.periods}
BY_CODE = {found.code: found for found in INDICATORS.values()}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return publish(tmp_path_factory.mktemp("county"), county(3, 15), silent={"sec_in_post_rate"})


@pytest.fixture(scope="module")
def store(home):
    store = Store(Home(home))
    yield store
    store.close()


@pytest.fixture(scope="module")
def said(store):
    """The content of a county's pack in English, as plain data."""
    with store.reader() as reader:
        of = about(reader, store.home, Asked(COUNTY, PERIOD, "en", NOW), INDICATORS)
        yield content(of, Asked(COUNTY, PERIOD, "en", NOW), False)


@pytest.fixture(scope="module")
def cells(store):
    """What was evaluated: by unit and indicator, of the county and everything below."""
    with store.reader() as reader:
        units = [row["org_unit_id"] for row in reader.table("SELECT org_unit_id FROM org_unit").to_pylist()]
        rows = rows_of(evaluate(reader, list(INDICATORS), units, [PERIOD, "2024"]))
    return {(row["org_unit_id"], row["indicator"], row["period_id"]): row for row in rows}


@pytest.fixture(scope="module")
def units(store):
    """By English name as the pack has it."""
    with store.reader() as reader:
        names = pack.subject(reader, store.home, COUNTY, PERIOD, "en", INDICATORS).names
    return {name: unit for unit, name in names.items() if unit.startswith(COUNTY)}


def tables(said, title, *headings):
    """The rows of the tables of a section that have these headings, as texts by heading."""
    found = []
    for section in said["sections"]:
        for part in section["parts"] if section["title"] == title.en else ():
            if part["kind"] == "table" and set(headings) <= set(part["headings"]):
                found += [by_heading(part["headings"], row) for row in part["rows"]]
    assert found, title.en
    return found


def by_heading(headings, row):
    """The texts of a row by heading; of two headings alike the second with a mark."""
    marked = [text + "'" * headings[:place].count(text) for place, text in enumerate(headings)]
    return dict(zip(marked, (text for text, _ in row), strict=True))


def reading_of(cells, unit, indicator, period=PERIOD):
    return Reading.of(cells[unit, indicator.id, period])


def shown(reading, indicator):
    interval = "" if reading.lower is None else format_interval(reading.lower, reading.upper, indicator, "en")
    return format_value(reading.value, indicator, "en"), interval


def test_the_tables_of_the_blocks_are_what_was_evaluated(said, cells):
    checked = 0
    for section in said["sections"]:
        for part in section["parts"]:
            if part["kind"] != "table" or part["headings"][:2] != ["Indicator", "Value"]:
                continue
            for row in part["rows"]:
                row = by_heading(part["headings"], row)
                indicator = BY_CODE[row["Indicator"].split()[0]]
                if (COUNTY, indicator.id, PERIOD) not in cells:
                    continue
                reading = reading_of(cells, COUNTY, indicator)
                if reading.value is None:
                    assert not NUMBER.search(row["Value"] + row["95% interval"])
                    continue
                assert (row["Value"], row["95% interval"]) == shown(reading, indicator)
                if "Change on the year" in row:
                    before = reading_of(cells, COUNTY, indicator, "2024")
                    assert abs(amount(row["Change on the year"]) - (reading.value - before.value)) <= 0.0501
                    assert row["Reported"] == f"{reading.reported} / {reading.expected}"
                else:
                    assert [amount(n) for n in row["Numerator / denominator"].split(" / ")] == [
                        pytest.approx(reading.numerator, abs=0.0501), pytest.approx(reading.denominator, abs=0.0501)
                    ]  # fmt: skip
                if indicator.target and row["Met"]:
                    assert row["Met"] == ("yes" if indicator.target.met_by(reading.value) else "no")
                checked += 1
    assert checked > 50


def amount(text):
    return float(re.search(r"[-+]?\d[\d,]*(?:\.\d+)?", text)[0].replace(",", ""))


def test_the_league_lists_are_what_was_evaluated(said, store, cells, units):
    found = 0
    for section in said["sections"]:
        indicator = None
        for part in section["parts"] if section["title"] == lists.LEAGUE.en else ():
            if part["kind"] == "heading":
                indicator = BY_CODE[part["text"].split()[0]]
                with store.reader() as reader:
                    ranked = rank(reader, indicator.id, COUNTY, "village", PERIOD).frame.set_index("org_unit_id")
            if part["kind"] != "table":
                continue
            values = [reading_of(cells, unit, indicator).value for unit in units.values() if len(unit) == 12]
            for row in part["rows"]:
                row = by_heading(part["headings"], row)
                reading, of = reading_of(cells, units[row["Unit"]], indicator), ranked.loc[units[row["Unit"]]]
                assert (row["Value"], row["95% interval"]) == shown(reading, indicator)
                higher = indicator.better.value == "higher"
                better = sum(value > reading.value if higher else value < reading.value for value in values)
                assert row["Rank"] == str(better + 1)
                assert [amount(n) for n in row["Could be"].split(" to ")] == [
                    round(of["rank_lower"]), round(of["rank_upper"])
                ]  # fmt: skip
                found += 1
    assert found > 10


def test_the_attention_list_counts_the_missed_targets(said, cells, units):
    rows = tables(said, lists.ATTENTION, "Targets missed")
    distances = [amount(row["Distance (%)"]) for row in rows]
    assert distances == sorted(distances, reverse=True)
    for row in rows:
        known = [
            (indicator, cells[units[row["Unit"]], key, PERIOD])
            for key, indicator in CORE.items()
            if indicator.target and (units[row["Unit"]], key, PERIOD) in cells
        ]
        known = [(indicator, cell["value"]) for indicator, cell in known if cell["state"] == "value"]
        missed = sum(not indicator.target.met_by(float(value)) for indicator, value in known)
        assert row["Targets missed"] == f"{missed} / {len(known)}"


def test_the_coverage_counts_the_villages_that_reported_everything(said, cells, units):
    rows = tables(said, lists.COVERAGE, "All")
    assert len(rows) == 3
    for row in rows:
        township = units[row["Unit"]]
        villages = [unit for unit in units.values() if unit.startswith(township) and len(unit) == 12]
        whole = 0
        for village in villages:
            due = [cells[village, key, PERIOD] for key in CORE if (village, key, PERIOD) in cells]
            whole += all(cell["reported"] == cell["expected"] for cell in due)
        assert row["All"] == f"{100 * whole / len(villages):.1f}%"
        assert row["Rural talent"] == "100.0%"
        assert row["Village party secretaries"] == "0.0%", "one of its indicators nobody reported"


def test_the_strength_list_is_the_screens(said, home, store, units, monkeypatch):
    monkeypatch.setenv("TOUYAN_HOME", str(home))
    view = View(store.current().id, Scope.everything(), "")
    for kept in (screen.field, screen.strength, screen._villages):
        kept.clear()
    measured = screen.strength(view, COUNTY, PERIOD, screen.structure())
    ranked = strength_league(measured.robustness).set_index("org_unit_id")
    rows = tables(said, strength.TITLE, "Score")
    assert len(rows) == strength.MOST_LISTED
    worst = sorted(float(score) for score in ranked["score"].dropna())[: len(rows)]
    assert [float(row["Score"]) for row in rows] == pytest.approx(worst, abs=0.0501)
    for row in rows:
        of = ranked.loc[units[row["Unit"]]]
        lower, upper = (amount(text) for text in row["90% interval"].split(" to "))
        assert (amount(row["Rank"]), lower, upper) == (of["rank"], of["rank_lower"], of["rank_upper"])
        shown = [float(row["Score"]), *(float(text) for text in row["90% interval'"].split(" to "))]
        assert shown == pytest.approx([of["score"], of["score_lower"], of["score_upper"]], abs=0.0501)
        assert float(row["Draws in this band (%)"]) == pytest.approx(of["certain"], abs=0.501)


def test_the_criteria_count_the_villages_that_meet_them(said, cells, units):
    villages = [unit for unit in units.values() if len(unit) == 12]
    rows = {row["Criterion"]: row for row in tables(said, weak.TITLE, "Criterion")}
    for rule in RULES:
        if "year" not in INDICATORS[rule.indicator].periods:
            continue
        values = [cells[village, rule.indicator, PERIOD]["value"] for village in villages]
        known = [float(value) for value in values if value is not None]
        meets = {"below": lambda v, rule=rule: v < rule.limit, "all": lambda v: v >= 100}.get(
            rule.how, lambda v: v == 0
        )
        assert rows[rule.title.en]["Villages that meet it"] == str(sum(map(meets, known)))
        assert rows[rule.title.en]["Not reported or withheld"] == str(len(villages) - len(known))


def tool(name):
    program = shutil.which(name)
    assert program, "the tests of the board pack need poppler-utils: make browser"
    return program


def numbers(text):
    return Counter(NUMBER.findall(re.sub(r"\s+", " ", text.replace("\u200b", ""))))


def told(part):
    """All text of a part of a section."""
    if part["kind"] == "table":
        return " ".join([*part["headings"], *(text for row in part["rows"] for text, _ in row)])
    if part["kind"] == "figure":
        drawn = re.findall(r"<text[^>]*>(.*?)</text>", part["svg"], re.S)
        return " ".join([part["above"], part["below"], *(re.sub(r"<[^>]+>", " ", text) for text in drawn)])
    return part["text"]


@pytest.mark.parametrize(("unit", "short"), [(COUNTY, False), (VILLAGE, False), (COUNTY, True), (TOWNSHIP, True)])
def test_the_pdf_prints_the_numbers_of_its_content_and_no_others(store, tmp_path, unit, short):
    asked = Asked(unit, PERIOD, "en", NOW, short)
    with store.reader() as reader:
        made = make_pack(reader, store.home, asked, INDICATORS)
        of = about(reader, store.home, asked, INDICATORS)
        said = content(of, asked, made.internal)
    (tmp_path / "pack.pdf").write_bytes(made.pdf)
    run = subprocess.run([tool("pdftotext"), "-raw", tmp_path / "pack.pdf", "-"], capture_output=True, text=True)
    printed, pages = numbers(run.stdout), run.stdout.count("\f")
    assert pages == 1 if short else pages > 10
    expected = Counter()
    for section in said["sections"]:
        for part in section["parts"]:
            expected += numbers(told(part))
    furniture = numbers(" ".join(f"{label} {value}" for label, value in said["lines"]))
    of_heads = numbers(f"{said['unit']} {said['period']} {pages}")  # on every page
    furniture += Counter({number: count * (pages + 1) for number, count in of_heads.items()})
    furniture += Counter(str(number) for _ in range(5) for number in range(1, pages + 1))  # pages, contents, sections
    missing = expected - printed
    assert not missing, missing
    extra = printed - expected - furniture
    assert not extra, extra
