"""Attachments of public notices: fetched behind the visits, read, understood, offered; and what may not be offered."""

import errno
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from federator.examine.rereading import Reread, Rereader
from federator.model.document import Keeping, Offered, Refusal
from federator.model.errors import ErrorKind, VisitError
from federator.model.item import Latest
from federator.model.people import Actor
from federator.model.revision import RevisionKind, Selection, State
from federator.model.scope import Scope
from federator.model.site import Life, Site
from federator.sample.files import docx, pdf, xlsx
from federator.service import attaching
from federator.service.attaching import AGAIN_AFTER, Attached, attach, let_files_go
from federator.store import Files
from federator.store.decisions import StaleError

ONE, TABLE = "http://a.example/1.html", "http://a.example/fj/1.xlsx"
LIST = "http://a.example/list/"
TITLE = "国有建设用地使用权挂牌出让公告"
ROWS = (("宗地编号", "面积（平方米）", "用途"), ("青田〔2026〕3号", "27211平方米", "工业用地"), ("界址点K7X2Q",))
CARD = "330122199003070014"


def with_file(world: Any, content: bytes, body: str = "现予公告，详见附件。", name: str = "宗地表.xlsx") -> Any:
    """The site has one notice with one file; it was visited."""
    world.site.list_page([(TITLE, ONE, "2026-11-15")])
    link = f'</p><p><a href="{TABLE}">{name}</a>'
    world.site.notice(ONE, TITLE, body + link)
    world.site.pages[TABLE] = type(world.site.pages[ONE])(content, headers={"content-type": "text/html"})
    world.visit(category="C07")
    (published,) = world.published()
    return published


def attached(world: Any, **keeping: Any) -> Attached:
    world.now += timedelta(minutes=1)
    settings = replace(world.means.settings, keeping=replace(world.means.settings.keeping, **keeping))
    world.means = replace(world.means, settings=settings)
    return attach(world.means, world.now)


def found(world: Any, query: str) -> int:
    while world.means.store.index_search():
        pass
    return len(world.means.store.page(Selection(words=query), None, 9))


def test_a_file_is_kept_read_and_offered(world: Any) -> None:
    content = xlsx(ROWS)
    before = with_file(world, content)
    assert before.notice.fields == {}
    assert attached(world) == Attached(kept=1, notices=1)
    (after,) = world.published()
    (one,) = after.notice.attachments
    assert (one.size, one.media_type.rpartition(".")[2], one.withheld) == (len(content), "sheet", "")
    kept = world.means.store.attachments
    offered = kept.offered(one.sha256)
    assert isinstance(offered, Offered)
    assert (offered.name, offered.media_type) == ("宗地表.xlsx", one.media_type)
    assert kept.files.path(one.sha256).read_bytes() == content
    assert [(name, value.where) for name, value in after.notice.fields.items() if name in ("parcel_no", "use")] == [
        ("parcel_no", "attachment 1"),
        ("use", "attachment 1"),
    ]
    assert after.notice.fields["area_m2"].value == 27211
    (version, _) = world.means.store.notice(after.id).versions
    assert (version.kind, version.shown) == (RevisionKind.ATTACHED, True)
    assert found(world, "界址点K7X2Q") == 1
    breaches = {one.field for one in world.means.store.notice(after.id).breaches if one.clause == "extra-missing"}
    assert breaches == {"location"}


def test_a_second_pass_and_an_unchanged_visit_cost_nothing(world: Any) -> None:
    with_file(world, xlsx(ROWS))
    attached(world)
    asked, seq = len(world.site.asked), world.last_seq()
    assert attached(world) == Attached()
    world.visit(category="C07")
    assert (world.site.asked[asked:], world.last_seq()) == (["http://a.example/list/"], seq)


def test_what_is_read_in_an_amendment_knows_its_file(world: Any) -> None:
    """The page changed, the file did not: one version, with all that the file says."""
    with_file(world, xlsx(ROWS))
    attached(world)
    asked = len(world.site.asked)
    world.site.list_page([(TITLE, ONE, "2026-11-16")])
    world.site.notice(ONE, TITLE, f'更正后的公告。</p><p><a href="{TABLE}">宗地表.xlsx</a>', "2026-11-16 09:30")
    world.visit(category="C07")
    (after,) = world.published()
    assert "更正" in after.notice.text
    assert after.notice.attachments[0].offered
    assert after.notice.fields["parcel_no"].where == "attachment 1"
    seq = world.last_seq()
    attached(world)
    assert (TABLE in world.site.asked[asked:], world.last_seq()) == (False, seq)


