"""The 35 enumerations, each code with its label in both languages."""

from __future__ import annotations

from data.tables.kinds import Enumeration
from data.text import Text

ENUMERATIONS: dict[str, Enumeration] = {
    "org_level": Enumeration(
        "org_level",
        {
            "nation": Text("Nation", "全国"),
            "province": Text("Province", "省级"),
            "prefecture": Text("Prefecture/city", "地市级"),
            "county": Text("County", "县级"),
            "township": Text("Township/town", "乡镇级"),
            "village": Text("Administrative village", "行政村"),
        },
    ),
    "village_category": Enumeration(
        "village_category",
        {
            "poverty_alleviated": Text("Village lifted out of poverty", "脱贫村"),
            "relocation": Text("Relocation resettlement village", "易地扶贫搬迁安置村"),
            "revitalization_key": Text("Key revitalization village", "乡村振兴任务重的村"),
            "demonstration": Text("Demonstration village", "乡村振兴示范村"),
            "ordinary": Text("Ordinary village", "一般村"),
        },
    ),
    "party_org_form": Enumeration(
        "party_org_form",
        {
            "branch": Text("Party branch", "党支部"),
            "general_branch": Text("General party branch", "党总支"),
            "committee": Text("Party committee", "党委"),
        },
    ),
    "sex": Enumeration(
        "sex",
        {
            "m": Text("Male", "男"),
            "f": Text("Female", "女"),
            "u": Text("Not stated", "未说明"),
        },
    ),
    "education": Enumeration(
        "education",
        {
            "primary": Text("Primary or below", "小学及以下"),
            "junior": Text("Junior secondary", "初中"),
            "senior": Text("Senior/secondary vocational", "高中（中专、中技）"),
            "college": Text("Junior college", "大专"),
            "bachelor": Text("Bachelor", "本科"),
            "postgraduate": Text("Postgraduate", "研究生"),
        },
    ),
    "member_stage": Enumeration(
        "member_stage",
        {
            "applicant": Text("Applicant", "入党申请人"),
            "activist": Text("Activist", "入党积极分子"),
            "development_target": Text("Development target", "发展对象"),
            "probationary": Text("Probationary member", "预备党员"),
            "full": Text("Full member", "正式党员"),
        },
    ),
    "background": Enumeration(
        "background",
        {
            "ordinary_farmer": Text("Ordinary farmer/herder", "一般农牧渔民"),
            "typical_entrepreneur": Text("Model entrepreneur", "创业典型"),
            "wealth_leader": Text("Leader in getting rich", "致富带头人（能手）"),
            "returnee": Text("Returned migrant worker", "返乡务工经商人员"),
            "graduate": Text("University graduate", "高校毕业生"),
            "veteran": Text("Veteran", "退役军人"),
            "village_cadre": Text("Village cadre", "村组干部"),
            "other": Text("Other", "其他"),
        },
    ),
    "mgmt_category": Enumeration(
        "mgmt_category",
        {
            "office_holder": Text("Post holder", "在职（村组干部）党员"),
            "no_office": Text("Member without office", "无职党员"),
            "mobile": Text("Mobile (away) member", "流动党员"),
            "elderly_infirm": Text("Elderly or infirm member", "年老体弱党员"),
            "probationary": Text("Probationary member", "预备党员"),
        },
    ),
    "member_exit_reason": Enumeration(
        "member_exit_reason",
        {
            "transferred": Text("Organisational relation transferred", "组织关系转出"),
            "deceased": Text("Deceased", "死亡"),
            "removed": Text("Removed or struck off", "除名、开除"),
            "withdrew": Text("Withdrew", "自行退党"),
            "lost_contact": Text("Stopped membership, lost contact", "停止党籍（失联）"),
            "unit_merged": Text("Village merged", "村建制合并"),
        },
    ),
    "duty_kind": Enumeration(
        "duty_kind",
        {
            "duty_post": Text("Duty post (set posts, assign responsibility)", "设岗定责"),
            "pairing": Text("Paired household", "结对帮扶"),
            "startup_lead": Text("Leading others to start business", "带领创业致富"),
            "service_action": Text("Service or mediation action", "服务群众、化解矛盾"),
        },
    ),
    "duty_post_type": Enumeration(
        "duty_post_type",
        {
            "policy_publicity": Text("Policy publicity", "政策宣传岗"),
            "mediation": Text("Dispute mediation", "矛盾调解岗"),
            "sanitation": Text("Sanitation and environment", "环境卫生岗"),
            "customs": Text("Civility and customs", "移风易俗岗"),
            "industry": Text("Industry guidance", "产业发展岗"),
            "safety": Text("Safety and patrol", "治安巡逻岗"),
            "supervision": Text("Village affairs supervision", "村务监督岗"),
            "care": Text("Care for the vulnerable", "关爱帮扶岗"),
        },
    ),
    "duty_outcome": Enumeration(
        "duty_outcome",
        {
            "ongoing": Text("Ongoing", "进行中"),
            "income_raised": Text("Household income raised", "增收"),
            "business_started": Text("Business started", "已创业"),
            "risk_eliminated": Text("Risk eliminated", "风险消除"),
            "resolved": Text("Matter resolved", "已办结"),
            "no_change": Text("No change", "无变化"),
        },
    ),
    "meeting_type": Enumeration(
        "meeting_type",
        {
            "branch_congress": Text("Branch general meeting", "支部党员大会"),
            "branch_committee": Text("Branch committee meeting", "支部委员会会议"),
            "party_group": Text("Party group meeting", "党小组会"),
            "party_lecture": Text("Party lecture", "党课"),
            "theme_day": Text("Theme party day", "主题党日"),
            "org_life": Text("Organizational life meeting", "组织生活会"),
            "democratic_evaluation": Text("Democratic evaluation meeting", "民主评议党员会议"),
            "four_team_joint": Text("Four-team joint meeting", "四支队伍联席会议"),
        },
    ),
    "meeting_mode": Enumeration(
        "meeting_mode",
        {
            "onsite": Text("On site", "现场"),
            "online": Text("Online", "线上"),
            "mixed": Text("Mixed", "线上线下结合"),
        },
    ),
    "eval_kind": Enumeration(
        "eval_kind",
        {
            "member_democratic": Text("Democratic evaluation of members", "民主评议党员"),
            "secretary_appraisal": Text("Secretary debriefing and appraisal", "书记述职评议考核"),
            "affairs_appraisal": Text("Affairs-worker annual appraisal", "党务工作者年度考核"),
            "team_appraisal": Text("Dispatched-cadre annual appraisal", "驻村干部年度考核"),
        },
    ),
    "grade": Enumeration(
        "grade",
        {
            "excellent": Text("Excellent", "优秀"),
            "qualified": Text("Qualified", "合格（称职）"),
            "basically_qualified": Text("Basically qualified", "基本合格（基本称职）"),
            "unqualified": Text("Unqualified", "不合格（不称职）"),
            "not_graded": Text("Took part, not graded", "参加不定等次"),
        },
    ),
    "post_type": Enumeration(
        "post_type",
        {
            "party_secretary": Text("Village party secretary", "村党组织书记"),
            "deputy_secretary": Text("Deputy secretary", "副书记"),
            "party_committee_member": Text("Branch committee member", "支部委员"),
            "village_director": Text("Village committee director", "村委会主任"),
            "village_committee_member": Text("Village committee member", "村委会副主任、委员"),
            "party_affairs_worker": Text("Party affairs worker", "党务工作者（党务专干）"),
            "first_secretary": Text("First secretary", "第一书记"),
            "resident_team_leader": Text("Resident team leader", "驻村工作队队长"),
            "resident_team_member": Text("Resident team member", "驻村工作队队员"),
            "town_assigned_cadre": Text("Town-assigned village cadre", "镇包村干部"),
            "other_post": Text("Other village post", "其他村级岗位"),
        },
    ),
    "post_end_reason": Enumeration(
        "post_end_reason",
        {
            "term_end": Text("Term ended", "任期届满"),
            "promoted_township": Text("Promoted to township leadership", "选拔进入乡镇领导班子"),
            "civil_servant": Text("Recruited as civil servant", "考录公务员"),
            "public_institution": Text("Recruited to public institution", "招聘为事业编制人员"),
            "other_advancement": Text("Other advancement", "其他提拔使用"),
            "resigned": Text("Resigned", "辞职"),
            "removed": Text("Removed", "免职、撤换（召回）"),
            "retired_deceased": Text("Retired, ill or deceased", "离任（年龄、健康、死亡）"),
            "rotation": Text("Rotation of dispatched cadre", "轮换期满"),
            "unit_merged": Text("Village merged", "村建制合并"),
        },
    ),
    "selection_channel": Enumeration(
        "selection_channel",
        {
            "university_village_official": Text(
                "University-student village official / selected graduate", "大学生村官（选调生）"
            ),
            "returning_entrepreneur": Text("Returning entrepreneur", "返乡创业人员"),
            "rural_wealth_leader": Text("Rural rich person / wealth leader", "农村致富能手"),
            "veteran": Text("Veteran", "退役军人"),
            "incumbent_cadre": Text("Incumbent village cadre", "现任村组干部"),
            "dispatched_official": Text("Official dispatched from above", "机关选派（下派）"),
            "professional": Text("Professionalised (salaried) secretary", "专业化管理书记"),
            "open_selection": Text("Open selection/recruitment", "公开选聘"),
            "other": Text("Other", "其他"),
        },
    ),
    "dispatch_level": Enumeration(
        "dispatch_level",
        {
            "central": Text("Central", "中央单位"),
            "province": Text("Province", "省级"),
            "prefecture": Text("Prefecture", "市级"),
            "county": Text("County", "县级"),
            "township": Text("Township", "乡镇"),
            "village": Text("Village (not dispatched)", "本村"),
        },
    ),
    "system_type": Enumeration(
        "system_type",
        {
            "three_meetings": Text("Three meetings and one lesson system", "三会一课制度"),
            "four_two": Text("Four deliberations and two disclosures", "四议两公开制度"),
            "disclosure": Text("Party and village affairs disclosure", "党务村务公开制度"),
            "finance": Text("Collective finance and asset management", "集体“三资”管理制度"),
            "duty_roster": Text("Duty roster and service hours", "村干部坐班值班制度"),
            "appraisal": Text("Commitment, debriefing and appraisal", "承诺述职评议制度"),
            "points": Text("Member points / classified management", "党员积分（分类）管理制度"),
            "talent_intro": Text("Talent introduction and service", "人才引进与服务机制"),
            "four_team_plan": Text("Annual four-team integration plan", "四支队伍整合方案"),
        },
    ),
    "venue_type": Enumeration(
        "venue_type",
        {
            "county_party_school": Text("County party school", "县委党校"),
            "township_party_school": Text("Township party school", "乡镇党校"),
            "village_workshop": Text("Village workshop / lecture hall", "村级讲习所"),
            "online": Text("Online platform", "网络平台"),
            "advanced_area": Text("Advanced area on site", "先进地区现场"),
            "college": Text("College or university", "高校院所"),
            "field_base": Text("Field / practice base", "实训基地、田间课堂"),
            "other": Text("Other", "其他"),
        },
    ),
    "training_form": Enumeration(
        "training_form",
        {
            "class": Text("Class or rotation training", "集中培训（轮训）"),
            "induction": Text("Induction training", "任职培训"),
            "study_visit": Text("Study visit", "外出考察学习"),
            "experience_exchange": Text("Experience exchange", "经验交流"),
            "online_course": Text("Online course", "网络课程"),
            "practical": Text("Practical or field training", "实训"),
        },
    ),
    "training_topic": Enumeration(
        "training_topic",
        {
            "political_theory": Text("Political theory", "政治理论"),
            "party_affairs": Text("Party affairs knowledge", "党务知识"),
            "rural_revitalization": Text("Rural revitalization", "乡村振兴"),
            "policy_law": Text("Policy and law", "政策法规"),
            "agri_tech": Text("Agricultural technology", "农业技术"),
            "startup_employment": Text("Entrepreneurship and employment skills", "创业就业技能"),
            "assistance": Text("Assistance and four-team work", "驻村帮扶业务"),
            "other": Text("Other", "其他"),
        },
    ),
    "talent_type": Enumeration(
        "talent_type",
        {
            "agri_expert": Text("Agricultural expert", "农业专家"),
            "agri_technician": Text("Agricultural technician / local expert", "农技人才（土专家）"),
            "entrepreneur": Text("Entrepreneur", "创业人才"),
            "operator": Text("Cooperative / family farm operator", "生产经营人才"),
            "craft": Text("Craftsperson", "乡村工匠"),
            "digital": Text("Digital and e-commerce", "数字电商人才"),
            "public_service": Text("Education, health, culture", "教卫文公共服务人才"),
            "governance": Text("Governance talent", "治理人才"),
        },
    ),
    "talent_origin": Enumeration(
        "talent_origin",
        {
            "introduced": Text("Introduced from outside", "外来引进"),
            "returned": Text("Native returned", "返乡回流"),
            "local": Text("Locally grown", "本土培养"),
        },
    ),
    "talent_exit_reason": Enumeration(
        "talent_exit_reason",
        {
            "contract_end": Text("Contract or service period ended", "聘期（服务期）满"),
            "income": Text("Income or prospects elsewhere", "收入、发展原因"),
            "family": Text("Family, schooling, health", "家庭、子女、健康"),
            "project_failed": Text("Project closed", "项目终止"),
            "moved_up": Text("Moved to county or higher post", "调任上级"),
            "unit_merged": Text("Village merged", "村建制合并"),
            "other": Text("Other", "其他"),
        },
    ),
    "support_kind": Enumeration(
        "support_kind",
        {
            "mentoring": Text("Mentoring (pass on, help, lead)", "传帮带"),
            "life_care": Text("Life care contact", "生活关怀"),
            "problem_solving": Text("Problem-solving case", "解决困难诉求"),
            "career_development": Text("Career development support", "发展通道支持"),
        },
    ),
    "support_outcome": Enumeration(
        "support_outcome",
        {
            "ongoing": Text("Ongoing", "进行中"),
            "completed": Text("Mentoring completed", "结业出师"),
            "resolved": Text("Resolved", "已解决"),
            "not_resolved": Text("Not resolved", "未解决"),
            "title_awarded": Text("Professional title awarded", "评定职称"),
            "position_promoted": Text("Post or position obtained", "任职、聘用"),
            "project_supported": Text("Project or loan supported", "项目、信贷支持"),
            "study_supported": Text("Further study supported", "学历（技能）提升"),
            "withdrawn": Text("Withdrawn", "撤回"),
        },
    ),
    "fund_purpose": Enumeration(
        "fund_purpose",
        {
            "agri_tech_training": Text("Agricultural technology training", "农业技术培训"),
            "startup_employment_training": Text("Entrepreneurship and employment training", "创业就业技能培训"),
            "talent_service": Text("Talent service guarantee", "人才服务保障"),
            "returnee_support": Text("Returnee support", "返乡创业扶持"),
            "party_building": Text("Party-building operations", "党建工作经费"),
        },
    ),
    "dock_type": Enumeration(
        "dock_type",
        {
            "assistance_selection": Text("Assistance selection docking", "精准对接帮扶选派"),
            "training": Text("Training docking", "精准对接培训"),
            "guidance": Text("Guidance docking", "精准对接指导"),
        },
    ),
    "dock_result": Enumeration(
        "dock_result",
        {
            "matched": Text("Delivered as needed", "已精准落实"),
            "partly_matched": Text("Partly delivered", "部分落实"),
            "not_matched": Text("Not delivered", "未落实"),
            "pending": Text("Pending", "进行中"),
        },
    ),
    "media_level": Enumeration(
        "media_level",
        {
            "none": Text("Not published", "未刊发"),
            "county": Text("County media", "县级"),
            "prefecture": Text("Prefecture party paper/journal", "市级党报党刊"),
            "province": Text("Provincial party paper/journal", "省级党报党刊"),
            "central": Text("Central party paper/journal", "中央党报党刊"),
        },
    ),
    "practice_theme": Enumeration(
        "practice_theme",
        {
            "four_team_integration": Text("Four-team integration", "四支队伍整合"),
            "secretary": Text("Secretary building", "书记队伍"),
            "member_role": Text("Role of members", "党员作用发挥"),
            "talent": Text("Talent work", "人才工作"),
            "revitalization": Text("Rural revitalization", "乡村振兴"),
            "other": Text("Other", "其他"),
        },
    ),
    "terrain": Enumeration(
        "terrain",
        {
            "plain": Text("Plain", "平原"),
            "hill": Text("Hills", "丘陵"),
            "mountain": Text("Mountains", "山区"),
        },
    ),
}
