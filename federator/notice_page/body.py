"""Where the body of a notice stands: between markers, in the element that its software names, or by its weight."""

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, fragments_fromstring

from federator.notation.folding import fold, title_key
from federator.notice_page.document import BODY_PLACE, Segment, html_parser, segments_of, select
from federator.notice_page.labels import LABEL

_MARKERS = (
    ("ContentStart", re.compile(r"<meta[^>]{1,60}ContentStart[^>]{0,60}>|<!--\s?ContentStart\s?-->", re.I)),
    ("ZJEG_RSS", re.compile(r"<!--\s?ZJEG_RSS\.content\.begin\s?-->")),
    ("[信息内容]", re.compile(r"<!--\s?<\$\[信息内容\]>begin\s?-->")),
)
_ENDS = {
    "ContentStart": re.compile(r"<meta[^>]{1,60}ContentEnd[^>]{0,60}>|<!--\s?ContentEnd\s?-->", re.I),
    "ZJEG_RSS": re.compile(r"<!--\s?ZJEG_RSS\.content\.end\s?-->"),
    "[信息内容]": re.compile(r"<!--\s?<\$\[信息内容\]>end\s?-->"),
}
_SAID = re.compile(r"<!--\s?<\$\[(标题|信息来源)(?:名称)?(?:\(html\))?\]>begin\s?-->([^$]{1,2000}?)<!--\s?<\$\[")
_STRONG = (
    "#zoom",
    ".trs_editor",
    ".trs_editor_view",
    ".custom_unionstyle",
    ".trs_ueditor",
    "#ucap-content",
    "#vsb_content",
    ".v_news_content",
    "#ivs_content",
    "#trs_autoadd",
)
_NAMED = (
    ".article-content",
    ".article_content",
    ".articlecontent",
    ".article_con",
    ".article-conter",
    ".bt-content",
    ".main-txt",
    ".con_wen",
    ".con_article-bd",
    ".zc_article_con",
    ".pages_content",
    ".news_cont_d_wrap",
    ".content_body",
    ".news_content",
    ".newscontent",
    ".detail-content",
    ".detail_content",
    "#articlecontent",
    "#article_content",
    "#content",
    "#main-nr",
)
_LANDMARKS = frozenset((*_STRONG, *_NAMED))
_PREFIXES = re.compile(r"(vsb_content|trs_autoadd)_\w+")
_BODYLIKE = re.compile(
    r"content|article|detail|text|txt|zoom|editor|(?:^|[\s_-])(?:con|nr|zw|body|main|news|info)(?:$|[\s_-])", re.I
)
_FRAME = re.compile(
    r"foot|copy|nav|menu|side|crumb|share|prev|next|other|relat|tool|print|close|search|header|login|link|banner", re.I
)
_AFTERWARDS = re.compile(
    r"上一[篇条页]|下一[篇条页]|版权所有|主办单位|相关(?:文章|信息|阅读|新闻|链接)|Copyright|ICP备", re.I
)
_DESCENDED = {"div", "td", "tr", "tbody", "table", "section", "article", "form", "main", "center", "font"}
_INDEXED = select("//body//*[@id or @class]")
_MATTER = etree.XPath(
    "boolean(.//text()[normalize-space()] or .//img or .//iframe or .//embed or .//object or .//a[@href])"
)
_FRAGMENTS = html_parser()
_STEPS_DOWN = 12
_A_PICTURE = 30
_WORTH_A_GUESS = 200


@dataclass(frozen=True, slots=True)
class Body:
    """The element that holds the body, and the name of the marker it was found by (``""``: there is none)."""

    element: HtmlElement
    by: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A page cut at its software's comment markers: title and source where they enclose them, the body, the rest."""

    rest: str
    title: str
    source: str
    body: Body | None


def cut_at_markers(text: str) -> Cut:
    """Cut the page at the markers that Hanweb (and pages made after its fashion) puts around title, source and body."""
    said = {name: _words_of(markup) for name, markup in _SAID.findall(text)}
    title, source = said.get("标题", ""), said.get("信息来源", "")
    for name, begin in _MARKERS:
        start = begin.search(text)
        end = _ENDS[name].search(text, start.end()) if start else None
        if start and end and _MATTER(fragment := fragment_of(text[start.end() : end.start()])):
            rest = f"{text[: start.start()]}<p>{BODY_PLACE}</p>{text[end.end() :]}"
            return Cut(rest, title, source, Body(fragment, name))
    return Cut(text, title, source, None)


def _words_of(markup: str) -> str:
    plain = markup.isprintable() and "<" not in markup and "&" not in markup
    return fold(markup if plain else fragment_of(markup).text_content())


Landmarks = dict[str, list[HtmlElement]]
"""Elements of a page by ``#id`` and ``.class``, lower case."""


