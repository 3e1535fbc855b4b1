"""Raw notices → records: which of several claims wins."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federator.model.notice import Notice
from federator.model.row import NoticePage, RawNotice, Row
from federator.model.site import Source, unregistered
from federator.spec.normalise import issues, normalise

TITLE = "关于印发《节能审查实施办法》的通知"


@pytest.fixture
def read(source, profile, directory):
    return lambda raw: normalise(raw, source, profile, directory)


def test_numbers_of_a_catalogue_stand_where_the_page_prints_none(read, page_of):
    told = {"索引号": "002633101/2026-00012", "文号": "示自然资规〔2026〕3号", "发布机构": "某局"}
    row = Row(TITLE, "http://a.example/1", "2026-06-05", told)
    silent, saying = read(page_of(TITLE, "正文。", row=row)), read(page_of(TITLE, fields={"索引号": "X"}, row=row))
    assert (silent.index_no, silent.doc_no) == ("002633101/2026-00012", "示自然资规〔2026〕3号")
    assert silent.publisher != "某局"
    assert (saying.index_no, saying.doc_no) == ("X", "示自然资规〔2026〕3号")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("002633101／2026－00012", "002633101/2026-00012"),
        ("002633101 / 2026-00012", "002633101/2026-00012"),
        ("X／1", "X／1"),
    ],
)
def test_an_index_number_of_a_known_form_has_half_width_signs_and_no_spaces(read, page_of, written, number):
    assert read(page_of(TITLE, fields={"索引号": written})).index_no == number


def test_a_heading_that_goes_on_where_the_stated_title_ends_has_it_all(read, page_of):
    stated = {"articletitle": TITLE}
    assert read(page_of(f"{TITLE} （第二批）", metas=stated)).title == f"{TITLE} （第二批）"
    assert read(page_of("另一个标题", metas=stated)).title == TITLE


def test_a_heading_without_the_site_that_hangs_on_the_stated_title_is_the_title(read, page_of):
    assert read(page_of(TITLE, metas={"articletitle": f"{TITLE}-云岭市水利局"})).title == TITLE
    assert read(page_of("另一个标题", metas={"articletitle": f"{TITLE}-云岭市水利局"})).title == f"{TITLE}-云岭市水利局"


def test_a_whole_page_makes_a_whole_record(read, page_of):
    raw = page_of(
        f"{TITLE}-杭州市规划和自然资源局",
        "各区、县（市）人民政府：\n现将《节能审查实施办法》印发给你们，请认真组织实施。\n杭州市规划和自然资源局\n2026年6月2日",
        metas={"pubdate": "2026-06-05 16:21", "articletitle": TITLE, "contentsource": "节能处", "keywords": "节能"},
        fields={
            "索引号": "11330000002482031M/2026-1010578183",
            "组配分类": "行政规范性文件",
            "发布机构": "杭州市规划和自然资源局",
            "生成日期": "2026-06-02",
            "文件编号": "杭规划资源〔2026〕016号",
            "有效性": "有效",
            "实施日期": "2026年7月1日",
            "公开属性": "主动公开",
        },
        files=[("附件：实施办法", "http://a.example/d?fileUrl=x&fileName=b.WPS", "实施办法.WPS")],
        row=Row(TITLE[:10] + "...", "http://a.example/1", "2026-06-05"),
    )
    notice = read(raw)
    assert notice.title == TITLE
    assert notice.published.isoformat() == "2026-06-05T16:21:00+08:00"
    assert notice.written == date(2026, 6, 2)
    assert notice.effective == date(2026, 7, 1)
    assert notice.publisher == "杭州市规划和自然资源局"
    assert (notice.organisation, notice.division) == ("330100-ghzy", "330100")
    assert notice.doc_no == "杭规划资源〔2026〕16号"
    assert notice.index_no == "11330000002482031M/2026-1010578183"
    assert (notice.facet, notice.validity, notice.subject) == ("行政规范性文件", "有效", "节能")
    assert notice.category == "C02"
    assert notice.abstract == "现将《节能审查实施办法》印发给你们，请认真组织实施。"
    assert notice.abstract_derived
    assert [(one.name, one.type, one.identity) for one in notice.attachments] == [
        ("附件：实施办法", "wps", "实施办法.WPS")
    ]
    assert notice.dates_written == {
        "published": "2026-06-05 16:21",
        "written": "2026-06-02",
        "effective": "2026年7月1日",
        "list": "2026-06-05",
        "signature": "2026年6月2日",
    }
    assert Notice.from_record(notice.as_record()) == notice


def test_a_row_alone_makes_a_record(read, row_of):
    raw = row_of(
        TITLE,
        "2026-08-28 09:30",
        "<p>一、总则<script>x()</script></p><p>本办法适用于<b>全市</b>。</p>",
        来源="丽水市国土资源局",
    )
    notice = read(raw)
    assert notice.published.isoformat() == "2026-08-28T09:30:00+08:00"
    assert notice.html == "<p>一、总则</p><p>本办法适用于<b>全市</b>。</p>"
    assert notice.text == "一、总则\n本办法适用于全市。"
    assert (notice.publisher, notice.organisation, notice.division) == ("丽水市国土资源局", "331100-zrzy", "331100")


def test_the_page_s_day_beats_the_list_and_both_are_kept(read, page_of):
    raw = page_of(TITLE, metas={"pubdate": "2026-08-27 14:28"}, row=Row(TITLE, "http://a.example/1", "2026-08-28"))
    notice = read(raw)
    assert notice.published.isoformat() == "2026-08-27T14:28:00+08:00"
    assert (notice.dates_written["published"], notice.dates_written["list"]) == ("2026-08-27 14:28", "2026-08-28")


def test_of_two_writings_of_one_day_the_one_with_the_time_counts(read, page_of):
    raw = page_of(TITLE, metas={"pubdate": "2026-08-27"}, fields={"发布日期": "2026-08-27 14:28"})
    assert read(raw).published.at is not None


def test_what_people_read_on_the_page_beats_when_it_was_rendered(read, page_of):
    notice = read(page_of(TITLE, metas={"pubdate": "2020-09-26 03:02:32"}, fields={"发布时间": "2020-09-24 09:07"}))
    assert notice.published.isoformat() == "2020-09-24T09:07:00+08:00"
    assert notice.dates_written == {"published": "2020-09-24 09:07", "published_other": "2020-09-26 03:02:32"}


def test_a_source_without_an_organisation_takes_the_site_for_the_publisher(profile, directory, page_of):
    stranger = unregistered("http://a.example/")
    raw = page_of(TITLE, metas={"sitename": "国家发展和改革委员会", "contentsource": "经贸司"})
    assert normalise(raw, stranger, profile, directory).publisher == "国家发展和改革委员会"


def test_a_row_without_a_year_takes_it_from_the_address(read, row_of):
    assert read(row_of(TITLE, "08-28")).published.isoformat() == "2026-08-28"


def test_the_address_dates_a_notice_where_neither_list_nor_page_does(read, page_of):
    undated = page_of(TITLE, row=Row(TITLE, "http://a.example/1"))
    assert (read(undated).published.isoformat(), read(undated).dates_written) == (
        "2026-08-28",
        {"address": "2026-08-28"},
    )
    dated = page_of(TITLE, row=Row(TITLE, "http://a.example/1", "2026-08-27"))
    assert read(dated).published.isoformat() == "2026-08-27"
    assert "address" not in read(dated).dates_written


def test_a_date_that_a_machine_wrote_is_no_date(read, page_of):
    notice = read(page_of(TITLE, metas={"pubdate": "1970-01-01 08:00"}, fields={"生成日期": "1970-01-01"}))
    assert notice.published is None
    assert notice.written is None
    assert notice.dates_written["published"] == "1970-01-01 08:00"


@pytest.mark.parametrize(("meta", "labelled"), [("1970-01-01", "2011-01-10"), ("2011-01-10", "1970-01-01")])
def test_of_two_dates_the_possible_one_counts_and_both_are_kept(read, page_of, meta, labelled):
    notice = read(page_of(TITLE, metas={"pubdate": meta}, fields={"发布日期": labelled}))
    assert notice.published.isoformat() == "2011-01-10"
    assert notice.dates_written == {"published": "2011-01-10", "published_other": "1970-01-01"}


def test_the_signature_dates_a_document_without_a_label(read, page_of):
    assert read(page_of(TITLE, "正文。\n杭州市国土资源局\n二〇一〇年一月七日\n（此件公开发布）")).written == date(
        2010, 1, 7
    )
    assert read(page_of(TITLE, "截止日期为2010年1月7日。")).written is None


@pytest.mark.parametrize(
    "ending",
    [
        "某市国土资源局 2010年1月7日",
        "某市国土资源局2010年1月7日",
        "某市国土资源局\n2010-01-07",
        "某市国土资源局（章）\n2010.1.7",
        "某市国土资源局\n二〇一〇年元月七日",
        "某市国土资源局\n2010年元月7日",
    ],
)
def test_a_signature_on_one_line_or_in_figures(read, page_of, ending):
    assert read(page_of(TITLE, f"特此公告。\n{ending}")).written == date(2010, 1, 7)


@pytest.mark.parametrize(("day", "number"), [("廿一", 21), ("卅", 30)])
def test_a_signature_in_numerals_of_old(read, page_of, day, number):
    assert read(page_of(TITLE, f"特此公告。\n某市国土资源局\n二Ο一Ο年三月{day}日")).written == date(2010, 3, number)


@pytest.mark.parametrize("ending", ["公示截止时间：\n2010年1月7日", "开工日期\n2010年1月7日", "特此公告。\n2010-01-07"])
def test_a_date_that_ends_a_body_without_signing_it(read, page_of, ending):
    assert read(page_of(TITLE, ending)).written is None


def test_who_signed_published_it_where_nothing_else_names_anybody(directory, profile, page_of):
    stranger = unregistered("http://a.example/")
    raw = page_of(TITLE, "特此公告。\n石门县自然资源局\n2010年1月7日")
    assert normalise(raw, stranger, profile, directory).publisher == "石门县自然资源局"
    raw = page_of(TITLE, "特此公告。\n石门县自然资源局", metas={"sitename": "石门县人民政府门户网站"})
    assert normalise(raw, stranger, profile, directory).publisher == "石门县人民政府"
    raw = page_of(TITLE, "特此公告。\n联系人：张三\n2010年1月7日")
    assert normalise(raw, stranger, profile, directory).publisher == ""


@pytest.mark.parametrize(
    "written",
    [
        "节能处",
        "本站原创",
        "",
        "办公室",
        "管理员",
        "本网",
        "经贸司",
        "耕地保护处",
        "1",
        "2026-06-05",
        "www.a.gov.cn",
        "我局",
    ],
)
def test_a_publisher_that_names_nobody_is_the_source_s(read, page_of, written):
    notice = read(page_of(TITLE, metas={"contentsource": written}))
    assert notice.publisher == "杭州市规划和自然资源局"


@pytest.mark.parametrize(
    "written", ["浙江日报", "市土地储备中心", "自然资源部", "浙江省国土资源厅办公室", "杭州市萧山区"]
)
def test_a_publisher_that_names_somebody_stays_as_written(read, page_of, written):
    assert read(page_of(TITLE, fields={"来源": written})).publisher == written


def test_a_source_issues_only_what_its_organisation_published(read, page_of, source):
    assert issues(read(page_of(TITLE, fields={"来源": "市规划和自然资源局"})), source)
    assert not issues(read(page_of(TITLE, fields={"来源": "浙江省自然资源厅"})), source)


@pytest.mark.parametrize(
    ("heading", "row", "title"),
    [
        ("关于调整价格的公告", "关于调整价格...", "关于调整价格的公告"),
        ("通知公告", "关于调整价格的公告", "关于调整价格的公告"),
        ("杭政储出[2026]55号", "挂牌出让公告（第3号）", "挂牌出让公告（第3号）"),
        ("关于调整价格的公告（更正）", "关于调整价格的公告", "关于调整价格的公告（更正）"),
        ("关于调整价格的公告", "详情", "关于调整价格的公告"),
        ("关于调整价格的公告", "查看更多 >>", "关于调整价格的公告"),
        ("关于调整价格的公告", "公告", "关于调整价格的公告"),
        ("", "详情", "详情"),
        ("", "关于调整价...", "关于调整价..."),
        ("关于…", "关于调整价...", "关于调整价..."),
    ],
)
def test_the_title_is_the_whole_one_about_the_same_thing(read, page_of, heading, row, title):
    assert read(page_of(heading, row=Row(row, "http://a.example/1"))).title == title


def test_the_document_number_is_the_label_s_then_the_title_s_then_the_body_s(read, page_of):
    body = "浙土资办〔2008〕106号\n根据国办发〔2017〕47号，现通知如下。"
    assert read(page_of(TITLE + "(浙土资厅函[2011]22号)", body, fields={"文号": "浙土资办【2009】126号"})).doc_no == (
        "浙土资办〔2009〕126号"
    )
    assert (
        read(page_of(TITLE + "(浙土资厅函[2011]22号)", body, fields={"文号": "无"})).doc_no == "浙土资厅函〔2011〕22号"
    )
    assert read(page_of(TITLE, body)).doc_no == "浙土资办〔2008〕106号"
    assert read(page_of("公告", "根据国办发〔2017〕47号，现公告如下。")).doc_no == ""


@pytest.mark.parametrize(
    ("meta", "derived", "abstract"),
    [
        ("本办法规定了节能审查的程序。", False, "本办法规定了节能审查的程序。"),
        (TITLE, True, "正文第一句。"),
        ("长" * 301, True, "正文第一句。"),
        ("", True, "正文第一句。"),
    ],
)
def test_an_abstract_is_the_site_s_unless_it_says_nothing(read, page_of, meta, derived, abstract):
    notice = read(page_of(TITLE, f"{TITLE}\n各处室：\n正文第一句。", metas={"description": meta}))
    assert (notice.abstract, notice.abstract_derived) == (abstract, derived)


def test_a_derived_abstract_ends_with_a_sentence_or_says_that_it_does_not(read, page_of):
    assert read(page_of(TITLE, "甲" * 200 + "。" + "乙" * 200 + "。")).abstract == "甲" * 200 + "。"
    cut = read(page_of(TITLE, "甲" * 400)).abstract
    assert len(cut) == 300
    assert cut.endswith("甲…")


def test_a_derived_abstract_leaves_out_what_frames_the_sentences(read, page_of):
    body = (
        "某局关于印发\n《办法》的通知\n各处室：\n一、现印发给你们。\n二、请执行。\n附件：办法。\n某某局\n2026年8月18日"
    )
    assert read(page_of(TITLE, body)).abstract == "一、现印发给你们。 二、请执行。"
    assert (
        read(page_of(TITLE, f"{TITLE}\n宗地\t面积\n1\t27211平方米\n2026年8月18日")).abstract
        == "宗地 面积 1 27211平方米"
    )


def test_disclosure_is_said_in_the_profile_s_words(read, page_of):
    assert read(page_of(TITLE)).disclosure == "主动公开"
    assert read(page_of(TITLE, fields={"公开属性": "公开"})).disclosure == "主动公开"
    assert read(page_of(TITLE, fields={"公开属性": "申请公开"})).disclosure == "依申请公开"
    assert read(page_of(TITLE, fields={"公开属性": "内部"})).disclosure == "内部"


def test_a_signed_download_keeps_its_identity(read, page_of):
    first, second = (
        read(page_of(TITLE, files=[("附件", f"http://a.example/download.jsp?id=7&token={token}", "")])).attachments[0]
        for token in ("aa", "bb")
    )
    assert first.identity == second.identity
    assert "id=7" in first.identity


words = st.text(max_size=40)


@given(
    words,
    words,
    st.dictionaries(st.sampled_from(["发布日期", "生成日期", "文号", "索引号", "来源", "公开属性"]), words),
    words,
)
def test_whatever_a_site_writes_makes_a_record(profile, directory, title, body, fields, listed):
    source = Source("s", "x", "x", "http://a.example/", "330100-ghzy", "330100")
    page = NoticePage("http://a.example/1", title, {"pubdate": listed}, fields, "", body, (), "")
    raw = RawNotice("http://a.example/1", Row(title, "http://a.example/1", listed, {}, body), page)
    for one in (raw, RawNotice(raw.url, raw.row, None)):
        notice = normalise(one, source, profile, directory)
        assert Notice.from_record(notice.as_record()) == notice
