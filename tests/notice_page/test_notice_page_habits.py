"""Files, footers and facts where only some software puts them."""

import json
from datetime import date

import pytest

from federator.model.local_time import LocalTime
from federator.model.row import NoticePage
from federator.notation.dates import read_time
from federator.notice_page import read_notice_page
from tests.answers import answer_at

TITLE = "关于石门水库除险加固工程的公告"
URL = "http://a.gov.cn/gg/1.html"


def read(body: str, head: str = f"<title>{TITLE}</title>") -> NoticePage:
    content = f"<html><head>{head}</head><body>{body}</body></html>".encode()
    return read_notice_page(answer_at(URL, content))


def files(body: str) -> list[tuple[str, str]]:
    return [(file.name, file.url.removeprefix("http://a.gov.cn")) for file in read(body).attachments]


@pytest.mark.parametrize(
    "shown",
    [
        "<div pdfsrc='/up/公告.pdf'></div>",
        "<p><img data-powerurl='/up/公告.pdf' src='/up/公告_1.png'></p>",
        "<div class='viewer' data-src='/up/公告.pdf' data-name='a.pdf' title='b.pdf'></div>",
    ],
)
def test_a_script_shows_the_file_that_an_attribute_names(shown: str) -> None:
    head = "<meta name='description' content='图则.pdf'>"
    assert files(f"{head}<h1>{TITLE}</h1><div class='nr'>{shown}</div>") == [("公告.pdf", "/up/公告.pdf")]


def test_a_shown_file_has_the_name_that_its_editor_gave_it() -> None:
    shown = """<div class="wp_pdf_player" pdfsrc="/u/7.pdf" sudyfile-attr="{'title':'加固方案.pdf'}"></div>"""
    assert files(f"<h1>{TITLE}</h1><div class='wp_articlecontent'>{shown}</div>") == [("加固方案.pdf", "/u/7.pdf")]


@pytest.mark.parametrize(
    "beside",
    [
        "<table><tr><td>索引号</td><td>0123</td><td>文件下载</td><td><a href='/f.doc'>方案.doc</a></td></tr></table>",
        "<p>附件：</p><ul><li><a href='/f.doc'>方案.doc</a></li></ul>",
        "<div class='downfile'><a href='/f.doc'>方案.doc</a></div>",
    ],
)
def test_a_file_belongs_to_the_notice_by_the_label_before_it(beside: str) -> None:
    page = f"<h1>{TITLE}</h1><div id='zoom'>正文</div><div class='q'><a href='/g.doc'>办事指南.doc</a></div>{beside}"
    assert files(page) == [("方案.doc", "/f.doc")]


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        ("<div class='foot2'><a href='/f.doc'>下载附件：方案.doc</a></div>", "下载附件：方案.doc"),
        ("<table class='q'><tr><td>方案.doc</td><td><a href='/f.doc'>下载</a></td></tr></table>", "方案.doc"),
        ("""<script>var AppendixStr='<a href="/f.doc">方案</a>';document.write(AppendixStr)</script>""", "方案"),
    ],
)
def test_a_file_belongs_to_the_notice_by_what_is_said_of_it(beside: str, name: str) -> None:
    page = f"<h1>{TITLE}</h1><div id='zoom'>正文</div><div class='q'><a href='/g.doc'>办事指南.doc</a></div>{beside}"
    assert files(page) == [(name, "/f.doc")]


@pytest.mark.parametrize("script", ["PDFObject.embed('/f.pdf', '#box');", 'new Pdfh5("#box", {pdfurl: "/f.pdf?v=1"})'])
def test_a_page_that_says_nothing_shows_the_file_that_its_script_names(script: str) -> None:
    page = "<h1>{}</h1><div class='content' id='box'>{}</div><script>{}</script>"
    assert files(page.format(TITLE, "", script)) == [("f.pdf", "/f.pdf")]
    assert files(page.format(TITLE, "现将除险加固工程的有关事项公告如下。" * 3, script)) == []


def test_a_link_that_only_invites_to_download_is_called_as_its_file() -> None:
    assert files(f"<h1>{TITLE}</h1><div id='zoom'>正文<a href='/f.doc'>点击下载此文件</a></div>") == [
        ("f.doc", "/f.doc")
    ]


