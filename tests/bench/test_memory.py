"""An hour of fifty people leaves a server's memory as it was once they were all in."""

import argparse
import os
import subprocess
import sys

import pytest

from tests.bench.people import ROOT, run
from tests.bench.table import Table

MINUTES = float(os.environ.get("TOUYAN_SOAK_MINUTES", "60"))


@pytest.mark.soak
def test_memory_stays_flat_while_fifty_people_work_for_an_hour(tmp_path):
    home = tmp_path / "home"
    environment = os.environ | {"TOUYAN_HOME": str(home)}
    subprocess.run([sys.executable, "manage.py", "sample"], cwd=ROOT, env=environment, check=True)
    held = run(home, argparse.Namespace(people=[], seconds=0, choices=4, soak=MINUTES), tmp_path, Table())
    begun, ended = (sum(part) / len(part) for part in (held[1:4], held[-3:]))
    assert ended < 1.1 * begun, held
