"""Titles and facts in shapes that bureaus' own software gives them."""

from base64 import b64encode
from urllib.parse import quote

import pytest

from federator.model.row import NoticePage
from federator.notice_page import read_notice_page
from tests.answers import answer_at

SITE, TITLE = "石门县国土资源局", "关于石门镇大坪窑厂复垦项目的公告"
BODY = "<div class='nr'><p>石门镇大坪窑厂复垦项目已经竣工，现予公告。异议期自公告之日起三十日。</p></div>"


def read(body: str, title: str = SITE) -> NoticePage:
    content = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_notice_page(answer_at("http://a.gov.cn/gg/1.html", content))


@pytest.mark.parametrize("joint", ["<br>", "</b></p><p align=center><b>"])
def test_a_title_without_a_meta_is_who_issued_it_and_what_about(joint: str) -> None:
    shown = f"<p align=center><b><font size=5>{SITE}{joint}关于开展矿山储量监测工作的通知</font></b></p>"
    told = "<p>石国土资发（2011）45号</p><p>各矿山企业：</p><p>请于五月底前完成监测，现就有关要求通知如下。</p>"
    page = f"<table><tr><td>{shown}{told}<p>发布时间：2011-4-22</p></td></tr></table>"
    assert read(page, "无标题文档").title == f"{SITE} 关于开展矿山储量监测工作的通知"


def test_a_label_that_touches_its_value_begins_no_title() -> None:
    facts = {"索引号": "000014349/2026-00012", "成文日期": "2026年3月4日", "发布日期": "2026年3月7日", "有效性": "有效"}
    rows = "".join(f"<li><span>{label}</span><span>{value}</span></li>" for label, value in facts.items())
    notice = read(f"<div><ul>{rows}</ul></div><div class='zw-title'>{TITLE}</div>{BODY}", "信息公开")
    assert (notice.title, notice.fields) == (TITLE, facts)


def test_the_number_of_a_document_may_touch_who_issued_it() -> None:
    facts = {"发布机构": SITE, "文号": "石国土资〔2026〕3号", "发布日期": "2026-03-07"}
    spans = "".join(f"<span>{label}：</span><span>{said}</span>" for label, said in facts.items())
    assert read(f"<div>{spans}</div><h1>{TITLE}</h1>{BODY}", TITLE).fields == facts


RECORD = {"索引号": "000014349/2026-00012", "文号": "", "成文日期": "", "发布日期": "2026-3-7", "发布机构": SITE}


@pytest.mark.parametrize(
    "line",
    [
        "<li><b>{}</b><i>{}</i></li>",
        "<li><label>{}</label> <p>{}</p></li>",
        "{}：{}<br>",
        "<div><p>{}：</p><p>{}</p></div>",
    ],
)
@pytest.mark.parametrize(
    "page",
    [
        "<h1>{title}</h1>{record}{body}",
        "<h1>{title}</h1>{body}{record}",
        "{record}<div class='zw-title'>{title}</div>{body}",
    ],
)
def test_a_record_is_no_body_and_a_label_without_a_value_has_not_that_of_another(line: str, page: str) -> None:
    record = f"<div>{''.join(line.format(*one) for one in RECORD.items())}</div>"
    notice = read(f"<div>{page.format(title=TITLE, record=record, body=BODY.replace('nr', 'x'))}</div>", TITLE)
    assert notice.text.startswith("石门镇大坪窑厂")
    assert ("索引号" in notice.text, notice.fields) == (False, {name: said for name, said in RECORD.items() if said})


def test_a_note_in_brackets_below_the_title_is_none() -> None:
    shown = "<div class='tit'>征收土地公告</div><div class='subtit'>（石门县2026年度第三批次建设用地）</div>"
    facts = "<div>来源：石门县国土资源局 发布时间：2026-03-18</div>"
    assert read(f"<div><h3>业务公告</h3></div><div>{shown}{facts}{BODY}</div>").title == "征收土地公告"


