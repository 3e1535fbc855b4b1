"""Whatever a site wrote, the feed is well-formed and gives it back, less what XML cannot carry."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from federator.model.attachment import Attachment
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.revision import Published
from federator.publish.atom import atom
from federator.publish.feed import Feed
from federator.publish.json_feed import json_feed
from federator.publish.rss import rss

NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "c": "http://purl.org/rss/1.0/modules/content/",
    "f": "urn:federator:notice:1",
}

any_text = st.text(max_size=40) | st.sampled_from(
    ["]]>", "<b>&amp;", "\x00\x0b\x1f", "\ud83d", "👩‍🚀𠮷", "\ufffe\uffff", "a\r\nb\tc", " \u3000 ", "&#0;", "<!--"]
)


def carried(text: str) -> str:
    """What is left of ``text`` in XML 1.0: written anew here, character by character."""

    def may_stand(character: str) -> bool:
        code = ord(character)
        return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000

    return "".join(filter(may_stand, text))


def filled(full: Published, text: str) -> Published:
    attachment = Attachment(text, "http://qt.example/a", "pdf", "a")
    notice = replace(full.notice, title=text, html=text, publisher=text, subject=text, attachments=(attachment,))
    return replace(full, notice=notice)


@given(text=any_text)
@settings(max_examples=150)
def test_xml_gives_back_what_it_can_carry(
    text: str, full: Published, feed: Feed, profile: Profile, directory: Directory
) -> None:
    entries = [filled(full, text)]
    entry = etree.fromstring(atom(feed, entries, profile, directory)).find("a:entry", NAMES)
    item = etree.fromstring(rss(feed, entries, profile, directory)).find("channel/item", NAMES)
    assert entry is not None
    assert item is not None
    assert (entry.findtext("a:title", "", NAMES), item.findtext("title", "", NAMES)) == (carried(text), carried(text))
    assert (entry.findtext("a:content", "", NAMES), item.findtext("c:encoded", "", NAMES)) == (carried(text),) * 2
    for parent in (entry, item):
        assert parent.findtext("f:subject", "", NAMES) == carried(text)
        assert [one.get("name") for one in parent.findall("f:attachment", NAMES)] == [carried(text)]


@given(text=any_text)
@settings(max_examples=100)
def test_json_gives_back_all_but_lone_surrogates(
    text: str, full: Published, feed: Feed, profile: Profile, directory: Directory
) -> None:
    item = json.loads(json_feed(feed, [filled(full, text)], profile, directory))["items"][0]
    assert item["title"] == text.encode("utf-8", "ignore").decode()
