"""Records in: the template out, files checked, what is wrong told at the cell, a rehearsal, then publish or discard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import streamlit as st

from analytics.findings.sentences_of_revisions import reporters, revision_lines
from analytics.rehearsal import Rehearsal
from analytics.strength.own import structure_of
from analytics.words import format_count
from data.access import Role
from data.errors import DataError
from data.intake.limits import LISTED_PER_RULE
from data.intake.template import find_recipient, write_template
from data.text import Language
from pages.parts import filters, frame, identity, session, tables, uploads
from pages.parts.here import Here, here
from pages.parts.pictures import Sheet
from pages.parts.pictures import import_files as pictures
from pages.parts.units import TOWNSHIP
from pages.parts.uploader import uploader
from pages.parts.uploads import Checked, Sent
from pages.parts.words import LANGUAGES, _, plain, say

_DONE = "what was published"
KINDS = ["xlsx", "xlsm", "csv", "txt", "zip", "parquet"]


def page() -> None:
    at = here(session.published(), even_empty=True)
    frame.heading(st, _("Bring in records"), at)
    frame.demand(Role.STEWARD)
    st.markdown(_("Hand out the template, upload what comes back, see what it changes, then publish it."))
    if not at.units.by_id:
        return
    offer_template(at)
    receive(at)
    if done := st.session_state.pop(_DONE, ""):
        st.success(plain(done))
    for number, checked in enumerate(uploads.kept()):
        with st.container(border=True):
            show(at, checked, f"file {number}")


def offer_template(at: Here) -> None:
    """The workbook of the chosen unit, in the language its clerks read."""
    frame.section(_("1. The template"))
    places = filters.bar(3, 2, 2, 2)
    unit = filters.unit(places[0], at)
    end = places[1].date_input(_("Period end"), value=None, key="period end", format="YYYY-MM-DD")
    language: Language = places[2].selectbox(
        _("Language of the template"), list(LANGUAGES), key="template language", format_func=LANGUAGES.__getitem__
    )
    carry = st.checkbox(
        _("Fill in the registers' rows in force, so that the clerk only changes what has changed (townships)"),
        key="carry",
        disabled=unit.level != TOWNSHIP,
    )
    name = f"{at.names()[unit.id]}-{end or date.today()}.xlsx"
    build = _template(at, unit.id, end, language, carry and unit.level == TOWNSHIP)
    places[3].download_button(
        _("Download the template"), build, name, tables.XLSX, key="template",
        on_click="ignore", icon=":material/download:",
    )  # fmt: skip


def _template(at: Here, unit: str, end: date | None, language: Language, carry: bool) -> Callable[[], bytes]:
    """What builds the workbook when it is asked for, in a thread that knows no session."""
    store, view = session.store(), at.view

    def build() -> bytes:
        with store.reader(view.scope, store.snapshot(view.snapshot_id)) as reader:
            recipient = find_recipient(reader, unit, date.today(), end, carry)
        file = BytesIO()
        write_template(file, recipient, language)
        return file.getvalue()

    return build


def receive(at: Here) -> None:
    """Upload, say who reports where the files do not, check."""
    frame.section(_("2. What came back"))
    most = st.get_option("server.maxUploadSize")
    files = uploader(_("Workbooks, CSV files or zips of them"), KINDS, most, "files", several=True)
    with st.expander(_("The files do not say who reports, or have faulty rows"), icon=":material/tune:"):
        name = at.names()[st.session_state["unit"]]
        unstated = st.checkbox(
            _("They are reported by {unit} for the period end above").format(unit=plain(name)), key="unstated"
        )
        skip = st.checkbox(_("Leave rows with errors out and bring in the rest"), key="skip bad rows")
    if st.button(_("Check"), key="check", type="primary", disabled=not files, icon=":material/fact_check:"):
        unit, end = (st.session_state["unit"], st.session_state["period end"]) if unstated else (None, None)
        sent = [Sent(file.name, file.getvalue(), unit, end, skip) for file in files or ()]
        uploads.keep(_check(at, sent))


def _check(at: Here, sent: list[Sent]) -> list[Checked]:
    found = []
    progress = st.progress(0.0)
    for number, file in enumerate(sent):
        with st.status(plain(file.name)) as status:
            checked = uploads.check(session.store(), file, at.view.scope, session.author(), status.write)
            found.append(checked)
            status.update(state="complete" if checked.publishable else "error")
        progress.progress((number + 1) / len(sent))
    progress.empty()
    return found


def show(at: Here, checked: Checked, key: str) -> None:
    """What came of one file."""
    st.markdown(f"**{plain(checked.sent.name)}**")
    st.caption(_("SHA-256 {digest}").format(digest=checked.sent.digest))
    if checked.error is not None:
        st.error(say(checked.error.reason))
    elif checked.rehearsal is not None:
        show_verdict(at, checked, checked.rehearsal, key)
    decide(at, checked, key)


def show_verdict(at: Here, checked: Checked, rehearsal: Rehearsal, key: str) -> None:
    verdict = rehearsal.verdict
    if verdict.again:
        st.info(_("This very file was received before: nothing to do."))
        return
    if verdict.publishable:
        st.success(_("It can be published. See below what would change."))
    else:
        st.error(_("It cannot be published. Errors: {n}. Nothing was changed.").format(n=verdict.problems.errors))
    if verdict.notices:
        st.warning("\n".join(f"- {plain(say(notice))}" for notice in verdict.notices))
    _table(at, pictures.by_sheet(verdict, at.language), f"{key} sheets")
    if len(verdict.problems):
        show_problems(at, checked, rehearsal, key)
    if verdict.corrections:
        with st.expander(_("What was put right on the way in"), icon=":material/edit:"):
            _table(at, pictures.corrections(verdict, at.language), f"{key} corrections")
    show_changes(at, rehearsal, key)


def show_problems(at: Here, checked: Checked, rehearsal: Rehearsal, key: str) -> None:
    """By kind, then each at its cell, to be narrowed and sorted; and the clerk's own workbook, marked."""
    problems = rehearsal.verdict.problems
    strong(_("What is to be mended"))
    if uploads.is_workbook(checked.sent):
        _marked_workbook(at, checked, key)
    _table(at, pictures.grouped(problems, at.language), f"{key} groups")
    with st.expander(_("Every problem at its cell"), icon=":material/table:"):
        sheets = {"": _("All sheets")} | {p.sheet or p.file: p.sheet or p.file for p in problems.listed}
        rules = {"": _("All rules")} | dict(pictures.rules_of(problems, at.language))
        places = filters.bar(2, 4)
        sheet = places[0].selectbox(_("Sheet"), list(sheets), format_func=sheets.__getitem__, key=f"{key} of sheet")
        rule = places[1].selectbox(_("Rule"), list(rules), format_func=rules.__getitem__, key=f"{key} of rule")
        _table(at, pictures.listed(problems, sheet, rule, at.language), f"{key} problems")
        if len(problems) > len(problems.listed):
            st.caption(
                _("Of each rule the first {n} are listed, of {all} in all.").format(
                    n=format_count(LISTED_PER_RULE, at.language), all=format_count(len(problems), at.language)
                )
            )


