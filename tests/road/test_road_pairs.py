"""Near-duplicates of several sites: proposed to a person, merged when that person says so, remembered when not."""

from dataclasses import replace
from typing import Any

import pytest

from federator.model.pair import Pair
from federator.model.people import Actor
from federator.model.revision import RevisionKind, Selection
from federator.model.site import Life, Site, Source
from federator.service.pairing import pair_up
from federator.service.recheck import recheck
from federator.service.sweep import sweep
from federator.store.decisions import StaleError

ME = Actor("me")
TITLE = "关于船寮镇道路工程征收集体土地的公告"
BODY = (
    "因公共利益需要，依法征收船寮镇戈溪村集体土地1.25公顷，用于实施道路工程项目建设，征地补偿标准按照县人民政府公布的区片综合地价执行，"
    "被征收土地的所有权人和使用权人应当在公告规定期限内持不动产权属证明材料办理补偿登记，有异议的可以在公告期内书面提出听证申请。"
)
COPY = f"{BODY}（来源：县自然资源和规划局）"
A, B = "http://a.example/1.html", "http://b.example/9.html"


def city(world: Any) -> Source:
    """The city's site, which copies."""
    other = replace(world.source, site="b", url="http://b.example/list/", organisation="331100-zrzy",
                    division="331100", site_name="丽水市自然资源和规划局", home="http://b.example/")  # fmt: skip
    site = Site("b", "丽水", other.organisation, other.division, other.home, Life.ACTIVE, (other,))
    world.means.store.save_site(site)
    return other


def publish(world: Any, source: Source, url: str, title: str, body: str, day: str = "2026-11-15") -> None:
    world.site.list_page([(title, url, day)], source.url)
    world.site.notice(url, title, body, f"{day} 09:30")


def visit(world: Any, *sources: Source) -> None:
    world.now = world.now.replace(minute=world.now.minute + 1)
    sweep(sources, world.means, lambda: world.now)


def waiting(world: Any) -> tuple[Pair, ...]:
    pair_up(world.means.store)
    found: tuple[Pair, ...] = world.means.store.pairs.waiting()
    return found


@pytest.fixture
def both(world: Any) -> tuple[Source, Source]:
    """The county's notice, and what the city made of it."""
    other = city(world)
    publish(world, world.source, A, TITLE, BODY)
    publish(world, other, B, TITLE, COPY, "2026-11-17")
    visit(world, world.source, other)
    assert len(world.published()) == 2
    return world.source, other


def merge(world: Any, pair: Pair) -> str:
    seqs = pair.one.seq, pair.other.seq
    kept: str = world.means.store.pairs.merge(pair.one.id, pair.other.id, seqs, "内容相同", ME)
    return kept


def test_a_near_copy_is_proposed_and_nothing_merged(world: Any, both: Any) -> None:
    (pair,) = waiting(world)
    assert {pair.one.notice.url, pair.other.notice.url} == {A, B}
    assert 0.75 < pair.likeness < 1
    assert len(world.published()) == 2
    assert len(waiting(world)) == 1


def test_the_log_is_followed_to_its_end_also_where_numbers_have_leapt(world: Any, both: Any) -> None:
    assert len(waiting(world)) == 1
    with world.means.store._database.writing() as connection:  # as a restore leaves it
        connection.execute("UPDATE sqlite_sequence SET seq = seq + 1000000 WHERE name = 'revisions'")
    looks = iter(range(3))
    assert pair_up(world.means.store, lambda: next(looks) > 1) == 0
    assert next(looks) == 1, "it ended by itself"


def test_merged_by_a_person_they_are_one_and_stay_so(world: Any, both: Any) -> None:
    (pair,) = waiting(world)
    kept = merge(world, pair)
    (one,) = world.published()
    assert one.id == kept
    view = world.means.store.notice(kept)
    assert {each.url for each in view.provenances} == {A, B}
    lost = ({pair.one.id, pair.other.id} - {kept}).pop()
    assert world.means.store.notice(lost).merged_into == kept
    (act,) = world.means.store.people.acts(None, 9, f"notice/{kept}")
    assert (act.act, act.after) == ("notices-merged", {"merged": lost, "why": "内容相同"})
    seq = world.last_seq()
    visit(world, *both)
    publish(world, both[1], B, TITLE, f"{COPY}。", "2026-11-17")
    visit(world, *both)
    assert ([each.id for each in world.published()], waiting(world)) == ([kept], ())
    assert world.last_seq() in (seq, seq + 1), "one of the two writes the record"


def part(world: Any, kept: str, lost: str) -> None:
    seq = world.means.store.notice(kept).versions[0].seq
    world.means.store.pairs.part(kept, lost, seq, "两次征收", ME)


def merged(world: Any) -> tuple[str, str]:
    """The one that stays, and the one that it was made of."""
    (pair,) = waiting(world)
    kept = merge(world, pair)
    return kept, ({pair.one.id, pair.other.id} - {kept}).pop()


