"""What a feed says of itself, and the names it mints."""

from dataclasses import dataclass
from datetime import datetime

from federator.model.revision import Published

GENERATOR = "federator"


@dataclass(frozen=True, slots=True)
class Feed:
    """One page of one feed.

    ``name`` tells selections apart and is the same on each page of one selection (``notices?category=C05``);
    ``language`` is a BCP 47 tag; ``home_url`` ends in ``/`` and is where the public pages begin; ``next_url`` leads
    to older notices (RFC 5005, section 3), None on the last page; ``updated`` is UTC; ``authority`` the domain and
    year of the ``tag:`` URIs (RFC 4151).
    """

    name: str
    title: str
    language: str
    self_url: str
    home_url: str
    next_url: str | None
    updated: datetime
    authority: str

    @property
    def id(self) -> str:
        """``tag:{authority}:feed/{name}``."""
        return f"tag:{self.authority}:feed/{self.name}"

    def notice_id(self, published: Published) -> str:
        """``tag:{authority}:notice/{id}``: never changes, whatever address the notice has."""
        return f"tag:{self.authority}:notice/{published.id}"

    def notice_page(self, published: Published) -> str:
        """The notice's page at this service, with its provenances and versions."""
        return f"{self.home_url}notices/{published.id}"
