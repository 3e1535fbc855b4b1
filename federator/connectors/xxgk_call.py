"""How a page asks for its catalogue (信息公开目录): the call of ``/module/xxgk/search.jsp`` that its script makes.

Pages call ``loadDynamic('/module/xxgk/search.jsp?infotypeId=B001'+a+'&area=33…', 'div7', '0', '0', '950', '1756')``
(address, place on the page, kind, …, number of the site), or only frame ``tree.jsp?area=33…&divid=div7``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import parse_qs, parse_qsl, urlsplit

from federator.model.answer import Answer, Request
from federator.notation.address import absolute, from_attribute

_ENDPOINT = r"/(?:module/xxgk|zfxxgk)/(?:search|search_custom|subjectinfo)\.jsp"
_CALL = re.compile(rf"""\b\w{{1,40}}\s*\(\s*(?=["'][^"'<>\s]{{0,80}}{_ENDPOINT})""", re.A)
_FRAME = re.compile(rf"""<iframe\b[^<>]*?\bsrc\s*=\s*["']?([^"'<>\s]{{0,80}}{_ENDPOINT}[^"'<>\s]*)""", re.I)
_ADDRESS = re.compile(r"""["']([^"'<>\s\[\]]{0,80}/(?:module/xxgk|zfxxgk)/\w+\.jsp\?[^"'<>\s\[\]]{0,500})""", re.A)
_SETTING = re.compile(
    r"""\b(infotypeId|jdid|divid|sortfield|texttype|fbtime|standardXxgk)["']?\s*[:=]\s*["']([\w,:-]{1,80})["']"""
    r"""|\bname\s*=\s*["']?(infotypeId|jdid|divid|area|sortfield)\b["']?[^<>]{0,200}?\bvalue\s*=\s*["']([\w,:-]{1,80})""",
    re.A,
)
_AREA = re.compile(r"\bvc_xxgkarea\s*=\s*[\"']?([\w-]{1,40})", re.A)
_PIECE = re.compile(r"""\s*(?:'([^'\n]{0,500})'|"([^"\n]{0,500})"|([(),])|[^\s'"(),]{1,200})""")
_MOST_PIECES = 200
_COLUMN = re.compile(r"/col/?(?:col)?(\d{1,12})")
_ALWAYS = (
    "infotypeId", "jdid", "divid", "area", "vc_title", "vc_number", "sortfield", "currpage",
    "vc_filenumber", "vc_all", "texttype", "fbtime",
)  # fmt: skip
_DIVID, _KIND, _SITE = 1, 2, 5
"""Places of the arguments of ``loadDynamic``."""


@dataclass(frozen=True, slots=True)
class _Call:
    """``path`` is the interface as written, ``query`` what it is asked with, ``own``: the page itself calls it."""

    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    own: bool = True


def catalogue_request(text: str, column_page: str, answer: Answer) -> Request | None:
    """The first page of the catalogue that ``text`` shows; None where it shows none.

    ``column_page`` is the source's address: its ``number`` and ``vc_xxgkarea`` say which part is meant.
    """
    if framed := _FRAME.search(text):
        url = absolute(answer.url, from_attribute(framed[1]))
        return Request(url, referer=answer.url) if url else None
    call = _own_call(text) or _by_tree(text)
    url = absolute(answer.url, call.path) if call else ""
    if call is None or not url:
        return None
    known = _known(text, column_page, call)
    names = _ALWAYS if call.own or known.get("infotypeId") else tuple(n for n in _ALWAYS if n not in ("jdid", "divid"))
    more = {name: value for name, value in known.items() if name not in _ALWAYS}
    form = {name: known.get(name, "") for name in names} | {"currpage": "1"} | more
    if "standardXxgk" in known:
        form["requestUrl"] = answer.url
    return Request(url, "POST", tuple(form.items()), answer.url)


def column_of(url: str) -> str:
    """The number of a column in its address, ``""`` where there is none."""
    found = _COLUMN.search(urlsplit(url).path)
    return found[1] if found else ""


def by_area_alone(request: Request) -> bool:
    """Whether the page does not say what part of the catalogue it shows: the answer holds other columns too."""
    names = {name for name, _ in request.form}
    return request.method == "POST" and "divid" not in names


def _own_call(text: str) -> _Call | None:
    found = _CALL.search(text)
    if not found:
        return None
    arguments = _arguments(text, found.end())
    path, _, query = arguments[0].partition("?")
    asked = dict(parse_qsl(from_attribute(query)))
    for name, place in (("divid", _DIVID), ("infotypeId", _KIND), ("jdid", _SITE)):
        value = arguments[place] if place < len(arguments) else ""
        if value and (name != "infotypeId" or value != "0"):
            asked.setdefault(name, value)
    return _Call(path, asked)


def _by_tree(text: str) -> _Call | None:
    for address in _addresses(text):
        folder, _, file = urlsplit(address).path.rpartition("/")
        if file == "tree.jsp":
            return _Call(f"{folder}/search.jsp", own=False)
    return None


def _arguments(text: str, at: int) -> list[str]:
    """The arguments of a call, of each its literals joined: ``'a='+b+'&c=1', 'd'`` → ``a=&c=1``, ``d``."""
    arguments, depth = [""], 0
    for piece in islice(_pieces(text, at), _MOST_PIECES):
        single, double, mark = piece.groups()
        if mark == ")" and depth == 0:
            break
        depth += {"(": 1, ")": -1}.get(mark or "", 0)
        if mark == "," and depth == 0:
            arguments.append("")
        elif depth == 0:
            arguments[-1] += single or double or ""
    return arguments


def _pieces(text: str, at: int) -> Iterator[re.Match[str]]:
    while piece := _PIECE.match(text, at):
        yield piece
        at = piece.end()


def _known(text: str, column_page: str, call: _Call) -> dict[str, str]:
    """All that is said of the catalogue; what stands first counts: the source's address, the call, frames, script."""
    asked = parse_qs(urlsplit(column_page).query)
    known = {
        name: asked[written][0]
        for written, name in (("number", "infotypeId"), ("vc_xxgkarea", "area"))
        if written in asked
    }
    for name, value in [*call.query.items(), *_framed(text), *_set(text)]:
        if value:
            known.setdefault(name, value)
    known.setdefault("divid", f"div{column_of(column_page)}")
    return known


def _framed(text: str) -> Iterator[tuple[str, str]]:
    for address in _addresses(text):
        for name, value in parse_qsl(urlsplit(address).query):
            if name in ("infotypeId", "divid", "area", "jdid", "sortfield", "standardXxgk"):
                yield name, value


def _addresses(text: str) -> Iterator[str]:
    return (from_attribute(found) for found in _ADDRESS.findall(text))


def _set(text: str) -> Iterator[tuple[str, str]]:
    for name, value, field_name, field_value in _SETTING.findall(text):
        yield name or field_name, value or field_value
    if area := _AREA.search(text):
        yield "area", area[1]
