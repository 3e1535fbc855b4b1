import re
from datetime import UTC, date, datetime, time

import pytest

from federator.model.attachment import Attachment
from federator.model.local_time import LocalTime
from federator.model.notice import Notice
from federator.model.place import Directory, Division, Organisation
from federator.model.profile import Category, Profile
from federator.model.revision import Published
from federator.model.value import FieldValue
from federator.model.words import Words
from federator.publish.feed import Feed, Tombstone


@pytest.fixture(scope="session")
def profile() -> Profile:
    category = Category(
        code="K2",
        name=Words("征地公告", "Land taking"),
        deadline_value=10,
        deadline_unit="working_day",
        deadline_from="approval_received",
        legal_basis="",
        verified=False,
        freshness_days=None,
        weight=None,
        required_extra=(),
        zones=(),
        editions=(),
    )
    return Profile(
        id="tiny",
        version="1",
        name=Words("小", "tiny"),
        categories={"K2": category},
        fields={},
        evidence=(),
        clauses={},
        fallback_category="K2",
        disclosures=(),
        disclosure_words={},
        no_publisher=re.compile("本站"),
        zone_rules=(),
        limits={},
        personal={},
    )


@pytest.fixture(scope="session")
def directory() -> Directory:
    return Directory.of(
        [Division("331100", "丽水市", "330000", "city"), Division("331121", "青田县", "331100", "county")],
        [Organisation("331121-zrzy", ("青田县自然资源和规划局",), "331121")],
    )


@pytest.fixture(scope="session")
def feed() -> Feed:
    return Feed(
        name="notices?category=K2",
        title="国土资源信息 · 征地公告",
        language="zh-CN",
        self_url="http://feed.example/feeds/notices.atom?category=K2",
        home_url="http://feed.example/",
        next_url="http://feed.example/feeds/notices.atom?category=K2&cursor=41",
        updated=datetime(2026, 3, 2, 1, 30, tzinfo=UTC),
        authority="feed.example,2026",
        gone=(
            Tombstone("tag:feed.example,2026:notice/2", 44, datetime(2026, 3, 2, 1, tzinfo=UTC), "原网页不存在", ""),
            Tombstone(
                "tag:feed.example,2026:notice/3",
                43,
                datetime(2026, 3, 1, 1, tzinfo=UTC),
                "与另一条信息合并",
                "tag:feed.example,2026:notice/4",
            ),
        ),
        archive_url="http://feed.example/feeds/notices.atom?category=K2&archive=0",
    )


@pytest.fixture(scope="session")
def full() -> Published:
    """A notice with every field the spec knows."""
    notice = Notice(
        title="青田县征收土地公告 <第3号> & 附图",
        url="http://qt.example/art/2026/3/1/art_1.html?a=1&b=2",
        published=LocalTime(date(2026, 3, 1), time(9, 30)),
        publisher="青田县自然资源和规划局",
        organisation="331121-zrzy",
        division="331121",
        site="sample-qt",
        source="sample-qt/zdgg",
        category="K2",
        index_no="331121-012-07-0102-20260301-1",
        doc_no="青土告〔2026〕3号",
        written=date(2026, 2, 27),
        effective=date(2026, 3, 1),
        repealed=date(2030, 3, 1),
        validity="有效",
        subject="土地",
        genre="公告",
        facet="征地信息",
        audience="公民",
        abstract="征收土地 10.6906 公顷。",
        html="<p>征收土地 10.6906 公顷 ]]&gt; 见附件。</p>",
        text="征收土地 10.6906 公顷 ]]> 见附件。",
        attachments=(
            Attachment("红线图", "http://qt.example/get?id=1&t=2", "pdf", "hxt.pdf", 20481),
            Attachment("补偿标准", "http://qt.example/b.et", "et", "b.et"),
        ),
        zones=("政务公开", "市场信息"),
        editions=("个人",),
        subtype="征收土地公告",
        fields={
            "area": FieldValue("10.6906公顷", 10.6906, "ha"),
            "village": FieldValue("甲村、乙村", ("甲村", "乙村")),
        },
        records=({"area": FieldValue("1亩\x0b", 666.666667, "m2")}, {"area": FieldValue("2亩", 1333.333333, "m2")}),
    )
    instant = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    return Published("01JNAAAAAAAAAAAAAAAAAAAAA1", 42, instant.replace(day=1), instant, notice)


@pytest.fixture(scope="session")
def bare() -> Published:
    """A notice with no more than the spec demands: a day without time, no body, no words of its publisher."""
    notice = Notice(
        title="停水通知",
        url="http://qt.example/2.html",
        published=LocalTime(date(2026, 2, 28)),
        publisher="",
        organisation="331121-zrzy",
        division="331121",
        site="sample-qt",
        source="sample-qt/zdgg",
        category="GONE",
        assigned_index_no="331121-FED-2026-000001",
    )
    instant = datetime(2026, 3, 1, 0, 0, 1, tzinfo=UTC)
    return Published("01JNAAAAAAAAAAAAAAAAAAAAA2", 41, instant, instant, notice)
