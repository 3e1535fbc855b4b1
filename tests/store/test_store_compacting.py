"""The change log compacted: the last state of each notice stays, and whoever stood anywhere in it ends equal."""

import random
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from federator.model.people import Actor
from federator.model.revision import Change, RevisionKind, Selection, State

WITHDRAWN: dict[str, Any] = {"kind": RevisionKind.WITHDRAWN, "state": State.WITHDRAWN, "shown": False, "hides": True}
RESTORED: dict[str, Any] = {"kind": RevisionKind.RESTORED}
HELD_BACK: dict[str, Any] = {"shown": False}


def compact(world: Any, before: datetime | None = None) -> int:
    """How many versions went, looking at few notices at a time."""
    total, after = 0, 0
    while after is not None:
        dropped, after = world.store.archive.compact(before or world.clock.now + timedelta(days=1), after, 3)
        total += dropped
    return total


def entries(world: Any, after: int, latest: bool) -> list[Change]:
    return list(world.store.changes(after, 1000, latest).changes)


def followed(copy: Mapping[str, int], changes: Iterable[Change]) -> dict[str, int]:
    """A copy of versions shown, after these entries."""
    held = dict(copy)
    for change in changes:
        held.pop(change.notice_id, None)
        if change.notice:
            held[change.notice_id] = change.seq
    return held


def live(world: Any, chance: random.Random, count: int) -> None:
    """That many versions of eight notices: amended, held back, withdrawn, restored in any order."""
    world.record(*(world.draft(number) for number in range(8)))
    ids = [one.id for one in world.store.page(Selection(), None, 10)]
    for number in range(count):
        world.clock.ahead(hours=1)
        id = chance.choice(ids)
        gone = world.store.notice(id).shown is None
        what = chance.choice([RESTORED, WITHDRAWN] if gone else [{}, {}, HELD_BACK, WITHDRAWN])
        world.revise(id, world.notice(number, title=f"改{number}"), **what)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("latest", [False, True])
def test_a_copy_that_stands_anywhere_in_the_log_ends_equal(world: Any, seed: int, latest: bool) -> None:
    live(world, random.Random(seed), 60)  # noqa: S311 - any history, but the same at each run
    whole = entries(world, 0, latest)
    cursors = range(world.store.stamp()[0] + 1)
    stood = [followed({}, (one for one in whole if one.seq <= cursor)) for cursor in cursors]
    public = {one.id: one.seq for one in world.store.page(Selection(), None, 10)}
    assert compact(world) > 20
    for cursor in cursors:
        assert followed(stood[cursor], entries(world, cursor, latest)) == public, f"from {cursor}"
    assert compact(world) == 0, "it is compact"


def test_the_last_state_of_each_notice_stays_as_it_was(world: Any) -> None:
    world.record(world.draft(1))
    id = world.only().id
    for title in ("改一", "改二"):
        world.clock.ahead(days=1)
        world.revise(id, world.notice(1, title=title))
    world.revise(id, world.notice(1, title="不当"), **HELD_BACK)
    before = world.only(), world.store.notice(id).state, world.store.stamp()
    assert compact(world) == 2
    assert (world.only(), world.store.notice(id).state, world.store.stamp()) == before
    assert [one.seq for one in world.store.history(id)] == [3]
    world.revise(id, world.notice(1, title="改三"))
    assert world.only().seq == 5, "no number is given again"


def test_whoever_is_behind_still_hears_that_a_notice_was_purged(world: Any) -> None:
    world.record(world.draft(1))
    id = world.only().id
    world.revise(id, world.notice(1, title="改"))
    world.store.purges.purge(id, "依申请", Actor("me"))
    compact(world)
    for after in range(3):
        assert [(one.kind, one.notice) for one in entries(world, after, latest=False)] == [(RevisionKind.PURGED, None)]


def test_only_what_was_superseded_long_ago_goes(world: Any) -> None:
    world.record(world.draft(1))
    id = world.only().id
    for _ in range(3):
        world.clock.ahead(days=10)
        world.revise(id, world.notice(1, title=f"改于{world.clock.now:%d}日"))
    assert compact(world, world.clock.now - timedelta(days=15)) == 1, "the first one, superseded twenty days ago"
    assert [one.seq for one in world.store.history(id)] == [2, 3, 4]


def test_what_the_search_still_holds_stays_until_it_was_taken_out(world: Any) -> None:
    world.record(world.draft(1))
    while world.store.index_search():
        pass
    world.revise(world.only().id, world.notice(1, title="另一题目"))
    assert compact(world) == 0
    while world.store.index_search():
        pass
    assert compact(world) == 1
    assert not world.store.page(Selection(words="征地公告"), None, 10)
    assert world.store.page(Selection(words="另一题目"), None, 10)


def test_versions_are_append_only_again_afterwards(world: Any) -> None:
    world.record(world.draft(1))
    world.revise(world.only().id, world.notice(1, title="改"))
    assert compact(world) == 1
    with pytest.raises(Exception, match="append-only"):
        world.rows("DELETE FROM revisions")
