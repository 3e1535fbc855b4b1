"""The shipped evidence on titles as bureaus write them."""

import pytest

from federator.spec.categories import Signs, choose, zones_of

TITLES = [
    ("征地补偿安置公告", "C05"),
    ("青田县土地征收预公告", "C05"),
    ("杭州市规划和自然资源局西湖分局征地补偿安置方案征求意见公告", "C05"),
    ("国有建设用地使用权招标拍卖挂牌出让公告", "C07"),
    ("杭政储出[2026]55号地块挂牌出让公告", "C07"),
    ("国有建设用地使用权协议出让结果公示", "C07"),
    ("2026年国有建设用地供应计划", "C07"),
    ("采矿权挂牌出让公告", "C09"),
    ("探矿权延续登记公示", "C09"),
    ("行政处罚决定书", "C10"),
    ("不动产权证书遗失声明", "C08"),
    ("首次登记公告", "C08"),
    ("关于征收海州县2020年度第三批次城市建设用地的公告", "C05"),
    ("关于开展省级自然资源所有权首次登记的通告", "C08"),
    ("国有土地使用权证书注销公告", "C08"),
    ("关于注销云岭县甲置业有限公司国有建设用地使用权的公告", "C08"),
    ("云岭县2024年3月集体土地所有权登记结果公告", "C08"),
    ("云 岭 县 国 有 土 地 使 用 权 拍 卖 出 让 公 告", "C07"),
    ("云岭县水厂划拨供地批前公示", "C07"),
    ("云岭县不动产登记中心机构概况（变更）", "C01"),
    ("建设用地审批结果公示", "C06"),
    ("建设项目用地预审与选址意见书核发结果", "C06"),
    ("2026年度建设用地报批服务采购招标公告", "C11"),
    ("建设用地报批技术服务项目中标公告", "C11"),
    ("杭州市规划和自然资源局2026年部门预算公开", "C11"),
    ("事业单位公开招聘工作人员公告", "C11"),
    ("2025年政府信息公开工作年度报告", "C12"),
    ("关于公开征集年度工作建议的问卷调查", "C12"),
    ("国土空间总体规划（2021-2035年）草案公示", "C04"),
    ("关于征求《某市产业发展规划（征求意见稿）》意见的公告", "C04"),
    ("某某单元控制性详细规划局部调整批前公示", "C04"),
    ("杭州市规划和自然资源局内设机构", "C01"),
    ("省厅召开矿业权出让制度改革推进会", "C03"),
    ("全市开展耕地保护专项督查", "C03"),
    ("我局组织开展卫片执法业务培训", "C03"),
    ("温州：建设用地审批跑出加速度", "C03"),
    ("某分局完成年度土地出让任务", "C03"),
    ("市局扎实推进不动产登记“一件事”改革", "C03"),
    ("2026年度地质灾害防治方案", "C04"),
    ("某某道路工程选址论证公示", "C04"),
    ("征地听证告知书", "C05"),
    ("行政处罚听证告知书", "C10"),
    ("土地违法案件挂牌督办", "C10"),
    ("关于某土告〔2026〕9号出让公告的更正公告", "C07"),
    ("2026年一季度存量住宅用地信息公示", "C07"),
    ("关于某某矿闭坑验收的公示", "C09"),
    ("地质灾害风险调查评价项目更正公告", "C11"),
    ("土地出让评估服务单位选取结果公告", "C11"),
    ("工程师职务任职资格评审结果公示", "C11"),
    ("国土空间规划编制项目公开招标公告", "C11"),
    ("关于国土空间规划的在线访谈", "C12"),
    ("关于公开征求《某某规定》意见的通知", "C12"),
]


@pytest.mark.parametrize(("title", "category"), TITLES)
def test_a_title_names_its_category(profile, title, category):
    assert choose(Signs(title), None, profile)[0] == category
    assert choose(Signs(title), "C03", profile)[0] == category


@pytest.mark.parametrize(
    "title", ["杭州市规划和自然资源局西湖分局情况说明", "公告", "年度计划执行情况", "征地工作简报"]
)
def test_weak_evidence_leaves_the_source_its_own(profile, title):
    assert choose(Signs(title), "C08", profile) == ("C08", "source default")


def test_a_bureau_s_name_is_no_evidence_for_plans(profile):
    assert choose(Signs("杭州市规划和自然资源局西湖分局情况说明"), None, profile) == ("C03", "fallback")


def test_a_number_makes_a_document_of_a_circular(profile):
    title = "关于进一步做好耕地保护工作的通知"
    assert choose(Signs(title), "C03", profile)[0] == "C03"
    assert choose(Signs(title, "浙土资厅函〔2011〕22号"), "C03", profile) == (
        "C02",
        "document: 关于进一步做好耕地保护工作的通知",
    )


