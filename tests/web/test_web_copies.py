"""Copies of attachments over HTTP: what headers they come with, in which pieces, and who may have them."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from federator.compare.accompanying import accompany
from federator.model.attachment import Attachment
from federator.model.document import Accompanied, Document, Fetched, Reading
from federator.model.item import NewRevision
from federator.model.profile import Profile
from federator.model.revision import RevisionKind, State
from federator.spec.documents import with_documents

PDF = b"%PDF-1.4\n<script>alert(1)</script>" + bytes(5000)
HASH = hashlib.sha256(PDF).hexdigest()
NAME = '红线图 "甲"/乙\u202egpj.exe'


@pytest.fixture
def keep(world: Any, profile: Profile) -> Callable[..., str]:
    """Publishes a notice with one attachment and keeps its copy; returns the notice's id."""

    def kept(text: str = "四至界址", reading: Reading = Reading.WHOLE) -> str:
        attachments = (Attachment(NAME, "http://qt.example/t?id=1", "pdf", "t.pdf"),)
        id_: str = world.publish(title="青田县征收土地公告", category="K2", attachments=attachments)
        store = world.store.attachments

        def understand(known: Accompanied) -> NewRevision | None:
            return accompany(known, with_documents(known.notice, known.documents, profile), known.breaches)

        while store.follow(world.now, 100, understand, "tiny@1"):
            pass
        document = Document(HASH, "application/pdf", len(PDF), reading, 1, text)
        wanted = store.due(world.now + timedelta(days=1), 10)
        store.settle([Fetched(one, world.now, document, PDF) for one in wanted], understand, "tiny@1")
        return id_

    return kept


def ask(client: FlaskClient, name: str = HASH, method: str = "GET", **headers: str) -> TestResponse:
    """The answer, its file closed."""
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    answer = client.open(f"/attachments/{name}", method=method, headers=named)
    _ = answer.data
    answer.close()
    return answer


def test_a_copy_is_a_file_to_save_and_nothing_else(client: FlaskClient, keep: Callable[..., str]) -> None:
    keep()
    answer = ask(client)
    assert (answer.status_code, answer.data) == (200, PDF)
    headers = answer.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert headers["ETag"] == f'"{HASH}"'
    assert headers["Content-Disposition"] == (
        'attachment; filename=" ___gpj.exe.pdf"; '
        "filename*=UTF-8''%E7%BA%A2%E7%BA%BF%E5%9B%BE%20_%E7%94%B2_%E4%B9%99_gpj.exe.pdf"
    )
    assert "no-cache" in headers["Cache-Control"]


def test_ranges_and_validators(client: FlaskClient, keep: Callable[..., str]) -> None:
    keep()
    part = ask(client, Range="bytes=2-5")
    assert (part.status_code, part.data, part.headers["Content-Range"]) == (206, PDF[2:6], f"bytes 2-5/{len(PDF)}")
    assert ask(client, Range=f"bytes={len(PDF)}-").status_code == 416
    assert ask(client, If_None_Match=f'"{HASH}"').status_code == 304
    assert ask(client, method="HEAD").headers["Content-Length"] == str(len(PDF))


def test_page_feeds_and_interface_name_it(client: FlaskClient, keep: Callable[..., str]) -> None:
    id_ = keep()
    address = f"http://localhost/attachments/{HASH}"
    tree = html.fromstring(client.get(f"/notices/{id_}").data.decode())
    (link,) = tree.cssselect(".attachments a[download]")
    assert (link.get("href"), link.text) == (f"/attachments/{HASH}", "本平台副本")
    (told,) = client.get(f"/api/v1/notices/{id_}").get_json()["attachments"]
    assert (told["copy"], told["sha256"], told["size"], told["withheld"]) == (address, HASH, len(PDF), "")
    (change,) = client.get("/api/v1/changes?latest=true").get_json()["changes"]
    assert (change["kind"], change["notice"]["attachments"][0]["copy"]) == ("attached", f"attachments/{HASH}")
    for feed in ("atom", "rss"):
        assert f'sha256="{HASH}" copy="{address}"' in client.get(f"/feeds/notices.{feed}").text
    (item,) = client.get("/feeds/notices.json").get_json()["items"]
    assert item["_federator"]["attachments"][0]["copy"] == address


@pytest.mark.parametrize(
    ("text", "reading", "words"),
    [
        ("张三 身份证号330122199003070014", Reading.WHOLE, None),
        ("", Reading.ENCRYPTED, "附件未能检查，不提供副本"),
        ("前一半", Reading.TRUNCATED, "附件未能检查，不提供副本"),
    ],
)
def test_what_is_withheld_is_refused(
    client: FlaskClient, keep: Callable[..., str], text: str, reading: Reading, words: str | None
) -> None:
    """The tiny spec holds identity cards; only the other clauses leave a notice public here."""
    id_ = keep(text, reading)
    assert ask(client).status_code == 403
    page = client.get(f"/notices/{id_}").text
    assert (words or "附件含个人信息，不提供副本") in page
    assert HASH not in page
    (told,) = client.get(f"/api/v1/notices/{id_}").get_json()["attachments"]
    assert told["copy"] is None


def test_who_has_a_copy_no_more_is_told_so(client: FlaskClient, world: Any, keep: Callable[..., str]) -> None:
    id_ = keep()
    other = keep()
    world.revise(id_, RevisionKind.WITHDRAWN, state=State.WITHDRAWN, shown=False, hides=True)
    assert ask(client).status_code == 200
    world.revise(other, RevisionKind.WITHDRAWN, state=State.WITHDRAWN, shown=False, hides=True)
    assert ask(client).status_code == 410


@pytest.mark.parametrize("name", ["0" * 64, "..%2f..%2ffederator.db", "x", HASH.upper()])
def test_what_was_never_offered_is_not_found(client: FlaskClient, name: str, keep: Callable[..., str]) -> None:
    keep()
    assert ask(client, name).status_code == 404
