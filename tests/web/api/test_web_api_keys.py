"""Keys of API clients: what they open, what is said where they do not, and how often they may ask."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from federator.model.client import ApiClient, Scope, end_of, last_day
from federator.model.people import Actor
from federator.web.api.keys import new_key, opens, prefix_of
from federator.web.api.pacing import Paces

BY = Actor("terminal")
WAITING = "/api/v1/waiting"


@pytest.fixture
def give(world: Any) -> Any:
    """Makes a client, and gives it with the header that shows its key."""

    def made(*scopes: Scope, **more: Any) -> tuple[ApiClient, dict[str, str]]:
        key = new_key()
        client = ApiClient("", "门户", "张三", frozenset(scopes), world.now, key.prefix, **more)
        return world.store.clients.add(client, key.hash, BY), {"Authorization": f"Bearer {key.text}"}

    return made


def test_without_a_key_nothing_is_said_but_how_to_show_one(client: FlaskClient, held: str) -> None:
    answer = client.get(WAITING + "?lang=en")
    assert (answer.status_code, answer.content_type) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="federator"'
    assert "Authorization: Bearer" in answer.get_json()["detail"]


@pytest.mark.parametrize("shown", ["Bearer", "Bearer ", "Bearer token=x", 'Bearer a="b", c=d', "bearer", "Basic", "x"])
def test_a_header_that_shows_no_key_is_told_how_to_show_one(shown: str, client: FlaskClient) -> None:
    answer = client.get(WAITING + "?lang=en", headers={"Authorization": shown})
    assert (answer.status_code, "Authorization: Bearer" in answer.get_json()["detail"]) == (401, True)
    assert "error=" not in answer.headers["WWW-Authenticate"]


def test_a_key_opens_what_its_scope_says(client: FlaskClient, give: Any, held: str, world: Any) -> None:
    _, key = give(Scope.READ_RESTRICTED)
    (found,) = client.get(WAITING, headers=key).get_json()["waiting"]
    assert (found["id"], found["title"], found["source"]) == (held, "不可公开的标题", "qt/gg")
    assert [(one["clause"], one["severity"]) for one in found["breaches"]] == [("title-missing", "severe")]
    _, other = give(Scope.RECEIPTS)
    refused = client.get(WAITING, headers=other)
    assert (refused.status_code, "read:restricted" in refused.get_json()["detail"]) == (403, True)
    assert client.get("/api/v1/client", headers=other).get_json()["scopes"] == ["receipts"]


def test_wrong_expired_and_revoked_keys_are_told_apart(client: FlaskClient, give: Any, world: Any) -> None:
    _, late = give(Scope.READ_RESTRICTED, expires=world.now + timedelta(hours=1))
    revoked, gone = give(Scope.READ_RESTRICTED)
    wrong = {"Authorization": late["Authorization"][:-4] + "AAAA"}
    assert client.get(WAITING, headers=late).status_code == 200
    world.store.clients.revoke(revoked.id, BY)
    world.now += timedelta(hours=1)
    said = []
    for shown in (wrong, late, gone, {"Authorization": "Bearer x"}):
        answer = client.get(WAITING, headers=shown)
        assert answer.status_code == 401
        assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]
        said.append(answer.get_json()["detail"][:5])
    assert said == ["密钥不正确", "密钥已过期", "密钥已吊销", "密钥不正确"]
    assert client.get(WAITING, headers={"Authorization": "Basic YTpi"}).status_code == 401


def test_a_client_asks_as_often_as_it_may(client: FlaskClient, give: Any) -> None:
    _, key = give(Scope.READ_RESTRICTED, per_minute=2)
    assert [client.get(WAITING, headers=key).status_code for _ in range(3)] == [200, 200, 429]
    refused = client.get(WAITING, headers=key)
    assert 1 <= int(refused.headers["Retry-After"]) <= 30
    assert client.get(WAITING, headers=give(Scope.READ_RESTRICTED)[1]).status_code == 200


def test_a_bucket_fills_evenly() -> None:
    paces = Paces()
    assert [paces.take("a", 2, now) for now in (0.0, 0.0, 0.0, 15.0, 30.0)] == [0, 0, 30, 15, 0]
    assert paces.take("a", 2, 1000.0) == paces.take("a", 2, 1000.0) == 0
    assert paces.take("a", 2, 1000.0) == 30


def test_a_limited_key_sees_its_own_places_only(client: FlaskClient, give: Any, held: str, world: Any) -> None:
    world.publish(site="hz", source="hz/gg", state="held")
    _, by_site = give(Scope.READ_RESTRICTED, sites=frozenset({"hz"}))
    _, by_unit = give(Scope.READ_RESTRICTED, organisations=frozenset({"331121-zrzy"}))
    assert {one["source"] for one in client.get(WAITING, headers=by_site).get_json()["waiting"]} == {"hz/gg"}
    assert {one["source"] for one in client.get(WAITING, headers=by_unit).get_json()["waiting"]} == {"qt/gg"}
    assert client.get("/api/v1/sources/qt/gg", headers=by_site).status_code == 403
    assert client.get("/api/v1/sources/none/none", headers=by_site).status_code == 403
    assert client.get("/api/v1/sources/hz/gg", headers=by_site).status_code == 200
    assert client.get("/api/v1/sources/qt/gg", headers=by_unit).status_code == 200
    assert client.get("/api/v1/sources/hz/gg", headers=by_unit).status_code == 403


def test_a_source_from_inside(client: FlaskClient, give: Any, world: Any, troubled: Any) -> None:
    troubled()
    _, key = give(Scope.READ_RESTRICTED)
    bad = client.get("/api/v1/sources/hz/gg", headers=key).get_json()
    assert (bad["visits"][0]["error"], bad["visits"][0]["detail"]) == ("http-status", "404 Not Found")
    assert "页面不存在" in bad["evidence"]["text"]
    assert bad["dispute"] is None
    world.store.disputes.dispute("hz/gg", "读错了", BY)
    dispute = client.get("/api/v1/sources/hz/gg", headers=key).get_json()["dispute"]
    assert (dispute["words"], dispute["upheld"]) == ("读错了", False)
    aside = client.get("/api/v1/sources/qt/gg", headers=key).get_json()["aside"]
    assert {one["reason"] for one in aside} == {"page-missing", "no-address"}
    assert client.get("/api/v1/sources/hz/none", headers=key).status_code == 404
    with world.store._database.writing() as connection:
        connection.execute("UPDATE evidence SET content = x'00'")
    damaged = client.get("/api/v1/sources/hz/gg", headers=key).get_json()["evidence"]
    assert (damaged["text"], damaged["url"]) == (None, bad["evidence"]["url"])


def test_of_a_key_a_hash_is_kept_and_when_it_was_used(
    client: FlaskClient, give: Any, world: Any, tmp_path: Path
) -> None:
    made, key = give(Scope.READ_RESTRICTED)
    assert world.store.clients.one(made.id).last_used is None
    client.get(WAITING, headers=key)
    assert world.store.clients.one(made.id).last_used == world.now
    secret = key["Authorization"][-43:]
    world.store.close()  # what was written lies in the file
    assert secret.encode() not in (tmp_path / "federator.db").read_bytes()


def test_another_key_ends_the_one_before(client: FlaskClient, give: Any, world: Any) -> None:
    made, old = give(Scope.READ_RESTRICTED)
    key = new_key()
    world.store.clients.rotate(made.id, key.prefix, key.hash, BY)
    assert client.get(WAITING, headers=old).status_code == 401
    assert client.get(WAITING, headers={"Authorization": f"Bearer {key.text}"}).status_code == 200
    assert [act.act for act in world.store.people.acts(None, 9)] == ["client-rotated", "client-added"]
    assert made.prefix not in str(world.store.clients.one(made.id))


def test_keys_are_told_by_their_form() -> None:
    key = new_key()
    assert prefix_of(key.text) == key.prefix
    assert opens(key.text, key.hash)
    assert not opens(new_key().text, key.hash)
    for stranger in ("", "fed_", key.text + "x", key.text.upper(), "密钥" * 30):
        assert prefix_of(stranger) is None


def test_a_key_is_good_to_the_end_of_its_last_day(world: Any) -> None:
    day = world.now.date()
    assert last_day(end_of(day)) == day
    assert end_of(day).isoformat() == "2026-03-02T00:00:00+08:00"


def test_calls_that_need_a_key_say_so_in_the_document(client: FlaskClient, app: Flask) -> None:
    document = client.get("/api/v1/openapi.json").get_json()
    assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    call = document["paths"]["/api/v1/waiting"]["get"]
    assert call["security"] == [{"key": ["read:restricted"]}]
    assert {"400", "401", "403", "429"} <= call["responses"].keys()
    assert call["summary"] == "待处理的信息. notices that wait"
    assert "security" not in document["paths"]["/api/v1/notices"]["get"]
