"""Member sites and their sources."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from federator.model.making import made_quickly


class Life(StrEnum):
    """Decided by people; only an active site is visited. Health is computed and is another thing."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Rule:
    """How to read a list that no product explains: CSS selectors, relative to the row but ``rows`` and ``next``.

    ``title`` and ``link`` default to the row's first link, ``date`` to the row's only date-like text; ``next``
    selects the link to the next page (without it, a link that says 下一页 / 下页). ``+ dd`` for any of the three is
    looked for behind the row, up to the next one, ``- dt`` before it; ``+`` or ``-`` alone as ``date`` is the text
    behind the row or before it. ``= .dates li`` is looked for in the whole page, where it matches as often as there are
    rows. ``year`` selects the headings that say the year of the rows below them, or their day.

    ``notice_title`` and ``notice_date`` say where a notice's own page has its title and its date of publication.
    """

    rows: str
    title: str = ""
    link: str = ""
    date: str = ""
    next: str = ""
    year: str = ""
    notice_title: str = ""
    notice_date: str = ""


@dataclass(frozen=True, slots=True)
class JsonRule:
    """How to ask an interface that answers JSON, and where in the answer its rows lie. What is empty is as ``preset``,
    a known interface, has it.

    ``address`` is asked (the source's own where empty; ``?page={page}`` sets parameters of that), ``json`` or ``form``
    (``a=1&b=2``) is the body of a POST. In these stand ``{page}`` (pages count from ``first``), ``{size}`` (rows a
    page), ``{offset}`` (rows before the page) and, in ``json``, ``{query}`` (``,"name":"value"`` for each parameter of
    the source's address, which is then asked without them).

    ``items`` is the path of the list (``data.list``; nothing for an answer that is a list), ``total`` that of the
    number of all rows. ``title``, ``link``, ``date``, ``id`` and ``html`` (the notice's text) are paths in a row
    (``pub.date``), texts with fields (``/notice/{id}.html``) or several such, the first that is there (``a|b``);
    ``fields`` are more of these under the site's labels (索引号). Where a row has no link, ``id`` tells it apart.
    ``variable`` names the variable of a page's script that holds the JSON.
    """

    preset: str = ""
    method: str = ""
    address: str = ""
    json: str = ""
    form: str = ""
    referer: str = ""
    first: int | None = None
    size: int | None = None
    variable: str = ""
    items: str = ""
    total: str = ""
    title: str = ""
    link: str = ""
    date: str = ""
    id: str = ""
    html: str = ""
    fields: tuple[tuple[str, str], ...] = ()


@made_quickly
@dataclass(frozen=True, slots=True)
class Source:
    """采集源: one column of a site, harvested as a unit, for one organisation.

    What the registry file leaves out is already taken from its site: ``organisation``, ``division``,
    ``site_name`` and ``home``. ``connector`` None: recognised at each visit. ``ends``, one a line: what stands at the
    foot of pages that never write ``</html>``; only with one of these does such a page count as whole.
    """

    site: str
    id: str
    name: str
    url: str
    organisation: str
    division: str
    site_name: str = ""
    home: str = ""
    connector: str | None = None
    category: str | None = None
    every: timedelta = timedelta(hours=1)
    complete: bool = False
    pages: bool = True
    rule: Rule | JsonRule | None = None
    ends: str = ""

    @property
    def key(self) -> str:
        """``site/source``: the name everyone uses."""
        return f"{self.site}/{self.id}"


def unregistered(url: str) -> Source:
    """The source that a page at ``url`` would be of, which stands in no registry."""
    return Source("-", "read", "", url, "", "")


@dataclass(frozen=True, slots=True)
class Site:
    """成员站点: one web host and its software; a county portal carries many organisations."""

    id: str
    name: str
    organisation: str
    division: str
    home: str
    life: Life = Life.DRAFT
    sources: tuple[Source, ...] = field(default_factory=tuple)
