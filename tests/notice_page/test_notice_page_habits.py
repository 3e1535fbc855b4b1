"""Files, footers and facts where only some software puts them."""

from datetime import UTC, datetime

import pytest

from federator.model.answer import Answer, Request
from federator.model.row import NoticePage
from federator.notice_page import read_notice_page

TITLE = "关于石门水库除险加固工程的公告"
URL = "http://a.gov.cn/gg/1.html"


def read(body: str, head: str = f"<title>{TITLE}</title>") -> NoticePage:
    content = f"<html><head>{head}</head><body>{body}</body></html>".encode()
    return read_notice_page(Answer(Request(URL), 200, URL, content, datetime(2026, 9, 1, tzinfo=UTC)))


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
@pytest.mark.parametrize("facts", ["发布时间：2026-08-15", "来源：石门县水利局 发布日期：2026-08-15 浏览：3"])
def test_facts_behind_the_title_in_its_block_are_no_part_of_it(head: str, facts: str) -> None:
    page = read(f"<h1>通知公告</h1><h3>{TITLE}<span>{facts}</span></h3><div class='nr'><p>正文。</p></div>", head)
    assert page.title == TITLE
    assert "2026-08-15" in {page.fields.get("发布时间"), page.fields.get("发布日期")}


def test_a_line_that_begins_with_facts_holds_no_title() -> None:
    line = "<p>文章来源：石门县水利局工程科 更新时间：2026-08-15 点击：3</p>"
    assert read(f"<h2>会议通知</h2>{line}<div class='nr'><p>正文。</p></div>", "<title>石门县水利局</title>").title == (
        "会议通知"
    )
