"""What the history page shows: the states that are kept, and what differs between two."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pandas as pd

from analytics.exports import Column
from analytics.findings.revision import Revision, revise
from analytics.strength.own import structure_of
from analytics.words import format_moment
from data.difference import difference
from data.queries.submissions import submissions as ask_submissions
from data.text import Language, Text
from pages.parts import session
from pages.parts.keeping import keep
from pages.parts.pictures import Sheet
from pages.parts.session import View

SNAPSHOTS = Text("States that are kept", "保留的数据快照")
MOST_SUBMISSIONS = 2000
ACTIONS: Mapping[str, Text] = {
    "init": Text("store begun", "建库"),
    "import": Text("import", "导入"),
    "withdraw": Text("withdrawal", "撤回"),
    "build": Text("computed anew", "重新计算"),
}
CURRENT = Text("● published", "● 当前发布")


def snapshots(view: View, language: Language) -> Sheet:
    """Every state, the newest first: who, when, how, from what files."""
    store, rows = session.store(), []
    current = store.current().id
    for snapshot in reversed(store.snapshots()):
        info = session.info(View(snapshot.id, view.scope, view.targets))
        rows.append(
            {
                "id": info.id,
                "published": CURRENT.in_language(language) if info.id == current else "",
                "created_at": _local(info.created_at, language),
                "action": ACTIONS.get(info.action, Text(info.action, info.action)).in_language(language),
                "author": info.author,
                "files": " · ".join(info.source_files),
                "hashes": " · ".join(digest for digest in info.source_files.values()),
                "rows": sum(info.row_counts.values()),
                "as_of": info.data_as_of or "",
                "parent": info.parent or "",
            }
        )
    shape = (
        Column("id", Text("Snapshot", "快照编号")),
        Column("published", Text("State", "状态")),
        Column("created_at", Text("Made at", "生成时间")),
        Column("action", Text("By", "方式")),
        Column("author", Text("Who", "操作人")),
        Column("files", Text("Files", "文件")),
        Column("hashes", Text("SHA-256", "文件摘要（SHA-256）")),
        Column("rows", Text("Rows in force", "有效行数"), "integer"),
        Column("as_of", Text("Data as of", "数据截至")),
        Column("parent", Text("Built on", "基于快照")),
    )
    return Sheet(SNAPSHOTS, shape, pd.DataFrame(rows, columns=[column.key for column in shape]), (), language)


def _local(utc: str, language: Language) -> str:
    """A moment of the snapshot's log, which is in UTC, as the clock on this machine showed it."""
    return format_moment(datetime.fromisoformat(utc).replace(tzinfo=UTC).astimezone(), language)


@keep(16)
def revision(view: View, before: str, after: str) -> Revision:
    """What differs between two states, as far as the scope sees."""
    store = session.store()
    first, second = store.snapshot(before), store.snapshot(after)
    found = difference(first.path, second.path)
    with store.reader(view.scope, first) as was, store.reader(view.scope, second) as now:
        return revise(was, now, found, structure_of(store.home))


def bands() -> dict[str, Text]:
    return {band.id: band.title for band in structure_of(session.store().home).bands}


@keep(16)
def submissions(view: View) -> list[tuple[str, date, str]]:
    """The submissions in force that may be withdrawn: unit, period end, sheet; the latest received first."""
    with session.reader(view) as reader:
        found = ask_submissions(reader, MOST_SUBMISSIONS).to_pylist()
    return [(row["org_unit_id"], row["period_end"], row["sheet"]) for row in found if row["sheet"] != "org_unit"]
