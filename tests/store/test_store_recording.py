"""A visit's changes, applied: revisions, what the public sees, numbers, items and captures."""

from dataclasses import replace
from datetime import timedelta

import pytest

from federator.model.breach import Breach, Severity
from federator.model.item import Alias, Changes, Known, NewRevision
from federator.model.revision import RevisionKind, Selection, State
from federator.model.site import Life

TABLES = ("notices", "revisions", "items", "item_addresses", "captures", "set_aside", "assigned_numbers")


def test_the_same_harvest_twice_changes_nothing_but_the_visits(world):
    drafts = [world.draft(number) for number in range(12)]
    first = world.record(*drafts)
    before = {table: world.count(table) for table in TABLES}
    stamp = world.store.stamp()
    world.clock.ahead(hours=1)
    second = world.record(*drafts)
    assert (first.created, second.created, second.amended) == (12, 0, 0)
    assert {table: world.count(table) for table in TABLES} == before
    assert world.store.stamp() == stamp
    assert world.count("visits") == 2


def test_an_amendment_takes_the_place_of_what_was_shown(world):
    world.record(world.draft())
    before = world.only()
    world.clock.ahead(hours=1)
    visit = world.record(world.draft(text="更正"))
    after = world.only()
    assert (visit.amended, after.id, after.seq, after.notice.text) == (1, before.id, 2, "更正")
    assert (after.created, after.updated) == (before.created, world.clock.now)
    view = world.store.notice(before.id)
    assert [version.kind for version in view.versions] == [RevisionKind.AMENDED, RevisionKind.CREATED]
    assert world.store.revision(before.id, 1).notice == before.notice
    assert world.store.revision("another", 1) is None


def test_an_amendment_held_back_leaves_the_previous_one_public(world):
    world.record(world.draft(category="C05"))
    shown = world.only()
    breach = Breach("published", "published", Severity.SEVERE, "无日期")
    notice = world.notice(text="坏", category="C06", published=None)
    visit = world.revise(shown.id, notice, shown=False, breaches=(breach,))
    assert visit.held == 1
    assert world.only() == shown
    assert len(world.store.page(Selection(category="C05"), None, 9)) == 1
    view = world.store.notice(shown.id)
    assert (view.held_back, view.breaches, view.shown) == (True, (breach,), shown)


def test_what_hides_leaves_nothing_public(world):
    world.record(world.draft())
    shown = world.only()
    world.revise(shown.id, shown.notice, kind=RevisionKind.WITHDRAWN, state=State.WITHDRAWN, shown=False, hides=True)
    assert world.store.page(Selection(), None, 9) == ()
    assert world.store.browse(Selection(), None, 9) == ()
    view = world.store.notice(shown.id)
    assert (view.state, view.shown, view.held_back) == (State.WITHDRAWN, None, False)
    world.revise(shown.id, shown.notice, kind=RevisionKind.RESTORED)
    assert world.only().seq == 3


def test_a_held_notice_waits_with_its_breaches(world):
    world.store.save_site(world.site())
    breach = Breach("title", "title", Severity.SEVERE, "空")
    draft = replace(world.draft(), breaches=(breach,))
    visit = world.record(draft, decide=lambda known: world.decide_plainly(known, [draft], held=True))
    assert (visit.created, visit.held) == (1, 1)
    assert world.store.page(Selection(), None, 9) == ()
    (held,) = world.store.source_view("tonglu/gg").held
    assert (held.url, held.breaches) == (draft.url, (breach,))
    assert world.store.counts().held == 1


def test_a_merged_notice_names_the_winner(world):
    world.record(world.draft(1), world.draft(2))
    winner, loser = world.store.page(Selection(), None, 9)
    world.revise(
        loser.id,
        loser.notice,
        kind=RevisionKind.MERGED,
        state=State.WITHDRAWN,
        shown=False,
        hides=True,
        merged_into=winner.id,
    )
    assert world.store.notice(loser.id).merged_into == winner.id
    assert world.only().id == winner.id
    assert world.store.counts().withdrawn == 0


def test_index_numbers_are_assigned_once_where_the_site_gave_none(world):
    own = world.draft(1, index_no="330122-012-07-0102-20070101-1")
    world.record(own, world.draft(2), world.draft(3), world.draft(4, division="330100"))
    numbers = {one.notice.title: one.notice.assigned_index_no for one in world.store.page(Selection(), None, 9)}
    assert numbers == {
        "征地公告第1号": "",
        "征地公告第2号": "330122-FED-2026-000001",
        "征地公告第3号": "330122-FED-2026-000002",
        "征地公告第4号": "330100-FED-2026-000001",
    }
    world.record(world.draft(2, text="更正"), world.draft(5))
    latest = {one.notice.title: one.notice.assigned_index_no for one in world.store.page(Selection(), None, 9)}
    assert latest["征地公告第2号"] == "330122-FED-2026-000001"
    assert latest["征地公告第5号"] == "330122-FED-2026-000003"