def landmarks_of(tree: HtmlElement) -> Landmarks:
    """Elements by the ids and classes of the trade; numbered ids of one family (``vsb_content_4``) under its name."""
    found: Landmarks = {}
    for element in _INDEXED(tree):
        for name in element.get("class", "").lower().split():
            if f".{name}" in _LANDMARKS:
                found.setdefault(f".{name}", []).append(element)
        if identity := element.get("id", "").lower():
            family = _PREFIXES.fullmatch(identity)
            name = f"#{family[1] if family else identity}"
            if name in _LANDMARKS:
                found.setdefault(name, []).append(element)
    return found


def marked_body(landmarks: Landmarks) -> Body | None:
    """The element that the site's software names for the body; taken out of its page. None where it names none.

    One that is empty counts where no other holds anything: some notices are all attachment.
    """
    named = [(name, element) for name in _STRONG for element in landmarks.get(name, ())]
    full = [name for name, element in named if _MATTER(element)]
    if not named:
        return None
    name = (full or [named[0][0]])[0]
    return _taken(_fullest(landmarks[name]), name)


def find_body(landmarks: Landmarks, segments: list[Segment], heading: HtmlElement | None, text: str) -> Body:
    """The body of a page without its software's markers; taken out of it. ``heading`` is the title's element.

    Elements with a name of the trade that do not hold the title; then the heaviest block below the title; then
    what trafilatura sees in the page's ``text``; else an empty body, by ``""``.
    """
    around = {heading, *heading.iterancestors()} if heading is not None else set()
    for name in _NAMED:
        fitting = [
            one for one in landmarks.get(name, ()) if one not in around and _MATTER(one) and not _mostly_links(one)
        ]
        if fitting:
            return _taken(_fullest(fitting), name)
    heaviest = _heaviest(heading) if heading is not None else None
    if heaviest is not None:
        return _taken(heaviest, _name(heaviest))
    return _guessed(segments, text)


def fragment_of(markup: str) -> HtmlElement:
    """A piece of a page as the content of one ``div``."""
    parts: list[HtmlElement | str] = [*fragments_fromstring(markup, parser=_FRAGMENTS)]
    element: HtmlElement = _FRAGMENTS.makeelement("div")
    element.text = parts.pop(0) if parts and isinstance(parts[0], str) else None
    element.extend(parts)
    etree.strip_elements(element, "script", "style", "noscript", etree.Comment, with_tail=False)
    return element


def _fullest(elements: list[HtmlElement]) -> HtmlElement:
    return max(elements, key=lambda element: len(element.text_content().strip()))


def _mostly_links(element: HtmlElement) -> bool:
    links = sum(len(link.text_content().strip()) for link in element.iter("a"))
    return links > 0.5 * len("".join(element.text_content().split())) > 0


def _taken(element: HtmlElement, by: str) -> Body:
    """Out of its page, which keeps a mark in its place."""
    place = etree.Element("p")
    place.text, place.tail, element.tail = BODY_PLACE, element.tail, None
    element.getparent().replace(element, place)
    return Body(element, by)


def _name(element: HtmlElement) -> str:
    names = element.get("class", "").split()
    return f"#{element.get('id')}" if element.get("id") else f".{names[0]}" if names else "weight"


def _heaviest(heading: HtmlElement) -> HtmlElement | None:
    """The block below the title that holds most; nearer to the title and better named wins."""
    best, promise = None, 0.0
    for steps, level in enumerate((heading, *heading.iterancestors())):
        for block in level.itersiblings():
            if not isinstance(block.tag, str) or _AFTERWARDS.match(fold(block.text_content())[:20]):
                continue
            held = _matter(block) * _naming(block) * 0.8**steps
            best, promise = (block, held) if held > promise else (best, promise)
    return _tightest(best) if best is not None else None


def _naming(element: HtmlElement) -> float:
    name = f"{element.get('id', '')} {element.get('class', '')}"
    return (2.0 if _BODYLIKE.search(name) else 1.0) * (0.1 if _FRAME.search(name) else 1.0)


def _matter(element: HtmlElement) -> int:
    """How much a block holds: words that are neither links nor labelled fields, and pictures."""
    pictures = sum(1 for _ in element.iter("img", "iframe", "embed", "object"))
    words = (one.text for one in segments_of(element) if not one.linked and not LABEL.match(one.text))
    return sum(len(title_key(text)) for text in words) + _A_PICTURE * pictures


def _tightest(element: HtmlElement) -> HtmlElement:
    """Down to the innermost block that still holds nearly all of it."""
    whole = _matter(element)
    for _ in range(_STEPS_DOWN):
        children = (child for child in element if child.tag in _DESCENDED)
        inner = next((child for child in children if _matter(child) >= 0.9 * whole), None)
        if inner is None:
            break
        element = inner
    return element


def _guessed(segments: list[Segment], text: str) -> Body:
    """What trafilatura takes for the body of a page with words enough to be worth asking."""
    found = None
    if sum(len(segment.text) for segment in segments if not segment.linked) >= _WORTH_A_GUESS:
        from trafilatura import extract  # takes half a second to import, and few pages need it

        found = extract(text, output_format="html", include_tables=True, include_images=True, include_links=True)
    return Body(fragment_of(found), "trafilatura") if found else Body(fragment_of(""), "")
