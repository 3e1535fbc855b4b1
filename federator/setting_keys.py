"""The keys of ``federator.toml``, table by table: how each is read, and what it must be, in words."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address, ip_network
from typing import Any

from federator.documents.kinds import KINDS
from federator.model.log_format import LogFormat
from federator.model.mail import MAILBOX, Security
from federator.model.table import Table
from federator.model.words import Words

MOST_SECONDS = 1_000_000_000
A_CENTURY = 36_500
"""Days. What is kept longer is kept for ever: 0."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the file: how to read it, and what it must be, in words."""

    read: Callable[[Any], Any]
    must: Words


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value.strip()


def _ascii(value: Any) -> str:
    text = _text(value)
    if not (text.isascii() and text.isprintable()):
        raise ValueError
    return text


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError  # noqa: TRY004 - one error means "not what it must be"
    return value


def _whole(least: int, most: float) -> Callable[[Any], int]:
    """A whole number from ``least`` to ``most``."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError
        return value

    return read


def _number(least: float, most: float) -> Callable[[Any], float]:
    """Any number from ``least`` to ``most``."""

    def read(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise ValueError
        return float(value)

    return read


def _mailbox(value: Any) -> str:
    if not MAILBOX.fullmatch(_text(value)):
        raise ValueError
    return _text(value)


def _web_address(value: Any) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"]{1,1000}", _text(value)):
        raise ValueError
    return _text(value)


def _machine(value: Any) -> str:
    return str(ip_address(_text(value)))


def _tag_authority(value: Any) -> str:
    """As RFC 4151, section 2.1 has it; ValueError also where its day is none."""
    found = re.fullmatch(r"[a-z0-9.-]+,(\d{4}(-\d\d){0,2})", _text(value))
    if not found:
        raise ValueError
    date.fromisoformat(f"{found[1]}-01-01"[:10])
    return _text(value)


def _day(value: Any) -> date:
    if type(value) is not date:
        raise ValueError
    return value


def _kind(value: Any) -> str:
    if _text(value) not in KINDS:
        raise ValueError
    return _text(value)


def _list_of(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    """A list, each of which is as ``read`` has it."""

    def several(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError  # noqa: TRY004
        return tuple(map(read, value))

    return several


_TEXT = Key(_text, Words("非空字符串", "text that is not empty"))
_COUNT = Key(_whole(1, math.inf), Words("大于零的整数", "a whole number above zero"))
_SECONDS = Key(_number(0, MOST_SECONDS), Words(f"0 到 {MOST_SECONDS} 的秒数", f"seconds from 0 to {MOST_SECONDS}"))
_WHOLE_SECONDS = Key(
    _whole(1, MOST_SECONDS), Words(f"1 到 {MOST_SECONDS} 的整数秒", f"whole seconds from 1 to {MOST_SECONDS}")
)
_DAYS_KEPT = Key(_whole(0, A_CENTURY), Words(f"0 到 {A_CENTURY} 的整数", f"a whole number from 0 to {A_CENTURY}"))
_PORT = Key(_whole(1, 65535), Words("1 到 65535 的端口号", "a port from 1 to 65535"))
_HOUR = Key(_whole(0, 24), Words("0 到 24 的整点", "an hour from 0 to 24"))
_FLAG = Key(_flag, Words("true 或 false", "true or false"))
_NETWORKS = Key(_list_of(ip_network), Words('网段列表，如 ["10.0.0.0/8"]', 'a list of networks such as ["10.0.0.0/8"]'))
_DAYS = Key(_list_of(_day), Words("日期列表，如 [2027-01-01]", "a list of days such as [2027-01-01]"))
_WEB_ADDRESS = Key(_web_address, Words("网址", "an address of the web"))
KEYS: Mapping[str, Key] = {
    "database": _TEXT,
    "profile": _TEXT,
    "divisions": _TEXT,
    "organisations": _TEXT,
    "host": _TEXT,
    "port": _PORT,
    "public_url": _WEB_ADDRESS,
    "proxy": Key(_machine, Words("一台机器的 IP 地址，如 127.0.0.1", "the IP address of a machine such as 127.0.0.1")),
    "hub": _WEB_ADDRESS,
    "title": _TEXT,
    "title_en": _TEXT,
    "tag_authority": Key(
        _tag_authority, Words("“域名,年份”，如 zrzyt.zj.gov.cn,2026", "domain,year such as example.org,2026")
    ),
    "workers": _COUNT,
    "tick": _SECONDS,
    "probe_every": _SECONDS,
    "log_format": Key(LogFormat, Words("logfmt 或 json", "logfmt or json")),
    "list_pages": _COUNT,
    "pages_per_visit": _COUNT,
    "visit_seconds": _WHOLE_SECONDS,
    "recheck_budget": _COUNT,
    "withdrawal_share": Key(_number(0, 1), Words("0 到 1 之间的比例", "a share from 0 to 1")),
    "visits_days": _DAYS_KEPT,
    "versions_days": _DAYS_KEPT,
    "captures_days": _DAYS_KEPT,
}
FETCH: Mapping[str, Key] = {
    "user_agent": Key(_ascii, Words("可打印的 ASCII 字符", "printable ASCII")),
    "pause": _SECONDS,
    "connect": _SECONDS,
    "read": _SECONDS,
    "total": _SECONDS,
    "max_bytes": _COUNT,
    "max_redirects": _COUNT,
    "obey_robots": _FLAG,
    "allow_networks": _NETWORKS,
    "deny_networks": _NETWORKS,
}
MAIL: Mapping[str, Key] = {
    "server": _TEXT,
    "port": _PORT,
    "security": Key(Security, Words("starttls、tls 或 none", "starttls, tls or none")),
    "user": _TEXT,
    "sender": Key(_mailbox, Words("邮箱地址，如 federator@example.org", "a mailbox such as federator@example.org")),
}
RHYTHM: Mapping[str, Key] = {
    "adaptive": _FLAG,
    "shortest": _WHOLE_SECONDS,
    "longest": _WHOLE_SECONDS,
    "quiet": Key(_number(1, MOST_SECONDS), Words("不小于 1 的倍数", "a factor of 1 or more")),
    "begins": _HOUR,
    "ends": _HOUR,
    "cache": _SECONDS,
    "days_off": _DAYS,
    "days_on": _DAYS,
}
ATTACHMENTS: Mapping[str, Key] = {
    "keep": _FLAG,
    "leave_out": Key(
        _list_of(_text), Words('站点或采集源列表，如 ["qingtian/gg"]', 'a list of sites or sources: ["qingtian/gg"]')
    ),
    "types": Key(_list_of(_kind), Words(f"{'、'.join(KINDS)} 中的若干种", f"some of {', '.join(KINDS)}")),
    "max_bytes": _COUNT,
    "budget": _COUNT,
    "seconds": _SECONDS,
    "years": Key(_number(0, 100), Words("0 到 100 的年数", "years from 0 to 100")),
}


def read_keys(table: Table, keys: Mapping[str, Key], *subtables: str) -> dict[str, Any]:
    """The values of a table; a fault of it for each key that is unknown, or is not what it must be."""
    table.only((*keys, *subtables))
    values: dict[str, Any] = {}
    for name, value in table.values.items():
        if name not in keys:
            continue
        must = keys[name].must
        try:
            values[name] = keys[name].read(value)
        except ValueError:
            must = Words(f"应为：{must.zh}", f"it must be {must.en}")
            table.fault(name, Words(f"值 {value!r} 无效", f"{value!r} will not do"), must)
    return values
