"""A file on its way: small ones are made when they are asked for, long ones in a process of their own, which can be
watched and stopped."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import streamlit as st

from analytics.exports.job import Job, start
from analytics.exports.take_away import Form, Made, Order, announce_counted, take_away
from analytics.words import format_number
from data.errors import DataError
from data.home import Home
from pages.parts import frame, identity, session, words
from pages.parts.here import Here
from pages.parts.keeping import keep
from pages.parts.session import View
from pages.parts.words import _, plain, say

AT_ONCE = 3_000
"""Up to so many rows a file is made while one waits."""
MOST_KEPT = 32
EVERY = 1.0
RUNNING = "file on its way"
KINDS = {
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.CSV: "text/csv",
    Form.PARQUET: "application/vnd.apache.parquet",
    Form.PACKAGE: "application/zip",
}


def offer(at: Here, order: Order, rows: int, internal: bool) -> None:
    """The button that saves, or the one that begins; below it what is on its way."""
    try:
        made = _announced(at.view, replace(order, now=datetime.min), rows, internal)  # the hour does not matter
    except DataError as error:
        frame.explain(error)
        return
    if rows <= AT_ONCE:
        save(lambda: _made_now(at.view, order), made.name, KINDS[order.form], rows=made.rows)
    elif st.button(_("Make the file"), icon=":material/play_arrow:", type="primary", key="make"):
        asked = replace(order, now=datetime.now())
        begun(start(Home.default(), at.view.snapshot_id, at.view.scope, asked), made.name, KINDS[order.form])
    watch()


@keep(MOST_KEPT)
def _announced(view: View, order: Order, rows: int, internal: bool) -> Made:
    with session.reader(view) as reader:
        return announce_counted(reader, order, rows, internal)


def begun(job: Job, name: str, mime: str) -> None:
    """Remember the file that is on its way; one that was on its way before is stopped."""
    _stop()
    st.session_state[RUNNING] = (job, name, mime)


def watch() -> None:
    """Show the file that is on its way, if there is one."""
    if RUNNING in st.session_state:
        _watch()


@st.fragment(run_every=EVERY)
def _watch() -> None:
    """How far it is, the way to stop it; when it is there, the way to fetch it."""
    if RUNNING not in st.session_state:
        return
    job, name, mime = st.session_state[RUNNING]
    progress = job.progress()
    if progress.fault is not None:
        st.warning(say(progress.fault))
        _stop()
    elif progress.finished:
        st.success(plain(_("{name} is ready.").format(name=name)))
        save(lambda: _fetched(job), name, mime, "fetch", progress.of)
    else:
        _show_progress(progress.done, progress.of)


def _show_progress(done: int, of: int) -> None:
    language = words.language()
    counts = {"done": format_number(done, language, 0), "rows": format_number(of, language, 0)}
    said = _("{done} of {rows} done").format(**counts) if of else _("Getting ready …")
    st.progress(min(done / max(of, 1), 1.0), plain(said))
    if st.button(_("Stop"), icon=":material/stop:", key="stop"):
        _stop()
        st.rerun()


def _stop() -> None:
    found = st.session_state.pop(RUNNING, None)
    if found:
        found[0].cancel()


def save(build: Callable[[], bytes], name: str, mime: str, key: str = "save", rows: int | None = None) -> None:
    """The button that builds a file when it is clicked, and writes into the log that it was."""
    recorded = identity.recorded(build, {"file": name, "rows": rows})
    st.download_button(
        _("Save the file"), recorded, name, mime, key=key, on_click="ignore", icon=":material/download:",
        type="primary",
    )  # fmt: skip


def _made_now(of: View, order: Order) -> bytes:
    with tempfile.TemporaryDirectory(prefix="touyan-") as folder, session.reader(of) as reader:
        path = Path(folder) / "file"
        take_away(reader, replace(order, now=datetime.now()), session.indicators(of), path)
        return path.read_bytes()


def _fetched(job: Job) -> bytes:
    return job.file.read_bytes()
