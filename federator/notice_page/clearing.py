"""What stands in a body and is none of it: share bars, buttons, links to other notices."""

import re
from itertools import chain, takewhile

from federator.notation.alternatives import spread
from federator.notice_page.afterwards import OTHERS, drop_footers, is_footer
from federator.notice_page.body import Body
from federator.notice_page.document import Element, bearing, drop, select, take_out_dropped, words_of
from federator.notice_page.file_links import leads_to_file
from federator.notice_page.labels import LABEL, LABEL_BEGINS
from federator.notice_page.record import drop_record

_BUTTON = re.compile(
    r"[【\[(（<]?(?:我要|点击)?(?:打印(?:本页|正文|此页|本文)?|关闭(?:窗口|本页|此页)?|收藏(?:本页)?|返回(?:顶部|列表|上一页)?"
    r"|保存|字[体号]|大|中|小|分享(?:到)?)[:：]?[】\])）>]?"
)
_TOOLBAR = re.compile(rf"(?=.{{0,40}}(?:打印|字[体号]|关闭窗口))(?:{_BUTTON.pattern}|[|｜])+")
"""``【打印】【关闭】``, ``字号：大 中 小``: buttons that no script of their own tells from words. No button is made of
others: a row of them could be read in more ways than can be tried."""
_REST_OF_BUTTONS = re.compile(r"[\s【】\[\]()（）|｜<>]*")
_NEIGHBOUR = re.compile(
    r"(?:[【\[][上下前后]一[篇条页则][】\]]|[上下前后]一[篇条页则](?:[:：]|没有|无?$))|扫一扫|分享到?[:：]"
)
_COUNTED = re.compile(r"(?:浏览|点击|阅读|访问)(?:(?:次数?|人次|量|数|率)[:：]?|[:：])")
_PAGER = re.compile(r"(?:[上下]一?页|[\d首尾末第共分页:：\[\]【】()（）/|｜<>«»‹›….])+")
_LEADING_ON = re.compile(
    rf"{spread(OTHERS.pattern)}|一[篇条页则]|扫一扫|分享|浏览|点击|阅读|访问|打印|字[体号][:：【\[（(]|闭(?<=关闭)窗口"
    r"|1[\s\]】)）|]{1,6}[\[【(（]?2"
)
"""Looked for from 闭: 关 stands in every sentence (有关, 机关)."""
_NO_DIGIT = re.compile(r"\D+", re.A)
_COUNTED_UP = {"".join(map(str, range(1, last + 1))): last for last in range(2, 21)}
"""``12``, ``123`` …: the numbers of a text's pages, to the last."""
_LINE_BEGINS = LABEL_BEGINS.union("【[上下前后扫分首第共1")
_DOWNLOADED = bearing("descendant::*/@id[starts-with(., 'nattach')]")
_WHOSE = re.compile(r"\s*(?:版权所有|Copyright|©|主办单位[:：])", re.I)
_LINES = ("p", "div", "li", "ul", "table", "span", "center")
_HEADINGS = ("section", "h2", "h3", "h4", "h5", "dl", "dt", "strong", "b")
_WIDGET_WORDS, _NEAR_EDGE = 120, 600
_MOSTLY, _BULLETS = 0.6, "【[（(<·•●■◆▶>-—"
_WIDGET = re.compile("share|jiathis|ewm|qrcode")
_CLASSES = select("descendant::*/@class", plain=True)
_WITH_CLASS = select("descendant::*[@class]")
_WITH_DISPLAY = bearing("descendant::*/@style[contains(., 'display')]")
_SCRIPTED = (bearing("descendant::*/@onclick"), bearing("descendant::*/@href[starts-with(., 'javascript:')]"))


def clear(body: Body) -> None:
    """Drop from the body the record at its top, share bars, 上一篇, 下一篇, 相关阅读, buttons that print or close, and
    what counts readers."""
    element, words = body.element, body.words
    drop_record(element, words)
    if any(map(_WIDGET.search, {*_CLASSES(element)})):
        _drop_small([one for one in _WITH_CLASS(element) if _WIDGET.search(one.get("class"))])
    _drop_small([one for one in _WITH_DISPLAY(element) if _is_hidden(one)])
    _drop_buttons(element)
    edges = words if len(words) <= 2 * _NEAR_EDGE else words[:_NEAR_EDGE] + words[-_NEAR_EDGE:]
    if _LEADING_ON.search(edges):
        _drop_lines(element)
        if OTHERS.search(words, max(0, len(words) - _NEAR_EDGE)):
            _drop_others(element)
    if is_footer(words[-_NEAR_EDGE:]):
        _drop_footer_within(element)
    if "已下载" in edges:
        _drop_download_counts(element)
    take_out_dropped(element)