def test_a_file_that_is_called_as_the_notice_belongs_to_it() -> None:
    links = f"<div class='x'><a href='/g.pdf'>办事指南.pdf</a></div><div><a href='/f.pdf'>{TITLE}.pdf</a></div>"
    assert files(f"<h1>{TITLE}</h1><div id='zoom'>正文</div>{links}") == [(f"{TITLE}.pdf", "/f.pdf")]


@pytest.mark.parametrize(
    "footer",
    [
        "<div class='x1'>Copyright 石门县水利局 <a>联系我们</a> 浙ICP备1号</div>",
        "<div class='footer'><div>友情链接</div><div>版权所有 石门县水利局</div></div>",
    ],
)
def test_a_footer_in_the_marked_body_is_none_of_it(footer: str) -> None:
    words = "现将除险加固工程的有关事项公告如下。"
    assert read(f"<h1>{TITLE}</h1><div class='wp_articlecontent'><p>{words}</p>{footer}</div>").text == words
    kept = "<p>版权所有：石门县水利局的图纸不得复制。</p>"
    assert "图纸" in read(f"<h1>{TITLE}</h1><div id='zoom'><div>{kept}</div>{footer}</div>").text


@pytest.mark.parametrize("head", ["<title>石门县水利局</title>", f"<title>{TITLE}-水利局</title>", ""])
@pytest.mark.parametrize(
    "facts",
    [
        "发布时间：2026-08-15",
        "来源：石门县水利局 发布日期：2026-08-15 浏览：3",
        "时间：2026-08-15",
        "日期:2026-08-15",
        "2026-08-15",
    ],
)
def test_facts_behind_the_title_in_its_block_are_no_part_of_it(head: str, facts: str) -> None:
    page = read(f"<h1>通知公告</h1><h3>{TITLE}<span>{facts}</span></h3><div class='nr'><p>正文。</p></div>", head)
    assert page.title == TITLE
    assert "2026-08-15" in {page.fields.get("发布时间"), page.fields.get("发布日期")}


def test_a_line_that_begins_with_facts_holds_no_title() -> None:
    line = "<p>文章来源：石门县水利局工程科 更新时间：2026-08-15 点击：3</p>"
    assert read(f"<h2>会议通知</h2>{line}<div class='nr'><p>正文。</p></div>", "<title>石门县水利局</title>").title == (
        "会议通知"
    )


def test_a_list_of_labels_states_the_title() -> None:
    told = f"<li><b>索 引 号：</b>002580000/2026-00123</li><li><b>信息名称：</b>{TITLE}</li>"
    body = (
        f"<ul>{told}<li>公开日期：2026-08-15</li></ul><div class='q'>{TITLE}</div><div class='w'>{'正文。' * 20}</div>"
    )
    page = read(f"<div class='top'>石门县</div>{body}<p>2026年8月14日</p><p>附件：无</p>", "<title>石门县</title>")
    assert page.title == TITLE
    assert page.fields["索引号"] == "002580000/2026-00123"


def test_a_day_is_no_title() -> None:
    body = "<div class='w'><p>正文。</p><p>2026年8月14日</p></div><p>附件：无</p>"
    assert read(f"<h3>会议安排</h3>{body}", "<title>石门县水利局</title>").title != "2026年8月14日"


@pytest.mark.parametrize("named", ["bt01", "news-tit"])
def test_a_page_title_that_says_little_and_is_shown_nowhere_is_no_notices(named: str) -> None:
    page = f"<table><tr><td class='{named}'><p>{TITLE}</p></td></tr><tr><td><p>{'正文。' * 20}</p></td></tr></table>"
    assert read(page, "<title>石门县水利局-在线平台</title>").title == TITLE


