"""Reading a package: every cell with its place, staged in a database, screened, and its reporter made out.

with read_package(Path("t.xlsx")) as package:
    verdict = judge(package, store.current().path, now)
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path

from data.errors import DataError
from data.intake.gather import Gathered, gather, open_staging
from data.intake.limits import SHIPPED, Deadline, Limits
from data.intake.package import Package, Submission
from data.intake.problems import Correction
from data.intake.reporting import demand_layout, make_out
from data.intake.sources import find_members, hash_file, hash_source
from data.intake.stage import remark_on, store_raw, store_submissions
from data.intake.statement import Caller
from data.schema import TABLES
from data.storage import storage_faults


def read_package(
    path: Path | str,
    unit: str | None = None,
    period_end: date | None = None,
    founding: bool = False,
    limits: Limits = SHIPPED,
) -> Package:
    """Read a workbook, CSV file, Parquet file, or a folder or zip of them.

    `unit` and `period_end` say who reports where the package does not. A `founding` package starts a store: where it
    states no reporter it is the list of units, and its topmost unit reports. Close the package after use. Raises
    `DataError` if the file cannot be read, is beyond the `limits`, holds none of the tables, or does not say who
    reports.
    """
    source = Path(path)
    with storage_faults(tempfile.gettempdir()):
        workspace = Path(tempfile.mkdtemp(prefix="touyan-intake-"))
        try:
            return _read(source, workspace, unit, period_end, founding, limits)
        except BaseException:
            shutil.rmtree(workspace, ignore_errors=True)
            raise


def _read(
    source: Path, workspace: Path, unit: str | None, period_end: date | None, founding: bool, limits: Limits
) -> Package:
    deadline = Deadline(limits.seconds)
    members = find_members(source, workspace, limits)
    files = {member.name: hash_file(member.path) for member in members}
    digest = hash_source(source, files)
    connection = open_staging(workspace, sum(member.path.stat().st_size for member in members), limits)
    try:
        gathered = gather(connection, members, TABLES["org_unit"] if founding else None, limits, deadline)
        caller = Caller(unit, period_end, gathered.marks.template_version, digest)
        submissions = _made_out(gathered, caller, founding, str(source))
        demand_layout(gathered, submissions, source.name)
        store_submissions(connection, submissions)
        remarks = _stage(gathered, submissions)
        gathered.faults.store(connection)
    except BaseException:
        connection.close()
        raise
    parts = tuple(sheet.part for sheet in gathered.sheets)
    return Package(
        source,
        connection,
        workspace,
        files,
        digest,
        gathered.marks.synthetic,
        parts,
        tuple(submissions),
        tuple(remarks),
        gathered.refused,
        deadline,
    )


def _made_out(gathered: Gathered, caller: Caller, founding: bool, place: str) -> list[Submission]:
    """The submissions; of a file that is refused for personal details as far as they can be made out."""
    try:
        return make_out(gathered, caller, founding, place)
    except DataError:
        if gathered.refused:
            return []
        raise


def _stage(gathered: Gathered, submissions: list[Submission]) -> list[Correction]:
    """Lay `raw.<table>` over the sheets that are reported; what was left out or filled in of them."""
    remarks = list(gathered.remarks)
    for name in dict.fromkeys(submission.sheet for submission in submissions):
        sheets = [sheet for sheet in gathered.records if sheet.table.name == name]
        for sheet in sheets:
            remarks += remark_on(gathered.connection, sheet)
        if sheets:
            store_raw(gathered.connection, TABLES[name], sheets, submissions)
    return remarks
