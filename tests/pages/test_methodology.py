"""The methodology page says what the declaration says, and nothing of its own."""

import shutil

from analytics.catalogue import INDICATORS
from analytics.strength import default_structure, structure_of, write_default_structure
from analytics.strength.words import AGGREGATION, MISSING, NORMALISATION
from data.home import Home
from pages.parts.pictures.methodology import declared

PAGE = "pages/methods/methodology.py"


def test_every_indicator_stands_with_its_goalposts_and_its_share_of_the_index():
    shipped = default_structure()
    sheet = declared(shipped, INDICATORS, "en")
    assert list(sheet.frame["code"]) == [INDICATORS[name].code for name in shipped.indicators]
    assert list(sheet.frame["low"]) == [part.low for part in shipped.components]
    assert abs(sheet.frame["share"].sum() - 100) < 1e-9
    # eight indicators of equal weight in one of five equal blocks
    assert abs(sheet.frame.loc[sheet.frame["code"] == "A01", "share"].iloc[0] - 100 / 5 / 8) < 1e-9


def test_the_formulas_shown_are_those_of_the_methods_in_force_and_the_others_are_offered(visit, home):
    at = visit(home, PAGE, lang="en")
    shown = [found.value for found in at.latex]
    for methods in (NORMALISATION, AGGREGATION, MISSING):
        for method in methods.values():
            assert sum(method.formula in text for text in shown) == 1
    assert NORMALISATION["goalposts"].formula in shown[0]


def test_a_countys_own_structure_is_described_as_it_lies_there(visit, home, tmp_path):
    shutil.copytree(home, tmp_path / "home")
    path = write_default_structure(Home(tmp_path / "home"))
    text = path.read_text("utf-8").replace('across = "geometric"', 'across = "harmonic"')
    track = (
        '[[track]]\nid = "east"\ntitle = { en = "East", zh = "东部" }\n'
        'units = ["990101001001"]\ncuts = [30, 50, 60, 70]\n\n'
    )
    path.write_text(text.replace("[[block]]", track + "[[block]]", 1), "utf-8")
    assert structure_of(Home(tmp_path / "home")).across == "harmonic"
    at = visit(tmp_path / "home", PAGE, lang="en")
    assert not at.exception
    assert AGGREGATION["harmonic"].formula in at.latex[3].value
    assert any("East" in found.value and "30, 50, 60, 70" in found.value for found in at.markdown)


def test_a_structure_that_cannot_be_used_is_refused_with_its_place_on_every_page_of_the_index(visit, home, tmp_path):
    shutil.copytree(home, tmp_path / "home")
    path = write_default_structure(Home(tmp_path / "home"))
    path.write_text(path.read_text("utf-8").replace('parent = "talent"', 'parent = "nobody"', 1), "utf-8")
    for page in (PAGE, "pages/villages/strength.py", "pages/villages/what_if.py"):
        at = visit(tmp_path / "home", page, lang="en")
        assert not at.exception
        assert any("does not exist" in found.value for found in at.warning)
        assert any("default.toml" in found.value for found in at.caption)


def test_what_the_countys_figures_say_is_called_a_robustness_check(visit, home):
    at = visit(home, PAGE, lang="zh", unit="990101", period="2025")
    assert any("青川县稳健性检验结果" in found.value for found in [*at.subheader, *at.markdown, *at.header])
    assert not any("审核结果" in found.value for found in [*at.subheader, *at.markdown, *at.header])
