"""The visible title: the line that agrees best with what metas and ``<title>`` say, or that looks most like one."""

from dataclasses import dataclass
from math import nextafter

from federator.notation.folding import bare_title, clean_title, is_column, is_site_name, title_key
from federator.notice_page.candidates import (
    A_TITLE,
    above_facts,
    candidates,
    ends_crumb,
    may_title,
    says_facts,
)
from federator.notice_page.document import Element
from federator.notice_page.looks import is_bold, is_framed, look, reads_like_title, stands_out
from federator.notice_page.page_title import beside_site, names_in, names_place, names_site
from federator.notice_page.saying import fuller, same, spread, unabridged, uncut, whole, with_matter
from federator.notice_page.segments import Segment

_FRAMED = 1.2
"""What header, footer, menu and breadcrumb take from the promise of a line."""
_ABOVE_FACTS, _A_PLACE = 0.6, 0.6
"""What a line gains that stands right above those of dates and sources, and loses that names site or column."""
_SURE, _UNSURE, _SET_LARGE, _WORDED = 1.0, 0.3, 0.6, 0.4
_LONGEST_COLUMN, _MOST_OF = 16, 0.75


@dataclass(frozen=True, slots=True)
class Heading:
    """The title as shown; ``element`` is the block it stands in, None where no line of the page shows it."""

    text: str
    element: Element | None = None


def find_heading(segments: list[Segment], stated: str, page_title: str, site_name: str) -> Heading:
    """The heading among ``segments``; ``stated`` is the site's own word for the title (ArticleTitle), or ``""``.

    Without it, where ``page_title`` names only site or column, it is what looks most like a title, or stands above the
    line of dates and sources. Where no line above the body shows a title it is ``stated``, else ``page_title`` without
    site and column.
    """
    lines = list(candidates(segments))
    if stated and (line := same(lines, title_key(stated)) or uncut(lines, stated)):
        return Heading(_spelt(whole(line, lines).text, stated, site_name), line.element)
    beside = beside_site(page_title, site_name)
    said = bare_title(stated, site_name) or clean_title(beside, site_name)
    if line := uncut(lines, said):
        return Heading(bare_title(line.text, site_name), line.element)
    if (end := spread(lines, title_key(said))) is not None:
        return Heading(said, end.element)
    if not stated and (line := fuller(segments, lines, title_key(said))):
        return Heading(bare_title(line.text, site_name), line.element)
    if not stated and (line := _instead(segments, lines, said, page_title, site_name)):
        return Heading(bare_title(line.text, site_name), line.element)
    if len(title_key(said)) < A_TITLE and (line := same(lines, title_key(said))) and look(line) > 0:
        return Heading(said, line.element)
    if stated or beside:
        lines = [line for line in lines if not names_site(line.text, site_name)]
    if line := _best(lines, stated, beside):
        return Heading(_spelt(line.text, stated or beside, site_name), line.element)
    return Heading("" if not stated and names_site(said, site_name) else said)


def listed_heading(segments: list[Segment], listed: str) -> Heading | None:
    """The line that says what the list calls the notice, whole where the list cuts it; None where none does."""
    lines = list(candidates(segments))
    found = same(lines, title_key(listed)) or uncut(lines, listed)
    return Heading(bare_title(found.text, ""), found.element) if found else None


def opening_heading(lines: list[Segment]) -> Heading:
    """The first of a body's ``lines`` where it is bold or large and no sentence, for a page that shows no title."""
    opening = next((line for line in lines[:1] if is_bold(line) or look(line) > 0), None)
    if opening is None or not may_title(opening, look(opening) > 0):
        return Heading("")
    salutes = opening.text.endswith(("：", ":"))
    return Heading("" if salutes or says_facts(opening.text) else bare_title(opening.text, ""))


