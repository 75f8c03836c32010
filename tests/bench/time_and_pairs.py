"""What the pages of courses and of pairs cost when nobody has asked before."""

import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.bench.table import Table

ROOT = Path(__file__).resolve().parents[2]
BUDGET = "p95 < 300 ms"
ASKED = {
    "trends, the county": ("pages/indicators/trends.py", {"indicator": "meeting_attendance_rate", "period": "2025Q4"}),
    "trends, a village": (
        "pages/indicators/trends.py",
        {"indicator": "meeting_attendance_rate", "period": "2025Q4", "unit": "{village}", "flags": "many"},
    ),
    "explorer, the county": ("pages/indicators/explorer.py", {"indicator": "three_meetings_compliance"}),
    "map of villages": ("pages/overview/map.py", {"indicator": "meeting_attendance_rate", "level": "village"}),
    "map of townships": ("pages/overview/map.py", {"indicator": "meeting_attendance_rate", "level": "township"}),
    "the source": ("pages/methods/source.py", {}),
}


def cold_pages(table: Table, village: str) -> None:
    """Each page once more and again, all that answers, pictures and findings keep thrown away before."""
    for name, (page, asked) in ASKED.items():
        at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
        at = at.switch_page(page)
        at.query_params.update({key: value.format(village=village) for key, value in asked.items()})
        assert not at.run().exception, at.exception
        table.spread(f"page {name}, cold script", at.run, budget=BUDGET, before=forget)


def forget() -> None:
    """Empty what the pages keep, but not the store, the units and the periods, which every page shares."""
    for name, module in list(sys.modules.items()):
        if name.startswith("pages.parts.") and name != "pages.parts.session":
            for kept in vars(module).values():
                if hasattr(kept, "clear") and hasattr(kept, "__wrapped__"):
                    kept.clear()
