"""A purge leaves no byte of what a notice said: not in the files of the service, nor in any of its answers."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from federator.demo import Demo
from federator.mirror import FolderCopy
from federator.model.copied import Copy, Entry
from federator.model.errors import ErrorKind, VisitError
from federator.model.health import Finding, HealthNote, RuleState, Shown, WorkedOutRule
from federator.model.people import Actor
from federator.model.revision import RevisionKind, Selection, State
from federator.model.site import Rule
from federator.sample.files import pdf
from federator.service.attaching import attach
from federator.service.pairing import pair_up
from federator.service.recheck import recheck
from federator.service.sweep import sweep
from federator.settings import load_settings
from federator.store import Files, Store
from federator.store.copy import DatabaseCopy
from federator.store.decisions import StaleError
from federator.store.purging import TellingError
from federator.store.restoring import restore
from federator.store.taken_away import TakenAway
from federator.web.app import create_app
from tests.road.conftest import LIST

NEEDLE = "Qx7Kz9Wv"
TITLE = f"关于{NEEDLE}地块征地补偿安置公告"
ONE, TWO, FILE = "http://a.example/art/qx7kz9wv_1.html", "http://a.example/art/2.html", "http://a.example/fj/7.pdf"
ROW = (TITLE, ONE, "2026-11-15")
BODY = f"拟征收{NEEDLE}村集体土地，面积若干公顷，现予公告。"
OTHER = ("另一个公告", TWO, "2026-11-14")
ME = Actor("me", "127.0.0.1")
ROOT = Path(__file__).parent.parent.parent


def write_site(world: Any, other_body: str = "与此无关的正文") -> None:
    """Two notices; each page leads to the other, as pages do."""
    world.site.list_page([ROW, OTHER])
    world.site.notice(ONE, TITLE, f"拟征收{NEEDLE}村集体土地。</p><p>第二段，关于{NEEDLE}的安置。</p>"
                      f'<p><a href="{FILE}">{NEEDLE}勘测定界图.pdf</a>')  # fmt: skip
    beside = f'<div class="pre">上一篇：<a title="{TITLE}" href="/art/qx7kz9wv_1.html">{TITLE[:9]}…</a></div>'
    world.site.notice(TWO, "另一个公告", other_body, "2026-11-14 09:30", extra=beside)
    page = type(world.site.pages[ONE])
    world.site.pages[FILE] = page(pdf(((f"{NEEDLE} 界址点",),)))


@pytest.fixture
def purged(world: Any) -> str:
    """The notice's id; what it said lies in every place where content may lie."""
    write_site(world)
    world.visit()
    world.now += timedelta(minutes=1)
    attach(world.means, world.now)
    while world.means.store.index_search():
        pass
    world.site.notice(ONE, TITLE + "（更正）", f"更正{NEEDLE}", "2026-11-15 10:30",
                      f'<p>附件：<a href="{FILE}">{NEEDLE}勘测定界图.pdf</a></p>')  # fmt: skip
    world.now += timedelta(days=2)
    recheck(world.means, world.now)
    attach(world.means, world.now)
    world.site.pages["http://a.example/list/"].content += f"<li>{TITLE}</li>".encode()
    world.site.pages["http://a.example/list/"].failure = VisitError(ErrorKind.WRONG_PAGE, f"{ONE}: {TITLE}")
    world.visit()
    world.site.pages["http://a.example/list/"].failure = None
    (id_,) = (one.id for one in world.published() if NEEDLE in one.notice.title)
    seq = world.means.store.notice(id_).versions[0].seq
    world.means.store.decisions.correct(id_, seq, {"title": f"更正后的{NEEDLE}标题"}, {}, f"原写作{NEEDLE}", ME)
    with world.means.store._database.writing() as connection:
        connection.execute(
            "INSERT INTO clients (id, name, contact, scopes, made, prefix, sites, organisations, per_minute, hash)"
            " VALUES ('p', '门户', '', '[]', '', 'p', '[]', '[]', 60, '')"
        )
        said = ("p", id_, "refused", f"http://portal.example/{NEEDLE}", f"已有《{TITLE}》", "2026-11-18")
        connection.execute("INSERT INTO receipts VALUES (?, ?, ?, ?, ?, ?)", said)
    assert NEEDLE.lower().encode() in left_in(world)
    return str(id_)


def purge(world: Any, id_: str) -> Any:
    return world.means.store.purges.purge(id_, "当事人要求删除", ME)