def test_parted_again_they_are_the_two_that_they_were_and_stay_two(world: Any, both: Any) -> None:
    before = [(one.id, one.notice) for one in world.published()]
    kept, lost = merged(world)
    (one,) = world.means.store.pairs.merged_with(kept)
    assert (one.id, one.person, one.why) == (lost, "me", "内容相同")
    part(world, kept, lost)
    assert sorted(before, key=str) == sorted(((one.id, one.notice) for one in world.published()), key=str)
    last = world.means.store.notice(lost).versions[0]
    assert (last.kind, last.person, last.why) == (RevisionKind.RESTORED, "me", "两次征收")
    (act, _) = world.means.store.people.acts(None, 9, f"notice/{kept}")
    assert (act.act, act.after) == ("notices-parted", {"parted": lost, "why": "两次征收"})
    seq = world.last_seq()
    assert waiting(world) == ()
    visit(world, *both)
    recheck(world.means, world.now)
    assert (world.last_seq(), waiting(world)) == (seq, ()), "read anew at once, they say what they said"
    assert world.means.store.pairs.merged_with(kept) == ()
    assert world.means.store.check() == []
    with pytest.raises(StaleError):
        part(world, kept, lost)


def test_what_its_page_said_meanwhile_is_read_at_once(world: Any, both: Any) -> None:
    kept, lost = merged(world)
    (one,) = world.means.store.pairs.merged_with(kept)
    world.site.notice(one.notice.url, TITLE, f"{BODY}另行公告。", "2026-11-15 09:30")
    visit(world, *both)
    recheck(world.means, world.now)
    part(world, kept, lost)
    recheck(world.means, world.now)
    texts = {one.id: one.notice.text for one in world.published()}
    assert "另行公告" in texts[lost]
    assert "另行公告" not in texts[kept]
    kinds = [one.kind for one in world.means.store.notice(lost).versions]
    assert kinds == [RevisionKind.AMENDED, RevisionKind.RESTORED, RevisionKind.MERGED, RevisionKind.CREATED]


def test_a_rule_does_not_join_again_what_a_person_parted(world: Any, both: Any) -> None:
    kept, lost = merged(world)
    part(world, kept, lost)
    number = (
        "<table><tr><td>文号</td><td>青土资〔2026〕12号</td></tr><tr><td>发布机构</td><td>青田县局</td></tr></table>"
    )
    for source, url, body in ((both[0], A, BODY), (both[1], B, COPY)):
        world.site.notice(url, TITLE, body, "2026-11-15 09:30", number)
        visit(world, source)
    recheck(world.means, world.now)
    assert {one.notice.doc_no for one in world.published()} == {"青土资〔2026〕12号"}
    assert {one.id for one in world.published()} == {kept, lost}


def test_a_copy_of_the_log_gets_back_what_was_parted(world: Any, both: Any) -> None:
    """Whether it stood before the merger, between, or begins now; and never two of one."""
    start = world.last_seq()
    copy = {one.id: one.seq for one in world.published()}
    kept, lost = merged(world)
    between = world.last_seq()
    part(world, kept, lost)
    for after, held in ((start, copy), (between, {kept: copy[kept]}), (0, {})):
        for latest in (True, False):
            now = dict(held)
            for change in world.means.store.changes(after, 100, latest).changes:
                now.pop(change.notice_id, None)
                if change.notice:
                    now[change.notice_id] = change.seq
            assert now == {one.id: one.seq for one in world.published()}, (after, latest)
    assert world.means.store.gone(Selection(), None, 9) == ()


def test_refused_it_is_not_asked_again(world: Any, both: Any) -> None:
    (pair,) = waiting(world)
    assert world.means.store.pairs.refuse(pair.one.id, pair.other.id, "两次征收", ME)
    assert not world.means.store.pairs.refuse(pair.one.id, pair.other.id, "两次征收", ME)
    publish(world, both[0], A, f"{TITLE}（更正）", BODY)
    visit(world, *both)
    publish(world, both[0], A, TITLE, BODY)
    visit(world, *both)
    assert waiting(world) == ()
    assert len(world.published()) == 2


def test_a_version_that_nobody_saw_is_not_merged(world: Any, both: Any) -> None:
    (pair,) = waiting(world)
    world.site.list_page([(f"{TITLE}（更正）", A, "2026-11-15")], both[0].url)
    world.site.notice(A, f"{TITLE}（更正）", BODY, "2026-11-15 09:30")
    visit(world, *both)
    with pytest.raises(StaleError):
        merge(world, pair)
    assert len(world.published()) == 2


@pytest.mark.parametrize(
    ("title", "body", "day"),
    [
        (TITLE, COPY.replace("1.25", "3.47"), "2026-11-17"),
        (TITLE, COPY, "2026-10-01"),
        (TITLE, "另一份公告，说的是完全不同的事情，与征收土地无关，请有关单位和个人知悉。", "2026-11-17"),
        ("关于另一工程的公告", COPY, "2026-11-17"),
    ],
    ids=["other numbers", "long ago", "other text", "other title"],
)
def test_what_is_not_alike_is_not_asked(world: Any, title: str, body: str, day: str) -> None:
    other = city(world)
    publish(world, world.source, A, TITLE, BODY)
    publish(world, other, B, title, body, day)
    visit(world, world.source, other)
    assert len(world.published()) == 2
    assert waiting(world) == ()


def test_one_document_under_two_titles_is_proposed(world: Any) -> None:
    other = city(world)
    number = "青土资〔2026〕12号"
    extra = f'<meta name="SubTitle" content=""><table><tr><td>文号</td><td>{number}</td></tr></table>'
    for source, url, title, body in ((world.source, A, TITLE, BODY), (other, B, f"转发：{TITLE}", COPY)):
        publish(world, source, url, title, body)
        world.site.notice(url, title, body, "2026-11-15 09:30", extra)
    visit(world, world.source, other)
    assert [one.notice.doc_no for one in world.published()] == [number, number]
    assert len(waiting(world)) == 1
