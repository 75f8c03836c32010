"""The settings that a county edits on screen: each a file in the home's `settings/`, checked before it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from analytics import targets
from analytics.findings import weak_limits
from analytics.withheld import thresholds
from data.home import Home
from data.intake import aliases, limits
from data.quality import due
from data.settings import parse_settings, replace_settings
from data.text import Text


@dataclass(frozen=True, slots=True)
class Setting:
    """One file: what it is for, from when a change counts, and what refuses a content that makes no sense."""

    file: str
    title: Text
    says: Text
    counts_from: Text
    check: Callable[[Mapping[str, Any], str], object]


AT_ONCE = Text("A change counts at once, on every page.", "保存后立即生效。")
NEXT_FILE = Text("A change counts for the next file that is checked.", "保存后，对下一个检查的文件生效。")

SETTINGS: Mapping[str, Setting] = {
    "targets": Setting(
        targets.FILE,
        Text("Targets", "指标目标值"),
        Text(
            "What the county works towards, indicator by indicator. Without an entry the shipped target stands.",
            "各项指标的目标值。未自定的指标沿用系统自带目标。",
        ),
        AT_ONCE,
        targets.check_targets,
    ),
    "due": Setting(
        due.FILE,
        Text("Due dates", "报送期限"),
        Text(
            "How many days after its period end a sheet is due: the chase list and the timeliness follow from it.",
            "各表在数据截止日期后多少天内报送；催报清单和及时率据此计算。",
        ),
        AT_ONCE,
        due.check_due,
    ),
    "aliases": Setting(
        aliases.FILE,
        Text("Synonyms", "同义词"),
        Text(
            "What clerks here write for a choice of a list; it is read as that choice and noted.",
            "本地填报中常用、与选项同义的写法；导入时自动对应并记录。",
        ),
        NEXT_FILE,
        aliases.check_aliases,
    ),
    "disclosure": Setting(
        thresholds.FILE,
        Text("Disclosure thresholds", "披露阈值"),
        Text(
            "From which size on a figure about people may be shown to viewers. They may be raised, never lowered.",
            "涉及人员的数据达到多大规模才向普通查看者显示。只能提高，不能低于系统规定。",
        ),
        Text(
            "What viewers may not see is fixed in each snapshot when it is built: a change counts from the next "
            "publication on, or as soon as the figures are computed anew.",
            "不予显示的范围在生成快照时确定：修改自下次发布起生效；重新计算后立即生效。",
        ),
        thresholds.check_thresholds,
    ),
    "weak": Setting(
        weak_limits.FILE,
        Text("Weak organizations", "软弱涣散情形界限"),
        Text(
            "The limits of the criteria of a weak organization for which the source names no fixed number.",
            "判断软弱涣散情形所用的数值界限。",
        ),
        AT_ONCE,
        weak_limits.check_weak,
    ),
    "limits": Setting(
        limits.FILE,
        Text("Limits of files", "文件限额"),
        Text(
            "How much one file may be and take; a larger one is refused with its reason.",
            "单次报送文件的大小、行数、内存和时间上限；超出者退回并说明原因。",
        ),
        NEXT_FILE,
        limits.check_limits,
    ),
}


def check_text(setting: Setting, text: str) -> Mapping[str, Any]:
    """What a text says as a file of this setting; `DataError` with its place if it makes no sense."""
    content = parse_settings(text, setting.file)
    setting.check(content, setting.file)
    return content


def save_setting(home: Home, setting: Setting, text: str, author: str) -> dict[str, tuple[Any, Any]]:
    """Check the text and write it as the file; by dotted name what was and what is. The audit log keeps both."""
    check_text(setting, text)
    return replace_settings(home, setting.file, text, author)
