"""When a reading is certain enough to be kept: what a sentence, a line or a cell tells, and what it does not."""

from dataclasses import replace
from time import process_time

import pytest

from federator.spec.normalise import normalise

LAND, TAKING, APPROVAL, REGISTRATION, MINING, PENALTY, OFFICE = "C07", "C05", "C06", "C08", "C09", "C10", "C01"


def rows(*lines):
    return (
        "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines) + "</table>"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "该地块周边一宗用地由云岭甲置业有限公司以5000万元竞得。",
        "此前该地块由云岭甲置业有限公司以5000万元竞得，后解除合同。",
        "若云岭甲置业有限公司以5000万元竞得，须在十日内签订合同。",
        "拟由云岭甲置业有限公司以5000万元竞得。",
    ],
)
def test_a_sentence_of_another_thing_of_before_or_of_if_tells_nothing(read, sentence):
    assert read(LAND, sentence) == ({}, [])


def test_what_is_told_of_another_thing_hides_nothing_that_is_told_of_this(read):
    told, _ = read(LAND, "周边宗地面积为12000平方米。", "本宗地由云岭甲置业有限公司竞得，宗地面积为800平方米。")
    assert told["area_m2"] == 800


def test_a_bound_is_no_measure(read):
    assert read(LAND, "每宗用地面积不超过3公顷。") == ({}, [])
    assert read(LAND, "竞买保证金不少于500万元。") == ({}, [])
    assert read(TAKING, "拟征收该村集体土地，共计3公顷以上。") == ({}, [])


def test_where_an_office_lies_is_no_place_of_land(read):
    assert read(REGISTRATION, "请向云岭市不动产登记中心（位于滨江路18号，三楼）提出。") == ({}, [])


@pytest.mark.parametrize(
    ("category", "sentence", "title", "number"),
    [
        (APPROVAL, "经查阅，云资规临土〔2021〕13号文件同意批准。", "", {}),
        (LAND, "", "关于SX-2022-021号地块挂牌出让的公告", {"parcel_no": "SX-2022-021号"}),
    ],
)
def test_a_number_is_read_from_its_beginning_or_not_at_all(read, category, sentence, title, number):
    told, _ = read(category, sentence, title=title)
    assert told == number


def test_a_clause_that_is_label_and_value_is_read(read):
    told, _ = read(LAND, "该宗地面积为1200平方米，土地用途为城镇住宅用地，出让年限70年，增价幅度50万元。")
    assert told == {"area_m2": 1200, "use": "城镇住宅用地", "term": 70, "increment": 500_000}


def test_of_an_enumeration_and_of_words_that_go_on_no_clause_is_read(read):
    assert read(LAND, "出让面积1200平方米、800平方米。") == ({}, [])
    assert read(LAND, "宗地位置为甲路以东，南至乙路，北至丙路。") == ({}, [])


def test_two_clauses_that_differ_tell_nothing(read):
    assert read(LAND, "出让年限40年。", "后文所称出让年限，商业用地，出让年限50年。")[0] == {}


def test_another_pattern_that_differs_is_a_contradiction(read):
    told, _ = read(LAND, "成交价为5000万元，由云岭甲置业有限公司以4800万元竞得。")
    assert "deal_price" not in told


def test_one_of_several_numbered_lines_tells_nothing_of_the_whole(read):
    told, _ = read(REGISTRATION, "1.权利人云岭市甲有限公司，坐落甲路。", "2.权利人张某某，坐落乙路。")
    assert told == {}


def test_a_list_that_nothing_tells_apart_tells_nothing(read):
    told, records = read(
        LAND, "竞得人：甲公司", "成交价：10万元", "土地面积：1公顷", "竞得人：乙公司", "成交价：20万元"
    )
    assert (told, records) == ({}, [])


