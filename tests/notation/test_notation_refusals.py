"""What stands in place of a page, by its words and by its scripts."""

import time

import pytest

from federator.model.errors import ErrorKind
from federator.notation.refusals import challenge_in, said_instead, visible


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("系统提示 您访问的内容需要登录后才能查看", ErrorKind.LOGIN),
        ("系统提示", ErrorKind.LOGIN),
        ("对不起，您没有访问权限", ErrorKind.LOGIN),
        ("用户名： 密码： 验证码： 登录", ErrorKind.LOGIN),
        ("登录信息已失效，请重新登录", ErrorKind.LOGIN),
        ("验证码验证失败！", ErrorKind.CAPTCHA),
        ("访问验证 请拖动下方滑块完成验证", ErrorKind.CAPTCHA),
        ("系统维护时间 20:00-08:00", ErrorKind.MAINTENANCE),
        ("网站正在升级维护，给您带来不便敬请谅解", ErrorKind.MAINTENANCE),
        ("本站例行维护中", ErrorKind.MAINTENANCE),
        ("Site under maintenance", ErrorKind.MAINTENANCE),
        ("系统提示 系统繁忙，请稍后再试！", ErrorKind.ERROR_TEXT),
        ("您的请求带有不合法参数，已被网站管理员设置拦截！", ErrorKind.ERROR_TEXT),
        ("模版内容不能为空！", ErrorKind.ERROR_TEXT),
        ("HTTP Status 500 – Internal Server Error", ErrorKind.ERROR_TEXT),
        ("关于征收土地的公告 2026-08-28", None),
        ("县城供水管道升级改造工程 2026-08-28", None),
        ("", None),
    ],
)
def test_few_words_say_what_the_matter_is(words: str, kind: ErrorKind | None) -> None:
    assert said_instead(words) is kind


@pytest.mark.parametrize(
    ("page", "product"),
    [
        ("<script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=60</script>", "瑞数"),
        ("<script>document.cookie='__jsluid_s=1';location.reload()</script>", "加速乐"),
        ("<script>document.cookie=('_')+('_')+('j')+('s');location.href=location.pathname</script>", "加速乐"),
        ("<script>var arg1='0';document.cookie='acw_sc__v2='+x</script>", "阿里云盾"),
        ("<title>网站防火墙</title>您的请求带有不合法参数", "云防护"),
        ("<script>document.cookie='seen=1';window.location.reload();</script>", "cookie"),
        ("<script>location.href='/col/col7/index.html'</script>", ""),
        ("<script>document.cookie='lang=zh';location.href='/zh/index.html'</script>", ""),
    ],
)
def test_a_challenge_is_known_by_its_product(page: str, product: str) -> None:
    assert challenge_in(page) == product


def test_what_is_seen_leaves_out_what_is_hidden() -> None:
    page = "<style>p{}</style><!-- x --><p>系统&nbsp;繁忙</p><script>var a='<p>'</script><noscript>y</noscript>"
    assert visible(page) == "系统 繁忙"


@pytest.mark.parametrize(
    "crumb", ["系统正在", "document.cookie=", "<script ", "<", "登录后才能", "被拦", "$_ts.a", "维护 " * 9]
)
def test_repetition_costs_no_more_than_it_is_long(crumb: str) -> None:
    long = crumb * (200_000 // len(crumb))
    began = time.perf_counter()
    for read in (challenge_in, said_instead, visible):
        read(long)
    assert time.perf_counter() - began < 3


@pytest.mark.parametrize(
    "words", ["工作动态 您是第 402 位访问者 首页", "公告 共404条 首页", "浏览 503 次", "第500号公告"]
)
def test_a_number_that_counts_is_no_error(words):
    assert said_instead(words) is None


@pytest.mark.parametrize(
    "words", ["404", "404 Not Found", "Error 502", "HTTP Status 500", "很抱歉 404 页面", "状态码：403"]
)
def test_a_status_is(words):
    assert said_instead(words) is ErrorKind.ERROR_TEXT
