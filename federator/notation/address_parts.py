"""What an address tells: its host and site, the form that it shares with its like. Total: no string raises."""

import re
from urllib.parse import SplitResult, urlsplit

HOST = r"//[a-z0-9-]+(?:\.[a-z0-9-]+)+"
PORT = r"(?::(?:[1-9]\d{0,3}|[1-5]\d{4}))?"
"""Patterns of the two, as nearly all write them."""
_PLAIN_HOST = re.compile(rf"https?://([a-z0-9.-]+{PORT})(?=[/?#]|\Z)", re.A)
_HOME = re.compile(r"/?(?:(?:index|default|main|home)\.\w{2,5})?", re.I)
_DOCUMENT = re.compile(r"\.(?:pdf|ofd|docx?|xlsx?|wps|et|zip|rar|7z)(?:[?#]|$)", re.I)
_NUMBER = re.compile(r"[0-9a-f-]{12,}|\d+")
_QUERIED = re.compile(r"(https?://[^\s?#]{1,2000})[?#]\S*", re.I)
_SECOND_LEVEL = ("gov", "edu", "com", "net", "org", "ac", "mil")


def host_of(url: str) -> str:
    """Host and port as one name, lower case, ``""`` where there is none: pacing, robots, sessions are kept by it."""
    if plain := _PLAIN_HOST.match(url):  # as most are: a tenth of the work
        return plain[1]
    parts = split_address(url)
    return parts.netloc.rpartition("@")[2].lower() if parts else ""


def split_address(url: str) -> SplitResult | None:
    """As :func:`urllib.parse.urlsplit`; None for what is no address."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  raises where it is no port
    except ValueError:
        return None
    return parts


def bare(url: str) -> str:
    """The address without its query, by which whoever knows it may write there."""
    return url.partition("?")[0]


def discreet(text: str) -> str:
    """``text`` with the addresses in it bare, however often a site or a library changed them."""
    return _QUERIED.sub(r"\1", text)


def domain_of(url: str) -> str:
    """What an organisation registered, as a host tells it: its last two labels, three where two are ``gov.cn``,
    ``zj.cn`` or the like; a host that is a number as a whole.

    >>> domain_of("http://ddh.mou.edu.cn/hyxw.html"), domain_of("https://tz.mou.org/"), domain_of("http://10.0.0.1/")
    ('mou.edu.cn', 'mou.org', '10.0.0.1')
    """
    parts = split_address(url)
    host = (parts.hostname or "") if parts else ""
    *_, second, last = ("", *host.split("."))
    if last.isdigit() or ":" in host:
        return host
    of_many = len(last) == 2 and (len(second) == 2 or second in _SECOND_LEVEL)
    return ".".join(host.split(".")[-3 if of_many else -2 :])


def same_site(one: str, other: str) -> bool:
    """Whether two addresses lie on one site: another scheme, another port or ``www.`` makes no other site."""
    sites = [
        (parts.hostname or "").removeprefix("www.") if (parts := split_address(url)) else "" for url in (one, other)
    ]
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
    parts = split_address(url)
    return parts is not None and bool(_HOME.fullmatch(parts.path)) and not parts.query


def names_document(url: str) -> bool:
    """Whether an address ends as that of a file does, of which a list shows few, and not as that of a page."""
    return _DOCUMENT.search(url) is not None
