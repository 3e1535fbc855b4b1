"""Single habits of pages: where title, fields, body and attachments hide."""

from base64 import b64encode

import pytest

from federator.model.row import NoticePage
from federator.notice_page import read_notice_page
from tests.answers import answer_at

TITLE = "关于石门水库除险加固工程的公告"


def read(body: str, head: str = f"<title>{TITLE}</title>", listed: str = "") -> NoticePage:
    url = "http://a.gov.cn/gg/1.html"
    content = f"<html><head>{head}</head><body>{body}</body></html>".encode()
    return read_notice_page(answer_at(url, content), listed)


@pytest.mark.parametrize(
    "shown",
    [
        f"<h2>{TITLE}</h2>",
        f"<div><span class='article-title'>{TITLE}</span></div>",
        f"<table><tr><td><b>{TITLE}</b></td></tr></table>",
        f"<h1>石门县水利局</h1><h3>{TITLE}</h3>",
        f"<div class='title'>{TITLE[:8]}<br>{TITLE[8:]}</div>",
        f"<div class='header'><h1>石门县水利局</h1></div><p>当前位置：<a>{TITLE}</a></p><p>{TITLE}</p>",
    ],
)
def test_the_visible_title_agrees_with_what_the_page_says_of_itself(shown: str) -> None:
    assert read(f"{shown}<div class='content'>正文</div>").title == TITLE
    assert (
        read(f"{shown}<div class='content'>正文</div>", f"<title>{TITLE}-公示公告-石门县水利局</title>").title == TITLE
    )


def test_a_heading_stands_where_the_page_title_names_only_the_site() -> None:
    assert read(f"<h1>{TITLE}</h1><div id='zoom'>正文</div>", "<title>石门县水利局</title>").title == TITLE


@pytest.mark.parametrize(
    "shown",
    [
        f"<center><div style='font-size:20px;color:#039'>{TITLE}</div></center>",
        f"<p style='text-align: center'><b>{TITLE}</b></p>",
        f"<table><tr><td align='center' style='font-weight:bold'>{TITLE}</td></tr></table>",
    ],
)
def test_what_is_large_and_centred_is_the_title_where_nothing_else_says_one(shown: str) -> None:
    body = "<div style='font-size:20px'>水库除险加固工程已经县政府批准，现公告如下。<br>县水利局<br>2026年9月8日</div>"
    assert read(f"{shown}<table><tr><td>{body}</td></tr></table>", "<title>石门县水利局</title>").title == TITLE


def test_the_name_of_an_element_around_the_first_words_says_that_they_are_a_title() -> None:
    row = f"<tr><td><span id='lblTitle'><b>{TITLE}</b></span></td></tr><tr><td><div id='zoom'>正文</div></td></tr>"
    assert read(f"<table>{row}</table>", "<title>石门县水利局</title>").title == TITLE


def test_the_name_of_the_site_is_no_title() -> None:
    assert read("<div id='zoom'>正文</div>", "<title>首页-石门县水利局</title>").title == ""
    assert read("<div id='zoom'>正文</div>", "<title>石门县水利局</title>").title == ""


def test_hanweb_marks_the_source_without_a_label() -> None:
    source = "<span><!--<$[信息来源]>begin-->水库科<!--<$[信息来源]>end--></span>"
    assert read(f"<h1>{TITLE}</h1>{source}<div id='zoom'>正文</div>").fields == {"信息来源": "水库科"}


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><th>索引号</th><td>000014349/2017-00110</td><td>文 号：</td><td>石水〔2017〕3号</td></tr></table>",
        "<table><tr><td>索 引 号：000014349/2017-00110</td></tr><tr><td>文号：石水〔2017〕3号</td></tr></table>",
        "<dl><dt>[索引号]</dt><dd>000014349/2017-00110</dd><dt>文号：</dt><dd>石水〔2017〕3号</dd></dl>",
        "<ul><li><b>【索引号】</b>000014349/2017-00110</li><li>文　　号：<b>石水〔20<i>17</i>〕3号</b></li></ul>",
        "<p><span>索引号：</span>000014349/2017-00110 <span>文号：</span>石水〔2017〕3号</p>",
        "<table><tr><th>索引号</th><th>文号</th></tr><tr><td>000014349/2017-00110</td><td>石水〔2017〕3号</td></tr></table>",
        "<div><div>索引号：</div><div>000014349/2017-00110</div></div><div><div>文号：</div><div>石水〔2017〕3号</div></div>",
        "<div><div>索引号</div><div>000014349/2017-00110</div></div><div><div>文号</div><div>石水〔2017〕3号</div></div>",
        "<table><tr><td><p>索引号</p></td><td><p>000014349/2017-00110</p></td></tr>"
        "<tr><td><p>文号</p></td><td><p>石水〔2017〕3号</p></td></tr></table>",
        "<table><tr><td>索引号</td><td>：</td><td>000014349/2017-00110</td></tr>"
        "<tr><td>文号</td><td>：</td><td>石水〔2017〕3号</td></tr></table>",
        "<ul><li>索引号</li><li>000014349/2017-00110</li><li>文号</li><li>石水〔2017〕3号</li></ul>",
        "<p><span>索引号</span><span>000014349/2017-00110</span> <span>文号</span><span>石水〔2017〕3号</span></p>",
        "<p>【索引号】000014349/2017-00110【文号】石水〔2017〕3号</p>",
        "<table><tr><td>索引号：000014349/2017-00110<br>文号：石水〔2017〕3号</td><td>有效性：</td><td></td></tr></table>",
    ],
)
def test_the_number_table_in_all_its_shapes(table: str) -> None:
    fields = read(f"{table}<h1>{TITLE}</h1><div id='zoom'>正文</div>").fields
    assert fields == {"索引号": "000014349/2017-00110", "文号": "石水〔2017〕3号"}


def test_a_value_ends_where_the_next_label_begins() -> None:
    line = "<p>来源：县水利局发布时间：2026-08-28 09:30 浏览次数：<span>20351</span> 字号：[大 中 小] 【打印】</p>"
    fields = read(f"<h1>{TITLE}</h1>{line}<div id='zoom'>正文</div>").fields
    assert fields == {"来源": "县水利局", "发布时间": "2026-08-28 09:30"}


