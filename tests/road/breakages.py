"""Every way in which a column is known to fail, and what a visit is to call it."""

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from federator.model.errors import ErrorKind
from federator.sample.broken_sites import BUSY, DownServer, page
from federator.sample.serving import NOT_FOUND, Asked, Reply
from tests.broken_column import TITLES, FullServer, listing, sound, unended

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Breakage:
    """One way to fail. ``reply`` is what the site answers from then on, ``robots`` what its robots.txt says.

    Where no answer shows it, ``server`` stands in the site's place, or ``address`` changes the column's own (no such
    host, no TLS). ``partial``: the rows of the first page are taken all the same.
    """

    kind: ErrorKind
    reply: Callable[[Asked], Reply] | None = None
    server: type[DownServer] | None = None
    address: Callable[[str], str] | None = None
    robots: bytes | None = None
    partial: bool = False


def _always(reply: Reply) -> Callable[[Asked], Reply]:
    return lambda asked: reply


def _scripted(script: str, status: int = 200) -> Callable[[Asked], Reply]:
    return _always(Reply(f"<html><head><script>{script}</script></head><body></body></html>".encode(), status=status))


def _said(title: str, body: str, status: int = 200) -> Callable[[Asked], Reply]:
    return _always(page(title, body, status))


def _redirect(target: str) -> Reply:
    return Reply(b"", status=302, headers={"Location": target})


def _sent_to(place: str) -> Callable[[Asked], Reply]:
    return lambda asked: _redirect(place.format(path=asked.path))


def _to_other_host(asked: Asked) -> Reply:
    """Another name for the same machine."""
    other = asked.host.replace("127.0.0.1", "localhost")
    return sound(asked) if asked.host == other else _redirect(f"http://{other}{asked.path}")


def _to_login(asked: Asked) -> Reply:
    form = '<form>用户名 <input name="user"> 密码 <input type="password" name="p"><a href="#">忘记密码</a></form>'
    return page("登录", form) if asked.path == "/cas/login" else _redirect("/cas/login?service=gg")


def _to_home(asked: Asked) -> Reply:
    return page("示例局", "<a href='/gg/'>公告</a>") if asked.path == "/" else _redirect("/")


def _redesigned(asked: Asked) -> Reply:
    """The same notices in other markup, under other addresses."""
    rows = "".join(
        f"<div class='item'><h3><a href='/show/{number}'>{title}</a></h3><em>2026-07-28</em></div>"
        for number, title in enumerate(TITLES[:4])
    )
    return page("公告_示例局", f"<div class='news'>{rows}</div>")


def _repeating(asked: Asked) -> Reply:
    """Two new notices of 40 in all, whatever page is asked for."""
    if "/t2026" in asked.path:
        return sound(asked)
    return listing(2, '20, 0, "index", "html", 40')


_HOME = "".join(
    f'<div><h3>{name}<a href="/{name}/">更多&gt;&gt;</a></h3><ul>'
    f'<li><a href="/x/202607/t20260701_{number}.html">要闻{number}</a><span>2026-07-01</span></li></ul></div>'
    for number, name in enumerate(("要闻", "公告", "政策", "互动"))
)
_UNITS = (
    '<meta id="pagetype" content="{}"><script src="unitbuild.js" url="/u" queryData="{{\'tagId\':\'{}\'}}"></script>'
)
_JPAAS_ERROR = {"success": True, "code": "200", "data": {"html": "模版内容不能为空！"}, "traceId": "1"}
_MENU = "<ul>" + "".join(f"<li><a href='/{name}/'>{name}</a></li>" for name in "甲乙丙丁戊己庚辛壬癸子丑寅卯") + "</ul>"
_WORDS = "<p>" + "本局负责自然资源和规划工作，内设机构如下。" * 40 + "</p>"
_EMPTY_STORE = "<datastore><totalrecord>60</totalrecord><recordset></recordset></datastore>"
_NEW = listing(0)
_RUISHU = "$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=96047"
_JIASULE = "document.cookie='__jsluid_s=1;max-age=3600';location.href=location.pathname"

