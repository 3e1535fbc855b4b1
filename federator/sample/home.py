"""A site's home page and what hangs on it, made of what the site is said to have: every member gets it for free.

The first columns stand in the navigation, the others on a page of their own and on the site's map; beside them all that
stands on home pages and is no column.
"""

from collections.abc import Sequence
from html import escape

from federator.sample.column import Column
from federator.sample.serving import Asked, Reply, Sample
from federator.sample.wording import filled

_HOME = ("/", "/index.html")
_MENU, _MAP = "/menu/xxgk.html", "/menu/map.html"
_ON_HOME = 2


class WithHome:
    """``site`` as it is, but for the pages it does not have itself: its home page, a menu and a map of its columns.

    ``division`` is printed as the beginning of SiteIDCode.
    """

    def __init__(self, site: Sample, name: str, division: str, columns: Sequence[Column]) -> None:
        self._site = site
        self._name = name
        self._division = division
        self._columns = columns

    def answer(self, asked: Asked) -> Reply:
        """The site's own answer; where it has none, one of these pages."""
        own = self._site.answer(asked)
        if own.status != 404 or asked.path not in (*_HOME, _MENU, _MAP):
            return own
        html = filled(
            "home.html" if asked.path in _HOME else "menu.html",
            site=escape(self._name),
            division=self._division,
            menu=_MENU,
            map=_MAP,
            columns=self._links(self._columns[:_ON_HOME] if asked.path in _HOME else self._columns),
            first=self._columns[0].path,
            name="网站地图" if asked.path == _MAP else "信息公开目录",
        )
        return Reply(html.encode())

    def _links(self, columns: Sequence[Column]) -> str:
        return "\n".join(f'<li><a href="{escape(one.path)}">{escape(one.name)}</a></li>' for one in columns)
