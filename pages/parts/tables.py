"""The table behind a picture, and the pair of files that hold exactly it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import streamlit as st

from analytics.exports import ExportTable, file_name, provenance, to_csv, to_xlsx
from analytics.exports.table import Origin
from analytics.words import format_period
from data.access import Role
from data.version import CODE_VERSION
from pages.parts import columns, session
from pages.parts.here import Here
from pages.parts.looks import NO_VALUE, look
from pages.parts.pictures import Sheet
from pages.parts.words import _

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TALLEST, MOST_ROWS = 430, 11
ROW = 34


def show(
    here: Here,
    sheet: Sheet,
    choice: Mapping[str, str],
    period_id: str | None,
    key: str,
    opened: bool = False,
    of: str = "",
) -> None:
    """The table, folded away unless `opened`, with its downloads; `choice` says in words what was asked for. A table
    that is of no period has none; `of` names the picture where the table does not stand right below it."""
    title = _("The table behind the picture: {name}").format(name=of) if of else _("The table behind the picture")
    place = st.container() if opened else st.expander(title, icon=":material/table:")
    with place:
        st.dataframe(
            sheet.screen,
            column_config={column.key: look(column, sheet.language) for column in sheet.shape},
            hide_index=True,
            row_height=ROW,
            placeholder=NO_VALUE,
            height="content" if sheet.screen.num_rows <= MOST_ROWS else TALLEST,
            key=f"{key} table",
        )
        _downloads(here, sheet, choice, period_id, key)


def _downloads(here: Here, sheet: Sheet, choice: Mapping[str, str], period_id: str | None, key: str) -> None:
    """Both buttons; a file is built when it is asked for, in a thread that knows no session: all it needs is bound."""
    language, internal, recorded = here.language, _internal(here, sheet), here.recorder
    table = _export(here, sheet, choice, period_id, internal)
    name = [sheet.title.in_language(language), *choice.values(), period_id or "", here.info.id]
    said = {"table": sheet.title.en, "choice": dict(choice), "period": period_id, "rows": len(sheet.frame)}
    workbook = recorded(lambda: to_xlsx(table(), language), said | {"file": "xlsx"})
    text = recorded(lambda: to_csv(table(), language), said | {"file": "csv"})
    names = [file_name(name, extension, internal) for extension in ("xlsx", "csv")]
    with st.container(horizontal=True):
        _button(_("Excel workbook"), workbook, names[0], XLSX, f"{key} xlsx")
        _button("CSV", text, names[1], "text/csv", f"{key} csv")


def _export(
    here: Here, sheet: Sheet, choice: Mapping[str, str], period_id: str | None, internal: bool
) -> Callable[[], ExportTable]:
    """What to call for the table to save: the rows on screen behind a cover that says where they come from."""
    language, scope = here.language, _scope(here)
    period = format_period(period_id, language, here.periods[period_id].provisional) if period_id else "—"
    filters = " · ".join(f"{name}: {value}" for name, value in choice.items())
    published = session.store().current().id
    origin = _origin(here, sheet, period_id)

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
            published=published,
        )
        defined = columns.definitions(sheet.indicators, language)
        heads = columns.DEFINED if defined else ()
        return ExportTable(sheet.title, sheet.shape, sheet.frame, cover, defined, heads, internal, origin, sheet.drawn)

    return table


def _origin(here: Here, sheet: Sheet, period_id: str | None) -> Origin:
    """What the file names so that it can be checked; period and indicator where its columns do not say them."""
    keys = {column.key for column in sheet.shape}
    period = "" if "period" in keys else period_id or ""
    only = sheet.indicators[0].code if len(sheet.indicators) == 1 and "code" not in keys else ""
    return Origin(here.info.id, "", here.view.scope.role.name.lower(), period, only)


def _internal(here: Here, sheet: Sheet) -> bool:
    """Whether the file must be marked: whoever saves it sees small cells of persons, and it holds some."""
    return here.view.scope.role >= Role.LEADER and sheet.has_small_cells(session.thresholds(here.view))


def _button(label: str, build: Callable[[], bytes], name: str, mime: str, key: str) -> None:
    st.download_button(
        label, build, name, mime, key=key, on_click="ignore", icon=":material/download:", help=_("Exactly this table")
    )


def _scope(here: Here) -> str:
    unit = here.view.scope.unit
    return _("All units") if unit is None else here.names()[unit]
