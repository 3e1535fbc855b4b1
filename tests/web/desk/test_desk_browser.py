"""The desk in a real browser over the sample province: a site breaks, is named, its contact told once, and mends;
a held notice is released. And every page of the desk before axe-core."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from federator.demo import Demo
from federator.model.client import ApiClient, Scope
from federator.model.contact import Contact, Way
from federator.model.mail import Mail
from federator.model.people import Actor, Person, Role
from federator.model.push import Delivery
from federator.sample.serving import Asked, Reply, Server
from federator.service.delivering import deliver, sender
from federator.service.sweep import sweep
from federator.settings import load_settings
from federator.store import Store
from federator.web.api.keys import new_key
from federator.web.app import create_app
from federator.web.desk.errands import Errands
from federator.web.desk.secrets import hashed
from tests.web.desk.conftest import PASSWORD, Broken
from tests.web.over_http import served

pytestmark = pytest.mark.browser

CONFIG = Path(__file__).parents[3] / "config"
SOURCE = "sample-yunhe/tzgg"
GRAVE = ("serious", "critical")
TOP = "one => one.getBoundingClientRect().top"
LINES_OF_ITS_FIRST_WORD = """cell => {
    const word = document.createRange();
    word.setStart(cell.firstChild, 0);
    word.setEnd(cell.firstChild, cell.firstChild.data.indexOf(" "));
    return word.getClientRects().length;
}"""


class Robot:
    """A WeCom robot that keeps what it is told."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def answer(self, asked: Asked) -> Reply:
        self.heard.append(asked.body)
        return Reply(b'{"errcode":0}', "application/json")


class Sample:
    """The province harvested once, its desk served, and a robot that listens."""

    def __init__(self, folder: Path) -> None:
        self.later = timedelta()
        self.demo = Demo(load_settings(CONFIG, {}), folder, lambda: datetime.now(UTC) + self.later)
        self.demo.province.__enter__()
        self.demo.register()
        self.robot = Robot()
        self._robot = Server(self.robot)
        self.robot_url = f"{self._robot.origin}/send?key=k"
        means = self.demo.means
        self.errands = Errands(means.store.errands, means.ask)
        app = create_app(means.store, means.settings, means.profile, means.directory, self.errands)
        self._served = served(app)
        self.base = self._served.__enter__()
        person = Person("", "li.si", "李四", Role.PROVINCE, datetime.now(UTC))
        means.store.people.add(person, hashed(PASSWORD), Actor("terminal"))

    @property
    def store(self) -> Store:
        return self.demo.means.store

    def harvest(self, times: int = 1) -> None:
        """Sweep everything and tell what is news, as a tick does."""
        means = self.demo.means
        for _ in range(times):
            self.later += timedelta(minutes=5)
            sweep(means.store.sources(), means, self.demo.clock)
            deliver(means.store, means.settings, sender(Mail(), self.demo.tell), self.demo.clock())

    def close(self) -> None:
        self._served.__exit__(None, None, None)
        self.errands.close()
        self._robot.close()
        self.demo.province.close()
        self.demo.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    made = Sample(tmp_path_factory.mktemp("sample") / "demo")
    made.harvest()
    yield made
    made.close()


@pytest.fixture(scope="module")
def page(sample: Sample, browser: Browser) -> Iterator[Page]:
    """Signed in by the form."""
    with browser.new_context(viewport={"width": 1100, "height": 800}) as context:
        opened = context.new_page()
        opened.goto(f"{sample.base}/desk/sign-in")
        opened.fill("#login", "li.si")
        opened.fill("#password", PASSWORD)
        opened.get_by_role("button", name="登录").click()
        opened.wait_for_url("**/desk/")
        yield opened


def test_a_site_that_breaks_is_named_told_once_and_told_when_it_works(sample: Sample, page: Page) -> None:
    page.goto(f"{sample.base}/desk/contacts/sample-yunhe")
    page.fill("#name", "值班群")
    page.select_option("#way", "wecom")
    page.fill("#address", sample.robot_url)
    page.get_by_role("button", name="添加").click()
    page.get_by_role("button", name="发送测试").click()
    sample.harvest()
    page.reload()
    assert page.get_by_text("已送出").count() == 1
    assert "key=k" not in page.content()
    with sample.demo.province.instead("sample-yunhe", Broken()):
        sample.harvest(3)
    page.goto(f"{sample.base}/desk/health")
    row = page.get_by_role("row").filter(has_text="通知公告").filter(has_text="云和县")
    assert "网站返回错误状态" in row.inner_text()
    told = [one for one in sample.robot.heard if "通知公告" in one]
    assert len(told) == 1
    assert "网站返回错误状态" in told[0]
    sample.harvest(2)
    told = [one for one in sample.robot.heard if "通知公告" in one]
    assert len(told) == 2
    assert "已恢复正常" in told[1]
    page.goto(f"{sample.base}/desk/health/{SOURCE}")
    assert page.locator("h1 .badge.failing").count() == 0


