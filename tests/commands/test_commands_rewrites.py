"""``rewrites``: a text that all notices of a source would have at once waits for a person, over real HTTP."""

import json
from typing import Any

import pytest

from federator.model.people import TERMINAL
from federator.model.revision import Selection
from federator.sample.serving import Asked, Reply
from federator.store import Store

KEY = "a/gg"
OK, USAGE = 0, 2
MOVED = "本栏目内容已迁往省级平台，请前往查阅相关事项。"


class Column:
    """A column of six notices, which all say something else, or all the same (then its dates change, too)."""

    def __init__(self) -> None:
        self.moved = False

    def answer(self, asked: Asked) -> Reply:
        if asked.path == "/":
            day = "2026-11-14" if self.moved else "2026-11-15"
            rows = (f'<li><a href="/{n}.html">第{n}号公告</a><span>{day}</span></li>' for n in range(6))
            return Reply(f'<html><ul class="list">{"".join(rows)}</ul></html>'.encode())
        number = asked.path.strip("/").partition(".")[0]
        body = MOVED if self.moved else f"第{number}号宗地位于云岭市白石街道，面积{number}00平方米。"
        metas = f'<meta name="ArticleTitle" content="第{number}号公告"><meta name="PubDate" content="2026-11-15">'
        return Reply(f'<html><head>{metas}</head><div id="zoom"><p>{body}</p></div></html>'.encode())


@pytest.fixture
def column(desk: Any, tell: Any, serve: Any) -> Column:
    """All six turned to one text since they were read."""
    column = Column()
    assert tell("sites", "import", desk.write("a", desk.site_on(serve(column), pages=True))).exit_code == OK
    for moved in (False, True):
        column.moved = moved
        tell("harvest", "--all")
    return column


def texts(desk: Any) -> set[str]:
    store = Store(desk.database)
    found = {one.notice.text for one in store.page(Selection(), None, 50)}
    store.close()
    return found


def waiting(tell: Any, *of: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in tell("rewrites", "list", "--json", *of).stdout.splitlines()]


def test_what_waits_is_listed_and_accepted(desk: Any, tell: Any, column: Column) -> None:
    (one,) = waiting(tell)
    assert (one["source"], one["text"], one["notices"], len(one["sample"])) == (KEY, MOVED, 6, 5)
    assert {each["title"] for each in one["sample"]} == {f"第{n}号公告" for n in range(5)}
    assert len(texts(desk)) == 6
    shown = tell("rewrites", "list", KEY).stdout
    assert "6 notices would say" in shown
    assert f"+ {MOVED}" in shown
    assert "- 第0号宗地位于" in shown
    done = tell("rewrites", "accept", KEY, one["id"], "--why", "已迁移")
    assert (done.exit_code, "1 text accepted" in done.stdout) == (OK, True)
    tell("harvest", "--all")
    assert (texts(desk), waiting(tell)) == ({MOVED}, [])


def test_what_is_refused_stays_as_it_is(desk: Any, tell: Any, column: Column) -> None:
    assert tell("rewrites", "refuse", KEY, "--all", "--why", "网站故障").exit_code == OK
    tell("harvest", "--all")
    assert (len(texts(desk)), waiting(tell)) == (6, [])
    assert "nothing waits" in tell("rewrites", "list").stderr


def test_what_was_refused_is_listed_and_accepted_after_all(desk: Any, tell: Any, column: Column) -> None:
    assert "nothing was refused" in tell("rewrites", "list", "--refused").stderr
    (one,) = waiting(tell)
    tell("rewrites", "refuse", KEY, one["id"], "--why", "网站故障")
    assert waiting(tell, "--refused") == [one]
    again = ("rewrites", "accept", KEY, one["id"], "--why", "已迁移")
    assert "no text of that name waits" in tell(*again).stderr
    assert "1 text accepted" in tell(*again, "--refused").stdout
    tell("harvest", "--all")
    assert (texts(desk), waiting(tell, "--refused")) == ({MOVED}, [])


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ((KEY,), "--all"),
        ((KEY, "nothing"), "no text"),
        (("no/such", "--all"), "no source"),
        ((KEY, "x", "--all"), "--all"),
    ],
)
def test_what_cannot_be_decided_is_named(
    desk: Any, tell: Any, column: Column, said: tuple[str, ...], named: str
) -> None:
    done = tell("rewrites", "accept", *said, "--why", "x")
    assert (done.exit_code, named in done.output) == (USAGE, True), done.output
    assert len(waiting(tell)) == 1


def test_words_that_are_no_longer_kept_are_said_so(desk: Any, tell: Any, column: Column) -> None:
    (one,) = waiting(tell)
    tell("rewrites", "refuse", KEY, one["id"], "--why", "网站故障")
    store = Store(desk.database)
    store.purges.purge(one["sample"][0]["id"], "误发", TERMINAL)
    store.close()
    shown = tell("rewrites", "list", "--refused").stdout
    assert MOVED not in shown
    assert "+ (the words are no longer kept)" in shown


@pytest.mark.parametrize(
    ("told", "en", "zh"),
    [
        (("accept",), "nothing waits\n", "没有等待确认的\n"),
        (("refuse",), "nothing waits\n", "没有等待确认的\n"),
        (("accept", "--refused"), "nothing was refused\n", "没有否决过的改写\n"),
    ],
)
def test_where_there_is_nothing_to_decide_it_is_said_so(
    desk: Any, tell: Any, told: tuple[str, ...], en: str, zh: str
) -> None:
    assert tell("sites", "import", desk.write("a", desk.site())).exit_code == OK
    for language, said in (("en", en), ("zh", zh)):
        done = tell("rewrites", *told, KEY, "--all", "--why", "x", FEDERATOR_LANG=language)
        assert (done.exit_code, done.stdout) == (OK, said)
