"""The same records in every form that an office may send."""

import zipfile

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from data.schema import TABLES

from . import world as w


def columns_of(table, rows):
    """The declared columns of a table and whatever else its rows hold."""
    declared = [column.name for column in table.columns] if table else []
    return list(dict.fromkeys([*declared, *(field for row in rows for field in row)]))


def write_xlsx(path, tables, headings="zh", titles="zh", number_types=False):
    """A workbook with one sheet a table; with `number_types` numbers are typed as numbers."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in tables.items():
            table = TABLES.get(name)
            title = name if titles == "name" or not table else table.title.in_language(titles)
            sheet = book.add_worksheet(title)
            columns = columns_of(table, rows)
            sheet.write_row(0, 0, [w.heading(name, column, headings) for column in columns])
            for number, row in enumerate(rows, 1):
                for position, column in enumerate(columns):
                    cell = row.get(column, "")
                    is_number = (
                        number_types and table and table.column[column].type not in ("VARCHAR", "DATE", "BOOLEAN")
                    )
                    if is_number and cell:
                        sheet.write_number(number, position, float(cell))
                    else:
                        sheet.write_string(number, position, str(cell))
    return path


def write_parquet(folder, tables):
    """A folder of Parquet files in the declared types."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        table = TABLES.get(name)
        columns = columns_of(table, rows)
        texts = pa.table({c: pa.array([row.get(c) or None for row in rows], pa.string()) for c in columns})
        types = {c.name: c.type for c in table.columns} if table else {"period_end": "DATE"}
        casts = ", ".join(f"CAST({c} AS {types.get(c, 'VARCHAR')}) AS {c}" for c in columns)
        with duckdb.connect() as connection:
            connection.register("texts", texts)
            pq.write_table(connection.sql(f"SELECT {casts} FROM texts").to_arrow_table(), folder / f"{name}.parquet")
    return folder


def zip_folder(folder, path, names_in_gbk=False):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    return path
