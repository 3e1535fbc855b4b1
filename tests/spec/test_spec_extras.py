"""The fields that only some categories have: every shape that bureaus print them in."""

import pytest

from federator.notation.markup import plain_text, sanitise
from federator.spec.extras import Body, read_extras
from tests.spec.conftest import values

LAND, TAKING, APPROVAL, REGISTRATION, MINING, PENALTY, OFFICE = "C07", "C05", "C06", "C08", "C09", "C10", "C01"
NEWS = "C03"


@pytest.fixture
def read(profile):
    def extract(category, html, title="", **said):
        clean = sanitise(html, "http://a.example/")
        return read_extras(Body(title, clean, plain_text(clean), said), profile.categories[category].matter)

    return extract


def table(*rows):
    """Cells are words, or words and attributes."""
    lines = ("".join(f"<td {cell[1]}>{cell[0]}</td>" if isinstance(cell, tuple) else f"<td>{cell}</td>" for cell in row)
             for row in rows)  # fmt: skip
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def test_a_header_gives_the_units_and_one_row_is_the_notice_s_own(read):
    told = read(LAND, table(["宗地编号", "土地面积(M2)", "起始价（万元）", "规划说明", "出让年限"],
                            ["云政储出[2026]5号", "27211", "12000", "略", "70"]))  # fmt: skip
    assert values(told.fields) == {
        "parcel_no": "云政储出〔2026〕5号", "area_m2": 27211, "term": 70, "start_price": 120_000_000,
    }  # fmt: skip
    assert told.fields["area_m2"].as_written == "27211"
    assert (told.fields["area_m2"].unit, told.fields["start_price"].unit) == ("m2", "yuan")
    assert told.records == ()


def test_many_rows_are_records_and_what_they_share_is_the_notice_s(read):
    told = read(LAND, table([("地块信息", 'colspan="40"')],
                            [("序号", 'rowspan="2"'), ("地块编号", 'rowspan="2"'), ("出让面积", 'colspan="2"'),
                             ("成交价（万元）", 'rowspan="2"'), ("挂牌时间", 'rowspan="2"')],
                            ["平方米", "亩"],
                            ["1", "HZ-01", "1000", "1.5", "300", ("2026年1月2日至2026年1月12日", 'rowspan="2"')],
                            ["2", "HZ-02", "2000", "3", "600"],
                            ["合计", "", "3000", "4.5", "900", ""]))  # fmt: skip
    days = {"bidding_from": "2026-01-02", "bidding_to": "2026-01-12"}
    assert [values(record) for record in told.records] == [
        {"parcel_no": "HZ-01", "area_m2": 1000, "deal_price": 3_000_000, **days},
        {"parcel_no": "HZ-02", "area_m2": 2000, "deal_price": 6_000_000, **days},
    ]  # fmt: skip
    assert values(told.fields) == {"area_m2": 3000, **days}


def test_label_and_value_side_by_side_with_empty_values(read):
    told = read(LAND, table(["宗地编号：", "云政储出[2026]5号", "宗地总面积：", "27211平方米（40.816亩）"],
                            ["投资强度：", "", "竞得人：", ""],
                            ["最终报价:1248000(元)", "", "宗地坐落：", ("甲路以东", 'colspan="50"')]))  # fmt: skip
    assert values(told.fields) == {
        "parcel_no": "云政储出〔2026〕5号", "area_m2": 27211, "deal_price": 1_248_000, "location": "甲路以东",
    }  # fmt: skip


def test_a_table_on_its_side_and_one_in_storeys(read):
    told = read(
        LAND, table(["地块编号", "A-1", "A-2"], ["面积（平方米）", "1000", "2000"], ["竞得人", "甲公司", "乙公司"])
    )
    assert [values(record)["winner"] for record in told.records] == ["甲公司", "乙公司"]
    told = read(LAND, table(["地块编号", "土地面积（公顷）", "坐落"], ["A-1", "1.5", "甲路"],
                            ["出让年限", "起始价（元/平方米）", "容积率"], ["40", "4500", "1.2"]))  # fmt: skip
    assert told.records == ()
    assert values(told.fields) == {
        "parcel_no": "A-1", "location": "甲路", "area_m2": 15000, "term": 40, "start_price": 4500, "plot_ratio": "1.2",
    }  # fmt: skip
    assert told.fields["start_price"].unit == "yuan/m2"