def _instead(
    segments: list[Segment], lines: list[Segment], said: str, page_title: str, site_name: str
) -> Segment | None:
    """The title of a page whose ``<title>`` names a place, or ``said`` so little that it may be one; None where the
    title is what it says."""
    key = title_key(said)
    if names_place(page_title, said, site_name):
        return _most_like_one(lines, above_facts(segments), names_in(page_title))
    own = same(lines, key)
    if len(key) >= A_TITLE and not (len(key) <= _LONGEST_COLUMN and ends_crumb(segments, key)):
        return None if own else unabridged(segments, lines, key)
    top = above_facts(segments)
    if top is None and own is None and len(key) < A_TITLE:
        found = _most_like_one(lines, None, names_in(page_title))
        return None if found is None or _is_one_of_many(found, lines) else found
    return None if top is None or title_key(top.text) == key or (own and _is_under(top, own)) else top


def _most_like_one(lines: list[Segment], top: Segment | None, names: set[str]) -> Segment | None:
    """The first line that looks most like a title; the ``top`` of the facts more, what ``names`` a place less. A short
    one is the only one that looks so."""
    titled = {line.element for line in lines if look(line) > 0}
    best, highest = None, nextafter(_UNSURE, 0.0)
    for line in lines:
        is_place = title_key(line.text) in names
        only = titled == {line.element} and not (is_place or is_column(line.text) or is_site_name(line.text))
        if line != top and not may_title(line, only):
            continue
        stands = _ABOVE_FACTS if line == top else -_A_PLACE if is_place else 0.0
        if _looks(line) + stands > highest:
            best, highest = line, _looks(line) + stands
    worded = best is not None and best != top and not look(best) and not stands_out(best)
    return None if best is None or (worded and _is_one_of_many(best, lines)) else with_matter(best, lines)


def _looks(line: Segment) -> float:
    return look(line) or (_SET_LARGE if stands_out(line) else _WORDED if reads_like_title(line.text) else 0.0)


def _is_one_of_many(line: Segment, lines: list[Segment]) -> bool:
    """Another line has an element and looks like it: rows of a list."""
    own, looks = line.element, _looks(line)
    others = (one for one in lines if one.element is not own and one.element.tag == own.tag)
    return any(one.element.get("class") == own.get("class") and _looks(one) == looks for one in others)


def _is_under(line: Segment, own: Segment) -> bool:
    """``line`` stands in the block of ``own`` and looks less: a subtitle, or who wrote it."""
    return line.element.getparent() is own.element.getparent() and look(line) < look(own)


def _best(lines: list[Segment], stated: str, page_title: str) -> Segment | None:
    """The first of those lines that are most like the title, if any is like enough."""
    keys = title_key(stated), title_key(page_title)
    best, highest = None, nextafter(_SURE, 0.0)
    for line in lines:
        promise = _promise(line, *keys)
        if promise > highest and (score := promise - (_FRAMED if is_framed(line) else 0.0)) > highest:
            best, highest = line, score
    return best


def _spelt(shown: str, stated: str, site_name: str) -> str:
    """The shown title; where only its spaces (line breaks) differ from the stated one, as that has them."""
    title = bare_title(shown, site_name)
    if shown == stated:
        return title
    others = (bare_title(stated, site_name), clean_title(stated, site_name))
    return next((other for other in others if "".join(title.split()) == "".join(other.split())), title)


def _promise(line: Segment, stated: str, page_title: str) -> float:
    """How much a line is the title, wherever it stands: agreement counts twice what looks count."""
    key = title_key(line.text)
    looks = look(line)
    agreement = _agreement(key, stated or page_title)
    if not stated and looks <= 0 and not page_title.startswith(key) and not _ends(page_title, key):
        agreement *= 0.4  # a crumb of a <title> that begins with the site
    return looks + 2 * agreement


def _ends(page_title: str, key: str) -> bool:
    """The keys of a title behind a column, which no rule knows: most of ``<title>`` ends in it."""
    return page_title.endswith(key) and len(key) > _MOST_OF * len(page_title)


def _agreement(key: str, reference: str) -> float:
    """1 where the reference begins with all of ``key`` and little follows, 0 where they have nothing in common."""
    if len(key) < 4 or key not in reference:
        return 0.0
    share = len(key) / len(reference)
    return min(1.0, 0.4 + share) if reference.startswith(key) or reference.endswith(key) else share
