"""The interface for programs, over the real application: what it tells, refuses and describes."""

import hashlib
import json
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from federator.model.local_time import LocalTime
from federator.model.revision import RevisionKind, State
from federator.model.visit import Outcome

TAKEN_DOWN: dict[str, Any] = {"state": State.WITHDRAWN, "shown": False, "hides": True}


def read(client: FlaskClient, address: str) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.content_type == "application/json"
    found: dict[str, Any] = answer.get_json()
    return found


def test_a_copy_follows_the_log_from_page_to_page(client: FlaskClient, world: Any) -> None:
    ids = [world.publish() for _ in range(5)]
    copy, after, more = {}, 0, True
    while more:
        page = read(client, f"/api/v1/changes?after={after}&limit=2")
        copy.update({one["id"]: one["notice"]["title"] for one in page["changes"]})
        after, more = page["cursor"], page["more"]
    assert list(copy) == ids
    assert read(client, f"/api/v1/changes?after={after}")["changes"] == []
    world.revise(ids[0], RevisionKind.AMENDED, title="改了")
    world.revise(ids[1], RevisionKind.WITHDRAWN, reason="page-gone", **TAKEN_DOWN)
    amended, gone = read(client, f"/api/v1/changes?after={after}")["changes"]
    assert (amended["id"], amended["kind"], amended["notice"]["title"]) == (ids[0], "amended", "改了")
    assert (gone["id"], gone["kind"], gone["notice"], gone["reason"]) == (ids[1], "withdrawn", None, "page-gone")


def test_a_cursor_that_the_log_never_gave_is_told_to_begin_anew(client: FlaskClient, world: Any) -> None:
    world.publish()
    last = read(client, "/api/v1/changes")["last"]
    assert read(client, f"/api/v1/changes?after={last}")["cursor"] == last
    chinese, english = (client.get(f"/api/v1/changes?after={last + 1}&lang={one}") for one in ("zh", "en"))
    assert (chinese.status_code, chinese.content_type) == (409, "application/problem+json")
    assert f"after={last + 1}" in chinese.get_json()["detail"]
    assert "重新复制" in chinese.get_json()["detail"]
    assert "Copy anew, without after" in english.get_json()["detail"]
    world.publish()
    assert len(read(client, f"/api/v1/changes?after={last}")["changes"]) == 1


def test_each_notice_once_at_its_last_change(client: FlaskClient, world: Any) -> None:
    id_ = world.publish()
    world.revise(id_, RevisionKind.AMENDED, title="改了")
    assert [one["kind"] for one in read(client, "/api/v1/changes")["changes"]] == ["created", "amended"]
    assert [one["kind"] for one in read(client, "/api/v1/changes?latest=true")["changes"]] == ["amended"]


def test_the_log_says_how_complete_each_site_is(client: FlaskClient, world: Any) -> None:
    world.visit("hz/gg", Outcome.UNCHANGED)
    visited = world.now.isoformat().replace("+00:00", "Z")
    world.visit("qt/gg", Outcome.PARTIAL)
    marks = {mark["site"]: mark for mark in read(client, "/api/v1/changes")["watermarks"]}
    assert marks["hz"] == {"site": "hz", "complete_to": visited, "sources": 1, "behind": []}
    assert marks["qt"] == {"site": "qt", "complete_to": None, "sources": 2, "behind": ["qt/gg", "qt/zd"]}


def test_a_selection_of_notices_page_by_page(client: FlaskClient, world: Any) -> None:
    world.publish(title="公文")
    world.publish(title="征地一", category="K2")
    world.publish(title="征地二", category="K2")
    page = read(client, "/api/v1/notices?category=K2&limit=1")
    assert [one["title"] for one in page["notices"]] == ["征地二"]
    rest = read(client, f"/api/v1/notices?category=K2&limit=1&cursor={page['cursor']}")
    assert ([one["title"] for one in rest["notices"]], rest["cursor"]) == (["征地一"], None)


def test_since_the_first_of_days_is_everything(client: FlaskClient, world: Any) -> None:
    world.publish()
    assert len(read(client, "/api/v1/notices?since=0001-01-01")["notices"]) == 1


def test_one_notice_has_every_field_of_the_record(client: FlaskClient, full: str) -> None:
    notice = read(client, f"/api/v1/notices/{full}")
    assert (notice["id"], notice["doc_no"], notice["written"]) == (full, "青土告〔2026〕3号", "2026-01-30")
    assert notice["page"] == f"http://localhost/notices/{full}"
    assert notice["attachments"][0]["media_type"] == "application/pdf"
    assert notice["dates_written"] == {"written": "二〇二六年一月三十日"}


