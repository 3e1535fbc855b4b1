"""Configuration file and environment → one frozen :class:`Settings`.

``federator.toml`` may leave everything out. The environment beats the file: FEDERATOR_DATABASE, FEDERATOR_HOST,
FEDERATOR_PORT; it alone has FEDERATOR_MAIL_PASSWORD and FEDERATOR_METRICS_TOKEN. Every fault is reported at once, with
file, key and remedy; relative paths are taken from the folder of the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from federator.model.document import Keeping
from federator.model.errors import ConfigError, Fault
from federator.model.log_format import LogFormat
from federator.model.mail import Mail
from federator.model.manners import Manners
from federator.model.rhythm import Rhythm
from federator.model.table import Table
from federator.model.words import Words
from federator.setting_keys import ATTACHMENTS, FETCH, KEYS, MAIL, RHYTHM, read_keys

TITLE = Words("浙江省国土资源信息联合发布", "Zhejiang land notices, merged")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator decides. Paths are absolute; seconds, bytes and shares (0–1) as named.

    ``tag_authority``: domain and year of the ``tag:`` URIs (RFC 4151); never change it once feeds are read.
    ``public_url``: how readers reach this service, where a proxy hides it. ``proxy``: the address of that proxy as seen
    from here, whose X-Forwarded-For is believed. ``hub``: a WebSub hub that feeds name and that is told of changes.
    ``list_pages`` (of a source that is not complete), ``pages_per_visit`` and
    ``visit_seconds`` bound one visit. ``withdrawal_share``: above it, notices missing from a source at once wait for a
    person. ``visits_days``: so long visits are kept one by one, then as counts of their day; 0: for ever.
    ``versions_days``: so long a version is kept once it was superseded; 0: for ever.
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
    proxy: str = ""
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
    versions_days: int = 0
    log_format: LogFormat = LogFormat.LOGFMT
    metrics_token: str = field(default="", repr=False)
    mail: Mail = Mail()
    rhythm: Rhythm = Rhythm()
    manners: Manners = Manners()
    keeping: Keeping = Keeping()

    @property
    def home(self) -> str:
        """Where the public pages begin, ending in ``/``; ``""`` where no ``public_url`` says so."""
        return self.public_url.rstrip("/") + "/" if self.public_url else ""


_ORDER = Words("前者应小于后者", "the first must be less than the second")
_ENVIRONMENT = {"FEDERATOR_DATABASE": "database", "FEDERATOR_HOST": "host", "FEDERATOR_PORT": "port"}
_TABLES = {"fetch": FETCH, "mail": MAIL, "rhythm": RHYTHM, "attachments": ATTACHMENTS}
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
    values = read_keys(table, KEYS, *_TABLES) | _environment(environment, table.faults)
    told = {name: read_keys(table.table(name), keys) if name in table.values else {} for name, keys in _TABLES.items()}
    rhythm = Rhythm(**told["rhythm"])
    _check_together(table, values, told["mail"], rhythm)
    table.done()
    paths = {name: (config / values.pop(name, usual)).resolve() for name, usual in _FILES.items()}
    if database is not None:
        paths["database"] = database.resolve()
    mail = Mail(**told["mail"], password=environment.get("FEDERATOR_MAIL_PASSWORD", ""))
    chinese = values.pop("title", TITLE.zh)
    title = Words(chinese, values.pop("title_en", TITLE.en if chinese == TITLE.zh else chinese))
    token = environment.get("FEDERATOR_METRICS_TOKEN", "")
    manners, keeping = Manners(**told["fetch"]), Keeping(**told["attachments"])
    return Settings(config=config.resolve(), title=title, metrics_token=token, **paths, **values, mail=mail,
                    rhythm=rhythm, manners=manners, keeping=keeping)  # fmt: skip


def _check_together(table: Table, values: Mapping[str, Any], mail: Mapping[str, Any], rhythm: Rhythm) -> None:
    """What is right by itself, and not beside another key."""
    if rhythm.shortest > rhythm.longest:
        table.fault("rhythm.shortest", Words("大于 longest", "more than longest"), _ORDER)
    if rhythm.begins >= rhythm.ends:
        table.fault("rhythm.begins", Words("不早于 ends", "not before ends"), _ORDER)
    if mail.get("server") and "sender" not in mail:
        what = Words("设置了邮件服务器，却没有发件人", "a mail server is set, but no sender")
        table.fault("mail.sender", what, Words("写明发件人地址", "say who sends"))
    if values.get("hub") and "public_url" not in values:
        what = Words("设置了 hub，却没有 public_url", "hub is set, but public_url is not")
        table.fault("hub", what, Words("写明 public_url", "say what public_url is"))


def _environment(environment: Mapping[str, str], faults: list[Fault]) -> dict[str, Any]:
    """What the environment says; a path there is taken from the working folder, not from the file's."""
    said: dict[str, Any] = {name: environment[name] for name in _ENVIRONMENT if name in environment}
    if said.get("FEDERATOR_PORT", "").isdecimal():
        said["FEDERATOR_PORT"] = int(said["FEDERATOR_PORT"])
    if "FEDERATOR_DATABASE" in said:
        said["FEDERATOR_DATABASE"] = str(Path(said["FEDERATOR_DATABASE"]).absolute())
    read = read_keys(Table(said, "", faults), {name: KEYS[key] for name, key in _ENVIRONMENT.items()})
    return {_ENVIRONMENT[name]: value for name, value in read.items()}
