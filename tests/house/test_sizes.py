"""Small is normal: a file tells one story, a function does one thing."""

import pytest

from .source import functions, name, product_files

FILE_LINES = 300
FUNCTION_LINES = 60
LISTS = {"data/tables/enumerations.py"}  # a list of labels, not a story


@pytest.mark.parametrize("path", product_files(), ids=name)
def test_a_file_tells_one_story(path):
    if name(path) not in LISTS:
        assert len(path.read_text("utf-8").splitlines()) <= FILE_LINES


@pytest.mark.parametrize("path", product_files(), ids=name)
def test_a_function_does_one_thing(path):
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions(path)}
    assert {n: lines for n, lines in long.items() if lines > FUNCTION_LINES} == {}