def _marked_workbook(at: Here, checked: Checked, key: str) -> None:
    assert checked.rehearsal is not None
    sent, problems, language = checked.sent, checked.rehearsal.verdict.problems.listed, at.language
    st.download_button(
        _("The workbook back, with the bad cells marked"),
        lambda: uploads.marked(sent, problems, language),
        _("marked") + f" {sent.name}",
        tables.XLSX,
        key=f"{key} marked",
        on_click="ignore",
        icon=":material/format_color_fill:",
        help=_("Each bad cell is coloured and has a comment; nothing else is touched."),
    )


def show_changes(at: Here, rehearsal: Rehearsal, key: str) -> None:
    """The rehearsal: what would be different from now."""
    revision = rehearsal.revision
    if revision is None:
        return
    names = at.names()
    strong(_("What publishing it would change"))
    lines = revision_lines(revision, lambda unit: names.get(unit, unit), reporters(rehearsal))
    st.markdown("\n".join(f"- {plain(say(line))}" for line in lines))
    cases = rehearsal.new_signs.to_pylist() if rehearsal.new_signs is not None else []
    bands = {band.id: band.title for band in structure_of(session.store().home).bands}
    found = [
        pictures.places_changed(revision, bands, names, at.language),
        pictures.values_changed(revision, names, at.language),
        pictures.rows_changed(revision, names, at.language),
        pictures.new_signs(cases, names, at.language),
    ]
    shown = [sheet for sheet in found if len(sheet.frame)]
    if shown:
        titles = [f"{plain(say(sheet.title))} ({len(sheet.frame)})" for sheet in shown]
        for tab, sheet in zip(st.tabs(titles), shown, strict=True):
            with tab:
                _table(at, sheet, f"{key} {sheet.title.en}")
                if len(sheet.frame) == pictures.MOST_LISTED:
                    say_cut(pictures.MOST_LISTED, at)


def say_cut(most: int, at: Here) -> None:
    st.caption(_("Only the first {n} are listed; all are counted above.").format(n=format_count(most, at.language)))


def decide(at: Here, checked: Checked, key: str) -> None:
    """Publish or discard."""
    with st.container(horizontal=True):
        fit = checked.publishable
        wanted = fit and st.button(_("Publish"), key=f"{key} publish", type="primary", icon=":material/publish:")
        gone = st.button(_("Discard"), key=f"{key} discard", icon=":material/delete:")
    if wanted:
        publish(at, checked)
    elif gone:
        uploads.keep([other for other in uploads.kept() if other is not checked])
        st.rerun()


def publish(at: Here, checked: Checked) -> None:
    assert checked.rehearsal is not None
    identity.demand(Role.STEWARD, "import")
    if session.store().current().id != checked.rehearsal.parent:
        st.warning(_("Somebody else has published since this was checked. Check it again, so that you see its effect."))
        return
    with st.status(_("Publishing …")) as status:
        try:
            snapshot = uploads.publish(session.store(), checked.sent, at.view.scope, session.author(), status.write)
        except DataError as error:
            frame.explain(error)
            return
    uploads.keep([other for other in uploads.kept() if other is not checked])
    if snapshot is not None:
        moment = datetime.now().strftime("%H:%M:%S")
        said = _("{file} is published ({moment}, {snapshot}): everybody sees the new figures now.")
        st.session_state[_DONE] = said.format(file=checked.sent.name, moment=moment, snapshot=snapshot.id)
    st.rerun()


def strong(words: str) -> None:
    st.markdown(f"**{plain(words)}**")


def _table(at: Here, sheet: Sheet, key: str) -> None:
    tables.show(at, sheet, {}, None, key, opened=True)


page()
