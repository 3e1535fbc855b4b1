"""Addresses: what a link means, and when two addresses are one."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_NOTHING = re.compile(r"^\s*(?:#|javascript:|mailto:|tel:|data:|about:|file:|$)", re.I)
_CLIENT_SIDE = {"uid", "pagenum", "utm_source", "utm_medium", "utm_campaign", "jsessionid", "spm"}
_SESSION = re.compile(r";jsessionid=[^?#]*", re.I)
_EXPIRING = {"fileurl", "token", "expires", "signature", "ossaccesskeyid"}
_DEFAULT_PORT = {"http": 80, "https": 443}


def absolute(base: str, href: str) -> str:
    """The http(s) address that ``href`` means on page ``base``; ``""`` where it leads nowhere (javascript:, #)."""
    href = "".join(href.split("\n")).strip()
    if _NOTHING.match(href):
        return ""
    try:
        url = urljoin(base, href)
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # "http://[" and the like
        return ""
    return urlunsplit(parts._replace(fragment="")) if usable else ""


def address_key(url: str) -> str:
    """One address for all spellings of it: no scheme, default port, fragment, session or client-side parameter.

    >>> address_key("HTTPS://WWW.a.gov.cn:443/art/1.html?uid=9&pageNum=2#top")
    'www.a.gov.cn/art/1.html'
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    port = parts.port
    netloc = host if port is None or port == _DEFAULT_PORT.get(parts.scheme.lower()) else f"{host}:{port}"
    path = _SESSION.sub("", parts.path) or "/"
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if name.lower() not in _CLIENT_SIDE]
    return netloc + path + ("?" + urlencode(query) if query else "")


def lasting_address(url: str) -> str:
    """``address_key`` without parameters that expire; what stays of a download link signed for an hour."""
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if name.lower() not in _EXPIRING]
    return address_key(urlunsplit(parts._replace(query=urlencode(query))))


def host_of(url: str) -> str:
    """Host and port as one name, lower case: what pacing, robots and sessions are kept by."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()