def purge_the_only_one(world: Any) -> None:
    """A notice is published, and purged."""
    world.site.list_page([ROW])
    world.site.notice(ONE, TITLE, BODY)
    world.visit()
    (one,) = world.published()
    purge(world, one.id)


def left_in(world: Any) -> bytes:
    """Every byte under the data directory, and all that is packed there, in lower case."""
    return packed_and_plain(world.means.settings.database).lower()


def packed_and_plain(database: Path) -> bytes:
    folder = database.parent
    found = [path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix not in (".toml", ".csv")]
    assert found
    with closing(sqlite3.connect(database)) as connection:
        for table, column in (("captures", "content"), ("evidence", "content"), ("documents", "text")):
            found += [zlib.decompress(packed) for (packed,) in connection.execute(f"SELECT {column} FROM {table}")]
    return b"\n".join(found)


def expect_nothing_left(content: bytes) -> None:
    for word in (NEEDLE, "地块征地补偿安置", "勘测定界图"):
        for charset in ("utf-8", "gb18030", "utf-16-le"):
            at = content.find(word.lower().encode(charset))
            assert at < 0, content[max(0, at - 200) : at + 100]


def test_no_byte_is_left_under_the_data_directory(world: Any, purged: str) -> None:
    done = purge(world, purged)
    expect_nothing_left(left_in(world))
    assert (done.notices, done.files) == (1, 1)
    assert done.captures >= 2
    assert done.mentions >= 1
    assert world.titles() == ["另一个公告"]
    assert world.means.store.check() == []


@pytest.fixture
def client(world: Any) -> FlaskClient:
    means = world.means
    return create_app(means.store, means.settings, means.profile, means.directory).test_client()


def answers(client: FlaskClient, id_: str) -> Iterator[bytes]:
    """All that the service tells anybody."""
    for form in ("atom", "rss", "json"):
        for more in ("", "?archive=0", "?limit=1", "?category=C05", "?cursor=99"):
            yield client.get(f"/feeds/notices.{form}{more}").data
    for call in ("changes", "changes?latest=true", "notices", "digests", "statistics", f"notices/{id_}",
                 f"notices/{id_}/versions", *(f"notices/{id_}/versions/{seq}" for seq in range(1, 9)),
                 "search?q=安置 OR 界址 OR 拟征收", "export.ndjson", "export.csv", "sources"):  # fmt: skip
        yield client.get(f"/api/v1/{call}").data
    for verb in ("ListRecords&metadataPrefix=oai_dc", "ListRecords&metadataPrefix=fed",
                 f"GetRecord&metadataPrefix=oai_dc&identifier=tag:federator.example,2026:notice/{id_}"):  # fmt: skip
        yield client.get(f"/oai?verb={verb}").data
    for path in ("/", "/?q=关于", f"/notices/{id_}", "/sources", "/sources/a/gg", "/sources/a/gg/evidence"):
        yield client.get(path).data


def test_no_answer_tells_anything(world: Any, purged: str, client: FlaskClient) -> None:
    assert NEEDLE.encode() in b"".join(answers(client, purged))  # and so it is looked for in the right places
    purge(world, purged)
    for told in answers(client, purged):
        for word in (NEEDLE, "地块征地补偿安置"):
            at = told.find(word.encode())
            assert at < 0, told[max(0, at - 200) : at + 100].decode("utf-8", "replace")
    assert client.get(f"/notices/{purged}").status_code == 410
    changes = client.get("/api/v1/changes").get_json()["changes"]
    assert [(one["kind"], one["notice"]) for one in changes if one["id"] == purged] == [("purged", None)]
    assert f'deleted-entry ref="tag:federator.example,2026:notice/{purged}"' in client.get("/feeds/notices.atom").text
    assert 'status="deleted"' in client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").text


def test_the_fact_stays_and_nothing_can_be_decided_any_more(world: Any, purged: str) -> None:
    purge(world, purged)
    view = world.means.store.notice(purged)
    assert (view.state, view.shown, view.provenances) == (State.WITHDRAWN, None, ())
    assert (view.versions[0].kind, view.versions[0].why) == (RevisionKind.PURGED, "当事人要求删除")
    assert {one.kind for one in view.versions[1:]} >= {RevisionKind.CREATED, RevisionKind.AMENDED}
    (act, before, *_) = world.means.store.people.acts(None, 5)
    assert (before.act, before.by, "why" in before.after) == ("notice-corrected", ME, False)
    assert (act.act, act.about, act.by, act.after["why"]) == (
        "notice-purged", f"notice/{purged}", ME, "当事人要求删除")  # fmt: skip
    with pytest.raises(StaleError):
        world.means.store.decisions.release(purged, view.versions[0].seq, "误删", ME)
    for id_ in (purged, "unknown"):
        with pytest.raises(StaleError):
            purge(world, id_)