def test_tables_of_the_body_do_not_flood_the_fields() -> None:
    parcels = (
        "<div id='zoom'><table><tr><td>名称</td><td>石门水库</td></tr><tr><td>来源</td><td>调查</td></tr></table></div>"
    )
    assert read(f"<h1>{TITLE}</h1>{parcels}").fields == {}


def test_a_number_table_inside_the_body_is_read() -> None:
    rows = "<tr><td>索引号</td><td>000014349/2017-00110</td></tr><tr><td>生成日期</td><td>2017-06-02</td></tr>"
    fields = read(f"<h1>{TITLE}</h1><div id='zoom'><table>{rows}</table><p>正文</p></div>").fields
    assert fields == {"索引号": "000014349/2017-00110", "生成日期": "2017-06-02"}


def test_a_lone_date_between_title_and_body_is_when_it_was_published() -> None:
    assert read(f"<h1>{TITLE}</h1><p>2026-08-28</p><div id='zoom'>正文</div>").fields == {"发布日期": "2026-08-28"}
    assert read(f"<h1>{TITLE}</h1><div id='zoom'>正文</div><p>2026-08-28</p>").fields == {}


def test_a_body_without_any_name_is_the_heaviest_block_below_the_title() -> None:
    menu = "<div><ul>" + "<li><a href='#'>栏目名称之一</a></li>" * 20 + "</ul></div>"
    body = "<div class='k3'><p>第一段文字，说明情况。</p><p>第二段。</p></div>"
    footer = f"<div class='footer'>版权所有：石门县水利局 {'联系我们 ' * 30}</div>"
    page = read(f"{menu}<div><div><h1>{TITLE}</h1></div>{body}</div>{footer}")
    assert page.text == "第一段文字，说明情况。\n第二段。"


def test_a_wrapper_called_content_that_holds_the_title_is_not_the_body() -> None:
    page = read(f"<div id='content'><ul><li>栏目</li></ul><h1>{TITLE}</h1><div class='w'>正文在此。</div></div>")
    assert page.text == "正文在此。"


def test_one_picture_can_be_the_body() -> None:
    page = read(f"<div><h1>{TITLE}</h1><p>发布时间：2026-08-28</p><div class='x'><img src='1.jpg'></div></div>")
    assert page.text == ""
    assert 'src="http://a.gov.cn/gg/1.jpg"' in page.html


def test_a_title_that_its_list_cuts_ends_before_the_facts_in_its_block() -> None:
    facts = "<span>2026-10-01 16:46:53　来源：县水利局　点击：<i>0</i></span>"
    page = read(f"<h1>{TITLE}<br>{facts}</h1><p>全文。</p>", "<title>云溪县水利局</title>", f"{TITLE[:12]}...")
    assert page.title == TITLE


def test_a_name_cut_into_links_is_joined_only_as_far_as_editors_cut() -> None:
    """A page of thousands of equal links must not be joined anew for each of them."""
    halves = "".join(f"<a href='/a.pdf'>{word}</a>" for word in ("附件", "一：", "红线图"))
    many = "<a href='/b.pdf'>件</a>" * 1000
    first, second = read(f"<h1>{TITLE}</h1><div id='zoom'><p>{halves}</p><p>{many}</p></div>").attachments
    assert first.name == "附件一：红线图"
    assert len(second.name) < 100


def test_an_attachment_has_a_name_people_read() -> None:
    links = (
        "<a href='a.doc'>1. 申请表</a><a href='b.xls' title='汇总表.xls'>点击下载</a><a href='c.pdf'>下载</a>"
        "<a href='javascript:;'>空.doc</a><a href='d.html'>详情</a><a href='a.doc'>申请表</a><a href='p.jpg'>照片</a>"
        "<a href='q.jpg'>附图：征收范围</a>"
    )
    found = read(f"<h1>{TITLE}</h1><div id='zoom'><p>见 {links}</p></div>").attachments
    assert [file.name for file in found] == ["1. 申请表", "汇总表.xls", "c.pdf", "附图：征收范围"]


@pytest.mark.parametrize(
    "address", ["/pdfjs/web/viewer.html?file=", "https://view.example/op/view.aspx?src=http%3A%2F%2Fa.gov.cn"]
)
def test_a_viewer_shows_its_file(address: str) -> None:
    viewer = f"<iframe src='{address}/up/%E5%85%AC%E5%91%8A.pdf'></iframe>"
    page = read(f"<h1>{TITLE}</h1><div id='zoom'>{viewer}</div>")
    assert [(file.name, file.url) for file in page.attachments] == [("公告.pdf", "http://a.gov.cn/up/公告.pdf")]


def test_a_file_and_its_preview_are_one() -> None:
    shown = b64encode(b"http://a.gov.cn/up/1.pdf").decode()
    links = f"<a href='/onlinePreview?url={shown}'>方案.pdf</a><a href='/up/1.pdf'>下载</a>"
    files = read(f"<h1>{TITLE}</h1><div id='zoom'><p>{links}</p></div>").attachments
    assert [(file.name, file.url) for file in files] == [("方案.pdf", "http://a.gov.cn/up/1.pdf")]


def test_a_page_of_which_nothing_is_known_is_left_to_trafilatura() -> None:
    words = "石门水库大坝外坡出现渗漏，县水利局组织专家进行了安全鉴定，决定实施除险加固。" * 4
    page = read(f"<div><p>{words}</p></div><div><p>{words}</p></div>", "<title>石门县水利局</title>")
    assert page.body_by == "trafilatura"
    assert words in page.text


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("发布时间：2026-06-<br/>05 &nbsp; 浏览次数：123", "2026-06-05"),
        ("发布日期：2026年<br>6月5日", "2026年6月5日"),
        ("发布时间：<br>2026-06-05 10:00", "2026-06-05 10:00"),
        ("<span class=d>05</span><span class=ym>2026-06</span>", "05 2026-06"),
        ("<div><div>05</div><div>2026-06</div></div>", "05 2026-06"),
    ],
)
def test_a_date_in_pieces(line: str, date: str) -> None:
    fields = read(f"<h1>{TITLE}</h1><div class='info'>{line}</div><div id='zoom'>正文</div>").fields
    assert [fields[label] for label in ("发布日期", "发布时间") if label in fields] == [date]


