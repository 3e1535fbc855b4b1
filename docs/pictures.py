"""Makes the pictures of registering-a-site.md: ``make pictures``. Needs Chromium and the dev dependencies.

An empty registry, the sample province on loopback beside it, and a site that is registered, approved and harvested, as
the page tells it. Addresses hold the port of the day.
"""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from federator.demo import Demo
from federator.house import SHIPPED, House, now
from federator.model.log_format import LogFormat
from federator.model.people import Actor, Person, Role
from federator.service.rounds import tick
from federator.terminal import log_to_stderr
from federator.web.app import create_app
from federator.web.desk.errands import Errands
from federator.web.desk.secrets import hashed

PICTURES = Path(__file__).parent / "pictures"
WIDTH, HIGHEST = 900, 720
PASSWORD = "一句话比一个词更安全"  # noqa: S105 - of nobody: the registry lives as long as this script
PEOPLE = {"zhan.dian": ("王敏", Role.SITE), "sheng.ji": ("李强", Role.PROVINCE)}


@contextmanager
def office(demo: Demo) -> Iterator[str]:
    """The desk over the demo's empty registry; its address."""
    for login, (name, role) in PEOPLE.items():
        demo.means.store.people.add(Person("", login, name, role, now()), hashed(PASSWORD), Actor("terminal"))
    means, errands = demo.means, Errands(demo.means.store.errands, demo.means.ask)
    app = create_app(means.store, means.settings, means.profile, means.directory, errands)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    errands.close()


def desk_of(browser: Browser, base: str, login: str) -> Page:
    """A signed-in page of that person's own browser."""
    page = browser.new_context(viewport={"width": WIDTH, "height": 700}).new_page()
    page.goto(f"{base}/desk/")
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/desk/")
    return page


def picture(page: Page, name: str) -> None:
    """The page from its top, as high as it is, up to a limit."""
    height = min(page.evaluate("document.documentElement.scrollHeight"), HIGHEST)
    page.screenshot(
        path=PICTURES / f"{name}.png", full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": height}
    )


def look_at(page: Page, base: str, url: str, button: str) -> None:
    """Paste an address and wait for what is understood of it."""
    page.goto(f"{base}/desk/register")
    page.get_by_label("网址").fill(url)
    page.get_by_role("button", name=button).click()
    page.locator(".outcomes").wait_for()


def tell(browser: Browser, base: str, demo: Demo) -> None:
    """The story of the page, a picture each step."""
    site, province = desk_of(browser, base, "zhan.dian"), desk_of(browser, base, "sheng.ji")
    site.goto(f"{base}/desk/register")
    picture(site, "1-register")
    look_at(site, base, demo.province.url("sample-yunhe", "/tzgg/"), "只看它")
    picture(site, "2-column")
    look_at(site, base, demo.province.url("sample-lishui"), "找出全部栏目")
    picture(site, "2-columns")
    site.get_by_label("标识").fill("lishui")
    site.get_by_role("button", name="保存草稿").click()
    site.wait_for_url("**/desk/sites/lishui")
    site.get_by_role("button", name="试运行").click()
    site.locator(".outcomes").wait_for()
    picture(site, "3-dry-run")
    site.get_by_role("link", name="返回站点").click()
    site.get_by_label("留言").first.fill("两个栏目都核对过了，请审核。")
    site.get_by_role("button", name="提交审核").click()
    province.goto(f"{base}/desk/sites/lishui")
    picture(province, "4-approval")
    province.get_by_role("button", name="批准", exact=True).click()
    tick(demo.means, now, threading.Event(), print)
    site.goto(f"{base}/desk/sites/lishui")
    picture(site, "5-active")


def main() -> None:
    """All pictures, in place of those before."""
    log_to_stderr(40, LogFormat.LOGFMT)
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        demo = Demo(House(SHIPPED).settings, Path(folder) / "demo", now)
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with demo.province, office(demo) as base:
            tell(chromium, base, demo)
        chromium.close()
        demo.close()


if __name__ == "__main__":
    main()
