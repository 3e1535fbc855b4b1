"""Whether a page that was read is a notice at all: home pages and lists say so by what they are made of, errors in the
frame of their site by their words."""

import re

from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import NoticePage
from federator.notation.address_parts import is_home
from federator.notation.charset import decoded, is_lost
from federator.notation.folding import fold, is_place_name, is_site_name, title_key
from federator.notation.refusals import said_alone, said_instead, says_none_there, visible
from federator.notice_page.document import Select, parse, select
from federator.notice_page.labels import PUBLISHED

_LINKS: Select = select("//body/descendant::a[@href]")
_WORDS: Select = select("//body/descendant::text()[not(ancestor::script or ancestor::style)]", plain=True)
"""In one step from the body: ``//body//a`` compares each with all before it."""
_SPACES = re.compile(r"\s+")
_SENTENCE = re.compile("[。；]")
_DAY = re.compile(r"20\d\d[-/.年]\d\d?[-/.月]\d\d?|(?<!\d)\d\d[-/]\d\d(?!\d)|\d\d?月\d\d?日")
_DATES = (*PUBLISHED, "生成日期", "成文日期")
_A_TITLE = 12
_LIST, _LIST_OF_COLUMN, _LIST_OF_DAYS = (4, _A_TITLE, 0.3), (1, 8, 0.2), (8, _A_TITLE, 0.4)
"""Dated rows that a list has at least, characters of their titles, and their share of its words; where the page names
its column for a title; and where the first of its days may be that of a notice."""
_TELLING = 10
"""Characters of a title by which a page is known to be its notice's."""
_FEW, _FRAMED = 400, 800
"""Characters of an error's text; and with the frame of its site around it (its name, who runs it), links aside."""
_BY_GUESS = ("", "weight", "trafilatura")
_TOLD = 80
_A_TEXT = 3
"""Sentences: a list has hardly any."""
_LINKED = re.compile(r"<a\b[^<>]*>[^<>]*</a>", re.I)


def expect_notice(answer: Answer, page: NoticePage, listed: str = "") -> None:
    """Raise VisitError where ``page`` is no notice: HOME_PAGE and WRONG_PAGE where it is the site's home or a list;
    ERROR_TEXT, LOGIN, CAPTCHA, MAINTENANCE where it says that something is wrong, as its body, or in the frame of its
    site; UNDECODABLE where its title or body is question marks or twice encoded; UNREADABLE without either.

    ``listed`` is what a list calls the notice, where one does: it stands on a notice's page, be that about 系统维护. A
    page that names its title or its day of publication as notices do is one, wherever it lies; but for a list that came
    in place of the one listed, of which a day is that of its first row.
    """
    if is_lost(page.title) or is_lost(page.text):
        raise VisitError(ErrorKind.UNDECODABLE, "its words are lost")
    if not _shows_more(page) and (said := said_alone(page.text, about=listed or page.title)):
        raise VisitError(said, page.text[:_TOLD], answer.status)
    if listed:
        _expect_listed(answer, page, listed)
    if page.metas.get("articletitle") or page.metas.get("pubdate"):
        return
    if any(label in page.fields for label in _DATES):
        if listed and page.body_by in _BY_GUESS and not _is_called(page, listed):
            _expect_no_list(answer, page, listed, _LIST_OF_DAYS)
        return
    if not listed:
        _expect_no_frame(answer, page)
    _expect_no_list(answer, page, listed, _LIST_OF_COLUMN if not listed and _names_column(page) else _LIST)
    if not (listed or page.title or page.text or _shows_more(page)):
        raise VisitError(ErrorKind.UNREADABLE, "neither a title nor a body", answer.status)


def _expect_listed(answer: Answer, page: NoticePage, listed: str) -> None:
    """An error in the frame of its site, on a page that nothing marks as a notice and that does not name the one that
    was ``listed``."""
    begins = fold(listed).rstrip(" .…。")[:_TELLING]
    if page.body_by not in _BY_GUESS or page.metas.get("articletitle") or len(page.text) > _FEW or not begins:
        return
    if begins in fold(f"{page.title} {page.text}"):
        return
    _refuse_what_is_said(answer, page, begins)


def _expect_no_frame(answer: Answer, page: NoticePage) -> None:
    """The site's home, or an error in the frame of its site without a title."""
    if is_home(answer.url):
        raise VisitError(ErrorKind.HOME_PAGE, answer.url)
    untitled = not page.title and not page.attachments
    _refuse_what_is_said(answer, page, "\0" if untitled else "")


def _is_called(page: NoticePage, listed: str) -> bool:
    """The title of the page is the one listed, or a part of it, or has it for one; a list begins with another row."""
    title, key = title_key(page.title), title_key(listed)
    return min(len(title), len(key)) >= _TELLING and (title in key or key in title)


def _expect_no_list(answer: Answer, page: NoticePage, listed: str, least: tuple[int, int, float]) -> None:
    """Links and days, and hardly a sentence. What was ``listed`` heads its own page, and is a link in a list."""
    sentences = len(_SENTENCE.findall(page.text))
    if sentences >= _A_TEXT:
        return
    tree = parse(decoded(answer))
    links = [_SPACES.sub("", "".join(link.itertext())) for link in _LINKS(tree)]
    if listed and (key := title_key(listed)) == title_key(page.title) and key not in map(title_key, links):
        return
    words = _SPACES.sub("", "".join(_WORDS(tree)))
    share = sum(map(len, links)) / max(1, len(words))
    rows, letters, linked = least
    titles, days = sum(len(link) >= letters for link in links), len(_DAY.findall(words))
    is_list = sentences == 0 and share > linked and min(titles, days) >= rows
    if is_list or (share > 0.6 and len(links) >= 20 and least is not _LIST_OF_DAYS):
        raise VisitError(ErrorKind.WRONG_PAGE, f"{len(links)} links make up {share:.0%} of its words")


def _names_column(page: NoticePage) -> bool:
    """It says no title, and has no file, that would be a notice's."""
    places = (page.metas.get(name, "") for name in ("sitename", "columnname"))
    return not page.attachments and (not page.title or is_place_name(page.title, *places))


def _refuse_what_is_said(answer: Answer, page: NoticePage, besides: str) -> None:
    """Raise for an error in the frame of its site unless that says ``besides``, and for a page that says nothing."""
    html = decoded(answer)
    if besides and (said := _said_in_frame(html, besides)):
        raise VisitError(said, (page.text or page.title or "no title")[:_TOLD], answer.status)
    if nothing := _nothing_in(page, html):
        raise VisitError(ErrorKind.ERROR_TEXT, nothing[:_TOLD], answer.status)


def _shows_more(page: NoticePage) -> bool:
    """Than words: files, or pictures in its body."""
    return bool(page.attachments) or "<img" in page.html


def _said_in_frame(html: str, besides: str) -> ErrorKind | None:
    """What few words in the frame of a site say instead of a notice; None where they say ``besides``."""
    words = fold(visible(_LINKED.sub(" ", html)))
    return said_instead(words) if len(words) <= _FRAMED and besides not in words else None


def _nothing_in(page: NoticePage, html: str) -> str:
    """What a page says that has nothing to say (暂无内容): as its body, or where it has neither that nor the title of a
    notice; ``""`` where it is no such page."""
    if _shows_more(page) or (page.text and not says_none_there(page.text)):
        return ""
    if page.text or (len(page.title) >= _A_TITLE and not is_site_name(page.title)):
        return page.text
    words = fold(visible(_LINKED.sub(" ", html)))
    return next(filter(says_none_there, words.split()), "") if len(words) <= _FRAMED else ""
