"""What a package says of itself: the template's hidden sheet, or `package.json` beside the files."""

from __future__ import annotations

import json
from dataclasses import dataclass

from data.errors import DataError
from data.intake.grids import Grid
from data.intake.sources import ABOUT, Member
from data.text import Text

ABOUT_SHEET = "_touyan"  # hidden: what a template was made for
CHOICES_SHEET = "_choices"  # hidden: the lists behind the drop-downs
UNITS_SHEET = "单位代码 Units"
GUIDE_SHEET = "填表说明 How to fill in"
PERSONS_SHEET = "人员编码 Persons"
KNOWN_SHEETS = {"post_term": "任职编码 Terms", "talent": "人才编码 Talents", "training_event": "班次编码 Trainings"}
OUR_SHEETS = {ABOUT_SHEET, CHOICES_SHEET, UNITS_SHEET, GUIDE_SHEET, PERSONS_SHEET, *KNOWN_SHEETS.values()}


@dataclass(frozen=True, slots=True)
class Marks:
    """The version of the template and whether the data are invented, as far as the package says."""

    template_version: str | None = None
    synthetic: bool = False

    def with_grid(self, grid: Grid) -> Marks:
        """These marks and those of a template's hidden sheet."""
        said = dict(zip(grid.columns[0], grid.columns[1], strict=True)) if len(grid.columns) > 1 else {}
        return self._with(said.get("template_version"), (said.get("synthetic") or "").lower() in {"true", "1"})

    def with_file(self, member: Member) -> Marks:
        """These marks and those of a `package.json`."""
        try:
            said = json.loads(member.path.read_bytes())
        except ValueError as error:
            raise DataError(NO_JSON, member.name) from error
        if not isinstance(said, dict):
            raise DataError(NO_JSON, member.name)
        version = said.get("template_version")
        return self._with(None if version is None else str(version), said.get("synthetic") is True)

    def _with(self, version: str | None, synthetic: bool) -> Marks:
        return Marks(version or self.template_version, synthetic or self.synthetic)


NO_JSON = Text(f"{ABOUT} is not a JSON object.", f"{ABOUT} 不是有效的 JSON 对象。")
