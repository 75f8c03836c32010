"""What is said of a file of boundaries."""

from __future__ import annotations

from data.text import Text

TOO_LARGE = Text("The file is larger than 64 MB. Simplify it first.", "文件超过64MB，请先简化。")
NOT_TEXT = Text("The file is not UTF-8 text. Save it as UTF-8.", "文件不是UTF-8编码，请另存为UTF-8。")
NOT_JSON = Text(
    "The file is not JSON (line {line}, column {column}).", "文件不是有效的JSON（第{line}行第{column}列）。"
)
TOPOJSON = Text("The file is TopoJSON. Export it as GeoJSON.", "文件是TopoJSON，请导出为GeoJSON。")
NOT_COLLECTION = Text(
    "The file is not a GeoJSON FeatureCollection with features.",
    "文件不是含有要素的GeoJSON要素集合（FeatureCollection）。",
)
FOREIGN = Text(
    "The coordinate system is {name}. Convert the file to longitude and latitude in degrees (CGCS2000, EPSG:4490, or "
    "WGS 84, EPSG:4326).",
    "坐标系为{name}，请转换为经纬度（CGCS2000即EPSG:4490，或WGS 84即EPSG:4326）。",
)
IN_METRES = Text(
    "The coordinates ({x}, {y}) are not degrees; they look like metres of a projection. Convert the file to longitude "
    "and latitude (EPSG:4490 or 4326).",
    "坐标（{x}, {y}）不是经纬度，疑为投影坐标（米），请转换为经纬度（EPSG:4490或4326）。",
)
SWAPPED = Text(
    "The coordinates ({x}, {y}) seem to be latitude first; GeoJSON has longitude first.",
    "坐标（{x}, {y}）似为纬度在前；GeoJSON应为经度在前。",
)
NO_CODES = Text(
    "No property of the features holds the codes of units here. Name it with --code-field.",
    "要素属性中找不到本库的单位代码，请用 --code-field 指定字段。",
)
MANY = Text("{n} faults in the boundaries; nothing was kept.", "边界文件有{n}处错误，未保存。")
MORE = Text("… and {n} more.", "……另有{n}处。")
WHERE = Text("Feature {n} ({code}): ", "第{n}个要素（{code}）：")
UNKNOWN_CODE = Text("no unit has this code.", "没有单位使用该代码。")
NOT_AN_AREA = Text("{level} units are shown as points, not as areas.", "{level}级单位以点显示，不需要边界。")
TWICE = Text("the code occurs before, in feature {other}.", "该代码已在第{other}个要素出现。")
NO_POLYGON = Text(
    "its geometry is {kind}; a Polygon or MultiPolygon is needed.", "几何类型为{kind}，应为Polygon或MultiPolygon。"
)
BAD_RING = Text(
    "a ring is not a list of at least four places of longitude and latitude.", "环应由至少4个经纬度坐标点组成。"
)
OPEN_RING = Text("a ring does not end where it begins.", "环首尾坐标不一致，未闭合。")
FLAT_RING = Text("a ring encloses no area.", "环没有围成面积。")
HOLE_FIRST = Text(
    "the rings are in the wrong order: the outer ring must come first, then its holes.",
    "环的顺序有误：应先外环，后内环（孔洞）。",
)
HOLE_OUTSIDE = Text("a hole lies outside the outer ring.", "孔洞位于外环之外。")
TURNED = Text("{n} rings ran the wrong way round and were turned.", "{n}个环方向相反，已自动调整。")
THINNED = Text(
    "{before} points were thinned to {after}, so that the map is sent quickly.",
    "坐标点由{before}个简化为{after}个，以便快速显示。",
)
WITHOUT = Text("{n} {n:township has|townships have} no shape: {codes}.", "{n}个乡镇没有边界：{codes}。")
SHIFTED = Text(
    "Only {inside} of {all} villages with coordinates lie within their township's shape. Boundaries and village "
    "coordinates may be of different systems: GCJ-02 and BD-09 (web maps) lie 100 to 700 m off CGCS2000 and WGS 84.",
    "有坐标的{all}个村中，只有{inside}个落在所属乡镇边界内。边界与村坐标可能采用不同坐标系：GCJ-02、BD-09（网络地图）"
    "与CGCS2000、WGS 84相差100至700米。",
)
