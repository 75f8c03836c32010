"""The clerk's own workbook back: bad cells coloured, a comment in each, nothing else touched.

The workbook is edited as the zip of XML that it is: every part that needs no change keeps its bytes, macros, pictures,
formats and sheets that we do not read included.
"""

from data.intake.marking.mark import mark_workbook

__all__ = ["mark_workbook"]
