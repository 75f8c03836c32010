"""A file given back: is it still what it was, and is that still so?"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow as pa
import streamlit as st

from analytics.exports import ExportTable, file_name, to_csv, to_xlsx
from analytics.exports.checking import Verified, differences_table, verify
from analytics.exports.checking.verify import NOT_FOR_YOU
from analytics.exports.take_away import Form
from data.access import Role
from data.errors import DataError
from pages.parts import filters, frame, identity, session
from pages.parts.here import Here, here
from pages.parts.looks import NO_VALUE, look
from pages.parts.making import KINDS
from pages.parts.pictures import on_screen
from pages.parts.uploader import uploader
from pages.parts.words import _, plain, say

TALLEST, MOST_ROWS = 480, 2_000
MEGABYTES, MOST_CHECKED = 50, 100_000
"""What is checked while one waits, in the process that serves everybody."""


def page() -> None:
    at = here(session.published())
    frame.heading(st, _("Check a file"), at)
    if at.view.scope.role < Role.ANALYST:
        frame.stop_kindly(say(NOT_FOR_YOU))
    how = _(
        "Give back a workbook or CSV that was saved here. Every cell is held against the snapshot that the file names "
        "and against the published one: the same, revised since, or altered by hand."
    )
    st.markdown(plain(how))
    given = uploader(_("Workbook or CSV"), ["xlsx", "csv"], MEGABYTES, "given")
    if given is None:
        return
    with tempfile.TemporaryDirectory(prefix="touyan-check-") as folder:
        path = Path(folder) / ("given.xlsx" if given.name.lower().endswith("xlsx") else "given.csv")
        path.write_bytes(given.getvalue())
        try:
            found = verify(session.store(), path, at.view.scope, at.indicators, given.name, most=MOST_CHECKED)
        except DataError as error:
            frame.explain(error)
            return
    show(at, found)


def show(at: Here, found: Verified) -> None:
    """The verdict, the counts, and the cells that differ."""
    first, *others = [plain(say(sentence)) for sentence in found.sentences()]
    (st.success if found.clean else st.warning)(first)
    for sentence in others:
        st.markdown(sentence)
    if not found.differences:
        return
    table = differences_table(found)
    frame.section(say(table.title))
    shown = on_screen(table.frame.head(MOST_ROWS), table.columns, at.language)
    _show_rows(at, table, shown)
    if len(table.frame) > MOST_ROWS:
        st.caption(plain(_("The first {most} are shown; the files hold all.").format(most=MOST_ROWS)))
    name = [say(table.title), found.origin.snapshot if found.origin else ""]
    detail = {"file": name[0], "rows": len(table.frame)}
    places = filters.bar(1, 1, 4)
    places[0].download_button(
        _("Excel workbook"), identity.recorded(lambda: to_xlsx(table, at.language), detail), file_name(name, "xlsx"),
        KINDS[Form.XLSX], key="differences xlsx", on_click="ignore", icon=":material/download:",
    )  # fmt: skip
    places[1].download_button(
        "CSV", identity.recorded(lambda: to_csv(table, at.language), detail), file_name(name, "csv"),
        KINDS[Form.CSV], key="differences csv", on_click="ignore", icon=":material/download:",
    )  # fmt: skip


def _show_rows(at: Here, table: ExportTable, shown: pa.Table) -> None:
    st.dataframe(
        shown,
        column_config={column.key: look(column, at.language) for column in table.columns},
        hide_index=True,
        placeholder=NO_VALUE,
        height="content" if shown.num_rows <= 12 else TALLEST,
        key="differences",
    )


page()
