"""How much of what can be a notice each block of a page holds: words that are no links, pictures, and files."""

import re
from functools import lru_cache

from federator.notation.folding import label_key, letters_in
from federator.notice_page.document import Element, words_of
from federator.notice_page.file_links import leads_to_file, links_of
from federator.notice_page.labels import KEYS, begins_with_label, says_when
from federator.notice_page.segments import BLOCKS, Segment, is_time, segments_of

_BODYLIKE = re.compile(
    r"content|article|detail|text|txt|zoom|editor|(?:^|[\s_-])(?:con|nr|zw|body|main|news|info)(?:$|[\s_-])", re.I
)
_FRAME = re.compile(
    r"foot|copy|nav|menu|(?<!in)side|crumb|share|prev(?!iew)|next|other|relat(?!ive)|tool|close"
    r"|print(?![_-]?(?:area|body|con|text|zone|main))|(?<!re)search|header|login|link|banner|attach|fujian|annex|(?:^|[\s_-])fj",
    re.I,
)
_DAY = re.compile(r"(?:19|20)\d\d[-/.年]\d\d?[-/.月]\d\d?日?", re.A)
_MOSTLY = 0.6
_CELLS = ("td", "th", "dt")
PICTURES = ("img", "iframe", "embed", "object")
_A_PICTURE, _A_FILE = 30, 20
"""What one counts for, in letters."""
_A_VALUE = 60
_LONGEST_KNOWN = 200


class Weights:
    """How much each block of a page holds, added up once from its innermost blocks outwards."""

    def __init__(self, root: Element, segments: list[Segment]) -> None:
        self._held: dict[Element, int] = {}
        label = False
        for segment in segments:
            is_value = label and len(segment.text) <= _A_VALUE
            label = segment.element.tag in _CELLS and label_key(segment.text[:_A_VALUE]) in KEYS
            if not (label or is_value):
                self._add(segment.element, _weight(segment))
        for picture in root.iter(*PICTURES):
            self._add(picture, _A_PICTURE)
        self._files = set(filter(leads_to_file, links_of(root, words_of(root))))
        for link in self._files:
            self._add(link, _A_FILE)
        for element in reversed(list(root.iter())):
            if (weight := self._held.get(element, 0)) and (outer := element.getparent()) is not None:
                self._add(outer, weight)

    def _add(self, element: Element, weight: int) -> None:
        self._held[element] = self._held.get(element, 0) + weight

    def of(self, element: Element) -> int:
        """Words that are neither links nor labels and their values, pictures, and links to files."""
        if element.tag in BLOCKS:
            return self._held.get(element, 0)
        return sum(map(_weight, segments_of(element))) + _of_pictures(element) + _A_FILE * self.files_in(element)

    def without_pictures(self, element: Element) -> int:
        """As :meth:`of`, but for pictures: bars to share a page by have many."""
        return self.of(element) - _of_pictures(element)

    def files_in(self, element: Element) -> int:
        """How many of its links lead to files."""
        return sum(link in self._files for link in element.iter("a"))

    def leads_elsewhere(self, block: Element) -> bool:
        """Most of its words are links to other pages: files are what a notice may be made of."""
        return self._links(block) > _MOSTLY * len("".join(words_of(block).split()))

    def lists_others(self, block: Element) -> bool:
        """Most of its words are links to other pages and the day of each."""
        linked = self._links(block)
        return linked > 0 and linked > _MOSTLY * len("".join(_DAY.sub("", words_of(block)).split()))

    def _links(self, block: Element) -> int:
        return sum(len(words_of(link).strip()) for link in block.iter("a") if link not in self._files)


def _of_pictures(element: Element) -> int:
    return _A_PICTURE * sum(1 for _ in element.iter(*PICTURES))


def _weight(segment: Segment) -> int:
    counts = not (begins_with_label(segment.text) or is_time(segment.text) or says_when(segment.text))
    return letters_in(segment.text) if counts else 0


def naming(element: Element) -> float:
    """What its name says for and against its being a body, as a factor."""
    name = f"{element.get('id', '')} {element.get('class', '')}"
    return _known_factor(name) if len(name) <= _LONGEST_KNOWN else _factor(name)


def _factor(name: str) -> float:
    return (2.0 if _BODYLIKE.search(name) else 1.0) * (0.1 if _FRAME.search(name) else 1.0)


_known_factor = lru_cache(maxsize=1024)(_factor)  # pages of one site share their names
