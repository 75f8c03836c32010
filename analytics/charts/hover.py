"""What a mark says when pointed at: value, interval, numerator / denominator, reports, state and verdict in words."""

from __future__ import annotations

from analytics.charts.labels import plain
from analytics.words import (
    PROVISIONAL,
    STATES,
    VERDICTS,
    Measured,
    Reading,
    Verdict,
    format_count,
    format_interval,
    format_value,
)
from data.text import Language, Text

INTERVAL = Text("95% interval", "95%区间")
NO_INTERVAL = Text("no interval", "无法计算区间")
REPORTED = Text("reported: {reported} of {expected} villages", "报送：应报{expected}个村，已报{reported}个村")


def hover(
    name: str, reading: Reading, indicator: Measured, language: Language, period: str = "", verdict: str | None = None
) -> str:
    """The lines of a hover box as Plotly's markup, with everything from data escaped."""
    lines = [f"<b>{plain(name)}</b>", plain(indicator.title.in_language(language)), plain(period)]
    lines += _value_lines(reading, indicator, language) if reading.state == "value" else _state_lines(reading, language)
    if reading.expected and (reading.expected > 1 or reading.reported == 0):
        counts = REPORTED.fill(reported=f"{reading.reported:,}", expected=f"{reading.expected:,}")
        lines.append(counts.in_language(language))
    if verdict and reading.state == "value":
        mark = VERDICTS[Verdict(verdict)]
        lines.append(f"{mark.glyph} {mark.name.in_language(language)}")
    if reading.provisional:
        lines.append(f"{PROVISIONAL.glyph} {PROVISIONAL.name.in_language(language)}")
    return "<br>".join(line for line in lines if line)


def fraction(reading: Reading, language: Language) -> str:
    """`12 / 20`, empty where either is missing."""
    if reading.numerator is None or reading.denominator is None:
        return ""
    return f"{format_count(reading.numerator, language)} / {format_count(reading.denominator, language)}"


def _value_lines(reading: Reading, indicator: Measured, language: Language) -> list[str]:
    assert reading.value is not None, "a cell in the state 'value' has a value"
    shown = f"<b>{plain(format_value(reading.value, indicator, language, unit=True))}</b>"
    return [shown, _interval_line(reading, indicator, language), fraction(reading, language)]


def _interval_line(reading: Reading, indicator: Measured, language: Language) -> str:
    if reading.lower is None or reading.upper is None:
        return NO_INTERVAL.in_language(language)
    bounds = format_interval(reading.lower, reading.upper, indicator, language)
    return f"{INTERVAL.in_language(language)} {bounds}"


def _state_lines(reading: Reading, language: Language) -> list[str]:
    mark = STATES[reading.state]
    return [f"{mark.glyph} <b>{mark.name.in_language(language)}</b>", mark.meaning.in_language(language)]
