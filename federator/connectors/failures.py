"""What a page without rows is: an error text, a protection's challenge, or what the connector expected it to be."""

import re
from html import unescape

from federator.model.errors import ErrorKind, VisitError

_CHALLENGE = re.compile(r"\$_ts\s*=\s*window|__jsluid|acw_sc__v2|/_Incapsula_|cf-chl-|安全狗|云防护|创宇盾|WAF拦截")
_ERROR_WORDS = re.compile(
    r"系统(?:繁忙|错误|异常|维护|升级|提示|正忙)|(?:服务器?|网络|网站|程序|接口|数据库)(?:错误|异常|繁忙|维护|升级|不可用|连接失败)"
    r"|正在(?:维护|升级|建设)|维护中|(?:访问|请求|操作)(?:过于|太|过)?(?:频繁|异常|受限|被拒绝?)|拒绝访问|禁止访问|无权访问|请求失败"
    r"|(?:页面|网页|文件|栏目|资源)(?:不存在|未找到|无法访问|已删除|出错)|不存在或已|验证码(?:验证)?(?:失败|错误|不正确)|请(?:先)?登录|模[版板]内容不能为空|出错了"
    r"|internal server error|service unavailable|bad gateway|not found|forbidden|access denied|too many requests"
    r"|maintenance|exception|stack trace",
    re.I,
)
_HIDDEN = re.compile(r"<(script|style|noscript|template)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", re.I | re.S)
_TITLE = re.compile(r"<title[^>]*>([^<]*)", re.I)
_TAG = re.compile(r"<[^>]*>")
_SHORT = 400
"""Characters a person sees: an error page has fewer, a list page that lost its rows has more."""


def failure_of(text: str, otherwise: VisitError) -> VisitError:
    """REFUSED for a challenge, ERROR_TEXT for a page that says it failed (first 80 characters), else ``otherwise``.

    Asked only about a page that gave no rows: a column may well carry a notice about 系统维护.
    """
    seen = _visible(text)
    if _CHALLENGE.search(text) and len(seen) < _SHORT:
        return VisitError(ErrorKind.REFUSED, seen[:80] or "a challenge by script")
    title = _TITLE.search(text)
    if (title and _ERROR_WORDS.search(title[1])) or (len(seen) < _SHORT and _ERROR_WORDS.search(seen)):
        return VisitError(ErrorKind.ERROR_TEXT, seen[:80])
    return otherwise


def _visible(text: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", _HIDDEN.sub(" ", text))).split())