def test_a_body_may_be_sections_beside_the_title() -> None:
    sections = "".join(f"<div><h3>{one}、要求</h3><p>{'具有独立法人资格。' * 3}</p></div>" for one in "一二三")
    page = read(f"<div class='con1'><h1>{TITLE}</h1>{sections}</div><div class='next'>上一篇：无</div>")
    assert page.text.startswith("一、要求")
    assert page.text.count("要求") == 3
    shown = "<div class='zw'><p><iframe src='/player.html'></iframe></p></div>"
    bar = f"<div class='x'>{'<a><img src=1.png>微信</a>' * 4}<div>分享</div><div>取消</div></div>"
    assert not read(f"<div class='con1'><h1>{TITLE}</h1>{shown}{bar}</div>").text


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        (f"<p><strong>{TITLE}</strong></p>", TITLE),
        (f"<h2>{TITLE}</h2>", TITLE),
        ("<p><b>各乡镇人民政府，县级各部门：</b></p>", ""),
        (f"<p>{TITLE}</p>", ""),
        (f"<p><b>关于石门</b>{TITLE}</p>", ""),
    ],
)
def test_a_marked_body_may_open_with_the_title_that_its_page_does_not_say(opening: str, title: str) -> None:
    assert read(f"<div id='zoom'>{opening}<p>正文第一段。</p></div>", "<title> </title>").title == title


DETAIL = {
    "title": TITLE,
    "publishTime": "2026-08-15 09:20:00",
    "source": "石门县水利局",
    "index_no": "002580000/2026-00123",
    "content": "<p>现将有关事项公告如下。</p>",
    "attachments": [{"name": "方案.pdf", "url": "/f.pdf"}],
}


@pytest.mark.parametrize(
    "script",
    [
        f"<script>window.__INITIAL_STATE__={json.dumps({'menus': [{'title': '首页'}], 'article': DETAIL})};</script>",
        f"<script id='__NEXT_DATA__' type='application/json'>{json.dumps({'props': [DETAIL]})}</script>",
        f"<script>var x = {{not: json}}; var detail = {json.dumps(DETAIL, ensure_ascii=False)}</script>",
        "<script>var d = {}</script>".format(
            json.dumps(DETAIL | {"content": "&lt;p&gt;现将有关事项公告如下。&lt;/p&gt;"})
        ),
    ],
)
def test_a_page_without_words_has_its_notice_in_a_script(script: str) -> None:
    page = read(f"<div id='app'></div>{script}", "<title>石门县水利局</title>")
    assert (page.title, page.text, page.body_by) == (TITLE, "现将有关事项公告如下。", "script")
    assert page.fields == {"发布时间": "2026-08-15 09:20:00", "来源": "石门县水利局", "索引号": "002580000/2026-00123"}
    assert [(file.name, file.url) for file in page.attachments] == [("方案.pdf", "http://a.gov.cn/f.pdf")]


TO_FILL = "<h1>{{article.title}}</h1><p>{{article.publishTime}}</p><div v-html='article.content'></div>"


def test_a_body_that_a_script_fills_in_stands_there_whatever_frames_it() -> None:
    frame = f"<p>{'石门县水利局政务公开' * 9}</p>"
    page = read(f"{frame}{TO_FILL}<script>var article={json.dumps(DETAIL)};</script>", "<title>石门县水利局</title>")
    assert (page.title, page.text, page.body_by) == (TITLE, "现将有关事项公告如下。", "script")


def test_a_box_that_a_script_fills_in_is_no_body_beside_one_that_is_shown() -> None:
    box = f"<div v-html='box.content'></div><script>var box={json.dumps(DETAIL)};</script>"
    page = read(f"<h1>关于水库蓄水的通告</h1><div class='nr'><p>{'蓄水事项通告如下。' * 10}</p></div>{box}", "")
    assert (page.title, page.text) == ("关于水库蓄水的通告", "蓄水事项通告如下。" * 10)


def test_what_a_script_has_yet_to_fill_in_is_no_title() -> None:
    page = read(f"{TO_FILL}<script>load('/api/9')</script>", "<title>石门县水利局</title>")
    assert "{{" not in f"{page.title}{page.text}"


