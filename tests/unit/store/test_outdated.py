"""A snapshot of an older version lacks tables and columns: what does not need them is answered, the rest says what to
do."""

import pytest

from data.errors import DataError

from .conftest import receive_units


def test_a_question_that_an_older_snapshot_cannot_answer_says_what_to_do(store, build):
    build(receive_units)
    with store.reader() as reader:
        assert reader.table("SELECT count(*) AS n FROM org_unit").to_pylist() == [{"n": 7}]
        with pytest.raises(DataError, match=r"manage\.py build"):
            reader.table("SELECT * FROM talent_stay")
        with pytest.raises(DataError, match=r"manage\.py build"):
            reader.table("SELECT a_column_of_tomorrow FROM org_unit")
