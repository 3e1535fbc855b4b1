"""A tour of a site: each page that may be a column is asked for once and looked at.

home ─▶ links ─▶ page ─▶ its list: by the software recognised, else by a rule that is worked out
        site map │  ▲
        first    ▼  └─ one level deeper
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from federator.connectors.failures import failure_of
from federator.connectors.jpaas import menus_of, unit_html
from federator.connectors.page import text_of
from federator.connectors.shells import led_on
from federator.examine.column_page import Page, read_column, shows_list
from federator.fetch import expect_good
from federator.induce import PageKind
from federator.model.answer import Answer, Ask, Request
from federator.model.errors import ErrorKind, VisitError
from federator.navigation import LeftOut, Link, PageFacts, Reason, facts_of, frames_of, links_of, page_key
from federator.notation.address_parts import is_home, same_site
from federator.visit.means import Allowance, Meter, RequestsSpentError

_FRAMES = 6
LEVELS = 2
"""Pages whose links are followed: the home page and those it leads to."""


@dataclass(slots=True)
class Tour:
    """What was found on the way: ``pages`` with a list, and ``left_out``, which are no columns, by their keys. ``met``:
    keys of all pages that a link led to; ``names``: what links call them; ``queue``: links still to be followed, each
    with its level."""

    ask: Allowance
    home: str
    facts: PageFacts
    seen: Callable[[Link], None]
    queue: deque[tuple[Link, int]] = field(default_factory=deque)
    met: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    left_out: dict[str, LeftOut] = field(default_factory=dict)

    def leave(self, reason: Reason, link: Link, detail: str = "") -> None:
        """No column, and why."""
        self.left_out[page_key(link.url)] = LeftOut(reason, link.name, link.url, detail)


def tour(url: str, ask: Ask, limit: int, seen: Callable[[Link], None]) -> Tour:
    """Look around on the site whose home page is ``url``, with ``limit`` requests at most.

    Raises VisitError where the home page cannot be read, or is an error text.
    """
    allowance = Allowance(ask, limit)
    answer = _home(url, allowance)
    text = text_of(answer)
    made = Tour(allowance, answer.url, facts_of(text), seen, met={page_key(url), page_key(answer.url)})
    for part, framed in ((text, answer), *_in_frames(made.ask, text, answer, {url, answer.url})):
        _follow(made, part, framed, "", level=1, menus=True)
    if not is_home(answer.url):
        made.queue.appendleft((Link(answer.url, ""), LEVELS))  # it may be a column itself
    nothing = VisitError(ErrorKind.HOME_PAGE, "no link on it")
    if not made.queue and (failure := failure_of(text, nothing)) is not nothing:
        raise failure
    while made.queue:
        _look(made, *made.queue.popleft())
    return made


def _home(url: str, ask: Meter) -> Answer:
    """The home page; where it is nothing but a way to another (a redirect by script, a frame), that one."""
    answer = _whole(Request(url), ask)
    led = led_on(text_of(answer), answer, url)
    if led and not links_of(text_of(answer), answer.url, url).candidates:
        return _whole(led, ask)
    return answer


def _in_frames(ask: Meter, text: str, answer: Answer, met: set[str]) -> Iterator[tuple[str, Answer]]:
    """The pages in the frames of the home page, and in theirs: its menu may be one of them."""
    for url in frames_of(text, answer.url)[:_FRAMES]:
        if same_site(url, answer.url) and url not in met:
            met.add(url)
            try:
                framed = _whole(Request(url, referer=answer.url), ask)
                inner = text_of(framed)
            except (VisitError, RequestsSpentError):
                continue  # the weather, a player
            yield inner, framed
            yield from _in_frames(ask, inner, framed, met)


def _whole(request: Request, ask: Meter) -> Answer:
    return expect_good(ask(request))


def _follow(tour: Tour, text: str, answer: Answer, under: str, level: int, menus: bool) -> None:
    """Take the links of a page: the site's map first, then what lies below the home page (of a bureau on its county's
    portal), then the others. ``under``: the page's name, where it is a menu to them. ``menus``: ask for those that a
    script would bring."""
    links = links_of(text, answer.url, tour.home)
    found = list(links.candidates)
    for call in menus_of(text, answer) if menus else ():
        found += links_of(_menu(call, tour.ask), answer.url, tour.home).candidates
    for one in links.left_out:
        tour.left_out.setdefault(page_key(one.url), one)
    folder = tour.home[: tour.home.rindex("/") + 1]
    for link in sorted(found, key=lambda link: (not link.is_map, not link.url.startswith(folder))):
        key = page_key(link.url)
        tour.names[key] = tour.names.get(key) or link.name
        if key not in tour.met:
            tour.met.add(key)
            trail = link.trail or ((under,) if under else ())
            entry = (replace(link, trail=trail), level)
            (tour.queue.appendleft if link.is_map else tour.queue.append)(entry)


def _menu(call: Request, ask: Meter) -> str:
    try:
        return unit_html(_whole(call, ask))
    except (VisitError, RequestsSpentError):
        return ""  # a menu that does not come is not missed where the others lead to the same columns


def _look(tour: Tour, link: Link, level: int) -> None:
    """Ask for the page, read its list, and follow its links."""
    try:
        tour.ask.expect_more()
        tour.seen(link)
        answer, _carrier, page = read_column(link, tour.ask)
        is_list = shows_list(page, tour.ask)
    except RequestsSpentError:
        tour.leave(Reason.LIMIT, link)
        return
    except VisitError as error:
        tour.leave(Reason.FAILED, link, str(error))
        return
    met = len(tour.met)
    if level < LEVELS:
        under = "" if page.rows or link.is_map else link.name
        _follow(tour, text_of(answer), answer, under, level + 1, menus=not page.rows)
    if reason := _no_column(page, is_list, len(tour.met) > met):
        tour.leave(reason, link)
    else:
        tour.pages[page_key(page.link.url)] = page


def _no_column(page: Page, is_list: bool, leads_on: bool) -> Reason | None:
    """Why the page is no column; None where it is one. ``leads_on``: to pages that nobody led to before."""
    if page.facts.is_notice:
        return Reason.NOTICE
    if page.rows:
        return None if is_list else Reason.NO_LIST
    if leads_on or page.link.is_map:
        return Reason.MENU
    return Reason.EMPTY if page.kind is PageKind.EMPTY else Reason.NO_LIST