def test_a_state_that_a_function_returns_is_read_and_not_run() -> None:
    told = 'id:7,n:.5,top:!0,title:b,publishTime:c,source:"石门县水利局",index_no:d,content:"\\u003Cp\\u003E现公告。"'
    function = "(function(a,b,c,d){return {data:[{" + told + "}],error:a}}"
    state = f'window.__NUXT__={function}(null,"{TITLE}","2026-08-15 09:20:00",void 0));'
    page = read(f"<script>{state}</script>", "<title>石门县水利局</title>")
    assert (page.title, page.text, page.body_by) == (TITLE, "现公告。", "script")
    assert page.fields == {"发布时间": "2026-08-15 09:20:00", "来源": "石门县水利局"}
    assert not read(f"<script>{state.replace(':7', ':f(7)')}</script>", "<title>石门县水利局</title>").text


def test_what_a_page_shows_goes_before_what_its_scripts_hold() -> None:
    script = f"<script>var other = {json.dumps(DETAIL)}</script>"
    page = read(f"<h1>关于水库蓄水的通告</h1><div id='zoom'>{'蓄水事项通告如下。' * 10}</div>{script}", "")
    assert page.title == "关于水库蓄水的通告"


def test_a_link_that_says_nothing_is_called_as_its_row_says() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>32KB</td><td><a href='/servlet/download?id={number}'>下载</a></td></tr>"
        for number, name in enumerate(("申请表.doc", "提纲.pdf"))
    )
    table = f"<table class='fjtable'><tr><th>附件名称</th></tr>{rows}</table>"
    page = f"<h1>{TITLE}</h1><div class='art'><p>申请材料的样式见附件。</p></div>{table}"
    assert files(page) == [("申请表.doc", "/servlet/download?id=0"), ("提纲.pdf", "/servlet/download?id=1")]
    assert read(page).text == "申请材料的样式见附件。"


@pytest.mark.parametrize("href", ["javascript:void(0)", "#", "javascript:;"])
def test_a_link_may_tell_its_script_where_it_leads(href: str) -> None:
    link = f"<a href='{href}' data-url='/up/hb.docx'>一览表.docx</a>"
    assert files(f"<h1>{TITLE}</h1><div id='zoom'>正文</div><div class='fujian'>{link}</div>") == [
        ("一览表.docx", "/up/hb.docx")
    ]


def test_a_body_may_wait_in_a_text_area_as_markup() -> None:
    waiting = (
        "<textarea style='display: none'>&lt;p&gt;现将方案公告如下。&lt;/p&gt;&lt;p&gt;一、范围。&lt;/p&gt;</textarea>"
    )
    beside = "<ul class='x'><li>水库管理处今日召开会议研究部署防汛工作并观看警示教育片</li></ul>"
    assert read(f"<h1>{TITLE}</h1><div id='con'></div>{waiting}{beside}").text == "现将方案公告如下。\n一、范围。"


@pytest.mark.parametrize("holder", ["<script type='text/html'>{}</script>", '<template id="t">{}</template>'])
@pytest.mark.parametrize("place", ["<div id='zoom'></div>", "<div id='nr'></div>"])
def test_a_body_may_wait_in_a_template(holder: str, place: str) -> None:
    tips = (
        "<script type='text/html'><p>{{tip}}请稍候，本页将在五秒之后自动返回首页。"
        + "您也可以点击这里。" * 9
        + "</p></script>"
    )
    body = "<p>现将石门水库除险加固工程的初步设计方案予以公告，欢迎社会各界提出意见。</p><p>公告期限为十个工作日。</p>"
    page = read(f"<h1>{TITLE}</h1>{place}{tips}{holder.format(body)}")
    assert (page.title, page.text[:4], page.text[-6:]) == (TITLE, "现将石门", "十个工作日。")
    shown = "<p>石门水库的加固工程按期完工，已通过验收。</p>"
    assert read(f"<h1>{TITLE}</h1><div>{shown}</div>{holder.format(body)}").text.endswith("已通过验收。")


def test_a_table_may_call_the_title_that_of_an_announcement() -> None:
    row = f"<tr><th>公告标题</th><td>{TITLE}</td></tr><tr><th>发布时间</th><td>2026-08-15</td></tr>"
    page = read(f"<table>{row}</table><div class='text'><p>{'正文。' * 20}</p></div>", "<title>信息公开平台</title>")
    assert (page.title, page.fields["发布时间"]) == (TITLE, "2026-08-15")


ROWS = [f"关于第{number}号水库除险加固工程的公告" for number in range(1, 7)]


