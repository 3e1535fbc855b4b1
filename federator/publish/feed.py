"""What a feed says of itself, and the names it mints."""

from dataclasses import dataclass
from datetime import datetime

from federator.model.revision import Published

GENERATOR = "federator"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A notice that ceased to be public (RFC 6721): its ``tag:`` URI, since when (UTC), and why, in words.

    ``merged_into`` is the ``tag:`` URI of the notice that it turned out to be, ``""`` where it is none.
    """

    ref: str
    seq: int
    when: datetime
    comment: str
    merged_into: str


@dataclass(frozen=True, slots=True)
class Feed:
    """One page of one feed.

    ``name`` tells selections apart and is the same on each page of one selection (``notices?category=C05``);
    ``language`` is a BCP 47 tag; ``home_url`` ends in ``/`` and is where the public pages begin; ``next_url`` leads
    to older notices (RFC 5005, section 3), None on the last page; ``updated`` is UTC; ``authority`` the domain and
    year of the ``tag:`` URIs (RFC 4151). ``gone``: what ceased to be public among these entries.

    An archive (RFC 5005, section 4) has a ``current_url``, the feed it belongs to; ``archive_url`` leads to the archive
    before this one, None where there is none. ``hub_url``: the WebSub hub that tells of changes, if there is one.
    """

    name: str
    title: str
    language: str
    self_url: str
    home_url: str
    next_url: str | None
    updated: datetime
    authority: str
    gone: tuple[Tombstone, ...] = ()
    archive_url: str | None = None
    current_url: str | None = None
    hub_url: str = ""

    @property
    def id(self) -> str:
        """``tag:{authority}:feed/{name}``."""
        return f"tag:{self.authority}:feed/{self.name}"

    def notice_id(self, published: Published) -> str:
        """``tag:{authority}:notice/{id}``: never changes, whatever address the notice has."""
        return notice_tag(self.authority, published.id)

    def notice_page(self, published: Published) -> str:
        """The notice's page at this service, with its provenances and versions."""
        return f"{self.home_url}notices/{published.id}"


def notice_tag(authority: str, id: str) -> str:
    """A notice's URI in every format."""
    return f"tag:{authority}:notice/{id}"
