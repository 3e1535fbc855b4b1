"""What stands behind the notices: registry, profile, figures, dictionary; and how programs are served."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from federator.model.site import Life
from federator.model.visit import Outcome
from federator.web.api.dictionary import as_markdown

ROOT = Path(__file__).parent.parent.parent.parent


def read(client: FlaskClient, call: str) -> dict[str, Any]:
    answer = client.get(f"/api/v1/{call}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def test_sites_with_their_sources_but_no_drafts(client: FlaskClient, world: Any) -> None:
    world.site("neu", "331121-zrzy", "331121", "gg", life=Life.DRAFT)
    found = {one["id"]: one for one in read(client, "sites")["sites"]}
    assert found.keys() == {"hz", "qt"}
    assert (found["qt"]["organisation_name"], found["qt"]["division_name"]) == ("青田县自然资源和规划局", "青田县")
    assert found["qt"]["sources"] == ["qt/gg", "qt/zd"]


def test_a_retired_site_is_told_of_if_it_was_ever_harvested(client: FlaskClient, world: Any) -> None:
    """One that was refused is retired too, and was never approved."""
    world.site("alt", "331121-zrzy", "331121", "gg", life=Life.RETIRED)
    world.site("nie", "331121-zrzy", "331121", "gg", life=Life.RETIRED)
    world.visit("alt/gg", Outcome.UNCHANGED)
    found = {one["id"]: one["life"] for one in read(client, "sites")["sites"]}
    assert found == {"alt": "retired", "hz": "active", "qt": "active"}


def test_sources_say_how_they_fare_and_not_what_the_site_said(
    client: FlaskClient, world: Any, troubled: Callable[[], None]
) -> None:
    world.publish()
    troubled()
    found = {one["key"]: one for one in read(client, "sources?lang=en")["sources"]}
    assert found["qt/gg"]["published"] == 1
    bad = found["hz/gg"]["health"]
    assert (bad["outcome"], bad["failures"], bad["error"]) == ("failed", 2, "http-status")
    assert bad["error_what"]
    assert "404 Not Found" not in str(found)

    def failing() -> dict[str, list[str]]:
        return {one["id"]: one["failing"] for one in read(client, "sites")["sites"]}

    assert failing() == {"hz": ["hz/gg"], "qt": []}
    world.site("hz", "330100-ghzy", "330100", "gg", life=Life.SUSPENDED)
    assert failing() == {"hz": [], "qt": []}
    assert [one["site"] for one in read(client, "sources")["sources"]] == ["qt", "qt"]


def test_places_and_profile(client: FlaskClient) -> None:
    assert {one["id"] for one in read(client, "organisations")["organisations"]} == {"331121-zrzy", "330100-ghzy"}
    assert read(client, "divisions")["divisions"][0] == {
        "code": "330000", "name": "浙江省", "parent": "", "level": "province",
    }  # fmt: skip
    assert [one["name"] for one in read(client, "categories")["categories"]] == [
        {"zh": "公文", "en": "Papers"}, {"zh": "征地", "en": "Land taking"},
    ]  # fmt: skip
    profile = read(client, "profile")
    assert {one["name"] for one in profile["fields"]} == {"doc_no", "area", "village"}
    assert {one["id"]: one["severity"] for one in profile["clauses"]}["title-missing"] == "severe"


def test_statistics_count_what_is_public(client: FlaskClient, world: Any, held: str) -> None:
    world.publish()
    world.publish(category="K2")
    found = read(client, "statistics")
    assert found["published"] == 2
    assert found["by_category"] == {"K1": 1, "K2": 1}
    assert found["by_site"] == {"qt": 2}
    assert found["by_division"] == {"331121": 2}
    assert found["by_year"] == {"2026": 2}
    world.publish()
    assert read(client, "statistics")["published"] == 3


def test_the_dictionary_is_made_of_the_shapes(client: FlaskClient) -> None:
    objects = {one["object"]: one for one in read(client, "dictionary")["objects"]}
    terms = {one["name"]: one for one in objects["Notice"]["terms"]}
    assert terms["doc_no"] == {
        "name": "doc_no", "type": "文本", "may_be_null": False, "zh": "文号", "en": "document number, canonical form",
    }  # fmt: skip
    english = {one["object"]: one for one in read(client, "dictionary?lang=en")["objects"]}
    told = {term["name"]: term["type"] for term in english["Notice"]["terms"]}
    assert (told["doc_no"], told["zones"], told["attachments"]) == ("text", "list (text)", "list (Attachment)")
    assert all(term["zh"] and term["en"] for one in objects.values() for term in one["terms"])


def test_the_dictionary_leaves_no_object_out(client: FlaskClient) -> None:
    described = {one["object"] for one in read(client, "dictionary")["objects"]}
    named = read(client, "openapi.json")["components"]["schemas"]
    also = {"OneNotice", "OneVersion"}  # a Notice and a Record, with no field of their own
    left_out = {name for name in named if name.removesuffix("Shape") not in described | also}
    assert {name for name in left_out if not name.endswith("Parameters")} == set()


def test_the_page_of_fields_is_as_the_code_has_it() -> None:
    assert (ROOT / "docs" / "fields.zh.md").read_text("utf-8") == as_markdown()


def test_answers_are_compressed_and_still_304(client: FlaskClient, full: str) -> None:
    plain = client.get("/api/v1/notices")
    packed = client.get("/api/v1/notices", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"].startswith("W/")
    for tag in (plain.headers["ETag"], packed.headers["ETag"]):
        again = client.get("/api/v1/notices", headers={"Accept-Encoding": "gzip", "If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
    feed = client.get("/feeds/notices.atom", headers={"Accept-Encoding": "gzip"})
    again = client.get("/feeds/notices.atom", headers={"If-None-Match": feed.headers["ETag"]})
    assert again.status_code == 304


def test_what_people_see_is_not_compressed_and_not_for_others(client: FlaskClient, full: str) -> None:
    page = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in page.headers
    assert "Access-Control-Allow-Origin" not in page.headers
    assert client.get("/api/v1/sites").headers["Access-Control-Allow-Origin"] == "*"
    asked_before = client.options("/api/v1/notices")
    assert asked_before.headers["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in asked_before.headers["Access-Control-Allow-Headers"]
