"""Party affairs workers counted by posts held at once, schooling and training venue: declarations and sentences."""

from __future__ import annotations

from collections.abc import Mapping

from data.schema import ENUMERATIONS
from data.text import Text

VENUES = ENUMERATIONS["venue_type"].labels
POSTS: Mapping[int, Text] = {
    1: Text("this post only", "仅任本岗"),
    2: Text("2 posts", "2个岗位"),
    3: Text("3 posts", "3个岗位"),
    4: Text("4 posts", "4个岗位"),
    5: Text("5 posts", "5个岗位"),
    6: Text("6 posts or more", "6个及以上岗位"),
}
HELD = Text("Posts held at once", "同时任职岗位数")
FULL_TIME, PART_TIME = Text("full-time", "专职"), Text("part-time", "兼职")
NOBODY = Text("No party affairs worker is known here.", "没有可统计的党务工作者。")
NO_TRAINING = Text("No training of party affairs workers is known for {year}.", "{year}年没有党务工作者培训记录。")
POSTS_SAID = Text(
    "Of {all} party affairs workers {one} hold this post only; {many} hold two or more others beside it, which the "
    "source complains of.",
    "{all}名党务工作者中，仅任本岗的{one}名；另兼两个及以上岗位的{many}名，即原文所说“身兼数职”。",
)
QUALIFIED = Text(
    "Of {all} party affairs workers {young} are 35 or under and have a college degree or above.",
    "{all}名党务工作者中，35岁及以下且大专及以上学历的{young}名。",
)
VENUES_SAID = Text(
    "Of {all} party affairs workers {n} completed a training in {year} at the venue most used ({most}), {workshop} at "
    "a village workshop, {online} online. Who was at several counts at each.",
    "{all}名党务工作者中，{year}年在使用最多的阵地（{most}）参训结业的{n}名，村级讲习所{workshop}名，网络平台{online}名；"
    "在多个阵地参训的分别计入。",
)
REACHED = Text("{n} persons · {hours} h", "{n}人 · 人均{hours}学时")
