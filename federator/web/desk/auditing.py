"""The audit log in the reader's words: what acts were about, and what they changed. Decides only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from federator.model.client import Scope
from federator.model.contact import Rhythm, Way
from federator.model.people import Act, Role
from federator.model.revision import RevisionKind, State
from federator.model.site import Life
from federator.registry.duration import duration_called
from federator.web.display import category_name, label, moment
from federator.web.labels import FORM_LABELS, named
from federator.web.language import said

Names = Mapping[str, Mapping[str, str]]
"""What things are called now: by their kind (the first word of ``Act.about``), by id."""

_THINGS: dict[str, LazyString] = {
    "person": lazy_gettext("账号"),
    "people": lazy_gettext("账号"),
    "client": lazy_gettext("接口客户端"),
    "site": lazy_gettext("成员站点"),
    "source": lazy_gettext("采集源"),
    "organisation": lazy_gettext("单位"),
    "notice": lazy_gettext("信息"),
    "notices": lazy_gettext("信息"),
}

_VALUES: dict[str, LazyString] = {
    "active": lazy_gettext("可以登录"),
    "address": lazy_gettext("地址"),
    "captures": lazy_gettext("取证快照"),
    "complete": lazy_gettext("列表包含全部公开信息"),
    "contact": lazy_gettext("联系人"),
    "credit_code": lazy_gettext("统一社会信用代码"),
    "department_no": lazy_gettext("部门编号"),
    "dispute": lazy_gettext("异议编号"),
    "email": lazy_gettext("电子邮箱"),
    "ends": lazy_gettext("页面结尾"),
    "expires": lazy_gettext("有效期至"),
    "files": lazy_gettext("附件文件"),
    "generation": lazy_gettext("签名密钥（第几个）"),
    "kept": lazy_gettext("继续公开的信息"),
    "language": lazy_gettext("语言"),
    "life": lazy_gettext("站点状态"),
    "login": lazy_gettext("登录名"),
    "merged": lazy_gettext("并入的信息"),
    "client/names": lazy_gettext("名称对照表"),
    "notice_date": lazy_gettext("信息页面的日期"),
    "notice_title": lazy_gettext("信息页面的标题"),
    "notices": lazy_gettext("信息"),
    "person/name": lazy_gettext("姓名"),
    "organisation/names": lazy_gettext("现名、简称和旧称"),
    "organisations": lazy_gettext("单位"),
    "pages": lazy_gettext("读取信息页面"),
    "pair": lazy_gettext("比较的两条信息"),
    "parent": lazy_gettext("上级单位"),
    "parted": lazy_gettext("分开的信息"),
    "paused": lazy_gettext("已暂停"),
    "per_minute": lazy_gettext("每分钟请求上限"),
    "prefix": lazy_gettext("密钥开头"),
    "profile": lazy_gettext("发布规范"),
    "receiver": lazy_gettext("接收端编号"),
    "revoked": lazy_gettext("吊销时间"),
    "rhythm": lazy_gettext("时机"),
    "role": lazy_gettext("角色"),
    "rule": lazy_gettext("规则"),
    "scopes": lazy_gettext("权限"),
    "seq": lazy_gettext("版本"),
    "seqs": lazy_gettext("版本"),
    "shown": lazy_gettext("公开"),
    "since": lazy_gettext("开始时间"),
    "sites": lazy_gettext("站点"),
    "sources": lazy_gettext("采集源"),
    "state": lazy_gettext("状态"),
    "testing": lazy_gettext("正在测试"),
    "text": lazy_gettext("留言"),
    "texts": lazy_gettext("改写"),
    "upheld": lazy_gettext("异议成立"),
    "way": lazy_gettext("方式"),
    "why": lazy_gettext("理由"),
    "withdrawn": lazy_gettext("撤下的信息"),
    "words": lazy_gettext("说明"),
    "year": lazy_gettext("年份"),
}
"""What the log keeps beside the fields of the registry's forms; with ``kind/`` where the name means several things."""

_ENUMERATIONS: dict[str, type[StrEnum]] = {
    "role": Role,
    "life": Life,
    "way": Way,
    "rhythm": Rhythm,
    "scopes": Scope,
    "state": State,
}
_KINDS = {"organisations": "organisation", "parent": "organisation", "sites": "site", "sources": "source"}
"""What the values of these names are ids of, where the name itself is not the kind."""

_INSTANTS = ("since", "expires", "revoked")
_LANGUAGES = {"zh": "中文", "en": "English"}
_MOVED = " → "
"""Between the categories of notices that an act classified anew."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One value that an act changed, in words; ``""`` where there was none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """An act, of which ``kind`` the thing is that it was about, what that is called now (``""``: nothing) and its
    id, and what the act changed."""

    act: Act
    kind: str
    name: str
    id: str
    changed: tuple[Changed, ...]


def in_words(act: Act, names: Names) -> Told:
    """The act as people read it."""
    kind, _slash, id = act.about.partition("/")
    return Told(act, str(_THINGS.get(kind, kind)), names.get(kind, {}).get(id, ""), id, tuple(_changed(act, names)))


def _changed(act: Act, names: Names) -> Iterator[Changed]:
    kind = act.about.partition("/")[0]
    for name in {**act.after, **act.before}:
        own = name.rpartition(".")[2]
        before, after = (_words(own, side.get(name), names) for side in (act.before, act.after))
        if before or after:
            yield Changed(_called(kind, name), before, after)


def _called(kind: str, name: str) -> str:
    """What people call a value; ``gg.url`` is the address of a site's source ``gg``."""
    if _MOVED in name:
        return _MOVED.join(map(category_name, name.split(_MOVED)))
    source, _dot, own = name.rpartition(".")
    known = _VALUES.get(f"{kind}/{own}") or _VALUES.get(own) or FORM_LABELS.get(own)
    if not known and own in set(RevisionKind):
        known = named(RevisionKind(own))
    words = str(known or label(own))
    return f"{source} · {words}" if source else words


def _words(name: str, value: Any, names: Names) -> str:
    """A value of that name; nothing for what is empty."""
    if isinstance(value, bool):
        return str(_("是") if value else _("否"))
    if isinstance(value, Mapping):
        told = [f"{_called('', key)} {_words(key, each, names)}" for key, each in value.items() if each]
        return str(_("；")).join(told)
    if isinstance(value, list):
        return str(_("、")).join(_words(name, each, names) for each in value)
    return "" if value in (None, "") else _said(name, value, names)


def _said(name: str, value: Any, names: Names) -> str:
    known = _ENUMERATIONS.get(name)
    if known and value in set(known):
        return str(named(known(value)))
    if name in _INSTANTS:
        return moment(datetime.fromisoformat(value))
    if name == "every":
        return said(duration_called(timedelta(seconds=value)))
    if name == "category":
        return category_name(value)
    if name == "language":
        return _LANGUAGES.get(value, str(value))
    return names.get(_KINDS.get(name, name), {}).get(value, str(value))