def test_identity_cards_in_a_file_hold_its_notice(world: Any) -> None:
    """C07 says hold: the public sees nothing of it until somebody decides, and the file is never offered."""
    before = with_file(world, docx((("竞得人张三", f"身份证号{CARD}"),)), name="成交名单.docx")
    attached(world)
    assert world.published() == []
    view = world.means.store.notice(before.id)
    assert view.state is State.HELD
    assert ("personal-id-card", "attachment 1") in {(one.clause, one.field) for one in view.breaches}
    latest = world.means.store.revision(before.id, view.versions[0].seq)
    assert CARD not in repr(latest)
    (one,) = latest.notice.attachments
    assert world.means.store.attachments.offered(one.sha256) is Refusal.GONE
    world.means.store.decisions.release(before.id, latest.seq, "已核实", Actor("me"))
    attached(world)
    assert len(world.published()) == 1
    assert world.means.store.attachments.offered(one.sha256) is Refusal.WITHHELD
    assert found(world, "竞得人张三") == 0


def test_a_held_notice_is_released_with_its_file(world: Any) -> None:
    before = with_file(world, docx((("竞得人张三", f"身份证号{CARD}"),)), name="成交名单.docx")
    attached(world)
    view = world.means.store.notice(before.id)
    (one,) = world.means.store.revision(before.id, view.versions[0].seq).notice.attachments
    decide, offered = world.means.store.decisions.release, world.means.store.attachments.offered
    with pytest.raises(StaleError):
        decide(before.id, view.versions[0].seq, "已核实", Actor("me"), {"0" * 64})
    assert world.published() == []
    decide(before.id, view.versions[0].seq, "已核实", Actor("me"), {one.sha256})
    attached(world)
    assert offered(one.sha256).name == "成交名单.docx"
    (act, *_) = world.means.store.people.acts(None, 1, f"notice/{before.id}")
    assert (act.act, act.after["files"], act.after["why"]) == ("notice-released", [one.sha256], "已核实")
    assert rows(world, "SELECT released = hash FROM attached") == [(1,)]


def test_a_file_of_a_public_notice_is_released_alone_and_as_long_as_it_stays_the_same(world: Any) -> None:
    world.site.list_page([("征地补偿安置公告", ONE, "2026-11-15")])
    world.site.notice(ONE, "征地补偿安置公告", f'见附件。</p><p><a href="{TABLE}">登记表.pdf</a>')
    world.site.pages[TABLE] = type(world.site.pages[ONE])(pdf((("张三", CARD),)))
    world.visit()
    attached(world)
    (shown,) = world.published()
    (one,) = shown.notice.attachments
    with pytest.raises(StaleError):
        world.means.store.decisions.release(shown.id, shown.seq, "可公开", Actor("me"))
    world.means.store.decisions.release(shown.id, shown.seq, "可公开", Actor("me"), {one.sha256})
    seq = world.last_seq()
    attached(world)
    assert world.last_seq() == seq
    assert world.means.store.attachments.offered(one.sha256).name == "登记表.pdf"
    for released, withheld in (("released", ""), ("'another file'", "personal")):
        rows(world, f"UPDATE attached SET released = {released}")
        world.site.list_page([("征地补偿安置公告", ONE, f"2026-11-{15 + len(released) % 7}")])
        world.site.notice(ONE, "征地补偿安置公告", f'{released}更正。</p><p><a href="{TABLE}">登记表.pdf</a>')
        world.visit()
        attached(world)
        (after,) = world.published()
        assert (released in after.notice.text, after.notice.attachments[0].withheld) == (True, withheld)


def test_an_amendment_of_a_held_notice_stays_held(world: Any) -> None:
    before = with_file(world, docx((("竞得人张三", f"身份证号{CARD}"),)), name="成交名单.docx")
    attached(world)
    world.site.list_page([(TITLE, ONE, "2026-11-16")])
    world.site.notice(ONE, TITLE, f'更正。</p><p><a href="{TABLE}">成交名单.docx</a>', "2026-11-16 09:30")
    world.visit(category="C07")
    assert world.published() == []
    assert world.means.store.notice(before.id).versions[0].kind is RevisionKind.AMENDED


