"""What sentences tell of another thing than the notice's, and what they tell of single things of several."""

import pytest

from tests.spec.test_spec_certain import APPROVAL, LAND, MINING, OFFICE, PENALTY, REGISTRATION, TAKING, rows

OTHER = "上月，海州市HZ-2020-11号地块出让面积5000平方米，由海州市丁实业有限公司以900万元竞得。"


def test_a_sentence_that_names_another_parcel_than_the_notice_s_tells_nothing_of_it(read):
    told, records = read(LAND, "地块编号：HZ-2022-03号", "出让年限：40年", OTHER)
    assert (told, records) == ({"parcel_no": "HZ-2022-03号", "term": 40}, [])


def test_nor_does_one_that_names_another_than_the_title(read):
    told, records = read(LAND, "土地用途为仓储用地。", OTHER, title="关于HZ-2022-03号地块挂牌出让的公告")
    assert (told["parcel_no"], told["use"], records) == ("HZ-2022-03号", "仓储用地", [])
    assert not {"winner", "deal_price", "area_m2"} & told.keys()


def test_where_sentences_name_several_and_none_is_known_they_tell_nothing(read):
    told, records = read(LAND, "现出让HZ-2022-03号地块，起始价为800万元。", OTHER)
    assert (told, records) == ({}, [])


def test_a_number_told_again_without_what_stands_before_it_is_the_same(read):
    told, _ = read(
        LAND, "地块编号：海州储出〔2022〕3号", "储出〔2022〕3号地块成交，由海州市丙机电有限公司以900万元竞得。"
    )
    assert told["winner"] == "海州市丙机电有限公司"


def test_a_sentence_that_tells_a_figure_otherwise_than_its_label_is_of_another_thing(read):
    lines = ("用地面积：2.5公顷", "2019年4月2日，海州市人民政府批准该厂用地，共计1.2公顷。")
    assert read(APPROVAL, *lines)[0] == {"area_ha": 2.5}


@pytest.mark.parametrize(
    "sentence",
    [
        "比如某宗地，起始价为300万元。",
        "另悉，临近的一宗起始价为300万元。",
        "一期用地起始价为300万元，现已建成。",
        "剩余使用年限31年。",
    ],
)
def test_an_example_a_remainder_or_what_is_over_is_no_matter_of_the_notice(read, sentence):
    assert read(LAND, sentence) == ({}, [])


def test_what_a_page_says_of_its_neighbours_is_none_of_the_notice(read):
    assert read(LAND, "下一条：关于HZ-2020-11号地块的出让公告", title="供地公示") == ({}, [])


CASES = (
    "一、海州市戊砖瓦厂非法占地案。2020年5月，海州市戊砖瓦厂未经批准占用东岸村土地6亩建设晾坯场。"
    "2020年9月3日，海州市自然资源局作出行政处罚决定，责令退还土地，并处罚款40000元。",
    "二、石桥镇村民何某违法建房案。2021年3月，何某未经批准占用耕地0.2亩建房。2021年8月，镇政府已督促拆除。",
)


def test_the_cases_of_a_circular_are_records_and_none_is_the_notice_s(read):
    told, (first, second) = read(PENALTY, "现将两起案件通报如下：", *CASES)
    assert told == {}
    assert first == {
        "party": "海州市戊砖瓦厂",
        "fact": "2020年5月，海州市戊砖瓦厂未经批准占用东岸村土地6亩建设晾坯场",
        "result": "责令退还土地，并处罚款40000元",
        "decided": "2020-09-03",
        "fine": 40_000,
        "authority": "海州市自然资源局",
    }
    assert second == {"party": "何某", "fact": "2021年3月，何某未经批准占用耕地0.2亩建房"}


def test_a_circular_of_which_one_case_is_not_understood_lists_nothing(read):
    assert read(PENALTY, CASES[0], "二、破坏耕地案。该村已整改。") == ({}, [])


def test_who_lost_a_certificate_stands_beside_its_number_in_a_numbered_line(read):
    _, records = read(
        REGISTRATION,
        "1.海州市己果品公司遗失国有土地使用证，证号：海国用（2003）第7-12号，声明作废。",
        "2.何某某不慎遗失不动产权证书，证号：浙（2018）海州市不动产权第0001234号，声明作废。",
    )
    assert [record["holder"] for record in records] == ["海州市己果品公司", "何某某"]


def test_things_told_in_lines_that_are_not_alike_are_no_list(read):
    lines = (
        "海国用（2003）第7-12号土地证面积为90平方米。",
        "补发后为浙（2018）海州市不动产权第0001234号，面积为88平方米。",
    )
    assert read(REGISTRATION, *lines) == ({}, [])


