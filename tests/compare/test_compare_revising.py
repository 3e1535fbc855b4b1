"""Revising: what becomes of drafts under each decision about identity, merging, states and versions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from federator.compare.aging import next_recheck
from federator.compare.revising import revise
from federator.model.attachment import Attachment
from federator.model.breach import Breach, Severity
from federator.model.decision import Correction
from federator.model.item import Changes, Draft, Item, Known, KnownNotice
from federator.model.local_time import LocalTime
from federator.model.revision import RevisionKind, State
from federator.model.row import Row
from federator.notation.address_key import address_key
from tests.compare.notices import notice

NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)
SEVERE = Breach("published-missing", "published", Severity.SEVERE)
LONG = (
    "因公共利益需要，依法征收船寮镇戈溪村集体土地1.25公顷，用于实施道路工程项目建设，征地补偿标准按照县人民政府公布的区片综合地价执行，"
    "被征收土地的所有权人和使用权人应当在公告规定期限内持不动产权属证明材料办理补偿登记，有异议的可以在公告期内书面提出听证申请。"
)
PERSONAL = Breach("personal-id-card", "text", Severity.SEVERE, hides=True)


def draft(
    source: str = "qingtian/tzgg",
    address: str = "",
    issuing: bool = True,
    breaches: tuple[Breach, ...] = (),
    sound: bool = False,
    **changed: object,
) -> Draft:
    record = notice(**changed)
    return Draft(
        source=source,
        address=address or address_key(record.url),
        url=record.url,
        title_key=record.title,
        notice=record,
        breaches=breaches,
        issuing=issuing,
        capture="c",
        row=Row(record.title, record.url),
        row_digest="r",
        index_no_sound=sound,
    )


@pytest.fixture
def new_id() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"n{next(numbers):03}"


class World:
    """Applies changes to plain dictionaries, so that visits can follow one another."""

    def __init__(self, new_id: Callable[[], str]) -> None:
        self.new_id = new_id
        self.items: dict[str, Item] = {}
        self.notices: dict[str, KnownNotice] = {}
        self.aliases: dict[tuple[str, str], str] = {}
        self.now = NOW

    def visit(self, *drafts: Draft, listed: tuple[str, ...] = ()) -> Changes:
        changes = revise(self._known(drafts), drafts, self.now, self.new_id, listed)
        for revision in changes.revisions:
            before = self.notices.get(revision.notice_id)
            digest = revision.notice.digest
            shown = digest if revision.shown else "" if revision.hides or before is None else before.shown
            first = before.first_seen if before else self.now
            known = KnownNotice(revision.notice_id, revision.state, revision.notice, digest, shown, False, first)
            self.notices[revision.notice_id] = known
        self.items |= {item.id: item for item in changes.items}
        self.aliases |= {(alias.source, alias.address): alias.item_id for alias in changes.aliases}
        self.now += timedelta(days=1)
        return changes

    def _known(self, drafts: tuple[Draft, ...]) -> Known:
        source = drafts[0].source
        own = [item for item in self.items.values() if item.source == source]
        twins: dict[tuple[str, str, date | None], tuple[Item, ...]] = {}
        for item in own:
            key = (item.title_key, item.doc_no, item.day)
            twins[key] = (*twins.get(key, ()), item)
        live = {
            known.id: replace(
                known, issued=any(i.canonical and i.issuing and i.notice_id == known.id for i in self.items.values())
            )
            for known in self.notices.values()
        }
        return Known(
            items={address: self.items[id_] for (site, address), id_ in self.aliases.items() if site == source},
            twins=twins,
            by_index_no={one.notice.index_no: one.id for one in live.values() if one.notice.index_no},
            by_document={
                (one.notice.doc_no, one.notice.publisher, one.notice.title): one.id
                for one in live.values()
                if one.notice.doc_no
            },
            notices=live,
            holders={id_: tuple(i for i in self.items.values() if i.notice_id == id_) for id_ in live},
        )

    def kinds(self, changes: Changes) -> list[tuple[RevisionKind, State, bool]]:
        return [(one.kind, one.state, one.shown) for one in changes.revisions]


@pytest.fixture
def world(new_id: Callable[[], str]) -> World:
    return World(new_id)


CREATED = (RevisionKind.CREATED, State.PUBLISHED, True)
AMENDED = (RevisionKind.AMENDED, State.PUBLISHED, True)


def test_seen_twice_is_one_revision(world: World) -> None:
    assert world.kinds(world.visit(draft())) == [CREATED]
    assert world.visit(draft()).revisions == ()


def test_a_corrected_body_is_an_amendment(world: World) -> None:
    world.visit(draft())
    assert world.kinds(world.visit(draft(text="更正后的正文"))) == [AMENDED]


def test_what_expires_or_is_only_weighed_anew_amends_nothing(world: World) -> None:
    world.visit(draft())
    assert world.visit(draft(url="https://a.example/1.html", category="C02", zones=("政务公开",))).revisions == ()


@pytest.mark.parametrize(
    ("field", "kept", "now", "other"),
    [
        ("index_no", "００２６８０１７１／２０２６－ 12345", "002680171/2026-12345", "002680171/2026-12346"),
        ("doc_no", "青土资[2026] 第01号", "青土资〔2026〕1号", "青土资〔2026〕2号"),
        ("publisher", "青田县 自然资源局\u200b ", "青田县 自然资源局", "青田县自然资源局"),
    ],
)
def test_what_an_earlier_release_wrote_in_other_signs_is_no_amendment(
    world: World, field: str, kept: str, now: str, other: str
) -> None:
    """Nor where a person corrected it: the site's word is still the same."""
    world.visit(draft(**{field: kept}))
    (known,) = world.notices.values()
    assert world.visit(draft(**{field: now})).revisions == ()
    corrected = replace(known.notice, **{field: "改"})
    world.notices[known.id] = replace(
        known,
        notice=corrected,
        latest=corrected.digest,
        shown=corrected.digest,
        corrections=(Correction(field, "改", kept),),
    )
    assert world.visit(draft(**{field: now})).revisions == ()
    world.notices[known.id] = known
    assert world.kinds(world.visit(draft(**{field: other}))) == [AMENDED]


