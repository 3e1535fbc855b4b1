"""Document and index numbers, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federator.notation.numbers import (
    IndexForm,
    IndexNumber,
    doc_no_in_body,
    doc_no_in_title,
    read_doc_no,
    read_index_no,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("浙土资厅函[2011]22号", "浙土资厅函〔2011〕22号"),
        ("浙土资办（2008）106号", "浙土资办〔2008〕106号"),
        ("浙土资办【2009】126号", "浙土资办〔2009〕126号"),
        ("浙土资厅函［２０１１］２２号", "浙土资厅函〔2011〕22号"),
        ("国办发﹝2017﹞47号", "国办发〔2017〕47号"),
        ("浙自然资规〔2023〕第01号", "浙自然资规〔2023〕1号"),
        ("浙土资厅函 〔2011〕 22 号", "浙土资厅函〔2011〕22号"),
        ("(浙土资厅函〔2011〕22号)", "浙土资厅函〔2011〕22号"),
        ("（浙土资厅函（2011）22号）", "浙土资厅函〔2011〕22号"),
        ("浙土资厅函〔2011〕22", "浙土资厅函〔2011〕22号"),
        ("浙土资厅函〔20\n11〕22号文", "浙土资厅函〔2011〕22号"),
        ("自然资源部公告2023年第5号", "自然资源部公告2023年第5号"),
        ("2026年第05号", "2026年第5号"),
        ("国务院令第743号", "国务院令第743号"),
        ("政府令187号", "政府令第187号"),
        ("国令第845号", "国令第845号"),
        ("没有文号", ""),
        ("无", ""),
        ("", ""),
        ("根据国办发〔2017〕47号", ""),
        ("浙土资发〔2011〕22号、浙财综〔2011〕3号", ""),
        ("杭政储出[2026]55号", ""),
        ("杭政储出【2017】14、15号", ""),
        ("甬土挂〔2011〕3号", ""),
        ("余政工出（2019）7号", ""),
        ("浙土资发〔2011〕0号", ""),
    ],
)
def test_a_field_holds_one_document_number_or_none(written: str, expected: str) -> None:
    assert read_doc_no(written) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("关于印发价格办法的通知(发改经贸〔2026〕1241号)", "发改经贸〔2026〕1241号"),
        ("关于印发价格办法的通知（发改经贸（2026）1241号）", "发改经贸〔2026〕1241号"),
        ("浙土资厅函〔2011〕22号 关于开展检查的函", "浙土资厅函〔2011〕22号"),
        ("浙土资厅函〔2011〕22号关于开展检查的函", "浙土资厅函〔2011〕22号"),
        ("杭州市人民政府关于规划的批复 杭政函[2011]第22号", "杭政函〔2011〕22号"),
        ("自然资源部公告2023年第5号", "自然资源部公告2023年第5号"),
        ("自然资源部公告2023年第5号（关于发布标准的公告）", "自然资源部公告2023年第5号"),
        ("《关于加强管理的通知》（浙土资发〔2011〕22号）", "浙土资发〔2011〕22号"),
        ("转发《关于加强管理的通知》（国办发〔2017〕47号）", ""),
        ("关于废止浙土资发〔2008〕12号文件的通知", ""),
        ("关于转发国办发〔2017〕47号", ""),
        ("成品油价格调整公告（2026年第16号）", ""),
        ("某县征收土地公告某政征告〔2026〕9号", "某政征告〔2026〕9号"),
        ("行政处罚决定书某自然资罚〔2026〕25号", "某自然资罚〔2026〕25号"),
        ("某省国土资源厅公告〔2026〕5号", "某省国土资源厅公告〔2026〕5号"),
        ("关于转发某厅通知浙土资发〔2011〕22号", ""),
        ("某县出让公告某政储出〔2026〕12号", ""),
        ("杭政储出[2026]55号地块成交公示", ""),
        ("某自然资告字〔2026〕5号国有建设用地使用权拍卖出让公告", "某自然资告字〔2026〕5号"),
        ("某单元地块出让公告（杭政储出[2026]55号）", ""),
        ("2026年度计划", ""),
        ("", ""),
    ],
)
def test_a_title_carries_its_own_number(title: str, expected: str) -> None:
    assert doc_no_in_title(title) == expected


def test_a_line_of_its_own_near_the_top_of_the_body() -> None:
    assert doc_no_in_body("各市局：\n　　浙土资发〔２０１１〕22号　　\n正文") == "浙土资发〔2011〕22号"
    assert doc_no_in_body("浙土资发〔2011〕22号 签发人：王某\n正文") == "浙土资发〔2011〕22号"


def test_numbers_in_sentences_and_far_down_are_cited_ones() -> None:
    assert doc_no_in_body("根据国办发〔2017〕47号的要求，现通知如下。") == ""
    assert doc_no_in_body("\n".join(["一段"] * 30 + ["国办发〔2017〕47号"])) == ""
    assert doc_no_in_body("现将下列文件废止：\n浙土资发〔2010〕1号\n浙土资发〔2011〕2号") == ""
    assert doc_no_in_body("一、下列文件继续有效。\n浙土资发〔2010〕1号") == ""


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("000014349/2017-00110", IndexForm.NATIONAL),
        ("11500230MB19803549/2023-00093", IndexForm.CREDIT_CODE),
        ("11341702486344515H/202110-00013", IndexForm.CREDIT_CODE),
        ("330200-012-07-0102-20070101-1", IndexForm.ZHEJIANG),
        ("01527918X-2020-153077", IndexForm.DASHED),
        ("0142768-8/2022-00185", IndexForm.MALFORMED),
        ("11370300MB28646707/2020-None", IndexForm.MALFORMED),
        ("索引号", IndexForm.MALFORMED),
    ],
)
def test_index_numbers_have_a_form(written: str, form: IndexForm) -> None:
    assert read_index_no(written) == IndexNumber(written, form)


def test_an_index_number_is_folded_and_may_be_missing() -> None:
    assert read_index_no("　０00014349 / 2017-00110 ") == IndexNumber("000014349/2017-00110", IndexForm.NATIONAL)
    assert read_index_no(" \xa0") is None
    assert read_index_no("无") is None


@given(st.text() | st.text("浙土资[〔(2011)〕]第0号公告年令《》 ", max_size=40))
def test_no_text_breaks_them(text: str) -> None:
    read_doc_no(text)
    doc_no_in_title(text)
    doc_no_in_body(text)
    read_index_no(text)
