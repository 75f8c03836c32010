"""`python -m pages.parts.server --server.port 8600`: `streamlit run dashboard.py`, without its old ways.

Streamlit takes a folder `pages/` beside the main script for its first, menu-less kind of app until `st.navigation` has
been called once in the process: the first visitor of a fresh process who follows a link to a page would read "Page not
found". Saying beforehand that the folder is ours leaves nothing to find out.
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from streamlit import get_option
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from data.audit import retire
from data.errors import DataError
from data.home import Home
from data.people import load_access
from pages.parts import binding, pictures

SECRETS = "secrets.toml"
"""What sign-in needs lies with the home's other settings; where it does not, in Streamlit's own place."""
DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard.py"


def serve(options: Sequence[str]) -> None:
    """Serve until stopped; `options` are those of `streamlit run`. Exits with 2 where it must not listen."""
    try:
        access = load_access(Home.default())
    except DataError as error:
        sys.exit(f"{error}")
    if reason := binding.refusal(access, binding.address_in(options, get_option("server.address"))):
        print(reason.en, reason.zh, sep="\n", file=sys.stderr)
        sys.exit(2)
    retire(Home.default(), access.kept_days, datetime.now(UTC))
    settle()
    PagesManager.uses_pages_directory = False
    secrets = Home.default().settings / SECRETS
    own = ["--secrets.files", str(secrets)] if secrets.exists() else []
    cli.main(args=["run", str(DASHBOARD), *own, *options], prog_name="streamlit")


def settle() -> None:
    """Load what pages stand on, and let the garbage collector leave it alone from then on: to walk it through takes
    0.15 s, in the midst of somebody's page."""
    for picture in iter_modules(pictures.__path__, f"{pictures.__name__}."):
        import_module(picture.name)
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # else the engine takes what is never collected for leaks, and lists it


if __name__ == "__main__":
    serve(sys.argv[1:])
