"""The sentences of the source text that the indicators answer to: the article on the four teams, the Ningshan case."""

from __future__ import annotations

from data.text import Text

SENTENCES: dict[str, Text] = {
    "S01": Text(
        "First, grasp the construction of village party leaders and strengthen the core leadership position of "
        "the organization.",
        "一、抓好村级党组织带头人队伍建设，强化组织的核心领导地位。",
    ),
    "S02": Text(
        "The most important thing in politics is not to use people first.",
        "为政之要，莫先于用人。",
    ),
    "S03": Text(
        "To strengthen the construction of rural grass-roots party organizations and give full play to the "
        "leading role of rural party organizations, the first thing is to do a good job in the construction of "
        "village party organization secretaries.",
        "加强农村基层党组织建设，发挥农村党组织的领导作用，首先要抓好村党组织书记队伍建设。",
    ),
    "S04": Text(
        'First, focus on selecting the "leaders" of rural party organization secretaries, actively explore the '
        "selection channels of village party organization secretaries, highlight the political standards for "
        "selecting and employing people, and pay attention to selecting village party organization secretaries "
        "from outstanding university student village officials, returning entrepreneurs and rural rich people.",
        "一是着力选好农村党组织书记“带头人”，积极探索村党组织书记选拔渠道，突出选人用人的政治标准，注重从优"
        "秀大学生村官、返乡创业人员、农村致富能手中选拔村党组织书记。",
    ),
    "S05": Text(
        "The second is to strengthen the education and training of rural party committee secretaries, organize "
        "rural party committee secretaries to study experience in advanced areas of rural party building in a "
        "planned way, broaden their development horizons and ideas, and enhance the ability of village party "
        "secretaries to promote rural revitalization.",
        "二是加强农村党组织书记教育培训，有计划地组织农村党组织书记到农村党建先进地区考察学习经验，开阔发展眼"
        "界和思路，提升村党组织书记推动乡村振兴的能力。",
    ),
    "S06": Text(
        "The third is to constantly improve the relevant systems for the construction of grass-roots party "
        "organizations in rural areas, and use the system to manage people and regulate behavior.",
        "三是不断健全农村基层党组织建设相关制度，用制度管人、规范行为。",
    ),
    "S07": Text(
        "Fourth, pay attention to giving deep love to the leaders of village party organizations, reasonably "
        "improve their wages, broaden their political outlets, and fully stimulate the role of village party "
        'organization secretaries as "leading geese".',
        "四是注重对村党组织带头人的关心厚爱，合理提高工资待遇，拓宽政治出路，充分激发村党组织书记的“头雁”作用。",
    ),
    "S08": Text(
        "Second, do a good job in building a contingent of rural party member and give play to party member's "
        "vanguard and exemplary role.",
        "二、抓好农村党员队伍建设，发挥党员先锋模范作用。",
    ),
    "S09": Text(
        'Party member, a rural person, is a "pioneer" in implementing the policies of the Party and the state at '
        "the grassroots level.",
        "农村党员是党和国家政策在基层贯彻落实的“先行者”。",
    ),
    "S10": Text(
        "Giving full play to the vanguard and exemplary role of rural party member is of great significance for "
        "serving the masses and maintaining harmony and stability.",
        "发挥好农村党员的先锋模范作用，对于服务群众、维护和谐稳定具有重要意义。",
    ),
    "S11": Text(
        "To do a good job in the team building of party member in rural areas, efforts should be made to develop "
        "party member and mobilize party member.",
        "抓好农村党员队伍建设，要在发展党员、调动党员上下功夫。",
    ),
    "S12": Text(
        "On the one hand, it is necessary to raise party member's political standards appropriately, and pay "
        "attention to absorbing typical entrepreneurs and rich leaders with high ideological and political "
        "awareness, good quality and good reputation into the party organizations to strengthen the grassroots "
        "strength of rural party organizations;",
        "一方面，要适当提高党员政治标准，注重把思想政治觉悟高、素质好、口碑好的创业典型、致富带头人吸收到党组"
        "织中来，增强农村党组织的基层力量；",
    ),
    "S13": Text(
        "On the other hand, fully mobilize the enthusiasm of rural party member to participate in rural "
        "construction and development, and connect party member with the poor by setting up posts and assigning "
        "responsibilities, leading the way and leading the surrounding people to start businesses and become "
        "rich.",
        "另一方面，充分调动农村党员参与农村建设发展的积极性，通过设岗定责、示范引领、带领周边群众创业致富等方"
        "式，让党员与困难群众结成对子。",
    ),
    "S14": Text(
        'In addition, through the implementation of "three sessions and one lesson", the organization of life '
        "meetings, democratic evaluation of party member and other work, make full use of the network platform, "
        "implement the classified management of party member, and effectively strengthen the education "
        "management in rural party member.",
        "此外，通过落实“三会一课”、组织生活会、民主评议党员等工作，用好网络平台，实行党员分类管理，切实加强"
        "农村党员教育管理。",
    ),
    "S15": Text(
        "Third, attach importance to the construction of party workers and cultivate the backbone of rural party "
        "building.",
        "三、重视党务工作者队伍建设，培育农村党建骨干力量。",
    ),
    "S16": Text(
        "Strengthening the organizational power of village party organizations is inseparable from the team of "
        "party workers who know, know and know party affairs, and must cultivate and expand the backbone of "
        "rural party building.",
        "增强村级党组织组织力，离不开一支懂党务、会党务、精党务的党务工作者队伍，必须培育壮大农村党建骨干力量。",
    ),
    "S17": Text(
        "In some rural grass-roots party organizations, it is common for party workers to hold several jobs, and "
        "their working ability is difficult to adapt to the requirements of the new situation.",
        "在一些农村基层党组织中，党务工作者身兼数职的现象较为普遍，工作能力难以适应新形势的要求。",
    ),
    "S18": Text(
        "Based on the principle of building a grassroots party cadre team with strong party spirit, strong "
        "ability and hard work style, we should strictly control the entrance, do a good job in selection, and "
        "pay attention to selecting young cadres with high academic qualifications and strong learning and "
        "exercise ability to serve in rural party organizations.",
        "本着建设一支党性强、能力强、作风硬的基层党务干部队伍的原则，要严把入口关，做好选配工作，注重选派高学"
        "历、学习锻炼能力强的年轻干部到农村党组织任职。",
    ),
    "S19": Text(
        "Make full use of platforms such as county and town party schools and village workshops, strengthen the "
        "pertinence of education and training, strengthen party affairs knowledge learning, and strengthen "
        "experience exchange and reference, so that they can truly become rural party affairs experts and the "
        "main force to promote rural party building.",
        "用好县乡党校、村级讲习所等平台，增强教育培训的针对性，加强党务知识学习，强化经验交流借鉴，使其真正成"
        "为农村党务的行家里手和推动农村党建的主力军。",
    ),
    "S20": Text(
        "Fourth, do a good job in the construction of rural talent teams and consolidate the intellectual "
        "support for rural revitalization.",
        "四、抓好农村人才队伍建设，夯实乡村振兴的智力支撑。",
    ),
    "S21": Text(
        "Adhering to the party's management of talents is not only the political responsibility of party "
        "organizations, but also a good way to promote various developments.",
        "坚持党管人才，既是党组织的政治责任，也是推动各项事业发展的好办法。",
    ),
    "S22": Text(
        "How to really bring talents who understand agriculture, love the countryside and love farmers into the "
        "countryside and stay in the countryside is the key to the construction of rural talent team.",
        "如何真正让懂农业、爱农村、爱农民的人才进得了乡村、留得住乡村，是农村人才队伍建设的关键。",
    ),
    "S23": Text(
        "In the aspect of talent introduction in rural areas, it is necessary to improve the talent introduction "
        "mechanism in combination with the reality of rural development, and to increase the introduction of "
        "foreign talents.",
        "在农村人才引进方面，要结合农村发展实际，健全人才引进机制，加大外来人才引进力度。",
    ),
    "S24": Text(
        "We should also actively guide local talents, entrepreneurs and wealthy talents to return to the village "
        "for investment and development, and at the same time encourage and support existing agricultural "
        'experts and agricultural technical talents in rural areas to play the role of "mentoring".',
        "还要积极引导本土人才、企业家、致富能人返乡投资兴业，同时鼓励支持农村现有的农业专家、农技人才发挥“传"
        "帮带”作用。",
    ),
    "S25": Text(
        "In terms of rural talent training, special funds are appropriately arranged for agricultural technology "
        "training and entrepreneurial employment skills training.",
        "在农村人才培训方面，合理安排农业技术培训、创业就业技能培训专项资金，",
    ),
    "S26": Text(
        ", focus on cultivating rural talents, and actively build a platform for training outstanding young "
        "talents to stimulate the entrepreneurial enthusiasm of outstanding young talent officers.",
        "着力培育农村人才，积极搭建优秀青年人才培养平台，激发优秀青年人才干事创业的热情。",
    ),
    "S27": Text(
        "In terms of rural talent service guarantee, in addition to strengthening talent service awareness, "
        "increasing life care for talents, actively solving problems for talents, and providing personalized "
        "quality services, it is also necessary to broaden the development channels of rural talents so that "
        "talents can feel at ease, settle down and work.",
        "在农村人才服务保障方面，除了增强人才服务意识、加大对人才的生活关怀、积极为人才排忧解难、提供个性化优"
        "质服务外，还要拓宽农村人才发展通道，让人才安心、安身、安业。",
    ),
    "S28": Text(
        "Extended data",
        "延伸资料",
    ),
    "S29": Text(
        "Ningshan, Shaanxi: Integrating Four Teams, Consolidating the Foundation of Party Building, and "
        "Promoting Poverty Alleviation",
        "陕西宁陕：整合四支队伍　夯实党建基础　推进脱贫攻坚",
    ),
    "S30": Text(
        "In order to effectively promote accurate poverty alleviation, ningshan county City, Ankang City, "
        "Shaanxi Province made great efforts to strengthen the team, lay a foundation and gather strength, and "
        'deeply integrated the grassroots party building work with the "four teams", forming a vivid situation '
        'of "promoting poverty alleviation with party building and leading party building with poverty '
        'alleviation", which provided a strong guarantee for winning the battle against poverty.',
        "为有效推进精准脱贫，陕西省安康市宁陕县着力强队伍、打基础、聚合力，将基层党建工作与“四支队伍”深度融"
        "合，形成了“以党建促脱贫、以脱贫带党建”的生动局面，为打赢脱贫攻坚战提供了坚强保障。",
    ),
    "S31": Text(
        "Improve posts and strengthen responsibilities.",
        "健全岗位，压实责任。",
    ),
    "S32": Text(
        'Strengthen the poverty alleviation work at the grassroots level, and guide the "four teams" of the '
        "resident team, the first secretary, the Zhenbao village cadres and the village Committee to form a "
        "joint effort.",
        "充实基层脱贫攻坚工作力量，引导驻村工作队、第一书记、镇包村干部、村委会“四支队伍”形成合力。",
    ),
    "S33": Text(
        "Grasp the overall planning.",
        "抓好统筹谋划。",
    ),
    "S34": Text(
        "Seriously meet the needs of the poverty alleviation team's construction and integration, solidly plan "
        'integration measures, formulate integration plans, and strengthen the "three precision docking" '
        "(precision docking assistance and selection, precision docking training, and precision docking "
        'guidance) in order to build strength on "individuals" and promote the consolidation of "faces".',
        "认真对接脱贫攻坚队伍建设与整合需求，扎实谋划整合举措，制定整合方案，强化“三个精准对接”（精准对接帮"
        "扶选派、精准对接培训、精准对接指导），在“点”上聚力，促“面”上巩固。",
    ),
    "S35": Text(
        "Play a leading role in demonstration.",
        "发挥示范引领作用。",
    ),
    "S36": Text(
        "Respect and advocate the initiative of the grassroots, pay attention to discovering and cultivating the "
        'experience and practices of the grassroots in integrating the "four teams", give play to the propaganda '
        "and promotion role of the party newspaper and the party magazine, focus on the group work in Ningshan, "
        'promote the practical innovation of the integration of the "four teams" in villages and towns, and '
        'provide learning reference for leading the grassroots to achieve the goal of integrating the "four '
        'teams" in place, standardized management, clear responsibilities and outstanding functions.',
        "尊重和倡导基层首创精神，注重发现和培育基层整合“四支队伍”的经验做法，发挥党报党刊的宣传推广作用，用"
        "好“宁陕组工”，推动镇村“四支队伍”整合实践创新，为引领基层实现“四支队伍”整合到位、管理规范、职责"
        "清晰、作用突出的目标提供学习借鉴。",
    ),
    "S37": Text(
        "Light. Com- Ningshan, Shaanxi: Integrating Four Teams, Consolidating the Foundation of Party Building, "
        "and Promoting Poverty Alleviation",
        "光明网：陕西宁陕：整合四支队伍　夯实党建基础　推进脱贫攻坚",
    ),
    "S38": Text(
        '* * * Making party member Network-Strengthening "Four Teams" and Improving the Organizational Power of '
        "Village Party Organizations.",
        "＊＊＊党员网——建强“四支队伍”　提升村级党组织组织力",
    ),
}
