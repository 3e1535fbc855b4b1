"""Notices understood anew from their captures: what differs is recorded, and never as an amendment."""

import re
import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace

import pytest

from federator.compare.anew import anew
from federator.examine.rereading import Reread, Rereader, Unread, apply
from federator.model.breach import Severity
from federator.model.people import Actor
from federator.model.profile import Evidence, Where
from federator.model.revision import RevisionKind, State
from federator.model.scope import Scope
from federator.model.site import Rule
from federator.visit.means import Means
from tests.road.conftest import World

BY = Actor("terminal")
PAGE = "http://a.example/2026/11/15/1.html"
TITLE = "青田县鹤城街道国有建设用地使用权挂牌出让公告"
ALL = Scope()
BODY = "宗地编号：青土挂〔2026〕3号<br>土地面积：1200平方米<br>土地位置：鹤城街道"


def harvested(world: World, body: str = BODY) -> None:
    world.site.list_page([(TITLE, PAGE, "2026-11-15")])
    world.site.notice(PAGE, TITLE, body, extra="<p>发布机构：青田县自然资源和规划局</p>")
    world.visit(pages=True, category=None)


def reread(means: Means, reclassify: bool = False, scope: Scope = ALL) -> list[Reread]:
    return [one for page in Rereader(means, reclassify).pages(scope) for one in page]


def log_of(world: World) -> list[tuple[RevisionKind, str]]:
    return [(one.kind, one.reason) for one in world.means.store.changes(0, 100, False).changes]


def with_evidence(means: Means) -> Means:
    """Means whose profile lets 挂牌出让公告 in a title speak for C05 before all else."""
    first = Evidence("C05", Where.TITLE, re.compile("挂牌出让公告"), 1000, "挂牌出让公告")
    return replace(means, profile=replace(means.profile, evidence=(first, *means.profile.evidence)))


def without_parcels(means: Means) -> Means:
    """Means whose profile reads no numbers of parcels in C07."""
    one = means.profile.categories["C07"]
    matter = replace(one.matter, extras=tuple(extra for extra in one.matter.extras if extra.name != "parcel_no"))
    categories = {**means.profile.categories, "C07": replace(one, matter=matter)}
    return replace(means, profile=replace(means.profile, categories=categories))


def test_with_the_code_and_profile_of_then_nothing_differs(world: World) -> None:
    harvested(world)
    (one,) = reread(world.means)
    assert (one.differences, one.lost, one.gained, one.version()) == ((), (), (), None)


def test_what_was_only_written_in_other_signs_makes_no_version(world: World) -> None:
    harvested(world)
    store = world.means.store
    (latest,) = store.latest_page(ALL, 0, 1).versions
    spelt = replace(latest.notice, publisher=f"{latest.notice.publisher}\u200b")
    version = anew(latest, spelt, latest.breaches)
    assert version
    assert store.record_anew([(latest, version)], profile="p", why="", by=BY) == 1
    (one,) = reread(world.means)
    assert (one.differences, one.version()) == ((), None)


def test_rows_of_a_list_are_found_again_in_its_capture(world: World) -> None:
    of_lists = replace(world.source, pages=False)
    world.means.store.save_site(replace(world.means.store.sites()[0], sources=(of_lists,)))
    rows = [(TITLE, PAGE, "2026-11-15"), ("另一公告", "http://a.example/2.html", "2026-11-14")]
    for listed in (rows, [("又一公告", "http://a.example/3.html", "2026-11-16")]):
        world.site.list_page(listed)
        world.visit(pages=False)
    read = reread(world.means)
    assert [one.notice and one.notice.title for one in read] == [TITLE, "另一公告", "又一公告"]
    assert [(one.unread, one.differences, one.version()) for one in read] == [(None, (), None)] * 3
    read_otherwise = replace(of_lists, rule=Rule("ul.list li:first-child", date="span"))
    world.means.store.save_site(replace(world.means.store.sites()[0], sources=(read_otherwise,)))
    assert [one.unread for one in reread(world.means)] == [None, Unread.NOT_LISTED, None]


@pytest.mark.parametrize(
    ("kept", "why"),
    [(b"no zlib", Unread.DAMAGED), (zlib.compress("维护中".encode()), Unread.UNREADABLE), (None, Unread.NO_CAPTURE)],
)
def test_what_cannot_be_read_again_says_why_and_makes_no_version(kept: bytes | None, why: Unread, world: World) -> None:
    harvested(world)
    with closing(sqlite3.connect(world.means.settings.database)) as connection, connection:
        if kept is None:
            connection.execute("DELETE FROM captures")
        connection.execute("UPDATE captures SET content = ?", (kept,))
    (one,) = reread(world.means)
    assert (one.unread, one.version(), one.lost, one.gained) == (why, None, (), ())


def test_what_is_read_better_is_a_version_of_its_own_kind_and_lasts(world: World) -> None:
    means = world.means
    world.means = without_parcels(means)
    harvested(world)
    (one,) = reread(means)
    assert [difference.field for difference in one.differences] == ["fields"]
    assert [(lost.clause, lost.field) for lost in one.lost] == [("extra-missing", "parcel_no")]
    assert apply([one], means, "新版", BY) == 1
    (shown,) = world.published()
    assert shown.notice.fields["parcel_no"].value == "青土挂〔2026〕3号"
    assert log_of(world) == [(RevisionKind.CREATED, ""), (RevisionKind.REREAD, "")]
    world.means = means
    world.visit(pages=True, category=None)
    assert len(log_of(world)) == 2
    assert [one.version() for one in reread(means)] == [None]