def test_things_told_a_line_each_by_the_number_of_their_approval_are_records(read):
    told, records = read(
        APPROVAL,
        "一、甲项目，批准文号浙土字〔2022〕0398号，批准时间2022年7月29日，批准面积8.03公顷。",
        "二、乙项目，批准文号浙土字〔2022〕0467号，批准时间2022年9月8日，批准面积2.22公顷。",
    )
    assert [record["approval_doc_no"] for record in records] == ["浙土字〔2022〕398号", "浙土字〔2022〕467号"]
    assert [record["area_ha"] for record in records] == [8.03, 2.22]
    assert told == {}


def test_of_several_values_beside_a_label_none_is_the_notice_s(read):
    html = rows(["规划用途", "商服用地", "住宅用地"], ["公告期限", "三十日", ""])
    assert read(LAND, html=html) == ({}, [])


def test_a_unit_in_its_own_cell_belongs_to_the_number_before_it(read):
    told, _ = read(LAND, html=rows(["出让面积", "12.5", "公顷"], ["用途", "工业", ""]))
    assert told == {"area_m2": 125_000, "use": "工业"}


def test_an_unknown_label_beside_a_value_is_no_second_value(read):
    told, _ = read(
        APPROVAL,
        html=rows(["用地单位", "甲公司", "临时用地项目", "营地"], ["用地面积", "1公顷", "批准时间", "2021.7.19"]),
    )
    assert told == {"applicant": "甲公司", "area_ha": 1, "approval_date": "2021-07-19"}


def test_a_bare_number_takes_what_its_label_counts_in(read):
    assert read(MINING, html=rows(["生产规模（万吨/年）", "150"], ["矿种", "页岩"]))[0]["output"] == "150万吨/年"


def test_a_value_ends_before_a_clause_with_a_label_of_its_own(read):
    told, _ = read(LAND, "地块编号：1-12-34，图号：40.25-68.75，用途：工业，公示单位：某局")
    assert told == {"parcel_no": "1-12-34", "use": "工业"}


def test_a_section_ends_before_a_number_that_goes_on_with_no_count_of_its_own(read):
    told, _ = read(TAKING, "七、安置途径：养老保险安置。八、其他：请于七月前登记。")
    assert told["resettlement"] == "养老保险安置"
    told, _ = read(PENALTY, "处罚内容：1.退还土地；2.罚款600元。当事人应于十五日内缴纳罚款。")
    assert told["result"] == "1.退还土地；2.罚款600元"


def test_a_section_in_a_line_of_labels_ends_with_the_next(read):
    told, _ = read(PENALTY, "违法事实：未经批准占用耕地，行政处罚的履行方式和期限：15日内缴纳")
    assert told["fact"] == "未经批准占用耕地"


@pytest.mark.parametrize(
    ("category", "line"),
    [
        (REGISTRATION, "登记日期：2024年3月1日前"),
        (REGISTRATION, "权利人：该公司持有的全部股东"),
        (LAND, "宗地编号：详细情况"),
        (MINING, "生产规模：变更前为5万立方米/年，无需变更后核定"),
        (LAND, "宗地坐落：请到交易中心查询"),
    ],
)
def test_a_value_is_of_its_field_s_whole_type(read, category, line):
    assert read(category, line) == ({}, [])


def test_a_declaration_is_no_part_of_a_place(read):
    told, _ = read(REGISTRATION, "坐落：建设路8号，声明作废。")
    assert told["location"] == "建设路8号"


def test_a_number_goes_without_the_label_before_it(read):
    told, _ = read(PENALTY, "处罚决定：文号为云土资罚字〔2014〕19号；当事人：名称为云岭甲公司；")
    assert told["party"] == "云岭甲公司"


@pytest.mark.parametrize(
    ("category", "line", "told"),
    [
        (MINING, "矿区面积：由0.3520平方公里缩小为0.2866平方公里", {"area_km2": 0.2866}),
        (LAND, "起始价：原为8600万元，现更正为8900万元。", {"start_price": 89_000_000}),
        (APPROVAL, "用地面积：原批准1.2公顷，本次批准0.9公顷", {"area_ha": 0.9}),
        (
            TAKING,
            "批准文号：浙土字〔2024〕0188号（原批复浙土字〔2022〕0702号已撤销）",
            {"approval_doc_no": "浙土字〔2024〕188号"},
        ),
    ],
)
def test_of_a_value_that_changed_the_one_that_holds_now_is_told(read, category, line, told):
    assert read(category, line)[0] == told


