"""No SQL from strings: what a person says goes in as a parameter, never into the text."""

import ast

import pytest

from .source import name, product_files, tree

ASKING = {"table", "execute", "executemany", "sql", "read_sql"}

# Where SQL is put together, from what: never from what people say.
REASONS = {
    "analytics/closer.py": "questions of facts/closer and the terms they name, both files of the program",
    "analytics/by_class.py": "declarations of the catalogue and files of facts/split",
    "analytics/cube.py": "the declarations of the catalogue",
    "analytics/cube_part.py": "names of the program's own tables",
    "analytics/engines/": "names of the program's own tables and files",
    "analytics/federation.py": "names of the program's own tables",
    "commands/snapshots.py": "names of the program's own tables",
    "data/changes.py": "declared tables and columns",
    "data/difference.py": "declared tables and columns, and paths with quotes doubled: ATTACH takes no parameter",
    "data/intake/": "names of declared tables and columns; a file's headings are matched to them first",
    "data/persons_by_unit.py": "names of declared tables",
    "data/publishing.py": "declared tables and columns",
    "data/quality/": "rules declared in the program",
    "data/queries/export_rows.py": "the names of the two tables of figures",
    "data/records.py": "declared tables and columns",
    "data/rollup.py": "names of the program's own tables",
    "data/sample/nation.py": "declared tables and columns, codes of the program's own, and paths with quotes doubled",
    "data/snapshot.py": "names of the program's own tables, and paths with quotes doubled: ATTACH takes no parameter",
    "data/opened.py": "a path with quotes doubled: ATTACH takes no parameter",
}


def put_together(node):
    """Whether an expression is a text put together of others."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        return True
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "join")


def asked_of_strings(path):
    for node in ast.walk(tree(path)):
        asks = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING
        if asks and node.args and put_together(node.args[0]):
            yield node.lineno


@pytest.mark.parametrize("path", product_files(), ids=name)
def test_sql_is_literal_or_its_making_is_declared(path):
    if not name(path).startswith(tuple(REASONS)):
        assert list(asked_of_strings(path)) == [], "SQL is literal and whole; values go in as $parameters"


def test_every_declared_exception_is_one():
    for exception in REASONS:
        files = [path for path in product_files() if name(path).startswith(exception)]
        assert files, exception


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('reader.table(f"SELECT {x}")', True),
        ('reader.table("SELECT " + x)', True),
        ('reader.table("SELECT {}".format(x))', True),
        ('reader.table("SELECT $x", x=x)', False),
        ("reader.table(SQL, x=x)", False),
    ],
)
def test_the_lint_finds_what_it_looks_for(source, found):
    call = ast.parse(source).body[0].value
    assert put_together(call.args[0]) == found
