"""What a saved page is where it is no notice: the page of a list, or one that holds nothing of its own."""

from federator.connectors.catalogue import read_list
from federator.connectors.recognise import recognise
from federator.model.answer import Answer
from federator.model.details import in_chinese
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage, NoticePage
from federator.model.site import unregistered
from federator.model.words import Language, Words, counted
from federator.notation.charset import decoded
from federator.notation.folding import is_place_name
from federator.notice_page import PUBLISHED, expect_notice

_A_TEXT = 3
"""Sentences: a list has hardly any."""
_BY_GUESS = ("", "weight", "trafilatura")


def expect_saved_notice(answer: Answer, page: NoticePage) -> None:
    """As :func:`expect_notice`, and WRONG_PAGE for all that reads as a list where nothing was read as a notice's text.

    A visit knows from the list what the page is to be; who has saved a page may have saved the list itself.
    """
    try:
        expect_notice(answer, page)
    except VisitError as error:
        if error.kind is ErrorKind.UNREADABLE and (instead := _list_instead(answer, page)):
            raise VisitError(ErrorKind.WRONG_PAGE, instead) from error
        raise
    if instead := _list_instead(answer, page):
        raise VisitError(ErrorKind.WRONG_PAGE, instead)


def no_notice_said(error: VisitError, language: Language) -> str:
    """Why it is none, and what to do, for people."""
    if error.kind is not ErrorKind.WRONG_PAGE:
        return error.sentence(language)
    return Words(
        f"不是信息页面（{in_chinese(error.detail)}）；用 federator read 读取其中各行",
        f"this is not a notice ({error.detail}); federator read shows its rows",
    ).in_(language)


def _list_instead(answer: Answer, page: NoticePage) -> str:
    """What the page is instead; ``""`` where it may be a notice."""
    from federator.induce import PageKind, induce_list  # by who needs it

    if (found := recognise(answer)) and found.connector == "feed":
        return _told(_listed(answer))
    if _is_marked(page) or _tells(page) or sum(page.text.count(mark) for mark in "。；") >= _A_TEXT:
        return ""
    induced = induce_list(decoded(answer), answer.url)
    if induced.kind is PageKind.LIST:
        return _of_rows(induced.proposals[0].rows)
    if induced.kind is PageKind.NOTICE or page.text or page.attachments or "<img" in page.html:
        return ""
    return _told(_listed(answer))


def _is_marked(page: NoticePage) -> bool:
    """As a notice, by its title or, above a text that stands in a place of its own, by its day."""
    if "articletitle" in page.metas:
        return True
    return page.text != "" and page.body_by not in _BY_GUESS and any(label in page.fields for label in PUBLISHED)


def _tells(page: NoticePage) -> bool:
    """A sentence below a title and a day of its own; what else there is to read may be a list beside it."""
    dated = any(label in page.fields for label in PUBLISHED)
    return dated and "。" in page.text and page.title != "" and not is_place_name(page.title)


def _listed(answer: Answer) -> ListPage | None:
    try:
        return read_list(answer, unregistered(answer.url))
    except VisitError:
        return None


def _told(listed: ListPage | None) -> str:
    if listed is None or not (listed.rows or listed.next):
        return ""
    if listed.rows:
        return _of_rows(len(listed.rows))
    return f"its rows come from {listed.next.url}" if listed.next else ""


def _of_rows(number: int) -> str:
    return f"a list of {counted(number, 'row')}"
