"""Addresses: what a link means, and when two addresses are one. Total: no string raises."""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

_NOTHING = re.compile(r"^\s*(?:#|javascript:|mailto:|tel:|data:|about:|file:|$)", re.I)
_ORIGIN = re.compile(r"(https?:)//[^/?#\s]+")
_HOST = r"//[a-z0-9-]+(?:\.[a-z0-9-]+)+"
_PORT = r"(?::(?:[1-9]\d{0,3}|[1-5]\d{4}))?"
_PATH = r"[\w/~-]+(?:\.\w+)?(?:\?[\w=&.%+,:@/~-]+)?"
_ROOTED = re.compile(rf"/(?!/){_PATH}", re.A)
_BESIDE = re.compile(r"(?:\./)?((?:\.\./)*)([\w~-]+(?:/[\w~-]+)*(?:\.\w+)?(?:\?[\w=&.%+,@~-]+)?)", re.A)
_NAME = re.compile(r"\w[\w/~-]*(?:\.\w+)?", re.A)
_PLAIN_BASE = re.compile(rf"(https?://[a-z0-9.-]+{_PORT})(?:/[\w~%-][\w~%.-]*)*/?(?:[?#].*)?", re.A)
_PLAIN_HOST = re.compile(rf"https?://([a-z0-9.-]+{_PORT})(?=[/?#]|\Z)", re.A)
_HOSTED = re.compile(rf"(https?:)?{_HOST}{_PORT}/{_PATH}", re.A)
_ALL_WHOLE, _ALL_ROOTED, _ALL_NAMES = (
    re.compile(rf"(?:{one}\n)*{one}", re.A)
    for one in (rf"https?:{_HOST}{_PORT}/{_PATH}", _ROOTED.pattern, _NAME.pattern)
)
"""Several of one kind, a line each."""
_PLAIN_KEY = re.compile(rf"https?:{_HOST}(?!:80/|:443/){_PORT}/[\w/.~-]*", re.A)
_PLAIN_QUERY = re.compile(r"[\w=&.%+,:@/~-]*", re.A)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_TRACKING = {
    "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "spm", "isappinstalled",
    "jsessionid", "phpsessid", "_", "_t", "rnd", "rand", "random", "timestamp", "nocache",
}  # fmt: skip
"""Who looked from where, in which session, and what keeps answers out of caches."""
_STATIC_ONLY = {"uid", "pagenum", "from"}
"""Read by scripts, if at all, where a page is a file; to a server they may name what is asked for."""
_STATIC = re.compile(r"\.s?html?$", re.I)
_SESSION = re.compile(r";jsessionid=[^?#]*|/\(S\(\w{24}\)\)(?=/)", re.I)
"""In the path: of Java servers, and of ASP.NET without cookies."""
_HOME = re.compile(r"/?(?:(?:index|default|main|home)\.\w{2,5})?", re.I)
_EXPIRING = {"fileurl", "token", "expires", "signature", "ossaccesskeyid"}
_PASSING = _TRACKING | _EXPIRING
_DEFAULT_PORT = {"http": 80, "https": 443}
_ESCAPE = re.compile(r"%[0-9a-f]{2}", re.I)
_QUOTED = re.compile(r"""["']([^"'<>\s]+)["']""")
_ADDRESS = re.compile(
    r"(?:https?:)?//[\w.-]+/.*|\.{0,2}/[\w%/.~?-]+.*|[\w%/.~-]+\.(?:[sj]?html?|jspx?|aspx?|php|do|action)(?:\?.*)?",
    re.I,
)
_NUMBER = re.compile(r"[0-9a-f-]{12,}|\d+")
_SECOND_LEVEL = ("gov", "edu", "com", "net", "org", "ac", "mil")
_AS_IS = "%!#$&'()*+,/:;=?@[]~"


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


@lru_cache(maxsize=4096)  # a visit asks for the same address at every stage
def address_key(url: str) -> str:
    """One address for all spellings of it: no scheme, default port, fragment, session or client-side parameter.

    ``uid``, ``pageNum``, ``from`` … are read by scripts on static pages, by the server elsewhere. Escapes stay as they
    are (a GBK name decoded as UTF-8 would make different files one). What is no address is its own key.

    >>> address_key("HTTPS://WWW.a.gov.cn:443/art/1.html?uid=9&pageNum=2#top")
    'www.a.gov.cn/art/1.html'
    """
    return _key(url, _TRACKING)


