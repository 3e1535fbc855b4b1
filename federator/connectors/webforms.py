"""ASP.NET WebForms: the next page is had by posting the page's own hidden fields back (``__VIEWSTATE`` and its kin)."""

import re

from lxml.html import HtmlElement

from federator.connectors.posted_form import fields_of
from federator.connectors.row_dates import words
from federator.model.answer import Answer, Request
from federator.notation.address import absolute
from federator.notation.turning import says_next

_POST_BACK = re.compile(
    r"__doPostBack\(\s*['\"](?P<target>[\w$:]{1,120})['\"]\s*,\s*['\"](?P<argument>(?:Page\$)?(?P<number>\d{1,6})|Page\$Next|)['\"]",
    re.A,
)
_NUMBER = re.compile(r"(?:Page\$)?(\d{1,6})", re.A)


def next_by_postback(tree: HtmlElement, answer: Answer) -> Request | None:
    """The page whose number follows this one's (AspNetPager ``'2'``, GridView ``'Page$2'``), else the one behind a
    button that says 下一页 or the number after the current one's."""
    asked = _NUMBER.fullmatch(dict(answer.request.form).get("__EVENTARGUMENT", ""))
    wanted = str(int(asked[1]) + 1 if asked else 2)
    calls = [(link, call) for link in tree.iter("a") if (call := _POST_BACK.search(_script(link)))]
    numbered = ((link, call) for link, call in calls if call["number"] == wanted)
    named = ((link, call) for link, call in calls if not call["number"] and _leads_on(link))
    found = next(numbered, None) or next(named, None)
    return _posted(*found, answer) if found else None


def _script(link: HtmlElement) -> str:
    return str(link.get("href", "") or link.get("onclick", ""))


def _leads_on(link: HtmlElement) -> bool:
    """It says 下一页, or the number after that of the page before it, which is no link (DataPager)."""
    said = words("".join(link.itertext()))
    before = link.getprevious()
    current = words("".join(before.itertext())) if before is not None and before.tag == "span" else ""
    follows = said.isdecimal() and current.isdecimal() and int(said[:6]) == int(current[:6]) + 1
    return follows or says_next(said)


def _posted(link: HtmlElement, call: re.Match[str], answer: Answer) -> Request | None:
    form = next(link.iterancestors("form"), None)
    url = absolute(answer.url, form.get("action", "") or answer.url) if form is not None else ""
    if form is None or not url:
        return None
    hidden = {name: value for name, _, value in fields_of(form, "hidden")}
    fields = hidden | {"__EVENTTARGET": call["target"], "__EVENTARGUMENT": call["argument"]}
    return Request(url, "POST", tuple(fields.items()), answer.url)