@pytest.mark.parametrize("title", [SITE, f"{SITE}-年度征收土地公告"])
def test_a_number_in_brackets_is_part_of_the_title_in_whose_block_it_stands(title: str) -> None:
    shown = "<h1>石门县年度征收土地公告<br>（第十三号）</h1><div>来源：石门县国土资源局 发布时间：2026-03-18</div>"
    assert read(f"<div>{shown}{BODY}</div>", title).title == "石门县年度征收土地公告 （第十三号）"


def test_title_ends_in_the_notice_behind_site_and_a_column_that_no_rule_knows() -> None:
    page = f"<div class='contit'>{TITLE}</div><div>石国土资复〔2026〕7号</div>{BODY}"
    assert read(page, f"{SITE}-土地出让-{TITLE}").title == TITLE


def test_what_sets_off_the_name_of_a_site_in_title_is_none_of_it() -> None:
    shown = f"<table><tr><td><b><font size=4>{TITLE}</font></b></td></tr><tr><td>加入时间：2026-3-18</td></tr></table>"
    notice = read(shown + BODY, f"={SITE}=")
    assert (notice.title, notice.fields) == (TITLE, {"发布时间": "2026-3-18"})


@pytest.mark.parametrize("label", ["来信标题", "信件主题"])
def test_over_a_letter_and_its_answer_the_title_has_a_label(label: str) -> None:
    rows = f"<tr><th>{label}</th><td>咨询宅基地审批</td></tr><tr><th>来信内容</th><td>请问何时批准？</td></tr>"
    answer = "<tr><th>回复内容</th><td>您好！经核实，您户不符合条件，不予批准。</td></tr>"
    assert read(f"<table>{rows}{answer}</table>", "信件查看-局长信箱").title == "咨询宅基地审批"


def test_a_source_ends_where_comments_are_counted() -> None:
    facts = "<h1>{}</h1><div>2026-03-18 09:30 来源：矿管科 评论：<a href='#c'>0</a> 点击：<b>33</b></div>"
    assert read(facts.format(TITLE) + BODY).fields["来源"] == "矿管科"


def test_of_facts_without_labels_side_by_side_the_day_is_when_it_was_published_and_the_name_the_source() -> None:
    facts = f"<div><span>{SITE}</span><span>2026-03-18</span><span>56</span></div>"
    assert read(f"<div class='bt'>{TITLE}</div>{facts}{BODY}", TITLE).fields == {
        "发布日期": "2026-03-18",
        "来源": SITE,
    }


def test_a_script_that_is_told_no_notice_hides_none() -> None:
    script = '<script>window._CONFIG={"DETAIL":{}}</script>'
    assert read(f"{script}<h1>{TITLE}</h1>{BODY}", TITLE).text.startswith("石门镇大坪窑厂")


@pytest.mark.parametrize(
    ("shown", "facts"),
    [
        (f"<div>{TITLE}（石国土资告〔2026〕7号）</div>", "<div>【发布时间：2026-03-18 | 来源：县局】</div>"),
        (f"<h2>石门县{TITLE}</h2>", "<p>发布日期：2026-03-18 来源：县局</p>"),
        (f"<div>石门县人民政府{TITLE}</div><div>石政告[2026]2号</div>", "<div>录入时间：2026-03-18 来源：本站</div>"),
    ],
)
def test_the_title_as_shown_may_say_more_than_title(shown: str, facts: str) -> None:
    notice = read(f"<div>当前位置：<a href='/'>首页</a> → 公告</div>{shown}{facts}{BODY}", f"{TITLE} - {SITE}")
    assert notice.title == shown.partition(">")[2].partition("<")[0]
    assert (notice.text[:5], "2026-03-18" in notice.fields.values()) == ("石门镇大坪", True)


def test_a_line_of_the_body_that_ends_in_the_title_is_no_title() -> None:
    told = f"<div class='nr'><p>各有关单位：</p><p>石门县{TITLE}</p><p>窑厂已经复垦，现予公告。异议期三十日。</p></div>"
    assert read(f"<div>公告</div>{told}", f"{TITLE} - {SITE}").title == TITLE