def test_tables_of_before_and_after_tell_of_after(read):
    html = rows(["项目", "变更前", "变更后"], ["土地用途", "工业用地", "商业用地"], ["出让年限", "50年", "40年"])
    assert read(LAND, html=html) == ({"use": "商业用地", "term": 40}, [])


def test_who_had_it_gives_way_to_who_has_it(read):
    html = rows(["原权利人", "现权利人", "坐落", "登记日期"], ["甲厂", "乙公司", "甲路", "2024年7月3日"])
    assert read(REGISTRATION, html=html)[0]["holder"] == "乙公司"
    assert read(REGISTRATION, "原权利人：甲厂", "坐落：甲路", "现权利人：乙公司")[0]["holder"] == "乙公司"


def test_a_ratio_between_bounds_is_a_value_and_no_label(read):
    told, _ = read(LAND, html=rows(["容积率", "2.0≤容积率≤3.5"], ["起始价", "560万元"]))
    assert told == {"plot_ratio": "2.0≤容积率≤3.5", "start_price": 5_600_000}


def test_things_of_which_each_has_a_line_of_labels_are_records(read):
    told, records = read(
        REGISTRATION, "1.权利人：赵某；坐落：甲村1号；用途：住宅", "2.权利人：钱某；坐落：甲村2号；用途：住宅"
    )
    assert [record["holder"] for record in records] == ["赵某", "钱某"]
    assert told == {"use": "住宅"}


def test_what_is_done_to_a_number_is_no_part_of_it(read):
    told, _ = read(PENALTY, "现公告。", title="关于撤销云自然资罚〔2023〕6号行政处罚决定的公告")
    assert told == {"decision_no": "云自然资罚〔2023〕6号"}


def test_what_a_notice_of_its_sort_cannot_have_is_told_of_another(profile, directory, source, page_of):
    raw = page_of("云岭县国有建设用地使用权挂牌出让公告", "由云岭甲置业有限公司以5000万元竞得。")
    assert normalise(raw, source, profile, directory).fields == {}


def test_a_plan_s_sums_by_use_are_no_parcels(profile, directory, source, page_of):
    html = rows(["用途", "面积（公顷）"], ["商服用地", "12.5"], ["住宅用地", "30"])
    page = page_of("云岭县2024年度国有建设用地供应计划", "见下表。")
    raw = replace(page, page=replace(page.page, html=html))
    assert normalise(raw, source, profile, directory).records == ()


def test_of_a_heading_over_several_numbered_lines_none_is_the_value(read):
    assert read(TAKING, "一、征收范围", "1、甲村范围内", "2、乙村范围内", "二、征收目的", "工业用地")[0] == {
        "land_use": "工业用地"
    }


def test_a_sentence_below_its_heading_says_the_label_once_more(read):
    told, _ = read(TAKING, "一、拟征收土地的位置和范围", "拟征收土地位于甲镇乙村地段，属于乙村集体土地，范围见图。")
    assert told["location"] == "甲镇乙村地段"


def test_why_it_may_be_taken_is_no_part_of_what_for(read):
    told, _ = read(TAKING, "征收目的：城镇道路用地，符合《土地管理法》第四十五条规定")
    assert told == {"land_use": "城镇道路用地"}


@pytest.mark.parametrize(
    "sentence", ["征收面积为0.7940公顷，涉及一个村", "拟征收你村东侧地块的集体土地", "本次征收涉及甲村"]
)
def test_a_sentence_about_something_else_is_no_place(read, sentence):
    assert "location" not in read(TAKING, "一、征收范围", sentence)[0]