def test_a_circular_that_orders_work_is_a_document_whatever_the_work(profile):
    title = "关于开展建设用地审批专项检查的通知"
    assert choose(Signs(title, "浙自然资函〔2026〕5号"), "C03", profile)[0] == "C02"


def test_column_and_genre_of_the_page_speak_where_the_title_does_not(profile):
    assert choose(Signs("公示一", column="土地征收"), "C03", profile) == ("C05", "column: 土地征收")
    assert choose(Signs("某办法", genre="行政规范性文件"), "C03", profile) == ("C02", "genre: 规范性文件")


def test_the_reason_names_the_evidence(profile):
    assert choose(Signs("余杭区征地补偿安置公告（第3号）"), "C03", profile)[1] == "title: 征地补偿安置公告"


def test_zones_follow_category_and_title(profile):
    assert zones_of("C07", "挂牌出让公告", profile) == (("市场信息",), ("企业",))
    assert zones_of("C09", "采矿权拍卖公告", profile) == (("市场信息",), ("企业",))
    assert zones_of("C09", "采矿权延续登记公示", profile) == (("政务公开",), ("企业",))
    assert zones_of("C08", "不动产登记办事指南", profile) == (("办事服务",), ("企业", "个人"))
    assert zones_of("C12", "关于办法征求意见的公告", profile)[0] == ("互动平台",)
    assert zones_of("C12", "年度报告", profile) == (("政务公开",), ("政府", "个人"))


def test_the_head_of_a_body_speaks_where_a_short_title_says_nothing(profile):
    text = "经批准，征收甲村集体土地1公顷，现公告如下。"
    assert choose(Signs("公告", body=text), None, profile) == ("C05", "body: 征收甲村集体土地")
    assert choose(Signs("公告", body=text), "C07", profile) == ("C07", "source default")
    assert choose(Signs("某某分局开展群众路线教育实践情况的说明", body=text), None, profile)[1] == "fallback"


def test_a_page_named_after_an_agency_is_about_it(profile):
    assert choose(Signs("云岭县自然资源和规划局石门管理所"), None, profile)[0] == "C01"


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("浙江省自然资源厅权责清单（2023年版）", "C01"),
        ("局领导之窗", "C01"),
        ("浙江省国土资源厅公告2012年第3号", "C02"),
        ("关于调整市区基准地价的通知", "C02"),
        ("转发省厅关于开展宅基地确权登记工作的通知", "C02"),
        ("我县1宗工业用地成功挂牌出让", "C03"),
        ("国土空间总体规划局部调整方案公示", "C04"),
        ("2024年度土地储备计划", "C04"),
        ("关于征收南白象街道集体所有土地的公告", "C05"),
        ("云岭征补告〔2023〕12号", "C05"),
        ("2022年第三季度建设用地审批结果", "C06"),
        ("国有建设用地划拨决定书公示", "C06"),
        ("关于收回某某公司国有土地使用权的公告", "C07"),
        ("集体建设用地使用权登记公告", "C08"),
        ("某矿区划定矿区范围公示", "C09"),
        ("非法采矿案件查处结果通报", "C10"),
        ("限期拆除通知书", "C10"),
        ("某测绘项目竞争性谈判公告", "C11"),
        ("民意征集：国土空间规划大家谈", "C12"),
    ],
)
def test_more_titles_as_bureaus_write_them(profile, title, category):
    assert choose(Signs(title), None, profile)[0] == category


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("一图读懂《云岭市工业用地出让管理办法》", "C02"),
        ("群众留言：宅基地怎么登记", "C12"),
        ("局长：王某某", "C01"),
        ("关于公开征求城镇基准地价成果意见的公告", "C12"),
        ("云岭市不动产登记中心办公地址变更公告", "C01"),
        ("云岭市自然资源和规划局关于下放建设用地审批权限的通知", "C02"),
        ("关于李某等同志任职的通知", "C11"),
        ("某某公司非法占用耕地案", "C10"),
        ("房产证遗失启事", "C08"),
        ("城镇批次用地报批情况公开", "C06"),
        ("闲置土地认定公告", "C07"),
        ("云政征启〔2022〕5号", "C05"),
        ("2024年度国有建设用地收储计划", "C04"),
        ("云岭市自然资源局基层所通讯录", "C01"),
        ("中华人民共和国土地管理法", "C02"),
        ("我市不动产登记实现“跨省通办”", "C03"),
    ],
)
def test_what_sort_of_text_it_is_decides_before_what_it_is_about(profile, title, category):
    assert choose(Signs(title), None, profile)[0] == category


def test_a_title_that_names_no_sort_of_notice_is_news(profile):
    title = "云岭市矿山复绿走出新路子助推乡村大变样"
    assert choose(Signs(title), None, profile)[0] == "C03"
    assert choose(Signs(title), "C09", profile) == ("C09", "source default")
    assert choose(Signs("云岭市矿山名录"), None, profile)[0] == "C09"
