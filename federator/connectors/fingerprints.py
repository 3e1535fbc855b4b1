"""The marks that pages of each kind of software bear, and how sure each makes of it."""

import re
from dataclasses import dataclass
from itertools import islice

from federator.model.words import Words
from federator.notation.address import absolute
from federator.notation.address_parts import domain_of


@dataclass(frozen=True, slots=True)
class Mark:
    """A fingerprint and how sure it makes one, in percent. ``link``: what its group finds is an address."""

    connector: str
    pattern: re.Pattern[str]
    weight: int
    seen: Words
    link: bool = False

    def is_in(self, text: str, url: str) -> bool:
        """Whether the page found at ``url`` has it. Links that all lead to others' sites are marks of theirs."""
        if not self.link:
            return self.pattern.search(text) is not None
        links = (absolute(url, found[1]) for found in islice(self.pattern.finditer(text), _LOOKED_AT))
        return any(domain_of(link) == domain_of(url) for link in links)


def _mark(connector: str, weight: int, pattern: str, zh: str, en: str) -> Mark:
    return Mark(connector, re.compile(pattern, re.A), weight, Words(zh, en))


def _linked(connector: str, weight: int, address: str, zh: str, en: str) -> Mark:
    pattern = re.compile(rf"""href\s*=\s*["']?([^"'<>\s]{{0,300}}{address})""", re.A)
    return Mark(connector, pattern, weight, Words(zh, en), link=True)


MARKS = (
    _mark("jpaas", 95, r"<script\b[^<>]*\bunitbuild\b", "页面含 unitbuild 单元脚本", "a unitbuild script"),
    _mark(
        "jpaas", 95, r'^\s*\{(?=.*?"data")(?=.*?(?:unitUrl|"traceId"))', "单元接口的应答", "an answer of the unit call"
    ),
    _mark("jpaas", 40, r"jpaas-publish-server|/cms_files/jcms", "JPAAS 资源路径", "addresses of JPAAS"),
    _mark("jpaas", 30, r"\bpageTimestamp\s*=", "pageTimestamp 标记", "a pageTimestamp mark"),
    _mark("jpage", 95, r"<datastore\b", "内嵌 datastore 数据", "an embedded datastore"),
    _mark("jpage", 80, r"\.jpage\(\s*\{", "调用 jpage 分页", "a call of jpage"),
    _mark("jpage", 60, r"jpage/dataproxy\.jsp|jslib/jquery/jpage", "dataproxy 数据接口", "the dataproxy interface"),
    _linked(
        "jpage",
        40,
        r"""/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html""",
        "/art/2026/8/28/art_1_2.html 式文章地址",
        "addresses like /art/2026/8/28/art_1_2.html",
    ),
    _mark(
        "jpage",
        20,
        r"<meta\s+name=.(?:Maketime|WebId).|/module/jslib/|/script/web_front\.js|hanweb",
        "大汉 JCMS 页面标记",
        "marks of Hanweb JCMS",
    ),
    _linked(
        "trs",
        60,
        r"""\bt\d{8}_\d+\.s?html?""",
        "t20260828_1.html 式文章地址",
        "addresses like t20260828_1.html",
    ),
    _mark("trs", 30, r"createPageHTML\s*\(", "createPageHTML 分页", "paging by createPageHTML"),
    _mark("trs", 30, r"\bCurrChnlCls\b|\bTRS_|\btrs_|_trs_ta_js|WCM置标", "TRS 页面标记", "marks of TRS"),
    _mark(
        "vsb", 60, r"/system/resource/(?:js|css)/|\.vsb\.css|Visual SiteBuilder", "博达 VSB 资源路径", "files of VSB"
    ),
    _mark("vsb", 60, r"""\bid\s*=\s*["']?line_?u?\d+_\d+\b""", "line_u7_0 式条目标识", "rows named like line_u7_0"),
    _mark("vsb", 50, r"_simple_list_gotopage_fun|\bpb_sys_common\b", "博达翻页组件", "VSB's pager"),
    _linked(
        "vsb",
        40,
        r"""\binfo/\d+/\d+\.html?""",
        "info/1116/5946.htm 式文章地址",
        "addresses like info/1116/5946.htm",
    ),
    _mark("epoint", 80, r"webBuilderCommon\.js", "引用 webBuilderCommon.js", "the script webBuilderCommon.js"),
    _mark("epoint", 95, r"\bsiteInfo\s*=\s*\{[^{}]*siteGuid", "siteInfo 站点信息", "the site's siteInfo"),
    _mark("epoint", 80, r"MoreInfoList1[$_]", "MoreInfoList 列表控件", "the control MoreInfoList"),
    _mark("epoint", 60, r"/rest/lightfrontaction/|EpointWebBuilder", "新点接口路径", "addresses of Epoint's interface"),
    _mark("epoint", 30, r"""\bclass\s*=\s*["'][^"'<>]*\bewb-""", "ewb- 样式", "styles named ewb-"),
    _linked(
        "epoint",
        60,
        r"""\b\d{8}/[0-9a-f]{8}-[0-9a-f-]+\.html""",
        "20210104/{uuid}.html 式文章地址",
        "addresses like 20210104/{uuid}.html",
    ),
    _mark("powereasy", 90, r"\{pe\.begin\.pagination\}|\bid\s*=\s*.pe100_page", "动易翻页标签", "PowerEasy's pager"),
    _mark("powereasy", 30, r"PowerEasy|siteweaver", "动易页面标记", "marks of PowerEasy"),
    _linked(
        "powereasy",
        50,
        r"""/Item/\d+\.aspx""",
        "/Item/17326.aspx 式文章地址",
        "addresses like /Item/17326.aspx",
    ),
    _mark("json-list", 95, r"""\bitemObj\s*=\s*\[\s*\{\s*["']aT["']""", "页面脚本中的 itemObj", "itemObj in a script"),
    _mark(
        "xxgk",
        95,
        r"""\(\s*["'][^"'<>\s]*/(?:module/xxgk|zfxxgk)/s\w+\.jsp""",
        "调用信息公开目录",
        "a call of the catalogue",
    ),
    _mark(
        "xxgk",
        80,
        r"/module/xxgk/(?:tree|search|search_custom|subjectinfo)\.jsp",
        "信息公开目录接口",
        "the catalogue's interface",
    ),
    _mark("xxgk", 95, r"\btr_main_value_(?:odd|even)\b", "信息公开目录表格", "rows of the catalogue"),
    _mark("truecms", 95, r"messageController/getMessage\.do", "getMessage.do 数据接口", "the interface getMessage.do"),
    _mark("truecms", 60, r"\bid\s*=\s*[\"']?initData\b", "页面内的 #initData 列表", "a list #initData in the page"),
    _mark("truecms", 99, r'"result"\s*:\s*"\s*<datastore', "getMessage.do 的应答", "an answer of getMessage.do"),
)
_LOOKED_AT = 50
"""Links that show whose they are."""
