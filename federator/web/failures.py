"""What went wrong, in the reader's language: a page for people, a problem document for programs."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import Flask, Response, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from federator.web.api.answers import PREFIX, problem
from federator.web.api.scopes import NoKey, TooNarrow, TooOften
from federator.web.query import BadParameter, CursorAhead

_SAYING = (BadParameter, CursorAhead, NoKey, TooNarrow, TooOften)
"""Errors whose description is a sentence of ours."""

_BESIDE = frozenset({"Allow", "WWW-Authenticate", "Retry-After"})

_WORDS: Mapping[int, tuple[LazyString, LazyString]] = MappingProxyType(
    {
        400: (_("请求有误"), _("地址或表单中有无法理解的内容，请检查后重试。")),
        401: (_("需要密钥"), _("这里的数据不公开。")),
        403: (_("您无权进行此操作"), _("如需此权限，请联系省级管理员。")),
        404: (_("没有找到这个页面"), _("地址可能有误，或者这条信息没有公开。")),
        405: (_("不支持这样的请求"), _("本页面只供阅读。")),
        409: (_("与服务现状不符"), _("请重新获取后再试。")),
        410: (_("这条信息已撤下"), _("原网站已不再公开，或经核实应当撤下。请删除您保存的副本。")),
        413: (_("提交的内容过大"), _("一次最多 2 MB。请分成几个较小的文件，分次提交。")),
        429: (_("请求过于频繁"), _("请稍后再试。")),
    }
)
_BUG = (_("服务暂时出错"), _("问题已记录，请稍后再试。"))
_OTHERWISE = (_("无法完成请求"), _("请返回首页重试。"))

LARGEST_BODY = 2_000_000
"""Bytes of a request's body: the registry of a whole province."""


def answer(app: Flask) -> None:
    """Give ``app`` a friendly answer for every error status; a bug is still logged with its trace."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.register_error_handler(HTTPException, _answer)


def _answer(error: HTTPException) -> Response | tuple[str, int]:
    status = error.code or 500
    title, sentence = map(str, _WORDS.get(status, _BUG if status >= 500 else _OTHERWISE))
    if isinstance(error, CSRFError):
        sentence = gettext("表单已过期。请返回上一页，刷新后重新提交。")
    if isinstance(error, _SAYING):
        sentence = error.description or sentence
    if request.path.startswith(PREFIX) or _concerns_a_feed(error):
        return problem(status, title, sentence, headers=_beside(error))
    return render_template("failure.html", status=status, title=title, sentence=sentence), status


def _concerns_a_feed(error: HTTPException) -> bool:
    """A program asked for it with a parameter that cannot be read; browsers say that they read pages."""
    asked_for_a_page = "text/html" in request.headers.get("Accept", "")
    return request.blueprint == "feeds" and isinstance(error, BadParameter) and not asked_for_a_page


def _beside(error: HTTPException) -> Mapping[str, str]:
    """What HTTP wants beside the status: which methods there are, how to show a key, when to ask again."""
    return {name: value for name, value in error.get_headers() if name in _BESIDE}
