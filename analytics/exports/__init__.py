"""Files to take away: complete, saying where they come from, agreeing with the screen to the last digit."""

from analytics.exports.csv import to_csv
from analytics.exports.table import Column, ExportTable, file_name, provenance
from analytics.exports.xlsx import to_xlsx

__all__ = ["Column", "ExportTable", "file_name", "provenance", "to_csv", "to_xlsx"]