def test_a_reason_that_tells_what_is_to_go_is_refused(world: Any, purged: str) -> None:
    with pytest.raises(TellingError):
        world.means.store.purges.purge(purged, f"删除《{TITLE}》", ME)
    assert len(world.published()) == 2


def test_the_next_visits_do_not_bring_it_back(world: Any, purged: str) -> None:
    """Neither its address, nor the list changed, nor another address, nor a backfill; and nothing of it is kept."""
    purge(world, purged)
    world.site.asked.clear()
    write_site(world, "改过的正文")
    world.visit()
    assert ONE not in world.site.asked
    world.site.list_page([ROW, OTHER, ("第三个公告", "http://a.example/art/3.html", "2026-11-16")])
    beside = f'<div class="pre">上一篇：<a href="{ONE}">{TITLE}</a></div>'
    world.site.notice("http://a.example/art/3.html", "第三个公告", "正文三", "2026-11-16 09:30", extra=beside)
    world.visit()
    assert ONE not in world.site.asked
    assert world.titles() == ["另一个公告", "第三个公告"]
    world.now += timedelta(days=30)
    recheck(world.means, world.now)
    attach(world.means, world.now)
    while world.means.store.index_search():
        pass
    expect_nothing_left(left_in(world))


def test_under_another_address_it_is_known_again(world: Any) -> None:
    purge_the_only_one(world)
    moved = "http://a.example/new/7.html"
    world.site.list_page([(TITLE, moved, "2026-11-15")])
    world.site.notice(moved, TITLE, BODY)
    world.visit()
    assert world.published() == []
    world.site.asked.clear()
    world.site.list_page([(TITLE, moved, "2026-11-15"), OTHER])
    world.site.notice(TWO, "另一个公告", "正文", "2026-11-14 09:30")
    world.visit()
    assert moved not in world.site.asked
    assert world.titles() == ["另一个公告"]


def test_under_two_new_addresses_at_once_it_is_known_at_both(world: Any) -> None:
    """Sites list one notice twice, in a column and on top of it."""
    purge_the_only_one(world)
    twice = ["http://a.example/new/7.html", "http://a.example/top/7.html"]
    world.site.list_page([(TITLE, url, "2026-11-15") for url in twice])
    for url in twice:
        world.site.notice(url, TITLE, BODY)
    world.visit()
    assert world.published() == []


def test_a_title_in_quotes_goes_from_what_lies_as_json(world: Any) -> None:
    title = f'关于"{NEEDLE}"地块征地补偿安置公告'
    world.site.list_page([(title, ONE, "2026-11-15"), OTHER])
    world.site.notice(ONE, title.replace('"', "&quot;"), f"拟征收{NEEDLE}村集体土地。")
    world.site.notice(TWO, "另一个公告", "正文", "2026-11-14 09:30")
    world.visit()
    shown = (Shown(title, TWO, "2026-11-15"),)  # its address is another's: the words alone tell of it
    rule = WorkedOutRule(world.source.key, Rule(rows="ul > li"), RuleState.WAITING, (), shown)
    world.means.store.take_note(world.source.key, HealthNote(finding=Finding.LAYOUT, rule=rule))
    (one,) = (one for one in world.published() if NEEDLE in one.notice.title)
    purge(world, one.id)
    (kept,) = (one for one in world.means.store.rules(world.source.key) if one.preview)
    assert NEEDLE not in kept.preview[0].title


def test_in_other_words_it_is_known_by_its_index_number(world: Any) -> None:
    number = "<p>索引号：11331121002650001X/2026-00123</p>"
    world.site.list_page([ROW])
    world.site.notice(ONE, TITLE, "征收土地。", extra=number)
    world.visit()
    (one,) = world.published()
    assert one.notice.index_no
    purge(world, one.id)
    world.site.list_page([("地块公告", TWO, "2026-11-16"), ("第三个公告", "http://a.example/art/3.html", "2026-11-16")])
    world.site.notice(TWO, "地块公告", "写法不同。", "2026-11-16 09:30", extra=number)
    world.site.notice("http://a.example/art/3.html", "第三个公告", "三", "2026-11-16 09:30")
    world.visit()
    assert world.titles() == ["第三个公告"]


