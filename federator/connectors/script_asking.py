"""What the script of a page asks its site for, page by page: ``$.ajax({url:"/api/list?channelId=3&pageNo="+p, …})``,
``$.post("/list.do", {channelId: 3, pageNo: page, pageSize: size}, …)``. The script is read, and never run."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from federator.model.answer import Request
from federator.notation.address import absolute
from federator.notation.address_parts import same_site
from federator.notation.called import braced, concatenated

_TERM = r"""(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'|[\w.]{1,60})"""
_SUM = rf"{_TERM}(?:\s*\+\s*{_TERM}){{0,9}}"
_ASKED = re.compile(
    rf"(?:\burl\s*:\s*|(?:\$|axios)\.(?P<how>get|getJSON|post)\(\s*|\bfetch\(\s*)(?P<url>{_SUM})\s*(?=[,)}}]|$)",
    re.A | re.M,
)
_POST = re.compile(r"\b(?:type|method)\s*:\s*[\"']post", re.I)
_DATA = re.compile(r"(?:\b(?:data|params)\s*:\s*|,\s*)\{([^{}]{1,500})\}")
_PAIR = re.compile(rf"""["']?\b(\w{{1,40}})["']?\s*:\s*({_SUM})\s*(?:,|$)""", re.A)
_NAME = re.compile(r"""(?:"[^"\n]*"|'[^'\n]*')|([A-Za-z_][\w.]{0,40})""", re.A)
_SET = re.compile(
    r"""(?<![\w.])([A-Za-z_]\w{0,40})\s*(?:=(?!=)\s*(?:"([^"\n]{0,80})"|'([^'\n]{0,80})'|(\d{1,9}))?|\+\+|--|\+=)"""
    r"""|"[^"\n]*"|'[^'\n]*'""",
    re.A,
)
_SCRIPT = re.compile(r"<script\b[^<>]*>(.*?)(?:</script|\Z)", re.I | re.S)
_PAGE = re.compile(r"page(?:_?(?:no|num|number|index))?|p|pn|cur(?:rent)?_?page(?:no)?|current|pageno", re.I | re.A)
_SIZE = re.compile(r"(?:page_?)?(?:size|limit|rows|count)|ps|rows_?per_?page", re.I | re.A)
_FARTHEST, _OUTER = 1500, 4


def asked_by(text: str, base: str) -> set[Request]:
    """What the scripts of a page ask for that is turned by a number, for its first page: written out, but for names
    that are given one value in the page, and the number of the page."""
    script = scripts_in(text)
    asked = list(_ASKED.finditer(script))
    known = _constants(script) if asked else {}
    return {request for found in asked if (request := _request(script, found, known, base))}


def scripts_in(text: str) -> str:
    """The scripts of a page, one behind another."""
    return "\n".join(_SCRIPT.findall(text))


def page_of(request: Request) -> tuple[str, int] | None:
    """The parameter by which pages are turned, and which page it asks for; None where it has none."""
    numbers = ((name, int(value)) for name, value in _parameters(request) if _PAGE.fullmatch(name) and _is_count(value))
    return next(numbers, None)


def size_of(request: Request) -> int | None:
    """How many rows a page is asked to have."""
    return next(
        (int(value) for name, value in _parameters(request) if _SIZE.fullmatch(name) and _is_count(value)), None
    )


def turned(request: Request, name: str, number: int) -> Request:
    """``request`` for the page of that number."""
    url = re.sub(rf"([?&]{re.escape(name)}=)\d+", rf"\g<1>{number}", request.url)
    form = tuple((one, f"{number}" if one == name else value) for one, value in request.form)
    return replace(request, url=url, form=form)


def _parameters(request: Request) -> Iterator[tuple[str, str]]:
    yield from parse_qsl(urlsplit(request.url).query, keep_blank_values=True)
    yield from request.form


def _is_count(value: str) -> bool:
    return value.isdecimal() and len(value) < 7


def _constants(script: str) -> Mapping[str, str]:
    """Names that are given a value once, and what that is."""
    values: dict[str, list[str | None]] = {}
    for found in filter(lambda one: one[1], _SET.finditer(script)):
        values.setdefault(found[1], []).append(next((one for one in found.groups()[1:] if one is not None), None))
    return {name: some[0] for name, some in values.items() if len(some) == 1 and some[0] is not None}


def _request(script: str, found: re.Match[str], known: Mapping[str, str], base: str) -> Request | None:
    """The request for the first page; None where more than its number is open."""
    around = _around(script, found)
    data = _DATA.search(around, around.find(found["url"][:20]) if found["how"] else 0)
    pairs = _PAIR.findall(data[1]) if data else []
    if data and "".join(_PAIR.sub("", data[1]).split()):
        return None
    names = {name for one in (found["url"], *(value for _, value in pairs)) for name in _NAME.findall(one) if name}
    free = names - known.keys()
    posted = found["how"] == "post" or _POST.search(around) is not None

    def filled(number: str) -> Request:
        values = {**known, **dict.fromkeys(free, number)}
        url = absolute(base, concatenated(found["url"], values))
        said = tuple((name, concatenated(value, values)) for name, value in pairs)
        return Request(url, "POST", said, base) if posted else Request(_with(url, said), referer=base)

    first, page = filled("1"), page_of(filled("2"))
    certain = len(free) < 2 and page is not None and (not free or page[1] == 2) and same_site(first.url, base)
    return first if certain else None


def _with(url: str, pairs: tuple[tuple[str, str], ...]) -> str:
    return url if not pairs else f"{url}{'&' if '?' in url else '?'}{urlencode(pairs)}"


def _around(script: str, found: re.Match[str]) -> str:
    """The object that ``url:`` stands in; of a call what follows its name."""
    if found["how"]:
        return script[found.start() : found.end() + _FARTHEST].partition(";")[0]
    begin = found.start()
    for _ in range(_OUTER):
        begin = script.rfind("{", max(0, begin - _FARTHEST), begin)
        if begin < 0:
            break
        inside = braced(script, begin + 1)
        if begin + 1 + len(inside) >= found.end():
            return inside
    return found[0]