@pytest.mark.parametrize("signed", ["石门县国土资源局", "石门县土地交易中心"])
def test_a_day_below_the_name_of_who_signs_is_part_of_the_body(signed: str) -> None:
    lines = f"<p>　　一、地块编号：石2026-8</p><p>　　二、成交价：640万元</p><p>{signed}</p><p>2026-3-18</p>"
    shown = (
        f"<div><p class='bt'>{TITLE}</p><p>2026-3-20 15:33　浏览次数：8</p>{lines}<p>【<a href='#'>打印</a>】</p></div>"
    )
    assert read(shown, TITLE).text.endswith(f"{signed}\n2026-3-18")


def test_more_notices_below_a_body_are_none_of_it() -> None:
    link = "·<a href='{0}.asp'>土地登记公告（第{0}号）</a> 2026-0{0}-01<br>"
    others = f"<td colspan=2><b>更多公告</b><br>{link.format(8)}{link.format(7)}</td>"
    told = "张村居民张三申请土地使用权变更登记，经初审符合规定，现予公告。"
    facts = "<td>发布时间：2026-09-01</td><td>发布人：地籍股</td>"
    rows = f"<tr>{facts}</tr><tr><td colspan=2><p>{told}</p></td></tr><tr>{others}</tr>"
    page = f"<table><tr><th colspan=2>土地登记公告（第9号）</th></tr>{rows}</table>"
    assert read(page, f"土地登记公告 {SITE}").text == told


def test_a_letter_may_have_its_title_behind_the_label() -> None:
    letter = "<li><label>咨询标题：</label><span>办理宅基地需要什么材料</span></li><li><label>回复内容：</label>"
    answer = "<div><p>答：办理宅基地需要身份证、户口簿、审批表。</p></div></li>"
    assert read(f"<div><ul>{letter}{answer}</ul></div>", f"网上咨询-{SITE}").title == "办理宅基地需要什么材料"


def test_a_class_may_call_a_title_that_of_the_head() -> None:
    head = "<div class='head-title'>首次登记公告（2026年第12号）</div><div><span>发布时间 2026-03-18</span></div>"
    assert read(f"<div>{head}{BODY}</div>", "石门县不动产登记中心").title == "首次登记公告（2026年第12号）"


def test_a_link_to_a_viewer_leads_to_the_file_that_it_shows() -> None:
    link = (
        "<p><a href='/pdf/web/viewer.html?file=%2Fu%2F7.pdf'>评审意见</a> <a href='/down.jsp?file=b.doc'>附表</a></p>"
    )
    notice = read(f"<h1>{TITLE}</h1><div class='nr'><p>现予公示。</p>{link}</div>")
    urls = [file.url for file in notice.attachments]
    assert urls == ["http://a.gov.cn/u/7.pdf", "http://a.gov.cn/down.jsp?file=b.doc"]


def test_a_value_may_stand_in_the_block_below_its_label_in_one_element() -> None:
    record = "<li><em>索引号</em><p>CL0101-2026-00077</p></li><li><em>发文字号</em><p>石政发〔2026〕20号</p></li>"
    page = f"<ul>{record}<li><em>成文日期</em><p>2026-11-01</p></li></ul><h1>{TITLE}</h1>{BODY}"
    expected = {"索引号": "CL0101-2026-00077", "发文字号": "石政发〔2026〕20号", "成文日期": "2026-11-01"}
    assert read(page, TITLE).fields == expected


def test_a_line_that_begins_with_its_column_holds_facts_and_no_body() -> None:
    facts = "<p class='text'>所属栏目: <a href='/gg/'>公告</a> 发布时间: 2026-03-18 信息来源: 执法大队</p>"
    notice = read(f"<div><h1>{TITLE}</h1>{facts}</div><div>一、严禁采砂。</div>", TITLE)
    assert notice.fields == {"发布时间": "2026-03-18", "信息来源": "执法大队"}


