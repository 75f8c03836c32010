"""Which code, once changed, has what is withheld and the ranks worked out wholly anew."""

import subprocess
import sys
from pathlib import Path

from analytics import conclude

LOADED = """
import sys
from analytics import conclude
print(*(module.__file__ for name, module in sys.modules.items() if name.startswith("analytics.")))
"""


def test_all_code_that_is_loaded_to_conclude_counts():
    loaded = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout.split()
    assert {Path(name) for name in loaded} <= conclude.sources()


def test_a_chart_does_not():
    assert not [path for path in conclude.sources() if "charts" in path.parts]
