"""Back through a source's history over real HTTP: nothing lost, nothing doubled, whatever the pager does."""

import json
import signal
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from federator.fetch import Client
from federator.model.answer import Request
from federator.model.errors import ErrorKind
from federator.model.revision import Selection
from federator.model.site import Life, Site, Source
from federator.registry import write_site
from federator.service.backfill import begin, step
from federator.service.rounds import tick
from federator.settings import load_settings
from federator.spec.directory import load_directory
from federator.spec.profile import load_profile
from federator.store import Store
from federator.visit.means import Means
from tests.road.archive_site import LIST, ArchiveSite, Pager

OK, USAGE, PARTIAL, FAILED = 0, 2, 3, 4
TODAY = datetime.now(UTC).date()


@dataclass
class Archive:
    """A desk that has one source registered: a site with a long history."""

    desk: Any
    site: ArchiveSite

    tell: Any

    def harvest(self, *more: str) -> tuple[int, list[dict[str, Any]]]:
        done = self.tell("harvest", "archive/gg", *more, "--json")
        assert isinstance(done.exception, SystemExit | None), done.stderr
        return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()]

    def numbers(self) -> list[int]:
        """Of the notices that are held, in falling order; of one that is held twice, twice."""
        with closing(sqlite3.connect(self.desk.database)) as connection:
            found = connection.execute(
                """SELECT r.record ->> 'title' FROM notices AS n JOIN revisions AS r ON r.seq = n.latest_seq"""
            )
            return sorted((int(title.split("号")[0].removeprefix("关于第")) for (title,) in found), reverse=True)

    def row(self, query: str) -> tuple[Any, ...]:
        with closing(sqlite3.connect(self.desk.database)) as connection:
            found: tuple[Any, ...] = connection.execute(query).fetchone()
            return found


@pytest.fixture
def open_archive(desk: Any, tell: Any, serve: Any) -> Callable[..., Archive]:
    def make(count: int = 60, rows: int = 4, pager: Pager = Pager.TRUE, **settings: int) -> Archive:
        site = ArchiveSite(TODAY, count, rows, pager)
        origin = serve(site).origin
        place = {"organisation": "331121-zrzy", "division": "331121"}
        source = Source("archive", "gg", "公告", origin + LIST, **place)
        member = Site("archive", "档案站", **place, home=f"{origin}/", life=Life.ACTIVE, sources=(source,))
        (desk.config / "sites" / "archive.toml").write_text(write_site(member), "utf-8")
        desk.settle(*(f"{name} = {value}" for name, value in ({"list_pages": 2} | settings).items()))
        assert tell("sites", "import", desk.config / "sites").exit_code == OK
        return Archive(desk, site, tell)

    return make


def everything(archive: Archive) -> list[int]:
    return sorted(archive.site.listed, reverse=True)


def test_the_whole_history_is_read_and_then_no_more(open_archive: Any) -> None:
    archive = open_archive()
    assert archive.harvest()[0] == OK
    assert len(archive.numbers()) == 8, "an ordinary visit reads two list pages here"
    code, said = archive.harvest("--backfill")
    assert code == OK
    assert archive.numbers() == everything(archive)
    (history,) = [one for one in said if "backfill" in one]
    assert (history["rows"], history["pages"], history["created"]) == (60, 15, 52)
    assert history["finished"]
    assert said[-1]["summary"]["histories_unfinished"] == 0


def test_ordinary_state_is_left_alone(open_archive: Any) -> None:
    archive = open_archive()
    archive.harvest()
    state = "SELECT observed_since, last_visit, next_due, blind FROM source_state"
    before = archive.row(state)
    archive.harvest("--backfill")
    since, visited, due, blind = archive.row(state)
    assert (since, blind) == (before[0], 0), "what was published before is history"
    assert archive.row("SELECT count(*) FROM visits") == (2,), "one of each command"
    assert visited < due
    assert archive.harvest()[1][0]["asked"] == 1
    assert archive.harvest()[1][0]["outcome"] == "unchanged"


@pytest.mark.parametrize("pager", [Pager.SELF, Pager.ROUND, Pager.IGNORED])
@pytest.mark.parametrize("count", [8, 26])
def test_pagers_without_an_end_are_left(open_archive: Any, pager: Pager, count: int) -> None:
    archive = open_archive(count=count, pager=pager)
    assert archive.harvest("--backfill")[0] == OK
    shown = everything(archive)[:4] if pager is Pager.IGNORED else everything(archive)
    assert archive.numbers() == shown
    assert len([path for path in archive.site.asked if path.startswith(LIST + "index") or path == LIST]) < 2 * count


def test_what_is_published_meanwhile_pushes_nothing_out(open_archive: Any) -> None:
    archive = open_archive(count=40)
    pages = iter(range(30))
    archive.site.after_list = lambda: archive.site.publish() if next(pages, 29) < 29 else None
    assert archive.harvest("--backfill")[0] == OK
    archive.site.after_list = lambda: None
    assert min(archive.numbers()) == 1
    visits = [archive.harvest()[1][0] for _ in range(4)]
    assert [one["rows"] for one in visits[:3]] == [8, 16, 24], "more is new than a visit may read: each goes deeper"
    assert archive.harvest()[1][0]["asked"] == 1
    assert archive.numbers() == everything(archive)