def test_the_number_of_a_public_notice_is_that_of_its_document() -> None:
    facts = "<p>公告日期：2026-08-30 | 公告编号：石自然资告〔2026〕30号</p>"
    assert read(f"<h1>{TITLE}</h1>{facts}{BODY}").fields["文号"] == "石自然资告〔2026〕30号"


def test_a_title_may_stand_in_the_box_of_its_body_without_a_block_of_its_own() -> None:
    told = "<div><div>现公开征集意见。</div><div>一、期限：三十日。</div><div>二、地址：石门县规划股。</div></div>"
    facts = "<div>2026-03-18 16:00:00 阅读：1024</div>"
    shown = f"<div><span>{TITLE}</span>{facts}{told}<div>分享到：<a href='#'>微博</a></div></div>"
    notice = read(f"<div>今天是：2026年11月27日 星期五</div>{shown}<div>您是第 88 位访问者</div>")
    assert (notice.title, notice.text) == (TITLE, "现公开征集意见。\n一、期限：三十日。\n二、地址：石门县规划股。")


def test_the_name_of_a_system_in_title_is_that_of_a_site() -> None:
    shown = f"<div><div class='ggtitle'>{TITLE}</div><div>公告发布时间：2026年3月18日 08:00:00</div>{BODY}</div>"
    notice = read(shown, "某某省自然资源网上交易系统")
    assert (notice.title, notice.text[:4]) == (TITLE, "石门镇大")


def test_the_number_of_a_document_with_its_day_behind_it_is_no_title() -> None:
    line = "<tr><td>石国土登公〔2012〕33号 2012-07-09</td></tr>"
    page = f"<table><tr><td><h3>土地登记审核公告</h3></td></tr>{line}<tr><td>{BODY}</td></tr></table>"
    notice = read(page, "土地登记公告")
    assert (notice.title, notice.fields["文号"]) == ("土地登记审核公告", "石国土登公〔2012〕33号")


@pytest.mark.parametrize("name", ["printBody", "print-content", "inside", "relative", "preview"])
def test_a_body_may_be_called_what_is_printed(name: str) -> None:
    told = f"<div id='{name}'><p>各镇国土所：</p><p>现将耕地保护目标下达。</p></div>"
    page = f"<h1>{TITLE}</h1><div>发布时间：2026-03-18</div>{told}<div>本页地址：http://a.gov.cn/gg/1.html</div>"
    assert read(page, TITLE).text == "各镇国土所：\n现将耕地保护目标下达。"


def test_a_box_of_files_below_a_body_is_none_of_it() -> None:
    files = "".join(f"<p><a href='#' onclick=\"down('/u/{number}.pdf')\">规划文本.pdf</a></p>" for number in (1, 2))
    box = f"<div><p>附件下载：</p>{files}</div>"
    told = "<div class='info'><p>《石门县土地利用总体规划》已经省人民政府批准，现予公告。</p></div>"
    notice = read(f"<div><h4>{TITLE}</h4><div>发布时间：2026-3-18</div>{told}{box}</div>", TITLE)
    assert (notice.text[-5:], len(notice.attachments)) == ("现予公告。", 2)


def test_day_and_source_above_a_box_of_files_are_no_part_of_the_body() -> None:
    files = (
        "<div class='enclosure'><a href='/api/file/download/1'>规划条件.docx</a><a href='/u/2.dwg'>红线图.dwg</a></div>"
    )
    told = "<div class='c'><p>现将规划条件予以公示，请相关单位和个人知悉。</p></div>"
    notice = read(f"<div><h1>{TITLE}</h1><div class='inf'>2025-09-09 来源：县国土局</div>{told}{files}</div>", TITLE)
    assert (notice.text[:4], notice.fields) == ("现将规划", {"来源": "县国土局", "发布日期": "2025-09-09"})


