"""What README and docs/scaling.md say of growth is what was measured last (`docs/growth.json`)."""

import json

from tests.bench import growth

from .source import ROOT

FOUND = json.loads((ROOT / "docs" / "growth.json").read_text("utf-8"))


def test_the_table_has_the_measured_figures():
    text = (ROOT / "docs" / "scaling.md").read_text("utf-8")
    for one in FOUND:
        cells = (
            f"{one['villages']:,}",
            f"{one['records'] / 1e6:.2f} M",
            f"{one['cells'] / 1e6:.2f} M",
            f"{one['cube']:.1f} s",
            f"{one['floor']:.1f} s",
            f"{one['cube'] / one['floor']:.2f}",
            f"{one['memory']:,.0f} MiB",
        )
        assert f"| {' | '.join(cells)} |" in text
    assert f"take {growth.of_a_nation(FOUND):.0f} seconds of processor" in " ".join(text.split())


def test_the_picture_is_of_these_figures():
    assert (ROOT / "docs" / "growth.svg").read_text("utf-8") == growth.picture(FOUND)


def test_the_readme_says_what_the_largest_cost():
    largest = max(FOUND, key=lambda one: one["villages"])
    said = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert f"A year of {largest['villages']:,} villages ({largest['records'] / 1e6:.1f} million rows)" in said
    ratio = largest["cube"] / largest["floor"]
    assert f"in {largest['cube']:.0f} s of processor, {ratio:.2f} times the floor" in said
    assert f"with {largest['memory'] / 1024:.1f} GiB" in said