def test_cells_that_group_rows_and_rows_of_units_are_no_values(read):
    told = read(LAND, table([("宗地情况", 'rowspan="2"'), "宗地编号", "云储2019-11"], ["宗地面积", "18420.6平方米"],
                            [("交易条件", 'rowspan="2"'), "出让年限", "50年"], ["起始价", "9,210万元"]))  # fmt: skip
    assert values(told.fields) == {
        "parcel_no": "云储2019-11", "area_m2": 18420.6, "term": 50, "start_price": 92_100_000,
    }  # fmt: skip
    told = read(LAND, table(["宗地号", "土地面积", "成交价款"], ["", "（公顷）", "（万元）"], ["A-1", "1.2", "300"]))
    assert values(told.fields) == {"parcel_no": "A-1", "area_m2": 12000, "deal_price": 3_000_000}


def test_several_certificates_told_in_turn_are_records(read):
    told = read(REGISTRATION, "<p>甲公司遗失土地使用证，证号为云国用（2006）第1-234号，面积4500平方米，声明作废。</p>"
                              "<p>乙遗失证书，证号：浙（2017）云岭县不动产权第0003344号，声明作废。</p>")  # fmt: skip
    assert [values(record)["certificate_no"] for record in told.records] == [
        "云国用（2006）第1-234号", "浙（2017）云岭县不动产权第0003344号",
    ]  # fmt: skip
    assert told.fields == {}


def test_two_tables_of_the_same_parcels_are_joined_by_their_numbers(read):
    told = read(LAND, table(["地块编号", "面积（亩）"], ["A-1", "15"], ["A-2", "30"])
                + table(["地块编号", "起始价（万元）"], ["A-2", "20"], ["A-1", "10"]))  # fmt: skip
    assert [values(record) for record in told.records] == [
        {"parcel_no": "A-1", "area_m2": 10000, "start_price": 100_000},
        {"parcel_no": "A-2", "area_m2": 20000, "start_price": 200_000},
    ]


def test_numbered_lines_and_several_labels_in_one(read):
    told = read(LAND, "<p>1、地块编号：余政工出【2017】14、15号；</p>"
                      "<p>2、土地面积：10.6906公顷；土地用途：工业用地。</p>"
                      "<p>3、出让年限：城镇住宅用地70年，零售商业用地、餐饮用地40年</p>")  # fmt: skip
    assert values(told.fields) == {
        "parcel_no": ("余政工出〔2017〕14号", "余政工出〔2017〕15号"),
        "area_m2": 106_906,
        "use": "工业用地",
        "term": ("城镇住宅用地70年", "零售商业用地、餐饮用地40年"),
    }


def test_a_number_cut_across_elements_and_a_key_that_comes_again(read):
    told = read(LAND, "<p>地块编号：云储出〔20<b>2</b>1〕<i>2</i>3号</p><p>土地面积：1000平方米</p>"
                      "<p>地块编号：云储出〔2021〕24号</p><p>土地面积：2000平方米</p>")  # fmt: skip
    assert [values(record) for record in told.records] == [
        {"parcel_no": "云储出〔2021〕23号", "area_m2": 1000},
        {"parcel_no": "云储出〔2021〕24号", "area_m2": 2000},
    ]


def test_a_key_told_once_more_is_no_record(read):
    told = read(PENALTY, "<p>决定书文号：云土资罚〔2018〕12号</p><p>当事人：甲公司</p><p>违法事实：占用土地三亩</p>"
                         "<p>当事人：甲公司（盖章）签收</p>")  # fmt: skip
    assert (told.records, values(told.fields)["party"]) == ((), "甲公司")


def test_sentences_of_a_land_taking(read):
    told = read(TAKING, "<p>经浙江省人民政府浙土字A[2019]-0123文件批准，征收甲镇乙村集体土地共计1.2345公顷，"
                        "用于学校建设。</p><p>三、补偿标准</p><p>按区片综合地价每亩6万元。</p><p>四、安置途径</p>"
                        "<p>纳入社会保障。</p><p>村民如有异议，请于十日内书面提出。</p>")  # fmt: skip
    assert values(told.fields) == {
        "approval_doc_no": "浙土字A〔2019〕-0123",
        "approved_by": "浙江省人民政府",
        "villages": "甲镇乙村",
        "area_ha": 1.2345,
        "compensation_std": "按区片综合地价每亩6万元",
        "resettlement": "纳入社会保障",
        "objection_channel": "村民如有异议，请于十日内书面提出",
        "land_use": "学校建设",
    }


def test_what_a_sentence_says_twice_and_differently_is_left_out(read):
    told = read(TAKING, "<p>征收甲村集体土地1公顷；征收乙村集体土地2公顷。</p>")
    assert "area_ha" not in told.fields


