"""Configuration file and environment → one frozen :class:`Settings`.

``federator.toml`` may leave everything out. The environment beats the file: FEDERATOR_DATABASE, FEDERATOR_HOST,
FEDERATOR_PORT; it alone has FEDERATOR_MAIL_PASSWORD and FEDERATOR_METRICS_TOKEN. Every fault is reported at once, with
file, key and remedy; relative paths are taken from the folder of the file.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from federator.documents import KINDS
from federator.model.document import Keeping
from federator.model.errors import ConfigError, Fault
from federator.model.log_format import LogFormat
from federator.model.mail import MAILBOX, Mail, Security
from federator.model.manners import Manners
from federator.model.rhythm import Rhythm
from federator.model.table import Table
from federator.model.words import Words

TITLE = Words("浙江省国土资源信息联合发布", "Zhejiang land notices, merged")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator decides. Paths are absolute; seconds, bytes and shares (0–1) as named.

    ``tag_authority``: domain and year of the ``tag:`` URIs (RFC 4151); never change it once feeds are read.
    ``public_url``: how readers reach this service, where a proxy hides it. ``hub``: a WebSub hub that feeds
    name and that is told of changes. ``list_pages`` (of a source that is not complete), ``pages_per_visit`` and
    ``visit_seconds`` bound one visit. ``withdrawal_share``: above it, notices missing from a source at once wait for a
    person. ``visits_days``: so long visits are kept one by one, then as counts of their day; 0: for ever.
    ``captures_days``: so long the bytes behind a version are kept once it was superseded; 0: for ever.
    ``probe_every``: seconds between two looks at a site's home page; 0: never.
    """

    config: Path
    database: Path
    profile: Path
    divisions: Path
    organisations: Path
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    hub: str = ""
    title: Words = TITLE
    tag_authority: str = "federator.example,2026"
    workers: int = 8
    tick: float = 30.0
    probe_every: float = 3600.0
    list_pages: int = 5
    pages_per_visit: int = 200
    visit_seconds: int = 1800
    recheck_budget: int = 100
    withdrawal_share: float = 0.2
    captures_days: int = 730
    visits_days: int = 90
    log_format: LogFormat = LogFormat.LOGFMT
    metrics_token: str = field(default="", repr=False)
    mail: Mail = Mail()
    rhythm: Rhythm = Rhythm()
    manners: Manners = Manners()
    keeping: Keeping = Keeping()


@dataclass(frozen=True, slots=True)
class _Key:
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


def _above_zero(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
        raise ValueError
    return value


def _whole(value: Any) -> int:
    return 0 if value == 0 and not isinstance(value, bool | float) else _above_zero(value)


def _seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError
    return float(value)


def _share(value: Any) -> float:
    share = _seconds(value)
    if share > 1:
        raise ValueError
    return share


def _port(value: Any) -> int:
    port = _above_zero(value)
    if port > 65535:
        raise ValueError
    return port


def _mailbox(value: Any) -> str:
    if not MAILBOX.fullmatch(_text(value)):
        raise ValueError
    return _text(value)


def _web_address(value: Any) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"]{1,1000}", _text(value)):
        raise ValueError
    return _text(value)


def _tag_authority(value: Any) -> str:
    if not re.fullmatch(r"[a-z0-9.-]+,\d{4}(-\d\d){0,2}", _text(value)):
        raise ValueError
    return _text(value)


def _at_least_one(value: Any) -> float:
    factor = _seconds(value)
    if factor < 1:
        raise ValueError
    return factor


