"""A county's GeoJSON: every fault named with its place, all at once; what is sound is kept as it is shown."""

import json
from itertools import pairwise
from math import cos, hypot, pi, sin

import pytest

from data.boundaries import Located, Shape, load_boundaries, read_boundaries, save_boundaries
from data.boundaries.light import MOST_POINTS, points
from data.boundaries.rings import area, inside, thinned
from data.errors import DataError
from data.home import Home

UNITS = {
    "990101": Located("county", None),
    "990101001": Located("township", "990101"),
    "990101002": Located("township", "990101"),
    "990101001001": Located("village", "990101001", (0.5, 0.5)),
    "990101002001": Located("village", "990101002", (2.5, 0.5)),
}
SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]  # counter-clockwise
HOLE = [[0.2, 0.2], [0.2, 0.4], [0.4, 0.4], [0.4, 0.2], [0.2, 0.2]]  # clockwise
EAST = [[x + 2, y] for x, y in SQUARE]


def feature(code="990101001", rings=(SQUARE,), kind="Polygon", **more):
    return {
        "type": "Feature", "properties": {"code": code}, "geometry": {"type": kind, "coordinates": list(rings)}, **more,
    }  # fmt: skip


BOTH = (feature(), feature("990101002", [EAST]))


@pytest.fixture
def read(tmp_path):
    def read(*features, text=None, field=None, **document):
        path = tmp_path / "shapes.json"
        whole = {"type": "FeatureCollection", "features": list(features), **document}
        path.write_bytes(text if text is not None else json.dumps(whole).encode())
        return read_boundaries(path, UNITS, field)

    return read


def refused(read, *features, **more):
    with pytest.raises(DataError) as refusal:
        read(*features, **more)
    assert refusal.value.place.endswith("shapes.json")
    assert refusal.value.reason.zh
    return refusal.value.reason.en


def test_shapes_are_read_kept_and_found_again(read, tmp_path):
    found = read(feature(rings=[SQUARE, HOLE]), BOTH[1])
    assert [shape.unit_id for shape in found.shapes] == ["990101001", "990101002"]
    assert found.told == ()
    home = Home(tmp_path / "home")
    assert load_boundaries(home) == {}
    save_boundaries(home, found.shapes)
    assert load_boundaries(home) == {shape.unit_id: shape for shape in found.shapes}
    outer, hole = found.shapes[0].polygons[0]
    assert outer == tuple(map(tuple, SQUARE))
    assert area(outer) > 0 > area(hole)


def test_rings_may_run_either_way_and_are_turned(read):
    found = read(feature(rings=[SQUARE[::-1], HOLE[::-1]]), BOTH[1])
    assert found.shapes == read(feature(rings=[SQUARE, HOLE]), BOTH[1]).shapes
    assert "2 rings ran the wrong way round" in found.told[0].en


def test_a_multipolygon_keeps_its_parts_and_heights_are_left_out(read):
    part = [[x + 5, y, 880.0] for x, y in SQUARE]
    found = read(feature(rings=[[SQUARE], [part]], kind="MultiPolygon"), BOTH[1])
    assert len(found.shapes[0].polygons) == 2
    assert found.shapes[0].polygons[1][0][0] == (5, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"properties": {"XZQDM": "990101001"}},
        {"properties": {"XZQDM": 990101001}},
        {"properties": {"any name": "990101001000"}},
        {"properties": {}, "id": "990101001"},
        {"properties": None, "id": "990101001"},
    ],
)
def test_the_field_with_the_codes_is_found(read, change):
    assert read(feature() | change).shapes[0].unit_id == "990101001"


def test_the_field_with_the_codes_can_be_named(read):
    odd = feature() | {"properties": {"code": "990101002", "mine": "990101001"}}
    assert read(odd, field="mine").shapes[0].unit_id == "990101001"
    assert "--code-field" in refused(read, odd, field="nothing")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "not JSON (line 1, column 1)"),
        (b'{"type": "FeatureCollection",\n "features": [}', "not JSON (line 2"),
        ("青".encode("gb18030"), "not UTF-8"),
        (b"[1, 2]", "not a GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": []}', "not a GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection"}', "not a GeoJSON FeatureCollection"),
        (b'{"type": "Polygon", "coordinates": []}', "not a GeoJSON FeatureCollection"),
        (b'{"type": "Topology", "objects": {}}', "TopoJSON"),
        (b"[" * 100_000, "not a GeoJSON FeatureCollection"),
    ],
)
def test_a_file_that_is_no_geojson_is_refused_with_the_reason(read, text, said):
    assert said in refused(read, text=text)


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4490"])
def test_degrees_of_the_known_systems_are_taken(read, name):
    assert read(*BOTH, crs={"type": "name", "properties": {"name": name}}).shapes


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::4547", "EPSG:3857", "EPSG:4214"])
def test_another_coordinate_system_is_named(read, name):
    assert f"coordinate system is {name}" in refused(read, *BOTH, crs={"type": "name", "properties": {"name": name}})