def test_where_the_category_masks_the_notice_stays_and_the_file_is_withheld(world: Any) -> None:
    world.site.list_page([("征地补偿安置公告", ONE, "2026-11-15")])
    link = f'<a href="{TABLE}">登记表.pdf</a>'
    world.site.notice(ONE, "征地补偿安置公告", f"见附件。</p><p>{link}")
    world.site.pages[TABLE] = type(world.site.pages[ONE])(pdf((("张三", CARD),)))
    world.visit()
    attached(world)
    (after,) = world.published()
    assert after.notice.attachments[0].withheld == "personal"
    assert [(one.kind, one.where, one.action) for one in after.notice.personal if one.kind == "id_card"] == [
        ("id_card", "attachment 1", "mask")
    ]
    assert CARD not in repr(after)
    assert found(world, CARD) == found(world, "张三") == 0


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"<html><body>not found</body></html>", "wrong-type"),
        (b"MZ" + bytes(100), "wrong-type"),
        (b"\x89PNG\r\n\x1a\n" + bytes(3000), "unwanted"),
        (b"PK\x05\x06" + bytes(18), "wrong-type"),
    ],
)
def test_what_is_not_to_be_kept_is_not(world: Any, content: bytes, trouble: str) -> None:
    before = with_file(world, content)
    assert attached(world, max_bytes=2000) == Attached(failed=1)
    (after,) = world.published()
    assert after == before
    assert rows(world, "SELECT trouble, due, hash FROM attached") == [(trouble, None, None)]
    assert not list(world.means.settings.database.parent.glob("*-attachments/*/*"))


def test_what_fails_is_asked_again_later_and_then_left(world: Any) -> None:
    with_file(world, xlsx(ROWS))
    page = world.site.pages[TABLE]
    page.failure = VisitError(ErrorKind.TIMEOUT, "no byte for 30 s")
    for pause in AGAIN_AFTER:
        assert attached(world).failed == 1
        assert attached(world).failed == 0
        world.now += pause
    page.failure = None
    assert attached(world).kept == 1


def test_a_file_that_is_not_found_is_asked_for_once_more(world: Any) -> None:
    with_file(world, xlsx(ROWS))
    world.site.pages[TABLE] = type(world.site.pages[ONE])(b"", 404)
    for failed in (1, 1, 0):
        assert attached(world).failed == failed
        world.now += AGAIN_AFTER[-1]


def test_nothing_is_fetched_for_a_source_that_is_paused(world: Any) -> None:
    with_file(world, xlsx(ROWS))
    world.means.store.pauses.pause(world.source.key, "改版", Actor("me"))
    assert attached(world) == Attached()
    world.means.store.pauses.resume(world.source.key, Actor("me"))
    assert attached(world).kept == 1


@pytest.mark.parametrize("where", ["read_document", "with_documents"])
def test_a_file_that_meets_a_bug_is_not_asked_for_all_the_time(
    where: str, world: Any, monkeypatch: pytest.MonkeyPatch, bugs: list[str]
) -> None:
    with_file(world, xlsx(ROWS))
    monkeypatch.setattr(attaching, where, lambda *_: 1 / 0)
    assert attached(world).notices == 0
    asked = len(world.site.asked)
    assert attached(world) == Attached()
    assert len(world.site.asked) == asked
    monkeypatch.undo()
    world.now += AGAIN_AFTER[0]
    assert attached(world) == Attached(kept=1, notices=1)
    assert len(bugs) == 1
    bugs.clear()