@pytest.mark.parametrize(
    ("first", "second", "listed", "one"),
    [
        ({"doc_no": "青土资〔2026〕1号"}, {"doc_no": "青土资〔2026〕1号"}, (), True),
        ({}, {}, (), True),
        ({}, {"text": "另一份正文"}, (), False),
        ({"text": ""}, {"text": ""}, (), True),
        ({"text": ""}, {"text": ""}, ("a.example/1.html",), False),
        ({"text": LONG}, {"text": ""}, (), True),
        ({}, {"published": LocalTime(date(2026, 11, 18))}, (), False),
        ({"text": LONG}, {"text": f"{LONG.replace('，', ', ')} 附件：图"}, (), True),
        ({"text": LONG}, {"text": f"{LONG.replace('，', ', ')} 附件：图"}, ("a.example/1.html",), False),
        ({"text": LONG}, {"text": LONG.replace("1.25", "1.35")}, (), False),
    ],
    ids=[
        "number",
        "same text",
        "other text",
        "moved",
        "both listed",
        "moved, its body not read",
        "other day",
        "written out anew",
        "both there",
        "other numbers",
    ],
)
def test_identity_outlives_the_address(
    world: World, first: dict[str, object], second: dict[str, object], listed: tuple[str, ...], one: bool
) -> None:
    world.visit(draft(**first))
    changes = world.visit(draft(url="http://a.example/moved.html", **second), listed=listed)
    assert (len({item.notice_id for item in world.items.values()}) == 1) is one
    assert (RevisionKind.CREATED in [revision.kind for revision in changes.revisions]) is not one


