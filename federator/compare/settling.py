"""What holds for every new version of a notice, whichever road it comes by: what is set once, and what breaches do."""

from collections.abc import Sequence
from dataclasses import replace

from federator.compare.drawn import lasting
from federator.model.breach import Breach, Severity
from federator.model.decision import Correction, with_values
from federator.model.notice import Notice
from federator.notation.address_key import address_key
from federator.notation.folding import fold
from federator.notation.numbers import doc_key, index_key

_GRAVEST = Severity.SEVERE
_SPELLING = {
    **dict.fromkeys(("title", "publisher", "validity", "subject", "genre", "facet", "audience"), fold),
    "index_no": index_key,
    "doc_no": doc_key,
    **dict.fromkeys(("abstract", "html", "text"), lasting),
}
"""Fields that are kept in our own notation, each with the function that is equal for two spellings of one value: a
version may have been made when that notation was another."""


def verdict(breaches: Sequence[Breach]) -> tuple[bool, bool]:
    """Whether the breaches hold this record back, and whether they hide earlier ones too."""
    severe = [breach for breach in breaches if breach.severity is _GRAVEST]
    return bool(severe), any(breach.hides for breach in severe)


def settled(fresh: Notice, known: Notice, corrections: Sequence[Correction]) -> Notice:
    """The fresh record with what is set once: the category, which evidence chose at first sight, and the assigned
    number. Address, numbers and names keep their first form where the fresh one is another spelling of it; so do fields
    that a person corrected, whose first form is what the site said then."""
    respelt = _respelt(fresh, known, corrections)
    return replace(
        with_values(fresh, respelt) if respelt else fresh,
        url=_address(fresh.url, known.url),
        assigned_index_no=known.assigned_index_no,
        category=known.category,
        category_reason=known.category_reason,
        zones=known.zones,
        editions=known.editions,
    )


def _respelt(fresh: Notice, known: Notice, corrections: Sequence[Correction]) -> dict[str, str]:
    before = [(name, getattr(known, name)) for name in _SPELLING]
    before += [(one.field, one.was) for one in corrections if one.field in _SPELLING]
    said = ((name, value, getattr(fresh, name)) for name, value in before)
    return {name: value for name, value, now in said if value != now and _SPELLING[name](value) == _SPELLING[name](now)}


def _address(fresh: str, known: str) -> str:
    """http or https is the site's to choose, a mark that a link was shared by is not worth a version."""
    _, _, written = fresh.partition("://")
    _, _, before = known.partition("://")
    return known if written != before and address_key(fresh) == address_key(known) else fresh