def test_what_points_elsewhere_is_no_value(read):
    assert read(TAKING, "一、征收范围", "拟征收土地位置详见勘测定界图。") == ({}, [])


def test_a_document_s_name_over_its_labels_heads_no_section(read):
    told, _ = read(PENALTY, "行政处罚决定", "当事人：甲公司", "违法事实：占用土地三亩")
    assert told == {"party": "甲公司", "fact": "占用土地三亩"}


def test_a_label_in_a_value_s_place_tells_nothing(read):
    assert read(LAND, "宗地坐落：土地用途。", "出让年限：50年")[0] == {"term": 50}


def test_a_section_told_twice_and_differently_is_left_out(read):
    told, _ = read(TAKING, "安置对象：甲村被征地农户", "安置方式：货币补偿", "征收目的：道路用地")
    assert told == {"land_use": "道路用地"}


def test_what_is_ordered_before_is_no_part_of_where_to_object(read):
    told, _ = read(TAKING, "权利人应于六月前到街道办理登记，对本公告内容有异议的，可向国土局书面提出。")
    assert told == {"objection_channel": "对本公告内容有异议的，可向国土局书面提出"}


@pytest.mark.parametrize(
    "words",
    ["以5元竞得" * 12_000, "土地面积1亩，" * 9000, "有异议的可以提出" * 7000, f"竞得人：某公司{' ' * 50_000}年"],
)
def test_hostile_repetitions_cost_nothing(read, words):
    begun = process_time()
    read(LAND, words)
    read(TAKING, words)
    assert process_time() - begun < 3


def test_a_name_broken_over_two_lines_of_its_cell_is_one(read):
    cell = "<p>云岭市宏泰房地产</p><p>开发有限公司</p>"
    assert read(LAND, html=rows(["竞得人", cell], ["用途", "住宅"]))[0]["winner"] == "云岭市宏泰房地产开发有限公司"
    assert read(LAND, html=rows(["竞得人", "甲公司<br>乙公司"], ["用途", "住宅"]))[0]["winner"] == "甲公司"


def test_a_header_over_several_names_only_what_those_do_not(read):
    head = (
        '<tr><td rowspan="2">当事人</td><td colspan="2">处罚情况</td></tr><tr><td>处罚依据</td><td>处罚内容</td></tr>'
    )
    row = "<tr><td>甲公司</td><td>《土地管理法》第七十七条</td><td>退还土地</td></tr>"
    told, _ = read(PENALTY, html=f"<table>{head}{row}</table>")
    assert told == {"party": "甲公司", "basis": "《土地管理法》第七十七条", "result": "退还土地"}


def test_of_two_cells_that_name_one_field_the_second_is_its_value(read):
    html = rows(["安置途径", "社会保障安置"], ["办理登记的期限和地点", "七月前，甲镇"], ["征收面积", "2公顷"])
    assert read(TAKING, html=html)[0] == {"resettlement": "社会保障安置", "area_ha": 2}


@pytest.mark.parametrize(
    ("category", "line", "told"),
    [
        (MINING, "开采方式：露天开采（不变）", {"mining_way": "露天开采"}),
        (TAKING, "征收范围：甲镇乙村（四至以勘测定界图为准）", {"location": "甲镇乙村"}),
        (TAKING, "征收范围：位于甲镇乙村", {"location": "甲镇乙村"}),
        (PENALTY, "决定书文号：云罚〔2022〕1号（变更云罚〔2021〕7号）", {"decision_no": "云罚〔2022〕1号"}),
        (OFFICE, "办公地址：原甲路8号，自2019年3月4日起迁至乙路6号", {"address": "乙路6号"}),
        (LAND, "起拍价：楼面价4200元/平方米，总价48065万元", {"start_price": 480_650_000}),
    ],
)
def test_a_remark_what_was_or_a_price_of_the_floor_is_no_part_of_a_value(read, category, line, told):
    assert read(category, line)[0] == told