def _drop_small(elements: list[Element]) -> None:
    """Each of them, and not one that holds half the page."""
    for element in elements:
        if len(words_of(element).strip()) <= _WIDGET_WORDS:
            drop(element)


def _is_hidden(element: Element) -> bool:
    holds = element.iterdescendants("a", "img")
    return "display:none" in (element.get("style") or "").replace(" ", "") and next(holds, None) is None


def _drop_buttons(body: Element) -> None:
    """And the lines that held nothing else: what is left of them is ``【】``."""
    holders: dict[Element, None] = {}
    for button in chain.from_iterable(find(body) for find in _SCRIPTED):
        if _BUTTON.fullmatch("".join(words_of(button).split())):
            if (holder := button.getparent()) is not None:
                holders[holder] = None
            drop(button)
    for holder in holders:
        if holder is not body and _REST_OF_BUTTONS.fullmatch(words_of(holder)) and holder.find(".//img") is None:
            drop(holder)


def _drop_lines(body: Element) -> None:
    """Lines that lead to notices or pages before and after, invite to share this one, or say how often it was read."""
    for line in list(body.iterdescendants(*_LINES)):
        words = words_of(line).lstrip()
        if words[:1] not in _LINE_BEGINS:
            continue
        words = "".join(words.split())
        if len(words) <= _WIDGET_WORDS and (_leads_away(words) or _counts(line, words) or _is_pager(line, words)):
            drop(line)


def _leads_away(words: str) -> bool:
    return _NEIGHBOUR.match(words) is not None or _TOOLBAR.fullmatch(words) is not None


def _is_pager(line: Element, words: str) -> bool:
    """Numbers of pages with 下一页 or 上一页 beside them, or all of them alone, linked: the pages of one text."""
    if _PAGER.fullmatch(words) is None:
        return False
    numbers = [_NO_DIGIT.sub("", words_of(link)) for link in line.iter("a")]
    last = _COUNTED_UP.get(_NO_DIGIT.sub("", words), 0)
    if "一页" in words:
        return bool(numbers) or "共" in words
    return bool(numbers) and all(number and int(number) <= last for number in numbers)


def _counts(line: Element, words: str) -> bool:
    labelled = _COUNTED.search(words) and LABEL.match(words)
    return labelled is not None and next(line.iter("a", "img"), None) is None


def _drop_others(body: Element) -> None:
    """相关阅读 and the links to other pages below it, in a box with them or before them."""
    for line in list(body.iterdescendants(*_LINES, *_HEADINGS)):
        words = "".join(words_of(line).split()).lstrip(_BULLETS)
        head = OTHERS.match(words)
        if head and _links_of_pages(line) > _MOSTLY * (len(words) - head.end()):
            drop(line)
        elif head and head.end() == len(words) and not (line.tail or "").strip():
            others = list(takewhile(_leads_on, line.itersiblings()))
            for one in [line, *others] if others or line.getnext() is None else ():
                drop(one)


def _leads_on(element: Element) -> bool:
    words = "".join(words_of(element).split())
    return _links_of_pages(element) > _MOSTLY * len(words) or not (words or element.find(".//img") is not None)


def _links_of_pages(element: Element) -> int:
    return sum(len("".join(words_of(link).split())) for link in element.iter("a") if not leads_to_file(link))


def _drop_footer_within(body: Element) -> None:
    """Of a site: in a body whose box is not closed before them."""
    drop_footers(body, set())
    for box in list(body.iterdescendants("div", "footer")):
        words = words_of(box)
        if len(words) <= _NEAR_EDGE and "。" not in words and _WHOSE.match(words) and is_footer(words):
            drop(box)


def _drop_download_counts(body: Element) -> None:
    """``附件【<a>名.xlsx</a>】已下载<span id="nattach9">146</span>次`` (博达): a download is no amendment."""
    for count in _DOWNLOADED(body):
        before, outer = count.getprevious(), count.getparent()
        count.tail = (count.tail or "").removeprefix("次")
        if before is not None:
            before.tail = (before.tail or "").rstrip().removesuffix("已下载")
        elif outer is not None:
            outer.text = (outer.text or "").rstrip().removesuffix("已下载")
        drop(count)