def test_it_comes_again_where_somebody_allows_it(world: Any, purged: str) -> None:
    purge(world, purged)
    assert world.means.store.purges.allow_again(purged, "误删", ME)
    assert not world.means.store.purges.allow_again(purged, "误删", ME)
    (allowed, before, *_) = world.means.store.people.acts(None, 5)
    assert (allowed.act, allowed.after, before.act) == ("notice-allowed-again", {"why": "误删"}, "notice-purged")
    write_site(world)
    world.site.list_page([ROW, OTHER, ("第三个公告", "http://a.example/art/3.html", "2026-11-16")])
    world.visit()
    assert TITLE in world.titles()
    (fresh,) = (one.id for one in world.published() if one.notice.title == TITLE)
    assert fresh != purged


def test_a_page_signed_by_the_same_office_on_the_same_day_is_kept(world: Any) -> None:
    signed = "。</p><p>青田县自然资源和规划局</p><p>2026年11月15日</p><p>青田县自然资源和规划局 二〇二六年十一月十五日"
    world.site.list_page([ROW, OTHER])
    world.site.notice(ONE, TITLE, BODY + signed)
    world.site.notice(TWO, "另一个公告", "与此无关的正文" + signed)
    world.visit()
    (one,) = (one for one in world.published() if one.notice.title == TITLE)
    assert purge(world, one.id).captures == 1
    expect_nothing_left(left_in(world))


def test_a_list_that_carries_whole_notices_is_not_kept_while_it_carries_this_one(world: Any) -> None:
    """Of a source without pages the capture is the list itself."""
    world.source = replace(world.source, pages=False)

    def show(*rows: tuple[str, str, str]) -> None:
        world.site.list_page(list(rows))
        world.site.pages[LIST].content = world.site.pages[LIST].content.replace(b"</li>", f"{BODY}</li>".encode(), 1)

    show(ROW, OTHER)
    world.visit()
    (one,) = (one for one in world.published() if one.notice.title == TITLE)
    purge(world, one.id)
    expect_nothing_left(left_in(world))
    show(ROW, OTHER, ("第三个公告", "http://a.example/art/3.html", "2026-11-16"))
    world.visit()
    assert world.titles() == ["另一个公告", "第三个公告"]
    expect_nothing_left(left_in(world))


def test_the_pages_of_others_are_kept_while_the_list_names_this_one(world: Any, purged: str) -> None:
    purge(world, purged)
    third = ("第三个公告", "http://a.example/art/3.html", "2026-11-16")
    world.site.list_page([ROW, OTHER, third])
    world.site.notice(third[1], third[0], "三", extra="<b class=kept></b>")
    world.visit()
    assert b"<b class=kept>" in left_in(world)


def test_what_was_merged_into_it_goes_too(world: Any, purged: str) -> None:
    other = next(one.id for one in world.published() if one.id != purged)
    with world.means.store._database.writing() as connection:
        connection.execute("UPDATE notices SET merged_into = ?, shown_seq = NULL WHERE id = ?", (purged, other))
    with pytest.raises(StaleError):
        purge(world, other)
    assert purge(world, purged).notices == 2
    assert "与此无关的正文".encode() not in left_in(world)


def test_what_may_be_one_among_the_others_is_still_to_be_decided(world: Any, purged: str) -> None:
    world.site.list_page([ROW, OTHER, ("第三个公告", "http://a.example/art/3.html", "2026-11-16")])
    world.site.notice("http://a.example/art/3.html", "第三个公告", "三")
    world.visit()
    one, other = sorted(each.id for each in world.published() if each.id != purged)
    with world.means.store._database.writing() as connection:
        pairs = [(one, other), (min(purged, one), max(purged, one))]
        connection.executemany(
            "INSERT INTO pairs (one, other, likeness, found) VALUES (?, ?, 0.8, '2026-11-18')", pairs
        )
    purge(world, purged)
    left = world.means.store._database.current().execute("SELECT one, other FROM pairs").fetchall()
    assert left == [(one, other)]


