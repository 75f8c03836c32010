"""A file given back: is it still what it was, and is that still so?"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import streamlit as st

from analytics.exports import ExportTable, file_name, to_csv, to_xlsx
from analytics.exports.checking import Verified, differences_table, verify
from analytics.exports.checking.job import found_by, is_long, start
from analytics.exports.checking.verify import NOT_FOR_YOU
from analytics.exports.job import Job
from analytics.exports.take_away import Form
from analytics.words import format_number
from data.access import Role
from data.errors import DataError
from data.home import Home
from pages.parts import filters, frame, identity, session
from pages.parts.here import Here, here
from pages.parts.looks import NO_VALUE, look
from pages.parts.making import KINDS
from pages.parts.pictures import on_screen
from pages.parts.uploader import uploader
from pages.parts.words import _, plain, say

TALLEST, MOST_ROWS = 480, 2_000
MEGABYTES, EVERY = 50, 1.0
CHECKING = "file being checked"


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
        _forget()
        return
    try:
        found = _in_its_own_process(at, given) if is_long(given) else _at_once(at, given)
    except DataError as error:
        frame.explain(error)
        return
    if found is not None:
        show(at, found)


def _at_once(at: Here, given: Any) -> Verified:
    _forget()
    with tempfile.TemporaryDirectory(prefix="touyan-check-") as folder:
        path = Path(folder) / "given"
        path.write_bytes(given.getvalue())
        return verify(session.store(), path, at.view.scope, at.indicators, given.name)


def _in_its_own_process(at: Here, given: Any) -> Verified | None:
    """What was found in a long file; None while it is being checked, and where that was stopped."""
    of = (given.file_id, at.view)
    if st.session_state.get(CHECKING, (None,))[0] != of:
        _forget()
        st.session_state[CHECKING] = (of, start(Home.default(), at.view.scope, given.getvalue(), given.name))
    job: Job | None = st.session_state[CHECKING][1]
    if job is None:
        st.info(_("The check was stopped. Give the file again to begin anew."))
        return None
    progress = job.progress()
    if progress.fault is not None:
        raise DataError(progress.fault, given.name)
    if progress.finished:
        return found_by(job)
    _watch(at)
    return None


@st.fragment(run_every=EVERY)
def _watch(at: Here) -> None:
    """How far the check is, the way to stop it; the whole page again when it is done."""
    of, job = st.session_state.get(CHECKING, (None, None))
    if job is None:
        return
    progress = job.progress()
    if progress.finished or progress.fault is not None:
        st.rerun()
    rows = format_number(progress.done, at.language, 0)
    st.markdown(plain(_("{rows} rows checked so far.").format(rows=rows) if progress.done else _("Getting ready …")))
    if st.button(_("Stop"), icon=":material/stop:", key="stop"):
        _forget()
        st.session_state[CHECKING] = (of, None)
        st.rerun()


def _forget() -> None:
    """Stop the check that is on its way, and forget what the last one found."""
    _of, job = st.session_state.pop(CHECKING, (None, None))
    if job is not None:
        job.cancel()


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
