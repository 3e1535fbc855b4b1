"""A copy of an attachment: its bytes as we keep them, and what could be read in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from federator.model.breach import Breach
from federator.model.notice import Notice


class Reading(StrEnum):
    """What became of looking for text in a document."""

    WHOLE = "whole"
    TRUNCATED = "truncated"
    """There is more text than is read of one document, or a part of it is not read: a file in it, a font of glyphs."""
    NO_TEXT = "no-text"
    """A kind of file that holds none that could be read: a picture, an archive."""
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_MUCH = "too-much"
    """It takes more time or memory than one document may."""
    UNSUPPORTED = "unsupported"
    """No library here reads such files."""


@dataclass(frozen=True, slots=True)
class Document:
    """附件副本. ``media_type`` is what the bytes say; ``pages`` of text or sheets, 0 where it has none. ``released``: a
    person let everybody have it as this notice's, whatever it holds."""

    sha256: str
    media_type: str
    size: int
    reading: Reading
    pages: int
    text: str
    released: bool = False

    @property
    def looked_through(self) -> bool:
        """All its words were seen, or it holds none."""
        return self.reading in (Reading.WHOLE, Reading.NO_TEXT)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An attachment of a public notice, to be asked for. ``page`` is the notice's own, of ``source``; ``tries`` were in
    vain."""

    notice_id: str
    key: str
    url: str
    page: str
    source: str
    tries: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of asking for it: a document with its bytes, or a ``trouble`` (an error's kind) with its detail.

    ``due``: when to ask again, None where that is of no use. ``at`` is UTC.
    """

    wanted: Wanted
    at: datetime
    document: Document | None = None
    content: bytes = b""
    trouble: str = ""
    detail: str = ""
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Accompanied:
    """A notice as it is public now, and what is known of its attachments, by their keys."""

    id: str
    notice: Notice
    breaches: tuple[Breach, ...]
    capture: str
    documents: Mapping[str, Document]


@dataclass(frozen=True, slots=True)
class Offered:
    """A copy that everybody is given, under the name that its notice calls it by."""

    sha256: str
    name: str
    media_type: str
    fetched: datetime


class Refusal(StrEnum):
    """Why nobody is given a copy that there is, or was."""

    WITHHELD = "withheld"
    GONE = "gone"
    """All notices that had it ceased to be public."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """Which attachments are kept, and for how long: what an operator decides.

    ``leave_out``: sites and sources (``site/source``) of which none is. ``types``: names of
    :data:`federator.documents.KINDS`. ``budget``: files of a host in one pass; ``seconds`` that reading one may take;
    ``years``: how long a copy is kept after its notice ceased to be public.
    """

    keep: bool = True
    leave_out: tuple[str, ...] = ()
    types: tuple[str, ...] = ("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "ofd", "rtf", "jpg", "png", "gif",
                              "tif", "bmp")  # fmt: skip
    max_bytes: int = 20_000_000
    budget: int = 20
    seconds: float = 60.0
    years: float = 10.0
