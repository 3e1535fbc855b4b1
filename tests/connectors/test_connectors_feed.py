"""Feeds: every format, and the strict reader held equal to feedparser."""

import pytest

from federator.connectors.catalogue import read_list
from federator.connectors.feed import lenient_entries
from federator.connectors.feed_entry import rows_from
from federator.connectors.feed_xml import strict_entries
from federator.model.row import ListPage
from federator.model.site import Source
from tests.answers import answer_at

URL = "http://rss.a.test/gtj/feed.xml"
RSS = """<?xml version="1.0" encoding="gb2312"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>国土资源局</title><link>http://a.test/</link><description>d</description>
<item><title>关于A&amp;amp;B地块 &lt;b&gt;挂牌&lt;/b&gt;出让的公告</title><link>/art/1.html?a=1&amp;b=2</link>
  <guid isPermaLink="false">id-1</guid><pubDate>2016/6/29</pubDate><author>gtj@a.test (信息中心)</author>
  <description>&lt;p&gt;朱镕路地块的&lt;em&gt;摘要&lt;/em&gt;&lt;/p&gt;</description>
  <content:encoded><![CDATA[<p>全文，<a href="/a.pdf">附件</a></p>]]></content:encoded></item>
<item><title><![CDATA[征收土地预公告]]></title><guid>http://a.test/art/2.html</guid><dc:date>2024年3月1日</dc:date>
  <dc:creator>耕保处</dc:creator><description><![CDATA[<p>只有正文</p>]]></description></item>
<item><title>没有链接的一条</title><guid isPermaLink="false">tag:a,3</guid>
  <pubDate>Tue, 29 Jun 2016 10:00:00 CST</pubDate></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><!-- made by hand -->
<feed xmlns="http://www.w3.org/2005/Atom"><title>规划公示</title><id>urn:f</id><updated>2026-08-28T09:00:00Z</updated>
<entry><title type="html">关于&lt;i&gt;规划&lt;/i&gt;的公示</title><id>urn:1</id><link rel="enclosure" href="a.pdf"/>
  <link rel="alternate" type="text/html" href="art/1.html"/><published>2026-08-27T16:30:00+08:00</published>
  <updated>2026-08-28T09:00:00Z</updated><author><name>规划处</name><email>gh@a.test</email></author>
  <summary>摘要一句</summary><content type="html">&lt;p&gt;正文&lt;/p&gt;</content></entry>
<entry><title>只有更新时间</title><id>urn:2</id><link href="http://b.test/2.html"/><updated>2026-08-26 10:00</updated>
  <summary type="html">&lt;p&gt;摘要即正文&lt;/p&gt;</summary></entry>
</feed>"""


def _read(text: str, charset: str = "utf-8") -> ListPage:
    answer = answer_at(URL, text.encode(charset))
    return read_list(answer, Source("s", "c", "栏目", URL, "330000-zrzy", "330000", connector=None))


def test_rss_in_the_site_s_own_words() -> None:
    full, plain, linkless = _read(RSS, "gb18030").rows
    assert (full.title, full.url) == ("关于A&B地块 挂牌出让的公告", "http://rss.a.test/art/1.html?a=1&b=2")
    assert full.date_written == "2016/6/29"
    assert dict(full.fields) == {"来源": "信息中心", "摘要": "朱镕路地块的摘要"}
    assert full.html == '<p>全文，<a href="/a.pdf">附件</a></p>'
    assert (plain.url, plain.date_written) == ("http://a.test/art/2.html", "2024年3月1日")
    assert (dict(plain.fields), plain.html) == ({"来源": "耕保处"}, "<p>只有正文</p>")
    assert (linkless.title, linkless.url) == ("没有链接的一条", "")
    assert linkless.date_written == "Tue, 29 Jun 2016 10:00:00 CST"


def test_atom_in_the_site_s_own_words() -> None:
    first, second = _read(ATOM).rows
    assert (first.title, first.url) == ("关于规划的公示", "http://rss.a.test/gtj/art/1.html")
    assert first.date_written == "2026-08-27T16:30:00+08:00"
    assert (dict(first.fields), first.html) == ({"来源": "规划处", "摘要": "摘要一句"}, "<p>正文</p>")
    assert (second.date_written, dict(second.fields), second.html) == ("2026-08-26 10:00", {}, "<p>摘要即正文</p>")


@pytest.mark.parametrize("text", [RSS, ATOM])
def test_the_strict_reader_equals_feedparser(text: str) -> None:
    strict = strict_entries(text)
    assert strict
    assert rows_from(strict, URL) == rows_from(lenient_entries(text, URL), URL)


@pytest.mark.parametrize(
    "text",
    [
        RSS.replace("</guid><pubDate>", "</guid><br><pubDate>"),
        RSS.replace("<channel>", "<channel>&nbsp;"),
        RSS.replace("</title>", "&#xD800;&#1114112;&#99999999999;&#1;</title>"),
        '<!DOCTYPE rss [<!ENTITY b "朱">]>' + RSS.partition("?>")[2].lstrip(),
        RSS.replace('version="2.0"', 'version="0.91"'),
        RSS + "<script>count(1)</script><!-- 0.12 s -->",
        RSS.replace("<guid>", "<link></link><guid>").replace("</channel>", "<x:y/></channel>"),
    ],
)
def test_what_is_not_strict_goes_to_feedparser_and_reads_alike(text: str) -> None:
    assert strict_entries(text) is None
    assert [(row.title, row.url, row.date_written) for row in _read(text).rows] == [
        (row.title, row.url, row.date_written) for row in _read(RSS).rows
    ]


def test_rdf_and_xml_base() -> None:
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>t</title></channel>
      <item rdf:about="y"><title>公告</title><link>http://a.test/1.html</link><dc:date>2026-08-28</dc:date></item></rdf:RDF>"""
    based = ATOM.replace("<feed ", '<feed xml:base="http://cdn.test/x/" ')
    assert [(row.title, row.url, row.date_written) for row in _read(rdf).rows] == [
        ("公告", "http://a.test/1.html", "2026-08-28")
    ]
    assert _read(based).rows[0].url == "http://cdn.test/x/art/1.html"


def test_a_feed_without_entries_is_a_list_without_rows() -> None:
    assert _read('<rss version="2.0"><channel><title>t</title></channel></rss>') == ListPage(())


def test_entities_of_a_document_type_are_never_expanded() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    page = _read(f'{bomb}<rss version="2.0"><channel><item><title>x&b;&f;</title></item></channel></rss>')
    assert [row.title for row in page.rows] == ["x&b;&f;"]


@pytest.mark.parametrize("link", ["<link>http://a.test/1.html", "<link/>http://a.test/1.html"])
def test_a_link_that_is_never_closed_or_stands_behind_its_element(link: str) -> None:
    item = f"<item><title>公告</title>{link}<pubDate>2026-08-28</pubDate></item>"
    page = _read(f'<rss version="2.0"><channel><title>t</title><link>http://a.test/</link>{item}</channel></rss>')
    assert [(row.title, row.url, row.date_written) for row in page.rows] == [
        ("公告", "http://a.test/1.html", "2026-08-28")
    ]
