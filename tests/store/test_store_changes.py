"""The change log: nothing missed, nothing doubled, nothing told that the public may not know."""

from datetime import timedelta

import pytest

from federator.model.revision import RevisionKind, Selection, State
from federator.model.rhythm import Due
from federator.model.visit import Outcome

TAKEN_DOWN = {"kind": RevisionKind.WITHDRAWN, "state": State.WITHDRAWN, "shown": False, "hides": True}
HELD_AMENDMENT = {"state": State.PUBLISHED, "shown": False}


def told(world, after=0, limit=100, latest=False):
    """(kind, title or None) of each entry."""
    page = world.store.changes(after, limit, latest)
    return [(str(one.kind), one.notice.title if one.notice else None) for one in page.changes]


@pytest.fixture
def id_(world):
    world.record(world.draft(1))
    return world.only().id


def test_every_public_version_in_commit_order(world, id_):
    world.revise(id_, world.notice(1, title="改一"))
    world.record(world.draft(2))
    world.revise(id_, world.notice(1, title="改二"))
    assert told(world) == [
        ("created", "征地公告第1号"),
        ("amended", "改一"),
        ("created", "征地公告第2号"),
        ("amended", "改二"),
    ]
    assert told(world, latest=True) == [("created", "征地公告第2号"), ("amended", "改二")]
    seqs = [one.seq for one in world.store.changes(0, 100).changes]
    assert seqs == sorted(set(seqs))


def test_pages_join_without_gap_or_overlap(world):
    world.record(*(world.draft(number) for number in range(1, 8)))
    after, seen, more = 0, [], True
    while more:
        page = world.store.changes(after, 3)
        seen += [one.notice_id for one in page.changes]
        after, more = page.changes[-1].seq, page.more
    assert len(seen) == len(set(seen)) == 7
    assert world.store.changes(after, 3).changes == ()
    assert world.store.changes(after, 3).last == after


def test_what_was_never_public_is_never_told(world):
    draft = world.draft(1)
    world.record(draft, decide=lambda known: world.decide_plainly(known, [draft], held=True))
    ((held,),) = world.rows("SELECT id FROM notices")
    world.revise(held, world.notice(1), **TAKEN_DOWN)
    assert told(world) == []


def test_an_amendment_that_is_held_changes_nothing_for_the_public(world, id_):
    world.revise(id_, world.notice(1, title="不当"), **HELD_AMENDMENT)
    assert told(world) == told(world, latest=True) == [("created", "征地公告第1号")]


def test_a_notice_taken_down_takes_its_versions_with_it(world, id_):
    world.revise(id_, world.notice(1, title="身份证号"))
    world.revise(id_, world.notice(1, title="身份证号"), **TAKEN_DOWN)
    assert told(world) == told(world, latest=True) == [("withdrawn", None)]


def test_a_notice_that_comes_back_is_told_again_without_what_was_taken_down(world, id_):
    world.revise(id_, world.notice(1), **TAKEN_DOWN)
    world.revise(id_, world.notice(1, title="又见"), kind=RevisionKind.RESTORED)
    assert told(world) == [("withdrawn", None), ("restored", "又见")]
    assert told(world, latest=True) == [("restored", "又见")]


def test_a_merger_names_the_winner(world, id_):
    world.record(world.draft(2))
    merged = {"kind": RevisionKind.MERGED, "state": State.WITHDRAWN, "shown": False, "hides": True}
    world.revise(id_, world.notice(1), merged_into="01WINNER", **merged)
    (entry,) = [one for one in world.store.changes(0, 9).changes if one.notice_id == id_]
    assert (entry.kind, entry.notice, entry.merged_into) == (RevisionKind.MERGED, None, "01WINNER")


def test_a_copy_made_of_the_log_equals_the_feed(world, id_):
    world.record(*(world.draft(number) for number in range(2, 6)))
    world.revise(id_, world.notice(1, title="改"), **HELD_AMENDMENT)
    second = world.store.page(Selection(), None, 10)[0].id
    world.revise(second, world.notice(5), **TAKEN_DOWN)
    for latest in (False, True):
        copy = {}
        for one in world.store.changes(0, 100, latest).changes:
            copy.pop(one.notice_id, None) if one.notice is None else copy.update({one.notice_id: one.notice})
        assert copy == {one.id: one.notice for one in world.store.page(Selection(), None, 10)}


def test_watermark_is_the_oldest_of_the_last_complete_visits(world):
    world.store.save_site(world.site())
    assert [(one.site, one.complete_to, one.behind) for one in world.store.changes(0, 1).watermarks] == [
        ("tonglu", None, ("tonglu/gg", "tonglu/td"))
    ]
    first = world.clock.now
    for source in ("tonglu/gg", "tonglu/td"):
        world.store.record_quiet([world.visit(source, Outcome.UNCHANGED)], {source: Due(first)}, {})
    world.clock.ahead(hours=1)
    world.record(world.draft(1))
    world.store.record_quiet([world.visit("tonglu/td", Outcome.PARTIAL)], {"tonglu/td": Due(first)}, {})
    (mark,) = world.store.changes(0, 1).watermarks
    assert (mark.complete_to, mark.sources, mark.behind) == (first, 2, ("tonglu/td",))
    world.clock.ahead(hours=1)
    world.store.record_quiet([world.visit("tonglu/td", Outcome.UNCHANGED)], {"tonglu/td": Due(first)}, {})
    (mark,) = world.store.changes(0, 1).watermarks
    assert (mark.complete_to, mark.behind) == (first + timedelta(hours=1), ())