def _hour(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 24:
        raise ValueError
    return value


def _days(value: Any) -> tuple[date, ...]:
    if not isinstance(value, list) or any(type(day) is not date for day in value):
        raise ValueError
    return tuple(value)


def _networks(value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError  # noqa: TRY004
    return tuple(ip_network(one) for one in value)


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError  # noqa: TRY004
    return tuple(map(_text, value))


def _kinds(value: Any) -> tuple[str, ...]:
    names = _names(value)
    if not set(names) <= KINDS.keys():
        raise ValueError
    return names


_TEXT = _Key(_text, Words("非空字符串", "text that is not empty"))
_COUNT = _Key(_above_zero, Words("大于零的整数", "a whole number above zero"))
_SECONDS = _Key(_seconds, Words("不小于零的秒数", "seconds, zero or more"))
_KEYS: Mapping[str, _Key] = {
    "database": _TEXT,
    "profile": _TEXT,
    "divisions": _TEXT,
    "organisations": _TEXT,
    "host": _TEXT,
    "port": _Key(_port, Words("1 到 65535 的端口号", "a port from 1 to 65535")),
    "public_url": _TEXT,
    "hub": _Key(_web_address, Words("网址", "an address of the web")),
    "title": _TEXT,
    "title_en": _TEXT,
    "tag_authority": _Key(
        _tag_authority, Words("“域名,年份”，如 zrzyt.zj.gov.cn,2026", "domain,year such as example.org,2026")
    ),
    "workers": _COUNT,
    "tick": _SECONDS,
    "probe_every": _SECONDS,
    "log_format": _Key(LogFormat, Words("logfmt 或 json", "logfmt or json")),
    "list_pages": _COUNT,
    "pages_per_visit": _COUNT,
    "visit_seconds": _COUNT,
    "recheck_budget": _COUNT,
    "withdrawal_share": _Key(_share, Words("0 到 1 之间的比例", "a share from 0 to 1")),
    "visits_days": _Key(_whole, Words("0 或更大的整数", "a whole number, 0 or more")),
    "captures_days": _Key(_whole, Words("0 或更大的整数", "a whole number, 0 or more")),
}
_FETCH_KEYS: Mapping[str, _Key] = {
    "user_agent": _Key(_ascii, Words("可打印的 ASCII 字符", "printable ASCII")),
    "pause": _SECONDS,
    "connect": _SECONDS,
    "read": _SECONDS,
    "total": _SECONDS,
    "max_bytes": _COUNT,
    "max_redirects": _COUNT,
    "obey_robots": _Key(_flag, Words("true 或 false", "true or false")),
    "allow_networks": _Key(
        _networks, Words('网段列表，如 ["10.0.0.0/8"]', 'a list of networks such as ["10.0.0.0/8"]')
    ),
    "deny_networks": _Key(_networks, Words('网段列表，如 ["10.0.0.0/8"]', 'a list of networks such as ["10.0.0.0/8"]')),
}
_MAIL_KEYS: Mapping[str, _Key] = {
    "server": _TEXT,
    "port": _KEYS["port"],
    "security": _Key(Security, Words("starttls、tls 或 none", "starttls, tls or none")),
    "user": _TEXT,
    "sender": _Key(_mailbox, Words("邮箱地址，如 federator@example.org", "a mailbox such as federator@example.org")),
}
_RHYTHM_KEYS: Mapping[str, _Key] = {
    "adaptive": _FETCH_KEYS["obey_robots"],
    "shortest": _COUNT,
    "longest": _COUNT,
    "quiet": _Key(_at_least_one, Words("不小于 1 的倍数", "a factor of 1 or more")),
    "begins": _Key(_hour, Words("0 到 24 的整点", "an hour from 0 to 24")),
    "ends": _Key(_hour, Words("0 到 24 的整点", "an hour from 0 to 24")),
    "cache": _SECONDS,
    "days_off": _Key(_days, Words("日期列表，如 [2027-01-01]", "a list of days such as [2027-01-01]")),
    "days_on": _Key(_days, Words("日期列表，如 [2027-01-01]", "a list of days such as [2027-01-01]")),
}
_ORDER = Words("前者应小于后者", "the first must be less than the second")
_ATTACHMENT_KEYS: Mapping[str, _Key] = {
    "keep": _FETCH_KEYS["obey_robots"],
    "leave_out": _Key(
        _names, Words('站点或采集源列表，如 ["qingtian/gg"]', 'a list of sites or sources: ["qingtian/gg"]')
    ),
    "types": _Key(_kinds, Words(f"{'、'.join(KINDS)} 中的若干种", f"some of {', '.join(KINDS)}")),
    "max_bytes": _COUNT,
    "budget": _COUNT,
    "seconds": _SECONDS,
    "years": _SECONDS,
}
_NO_PUBLIC_URL = Words("设置了 hub，却没有 public_url", "a hub is set, but no public_url by which it could read feeds")
_NO_SENDER = Words("设置了邮件服务器，却没有发件人", "a mail server is set, but no sender")
_ENVIRONMENT = {"FEDERATOR_DATABASE": "database", "FEDERATOR_HOST": "host", "FEDERATOR_PORT": "port"}
_FILES = {
    "database": "../data/federator.db",
    "profile": "spec/zj-land-12.toml",
    "divisions": "divisions/zhejiang.csv",
    "organisations": "organisations/zhejiang.csv",
}


def load_settings(config: Path, environment: Mapping[str, str], database: Path | None = None) -> Settings:
    """Settings from ``config``/federator.toml and the environment; ``database`` beats both.

    :raises ConfigError: with every fault found.
    """
    path = config / "federator.toml"
    if not path.exists():
        remedy = Words("用 --config 指定配置目录", "name the configuration folder with --config")
        raise ConfigError((Fault(str(path), Words("文件不存在", "there is no such file"), remedy),))
    table = Table.of(path)
    values = _read(table, _KEYS, "fetch", "mail", "rhythm", "attachments") | _environment(environment, table.faults)
    manners = _read(table.table("fetch"), _FETCH_KEYS) if "fetch" in table.values else {}
    mail = _read(table.table("mail"), _MAIL_KEYS) if "mail" in table.values else {}
    rhythm = Rhythm(**_read(table.table("rhythm"), _RHYTHM_KEYS)) if "rhythm" in table.values else Rhythm()
    for place, fault in _out_of_order(rhythm):
        table.fault(f"rhythm.{place}", fault, _ORDER)
    keeping = _read(table.table("attachments"), _ATTACHMENT_KEYS) if "attachments" in table.values else {}
    if mail.get("server") and "sender" not in mail:
        table.fault("mail.sender", _NO_SENDER, Words("写明发件人地址", "say who sends"))
    if values.get("hub") and "public_url" not in values:
        table.fault("hub", _NO_PUBLIC_URL, Words("写明 public_url", "say what public_url is"))
    table.done()
    paths = {name: (config / values.pop(name, usual)).resolve() for name, usual in _FILES.items()}
    if database is not None:
        paths["database"] = database.resolve()
    mail_of = Mail(**mail, password=environment.get("FEDERATOR_MAIL_PASSWORD", ""))
    chinese = values.pop("title", TITLE.zh)
    title = Words(chinese, values.pop("title_en", TITLE.en if chinese == TITLE.zh else chinese))
    token = environment.get("FEDERATOR_METRICS_TOKEN", "")
    return Settings(config=config.resolve(), title=title, metrics_token=token, **paths, **values, mail=mail_of,
                    rhythm=rhythm, manners=Manners(**manners), keeping=Keeping(**keeping))  # fmt: skip


def _out_of_order(rhythm: Rhythm) -> Iterator[tuple[str, Words]]:
    if rhythm.shortest > rhythm.longest:
        yield "shortest", Words("大于 longest", "more than longest")
    if rhythm.begins >= rhythm.ends:
        yield "begins", Words("不早于 ends", "not before ends")


def _environment(environment: Mapping[str, str], faults: list[Fault]) -> dict[str, Any]:
    """What the environment says; a path there is taken from the working folder, not from the file's."""
    said: dict[str, Any] = {name: environment[name] for name in _ENVIRONMENT if name in environment}
    if said.get("FEDERATOR_PORT", "").isdecimal():
        said["FEDERATOR_PORT"] = int(said["FEDERATOR_PORT"])
    if "FEDERATOR_DATABASE" in said:
        said["FEDERATOR_DATABASE"] = str(Path(said["FEDERATOR_DATABASE"]).absolute())
    read = _read(Table(said, "", faults), {name: _KEYS[key] for name, key in _ENVIRONMENT.items()})
    return {_ENVIRONMENT[name]: value for name, value in read.items()}


def _read(table: Table, keys: Mapping[str, _Key], *subtables: str) -> dict[str, Any]:
    table.only((*keys, *subtables))
    values: dict[str, Any] = {}
    for name, value in table.values.items():
        if name not in keys:
            continue
        must = keys[name].must
        try:
            values[name] = keys[name].read(value)
        except ValueError:
            must = Words(f"应为{must.zh}", f"it must be {must.en}")
            table.fault(name, Words(f"值 {value!r} 无效", f"{value!r} will not do"), must)
    return values
