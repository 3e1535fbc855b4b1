"""What is asked of a site, and the bytes that came."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Validators:
    """What makes a request conditional (RFC 9110, section 13): both may be absent."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return self.etag is not None or self.last_modified is not None


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a site. ``form`` is sent urlencoded as the body of a POST, ``json`` as it stands in its place.

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

    @property
    def key(self) -> str:
        """Names the request among those of its source: equal questions, equal keys."""
        form = "&".join(f"{name}={value}" for name, value in self.form)
        return f"{self.method} {self.url} {form or self.json}".rstrip()


@dataclass(frozen=True)
class Answer:
    """The bytes that came, undecoded (requests' own ``.text`` guesses wrong for Chinese pages).

    ``url`` is where the redirects ended, ``headers`` have lower-case names, ``fetched`` is UTC.
    """

    request: Request
    status: int
    url: str
    content: bytes
    fetched: datetime
    headers: Mapping[str, str] = field(default_factory=dict)

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

    @cached_property
    def digest(self) -> str:
        """Names the content; also the address of its capture."""
        return hashlib.blake2b(self.content, digest_size=20).hexdigest()
