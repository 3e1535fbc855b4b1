"""What is asked of a site, and the bytes that came."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from federator.model.making import Remembering, made_quickly

_MAX_AGE = re.compile(r"(?<![\w-])max-age\s*=\s*\"?(\d{1,9})")

MISSING = (404, 410)
"""Statuses by which a site says that a page is gone."""


@made_quickly
@dataclass(frozen=True, slots=True)
class Validators:
    """What makes a request conditional (RFC 9110, section 13): both may be absent."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return self.etag is not None or self.last_modified is not None


@made_quickly
@dataclass(frozen=True, slots=True)
class Request:
    """One question to a site. ``form`` is sent urlencoded as the body of a POST, ``json`` as it stands in its place;
    ``headers`` beside the usual ones.

    Three are not sent. ``declared`` is the total of rows an earlier answer of the list declared, so that an empty later
    answer is known for a failure; ``before`` the digest of the page before, so that a repeated page is known;
    ``instead`` the smaller question where a site answers 404 to this one.
    """

    url: str
    method: str = "GET"
    form: tuple[tuple[str, str], ...] = ()
    referer: str | None = None
    declared: int | None = None
    json: str = ""
    before: str = ""
    instead: "Request | None" = None
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Names the request among those of its source: equal questions, equal keys."""
        form = "&".join(f"{name}={value}" for name, value in self.form)
        return f"{self.method} {self.url} {form or self.json}".rstrip()


@made_quickly
@dataclass(frozen=True, slots=True)
class Answer(Remembering):
    """The bytes that came, undecoded (requests' own ``.text`` guesses wrong for Chinese pages).

    ``url`` is where the redirects ended, ``headers`` have lower-case names, ``fetched`` is UTC; ``seconds``: how long
    the site took, redirects too, without our own pause before them.
    """

    request: Request
    status: int
    url: str
    content: bytes
    fetched: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def not_modified(self) -> bool:
        """304: what we hold is still what the site holds."""
        return self.status == 304

    @property
    def content_type(self) -> str:
        """The media type without parameters, lower case, ``""`` where none was given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def validators(self) -> Validators:
        """What to send next time."""
        return Validators(self.headers.get("etag"), self.headers.get("last-modified"))

    @property
    def retry_after(self) -> float:
        """Seconds for which the site wants to be left alone (RFC 9110, section 10.2.3: a number, or a date); else 0."""
        written = self.headers.get("retry-after", "").strip()
        if written.isascii() and written.isdecimal():
            return float(written[:9])
        from email.utils import parsedate_to_datetime  # hardly any answer has one

        try:
            until = parsedate_to_datetime(written)
        except (ValueError, OverflowError):
            return 0.0
        return max(0.0, (until - self.fetched).total_seconds()) if until.tzinfo else 0.0

    @property
    def max_age(self) -> float:
        """Seconds for which the answer stays as it is (RFC 9111, sections 4.2.1 and 5.2.2): its max-age without the
        time it has spent in caches; 0 where nothing is said, or that it may change at any time."""
        said = self.headers.get("cache-control", "").lower()
        found = _MAX_AGE.search(said)
        if not found or "no-cache" in said or "no-store" in said:
            return 0.0
        age = self.headers.get("age", "").strip()
        return max(0.0, float(found[1]) - (float(age[:9]) if age.isascii() and age.isdecimal() else 0.0))

    @cached_property
    def digest(self) -> str:
        """Names the content."""
        return hashlib.blake2b(self.content, digest_size=20).hexdigest()

    @cached_property
    def capture(self) -> str:
        """Names its capture: the content, and where it lay. Equal bytes of two addresses are evidence of two things."""
        return hashlib.blake2b(f"{self.url} {self.digest}".encode("utf-8", "replace"), digest_size=20).hexdigest()


Ask = Callable[[Request, Validators], Answer]
"""Asks a site. Raises VisitError where no answer comes."""