def test_a_year_in_china_begins_eight_hours_earlier(world):
    world.clock.now = world.clock.now.replace(month=12, day=31, hour=16, minute=30)
    world.record(world.draft())
    assert world.only().notice.assigned_index_no == "330122-FED-2027-000001"


def test_time_never_runs_against_seq(world):
    world.record(world.draft(1))
    later = world.clock.now
    world.clock.ahead(hours=-3)
    world.record(world.draft(2))
    assert world.store.stamp() == (2, later)


def test_an_item_keeps_all_its_addresses(world):
    draft = world.draft(1)
    world.record(draft)
    moved = replace(draft, address="b.example/new.html", url="https://b.example/new.html")

    def move(known: Known) -> Changes:
        (item,) = known.twins[draft.title_key, "", draft.notice.published.day]
        here = Alias(item.source, moved.address, item.id, "other")
        return Changes([replace(item, address=moved.address, url=moved.url)], aliases=[here])

    world.record(moved, decide=move)
    known = world.store.known_rows("tonglu/gg", [draft.address, moved.address, "c.example/"])
    assert known == {draft.address: draft.row_digest, moved.address: "other"}
    assert world.count("items") == 1


def test_what_other_sources_hold_is_known_by_index_number_and_by_document(world):
    numbered = world.draft(1, index_no="330122-012-07-0102-20070101-1")
    document = world.draft(2, doc_no="浙土资函〔2011〕22号")
    world.record(numbered, document)
    other = {"source": "hangzhou/gg", "site": "hangzhou"}
    asked = [
        world.draft(8, index_no=numbered.notice.index_no, **other),
        replace(world.draft(9, doc_no=document.notice.doc_no, **other), title_key=document.title_key),
        world.draft(7, doc_no=document.notice.doc_no, **other),
    ]
    met = []
    world.record(*asked, decide=lambda known: met.append(known) or Changes())
    (known,) = met
    ids = {one.notice.title: one.id for one in world.store.page(Selection(), None, 9)}
    key = (document.notice.doc_no, document.notice.publisher, document.title_key)
    assert known.by_index_no == {numbered.notice.index_no: ids[numbered.title_key]}
    assert known.by_document == {key: ids[document.title_key]}
    assert set(known.notices) == set(known.holders) == set(ids.values())
    assert all(one.issued and one.shown == one.latest for one in known.notices.values())
    assert known.items == known.twins == {}


def test_an_index_number_is_found_in_whatever_signs_a_version_wrote_it(world):
    world.record(world.draft(1, index_no="００２６８０１７１／２０２６－ 12345"))
    met = []
    asked = world.draft(8, index_no="002680171/2026-12345", source="hangzhou/gg")
    world.record(asked, decide=lambda known: met.append(known) or Changes())
    assert met[0].by_index_no == {asked.notice.index_no: world.only().id}


def test_a_withdrawn_notice_is_not_offered_to_other_sources(world):
    numbered = world.draft(1, index_no="330122-012-07-0102-20070101-1")
    world.record(numbered)
    shown = world.only()
    world.revise(shown.id, shown.notice, kind=RevisionKind.WITHDRAWN, state=State.WITHDRAWN, shown=False, hides=True)
    met = []
    asked = world.draft(8, index_no=numbered.notice.index_no, source="hangzhou/gg")
    world.record(asked, decide=lambda known: met.append(known) or Changes())
    assert met[0].by_index_no == {}


def test_an_item_comes_back_as_it_was_written(world):
    draft = world.draft()
    world.record(draft)
    met = []
    world.record(draft, decide=lambda known: met.append(known.items[draft.address]) or Changes())
    (item,) = met
    assert item == replace(world.item_for(draft, item.notice_id), id=item.id)


def test_captures_of_revisions_are_kept_once(world):
    answer = world.answer("<p>公告</p>".encode("gbk") * 500)
    drafts = [replace(world.draft(number), capture=answer.digest) for number in range(3)]
    unused = world.answer(b"nothing came of it")
    world.record(*drafts, captures={answer.digest: answer, unused.digest: unused})
    kept = world.store.capture(answer.digest)
    assert (kept.content, kept.url, kept.content_type) == (answer.content, answer.url, "text/html; charset=gbk")
    assert world.store.capture(unused.digest) is None