def test_a_label_in_an_element_of_its_own_needs_no_colon() -> None:
    table = "<ul><li><b>索 引 号</b>000014349/2017-00110</li><li><b>文号</b><em>石水〔2017〕3号</em></li></ul>"
    fields = read(f"<h1>{TITLE}</h1>{table}<div id='zoom'>正文</div>").fields
    assert fields == {"索引号": "000014349/2017-00110", "文号": "石水〔2017〕3号"}


def test_the_body_is_no_value_of_a_label_before_it() -> None:
    assert read(f"<h1>{TITLE}</h1><div>来源：</div><div id='zoom'>正文</div>").fields == {}


@pytest.mark.parametrize(
    "rest",
    [
        "<p>【<a href='javascript:print()'>打印本页</a>】【<a href='javascript:close()'>关闭窗口</a>】</p>",
        "<div><p>上一篇：<a href='/gg/0.html'>关于另一水库的公告</a></p><p>下一篇：没有了</p></div>",
        "<div>【上一条】<a href='/gg/0.html'>关于另一水库的公告</a><br>【下一条】没有</div>",
        "<div class='x'>扫一扫在手机打开当前页</div>",
    ],
)
def test_what_leads_away_from_the_body_is_no_part_of_it(rest: str) -> None:
    assert (
        read(f"<h1>{TITLE}</h1><div id='zoom'><p>正文（上一篇公告作废）</p>{rest}</div>").text
        == "正文（上一篇公告作废）"
    )


def test_titles_cut_marked_up_or_only_shown() -> None:
    shown = f"<h3 class='tit'>{TITLE}</h3><div id='zoom'>正文</div>"
    cut = f"<title>{TITLE[:10]}...</title><meta name='ArticleTitle' content='{TITLE[:10]}...'>"
    assert read(shown, cut).title == TITLE
    marked = f"<meta name='ArticleTitle' content='&lt;b&gt;{TITLE}&lt;/b&gt;'>"
    assert read(shown, marked).metas["articletitle"] == TITLE
    logo = f"<div class='logo'><h1>石门县水利局</h1></div><div class='tit'>{TITLE}</div><div id='zoom'>正文</div>"
    assert read(logo, "<title>石门县水利局</title>").title == TITLE
    menu = "<div class='tit'>通知公告</div><div class='tit'>热点</div><div id='zoom'>正文</div>"
    assert read(menu, "<title>石门县水利局</title>").title == ""


@pytest.mark.parametrize(
    "links",
    [
        "<a href='/attach/0/1.doc'>基准</a><a href='/attach/0/1.doc'>地价表.doc</a>",
        "<a href='/attach/0/1.doc'><img src='/doc.gif'></a> <a href='/attach/0/1.doc'>基准地价表.doc</a>",
        "<a href='/attach/0/1.doc'>点击下载</a>：<a href='/attach/0/1.doc'>基准地价表.doc</a>",
        """<a href="#" onclick="window.open('/attach/0/1.doc')">基准地价表.doc</a>""",
    ],
)
def test_one_file_linked_in_pieces_or_by_script(links: str) -> None:
    page = read(f"<h1>{TITLE}</h1><div id='zoom'><p>正文</p><p>附件：{links}</p></div>")
    assert [(file.name, file.url) for file in page.attachments] == [
        ("基准地价表.doc", "http://a.gov.cn/attach/0/1.doc")
    ]


def test_the_name_that_signs_is_no_title_and_what_is_hidden_no_text() -> None:
    body = "<p>正文甲，现予公告。</p><p>石门县水利局</p><p>2026年6月2日</p><p style='display: none'>统计</p>"
    page = read(f"<div class='view TRS_UEDITOR trs_web'>{body}</div>", f"<title>石门县水利局{TITLE}</title>")
    assert page.title == f"石门县水利局{TITLE}"
    assert page.text == "正文甲，现予公告。\n石门县水利局\n2026年6月2日"


def test_the_applicant_behind_a_dash_belongs_to_the_title() -> None:
    title = "规划许可批前公示-石门县第一中学"
    assert read(f"<h1>{title}</h1><div id='zoom'>正文</div>", f"<title>{title}-石门县水利局</title>").title == title


def test_each_script_that_writes_one_date_is_that_date_and_no_other_script_is() -> None:
    scripts = (
        "<script>var today = '2026-11-26'</script><SCRIPT>document.write('2026-08-28')</SCRIPT>"
        "<script>document.write(a('2026-01-01', '2026-01-02'))</script><!-- document.write('2026-03-03') -->"
    )
    page = read(f"<h1>{TITLE}</h1><div>发布时间：{scripts}</div><div id='zoom'>正文</div>")
    assert page.fields == {"发布时间": "2026-08-28"}


def test_a_menu_says_nothing_of_the_notice() -> None:
    menu = "<ul><li><a href='/a'>来源：甲</a></li><li><a href='/b'>发布时间：2020-01-01</a></li></ul>"
    line = "<p>来源：<a href='/c'>县水利局</a></p><p>2026-08-28</p>"
    fields = read(f"{menu}<h1>{TITLE}</h1>{line}<div id='zoom'>正文</div>").fields
    assert fields == {"来源": "县水利局", "发布日期": "2026-08-28"}


def test_a_page_that_names_site_and_column_with_a_space_between_is_titled_by_its_heading() -> None:
    shown = f"<div class='tit'>{TITLE}</div><p>2026-08-28 15:20 来源：办公室</p><div id='zoom'>正文</div>"
    page = read(shown, "<title>石门县水利局 通知公告</title>")
    assert (page.title, page.fields["发布日期"]) == (TITLE, "2026-08-28 15:20")


