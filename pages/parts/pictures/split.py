"""One indicator of a unit by class, for those who see small cells; made once for a view and kept."""

from __future__ import annotations

from analytics.catalogue.breakdowns import BREAKDOWNS
from analytics.catalogue.kinds import Indicator
from analytics.catalogue.splits import MEANINGS, SPLITS, classes_of, split_of
from analytics.disclosure import disclosed_by_class, sees_small_cells
from analytics.exports.shape import BY, CLASS, CLASS_NAME
from data.text import Language, Text
from pages.parts import columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Sheet
from pages.parts.session import View
from pages.parts.units import VILLAGE, Unit

CLASSES = Text("Classes", "按类别细分")


def offered(view: View, indicator: Indicator, unit: Unit) -> list[str]:
    """The breakdowns of the indicator by name, where this reader may have them for the unit: inside the own scope, and
    where records are kept."""
    units, own = session.units(view), view.scope.unit
    inside = own is None or own in {unit.id, *(found.id for found in units.above(unit.id))}
    kept = unit.level == VILLAGE or any(found.level == VILLAGE for found in units.by_id.values())
    if not (inside and kept and sees_small_cells(view.scope)):
        return []
    return [name for name, found in BREAKDOWNS.items() if found in SPLITS and split_of(indicator, found)]


@keep(MOST_KEPT)
def classes(view: View, key: str, unit_id: str, period_id: str, by: str, language: Language) -> Sheet:
    """A row a class; the cover says what they add up to."""
    indicator, breakdown = session.indicators(view)[key], BREAKDOWNS[by]
    split, names = split_of(indicator, breakdown), classes_of(breakdown)
    assert split is not None
    with session.reader(session.narrowed(view, unit_id)) as reader:
        cells = disclosed_by_class(reader, [key], [unit_id], [period_id], breakdown)
    rows = cells.assign(
        by=by,
        name=session.names(view, language)[unit_id],
        class_name=[names[code].in_language(language) for code in cells["class"]],
    )
    shape = (
        *(columns.UNIT, columns.UNIT_CODE, BY, CLASS, CLASS_NAME, *columns.values(indicator), columns.STATE),
        *columns.SUMS,
    )
    return Sheet(CLASSES, shape, rows, (indicator,), language, MEANINGS[split.code])
