"""What a link means, on the page that it stands on. Total: no string raises."""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from urllib.parse import urljoin, urlsplit, urlunsplit

from federator.notation.address_parts import HOST, PORT

_NOTHING = re.compile(r"^\s*(?:#|javascript:|mailto:|tel:|data:|about:|file:|$)", re.I)
_ORIGIN = re.compile(r"(https?:)//[^/?#\s]+")
_PATH = r"[\w/~-]+(?:\.\w+)?(?:\?[\w=&.%+,:@/~-]+)?"
_ROOTED = re.compile(rf"/(?!/){_PATH}", re.A)
_BESIDE = re.compile(r"(?:\./)?((?:\.\./)*)([\w~-]+(?:/[\w~-]+)*(?:\.\w+)?(?:\?[\w=&.%+,@~-]+)?)", re.A)
_NAME = re.compile(r"\w[\w/~-]*(?:\.\w+)?", re.A)
_PLAIN_BASE = re.compile(rf"(https?://[a-z0-9.-]+{PORT})(?:/[\w~%-][\w~%.-]*)*/?(?:[?#].*)?", re.A)
_HOSTED = re.compile(rf"(https?:)?{HOST}{PORT}/{_PATH}", re.A)
_ALL_WHOLE, _ALL_ROOTED, _ALL_NAMES = (
    re.compile(rf"(?:{one}\n)*{one}", re.A) for one in (rf"https?:{HOST}{PORT}/{_PATH}", _ROOTED.pattern, _NAME.pattern)
)
"""Several of one kind, a line each."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_REFERENCE = re.compile(r"&#?\w{1,32};", re.A)
_QUOTED = re.compile(r"""["']([^"'<>\s]+)["']""")
_ADDRESS = re.compile(
    r"(?:https?:)?//[\w.-]+/.*|\.{0,2}/[\w%/.~?-]+.*|[\w%/.~-]+\.(?:[sj]?html?|jspx?|aspx?|php|do|action)(?:\?.*)?",
    re.I,
)


def absolute(base: str, href: str) -> str:
    """The http(s) address that ``href`` means on page ``base``; ``""`` where it leads nowhere (javascript:, #).

    The plain addresses of most links are put together, at a tenth of what resolving them costs.
    """
    if href[:4] == "http" and (found := _HOSTED.fullmatch(href)) and found[1]:
        return href
    origin, folder = _place(base)
    if href[:1] == "/":
        if origin and _ROOTED.fullmatch(href):
            return origin + href
    elif folder and _NAME.fullmatch(name := href[2:] if href[:2] == "./" else href) and "//" not in name:
        return folder + name
    return _with_scheme(origin, href) or _beside(base, href) or _resolved(base, href)


def all_absolute(base: str, hrefs: Sequence[str]) -> list[str]:
    """:func:`absolute` of each; of plain addresses of one kind, as most lists have them, at a fifth of its cost."""
    (origin, folder), joined = _place(base), "\n".join(hrefs)
    if joined.count("\n") != len(hrefs) - 1:
        return [absolute(base, href) for href in hrefs]
    if _ALL_WHOLE.fullmatch(joined):
        return list(hrefs)
    if origin and _ALL_ROOTED.fullmatch(joined):
        return [origin + href for href in hrefs]
    if folder and "//" not in joined and _ALL_NAMES.fullmatch(joined):
        return [folder + href for href in hrefs]
    return [absolute(base, href) for href in hrefs]


@lru_cache(maxsize=1024)
def _place(base: str) -> tuple[str, str]:
    """``http://a.gov.cn`` of an address, and where names beside it begin; ``""`` where it has none, or is not plain."""
    found = _ORIGIN.match(base)
    return found[0] if found else "", _folder(base, "")


def _with_scheme(origin: str, href: str) -> str:
    """``//a.gov.cn/1.html`` with the scheme of the page; ``""`` where it is none, or not plain."""
    return origin.partition("//")[0] + href if origin and href[:2] == "//" and _HOSTED.fullmatch(href) else ""


def _beside(base: str, href: str) -> str:
    """``../info/1116/5946.htm``: by the folders of the page; ``""`` where one of the two is not plain."""
    found = _BESIDE.fullmatch(href)
    folder = _folder(base, found[1]) if found else ""
    return folder + found[2] if found and folder else ""


@lru_cache(maxsize=1024)
def _folder(base: str, up: str) -> str:
    """Where names beside a page begin, ``up`` some folders (``../../``); ``""`` where its address is not plain."""
    found = _PLAIN_BASE.fullmatch(base)
    if not found:
        return ""
    path = base[len(found[1]) :].partition("?")[0].partition("#")[0]
    folders = (found[1], *path.split("/")[1:-1])
    return "/".join(folders[: max(1, len(folders) - up.count("/"))]) + "/"


def _resolved(base: str, href: str) -> str:
    if _NOTHING.match(href):
        return ""
    path, mark, query = _CONTROL.sub("", href).strip().partition("?")
    try:
        parts = urlsplit(urljoin(base, path.replace("\\", "/") + mark + query))
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # "http://[" and the like
        return ""
    if not usable or " " in parts.netloc:
        return ""
    return urlunsplit(parts._replace(fragment="")).rstrip().replace(" ", "%20")


def from_attribute(attribute: str) -> str:
    """An address out of an attribute's text: ``&amp;`` is ``&``, but in ``?id=1&current=2`` no currency is meant."""
    return _REFERENCE.sub(lambda reference: unescape(reference[0]), attribute)


def scripted_address(script: str) -> str:
    """The one address that a link's script opens (``onclick``, ``javascript:``); ``""`` for none or several.

    >>> scripted_address("window.open('/art/2026/8/28/art_1_2.html', '_blank'); return false")
    '/art/2026/8/28/art_1_2.html'
    """
    if "'" not in script and '"' not in script:
        return ""
    found = {quoted for quoted in _QUOTED.findall(script) if _ADDRESS.fullmatch(quoted)}
    return found.pop() if len(found) == 1 else ""


def target_of(href: str, script: str) -> str:
    """Where a link leads: its ``href``, else the address that this or its ``onclick`` opens by script."""
    if not _NOTHING.match(href):
        return href
    return scripted_address(href) or scripted_address(script) or href