@pytest.mark.parametrize(
    "row",
    [
        "<li>{} 2026-08-1{}</li>",
        "<li>{}<span>发布时间：2026-08-1{}</span></li>",
    ],
)
def test_a_row_of_a_list_is_no_title_of_its_page(row: str) -> None:
    rows = "".join(row.format(title, day) for day, title in enumerate(ROWS))
    assert read(f"<ul>{rows}</ul>", "<title>石门</title>").title not in ROWS


def test_the_header_of_a_list_states_no_title() -> None:
    head = "<tr><td>公告标题</td><td>公告类型说明文字</td><td>发布时间</td></tr>"
    rows = "".join(f"<tr><td><a href='{day}.html'>{row}</a></td><td>其他</td></tr>" for day, row in enumerate(ROWS))
    assert read(f"<table>{head}{rows}</table>", "<title>石门县水利局</title>").title != "公告类型说明文字"


@pytest.mark.parametrize("line", ["2026-03-18至2026-05-02", "立即登录 | 加入收藏 | 联系我们"])
def test_neither_days_nor_a_menu_are_a_title(line: str) -> None:
    top = f"<div class='top-title'>{line}</div>"
    assert read(f"{top}<div><p>{'正文。' * 20}</p></div>", "<title>通知公告-石门县水利局</title>").title != line


def test_a_number_of_a_year_is_no_day() -> None:
    lines = "".join(f"<p>2018年第{batch}批小额贷款名单的公示 2018-06-11</p>" for batch in "二三")
    assert "发布日期" not in read(f"<div>{'正文。' * 20}</div>{lines}", "<title>公示公告</title>").fields


def test_a_picture_beside_paragraphs_is_not_all_of_the_body() -> None:
    page = read(f"<div><h1>{TITLE}</h1><span>2026-08-15</span><p>现场会召开。</p><img src='/a.png'></div>")
    assert page.text == "现场会召开。"
    assert "a.png" in page.html


def test_what_its_software_attached_belongs_to_the_notice() -> None:
    link = "<a href='/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=8'>名单.xlsx</a>"
    form = f"<form><div class='v_news_content'><img src='/a.png'></div>{link}</form>"
    assert [name for name, _ in files(f"<h1>{TITLE}</h1>{form}")] == ["名单.xlsx"]


def test_a_heading_may_be_short_in_a_marked_body() -> None:
    assert read("<div id='zoom'><h1>义诊通知</h1><p>正文。</p></div>", "").title == "义诊通知"


OTHERS = "<ul><li><a href='/2.html'>关于石门水库蓄水的通告</a></li><li><a href='/3.html'>一图读懂除险加固</a></li></ul>"


@pytest.mark.parametrize(
    "behind",
    [
        f"<div class='q'><h4>相关解读</h4>{OTHERS}</div><div class='ewm'><p>扫一扫在手机打开当前页</p></div>",
        f"<p>【相关信息】</p>{OTHERS}",
        "<p>相关链接：<a href='/2.html'>一图读懂除险加固</a></p>",
        "<p><strong>延伸阅读</strong></p>",
    ],
)
def test_links_to_other_pages_are_none_of_the_body(behind: str) -> None:
    words = "<p>除险加固工程的有关事项见附件。</p><p>附件：<a href='/f.doc'>方案.doc</a></p>"
    page = read(f"<h1>{TITLE}</h1><div class='v_news_content'>{words}{behind}</div>")
    assert page.text == "除险加固工程的有关事项见附件。\n附件：方案.doc"
    assert [file.name for file in page.attachments] == ["方案.doc"]


@pytest.mark.parametrize(
    "kept",
    [
        "<p>相关信息：水库位于石门县城以北十五公里，详见<a href='/2.html'>说明</a>。</p>",
        "<p>相关文档</p><p><a href='/f.doc'>方案.doc</a></p>",
        "<p>相关链接</p><p>石门水库建于一九五八年。</p>",
        "<p><b>相关信息</b>见县水利局公告栏。</p>",
    ],
)
def test_what_is_more_than_links_stays_in_the_body(kept: str) -> None:
    words = read(f"<h1>{TITLE}</h1><div class='v_news_content'><p>现予公告。</p>{kept}</div>").text
    assert words.startswith("现予公告。\n相关")
    assert words.count("\n") == kept.count("<p>")


