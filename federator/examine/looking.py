"""One column looked at before it is registered: what is read of its page, by what, and what is proposed for it.

address ─▶ its page, or what it leads to ─▶ rows, software or rule with its reasons ─▶ proposals ─▶ Look
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from federator.examine.column_page import day_of, read_column
from federator.examine.columns import Column, column_of, name_of
from federator.induce import PageKind
from federator.model.answer import Answer, Ask
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.row import Row
from federator.model.words import Words
from federator.navigation import Link
from federator.spec.proposing import Proposal, propose_site
from federator.visit.means import Meter


@dataclass(frozen=True, slots=True)
class Look:
    """What was understood of a page. ``column`` None: no row was found; ``kind`` and ``reasons`` say what it is.

    ``page`` is what its address answered, ``carrier`` the answer that the rows were in; ``division`` and
    ``organisation`` are proposed for its site, called ``site_name``.
    """

    url: str
    home: str
    name: str
    rows: tuple[Row, ...]
    column: Column | None
    kind: PageKind
    reasons: tuple[Words, ...]
    page: Answer
    carrier: Answer
    site_name: str
    division: Proposal
    organisation: Proposal


def look(url: str, ask: Ask, profile: Profile, directory: Directory) -> Look:
    """Look at the column at ``url``. Nothing is recorded. Raises VisitError where its page cannot be had."""
    answer, carrier, page = read_column(Link(url, ""), Meter(ask))
    metas = page.facts.metas
    titled = page.facts.parts[-1] if len(page.facts.parts) > 1 else ""
    site_name = metas.get("sitename") or titled
    division, organisation = propose_site(site_name, metas.get("siteidcode", ""), page.facts.sponsors, directory)
    name = name_of(page, site_name, "")
    column = column_of(page, name, division, organisation, profile, directory) if page.rows else None
    return Look(
        page.link.url,
        urljoin(page.link.url, "/"),
        name,
        page.rows,
        column,
        page.kind,
        page.reasons,
        answer,
        carrier,
        site_name,
        division,
        organisation,
    )


def dated(rows: Iterable[Row]) -> list[tuple[Row, date | None]]:
    """Each row with the day it is understood to be of."""
    return [(row, day_of(row)) for row in rows]
