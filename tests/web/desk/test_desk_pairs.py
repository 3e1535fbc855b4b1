"""Possible duplicates at the desk: seen beside each other, and decided by whoever may decide on both."""

import re
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest

from federator.model.pair import Pair
from federator.model.people import Actor, Role
from federator.model.revision import RevisionKind, State
from tests.web.desk.conftest import press, token_of


@pytest.fixture
def pair(world: Any) -> Pair:
    one = world.publish(title="征地公告", text="一\n二", doc_no="青土资〔2026〕1号")
    other = world.publish(title="征地公告", text="一\n二\n三", site="hz", source="hz/gg", organisation="330100-ghzy")
    world.store.pairs.propose([(one, other, 0.9)], 0)
    (found,) = world.store.pairs.waiting()
    return found


@pytest.fixture
def behind_many(world: Any, pair: Pair) -> Pair:
    """The pair, behind a hundred others that came before it: of other sites, or of notices that went meanwhile."""
    others = [world.publish(site="hz", source="hz/gg", organisation="330100-gh") for _ in range(20)]
    for id in others[::4]:
        world.revise(id, RevisionKind.WITHDRAWN, state=State.WITHDRAWN, hides=True)
    world.now -= timedelta(days=1)
    world.store.pairs.propose([(*both, 0.8) for both in combinations(others, 2)], 0)
    world.now += timedelta(days=1)
    return pair


def decide(client: Any, pair: Pair, what: str, why: str = "内容相同") -> Any:
    seqs = f"{pair.one.seq},{pair.other.seq}"
    return press(client, "/desk/pairs", one=pair.one.id, other=pair.other.id, seqs=seqs, what=what, why=why)


def test_the_two_are_shown_with_what_differs(desk: Any, pair: Pair) -> None:
    text = desk.anybody(Role.REVIEWER).get("/desk/pairs").text
    assert text.count("征地公告") >= 2
    assert "90%" in text
    assert "<ins>三</ins>" in text
    assert "是同一条，合并" in text
    assert "是同一条，合并" not in desk.anybody(Role.AUDITOR).get("/desk/pairs").text


def test_merged_the_address_of_the_one_leads_to_the_other(desk: Any, world: Any, pair: Pair) -> None:
    answer = decide(desk.anybody(Role.REVIEWER), pair, "merge")
    assert "已合并为一条信息。" in answer.text
    moved = [desk.nobody().get(f"/notices/{side.id}").status_code for side in (pair.one, pair.other)]
    assert sorted(moved) == [200, 301]
    assert world.store.pairs.waiting() == ()


def test_refused_it_waits_no_longer(desk: Any, world: Any, pair: Pair) -> None:
    assert "不再提示" in decide(desk.anybody(Role.PROVINCE), pair, "refuse").text
    assert world.store.pairs.waiting() == ()
    assert "已不在等待" in decide_again(desk, pair).text


def test_what_waits_behind_many_is_seen_and_decided_by_whose_it_is(desk: Any, world: Any, behind_many: Pair) -> None:
    theirs = desk.anybody(Role.SITE, organisations=frozenset({"330100-gh"}))
    mine = desk.anybody(Role.SITE, organisations=frozenset({"331121-zrzy", "330100-ghzy"}))
    assert theirs.get("/desk/pairs").text.count('class="pair"') == 100
    assert mine.get("/desk/pairs").text.count('class="pair"') == 1
    assert "不再提示" in decide(desk.anybody(Role.PROVINCE), behind_many, "refuse").text


def decide_again(desk: Any, pair: Pair) -> Any:
    client = desk.anybody(Role.PROVINCE)
    return press(client, "/desk/pairs", one=pair.one.id, other=pair.other.id, what="merge", why="x")


def test_no_decision_without_a_reason_nor_on_another_version(desk: Any, world: Any, pair: Pair) -> None:
    client = desk.anybody(Role.REVIEWER)
    assert "请写明理由" in decide(client, pair, "merge", why=" ").text
    later = Pair(
        pair.one, type(pair.other)(pair.other.id, pair.other.seq + 9, True, pair.other.notice), 0.9, pair.found
    )
    assert "新版本" in decide(client, later, "merge").text
    assert len(world.store.pairs.waiting()) == 1


