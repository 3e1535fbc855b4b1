"""What came in place of a notice: files, error texts, home pages. Short genuine notices pass."""

import re
from collections.abc import Mapping

from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.notation.address_parts import is_home
from federator.notation.breaking_off import breaks_off, told_cut
from federator.notation.charset import is_garbled
from federator.notation.folding import fold
from federator.notation.refusals import said_instead
from federator.notice_page.document import Element, page_title, words_of
from federator.notice_page.labels import DAY
from federator.notice_page.linked import is_file
from federator.notice_page.markers import Cut

_ERROR_TITLE = re.compile(
    r"\W*(?:(?:error|错误|HTTP)?\W*(?:40[034]|50[0-4])\W*|(?:页面|网页|文章|信息)(?:不存在|找不到|未找到)"
    r"|系统(?:错误|异常|提示)|访问(?:异常|出错|受限)|出错了|not found|error)[^\u4e00-\u9fff]*(?:错误|页面|提示)?\W*",
    re.I,
)
_GENUINE = re.compile("公告|公示|通告|通知")
_CLOSED_NOW = re.compile("维护|升级|检修")
_COME_LATER = re.compile("请?(?:您?稍[后候]|过后|晚些时候)再?(?:访问|试|来|登录)")
_SHORT, _A_BEGINNING = 60, 2000
_FORM = 400
"""Characters on a page that is nothing but a form to log in."""
_PUBLISHED = re.compile(rf"(?:(?:时间|日期|来源|作者)[^。]{{0,40}}?|[\[【(（]){DAY}")
"""A line of facts below a title; a form has none."""
_SENTENCES = 3
_OF_LOGGING_IN = re.compile(
    "登[录陆入]|密码|口令|用户|账[号户]|帐[号户]|验证码|注册|管理员|浏览器|分辨率|系统|平台|证书|控件|扫码|客服|技术支持|权限|身份"
)
_LOGIN_TITLE = re.compile(r"登[录陆]|身份认证|\blog ?in\b|\bsign ?in\b", re.I)


def refuse_wrong_type(answer: Answer) -> None:
    """Raise where there are no bytes, a file in place of a page, or the site's home in place of the notice."""
    if not answer.content or answer.content.isspace():
        raise VisitError(ErrorKind.UNREADABLE, "an answer without a single byte of content", answer.status)
    if is_file(answer):
        kind = answer.content_type or "application/octet-stream"  # RFC 9110, 8.3: what may be assumed of one without
        raise VisitError(ErrorKind.WRONG_TYPE, f"a file in place of a page ({kind})")
    if answer.url != answer.request.url and is_home(answer.url) and not is_home(answer.request.url):
        raise VisitError(ErrorKind.HOME_PAGE, f"redirected to {answer.url}")


def refuse_cut_short(answer: Answer, text: str, ends: str) -> None:
    """Raise where the page breaks off: half a text would be taken for an amendment."""
    if breaks_off(answer.content, ends):
        raise VisitError(ErrorKind.CUT_SHORT, told_cut(text), answer.status)


def refuse_garbled(answer: Answer, text: str) -> None:
    """Raise where no charset explained the bytes: such words would be taken for an amendment."""
    if is_garbled(text, answer.content):
        raise VisitError(ErrorKind.UNDECODABLE, "in no known charset")


def refuse_error_text(tree: Element, cut: Cut, metas: Mapping[str, str]) -> None:
    """Raise where the page has no words at all, or hardly any but those of an error, a login, a maintenance."""
    if cut.body is not None or metas.get("articletitle"):
        return
    title, words = page_title(tree), _words(tree)
    brief = len(words) <= _SHORT and (not _GENUINE.search(words) or _sends_away(words))
    headed = _LOGIN_TITLE.search(title) and not _GENUINE.search(title)
    if len(words) <= _FORM and _asks_for_a_password(tree) and (headed or not _tells(words)):
        raise VisitError(ErrorKind.LOGIN, (words or title)[:_SHORT])
    said = said_instead(words) if brief else None
    if said or _ERROR_TITLE.fullmatch(title[:_SHORT]):
        raise VisitError(said or said_instead(title) or ErrorKind.ERROR_TEXT, (words or title)[:_SHORT])
    if not words and not title and next(tree.iter("img", "a", "iframe", "embed"), None) is None:
        raise VisitError(ErrorKind.UNREADABLE, "a page without words")


def _sends_away(words: str) -> bool:
    """系统维护公告 in place of the page: it is not to be read, but to be come back from, and has no day."""
    return bool(_CLOSED_NOW.search(words) and _COME_LATER.search(words)) and not any(map(str.isdigit, words))


def _words(tree: Element) -> str:
    """What the page says, folded; of a long one the beginning will do."""
    words = "".join(words_of(body) for body in tree.iter("body"))
    begins = fold(words[:_A_BEGINNING])
    return begins if len(begins) > _FORM else fold(words)


def _tells(words: str) -> bool:
    """It says when it was published, or that it is a notice and a few sentences, hardly one of them about logging in: a
    notice that has a box for members beside it."""
    sentences = words.split("。")[:-1]
    on_logging_in = sum(_OF_LOGGING_IN.search(one) is not None for one in sentences)
    tells = len(sentences) >= _SENTENCES and on_logging_in < 2 and _GENUINE.search(words) is not None
    return tells or _PUBLISHED.search(words) is not None


def _asks_for_a_password(tree: Element) -> bool:
    return any((field.get("type") or "").lower() == "password" for field in tree.iter("input"))
