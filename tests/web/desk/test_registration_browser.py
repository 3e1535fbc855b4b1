"""Registering in a real browser over the sample province: from a pasted address to notices on the public page."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from federator.demo import LOOPBACK
from federator.fetch import Client
from federator.model.people import Actor, Person, Role
from federator.model.revision import Selection, State
from federator.sample import Province
from federator.service.rounds import tick
from federator.settings import Settings
from federator.spec.directory import load_directory
from federator.spec.profile import load_profile
from federator.store import Store
from federator.visit.means import Means
from federator.web.app import create_app
from federator.web.desk.errands import Errands
from tests.web.desk.conftest import HASHED, PASSWORD, Broken
from tests.web.over_http import served

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[3]


@dataclass
class Office:
    """The desk over an empty registry, the province beside it, and a browser."""

    base: str
    province: Province
    means: Means
    browser: Browser

    def person(self, login: str, role: Role) -> None:
        person = Person("", login, f"{login} 某", role, datetime.now(UTC))
        self.means.store.people.add(person, HASHED, Actor("terminal"))

    def desk_of(self, login: str, width: int = 1100) -> Page:
        """A page of a browser of one's own, signed in."""
        page = self.browser.new_context(viewport={"width": width, "height": 800}).new_page()
        page.set_default_timeout(15_000)
        page.goto(f"{self.base}/desk/")
        page.get_by_label("登录名").fill(login)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/desk/")
        return page

    def harvest(self, hours: int = 0) -> None:
        """One tick of the scheduler, so many hours from now."""
        tick(self.means, lambda: datetime.now(UTC) + timedelta(hours=hours), threading.Event(), print)


@pytest.fixture
def office(browser: Browser, tmp_path: Path) -> Iterator[Office]:
    with Province() as province, Client(LOOPBACK) as client:
        organisations = tmp_path / "organisations.csv"
        province.write_organisations(organisations)
        settings = Settings(
            config=tmp_path,
            database=tmp_path / "federator.db",
            profile=ROOT / "config/spec/zj-land-12.toml",
            divisions=ROOT / "config/divisions/zhejiang.csv",
            organisations=organisations,
            manners=LOOPBACK,
        )
        store, directory = Store(settings.database), load_directory(settings.divisions, organisations)
        means = Means(client.ask, store, load_profile(settings.profile), directory, settings)
        errands = Errands(store.errands, client.ask)
        app = create_app(store, settings, means.profile, directory, errands)
        with served(app) as base:
            yield Office(base, province, means, browser)
            for context in browser.contexts:
                context.close()
        errands.close()
        store.close()


def wait_for_outcome(page: Page) -> None:
    """The page of the work refreshes itself until there is something to see."""
    page.locator("main:not(:has(progress)):has(.outcomes)").wait_for(timeout=60_000)


def test_a_whole_site_is_registered_harvested_breaks_and_is_mended(office: Office) -> None:
    office.person("zhan.dian", Role.SITE)
    office.person("sheng.ji", Role.PROVINCE)
    page = office.desk_of("zhan.dian")
    page.get_by_role("link", name="登记", exact=True).click()
    page.get_by_label("网址").fill(office.province.url("sample-lishui"))
    page.get_by_role("button", name="找出全部栏目").click()
    wait_for_outcome(page)
    assert page.locator("[name=name-0], [name=name-1]").count() == 2
    page.get_by_label("标识").fill("lishui")
    page.get_by_role("button", name="保存草稿").click()
    page.wait_for_url("**/desk/sites/lishui")
    page.get_by_role("button", name="试运行").click()
    wait_for_outcome(page)
    assert page.locator(".rows > li").count() > 5
    page.get_by_role("link", name="返回站点").click()
    page.get_by_label("留言").first.fill("请审核")
    page.get_by_role("button", name="提交审核").click()
    assert page.locator(".life").inner_text() == "待审核"

    province = office.desk_of("sheng.ji")
    province.get_by_role("link", name="站点", exact=True).click()
    province.locator("table a").first.click()
    assert "请审核" in province.locator("#comments").inner_text()
    province.get_by_role("button", name="退回修改").click()
    assert "请写明理由" in province.locator("[role=alert]").inner_text()
    province.get_by_label("留言").first.fill("栏目名称请写全")
    province.get_by_role("button", name="退回修改").click()

    page.reload()
    assert "栏目名称请写全" in page.locator("#comments").inner_text()
    page.get_by_role("button", name="提交审核").click()
    province.reload()
    province.get_by_role("button", name="批准", exact=True).click()
    assert province.locator(".life").inner_text() == "采集中"

    office.harvest()
    page.goto(f"{office.base}/?site=lishui")
    assert page.locator(".notices article").count() > 5
    before, told = published(office), truth(office)
    assert len(told) > 10
    assert told - before == set()

    with office.province.instead("sample-lishui", Broken()):
        office.harvest(hours=30)
        office.harvest(hours=90)
    page.goto(f"{office.base}/desk/health/lishui")
    assert page.locator("h1 .badge.failing").count() == 1
    assert page.locator(".fault strong").first.inner_text() == "网站返回错误状态"
    assert published(office) == before

    for _ in range(3):
        office.province.advance()
    page.goto(f"{office.base}/desk/sites/lishui")
    page.get_by_role("button", name="立即采集").click()
    office.harvest(hours=91)
    page.goto(f"{office.base}/desk/health/lishui")
    assert page.locator(".badge.failing, .fault:not(.mild)").count() == 0
    news = truth(office) - told
    assert news
    assert news - published(office) == set()


