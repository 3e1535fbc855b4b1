"""What a page writes anew for each who asks amends nothing, and hides no amendment."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from federator.model.answer import Answer, Request, Validators
from federator.model.errors import ErrorKind, VisitError
from tests.road.conftest import START
from tests.road.test_road_decisions import correct

PAGE, TITLE = "http://a.example/1.html", "征地补偿安置公告"
TOLD = "因公共利益需要，拟征收土地12.5公顷，补偿标准每亩{price}万元。</p><p>{drawn}"
Body = Callable[[int], str]


@pytest.fixture
def drawing(world: Any) -> Callable[[Body], Any]:
    """A notice whose page is written for each request, out of how many there were."""

    def begin(body: Body) -> Any:
        usual, asked = world.site.ask, count(8)

        def ask(request: Request, validators: Validators) -> Answer:
            if request.url == PAGE:
                world.site.notice(PAGE, TITLE, body(next(asked)))
            answer: Answer = usual(request, validators)
            return answer

        world.site.list_page([(TITLE, PAGE, "2026-11-15")])
        world.means = replace(world.means, ask=ask)
        if not world.published():
            world.visit()
        return world

    return begin


def told(way: str, price: int = 5) -> Body:
    """The notice with what it draws: a count ``{n}``, a token ``{token}``, the ``{moment}`` of the request."""

    def body(n: int) -> str:
        token, moment = f"{n * 0x9E3779B97F4A7C15 % 2**64:016x}a1", START + timedelta(seconds=n * 100_001)
        return TOLD.format(price=price, drawn=way.format(n=n, token=token, moment=moment))

    return body


WAYS = {
    "readers": "本文已被浏览 {n} 次",
    "reader": "您是第<span>{n}</span>位浏览者",
    "rendered": "页面执行时间：{n}毫秒",
    "made": "本页生成于{moment:%Y年%m月%d日 %H:%M:%S}",
    "picture": '<img src="/1.png?t={n}">',
    "bare": '<img src="/1.png?{token}">',
    "banner": '<img src="/banner/{token}.jpg">',
    "signed": '<img src="/1.png?X-Amz-Date={moment:%Y%m%dT%H%M%SZ}&amp;X-Amz-Signature={token}">',
    "file": '附件：<a href="/down.do?id=7&amp;sid={token}">规划图.pdf</a>',
    "place": '附件：<a href="/tmp/{token}/1.pdf">规划图.pdf</a>',
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_what_is_drawn_anew_amends_nothing_and_hides_no_amendment(way: str, drawing: Callable[[Body], Any]) -> None:
    world = drawing(told(way))
    assert [world.next_day().amended for _ in range(3)] == [0, 0, 0]
    drawing(told(way, price=6))
    assert [world.next_day().amended for _ in range(3)] == [1, 0, 0]
    assert "每亩6万元" in world.published()[0].notice.text


LABELLED = [
    "今天是{moment:%Y年%m月%d日} 星期六",
    "打印时间：{moment:%Y-%m-%d %H:%M}",
    '<a href="/view.jsp;jsessionid={token}?id=7">详见</a>',
]


@pytest.mark.parametrize("way", LABELLED)
def test_todays_day_and_sessions_amend_nothing_though_they_stay_for_a_while(
    way: str, drawing: Callable[[Body], Any]
) -> None:
    def on(day: int) -> Body:
        return lambda _: told(way)(day)

    world = drawing(on(1))
    for day in (2, 3):
        drawing(on(day))
        assert world.next_day().amended == 0
    drawing(told(way, price=6))
    assert world.next_day().amended == 1


def test_a_person_s_correction_changes_nothing_about_it(drawing: Callable[[Body], Any]) -> None:
    world = drawing(told(WAYS["readers"]))
    correct(world, world.published()[0].id, title="关于征地的公告")
    assert world.next_day().amended == 0


def test_a_swapped_file_is_seen_whatever_session_its_address_carries(drawing: Callable[[Body], Any]) -> None:
    world = drawing(told(WAYS["file"]))
    drawing(told(WAYS["file"].replace("id=7", "id=8")))
    assert world.next_day().amended == 1


def test_an_old_copy_asked_after_the_new_one_hides_no_amendment(drawing: Callable[[Body], Any]) -> None:
    way = WAYS["readers"]
    world, turns = drawing(told(way)), count()
    drawing(lambda n: told(way, price=6 - next(turns) % 2)(n))
    assert world.next_day().amended == 1


def test_an_amendment_is_believed_where_no_second_answer_comes(drawing: Callable[[Body], Any]) -> None:
    world, turns = drawing(told("{n}")), count()

    def once(n: int) -> str:
        if next(turns):
            raise VisitError(ErrorKind.TIMEOUT, "30 s")
        return told("{n}", price=6)(n)

    drawing(once)
    assert world.next_day().amended == 1


def test_only_a_page_that_says_something_else_is_asked_twice(drawing: Callable[[Body], Any]) -> None:
    world = drawing(told("<!-- {n} -->"))
    world.site.asked.clear()
    world.next_day()
    assert world.site.asked == [PAGE]
    drawing(told("{n}"))
    world.next_day()
    assert world.site.asked == [PAGE] * 3