@lru_cache(maxsize=4096)
def lasting_address(url: str) -> str:
    """``address_key`` without parameters that expire; what stays of a download link signed for an hour."""
    return _key(url, _PASSING) if "?" in url else address_key(url)


def expires(url: str) -> bool:
    """Whether an address (without fragment) is good for a while only, by its parameters."""
    names = (pair.partition("=")[0].lower() for pair in url.partition("?")[2].split("&"))
    return not _EXPIRING.isdisjoint(names)


def host_of(url: str) -> str:
    """Host and port as one name, lower case, ``""`` where there is none: pacing, robots, sessions are kept by it."""
    if plain := _PLAIN_HOST.match(url):  # as most are: a tenth of the work
        return plain[1]
    parts = _split(url)
    return parts.netloc.rpartition("@")[2].lower() if parts else ""


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  raises where it is no port
    except ValueError:
        return None
    return parts


def _key(url: str, dropped: set[str]) -> str:
    place, _, query = url.partition("?")
    if _PLAIN_KEY.fullmatch(place) and _PLAIN_QUERY.fullmatch(query):  # as most are: a quarter of the work
        return place.partition("//")[2] + _kept(place, query, dropped)
    parts = _split(url)
    if parts is None:
        return url
    host, port = parts.hostname or "", parts.port
    netloc = host if port is None or port == _DEFAULT_PORT.get(parts.scheme) else f"{host}:{port}"
    path = _SESSION.sub("", parts.path) or "/"
    return netloc + _escaped(path) + _kept(path, parts.query, dropped)


def _kept(path: str, query: str, dropped: set[str]) -> str:
    """``?`` and what stays of a query, or nothing."""
    if not query:
        return ""
    if _STATIC.search(path):
        dropped = dropped | _STATIC_ONLY
    kept = "&".join(pair for pair in query.split("&") if pair and pair.partition("=")[0].lower() not in dropped)
    return f"?{_escaped(kept)}" if kept else ""


def _escaped(written: str) -> str:
    """Raw characters escaped as browsers do, escapes in capitals."""
    plain = written if written.isascii() else quote(written, safe=_AS_IS, errors="replace")
    return _ESCAPE.sub(lambda found: found[0].upper(), plain.replace(" ", "%20"))


def domain_of(url: str) -> str:
    """What an organisation registered, as a host tells it: its last two labels, three where two are ``gov.cn``,
    ``zj.cn`` or the like; a host that is a number as a whole.

    >>> domain_of("http://ddh.mou.edu.cn/hyxw.html"), domain_of("https://tz.mou.org/"), domain_of("http://10.0.0.1/")
    ('mou.edu.cn', 'mou.org', '10.0.0.1')
    """
    parts = _split(url)
    host = (parts.hostname or "") if parts else ""
    *_, second, last = ("", *host.split("."))
    if last.isdigit() or ":" in host:
        return host
    of_many = len(last) == 2 and (len(second) == 2 or second in _SECOND_LEVEL)
    return ".".join(host.split(".")[-3 if of_many else -2 :])


def same_site(one: str, other: str) -> bool:
    """Whether two addresses lie on one site: another scheme, another port or ``www.`` makes no other site."""
    sites = [(parts.hostname or "").removeprefix("www.") if (parts := _split(url)) else "" for url in (one, other)]
    return sites[0] == sites[1] != ""


def address_shape(url: str) -> str:
    """The form of an address: numbers and hexadecimal names do not count. Notices of one column share one.

    >>> address_shape("http://a.test/info/1002/12825.htm")
    'a.test/info/9/9.htm'
    """
    return _NUMBER.sub("9", url.partition("://")[2].partition("#")[0])


def address_numbers(url: str) -> tuple[str, ...]:
    """What :func:`address_shape` leaves out behind the host, in order.

    >>> address_numbers("http://a.test/info/1002/12825.htm")
    ('1002', '12825')
    """
    return tuple(_NUMBER.findall(url.partition("://")[2].partition("#")[0].partition("/")[2]))


def is_home(url: str) -> bool:
    """Whether this is a site's home page: what many sites show instead of a page that is gone."""
    parts = _split(url)
    return parts is not None and bool(_HOME.fullmatch(parts.path)) and not parts.query