def test_equal_bytes_of_two_addresses_are_two_captures(world):
    """Relative links lead to other files: sites of one software serve the same bytes."""
    answers = [replace(world.answer(b"<a href=1.pdf>"), url=f"http://{host}.example/1") for host in "ab"]
    drafts = [replace(world.draft(number), capture=one.capture) for number, one in enumerate(answers)]
    world.record(*drafts, captures={one.capture: one for one in answers})
    assert [world.store.capture(one.capture).answer.url for one in answers] == [one.url for one in answers]


def test_an_id_given_twice_is_refused_and_nothing_is_written(world):
    world.record(world.draft())
    shown = world.only()
    twice = NewRevision(shown.id, RevisionKind.CREATED, State.PUBLISHED, True, world.notice(2))
    before = {table: world.count(table) for table in (*TABLES, "visits")}
    with pytest.raises(Exception, match="UNIQUE"):
        world.record(decide=lambda known: Changes((), (twice,)))
    assert {table: world.count(table) for table in (*TABLES, "visits")} == before
    assert world.only() == shown


def test_seen_addresses_are_touched(world):
    draft = world.draft()
    world.record(draft)
    later = world.clock.ahead(days=1)
    world.record(decide=lambda known: Changes(), seen=[draft.address])
    assert world.store.notice(world.only().id).provenances[0].last_seen == later


def test_absent_are_published_notices_that_no_former_address_reaches(world):
    drafts = [world.draft(number) for number in range(4)]
    world.record(*drafts)
    assert [item.address for item in world.store.absent("tonglu/gg", [d.address for d in drafts[1:]])] == [
        drafts[0].address
    ]
    gone = world.store.page(Selection(), None, 9)[-1]
    world.revise(gone.id, gone.notice, kind=RevisionKind.WITHDRAWN, state=State.WITHDRAWN, shown=False, hides=True)
    assert world.store.absent("tonglu/gg", [d.address for d in drafts[1:]]) == ()
    standing = world.store.standing("tonglu/gg", world.clock.now)
    assert (standing.live, standing.withdrawn) == (3, 1)
    assert world.store.standing("tonglu/gg", world.clock.now + timedelta(days=8)).withdrawn == 0


def test_rechecks_come_due_oldest_first_for_active_sites(world):
    world.store.save_site(world.site())
    drafts = [world.draft(number) for number in range(3)]
    due = [world.clock.now - timedelta(days=number) for number in range(3)]

    def decide(known: Known) -> Changes:
        changes = world.decide_plainly(known, drafts)
        items = [replace(item, recheck_at=when) for item, when in zip(changes.items, due, strict=True)]
        return replace(changes, items=items)

    world.record(*drafts, decide=decide)
    targets = world.store.recheck_due(world.clock.now - timedelta(hours=1), 9)
    assert [target.notice.title for target in targets] == [drafts[2].title_key, drafts[1].title_key]
    quiet = [
        replace(target.item, recheck_at=world.clock.now, gone=1, url="http://elsewhere.example/") for target in targets
    ]
    world.store.record_rechecks(quiet)
    assert world.store.recheck_due(world.clock.now - timedelta(hours=1), 9) == ()
    (rechecked,) = [t.item for t in world.store.recheck_due(world.clock.now, 9) if t.item.id == quiet[0].id]
    assert (rechecked.gone, rechecked.url) == (1, drafts[2].url)
    world.store.save_site(world.site(Life.SUSPENDED))
    assert world.store.recheck_due(world.clock.now, 9) == ()


def test_a_recheck_that_finds_a_page_gone_withdraws_its_notice(world):
    draft = world.draft()
    world.record(draft)
    shown = world.only()
    (item,) = world.store.absent("tonglu/gg", [])

    def decide(known: Known) -> Changes:
        notice = known.notices[known.items[item.address].notice_id]
        revision = NewRevision(
            notice.id, RevisionKind.WITHDRAWN, State.WITHDRAWN, False, notice.notice, reason="page-gone", hides=True
        )
        return Changes((), (revision,))

    applied = world.store.record_recheck("tonglu/gg", (), decide, concerning=[item], captures={}, profile="tiny@1")
    assert (applied.revisions, applied.withdrawn) == (1, 1)
    assert world.store.notice(shown.id).versions[0].reason == "page-gone"
