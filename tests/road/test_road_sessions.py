"""A site that draws a session for each answer and puts it into all its links, over real HTTP."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from federator.fetch import Client
from federator.model.answer import Answer, Request, Validators
from federator.model.site import Life, Site
from federator.model.visit import Outcome, Visit
from federator.sample.broken_sites import page
from federator.sample.serving import NOT_FOUND, Asked, Reply, Server
from tests.broken_column import TITLES
from tests.road.conftest import LIST
from tests.road.test_road_breakages import LOOPBACK

TEXT = "因公共利益需要，拟征收以下土地，现予公告。"


class Drawing:
    """A column whose links carry ``way``, with a number that no answer before had."""

    def __init__(self, way: str) -> None:
        self.way, self.text, self.listed, self.gone = way, TEXT, 4, -1
        self._drawn = count(7)

    def answer(self, asked: Asked) -> Reply:
        if asked.path == "/gg/":
            drawn = f"{next(self._drawn) * 0x9E3779B97F4A7C15 % 2**64:016x}a1"
            rows = "".join(
                f'<li><a href="/{self.way.format(number=number, drawn=drawn)}">{TITLES[number]}</a>'
                "<span>2026-11-15</span></li>"
                for number in range(self.listed)
            )
            return page("公告_示例局", f'<ul class="list">{rows}</ul>')
        if asked.path != "/view" or int(asked.query["id"]) == self.gone:
            return NOT_FOUND
        title = TITLES[int(asked.query["id"])]
        return page(title, f"<h1>{title}</h1><div id=zoom><p>{title}。{self.text}</p></div>")


class Drawn:
    """The site, and visits to its column."""

    def __init__(self, world: Any, site: Drawing, url: str, client: Client) -> None:
        self.world, self.site = world, site
        source = replace(world.source, url=url, home=url, connector=None, rule=None)
        world.source, world.means = source, replace(world.means, ask=client.ask)
        told = (source.site, source.site, source.organisation, source.division, url, Life.ACTIVE, (source,))
        world.means.store.save_site(Site(*told))
        self.visit: Callable[[], Visit] = world.visit


@pytest.fixture(
    params=[
        "view?id={number}&amp;sid={drawn}",
        "view?r={drawn}&amp;id={number}&amp;page=1",
        "view?id={number}&amp;sid={drawn}&amp;t={drawn}",
        "view?id={number}&amp;_t={drawn}",
        "view?id={number}&amp;key=LTAI5tFdQk2m&amp;Signature=2%2B{drawn}%3D",
        "view;jsessionid={drawn}?id={number}",
        "(S(abcdef{drawn}))/view?id={number}",
    ]
)
def drawn(request: Any, world: Any) -> Iterator[Drawn]:
    site = Drawing(request.param)
    with closing(Server(site)) as server, Client(LOOPBACK) as client:
        yield Drawn(world, site, f"{server.origin}/gg/", client)


def test_a_session_drawn_anew_amends_nothing(drawn: Drawn) -> None:
    assert drawn.visit().created == 4
    assert [drawn.visit().outcome for _ in range(3)] == [Outcome.UNCHANGED] * 3
    assert drawn.world.next_day().amended == 0
    assert (drawn.world.last_seq(), len(drawn.world.published())) == (4, 4)


def test_a_row_without_a_page_is_one_and_asked_once_a_day(drawn: Drawn) -> None:
    drawn.site.gone = 3
    assert [drawn.visit().asked for _ in range(4)] == [5, 1, 1, 1]
    assert len(drawn.world.means.store.addresses_aside("a/gg")) == 1


def test_what_was_rewritten_meanwhile_is_amended_and_not_doubled(drawn: Drawn) -> None:
    drawn.visit()
    drawn.site.text, drawn.site.listed = "经研究，本项目终止，原定事项不再办理。", 5
    assert drawn.visit().created == 1
    drawn.world.next_day()
    drawn.visit()
    assert drawn.world.titles() == sorted(TITLES[:5])
    assert all("终止" in one.notice.text for one in drawn.world.published())


def test_what_a_complete_list_of_several_pages_lacks_is_gone_though_all_addresses_are_drawn_anew(world: Any) -> None:
    drawn, titles = count(7), (*TITLES, "供地计划公告")

    def ask(request: Request, validators: Validators) -> Answer:
        answer = world.site.ask(replace(request, url=request.url.partition("&sid=")[0]), validators)
        content = answer.content.replace(b"DRAWN", f"{next(drawn):016x}ab".encode())
        return replace(answer, request=request, url=request.url, content=content)

    def listed(*numbers: int) -> None:
        rows = [(titles[n], f"http://a.example/view?id={n}&sid=DRAWN", f"2026-11-1{n}") for n in numbers]
        world.site.list_page(rows[:-3], next_url=f"{LIST}2")
        world.site.list_page(rows[-3:], url=f"{LIST}2")

    world.means = replace(world.means, ask=ask)
    for number, title in enumerate(titles):
        world.site.notice(f"http://a.example/view?id={number}", title, f"{title}。{TEXT}", f"2026-11-1{number}")
    listed(6, 5, 4, 3, 2, 1, 0)
    assert world.visit(complete=True).created == 7
    listed(6, 5, 3, 2, 1, 0)
    assert world.visit(complete=True).withdrawn == 1