def test_versions_say_what_changed_field_by_field(client: FlaskClient, world: Any) -> None:
    id_ = world.publish(title="原题")
    world.revise(id_, RevisionKind.AMENDED, title="新题")
    told = read(client, f"/api/v1/notices/{id_}/versions")
    first, second = told["versions"]
    assert (told["id"], told["state"]) == (id_, "published")
    assert (first["kind"], first["differences"]) == ("created", [])
    assert second["differences"] == [{"field": "title", "before": "原题", "after": "新题"}]
    assert read(client, f"/api/v1/notices/{id_}/versions/{first['seq']}")["title"] == "原题"


def test_what_was_taken_down_is_gone_with_all_its_versions(client: FlaskClient, world: Any) -> None:
    id_ = world.publish(title="含个人信息")
    seq = read(client, "/api/v1/changes")["last"]
    world.revise(id_, RevisionKind.WITHDRAWN, **TAKEN_DOWN)
    assert client.get(f"/api/v1/notices/{id_}").status_code == 410
    assert client.get(f"/api/v1/notices/{id_}/versions/{seq}").status_code == 404
    for address in (f"/api/v1/notices/{id_}/versions", "/api/v1/changes", "/api/v1/notices"):
        assert "含个人信息" not in client.get(address).get_data(as_text=True)


def test_what_never_was_public_is_unknown(client: FlaskClient, held: str) -> None:
    for address in (f"/api/v1/notices/{held}", f"/api/v1/notices/{held}/versions", "/api/v1/notices/nobody"):
        answer = client.get(address)
        assert (answer.status_code, answer.content_type) == (404, "application/problem+json")
        assert "不可公开" not in answer.text
    assert read(client, "/api/v1/changes")["changes"] == []


def test_a_merged_notice_leads_to_the_winner(client: FlaskClient, world: Any) -> None:
    winner, loser = world.publish(), world.publish()
    world.revise(loser, RevisionKind.MERGED, merged_into=winner, **TAKEN_DOWN)
    answer = client.get(f"/api/v1/notices/{loser}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/api/v1/notices/{winner}")


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("changes?after=-1", "after"),
        ("changes?limit=501", "limit"),
        ("changes?latest=yes", "latest"),
        ("changes?before=3", "before"),
        ("notices?category=K9", "category"),
        ("notices?since=gestern", "since"),
        ("digests?from=gestern", "from"),
    ],
)
def test_a_bad_parameter_is_a_problem_that_names_it(address: str, named: str, client: FlaskClient) -> None:
    chinese = client.get(f"/api/v1/{address}")
    english = client.get(f"/api/v1/{address}&lang=en")
    assert chinese.status_code == english.status_code == 400
    assert chinese.content_type == "application/problem+json"
    assert named in chinese.get_json()["detail"]
    assert "参数" in chinese.get_json()["detail"]
    assert "arameter" in english.get_json()["detail"]


def test_an_unknown_call_is_a_problem_and_an_unknown_page_is_a_page(client: FlaskClient) -> None:
    assert client.get("/api/v1/nothing").content_type == "application/problem+json"
    assert client.get("/nothing").content_type == "text/html; charset=utf-8"


def test_what_is_unchanged_is_304(client: FlaskClient, full: str, world: Any) -> None:
    tag = client.get("/api/v1/notices").headers["ETag"]
    again = client.get("/api/v1/notices", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    world.publish()
    assert client.get("/api/v1/notices", headers={"If-None-Match": tag}).status_code == 200


def test_the_cookie_of_people_changes_nothing_for_programs(client: FlaskClient) -> None:
    client.get("/?lang=en")
    answer = client.get("/api/v1/changes?limit=0")
    assert "参数" in answer.get_json()["detail"]
    assert client.get("/api/v1/changes").headers["Vary"] == "Accept-Encoding"


def test_digests_count_the_public_by_site_and_day(client: FlaskClient, world: Any, held: str) -> None:
    first = world.publish(published=LocalTime(date(2026, 2, 3)))
    gone = world.publish(published=LocalTime(date(2026, 2, 3)))
    world.publish(published=LocalTime(date(2026, 2, 4)), site="hz", source="hz/gg")
    world.revise(gone, RevisionKind.WITHDRAWN, **TAKEN_DOWN)
    world.revise(first, RevisionKind.AMENDED, title="改了")
    page = read(client, "/api/v1/digests?limit=1")
    shown = read(client, f"/api/v1/notices/{first}")["seq"]
    digest = hashlib.sha256(str(shown).encode()).hexdigest()
    assert page["days"] == [{"day": "2026-02-03", "site": "qt", "count": 1, "digest": digest}]
    assert (page["next"], page["last"]) == ("2026-02-04", read(client, "/api/v1/changes")["last"])
    rest = read(client, f"/api/v1/digests?from={page['next']}")
    assert [(one["day"], one["site"]) for one in rest["days"]] == [("2026-02-04", "hz")]
    assert rest["next"] is None


def test_each_entry_of_the_log_has_the_digest_of_its_record(client: FlaskClient, full: str) -> None:
    (entry,) = read(client, "/api/v1/changes")["changes"]
    text = json.dumps(entry["notice"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert entry["digest"] == hashlib.sha256(text.encode()).hexdigest()
