"""A notice whose body is split over several pages is one notice, read whole or not at all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from federator.examine.rereading import Rereader
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.scope import Scope
from federator.notation.leaves import leaves_of
from federator.service.recheck import Rechecked
from federator.visit.leafing import MOST, page_in_steps
from tests.road.conftest import LIST, Page, World

TITLE = "云岭市国土空间总体规划批前公示"
FIRST = "http://a.example/gg/7.html"
FORMS = [
    (FIRST, "http://a.example/gg/7_{}.html"),
    ("http://a.example/gg/7.shtml", "http://a.example/gg/7-{}.shtml"),
    ("http://a.example/view?id=7", "http://a.example/view?id=7&page={}"),
    ("http://a.example/gg/7/", "http://a.example/gg/7/index_{}.html"),
]


def leaf(text: str, pager: str = "", title: str = TITLE) -> Page:
    head = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>发布时间：2026-11-15</p>"
    return Page(f"{head}<div id='zoom'><p>{text}</p>{pager}</div></body></html>".encode())


def pager(urls: list[str], here: int, says: str = "下一页") -> str:
    """As a site writes it below each page: numbers, and where to go on."""
    numbers = " ".join(f"<a href='{url}'>{n}</a>" if n != here else f"<b>{n}</b>" for n, url in enumerate(urls, 1))
    goes_on = f" <a href='{urls[here]}'>{says}</a>" if says and here < len(urls) else ""
    ends = f" 共{len(urls)}页 <a href='{urls[-1]}'>{says}</a>" if says and here == len(urls) else ""
    return f"<div class='pages'>{numbers}{goes_on}{ends}</div>"


def publish(world: World, urls: list[str], texts: list[str], says: str = "下一页") -> None:
    world.site.list_page([(TITLE, urls[0], "2026-11-15")])
    for here, (url, text) in enumerate(zip(urls, texts, strict=True), 1):
        world.site.pages[url] = leaf(text, pager(urls, here, says))


@pytest.mark.parametrize("signs", [10, 40_000])
def test_a_large_page_keeps_its_tree_for_no_step_of_others(world: World, signs: int) -> None:
    answer = Answer(Request(FIRST), 200, FIRST, leaf("征" * signs).content, world.now)
    assert any(True for _ in page_in_steps(answer, None, world.source)) == (signs == 10)


def text_of(world: World) -> str:
    (one,) = world.published()
    return one.notice.text


@pytest.fixture
def three(world: World) -> list[str]:
    """The addresses of a notice of three pages, which is published."""
    urls = [FIRST, *(f"http://a.example/gg/7_{n}.html" for n in (2, 3))]
    publish(world, urls, ["第一部分。", "第二部分。", "第三部分。"])
    world.visit()
    return urls


SAID = [("下一页", 2), ("", 2), ("下一页>", 1)]
"""What the link to the next page says beside its number, and what number that is of the second one."""


@pytest.mark.parametrize(
    ("form", "said"),
    [(form, said) for form in FORMS for said in SAID if said[0] or "?" not in form[0]],  # of such only words tell
)
def test_its_pages_are_one_body(world: World, form: tuple[str, str], said: tuple[str, int]) -> None:
    (first, further), (says, begins) = form, said
    urls = [first, *(further.format(n) for n in (begins, begins + 1))]
    publish(world, urls, ["第一部分。", "第二部分。", "第三部分。"], says)
    world.visit()
    assert text_of(world) == "第一部分。\n第二部分。\n第三部分。"
    assert world.site.asked == [LIST, *urls]


def test_what_a_script_of_its_software_pages_by_is_followed(world: World) -> None:
    """TRS writes the pager in the browser, and counts from 0."""
    urls = ["http://a.example/gg/t20261115_7.html", "http://a.example/gg/t20261115_7_1.html"]
    world.site.list_page([(TITLE, urls[0], "2026-11-15")])
    for here, url in enumerate(urls):
        world.site.pages[url] = leaf(
            f"其{here}。", f"<script>createPageHTML(2, {here}, 't20261115_7', 'html')</script>"
        )
    world.visit()
    assert text_of(world) == "其0。\n其1。"


def test_another_notice_is_no_page_of_it(world: World) -> None:
    """下一页 leads to the next notice here, and there to a page that bears another title."""
    other, strange = "http://a.example/gg/8.html", "http://a.example/gg/7_2.html"
    world.site.list_page([(TITLE, FIRST, "2026-11-15")])
    world.site.pages[other] = leaf("另一条。")
    world.site.pages[strange] = leaf("另一条。", title="关于另一件事的公告")
    for leads in (other, strange, "http://b.example/gg/7_2.html", FIRST, "#", "javascript:;"):
        world.site.pages[FIRST] = leaf(f"全文，{len(leads)}。", f"<a href='{leads}'>下一页</a>")
        world.visit()
        assert "另一条" not in text_of(world)
    assert other not in world.site.asked


def test_it_never_goes_on_for_ever(world: World) -> None:
    urls = [FIRST, *(f"http://a.example/gg/7_{n}.html" for n in range(2, 40))]
    publish(world, urls, [f"第{n}部分。" for n in range(39)])
    world.visit()
    assert len(world.site.asked) == 1 + MOST


@pytest.mark.parametrize("trouble", [Page(status=404), Page(failure=VisitError(ErrorKind.TIMEOUT, "30 s"))])
def test_half_of_it_is_not_published(world: World, trouble: Page) -> None:
    urls = [FIRST, "http://a.example/gg/7_2.html"]
    publish(world, urls, ["第一部分。", "第二部分。"])
    there = world.site.pages[urls[1]]
    world.site.pages[urls[1]] = trouble
    world.visit()
    assert world.titles() == []
    world.site.pages[urls[1]] = there
    world.now += timedelta(days=1)
    world.visit()
    assert text_of(world) == "第一部分。\n第二部分。"


def test_nor_is_half_of_it_an_amendment(world: World, three: list[str]) -> None:
    before, there = world.last_seq(), world.site.pages[three[1]]
    for trouble in (Page(status=404), Page(failure=VisitError(ErrorKind.TIMEOUT, "30 s")), Page(status=503)):
        world.site.pages[three[1]] = trouble
        assert world.next_day() == Rechecked(asked=1)
    world.site.pages[three[1]] = there
    assert world.next_day() == Rechecked(asked=1)
    assert world.last_seq() == before


def test_a_correction_of_a_later_page_is_one_of_the_notice(world: World, three: list[str]) -> None:
    world.site.pages[three[2]] = leaf("第三部分，更正。", pager(three, 3))
    assert world.next_day() == Rechecked(asked=1, amended=1)
    assert text_of(world).endswith("第三部分，更正。")


def test_all_its_pages_are_kept_as_they_came_and_read_alike_again(world: World, three: list[str]) -> None:
    (page,) = Rereader(world.means).pages(Scope())
    (again,) = page
    assert (again.unread, again.differences) == (None, ())
    capture = world.means.store.capture(again.latest.capture)
    leaves = leaves_of(capture.answer)
    assert [(one.url, one.content) for one in leaves] == [(url, world.site.pages[url].content) for url in three]


def test_its_pages_count_against_what_a_visit_may_ask(world: World, three: list[str]) -> None:
    settings = replace(world.means.settings, pages_per_visit=3, recheck_budget=3)
    world.means = replace(world.means, settings=settings)
    other = "http://a.example/gg/9.html"
    world.site.pages[other] = leaf("另一条。", title="关于另一件事的公告")
    again = [url.replace("7", "6") for url in three]
    publish(world, again, ["甲。", "乙。", "丙。"])
    world.site.list_page([(TITLE, again[0], "2026-11-16"), ("关于另一件事的公告", other, "2026-11-15")])
    assert world.visit().unread == 1