def published(office: Office) -> set[str]:
    """Titles of what is public."""
    return {one.notice.title for one in office.means.store.page(Selection(), None, 500)}


def truth(office: Office) -> set[str]:
    """Titles of what a perfect harvest of the province holds public of the city's own bureau."""
    found = [one for one in office.province.truth() if one.site == "sample-lishui"]
    return {one.title for one in found if one.state is State.PUBLISHED and one.organisation == "331100-zrzy"}


KINDS = {
    "lishui": ("sample-lishui", "/col/col1229001001/index.html", "大汉 JPAAS"),
    "qingtian": ("sample-qingtian", "/col/col21811/index.html", "大汉 JCMS"),
    "changshan": ("sample-changshan", "/col/col1229410101/index.html", "大汉信息公开目录"),
    "jiangshan": ("sample-jiangshan", "/jssgtj/gsgg/gsgg.html", "TrueCMS"),
    "longquan": ("sample-longquan", "/zwgk/tzgg/", "拓尔思"),
    "yunhe": ("sample-yunhe", "/tzgg/", "网站软件不认识"),
    "jingning": ("sample-jingning", "/atom.xml", "RSS 或 Atom"),
    "jinyun": ("sample-jinyun", "/tzgg.htm", "博达"),
    "trading": ("sample-trading", "/zcfg/031002/moreinfo.html", "新点"),
    "liandu": ("sample-liandu", "/ldgov/openapi/info/ajaxpagelist.do?channelid=26535", "JSON"),
    "station": ("sample-station", "/Category_20/Index.aspx", "动易"),
}
"""A column of each kind of software: its site in the province, its path, and what is said of it."""


def test_a_column_of_each_kind_is_registered_approved_and_harvested(office: Office) -> None:
    office.person("zhan.dian", Role.SITE)
    office.person("sheng.ji", Role.PROVINCE)
    page, province = office.desk_of("zhan.dian"), office.desk_of("sheng.ji")
    for id_, (sample, path, software) in KINDS.items():
        page.goto(f"{office.base}/desk/register")
        page.get_by_label("网址").fill(office.province.url(sample, path))
        page.get_by_role("button", name="只看它").click()
        wait_for_outcome(page)
        assert page.locator("#known").count(), f"{id_}: {page.locator('main').inner_text()}"
        assert software in page.locator("#known").inner_text(), id_
        assert page.locator(".rows > li time").count() > 1, id_
        page.get_by_label("所属站点").select_option("")  # on loopback all sites are one host
        fill_new_site(page, id_)
        page.get_by_role("button", name="保存", exact=True).click()
        page.wait_for_url(f"**/desk/sites/{id_}")
        page.get_by_role("button", name="提交审核").click()
        province.goto(f"{office.base}/desk/sites/{id_}")
        province.get_by_role("button", name="批准", exact=True).click()
        assert province.locator(".life").first.inner_text() == "采集中", id_
    office.harvest()
    for id_ in KINDS:
        page.goto(f"{office.base}/?site={id_}")
        assert page.locator(".notices article").count() > 1, id_


def fill_new_site(page: Page, id_: str) -> None:
    if not page.locator("#site-id").is_visible():
        page.locator("summary", has_text="新站点").click()
    page.locator("#site-id").fill(id_)
    page.locator("#site-name").fill(f"{id_} 网站")
    page.locator("#site-organisation").select_option("331100-zrzy")
    page.locator("#site-division").select_option("331100")


def reach(page: Page, selector: str) -> None:
    """Tab until the element has the focus, and see that this can be seen."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", selector
            return
    pytest.fail(f"{selector} cannot be reached")


def test_a_site_is_registered_on_a_phone_without_a_mouse(office: Office) -> None:
    office.person("zhan.dian", Role.SITE)
    page = office.desk_of("zhan.dian", width=375)
    page.goto(f"{office.base}/desk/register?lang=en")
    reach(page, "#url")
    page.keyboard.type(office.province.url("sample-lishui"))
    reach(page, "button[name=whole]")
    page.keyboard.press("Enter")
    wait_for_outcome(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    reach(page, "#take-1")
    page.keyboard.press("Space")
    reach(page, "#id")
    page.keyboard.press("Control+A")
    page.keyboard.type("lishui")
    reach(page, ".beside button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/sites/lishui")
    site = office.means.store.registry.site("lishui")
    assert site is not None
    assert [source.name for source in site.sources] == ["公示公告"]
    reach(page, ".stage .acts button")
    page.keyboard.press("Enter")
    wait_for_outcome(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    assert page.locator(".rows > li").count() == 5


def test_a_page_of_the_desk_runs_no_script_and_calls_nobody(office: Office) -> None:
    office.person("zhan.dian", Role.SITE)
    page = office.desk_of("zhan.dian")
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{office.base}/desk/register")
    page.get_by_label("网址").fill(office.province.url("sample-yunhe", "/tzgg/"))
    page.get_by_role("button", name="只看它").click()
    wait_for_outcome(page)
    assert all(address.startswith(office.base) for address in asked)
    assert said == []
