"""Where links lead that call a function of their page: what it makes of its arguments is read, and never run.

``onclick="viewInfo('391')"`` beside ``function viewInfo(id){location.href='/info/'+id+'.jhtml'}`` leads to
``/info/391.jhtml``, and so does what a handler of clicks opens (:mod:`federator.notation.handled`). An address that a
script reads off an element (``<li data-url="/info/391.jhtml">``) is one, too; so is that of a page which a link without
another states in whichever attribute (``<a id="/info/391.jhtml">``).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml.etree import XPath
from lxml.html import HtmlElement

from federator.notation.handled import handlers_in, read_off
from federator.notation.selectors import select

_CALL = re.compile(r"\s*(?:javascript:)?\s*(?:return\s+)?(\w{1,40})\s*\(([^()]{0,200})\)", re.I | re.A)
_FUNCTION = re.compile(r"\bfunction\s+(\w{1,40})\s*\(([\w\s,$]{0,100})\)\s*\{", re.A)
_VALUE = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|(\d{1,15}))\s*""", re.A)
_OPENED = re.compile(
    r"(?:\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:assign|replace)\s*\(|(?:\bwindow\.|(?<![.\w]))open\s*\()\s*"
    r"(?:encodeURI(?:Component)?\s*\(\s*)?",
    re.A,
)
_PART = re.compile(r"""\s*(?:"([^"\n]*)"|'([^'\n]*)'|`([^`\n]*)`|([\w.]{1,60}))\s*(\+?)""", re.A)
_FILLED = re.compile(r"\$\{\s{0,5}([\w.]{1,60})\s{0,5}\}", re.A)
_ENDED = re.compile(r"[,);}]|\Z|(?<=\s)[\w$]", re.A)
"""What stands behind an expression, or begins the next line."""
_ASSIGNED = re.compile(r"(?:^|(?<=[\s;{(,]))([A-Za-z_]\w{0,39})\s*\+?=(?!=)", re.A)
_NOWHERE = re.compile(r"\s*(?:#|javascript:|$)", re.I)
_LONGEST_BODY = 1500
_ITSELF = ("this",)
_CALLED = ("onclick", "href")
_STATED = ("data-url", "data-href", "data-link")
_MAY_LEAD = XPath("//*[@onclick or starts-with(@href, 'javascript:') or @data-url or @data-href or @data-link]")
_ADDRESS = re.compile(
    r"(?:https?://|\.{0,2}/)?[\w./~%-]{1,300}(?:/\d{1,12}|\.(?:[sj]?html?|jspx?|aspx?|php|do|action))(?:\?[^\s\"'<>]*)?",
    re.I,
)


class Function(NamedTuple):
    """A function of a page: the names of its parameters, and what stands between its braces."""

    parameters: tuple[str, ...]
    body: str


def functions_in(text: str) -> Mapping[str, Function]:
    """The functions of a page's scripts by name, the first of each."""
    found: dict[str, Function] = {}
    for one in _FUNCTION.finditer(text):
        parameters = tuple(name.strip() for name in one[2].split(","))
        found.setdefault(one[1], Function(parameters, braced(text, one.end())))
    return found


def call_in(script: str) -> tuple[str, tuple[str | None, ...]] | None:
    """The call that a script begins with: the function's name and its arguments, None for those that are no plain
    values; None for a script that begins otherwise."""
    found = _CALL.match(script)
    values = [_VALUE.fullmatch(one) for one in found[2].split(",")] if found else []
    plain = tuple((value[1] or value[2] or value[3] or "") if value else None for value in values)
    return (found[1], plain) if found and any(plain) else None


def concatenated(expression: str, values: Mapping[str, str]) -> str:
    """``"list_" + n + ".html"`` with the ``values`` of its names, up to its end; ``""`` for what is more than that."""
    parts: list[str] = []
    place = 0
    while part := _PART.match(expression, place):
        names = (part[4],) if part[4] else _FILLED.findall(part[3] or "")
        if any(not name.isdecimal() and name not in values for name in names):
            return ""
        said = values.get(part[4], part[4]) or part[1] or part[2] or ""
        parts.append(_FILLED.sub(lambda found: values.get(found[1], found[1]), part[3]) if part[3] else said)
        place = part.end()
        if not part[5]:
            return "".join(parts) if _ENDED.match(expression, place) else ""
    return ""