def test_evidence_chooses_again_only_where_it_is_asked_to(world: World) -> None:
    harvested(world)
    changed = with_evidence(world.means)
    assert [one.version() for one in reread(changed)] == [None]
    (one,) = reread(changed, reclassify=True)
    assert apply([one], changed, "规范第二版", BY) == 1
    (shown,) = world.published()
    assert (shown.notice.category, shown.notice.category_reason) == ("C05", "title: 挂牌出让公告")
    assert log_of(world)[-1] == (RevisionKind.RECLASSIFIED, "C07 → C05")
    (act,) = world.means.store.people.acts(None, 1)
    assert (act.act, act.after["C07 → C05"], act.after["why"]) == ("notices-reread", 1, "规范第二版")


def test_what_follows_of_a_reclassified_notice_is_read_as_of_its_category(world: World) -> None:
    harvested(world)
    changed = with_evidence(world.means)
    apply(reread(changed, reclassify=True), changed, "", BY)
    world.site.notice(PAGE, TITLE, BODY + "<br>补偿标准：每亩6万元", extra="<p>发布机构：青田县自然资源和规划局</p>")
    world.site.list_page([(TITLE, PAGE, "2026-11-16")])
    world.visit(pages=True, category=None)
    (shown,) = world.published()
    assert log_of(world)[-1][0] is RevisionKind.AMENDED
    assert shown.notice.category == "C05"
    assert "compensation_std" in shown.notice.fields
    assert "parcel_no" not in shown.notice.fields


def test_a_category_that_a_person_chose_stays(world: World) -> None:
    harvested(world)
    (shown,) = world.published()
    fixed = {"category": "C04", "category_reason": "person", "zones": [], "editions": []}
    world.means.store.decisions.correct(shown.id, shown.seq, {}, fixed, "是规划", BY)
    found = reread(with_evidence(world.means), reclassify=True)
    assert [one.moved for one in found] == [False]


def test_a_notice_that_reads_badly_today_keeps_its_public_version(world: World) -> None:
    harvested(world)
    clauses = dict(world.means.profile.clauses)
    clauses["extra-missing"] = replace(clauses["extra-missing"], severity=Severity.SEVERE)
    strict = replace(world.means, profile=replace(world.means.profile, clauses=clauses))
    (one,) = reread(strict)
    version = one.version()
    assert version is not None
    assert (version.state, version.shown) == (State.PUBLISHED, True)  # the same breaches were public before
    world.means = without_parcels(strict)
    (one,) = reread(world.means)
    version = one.version()
    assert version is not None
    assert (version.state, version.shown) == (State.PUBLISHED, False)


def test_a_held_notice_that_reads_well_today_becomes_public(world: World) -> None:
    means, clauses = world.means, dict(world.means.profile.clauses)
    clauses["index-no-missing"] = replace(clauses["index-no-missing"], severity=Severity.SEVERE)
    world.means = replace(means, profile=replace(means.profile, clauses=clauses))
    harvested(world)
    assert world.published() == []
    assert apply(reread(means), means, "", BY) == 1
    assert world.titles() == [TITLE]


def test_a_later_version_beats_what_was_understood_before_it(world: World) -> None:
    means = world.means
    world.means = without_parcels(means)
    harvested(world)
    stale = reread(means)
    world.site.notice(PAGE, TITLE, BODY + "<br>备注", extra="<p>发布机构：青田县自然资源和规划局</p>")
    world.site.list_page([(TITLE, PAGE, "2026-11-16")])
    world.visit(pages=True, category=None)
    assert apply(stale, means, "", BY) == 0


def test_a_scope_names_sites_sources_or_notices(world: World) -> None:
    harvested(world)
    (shown,) = world.published()
    hits = (Scope(names=("a",)), Scope(names=("a/gg",)), Scope(names=(shown.id,)), Scope(category="C07"))
    assert [len(reread(world.means, scope=scope)) for scope in hits] == [1, 1, 1, 1]
    misses = (Scope(names=("b",)), Scope(category="C01"), Scope(division="330100"), Scope(organisation="x"))
    assert [len(reread(world.means, scope=scope)) for scope in misses] == [0, 0, 0, 0]


def test_a_source_that_left_the_registry_is_named(world: World) -> None:
    harvested(world)
    site = world.means.store.sites()[0]
    world.means.store.save_site(replace(site, sources=()))
    assert [one.unread for one in reread(world.means)] == [Unread.NO_SOURCE]


def test_a_date_that_an_earlier_capture_disproves_is_a_breach_that_lasts(world: World) -> None:
    harvested(world)
    for number, day in enumerate(("2026-11-13 10:00", "2026-11-13 11:00"), 16):
        world.site.notice(PAGE, TITLE, BODY, day, extra=f"<p>发布机构：青田县自然资源和规划局</p><!-- {number} -->")
        world.site.list_page([(TITLE, PAGE, f"2026-11-{number}")])
        world.visit(pages=True, category=None)
        (shown,) = world.published()
        breaches = world.means.store.notice(shown.id).breaches  # type: ignore[union-attr]
        told = [one.seen for one in breaches if one.clause == "published-disproved"]
        assert told == ["2026-11-15 → 2026-11-13"]
    assert [one.version() for one in reread(world.means)] == [None]