def test_a_heading_may_begin_with_a_word_and_a_colon() -> None:
    site = "<title>石门县水利局-媒体传真</title>"
    for shown in (f"<h1>图解：{TITLE}</h1>", f"<div class='title'>图解：{TITLE}</div>"):
        page = read(f"<p>位置：首页</p>{shown}<p>2026-08-28 03:50</p><div id='zoom'>正文</div><h3>附件：</h3>", site)
        assert (page.title, page.fields) == (f"图解：{TITLE}", {"发布日期": "2026-08-28 03:50"})
    assert read("<h1>发布时间：2026-08-28</h1><div id='zoom'>正文</div>", site).title == "媒体传真"


@pytest.mark.parametrize("visits", ["浏览次数：33", "点击数：[12]", "阅读量： 次"])
def test_what_counts_readers_is_no_part_of_the_body_and_its_line_is_read(visits: str) -> None:
    line = f"<p>发布时间：2026-08-28 来源：县水利局 {visits}</p>"
    page = read(f"<h1>{TITLE}</h1><div class='content'>{line}<p>正文，阅读次数不限。</p></div>")
    assert (page.text, page.fields) == ("正文，阅读次数不限。", {"发布时间": "2026-08-28", "来源": "县水利局"})


def test_a_download_is_no_amendment() -> None:
    def body(count: str) -> str:
        link = "<a href='/system/_content/download.jsp?urltype=news.DownloadAttachUrl&wbfileid=9'>汇总表.xlsx</a>"
        counted = f"<ul><li>附件【{link}】已下载<span id='nattach9'>{count}</span>次</li></ul>"
        page = read(f"<h1>{TITLE}</h1><div id='vsb_content'><p>正文</p>{counted}</div>")
        assert [file.name for file in page.attachments] == ["汇总表.xlsx"]
        return page.html + page.text

    assert body("") == body("146")
    assert "附件【汇总表.xlsx】" in body("3")


def test_a_time_of_rendering_is_never_one_of_publication() -> None:
    metas = "<meta name='Maketime' content='2026-11-26 08:00:00'><META CONTENT='通知' NAME=columnName>"
    line = "<p>更新时间：2026-11-25</p><p>页面生成时间：2026-11-26</p>"
    page = read(f"<h1>{TITLE}</h1><div id='zoom'>正文</div>{line}", metas + f"<title>{TITLE}</title>")
    assert page.metas == {"maketime": "2026-11-26 08:00:00", "columnname": "通知"}
    assert page.fields == {}


@pytest.mark.parametrize(
    ("shown", "files"),
    [
        ("<div id='pdfshow' data-value='/up/公告.pdf'></div>", ["公告.pdf"]),
        ("<iframe src='/up/公告.pdf#toolbar=0'></iframe>", ["公告.pdf"]),
        ("<embed src='/up/公告.pdf'>", ["公告.pdf"]),
        ("<object data='/up/公告.pdf' type='application/pdf'></object>", ["公告.pdf"]),
        ("<img data-pdf='/up/公告.pdf'>", ["公告.pdf"]),
        ("<iframe src='/player/1.html'></iframe>", []),
    ],
)
def test_a_notice_may_be_one_shown_file_and_no_words(shown: str, files: list[str]) -> None:
    page = read(f"<h1>{TITLE}</h1><div id='zoom'>{shown}</div>")
    assert (page.text, page.body_by) == ("", "#zoom")
    assert [file.file_name for file in page.attachments] == files


def test_a_link_signed_anew_is_the_same_file() -> None:
    def attached(signed: str) -> NoticePage:
        address = f"/api-gateway/jpaas-web-server/front/document/download?fileUrl={signed}&amp;fileName=%E6%96%B9.wps"
        return read(
            f"<h1>{TITLE}</h1><div id='zoom'><p>正文</p><p><a href='{address}' download='方.wps'>方</a></p></div>"
        )

    first, second = attached("Ab%2B"), attached("Cd%2F")
    assert [file.file_name for file in first.attachments] == ["方.wps"]
    assert (first.html, first.text) == (second.html, second.text)


FOOTER = (
    "<div class='k9'><p>网站地图 联系我们</p><p>版权所有：石门县水利局 浙ICP备2026000001号-1</p>"
    "<p>技术支持：信息中心</p></div>"
)
ROW = "<tr><td>某某水库</td><td>合格，准予备案</td></tr>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>明日停水。</p>", "明日停水。"),
        ("<p>今晚升级。</p><p>技术支持：信息中心</p>", "今晚升级。\n技术支持：信息中心"),
        ("<p><img src='1.jpg'></p>", ""),
        ("<p><a href='/up/1.pdf'>水库清单.pdf</a></p>", "水库清单.pdf"),
        (
            "<p>现将结果公示如下：</p><table><tr><td>石门水库</td><td>合格</td></tr></table>",
            "现将结果公示如下：\n石门水库\t合格",
        ),
        (
            f"<p>现将结果公示如下：</p><table>{ROW * 40}</table><p>特此公示。</p>",
            "\n".join(["现将结果公示如下：", *["某某水库\t合格，准予备案"] * 40, "特此公示。"]),
        ),
    ],
)
def test_a_body_without_any_name_is_whole_and_no_footer_however_short(body: str, text: str) -> None:
    page = read(f"<div><h1>{TITLE}</h1><p>2026-08-28 10:26</p><div class='k3'>{body}</div></div>{FOOTER}")
    assert page.text == text
    assert page.html
    assert page.fields == {"发布日期": "2026-08-28 10:26"}


def test_a_notice_without_a_body_has_none_and_not_the_footer() -> None:
    page = read(f"<div><h1>{TITLE}</h1><p>2026-08-28</p><div class='k3'></div></div>{FOOTER * 2}")
    assert (page.text, page.html, page.body_by) == ("", "", "")


def test_dates_of_a_list_are_no_date_of_publication() -> None:
    rows = "".join(f"<li><a href='/{n}.html'>第{n}号公告</a><span>2026-08-{n}</span></li>" for n in range(10, 18))
    assert read(f"<h1>{TITLE}</h1><ul>{rows}</ul>").fields == {}


