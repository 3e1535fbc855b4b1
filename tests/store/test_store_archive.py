"""Captures: what is kept of an answer, of which notices, and for how long."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from federator.model.answer import Answer, Request
from federator.model.item import Changes, NewRevision
from federator.model.revision import RevisionKind, State

LONG = timedelta(days=100)
URL = "https://a.example/art/1.html"


def of(world: Any, content: bytes, **changes: Any) -> Answer:
    return replace(world.answer(content), **changes)


@pytest.fixture
def amended(world: Any) -> list[str]:
    """A notice of four versions, a day apart; the hashes of their captures, the last of which is held back."""
    answers = [world.answer(b"%d" % number) for number in range(4)]
    draft = replace(world.draft(), capture=answers[0].digest)
    world.record(draft, captures={answers[0].digest: answers[0]})
    id = world.only().id
    for number, answer in enumerate(answers[1:], 1):
        world.clock.ahead(days=1)
        held = number == 3
        revise(world, id, answer, shown=not held, text=f"{number}")
    return [answer.digest for answer in answers]


def revise(world: Any, id: str, answer: Answer | None, kind: RevisionKind = RevisionKind.AMENDED, **more: Any) -> None:
    state, shown, hides = more.pop("state", State.PUBLISHED), more.pop("shown", True), more.pop("hides", False)
    capture = answer.digest if answer else ""
    revision = NewRevision(id, kind, state, shown, world.notice(**more), capture=capture, hides=hides)
    captures = {answer.digest: answer} if answer else {}
    world.record(decide=lambda known: Changes((), (revision,)), captures=captures)


def kept(world: Any, digests: list[str]) -> list[bool]:
    return [world.store.capture(digest) is not None for digest in digests]


def prune(world: Any, older: timedelta = timedelta()) -> int:
    dropped: int = world.store.archive.prune(world.clock.now - older, 0, 100).dropped
    return dropped


def test_a_capture_says_what_was_asked_and_how_it_was_answered(world: Any) -> None:
    headers = {"content-type": "text/html; charset=gbk", "server": "openresty", "date": "Mon, 02 Mar 2026 04:00:00 GMT"}
    asked = Request("https://a.example/old.html", "POST", form=(("id", "1"),))
    answer = of(world, b"bytes", request=asked, status=203, headers=headers | {"via": "x" * 5000})
    world.record(replace(world.draft(), capture=answer.digest), captures={answer.digest: answer})
    found = world.store.capture(answer.digest)
    assert (found.asked, found.method, found.status, found.url) == ("https://a.example/old.html", "POST", 203, URL)
    assert found.headers == headers | {"via": "x" * 1000}
    again = found.answer
    assert (again.content, again.content_type, again.digest) == (b"bytes", "text/html", answer.digest)
    assert again.fetched == answer.fetched


def test_a_capture_made_before_headers_were_kept_is_an_answer_too(world: Any) -> None:
    answer = world.answer(b"old")
    world.record(replace(world.draft(), capture=answer.digest), captures={answer.digest: answer})
    world.rows("UPDATE captures SET asked = '', headers = '{}'")
    found = world.store.capture(answer.digest).answer
    assert (found.request.url, found.status, found.content_type) == (URL, 200, "text/html")


def test_a_notice_names_the_captures_of_its_versions(world: Any, amended: list[str]) -> None:
    (id,) = (id for _, id in world.store.archive.notices_of("tonglu/gg", 0, 10))
    assert [one.capture for one in world.store.archive.witnesses(id)] == amended
    assert world.store.archive.notices_of("tonglu/td", 0, 10) == ()
    assert world.store.archive.witnesses("nobody") == ()


def test_what_the_public_sees_and_the_latest_are_kept_whatever_their_age(world: Any, amended: list[str]) -> None:
    world.clock.now += LONG
    assert prune(world) == 2
    assert kept(world, amended) == [False, False, True, True]
    assert prune(world) == 0


def test_a_capture_is_kept_for_its_time_from_the_day_it_was_superseded(world: Any, amended: list[str]) -> None:
    assert prune(world, timedelta(days=2.5)) == 0  # three days old, but superseded two days ago
    assert prune(world, timedelta(days=1.5)) == 1
    assert kept(world, amended) == [False, True, True, True]


def test_of_a_withdrawn_notice_the_last_that_was_public_is_kept(world: Any, amended: list[str]) -> None:
    (id,) = (id for _, id in world.store.archive.notices_of("tonglu/gg", 0, 10))
    revise(world, id, None, RevisionKind.WITHDRAWN, state=State.WITHDRAWN, shown=False, hides=True)
    world.clock.now += LONG
    prune(world)
    assert kept(world, amended) == [False, False, True, True]


def test_bytes_that_another_notice_rests_on_are_kept(world: Any, amended: list[str]) -> None:
    answer = world.answer(b"0")
    world.record(replace(world.draft(2), capture=answer.digest), captures={answer.digest: answer})
    world.clock.now += LONG
    prune(world)
    assert kept(world, amended) == [True, False, True, True]


def test_bytes_that_a_notice_came_back_to_are_kept(world: Any, amended: list[str]) -> None:
    (id,) = (id for _, id in world.store.archive.notices_of("tonglu/gg", 0, 10))
    revise(world, id, world.answer(b"0"), text="as it was")
    world.clock.now += LONG
    prune(world)
    assert kept(world, amended) == [True, False, False, False]


def test_pruning_goes_on_where_it_was(world: Any, amended: list[str]) -> None:
    world.clock.now += LONG
    first = world.store.archive.prune(world.clock.now, 0, 1)
    assert (first.looked_at, first.dropped, first.last) == (1, 1, 1)
    second = world.store.archive.prune(world.clock.now, first.last, 10)
    assert (second.looked_at, second.dropped, second.last) == (3, 1, None)
