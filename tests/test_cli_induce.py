"""``induce``: a rule for a page nobody described, on the command line."""

import json
import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "induce"
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


def test_what_is_no_list_has_a_reason_and_no_rows(tell: Any) -> None:
    for name in ("notice", "portal", "empty", "script"):
        done = tell("induce", DATA / f"{name}.html", "--url", "http://www.yunxi.test/", "--json")
        found = json.loads(done.stdout)
        assert (found["kind"], found["rule"], found["rows"]) == (name, None, [])
        assert len(found["reasons"]) >= 2


def test_a_file_needs_an_address_and_must_be_there(tell: Any) -> None:
    assert tell("induce", DATA / "table.html").exit_code == USAGE
    assert "--url" in tell("induce", DATA / "table.html").stderr
    assert "nowhere.html" in tell("induce", "nowhere.html", "--url", URL).stderr
