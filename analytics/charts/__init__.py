"""Pictures: a frame and words in, a figure out. They know no page, no store and no formula."""

from analytics.charts.dot_plot import dot_plot
from analytics.charts.heat_map import heat_map
from analytics.charts.parts import Benchmark, target_line
from analytics.charts.theme import Words
from analytics.charts.trend import trend

__all__ = ["Benchmark", "Words", "dot_plot", "heat_map", "target_line", "trend"]