def test_a_body_that_is_a_table_stays_one() -> None:
    rows = "".join(f"<tr><td><p>云储出〔2026〕{n}号</p></td><td><p>商住用地</p></td></tr>" for n in range(9))
    page = read(f"<h1>出让结果公示</h1><p>发布时间：2026-08-01</p><table><tbody>{rows}</tbody></table>")
    assert page.html.count("<td>") == 18
    assert page.text.startswith("云储出〔2026〕0号\t商住用地")


def test_links_start_from_where_the_page_says() -> None:
    body = f"<h1>{TITLE}</h1><div id='zoom'><p>见 <a href='1.pdf'>方案.pdf</a><img src='../2.jpg'></p></div>"
    page = read(body, f"<base target='_blank'><base href='/up/2026/'><title>{TITLE}</title>")
    assert [file.url for file in page.attachments] == ["http://a.gov.cn/up/2026/1.pdf"]
    assert 'src="http://a.gov.cn/up/2.jpg"' in page.html


def test_a_lone_date_ends_where_a_label_or_a_button_begins() -> None:
    line = "<div>2026-08-28 10:31 <span>来源：县水利局</span>【字体：<a href='#'>大</a>】</div>"
    fields = read(f"<h1>{TITLE}</h1>{line}<div id='zoom'>正文</div>").fields
    assert fields == {"来源": "县水利局", "发布日期": "2026-08-28 10:31"}


@pytest.mark.parametrize(
    "box",
    [
        "<div>主题分类</div><div><ul><li>土地管理</li><li>矿产资源</li></ul></div>",
        "<div>发布单位</div><p>" + "本站公开县水利局和各乡镇的信息。" * 5 + "</p>",
        "<div>标题</div><div>正文</div>",
        "<h3>发布机构</h3>",
    ],
)
def test_a_box_beside_a_notice_holds_no_value(box: str) -> None:
    assert read(f"<h1>{TITLE}</h1><div id='zoom'>正文</div><div class='side'>{box}</div>").fields == {}


def test_a_heading_may_end_with_the_line_of_dates_and_no_other_date_is_taken_for_it() -> None:
    table = "<table><tr><th>索引号</th><td>K1/2026-3</td><th>成文日期</th><td>2026-08-24</td></tr></table>"
    heading = f"<h1>{TITLE}<br /><span>2026-08-28 09:00:11 &nbsp;来源：本站&nbsp;点击：</span><b>9</b></h1>"
    page = read(
        f"{heading}{table}<div class='content'>经研究，公告如下。</div>", f"<title>{TITLE} - 石门县水利局</title>"
    )
    assert (page.title, page.fields["成文日期"], page.fields["发布日期"]) == (
        TITLE,
        "2026-08-24",
        "2026-08-28 09:00:11",
    )
    page = read(f"<h1>{TITLE}</h1>{table}<div class='content'>经研究，公告如下。</div>")
    assert "发布日期" not in page.fields


def test_a_number_table_says_the_title_where_the_page_says_none() -> None:
    table = f"<table><tr><td>索 引 号：</td><td>K1/2026-3</td></tr><tr><td>信息名称：</td><td>{TITLE}</td></tr></table>"
    text = "<p>经研究，公告如下。</p><p>自即日起实施。</p>"
    for shown in (f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>{text}</td></tr></table>", f"<div>{text}</div>"):
        page = read(f"<p><a href='/'>首页</a></p>{table}{shown}", "<title>政府信息公开</title>")
        assert (page.title, page.text) == (TITLE, "经研究，公告如下。\n自即日起实施。")


TEXT = ("经研究，现将有关事项公告如下。", "一、位置：石门水库大坝以东，道路以西。", "二、工期自二〇二六年九月起。")


@pytest.mark.parametrize(
    "page",
    [
        "<td><center><b>{0}</b></center><p align=center>发布日期：2026-08-28</p>{1}</td>",
        "<div><h3>{0}</h3><p class='time'>2026/08/28</p>{1}<div class='share'>分享到：微信</div></div>",
        "<div><h3>{0}</h3><p>2026-08-28</p>{1}<table><tr><td>地块</td><td>一号</td></tr></table>{1}"
        "<div>上一篇：<a href='1.htm'>关于某事的公告</a></div></div>",
    ],
    ids=["cell", "box", "with a table"],
)
def test_a_body_may_be_paragraphs_beside_the_title(page: str) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT)
    read_as = read(page.format(TITLE, paragraphs))
    assert read_as.text.split("\n")[: len(TEXT)] == list(TEXT)
    assert "分享" not in read_as.text
    assert "上一篇" not in read_as.text
    assert ("地块\t一号" in read_as.text) == ("table" in page)
    assert read_as.fields["发布日期"].replace("/", "-") == "2026-08-28"


def test_what_a_list_calls_the_notice_is_looked_for_where_the_page_says_no_title() -> None:
    side = "".join(f"<li><a href='{n}.htm'>关于其他事项的公告第{n}号</a><i>2026-08-0{n}</i></li>" for n in range(1, 8))
    main = f"<div class='tt'>{TITLE}</div><div class='ss'>时间：2026-08-28</div><div class='cc'>正文。</div>"
    url = "http://a.gov.cn/gg/1.html"
    content = f"<html><head><title>石门县水利局</title></head><body><ul>{side}</ul>{main}</body></html>".encode()
    answer = answer_at(url, content)
    for listed in (TITLE, f"{TITLE[:10]}..."):
        page = read_notice_page(answer, listed)
        assert (page.title, page.text, page.fields) == (TITLE, "正文。", {"发布时间": "2026-08-28"})


def test_the_header_of_an_article_is_not_that_of_its_site() -> None:
    article = f"<article><header><h2>{TITLE}</h2><b>28</b><span>2026-08</span></header><div>正文。</div></article>"
    assert read(article, "<title>石门县水利局</title>").title == TITLE


