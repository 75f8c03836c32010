"""What README and docs/scaling.md say of growth is what was measured last (`docs/growth.json`, `docs/nation.json`)."""

import json

from tests.bench import growth

from .source import ROOT

FOUND = json.loads(growth.CURVE.read_text("utf-8"))
NATION = json.loads(growth.NATION_MEASURED.read_text("utf-8"))


def test_the_table_has_the_measured_figures():
    text = (ROOT / "docs" / "scaling.md").read_text("utf-8")
    for one in (*FOUND, NATION):
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


def test_the_picture_is_of_these_figures():
    assert (ROOT / "docs" / "growth.svg").read_text("utf-8") == growth.picture([*FOUND, NATION])


def test_the_readme_says_what_the_largest_cost():
    said = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert f"A year of {NATION['villages']:,} villages ({NATION['records'] / 1e6:.1f} million rows)" in said
    ratio = NATION["cube"] / NATION["floor"]
    assert f"in {NATION['cube']:.0f} s of processor ({NATION['cube_wall']:.0f} s of wall), {ratio:.2f} times" in said
    assert f"with {NATION['memory'] / 1024:.1f} GiB" in said
