"""What a person made one is parted again: each gets back its items and what it said, and nothing of the other's."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from federator.model.item import Changes, NewRevision
from federator.model.people import Actor
from federator.model.revision import RevisionKind, Selection, State
from federator.store.decisions import StaleError

ME = Actor("me")


def made(world: Any, number: int, held: bool = False, issuing: bool = True) -> str:
    """A notice of a site of its own, with one item; its id."""
    site = f"s{number}"
    draft = replace(world.draft(number, site=site, source=f"{site}/gg"), issuing=issuing)
    world.record(draft, decide=lambda known: world.decide_plainly(known, [draft], held=held))
    ((id,),) = world.rows(f"SELECT notice_id FROM items WHERE source = '{site}/gg'")
    return str(id)


def merge(world: Any, one: str, other: str) -> tuple[str, str]:
    """The one that stays and the one that goes."""
    one, other = sorted((one, other))
    world.store.pairs.propose([(one, other, 0.9)], 0)
    seqs = tuple(world.store.notice(id).versions[0].seq for id in (one, other))
    kept = world.store.pairs.merge(one, other, seqs, "同一条", ME)
    return kept, other if kept == one else one


def part(world: Any, kept: str, lost: str, seq: int = 0) -> None:
    world.store.pairs.part(kept, lost, seq or world.store.notice(kept).versions[0].seq, "两条", ME)


def shown(world: Any) -> dict[str, str]:
    return {one.id: one.notice.title for one in world.store.page(Selection(), None, 9)}


def items(world: Any) -> set[tuple[str, str, int]]:
    return set(world.rows("SELECT notice_id, source, canonical FROM items"))


def test_of_three_made_one_each_can_be_parted_in_either_order(world: Any) -> None:
    ids = [made(world, number) for number in (1, 2, 3)]
    before, alone = shown(world), items(world)
    for inner_first in (True, False):
        middle, inner = merge(world, ids[1], ids[2])
        last, outer = merge(world, ids[0], middle)
        assert (last, outer) == (ids[0], middle), "what was seen first stays"
        assert [one.id for one in world.store.pairs.merged_with(last)] == [outer, inner]
        if inner_first:
            part(world, last, inner)
            assert [one.id for one in world.store.pairs.merged_with(last)] == [outer]
            assert world.store.pairs.merged_with(inner) == ()
            part(world, last, outer)
        else:
            part(world, last, outer)
            assert [one.id for one in world.store.pairs.merged_with(outer)] == [inner]
            part(world, outer, inner)
        assert (shown(world), items(world)) == (before, alone)
        assert world.rows("SELECT * FROM mergers") == []
        world.store._database.current().execute("DELETE FROM pairs")  # decided: they would not be asked again


def test_what_the_issuers_item_wrote_into_the_one_that_stays_is_taken_back(world: Any) -> None:
    """A public copy stays before the issuer's notice that is held; the issuer's item writes it from then on."""
    copy, original = made(world, 1, issuing=False), made(world, 2, held=True)
    before, alone = shown(world), items(world)
    assert merge(world, copy, original) == (copy, original)
    world.revise(copy, world.notice(2, title="发布单位的说法", site="s2", source="s2/gg"))
    assert shown(world) == {copy: "发布单位的说法"}
    part(world, copy, original)
    assert (shown(world), items(world)) == (before, alone)
    back, again = (world.store.notice(id).versions[0] for id in (copy, original))
    assert (back.kind, back.person, back.why) == (RevisionKind.CORRECTED, "me", "两条")
    assert (again.kind, again.state, again.shown) == (RevisionKind.RESTORED, State.HELD, False)
    assert world.store.notice(original).shown is None, "what was held is held"


def test_what_its_own_item_wrote_meanwhile_stays(world: Any) -> None:
    kept, lost = merge(world, made(world, 1), made(world, 2))
    world.revise(kept, world.notice(1, title="更正", site="s1", source="s1/gg"))
    part(world, kept, lost)
    assert shown(world) == {kept: "更正", lost: world.notice(2).title}


def test_both_are_asked_again_at_once(world: Any) -> None:
    world.store.save_site(replace(world.site(), id="s2", sources=()))
    kept, lost = merge(world, made(world, 1), made(world, 2))
    part(world, kept, lost)
    found = world.rows("SELECT DISTINCT recheck_at, page_digest, etag FROM items")
    assert found == [(world.clock.now.isoformat(timespec="microseconds"), "", None)]
    assert world.rows("SELECT DISTINCT row_digest FROM item_addresses") == [("",)]


def test_what_was_decided_upon_another_version_or_taken_down_is_not_parted(world: Any) -> None:
    kept, lost = merge(world, made(world, 1), made(world, 2))
    seen = world.store.notice(kept).versions[0].seq
    world.revise(kept, world.notice(1, title="更正"))
    with pytest.raises(StaleError):
        part(world, kept, lost, seen)
    world.store.decisions.take_down(kept, world.store.notice(kept).versions[0].seq, "个人信息", ME)
    with pytest.raises(StaleError):
        part(world, kept, lost)
    assert shown(world) == {}
    world.store.purges.purge(kept, "删", ME)
    assert world.store.pairs.merged_with(kept) == ()
    assert world.rows("SELECT * FROM mergers") == []
    assert world.store.check() == []


def test_an_amendment_that_was_refused_takes_nothing_down(world: Any) -> None:
    kept, lost = merge(world, made(world, 1), made(world, 2))
    world.revise(kept, world.notice(1, title="更正"), state=State.HELD, shown=False)
    world.store.decisions.reject(kept, world.store.notice(kept).versions[0].seq, "未核实", ME)
    part(world, kept, lost)
    assert shown(world) == {kept: world.notice(1).title, lost: world.notice(2).title}


def test_the_page_of_the_one_that_stays_may_be_gone(world: Any) -> None:
    kept, lost = merge(world, made(world, 1), made(world, 2))
    gone = NewRevision(kept, RevisionKind.WITHDRAWN, State.WITHDRAWN, False, world.notice(1), hides=True)
    world.record(decide=lambda known: Changes((), (gone,)))
    part(world, kept, lost)
    assert shown(world) == {lost: world.notice(2).title}


@pytest.mark.parametrize("held", [False, True])
def test_a_log_without_old_versions_gives_back_what_was_known_last(world: Any, held: bool) -> None:
    kept, lost = made(world, 1), made(world, 2, held=held)
    state = State.HELD if held else State.PUBLISHED
    for title in ("二之二", "二之三"):
        world.revise(lost, world.notice(2, title=title), state=state, shown=not held)
    assert merge(world, kept, lost) == (kept, lost)
    world.clock.ahead(days=9)
    dropped, _ = world.store.archive.compact(world.clock.now, 0, 9)
    assert dropped
    part(world, kept, lost)
    assert shown(world) == {kept: world.notice(1).title} | ({} if held else {lost: "二之三"})
    assert world.store.revision(lost, world.store.notice(lost).versions[0].seq).notice.title == "二之三"


def test_a_pair_kept_apart_is_known_to_whoever_records(world: Any) -> None:
    one, other = made(world, 1), made(world, 2)
    world.store.pairs.propose([(one, other, 0.9)], 0)
    assert world.store.pairs.refuse(one, other, "两条", ME)
    met: list[Any] = []
    number = "青土资〔2026〕1号"
    same = {"doc_no": number, "title": world.notice(2).title}
    world.revise(other, world.notice(2, doc_no=number))
    asked = replace(world.draft(1, site="s1", source="s1/gg", **same), title_key=world.draft(2).title_key)
    world.record(asked, decide=lambda known: met.append(known) or Changes())
    assert met[0].apart == {tuple(sorted((one, other)))}


def test_times_do_not_run_backwards(world: Any) -> None:
    kept, lost = merge(world, made(world, 1), made(world, 2))
    merged = world.store.notice(lost).versions[0].at
    world.clock.now -= timedelta(days=1)
    part(world, kept, lost)
    assert world.store.notice(lost).versions[0].at >= merged
