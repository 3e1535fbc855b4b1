"""An error in the usual frame of its site, under a good status, is no notice; a notice about an error is one."""

import pytest

from federator.model.errors import ErrorKind, VisitError
from federator.notice_page import expect_notice, read_notice_page
from tests.answers import answer_at

LISTED = "关于征收云溪县东镇土地的公告"
MENU = "".join(
    f"<li><a href='/{n}/'>{name}</a></li>" for n, name in enumerate(["首页", "通知公告", "政务公开", "办事服务"])
)
FOOT = (
    "<div class=foot><p>主办单位：云溪县自然资源局　地址：云溪县东镇大街1号　电话：0570-1234567</p>"
    "<p>浙ICP备05000000号　浙公网安备33000000000000号　网站标识码3300000000</p></div>"
)


def page(body: str, title: str = "云溪县自然资源局") -> str:
    return f"<html><head><title>{title}</title></head><body><ul>{MENU}</ul>{body}{FOOT}</body></html>"


TOMCAT = (
    "<html><head><title>HTTP Status 404 – Not Found</title></head><body><h1>HTTP Status 404 – Not Found</h1><hr/>"
    "<p><b>Message</b> The requested resource [/art/1.html] is not available</p><p><b>Description</b> The origin "
    "server did not find a current representation for the target resource.</p></body></html>"
)


def read(html: str, listed: str = LISTED) -> str:
    url = "http://a.example/art/1.html"
    answer = answer_at(url, html)
    found = read_notice_page(answer)
    expect_notice(answer, found, listed)
    return found.title


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (TOMCAT, ErrorKind.ERROR_TEXT),
        (page("<p>对不起，您访问的页面不存在或已删除！</p><p>5秒后返回<a href='/'>首页</a></p>"), ErrorKind.ERROR_TEXT),
        (
            page("<h1>404</h1><p>很抱歉，您要访问的页面暂时无法找到，可能已被移动。</p>", "页面不存在"),
            ErrorKind.ERROR_TEXT,
        ),
        (page("<p>您的请求疑似攻击行为，已被网站防火墙拦截，事件编号：202611260001。</p>"), ErrorKind.ERROR_TEXT),
        (page("<p>系统正在维护升级，维护时间为20:00至次日8:00。</p>", "系统维护公告"), ErrorKind.MAINTENANCE),
        (page("<p>该信息需要登录后才能查看，请您先登录本网站。</p>"), ErrorKind.LOGIN),
        (page("<p>访问过于频繁，请输入验证码后继续。</p>"), ErrorKind.CAPTCHA),
    ],
)
def test_an_error_in_the_frame_of_its_site(html: str, kind: ErrorKind) -> None:
    with pytest.raises(VisitError) as raised:
        read(html)
    assert raised.value.kind is kind


@pytest.mark.parametrize(
    ("html", "listed"),
    [
        (
            page("<h2>关于不动产登记系统维护的公告</h2><p>因系统升级维护，暂停服务一天。</p>"),
            "关于不动产登记系统维护的公告",
        ),
        (page("<h2>关于不动产登记系统维护的公告</h2><p>因系统升级维护，暂停服务一天。</p>"), "关于不动产登记系统维护…"),
        (page("<div class=TRS_Editor><p>因系统升级维护，暂停服务一天。</p></div>"), LISTED),
        (page("<p><a href='/1.pdf'>附件下载</a></p>"), LISTED),
        (page("<p>征收东镇土地，公告期十日。</p>"), LISTED),
        (page(f"<p>{'土地征收事项说明。' * 60}</p><p>逾期系统维护。</p>"), LISTED),
        (TOMCAT, ""),
    ],
)
def test_a_notice_whatever_it_is_about(html: str, listed: str) -> None:
    assert read(html, listed) is not None