@pytest.mark.parametrize("period", ["2017年1月1日至2022年1月1日", "自2017-01-01至2022-01-01", "2017.1.1—2022.1.1"])
def test_a_period_has_two_ends(read, period):
    told = read(MINING, f"<p>许可证号：C3301002010117130012345</p><p>有效期限：{period}</p>")
    assert values(told.fields) == {
        "licence_no": "C3301002010117130012345", "valid_from": "2017-01-01", "valid_to": "2022-01-01",
    }  # fmt: skip


def test_one_day_is_the_end_only_where_it_says_so(read):
    assert values(read(MINING, "<p>有效期至：2022年1月1日</p>").fields) == {"valid_to": "2022-01-01"}
    assert values(read(MINING, "<p>有效期：2022年1月1日</p>").fields) == {}


def test_a_penalty_in_a_table_and_as_a_decision(read):
    told = read(PENALTY, table(["决定书文号", "云土资罚〔2018〕12号"], ["当事人", "甲公司（法定代表人：某）"],
                               ["违法事实", "未经批准占用土地"], ["处罚决定日期", "2018/6/7"]))  # fmt: skip
    assert values(told.fields) == {
        "decision_no": "云土资罚〔2018〕12号", "party": "甲公司", "fact": "未经批准占用土地", "decided": "2018-06-07",
    }  # fmt: skip
    told = read(PENALTY, "<p>云土资罚〔2018〕12号</p><p>当事人：甲公司，住乙路。</p>"
        "<p>经查，你公司未经批准占用土地三亩。"
                         "依据《土地管理法》第七十六条的规定，决定处罚如下：</p><p>1、退还土地；</p><p>2、罚款。</p>"
                         "<p>云岭县国土资源局</p><p>2018年6月7日</p>")  # fmt: skip
    assert values(told.fields) == {
        "decision_no": "云土资罚〔2018〕12号",
        "party": "甲公司",
        "fact": "经查，你公司未经批准占用土地三亩",
        "basis": "《土地管理法》第七十六条",
        "result": "1、退还土地；\n2、罚款",
        "decided": "2018-06-07",
        "authority": "云岭县国土资源局",
    }


def test_nothing_that_says_nothing_is_a_value(read):
    told = read(
        LAND, table(["宗地编号", "——"], ["竞得人", "无"], ["土地面积", "详见附件"], ["成交价", "/"], ["土地用途", "*"])
    )
    assert told.fields == {}


def test_where_to_ask_is_no_place_of_land_and_a_telephone_is_a_number(read):
    told = read(LAND, "<p>地址：云岭市府前街8号</p><p>网址：http://a.example/</p><p>报名地点：交易中心三楼</p>")
    assert told.fields == {}
    told = read(
        "C01",
        "<p>联系电话：（0576）81234567 技术支持：某公司</p><p>地址：https://a.example/</p><p>负责人：　年　月　日</p>",
    )
    assert values(told.fields) == {"phone": "（0576）81234567"}


def test_a_title_names_the_parcel(read):
    assert values(read(LAND, "<p>现公告。</p>", "云政储出(2026)第11号地块挂牌出让公告").fields) == {
        "parcel_no": "云政储出〔2026〕第11号"
    }


def test_fields_labels_units_and_keys_are_the_profile_s(tiny):
    matter = tiny.categories["water"].matter
    told = read_extras(Body("", "", "测站号：甲7\n水面大小（公顷）：300\n测站号：甲8\n水面：2km2", {}), matter)
    assert [values(record) for record in told.records] == [
        {"gauge": "甲7", "surface": 3}, {"gauge": "甲8", "surface": 2},
    ]  # fmt: skip
    assert values(read_extras(Body("", "", "此处水面有500公顷。", {}), matter).fields) == {"surface": 5}
    assert read_extras(Body("", "", "水面：2km2", {}), tiny.categories["other"].matter).fields == {}


def test_hostile_spans_cost_nothing(read):
    told = read(LAND, table([("x", 'colspan="99999" rowspan="99999"')] * 50) * 20 + "<table>" * 300)
    assert told.fields == {}


def test_things_told_a_line_each_by_their_numbers_are_records(read):
    told = read(
        LAND,
        "<p>（一）云储出〔2020〕7号地块，坐落于城北路以西，面积8642平方米，"
        "由云岭甲置业有限公司以12300万元竞得。</p>"
        "<p>（二）云储出〔2020〕9号地块，坐落于镇前路，面积3310平方米，因无人报价流拍。</p>",
    )
    assert [values(one) for one in told.records] == [
        {"parcel_no": "云储出〔2020〕7号", "location": "城北路以西", "area_m2": 8642,
         "winner": "云岭甲置业有限公司", "deal_price": 123000000},
        {"parcel_no": "云储出〔2020〕9号", "location": "镇前路", "area_m2": 3310},
    ]  # fmt: skip
    assert told.fields == {}


