"""How the numbers of a file are made, and what its words and blanks mean: for workbooks and board packs alike."""

from __future__ import annotations

from analytics.words import PROVISIONAL, STATES, VERDICTS
from data.text import Language, Text

METHOD = (Text("What", "项目"), Text("Method", "方法"))
NOTE = (Text("Note", "序号"), Text("On", "事项"), Text("Meaning", "说明"))
METHODS: tuple[tuple[Text, Text], ...] = (
    (
        Text("Value", "数值"),
        Text(
            "Numerators and denominators are summed over the unit and everything below it, then divided. A township's "
            "value is the ratio of sums, never the mean of its villages' values.",
            "先将本单位及所辖各级的分子、分母分别求和，再相除。乡镇数值是合计之比，不是各村数值的平均。",
        ),
    ),
    (
        Text("Not reported", "未报送"),
        Text(
            "A village whose sheets are missing adds nothing to numerator or denominator: it is not counted as zero.",
            "未报送所需报表的村，分子、分母均不计入，不按零计算。",
        ),
    ),
    (
        Text("Interval of a proportion", "比例的区间"),
        Text("Wilson score interval, 95%.", "威尔逊（Wilson）得分区间，95%。"),
    ),
    (
        Text("Interval of a rate or count", "率和计数的区间"),
        Text(
            "Exact Poisson below 10 events, Byar's from 10, 95%.",
            "不足10件用泊松精确区间，10件及以上用 Byar 近似，95%。",
        ),
    ),
    (
        Text("Interval of a ratio of amounts", "金额、学时等之比的区间"),
        Text(
            "From the variation between the villages that reported (t distribution); none for a single village.",
            "按已报送各村之间的差异计算（t 分布）；单个村不给区间。",
        ),
    ),
    (
        Text("Against the benchmark", "与基准比较"),
        Text(
            "A unit differs when its own interval excludes the benchmark: beyond 95% or beyond 99.8%. Better and worse "
            "follow the indicator's direction; below 5 in the denominator nothing is judged.",
            "单位自身区间不包含基准值即为有差异，分95%和99.8%两档；优劣按指标方向判定；分母不足5的不作评判。",
        ),
    ),
    (
        Text("Rank", "位次"),
        Text(
            "Among the units of the same level; ties share the better rank. The interval comes from 1,000 draws of the "
            "sampling error: the unit could as well stand anywhere in it.",
            "在同一层级的单位之间排位，并列者同取较好位次。区间由1000次抽样误差模拟得出，单位实际可能处于区间内任一位次。",
        ),
    ),
    (
        Text("Trend", "趋势"),
        Text(
            "Cochran-Armitage test on the counts of complete periods, with leave-one-out stability.",
            "对完整时期的计数作 Cochran-Armitage 趋势检验，并逐期剔除检查稳定性。",
        ),
    ),
    (
        Text("Rounding", "修约"),
        Text(
            "Only what is displayed is rounded, half up; cells keep all digits.",
            "仅显示时四舍五入，单元格保留全部数位。",
        ),
    ),
)
WHY_EMPTY = Text(
    "No row of this indicator exists there: it is measured by year only, or the unit did not exist in the period.",
    "该处没有此项数据：指标只按年度统计，或单位在该时期不存在。",
)
EMPTY = Text("An empty value without a state", "数值与状态均为空")
PERCENT = Text("Percentages", "百分比")
PERCENT_MEANS = Text("60.0 under a heading or measure of % is 60 per cent.", "计量单位为 % 的，60.0 即 60%。")
BENCHMARK = Text("Benchmark", "基准值")
BENCHMARK_MEANS = Text(
    "The value of {unit} in the same period; that unit is not held against itself.",
    "{unit}同期数值；该单位自身不作比较。",
)
RANKS = Text("Rank", "位次")
RANKS_LEFT_OUT = Text(
    "Left out: not asked for, or more than {most} units of a level.", "未列：未选择，或某一层级单位超过 {most} 个。"
)
ACTIVITY = Text(
    "An indicator that only counts activities, and a unit without a value, have none.",
    "只计活动次数的指标和没有数值的单位不列位次。",
)


def methods(language: Language) -> tuple[tuple[str, str], ...]:
    """The methods, in the columns of `METHOD`."""
    return tuple((what.in_language(language), how.in_language(language)) for what, how in METHODS)


def notes(language: Language, unit: str, ranks: bool, most_ranked: int) -> tuple[tuple[str, str, str], ...]:
    """The notes by name (`note 1`), in the columns of `NOTE`; `unit` is the one values are held against."""
    marks = [*STATES.values(), PROVISIONAL, *VERDICTS.values()]
    said = [
        *((mark.name, mark.meaning) for mark in marks),
        (EMPTY, WHY_EMPTY),
        (PERCENT, PERCENT_MEANS),
        (BENCHMARK, BENCHMARK_MEANS.fill(unit=unit)),
        (RANKS, ACTIVITY if ranks else RANKS_LEFT_OUT.fill(most=most_ranked)),
    ]
    name = Text("note {n}", "注{n}")
    return tuple(
        (name.fill(n=place).in_language(language), on.in_language(language), means.in_language(language))
        for place, (on, means) in enumerate(said, start=1)
    )
