"""What people call the words of the model: the values of its enumerations, its fields, why a category was chosen."""

from collections.abc import Mapping
from enum import StrEnum

from federator.model.breach import Severity
from federator.model.client import Scope, Standing
from federator.model.contact import Rhythm, Subject, Way
from federator.model.decision import CONTESTED, DISPROVED
from federator.model.health import Finding, RuleState
from federator.model.item import AsideReason
from federator.model.lives import Move
from federator.model.people import Role
from federator.model.profile import Profile
from federator.model.revision import RevisionKind, State, Withdrawal
from federator.model.site import Life
from federator.model.value import attachment_number
from federator.model.visit import Outcome
from federator.model.words import Words

CALLED: Mapping[StrEnum, Words] = {
    Outcome.UNCHANGED: Words("无变化", "unchanged"),
    Outcome.CHANGED: Words("有更新", "changed"),
    Outcome.PARTIAL: Words("部分完成", "in part"),
    Outcome.FAILED: Words("失败", "failed"),
    RevisionKind.CREATED: Words("首次收录", "first seen"),
    RevisionKind.AMENDED: Words("内容变更", "amended"),
    RevisionKind.RESTORED: Words("恢复", "restored"),
    RevisionKind.MERGED: Words("合并", "merged"),
    RevisionKind.RELEASED: Words("人工放行", "released by a person"),
    RevisionKind.CORRECTED: Words("人工更正", "corrected by a person"),
    RevisionKind.REJECTED: Words("人工退回", "rejected by a person"),
    RevisionKind.REREAD: Words("重新识别", "read anew"),
    RevisionKind.RECLASSIFIED: Words("重新归类", "reclassified"),
    RevisionKind.ATTACHED: Words("收存附件", "attachments fetched"),
    RevisionKind.PURGED: Words("彻底删除", "purged"),
    State.PUBLISHED: Words("已发布", "published"),
    State.HELD: Words("暂不发布", "held"),
    State.WITHDRAWN: Words("已撤下", "withdrawn"),  # and RevisionKind.WITHDRAWN, which is the same word
    Severity.SEVERE: Words("严重", "severe"),
    Severity.MINOR: Words("一般", "minor"),
    Life.DRAFT: Words("草稿", "draft"),
    Life.SUBMITTED: Words("待审核", "submitted"),
    Life.ACTIVE: Words("采集中", "active"),
    Life.SUSPENDED: Words("暂停", "suspended"),
    Life.RETIRED: Words("已停用", "retired"),
    Withdrawal.PAGE_GONE: Words("多次复查，原网页均不存在", "its page was gone on repeated rechecks"),
    Withdrawal.ABSENT: Words("已不在完整公开的栏目中", "no longer in a source declared complete"),
    Withdrawal.PERSON: Words("经人工撤下", "taken down by a person"),
    Finding.LAYOUT: Words("栏目已改版", "the column was redesigned"),
    Finding.EMPTIED: Words("栏目被清空或迁走", "the column was emptied or moved"),
    Finding.OTHER_PAGE: Words("返回的是其他页面", "another page came"),
    Finding.SURGE: Words("新信息异常多，下次采集时复核", "unusually many new notices; the next visit checks again"),
    RuleState.IN_FORCE: Words("使用中", "in force"),
    RuleState.WAITING: Words("待确认", "waiting"),
    RuleState.REPLACED: Words("已替换", "replaced"),
    RuleState.REFUSED: Words("已否决", "refused"),
    Way.MAIL: Words("邮件", "mail"),
    Way.DINGTALK: Words("钉钉机器人", "DingTalk robot"),
    Way.WECOM: Words("企业微信机器人", "WeCom robot"),
    Way.WEBHOOK: Words("其他网址（JSON）", "another address (JSON)"),
    Rhythm.AT_ONCE: Words("立即", "at once"),
    Rhythm.DAILY: Words("每天上午八点汇总", "once a day, at eight"),
    Subject.FAILURE: Words("采集失败", "failing"),
    Subject.RECOVERY: Words("采集恢复", "works again"),
    Subject.TEST: Words("测试消息", "test message"),
    Role.PROVINCE: Words("省级管理员", "provincial administrator"),
    Role.SITE: Words("站点管理员", "site administrator"),
    Role.REVIEWER: Words("审核员", "reviewer"),
    Role.AUDITOR: Words("审计员", "auditor"),
    Scope.READ_RESTRICTED: Words("读取未公开数据", "read what is not public"),
    Scope.RECEIPTS: Words("报送采用回执", "report receipts"),
    Standing.VALID: Words("有效", "valid"),
    Standing.EXPIRED: Words("已过期", "expired"),
    Standing.REVOKED: Words("已吊销", "revoked"),
    Move.SUBMIT: Words("提交审核", "submit for approval"),
    Move.RECALL: Words("撤回修改", "take back"),
    Move.APPROVE: Words("批准", "approve"),
    Move.SEND_BACK: Words("退回修改", "send back"),
    Move.REFUSE: Words("不予批准", "refuse"),
    Move.SUSPEND: Words("暂停采集", "suspend"),
    Move.RESUME: Words("恢复采集", "resume"),
    Move.RETIRE: Words("停用", "retire"),
    Move.REOPEN: Words("重新登记", "register again"),
    AsideReason.NO_ADDRESS: Words("列表行没有链接", "the row has no link"),
    AsideReason.NO_TITLE: Words("列表行没有标题", "the row has no title"),
    AsideReason.PAGE_MISSING: Words("信息页面不存在", "the notice's page does not exist"),
    AsideReason.PAGE_UNREADABLE: Words("信息页面无法读取", "the notice's page cannot be read"),
}
"""English as inside of a sentence."""