def test_a_correction_s_first_quotation_is_what_was(read):
    lines = (
        "1.“征收土地面积2.1公顷”更正为“征收土地面积2.3公顷”；",
        "2.“文号浙土字〔2023〕18号”应为“批准文号浙土字〔2023〕19号”。",
    )
    assert read(TAKING, *lines)[0] == {"area_ha": 2.3, "approval_doc_no": "浙土字〔2023〕19号"}


def test_a_place_ends_at_its_closing_bracket_and_a_time_that_was_put_off_is_the_later(read):
    sentence = "因故将该地块（位于甲路东侧）挂牌截止时间由2023年10月9日10时延长至2023年10月20日10时。"
    assert read(LAND, sentence)[0] == {"location": "甲路东侧", "bidding_to": "2023-10-20"}


def test_what_stands_before_a_number_is_not_of_it(read):
    told, _ = read(LAND, "现对公告中云政储出〔2025〕11号地块作如下补充。")
    assert told == {"parcel_no": "云政储出〔2025〕11号"}
    assert read(LAND, "", title="关于取消云土告字〔2022〕9号地块竞得资格的公告")[0] == {}


def test_what_is_announced_is_no_part_of_where_to_object(read):
    told, _ = read(TAKING, "某村土地已清点完成，现将补偿情况公示如下，如有异议请于7日内向街道反映。")
    assert told["objection_channel"] == "如有异议请于7日内向街道反映"


def test_a_section_behind_the_list_is_told_of_all(read):
    told, records = read(
        LAND,
        "一、地块情况",
        *("（一）地块一", "宗地编号：云储〔2023〕4号", "宗地面积：200平方米"),
        *("（二）地块二", "宗地编号：云储〔2023〕5号", "宗地面积：300平方米"),
        "二、挂牌时间：2023年6月20日8时至2023年6月30日10时。",
    )
    assert told == {"bidding_from": "2023-06-20", "bidding_to": "2023-06-30"}
    assert [sorted(record) for record in records] == [["area_m2", "parcel_no"]] * 2


def test_what_a_circular_tells_of_several_cases_is_nobody_s_alone(read):
    lines = (
        "一、云岭市甲食品有限公司非法占地案。2021年6月，该公司未经批准占用乙村土地3.2亩建造厂房。",
        "二、李某非法采矿案。2021年4月，李某擅自开采山石580吨。",
    )
    assert read(PENALTY, *lines)[0] == {}


@pytest.mark.parametrize(
    ("category", "lines", "told"),
    [
        (LAND, ("我局决定以网上挂牌方式公开出让二宗土地。",), {"supply_mode": "网上挂牌"}),
        (LAND, ("以招标、拍卖或者挂牌方式出让均可。",), {}),
        (
            TAKING,
            ("业经云岭市人民政府云政土字〔2022〕第18号文批准，征收甲村土地。",),
            {"approved_by": "云岭市人民政府"},
        ),
        (
            TAKING,
            ("经浙江省人民政府批准（浙土字〔2022〕第238号，批准时间2022年6月17日），征收甲村土地。",),
            {"approved_by": "浙江省人民政府", "approval_date": "2022-06-17", "approval_doc_no": "浙土字〔2022〕238号"},
        ),
        (TAKING, ("本标准经云岭市人民政府批准后执行。",), {}),
        (
            APPROVAL,
            ("来文收悉，现批复如下：", "同意。", "云岭市国土局", "2020年3月1日"),
            {"approval_date": "2020-03-01"},
        ),
        (PENALTY, ("处以每平方米１０元的罚款，计人民币８６００元。",), {"fine": 8600}),
        (PENALTY, ("处罚款人民币壹拾陆万捌仟元整（¥168000.00）。",), {"fine": 168_000}),
        (PENALTY, ("拟对你单位处罚款8400元。",), {}),
        (PENALTY, ("责令停止。", "云岭市国土资源局", "二〇一六年五月十二日"), {"authority": "云岭市国土资源局"}),
    ],
)
def test_a_sentence_tells_how_who_when_and_how_much(read, category, lines, told):
    assert read(category, *lines)[0] == told


