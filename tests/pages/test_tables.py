"""The table behind a picture is what was evaluated, and the files are that table."""

from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from analytics.catalogue import INDICATORS
from analytics.evaluate import evaluate
from analytics.exports import Column, ExportTable, to_csv, to_xlsx
from data.store import Store
from data.text import Text
from pages.parts import tables

COUNTY = "990101"


@pytest.fixture
def saved(monkeypatch):
    """The export tables behind the download buttons of the pages that ran since, by key."""
    found = {}
    original = tables._export

    def spy(here, sheet, *asked):
        build = original(here, sheet, *asked)
        found[sheet.title.en] = (build, here.language)
        return build

    monkeypatch.setattr(tables, "_export", spy)
    return found


def shown(at, place):
    return at.dataframe[place].value


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_files_hold_exactly_what_is_on_screen(visit, home, saved, language):
    at = visit(home, lang=language)
    for title, place in (("Furthest from their targets", 0), ("Units and indicators", 2)):
        build, spoken = saved[title]
        screen = shown(at, place)
        book = openpyxl.load_workbook(BytesIO(to_xlsx(build(), spoken)))
        rows = list(book.worksheets[1].iter_rows(min_row=2, values_only=True))
        assert len(rows) == len(screen)
        for row, (_, cells) in zip(rows, screen.iterrows(), strict=True):
            expected = [None if pd.isna(cell) else cell for cell in cells]
            assert list(row) == [pytest.approx(cell) if isinstance(cell, float) else cell for cell in expected]
        text = to_csv(build(), spoken).decode("utf-8-sig")
        assert len(text.strip().splitlines()) == len(screen) + 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_workbook_of_a_picture_has_a_chart_of_what_its_table_holds(visit, home, saved, language):
    visit(home, "pages/villages/league_table.py", lang=language, indicator="three_meetings_compliance", period="2025")
    build, _ = saved["League table"]
    frame = build().frame
    sheet = openpyxl.load_workbook(BytesIO(to_xlsx(build(), language))).worksheets[2]
    (chart,) = sheet._charts
    drawn = list(sheet.iter_rows(min_row=2, values_only=True))
    known = frame[frame["value"].notna()].head(40)
    assert [row[1] for row in drawn] == [pytest.approx(float(value)) for value in known["value"]]
    assert [row[2] for row in drawn] == [pytest.approx(float(d)) for d in known["value"] - known["lower"]]
    assert chart.ser[0].val.numRef.f.endswith(f"$B${len(drawn) + 1}")
    assert len({row[0] for row in drawn}) == len(drawn)


def test_a_table_that_stands_behind_no_picture_has_no_chart(visit, home, saved):
    visit(home, "pages/records/history.py", lang="en")
    (build, language), *_ = saved.values()
    assert not build().charted
    assert all(not sheet._charts for sheet in openpyxl.load_workbook(BytesIO(to_xlsx(build(), language))))


def test_counts_of_several_kinds_stand_side_by_side():
    columns = (
        Column("name", Text("Kind", "类别")),
        *(Column(k, Text(k, k), "integer") for k in ("men", "women", "rank")),
    )
    frame = pd.DataFrame({"name": ["a", "a", "b"], "men": [1, 2, None], "women": [3, 4, None], "rank": [1, 2, 3]})
    made = to_xlsx(ExportTable(Text("T", "表"), columns, frame, charted=True), "en")
    sheet = openpyxl.load_workbook(BytesIO(made)).worksheets[2]
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [("a", 1, 3), ("a", 2, 4)]
    assert len(sheet._charts[0].ser) == 2


def test_the_table_is_what_was_evaluated(visit, home):
    at = visit(home, "pages/indicators/indicator.py", lang="en", indicator="three_meetings_compliance", period="2025")
    screen = shown(at, 0).set_index("org_unit_id")
    with Store(home).reader() as reader:
        frame = evaluate(reader, ["three_meetings_compliance"], list(screen.index), ["2025"]).set_index("org_unit_id")
    assert len(screen) == 3
    assert screen["value"].astype(float).equals(frame["value"].astype(float))
    assert screen["numerator"].astype(float).equals(frame["numerator"].astype(float))


def test_the_workbook_says_where_it_comes_from(visit, home, saved):
    visit(home, lang="zh", unit="990101002")
    build, language = saved["Units and indicators"]
    cover = dict(build().cover)
    said = " ".join(cover.values())
    assert "东山2镇" in said
    assert "2025年" in said
    assert "虚构" in said
    assert language == "zh"
    assert len(build().definitions) == len({row["code"] for row in build().frame.to_dict("records")})


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("page", "key", "title"),
    [
        ("pages/villages/league_table.py", "league", "League table"),
        ("pages/indicators/funnel.py", "funnel", "Funnel"),
        ("pages/villages/compare.py", "compared", "Villages compared"),
        ("pages/indicators/indicator.py", "units", "Units"),
    ],
)
def test_what_a_picture_says_stands_on_the_cover_of_its_workbook(visit, home, saved, page, key, title, language):
    at = visit(home, page, lang=language, indicator="three_meetings_compliance", unit=COUNTY, period="2025")
    build, _ = saved[title]
    said = at.get_by_key(key).proto.alt
    assert len(said) > 20
    assert said in [line for _, line in build().cover]
    book = openpyxl.load_workbook(BytesIO(to_xlsx(build(), language)))
    assert said in [row[1] for row in book.worksheets[0].iter_rows(values_only=True)]


def test_the_tables_page_offers_for_a_split_the_indicators_that_have_it(visit, home):
    at = visit(home, "pages/reports/tables.py", lang="en", by="village_category", layout="periods")
    assert not at.exception
    offered = at.multiselect(key="of village_category")
    assert [label[:3] for label in offered.options] == ["A01", "B06", "E01", "E08"]
    offered.set_value(["sec_in_post_rate"]).run()
    assert not at.exception
    assert list(shown(at, 0)["class_name"])[5] == "not stated"
    assert "the classes add up" in at.caption[-1].value


@pytest.mark.parametrize(("layout", "rows"), [("long", 18), ("indicators", 2), ("periods", 9)])
def test_the_first_rows_of_a_village_are_those_of_every_indicator_and_period(visit, home, layout, rows):
    address = {"unit": "990101001001", "layout": layout, "periods": "2025,2024"}
    at = visit(home, "pages/reports/tables.py", lang="en", indicators=",".join(list(INDICATORS)[:9]), **address)
    assert f"The table has {rows} rows" in at.markdown[0].value
    assert len(shown(at, 0)) == rows
    if layout != "indicators":
        assert list(dict.fromkeys(shown(at, 0)["code"])) == [f"A{n:02}" for n in range(1, 10)]
