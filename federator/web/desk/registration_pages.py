"""What a looked-at page says, beside what was understood of it."""

import re
from dataclasses import dataclass

from markupsafe import Markup

from federator.connectors.page import text_of
from federator.model.answer import Answer
from federator.model.errors import VisitError
from federator.notation.markup import sanitise
from federator.web.display import body

_SHOWN, _READ = 60_000, 300_000
"""Characters of a text that are shown, and of HTML that are read for it."""
_LINK = re.compile(r"</?a(?: [^>]*)?>")
_HEADING = re.compile(r"<(/?)h[1-6](?: [^>]*)?>")


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as this desk may show it: harmless ``markup``, or ``text`` where it is no HTML."""

    markup: Markup
    text: str


def page_of(answer: Answer) -> Shown:
    """The page in its own words: without script, style, frame, image and link."""
    try:
        text = text_of(answer)
    except VisitError as error:
        return Shown(Markup(""), error.detail)
    if not text.lstrip().startswith("<") or "<html" not in text[:5000].lower():
        return Shown(Markup(""), text[:_SHOWN])
    return Shown(body(_flat(sanitise(text[:_READ], answer.url))), "")


def _flat(markup: str) -> str:
    """Without links, through which a keyboard would have to go, and without headings, which are none of ours."""
    return _HEADING.sub(r"<\1p>", _LINK.sub("", markup))