def test_a_full_disk_is_no_files_fault(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with_file(world, xlsx(ROWS))
    monkeypatch.setattr(Files, "put", full)
    with pytest.raises(OSError, match="No space left"):
        attached(world)
    monkeypatch.undo()
    assert attached(world) == Attached(kept=1, notices=1)


def test_budget_and_what_is_left_out(world: Any) -> None:
    with_file(world, xlsx(ROWS))
    assert attached(world, leave_out=("a",)) == attached(world, leave_out=("a/gg",)) == Attached()
    assert attached(world, leave_out=(), keep=False) == Attached()
    assert attached(world, keep=True, budget=1).kept == 1


def test_a_site_with_many_files_keeps_no_other_waiting(world: Any) -> None:
    links = "".join(f'<a href="http://a.example/fj/{number}.xlsx">{number}.xlsx</a>' for number in range(2, 50))
    with_file(world, xlsx(ROWS), body=f"详见附件。</p><p>{links}")
    source = replace(world.source, site="b", url="http://b.example/list/", home="http://b.example/")
    world.means.store.save_site(Site("b", "b", "331121-zrzy", "331121", source.home, Life.ACTIVE, (source,)))
    page, file = "http://b.example/1.html", "http://b.example/fj/1.xlsx"
    world.site.list_page([("采矿权挂牌出让公告", page, "2026-11-15")], source.url)
    world.site.notice(page, "采矿权挂牌出让公告", f'详见附件。</p><p><a href="{file}">宗地表.xlsx</a>')
    world.now += timedelta(minutes=1)
    attach(replace(world.means, settings=replace(world.means.settings, keeping=Keeping(budget=0))), world.now)
    world.source = source
    world.visit()
    world.site.asked.clear()
    attached(world, budget=1)
    assert file in world.site.asked


def test_a_copy_is_kept_for_some_years_after_its_notice(world: Any) -> None:
    before = with_file(world, xlsx(ROWS))
    attached(world)
    (after,) = world.published()
    sha256 = after.notice.attachments[0].sha256
    seq = world.means.store.notice(before.id).versions[0].seq
    world.means.store.decisions.take_down(before.id, seq, "重复", Actor("me"))
    kept = world.means.store.attachments
    assert kept.offered(sha256) is Refusal.GONE
    for weeks in range(1, 54):
        world.now += timedelta(days=7)
        world.visit()
        attached(world, years=1.0)
        assert let_files_go(world.means, world.now) == (weeks == 53)
    assert (kept.offered(sha256), kept.files.path(sha256).exists()) == (None, False)


def test_a_notice_that_is_not_public_has_nothing_fetched(world: Any) -> None:
    world.site.list_page([(TITLE, ONE, "2026-11-15")])
    world.site.notice(ONE, TITLE, f'身份证号{CARD}</p><p><a href="{TABLE}">表.xlsx</a>')
    world.visit(category="C07")
    assert world.published() == []
    attached(world)
    assert TABLE not in world.site.asked


def rows(world: Any, sql: str) -> list[Any]:
    return list(world.means.store._database.current().execute(sql))


def test_an_address_that_expired_is_asked_for_at_its_page(world: Any) -> None:
    """Signed addresses are good for an hour: the page gives a new one, and is asked once for all its files."""
    world.site.list_page([(TITLE, ONE, "2026-11-15")])
    page, names = type(world.site.pages[LIST]), "ab"

    def write(token: str) -> None:
        links = "".join(f'<p><a href="/download.jsp?token={token}&filename={n}.pdf">{n}.pdf</a></p>' for n in names)
        world.site.notice(ONE, TITLE, f"见附件。</p>{links}<p>")
        for name in names:
            old = world.site.pages.pop(f"http://a.example/download.jsp?token=old&filename={name}.pdf", None)
            world.site.pages[f"http://a.example/download.jsp?token={token}&filename={name}.pdf"] = old or page(
                pdf(((f"文件{name}",),))
            )

    write("old")
    world.visit(category="C07")
    write("new")
    asked = len(world.site.asked)
    assert attached(world) == Attached(kept=2, notices=1)
    assert world.site.asked[asked:].count(ONE) == 1
    (after,) = world.published()
    assert all(one.offered for one in after.notice.attachments)


@pytest.mark.parametrize("gone", [ONE, "http://a.example/fj/2.xlsx"])
def test_a_file_that_its_page_does_not_help_to_is_asked_again_later(gone: str, world: Any) -> None:
    """The page is gone too, or names another address that has no file either."""
    with_file(world, xlsx(ROWS))
    page = type(world.site.pages[ONE])
    world.site.pages[TABLE] = page(b"", 403)
    world.site.notice(ONE, TITLE, '</p><p><a href="/fj/2.xlsx">宗地表.xlsx</a>')
    world.site.pages[gone] = page(b"", 503)
    assert attached(world) == Attached(failed=1)
    asked = len(world.site.asked)
    assert attached(world) == Attached()
    assert len(world.site.asked) == asked
    world.site.pages[TABLE] = page(xlsx(ROWS))
    world.now += AGAIN_AFTER[0]
    assert attached(world) == Attached(kept=1, notices=1)


def test_read_again_from_its_capture_it_says_the_same(world: Any) -> None:
    with_file(world, xlsx(ROWS))
    attached(world)
    (one,) = (one for page in Rereader(world.means).pages(Scope()) for one in page)
    assert one.unread is None
    assert one.version() is None


def test_a_file_that_comes_while_its_notice_is_read_again_makes_no_difference(world: Any) -> None:
    with_file(world, xlsx(ROWS))

    class Meanwhile(Rereader):
        def one(self, latest: Latest) -> Reread:
            with ThreadPoolExecutor(1) as another:
                assert another.submit(attached, world).result().notices == 1
            return super().one(latest)

    ((one,),) = Meanwhile(world.means).pages(Scope())
    assert world.published()[0].notice.fields
    assert (one.differences, one.lost, one.gained) == ((), (), ())