def test_a_date_below_the_body_stands_behind_who_published_it() -> None:
    tail = "<div><span>发布人：管理员</span><span>发布日期：2026-08-28</span></div>"
    assert read(f"<h2>{TITLE}</h2><div class='content'>正文。</div>{tail}").fields["发布日期"] == "2026-08-28"


_OLD_TABLES = """<table><tr><td><a href=index.asp>首页</a>｜<a href=more.asp?lm=1>政务公告栏目</a></td></tr></table>
    <table><tr><td align=center><font color=red size=4>关于白石镇小林塘除险的公告</font></td></tr>
    <tr><td>作者：办公室&nbsp;2008年7月15日&nbsp;阅读次数：21</td></tr>
    <tr><td><p>　　小林塘七月起除险，行人绕行。</td></tr>
    <tr><td><table><tr><td>■ 最新文章</td></tr>
    <tr><td>◇<a href=1.asp>关于石塘镇第十二批次农用地转用征收土地的公告</a></td></tr>
    <tr><td>◇<a href=2.asp>关于双桥镇集体土地征收补偿安置方案的公示</a></td></tr></table></td></tr></table>"""


@pytest.mark.parametrize("site", ["青山国土", "青山县国土资源局"])
def test_what_stands_above_the_line_of_dates_is_the_title_where_the_page_says_none(site: str) -> None:
    page = read(_OLD_TABLES, f"<title>{site}</title>")
    assert page.title == "关于白石镇小林塘除险的公告"
    assert page.text == "小林塘七月起除险，行人绕行。"


def test_newest_notices_below_a_short_one_are_not_its_body() -> None:
    page = read(_OLD_TABLES, "<title>关于白石镇小林塘除险的公告</title>")
    assert page.text == "小林塘七月起除险，行人绕行。"


@pytest.mark.parametrize(
    "said", [f"石门县交通运输局_{TITLE}", f"{TITLE} - Powered by SchoolCMS", "石门小学 - Powered by SchoolCMS"]
)
def test_a_page_title_may_begin_with_its_site_or_end_with_its_software(said: str) -> None:
    line = "<tr><td>[ 作者：佚名　点击数：3　更新时间：2011-3-25 ]</td></tr>"
    page = f"<table><tr><td><b>{TITLE}</b></td></tr>{line}<tr><td>正文一句。</td></tr></table>"
    assert read(page, f"<title>{said}</title>").title == TITLE


def test_dated_links_below_a_short_notice_are_not_its_body() -> None:
    links = "".join(f"<a href='{n}.asp'>关于第{n}批农用地转用征收土地的…</a>[05-{n}]<br>" for n in range(10, 16))
    others = f"<table><tr><td>本站热点</td><td>编辑荐读</td></tr><tr><td>{links}</td><td>{links}</td></tr></table>"
    page = read(f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>塘坝除险，行人绕行。</td></tr></table>{others}")
    assert page.text == "塘坝除险，行人绕行。"


@pytest.mark.parametrize(
    ("shown", "fields"),
    [
        (f"<h1>{TITLE}</h1><h2>石水〔2021〕33号</h2>", {"文号": "石水〔2021〕33号"}),
        (f"<h1>{TITLE}</h1><p>石水告储出〔2021〕33号</p>", {}),
        (
            f"<table><tr><td>索引号<td><b>分　类</b><tr><td>1/2021-2<td>通知</table><h1>{TITLE}</h1>",
            {"索引号": "1/2021-2", "信息分类": "通知"},
        ),
        (f"<h1>{TITLE}</h1><p>统一编号：SM-1</p><p>石水[2021]3号</p>", {"统一编号": "SM-1", "文号": "石水[2021]3号"}),
        (f"<h1>{TITLE}</h1><ul><li>信息来源<span>县水利局</span></li></ul>", {"信息来源": "县水利局"}),
        (f"<h1>{TITLE}</h1><div>主题分类<a href='/fl'>更多</a></div>", {}),
        (f"<h1>{TITLE}</h1><p>来自：县水利局　发表于：2021/7/15</p>", {"来源": "县水利局", "发布时间": "2021/7/15"}),
        (
            f"<h1>{TITLE}</h1><p><span>索引号：<i>1/2021-2</i></span><span>统一登记号：<i>SM-1</i></span></p>",
            {"索引号": "1/2021-2", "统一编号": "SM-1"},
        ),
        (
            f"<h1>{TITLE}</h1><p>公开责任部门：县水利局　公开范围：全部　签署日期：2021-07-12</p>",
            {"公开主体": "县水利局", "成文日期": "2021-07-12"},
        ),
    ],
)
def test_what_stands_between_title_and_body_is_said_by_the_words_of_the_spec(
    shown: str, fields: dict[str, str]
) -> None:
    assert read(f"{shown}<div id='zoom'>正文</div>").fields == fields


def test_a_title_in_two_blocks_is_one() -> None:
    shown = f"<div class='a'>石门县水利局</div><div class='b'>{TITLE}</div><div>石水〔2021〕33号</div>"
    page = read(f"{shown}<div id='zoom'>正文</div>", f"<title>石门县水利局{TITLE}</title>")
    assert (page.title, page.fields) == (f"石门县水利局{TITLE}", {"文号": "石水〔2021〕33号"})


def test_a_large_font_is_the_heading_of_an_old_page() -> None:
    menu = "<table><tr><td>水库名录</td></tr></table>"
    text = "为确保水库安全，现将有关事项公告如下。<br>一、工程自公告之日起开工，工期为九十日。<br>二、请各单位配合。"
    rows = f"<tr><td><font size=5 color=red>{TITLE}</font></td></tr><tr><td>{text}</td></tr>"
    page = read(f"{menu}<table>{rows}</table>", "<title>石门县水利局</title>")
    assert page.title == TITLE
    assert page.text.startswith("为确保")


@pytest.mark.parametrize(
    "pager", ["<b>1</b> <a href='2.html'>2</a> <a href='2.html'>下一页</a>", "<a href=1>上一页</a>"]
)
def test_the_pages_of_a_text_are_none_of_it(pager: str) -> None:
    assert read(f"<h1>{TITLE}</h1><div id='zoom'><p>正文</p><p>{pager}</p></div>").text == "正文"


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/file/download?id=8'>下载</a>",
        "<a href='/x/DownloadFile.do?id=8'>出让须知</a>",
        "<p>附件：</p><p><a href='/attachment.jspx?cid=88&i=0'>工程量清单</a></p>",
        "<table id='files'><tr><td>附件：<a href='/x/Get.aspx?id=8'>地块图.jpg</a></td></tr></table>",
    ],
)
def test_a_servlet_leads_to_a_file(link: str) -> None:
    assert len(read(f"<h1>{TITLE}</h1><div id='zoom'><p>正文</p>{link}</div>").attachments) == 1
    assert not read(f"<h1>{TITLE}</h1><div id='zoom'><a href='/download.html'>下载中心</a></div>").attachments


