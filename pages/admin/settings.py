"""The county's own settings: changed on screen, checked as they are typed, kept as files, each change in the log."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import streamlit as st

from analytics import refresh
from analytics.county_settings import SETTINGS, Setting, check_text, save_setting
from data.access import Role
from data.errors import DataError
from data.home import Home
from data.quality.due import load_due
from data.settings import differences, rewritten, settings_text
from pages.parts import filters, frame, identity, session, setting_forms
from pages.parts.here import Here, here
from pages.parts.words import _, plain, say

_DONE = "what was saved"


def page() -> None:
    at = here(even_empty=True)
    frame.heading(st, _("Settings"), at)
    _demand_whole_county()
    if done := st.session_state.pop(_DONE, ""):
        st.success(plain(done))
    titles = {name: say(setting.title) for name, setting in SETTINGS.items()}
    name = filters.option(st, "setting", _("What is to be set"), titles)
    setting = SETTINGS[name]
    st.markdown(plain(say(setting.says)))
    st.caption(plain(say(setting.counts_from)))
    text = settings_text(Home.default(), setting.file)
    content = _content(setting, text)
    if content is not None:
        _form(at, name, setting, text, content)
    if name == "disclosure":
        offer_to_compute_anew()
    _whole_file(setting, text, opened=content is None)


def _demand_whole_county() -> None:
    """These settings are everybody's: only an administrator of the whole store may change them."""
    identity.demand(Role.ADMINISTRATOR, "settings")
    if session.scope().unit is not None:
        frame.stop_kindly(
            _("These settings hold for everybody: only an administrator of the whole store changes them.")
        )


def _content(setting: Setting, text: str) -> Mapping[str, Any] | None:
    """What the file says; if it makes no sense the fault is told, and the file itself is to be mended below."""
    try:
        return check_text(setting, text)
    except DataError as error:
        frame.explain(error)
        st.markdown(_("The file makes no sense as it is. Mend it below."))
        return None


def _form(at: Here, name: str, setting: Setting, text: str, content: Mapping[str, Any]) -> None:
    with st.container(border=True):
        wanted = setting_forms.FORMS[name](at, content, _mark(text))
        offer(setting, content, rewritten(text, wanted), "form")
    if name == "targets":
        setting_forms.show_targets(at)
    elif name == "due":
        setting_forms.show_days(load_due(Home.default()))


def _whole_file(setting: Setting, text: str, opened: bool) -> None:
    """The file as it is, for whoever would rather write it, and where it has to be mended."""
    with st.expander(_("The file itself"), expanded=opened, icon=":material/draft:"):
        typed = st.text_area(
            _("settings/{file}").format(file=setting.file),
            text,
            height=240,
            key=f"text of {setting.file} {_mark(text)}",
        )
        before = _quietly(setting, text)
        offer(setting, before, typed, "file", same=typed == text)


def offer(setting: Setting, before: Mapping[str, Any], text: str, key: str, same: bool = False) -> None:
    """What would change, or what is wrong with it; and the button that writes it."""
    changes, fit = {}, True
    try:
        changes = differences(before, check_text(setting, text))
    except DataError as error:
        fit = False
        if not same:
            frame.explain(error)
    if fit and changes:
        lines = [_("{name}: {before} → {after}").format(name=name, before=_shown(was), after=_shown(now))
                 for name, (was, now) in changes.items()]  # fmt: skip
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))
    if st.button(_("Save"), key=f"save {key}", type="primary", icon=":material/save:", disabled=not fit or not changes):
        identity.demand(Role.ADMINISTRATOR, "change settings")
        saved = save_setting(Home.default(), setting, text, session.author())
        st.session_state[_DONE] = _("Saved: {n} changes in {title}.").format(n=len(saved), title=say(setting.title))
        st.rerun()


def offer_to_compute_anew() -> None:
    """Publish the same records under the thresholds as they are now."""
    st.markdown(_("The figures can be computed anew from the same records right now; nothing else changes by it."))
    if st.button(_("Compute anew and publish"), key="compute anew", icon=":material/calculate:"):
        identity.demand(Role.ADMINISTRATOR, "build")
        try:
            with st.status(_("Publishing …")) as status:
                snapshot = refresh.rebuild(session.store(), session.author(), status.write)
        except DataError as error:
            frame.explain(error)
            return
        st.session_state[_DONE] = _("Published: {snapshot}").format(snapshot=snapshot.id)
        st.rerun()


def _quietly(setting: Setting, text: str) -> Mapping[str, Any]:
    """What the text says, nothing if it makes no sense."""
    try:
        return check_text(setting, text)
    except DataError:
        return {}


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _shown(value: object) -> str:
    return "—" if value is None else str(value)


page()
