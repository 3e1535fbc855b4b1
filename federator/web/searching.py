"""What is searched for, for the page of notices and for programs alike: in which order, and where the words stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup, escape

from federator.model.notice import Notice
from federator.model.revision import Published, Ranked, Selection
from federator.notation.highlighting import Spots, passage, spots
from federator.notation.segmenting import Query
from federator.web.parts import parts

LARGEST_CURSOR = 2**53 - 1
_INDEXED = 30_000
_ATTACHED = 100_000


class Order(StrEnum):
    """The latest change first, the most fitting first, the latest publication first."""

    CHANGED = "changed"
    RELEVANCE = "relevance"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Highlight:
    """Where words stand: in which field (``fields.area``: one of its category's), and which characters of ``text``,
    which is the field, or of a body or an attachment what stands around the first of them."""

    field: str
    text: str
    spots: Spots


def ordered(selection: Selection, order: Order, cursor: int | None, limit: int) -> Ranked:
    """A page of notices in that order."""
    store = parts().store
    if order is Order.RELEVANCE:
        return store.by_fitness(selection, cursor, limit)
    if order is Order.PUBLISHED:
        return store.by_day(selection, cursor, limit)
    found = store.page(selection, cursor, limit + 1)
    return Ranked(found[:limit], found[limit - 1].seq if len(found) > limit else None)


def highlights(notice: Notice, query: Query) -> list[Highlight]:
    """Every field in which a wanted word stands."""
    found = [Highlight(field, text, spots(text, query)) for field, text in _fields(notice)]
    words, inside = passage(notice.text[:_INDEXED], query)
    held = [one for one in (*found, Highlight("text", words, inside)) if one.spots]
    return held or _in_attachments(notice, query)


def _in_attachments(notice: Notice, query: Query) -> list[Highlight]:
    """Looked at where the words stand in nothing else; in those alone that everybody is given."""
    texts = parts().store.attachments.texts(one.sha256 for one in notice.attachments if one.offered)
    found = (Highlight("attachments", *passage(text[:_ATTACHED], query)) for text in texts.values())
    return [one for one in found if one.spots]


def marked(text: str, places: Spots) -> Markup:
    """The text for a page, what was searched for in ``<mark>``."""
    pieces, at = [], 0
    for begin, end in places:
        pieces += [escape(text[at:begin]), Markup("<mark>%s</mark>") % text[begin:end]]
        at = end
    return Markup("").join((*pieces, escape(text[at:])))


def entry_of(published: Published, query: Query) -> tuple[Published, Markup, list[tuple[str, Markup]]]:
    """A notice as the page of notices shows it: its title, and in which other fields the words stand."""
    found = {one.field: marked(one.text, one.spots) for one in highlights(published.notice, query)} if query.all else {}
    title = found.pop("title", escape(published.notice.title))
    return published, title, list(found.items())


def _fields(notice: Notice) -> Iterator[tuple[str, str]]:
    for name in ("title", "doc_no", "index_no", "assigned_index_no", "publisher"):
        yield name, getattr(notice, name)
    for name, value in notice.fields.items():
        yield f"fields.{name}", value.as_written
