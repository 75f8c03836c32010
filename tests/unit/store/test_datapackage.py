"""The declaration as others read it."""

import warnings

from data.datapackage import DESCRIPTOR, data_dictionary, write_datapackage
from data.schema import ENUMERATIONS, TABLES

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from frictionless import Package, Resource, Schema


def test_an_independent_reader_accepts_the_descriptor_and_finds_every_table(tmp_path):
    write_datapackage(tmp_path)
    package = Package.from_descriptor(str(tmp_path / DESCRIPTOR))
    assert {resource.name for resource in package.resources} == {*TABLES, "submission"}


def test_an_independent_reader_finds_the_cells_that_break_the_schema(tmp_path):
    write_datapackage(tmp_path)
    schema = Package.from_descriptor(str(tmp_path / DESCRIPTOR)).get_resource("person").schema.to_descriptor()
    (tmp_path / "person.csv").write_text("person_id,sex,birth_year,education\na,m,1980,college\nb,x,soon,\n", "utf-8")
    schema["foreignKeys"] = []
    report = Resource(path="person.csv", basepath=str(tmp_path), schema=Schema.from_descriptor(schema)).validate()
    found = {(error.row_number, error.field_name) for error in report.tasks[0].errors}
    assert found == {(3, "sex"), (3, "birth_year")}


def test_the_dictionary_names_every_field_and_choice_in_both_languages():
    text = data_dictionary()
    for table in TABLES.values():
        for column in table.columns:
            assert f"`{column.name}` | {column.heading.en} | {column.heading.zh}" in text
    for enumeration in ENUMERATIONS.values():
        for code, label in enumeration.labels.items():
            assert f"| `{code}` | {label.en} | {label.zh} |" in text
