"""Whether a page that was read is a notice at all: home pages and lists say so by what they are made of, errors in the
frame of their site by their words."""

import re

from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import NoticePage
from federator.notation.address import is_home
from federator.notation.charset import charset_of, decode
from federator.notation.folding import fold, is_place_name, is_site_name
from federator.notation.refusals import said_instead, says_nothing, visible
from federator.notice_page.document import Select, parse, select

_LINKS: Select = select("//body//a[@href]")
_WORDS: Select = select("//body//text()[not(ancestor::script or ancestor::style)]", plain=True)
_SPACES = re.compile(r"\s+")
_SENTENCE = re.compile("[。；]")
_DAY = re.compile(r"20\d\d[-/.年]\d\d?[-/.月]\d\d?|(?<!\d)\d\d[-/]\d\d(?!\d)")
_DATES = ("发布日期", "发布时间", "公开日期", "生成日期", "成文日期")
_A_TITLE = 12
_LIST, _LIST_OF_COLUMN = (4, _A_TITLE, 0.3), (1, 8, 0.2)
"""Dated rows that a list has at least, characters of their titles, and their share of its words; and where the page
names its column for a title."""
_TELLING = 10
"""Characters of a title by which a page is known to be its notice's."""
_FEW, _FRAMED = 400, 800
"""Characters of an error's text; and with the frame of its site around it (its name, who runs it), links aside."""
_BY_GUESS = ("", "weight", "trafilatura")
_LINKED = re.compile(r"<a\b[^<>]*>[^<>]*</a>", re.I)


def expect_notice(answer: Answer, page: NoticePage) -> None:
    """Raise VisitError where ``page`` is the site's home or a list: HOME_PAGE, WRONG_PAGE; ERROR_TEXT and the like
    where it has no title and says that something is wrong, or says nothing but 暂无内容.

    A page that names its title or its day of publication as notices do is one, wherever it lies.
    """
    if page.metas.get("articletitle") or page.metas.get("pubdate") or any(label in page.fields for label in _DATES):
        return
    if is_home(answer.url):
        raise VisitError(ErrorKind.HOME_PAGE, answer.url)
    html = decode(answer.content, charset_of(answer.headers.get("content-type", "")))
    if not page.title and not page.attachments and (said := _said_in_frame(html)):
        raise VisitError(said, (page.text or "no title")[:80], answer.status)
    if nothing := _nothing_in(page, html):
        raise VisitError(ErrorKind.ERROR_TEXT, nothing[:80], answer.status)
    tree = parse(html)
    words = _SPACES.sub("", "".join(_WORDS(tree)))
    links = [_SPACES.sub("", "".join(link.itertext())) for link in _LINKS(tree)]
    share = sum(map(len, links)) / max(1, len(words))
    rows, letters, linked = _LIST_OF_COLUMN if _names_column(page) else _LIST
    titles, days = sum(len(link) >= letters for link in links), len(_DAY.findall(words))
    sentences = len(_SENTENCE.findall(page.text))
    is_list = sentences == 0 and share > linked and min(titles, days) >= rows
    if is_list or (sentences < 3 and share > 0.6 and len(links) >= 20):
        raise VisitError(ErrorKind.WRONG_PAGE, f"{len(links)} links make up {share:.0%} of its words")


def _names_column(page: NoticePage) -> bool:
    """It says no title, and has no file, that would be a notice's."""
    places = (page.metas.get(name, "") for name in ("sitename", "columnname"))
    return not page.attachments and (not page.title or is_place_name(page.title, *places))


def expect_listed(answer: Answer, page: NoticePage, listed: str) -> None:
    """Raise VisitError where a page that nothing marks as a notice, and that does not name what was ``listed``, says
    that something is wrong: ERROR_TEXT, LOGIN, CAPTCHA, MAINTENANCE.

    A notice about 系统维护 has its title on its page.
    """
    begins = fold(listed).rstrip(" .…。")[:_TELLING]
    if page.body_by not in _BY_GUESS or page.metas.get("articletitle") or len(page.text) > _FEW or not begins:
        return
    if begins in fold(f"{page.title} {page.text}"):
        return
    html = decode(answer.content, charset_of(answer.headers.get("content-type", "")))
    if said := _said_in_frame(html, besides=begins):
        raise VisitError(said, (page.text or listed)[:80], answer.status)
    if nothing := _nothing_in(page, html):
        raise VisitError(ErrorKind.ERROR_TEXT, nothing[:80], answer.status)


def _said_in_frame(html: str, besides: str = "\0") -> ErrorKind | None:
    """What few words in the frame of a site say instead of a notice; None where they say ``besides``."""
    words = fold(visible(_LINKED.sub(" ", html)))
    return said_instead(words) if len(words) <= _FRAMED and besides not in words else None


def _nothing_in(page: NoticePage, html: str) -> str:
    """What a page says that has nothing to say (暂无内容): as its body, or where it has neither that nor the title of a
    notice; ``""`` where it is no such page."""
    if page.attachments or "<img" in page.html or (page.text and not says_nothing(page.text)):
        return ""
    if page.text or (len(page.title) >= _A_TITLE and not is_site_name(page.title)):
        return page.text
    words = fold(visible(_LINKED.sub(" ", html)))
    return next(filter(says_nothing, words.split()), "") if len(words) <= _FRAMED else ""