def test_a_number_table_below_a_short_notice_is_not_its_body() -> None:
    row = "<tr><td>{}</td><td>{}</td></tr>".format
    told = row("索引号", "002580000-2026-00123") + row("发布机构", "石门县水利局水库管理处") + row("名称", TITLE)
    words = "<p>本月八日起水库泄洪，请注意安全。</p>"
    page = read(f"<h1>{TITLE}</h1><table><tr><td>{words}</td></tr><tr><td><table>{told}</table></td></tr></table>")
    assert (page.text, page.fields["索引号"]) == ("本月八日起水库泄洪，请注意安全。", "002580000-2026-00123")


def test_facts_alone_are_no_body() -> None:
    facts = "<div class='info'>2026-08-15 来源：石门县水利局</div><div id='show'></div>"
    assert read(f"<div><h1>{TITLE}</h1>{facts}</div>").text == ""


def test_a_value_ends_at_the_label_that_touches_it() -> None:
    facts = "<p><span>来源：石门县水利局</span><span>时间：2026-08-15 11:20</span></p>"
    fields = read(f"<h1>{TITLE}</h1>{facts}<div id='zoom'>正文</div>").fields
    assert fields == {"来源": "石门县水利局", "发布时间": "2026-08-15 11:20"}
    other = "<p>来源：竞买报名时间：2026-08-15</p>"
    assert "发布时间" not in read(f"<h1>{TITLE}</h1>{other}<div id='zoom'>正文</div>").fields


BOXES = ["<b>18</b><span>2026-08</span>", "<p>18</p><p>2026.08</p>", "<i>2026年8月</i><i>18日</i>"]


@pytest.mark.parametrize("box", BOXES)
def test_the_day_may_stand_in_a_box_before_the_title(box: str) -> None:
    day, notice = f"<div class='date'>{box}</div>", f"<h1>{TITLE}</h1><div id='zoom'>正文</div>"
    written = read(f"<div class='top'>{day}{notice}</div>").fields.get("发布日期", "")
    assert read_time(written) == LocalTime(date(2026, 8, 18))
    assert not read(f"<div class='top'>{day}</div><div>{notice}</div>").fields
    row = f"<li class='row'>{day}<p>{{}}</p></li>"
    assert not read(f"<ul>{row.format(TITLE)}{row.format('关于石门水库蓄水的通告') * 2}</ul>").fields


def test_an_empty_element_of_the_software_does_not_hide_what_stands_beside_it() -> None:
    empty = "<div id='vsb_content'><div class='v_news_content'></div></div>"
    words = "<p>县水库管理处将于本月检修放水设施。</p><p>检修期间下游用水由乡镇统一调度供给，请各村早作安排。</p>"
    rows = "".join(f"<tr><td>{cell}</td></tr>" for cell in (f"<h1>{TITLE}</h1>", empty, f"<div>{words}</div>"))
    page = f"<table>{rows}</table>"
    told = "县水库管理处将于本月检修放水设施。\n检修期间下游用水由乡镇统一调度供给，请各村早作安排。"
    assert read(page).text == told
    assert read(page.replace("各村", "<a href='/f.doc'>各村</a>")).text == ""


@pytest.mark.parametrize(
    "bar", ["<p>【打印】【关闭】</p>", "<div>字号：大 中 小</div>", "<p>打印本页 | <span>关闭窗口</span></p>"]
)
def test_buttons_without_a_script_are_none_of_the_body(bar: str) -> None:
    words = "<p>本月检修闸门。</p><table><tr><td><p>大</p></td><td><p>关闭</p></td></tr></table><p>打印后签字。</p>"
    page = read(f"<h1>{TITLE}</h1><div class='v_news_content'>{bar}{words}{bar}</div>")
    assert page.text == "本月检修闸门。\n大\t关闭\n打印后签字。"


