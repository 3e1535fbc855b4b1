"""What comes in place of a notice has its own error, and no bytes break the reader."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import NoticePage
from federator.notice_page import read_notice_page

ASKED = "http://a.gov.cn/art/2026/8/28/art_1_2.html"


def read(content: bytes, content_type: str = "text/html; charset=utf-8", url: str = ASKED) -> NoticePage:
    headers = {"content-type": content_type} if content_type else {}
    return read_notice_page(Answer(Request(ASKED), 200, url, content, datetime(2026, 9, 1, tzinfo=UTC), headers))


def refusal(content: bytes, content_type: str = "text/html", url: str = ASKED) -> ErrorKind:
    with pytest.raises(VisitError) as refused:
        read(content, content_type, url)
    return refused.value.kind


@pytest.mark.parametrize("content", [b"", b" \r\n", b"<html><body></body></html>", b"<!-- cached -->"])
def test_a_page_without_words_is_unreadable(content: bytes) -> None:
    assert refusal(content) is ErrorKind.UNREADABLE


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"%PDF-1.7 ...", "text/html"),
        (b"\x1f\x8b\x08 ...", "text/html"),
        (b"\x89PNG\r\n", "image/png"),
        (b'{"success":false}', "application/json"),
        (b"PK\x03\x04", ""),
    ],
)
def test_a_file_is_of_the_wrong_type(content: bytes, content_type: str) -> None:
    assert refusal(content, content_type) is ErrorKind.WRONG_TYPE


@pytest.mark.parametrize(
    "page",
    [
        "系统错误",
        "<html><body><h1>404 Not Found</h1><hr>openresty</body></html>",
        "<title>系统提示</title><body><div>您访问的页面不存在或已被删除！<a href='/'>返回首页</a></div></body>",
        "<title>访问异常</title><body>您的请求暂时无法处理，请稍后再试</body>",
        "<p>模版内容不能为空！</p>",
    ],
)
def test_an_error_text_under_a_good_status(page: str) -> None:
    assert refusal(page.encode()) is ErrorKind.ERROR_TEXT


def test_the_home_page_is_no_notice() -> None:
    assert refusal(b"<h1>Home</h1>", url="http://a.gov.cn/index.html") is ErrorKind.HOME_PAGE


@pytest.mark.parametrize(
    "page",
    [
        "<title>停电通知</title><h1>停电通知</h1><p>明日停电。</p>",
        "<title>关于系统维护的公告</title><h1>关于系统维护的公告</h1><p>10月1日网站维护，暂停办理业务。</p>",
        "<meta name='ArticleTitle' content='404号地块公告'><h1>404号地块公告</h1><p>见附件</p>",
    ],
)
def test_a_short_genuine_notice_passes(page: str) -> None:
    assert read(page.encode()).text


def test_a_type_that_lies_about_a_page_is_forgiven() -> None:
    assert (
        read("<html><body><h1>公告</h1><p>正文</p></body></html>".encode(), "application/octet-stream").title == "公告"
    )


@given(st.binary(max_size=200) | st.text(max_size=120).map(str.encode))
def test_no_bytes_break_it(content: bytes) -> None:
    for page in (content, b"<html><body><h1>t</h1>" + content, b'<div id="zoom"><a href="' + content + b'.pdf">'):
        with suppress(VisitError):
            read(page)


MARKUP = (
    "<table>|<tr>|<td>|</td>|<p>|</div>|<div id=zoom>|<div class='content'>|<a href='1.pdf'>|<br>|<h1>|公告|索引号"
    "|来源：甲|发布时间：2026-08-28|<!--ZJEG_RSS.content.begin-->|<script>|</script>|<!--|<meta name='ContentStart'>"
    "|<meta name='ContentEnd'>|附件|document.write('2026-01-01')|<img src=x>|<title>"
)


@given(st.lists(st.sampled_from(MARKUP.split("|")), max_size=25).map("".join))
def test_no_markup_breaks_it(page: str) -> None:
    with suppress(VisitError):
        read(page.encode())


_MEMBERS = "<div>会员登录 用户名：<input name='u'>密码：<input type='password'></div>"


def test_a_box_for_members_beside_a_short_notice_makes_no_login_of_it() -> None:
    facts = "<div>作者：秘书处 来源：本站 添加时间：2021/7/5 9:30:12 点击数：3</div>"
    title = "<div class='nt'><span id='lblTitle'>关于召开年会的通知</span></div>"
    page = f"{_MEMBERS}{title}{facts}<div>定于下周召开年会。</div>"
    assert read(page.encode()).title == "关于召开年会的通知"
    for told in ("<p>【2017-8-3】【浏览：5次】</p>", "<p>年会在即。请各会员单位到会。特此通知。</p>"):
        assert read(f"<title>关于召开年会的通知</title>{_MEMBERS}{title}{told}".encode()).title == "关于召开年会的通知"
    assert refusal(f"{_MEMBERS}<div>今天是2021年7月5日 欢迎使用会员系统</div>".encode()) is ErrorKind.LOGIN


def test_a_notice_to_come_back_later_stands_in_place_of_the_page() -> None:
    page = "<html><body><h1>系统维护公告</h1><p>系统正在升级维护中，请稍后访问。</p></body></html>"
    assert refusal(page.encode()) is ErrorKind.MAINTENANCE
    dated = page.replace("正在", "将于9月1日")
    assert read(dated.encode()).text


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("用户登录", "欢迎使用办公系统。首次使用请修改初始密码。如有问题请联系信息中心。"),
        ("云岭市自然资源和规划局", "请使用谷歌浏览器访问。建议分辨率1920。技术支持电话0570-1234。"),
        ("统一身份认证平台", "本站为内部网站。请勿外传。请遵守保密规定。更新时间：2026-01-01"),
    ],
)
def test_a_login_is_one_however_much_it_explains(title: str, said: str) -> None:
    form = "<form><p>用户名：<input name='u'></p><p>密码：<input type='password'></p></form>"
    assert refusal(f"<title>{title}</title><h1>{title}</h1>{form}<p>{said}</p>".encode()) is ErrorKind.LOGIN