def test_one_notice_listed_under_two_addresses_at_once_does_not_swing_between_them(world: World) -> None:
    one, two = draft(), draft(url="http://a.example/mobile/1.html")
    listed = (one.address, two.address)
    assert world.kinds(world.visit(one, two, listed=listed)) == [CREATED]
    assert world.visit(two, listed=listed).revisions == ()
    assert world.visit(one, two, listed=listed).revisions == ()
    (item,) = world.items.values()
    assert item.address == one.address
    assert world.kinds(world.visit(two, listed=(two.address,))) == [AMENDED], "now it has moved"


FILES = {n: (Attachment(f"附件{n}.pdf", f"http://a.example/{n}.pdf", "pdf", f"a.example/{n}.pdf"),) for n in (1, 2)}


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ({"attachments": FILES[1]}, {"attachments": FILES[2]}, False),
        ({"attachments": FILES[1]}, {"attachments": FILES[1] + FILES[2]}, True),
        ({"attachments": FILES[1]}, {}, True),
        ({"html": '<p>正文</p><img src="/1.jpg">'}, {"html": '<p>正文</p><img alt="" src="/2.jpg">'}, False),
        ({"html": '<p>正文</p><img src="/1.jpg">'}, {"html": '<p><img src="/m/1.jpg"></p>正文'}, True),
        ({"attachments": FILES[1], "doc_no": "1号"}, {"attachments": FILES[2], "doc_no": "1号"}, True),
    ],
)
def test_two_that_only_refer_to_different_files_are_two(
    world: World, first: dict[str, object], second: dict[str, object], one: bool
) -> None:
    two = (draft(**first), draft(url="http://a.example/2.html", **second))  # type: ignore[arg-type]
    listed = tuple(each.address for each in two)
    for _ in range(2):
        world.visit(*two, listed=listed)
    assert (len({item.notice_id for item in world.items.values()}) == 1) is one


def test_two_of_the_same_words_move_each_for_itself(world: World) -> None:
    old = [draft(url=f"http://a.example/{n}.html", attachments=FILES[n]) for n in (1, 2)]
    world.visit(*old, listed=tuple(one.address for one in old))
    new = [draft(url=f"http://a.example/art/{n}.html", attachments=FILES[n]) for n in (2, 1)]
    world.visit(*new, listed=tuple(one.address for one in new))
    assert [item.address for item in world.items.values()] == [one.address for one in new[::-1]]


def test_a_copy_is_a_provenance_and_writes_no_field(world: World) -> None:
    world.visit(draft(index_no="K1", sound=True))
    copy = draft("lishui/zk", issuing=False, index_no="K1", sound=True, url="http://b.example/9.html", text="转载")
    assert world.visit(copy).revisions == ()
    assert len({item.notice_id for item in world.items.values()}) == 1
    assert [item.canonical for item in world.items.values()] == [True, False]


def test_the_issuer_takes_over_from_a_copy_seen_first(world: World) -> None:
    copy = draft("lishui/zk", issuing=False, doc_no="青土资〔2026〕1号", url="http://b.example/9.html", text="转载")
    world.visit(copy)
    changes = world.visit(draft(doc_no="青土资〔2026〕1号"))
    assert world.kinds(changes) == [AMENDED]
    assert {item.source: item.canonical for item in world.items.values()} == {"lishui/zk": False, "qingtian/tzgg": True}


def test_a_second_column_of_the_issuer_writes_no_field(world: World) -> None:
    world.visit(draft(index_no="K1", sound=True))
    second = draft("qingtian/zfxx", index_no="K1", sound=True, url="http://a.example/zfxx/1.html", text="又一份")
    assert world.visit(second).revisions == ()
    assert [item.canonical for item in world.items.values()] == [True, False]


def test_a_document_number_without_a_publisher_joins_nothing(world: World) -> None:
    world.visit(draft(doc_no="青土资〔2026〕1号", publisher=""))
    other = draft("lishui/zk", issuing=False, doc_no="青土资〔2026〕1号", publisher="", url="http://b.example/9.html")
    assert world.kinds(world.visit(other)) == [CREATED]


def test_a_notice_is_found_by_the_day_that_it_has_by_now(world: World) -> None:
    world.visit(draft())
    redated = LocalTime(date(2026, 11, 20))
    world.visit(draft(published=redated))
    assert world.kinds(world.visit(draft(url="http://a.example/moved.html", published=redated))) == [AMENDED]


