"""Boundaries: the shapes of units for the map."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.common import say, store
from data.boundaries import Located, read_boundaries, save_boundaries
from data.home import Home
from data.queries.places import located

app = typer.Typer()


@app.command()
def boundaries(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="GeoJSON in longitude and latitude. 经纬度GeoJSON")
    ],
    code_field: Annotated[
        str | None, typer.Option("--code-field", help="The property with the codes. 代码字段")
    ] = None,
) -> None:
    """Keep the shapes of townships for the map. 导入乡镇边界，用于地图。"""
    with store().reader() as reader:
        units = {
            row["org_unit_id"]: Located(row["level"], row["parent_id"], _place(row["longitude"], row["latitude"]))
            for row in located(reader).to_pylist()
        }
    found = read_boundaries(file, units, code_field)
    for told in found.told:
        say(told)
    kept = save_boundaries(Home.default(), found.shapes)
    say(f"{len(found.shapes)} shapes kept 已保存边界 {len(found.shapes)} 个: {kept}")


def _place(longitude: float | None, latitude: float | None) -> tuple[float, float] | None:
    return None if longitude is None or latitude is None else (longitude, latitude)
