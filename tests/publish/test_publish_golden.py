"""Each format, byte for byte, beside the values of conftest.py; and read back by readers that we did not write."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import atoma
import feedparser
import lxml.etree
import lxml.html
import pytest

from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.revision import Published
from federator.publish.atom import atom
from federator.publish.feed import Feed
from federator.publish.fields import Place
from federator.publish.json_feed import json_feed
from federator.publish.oai_formats import put_notice
from federator.publish.rss import rss

GOLDEN = Path(__file__).parents[1] / "data" / "publish"
FORMATS = {"notices.atom": atom, "notices.rss": rss, "notices.json": json_feed}
CHINA = timezone(timedelta(hours=8))


@pytest.fixture(scope="session")
def written(feed: Feed, full: Published, bare: Published, profile: Profile, directory: Directory) -> dict[str, bytes]:
    return {name: build(feed, [full, bare], profile, directory) for name, build in FORMATS.items()}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_as_recorded(name: str, written: dict[str, bytes]) -> None:
    assert written[name].decode() == (GOLDEN / name).read_text(encoding="utf-8").rstrip("\n")


def test_atoma_reads_the_atom_feed(written: dict[str, bytes], full: Published) -> None:
    read = atoma.parse_atom_bytes(written["notices.atom"])
    first, second = read.entries
    assert read.id_ == "tag:feed.example,2026:feed/notices?category=K2"
    assert {link.rel: link.href for link in read.links}["next"].endswith("&cursor=41")
    assert first.id_ == "tag:feed.example,2026:notice/01JNAAAAAAAAAAAAAAAAAAAAA1"
    assert first.title.value == full.notice.title
    assert first.content.value == full.notice.html
    assert first.published == datetime(2026, 3, 1, 9, 30, tzinfo=CHINA)
    assert first.updated == datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    assert [(category.term, category.label) for category in first.categories] == [("K2", "征地公告")]
    assert [(link.rel, link.title, link.length) for link in first.links if link.rel == "enclosure"] == [
        ("enclosure", "红线图", 20481),
        ("enclosure", "补偿标准", None),
    ]
    assert second.authors[0].name == "青田县自然资源和规划局"
    assert second.published == datetime(2026, 2, 28, tzinfo=CHINA)


def test_atoma_reads_the_rss_feed(written: dict[str, bytes], full: Published) -> None:
    read = atoma.parse_rss_bytes(written["notices.rss"])
    first, second = read.items
    assert (first.title, first.link, first.content_encoded) == (full.notice.title, full.notice.url, full.notice.html)
    assert first.pub_date == datetime(2026, 3, 1, 9, 30, tzinfo=CHINA)
    assert [(enclosure.url, enclosure.length) for enclosure in first.enclosures] == [
        ("http://qt.example/get?id=1&t=2", 20481)
    ]
    assert (second.guid, second.enclosures) == ("tag:feed.example,2026:notice/01JNAAAAAAAAAAAAAAAAAAAAA2", [])


def test_atoma_reads_the_json_feed(written: dict[str, bytes], full: Published) -> None:
    read = atoma.parse_json_feed_bytes(written["notices.json"])
    assert read.next_url.endswith("&cursor=41")
    assert [item.content_html for item in read.items] == [full.notice.html, None]
    assert [item.content_text for item in read.items] == [None, ""]
    assert [attachment.size_in_bytes for attachment in read.items[0].attachments] == [20481, None]


def test_no_words_of_an_abstract_become_markup_in_rss(
    feed: Feed, full: Published, profile: Profile, directory: Directory
) -> None:
    """RSS 2.0: a description is HTML, entity-encoded."""
    words = "<script>alert(1)</script> & 10 < 12"
    entry = replace(full, notice=replace(full.notice, abstract=words))
    item = atoma.parse_rss_bytes(rss(feed, [entry], profile, directory)).items[0]
    assert lxml.html.fromstring(item.description).text_content() == words


@pytest.mark.parametrize("name", ["notices.atom", "notices.rss"])
def test_feedparser_reads_the_extension_fields(name: str, written: dict[str, bytes]) -> None:
    read = feedparser.parse(written[name])
    assert not read.bozo
    first, second = read.entries
    assert first["fed_doc_no"] == "青土告〔2026〕3号"
    assert first["fed_published"] == "2026-03-01T09:30:00+08:00"
    assert second["fed_published"] == "2026-02-28"
    assert second["fed_assigned_index_no"] == "331121-FED-2026-000001"
    assert "fed_index_no" not in second


def test_json_says_the_same_of_a_notice_as_xml(written: dict[str, bytes]) -> None:
    said = json.loads(written["notices.json"])["items"][0]["_federator"]
    read = feedparser.parse(written["notices.atom"]).entries[0]
    scalars = {name: value for name, value in said.items() if isinstance(value, str | int) and name != "about"}
    assert len(scalars) > 20
    assert {f"fed_{name}": str(value).lower() for name, value in scalars.items()} == {
        f"fed_{name}": str(read[f"fed_{name}"]).lower() for name in scalars
    }


def test_the_record_of_oai_with_every_field_is_valid_by_our_schema(
    feed: Feed, full: Published, bare: Published, profile: Profile, directory: Directory
) -> None:
    schema = lxml.etree.XMLSchema(file=Path(__file__).parents[2] / "federator/web/static/notice-1.xsd")
    for published in (full, bare):
        parent = lxml.etree.Element("metadata")
        put_notice(parent, published, feed, Place(profile, directory))
        schema.assertValid(parent[0])
