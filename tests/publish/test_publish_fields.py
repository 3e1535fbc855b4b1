"""The extension fields are the record's own, and the documentation names every one."""

import re
from pathlib import Path

from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.revision import Published
from federator.publish.feed import Feed
from federator.publish.fields import NAMESPACE, Place, extension

DOCUMENT = Path(__file__).parents[2] / "docs" / "feeds.md"
NOT_CARRIED = {
    "title",
    "url",
    "html",
    "text",
    "category_reason",
    "dates_written",
    "personal_data",
}  # the format's own words, or inward


def test_every_field_of_the_record_is_carried(
    full: Published, bare: Published, feed: Feed, profile: Profile, directory: Directory
) -> None:
    place = Place(profile, directory)
    names = {name for published in (full, bare) for name, _ in extension(published, feed, place)}
    assert set(full.notice.as_record()) - NOT_CARRIED <= names


def test_the_documentation_names_every_field_and_the_namespace(
    full: Published, bare: Published, feed: Feed, profile: Profile, directory: Directory
) -> None:
    place = Place(profile, directory)
    names = {name for published in (full, bare) for name, _ in extension(published, feed, place)}
    document = DOCUMENT.read_text(encoding="utf-8")
    assert NAMESPACE in document
    table = document.partition("## The fields of the publishing spec")[2]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == names