def test_a_notice_may_speak_of_what_stands_in_footers() -> None:
    told = "<p>我局网站的ICP备案号、网站标识码自2016年3月1日起变更，原域名停用。</p><p>特此公告。</p>"
    foot = "<table><tr><td>石门县水利局 版权所有 赣ICP备12000000号</td></tr></table>"
    page = read(f"<table><tr><td><p align='center'><b>{TITLE}</b></p>{told}</td></tr></table>{foot}")
    assert (page.text[:4], page.text[-5:]) == ("我局网站", "特此公告。")
    assert "发布日期" not in page.fields


def test_who_sent_it_in_is_no_title() -> None:
    facts = "<div><span>投稿部门：水库管理科</span><span>发布时间：2026-06-18</span></div>"
    page = read(f"<h3>{TITLE}</h3>{facts}<div id='zoom'>正文</div>", "<title>公告 - 石门县水利局</title>")
    assert page.title == TITLE


def test_a_day_in_chinese_may_stand_behind_the_title() -> None:
    page = read(f"<h2>{TITLE}<small> 2026年03月03日</small></h2><div id='zoom'>正文</div>", f"<title>{TITLE}</title>")
    assert (page.title, page.fields["发布日期"]) == (TITLE, "2026年03月03日")


@pytest.mark.parametrize(
    "record",
    [
        "<p><span>上传时间：2026-04-30 17:20:11 </span><span> 浏览次数：9</span></p>",
        "<div><div>索 引 号：<i>0123/2026-1</i></div><div>主题分类：水利</div><div>发布日期：2026-04-30</div></div>",
        "<table><tr><td>信息索引</td><td>0123</td></tr><tr><td>文号</td></tr><tr><td>发布日期</td><td>2026-04-30</td></tr></table>",
    ],
)
def test_the_record_at_the_top_of_the_body_is_no_part_of_it(record: str) -> None:
    told = "<p>石门水库除险加固工程已获批准，现予公告。</p>"
    page = read(f"<h1>{TITLE}</h1><div class='detail-content'><div>{record}<div>{told}</div></div></div>")
    written = read_time(page.fields.get("发布日期") or page.fields["发布时间"])
    assert (page.text, written and written.day) == ("石门水库除险加固工程已获批准，现予公告。", date(2026, 4, 30))


def test_a_record_stays_where_it_is_all_the_body() -> None:
    record = "<p>索引号：0123</p><p>文号：无</p><p>发布日期：2026-04-30</p>"
    page = read(f"<h1>{TITLE}</h1><div id='zoom'><div>{record}</div></div>")
    assert page.text == "索引号：0123\n文号：无\n发布日期：2026-04-30"


def test_paragraphs_of_links_right_below_the_body_hold_its_files() -> None:
    linked = "<p><a href='/1.docx'>1.申报表.docx</a></p><p><a href='/2.docx'>2.汇总表.docx</a></p>"
    others = "<div><p><a href='/3.docx'>办事指南.docx</a></p></div><p>常用：<a href='/4.docx'>样式.docx</a></p>"
    page = f"<h1>{TITLE}</h1><div id='zoom'><p>请于月底前报送材料。</p></div>"
    assert files(f"{page}{linked}{others}") == [("1.申报表.docx", "/1.docx"), ("2.汇总表.docx", "/2.docx")]
    assert files(f"{page}{others}{linked}") == []


def test_a_line_that_reads_like_a_title_is_one_where_nothing_else_tells() -> None:
    facts = "<div>为做好防汛工作，现予公告，请遵照执行。</div><div>发布时间：2026-08-19</div>"
    page = read(f"<div>无障碍浏览</div><div>{TITLE}</div><div>收藏 字号</div>{facts}", "<title>石门县水利局</title>")
    assert (page.title, page.text[:5]) == (TITLE, "为做好防汛")


@pytest.mark.parametrize("name", ["名　　称：", "<b>标 题:</b>", "信息名称："])
def test_the_record_states_the_title_in_a_line(name: str) -> None:
    record = f"<li>索引号：0123/2026-1</li><li>{name}{TITLE}</li><li>[主题分类] 水利、水务/水库工程建设和管理</li>"
    page = read(
        f"<ul>{record}</ul><div>{TITLE}</div><div><p>{'加固工程已获批准。' * 9}</p></div>", "<title>石门县</title>"
    )
    assert (page.title, page.text[:4]) == (TITLE, "加固工程")