def test_a_row_may_name_a_picture_in_front_of_its_link() -> None:
    row = "<tr><td>{0}</td><td>征收范围图{0}.jpg</td><td><a href='/gt/download?id={0}'>下载</a></td></tr>"
    files = f"<table>{row.format(1)}{row.format(2)}</table>"
    assert [file.name for file in read(f"<h1>{TITLE}</h1>{BODY}{files}").attachments] == [
        "征收范围图1.jpg",
        "征收范围图2.jpg",
    ]


KEPT = "&lt;p&gt;拟将李家村农用地转为建设用地。&lt;/p&gt;"
WRITTEN = (
    r"<p class=\"a\">\u62df将李家村农用地转为建设用地，用于安置区及其道路建设。<\/p>"
    r"<p>公示期为十日，有异议的请在公示期内以书面形式向我局提出。<\/p>"
)
TOLD = "<p>拟将李家村农用地转为建设用地，用于安置区及其道路建设，公示期为十日，有异议的请向我局提出。</p>"
LETTERS = "".join(letter if letter.isalnum() and letter < "~" else f"%u{ord(letter):04x}" for letter in TOLD)


@pytest.mark.parametrize(
    "kept",
    [
        f"<input type='hidden' value='{KEPT}'>",
        f"<textarea class='hide'>{KEPT}</textarea>",
        f'<script>var said = "{WRITTEN}"; box.innerHTML = said</script>',
        f"<script>// don't\n$('#box').html('{WRITTEN}')</script>",
        f"<script>box.innerHTML = `\n{TOLD}\n`;</script>",
        f"<script>document.write(unescape('{LETTERS.replace('%u003c', '%3C')}'))</script>",
        f'<script>$("#box").html(Base64.decode("{b64encode(TOLD.encode()).decode()}"))</script>',
        f'<script>box.innerHTML=decodeURIComponent(atob("{b64encode(quote(TOLD).encode()).decode()}"))</script>',
    ],
)
def test_a_body_may_stand_in_a_hidden_field_or_in_a_text_of_a_script(kept: str) -> None:
    page = f"<div><h2>{TITLE}</h2><p>发布时间：2026-03-18</p><div id='box'></div></div>{kept}<div>县国土局</div>"
    assert read(page, TITLE).text.startswith("拟将李家村农用地转为建设用地")


@pytest.mark.parametrize("facts", ["<span>{}</span><span>2026-03-18</span>", "[{}] [2026-03-18] [字体：大]"])
def test_a_name_beside_the_day_is_the_source_and_who_signs_the_body_is_none(facts: str) -> None:
    signed = "<div class='nr'><p>现予公告。</p><p>石门县土地交易中心</p><p>2026年3月17日</p></div>"
    notice = read(f"<h1>{TITLE}</h1><div>{facts.format(SITE)}</div>{signed}", TITLE)
    assert (notice.fields["来源"], notice.text[:5]) == (SITE, "现予公告。")
    assert "来源" not in read(f"<h1>{TITLE}</h1><div>2026-03-18</div>{signed}", TITLE).fields


def test_day_and_office_in_a_line_are_no_body_where_a_script_shows_a_file() -> None:
    facts = f"<div class='inf'>2026-01-20 {SITE}</div>"
    shown = "<div id='pdf'></div><script>PDFObject.embed('/files/1.pdf', '#pdf')</script>"
    notice = read(f"<div class='art'><h1>{TITLE}</h1>{facts}{shown}</div>", TITLE)
    assert (notice.fields["来源"], notice.text, [one.url for one in notice.attachments]) == (
        SITE,
        "",
        ["http://a.gov.cn/files/1.pdf"],
    )


def test_who_wrote_it_is_no_part_of_the_day_or_the_source_before_it() -> None:
    facts = "<span>2024-04-23 08:12</span><span>稿源：县国土资源局</span><span>记者：李某</span><span>编辑：王某</span>"
    notice = read(f"<div><h1>{TITLE}</h1><div>{facts}</div>{BODY}</div>", TITLE)
    assert notice.fields == {"来源": "县国土资源局", "发布日期": "2024-04-23 08:12"}


