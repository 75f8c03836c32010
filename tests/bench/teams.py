"""What the pages of talent and of the assistance teams cost when nobody has asked before, and what they send."""

from streamlit.testing.v1 import AppTest

from tests.bench.table import Table
from tests.bench.time_and_pairs import BUDGET, ROOT, forget

PAGES = ("pages/blocks/talent.py", "pages/blocks/four_teams.py")
PERIODS = ("2025", "2025Q4")


def cold_pages(table: Table) -> None:
    """The county's year and quarter, all that answers, pictures and findings keep thrown away before."""
    for page in PAGES:
        for period in PERIODS:
            at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run().switch_page(page)
            at.query_params["period"] = period
            assert not at.run().exception, at.exception
            name = f"page {page.removeprefix('pages/').removesuffix('.py')}, the county in {period}"
            table.spread(f"{name}, cold script", at.run, budget=BUDGET, before=forget)
            table.add(f"{name}, sent to the browser", f"{sent(at.main) / 1e6:.2f} MB", "< 1 MB")


def sent(node) -> int:
    """Bytes of all elements below a block of the page."""
    children = getattr(node, "children", {}).values()
    own = 0 if children else node.proto.ByteSize() if hasattr(node.proto, "ByteSize") else 0
    return own + sum(sent(child) for child in children)
