"""The pages in a real browser: without a mouse, on a phone, in both languages, and calling nobody."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


REACHABLE = "a[href], button, select"
WATCH_FOCUS = """() => {
  window.seen = new Set();
  window.unmarked = [];
  document.addEventListener('focusin', event => {
    seen.add(event.target);
    if (getComputedStyle(event.target).outlineStyle === 'none') unmarked.push(event.target.outerHTML);
  });
}"""


@pytest.fixture
def addresses(base: str, full: str, held: str, troubled: Callable[[], None], world: Any) -> list[str]:
    troubled()
    world.publish(title="征收土地的又一公告", category="K1", text="正文里也有征收")
    while world.store.index_search():
        pass
    paths = (
        "/",
        "/?q=征收&published_from=2026-02-01",
        "/?division=331121",
        f"/notices/{full}",
        "/sources",
        "/sources/qt/gg",
        "/sources/hz/gg",
        "/evidence/hz/gg",
        "/nothing",
    )
    return [base + path for path in paths]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 375, "height": 700})
    yield opened
    opened.close()


def test_no_page_is_wider_than_a_phone(page: Page, addresses: list[str]) -> None:
    for language in ("zh", "en"):
        for address in addresses:
            page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
            assert page.evaluate("document.documentElement.scrollWidth") == 375, address


def test_no_page_calls_a_foreign_host_or_breaks_its_own_policy(page: Page, addresses: list[str], base: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for address in addresses:
        page.goto(address)
    assert len(asked) > len(addresses)
    assert {urlsplit(address).netloc for address in asked} == {urlsplit(base).netloc}
    assert [one for one in said if "404" not in one] == []


def test_everything_is_reached_by_keyboard_and_seen(page: Page, addresses: list[str]) -> None:
    for address in addresses:
        page.goto(address)
        page.evaluate(WATCH_FOCUS)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        parts_of_dates = 4 * page.locator("input[type=date]").count()
        for _ in range(page.locator(f"{REACHABLE}, summary").count() + parts_of_dates + 2):
            page.keyboard.press("Tab")
        assert page.evaluate(f"[...document.querySelectorAll('{REACHABLE}')].every(one => seen.has(one))"), address
        assert page.evaluate("unmarked") == [], address


def test_what_a_site_in_trouble_answered_does_nothing_here(page: Page, base: str, addresses: list[str]) -> None:
    page.goto(f"{base}/sources/hz/gg")
    page.get_by_role("link", name="查看采集失败时网站的应答").click()
    assert "<script>window.ran = 1</script>" in page.locator("pre").inner_text()
    assert page.evaluate("window.ran === undefined && document.querySelectorAll('pre *').length === 0")


def test_the_skip_link_leads_past_the_header(page: Page, base: str, full: str) -> None:
    page.goto(base)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_filter_works_by_keyboard(page: Page, base: str, full: str) -> None:
    page.goto(base)
    page.focus("#category")
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**category=K2*")
    assert page.locator(".notices li").count() == 1


def test_the_language_changes_and_stays(page: Page, base: str, full: str) -> None:
    page.goto(base)
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Latest notices"
    page.get_by_role("link", name="Sources").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Sources"
    page.get_by_role("link", name="中文").click()
    assert page.get_by_role("heading", level=1).inner_text() == "采集源"


CONTRAST = """() => {
  const linear = v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = colour => colour.slice(0, 3).map(v => linear(v / 255))
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const parse = colour => colour.match(/[\\d.]+/g).map(Number);
  const ground = element => {
    for (let one = element; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor);
      if (colour.length === 3) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll('body *')) {
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
    if (element.closest('.unseen, option')) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) poor.push([element.outerHTML.slice(0, 80), ratio]);
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(scheme: str, page: Page, addresses: list[str]) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for address in addresses:
        page.goto(address)
        assert page.evaluate(CONTRAST) == [], address