def test_neither_the_name_of_the_site_nor_who_signs_the_text_is_the_title_for_the_day_below_it() -> None:
    told = "<ul><li>一、采矿权名称：大坪页岩矿</li><li>二、成交价：56万元</li></ul>"
    notice = read(f"<div>{SITE}门户网站</div><div id='mid'><p>2015-09-10</p><p>采矿权出让结果公示</p>{told}</div>", "")
    assert (notice.title, notice.fields["发布日期"]) == ("采矿权出让结果公示", "2015-09-10")
    rows = "<tr><td>经审核，准予登记，现予公告。</td></tr><tr><td>石门县国土局<br>二〇〇九年五月六日</td></tr>"
    page = f"<table><tr><td><h2>公　告</h2></td></tr>{rows}<tr><td>[ 2009-05-07 ]</td></tr></table>"
    assert read(page, f"公　告-{SITE}").title == "公 告"


def test_rows_of_a_table_that_are_a_body_keep_their_lines() -> None:
    rows = "<tr><td>石国土资公〔2009〕12号</td></tr><tr><td>经审核，准予登记，现予公告。</td></tr>"
    page = f"<table><tr><td><h2>{TITLE}</h2></td></tr>{rows}<tr><td>石门县国土局</td></tr></table>"
    assert read(page, TITLE).text.startswith("石国土资公〔2009〕12号\n经审核")


def test_facts_that_begin_with_their_day_are_no_part_of_the_title_that_they_touch() -> None:
    notice = read(f"<div><h1>{TITLE}<small>2026-03-18 10:00 来源：县局</small></h1>{BODY}</div>", f"公告公示_{SITE}")
    assert (notice.title, notice.fields) == (TITLE, {"来源": "县局", "发布日期": "2026-03-18 10:00"})


def test_of_a_table_that_holds_all_the_body_is_the_cell_of_its_contents() -> None:
    record = "<tr><td>信息名称</td><td>储备项目公示</td></tr><tr><td>索引号</td><td>000014349/2026-12</td></tr>"
    rows = "<tr><td>公开日期</td><td>2026-03-18</td></tr><tr><td>信息内容</td><td><p>拟收储土地3宗。</p></td></tr>"
    files = "<tr><td>附件</td><td><a href='/a.xls'>表</a></td></tr>"
    notice = read(f"<table>{record}{rows}{files}</table>", "信息公开")
    assert (notice.title, notice.text, len(notice.attachments)) == ("储备项目公示", "拟收储土地3宗。", 1)


def test_a_line_may_name_the_file_in_front_of_its_links() -> None:
    line = "<li><span>基准地价.docx</span><a href='/a/view?id=9'>预览</a><a href='/a/download?id=9'>下载</a></li>"
    files = read(f"<h1>{TITLE}</h1>{BODY}<div class='attachments'><ul>{line}</ul></div>").attachments
    assert [(file.name, file.url[-4:]) for file in files] == [("基准地价.docx", "id=9")]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("石门县土地储备计划-公示公告", "石门县2026年度土地储备计划"),
        ("关于征求意见的函", "关于征求《石门县征收农用地区片综合地价》意见的函"),
    ],
)
def test_the_line_above_the_facts_is_the_title_that_title_abridges(title: str, shown: str) -> None:
    page = f"<div><div>{shown}</div><div>发布：2026.3.18 8:05 | 县自然资源局</div><div>请反馈意见。</div></div>"
    notice = read(page, title)
    assert (notice.title, notice.text) == (shown, "请反馈意见。")
    assert notice.fields == {"发布时间": "2026.3.18 8:05", "来源": "县自然资源局"}


def test_a_number_below_the_title_in_its_block_is_no_part_of_it() -> None:
    head = "<center><b>石门县人民政府征地公告</b><br><br><font size=2>石政征告字[2003]7号</font><br></center>"
    lines = "经批准，征用楚江镇月亮村土地5.6亩，公告如下：<br>一、用途：建设用地。<br>二、补偿标准另行公布。<br>"
    told = f"<font size=3>{lines}三、异议期十五日。<br></font>"
    page = f"{head}{told}<p align=right>石门县政府<br>2003年8月12日</p><hr><center><a href='i.htm'>返回</a></center>"
    notice = read(page, "征地公告")
    assert (notice.title, notice.fields) == ("石门县人民政府征地公告", {"文号": "石政征告字[2003]7号"})
    assert notice.text.endswith("2003年8月12日")