def test_a_source_ends_at_the_day_behind_it() -> None:
    assert (
        read(f"<h1>{TITLE}</h1><p>来源：县水利局 2026-09-01</p><div id='zoom'>正文</div>").fields["来源"] == "县水利局"
    )


@pytest.mark.parametrize(
    "box", ["<div><div>{}</div></div>", "<table><tr><td>名称</td></tr><tr><td>{}</td></tr></table>"]
)
def test_a_box_of_files_does_not_outweigh_what_it_is_attached_to(box: str) -> None:
    linked = "<img src='/pdf.png'><a href='/1.pdf'>规划文本.pdf</a>（3.21MB）<a href='/2.xls'>指标表.xls</a>（1.02MB）"
    told = "<div>发表于 2026-10-15 | 浏览 45 次</div><div><p>规划已获批准，现予公布，请有关单位遵照执行。</p></div>"
    page = f"<div><h2>{TITLE}</h2>{told}{box.format(linked)}</div>"
    assert read(page).text == "规划已获批准，现予公布，请有关单位遵照执行。"
    assert files(page) == [("规划文本.pdf", "/1.pdf"), ("指标表.xls", "/2.xls")]


def test_a_viewer_may_be_told_its_file_behind_a_hash() -> None:
    frame = "<iframe src='/js/ViewerJS/#/uploads/gh.pdf'></iframe>"
    assert [url for _, url in files(f"<h1>{TITLE}</h1><div class='nr'>{frame}</div>")] == ["/uploads/gh.pdf"]


def test_the_day_may_stand_with_the_source_right_above_the_title() -> None:
    facts = "<div><span>2026年11月06日</span><span>来源：水库科</span></div>"
    page = f"<article>{{}}<h1>{TITLE}</h1><div id='zoom'>正文</div></article>"
    assert read(page.format(facts)).fields["发布日期"] == "2026年11月06日"
    assert "发布日期" not in read(f"{facts}{page.format('')}").fields


def test_a_source_ends_at_who_edited_it() -> None:
    assert (
        read(f"<h1>{TITLE}</h1><p>来源：县水利局编辑：王芳</p><div id='zoom'>正文</div>").fields["来源"] == "县水利局"
    )


def test_a_large_table_is_part_of_a_body_without_an_element() -> None:
    rows = "".join(f"<tr><td>SM2026-{n}</td><td>水库路{n}号</td><td>工业用地</td></tr>" for n in range(30))
    facts = "<p>（石土成字〔2026〕7号）</p><p>发布时间：2026-10-20</p>"
    said = f"<p>现将成交结果公示如下：</p><table>{rows}</table><p>公示期：10个工作日。</p>"
    title = f"<p style='text-align:center'><strong>{TITLE}</strong></p>"
    page = read(f"<div>{title}{facts}{said}</div>", "<title>成交公示-石门县水利局</title>")
    assert (page.title, page.text[:4], page.text[-5:]) == (TITLE, "现将成交", "个工作日。")


def test_what_invites_to_scan_is_no_body() -> None:
    scan = "<div class='txt'><p>扫一扫在手机打开</p><img src='/1.jpg'><img src='/2.jpg'></div>"
    assert (
        read(f"<h2>{TITLE}</h2><div class='txt'><p>请于月底前报送材料。</p></div>{scan}").text == "请于月底前报送材料。"
    )


def test_a_named_body_may_hold_nothing_but_files() -> None:
    page = f"<h1>{TITLE}</h1><div class='article-content'><p>相关附件下载：</p>{{}}</div>"
    link = "<p><a href='{}'>石门水库除险加固工程征地范围图</a></p>"
    assert read(page.format(link.format("/up/1.pdf"))).body_by == ".article-content"
    assert read(page.format(link.format("/gg/2.html"))).body_by == ""


@pytest.mark.parametrize("left", ["Document", "Untitled Document", "无标题文档"])
def test_what_an_editor_calls_a_new_page_is_no_title(left: str) -> None:
    page = read(f"<div class='tt'>{TITLE}</div><div class='zw'><p>自即日起施工。</p></div>", f"<title>{left}</title>")
    assert (page.title, page.text) == (TITLE, "自即日起施工。")
