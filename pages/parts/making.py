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
from analytics.exports.take_away import Form, Made, Order, announce, take_away
from analytics.words import format_number
from data.errors import DataError
from data.home import Home
from pages.parts import frame, session, words
from pages.parts.here import Here
from pages.parts.session import View
from pages.parts.words import _, plain, say

AT_ONCE = 3_000
"""Up to so many rows a file is made while one waits."""
EVERY = 1.0
RUNNING = "file on its way"
KINDS = {
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.CSV: "text/csv",
    Form.PARQUET: "application/vnd.apache.parquet",
    Form.PACKAGE: "application/zip",
}


def offer(at: Here, order: Order, rows: int) -> None:
    """The button that saves, or the one that begins; below it what is on its way."""
    with session.reader(at.view) as reader:
        try:
            made = announce(reader, order)
        except DataError as error:
            frame.explain(error)
            return
    if rows <= AT_ONCE:
        _save(lambda: _made_now(at.view, order), made.name, order.form)
    elif st.button(_("Make the file"), icon=":material/play_arrow:", type="primary", key="make"):
        _stop()
        job = start(Home.default(), at.view.snapshot_id, at.view.scope, replace(order, now=datetime.now()))
        st.session_state[RUNNING] = (job, order, made)
    if RUNNING in st.session_state:
        _watch()


@st.fragment(run_every=EVERY)
def _watch() -> None:
    """How far it is, the way to stop it; when it is there, the way to fetch it."""
    if RUNNING not in st.session_state:
        return
    job, order, made = st.session_state[RUNNING]
    progress = job.progress()
    if progress.fault is not None:
        st.warning(say(progress.fault))
        _stop()
    elif progress.finished:
        st.success(plain(_("{name} is ready.").format(name=made.name)))
        _save(lambda: _fetched(job), made.name, order.form)
    else:
        _show_progress(progress.done, made)


def _show_progress(done: int, made: Made) -> None:
    language = words.language()
    counts = {"done": format_number(done, language, 0), "rows": format_number(made.rows, language, 0)}
    st.progress(min(done / max(made.rows, 1), 1.0), plain(_("{done} of {rows} rows written").format(**counts)))
    if st.button(_("Stop"), icon=":material/stop:", key="stop"):
        _stop()
        st.rerun()


def _stop() -> None:
    found = st.session_state.pop(RUNNING, None)
    if found:
        found[0].cancel()


def _save(build: Callable[[], bytes], name: str, form: Form) -> None:
    st.download_button(
        _("Save the file"), build, name, KINDS[form], key="save", on_click="ignore", icon=":material/download:",
        type="primary",
    )  # fmt: skip


def _made_now(of: View, order: Order) -> bytes:
    with tempfile.TemporaryDirectory(prefix="touyan-") as folder, session.reader(of) as reader:
        path = Path(folder) / "file"
        take_away(reader, replace(order, now=datetime.now()), session.indicators(of), path)
        return path.read_bytes()


def _fetched(job: Job) -> bytes:
    return job.file.read_bytes()
