"""API clients from the command line."""

import json
from typing import Any

WHO = ("门户", "--contact", "张三", "--scope", "receipts")


def test_a_client_is_made_listed_and_revoked(tell: Any) -> None:
    made = tell("clients", "add", *WHO, "--expires", "2099-01-01", "--json")
    assert made.exit_code == 0, made.output
    told = json.loads(made.stdout)
    assert told["key"].startswith("fed_")
    listed = json.loads(tell("clients", "list", "--json").stdout)
    assert (listed["standing"], listed["scopes"], listed["last_used"]) == ("valid", ["receipts"], None)
    assert told["key"].startswith(listed["key_begins"] + "_")
    assert tell("clients", "revoke", told["id"]).exit_code == 0
    assert json.loads(tell("clients", "list", "--json").stdout)["standing"] == "revoked"
    assert told["key"] not in tell("clients", "list").output


def test_another_key_takes_the_place_of_the_old_one(tell: Any) -> None:
    made = json.loads(tell("clients", "add", *WHO, "--json").stdout)
    rotated = json.loads(tell("clients", "rotate", made["id"], "--json").stdout)
    assert (rotated["id"], rotated["name"]) == (made["id"], "门户")
    assert rotated["key"] != made["key"]
    assert rotated["key"].startswith(json.loads(tell("clients", "list", "--json").stdout)["key_begins"] + "_")
    assert tell("clients", "rotate", made["id"]).stdout.split()[0].startswith("fed_")
    tell("clients", "revoke", made["id"])
    assert tell("clients", "rotate", made["id"]).exit_code == 2


def test_for_people_the_key_alone_stands_on_standard_output(tell: Any) -> None:
    made = tell("clients", "add", *WHO)
    assert made.stdout.startswith("fed_")
    assert len(made.stdout.split()) == 1


def test_what_cannot_be_is_refused_by_name(tell: Any) -> None:
    for more, named in ((("--site", "nowhere"), "nowhere"), (("--scope", "all"), "all"), (("--per-minute", "0"), "0")):
        refused = tell("clients", "add", *WHO, *more)
        assert (refused.exit_code, named in refused.output) == (2, True), refused.output
    for command in ("revoke", "rotate"):
        unknown = tell("clients", command, "nobody")
        assert (unknown.exit_code, "nobody" in unknown.output) == (2, True)


def test_a_client_is_listed_in_words_and_a_day_that_is_none_is_refused_in_words(tell: Any) -> None:
    assert tell("clients", "add", *WHO).exit_code == 0
    assert "[有效]  报送采用回执" in tell("clients", "list", FEDERATOR_LANG="zh").stdout
    assert "[valid]  report receipts" in tell("clients", "list").stdout
    past = tell("clients", "add", *WHO, "--expires", "2020-01-01")
    assert (past.exit_code, "2020-01-01 is past" in past.stderr) == (2, True)
    refused = tell("clients", "add", *WHO, "--expires", "明天", FEDERATOR_LANG="zh")
    assert (refused.exit_code, "'明天' 不是日期，应写作 2026-12-31" in refused.stderr) == (2, True)
