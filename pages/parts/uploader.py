"""The field for files, in the reader's language: Streamlit's own has its words in English only.

What it shows is replaced by style (the page's text stays text); a browser test reads what is then seen.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.parts.words import _, language

NAME = "words of the uploader"
ZONE = '[data-testid="stFileUploaderDropzone"]'
REPLACED = """
{zone} > span button p, {zone} [data-testid="stFileUploaderDropzoneInstructions"] span,
{zone} > input + div:not([data-testid]) > span:only-child {{ font-size: 0; }}
{zone} > span button p::after {{ content: {button}; font-size: 0.9375rem; }}
{zone} > input + div:not([data-testid]) > span:only-child::after {{ content: {drop}; font-size: 1rem; }}
{zone} [data-testid="stFileUploaderDropzoneInstructions"] span::after {{ content: {limits}; font-size: 0.875rem; }}
"""


def uploader(label: str, kinds: Sequence[str], most_mb: int, key: str, several: bool = False) -> Any:
    """Streamlit's file_uploader for files of these kinds and at most that many MB each."""
    if language() != "en":
        kinds_named = "、".join(kind.upper() for kind in kinds)
        limits = _("Each at most {n} MB: {kinds}").format(n=most_mb, kinds=kinds_named)
        words = {"button": _("Choose files"), "drop": _("Drop the files here"), "limits": limits}
        css = REPLACED.format(zone=ZONE, **{name: json.dumps(said, ensure_ascii=False) for name, said in words.items()})
        st.components.v2.component(f"{NAME} {key}", css=css, isolate_styles=False)(key=f"{NAME} {key}")
    return st.file_uploader(label, kinds, accept_multiple_files=several, max_upload_size=most_mb, key=key)
