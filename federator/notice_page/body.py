"""Where the body of a notice stands: in the element that its software names, or by its weight."""

from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from federator.notation.folding import fold, label_key, letters_in
from federator.notice_page.afterwards import comes_after, drop_footers
from federator.notice_page.document import MATTER, Element, fragment_of, take_out_dropped, words_of
from federator.notice_page.file_links import leads_to_file, names_file
from federator.notice_page.heaviest import heaviest_below, heaviest_of
from federator.notice_page.hidden_body import written_for_script, written_in_field
from federator.notice_page.labels import KEYS
from federator.notice_page.landmarks import NAMED, STRONG, Landmarks
from federator.notice_page.loose import LOOSE
from federator.notice_page.segments import BLOCKS, BODY_PLACE, Segment, segments_of

_OF_A_TABLE = ("tbody", "thead", "tfoot", "tr")
_WORTH_A_GUESS, _LONGEST_GUESSED = 200, 300_000
"""Characters of words, and of a page: longer ones, made for it, are guessed at for minutes."""
_CONTENTS = (
    "信息内容",
    "公开内容",
    "公告内容",
    "公示内容",
    "通知内容",
    "文件内容",
    "正文内容",
    "详细内容",
    "内容",
    "正文",
)
_CELLS = ("td", "th")
_A_LABEL, _A_RECORD = 12, 2
"""Characters; labels of a record beside that of its contents."""
_A_TOLD = 40
"""Letters of a body told in sentences."""


@dataclass(frozen=True)
class Body:
    """The element that holds the body, and the name of the marker it was found by (``""``: there is none).

    ``place`` stands for it in the page that it was taken from.
    """

    element: Element
    by: str
    place: Element | None = None

    @cached_property
    def words(self) -> str:
        """All that it says, in one; asked for once it was cleared."""
        return words_of(self.element)


def marked_body(landmarks: Landmarks) -> Body | None:
    """The element that the site's software names for the body; taken out of its page. None where it names none.

    One that is empty counts where no other holds anything: some notices are all attachment.
    """
    named = [name for name in STRONG if name in landmarks.written]
    for name in named:
        elements = landmarks.at(name)
        if any(map(holds_matter, elements)):
            return _taken(_fullest(elements), name)
    return _taken(_fullest(landmarks.at(named[0])), named[0]) if named else None


def find_body(landmarks: Landmarks, segments: list[Segment], heading: Element | None, text: str) -> Body:
    """The body of a page without its software's markers; taken out of it. ``heading`` is the title's element.

    Elements with a name of the trade that do not hold the title; then the heaviest block below the title, or of a
    page that shows none; then what trafilatura sees in the page's ``text``; else an empty body, by ``""``.
    """
    around = {heading, *heading.iterancestors()} if heading is not None else set()
    drop_footers(landmarks.tree, around)
    take_out_dropped(landmarks.tree)
    for name in NAMED:
        fitting = [
            one for one in landmarks.at(name) if one not in around and holds_matter(one) and not _mostly_links(one)
        ]
        if fitting:
            return _taken(_fullest(fitting), name)
    if (cell := _labelled_cell(segments)) is not None:
        return _taken(cell, _name(cell))
    if (hidden := written_in_field(landmarks.tree)) is not None:
        return Body(hidden, "script")
    heaviest = heaviest_of(landmarks.tree, segments) if heading is None else heaviest_below(heading, segments)
    told = fold(words_of(heaviest)) if heaviest is not None else ""
    if "。" not in told and (kept := written_for_script(text)) is not None:
        return Body(kept, "script")
    return _taken(heaviest, _name(heaviest)) if heaviest is not None else _guessed(segments, text)


def told_beside(body: Body, segments: list[Segment], heading: Element, text: str) -> Body:
    """What a page tells in a template, or one that names no file in sentences below its title, where the marked
    ``body`` is empty: scripts fill it, editors leave an element behind. Else that."""
    if holds_matter(body.element):
        return body
    if (kept := written_for_script(text)) is not None:
        return Body(kept, "script")
    if names_file(text):
        return body
    heaviest = heaviest_below(heading, segments)
    told = fold(words_of(heaviest)) if heaviest is not None else ""
    enough = "。" in told and letters_in(told) >= _A_TOLD
    return _taken(heaviest, _name(heaviest)) if heaviest is not None and enough else body


def segments_around(body: Body, segments: list[Segment], tree: Element) -> list[Segment]:
    """The segments of ``tree`` once ``body`` was taken out of it; ``segments`` are those it had before."""
    if body.place is None:
        return segments
    if body.by == f".{LOOSE}":
        return segments_of(tree)
    within = {*body.element.iter()} if body.element.tag in BLOCKS else ()
    places = [place for place, segment in enumerate(segments) if segment.element in within]
    if not places:
        return segments_of(tree)
    mark = Segment(BODY_PLACE, body.place, body.place)
    return [*segments[: places[0]], mark, *segments[places[-1] + 1 :]]


def holds_matter(element: Element) -> bool:
    """Whether it holds words, pictures, or links."""
    if not all(str(text).isspace() for text in element.itertext()):
        return True
    return any(one.tag != "a" or one.get("href") is not None for one in element.iterdescendants(*MATTER))


def _labelled_cell(segments: list[Segment]) -> Element | None:
    """The cell behind 信息内容 in a table that holds all of a record, 名称 and day of publication as well."""
    cells = (line for line in segments if line.element.tag in _CELLS and len(line.text) <= _A_LABEL)
    labels = {label_key(line.text): line.element for line in cells}
    place = next((labels[label] for label in _CONTENTS if label in labels), None)
    if place is None or sum(label in labels for label in KEYS) < _A_RECORD:
        return None
    cell = place.getnext()
    return cell if cell is not None and holds_matter(cell) else None


def _fullest(elements: list[Element]) -> Element:
    return max(elements, key=lambda element: len(words_of(element).strip()))


def _mostly_links(element: Element) -> bool:
    """Links to other pages: those to files are a notice's own."""
    links = sum(len(words_of(link).strip()) for link in element.iter("a") if not leads_to_file(link))
    return links > 0.5 * len("".join(words_of(element).split())) > 0


def _taken(element: Element, by: str) -> Body:
    """Out of its page, which keeps a mark in its place. Rows come with their table: cells without one are no cells."""
    while element.tag in _OF_A_TABLE and (table := element.getparent()) is not None:
        element = table
    place = etree.Element("p")
    place.text, place.tail, element.tail = BODY_PLACE, element.tail, None
    if (outer := element.getparent()) is not None:
        outer.replace(element, place)
    if element.tag == "table":
        holder = etree.Element("div")
        holder.append(element)
        element = holder
    return Body(element, by, place)


def _name(element: Element) -> str:
    names = element.get("class", "").split()
    return f"#{element.get('id')}" if element.get("id") else f".{names[0]}" if names else "weight"


def _guessed(segments: list[Segment], text: str) -> Body:
    """What trafilatura takes for the body of a page with words enough to be worth asking."""
    found = None
    if len(text) <= _LONGEST_GUESSED and sum(len(segment.text) for segment in segments) >= _WORTH_A_GUESS:
        from trafilatura import extract  # takes half a second to import, and few pages need it

        found = extract(text, output_format="html", include_tables=True, include_images=True, include_links=True)
    guess = fragment_of(found.partition("<body>")[2].rpartition("</body>")[0] if found else "")
    words = words_of(guess)
    taken = guess if words and not comes_after(words, len(words)) else fragment_of("")
    return Body(taken, "trafilatura" if len(taken) else "")
