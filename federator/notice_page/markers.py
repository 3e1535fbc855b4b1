"""What a site's software says by comments or script of its page: where title, source and body are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from federator.notation.folding import fold
from federator.notice_page.body import Body, holds_matter
from federator.notice_page.document import fragment_of, words_of
from federator.notice_page.scripted import scripted_notice
from federator.notice_page.segments import BODY_PLACE
from federator.notice_page.state import notice_in_state

_MARKERS = {
    "ContentStart": (
        re.compile(r"<(?:meta[^>]{1,60}ContentStart[^>]{0,60}|!--\s?ContentStart\s?--)>", re.I),
        re.compile(r"<(?:meta[^>]{1,60}ContentEnd[^>]{0,60}|!--\s?ContentEnd\s?--)>", re.I),
    ),
    "ZJEG_RSS": (
        re.compile(r"<!--\s?ZJEG_RSS\.content\.begin\s?-->"),
        re.compile(r"<!--\s?ZJEG_RSS\.content\.end\s?-->"),
    ),
    "[信息内容]": (
        re.compile(r"<!--\s?<\$\[信息内容\]>begin\s?-->"),
        re.compile(r"<!--\s?<\$\[信息内容\]>end\s?-->"),
    ),
}
"""Where the body begins and ends, in the order they are tried."""
_ANY_MARKER = re.compile(r"<(?:!--\s?(?:<\$\[|ZJEG_RSS\.|ContentStart)|meta[^>]{1,60}ContentStart)", re.I)
_SAID = re.compile(r"<!--\s?<\$\[(标题|信息来源)(?:名称)?(?:\(html\))?\]>begin\s?-->([^$]{1,2000}?)<!--\s?<\$\[")


@dataclass(frozen=True, slots=True)
class Cut:
    """A page of which its software says by comments or script what is what: title, labelled values, body, the rest."""

    rest: str
    title: str
    fields: Mapping[str, str]
    body: Body | None


def cut_at_markers(text: str) -> Cut:
    """Cut the page at the markers that Hanweb (and pages made after its fashion) puts around title, source and body."""
    first = _ANY_MARKER.search(text)
    if first is None:
        return _by_script(text)
    said = {name: _plain(markup) for name, markup in _SAID.findall(text, first.start())}
    title = said.pop("标题", "")
    for name, (begins, ends) in _MARKERS.items():
        start = begins.search(text, first.start())
        end = ends.search(text, start.end()) if start else None
        if start and end and holds_matter(fragment := fragment_of(text[start.end() : end.start()])):
            rest = f"{text[: start.start()]}<p>{BODY_PLACE}</p>{text[end.end() :]}"
            return Cut(rest, title, said, Body(fragment, name))
    return Cut(text, title, said, None)


def _by_script(text: str) -> Cut:
    notice = scripted_notice(text) or notice_in_state(text)
    if notice is None:
        return Cut(text, "", {}, None)
    shown, end, behind = text.rpartition("</body>")
    rest = f'{shown}<div class="attach">{notice.files}</div>{end}{behind}' if end and notice.files else text
    return Cut(rest, notice.title, notice.fields, Body(fragment_of(notice.html), "script"))


def _plain(markup: str) -> str:
    plain = markup.isprintable() and "<" not in markup and "&" not in markup
    return fold(markup if plain else words_of(fragment_of(markup)))
