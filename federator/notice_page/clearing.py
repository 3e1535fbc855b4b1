"""What stands in a body and is none of it: share bars, buttons, links to the notices before and after."""

import re

from lxml.html import HtmlElement

from federator.notice_page.body import Body
from federator.notice_page.document import markup_of, select

_BUTTON = re.compile(
    r"[【\[(（<]?(?:我要|点击)?(?:打印(?:本页|正文|此页|本文)?|关闭(?:窗口|本页|此页)?|收藏(?:本页)?|返回(?:顶部|列表|上一页)?|保存|字体|大|中|小|分享(?:到)?[:：]?)[】\])）>]?"
)
_REST_OF_BUTTONS = re.compile(r"[\s【】\[\]()（）|｜<>]*")
_NEIGHBOUR = re.compile(
    r"(?:[【\[][上下前后]一[篇条页则][】\]]|[上下前后]一[篇条页则](?:[:：]|没有|无?$))|扫一扫|分享到?[:：]"
)
_NEIGHBOUR_BEGINS = re.compile(r"[【\[上下前后扫分]")
_LINES = select(".//p | .//div | .//li | .//ul | .//table | .//span | .//center")
_WIDGET_WORDS = 120
_WIDGETS = select(
    ".//*[contains(@class, 'share') or contains(@class, 'jiathis')"
    " or contains(@class, 'ewm') or contains(@class, 'qrcode')]"
)
_HIDDEN = select(".//*[contains(translate(@style, ' ', ''), 'display:none')][not(.//a) and not(.//img)]")
_CLICKED = select(".//*[@onclick or starts-with(@href, 'javascript:')]")
_MAY_NEED = re.compile("share|jiathis|ewm|qrcode|display|onclick|javascript:")
"""What a body holds where one of the above may find anything."""


def cleared_markup(body: Body) -> str:
    """The body as HTML, cleared (its element, too) of share bars, 上一篇, 下一篇, and buttons that print or close."""
    markup = markup_of(body.element)
    if not _MAY_NEED.search(markup) and not _leads_on(body.element):
        return markup
    _clear(body)
    return markup_of(body.element)


def _clear(body: Body) -> None:
    for widget in _WIDGETS(body.element):
        if len(widget.text_content().strip()) <= _WIDGET_WORDS and widget.getparent() is not None:
            widget.drop_tree()
    for hidden in _HIDDEN(body.element):
        if len(hidden.text_content().strip()) <= _WIDGET_WORDS and hidden.getparent() is not None:
            hidden.drop_tree()
    for clicked in _CLICKED(body.element):
        if _BUTTON.fullmatch("".join(clicked.text_content().split())) and clicked.getparent() is not None:
            holder = clicked.getparent()
            clicked.drop_tree()
            _drop_brackets(holder, body.element)
    if _leads_on(body.element):
        _drop_neighbours(body.element)


def _leads_on(body: HtmlElement) -> bool:
    words = body.text_content()
    return any(mark in words for mark in ("一篇", "一条", "一页", "一则", "扫一扫", "分享"))


def _drop_brackets(holder: HtmlElement, body: HtmlElement) -> None:
    """The line that held nothing but buttons: what is left of it is ``【】``."""
    if holder is not body and _REST_OF_BUTTONS.fullmatch(holder.text_content()) and holder.find(".//img") is None:
        holder.drop_tree()


def _drop_neighbours(body: HtmlElement) -> None:
    """Lines that lead to the notices before and after, or invite to share this one."""
    for line in _LINES(body):
        opening = next((str(text) for text in line.itertext() if not text.isspace()), "").lstrip()
        if _NEIGHBOUR_BEGINS.match(opening) and line.getparent() is not None:
            words = "".join(line.text_content().split())
            if len(words) <= _WIDGET_WORDS and _NEIGHBOUR.match(words):
                line.drop_tree()