def test_a_reply_s_own_number_is_that_of_the_approval(profile, directory, source, page_of):
    raw = page_of("关于甲厂项目建设用地的批复", "云自然资建〔2021〕8号\n来文收悉，经审查，同意。")
    fields = normalise(raw, source, profile, directory).fields
    assert fields["approval_doc_no"].value == "云自然资建〔2021〕8号"


def test_the_fine_is_told_in_the_sanction_of_its_row(read):
    rows_of = rows(["当事人", "处罚内容"], ["甲公司", "退还土地，罚款8620元"], ["乙公司", "没收所得12900元"])
    _, records = read(PENALTY, html=rows_of)
    assert [record.get("fine") for record in records] == [8620, None]


@pytest.mark.parametrize(
    ("category", "lines", "told"),
    [
        (TAKING, ("因甲县乙中学扩建项目建设需要，拟征收丙镇丁村部分集体土地。",), ("甲县乙中学扩建项目", "丙镇丁村")),
        (TAKING, ("征收甲镇乙村、丙村集体土地，作为云岭市2019年度计划第三批次建设用地。",),
         ("云岭市2019年度计划第三批次建设用地", "甲镇乙村、丙村")),
        (TAKING, ("拟征收甲镇乙村集体土地4公顷、丙村集体土地2公顷。", "拟征收你村集体土地。"), (None, None)),
    ],
)  # fmt: skip
def test_a_sentence_tells_what_for_and_whose_land_is_taken(read, category, lines, told):
    fields, _ = read(category, *lines)
    assert (fields.get("project"), fields.get("villages")) == told


@pytest.mark.parametrize(
    ("category", "line", "holder"),
    [
        (REGISTRATION, "云岭县甲茶场因保管不慎，遗失国有土地使用证一本。", "云岭县甲茶场"),
        (REGISTRATION, "申请人云岭县甲置业有限公司对位于乙路的房屋申请登记。", "云岭县甲置业有限公司"),
        (MINING, "云岭县甲石料有限公司持有的采矿许可证已于去年到期，自行废止。", "云岭县甲石料有限公司"),
        (REGISTRATION, "本公司因保管不慎，遗失国有土地使用证一本。", None),
    ],
)
def test_a_sentence_tells_who_lost_or_held_it(read, category, line, holder):
    assert read(category, line)[0].get("holder") == holder


def test_whom_a_decision_addresses_is_its_party(read):
    lines = ("云岭县恒盛木业有限公司：", "你单位应当知悉。", "本局决定撤销云自然资罚〔2022〕2号行政处罚决定。")
    assert read(PENALTY, *lines)[0] == {"party": "云岭县恒盛木业有限公司", "decision_no": "云自然资罚〔2022〕2号"}
    assert "party" not in read(PENALTY, "各县自然资源局、有关公司：", "你们应当学习。")[0]


def test_an_auction_s_day_is_when_bidding_begins(read):
    assert read(LAND, "拍卖会定于2019年11月28日上午举行。")[0] == {"bidding_from": "2019-11-28"}
    assert read(LAND, "拍卖时间：2019年11月28日9时", "挂牌时间：2019年11月28日9时")[0] == {"bidding_from": "2019-11-28"}


@pytest.mark.parametrize(
    ("category", "sentence"),
    [
        (LAND, "该宗地以划拨方式取得，申请补办手续。"),
        (TAKING, "补偿安置方案已经云岭市人民政府云政征补〔2023〕2号批准。"),
        (TAKING, "因基础设施建设项目需要，征收土地范围内村集体土地。"),
        (PENALTY, "逾期未缴，加处罚款36150元。"),
        (REGISTRATION, "下列权利人因保管不善，遗失土地证。"),
    ],
)
def test_a_sentence_of_another_act_tells_nothing(read, category, sentence):
    assert read(category, sentence) == ({}, [])


