"""Bulk export: complete, in order, streamed, and harmless in a spreadsheet."""

import csv
import gzip
import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from federator.model.attachment import Attachment
from federator.model.revision import RevisionKind, State


def lines(client: FlaskClient, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/export.ndjson{query}")
    assert (answer.status_code, answer.content_type) == (200, "application/x-ndjson; charset=utf-8")
    return [json.loads(line) for line in answer.data.splitlines()]


def test_every_public_notice_is_a_line(client: FlaskClient, world: Any, full: str, held: str) -> None:
    gone = world.publish()
    ids = [full, *(world.publish(category="K2") for _ in range(450))]
    world.revise(gone, RevisionKind.WITHDRAWN, state=State.WITHDRAWN, shown=False, hides=True)
    found = lines(client)
    assert [one["id"] for one in found] == ids
    assert found[0] == client.get(f"/api/v1/notices/{full}").get_json()
    assert len(lines(client, "?category=K2")) == 451
    assert lines(client, "?since=2027-01-01") == []


def test_what_changes_on_the_way_comes_again(client: FlaskClient, world: Any) -> None:
    ids = [world.publish() for _ in range(450)]
    answer = client.get("/api/v1/export.ndjson")
    pieces = answer.iter_encoded()
    read = next(pieces)
    world.revise(ids[0], RevisionKind.AMENDED, title="改了")
    read += b"".join(pieces)
    found = [json.loads(line) for line in read.splitlines()]
    assert {one["id"] for one in found} == set(ids)
    assert {one["id"]: one["title"] for one in found}[ids[0]] == "改了"


def test_a_table_that_spreadsheets_read_and_do_not_carry_out(client: FlaskClient, world: Any, full: str) -> None:
    attached = Attachment("=cmd|' /C calc'!A0", "http://qt.example/a.pdf", "pdf", "a.pdf")
    world.publish(title="=HYPERLINK(1)", zones=("政务公开", "市场信息"), attachments=(attached,))
    answer = client.get("/api/v1/export.csv", headers={"Accept-Encoding": "gzip"})
    text = gzip.decompress(answer.data).decode("utf-8-sig")
    first, second = csv.DictReader(io.StringIO(text, newline=""))
    assert first["title"] == "青田县征收土地公告 <第3号>"
    assert first["attachments"].startswith("红线图 http://qt.example/get?id=1；")
    assert second["attachments"].startswith("'=cmd|")
    assert (second["title"], second["zones"]) == ("'=HYPERLINK(1)", "政务公开；市场信息")


@pytest.mark.parametrize(("call", "status"), [("export.xml", 404), ("export.csv?limit=3", 400)])
def test_other_formats_and_parameters_are_refused(call: str, status: int, client: FlaskClient) -> None:
    assert client.get(f"/api/v1/{call}").status_code == status
