"""Receipts of portals: kept once however often they come, seen at the desk, counted by organisation and month."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from federator.model.client import ApiClient, Scope
from federator.model.people import Actor, Role
from federator.model.place import Organisation
from federator.model.revision import RevisionKind, State
from federator.web.api.keys import new_key
from tests.web.desk.conftest import Desk


@pytest.fixture
def send(client: FlaskClient, world: Any) -> Any:
    """Sends receipts under a key; ``limits`` are the client's."""

    def sent(*receipts: Any, name: str = "门户", scope: Scope = Scope.RECEIPTS, **limits: Any) -> Any:
        key = new_key()
        world.store.clients.add(
            ApiClient("", name, "", frozenset({scope}), world.now, key.prefix, **limits), key.hash, Actor("me")
        )
        headers = {"Authorization": f"Bearer {key.text}"}
        return client.post("/api/v1/receipts", json={"receipts": list(receipts)}, headers=headers)

    return sent


def adopted(id_: str, address: str = "https://p.example/1") -> dict[str, str]:
    return {"id": id_, "outcome": "adopted", "address": address}


def refused(id_: str, reason: str = "与门户栏目无关") -> dict[str, str]:
    return {"id": id_, "outcome": "refused", "reason": reason}


def test_a_batch_is_kept_and_again_changes_nothing(world: Any, send: Any, held: str) -> None:
    one, other = world.publish(), world.publish()
    batch = (adopted(one), refused(other), adopted("01NOBODY"), adopted(held))
    first, again = send(*batch), send(*batch, name="门户二")
    assert [kept["kept"] for kept in first.get_json()["receipts"]] == [True, True, False, False]
    assert first.get_json() == again.get_json()
    (before, _) = world.store.receipts.of_notice(one)
    assert (before.client, before.receipt.address) == ("门户", "https://p.example/1")
    assert world.store.receipts.of_source("qt/gg") == (2, 1, 1)


def test_only_what_says_otherwise_is_news(world: Any, client: FlaskClient) -> None:
    id_, key = world.publish(), new_key()
    made = ApiClient("", "门户", "", frozenset({Scope.RECEIPTS}), world.now, key.prefix)
    world.store.clients.add(made, key.hash, Actor("me"))
    headers = {"Authorization": f"Bearer {key.text}"}
    times = []
    for receipt in (refused(id_), refused(id_), adopted(id_)):
        world.now = world.now.replace(minute=world.now.minute + 1)
        client.post("/api/v1/receipts", json={"receipts": [receipt]}, headers=headers)
        (kept,) = world.store.receipts.of_notice(id_)
        times.append((kept.receipt.outcome, kept.at.minute))
    assert times == [("refused", 1), ("refused", 1), ("adopted", 3)]


def test_a_key_reaches_its_places_and_its_scope(world: Any, send: Any) -> None:
    id_ = world.publish()
    assert send(adopted(id_), sites=frozenset({"hz"})).get_json()["kept"] == 0
    assert send(adopted(id_), sites=frozenset({"qt"})).get_json()["kept"] == 1
    assert send(adopted(id_), scope=Scope.READ_RESTRICTED).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        *("", "[]", "{}", "null", "{", '{"receipts": []}', '{"receipts": [{"id": "a", "outcome": "perhaps"}]}'),
        *('{"receipts": [1]}', "[" * 100_000, "[" * 900 + "]" * 900, "9" * 10_000, "NaN", b"\xff\xfe"),
        r'{"receipts": [{"id": "a", "outcome": "refused", "reason": "\ud800"}]}',
    ],
    ids=lambda body: repr(body[:60]),
)
def test_what_is_not_as_described_is_refused_in_a_sentence(body: str | bytes, client: FlaskClient, world: Any) -> None:
    key = new_key()
    made = ApiClient("", "门户", "", frozenset({Scope.RECEIPTS}), world.now, key.prefix)
    world.store.clients.add(made, key.hash, Actor("me"))
    headers = {"Authorization": f"Bearer {key.text}"}
    answer = client.post("/api/v1/receipts?lang=en", data=body, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert "does not match the description of the interface" in answer.get_json(force=True)["detail"]


def test_administrators_see_it_on_notice_and_source(app: Any, world: Any, send: Any) -> None:
    one = world.publish()
    send(adopted(one))
    send(refused(one, "<b>重复</b>"), name="另一门户")
    boss = Desk(app, world).anybody(Role.PROVINCE)
    page = boss.get(f"/desk/notices/{one}").get_data(as_text=True)
    assert 'href="https://p.example/1"' in page
    assert "&lt;b&gt;重复&lt;/b&gt;" in page
    assert "门户采用 1 条，未采用 0 条" in boss.get("/desk/health/qt/gg").get_data(as_text=True)


def test_counts_by_organisation_and_month(app: Any, world: Any, send: Any) -> None:
    world.now = datetime(2026, 3, 31, 14, 30, tzinfo=UTC)
    march, april = world.publish(), world.publish()  # 23:30 on the last of March in China, then 00:30
    world.publish(state=State.HELD)
    gone = world.publish(organisation="330100-ghzy", site="hz", source="hz/gg", division="330100")
    world.revise(gone, RevisionKind.WITHDRAWN, state=State.WITHDRAWN, shown=False, hides=True)
    send(adopted(march), refused(april), adopted(gone))
    desk = Desk(app, world)
    boss = desk.anybody(Role.PROVINCE)
    rows = json.loads(boss.get("/desk/adoption/export.json?year=2026").data)
    counts = ("organisation", "month", "submitted", "adopted", "refused", "waiting")
    assert [tuple(row[name] for name in counts) for row in rows] == [
        ("330100-ghzy", "2026-04", 1, 1, 0, 0),
        ("331121-zrzy", "2026-03", 1, 1, 0, 0),
        ("331121-zrzy", "2026-04", 1, 0, 1, 0),
    ]
    table = list(csv.DictReader(io.StringIO(boss.get("/desk/adoption/export.csv?year=2026").data.decode("utf-8-sig"))))
    assert [row["name"] for row in table] == ["杭州市规划和自然资源局"] + ["青田县自然资源和规划局"] * 2
    assert "2026-04" in boss.get("/desk/adoption?year=2026").get_data(as_text=True)
    assert json.loads(boss.get("/desk/adoption/export.json?year=2025").data) == []
    mine = desk.anybody(Role.SITE, sites=frozenset({"qt"}))
    own = json.loads(mine.get("/desk/adoption/export.json?year=2026").data)
    assert {row["organisation"] for row in own} == {"331121-zrzy"}


def test_the_table_of_counts_carries_nothing_out(app: Any, world: Any) -> None:
    told = Organisation("331121-zrzy", ("=HYPERLINK(1)",), "331121")
    world.store.organisations.save(told, None, Actor("me"))
    world.publish()
    text = Desk(app, world).anybody(Role.PROVINCE).get(f"/desk/adoption/export.csv?year={world.now.year}").data
    (row,) = csv.DictReader(io.StringIO(text.decode("utf-8-sig")))
    assert row["name"] == "'=HYPERLINK(1)"


def test_a_purge_takes_receipts_along(world: Any, send: Any) -> None:
    one = world.publish(title="张三的宅基地")
    send(refused(one, "张三的宅基地，重复"))
    world.store.purges.purge(one, "含个人信息", Actor("me"))
    assert world.store.receipts.of_notice(one) == ()