def test_a_label_of_any_field_in_a_value_s_place_tells_nothing(read):
    assert read(MINING, "采矿权人：生产规模", "矿种：叶蜡石")[0] == {"mineral": "叶蜡石"}


def test_items_that_were_corrected_stand_in_a_column_of_their_own(read):
    html = rows(
        ["更正事项", "原公告内容", "更正后内容"], ["容积率", "1.0-2.0", "1.0-1.8"], ["起始价", "324万元", "291万元"]
    )
    assert read(LAND, html=html) == ({"plot_ratio": "1.0-1.8", "start_price": 2_910_000}, [])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("挂牌期限：2009年11月9日至11月19日", {"bidding_from": "2009-11-09", "bidding_to": "2009-11-19"}),
        ("挂牌期限：2009年11月9日9时至11月19日15时", {"bidding_from": "2009-11-09", "bidding_to": "2009-11-19"}),
        ("挂牌期限：2009年11月9日至成交时", {"bidding_from": "2009-11-09"}),
    ],
)
def test_the_first_day_of_a_period_is_never_its_last(read, line, told):
    assert read(LAND, line)[0] == told


def test_a_table_s_empty_row_is_no_row(read):
    html = "<table><tr></tr><tr><td>用途</td><td>住宅</td></tr><tr></tr><tr><td>出让年限</td><td>70年</td></tr></table>"
    assert read(LAND, html=html)[0] == {"use": "住宅", "term": 70}


@pytest.mark.parametrize(
    ("category", "line", "told"),
    [
        (PENALTY, "决定书文号：云罚〔2021〕1号（2021年3月1日）", {"decision_no": "云罚〔2021〕1号"}),
        (PENALTY, "当事人：同上", {}),
        (APPROVAL, "批准时间：2021年3月1日、4月1日", {}),
        (REGISTRATION, "权利人：张三、李四（共同共有）", {"holder": "张三、李四"}),
        (REGISTRATION, "证号：浙（2019）甲县不动产权第0001234号（已注销），浙（2021）甲县不动产权第0005678号", {}),
    ],
)
def test_of_several_or_with_a_remark_only_what_is_certain(read, category, line, told):
    assert read(category, line)[0] == told


def test_a_notice_s_own_day_is_not_that_of_a_decision_it_delivers(read):
    lines = ("现公告送达云自然资罚〔2021〕5号行政处罚决定。", "云岭县自然资源局", "2021年6月1日")
    assert "decided" not in read(PENALTY, *lines)[0]


@pytest.mark.parametrize(
    ("category", "sentence", "told"),
    [
        (REGISTRATION, "登记的宗地面积为1200平方米，应为1180平方米。", {}),
        (REGISTRATION, "注销云国用（2009）第123号国有土地使用证。", {"certificate_no": "云国用（2009）第123号"}),
        (LAND, "该地块（原起始价1200万元、保证金240万元）终止挂牌。", {}),
        (
            TAKING,
            "根据省政府浙土字〔2021〕5号批复，征收土地。",
            {"approved_by": "省政府", "approval_doc_no": "浙土字〔2021〕5号"},
        ),
    ],
)
def test_what_is_corrected_ended_or_relied_upon(read, category, sentence, told):
    assert read(category, sentence)[0] == told


@pytest.mark.parametrize(
    ("category", "lines", "told"),
    [
        (OFFICE, ("负责人：张三（党组书记、局长）",), {"head": "张三"}),
        (OFFICE, ("负责人：主持全面工作",), {}),
        (LAND, ("竞得人：甲企业（有限合伙）",), {"winner": "甲企业（有限合伙）"}),
        (LAND, ("宗地编号：云土2021-1号（甲地块）",), {"parcel_no": "云土2021-1号"}),
        (PENALTY, ("全年共立案查处违法用地35宗，罚款120万元。",), {}),
    ],
)
def test_a_remark_on_a_name_and_a_year_s_sum(read, category, lines, told):
    assert read(category, *lines)[0] == told
