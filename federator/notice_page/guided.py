"""A notice's page read where its source's rule says that title and date stand."""

from dataclasses import replace

from lxml.html import HtmlElement

from federator.model.answer import Answer
from federator.model.local_time import LocalTime
from federator.model.row import NoticePage
from federator.model.site import Rule
from federator.notation.charset import decoded
from federator.notation.dates import date_within, read_time
from federator.notation.folding import fold
from federator.notation.selectors import select
from federator.notice_page.document import parse
from federator.notice_page.labels import PUBLISHED

_LONGEST = 200


def guided(page: NoticePage, answer: Answer, rule: Rule) -> NoticePage:
    """``page`` with the title and the date of publication that stand where ``rule`` says; where nothing does, what was
    found without it stays."""
    if not rule.notice_title and not rule.notice_date:
        return page
    tree = parse(decoded(answer))
    title, date = (_text(tree, selector) for selector in (rule.notice_title, rule.notice_date))
    if title:
        page = replace(page, title=title)
    if date and (said := read_time(date)) and not _says(page, date, said):
        others = {label: value for label, value in page.fields.items() if label not in PUBLISHED}
        page = replace(page, fields={"发布日期": date_within(date)} | others)
    return page


def _says(page: NoticePage, date: str, said: LocalTime) -> bool:
    """It was found without the rule, and no worse, that the notice was published then: as it was written there it
    stays."""
    written = next((page.fields[label] for label in PUBLISHED if label in page.fields), page.metas.get("pubdate", ""))
    found = read_time(written)
    same = found is not None and found.day == said.day and (found.at is not None or said.at is None)
    return same and len(written) <= len(date)


def _text(tree: HtmlElement, selector: str) -> str:
    found = select(tree, selector) if selector else []
    text = fold("".join(found[0].itertext())) if found else ""
    return text if len(text) <= _LONGEST else ""
