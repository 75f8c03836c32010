"""The board pack as a PDF: sections in their order, set by typst; tagged, with bookmarks, fonts embedded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from analytics.catalogue.kinds import Block, Indicator
from analytics.exports.definitions import definitions
from analytics.exports.methods import METHOD, methods
from analytics.exports.table import INTERNAL, SUPERSEDED, file_name, has_small_cells, superseded
from analytics.report.blocks import block_section
from analytics.report.lists import attention, league_lists, reporting
from analytics.report.opening import summary
from analytics.report.parts import Section, Table, breakable, cells, words
from analytics.report.short import SHORT, short_section
from analytics.report.strength import strength_section
from analytics.report.subject import Subject, subject
from analytics.report.weak import weak_section
from analytics.targets import FILE as TARGETS
from analytics.withheld.thresholds import thresholds_of
from analytics.words import format_date, format_moment, format_period
from data.access import Role
from data.errors import DataError
from data.files import write_whole
from data.home import Home
from data.store import Reader, Store
from data.text import Language, Text
from data.version import CODE_VERSION

TEMPLATE = Path(__file__).with_name("pack.typ")
FAMILY, LONGEST_HEAD = "Noto Sans CJK SC", 40
TITLE = Text("Board pack", "基层党建情况报告")
METHODS, DEFINITIONS = Text("Methods", "统计方法"), Text("Definitions", "指标定义")
SYNTHETIC = Text("SYNTHETIC DATA: invented people and villages", "模拟数据：人员、村名均为虚构")
CONTENTS, PAGE = Text("Contents", "目录"), Text("page", "第")
DEFINED = (
    Text("Code", "编号"),
    Text("Indicator", "指标"),
    Text("Numerator", "分子"),
    Text("Denominator", "分母"),
    Text("Target", "目标值"),
)
LINES = {
    "period": Text("Period", "统计期"),
    "as_of": Text("Data as of", "数据截至"),
    "snapshot": Text("Snapshot", "数据快照编号"),
    "superseded": SUPERSEDED,
    "version": Text("Program version", "程序版本"),
    "made": Text("Generated at", "生成时间"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom and when a pack is about, and in which language; `now` is when it was asked for; `short` on one page."""

    unit: str
    period: str
    language: Language
    now: datetime
    short: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """A finished pack: its bytes, its name, whether it must be kept internal."""

    pdf: bytes
    name: str
    internal: bool


def make_pack(reader: Reader, home: Home, asked: Asked, indicators: Mapping[str, Indicator]) -> Pack:
    """The pack of a unit and a period; a `DataError` where they are not there or the font is missing."""
    demand_packs(reader.scope.role)
    of = about(reader, home, asked, indicators)
    internal = internal_of(of)
    said = content(of, asked, internal)
    said["key"] = key_of(reader, home, asked)
    inputs = {"data": json.dumps(said, ensure_ascii=False)}
    pdf = typst.compile(TEMPLATE.read_bytes(), sys_inputs=inputs, pdf_standards=["ua-1"], font_paths=[])
    assert isinstance(pdf, bytes)
    return Pack(pdf, name_of(of, internal, asked.short), internal)


def about(reader: Reader, home: Home, asked: Asked, indicators: Mapping[str, Indicator]) -> Subject:
    """The subject; a `DataError` names what is not there."""
    try:
        of = subject(reader, home, asked.unit, asked.period, asked.language, indicators)
    except KeyError as error:
        raise DataError(NOT_THERE.fill(what=str(error.args[0]))) from error
    if not of.unit.valid_at(of.period.end):
        raise DataError(NOT_THEN.fill(unit=of.name))
    return of


def content(of: Subject, asked: Asked, internal: bool) -> dict[str, Any]:
    """Everything that is set, as plain data."""
    demand_font()
    language, info = of.language, of.reader.info()
    day = date.fromisoformat(info.data_as_of[:10]) if info.data_as_of else None
    period = format_period(of.period.period_id, language, of.period.provisional)
    lines = {
        "period": period,
        "as_of": format_date(day, language) if day else "—",
        "snapshot": info.id,
        **(
            {"superseded": superseded(published, language)}
            if (published := published_since(of.reader, of.home))
            else {}
        ),
        "version": CODE_VERSION,
        "made": format_moment(asked.now, language),
    }
    return {
        "lang": language,
        "short": asked.short,
        "title": (SHORT if asked.short else TITLE).in_language(language),
        "unit": breakable(of.name),
        "running": running_head(of.name),
        "period": period,
        "mark": INTERNAL.in_language(language) if internal else "",
        "warning": SYNTHETIC.in_language(language) if info.synthetic else "",
        "contents": CONTENTS.in_language(language),
        "lines": [[LINES[key].in_language(language), said] for key, said in lines.items()],
        "sections": [section.as_json() for section in ([short_section(of)] if asked.short else sections(of))],
    }


