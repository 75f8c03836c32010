"""What the pages of the building blocks cost: script time cold and warm, and bytes to the browser."""

import json
from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.bench.table import Table

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("secretaries", "members", "affairs_workers")
RUNS = 12


def block_pages(table: Table) -> None:
    """A page is cold when nothing of it is kept, as after an import; the county is the largest it shows."""
    for name in PAGES:
        at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        at.run()
        at.switch_page(f"pages/blocks/{name}.py")
        assert not at.run().exception, at.exception

        def cold(at=at):
            st.cache_data.clear()
            st.cache_resource.clear()
            assert not at.run().exception

        table.spread(f"page blocks/{name}, cold script", cold, runs=RUNS, budget="p95 < 300 ms")
        table.add(f"page blocks/{name}, to the browser", f"{_bytes(at) / 1e6:.2f} MB", "< 1 MB")


def _bytes(at: AppTest) -> int:
    """What the elements of the page weigh as they are sent."""
    return sum(_weight(node) for node in _nodes(at.main))


def _nodes(node):
    yield node
    for child in getattr(node, "children", {}).values():
        yield from _nodes(child)


def _weight(node) -> int:
    proto = getattr(node, "proto", None)
    return proto.ByteSize() if hasattr(proto, "ByteSize") else len(json.dumps(str(proto)))