def test_of_several_pairs_the_one_named_is_decided(desk: Any, world: Any, pair: Pair) -> None:
    ids = [world.publish(title="出让公告") for _ in range(2)]
    world.store.pairs.propose([(*ids, 0.8)], 0)
    (later,) = (one for one in world.store.pairs.waiting() if one.one.id in ids)
    decide(desk.anybody(Role.REVIEWER), later, "refuse")
    assert [one.one.id for one in world.store.pairs.waiting()] == [pair.one.id]
    decide(desk.anybody(Role.REVIEWER), pair, "refuse")
    assert world.store.pairs.waiting() == ()


def test_a_site_administrator_decides_where_both_sides_are_his(desk: Any, world: Any, pair: Pair) -> None:
    half = desk.anybody(Role.SITE, sites=frozenset({"qt"}))
    assert "征地公告" not in half.get("/desk/pairs").text
    said = {"one": pair.one.id, "other": pair.other.id, "what": "refuse", "why": "x"}
    assert press(half, "/desk/pairs", **said).status_code == 403
    assert world.store.pairs.waiting() == (pair,)
    whole = desk.anybody(Role.SITE, organisations=frozenset({"331121-zrzy", "330100-ghzy"}))
    assert decide(whole, pair, "neither").status_code == 400
    assert "已合并为一条信息。" in decide(whole, pair, "merge").text


def part(client: Any, kept: str, **changed: str) -> Any:
    """Send the form that the page of the one that stays has."""
    page = client.get(f"/desk/notices/{kept}").text
    form = page[page.index(f'action="/desk/notices/{kept}/part"') :]
    said = dict(re.findall(r'name="(csrf_token|other|seq)" value="([^"]*)"', form.partition("</form>")[0]))
    return client.post(f"/desk/notices/{kept}/part", data=said | {"why": "两次征收"} | changed, follow_redirects=True)


def test_parted_again_both_addresses_lead_to_their_own(desk: Any, world: Any, pair: Pair) -> None:
    client = desk.anybody(Role.REVIEWER)
    decide(client, pair, "merge")
    kept = world.store.notice(pair.one.id).merged_into or pair.one.id
    assert "请写明理由" in part(client, kept, why=" ").text
    for seq in ("0", "9" * 30):
        assert "新版本" in part(client, kept, seq=seq).text
    answer = part(client, kept)
    assert "已重新分开" in answer.text
    assert "合并进来的信息" not in answer.text
    sides = (pair.one.id, pair.other.id)
    assert [desk.nobody().get(f"/notices/{id}").status_code for id in sides] == [200, 200]
    assert [desk.nobody().get(f"/api/v1/notices/{id}").status_code for id in sides] == [200, 200]
    assert world.store.pairs.waiting() == ()
    assert "重新分开信息" in desk.anybody(Role.AUDITOR).get("/desk/audit").text


def test_who_may_not_decide_on_both_parts_nothing(desk: Any, world: Any, pair: Pair) -> None:
    kept = world.store.pairs.merge(pair.one.id, pair.other.id, (pair.one.seq, pair.other.seq), "同", Actor("me"))
    (one,) = world.store.pairs.merged_with(kept)
    here = world.store.notice(kept).shown.notice.site
    said = {"other": one.id, "seq": "9", "why": "两条"}
    neighbour = desk.anybody(Role.SITE, sites=frozenset({here}))
    assert "合并进来的信息" not in neighbour.get(f"/desk/notices/{kept}").text, "it is another site's"
    for client in (neighbour, desk.anybody(Role.AUDITOR)):
        page = client.get(f"/desk/notices/{kept}").text
        assert f"/desk/notices/{kept}/part" not in page
        token = token_of(client.get("/desk/me").text)
        assert client.post(f"/desk/notices/{kept}/part", data={**said, "csrf_token": token}).status_code == 403
    assert "合并进来的信息" in desk.anybody(Role.AUDITOR).get(f"/desk/notices/{kept}").text
    assert world.store.notice(one.id).merged_into == kept


def test_what_was_parted_by_another_meanwhile_says_so(desk: Any, world: Any, pair: Pair) -> None:
    client = desk.anybody(Role.PROVINCE)
    decide(client, pair, "merge")
    kept = world.store.notice(pair.one.id).merged_into or pair.one.id
    page = client.get(f"/desk/notices/{kept}").text
    said = dict(re.findall(r'name="(csrf_token|other|seq)" value="([^"]*)"', page[page.index(f"{kept}/part") :]))
    part(client, kept)
    answer = client.post(f"/desk/notices/{kept}/part", data={**said, "why": "两条"}, follow_redirects=True)
    assert "已经分开" in answer.text
