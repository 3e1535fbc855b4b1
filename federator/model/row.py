"""What a list says, and what a notice's own page says: the site's own words, not yet understood."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from federator.model.answer import Request
from federator.model.making import Remembering, made_quickly

LONGEST_TITLE = 1000
"""Characters of what a list calls a notice; what is longer is no title, and would be shown wherever rows are."""


@dataclass(frozen=True, init=False)
class Row:
    """One line of a list. ``url`` is absolute; ``date_written`` is what the site wrote, unread.

    ``fields`` holds what a list says beyond title, link and date, under the site's labels (a feed's author is
    来源, its summary 摘要); ``html`` the body where list or feed carries all. ``told``: of a date that may be read in
    several ways (``12-10-10``) the day, ISO, which the list as a whole tells; ``""`` where it does not, or need not.
    """

    title: str
    url: str
    date_written: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    html: str = ""
    told: str = ""

    def __init__(
        self,
        title: str,
        url: str,
        date_written: str | None = None,
        fields: Mapping[str, str] | None = None,
        html: str = "",
        told: str = "",
    ) -> None:
        own = (
            self.__dict__
        )  # field by field through the class, as frozen values are made, costs a tenth of reading a list
        own["title"], own["url"], own["date_written"] = title[:LONGEST_TITLE], url, date_written
        own["fields"], own["html"], own["told"] = fields or {}, html, told

    @cached_property
    def digest(self) -> str:
        """Equal rows, equal digests, whatever other rows tell; decides whether a list has changed at all."""
        parts = [self.title, self.url, self.date_written or "", self.html]
        parts += [f"{label}={value}" for label, value in sorted(self.fields.items())]
        return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class ListPage(Remembering):
    """One answer of a list as a connector read it.

    ``carries_rows`` is False for an answer that only leads to the rows (the shell page of a JPAAS column): its
    validators say nothing about them. ``total`` is what the site declares, None where it declares nothing.
    """

    rows: tuple[Row, ...]
    next: Request | None = None
    total: int | None = None
    carries_rows: bool = True

    @cached_property
    def digest(self) -> str:
        """Changes when a row or the declared total does, and not with a timestamp in the answer."""
        parts = [str(self.total), *(row.digest for row in self.rows)]
        return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()


@made_quickly
@dataclass(frozen=True, slots=True)
class LinkedFile:
    """An attachment as the page links it: ``name`` as a person reads it, ``file_name`` as it is saved."""

    name: str
    url: str
    file_name: str


@made_quickly
@dataclass(frozen=True, slots=True)
class NoticePage:
    """A notice's own page in its own words.

    ``metas``: names in lower case; ``fields``: labels with inner spaces and colons stripped, first wins;
    ``title`` is the visible heading (metas hold ArticleTitle); ``body_by`` names the marker the body was found by,
    ``trafilatura`` where only that found one, ``""`` where there is none. ``html`` is sanitised.
    """

    url: str
    title: str
    metas: Mapping[str, str]
    fields: Mapping[str, str]
    html: str
    text: str
    attachments: tuple[LinkedFile, ...]
    body_by: str


@made_quickly
@dataclass(frozen=True, slots=True)
class RawNotice:
    """The site's own words for one notice: row and page joined. Either may be missing, not both."""

    url: str
    row: Row | None
    page: NoticePage | None
