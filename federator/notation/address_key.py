"""When two addresses are one. Total: no string raises."""

import re
from functools import lru_cache
from urllib.parse import quote

from federator.notation.address_parts import HOST, PORT, split_address

_PLAIN_KEY = re.compile(rf"https?:{HOST}(?!:80/|:443/){PORT}/[\w/.~-]*", re.A)
_PLAIN_QUERY = re.compile(r"[\w=&.%+,:@/~-]*", re.A)
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
_EXPIRING = {"fileurl", "token", "expires", "signature", "ossaccesskeyid"}
_PASSING = _TRACKING | _EXPIRING
_DEFAULT_PORT = {"http": 80, "https": 443}
_ESCAPE = re.compile(r"%[0-9a-f]{2}", re.I)
_AS_IS = "%!#$&'()*+,/:;=?@[]~"


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


@lru_cache(maxsize=4096)  # of every row of a list with queries, at every visit
def without_session(url: str) -> str:
    """``url`` as it is written, without session and client-side parameters, which each answer may give anew.

    >>> without_session("http://a.gov.cn/view.jsp;jsessionid=8A1F?ID=7&_t=1764300000#top")
    'http://a.gov.cn/view.jsp?ID=7#top'
    """
    address, sharp, fragment = url.partition("#")
    place, mark, query = address.partition("?")
    pairs = query.split("&")
    kept = [pair for pair in pairs if pair.partition("=")[0].lower() not in _TRACKING]
    return f"{_SESSION.sub('', place)}{mark if kept else ''}{'&'.join(kept)}{sharp}{fragment}"


def expires(url: str) -> bool:
    """Whether an address (without fragment) is good for a while only, by its parameters."""
    names = (pair.partition("=")[0].lower() for pair in url.partition("?")[2].split("&"))
    return not _EXPIRING.isdisjoint(names)


def _key(url: str, dropped: set[str]) -> str:
    place, _, query = url.partition("?")
    if _PLAIN_KEY.fullmatch(place) and _PLAIN_QUERY.fullmatch(query):  # as most are: a quarter of the work
        return place.partition("//")[2] + _kept(place, query, dropped)
    parts = split_address(url)
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
