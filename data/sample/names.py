"""Names of places that do not exist."""

from __future__ import annotations

import numpy as np

from data.sample.draws import Array, Generator
from data.text import Text

PROVINCE = Text("Huayue Province", "华岳省")
PREFECTURES = (
    Text("Anlan", "安澜"),
    Text("Qinghe", "清禾"),
    Text("Yunlu", "云麓"),
    Text("Jinye", "锦野"),
    Text("Linchuan", "麟川"),
    Text("Shuoyuan", "朔原"),
    Text("Hanze", "涵泽"),
    Text("Baishui", "柏水"),
)
FIRST = (
    *(Text("Yan", "雁"), Text("Qing", "青"), Text("Liu", "柳"), Text("Tao", "桃"), Text("Yun", "云")),
    *(Text("Long", "龙"), Text("Shi", "石"), Text("Bai", "白"), Text("Zhu", "竹"), Text("Song", "松")),
    *(Text("He", "荷"), Text("Mei", "梅"), Text("Lan", "兰"), Text("Huang", "黄"), Text("Zhao", "赵")),
    *(Text("Wang", "王"), Text("Li", "李"), Text("Zhang", "张"), Text("Chen", "陈"), Text("Yang", "杨")),
    *(Text("Shuang", "双"), Text("Da", "大"), Text("Xiao", "小"), Text("Dong", "东"), Text("Nan", "南")),
    *(Text("Gao", "高"), Text("Chang", "长"), Text("Jin", "金"), Text("Yin", "银"), Text("Feng", "凤")),
    *(Text("Xin", "新"), Text("Yong", "永"), Text("Tai", "泰"), Text("Fu", "福"), Text("Ma", "马")),
    *(Text("Wen", "文"), Text("Wu", "武"), Text("Zhou", "周"), Text("Lu", "鹿"), Text("He", "鹤")),
)
SECOND = (
    *(Text("xi", "溪"), Text("ping", "坪"), Text("wan", "湾"), Text("ling", "岭"), Text("gou", "沟")),
    *(Text("he", "河"), Text("shan", "山"), Text("quan", "泉"), Text("qiao", "桥"), Text("men", "门")),
    *(Text("ba", "坝"), Text("tang", "塘"), Text("yuan", "塬"), Text("chuan", "川"), Text("tan", "滩")),
    *(Text("lin", "林"), Text("zhuang", "庄"), Text("tai", "台"), Text("kou", "口"), Text("yu", "峪")),
    *(Text("feng", "峰"), Text("yan", "岩"), Text("jing", "井"), Text("pu", "铺"), Text("miao", "庙")),
)
KINDS = {
    "county": Text("County", "县"),
    "town": Text("Town", "镇"),
    "township": Text("Township", "乡"),
    "village": Text("Village", "村"),
}


def joined(*parts: Text) -> Text:
    """Syllables written together in pinyin, the kind of place after a space."""
    return Text("".join(p.en for p in parts[:-1]) + " " + parts[-1].en, "".join(p.zh for p in parts))


def prefecture(number: int) -> Text:
    return joined(PREFECTURES[number % len(PREFECTURES)], Text("City", "市"))


def county(number: int) -> Text:
    return joined(Text("Yan", "雁"), SECOND[(7 * number + 5) % len(SECOND)], KINDS["county"])


def townships(rng: Generator, n: int) -> list[Text]:
    return [
        joined(FIRST[pair // len(SECOND)], SECOND[pair % len(SECOND)], KINDS["township" if i % 4 == 3 else "town"])
        for i, pair in enumerate(_pairs(rng, n))
    ]


def villages(rng: Generator, n: int) -> list[Text]:
    """Different names as long as there are any: always within a township."""
    return [joined(FIRST[pair // len(SECOND)], SECOND[pair % len(SECOND)], KINDS["village"]) for pair in _pairs(rng, n)]


def _pairs(rng: Generator, n: int) -> Array:
    # FIRST has two characters of one pinyin (荷, 鹤): a pair is drawn by sound, so that English names differ as well
    heard = {first.en: position for position, first in reversed(list(enumerate(FIRST)))}
    pairs = np.array([position * len(SECOND) + s for position in sorted(heard.values()) for s in range(len(SECOND))])
    return np.resize(rng.permutation(pairs), n)
