"""What every page of the menu costs: script time cold and warm, and bytes to the browser.

Cold, nothing of the snapshot is kept but the opened store and the index's simulation, which is measured by itself:
as for the first who asks. Warm, the same person asks the same again.
"""

import json
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.home import Home
from data.store import Store
from pages.parts import strength
from pages.parts.server import settle
from tests.bench.table import Table

ROOT = Path(__file__).resolve().parents[2]
COLD, WARM, MOST_BYTES = 0.3, 0.03, 1.0
CITED = "meeting_attendance_rate"
ALSO = {
    "compare": [{"shown": "spine"}, {"shown": "spine", "against": "peers"}],
    "county": [{"unit": "{township}"}],
    "explorer": [{"indicator": "three_meetings_compliance"}],
    "four_teams": [{"period": "{quarter}"}],
    "funnel": [{"indicator": CITED, "level": "village"}],
    "indicator": [{"indicator": CITED, "unit": "{village}"}],
    "league_table": [
        {"indicator": CITED, "level": "village"},
        {"indicator": CITED, "level": "village", "values": "on"},
    ],
    "map": [{"indicator": CITED, "level": "village"}, {"indicator": CITED, "level": "township"}],
    "profile": [{"unit": "{township}"}, {"unit": "{village}"}],
    "talent": [{"period": "{quarter}"}],
    "trends": [{"indicator": CITED, "period": "{quarter}", "unit": "{village}", "flags": "many"}],
}
"""What is asked of a page besides what it shows when it is opened."""


def measure(table: Table, home: Home) -> None:
    settle()
    places = places_of(home)
    for page in pages():
        for asked in [{}, *ALSO.get(page.stem, [])]:
            measure_page(table, page, {key: value.format(**places) for key, value in asked.items()})


def pages() -> list[Path]:
    """The files of all pages."""
    found = sorted((ROOT / "pages").glob("*/*.py"))
    return [page for page in found if page.parent.name != "parts" and page.name != "__init__.py"]


def measure_page(table: Table, page: Path, asked: dict[str, str]) -> None:
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    at = at.switch_page(str(page.relative_to(ROOT)))
    at.query_params.update(asked)
    name = f"page {page.parent.name}/{page.stem}"
    said = " ".join(value for key, value in asked.items() if key != "indicator" or len(asked) == 1)

    def run() -> None:
        assert not at.run().exception, at.exception

    run()
    table.spread(f"{name}, cold", run, size=said, budget=COLD, before=forget)
    run()
    table.spread(f"{name}, warm", run, size=said, budget=WARM, of="processor")
    table.add(f"{name}, to the browser", weight(at.main) / 1e6, unit="MB", size=said, budget=MOST_BYTES)


def forget() -> None:
    """Empty all that pages keep, but not the store nor the index."""
    spared = strength.strength, strength.field
    for name, module in list(sys.modules.items()):
        if name.startswith("pages."):
            for kept in vars(module).values():
                if hasattr(kept, "clear") and hasattr(kept, "__wrapped__") and kept not in spared:
                    kept.clear()


def places_of(home: Home) -> dict[str, str]:
    """A township, a village and the newest whole quarter of a store."""
    store = Store(home)
    with store.reader() as reader:
        units = "SELECT min(org_unit_id) FROM org_unit WHERE level = $level AND valid_to IS NULL"
        found = {level: reader.table(units, level=level).column(0).to_pylist()[0] for level in ("township", "village")}
        quarters = "SELECT max(period_id) FROM period WHERE kind = 'quarter' AND NOT provisional"
        quarter = reader.table(quarters).column(0).to_pylist()[0]
    store.close()
    return {**found, "quarter": quarter}


def weight(node) -> int:
    """Bytes of all elements below a block of the page."""
    children = getattr(node, "children", {}).values()
    if children:
        return sum(weight(child) for child in children)
    proto = getattr(node, "proto", None)
    return proto.ByteSize() if hasattr(proto, "ByteSize") else len(json.dumps(str(proto)))
