"""A published sample county, and the workbooks that it refuses."""

import shutil
from datetime import datetime

import pytest

from analytics import refresh
from data.home import Home
from data.sample import lay_together, write_faulty, write_sample
from data.store import Store

NOW = datetime(2026, 8, 5)


@pytest.fixture(scope="session")
def county(tmp_path_factory):
    folder = tmp_path_factory.mktemp("county")
    store = Store(Home(folder / "home"))
    written = write_sample(folder / "packages", villages=30, years=1)
    sending = refresh.Sending(lay_together(written.packages, folder / "together"), "test")
    assert refresh.initialise(store, sending, NOW).snapshot
    yield store
    store.close()


@pytest.fixture
def own_county(county, tmp_path):
    """A copy of the county to publish into."""
    store = Store(Home(shutil.copytree(county.home.root, tmp_path / "home")))
    yield store
    store.close()


@pytest.fixture(scope="session")
def workbooks(county, tmp_path_factory):
    with county.reader() as reader:
        return write_faulty(reader, tmp_path_factory.mktemp("faulty"))
