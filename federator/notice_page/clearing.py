"""What stands in a body and is none of it: share bars, buttons, links to the notices before and after."""

import re

from federator.notice_page.document import Element, drop, select, words_of

_BUTTON = re.compile(
    r"[【\[(（<]?(?:我要|点击)?(?:打印(?:本页|正文|此页|本文)?|关闭(?:窗口|本页|此页)?|收藏(?:本页)?|返回(?:顶部|列表|上一页)?|保存|字体|大|中|小|分享(?:到)?[:：]?)[】\])）>]?"
)
_REST_OF_BUTTONS = re.compile(r"[\s【】\[\]()（）|｜<>]*")
_NEIGHBOUR = re.compile(
    r"(?:[【\[][上下前后]一[篇条页则][】\]]|[上下前后]一[篇条页则](?:[:：]|没有|无?$))|扫一扫|分享到?[:：]"
)
_LEADING_ON = ("一篇", "一条", "一页", "一则", "扫一扫", "分享")
_NEIGHBOUR_BEGINS = re.compile(r"[【\[上下前后扫分]")
_LINES = select(".//p | .//div | .//li | .//ul | .//table | .//span | .//center")
_WIDGET_WORDS, _NEAR_EDGE = 120, 600
_WIDGET = re.compile("share|jiathis|ewm|qrcode")
_CLASSES = select("descendant::*/@class", plain=True)
_WITH_CLASS = select("descendant::*[@class]")
_WITH_DISPLAY = select("descendant::*/@style[contains(., 'display')]/..")
_SCRIPTED = select("descendant::*/@onclick/.. | descendant::a/@href[starts-with(., 'javascript:')]/..")


def clear(body: Element) -> None:
    """Drop share bars, 上一篇, 下一篇, and buttons that print or close from ``body``."""
    if any(map(_WIDGET.search, {*_CLASSES(body)})):
        _drop_small([one for one in _WITH_CLASS(body) if _WIDGET.search(one.get("class"))])
    _drop_small([one for one in _WITH_DISPLAY(body) if _is_hidden(one)])
    _drop_buttons(body)
    words = words_of(body)
    edges = words if len(words) <= 2 * _NEAR_EDGE else words[:_NEAR_EDGE] + words[-_NEAR_EDGE:]
    if any(mark in edges for mark in _LEADING_ON):
        _drop_neighbours(body)


def _drop_small(elements: list[Element]) -> None:
    """Each of them, and not one that holds half the page."""
    for element in elements:
        if len(words_of(element).strip()) <= _WIDGET_WORDS:
            drop(element)


def _is_hidden(element: Element) -> bool:
    holds = element.iterdescendants("a", "img")
    return "display:none" in (element.get("style") or "").replace(" ", "") and next(holds, None) is None


def _drop_buttons(body: Element) -> None:
    for button in _SCRIPTED(body):
        if _BUTTON.fullmatch("".join(words_of(button).split())):
            holder = button.getparent()
            drop(button)
            if holder is not None:
                _drop_brackets(holder, body)


def _drop_brackets(holder: Element, body: Element) -> None:
    """The line that held nothing but buttons: what is left of it is ``【】``."""
    if holder is not body and _REST_OF_BUTTONS.fullmatch(words_of(holder)) and holder.find(".//img") is None:
        drop(holder)


def _drop_neighbours(body: Element) -> None:
    """Lines that lead to the notices before and after, or invite to share this one."""
    for line in _LINES(body):
        opening = next((str(text) for text in line.itertext() if not text.isspace()), "").lstrip()
        if _NEIGHBOUR_BEGINS.match(opening):
            words = "".join(words_of(line).split())
            if len(words) <= _WIDGET_WORDS and _NEIGHBOUR.match(words):
                drop(line)
