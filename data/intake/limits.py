"""What a file may ask of this machine; more is refused with its reason."""

MAX_UNCOMPRESSED_BYTES = 1 << 30  # of a workbook or zip, unpacked
MAX_FILES = 10_000  # in a folder or zip
MAX_CSV_FIELD = 1 << 20  # characters in one cell
STAGING_MEMORY = "6GB"  # DuckDB spills to a temporary folder beyond it
STAGED_ON_DISK_BYTES = 200 << 20  # packages larger than this are staged in a temporary file
LISTED_PER_RULE = 1000  # problems shown of one rule; all are counted
LISTED_GROUPS = 500
HEADING_ROWS = 10  # the headings are looked for in the first rows of a sheet
