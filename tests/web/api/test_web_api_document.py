"""The OpenAPI document is true: schemathesis asks what it describes, and checks each answer against it."""

import re
from dataclasses import fields
from typing import Any

import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, assume, given, settings

from federator.model.client import ApiClient, Scope
from federator.model.people import Actor
from federator.model.revision import RevisionKind
from federator.model.value import FieldValue
from federator.web.api.keys import new_key


def test_every_call_is_as_described(app: Flask, world: Any, full: str, held: str) -> None:
    world.revise(full, RevisionKind.AMENDED, title="改了")
    key = {"Authorization": f"Bearer {_key(world)}"}
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    calls = [found.ok() for found in described.get_all_operations()]
    assert len(calls) >= 5
    for call in calls:

        @given(case=call.as_strategy())
        @settings(max_examples=40, suppress_health_check=list(HealthCheck))
        def ask(case: Any) -> None:
            asked = case.query or {}
            assume("field" in asked or not asked.keys() & {"contains", "min", "max"})  # no schema says it
            if "/report" in case.path:  # which sites and sources there are, drafts too, is not for everybody to read
                asked |= {name: there for name, there in (("site", "qt"), ("source", "qt/gg")) if name in asked}
            case.call_and_validate(headers={"Accept-Encoding": "identity", **key})  # in process nobody unpacks

        ask()


def test_the_largest_number_that_is_described_is_taken(client: FlaskClient) -> None:
    paths = client.get("/api/v1/openapi.json").get_json()["paths"]
    tried = set()
    for path, parameters in ((path, calls.get("get", {}).get("parameters", ())) for path, calls in paths.items()):
        needed = {one["name"]: "公告" for one in parameters if one.get("required") and one["in"] == "query"}
        for one in parameters:
            if most := one["schema"].get("maximum"):
                tried.add(one["name"])
                answer = client.get(path, query_string={**needed, one["name"]: most})
                expected = (409,) if one["name"] == "after" else (200, 401)  # no log is so long
                assert answer.status_code in expected, (path, one["name"])
    assert tried == {"after", "cursor", "limit"}


def _key(world: Any) -> str:
    """A key that may all, as often as the test asks."""
    key = new_key()
    client = ApiClient("", "门户", "", frozenset(Scope), world.now, key.prefix, per_minute=1_000_000)
    world.store.clients.add(client, key.hash, Actor("terminal"))
    return key.text


def test_the_document_is_openapi_3_1_and_needs_no_stranger(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").get_json()
    assert document["openapi"] == "3.1.0"
    assert "nullable" not in str(document)
    assert client.get("/docs").status_code == 404


def test_who_asks_for_the_interface_itself_is_led_to_its_description(client: FlaskClient) -> None:
    for path in ("/api/v1", "/api/v1/"):
        assert client.get(path, follow_redirects=True).get_json()["openapi"] == "3.1.0"
    assert "/api/v1/openapi.json" in client.get("/feeds/").text


def test_the_description_of_a_notice_leaves_no_field_out(client: FlaskClient, full: str) -> None:
    shapes = client.get("/api/v1/openapi.json").get_json()["components"]["schemas"]
    assert client.get(f"/api/v1/notices/{full}").get_json().keys() == shapes["OneNotice"]["properties"].keys()
    assert {field.name for field in fields(FieldValue)} == shapes["ValueShape"]["properties"].keys()


def test_every_call_is_described_in_both_languages(client: FlaskClient) -> None:
    paths = client.get("/api/v1/openapi.json").get_json()["paths"]
    for path, calls in paths.items():
        for call in calls.values():
            done = call["responses"]["200"]["description"]
            for described in (call["summary"], call.get("description", done), done):
                assert re.search(r"[\u4e00-\u9fff）]\. [a-z]", described), (path, described)


def test_every_field_is_described_in_both_languages(client: FlaskClient) -> None:
    shapes = client.get("/api/v1/openapi.json").get_json()["components"]["schemas"]
    for name, shape in shapes.items():
        for field, described in shape["properties"].items():
            assert ". " in described.get("description", ""), f"{name}.{field}"


def test_every_answer_is_described_in_both_languages(client: FlaskClient) -> None:
    paths = client.get("/api/v1/openapi.json").get_json()["paths"]
    answers = [one for calls in paths.values() for call in calls.values() for one in call["responses"].items()]
    assert {status for status, _ in answers} == {"200", "301", "400", "401", "403", "404", "409", "410", "429"}
    for status, answer in answers:
        assert re.search(r"[\u4e00-\u9fff]\. [a-z]", answer["description"]), (status, answer["description"])
