"""``reconcile``: lists asked over real HTTP, differences told to people and to programs."""

import json
from typing import Any

import pytest

from federator.commands.reconcile import detail_called
from federator.examine.reconcile import Cause, Difference
from federator.model.words import Words
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.spec.profile import load_profile
from tests.conftest import ROOT

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
def columns(desk: Any, tell: Any, serve: Any) -> list[Column]:
    """Two sites of a column each, harvested."""
    made = [Column(), Column()]
    for id_, column in zip("ab", made, strict=True):
        assert tell("sites", "import", desk.write(id_, desk.site_on(serve(column), id_))).exit_code == OK
    assert tell("harvest", "--all").exit_code == OK
    return made


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


@pytest.mark.parametrize(
    ("cause", "detail", "zh", "en"),
    [
        (Cause.HELD, "published-missing, title-missing", "没有发布日期；没有标题",
         "there is no date of publication; there is no title"),
        (Cause.WITHDRAWN, "person", "经人工撤下", "taken down by a person"),
        (Cause.ASIDE, "no-address", "列表行没有链接", "the row has no link"),
        (Cause.ASIDE, "page-unreadable: status 403", "信息页面无法读取：状态 403",
         "the notice's page cannot be read: status 403"),
        (Cause.NOT_ACTIVE, "suspended", "暂停", "suspended"),
        (Cause.FAILING, "http-status", "网站返回错误状态", "the site answered with an error status"),
        (Cause.PAGE_GONE, "404", "404", "404"),
        (Cause.NEW, "", "", ""),
    ],
)  # fmt: skip
def test_what_stands_beside_a_cause_is_told_in_words(cause: Cause, detail: str, zh: str, en: str) -> None:
    profile = load_profile(ROOT / "config" / "spec" / "zj-land-12.toml")
    assert detail_called(Difference(cause, "", "", detail=detail), profile) == Words(zh, en)


def test_one_difference_is_one(tell: Any, columns: list[Column]) -> None:
    columns[0].listed = range(4)
    assert "a/gg  公告  4 listed, 3 of them served, 1 difference\n" in tell("reconcile").stdout


def test_only_what_is_named_is_asked(tell: Any, columns: list[Column]) -> None:
    before = columns[0].asked
    code, found = told(tell, "b")
    assert (code, found.keys(), columns[0].asked) == (OK, {"b/gg"}, before)
    assert tell("reconcile", "nowhere").exit_code == USAGE


@pytest.mark.parametrize("life", ["draft", "submitted"])
def test_a_site_that_nobody_approved_is_not_asked(life: str, tell: Any, desk: Any) -> None:
    assert tell("sites", "import", desk.write("c", desk.site(id="c", life=life))).exit_code == OK
    done = tell("reconcile", "c")
    assert (done.exit_code, "approve it at the desk" in done.stderr) == (USAGE, True)


def test_lists_that_cannot_be_read_are_told_apart_from_differences(tell: Any, columns: list[Column]) -> None:
    columns[0].well = False
    code, found = told(tell)
    assert (code, found["a/gg"]["error"], found["b/gg"]["error"]) == (PARTIAL, "http-status", None)
    assert told(tell, "a/gg")[0] == FAILED
