"""ASP.NET WebForms: the next page is had by posting the page's own hidden fields back (``__VIEWSTATE`` and its kin)."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from federator.model.answer import Answer, Request
from federator.notation.address import absolute

_POST_BACK = re.compile(r"__doPostBack\(\s*['\"]([\w$:]{1,120})['\"]\s*,\s*['\"](\d{1,6})['\"]", re.A)


def next_by_postback(tree: HtmlElement, answer: Answer) -> Request | None:
    """The page whose number follows this one's: a link ``javascript:__doPostBack('MoreInfoList1$Pager','2')``."""
    asked = dict(answer.request.form).get("__EVENTARGUMENT", "")
    wanted = str(int(asked) + 1 if asked.isdecimal() else 2)
    for link in tree.iter("a"):
        call = _POST_BACK.search(link.get("href", "") or link.get("onclick", ""))
        if call and call[2] == wanted:
            return _posted(link, call[1], wanted, answer)
    return None


def _posted(link: HtmlElement, target: str, argument: str, answer: Answer) -> Request | None:
    form = next(link.iterancestors("form"), None)
    url = absolute(answer.url, form.get("action", "") or answer.url) if form is not None else ""
    if form is None or not url:
        return None
    fields = dict(_hidden(form)) | {"__EVENTTARGET": target, "__EVENTARGUMENT": argument}
    return Request(url, "POST", tuple(fields.items()), answer.url)


def _hidden(form: HtmlElement) -> Iterator[tuple[str, str]]:
    for field in form.iter("input"):
        if field.get("name") and field.get("type", "").lower() == "hidden":
            yield field.get("name", ""), field.get("value", "")
