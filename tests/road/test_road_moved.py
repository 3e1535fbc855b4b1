"""Sites move to other addresses, and their notices stay what they were."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from federator.model.revision import Published

BODY = (
    "因公共利益需要，依法征收{0}镇第{0}村集体土地{0}.25公顷，征地补偿标准按照县人民政府公布的区片综合地价执行，"
    "被征收土地的所有权人和使用权人应当在公告规定期限内持不动产权属证明材料办理补偿登记，有异议的可以书面提出听证申请。"
)


def old(number: int) -> str:
    return f"http://a.example/art/2026/11/5/art_7_{number}.html"


def new(number: int) -> str:
    return f"https://www.a.example/col/col1229/art/2026/art_{number:032x}.html"


def again(number: int) -> str:
    return f"https://a.example/art/2026/11/5/art_7_{number}.html?_=1764140000&from=singlemessage"


def publish(world: Any, address: Callable[[int], str], url: str, body: str = BODY) -> None:
    """Three notices of one title and one day, told apart by what they say, and one of a title of its own."""
    titles = ["征收土地公告", "征收土地公告", "征收土地公告", "关于道路工程的公示"]
    world.site.list_page([(title, address(n), "2026-11-05") for n, title in enumerate(titles, 1)], url)
    for number, title in enumerate(titles, 1):
        world.site.notice(address(number), title, body.format(number), "2026-11-05 09:30")


def known(world: Any) -> dict[str, str]:
    """What each notice says → its id."""
    return {one.notice.text[:20]: one.id for one in world.published()}


@pytest.mark.parametrize(
    ("address", "body"),
    [(new, BODY), (new, BODY.replace("，", " ， ") + "附件：红线图.pdf"), (again, BODY)],
    ids=["another form", "written out anew", "another spelling"],
)
@pytest.mark.parametrize("complete", [False, True])
def test_a_site_that_moves_keeps_its_notices(
    world: Any, address: Callable[[int], str], body: str, complete: bool
) -> None:
    publish(world, old, world.source.url)
    world.visit(complete=complete)
    before, seq = known(world), world.last_seq()
    assert len(before) == 4
    moved = "https://www.a.example/list/"
    world.site.pages.clear()
    publish(world, address, moved, body)
    world.source = replace(world.source, url=moved)
    done = world.visit(complete=complete)
    assert (done.created, done.withdrawn, world.means.store.leaving("a/gg")) == (0, 0, ())
    found: list[Published] = world.published()
    assert {one.id for one in found} == set(before.values())
    assert all(known(world)[said] == id for said, id in before.items() if said in known(world))
    addresses = {one.notice.url for one in found}
    assert address is again or addresses == {address(number) for number in range(1, 5)}
    assert world.last_seq() == seq + (0 if address is again else 4)


def test_one_notice_that_moves_within_a_complete_list_is_not_withdrawn(world: Any) -> None:
    publish(world, old, world.source.url)
    world.visit(complete=True)
    before = known(world)
    publish(world, lambda number: new(number) if number == 4 else old(number), world.source.url)
    done = world.visit(complete=True)
    assert (done.withdrawn, done.amended) == (0, 1)
    assert known(world) == before
