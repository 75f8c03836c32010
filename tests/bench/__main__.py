"""`make bench`: what the work costs on this machine, beside its budget.

A part is a module of this folder with `measure(table, home)`: laid beside the others, it is measured with them, in a
process of its own. `python -m tests.bench PART...` measures some; `--home` takes a home with a store, else the sample
county is made.
"""

import argparse
import importlib
import logging
import os
import pkgutil
import subprocess
import sys
import tempfile
from pathlib import Path

from streamlit.logger import set_log_level

from data.home import Home
from tests import bench
from tests.bench.table import HEADING, Table

ROOT = Path(__file__).resolve().parents[2]
FIRST = "county"
"""Makes the county that the others are measured on."""
BARE = "streamlit.runtime.scriptrunner_utils.script_run_context"
"""Warns of every AppTest made, which has no session yet; its level is set anew with each."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help=f"some of: {', '.join(parts())}")
    parser.add_argument("--home", type=Path, help="a home with a store")
    parser.add_argument("--here", action="store_true", help="in this process, without a heading")
    asked = parser.parse_args()
    if asked.here:
        set_log_level("ERROR")
        logging.getLogger(BARE).disabled = True
        for name in asked.parts:
            importlib.import_module(f"tests.bench.{name}").measure(Table(), Home(asked.home))
        return 0
    print(f"{os.cpu_count()} cores, {len(os.sched_getaffinity(0))} of them ours; load {os.getloadavg()[0]:.1f}")
    print(HEADING, flush=True)
    with tempfile.TemporaryDirectory(prefix="touyan-bench-") as folder:
        wanted = asked.parts or parts()
        first = [] if asked.home or FIRST in wanted else [FIRST]
        failed = [name for name in [*first, *wanted] if not measured(name, asked.home or Path(folder))]
    for name in failed:
        print(f"The part {name} broke off.", file=sys.stderr)
    return 1 if failed else 0


def parts() -> list[str]:
    """The modules that measure something, the county's before the others."""
    here = Path(bench.__path__[0])
    names = [found.name for found in pkgutil.iter_modules(bench.__path__)]
    found = [name for name in names if "\ndef measure(table: Table, home: Home)" in (here / f"{name}.py").read_text()]
    return sorted(found, key=lambda name: (name != FIRST, name))


def measured(name: str, home: Path) -> bool:
    """Whether a part went through, in a process of its own."""
    command = [sys.executable, "-m", "tests.bench", "--here", "--home", str(home), name]
    environment = os.environ | {"TOUYAN_HOME": str(home)}
    return subprocess.run(command, cwd=ROOT, env=environment).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
