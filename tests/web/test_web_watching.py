"""``/healthz``, ``/readyz``, ``/metrics``: what they say, and to whom."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from federator.model.errors import ErrorKind
from federator.model.people import Actor
from federator.model.probe import Probe
from federator.model.visit import Outcome
from federator.web.app import create_app

OPERATIONS = Path(__file__).parents[2] / "docs" / "operations.md"
TOKEN = "一个长的令牌"


def figures(client: FlaskClient, **headers: str) -> dict[tuple[str, ...], float]:
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain")
    found = {}
    for family in text_string_to_metric_families(answer.text):
        for one in family.samples:
            found[(one.name.removeprefix("federator_"), *one.labels.values())] = one.value
    return found


def test_a_process_that_lives_says_so_and_one_with_its_database_too(client: FlaskClient, world: Any) -> None:
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").text == "ok\n"
    world.store.close()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.text.startswith("database: ")) == (503, True)
    assert client.get("/healthz").status_code == 200


def test_metrics_are_what_an_operator_alarms_on(client: FlaskClient, world: Any, full: str) -> None:
    world.visit("qt/gg", Outcome.UNCHANGED)
    world.visit("qt/zd", Outcome.FAILED, error=ErrorKind.TLS)
    world.visit("qt/zd", Outcome.FAILED, error=ErrorKind.TIMEOUT)
    world.store.pauses.pause("hz/gg", "改版", Actor("terminal"))
    world.store.probes.record([Probe("qt", world.now, None), Probe("qt", world.now, 1.0)])
    world.store.take_lease("harvest", "here", world.now, 3600 * 24 * 365 * 100)
    told = figures(client)
    assert told["source_failures", "timeout", "qt/zd"] == 2
    assert (told["failing_sources", "timeout"], told["failing_sources", "tls"]) == (1, 0)
    assert told["source_last_success_age_seconds", "qt/gg"] > 0
    assert ("source_last_success_age_seconds", "qt/zd") not in told, "it never had one"
    assert told["source_lag_seconds", "qt/gg"] > 600, "the test's clock stands in the past"
    assert (told["source_lag_seconds", "hz/gg"], told[("sources_paused",)]) == (0, 1)
    assert (told[("sources",)], told[("sources_overdue",)]) == (3, 2)
    assert told["notices", "published"] == 1
    assert told[("visits_total",)] == 4
    assert told[("revisions_total",)] >= 1
    assert told[("lease_seconds",)] > 0
    assert told[("database_bytes",)] > 0
    assert told[("disk_free_bytes",)] > 0


def test_every_figure_is_named_in_the_operator_s_document(client: FlaskClient, world: Any, full: str) -> None:
    world.store.probes.record([Probe("qt", datetime.now(UTC), None)])
    world.visit("qt/zd", Outcome.FAILED, error=ErrorKind.TLS)
    told = {f"federator_{name}" for name, *_labels in figures(client)}
    named = set(re.findall(r"\bfederator_\w+", OPERATIONS.read_text("utf-8")))
    assert len(told) > 15
    assert (told - named, named - told) == (set(), set())


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_what_came_by_a_proxy_is_not_of_this_machine(client: FlaskClient, header: str) -> None:
    assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 404


@pytest.mark.parametrize("address", ["192.0.2.7", "::ffff:192.0.2.7", "", "unix:"])
def test_strangers_find_no_metrics(client: FlaskClient, address: str) -> None:
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": address}).status_code == 404
    assert client.get("/healthz", environ_base={"REMOTE_ADDR": address}).status_code == 200


def test_a_service_behind_a_proxy_wants_the_token(app: Flask, world: Any, settings: Any) -> None:
    from federator.web.parts import parts

    with app.app_context():
        here = parts()
    hidden = replace(settings, public_url="https://feed.example.org/")
    client = create_app(world.store, hidden, here.profile, here.directory).test_client()
    assert client.get("/metrics").status_code == 404
    with_token = replace(hidden, metrics_token=TOKEN)
    client = create_app(world.store, with_token, here.profile, here.directory).test_client()
    for given in ("", "Bearer x", "Bearer "):
        assert client.get("/metrics", headers={"Authorization": given}).status_code == 404
    far = client.get("/metrics", headers={"Authorization": "Bearer abc"}, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert far.status_code == 404
    ascii_token = replace(hidden, metrics_token="abc")
    client = create_app(world.store, ascii_token, here.profile, here.directory).test_client()
    far = client.get("/metrics", headers={"Authorization": "Bearer abc"}, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert far.status_code == 200
    assert "abc" not in repr(ascii_token)
