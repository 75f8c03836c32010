"""The pictures on paper: a figure of this room drawn as SVG, without a browser.

Not every figure that Plotly knows, but all that our own builders use: lines, markers, bars, heat maps, shapes, notes,
axes with given ranges. So paper shows the same numbers, colours, glyphs and words as the screen.
"""

from analytics.charts.drawing.svg import to_svg

__all__ = ["to_svg"]
