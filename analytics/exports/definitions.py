"""What the indicators of a file mean, for a sheet or a page of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analytics.catalogue.kinds import Better, Indicator, Sense, Target
from analytics.round_figures import format_target
from data.text import Language, Text

DEFINED = (
    Text("Code", "编号"),
    Text("Indicator", "指标"),
    Text("Numerator", "分子"),
    Text("Denominator", "分母"),
    Text("Target", "目标值"),
)
FULLY_DEFINED = (
    *DEFINED[:2],
    Text("Building block", "队伍板块"),
    *DEFINED[2:4],
    Text("Measured in", "计量单位"),
    Text("Direction", "评价方向"),
    DEFINED[4],
    Text("Authority of the target", "目标依据"),
    Text("Reported", "统计频次"),
    Text("Note", "说明"),
)
DIRECTIONS: Mapping[Better, Text] = {
    Better.HIGHER: Text("higher is better", "越高越好"),
    Better.LOWER: Text("lower is better", "越低越好"),
    Better.NEUTRAL: Text("no judgement", "不作优劣评判"),
}
NO_TARGET = Text("none", "未设")
AT_LEAST, AT_MOST = Text("at least {value}", "不低于{value}"), Text("at most {value}", "不高于{value}")


def definitions(indicators: Sequence[Indicator], language: Language) -> tuple[tuple[str, ...], ...]:
    """What each indicator of a table means, in the columns of `DEFINED`."""
    return tuple(
        (
            found.code,
            found.title.in_language(language),
            found.numerator_text.in_language(language),
            found.denominator_text.in_language(language),
            target_text(found, found.target).in_language(language),
        )
        for found in indicators
    )


def full_definitions(indicators: Sequence[Indicator], language: Language) -> tuple[tuple[str, ...], ...]:
    """As `definitions`, in the columns of `FULLY_DEFINED`."""
    return tuple(
        tuple(
            said if isinstance(said, str) else said.in_language(language)
            for said in (
                found.code,
                found.title,
                found.block.label,
                found.numerator_text,
                found.denominator_text,
                found.unit,
                DIRECTIONS[found.better],
                target_text(found, found.target),
                _authority(found.target),
                found.frequency.label,
                found.note,
            )
        )
        for found in indicators
    )


def target_text(indicator: Indicator, target: Target | None) -> Text:
    """`at least 100%`; "none" where there is none."""
    if target is None:
        return NO_TARGET
    shown = Text(*(format_target(target.value, indicator, language, unit=True) for language in ("en", "zh")))
    return (AT_LEAST if target.sense is Sense.AT_LEAST else AT_MOST).fill(value=shown)


def _authority(target: Target | None) -> Text:
    if target is None:
        return Text("", "")
    label = target.authority.label
    return Text(f"{label.en} {target.source}".strip(), f"{label.zh} {target.source}".strip())
