"""The feeds over HTTP: what they select, how they are walked, and what they answer when nothing changed."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import atoma
import lxml.etree
import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from federator.model.local_time import LocalTime
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.revision import Published, RevisionKind, State
from federator.settings import Settings
from federator.store.store import Store
from federator.web import feed_page
from federator.web.app import create_app


def titles(client: FlaskClient, query: str = "") -> list[str]:
    answer = client.get(f"/feeds/notices.json{query}")
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.get_json(force=True)["items"]]


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_an_independent_reader_accepts_each_feed(form: str, client: FlaskClient, full: str) -> None:
    answer = client.get(f"/feeds/notices.{form}?category=K2")
    assert answer.headers["Content-Type"].startswith(
        {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}[form]
    )
    if form == "atom":
        read = atoma.parse_atom_bytes(answer.data)
        assert read.title.value.endswith("· 征地")
        assert [entry.id_ for entry in read.entries] == [f"tag:feed.example,2026:notice/{full}"]
    elif form == "rss":
        assert [item.guid for item in atoma.parse_rss_bytes(answer.data).items] == [
            f"tag:feed.example,2026:notice/{full}"
        ]
    else:
        assert atoma.parse_json_feed_bytes(answer.data).items[0].id_ == f"tag:feed.example,2026:notice/{full}"


def test_an_empty_world_is_an_empty_feed(client: FlaskClient) -> None:
    assert atoma.parse_atom_bytes(client.get("/feeds/notices.atom").data).entries == []


def test_selection(client: FlaskClient, world: Any) -> None:
    world.publish(title="县公文")
    world.publish(title="县征地", category="K2")
    world.publish(title="杭州", organisation="330100-ghzy", division="330100", site="hz", source="hz/gg")
    assert titles(client, "?category=K2") == ["县征地"]
    assert titles(client, "?division=331121") == ["县征地", "县公文"]
    assert titles(client, "?division=331100") == ["县征地", "县公文"]
    assert titles(client, "?division=330000&category=K1") == ["杭州", "县公文"]
    assert titles(client, "?organisation=330100-ghzy") == ["杭州"]
    assert titles(client, "?site=qt&limit=1") == ["县征地"]


@pytest.fixture
def sorts(world: Any) -> None:
    """Notices of several sorts, in the index of the search."""
    earlier, later = LocalTime(date(2025, 12, 31)), LocalTime(date(2026, 2, 10))
    world.publish(title="指南", category="K2", subtype="guide", zones=("办事服务",), editions=("个人",))
    world.publish(title="征收公告", category="K2", subtype="taking", published=earlier)
    world.publish(title="公文", text="征收办法", published=later)
    while world.store.index_search():
        pass


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("subtype=guide", ["指南"]),
        ("subtype=taking&category=K2", ["征收公告"]),
        ("subtype=taking&category=K1", []),
        ("zone=办事服务", ["指南"]),
        ("edition=个人&division=331100&site=qt", ["指南"]),
        ("q=征收", ["公文", "征收公告"]),
        ("q=征收&category=K2&organisation=331121-zrzy", ["征收公告"]),
        ("published_from=2026-02-10&published_to=2026-02-10", ["公文"]),
        ("published_to=2025-12-31", ["征收公告"]),
        ("published_from=2026-01-01&q=征收", ["公文"]),
        ("published_from=2026-01-01&published_to=2025-01-01", []),
        ("published_from=2000-01-01&published_to=2100-01-01&q=征收&since=2026-03-01T03:30:00Z", ["公文"]),
    ],
)
def test_narrower_selections(client: FlaskClient, sorts: None, query: str, expected: list[str]) -> None:
    assert titles(client, f"?{query}") == expected
    for form in ("atom", "rss"):
        document = lxml.etree.fromstring(client.get(f"/feeds/notices.{form}?{query}").data)
        assert len(list(document.iter(f"{ATOM}entry", "item"))) == len(expected)
    listed = client.get(f"/api/v1/notices?{query}").get_json()["notices"]
    assert [one["title"] for one in listed] == expected
    lines = client.get(f"/api/v1/export.ndjson?{query}").text.splitlines()
    assert [json.loads(line)["title"] for line in lines] == expected[::-1]


def test_a_narrow_feed_says_what_it_is_and_keeps_its_selection(client: FlaskClient, world: Any, sorts: None) -> None:
    for _ in range(3):
        world.publish(title="又一指南", subtype="guide")
    while world.store.index_search():
        pass
    feed = client.get("/feeds/notices.json?limit=2&q=指南&subtype=guide").get_json(force=True)
    assert feed["title"].endswith("指南 · 办事指南")
    assert feed["feed_url"].endswith("/feeds/notices.json?subtype=guide&q=%E6%8C%87%E5%8D%97&limit=2")
    rest = client.get(feed["next_url"]).get_json(force=True)
    assert [one["title"] for one in rest["items"]] == ["又一指南", "指南"]
    orders = ("q=指南&subtype=guide", "subtype=guide&q=指南")
    tags = {client.get(f"/feeds/notices.atom?{query}").headers["ETag"] for query in orders}
    assert len(tags) == 1, "one question, one address"


def test_a_narrow_feed_is_another_once_the_index_has_caught_up(client: FlaskClient, world: Any, sorts: None) -> None:
    world.publish(title="新指南", subtype="guide")
    world.revise(world.publish(), RevisionKind.WITHDRAWN, **GONE)
    before = client.get("/feeds/notices.atom?subtype=guide")
    assert "新指南" not in before.text
    assert "deleted-entry" not in before.text, "who reads on behind it would pass by what is not there yet"
    assert "Last-Modified" not in before.headers
    while world.store.index_search():
        pass
    after = client.get("/feeds/notices.atom?subtype=guide", headers={"If-None-Match": before.headers["ETag"]})
    assert (after.status_code, "新指南" in after.text, "Last-Modified" in after.headers) == (200, True, True)
    assert "deleted-entry" in after.text


def test_archives_of_a_narrow_feed_hold_the_rest(client: FlaskClient, world: Any) -> None:
    ids = {world.publish(subtype="guide" if number % 2 else "taking") for number in range(240)}
    while world.store.index_search():
        pass
    seen, archives = _followed(client, "/feeds/notices.atom?subtype=guide")
    assert len(seen & ids) == 120
    assert archives


def test_strangers_withdrawn_do_not_part_a_narrow_feed(
    client: FlaskClient, world: Any, sorts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_page, "_TOMBSTONES", 2)
    for id_ in [world.publish() for _ in range(4)]:
        world.revise(id_, RevisionKind.WITHDRAWN, **GONE)
    while world.store.index_search():
        pass
    assert titles(client, "?subtype=guide") == ["指南"]
    assert len(deleted(client, "?subtype=guide")) == 2


def test_since_takes_days_of_china_and_instants(client: FlaskClient, world: Any) -> None:
    world.now = datetime(2026, 3, 4, 14, 59, tzinfo=UTC)
    world.publish(title="四日")  # 23:59 in China
    world.publish(title="五日")
    assert titles(client, "?since=2026-03-05") == ["五日"]
    assert titles(client, "?since=2026-03-05T00:00:00") == ["五日"]
    assert titles(client, "?since=2026-03-04T15:59:00Z") == ["五日", "四日"]
    assert titles(client, "?since=2026-03-05T00:30:00%2B08:00") == ["五日"]
    assert titles(client, "?since=0001-01-01") == ["五日", "四日"]
    assert titles(client, "?since=9999-12-31T23:59:59-12:00") == []


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("limit=0", "limit"),
        ("subtype=nothing", "subtype"),
        ("zone=x", "zone"),
        ("edition=x", "edition"),
        ("published_from=1.3.2026", "published_from"),
        ("published_to=2026-02-30", "published_to"),
        ("q=" + "x" * 101, "q"),
        ("limit=501", "limit"),
        ("limit=ten", "limit"),
        ("cursor=-1", "cursor"),
        ("cursor=99999999999999999999", "cursor"),
        ("since=gestern", "since"),
        ("since=2026-02-30", "since"),
        ("category=K9", "category"),
        ("division=999999", "division"),
        ("site=a%20b", "site"),
        ("site=nowhere", "site"),
        ("organisation=nobody", "organisation"),
        ("organisation=%00", "organisation"),
        ("categroy=K1", "categroy"),
        ("limit=1&limit=2", "limit"),
    ],
)
@pytest.mark.parametrize("lang", ["", "&lang=en"])
def test_a_bad_parameter_is_named(query: str, named: str, lang: str, client: FlaskClient, full: str) -> None:
    answer = client.get(f"/feeds/notices.atom?{query}{lang}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    detail = answer.get_json(force=True)["detail"]
    assert named in detail
    assert ("parameter" in detail) is bool(lang)
    page = client.get(f"/feeds/notices.atom?{query}{lang}", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (page.status_code, page.mimetype, named in page.text) == (400, "text/html", True)


def test_a_walk_misses_and_doubles_nothing_while_the_world_moves_on(client: FlaskClient, world: Any) -> None:
    ids = [world.publish() for _ in range(25)]
    started = client.get("/feeds/notices.json?limit=4").get_json(force=True)
    newest = started["items"][0]["_federator"]["seq"]
    seen = [item["_federator"]["id"] for item in started["items"]]
    following = started.get("next_url")
    amended = ids[3]
    while following:
        if len(seen) == 8:
            world.revise(amended, RevisionKind.AMENDED, title="改了")
        world.publish()
        page = client.get(following).get_json(force=True)
        seen += [item["_federator"]["id"] for item in page["items"]]
        following = page.get("next_url")
    assert sorted(seen) == sorted(set(ids) - {amended})
    later = client.get("/feeds/notices.json?limit=500").get_json(force=True)["items"]
    fresh = [item["_federator"]["id"] for item in later if item["_federator"]["seq"] > newest]
    assert amended in fresh
    assert not set(fresh) - {amended} & set(seen)
    assert [item["_federator"]["seq"] for item in later] == sorted(
        (item["_federator"]["seq"] for item in later), reverse=True
    )


def test_the_last_page_leads_nowhere(client: FlaskClient, world: Any) -> None:
    for _ in range(4):
        world.publish()
    assert "next_url" in client.get("/feeds/notices.json?limit=3").get_json(force=True)
    assert "next_url" not in client.get("/feeds/notices.json?limit=4").get_json(force=True)


def test_held_and_withdrawn_notices_are_not_in_the_feed(client: FlaskClient, world: Any, held: str) -> None:
    gone = world.publish(title="撤下")
    world.publish(title="留下")
    world.revise(gone, RevisionKind.WITHDRAWN, state=State.WITHDRAWN, shown=False, hides=True)
    assert titles(client) == ["留下"]


class StampOnly(Store):
    """The real store, in which nothing but the stamp may be read."""

    def page(self, *_: Any) -> tuple[Published, ...]:
        raise AssertionError("a feed was built")

    def sites(self) -> Any:
        raise AssertionError("the registry was read")


@pytest.fixture
def idle(world: Any, settings: Settings, profile: Profile, directory: Directory) -> Iterator[FlaskClient]:
    store = StampOnly(settings.database)
    yield create_app(store, settings, profile, directory).test_client()
    store.close()


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_unchanged_is_304_without_building(form: str, client: FlaskClient, full: str, idle: FlaskClient) -> None:
    address = f"/feeds/notices.{form}?site=qt"
    first = client.get(address)
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    for headers in ({"If-None-Match": tag}, {"If-None-Match": f'"other", W/{tag}'}, {"If-None-Match": "*"}):
        again = idle.get(address, headers=headers)
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
        assert again.headers["Cache-Control"] == "no-cache"
    dated = idle.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert dated.status_code == 304


def test_what_is_asked_again_unchanged_does_not_reach_flask(app: Flask, client: FlaskClient, world: Any) -> None:
    id_ = world.publish()
    asked: list[str] = []
    app.before_request(lambda: asked.append(request.full_path))
    tags = {url: client.get(url).headers["ETag"] for url in ("/feeds/notices.atom", "/feeds/notices.rss?category=K1")}

    def again(url: str, **more: str) -> int:
        asked.clear()
        answer = client.get(url, headers={"If-None-Match": tags[url]} | more)
        if answer.status_code == 304:
            assert (answer.data, answer.headers["ETag"]) == (b"", tags[url])
            assert {"Cache-Control", "Vary", "Access-Control-Allow-Origin"} <= set(answer.headers.keys())
        return answer.status_code if asked else -answer.status_code

    for url in tags:
        assert [again(url) for _ in range(3)] == [304, -304, -304]
        assert again(url, Host="other.example") == 200, "another host is another feed"
        long = tags[url] + ', "x"' * 300
        assert [again(url, **{"If-None-Match": long}) for _ in range(2)] == [304, 304], "whoever asks at length"
    world.revise(id_, RevisionKind.AMENDED, title="改")
    assert [again(url) for url in tags] == [200, 200]


def test_the_tag_beats_the_date(client: FlaskClient, full: str) -> None:
    date = client.get("/feeds/notices.atom").headers["Last-Modified"]
    answer = client.get("/feeds/notices.atom", headers={"If-None-Match": '"other"', "If-Modified-Since": date})
    assert answer.status_code == 200


def test_every_change_and_every_parameter_has_its_own_tag(client: FlaskClient, world: Any, full: str) -> None:
    def tag(query: str = "") -> str:
        return client.get(f"/feeds/notices.atom{query}").headers["ETag"]

    tags = [
        tag(),
        tag("?limit=49"),
        tag("?category=K2"),
        tag("?lang=en"),
        client.get("/feeds/notices.rss").headers["ETag"],
    ]
    assert len(set(tags)) == 5
    world.revise(full, RevisionKind.AMENDED, title="改了")
    assert tag() not in tags


def test_a_change_of_this_second_has_no_date_yet(client: FlaskClient, world: Any) -> None:
    world.now = datetime.now(UTC) - timedelta(hours=1)
    world.publish()  # an hour later: now
    answer = client.get("/feeds/notices.atom")
    assert "Last-Modified" not in answer.headers
    assert "ETag" in answer.headers


def test_the_cookie_does_not_change_what_an_address_says(client: FlaskClient, full: str) -> None:
    before = client.get("/feeds/notices.atom?category=K2")
    client.get("/?lang=en")
    after = client.get("/feeds/notices.atom?category=K2")
    assert (before.headers["ETag"], before.data) == (after.headers["ETag"], after.data)
    assert after.headers["Vary"] == "Accept-Encoding"


def test_addresses_are_those_that_readers_use(
    app: Flask, world: Any, settings: Settings, profile: Profile, directory: Directory, full: str
) -> None:
    public = replace(settings, public_url="https://feed.example/gov")
    answer = create_app(world.store, public, profile, directory).test_client().get("/feeds/notices.json?limit=1")
    feed = json.loads(answer.data)
    assert feed["feed_url"] == "https://feed.example/gov/feeds/notices.json?limit=1"
    assert feed["items"][0]["_federator"]["page"] == f"https://feed.example/gov/notices/{full}"


@pytest.mark.parametrize("host", ["", "a b", '"><script>', "[::1"])
def test_a_host_that_is_none_gets_no_feed_with_links_to_nowhere(host: str, client: FlaskClient) -> None:
    assert client.get("/feeds/notices.atom", headers={"Host": host}).status_code == 400


def test_a_feed_asked_for_again_is_not_built_again(
    client: FlaskClient, full: str, world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get("/feeds/notices.atom")

    def refuse(*_: Any) -> Callable[..., None]:
        raise AssertionError("a feed was built")

    monkeypatch.setattr(world.store, "page", refuse)
    assert client.get("/feeds/notices.atom").data == first.data


GONE: dict[str, Any] = {"state": State.WITHDRAWN, "shown": False, "hides": True}
AT = "{http://purl.org/atompub/tombstones/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"


def deleted(client: FlaskClient, query: str = "") -> list[dict[str, Any]]:
    document = client.get(f"/feeds/notices.json{query}").get_json(force=True)
    found: list[dict[str, Any]] = document.get("_federator", {}).get("deleted", [])
    return found


def test_what_ceased_to_be_public_leaves_a_tombstone_in_every_format(
    client: FlaskClient, world: Any, held: str
) -> None:
    gone, loser, winner = world.publish(), world.publish(category="K2"), world.publish()
    world.revise(gone, RevisionKind.WITHDRAWN, reason="page-gone", **GONE)
    world.revise(loser, RevisionKind.MERGED, merged_into=winner, **GONE)
    tag = "tag:feed.example,2026:notice/"
    assert [(one["ref"], one["comment"], one.get("merged_into")) for one in deleted(client)] == [
        (tag + loser, "与另一条信息合并", tag + winner),
        (tag + gone, "多次复查，原网页均不存在", None),
    ]
    assert [one["ref"] for one in deleted(client, "?category=K2")] == [tag + loser]
    atom = lxml.etree.fromstring(client.get("/feeds/notices.atom").data)
    assert [one.get("ref") for one in atom.iter(f"{AT}deleted-entry")] == [tag + loser, tag + gone]
    rss = lxml.etree.fromstring(client.get("/feeds/notices.rss").data)
    assert [one.get("ref") for one in rss.iter("{urn:federator:notice:1}deleted")] == [tag + loser, tag + gone]
    assert held not in client.get("/feeds/notices.atom").text
    world.revise(gone, RevisionKind.RESTORED)
    assert [one["ref"] for one in deleted(client)] == [tag + loser]


def test_a_walk_meets_every_tombstone_once(client: FlaskClient, world: Any) -> None:
    ids = [world.publish() for _ in range(12)]
    for id_ in ids[::3]:
        world.revise(id_, RevisionKind.WITHDRAWN, **GONE)
    for _ in range(3):
        world.publish()
    met, following = [], "/feeds/notices.json?limit=2"
    while following:
        page = client.get(following).get_json(force=True)
        met += [one["ref"].rpartition("/")[2] for one in page.get("_federator", {}).get("deleted", [])]
        following = page.get("next_url")
    assert met == ids[::3][::-1]


def test_a_page_is_of_one_state_while_the_world_moves_on(
    client: FlaskClient, world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, read = world.publish(title="在"), world.store.gone

    def moving_on(*asked: Any) -> Any:
        monkeypatch.undo()
        world.publish(title="来")
        world.revise(there, RevisionKind.WITHDRAWN, **GONE)
        return read(*asked)

    monkeypatch.setattr(world.store, "gone", moving_on)
    page = client.get("/feeds/notices.json").get_json(force=True)
    assert ([one["title"] for one in page["items"]], page.get("_federator")) == (["在"], None)
    assert (titles(client), len(deleted(client))) == (["来"], 1)


def test_archives_hold_all_that_the_feed_does_not_and_gain_nothing(client: FlaskClient, world: Any) -> None:
    ids = [world.publish() for _ in range(130)]
    for id_ in ids[:3]:
        world.revise(id_, RevisionKind.WITHDRAWN, **GONE)
    seen, archives = _followed(client, "/feeds/notices.atom")
    assert seen == set(ids)
    assert len(archives) == 2
    world.revise(ids[50], RevisionKind.AMENDED, title="改了")
    again, later = _followed(client, "/feeds/notices.atom")
    assert (again, later[-2:]) == (seen, archives)


def test_archives_without_a_word_are_passed_over(client: FlaskClient, world: Any) -> None:
    first = world.publish(category="K2")
    for _ in range(160):
        world.publish()
    latest = [world.publish(category="K2") for _ in range(50)]
    seen, archives = _followed(client, "/feeds/notices.atom?category=K2")
    assert seen == {first, *latest}
    assert len(archives) == 1


def _followed(client: FlaskClient, address: str) -> tuple[set[str], list[str]]:
    """The ids of all notices and tombstones, and the archives on the way."""
    seen, archives, following = set(), [], address
    while following:
        document = lxml.etree.fromstring(client.get(following).data)
        seen |= {one.findtext(f"{ATOM}id").rpartition("/")[2] for one in document.iter(f"{ATOM}entry")}
        seen |= {one.get("ref").rpartition("/")[2] for one in document.iter(f"{AT}deleted-entry")}
        assert (document.find("{http://purl.org/syndication/history/1.0}archive") is not None) == (following != address)
        links = {one.get("rel"): one.get("href") for one in document.findall(f"{ATOM}link")}
        following = links.get("prev-archive", "")
        archives += [following] if following else []
    return seen, archives


@pytest.mark.parametrize("archive", ["0", "7", "9999"])
def test_an_archive_that_could_still_gain_entries_is_none_yet(client: FlaskClient, world: Any, archive: str) -> None:
    world.publish()
    answer = client.get(f"/feeds/notices.atom?archive={archive}&lang=en")
    assert (answer.status_code, "prev-archive" in answer.text) == (400, True)


def test_an_archive_stands_alone(client: FlaskClient) -> None:
    answer = client.get("/feeds/notices.atom?archive=1&cursor=3&lang=en")
    assert (answer.status_code, "archive" in answer.text) == (400, True)


def test_the_list_of_feeds_for_people_and_for_readers(client: FlaskClient, world: Any) -> None:
    page = client.get("/feeds/?lang=en")
    assert page.status_code == 200
    for address in (
        "notices.atom?category=K2", "notices.rss?division=331121", "notices.json?site=qt",
        "notices.atom?category=K2&amp;subtype=taking", "notices.rss?edition=%E4%B8%AA%E4%BA%BA",
        "notices.json?zone=%E5%8A%9E%E4%BA%8B%E6%9C%8D%E5%8A%A1",
    ):  # fmt: skip
        assert f'href="/feeds/{address}"' in page.text
    outline = lxml.etree.fromstring(client.get("/feeds/feeds.opml").data)
    addresses = [one.get("xmlUrl") for one in outline.iter("outline") if one.get("type") == "rss"]
    assert "http://localhost/feeds/notices.atom?division=331100" in addresses
    assert "http://localhost/feeds/notices.atom?organisation=330100-ghzy" in addresses
    for address in addresses:
        assert client.get(address).status_code == 200