def test_buttons_of_a_row_stand_level_and_words_of_the_audit_log_are_whole(sample: Sample, page: Page) -> None:
    page.goto(f"{sample.base}/desk/sites/sample-lishui?lang=en")
    tops = [page.get_by_role("button", name=name).evaluate(TOP) for name in ("Suspend", "Retire")]
    page.set_viewport_size({"width": 760, "height": 800})
    page.goto(f"{sample.base}/desk/audit?lang=en")
    lines = page.get_by_role("cell", name="command line").last.evaluate(LINES_OF_ITS_FIRST_WORD)
    page.goto(f"{sample.base}/desk/?lang=zh")
    assert tops[0] == tops[1]
    assert lines == 1


def test_a_held_notice_is_released_with_a_reason_and_public(sample: Sample, page: Page) -> None:
    page.goto(f"{sample.base}/desk/health/{SOURCE}")
    page.locator("#held ~ table a").first.click()
    address = page.url
    release = page.locator("form", has=page.get_by_role("heading", name="放行"))
    release.get_by_role("textbox").fill("日期已电话核实")
    release.get_by_role("button", name="放行").click()
    assert page.get_by_role("status").inner_text() == "已放行，公众可见。"
    page.get_by_role("link", name="公开页面").click()
    assert "日期已电话核实" in page.content()
    page.goto(address)
    assert "李四" in page.locator("#versions ~ table").inner_text()


def _client(sample: Sample) -> str:
    made = ApiClient("", "省政府门户", "张三 0571-1", frozenset(Scope), datetime.now(UTC), new_key().prefix)
    return sample.store.clients.add(made, "", Actor("me")).id


def _pages_of_a_client(sample: Sample) -> tuple[str, ...]:
    """A client with a receiver that a message could not be delivered to."""
    id, store = _client(sample), sample.store.pushing
    receiver = store.add(id, "门户", "http://127.0.0.1:9/hook", Actor("me"), everything=True)
    now = datetime.now(UTC)
    store.refused(receiver.number, Delivery("1-0-9", now, 9, 503, 0.2, "HTTP 503"), now)
    return f"/desk/clients/{id}", f"/desk/clients/{id}/receivers", f"/desk/clients/{id}/receivers/{receiver.number}"


def _merged(sample: Sample) -> str:
    """A notice that another was made one with."""
    pairs, (one, other) = sample.store.pairs, sample.store.changes(2, 2).changes
    found = [id for id in (one.notice_id, other.notice_id) if pairs.merged_with(id)]
    if found:
        return found[0]
    first, second = sorted((one, other), key=lambda change: change.notice_id)
    pairs.propose([(first.notice_id, second.notice_id, 0.9)], 0)
    return pairs.merge(first.notice_id, second.notice_id, (first.seq, second.seq), "内容相同", Actor("me"))


@pytest.mark.parametrize("width", [1100, 375])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_of_the_desk_has_a_serious_fault_of_accessibility(
    language: str, width: int, sample: Sample, page: Page
) -> None:
    sample.store.notifying.save_contact(Contact("sample-lishui", "张三", Way.MAIL, "a@b.example"), Actor("me"))
    held, other = sample.store.changes(0, 2).changes
    sample.store.pairs.propose([(held.notice_id, other.notice_id, 0.8)], 0)
    number = sample.store.notifying.contacts("sample-lishui")[0].number
    paths = (
        "/desk/", "/desk/health", "/desk/health?condition=good&division=331100", "/desk/health/sample-lishui",
        f"/desk/health/{SOURCE}", "/desk/health/sample-songyang/gsgg", f"/desk/notices/{held.notice_id}", "/desk/why",
        f"/desk/notices/{_merged(sample)}", "/desk/why?url=http%3A%2F%2Fnowhere.example%2F1",
        f"/desk/why?url={sample.demo.province.url('sample-yunhe')}x", "/desk/contacts/sample-lishui", "/desk/pairs",
        f"/desk/contacts/sample-lishui/{number}", "/desk/people", "/desk/people/invite", "/desk/audit", "/desk/me",
        "/desk/register", "/desk/sites", "/desk/report", "/desk/report?site=sample-lishui", "/desk/anew",
        "/desk/organisations", "/desk/organisations/add",
        "/desk/organisations/331100-zrzy", "/desk/clients", "/desk/clients/add",
        *_pages_of_a_client(sample), "/desk/adoption",
    )  # fmt: skip
    page.set_viewport_size({"width": width, "height": 800})
    axe, faults = Axe(), []
    for path in paths:
        page.goto(f"{sample.base}{path}{'&' if '?' in path else '?'}lang={language}")
        found = axe.run(page).response["violations"]
        faults += [(path, one["id"], one["nodes"][0]["html"][:120]) for one in found if one["impact"] in GRAVE]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append((path, "wider than the screen", ""))
    assert faults == []
