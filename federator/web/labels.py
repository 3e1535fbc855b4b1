"""What enumerations of the model are called on pages."""

from enum import StrEnum

from flask import Flask
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from federator.model.client import Scope, Standing
from federator.model.contact import Rhythm, Subject, Way
from federator.model.health import Finding, RuleState
from federator.model.item import AsideReason
from federator.model.lives import Move
from federator.model.notice import Severity
from federator.model.people import Role
from federator.model.revision import Gone, RevisionKind, State, Withdrawal
from federator.model.site import Life
from federator.model.visit import Outcome

_LABELS: dict[StrEnum, LazyString] = {
    Outcome.UNCHANGED: _("无变化"),
    Outcome.CHANGED: _("有更新"),
    Outcome.PARTIAL: _("部分完成"),
    Outcome.FAILED: _("失败"),
    RevisionKind.CREATED: _("首次收录"),
    RevisionKind.AMENDED: _("内容变更"),
    RevisionKind.RESTORED: _("恢复"),
    RevisionKind.MERGED: _("合并"),
    RevisionKind.RELEASED: _("人工放行"),
    RevisionKind.CORRECTED: _("人工更正"),
    RevisionKind.REJECTED: _("人工退回"),
    RevisionKind.REREAD: _("重新识别"),
    RevisionKind.RECLASSIFIED: _("重新归类"),
    RevisionKind.ATTACHED: _("收存附件"),
    RevisionKind.PURGED: _("彻底删除"),
    State.PUBLISHED: _("已发布"),
    State.HELD: _("暂不发布"),
    State.WITHDRAWN: _("已撤下"),  # and RevisionKind.WITHDRAWN, which is the same word
    Severity.SEVERE: _("严重"),
    Severity.MINOR: _("一般"),
    Life.DRAFT: _("草稿"),
    Life.SUBMITTED: _("待审核"),
    Life.ACTIVE: _("采集中"),
    Life.SUSPENDED: _("暂停"),
    Life.RETIRED: _("已停用"),
    Withdrawal.PAGE_GONE: _("多次复查，原网页均不存在"),
    Withdrawal.ABSENT: _("已不在完整公开的栏目中"),
    Withdrawal.PERSON: _("经人工撤下"),
    Finding.LAYOUT: _("栏目已改版"),
    Finding.EMPTIED: _("栏目被清空或迁走"),
    Finding.OTHER_PAGE: _("返回的是其他页面"),
    Finding.SURGE: _("新信息异常多，下次采集时复核"),
    RuleState.IN_FORCE: _("使用中"),
    RuleState.WAITING: _("待确认"),
    RuleState.REPLACED: _("已替换"),
    RuleState.REFUSED: _("已否决"),
    Way.MAIL: _("邮件"),
    Way.DINGTALK: _("钉钉机器人"),
    Way.WECOM: _("企业微信机器人"),
    Way.WEBHOOK: _("其他网址（JSON）"),
    Rhythm.AT_ONCE: _("立即"),
    Rhythm.DAILY: _("每天上午八点汇总"),
    Subject.FAILURE: _("采集失败"),
    Subject.RECOVERY: _("采集恢复"),
    Subject.TEST: _("测试消息"),
    Role.PROVINCE: _("省级管理员"),
    Role.SITE: _("站点管理员"),
    Role.REVIEWER: _("审核员"),
    Role.AUDITOR: _("审计员"),
    Scope.READ_RESTRICTED: _("读取未公开数据"),
    Scope.RECEIPTS: _("报送采用回执"),
    Standing.VALID: _("有效"),
    Standing.EXPIRED: _("已过期"),
    Standing.REVOKED: _("已吊销"),
    Move.SUBMIT: _("提交审核"),
    Move.RECALL: _("撤回修改"),
    Move.APPROVE: _("批准"),
    Move.SEND_BACK: _("退回修改"),
    Move.REFUSE: _("不予批准"),
    Move.SUSPEND: _("暂停采集"),
    Move.RESUME: _("恢复采集"),
    Move.RETIRE: _("停用"),
    Move.REOPEN: _("重新登记"),
    AsideReason.NO_ADDRESS: _("列表行没有链接"),
    AsideReason.NO_TITLE: _("列表行没有标题"),
    AsideReason.PAGE_MISSING: _("信息页面不存在"),
    AsideReason.PAGE_UNREADABLE: _("信息页面无法读取"),
}

FIELD_LABELS: dict[str, LazyString] = {
    "q": _("检索"),
    "title": _("标题"),
    "index_no": _("索引号"),
    "assigned_index_no": _("索引号（本平台编制）"),
    "doc_no": _("文号"),
    "publisher": _("发布机构"),
    "organisation": _("单位"),
    "division": _("行政区划"),
    "category": _("信息类别"),
    "category_reason": _("归类依据"),
    "subtype": _("子类"),
    "published": _("发布日期"),
    "written": _("成文日期"),
    "effective": _("生效日期"),
    "repealed": _("废止日期"),
    "validity": _("有效性"),
    "subject": _("主题分类"),
    "genre": _("体裁分类"),
    "facet": _("组配分类"),
    "audience": _("服务对象"),
    "abstract": _("内容概述"),
    "disclosure": _("公开属性"),
    "language": _("语种"),
    "zone": _("专区"),
    "zones": _("专区"),
    "edition": _("适用版本"),
    "editions": _("适用版本"),
    "published_from": _("发布日期自"),
    "published_to": _("发布日期至"),
    "site": _("成员站点"),
    "source": _("采集源"),
    "url": _("在线链接地址"),
    "html": _("正文"),
    "text": _("正文"),
    "attachments": _("附件"),
    "list": _("列表日期"),
}
"""Fields whose label the profile does not give."""


FORM_LABELS: dict[str, LazyString] = {
    "id": _("标识"),
    "name": _("名称"),
    "organisation": _("单位"),
    "division": _("行政区划"),
    "home": _("网站首页"),
    "url": _("栏目网址"),
    "category": _("信息类别"),
    "connector": _("读取方式"),
    "every": _("采集间隔"),
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
    "source-visit-now": _("立即采集"),
    "rule-taken": _("采用规则"),
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
    **{f"site-{move}": _LABELS[move] for move in Move},
}
"""What the audit log calls an act."""


def acted(act: str) -> str | LazyString:
    """What people call an act; one of a later release by its own name."""
    return _ACTS.get(act, act)


def why_gone(gone: Gone) -> str:
    """Why a notice ceased to be public, for everybody: what a person wrote of it stays inside."""
    if gone.merged_into:
        return str(_("与另一条信息合并"))
    return str(_LABELS[Withdrawal(gone.reason)] if gone.reason in set(Withdrawal) else _("这条信息已撤下"))


def named(value: StrEnum) -> LazyString:
    """What people call an enumeration's value."""
    return _LABELS[value]


def moved(move: str) -> str | LazyString:
    """What people call a move of a site's life, as the store has it."""
    return _LABELS[Move(move)]


def name(app: Flask) -> None:
    """Give ``app`` the filters that name an enumeration's value, an act and a move."""
    app.jinja_env.filters.update(named=named, acted=acted, moved=moved)