def running_head(name: str) -> str:
    """A name that stays on one line above every page."""
    return name if len(name) <= LONGEST_HEAD else name[: LONGEST_HEAD - 1] + "…"


def sections(of: Subject) -> list[Section]:
    return [
        summary(of),
        *(block_section(of, block) for block in Block),
        league_lists(of),
        *([attention(of)] if len(of.villages) > 1 else []),
        weak_section(of),
        strength_section(of),
        reporting(of),
        _methods(of),
        _definitions(of),
    ]


def _methods(of: Subject) -> Section:
    section = Section(METHODS.in_language(of.language), flows=True)
    rows = tuple(cells(*row) for row in methods(of.language))
    section.add(Table(words(METHOD, of.language), rows, (1.6, 5.4)))
    return section


def _definitions(of: Subject) -> Section:
    section = Section(DEFINITIONS.in_language(of.language), flows=True)
    rows = tuple(cells(*row) for row in definitions(list(of.measured().values()), of.language))
    section.add(Table(words(DEFINED, of.language), rows, (0.6, 2.4, 3.4, 3.1, 1.3)))
    return section


def internal_of(of: Subject) -> bool:
    """Whether the pack holds small cells of persons that its maker may see and a viewer may not."""
    persons = {key for key, found in of.measured().items() if found.person_based}
    return of.reader.scope.role >= Role.LEADER and has_small_cells(
        of.cells(list(persons), of.shown), persons, thresholds_of(of.reader)
    )


def name_of(of: Subject, internal: bool, short: bool = False) -> str:
    parts = [
        (SHORT if short else TITLE).in_language(of.language),
        of.unit.id,
        of.name,
        of.period.period_id,
        of.language,
    ]
    return file_name(parts, "pdf", internal)


def key_of(reader: Reader, home: Home, asked: Asked) -> str:
    """Changes whenever the pack would: snapshot, scope, choice, targets, structures, program, template."""
    settings = sorted([home.settings / TARGETS, *(home.settings / "structures").glob("*.toml")])
    texts = [path.read_bytes() for path in (*settings, TEMPLATE) if path.exists()]
    said = [
        reader.snapshot_id,
        repr(reader.scope),
        asked.unit,
        asked.period,
        asked.language,
        str(asked.short),
        published_since(reader, home),
        CODE_VERSION,
    ]
    return "touyan-" + hashlib.sha256(b"\0".join([*(part.encode() for part in said), *texts])).hexdigest()[:32]


def published_since(reader: Reader, home: Home) -> str:
    """The published snapshot, where the pack is of an earlier one."""
    published = Store(home).current().id
    return published if published != reader.snapshot_id else ""


def is_current(path: Path, key: str) -> bool:
    """Whether the file is the pack of this very key: it stands among the keywords of the PDF."""
    return path.exists() and key.encode() in path.read_bytes()


def write_pack(folder: Path, pack: Pack) -> Path:
    path = folder / pack.name
    write_whole(path, pack.pdf)
    return path


def demand_packs(role: Role) -> None:
    if role < Role.ANALYST:
        raise DataError(NOT_FOR_YOU)


@cache
def _families() -> frozenset[str]:
    return frozenset(typst.Fonts().families())


def demand_font() -> None:
    """A `DataError` that says what to install where the font for Chinese is missing."""
    if FAMILY not in _families():
        raise DataError(NO_FONT)


NOT_THERE = Text("There is no {what}.", "没有 {what}。")
NOT_THEN = Text("{unit} did not exist in this period.", "{unit}在该时期尚未设立或已撤销。")
NOT_FOR_YOU = Text("Board packs are for analysts and above.", "生成报告仅限分析员及以上角色。")
NO_FONT = Text(
    "The font Noto Sans CJK SC is not installed. On Debian or Ubuntu: apt install fonts-noto-cjk",
    "未安装字体 Noto Sans CJK SC。Debian 或 Ubuntu 上请执行：apt install fonts-noto-cjk",
)