def test_no_digest_of_its_title_stays_by_which_its_pairs_were_looked_for(world: Any, purged: str) -> None:
    pair_up(world.means.store)
    noted = "SELECT notice_id FROM pair_keys"
    assert purged in {id for (id,) in world.means.store._database.current().execute(noted)}
    purge(world, purged)
    pair_up(world.means.store)
    assert purged not in {id for (id,) in world.means.store._database.current().execute(noted)}


def test_why_it_was_another_notice_than_this_one_goes_too(world: Any, purged: str) -> None:
    (other,) = (one.id for one in world.published() if one.id != purged)
    world.means.store.pairs.propose([(other, purged, 0.8)], 0)
    assert world.means.store.pairs.refuse(other, purged, f"与{NEEDLE}不是一回事", ME)
    purge(world, purged)
    assert NEEDLE.lower().encode() not in left_in(world)
    (_, refused, *_) = world.means.store.people.acts(None, 5)
    assert (refused.act, refused.after) == ("pair-refused", {"pair": sorted((other, purged))})


def test_one_file_of_two_notices_stays_for_the_other(world: Any) -> None:
    write_site(world)
    world.site.notice(TWO, "另一个公告", f'正文</p><p><a href="{FILE}">图.pdf</a>', "2026-11-14 09:30")
    world.visit()
    world.now += timedelta(minutes=1)
    attach(world.means, world.now)
    (one,) = (one for one in world.published() if one.notice.title == TITLE)
    (file,) = one.notice.attachments
    assert purge(world, one.id).files == 0
    assert world.means.store.attachments.offered(file.sha256).name == "图.pdf"


