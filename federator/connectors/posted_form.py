"""The next page of a list whose pager fills a field of a form by script and sends the form:
``javascript:gotopage(2)`` beside ``function gotopage(n){document.f.pageNo.value=n;document.f.submit();}``."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from urllib.parse import urlencode

from lxml.html import HtmlElement

from federator.connectors.row_dates import words
from federator.model.answer import Answer, Request
from federator.notation.address import absolute
from federator.notation.called import Function, call_in, functions_in, given
from federator.notation.turning import says_next

_FILLED = re.compile(r"""([\w-]{1,60})["'\])]{0,4}\.(?:value\s*=(?!=)\s*|val\s*\(\s*)["']?(\w{1,40})""", re.A)
_CALLED = re.compile(r"\s*(?:javascript:)?\s*(\w{1,40})\s*\(", re.I | re.A)
_SENDS = "submit("
_MOST_PAGES = 2000
_SENT = ("hidden", "text", "")


def next_by_form(text: str, tree: HtmlElement, answer: Answer, base: str) -> Request | None:
    """The form that the link 下一页 sends; None where no link does."""
    if _SENDS not in text:
        return None
    functions = functions_in(text)
    for choice in tree.iter("select"):
        if chosen := _chosen(choice, functions):
            return _sent(tree, chosen, answer, base)
    for link in tree.iter("a", "button", "input", "span"):
        for script, values in _sending(link, functions):
            said = link.get("value", "") if link.tag == "input" else "".join(link.itertext())
            if says_next(words(said)):
                written = [(name, values.get(value, value)) for name, value in _FILLED.findall(script)]
                return _sent(tree, {name: value for name, value in written if value.isdecimal()}, answer, base)
    return None


def _chosen(choice: HtmlElement, functions: Mapping[str, Function]) -> dict[str, str]:
    """The page behind the current one in a choice of pages that sends its form; empty where it is none."""
    script = choice.get("onchange", "")
    called = _CALLED.match(script)
    sends = _SENDS in script or (called and called[1] in functions and _SENDS in functions[called[1]].body)
    options = list(islice(choice.iter("option"), _MOST_PAGES)) if sends and choice.get("name") else []
    pages = [one.get("value") or words(one.text or "") for one in options]
    if len(pages) < 2 or pages != [*map(str, range(1, len(pages) + 1))]:
        return {}
    here = next((number for number, one in enumerate(options) if one.get("selected") is not None), 0)
    return {choice.get("name", ""): page for page in pages[here + 1 : here + 2]}


def _sending(link: HtmlElement, functions: Mapping[str, Function]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """What sends a form at a click: a script of the link, or the function that it calls with these values."""
    for script in (link.get("href", ""), link.get("onclick", "")):
        if _SENDS in script:
            yield script, {}
        elif (call := call_in(script)) and (function := functions.get(call[0])) and _SENDS in function.body:
            yield function.body, given(function, call[1])


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
        named |= {name: name for choice in form.iter("select") if (name := choice.get("name", ""))}
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
