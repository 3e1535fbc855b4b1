"""``withdrawals``: what went too many at once waits for a person, over real HTTP; what comes back is what it was."""

import json
from typing import Any

import pytest

from federator.model.people import Act
from federator.model.revision import Selection
from federator.sample.serving import Asked, Reply
from federator.store import Store

KEY = "a/gg"
OK, USAGE = 0, 2


class Column:
    """A column of ten notices, of which ``listed`` are there."""

    def __init__(self) -> None:
        self.listed = range(10)

    def answer(self, asked: Asked) -> Reply:
        rows = (f'<li><a href="/{n}.html">第{n}号公告</a><span>2026-11-15</span></li>' for n in self.listed)
        return Reply(f'<html><ul class="list">{"".join(rows)}</ul></html>'.encode())


@pytest.fixture
def column(desk: Any, tell: Any, serve: Any) -> Column:
    """Five of its ten notices are gone, and were when it was visited last."""
    column = Column()
    assert tell("sites", "import", desk.write("a", desk.site_on(serve(column), complete=True))).exit_code == OK
    for listed in (range(10), range(5)):
        column.listed = listed
        assert tell("harvest", "--all").exit_code == OK
    return column


def public(desk: Any) -> dict[str, str]:
    store = Store(desk.database)
    found = {one.notice.title: one.id for one in store.page(Selection(), None, 50)}
    store.close()
    return found


def acts(desk: Any) -> tuple[Act, ...]:
    """What was done since the site was imported."""
    store = Store(desk.database)
    *found, imported = store.people.acts(None, 10)
    store.close()
    assert imported.act == "site-added"
    return tuple(found)


def waiting(tell: Any, *of: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in tell("withdrawals", "list", "--json", *of).stdout.splitlines()]


def test_what_waits_is_listed_and_confirmed(desk: Any, tell: Any, column: Column) -> None:
    found = waiting(tell)
    assert {(one["source"], one["proof"]) for one in found} == {(KEY, "absent")}
    assert [one["title"] for one in found] == [f"第{n}号公告" for n in range(5, 10)]
    assert waiting(tell, KEY) == found
    assert "no longer in a source declared complete" in tell("withdrawals", "list").stdout
    before = public(desk)
    some = [one["id"] for one in found[:2]]
    assert tell("withdrawals", "confirm", KEY, *some, "--why", "栏目已清理").exit_code == OK
    assert before.keys() - public(desk).keys() == {"第5号公告", "第6号公告"}
    assert len(waiting(tell)) == 3
    (act,) = acts(desk)
    assert (act.act, act.about, act.by.person) == ("leaving-confirmed", f"source/{KEY}", "terminal")
    assert act.after == {"withdrawn": sorted(some), "why": "栏目已清理"}


def test_what_was_withdrawn_and_comes_back_is_the_same_notice(desk: Any, tell: Any, column: Column) -> None:
    before = public(desk)
    assert tell("withdrawals", "confirm", KEY, "--all", "--why", "栏目已清理").exit_code == OK
    assert len(public(desk)) == 5
    column.listed = range(10)
    assert tell("harvest", "--all").exit_code == OK
    assert public(desk) == before
    assert waiting(tell) == []


def test_what_is_refused_stays(desk: Any, tell: Any, column: Column) -> None:
    assert tell("withdrawals", "refuse", KEY, "--all", "--why", "网站迁移").exit_code == OK
    assert (len(public(desk)), waiting(tell)) == (10, [])
    assert [act.act for act in acts(desk)] == ["leaving-refused"]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ((KEY,), "--all"),
        ((KEY, "nobody"), "does not wait"),
        (("no/such", "--all"), "no source"),
        ((KEY, "nobody", "--all"), "--all"),
    ],
)
def test_what_cannot_be_decided_is_named(
    desk: Any, tell: Any, column: Column, said: tuple[str, ...], named: str
) -> None:
    done = tell("withdrawals", "confirm", *said, "--why", "x")
    assert (done.exit_code, named in done.output) == (USAGE, True), done.output
    assert (len(public(desk)), acts(desk)) == (10, ())


@pytest.mark.parametrize("decision", ["confirm", "refuse"])
def test_where_nothing_waits_it_is_said_so_and_no_act_is_recorded(
    desk: Any, tell: Any, column: Column, decision: str
) -> None:
    assert tell("withdrawals", "refuse", KEY, "--all", "--why", "误删").exit_code == OK
    done = acts(desk)
    again = tell("withdrawals", decision, KEY, "--all", "--why", "误删")
    assert (again.exit_code, again.stdout, acts(desk)) == (OK, "nothing waits\n", done)
