"""The records of a small hand-made county as a reader of its snapshot sees them."""

import pytest

from tests.unit.cube.conftest import county  # noqa: F401


class CountyReader:
    """Answers questions about the county as `data.store.Reader` does."""

    def __init__(self, connection):
        self._connection = connection

    def table(self, sql, **parameters):
        return self._connection.sql(sql, params=parameters or None).to_arrow_table()


@pytest.fixture
def ask(county):  # noqa: F811
    """Build the county and ask a question of it: `ask(question, unit, period)`."""

    def ask(question, *arguments):
        county.build()
        return question(CountyReader(county.connection), *arguments)

    return ask