FIELDS: Mapping[str, Words] = {
    "q": Words("检索", "search"),
    "title": Words("标题", "title"),
    "index_no": Words("索引号", "index number"),
    "assigned_index_no": Words("索引号（本平台编制）", "index number (given here)"),
    "doc_no": Words("文号", "document number"),
    "publisher": Words("发布机构", "publisher"),
    "organisation": Words("单位", "organisation"),
    "division": Words("行政区划", "division"),
    "category": Words("信息类别", "category"),
    "category_reason": Words("归类依据", "why this category"),
    "subtype": Words("子类", "sort of notice"),
    "published": Words("发布日期", "published"),
    "written": Words("成文日期", "written"),
    "effective": Words("生效日期", "in force from"),
    "repealed": Words("废止日期", "repealed"),
    "validity": Words("有效性", "validity"),
    "subject": Words("主题分类", "subject"),
    "genre": Words("体裁分类", "genre"),
    "facet": Words("组配分类", "facet"),
    "audience": Words("服务对象", "audience"),
    "abstract": Words("内容概述", "abstract"),
    "disclosure": Words("公开属性", "disclosure"),
    "language": Words("语种", "language"),
    "zone": Words("专区", "zone"),
    "zones": Words("专区", "zones"),
    "edition": Words("适用版本", "edition"),
    "editions": Words("适用版本", "editions"),
    "published_from": Words("发布日期自", "published from"),
    "published_to": Words("发布日期至", "published until"),
    "site": Words("成员站点", "site"),
    "source": Words("采集源", "source"),
    "url": Words("在线链接地址", "address"),
    "html": Words("正文", "text"),
    "text": Words("正文", "text"),
    "attachments": Words("附件", "attachments"),
    "records": Words("多项", "records"),
    "unit": Words("单位", "unit"),
    "value": Words("值", "value"),
    "as_written": Words("原文", "as written"),
    "list": Words("列表日期", "date in the list"),
}
"""Fields whose label the profile does not give."""

_REASONS: Mapping[str, Words] = {
    "title": Words("标题：{}", "title: {}"),
    "document": Words("公文标题：{}", "title of a document: {}"),
    "column": Words("栏目：{}", "column: {}"),
    "genre": Words("体裁或主题：{}", "genre or subject: {}"),
    "body": Words("正文：{}", "text: {}"),
    "source default": Words("采集源的默认类别", "the source's own category"),
    "fallback": Words("规范的默认类别", "the profile's fallback"),
    "person": Words("人工确定", "decided by a person"),
}


_OF_DECISIONS: Mapping[str, Words] = {
    CONTESTED: Words("原网站改动了经人工更正的字段", "the site changed a field that a person had corrected"),
    DISPROVED: Words("与以前的取证快照不符", "earlier captures disprove it"),
}


def field_called(field: str, profile: Profile) -> Words:
    """What people call a field: the profile's label, else ours, else its name."""
    if number := attachment_number(field):
        return Words(f"附件 {number}", f"attachment {number}")
    spec = profile.fields.get(field) or profile.extras.get(field)
    return spec.label if spec else FIELDS.get(field, Words(field, field))


VALUED = ("disclosure", "zones", "editions")
"""The fields that have such values."""


def value_called(value: str, profile: Profile) -> Words:
    """A value of 公开属性, a zone or an edition; in Chinese alone where the profile has no English of it."""
    return Words(value, profile.english.get(value, value))


def clause_called(clause: str, profile: Profile) -> Words:
    """What a breach of that clause is; its id, where neither the profile nor people's decisions know it."""
    known = profile.clauses.get(clause)
    return known.what if known else _OF_DECISIONS.get(clause, Words(clause, clause))


def category_called(code: str, profile: Profile) -> Words:
    """A category by its name; its code where the profile no longer knows it."""
    category = profile.categories.get(code)
    return category.name if category else Words(code, code)


def reason_called(reason: str) -> Words:
    """Why a category or sub-type was chosen: where the evidence stood, and the evidence as it stood."""
    where, _colon, seen = reason.partition(": ")
    said = _REASONS.get(where, Words(reason, reason))
    return Words(said.zh.replace("{}", seen), said.en.replace("{}", seen))