@pytest.mark.parametrize(
    "gap",
    [
        [["宗地号", "", "位置", "起始价"], ["H-1", "", "东门", "90万元"], ["H-2", "", "西门", "80万元"]],
        [["宗地号", "位置", "起始价"], ["", "", ""], ["H-1", "东门", "90万元"], ["H-2", "西门", "80万元"]],
        [["宗地号", "位置", "起始价"], ["", "", "（万元）"], ["H-1", "东门", "90"], ["H-2", "西门", "80"]],
    ],
)
def test_an_empty_column_or_row_or_one_of_units_hides_no_header(read, gap):
    _, records = read(LAND, html=rows(*gap))
    assert records[0] == {"parcel_no": "H-1", "start_price": 900_000, "location": "东门"}


def test_the_head_of_an_unknown_column_is_no_value_of_the_label_beside_it(read):
    html = rows(["序号", "不动产坐落", "异议情况", "备注"], ["1", "东门街8号", "无人提出", "公告期满"])
    assert "location" not in read(REGISTRATION, html=html)[0]


def test_a_bare_number_of_words_takes_the_unit_of_its_column(read):
    html = rows(["村名", "面积（公顷）", "补偿标准（万元/亩）"], ["东岸村", "2.5", "6.8"], ["西岸村", "1.5", "6.2"])
    assert [record["compensation_std"] for record in read(TAKING, html=html)[1]] == ["6.8万元/亩", "6.2万元/亩"]


@pytest.mark.parametrize(
    ("category", "line", "told"),
    [
        (LAND, "宗地编号：HZ-2019-8(31)", {"parcel_no": "HZ-2019-8（31）"}),
        (LAND, "经过三轮竞价，最后由海州市丙机电有限公司以900万元竞得。", {"winner": "海州市丙机电有限公司"}),
        (TAKING, "批准文号：（2016）政国土字第0033号", {"approval_doc_no": "〔2016〕政国土字33号"}),
        (TAKING, "批准文号：2016年3月8日海政土〔2016〕33号", {}),
        (TAKING, "补偿标准为区片综合地价5.1万元/亩。", {"compensation_std": "区片综合地价5.1万元/亩"}),
        (TAKING, "你户享有申请听证的权利。", {}),
        (TAKING, "征地补偿标准不变。", {}),
        (MINING, "1、矿区面积：０．３５平方公里", {"area_km2": 0.35}),
    ],
)
def test_the_whole_of_a_value_and_nothing_else(read, category, line, told):
    found, _ = read(category, line)
    assert {name: found[name] for name in found if name != "deal_price"} == told


def test_the_cases_of_a_circular_may_stand_in_one_paragraph(read):
    told, records = read(PENALTY, "现将两起案件通报如下：" + "".join(CASES))
    assert told == {}
    assert [record["party"] for record in records] == ["海州市戊砖瓦厂", "何某"]


def test_a_number_that_one_thing_alone_has_is_not_that_of_a_list(read):
    told, records = read(
        REGISTRATION,
        "1.浙（2018）海州市不动产权第0001234号，权利人：何某某，坐落：东门街8号。",
        "2.海字第77号林权证，权利人：海州市己果品公司，坐落：西门街9号。",
    )
    assert told == {}
    assert records == [
        {"certificate_no": "浙（2018）海州市不动产权第0001234号", "location": "东门街8号", "holder": "何某某"},
        {"location": "西门街9号", "holder": "海州市己果品公司"},
    ]


@pytest.mark.parametrize(
    ("category", "line", "told"),
    [
        (LAND, "该地块（面积：900平方米，用途：仓储），因规划变动收回。", {"area_m2": 900, "use": "仓储"}),
        (LAND, "用途为仓储）于去年供应。", {}),
        (LAND, "挂牌价格：2100万元", {}),
        (LAND, "挂牌成交价格：2100万元", {"deal_price": 21_000_000}),
        (LAND, "宗地编号：H-1：H-2", {}),
        (LAND, "宗地编号：海土拍2016-03、土地面积：900平方米", {"parcel_no": "海土拍2016-03", "area_m2": 900}),
        (LAND, "海资土拍〔2019〕21号", {}),
        (LAND, "竞得人：使用期限", {}),
        (TAKING, "因建设海州市东岸小学项目的需要，拟征收下列土地。", {"project": "海州市东岸小学项目"}),
        (OFFICE, "地址：东门街112号 邮政编码：312000", {"address": "东门街112号"}),
        (PENALTY, "被处罚人：云岭县石桥镇东岸村 何某某", {}),
        (PENALTY, "决定对何某某作出如下处罚：另行通知。", {}),
        (MINING, "矿区位于海州县城北偏东，直距12公里。", {}),
        (LAND, "经公开竞价海州市丙机电有限公司以900万元竞得。", {"deal_price": 9_000_000}),
        (
            PENALTY,
            "你村未经批准占用东岸村土地2亩建设广场，该行为违反了规定。",
            {"fact": "你村未经批准占用东岸村土地2亩建设广场"},
        ),
        (PENALTY, "违法事实：占用耕地30平方米。依据《土地管理法》，决定不予处罚。", {"fact": "占用耕地30平方米"}),
    ],
)
def test_a_value_ends_where_something_else_begins(read, category, line, told):
    assert read(category, line)[0] == told
