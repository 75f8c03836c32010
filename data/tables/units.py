"""Units: what there is and its yearly figures."""

from __future__ import annotations

from data.tables.kinds import Column, Rhythm, Table
from data.text import Text

ORG_UNIT = Table(
    "org_unit",
    title=Text("Organizations", "组织机构表"),
    grain="one administrative/party unit",
    key=("org_unit_id",),
    kept_by="County organization department (import once, from the statistical division code list)",
    rhythm=Rhythm.ONCE,
    columns=(
        Column(
            "org_unit_id",
            "VARCHAR",
            Text("Unit code", "区划代码"),
            note="2/4/6/9/12-digit statistical division code; synthetic data must use fictional codes",
        ),
        Column(
            "parent_id",
            "VARCHAR",
            Text("Parent code", "上级代码"),
            nullable=True,
            references="org_unit",
            note="NULL only for province",
        ),
        Column("level", "VARCHAR", Text("Level", "层级"), enum="org_level"),
        Column("name_zh", "VARCHAR", Text("Name zh", "名称")),
        Column("name_en", "VARCHAR", Text("Name en", "英文名称"), nullable=True),
        Column(
            "village_category",
            "VARCHAR",
            Text("Village category", "村类别"),
            nullable=True,
            enum="village_category",
            note="villages only",
        ),
        Column(
            "party_org_form",
            "VARCHAR",
            Text("Party org form", "党组织形式"),
            nullable=True,
            enum="party_org_form",
            note="villages only",
        ),
        Column(
            "party_group_count", "SMALLINT", Text("Party group count", "党小组数"), nullable=True, note="villages only"
        ),
        Column("valid_from", "DATE", Text("Valid from", "启用日期")),
        Column(
            "valid_to", "DATE", Text("Valid to", "停用日期"), nullable=True, note="village mergers close the old code"
        ),
        Column("longitude", "DOUBLE", Text("Longitude", "经度"), nullable=True, note="villages; for the map"),
        Column("latitude", "DOUBLE", Text("Latitude", "纬度"), nullable=True, note="villages; for the map"),
        Column(
            "terrain",
            "VARCHAR",
            Text("Terrain", "地形"),
            nullable=True,
            enum="terrain",
            note="villages; for the choice of peers",
        ),
        Column(
            "distance_km",
            "DECIMAL(6,1)",
            Text("Distance km", "距县城公里数"),
            nullable=True,
            note="villages; for the choice of peers",
        ),
        Column(
            "successor_id",
            "VARCHAR",
            Text("Successor code", "承接单位代码"),
            nullable=True,
            references="org_unit",
            note="the unit that a closed one merged into; joins its series",
        ),
    ),
)
UNIT_YEAR = Table(
    "unit_year",
    title=Text("Yearly figures", "年度基本情况表"),
    grain="one unit x year",
    key=(
        "org_unit_id",
        "year",
    ),
    kept_by="Township office (village rows); county statistics/agriculture office (county rows)",
    rhythm=Rhythm.YEARLY,
    columns=(
        Column("org_unit_id", "VARCHAR", Text("Unit code", "区划代码"), references="org_unit"),
        Column("year", "SMALLINT", Text("Year", "年度")),
        Column(
            "resident_population",
            "INTEGER",
            Text("Resident population", "常住人口"),
            nullable=True,
            note="village rows",
        ),
        Column("households", "INTEGER", Text("Households", "户数"), nullable=True, note="village rows"),
        Column(
            "hardship_households",
            "INTEGER",
            Text("Hardship households", "困难户数"),
            nullable=True,
            note="households on the township hardship list: monitored, minimum-living, extreme-poverty",
        ),
        Column(
            "monitored_start",
            "INTEGER",
            Text("Monitored start", "年初监测户数"),
            nullable=True,
            note="households monitored against return to poverty",
        ),
        Column("monitored_cleared", "INTEGER", Text("Monitored cleared", "当年风险消除户数"), nullable=True),
        Column("star_rating", "SMALLINT", Text("Star rating", "星级评定"), nullable=True, note="1-5, NULL = not rated"),
        Column(
            "weak_lax", "BOOLEAN", Text("Weak lax", "是否软弱涣散"), nullable=True, note="on the county list that year"
        ),
        Column(
            "secretary_post_pay_yuan",
            "DECIMAL(12,2)",
            Text("Secretary post pay yuan", "书记岗位基本报酬标准（元/年）"),
            nullable=True,
            note="published standard of the post, not one person's income",
        ),
        Column(
            "rural_income_yuan",
            "DECIMAL(12,2)",
            Text("Rural income yuan", "农村居民人均可支配收入（元）"),
            nullable=True,
            note="county rows",
        ),
        Column(
            "collective_income_yuan",
            "DECIMAL(14,2)",
            Text("Collective income yuan", "村集体经济收入（元）"),
            nullable=True,
            note="village rows; for the choice of peers",
        ),
    ),
)
