"""The Table Schema, held against an independent validator."""

import json

import frictionless
import pytest

from data.datapackage import data_dictionary, descriptor, write_datapackage
from data.schema import ENUMERATIONS, SUBMISSION, TABLES

from . import world as w


@pytest.fixture
def validate(tmp_path, monkeypatch):
    """Frictionless's errors in a world, as table, row and field."""

    def run(tables):
        w.write_csv(tmp_path, tables)
        (tmp_path / "submission.csv").write_text(",".join(column.name for column in SUBMISSION.columns) + "\n")
        write_datapackage(tmp_path)
        monkeypatch.chdir(tmp_path)
        report = frictionless.validate("datapackage.json")
        return {
            (task.name, error.row_number, getattr(error, "field_name", ""))
            for task in report.tasks
            for error in task.errors
        }

    return run


def test_the_small_world_is_valid(validate):
    assert validate(w.world()) == set()


def test_frictionless_and_our_rules_accuse_the_same_cells(validate, judged):
    tables = w.world()
    tables["meeting"][0].update(meeting_type="tea", meeting_date="2025-02-30", attended_n="-1", org_unit_id="")
    tables["unit_year"][0].update(star_rating="6", households="many")
    tables["member"][3]["stage"] = ""
    tables["org_unit"][5]["org_unit_id"] = "west"
    ours = {(p.table, p.row, p.field) for p in judged(tables).problems.listed if p.rule != "V-14"}
    assert ours == validate(tables) != set()


def test_every_table_field_and_choice_is_described():
    resources = {resource["name"]: resource["schema"] for resource in descriptor()["resources"]}
    assert list(resources) == [*TABLES, "submission"]
    for table in TABLES.values():
        assert [field["name"] for field in resources[table.name]["fields"]] == [c.name for c in table.columns]
        assert resources[table.name]["primaryKey"] == list(table.key)
    json.dumps(descriptor())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_dictionary_holds_every_field_and_choice(language):
    text = data_dictionary(language)
    for table in (*TABLES.values(), SUBMISSION):
        assert table.title.in_language(language) in text
        assert all(f"| `{column.name}` |" in text for column in table.columns)
    assert all(f"`{code}`" in text for enumeration in ENUMERATIONS.values() for code in enumeration.labels)
