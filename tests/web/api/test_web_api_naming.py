"""Answers under a client's own names: asked for by table, or brought about by its key."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from federator.model.client import ApiClient
from federator.model.errors import ConfigError
from federator.model.people import Actor
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.revision import RevisionKind
from federator.model.value import FieldValue
from federator.registry.namings import load_namings
from federator.settings import Settings
from federator.web.api.keys import new_key
from federator.web.app import create_app

TABLE = """
clients = ["{client}"]
[categories]
K2 = "0305"
[fields]
title = "bt"
category = "lb"
fields = "ys"
[elements]
area = "mj"
"""


@pytest.fixture
def key(world: Any) -> tuple[str, str]:
    """A client's id, and its key."""
    made = new_key()
    client = ApiClient("", "门户", "", frozenset(), world.now, made.prefix)
    return world.store.clients.add(client, made.hash, Actor("me")).id, made.text


@pytest.fixture
def named(world: Any, settings: Settings, profile: Profile, directory: Directory, key: Any) -> FlaskClient:
    folder = settings.config / "names"
    folder.mkdir()
    (folder / "portal.toml").write_text(TABLE.format(client=key[0]), "utf-8")
    return create_app(world.store, settings, profile, directory).test_client()


@pytest.fixture
def notice(world: Any) -> str:
    id_: str = world.publish(title="征收", category="K2", fields={"area": FieldValue("3 亩", None)})
    world.revise(id_, RevisionKind.AMENDED, title="征收公告")
    while world.store.index_search():
        pass
    return id_


def first(answer: Any) -> dict[str, Any]:
    found: dict[str, Any] = answer.get_json()["notices"][0]
    return found


WAYS: list[Callable[[FlaskClient, str], dict[str, Any]]] = [
    lambda client, id_: first(client.get("/api/v1/notices?profile=portal")),
    lambda client, id_: first(client.get("/api/v1/search?q=征收&profile=portal")),
    lambda client, id_: client.get(f"/api/v1/notices/{id_}?profile=portal").get_json(),
    lambda client, id_: client.get(f"/api/v1/notices/{id_}/versions/2?profile=portal").get_json(),
    lambda client, id_: client.get("/api/v1/changes?latest=true&profile=portal").get_json()["changes"][0]["notice"],
    lambda client, id_: json.loads(client.get("/api/v1/export.ndjson?profile=portal").text),
]


@pytest.mark.parametrize("way", WAYS)
def test_records_are_under_the_names_of_a_table(way: Any, named: FlaskClient, notice: str) -> None:
    record = way(named, notice)
    assert (record["bt"], record["lb"], record["ys"]["mj"]["as_written"]) == ("征收公告", "0305", "3 亩")
    assert not {"title", "category", "fields"} & record.keys()
    assert record["publisher"] == "青田县自然资源和规划局", "what the table does not name keeps its name"


def test_tables_differences_and_places_too(named: FlaskClient, notice: str) -> None:
    (row,) = csv.DictReader(io.StringIO(named.get("/api/v1/export.csv?profile=portal").data.decode("utf-8-sig")))
    assert (row["bt"], row["lb"]) == ("征收公告", "0305")
    versions = named.get(f"/api/v1/notices/{notice}/versions?profile=portal").get_json()["versions"]
    assert versions[1]["differences"] == [{"field": "bt", "before": "征收", "after": "征收公告"}]
    hit = first(named.get("/api/v1/search?q=征收 OR 3&profile=portal"))
    assert [one["field"] for one in hit["highlights"]] == ["bt", "ys.mj"]


def test_a_key_brings_its_table_about(named: FlaskClient, notice: str, key: tuple[str, str]) -> None:
    shown = {"Authorization": f"Bearer {key[1]}"}
    answer = named.get("/api/v1/notices", headers=shown)
    assert first(answer)["bt"] == "征收公告"
    assert "Authorization" in answer.headers["Vary"]
    assert first(named.get("/api/v1/notices"))["title"] == "征收公告"
    assert named.get("/api/v1/notices", headers={"Authorization": "Bearer fed_x"}).status_code == 401


def test_a_client_s_own_table_needs_no_file(client: FlaskClient, world: Any, notice: str, key: tuple[str, str]) -> None:
    shown = {"Authorization": f"Bearer {key[1]}"}
    assert first(client.get("/api/v1/notices", headers=shown))["title"] == "征收公告"
    own = replace(world.store.clients.one(key[0]), names='[fields]\ntitle = "mc"')
    world.store.clients.change(own, Actor("me"))
    answer = client.get("/api/v1/notices", headers=shown)
    assert (first(answer)["mc"], "Authorization" in answer.headers["Vary"]) == ("征收公告", True)
    assert first(client.get("/api/v1/notices"))["title"] == "征收公告"


def test_a_client_s_own_table_goes_before_a_file(
    named: FlaskClient, world: Any, notice: str, key: tuple[str, str]
) -> None:
    own = replace(world.store.clients.one(key[0]), names='[fields]\ntitle = "mc"')
    world.store.clients.change(own, Actor("me"))
    record = first(named.get("/api/v1/notices", headers={"Authorization": f"Bearer {key[1]}"}))
    assert (record["mc"], record["category"]) == ("征收公告", "K2")


def test_a_table_that_is_not_there_is_refused(named: FlaskClient, client: FlaskClient, notice: str) -> None:
    answer = named.get("/api/v1/notices?profile=other")
    assert (answer.status_code, "portal" in answer.get_json(force=True)["detail"]) == (400, True)
    parameters = named.get("/api/v1/openapi.json").get_json()["paths"]["/api/v1/notices"]["get"]["parameters"]
    assert {"enum": ["portal"]}.items() <= next(one for one in parameters if one["name"] == "profile")["schema"].items()


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ('[categories]\nX9 = "1"', "categories.X9"),
        ('[fields]\ntitel = "1"', "fields.titel"),
        ('[elements]\nheight = "1"', "elements.height"),
        ('[fields]\ntitle = "publisher"', "fields"),
        ("[fields]\ntitle = 1", "fields.title"),
        ('[names]\ntitle = "1"', "names"),
    ],
)
def test_a_faulty_table_is_named(written: str, place: str, tmp_path: Path, profile: Profile) -> None:
    (tmp_path / "portal.toml").write_text(written, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_namings(tmp_path, profile)
    assert caught.value.faults[0].place.endswith(f"portal.toml: {place}")
