"""``induce``: a rule for a page nobody described, on the command line."""

import json
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parent.parent / "data" / "induce"
URL = "http://www.yunxi.test/zwgk/tzgg/index.html"
OK, USAGE = 0, 2


def test_induce_prints_one_object(tell: Any) -> None:
    done = tell("induce", DATA / "table.html", "--url", URL, "--json")
    assert done.exit_code == OK, done.stderr
    found = json.loads(done.stdout)
    expected = json.loads((DATA / "table.expected.json").read_text("utf-8"))
    assert [[row["title"], row["url"], row["date"]] for row in found["rows"]] == expected["rows"]
    assert found["kind"] == "list"
    assert found["rule"]["rows"]
    assert found["reasons"]
    assert len(found["candidates"]) == 3
    assert found["candidates"][0]["rule"] == found["rule"]


def test_what_it_prints_for_people_is_a_rule_that_read_takes(desk: Any, tell: Any) -> None:
    shown = tell("induce", DATA / "terms.html", "--url", URL).stdout
    rule = tomllib.loads(shown[shown.index("[sources.rule]") : shown.index("2026-09-28")])["sources"]["rule"]
    assert rule["date"] == "+ dd"
    done = tell("read", DATA / "terms.html", "--url", URL, "--json", "--rule", desk.write("rule", rule))
    assert len(done.stdout.splitlines()) == 10
    assert all(json.loads(line)["date"] for line in done.stdout.splitlines())


def test_another_candidate_is_printed_when_asked_for(tell: Any) -> None:
    page = (DATA / "table.html", "--url", URL)
    first = json.loads(tell("induce", *page, "--json").stdout)
    second = json.loads(tell("induce", *page, "--json", "--candidate", 2).stdout)
    assert second["rule"] == first["candidates"][1]["rule"] != first["rule"]
    assert second["rows"] != first["rows"]
    assert tell("induce", *page, "--candidate", 4).exit_code == USAGE


def test_what_is_no_list_has_a_reason_and_no_rows(tell: Any) -> None:
    for name in ("notice", "portal", "empty", "script"):
        done = tell("induce", DATA / f"{name}.html", "--url", "http://www.yunxi.test/", "--json")
        found = json.loads(done.stdout)
        assert (found["kind"], found["rule"], found["rows"]) == (name, None, [])
        assert len(found["reasons"]) >= 2


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 1 0 obj", b"<html></html>", b'{"code": 500}'])
def test_what_is_no_page_at_all_is_no_list_and_a_reason_says_so(desk: Any, tell: Any, content: bytes) -> None:
    file = desk.folder / "answer"
    file.write_bytes(content)
    found = json.loads(tell("induce", file, "--url", URL, "--json").stdout)
    assert (found["kind"], found["rule"], found["rows"], len(found["reasons"])) == ("empty", None, [], 2)


def test_a_file_needs_an_address_and_must_be_there(tell: Any) -> None:
    assert tell("induce", DATA / "table.html").exit_code == USAGE
    assert "--url" in tell("induce", DATA / "table.html").stderr
    assert "nowhere.html" in tell("induce", "nowhere.html", "--url", URL).stderr


def test_an_address_is_asked_for(desk: Any, tell: Any) -> None:
    page = (DATA / "cards.html").read_bytes()

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path == "/zwgk/tzgg/"
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page if known else b"")

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/zwgk/tzgg/"
        found = json.loads(tell("induce", address, "--json").stdout)
        gone = tell("induce", f"{address}none", "--json")
        server.shutdown()
    assert len(found["rows"]) == 10
    assert found["rows"][0]["url"].startswith(f"http://127.0.0.1:{server.server_port}/zwgk/tzgg/202609/")
    assert gone.exit_code == USAGE
    assert "404" in gone.stderr
