"""Where notice pages of one column have their title and date: the paths that agree with what the list said of them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from statistics import median

from lxml.html import HtmlElement

from federator.induce.page import NAME, Page, above, classes_of, read_page, tag_of
from federator.notation.dates import read_time
from federator.notation.folding import is_cut, title_key
from federator.notation.selectors import select

FEWEST, MOST = 3, 5
"""Pages that paths are learnt from."""
_LONGEST_TITLE, _LONGEST_DATE = 200, 160
_HIGHEST = 3
_AGREE = 0.7
_CUT_STEM = 6


@dataclass(frozen=True, slots=True)
class Sample:
    """A notice's own page, decoded, and what its list said of it."""

    text: str
    url: str
    title: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Paths:
    """Selectors whose first match is the title, and the text with the date of publication; ``""`` where none agree."""

    title: str
    date: str


_Says = Callable[[str, Sample], bool]


def learn_paths(samples: Sequence[Sample]) -> Paths:
    """Paths on which at least :data:`FEWEST` pages, and most of the samples, agree with their list."""
    pages = [(read_page(one.text, one.url), one) for one in samples[:MOST]]
    dated = [(page, one) for page, one in pages if one.day]
    return Paths(_learn(pages, _says_title, _LONGEST_TITLE), _learn(dated, _says_day, _LONGEST_DATE))


def _learn(pages: Sequence[tuple[Page, Sample]], says: _Says, longest: int) -> str:
    if len(pages) < FEWEST:
        return ""
    lengths: dict[str, list[int]] = defaultdict(list)
    for page, sample in pages:
        for path, length in dict(_paths(page, sample, says, longest)).items():
            lengths[path].append(length)
    enough = max(FEWEST, _AGREE * len(pages))
    agreed = [(len(met), -median(met), path) for path, met in lengths.items() if len(met) >= enough]
    return max(agreed, key=itemgetter(0, 1), default=(0, 0, ""))[2]


def _paths(page: Page, sample: Sample, says: _Says, longest: int) -> Iterator[tuple[str, int]]:
    """Selectors of the elements that say it and how long what they say is, those nearest to the words first."""
    met: set[HtmlElement] = set()
    for piece in page.pieces:
        node = piece.element
        while node is not None and node not in met and node.tag not in ("body", "html", "a"):
            met.add(node)
            text = page.text_of(node, "")
            if len(text) > longest:
                break
            if says(text, sample):
                yield from ((path, len(text)) for path in _names(node) if _first(page, path, sample, says))
                break
            node = node.getparent()


def _first(page: Page, path: str, sample: Sample, says: _Says) -> bool:
    """Whether the first match of ``path`` says it."""
    found = select(page.tree, path)
    return bool(found) and says(page.text_of(found[0], ""), sample)


def _names(element: HtmlElement) -> Iterator[str]:
    """From the one that lasts longest: id, class, heading; then below what is called something."""
    yield from _own(element)
    for higher in list(above(element))[1 : 1 + _HIGHEST]:
        yield from (f"{name} {tag_of(element)}" for name in _own(higher) if name != higher.tag)


def _own(element: HtmlElement) -> Iterator[str]:
    if NAME.fullmatch(element.get("id", "")):
        yield f"#{element.get('id')}"
    yield from (f"{tag_of(element)}.{name}" for name in classes_of(element) if NAME.fullmatch(name))
    if element.tag in ("h1", "h2", "h3"):
        yield tag_of(element)


def _says_title(text: str, sample: Sample) -> bool:
    said, listed = title_key(text), title_key(sample.title)
    if is_cut(sample.title):
        return len(listed) >= _CUT_STEM and said.startswith(listed)
    return bool(said) and said == listed


def _says_day(text: str, sample: Sample) -> bool:
    found = read_time(text)
    return found is not None and found.day == sample.day