def name_addresses(tree: HtmlElement, text: str) -> None:
    """Give a ``href`` to the elements of ``tree``, parsed from ``text``, that lead on by a call or an attribute."""
    _name_handled(tree, text)
    stated = "data-" in text and any(name in text for name in _STATED)
    if not (stated or "onclick" in text or "javascript:" in text):
        return
    functions: Mapping[str, Function] | None = None
    for element in _elements(tree):
        if url := _stated(element):
            element.set("href", url)
            continue
        for script in () if _leads_on(element) else (element.get(name, "") for name in _CALLED):
            functions = functions_in(text) if functions is None else functions
            if url := _clicked(script, element) or _made(functions, script, element) or _stated_anywhere(element):
                element.set("href", url)


def _name_handled(tree: HtmlElement, text: str) -> None:
    """Of elements that a handler is for, which opens an address made of what it reads off them."""
    for selector, begin in handlers_in(text):
        body = braced(text, begin)
        if not _OPENED.search(body):
            continue
        for element in select(tree, selector):
            inner = element.iterfind(".//a[@href]")
            if body != read_off(body, _ITSELF, element) and not any(map(_leads_on, (element, *inner))):
                element.set("href", _clicked(body, element))


def _elements(tree: HtmlElement) -> Iterator[HtmlElement]:
    found = _MAY_LEAD(tree)
    yield from (one for one in found if isinstance(one, HtmlElement)) if isinstance(found, list) else ()


def _stated(element: HtmlElement) -> str:
    """The address of a page that an element without a link in it states."""
    written = next((said for name in _STATED if (said := element.get(name))), "")
    if not _ADDRESS.fullmatch(written) or element.get("href") or element.find(".//a[@href]") is not None:
        return ""
    return written


def _stated_anywhere(link: HtmlElement) -> str:
    """The address of a page that one of a link's attributes is; ``""`` for none, or several."""
    found = {said for said in link.attrib.values() if said.startswith("/") and _ADDRESS.fullmatch(said)}
    return str(found.pop()) if link.tag == "a" and len(found) == 1 else ""


def _leads_on(element: HtmlElement) -> bool:
    return not _NOWHERE.match(element.get("href", ""))


def _clicked(script: str, element: HtmlElement) -> str:
    return _opened(read_off(script[:_LONGEST_BODY], _ITSELF, element), {})


def _made(functions: Mapping[str, Function], script: str, element: HtmlElement) -> str:
    """The one address that the function called by ``script`` opens, of its arguments, ``this`` among them; ``""`` for
    none, or several."""
    called = _CALL.match(script)
    function = functions.get(called[1]) if called else None
    if not called or not function:
        return ""
    call = call_in(script)
    values = given(function, call[1]) if call else {}
    passed = zip(function.parameters, called[2].split(","), strict=False)
    own = [name for name, said in passed if said.strip() in _ITSELF]
    return _opened(read_off(function.body, own, element), values) if values or own else ""


def given(function: Function, arguments: Sequence[str | None]) -> Mapping[str, str]:
    """The parameters of a function that are given plain values."""
    pairs = zip(function.parameters, arguments, strict=False)
    return {name: value for name, value in pairs if value is not None}


def _opened(script: str, values: Mapping[str, str]) -> str:
    """The one address that a script opens, with the ``values`` of its names; ``""`` for none, for several, and for one
    that no attribute can hold."""
    script = script[:_LONGEST_BODY]
    opened = [script[one.end() :] for one in _OPENED.finditer(script)]
    found = [concatenated(one, values) for one in opened]
    if found == [""]:
        found = [concatenated(opened[0], {**_assigned(script, values), **values})]
    return found[0] if len(found) == 1 and found[0].isprintable() else ""


def _assigned(script: str, values: Mapping[str, str]) -> Mapping[str, str]:
    """What a script gives to names of its own, to each once: ``var url = "/info/" + id``."""
    assigned = list(_ASSIGNED.finditer(script))
    times = Counter(one[1] for one in assigned)
    made: dict[str, str] = {}
    for one in assigned:
        value = concatenated(script[one.end() :], {**values, **made}) if times[one[1]] == 1 else ""
        made.update({one[1]: value} if 0 < len(value) <= _LONGEST_BODY else {})  # each could be twice the one before
    return made


def braced(text: str, start: int) -> str:
    """What stands up to the brace that closes the one before ``start``; ``""`` where that is far away."""
    depth = 1
    for brace in re.finditer(r"[{}]", text[start : start + _LONGEST_BODY]):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return text[start : start + brace.start()]
    return ""
