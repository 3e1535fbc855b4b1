"""What came in place of a notice: files, error texts, home pages. Short genuine notices pass."""

import re
from collections.abc import Mapping

from lxml.html import HtmlElement

from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.notation.address import is_home
from federator.notation.charset import is_garbled
from federator.notation.folding import fold
from federator.notice_page.body import Cut
from federator.notice_page.document import page_title
from federator.notice_page.linked import is_file

_ERROR = re.compile(
    r"系统(?:错误|异常|繁忙|提示|维护)|(?:页面|文章|信息|网页|内容|栏目|文件|资源)(?:不存在|找不到|未找到|已(?:被)?删除|已失效)"
    r"|找不到|无法(?:找到|访问)|访问(?:异常|出错|受限|的(?:页面|网页|信息|内容|文章))|(?:网站|系统)(?:正在)?(?:维护|升级)"
    r"|服务器(?:错误|繁忙|异常)|请求(?:错误|超时|非法)|非法(?:请求|访问|参数)|参数(?:错误|非法)|模版内容不能为空"
    r"|暂无权限|没有权限|请先登录|验证码|\b(?:40[0-9]|50[0-9])\b|not found|forbidden|error|bad gateway|unavailable",
    re.I,
)
_ERROR_TITLE = re.compile(
    r"\W*(?:(?:error|错误|HTTP)?\W*(?:40[034]|50[0-4])\W*|(?:页面|网页|文章|信息)(?:不存在|找不到|未找到)"
    r"|系统(?:错误|异常|提示)|访问(?:异常|出错|受限)|出错了|not found|error)[^\u4e00-\u9fff]*(?:错误|页面|提示)?\W*",
    re.I,
)
_GENUINE = re.compile("公告|公示|通告|通知")
_SHORT = 60


def refuse_wrong_type(answer: Answer) -> None:
    """Raise where there are no bytes, a file in place of a page, or the site's home in place of the notice."""
    if not answer.content.strip():
        raise VisitError(ErrorKind.UNREADABLE, "an answer without a single byte of content", answer.status)
    if is_file(answer):
        raise VisitError(ErrorKind.WRONG_TYPE, f"a file in place of a page ({answer.content_type or 'no type'})")
    if is_home(answer.url) and not is_home(answer.request.url):
        raise VisitError(ErrorKind.WRONG_PAGE, f"redirected to the home page {answer.url}")


def refuse_garbled(text: str) -> None:
    """Raise where no charset explained the bytes: such words would be taken for an amendment."""
    if is_garbled(text):
        raise VisitError(ErrorKind.UNREADABLE, "in no known charset")


def refuse_error_text(tree: HtmlElement, cut: Cut, metas: Mapping[str, str]) -> None:
    """Raise where the page has no words at all, or hardly any but those of an error."""
    if cut.body is not None or metas.get("articletitle"):
        return
    title, words = page_title(tree), fold("".join(body.text_content() for body in tree.iter("body")))
    brief = len(words) <= _SHORT and not _GENUINE.search(words)
    if _ERROR_TITLE.fullmatch(title[:_SHORT]) or (brief and _ERROR.search(words)):
        raise VisitError(ErrorKind.ERROR_TEXT, (words or title)[:_SHORT])
    if not words and not title and next(tree.iter("img", "a", "iframe", "embed"), None) is None:
        raise VisitError(ErrorKind.UNREADABLE, "a page without words")
