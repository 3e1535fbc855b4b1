"""What enumerations of the model are called on pages."""

from enum import StrEnum

from flask import Flask
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from federator.model.called import CALLED
from federator.model.lives import Move
from federator.model.revision import Gone, Withdrawal
from federator.model.words import opened
from federator.web.language import said

FORM_LABELS: dict[str, LazyString] = {
    "id": _("标识"),
    "name": _("名称"),
    "organisation": _("单位"),
    "division": _("行政区划"),
    "home": _("网站首页"),
    "url": _("栏目网址"),
    "category": _("信息类别"),
    "connector": _("连接器"),
    "every": _("采集间隔"),
    "ends": _("页面结尾"),
    "rows": _("每一行"),
    "title": _("标题"),
    "link": _("链接"),
    "date": _("日期"),
    "next": _("下一页"),
}
"""Fields of the registry's forms."""

_ACTS: dict[str, LazyString] = {
    "first-code": _("首位管理员的链接"),
    "first-accepted": _("建立首位管理员"),
    "invitation-code": _("邀请人员"),
    "invitation-accepted": _("接受邀请"),
    "reset-code": _("重设密码的链接"),
    "password-set": _("设置密码"),
    "succession-code": _("移交链接"),
    "succession-accepted": _("接替"),
    "person-succeeded": _("已移交"),
    "person-added": _("建立账号"),
    "person-changed": _("修改账号"),
    "signed-in": _("登录"),
    "notice-released": _("放行信息"),
    "notice-corrected": _("更正信息"),
    "notice-rejected": _("退回或撤下信息"),
    "notice-purged": _("彻底删除信息"),
    "notice-allowed-again": _("允许重新收录信息"),
    "notices-reread": _("批量重新识别或归类"),
    "notices-merged": _("合并信息"),
    "notices-parted": _("重新分开信息"),
    "pair-refused": _("认定为两条信息"),
    "leaving-confirmed": _("确认撤下"),
    "leaving-refused": _("不予撤下"),
    "rewrites-accepted": _("接受改写"),
    "rewrites-refused": _("否决改写"),
    "source-paused": _("暂停采集"),
    "source-resumed": _("恢复采集"),
    "rule-taken": _("采用规则"),
    "list-taken": _("认可列表现状"),
    "rule-refused": _("否决规则"),
    "dispute-raised": _("提出异议"),
    "dispute-decided": _("决定异议"),
    "contact-saved": _("添加或修改联系人"),
    "contact-dropped": _("删除联系人"),
    "contact-tested": _("发送测试消息"),
    "client-added": _("建立接口客户端"),
    "client-changed": _("修改接口客户端"),
    "client-rotated": _("更换密钥"),
    "client-revoked": _("吊销密钥"),
    "receiver-added": _("添加推送接收端"),
    "receiver-paused": _("暂停推送"),
    "receiver-resumed": _("恢复推送"),
    "receiver-tested": _("测试推送"),
    "receiver-secret": _("更换签名密钥"),
    "receiver-dropped": _("删除推送接收端"),
    "organisation-added": _("加入单位"),
    "organisation-changed": _("修改单位"),
    "organisation-dropped": _("删除或恢复单位"),
    "person-charged": _("增加负责的站点"),
    "site-added": _("登记站点"),
    "site-changed": _("修改站点"),
    "site-comment": _("站点留言"),
    "site-visit-now": _("立即采集"),
}
"""What the audit log calls an act."""


def acted(act: str) -> str | LazyString:
    """What people call an act; one of a later release by its own name."""
    move = act.removeprefix("site-")
    return moved(move) if move in set(Move) else _ACTS.get(act, act)


def why_gone(gone: Gone) -> str:
    """Why a notice ceased to be public, for everybody: what a person wrote of it stays inside."""
    if gone.merged_into:
        return str(_("与另一条信息合并"))
    return str(named(Withdrawal(gone.reason)) if gone.reason in set(Withdrawal) else _("这条信息已撤下"))


def named(value: StrEnum) -> LazyString:
    """What people call an enumeration's value."""
    return LazyString(lambda: opened(said(CALLED[value])))


def moved(move: str) -> LazyString:
    """What people call a move of a site's life, as the store has it."""
    return named(Move(move))


def name(app: Flask) -> None:
    """Give ``app`` the filters that name an enumeration's value, an act and a move."""
    app.jinja_env.filters.update(named=named, acted=acted, moved=moved)
