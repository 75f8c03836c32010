"""The declaration's remarks on columns as a clerk reads them, in both languages, by the declaration's own words."""

from __future__ import annotations

from data.text import Text

REMARKS: dict[str, Text] = {
    "village or township": Text("A village or a township.", "村或乡镇。"),
    "usually a township": Text("Usually a township.", "一般为乡镇。"),
    "villages only": Text("Villages only.", "仅村填写。"),
    "village mergers close the old code": Text(
        "Filled when the unit ends, as by a merger.", "机构撤并时填写停用日期。"
    ),
    "on the county list that year": Text("On the county's list that year.", "当年列入县级名单的填“是”。"),
    "year only": Text("The year only.", "只填年份。"),
    "NULL = in post": Text("Blank while in post.", "仍在任的留空。"),
    "village rows": Text("In the rows of villages.", "只在村的行填写。"),
    "villages; for the map": Text("Villages; for the map.", "村填写，用于地图。"),
    "first day of the month": Text(
        "Any day of the month; it is read as its first.", "填当月任一天均可，按当月1日处理。"
    ),
    "1-5, NULL = not rated": Text("1 to 5; blank if not rated.", "1—5 星；未评定的留空。"),
    "'pertinence' in the seed": Text("Whether it was held because a need was found.", "根据需求调研开设的填“是”。"),
    "2/4/6/9/12-digit statistical division code; synthetic data must use fictional codes": Text(
        "Statistical division code of 2, 4, 6, 9 or 12 digits.", "统计用区划代码，2、4、6、9 或 12 位数字。"
    ),
    "NULL = origin; filled = this unit adopted that practice": Text(
        "Blank for a practice of your own; for an adoption the code of its origin.",
        "本单位原创的留空；推广他人经验的填来源经验编码。",
    ),
    "NULL only for province": Text("Only the topmost unit has none.", "只有最上级机构可以留空。"),
    "able to take a post or pair with a household": Text(
        "Able to take a post or pair with a household.", "能够承担岗位或结对帮扶的填“是”。"
    ),
    "at recruitment": Text("As it was when the person was recruited.", "按发展入党时填写。"),
    "counts only: no attendance list of names is collected": Text("The number only, no names.", "只填人数，不填名单。"),
    "county rows": Text("In the row of the county.", "只在县的行填写。"),
    "date only, no browsing content": Text("The date only.", "只填日期。"),
    "duty_post and service_action": Text("For posts and service actions.", "类别为设岗定责、服务活动时填写。"),
    "households monitored against return to poverty": Text(
        "Households monitored against return to poverty.", "年初纳入防返贫监测的户数。"
    ),
    "households on the township hardship list: monitored, minimum-living, extreme-poverty": Text(
        "Households on the township's list: monitored, minimum living allowance, extreme poverty.",
        "乡镇困难户名册户数：监测户、低保户、特困户。",
    ),
    "keyed hash made in the county office; no name, ID number, phone, ethnicity": Text(
        "64 characters made in the county office; never a name, ID number or phone.",
        "县里统一生成的 64 位编码；不得填写姓名、身份证号、手机号。",
    ),
    "keyed hash; pairing only": Text("64 characters; for pairings only.", "64 位编码；仅结对帮扶填写。"),
    "member_democratic: annual points of the points system": Text(
        "For the democratic evaluation: the year's points.", "民主评议党员填年度积分。"
    ),
    "mentoring only": Text("For mentoring only.", "仅传帮带填写。"),
    "pairing only": Text("For pairings only.", "仅结对帮扶填写。"),
    "party contact person of this talent": Text("Who keeps in touch with this talent.", "联系服务该人才的党员。"),
    "party_secretary": Text("For party secretaries.", "仅书记填写。"),
    "published standard of the post, not one person's income": Text(
        "The published standard of the post, not one person's income.", "公布的岗位报酬标准，不是个人收入。"
    ),
    "recruited or transferred in; needed once stage is probationary or full": Text(
        "Recruited or transferred in; needed for probationary and full members.",
        "发展或转入日期；预备党员、正式党员必填。",
    ),
    "the mentor (mentoring) or the person served": Text(
        "The mentor, or the person served.", "传帮带填导师，其他填服务对象。"
    ),
    "the unit that a closed one merged into; joins its series": Text(
        "The unit that took over after a merger.", "撤并后承接的机构。"
    ),
    "village rows; for the choice of peers": Text("In the rows of villages.", "只在村的行填写。"),
    "village; township allowed for party_affairs_worker": Text(
        "A village; for party affairs workers a township too.", "填村；党务工作者可填乡镇。"
    ),
    "villages; for the choice of peers": Text("Villages only.", "仅村填写。"),
    "visits or service actions in the row; default 1": Text(
        "How many times; blank counts as once.", "次数；留空按 1 次计。"
    ),
}