def test_date_and_title_may_stand_in_one_block_and_a_file_below_the_text() -> None:
    page = read(
        f"<center><font size=5><b>{TITLE}</b></font><br>【2012-3-5】【浏览：56次】</center>"
        "<div><div><p>塘坝除险，行人绕行。</p><p>绕行路线见附图，自七月起至年底，凡有异议者请于七日内提出。</p></div>"
        "<p><a href='/u/1.pdf'>附件</a></p></div>",
        "<title>石门农业信息网欢迎您！</title>",
    )
    assert (page.title, page.fields["发布日期"], len(page.attachments)) == (TITLE, "2012-3-5", 1)
    assert page.text.startswith("塘坝除险")


def test_a_table_of_title_and_date_without_a_number_says_the_title() -> None:
    table = f"<tr><th>标题</th><td>{TITLE}</td></tr><tr><th>发布日期</th><td>2017-04-28</td></tr>"
    page = read(f"<div><table>{table}</table><div>塘坝除险，行人绕行。</div></div>", "<title>石门县水利局</title>")
    assert (page.title, page.text) == (TITLE, "塘坝除险，行人绕行。")


STATED = f"<title>石门县水利局</title><meta name='ArticleTitle' content='{TITLE}'>"


@pytest.mark.parametrize(
    "below", ["<br>（第二批）", "<br/><small>审议汛前检查等事项</small>", "<br>——致全县人民的一封信"]
)
def test_what_stands_below_the_stated_title_in_one_h1_belongs_to_it(below: str) -> None:
    page = read(f"<div class='title'><h1>{TITLE}{below}</h1><div>发布时间：2026-08-28</div></div><p>正文。</p>", STATED)
    assert (page.title.startswith(TITLE), len(page.title) > len(TITLE)) == (True, True)


@pytest.mark.parametrize("below", ["<br>2026-08-28", "<br>来源：水库科", "<br>石水〔2026〕3号", "<br>"])
def test_dates_sources_and_numbers_in_an_h1_are_no_title(below: str) -> None:
    assert read(f"<h1>{TITLE}{below}</h1><div id='zoom'>正文</div>", STATED).title == TITLE
    assert read(f"<div class='title'>{TITLE}<br>副标题一行</div><div id='zoom'>正文</div>", STATED).title == TITLE


CRUMB = "<div class='position'>当前位置：<a href='/'>首页</a> > 通知公告</div>"
FOOT = "<div class='foot'>主办单位：石门县水利局 电话：0571-0000000 浙ICP备00000000号</div>"
SAID = "石门水库大坝外坡出现渗漏，经县水利局组织专家鉴定，决定实施除险加固工程，工期一年，请沿线群众配合。"


def test_a_page_that_shows_no_title_has_its_body_without_crumb_and_footer() -> None:
    meta = f"<meta name='ArticleTitle' content='{TITLE}'>"
    logo = "<div class='header'><img src='logo.png'></div>"
    page = read(f"{logo}<div class='w'>{CRUMB}<div class='cc'><p>{SAID}</p><p>{SAID}</p></div></div>{FOOT}", meta)
    assert (page.title, page.text) == (TITLE, f"{SAID}\n{SAID}")


@pytest.mark.parametrize("named", ["border-bottom", "margin-bottom20", "bottom-line"])
def test_a_box_with_a_line_below_it_is_no_footer(named: str) -> None:
    said = f"<p>{SAID * 8}</p><p>版权声明：图件须经许可使用。</p><p><a href='/f/a.pdf'>附件1.pdf</a></p>"
    page = read(f"<h1>{TITLE}</h1><div class='article {named}'>{said}</div>{FOOT}")
    assert (page.text.startswith(SAID), len(page.attachments)) == (True, 1)


def test_a_footer_within_the_box_of_the_body_is_none_of_it() -> None:
    box = f"<div class='title'>{TITLE}</div><div class='time'>发布日期：2026-08-28</div><div class='txt'><p>{SAID}</p>"
    assert read(f"<div class='article'>{box}{FOOT}</div></div>", "<title>石门县水利局</title>").text == SAID


def test_what_stands_above_source_and_time_is_no_part_of_a_body_without_an_element() -> None:
    facts = "<div>采购公告</div><div>来源：原创</div><div>2026-08-28 11:22:46</div>"
    page = read(f"<div class='content'><h2>{TITLE}</h2>{facts}<p>{SAID}</p><p>{SAID}</p></div>", "")
    assert (page.text, page.fields["发布日期"]) == (f"{SAID}\n{SAID}", "2026-08-28 11:22:46")


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (f"石门县水利局 水利要闻 {TITLE}", TITLE),
        (f"石门县水利局 通知公告 {TITLE} 的补充", f"{TITLE} 的补充"),
        ("石门县水利局 财政局 关于印发水库管理办法的通知", "石门县水利局 财政局 关于印发水库管理办法的通知"),
    ],
)
def test_a_page_title_may_name_site_and_column_before_the_title(said: str, title: str) -> None:
    assert read(f"{CRUMB}<div id='zoom'><p>{SAID}</p></div>", f"<title>{said}</title>").title == title