BREAKAGES: Mapping[str, Breakage] = MappingProxyType(
    {
        "ruishu-412": Breakage(ErrorKind.REFUSED, _scripted(_RUISHU, 412)),
        "ruishu-202": Breakage(ErrorKind.REFUSED, _scripted(_RUISHU, 202)),
        "ruishu-400": Breakage(ErrorKind.REFUSED, _scripted(_RUISHU, 400)),
        "ruishu-200": Breakage(ErrorKind.REFUSED, _scripted(_RUISHU)),
        "jiasule-521": Breakage(ErrorKind.REFUSED, _scripted(_JIASULE, 521)),
        "jiasule-200": Breakage(ErrorKind.REFUSED, _scripted(_JIASULE)),
        "waf-403": Breakage(ErrorKind.REFUSED, _said("403", "<h1>403 Forbidden</h1>", 403)),
        "waf-200": Breakage(ErrorKind.REFUSED, _said("网站防火墙", "您的请求带有不合法参数，已被网站管理员设置拦截！")),
        "too-many-429": Breakage(ErrorKind.REFUSED, _said("429", "Too Many Requests", 429)),
        "captcha-200": Breakage(ErrorKind.CAPTCHA, _said("安全验证", "请输入验证码后继续访问 <img src='/c.png'>")),
        "captcha-403": Breakage(ErrorKind.CAPTCHA, _said("访问验证", "请完成人机验证", 403)),
        "maintenance-200": Breakage(ErrorKind.MAINTENANCE, _said("提示", "系统维护时间：20:00至次日8:00，请稍后访问")),
        "maintenance-503": Breakage(ErrorKind.MAINTENANCE, _said("提示", "网站升级维护中", 503)),
        "login-200": Breakage(ErrorKind.LOGIN, _said("系统提示", "您访问的内容需要登录后才能查看")),
        "login-form": Breakage(ErrorKind.LOGIN, _said("统一平台", "账号 <input> 密码 <input type='password'>")),
        "login-401": Breakage(ErrorKind.LOGIN, _said("401", "", 401)),
        "login-redirect": Breakage(ErrorKind.LOGIN, _to_login),
        "home-redirect": Breakage(ErrorKind.HOME_PAGE, _to_home),
        "home-script": Breakage(ErrorKind.HOME_PAGE, _scripted("location.href='/index.html'")),
        "home-200": Breakage(ErrorKind.HOME_PAGE, _said("示例县自然资源和规划局", _HOME)),
        "error-text": Breakage(ErrorKind.ERROR_TEXT, _always(BUSY)),
        "error-json": Breakage(ErrorKind.ERROR_TEXT, _always(Reply(json.dumps(_JPAAS_ERROR).encode()))),
        "empty-store": Breakage(ErrorKind.EMPTY_BUT_TOTAL, _always(Reply(_EMPTY_STORE.encode(), "text/xml"))),
        "repeated": Breakage(ErrorKind.PAGE_REPEATED, _repeating, partial=True),
        "broken-off": Breakage(ErrorKind.CUT_SHORT, _always(Reply(_NEW.content, declared=9_999))),
        "half-a-page": Breakage(ErrorKind.CUT_SHORT, _always(Reply(_NEW.content[:-40]))),
        "never-closed": Breakage(ErrorKind.CUT_SHORT, unended),
        "half-a-gzip": Breakage(
            ErrorKind.CUT_SHORT,
            _always(Reply(gzip.compress(_NEW.content)[:-9], headers={"Content-Encoding": "gzip"})),
        ),
        "undecodable": Breakage(ErrorKind.UNDECODABLE, _always(Reply(_NEW.content.decode().encode("utf-16-le")))),
        "empty-answer": Breakage(ErrorKind.UNREADABLE, _always(Reply(b" \r\n"))),
        "pdf": Breakage(ErrorKind.WRONG_TYPE, _always(Reply(b"%PDF-1.7\n%%EOF", "application/pdf"))),
        "picture": Breakage(ErrorKind.WRONG_TYPE, _always(Reply(b"\x89PNG\r\n\x1a\n" + bytes(99), "text/html"))),
        "too-large": Breakage(ErrorKind.TOO_LARGE, _always(Reply(b"<html>", declared=50 * _MEGABYTE))),
        "bomb": Breakage(
            ErrorKind.TOO_LARGE,
            lambda asked: Reply(gzip.compress(bytes(50 * _MEGABYTE)), headers={"Content-Encoding": "gzip"}),
        ),
        "silent": Breakage(ErrorKind.TIMEOUT, _always(Reply(b"", silence=5))),
        "dripping": Breakage(ErrorKind.TOTAL_TIMEOUT, _always(Reply(_NEW.content, drip=0.1))),
        "full": Breakage(ErrorKind.CONNECT_TIMEOUT, server=FullServer),
        "down": Breakage(ErrorKind.CONNECT, server=DownServer),
        "no-such-host": Breakage(ErrorKind.DNS, address=lambda url: url.replace("127.0.0.1", "zrzy.sample.invalid")),
        "no-tls": Breakage(ErrorKind.TLS, address=lambda url: url.replace("http:", "https:")),
        "in-circles": Breakage(ErrorKind.REDIRECT, _sent_to("{path}?again")),
        "to-nowhere": Breakage(ErrorKind.REDIRECT, _sent_to("javascript:;")),
        "other-host": Breakage(ErrorKind.OTHER_HOST, _to_other_host),
        "other-host-script": Breakage(ErrorKind.OTHER_HOST, _scripted("location.href='http://other.example/gg/'")),
        "inward": Breakage(ErrorKind.FORBIDDEN_ADDRESS, _sent_to("http://10.0.0.1/gg/")),
        "robots": Breakage(ErrorKind.ROBOTS, robots=b"User-agent: *\nDisallow: /\n"),
        "not-found": Breakage(ErrorKind.HTTP_STATUS, _always(NOT_FOUND)),
        "server-error": Breakage(ErrorKind.HTTP_STATUS, _said("500", "Internal Server Error", 500)),
        "redesigned": Breakage(ErrorKind.LAYOUT_CHANGED, _redesigned),
        "emptied": Breakage(
            ErrorKind.EMPTIED, _said("公告_示例局", f"{_MENU}<ul class='list'><li>暂无相关信息</li></ul>")
        ),
        "by-script": Breakage(
            ErrorKind.NO_ROWS,
            _said(
                "公告", '<div class="TRS_list" id="app"></div><script>createPageHTML(9, 0, "i", "html");load()</script>'
            ),
        ),
        "unit-missing": Breakage(ErrorKind.UNIT_MISSING, _said("公告", _UNITS.format(2, "导航"))),
        "another-page": Breakage(ErrorKind.WRONG_PAGE, _said("公告", _UNITS.format(1, "list"))),
        "about-us": Breakage(ErrorKind.WRONG_PAGE, _said("机构职能", _WORDS)),
        "unknown": Breakage(
            ErrorKind.UNRECOGNISED, _said("公告", '<div id="app"></div><script src="/app.js"></script>')
        ),
    }
)
"""Every way, by name."""