def test_metres_are_not_degrees(read):
    metres = [[500_000 + 1000 * x, 3_650_000 + 1000 * y] for x, y in SQUARE]
    assert "look like metres" in refused(read, feature(rings=[metres]))


def test_latitude_first_is_seen(read):
    swapped = [[33 + y, 108 + x] for x, y in SQUARE]
    assert "latitude first" in refused(read, feature(rings=[swapped]))


OUTSIDE = [[x + 3, y] for x, y in HOLE]


@pytest.mark.parametrize(
    ("features", "said"),
    [
        ([feature("990199999"), BOTH[1]], "Feature 1 (990199999): no unit has this code."),
        ([feature("990101001001"), BOTH[1]], "village units are shown as points"),
        ([feature(), feature()], "Feature 2 (990101001): the code occurs before, in feature 1."),
        ([feature(kind="Point", rings=[1, 2])], "its geometry is Point"),
        ([feature() | {"geometry": None}], "its geometry is —"),
        ([feature(rings=[SQUARE[:3]])], "at least four places"),
        ([feature(rings=[[[0, 0], [1, "x"], [1, 1], [0, 0]]])], "at least four places"),
        ([feature(rings=[[[0, 0], [1, float("nan")], [1, 1], [0, 0]]])], "at least four places"),
        ([feature(rings=[])], "at least four places"),
        ([feature(rings="x")], "at least four places"),
        ([feature(rings=[[*SQUARE[:-1], [0, 0.5]]])], "does not end where it begins"),
        ([feature(rings=[[[0, 0], [1, 1], [2, 2], [0, 0]]])], "encloses no area"),
        ([feature(rings=[HOLE, SQUARE])], "the outer ring must come first"),
        ([feature(rings=[SQUARE, OUTSIDE])], "a hole lies outside"),
    ],
)
def test_a_faulty_feature_is_named_with_its_fault(read, features, said):
    assert said in refused(read, *features)


def test_all_faults_are_told_at_once_the_first_twenty_in_full(read):
    text = refused(read, feature(), *(feature(f"9901{n:05}", [SQUARE[:3]]) for n in range(15)))
    assert text.startswith("30 faults")
    assert text.count("Feature ") == 20
    assert "and 10 more" in text


def test_a_township_without_a_shape_is_told(read):
    assert "1 township has no shape: 990101002" in read(feature()).told[0].en


def test_villages_outside_their_township_hint_at_another_coordinate_system(read):
    moved = [[x + 0.6, y] for x, y in SQUARE]
    told = read(feature(rings=[moved]), BOTH[1]).told
    assert "Only 1 of 2 villages" in told[0].en
    assert "GCJ-02" in told[0].zh


def test_too_many_points_are_thinned_and_it_is_told(read):
    many = MOST_POINTS * 2
    turns = [2 * pi * k / many for k in range(many)]
    ring = [[cos(turn) * (1 + k % 2 * 1e-6), sin(turn)] for k, turn in enumerate(turns)]
    found = read(feature(rings=[[*ring, ring[0]]]), BOTH[1])
    assert points(found.shapes) <= MOST_POINTS
    assert "points were thinned" in found.told[0].en
    assert abs(area(found.shapes[0].polygons[0][0]) - 2 * pi) < 0.01


def test_thinning_keeps_every_point_within_its_tolerance():
    ring = [(cos(2 * pi * k / 500), sin(2 * pi * k / 500)) for k in range(500)] + [(1.0, 0.0)]
    kept = thinned(ring, 0.01)
    assert 10 < len(kept) < 60
    assert all(abs(hypot(*place) - 1) < 1e-9 for place in kept)
    for place in ring:
        nearest = min(distance(place, a, b) for a, b in pairwise(kept))
        assert nearest <= 0.01 + 1e-12


def distance(place, start, stop):
    (x, y), (x0, y0), (x1, y1) = place, start, stop
    along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2)
    along = min(max(along, 0), 1)
    return hypot(x - x0 - along * (x1 - x0), y - y0 - along * (y1 - y0))


def test_inside_is_inside():
    assert inside((0.5, 0.5), SQUARE)
    assert not inside((1.5, 0.5), SQUARE)
    assert not inside((0.5, 1.5), SQUARE)


def test_a_spoilt_file_of_kept_shapes_says_what_to_do(tmp_path):
    home = Home(tmp_path)
    save_boundaries(home, [Shape("1", ((((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)),),))])
    path = home.settings / "boundaries.geojson"
    for spoilt in ("{", "[]", '{"features": [{"id": 1}]}'):
        path.write_text(spoilt)
        with pytest.raises(DataError, match=r"manage\.py boundaries"):
            load_boundaries(home)