def test_what_a_killed_purge_left_in_the_file_the_next_round_takes_away(
    world: Any, purged: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(Exception):
        pass

    def die() -> None:
        raise KilledError

    store = world.means.store
    monkeypatch.setattr(store._database, "renew", die)
    with pytest.raises(KilledError):
        purge(world, purged)
    monkeypatch.undo()
    assert world.titles() == ["另一个公告"]
    assert store.purges.finish()
    assert not store.purges.finish()
    store.attachments.tidy()
    expect_nothing_left(left_in(world))


def test_a_purge_while_its_file_is_on_the_way(world: Any) -> None:
    """The file comes after the purge: it is not kept."""
    write_site(world)
    world.visit()
    ask, store = world.means.ask, world.means.store
    (one,) = (one for one in world.published() if one.notice.title == TITLE)

    def purging(request: Any, validators: Any) -> Any:
        if request.url == FILE:
            purge(world, one.id)
        return ask(request, validators)

    world.now += timedelta(minutes=1)
    attach(replace(world.means, ask=purging), world.now)
    assert not list(store.attachments.files.names())
    expect_nothing_left(left_in(world))


@pytest.mark.parametrize("kind", [FolderCopy, DatabaseCopy])
def test_mirrors_erase_their_own_copy(
    kind: Any, world: Any, purged: str, client: FlaskClient, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("mirror")
    copy: Copy = kind(folder / ("c.db" if kind is DatabaseCopy else "c"), "http://origin.example/")

    def pull() -> None:
        answer = client.get(f"/api/v1/changes?limit=500&after={copy.cursor()}" if copy.cursor() else "/api/v1/changes")
        log = answer.get_json()
        copy.apply([Entry.of(one) for one in log["changes"]], log["cursor"])

    def held() -> bytes:
        return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).lower()

    pull()
    assert NEEDLE.lower().encode() in held()
    purge(world, purged)
    pull()
    expect_nothing_left(held())
    assert [one.id for one in copy.entries()] == [one.id for one in world.published()]
    getattr(copy, "_lock", copy).close() if kind is FolderCopy else copy._connection.close()


def restored(world: Any, backup: Path) -> tuple[Any, Any]:
    """What ``restore`` says, and the world with what it made."""
    database = world.means.settings.database
    world.means.store.close()
    done = restore(backup, database, Files.beside(database), world.now)
    if done.aside:
        done.aside.unlink()
    world.means = replace(world.means, store=Store(database, lambda: world.now))
    return done, world


def test_a_restored_backup_brings_back_nothing_that_was_purged_since(
    world: Any, purged: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    backup = world.means.store.back_up(tmp_path_factory.mktemp("backups"))
    third = ("关于Qx7Kz9Wv的第三个公告", "http://a.example/art/3.html", "2026-11-16")
    world.site.list_page([ROW, OTHER, third])
    world.site.notice(third[1], third[0], f"正文三{NEEDLE}", "2026-11-16 09:30")
    world.visit()
    (later,) = (one.id for one in world.published() if one.notice.title == third[0])
    purge(world, purged)
    purge(world, later)
    acts = [(act.by, act.at, act.about) for act in world.means.store.people.acts(None, 2)]
    done, world = restored(world, backup)
    assert done.taken == TakenAway(purged=1, withdrawn=0)
    expect_nothing_left(left_in(world))
    assert world.means.store.notice(purged).versions[0].kind is RevisionKind.PURGED
    assert [(act.by.person, act.at, act.about) for act in world.means.store.people.acts(None, 1)] == [
        (by.person, at, about) for by, at, about in acts if about.endswith(purged)
    ]
    world.visit()
    assert world.titles() == ["另一个公告"], "neither comes back, nor what the backup had never seen"
    expect_nothing_left(left_in(world))


def test_what_was_taken_down_since_the_backup_stays_down(
    world: Any, purged: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    backup = world.means.store.back_up(tmp_path_factory.mktemp("backups"))
    decisions, other = world.means.store.decisions, next(one.id for one in world.published() if one.id != purged)
    for id_ in (purged, other):
        decisions.take_down(id_, world.means.store.notice(id_).versions[0].seq, "待核", ME)
    decisions.release(other, world.means.store.notice(other).versions[0].seq, "已核", ME)
    done, world = restored(world, backup)
    assert done.taken == TakenAway(purged=0, withdrawn=1)
    assert world.titles() == ["另一个公告"]
    assert world.means.store.notice(purged).state is State.WITHDRAWN
    assert world.means.store.check() == []


@pytest.mark.parametrize("there", ["nothing", "a new one", "a damaged one"])
def test_where_no_database_can_tell_what_was_purged_that_is_said(
    there: str, world: Any, purged: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What SQLite left beside the one that was there is not read into what was restored."""
    folder = tmp_path_factory.mktemp("backups")
    backup = world.means.store.back_up(folder)
    database = world.means.settings.database
    purge(world, purged)
    log = database.with_name(database.name + "-wal")
    world.means.store._database.current()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE sites SET name = 'later'")
        connection.commit()
        kept = log.read_bytes()
        world.means.store.close()
    database.unlink()
    if there == "a new one":
        Store(database).close()
    elif there == "a damaged one":
        database.write_bytes(b"x" * 8192)
    if there != "a new one":
        log.write_bytes(kept)
    done, world = restored(world, backup)
    assert done.taken is None
    assert world.means.store.check() == []
    assert world.means.store.sites()[0].name == "青田"
    assert len(world.published()) == 2


def test_a_notice_of_the_province_is_gone_from_every_file(tmp_path: Path) -> None:
    """Sites of several kinds over real HTTP: neighbours link it, lists and related boxes name it."""
    demo = Demo(load_settings(ROOT / "config", {}), tmp_path / "demo", lambda: datetime.now(UTC))
    with demo.province, closing(demo):
        demo.register()
        sources = [one for one in demo.means.store.sources() if one.site in ("sample-lishui", "sample-qingtian")]
        sweep(sources, demo.means, demo.clock)
        keeping = replace(demo.means.settings.keeping, leave_out=("sample-qingtian",), budget=6)
        means = replace(demo.means, settings=replace(demo.means.settings, keeping=keeping))
        assert attach(means, demo.clock()).kept
        store = means.store
        kept = [one for one in store.page(Selection(), None, 500) if any(a.offered for a in one.notice.attachments)]
        notice = kept[0].notice
        hashes = [one.sha256 for one in notice.attachments if one.offered]
        words = [notice.title, max(notice.text.split("\n"), key=len), notice.url.partition("://")[2].partition("/")[2]]
        before = packed_and_plain(means.settings.database)
        assert all(word.encode() in before for word in words)
        store.purges.purge(kept[0].id, "当事人要求删除", ME)
        for again in (False, True):
            if again:
                sweep(sources, means, demo.clock)
            after = packed_and_plain(means.settings.database)
            for word in words:
                assert word.encode() not in after
                assert word.encode("gb18030") not in after
        shared = {a.sha256 for one in kept[1:] for a in one.notice.attachments}
        assert {hash for hash in hashes if store.attachments.files.path(hash).exists()} <= shared
        assert notice.title not in {one.notice.title for one in store.page(Selection(), None, 500)}