def test_what_was_read_a_moment_ago_is_not_asked_again_at_once(world: World) -> None:
    world.visit(draft())
    now = world.now
    (item,) = world.visit(draft(text="更正")).items
    assert item.recheck_at == next_recheck(item.day, now) > now


def test_a_recheck_keeps_the_row_and_lists_no_address(world: World) -> None:
    world.visit(draft())
    changes = world.visit(replace(draft(text="更正"), row=None, row_digest=""))
    assert [item.row for item in changes.items] == [draft().row]
    assert changes.aliases == ()


def test_an_unsound_index_number_joins_nothing(world: World) -> None:
    world.visit(draft(index_no="11370300MB28646707/2020-None"))
    other = draft("lishui/zk", issuing=False, index_no="11370300MB28646707/2020-None", url="http://b.example/9.html")
    assert world.kinds(world.visit(other)) == [CREATED]


def test_an_index_number_repeated_within_a_source_joins_nothing(world: World) -> None:
    changes = world.visit(
        draft(index_no="K1", sound=True),
        draft(index_no="K1", sound=True, title="另一件", url="http://a.example/2.html"),
    )
    assert world.kinds(changes) == [CREATED, CREATED]


def test_two_that_turn_out_to_be_one_leave_a_tombstone(world: World) -> None:
    world.visit(draft("lishui/zk", issuing=False, url="http://b.example/9.html", index_no="K1", sound=True))
    world.visit(draft())
    changes = world.visit(draft(index_no="K1", sound=True))
    merged, amended = changes.revisions
    assert (merged.kind, merged.state, merged.hides) == (RevisionKind.MERGED, State.WITHDRAWN, True)
    assert merged.merged_into == amended.notice_id
    assert {item.notice_id for item in world.items.values()} == {amended.notice_id}
    assert [item.canonical for item in world.items.values()].count(True) == 1


def test_a_severe_breach_holds_what_is_new(world: World) -> None:
    assert world.kinds(world.visit(draft(breaches=(SEVERE,), published=None))) == [
        (RevisionKind.CREATED, State.HELD, False)
    ]


def test_a_severe_amendment_keeps_the_public_version_and_is_recorded_once(world: World) -> None:
    world.visit(draft())
    bad = draft(breaches=(SEVERE,), text="坏了")
    assert world.kinds(world.visit(bad)) == [(RevisionKind.AMENDED, State.PUBLISHED, False)]
    assert world.visit(bad).revisions == ()
    assert world.kinds(world.visit(draft())) == [AMENDED]


def test_personal_data_hides_every_version(world: World) -> None:
    world.visit(draft())
    changes = world.visit(draft(breaches=(PERSONAL,), text="身份证号"))
    assert world.kinds(changes) == [(RevisionKind.AMENDED, State.HELD, False)]
    assert changes.revisions[0].hides


def test_a_notice_that_comes_back_is_the_same_notice(world: World) -> None:
    world.visit(draft())
    (known,) = world.notices.values()
    world.notices[known.id] = replace(known, state=State.WITHDRAWN, shown="")
    changes = world.visit(draft())
    assert world.kinds(changes) == [(RevisionKind.RESTORED, State.PUBLISHED, True)]
    assert changes.revisions[0].notice_id == known.id


@pytest.mark.parametrize(
    ("state", "made"),
    [
        (State.PUBLISHED, (RevisionKind.AMENDED, State.PUBLISHED, True)),
        (State.WITHDRAWN, (RevisionKind.AMENDED, State.HELD, False)),
    ],
)
def test_after_a_rejection_what_is_public_goes_on_and_the_rest_comes_before_a_person(
    world: World, state: State, made: tuple[RevisionKind, State, bool]
) -> None:
    world.visit(draft())
    (known,) = world.notices.values()
    world.notices[known.id] = replace(
        known, state=state, shown=known.shown if state is State.PUBLISHED else "", rejected=True
    )
    assert world.kinds(world.visit(draft(text="改正后"))) == [made]
