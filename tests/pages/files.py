"""The words of a file that was saved, whatever its kind."""

import io
import re
import subprocess
import zipfile
from html import unescape

import pyarrow.parquet as parquet


def words_of(content, kind):
    """All text that stands in a workbook, CSV, Parquet file, data package or PDF."""
    if kind == "parquet":
        table = parquet.read_table(io.BytesIO(content))
        return f"{table.schema.metadata} {table.schema.names} {table.to_pylist()}"
    if kind == "pdf":
        asked = ["pdftotext", "-layout", "-", "-"]
        return re.sub(r"\s+", "", subprocess.run(asked, input=content, capture_output=True, check=True).stdout.decode())
    if kind in ("xlsx", "zip", "package"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return " ".join(
                words_of(parts.read(name), "parquet" if name.endswith("parquet") else "text") + name
                for name in parts.namelist()
            )
    return unescape(content.decode("utf-8", "replace"))
