"""A column that can be broken in any way, and a port that accepts nobody."""

import socket
from collections.abc import Callable

from federator.sample.broken_sites import DownServer, page
from federator.sample.serving import NOT_FOUND, Asked, Reply

TITLES = ("征收土地公告", "挂牌出让公告", "规划批前公示", "矿业权登记公告", "听证通知", "成交公示")
"""Of a :class:`BreakingSite`; the last two are not listed while all is well."""

FOOT = '<div class="foot">主办单位：示例县自然资源和规划局 浙ICP备05000001号 网站标识码：3311210001</div>\n'
"""Of the pages of :func:`unended`."""

_ROWS = 2


class BreakingSite:
    """A column on TRS at ``/gg/``, two list pages of two notices, until somebody sets ``broken``."""

    def __init__(self) -> None:
        self.broken: Callable[[Asked], Reply] | None = None

    def answer(self, asked: Asked) -> Reply:
        """List page or notice page, or what it says when it is broken."""
        return (self.broken or sound)(asked)


def sound(asked: Asked) -> Reply:
    """What the column answers while all is well."""
    place = asked.path.removeprefix("/gg/")
    if place in ("", "index.html"):
        return listing(0)
    if place == "index_1.html":
        return listing(1)
    number = place.removeprefix("202607/t20260728_").removesuffix(".html")
    return _notice(int(number)) if number.isdecimal() and int(number) < len(TITLES) else NOT_FOUND


def unended(asked: Asked) -> Reply:
    """The same column where no page is ever closed."""
    said = sound(asked)
    return Reply(said.content.replace(b"</body></html>", FOOT.encode()), status=said.status)


def listing(number: int, told: str = '2, {}, "index", "html"') -> Reply:
    """The list page of that number, from 0; ``told`` is what its script is told of the pages."""
    rows = "".join(
        f'<li><a href="./202607/t20260728_{one}.html">{TITLES[one]}</a><span>2026-07-28</span></li>'
        for one in range(number * _ROWS, (number + 1) * _ROWS)
    )
    script = f"<script>createPageHTML({told.format(number)});</script>"
    return page("公告_示例局", f'<ul class="list">{rows}</ul>{script}')


def _notice(number: int) -> Reply:
    title = TITLES[number]
    return page(title, f'<h1>{title}</h1><div class="TRS_Editor"><p>{title}的正文。</p></div>')


class FullServer(DownServer):
    """Listens and accepts nobody, and its queue is full: connections are neither taken nor refused."""

    def __init__(self) -> None:
        super().__init__()
        self._held.listen(0)
        self._waiting = [socket.socket() for _ in range(2)]
        for one in self._waiting:
            one.setblocking(False)
            one.connect_ex(self._held.getsockname())

    def close(self) -> None:
        """Let go of the port."""
        for one in self._waiting:
            one.close()
        super().close()