def test_what_is_taken_away_meanwhile_hides_nothing(open_archive: Any) -> None:
    archive = open_archive(count=40)
    archive.harvest()

    def take_away() -> None:
        """The newest go while older pages are read: what stood there moves up."""
        if len([path for path in archive.site.asked if path == f"{LIST}index_4.html"]) == 1:
            archive.site.listed[:2] = []
            archive.site.after_list = lambda: None

    archive.site.after_list = take_away
    assert archive.harvest("--backfill")[0] == OK
    assert set(archive.numbers()) >= set(archive.site.listed)


def test_killed_anywhere_it_goes_on_where_it_was(open_archive: Any, desk: Any) -> None:
    archive = open_archive(count=80, pages_per_visit=5)
    sizes = []
    for after in (20, 15, 15):
        seen = len(archive.site.asked)
        process = desk.start("harvest", "archive/gg", "--backfill", "--json")
        while len(archive.site.asked) < seen + after and process.poll() is None:
            time.sleep(0.001)
        process.kill()
        process.communicate()
        assert process.returncode == -signal.SIGKILL, "killed in the middle"
        store = Store(desk.database)
        assert store.check() == []
        store.close()
        sizes.append(len(archive.numbers()))
        assert len(set(archive.numbers())) == sizes[-1]
    assert sizes == sorted(sizes)
    assert sizes[-1] > sizes[0]
    asked = len(archive.site.asked)
    assert archive.harvest("--backfill")[0] == OK
    assert archive.numbers() == everything(archive)
    notices = [path for path in archive.site.asked[asked:] if "/t2" in path]
    assert len(notices) <= 80 - sizes[-1], "what was read is not asked for again"


def test_a_site_that_breaks_down_is_gone_on_with(open_archive: Any) -> None:
    archive = open_archive(count=30)
    archive.site.broken = set(range(1, 16))
    code, said = archive.harvest("--backfill")
    assert code == FAILED, "one source, and its history could not be read"
    history = said[-2]
    assert (history["finished"], history["error"]) == (None, "http-status")
    assert set(archive.numbers()) >= set(range(19, 31))
    archive.site.broken = set()
    assert archive.harvest("--backfill")[0] == OK
    assert archive.numbers() == everything(archive)


def test_pages_that_fail_for_good_do_not_hold_up_the_rest(open_archive: Any) -> None:
    archive = open_archive(count=30)
    archive.site.broken = {11, 12}
    codes = [archive.harvest("--backfill")[0] for _ in range(3)]
    assert codes == [FAILED, FAILED, OK]
    assert archive.numbers() == [number for number in everything(archive) if number not in (11, 12)]
    assert archive.row("SELECT count(*) FROM set_aside WHERE reason = 'page-unreadable'") == (2,)


def test_a_list_page_that_is_gone_is_asked_three_times_and_then_all_is_begun_anew(world: Any) -> None:
    for page, following in (("", "2"), ("2", "3"), ("3", "")):
        row = (f"公告{page}", f"http://a.example/n{page}.html", "2026-11-15")
        world.site.list_page([row], f"{world.source.url}{page}", following and f"{world.source.url}{following}")
        world.site.notice(row[1], row[0], "正文。")
    (history,) = begin([world.source], world.means, world.now).values()
    history = replace(history, next=Request(f"{world.source.url}gone"), pages=7, rows=28)
    for tries in (1, 2, 0):
        history = step(world.source, history, world.means, world.now, lambda: False)
        assert (history.error, history.tries, history.pages) == (ErrorKind.HTTP_STATUS, tries, 7 if tries else 0)
        assert begin([world.source], world.means, world.now) == {world.source.key: history}
    done = step(world.source, history, world.means, world.now, lambda: False)
    assert (done.finished, done.error, done.pages, done.rows) == (world.now, None, 3, 3)
    assert len(world.titles()) == 3


def test_a_finished_history_is_read_again_only_when_that_is_all_that_is_asked(open_archive: Any) -> None:
    archive = open_archive(count=20)
    archive.harvest("--backfill")
    archive.site.asked.clear()
    assert archive.harvest("--backfill")[0] == OK
    assert [path for path in archive.site.asked if "/t2" in path] == [], "all notices are known"
    assert f"{LIST}index_4.html" in archive.site.asked


def test_the_service_makes_its_visits_while_a_history_is_read(open_archive: Any, desk: Any) -> None:
    archive = open_archive(count=120, pages_per_visit=4, tick=1)
    process = desk.start("harvest", "archive/gg", "--backfill", "--json")
    while len(archive.site.asked) < 20 and process.poll() is None:
        time.sleep(0.01)
    archive.site.publish()
    newest = max(archive.site.listed)
    with closing(sqlite3.connect(desk.database, timeout=30)) as connection, connection:
        connection.execute(
            "UPDATE source_state SET next_due = started FROM (SELECT min(started) AS started FROM visits)"
        )
    store = Store(desk.database)
    settings = load_settings(desk.config, {})
    directory = load_directory(settings.divisions, settings.organisations)
    with Client(settings.manners) as client:
        means = Means(client.ask, store, load_profile(settings.profile), directory, settings)
        for _ in range(20):
            tick(means, lambda: datetime.now(UTC), threading.Event(), print)
            if archive.site.title(newest) in {one.notice.title for one in store.page(Selection(), None, 500)}:
                break
    assert process.poll() is None, "the history is still being read"
    process.communicate(timeout=60)
    store.close()
    assert process.returncode == OK
    assert archive.numbers() == everything(archive)


def test_no_source_named_is_no_wish(tell: Any) -> None:
    assert tell("harvest", "--backfill").exit_code == USAGE
