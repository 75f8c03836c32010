"""A county's GeoJSON of its units' boundaries: read, judged whole, made ready for the map; all faults at once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data.boundaries import words
from data.boundaries.judge import Boundaries, Judged, Located, doubts, judge
from data.boundaries.light import light
from data.boundaries.rings import Place, is_place
from data.errors import DataError
from data.text import Text

LARGEST = 64 * 2**20
MOST_LISTED = 20
KNOWN_SYSTEMS = ("CRS84", "4326", "4490")
CODE_FIELDS = ("org_unit_id", "code", "adcode", "区划代码", "乡镇代码", "XZQDM", "xzqdm", "CODE", "ADCODE", "id")


def read_boundaries(path: Path, units: Mapping[str, Located], code_field: str | None = None) -> Boundaries:
    """Shapes of the units that the file names by their codes; a `DataError` lists every fault there is.

    Codes stand in the feature's id or the property `code_field`, else in whichever property holds known ones; twelve
    digits that end in zeros are the shorter code. Rings may run either way round.
    """
    features = _features(path)
    _refuse_foreign(features, path)
    codes = _codes(features, units, code_field, path)
    judged = Judged()
    for place, (feature, code) in enumerate(zip(features, codes, strict=True), start=1):
        for fault in judge(feature, code, place, units, judged):
            where = words.WHERE.fill(n=place, code=code or "—")
            judged.faults.append(Text(where.en + fault.en, where.zh + fault.zh))
    if judged.faults:
        raise DataError(_listed(judged.faults), str(path))
    shapes, thinner = light(tuple(judged.shapes.values()))
    turned = [words.TURNED.fill(n=judged.turned)] if judged.turned else []
    return Boundaries(shapes, (*turned, *thinner, *doubts(judged.shapes, units)))


def _features(path: Path) -> list[Any]:
    if path.stat().st_size > LARGEST:
        raise DataError(words.TOO_LARGE, str(path))
    try:
        document = json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise DataError(words.NOT_TEXT, str(path)) from None
    except json.JSONDecodeError as error:
        raise DataError(words.NOT_JSON.fill(line=error.lineno, column=error.colno), str(path)) from None
    except RecursionError:
        raise DataError(words.NOT_COLLECTION, str(path)) from None
    if not isinstance(document, dict) or document.get("type") == "Topology":
        raise DataError(words.TOPOJSON if isinstance(document, dict) else words.NOT_COLLECTION, str(path))
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list) or not features:
        raise DataError(words.NOT_COLLECTION, str(path))
    _refuse_system(document.get("crs"), path)
    return [feature if isinstance(feature, dict) else {} for feature in features]


def _refuse_system(crs: Any, path: Path) -> None:
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if isinstance(name, str) and not name.endswith(KNOWN_SYSTEMS):
        raise DataError(words.FOREIGN.fill(name=name), str(path))


def _refuse_foreign(features: Sequence[dict[str, Any]], path: Path) -> None:
    """Metres, or latitude first: said once, not for every feature."""
    for feature in features:
        for x, y in _places(feature.get("geometry")):
            if abs(x) <= 90 and 90 < abs(y) <= 180:
                raise DataError(words.SWAPPED.fill(x=x, y=y), str(path))
            if not (abs(x) <= 180 and abs(y) <= 90):
                raise DataError(words.IN_METRES.fill(x=x, y=y), str(path))


def _places(geometry: Any) -> list[Place]:
    """Every pair of numbers in a geometry's coordinates, however deep."""
    found: list[Place] = []
    waiting: list[Any] = [geometry.get("coordinates")] if isinstance(geometry, dict) else []
    while waiting:
        part = waiting.pop()
        if is_place(part):
            found.append((part[0], part[1]))
        elif isinstance(part, list):
            waiting += part
    return found


def _codes(features: Sequence[dict[str, Any]], units: Mapping[str, Located], name: str | None, path: Path) -> list[str]:
    """The code of every feature, from the field that holds the most codes of units."""
    properties = [found if isinstance(found := feature.get("properties"), dict) else {} for feature in features]
    others = dict.fromkeys((*CODE_FIELDS, *(key for found in properties for key in found)))
    columns = {key: [_code(found.get(key), units) for found in properties] for key in ([name] if name else others)}
    if name is None:
        columns[""] = [_code(feature.get("id"), units) for feature in features]
    best = max(columns, key=lambda key: sum(code in units for code in columns[key]))
    if not any(code in units for code in columns[best]):
        raise DataError(words.NO_CODES, str(path))
    return columns[best]


def _code(value: Any, units: Mapping[str, Located]) -> str:
    """The value as a code; of the statistics office's twelve digits the part that a unit here has."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    shorter = (text[:length] for length in (9, 6, 4, 2) if len(text) == 12 and not text[length:].strip("0"))
    return text if text in units else next((code for code in shorter if code in units), text)


def _listed(faults: Sequence[Text]) -> Text:
    """How many faults there are, and the first of them, a line each."""
    shown = [words.MANY.fill(n=len(faults)), *faults[:MOST_LISTED]]
    shown += [words.MORE.fill(n=len(faults) - MOST_LISTED)] if len(faults) > MOST_LISTED else []
    return Text("\n".join(text.en for text in shown), "\n".join(text.zh for text in shown))
