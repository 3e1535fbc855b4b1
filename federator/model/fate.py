"""What became of a notice, as far as it got."""

from enum import StrEnum


class Fate(StrEnum):
    """The furthest first."""

    PUBLISHED = "published"
    HELD_BACK = "held-back"
    HELD = "held"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    ASIDE = "aside"
    NOT_MEMBER = "not-member"
    NO_COLUMN = "no-column"
    NOT_ACTIVE = "not-active"
    NOT_VISITED = "not-visited"
    FAILING = "failing"
    NOT_LISTED = "not-listed"
