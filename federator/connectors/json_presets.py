"""Interfaces of JSON that are known: how each is asked and read, one entry each, and the address it is known by."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlsplit

from federator.model.errors import ErrorKind, VisitError
from federator.model.site import JsonRule, Source
from federator.notation.address import absolute


@dataclass(frozen=True, slots=True)
class Preset:
    """``path``: what the path of its address looks like, None where a page tells it."""

    rule: JsonRule
    path: re.Pattern[str] | None = None


def _at(path: str) -> re.Pattern[str]:
    return re.compile(path, re.A | re.I)


PRESETS: Mapping[str, Preset] = {
    # 中国土地市场网: api.landchina.com/tGygg/transfer/list, /tCjgs/deal/list … ; ?xzqDm=330100 goes into the body
    "landchina": Preset(
        JsonRule(
            json='{"pageNum":{page},"pageSize":{size}{query}}',
            referer="https://www.landchina.com/",
            items="data.list",
            total="data.total",
            title="gyggBt|gsbt|biaoti|title|bt",
            link="https://www.landchina.com/landSupplyDetail?id={gyggGuid}&type=%E5%87%BA%E8%AE%A9%E5%85%AC%E5%91%8A&path=0",
            id="cjgsGuid|gyjhGuid|gdGuid|guid|id",
            date="fbSj|jzrq|fbsj|gsSj|createTime",
        ),
        re.compile(r"/(?:jt-)?t[A-Z]\w{2,12}/\w{3,12}/list", re.A),
    ),
    # 浙江省自然资源网上交易系统: publicity lists carry the text, bidding lists only the parcel
    "zjzrzyjy": Preset(
        JsonRule(
            address="?current={page}&size={size}",
            size=50,
            items="data.records",
            total="data.total",
            title="title|publicityTitle|{districtName} {sourceCode}|sourceCode",
            link="/landView/land-bidding/source-detail?resourceId={sourceId}",
            id="publicityId",
            date="releaseTime",
            html="content",
        ),
        _at(r"/trade/view/publicity/queryPublicityList"),
    ),
    "zjzrzyjy-bidding": Preset(
        JsonRule(
            address="?currentPage={page}&pageSize={size}",
            size=50,
            items="data.records",
            total="data.total",
            title="resourceName|{xzqName} {resourceNumber}|resourceNumber",
            link="/landView/land-bidding/source-detail?resourceId={resourceId}",
            date="ggPubTime|pubTime|announcementPubTime|releaseTime",
        ),
        _at(r"/trade/view/landbidding/querylandbidding"),
    ),
    # 开普云: the columns of a table are named per site (f_202163261554), so title and body stand in the source's rule
    "irs": Preset(
        JsonRule(
            json='{"pageNo":{page},"pageSize":{size},"searchFields":[],"isPage":true,'
            '"sorts":[{"sortField":"save_time","sortOrder":"DESC"}]{query}}',
            items="data.list",
            total="data.pager.total",
            link="doc_pub_url",
            id="rec_id",
            date="save_time",
        ),
        _at(r"/irs/front/list"),
    ),
    # 广东 信息公开目录: 100 rows a page; pages 0 and 1 are the same
    "gkmlpt": Preset(
        JsonRule(
            address="?page={page}",
            size=100,
            items="articles",
            total="total|classify.post_count",
            title="title",
            link="url|post_url",
            id="id",
            date="display_publish_time|first_publish_time|date|create_time|created_at",
            fields=(("索引号", "identifier"), ("文号", "document_number"), ("发布机构", "publisher")),
        ),
        _at(r"(?:/[\w-]{1,40})?/gkmlpt/api/all/\d{1,9}"),
    ),
    # 中国政府网: the whole column in one file, such as ZUIXINZHENGCE.json
    "gov-cn": Preset(
        JsonRule(title="TITLE", link="URL", date="DOCRELPUBTIME|PUBTIME|DATE|date"),
        re.compile(r"/(?:[\w-]{1,40}/){1,8}[A-Z][A-Z0-9_]{2,60}\.json", re.A),
    ),
    # 湖州 and others: /hzgov/openapi/info/ajaxpagelist.do?channelid=26535
    "ajaxpagelist": Preset(
        JsonRule(
            address="?pagesize={size}&pageno={page}",
            size=15,
            items="infolist|list|data|rows|",
            total="total|totalcount|recordcount|count",
            title="title",
            link="url",
            date="daytime|publishtime|date",
            fields=(("来源", "source"),),
        ),
        _at(r"(?:/[\w-]{1,40}){0,3}/openapi/info/ajaxpagelist\.do"),
    ),
    # TRS: a page whose script holds the list, itemObj=[{"aT":title,"aPd":date,"aU":"{\"common\":\"/a.html\"}"}]
    "trs-items": Preset(
        JsonRule(variable="itemObj", title="aT", link="aU.common|aU.pc|aU", date="aPd"),
    ),
}


_PAGES = (
    (
        _at(r"https?://[^/?#]+/landView/land-bidding/?(\?[^#]*)?(?:#.*)?"),
        "/trade/view/landbidding/querylandbidding?sortWay=desc&sortField=ZYKSSJ&",
    ),
    (
        _at(r"https?://[^/?#]+/landWeb/publicityList/?(\?[^#]*)?(?:#.*)?"),
        "/trade/view/publicity/queryPublicityList?type=3&sort=desc&",
    ),
    (
        _at(r"https?://(?:www\.)?landchina\.com/(\?[^#]*)?#/givingNotice.*"),
        "https://api.landchina.com/tGygg/transfer/list?",
    ),
)
"""Pages that people see, and the interface that each asks; what stands in the page's query is asked too."""


def interface_behind(url: str) -> str:
    """The interface that the page at ``url`` asks for its list; ``url`` itself where no such page is known."""
    for page, interface in _PAGES:
        if found := page.fullmatch(url):
            return absolute(url, interface + (found[1] or "")[1:]).rstrip("?&")
    return url


def preset_at(url: str) -> str:
    """The name of the preset whose interface answers at ``url``, ``""`` for none."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    named = (name for name, preset in PRESETS.items() if preset.path and preset.path.fullmatch(path))
    return next(named, "")


def begins(source: Source) -> bool:
    """Whether the source is asked by a rule of this kind from its first request on."""
    if source.connector not in (None, "json-list"):
        return False
    return isinstance(source.rule, JsonRule) or (not source.rule and bool(preset_at(interface_behind(source.url))))


def rule_of(source: Source, otherwise: str = "") -> JsonRule:
    """The source's rule over its preset, by name or by address, else over the preset ``otherwise``.

    :raises VisitError: RULE where that leaves open what a title is, or names no preset.
    """
    own = source.rule if isinstance(source.rule, JsonRule) else JsonRule(preset=preset_at(source.url) or otherwise)
    name = own.preset or preset_at(source.url)
    if own.preset and own.preset not in PRESETS:
        raise VisitError(ErrorKind.RULE, f"no preset {own.preset!r}; there are {', '.join(PRESETS)}")
    rule = _over(PRESETS[name].rule, own) if name else own
    if not rule.title:
        raise VisitError(ErrorKind.RULE, f"json-list needs a rule with a title, or one of {', '.join(PRESETS)}")
    return rule


def _over(preset: JsonRule, own: JsonRule) -> JsonRule:
    said = {field.name: getattr(own, field.name) for field in fields(own)}
    return replace(preset, **{name: value for name, value in said.items() if value not in ("", None, ())})
