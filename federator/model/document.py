"""A copy of an attachment: its bytes as we keep them, and what could be read in them."""

from dataclasses import dataclass
from enum import StrEnum


class Reading(StrEnum):
    """What became of looking for text in a document."""

    WHOLE = "whole"
    TRUNCATED = "truncated"
    """There is more text than is read of one document."""
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
    """附件副本. ``media_type`` is what the bytes say; ``pages`` of text or sheets, 0 where it has none."""

    sha256: str
    media_type: str
    size: int
    reading: Reading
    pages: int = 0
    text: str = ""

    @property
    def looked_through(self) -> bool:
        """All its words were seen, or it holds none."""
        return self.reading in (Reading.WHOLE, Reading.NO_TEXT)
