"""The table behind a picture, and the pair of files that hold exactly it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import streamlit as st

from analytics.exports import Column, ExportTable, file_name, provenance, to_csv, to_xlsx
from analytics.words import format_period
from data.version import CODE_VERSION
from pages.parts import columns, identity
from pages.parts.here import Here
from pages.parts.pictures import Sheet
from pages.parts.words import _

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TALLEST, MOST_ROWS = 430, 11
ROW = 34


def show(
    here: Here, sheet: Sheet, choice: Mapping[str, str], period_id: str | None, key: str, opened: bool = False
) -> None:
    """The table, folded away unless `opened`, with its downloads; `choice` says in words what was asked for. A table
    that is of no period has none."""
    place = st.container() if opened else st.expander(_("The table behind the picture"), icon=":material/table:")
    with place:
        st.dataframe(
            sheet.screen,
            column_config={column.key: _look(column, sheet) for column in sheet.shape},
            hide_index=True,
            row_height=ROW,
            height="content" if sheet.screen.num_rows <= MOST_ROWS else TALLEST,
            key=f"{key} table",
        )
        _downloads(here, sheet, choice, period_id, key)


def _look(column: Column, sheet: Sheet) -> Any:
    heading = column.heading_in(sheet.language)
    if column.kind in ("number", "percent"):
        return st.column_config.NumberColumn(heading, format=f"%.{column.decimals}f")
    if column.kind == "integer":
        return st.column_config.NumberColumn(heading, format="%d")
    if column.kind == "date":
        return st.column_config.DateColumn(heading, format="YYYY-MM-DD")
    return st.column_config.TextColumn(heading)


def _downloads(here: Here, sheet: Sheet, choice: Mapping[str, str], period_id: str | None, key: str) -> None:
    """Both buttons; a file is built when it is asked for, in a thread that knows no session: all it needs is bound."""
    language = here.language
    table = _export(here, sheet, choice, period_id)
    name = [sheet.title.in_language(language), *choice.values(), period_id or "", here.info.id]
    said = {"table": sheet.title.en, "choice": dict(choice), "period": period_id, "rows": len(sheet.frame)}
    workbook = identity.recorded(lambda: to_xlsx(table(), language), said | {"file": "xlsx"})
    text = identity.recorded(lambda: to_csv(table(), language), said | {"file": "csv"})
    with st.container(horizontal=True):
        _button(_("Excel workbook"), workbook, file_name(name, "xlsx"), XLSX, f"{key} xlsx")
        _button("CSV", text, file_name(name, "csv"), "text/csv", f"{key} csv")


def _export(here: Here, sheet: Sheet, choice: Mapping[str, str], period_id: str | None) -> Callable[[], ExportTable]:
    """What to call for the table to save: the rows on screen behind a cover that says where they come from."""
    language, scope = here.language, _scope(here)
    period = format_period(period_id, language, here.periods[period_id].provisional) if period_id else "—"
    filters = " · ".join(f"{name}: {value}" for name, value in choice.items())

    def table() -> ExportTable:
        cover = provenance(
            language,
            filters=filters,
            scope=scope,
            period=period,
            snapshot_id=here.info.id,
            data_as_of=here.as_of,
            code_version=CODE_VERSION,
            generated_at=datetime.now(),
            synthetic=here.info.synthetic,
            said=sheet.said.in_language(language) if sheet.said else "",
        )
        defined = columns.definitions(sheet.indicators, language)
        return ExportTable(sheet.title, sheet.shape, sheet.frame, cover, defined, columns.DEFINED if defined else ())

    return table


def _button(label: str, build: Callable[[], bytes], name: str, mime: str, key: str) -> None:
    st.download_button(
        label, build, name, mime, key=key, on_click="ignore", icon=":material/download:", help=_("Exactly this table")
    )


def _scope(here: Here) -> str:
    unit = here.view.scope.unit
    return _("All units") if unit is None else here.names()[unit]
