"""What calls give, as marshmallow schemas: the OpenAPI document and the field dictionary are made of them."""

from typing import Any

from apiflask import Schema
from apiflask.fields import Dict, Field, Integer, List, Nested, Raw, String

from federator.model.revision import State
from federator.web.api.fields_said import (
    count,
    count_or_null,
    cursor_of_page,
    flag,
    moment,
    one_of,
    said,
    several,
    shape_or_null,
    shapes,
    tally,
    words,
    words_or_null,
)


class AttachmentShape(Schema):
    name = words("附件名称", "its name for people")
    url = words("附件地址", "its address at the site")
    type = words("扩展名", "suffix")
    media_type = words("媒体类型", "media type")
    identity = words("不随地址失效的标识", "what stays when the address expires")
    size = count_or_null("字节数", "bytes, where known")
    sha256 = words("本平台副本的 SHA-256", "SHA-256 of the copy kept here")
    withheld = words(
        "副本不提供的原因：personal（含个人信息）、unchecked（未能检查）",
        "why no copy is offered: personal (it holds personal data), unchecked (it could not be checked)",
    )
    copy_ = String(
        required=True,
        allow_none=True,
        data_key="copy",
        metadata=said(
            "本平台副本的地址；变更日志中为相对地址",
            "address of the copy kept here; in the change log and in versions relative to the service's address",
        ),
    )


class ValueShape(Schema):
    """一个要素. A field as written and as understood."""

    as_written = words("原文", "as the site wrote it")
    value = Raw(required=True, metadata=said("规范值", "as understood: text, a number in the unit, a day, or several"))
    unit = words("单位", "unit of the value: ha, m2, km2, yuan, year")
    where = words("出处", "where it was found: table, line, sentence, title, record, or attachment N")


def values(zh: str, en: str) -> Dict:
    """Fields by their names; called ``fields`` in answers, a word that is taken in a Schema."""
    return Dict(String(), Nested(ValueShape), required=True, data_key="fields", metadata=said(zh, en))


class RecordShape(Schema):
    """发布规范的信息记录. The record of the publishing spec; a text that the notice lacks is empty, a day null."""

    title = words("标题", "title, without site and column")
    url = words("在线链接地址", "the original's address")
    published = words_or_null("发布日期，网站给出时间时含时间", "published: a day, with the time if the site gave one")
    publisher = words("发布机构", "who published it, as the site wrote it")
    organisation = words("单位标识", "id of the organisation")
    division = words("行政区划代码", "division code, GB/T 2260")
    site = words("成员站点标识", "id of the member site")
    source = words("采集源（站点/栏目）", "source, site/source")
    category = words("信息类别代码", "code of the category")
    category_reason = words("归类依据", "which evidence chose the category")
    index_no = words("索引号", "index number as the site gave it")
    assigned_index_no = words("本平台索引号", "index number assigned here because the site gave none")
    doc_no = words("文号", "document number, canonical form")
    written = words_or_null("成文日期", "written")
    effective = words_or_null("生效日期", "takes effect")
    repealed = words_or_null("废止日期", "repealed")
    validity = words("有效性", "validity")
    subject = words("主题分类", "subject")
    genre = words("体裁分类", "genre")
    facet = words("组配分类", "facet")
    audience = words("服务对象", "audience")
    abstract = words("内容概述", "abstract")
    abstract_derived = flag("概述由正文生成", "the abstract was taken from the body")
    html = words("正文（经过净化的 HTML）", "body, sanitised HTML")
    text = words("正文纯文本", "body, plain text")
    attachments = shapes(AttachmentShape, "附件", "attachments")
    disclosure = words("公开属性", "disclosure")
    language = words("语种", "language, BCP 47")
    zones = several("专区", "zones of the portal")
    editions = several("适用版本", "editions")
    subtype = words("子类", "sort of notice within its category")
    matter = values("该类信息的要素", "fields of its category, by name")
    records = List(
        Dict(String(), Nested(ValueShape)),
        required=True,
        metadata=said("信息中列出的多个对象，各为一组要素", "the things it lists, each with its fields"),
    )
    dates_written = Dict(
        String(), String(), required=True, metadata=said("日期原文", "dates as the site wrote them, by field")
    )


class NoticeShape(RecordShape):
    """一条信息. A notice as it is public now."""

    id = words("标识，终生不变", "its id, for life")
    seq = count("版本序号", "seq of the version shown")
    created = moment("首次收录时间", "when it was first seen here")
    updated = moment("当前版本的时间", "when this version became known here")
    page = words("本站页面", "its page here")


class NoticesShape(Schema):
    notices = shapes(NoticeShape, "信息，最近变更的在前", "notices, the last changed first")
    cursor = cursor_of_page()


class HighlightShape(Schema):
    """命中处. Where the words stand in one field."""

    field = words("字段；要素为 fields.名称", "field; one of its category's: fields.NAME")
    text = words(
        "字段内容；正文和附件为命中处前后的片段", "the field; of body and attachments, the text around the first match"
    )
    spots = List(
        List(Integer()),
        required=True,
        metadata=said("起止位置（字符）", "pairs: first character and the one after the last, counted in code points"),
    )


class HitShape(NoticeShape):
    """检索到的信息. A notice that was found."""

    highlights = shapes(HighlightShape, "命中处", "where the words stand")


class HitsShape(Schema):
    """命中数量. How many were found."""

    total = count("条数", "how many")
    exact = flag("为 false 时还有更多，只统计了最近变更的 total 条", "false: there are more; the latest were counted")
    by_category = tally("按类别", "by code of category")
    by_division = tally("按行政区划", "by code of division")
    by_year = tally("按发布年份", "by year of publication")


class SearchShape(Schema):
    """检索结果. A page of what was found."""

    notices = shapes(HitShape, "检索到的信息", "what was found")
    cursor = cursor_of_page()
    counts = shape_or_null(HitsShape, "数量；未要求时为 null", "how many; null where not asked for")


class DifferenceShape(Schema):
    field = words("字段", "field of the record")
    before: Field[Any] = Field(required=True, allow_none=True, metadata=said("变更前", "before"))
    after: Field[Any] = Field(required=True, allow_none=True, metadata=said("变更后", "after"))


class VersionShape(Schema):
    """版本. One public version, and what it says otherwise than the one before."""

    seq = count("序号", "seq")
    kind = words("变更类型", "what happened")
    at = moment("时间", "when")
    public = flag("仍可查阅", "whether its record may be read")
    capture = words_or_null(
        "所据快照的名称：其网址、一个空格和原始字节的 BLAKE2b-160（十六进制）三者相连的 BLAKE2b-160；没有则为 null",
        "name of the capture behind it: BLAKE2b-160 of address, space and BLAKE2b-160 of its bytes in hex; null: none",
    )
    decided_by = words_or_null("放行或更正的人；不是人工处理的为 null", "who released or corrected it; null: nobody")
    why = words_or_null("其理由", "and why")
    differences = shapes(DifferenceShape, "与前一公开版本的差异", "against the public version before")


class VersionsShape(Schema):
    id = words("信息标识", "id of the notice")
    state = one_of(State, "状态", "state")
    versions = shapes(VersionShape, "公开过的版本，旧的在前", "public versions, oldest first")


class OneNotice(NoticeShape):
    """一条信息. One notice as it is public now."""


class OneVersion(RecordShape):
    """一个版本的记录. The record as of one version."""


class ProblemShape(Schema):
    """RFC 9457."""

    type = words("类型", "type")
    status = count("状态码", "status")
    title = words("标题", "title")
    detail = String(metadata=said("说明与处理办法", "what is wrong and what to do"))
