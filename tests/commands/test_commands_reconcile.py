"""``reconcile``: lists asked over real HTTP, differences told to people and to programs."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from federator.sample.serving import NOT_FOUND, Asked, Reply, Server

OK, USAGE, PARTIAL, FAILED = 0, 2, 3, 4


class Column:
    """A column of so many notices, or one in trouble; ``asked`` counts."""

    def __init__(self) -> None:
        self.listed = range(3)
        self.well = True
        self.asked = 0

    def answer(self, asked: Asked) -> Reply:
        self.asked += 1
        if asked.path != "/" or not self.well:
            return NOT_FOUND
        rows = (f'<li><a href="/{n}.html">第{n}号公告</a><span>2026-11-15</span></li>' for n in self.listed)
        return Reply(f'<html><ul class="list">{"".join(rows)}</ul></html>'.encode())


@pytest.fixture
def columns(desk: Any, tell: Any) -> Iterator[list[Column]]:
    """Two sites of a column each, harvested."""
    made, servers = [], []
    for id_ in ("a", "b"):
        column = Column()
        server = Server(column, 0)
        table = desk.site(id=id_, home=f"http://127.0.0.1:{server.port}/")
        table["sources"][0] |= {"url": table["home"]}
        assert tell("sites", "import", desk.write(id_, table)).exit_code == OK
        made.append(column)
        servers.append(server)
    assert tell("harvest", "--all").exit_code == OK
    yield made
    for server in servers:
        server.close()


def told(tell: Any, *args: str) -> tuple[int, dict[str, Any]]:
    done = tell("reconcile", "--json", *args)
    return done.exit_code, {one["source"]: one for one in map(json.loads, done.stdout.splitlines())}


def test_a_feed_that_serves_all_that_is_listed(tell: Any, columns: list[Column]) -> None:
    code, found = told(tell)
    assert (code, found.keys()) == (OK, {"a/gg", "b/gg"})
    assert found["a/gg"] == {
        "source": "a/gg", "listed": 3, "served": 3, "pages": 1, "whole": True, "error": None, "differences": [],
    }  # fmt: skip


def test_differences_are_told_with_their_side_and_cause(tell: Any, columns: list[Column]) -> None:
    columns[0].listed = range(1, 4)
    code, found = told(tell)
    assert code == PARTIAL
    assert [(one["side"], one["cause"], one["title"]) for one in found["a/gg"]["differences"]] == [
        ("listed", "new", "第3号公告"), ("served", "page-gone", "第0号公告"),
    ]  # fmt: skip
    said = tell("reconcile", FEDERATOR_LANG="zh").stdout
    assert "上次采集之后才列出" in said
    assert "b/gg  公告  列出 3 条，已公开 3 条，差异 0 处" in said


def test_only_what_is_named_is_asked(tell: Any, columns: list[Column]) -> None:
    before = columns[0].asked
    code, found = told(tell, "b")
    assert (code, found.keys(), columns[0].asked) == (OK, {"b/gg"}, before)
    assert tell("reconcile", "nowhere").exit_code == USAGE


def test_lists_that_cannot_be_read_are_told_apart_from_differences(tell: Any, columns: list[Column]) -> None:
    columns[0].well = False
    code, found = told(tell)
    assert (code, found["a/gg"]["error"], found["b/gg"]["error"]) == (PARTIAL, "http-status", None)
    assert told(tell, "a/gg")[0] == FAILED