def test_words_end_where_their_line_tells_of_something_else(read):
    told = read(MINING, "<p>开采矿种：页岩，生产规模30万吨/年；矿区位置：长塘村，面积0.04平方公里</p>")
    assert (values(told.fields)["mineral"], values(told.fields)["location"]) == ("页岩", "长塘村")


def test_what_comes_twice_and_differs_belongs_to_nobody(read):
    told = read(OFFICE, "<p>负责人：何某，电话：84120001</p><p>负责人：楼某，电话：84120002</p>")
    assert "head" not in told.fields


def test_a_number_does_not_swallow_the_words_before_it(read):
    told = read(LAND, "<p>特此公告。</p>", title="关于终止云储出〔2021〕3号地块出让的公告")
    assert values(told.fields)["parcel_no"] == "云储出〔2021〕3号"


def test_the_first_of_several_areas_is_not_the_area(read):
    told = read(TAKING, "<p>拟征收甲村集体土地4.0公顷、乙村集体土地2.6667公顷。</p>")
    assert "area_ha" not in told.fields


def test_a_suspicion_is_no_fact(read):
    told = read(PENALTY, "<p>因你单位涉嫌非法占用土地，我局已立案调查。</p>")
    assert "fact" not in told.fields


def test_a_decision_goes_on_in_numbered_lines(read):
    told = read(PENALTY, "<p>作出如下处罚决定：</p><p>1.退还土地；</p><p>2.处罚款6500元。</p>")
    assert values(told.fields)["result"] == "1.退还土地；\n2.处罚款6500元"


def test_a_name_that_changed_is_nobody_s(read):
    assert "holder" not in read(MINING, "<p>采矿权人：由甲石料厂变更为乙公司；矿种：凝灰岩</p>").fields


def test_nobody_is_no_winner(read):
    told = read(LAND, "<p>地块编号：P（2024）021</p><p>竞得人：无人报名，流拍</p>")
    assert values(told.fields) == {"parcel_no": "P（2024）021"}


def test_a_number_goes_with_the_office_in_it(read):
    told = read(APPROVAL, "<p>甲县人民政府于2016年10月26日以阳府土〔2016〕88号文批准用地。</p>")
    assert values(told.fields) == {
        "approval_doc_no": "阳府土〔2016〕88号", "approval_date": "2016-10-26", "approved_by": "甲县人民政府",
    }  # fmt: skip


def test_the_day_on_which_an_approval_came_is_not_its_own(read):
    told = read(TAKING, "<p>甲县人民政府于2023年9月18日收到征收土地的批复，该批复于2023年9月12日作出。</p>")
    assert values(told.fields)["approval_date"] == "2023-09-12"


def test_a_place_goes_on_to_its_four_bounds(read):
    told = read(TAKING, "<p>土地位置：位于甲村，东至河、北至农田（详见附图）。</p>")
    assert values(told.fields)["location"] == "甲村，东至河、北至农田"


def test_a_fact_ends_before_its_evidence(read):
    told = read(PENALTY, "<p>一、违法事实</p><p>擅自占地3350平方米建厂房。</p><p>以上事实有笔录证实。</p>")
    assert values(told.fields)["fact"] == "擅自占地3350平方米建厂房"


def test_a_source_is_told_without_what_the_page_prints_behind_it(read):
    told = read(NEWS, "<p>近日。</p>", 来源="甲县林业局　作者：张某　浏览次数：12")
    assert values(told.fields)["content_source"] == "甲县林业局"


def test_the_unit_of_areas_may_stand_above_their_table(read):
    rows = table(
        ["批准文号", "用地单位", "批准面积"],
        ["甲政地〔2020〕4号", "甲公司", "0.42"],
        ["甲政地〔2020〕5号", "乙公司", "0.36"],
    )
    told = [values(one)["area_ha"] for one in read(APPROVAL, f"<p>单位：公顷</p>{rows}").records]
    assert told == [0.42, 0.36]
    assert "area_ha" not in read(APPROVAL, f"<p>单位：公顷</p><p>（单位：亩）</p>{rows}").records[0]


def test_who_is_answered_applied(read):
    told = read(APPROVAL, "<p>甲风电有限公司：</p><p>你公司《关于甲风电场项目建设用地的申请》收悉。</p>")
    assert values(told.fields) == {"applicant": "甲风电有限公司", "project": "甲风电场项目"}


def test_an_auction_has_its_day_and_its_way(read):
    told = read(LAND, "<p>甲县国土资源局定于2011年7月20日上午9时30分公开拍卖一宗国有土地使用权。</p>")
    assert values(told.fields) == {"supply_mode": "拍卖", "bidding_from": "2011-07-20"}
