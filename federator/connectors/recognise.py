"""Which kind of software answered: named by fingerprints, with the evidence."""

import re
from dataclasses import dataclass

from federator.connectors.page import text_of
from federator.model.answer import Answer
from federator.model.words import Words


@dataclass(frozen=True, slots=True)
class Recognition:
    """``connector`` as in the catalogue; ``confidence`` in percent."""

    connector: str
    evidence: tuple[Words, ...]
    confidence: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """A fingerprint and how sure it makes one, in percent."""

    connector: str
    pattern: re.Pattern[str]
    weight: int
    seen: Words


def _mark(connector: str, weight: int, pattern: str, zh: str, en: str) -> _Mark:
    return _Mark(connector, re.compile(pattern, re.A), weight, Words(zh, en))


_MARKS = (
    _mark("jpaas", 95, r"<script\b[^<>]*\bunitbuild\b", "页面含 unitbuild 单元脚本", "a unitbuild script"),
    _mark(
        "jpaas", 95, r'^\s*\{(?=.*?"data")(?=.*?(?:unitUrl|"traceId"))', "单元接口的应答", "an answer of the unit call"
    ),
    _mark("jpaas", 40, r"jpaas-publish-server|/cms_files/jcms", "JPAAS 资源路径", "addresses of JPAAS"),
    _mark("jpaas", 30, r"\bpageTimestamp\s*=", "pageTimestamp 标记", "a pageTimestamp mark"),
    _mark("jpage", 95, r"<datastore\b", "内嵌 datastore 数据", "an embedded datastore"),
    _mark("jpage", 80, r"\.jpage\(\s*\{", "调用 jpage 分页", "a call of jpage"),
    _mark("jpage", 60, r"jpage/dataproxy\.jsp|jslib/jquery/jpage", "dataproxy 数据接口", "the dataproxy interface"),
    _mark(
        "jpage",
        40,
        r"""href\s*=\s*["']?[^"'<>\s]*/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html""",
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
    _mark(
        "trs",
        60,
        r"""href\s*=\s*["']?[^"'<>\s]*\bt\d{8}_\d+\.s?html?""",
        "t20260828_1.html 式文章地址",
        "addresses like t20260828_1.html",
    ),
    _mark("trs", 30, r"createPageHTML\s*\(", "createPageHTML 分页", "paging by createPageHTML"),
    _mark("trs", 30, r"\bCurrChnlCls\b|\bTRS_|\btrs_|_trs_ta_js|WCM置标", "TRS 页面标记", "marks of TRS"),
)
_FEED = re.compile(r"\ufeff?\s*(?=<)(?:(?!<html)[\s\S]){0,2000}?<(?:\w+:)?(rss|feed|rdf)[\s>]", re.I)
_UNIT_CALL = re.compile(r"/page/build/unit\?")
_GROUP_CALL = re.compile(r"/dataproxy\.jsp\?")
_ENOUGH = 50
"""Percent below which nobody should harvest by it."""


def recognise(answer: Answer) -> Recognition | None:
    """The software behind ``answer``, None where no fingerprint is sure enough. VisitError as :func:`text_of`."""
    text = text_of(answer)
    if feed := _FEED.match(text):
        return Recognition("feed", (Words(f"<{feed[1]}> 订阅源", f"a feed <{feed[1]}>"),), 100)
    marks = [mark for mark in _MARKS if mark.pattern.search(text)]
    best = max((mark.connector for mark in marks), key=lambda name: _weight(marks, name), default="")
    if best and _weight(marks, best) >= _ENOUGH:
        evidence = tuple(mark.seen for mark in marks if mark.connector == best)
        return Recognition(best, evidence, min(99, _weight(marks, best)))
    return _by_request(answer.request.url)


def _weight(marks: list[_Mark], connector: str) -> int:
    return sum(mark.weight for mark in marks if mark.connector == connector)


def _by_request(url: str) -> Recognition | None:
    """An interface may answer an error that looks like nothing; its address still tells whose it is."""
    for connector, call in (("jpaas", _UNIT_CALL), ("jpage", _GROUP_CALL)):
        if call.search(url):
            return Recognition(connector, (Words("接口地址", "the interface's address"),), 90)
    return None
