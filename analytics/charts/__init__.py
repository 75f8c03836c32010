"""Pictures: a frame and words in, a figure out. They know no page, no store and no formula."""

from analytics.charts.adoption_tree import adoption_tree
from analytics.charts.band_bar import band_bar
from analytics.charts.bands import Grade
from analytics.charts.bars import bars
from analytics.charts.caterpillar import caterpillar
from analytics.charts.control_chart import Limits, control_chart
from analytics.charts.coverage import coverage
from analytics.charts.day_bars import day_bars
from analytics.charts.day_heaps import day_heaps
from analytics.charts.deciles import deciles
from analytics.charts.dot_plot import dot_plot
from analytics.charts.flow import flow
from analytics.charts.funnel import funnel
from analytics.charts.heat_map import heat_map
from analytics.charts.parts import Benchmark, target_line
from analytics.charts.planned import planned
from analytics.charts.pulls import pulls
from analytics.charts.rule_matrix import Sign, rule_matrix
from analytics.charts.scatter import scatter
from analytics.charts.score_dots import score_dots
from analytics.charts.score_intervals import score_intervals
from analytics.charts.slope import slope
from analytics.charts.small_multiples import TRENDS, small_multiples
from analytics.charts.spans import spans
from analytics.charts.sparklines import sparklines
from analytics.charts.spine import spine
from analytics.charts.stacked import stacked
from analytics.charts.state_grid import CellMark, GridColumns, GridRow, state_grid
from analytics.charts.stay_curves import stay_curves
from analytics.charts.strip import strip
from analytics.charts.theme import Words
from analytics.charts.tiles import tiles
from analytics.charts.trend import trend
from analytics.charts.unit_map import Ground, Rings, Shade, unit_map
from analytics.charts.waterfall import waterfall

__all__ = [
    "TRENDS",
    "Benchmark",
    "CellMark",
    "Grade",
    "GridColumns",
    "GridRow",
    "Ground",
    "Limits",
    "Rings",
    "Shade",
    "Sign",
    "Words",
    "adoption_tree",
    "band_bar",
    "bars",
    "caterpillar",
    "control_chart",
    "coverage",
    "day_bars",
    "day_heaps",
    "deciles",
    "dot_plot",
    "flow",
    "funnel",
    "heat_map",
    "planned",
    "pulls",
    "rule_matrix",
    "scatter",
    "score_dots",
    "score_intervals",
    "slope",
    "small_multiples",
    "spans",
    "sparklines",
    "spine",
    "stacked",
    "state_grid",
    "stay_curves",
    "strip",
    "target_line",
    "tiles",
    "trend",
    "unit_map",
    "waterfall",
]