@pytest.mark.parametrize("asked", ["点赞 (12) 分享", "您对本页面的信息是否满意？满意 不满意 提交", "网友评论：暂无"])
def test_what_readers_are_asked_below_a_notice_is_none_of_it(asked: str) -> None:
    shown = f"<div><div class='t'>{TITLE}</div><div>时间：2026-03-18</div><div>现予公示。</div><div>{asked}</div></div>"
    assert read(shown, TITLE).text == "现予公示。"


def test_a_table_right_behind_the_body_is_part_of_it_and_a_record_is_none() -> None:
    told = "<div class='editor'><p>现挂牌出让采矿权1宗，矿区面积0.12平方公里。</p></div>"
    table = "<div><table><tr><td>{}</td><td>{}</td></tr></table></div>"
    page = f"<div><h3>{TITLE}</h3><div>发布时间：2026-03-18</div>{told}%s</div>"
    assert read(page % table.format("大坪矿", "80万元"), TITLE).text.endswith("大坪矿\t80万元")
    assert read(page % table.format("索引号", "SM-2026-45"), TITLE).text.endswith("平方公里。")


def test_elements_alone_tell_labels_from_values_in_the_line_below_the_title() -> None:
    said = (
        "<label>发布日期</label><span>2026-03-18</span><label>来源</label><span>县局</span><label>浏览</label><i>8</i>"
    )
    notice = read(f"<div><p>{TITLE}</p><div>{said}</div><div><p>会议审议通过了规划。</p></div></div>", TITLE)
    assert (notice.fields, notice.text) == ({"发布日期": "2026-03-18", "来源": "县局"}, "会议审议通过了规划。")


def test_a_day_may_stand_between_icons_that_set_it_off_from_what_is_counted() -> None:
    facts = "<i class='time'></i>2026-03-18<i class='eye'></i>123<i class='user'></i>办公室"
    assert read(f"<h1>{TITLE}</h1><div>{facts}</div>{BODY}", TITLE).fields["发布日期"] == "2026-03-18"


def test_a_body_of_a_few_words_is_no_less_one_for_the_files_below_it() -> None:
    files = "<div><b>附件：</b><br><a href='/f/1.doc'>征地补偿登记表</a><br><a href='/f/2.ofd'>勘测定界图</a></div>"
    notice = read(f"<div><h2>{TITLE}</h2><div>时间：2026-03-18</div><div><p>详见附件</p></div>{files}</div>", TITLE)
    assert (notice.text, [file.name for file in notice.attachments]) == ("详见附件", ["征地补偿登记表", "勘测定界图"])


def test_the_latest_notices_are_no_part_of_a_body() -> None:
    others = "<div><h4>最新公告</h4><p><a href='/1'>征地公示（第7号）</a>03-17</p></div>"
    told = f"<h1>{TITLE}</h1><p>2026/03/18</p><div><p>征收楚江街道土地0.5公顷。</p></div>"
    assert read(f"<div>{told}{others}</div>", TITLE).text == "征收楚江街道土地0.5公顷。"


def test_a_name_and_a_day_between_strokes_are_facts_however_their_box_is_called() -> None:
    facts = f"<div class='content-source'>{SITE} | 2026-03-18 08:30:00 | 【字体：大 中 小】 | 打印</div>"
    told = "<div class='content-main'><p>公开选调三人。</p></div>"
    notice = read(f"<div><div class='content-title'>{TITLE}</div>{facts}{told}</div>", TITLE)
    assert (notice.fields["来源"], notice.text) == (SITE, "公开选调三人。")
    assert "2026-03-18 08:30:00" in notice.fields["发布日期"]
