"""A county's own structures in its home."""

import pytest

from analytics.strength import default_structure, own_structures, save_structure, structure_of, write_default_structure
from data.errors import DataError
from data.home import Home


def write(home, name, text):
    folder = home.settings / "structures"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(text, "utf-8")


def test_without_a_file_of_its_own_a_county_has_the_shipped_structure(tmp_path):
    assert structure_of(Home(tmp_path)) == default_structure()
    assert own_structures(Home(tmp_path)) == {}


def test_a_copy_of_the_shipped_structure_is_equal_to_it_until_it_is_edited(tmp_path):
    home = Home(tmp_path)
    path = write_default_structure(home)
    assert structure_of(home) == default_structure()
    path.write_text(path.read_text("utf-8").replace('within = "arithmetic"', 'within = "harmonic"'), "utf-8")
    assert structure_of(home).within == "harmonic"
    assert write_default_structure(home).read_text("utf-8").count("harmonic") > 0, "an edited file was overwritten"


def test_a_saved_structure_is_read_back_and_never_overwritten(tmp_path):
    home = Home(tmp_path)
    heavier = default_structure().with_weights({"talent": 3.0})
    save_structure(home, "talent-first", heavier)
    assert list(own_structures(home)) == ["talent-first"]
    assert structure_of(home, "talent-first") == heavier
    with pytest.raises(DataError) as refused:
        save_structure(home, "talent-first", default_structure())
    assert refused.value.place.endswith("talent-first.toml")
    assert structure_of(home, "talent-first") == heavier


@pytest.mark.parametrize("name", ["", "../up", "With Space", "a/b", ".hidden", "default", "x" * 41])
def test_a_name_that_could_lead_elsewhere_or_replace_the_structure_in_force_is_refused(tmp_path, name):
    with pytest.raises(DataError):
        save_structure(Home(tmp_path), name, default_structure())
    assert not list(tmp_path.rglob("*.toml"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[index", "default.toml"),
        ('[index]\nid = "x"\ntitle = { en = "x", zh = "x" }\nwithin = "median"\n', "default.toml: index: within"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_place(tmp_path, text, place):
    home = Home(tmp_path)
    write(home, "default", text)
    with pytest.raises(DataError) as refused:
        structure_of(home)
    assert refused.value.place == place


def test_an_indicator_that_the_catalogue_does_not_judge_is_refused(tmp_path):
    home = Home(tmp_path)
    path = write_default_structure(home)
    path.write_text(path.read_text("utf-8").replace('"sec_in_post_rate"', '"no_such"', 1), "utf-8")
    with pytest.raises(DataError) as refused:
        structure_of(home)
    assert refused.value.place == "default.toml: indicator no_such"


def test_a_name_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DataError):
        structure_of(Home(tmp_path), "nowhere")
