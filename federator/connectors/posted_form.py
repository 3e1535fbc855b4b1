"""The next page of a list whose pager fills a field of a form by script and sends the form:
``javascript:gotopage(2)`` beside ``function gotopage(n){document.f.pageNo.value=n;document.f.submit();}``."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from lxml.html import HtmlElement

from federator.connectors.row_dates import words
from federator.model.answer import Answer, Request
from federator.notation.address import absolute
from federator.notation.called import call_in, functions_in, given
from federator.notation.turning import says_next

_FILLED = re.compile(r"""([\w-]{1,60})["'\])]{0,4}\.(?:value\s*=(?!=)\s*|val\s*\(\s*)(\w{1,40})""", re.A)
_SENT = ("hidden", "text", "")


def next_by_form(text: str, tree: HtmlElement, answer: Answer, base: str) -> Request | None:
    """The form that the link 下一页 sends; None where no link does."""
    functions = functions_in(text) if "submit(" in text else {}
    for link in tree.iter("a", "button", "input", "span") if functions else ():
        call = call_in(link.get("href", "")) or call_in(link.get("onclick", ""))
        said = link.get("value", "") if link.tag == "input" else "".join(link.itertext())
        function = functions.get(call[0]) if call and says_next(words(said)) else None
        if call and function and "submit(" in function.body:
            values = given(function, call[1])
            filled = {name: values[value] for name, value in _FILLED.findall(function.body) if value in values}
            return _sent(tree, filled, answer, base)
    return None


def fields_of(form: HtmlElement, *kinds: str) -> Iterator[tuple[str, str, str]]:
    """Name, id and value of each field of the form that has a name and is of one of the ``kinds``."""
    for field in form.iter("input"):
        if field.get("name") and field.get("type", "").lower() in kinds:
            yield field.get("name", ""), field.get("id", ""), field.get("value", "")


def _sent(tree: HtmlElement, filled: dict[str, str], answer: Answer, base: str) -> Request | None:
    """The form that has the fields ``filled``, by name or id, with these values."""
    for form in tree.iter("form"):
        fields = list(fields_of(form, *_SENT))
        named = {key: name for name, key, _ in fields} | {name: name for name, _, _ in fields}
        if not filled or not filled.keys() <= named.keys():
            continue
        values = {name: value for name, _, value in fields} | {named[key]: value for key, value in filled.items()}
        url = absolute(base, form.get("action", "") or answer.url)
        if not url:
            continue
        if form.get("method", "").lower() == "post":
            return Request(url, "POST", tuple(values.items()), answer.url)
        return Request(f"{url.partition('?')[0]}?{urlencode(values)}", referer=answer.url)
    return None