@pytest.mark.parametrize("href", ["javascript:void(0);", "#", ""])
def test_a_title_may_be_a_link_to_nowhere(href: str) -> None:
    shown = f"<p class='tit'><a href='{href}'>{TITLE}</a></p><div>日期：2026-08-28 来源：办公室</div>"
    assert read(f"{shown}<div id='zoom'><p>{SAID}</p></div>", "<title>公告通知</title>").title == TITLE


@pytest.mark.parametrize("writes", ["document.write('<p>附件下载：</p>'+hasFJ)", "$('#fj').html(hasFJ)"])
def test_a_script_writes_the_files_below_a_notice(writes: str) -> None:
    links = '<a href="./P020260907.docx">附件1：报名表.docx</a><BR/><a href="./P020260908.pdf">附件2：方案.pdf</a>'
    body = f"<div id='zoom'><p>{SAID}</p></div><script>var hasFJ='{links}';if(hasFJ!=''){writes}</script>"
    assert [(file.name, file.file_name) for file in read(f"<h1>{TITLE}</h1>{body}").attachments] == [
        ("附件1：报名表.docx", "P020260907.docx"),
        ("附件2：方案.pdf", "P020260908.pdf"),
    ]


@pytest.mark.parametrize("day", [" [2026-08-28]", "（2026-8-28）", " 2026/08/28", "[2026-08-28 09:12]"])
def test_the_day_behind_a_title_is_its_date_and_no_part_of_it(day: str) -> None:
    page = read(f"{CRUMB}<div class='biaoti'>{TITLE}{day}</div><div class='neirong'><p>{SAID}</p></div>")
    assert (page.title, page.text, page.fields["发布日期"]) == (TITLE, SAID, day.strip(" []（）").split(" ")[0])


@pytest.mark.parametrize("head", [f"<title>{TITLE}（2026-8-28）</title>", "<title>石门县水利局</title>"])
def test_a_day_that_the_page_title_says_belongs_to_the_title(head: str) -> None:
    page = read(f"<h1>{TITLE}（2026-8-28）</h1><div id='zoom'><p>{SAID}</p></div>", head)
    assert page.title == f"{TITLE}（2026-8-28）"


def test_a_time_element_says_the_year_that_it_does_not_show() -> None:
    shown = f"<header><h1>{TITLE}</h1><time datetime='2026-08-28T09:00:00+08:00'>8月28日</time></header>"
    page = read(f"<article>{shown}<section><p>{SAID}</p></section></article>")
    assert page.fields["发布日期"] == "2026-08-28T09:00:00+08:00"


def test_dated_links_beside_a_short_text_are_not_the_body() -> None:
    links = "".join(
        f"<li><a href='{n}.html'>关于水库管理范围的公告（{n}）</a><span>2026-08-1{n}</span></li>" for n in range(4)
    )
    text = "<div class='text'><p>现予公告。</p><p>石门县水利局</p></div>"
    page = read(
        f"<div><h1>{TITLE}</h1><p>2026-08-28</p>{text}</div><div class='more'><h3>更多</h3><ul>{links}</ul></div>"
    )
    assert page.text == "现予公告。\n石门县水利局"


@pytest.mark.parametrize("between", ["", "<p>&nbsp;</p>"])
def test_the_day_below_a_signature_is_part_of_a_body_without_an_element(between: str) -> None:
    signed = f"<p align='right'>石门县水利局</p>{between}<p align='right'>2026年8月28日</p>"
    page = read(f"<div class='txt'><p align='center'><b>{TITLE}</b></p><p>{SAID}</p><p>{SAID}</p>{signed}</div>{FOOT}")
    assert page.text.split("\n")[-2:] == ["石门县水利局", "2026年8月28日"]


@pytest.mark.parametrize("tag", ["p", "div"])
@pytest.mark.parametrize("between", ["", "特此公告。"])
def test_one_paragraph_and_a_signature_are_a_body_without_an_element(tag: str, between: str) -> None:
    said = "".join(f"<{tag}>{one}</{tag}>" for one in (SAID, between, "石门县水利局", "2026年8月28日"))
    page = read(f"<div class='nr'><h2>{TITLE}</h2><{tag}>发布时间：2026-08-28</{tag}>{said}</div>{FOOT}")
    assert (page.text.startswith(SAID), page.text.endswith("石门县水利局\n2026年8月28日")) == (True, True)


def test_what_stands_below_a_day_does_not_outweigh_the_sentence_above_it() -> None:
    files = "".join(f"<p><a href='/u/{n}.pdf'>附件{n}：石门县水库管理范围划定成果图.pdf</a></p>" for n in range(6))
    page = read(f"<div class='nr'><h2>{TITLE}</h2><p>现予公告。</p><p>2026年8月28日</p>{files}</div>{FOOT}")
    assert page.text.startswith("现予公告。\n2026年8月28日")


def test_a_short_notice_may_be_about_what_footers_name() -> None:
    said = "现将本网站版权声明予以公告，网站地图同时更新。"
    page = read(f"<div class='box'><h2>{TITLE}</h2><p>2026-08-28</p><div><p>{said}</p></div></div>{FOOT}")
    assert page.text == said


def test_a_file_below_paragraphs_belongs_to_them() -> None:
    file = "<p>附件：<a href='/u/a.pdf'>勘测定界图.pdf</a></p><p>上一篇：<a href='2.html'>关于启用印章的公告</a></p>"
    page = read(f"<div class='nr'><h2>{TITLE}</h2><p>2026-08-28</p><p>{SAID}</p><p>{SAID}</p>{file}</div>{FOOT}")
    assert page.text == f"{SAID}\n{SAID}\n附件：勘测定界图.pdf"


def test_a_document_number_may_stand_right_above_the_title() -> None:
    head = "<div class='red'><h1>石门县人民政府文件</h1><p>石政〔2026〕12号</p></div>"
    page = read(f"{head}<h2>{TITLE}</h2><p>2026-08-28</p><div id='zoom'><p>{SAID}</p></div>")
    assert (page.title, page.fields["文号"]) == (TITLE, "石政〔2026〕12号")
