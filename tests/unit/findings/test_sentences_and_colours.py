"""Whatever the state, the direction and the significance: a picture's sentence counts what its colours show."""

import itertools
import re
from collections import Counter

import pandas as pd
import pytest

from analytics import charts
from analytics.catalogue import INDICATORS
from analytics.charts import theme
from analytics.charts.caterpillar import LISTS
from analytics.findings.compare import against
from analytics.findings.funnel import funnel
from analytics.findings.ranking import league
from analytics.findings.spine import spine
from analytics.words import VERDICTS, Verdict

from .county import evaluated

HIGHER, LOWER, NEUTRAL = "sec_in_post_rate", "no_development_2y_share", "sec_age_45_share"
INDICATORS_OF = {"higher": HIGHER, "lower": LOWER, "neutral": NEUTRAL}
UNITS = {  # against one half: far below, below, alike, above, far above, too few, silent, nothing to measure
    "a": (20, 100), "b": (39, 100), "c": (50, 100), "d": (61, 100), "e": (80, 100), "f": (0, 4), "g": None, "h": (0, 0),
}  # fmt: skip
GOOD, BAD = {theme.BETTER, theme.SURELY_BETTER}, {theme.WORSE, theme.SURELY_WORSE}
ASIDE = {theme.HIGHER, theme.SURELY_HIGHER}


def withheld(frame):
    """One more unit, whose cell disclosure control withholds."""
    row = frame[frame["state"] == "not_reported"].head(1).assign(org_unit_id="w", state="suppressed")
    return pd.concat([frame, row], ignore_index=True)


def marks(figure):
    """How many marks have which colour."""
    found = Counter()
    for trace in figure.data:
        if trace.type == "scatter" and trace.mode == "markers" and isinstance(trace.marker.color, tuple | list):
            sizes = trace.marker.size
            shown = [True] * len(trace.marker.color) if isinstance(sizes, int | float) else [size > 0 for size in sizes]
            found.update(colour for colour, yes in zip(trace.marker.color, shown, strict=True) if yes)
    return found


def numbered(pattern, text):
    found = re.search(pattern, text)
    return int(found.group(1)) if found else 0


@pytest.mark.parametrize("better", INDICATORS_OF)
def test_the_funnels_sentence_counts_the_coloured_dots(better):
    key = INDICATORS_OF[better]
    sums = {f"u{n:02d}": (50 + n % 5, 100) for n in range(40)} | {"lo": (10, 100), "hi": (95, 100)} | UNITS
    found = funnel(withheld(evaluated(key, sums)), INDICATORS[key])
    shown = found.points.assign(name=found.points["org_unit_id"])
    middle = charts.Benchmark("C", found.level)
    figure = charts.funnel(
        shown, INDICATORS[key], charts.Words(), "en", limits=found.limits, benchmark=middle, size="n"
    )
    colours = marks(figure)
    coloured = sum(colours[colour] for colour in GOOD | BAD | ASIDE)
    text = found.sentence()
    assert f"{coloured} {'lies' if coloured == 1 else 'lie'} outside the 95% limits" in text.en
    assert f"有{coloured}个超出95%控制限" in text.zh
    sure = sum(colours[colour] for colour in (theme.SURELY_BETTER, theme.SURELY_WORSE, theme.SURELY_HIGHER))
    assert f"({sure} outside the 99.8% limits)" in text.en
    assert (colours.total(), coloured > 0) == (48, True)
    assert "not reported 1 village, not applicable 1 village, withheld 1 village" in text.en
    assert "未报送1个村、不适用1个村、不予显示1个村" in text.zh
    assert bool(sum(colours[colour] for colour in GOOD | BAD)) == (better != "neutral")


@pytest.mark.parametrize("better", INDICATORS_OF)
def test_the_league_tables_sentence_counts_the_coloured_marks(better):
    key = INDICATORS_OF[better]
    sums = {f"u{n:02d}": (400 * (n + 1) / 31, 400) for n in range(30)} | UNITS
    found = league(withheld(evaluated(key, sums)), INDICATORS[key])
    shown = found.frame.assign(name=found.frame["org_unit_id"])
    colours = marks(charts.caterpillar(shown, INDICATORS[key], charts.Words(), "en"))
    text = found.sentence({unit: unit for unit in shown["org_unit_id"]})
    certain, possible = (colours[LISTS[code][0].colour] for code in ("certain", "possible"))
    assert (certain, possible) == (len(found.listed("certain")), len(found.listed("possible")))
    assert ("None is certainly" in text.en) == (certain == 0)
    assert all(unit in text.en for unit in found.listed("certain"))
    assert numbered(r"Possibly there: (\d+)", text.en) == numbered(r"另有(\d+)个村可能", text.zh) == possible
    assert (certain + possible > 0) == (better != "neutral")
    for bh in (False, True):
        flagged = found.coloured(bh).assign(name=shown["name"])
        dots = marks(charts.dot_plot(flagged, INDICATORS[key], charts.Words(), "en"))
        clear = sum(dots[colour] for colour in GOOD | BAD | ASIDE)
        assert (
            f"{clear} differ clearly" in found.sentence(dict(zip(shown["name"], shown["name"], strict=True)), bh=bh).en
        )


@pytest.mark.parametrize("unit", [*UNITS, "w"])
def test_the_spines_sentence_counts_the_coloured_dots(unit):
    cells = pd.concat([withheld(evaluated(key, UNITS)) for key in INDICATORS_OF.values()], ignore_index=True)
    shown = {key: INDICATORS[key] for key in INDICATORS_OF.values()}
    for levels in (dict.fromkeys(shown, 50.0), {HIGHER: 50.0}, {}):
        found = spine(cells, unit, shown, levels)
        figure = charts.spine(found.frame.assign(name=unit), shown, charts.Words(), "en", benchmark="B")
        colours, text = marks(figure), found.sentence("N", "B").en
        assert numbered(r"better on (\d+)", text) == sum(colours[colour] for colour in GOOD)
        assert numbered(r"worse on (\d+)", text) == sum(colours[colour] for colour in BAD)
        assert numbered(r"On (\d+) it is higher or lower", text) == sum(colours[colour] for colour in ASIDE)
        assert numbered(r"(\d+) (?:has|have) no value", text) == 3 - colours.total()


@pytest.mark.parametrize(("better", "unit"), list(itertools.product(INDICATORS_OF, UNITS)))
def test_a_verdict_has_one_colour_one_glyph_and_one_side(better, unit):
    key = INDICATORS_OF[better]
    row = against(evaluated(key, {unit: UNITS[unit]}), INDICATORS, {key: 50.0}).iloc[0]
    if row["state"] != "value":
        assert pd.isna(row["verdict"])
        return
    verdict = Verdict(row["verdict"])
    colour, glyph = theme.look_of(verdict).colour, VERDICTS[verdict].glyph
    above = row["value"] > 50
    if unit in "cf":
        assert colour not in GOOD | BAD | ASIDE
    elif better == "neutral":
        assert colour in ASIDE
        assert glyph[0] == ("▶" if above else "◀")
    else:
        good = above == (better == "higher")
        assert colour in (GOOD if good else BAD)
        assert glyph[0] == ("▲" if good else "▼")
    assert (len(glyph) == 2) == (unit in "ae") == verdict.startswith("surely_")
