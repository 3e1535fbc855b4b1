"""``federator sources``: when each is visited next and why, paused, resumed, wanted at once."""

import json
from typing import Any

import pytest

from federator.sample.serving import Asked, Reply

OK, USAGE = 0, 2


class Bureau:
    def answer(self, asked: Asked) -> Reply:
        return Reply('<ul class="list"><li><a href="/1.html">公告</a><span>2026-11-15</span></li></ul>'.encode())


@pytest.fixture
def bureau(desk: Any, tell: Any, serve: Any) -> Any:
    server = serve(Bureau())
    tell("sites", "import", desk.write("config/sites/a", desk.site_on(server)))
    return server


def listed(tell: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(tell("sources", "list", "--json").stdout)
    return found


def test_it_says_when_and_why(bureau: Any, tell: Any) -> None:
    assert "never visited: due at once" in tell("sources", "list").stdout
    assert listed(tell)["next_due"] is None
    tell("harvest")
    found = listed(tell)
    assert found["reason"] in ("pace", "quiet")
    assert found["because"].startswith("by its pace")
    assert found["next_due"]
    assert "按发布节奏" in tell("sources", "list", "a/gg", FEDERATOR_LANG="zh").stdout


def test_a_source_of_a_site_that_is_not_active_is_not_due(bureau: Any, desk: Any, tell: Any) -> None:
    tell("harvest")
    tell("sites", "import", desk.write("config/sites/a", desk.site(life="suspended")))
    assert tell("sources", "list", "a/gg").stdout == "a/gg  -  not visited: its site is suspended\n"
    assert listed(tell)["next_due"] is None


def test_a_paused_source_is_visited_only_where_it_is_named(bureau: Any, tell: Any) -> None:
    assert tell("sources", "pause", "a/gg", "--why", "site moves").stdout == "a/gg: paused\n"
    assert tell("sources", "pause", "a/gg", "--why", "site moves").stdout == "a/gg: paused already\n"
    assert "paused: site moves" in tell("sources", "list").stdout
    assert listed(tell)["paused"]["why"] == "site moves"
    for everything in ((), ("--all",)):
        tell("harvest", *everything)
        assert bureau.requests == 0
    tell("harvest", "a/gg")
    assert bureau.requests == 1
    assert tell("sources", "resume", "a/gg").stdout == "a/gg: resumed\n"
    assert tell("sources", "resume", "a/gg").stdout == "a/gg: not paused\n"
    tell("harvest", "--all")
    assert bureau.requests == 2


def test_what_is_wanted_at_once_is_visited_in_the_next_round(bureau: Any, tell: Any) -> None:
    tell("harvest")
    tell("harvest")
    assert bureau.requests == 1
    tell("sources", "visit", "a/gg")
    assert listed(tell)["because"] == "somebody wants it visited now"
    tell("harvest")
    assert bureau.requests == 2


@pytest.mark.parametrize("command", [("list",), ("pause", "--why", "x"), ("resume",), ("visit",)])
def test_a_source_that_is_not_there_is_named(tell: Any, command: tuple[str, ...]) -> None:
    done = tell("sources", command[0], "no/where", *command[1:])
    assert (done.exit_code, done.stderr.startswith("no/where: ")) == (USAGE, True)
