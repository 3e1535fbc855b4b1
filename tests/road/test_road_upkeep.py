"""Sources that nobody described, and lists that are not what they were."""

from dataclasses import replace
from typing import Any

import pytest

from federator.model.errors import ErrorKind
from federator.model.health import Finding, RuleState
from federator.model.people import TERMINAL
from federator.model.site import Rule
from federator.model.visit import Outcome, Visit
from federator.service.sweep import sweep

LIST = "http://a.example/list/"
TITLES = (
    "征收土地预公告",
    "国有建设用地出让公告",
    "采矿权延续登记公示",
    "规划许可批后公布",
    "土地复垦方案审查结果",
    "不动产遗失声明公告",
)
ROWS = [
    (f"青田县{title}第{n}号", f"http://a.example/info/{1000 + n}.html", f"2026-11-{10 - n:02}")
    for n, title in enumerate(TITLES)
]
MENU = "".join(
    f'<li><a href="/c{n}/">{name}</a></li>'
    for n, name in enumerate(("首页", "机构职能", "政务公开", "通知公告", "办事服务"))
)
KEY = "a/gg"


def _framed(main: str) -> bytes:
    return (
        f'<html><head><title>通知公告</title></head><body><div class="menu"><ul>{MENU}</ul></div>'
        f'<div class="main">{main}</div><div class="foot">主办：青田县自然资源和规划局</div></body></html>'
    ).encode()


def _old(rows: list[tuple[str, str, str]]) -> bytes:
    lines = "".join(f'<li><a href="{link}">{title}</a><span>{day}</span></li>' for title, link, day in rows)
    return _framed(f'<ul class="news">{lines}</ul>')


def _new(rows: list[tuple[str, str, str]]) -> bytes:
    cards = (
        f'<div class="card"><h3><a href="{link}">{title}</a></h3><p class="time">发布时间：{day}</p></div>'
        for title, link, day in rows
    )
    return _framed(f'<div class="cards">{"".join(cards)}</div>')


@pytest.fixture
def unknown(world: Any) -> Any:
    """A site whose software nobody knows, registered by its address alone."""
    world.source = replace(world.source, connector=None, rule=None)
    (site,) = world.means.store.sites()
    world.means.store.save_site(replace(site, sources=(world.source,)))
    world.site.list_page([])
    world.site.pages[LIST].content = _old(ROWS)
    for title, link, day in ROWS:
        world.site.notice(link, title, f"{title}的正文。", day)
    return world


def _show(world: Any, content: bytes) -> Visit:
    world.site.pages[LIST].content = content
    visit: Visit = world.visit()
    return visit


def _rules(world: Any) -> list[tuple[int, RuleState]]:
    return [(rule.number, rule.state) for rule in world.means.store.rules(KEY)]


def _finding(world: Any) -> Finding | None:
    found: Finding | None = world.means.store.health(KEY).finding
    return found


def test_a_site_of_unknown_software_is_read_by_its_address_alone(unknown: Any) -> None:
    done = unknown.visit()
    assert (done.outcome, done.rows, done.created) == (Outcome.CHANGED, 6, 6)
    assert unknown.titles() == sorted(title for title, _, _ in ROWS)
    assert _rules(unknown) == [(1, RuleState.IN_FORCE)]
    (rule,) = unknown.means.store.rules(KEY)
    assert (rule.rule.rows, rule.rule.date) == ("ul.news > li", "span")
    assert rule.rule.notice_title == "h1"
    assert rule.reasons
    assert unknown.visit().outcome is Outcome.UNCHANGED
    fresh = ("青田县测绘资质巡查的通知", "http://a.example/info/1100.html", "2026-11-12")
    unknown.site.notice(fresh[1], fresh[0], "正文。", fresh[2])
    assert _show(unknown, _old([fresh, *ROWS])).created == 1
    assert _rules(unknown) == [(1, RuleState.IN_FORCE)]


def test_a_redesign_is_confirmed_and_then_healed_with_nothing_lost_or_doubled(unknown: Any) -> None:
    unknown.visit()
    before = unknown.last_seq()
    fresh = ("青田县测绘资质巡查的通知", "http://a.example/info/1100.html", "2026-11-12")
    unknown.site.notice(fresh[1], fresh[0], "正文。", fresh[2])
    first = _show(unknown, _new([fresh, *ROWS]))
    assert (first.outcome, first.error) == (Outcome.FAILED, ErrorKind.LAYOUT_CHANGED)
    assert unknown.last_seq() == before
    assert _finding(unknown) is Finding.LAYOUT
    second = unknown.visit()
    assert (second.outcome, second.created, second.amended, second.withdrawn) == (Outcome.CHANGED, 1, 0, 0)
    assert _rules(unknown) == [(2, RuleState.IN_FORCE), (1, RuleState.REPLACED)]
    assert _finding(unknown) is None
    assert unknown.means.store.rule_in_force(KEY).rule.notice_title == "h1", "what was learnt of the pages stays"
    assert unknown.titles() == sorted(title for title, _, _ in [fresh, *ROWS])
    assert unknown.visit().outcome is Outcome.UNCHANGED


def test_a_rule_that_finds_too_few_waits_for_a_person(unknown: Any) -> None:
    unknown.visit()
    others = [(f"云和县通知第{n}号全文", f"http://a.example/info/{2000 + n}.html", "2026-10-01") for n in range(5)]
    for title, link, day in others:
        unknown.site.notice(link, title, "正文。", day)
    assert _show(unknown, _new([ROWS[0], *others])).error is ErrorKind.LAYOUT_CHANGED
    assert unknown.visit().error is ErrorKind.LAYOUT_CHANGED
    assert unknown.visit().error is ErrorKind.LAYOUT_CHANGED
    assert _rules(unknown) == [(2, RuleState.WAITING), (1, RuleState.IN_FORCE)], "the same proposal waits once"
    health = unknown.means.store.health(KEY)
    assert (health.finding, health.times) == (Finding.LAYOUT, 3)
    assert len(unknown.titles()) == 6
    waiting, used = unknown.means.store.rules(KEY)
    assert [row.title for row in waiting.preview] == [ROWS[0][0], *(title for title, _, _ in others)]
    assert [tuple(row) for row in used.preview] == ROWS
    assert unknown.means.store.decisions.take_rule(KEY, 2, TERMINAL)
    done = unknown.visit()
    assert (done.outcome, done.created) == (Outcome.CHANGED, 5)
    assert _rules(unknown) == [(2, RuleState.IN_FORCE), (1, RuleState.REPLACED)]
    assert not unknown.means.store.decisions.take_rule(KEY, 9, TERMINAL)
    assert _rules(unknown) == [(2, RuleState.IN_FORCE), (1, RuleState.REPLACED)], "a rule that is not there ends none"


PORTAL = "".join(
    f'<div class="box"><h2>栏目{box}<a href="/c{box}/">更多</a></h2><ul>'
    + "".join(
        f'<li><a href="/c{box}/{n}.html">栏目{box}的第{n}条公告信息</a><i>2026-10-0{n}</i></li>' for n in range(1, 7)
    )
    + "</ul></div>"
    for box in range(1, 6)
)


OTHERS = [(f"工作动态{n}：全县会议召开", f"/dt/{n}.html", "2026-10-01") for n in range(8)]
TEXT = "<p>" + "关于征收土地的补偿安置方案已经批准，现予公告如下。" * 20 + "</p>"
EMPTY = "<html><head><title>通知公告</title></head><body><h1>通知公告</h1><ul class='news'></ul></body></html>"
LEFT = '<ul class="news"><li><a href="/c9/">政务公开</a></li><li><a href="/c8/">互动</a></li></ul>'
LONG = "".join(f'<p><a href="/l{n}/">浙江省某市自然资源和规划局友情链接{n}</a></p>' for n in range(30))
STOPPED = "<h2>系统维护中</h2><p>网站正在升级改造，预计11月30日恢复，请稍后访问。</p>"
ADS = "".join(f'<li><a href="http://ad{n}.example/">赌场娱乐在线注册送{n}</a></li>' for n in range(12))
PARKED = f"<html><title>域名出售</title><body><h1>此域名可出售</h1><ul>{ADS}</ul></body></html>".encode()


@pytest.mark.parametrize(
    ("page", "kind", "finding"),
    [
        (_framed('<p class="none">暂无相关信息</p>'), ErrorKind.EMPTIED, Finding.EMPTIED),
        (_framed(TEXT), ErrorKind.WRONG_PAGE, Finding.OTHER_PAGE),
        (_framed(PORTAL), ErrorKind.WRONG_PAGE, Finding.OTHER_PAGE),
        (_new(OTHERS), ErrorKind.WRONG_PAGE, Finding.OTHER_PAGE),
        (_old(OTHERS), ErrorKind.WRONG_PAGE, Finding.OTHER_PAGE),
        (_framed(LEFT), ErrorKind.EMPTIED, Finding.EMPTIED),
        (_framed(STOPPED + LONG), ErrorKind.MAINTENANCE, None),
        (_framed('<p class="none">暂无信息</p><p>网站维护：县信息中心</p>' + LONG), ErrorKind.EMPTIED, Finding.EMPTIED),
        (_old(ROWS).partition(b'<ul class="news">')[0] + LONG.encode(), ErrorKind.CUT_SHORT, None),
        (PARKED, ErrorKind.WRONG_PAGE, Finding.OTHER_PAGE),
        (b"<html><title>500</title><body>Internal Server Error</body></html>", ErrorKind.ERROR_TEXT, None),
        (b"<html><body>hello</body></html>", ErrorKind.NO_ROWS, None),
        (EMPTY.encode(), ErrorKind.EMPTIED, Finding.EMPTIED),
        (EMPTY.replace("通知公告", "测试页").encode(), ErrorKind.NO_ROWS, None),
        ("<html><body>系统发生错误，请联系管理员</body></html>".encode(), ErrorKind.ERROR_TEXT, None),
        ("<title>通知公告</title><body>服务器内部错误</body></html>".encode(), ErrorKind.ERROR_TEXT, None),
    ],
)
def test_what_became_of_a_list_is_told_apart(
    unknown: Any, page: bytes, kind: ErrorKind | None, finding: Finding | None
) -> None:
    unknown.visit()
    before = unknown.last_seq()
    done = _show(unknown, page)
    assert (done.outcome, done.error) == (Outcome.FAILED, kind)
    assert _finding(unknown) is finding
    again = unknown.visit()
    assert (again.outcome, again.error) == (Outcome.FAILED, done.error)
    assert unknown.last_seq() == before
    assert [rule for rule in _rules(unknown) if rule[1] is RuleState.IN_FORCE] == [(1, RuleState.IN_FORCE)]
    assert _show(unknown, _old(ROWS)).outcome is Outcome.UNCHANGED
    assert _finding(unknown) is None, "what is back as it was has nothing wrong with it"


def test_a_week_of_many_notices_is_no_other_page(unknown: Any) -> None:
    unknown.visit()
    rows = [(f"青田县公告第{n}号全文公布", f"http://a.example/info/{3000 + n}.html", "2026-11-14") for n in range(6)]
    for title, link, day in rows:
        unknown.site.notice(link, title, "正文。", day)
    taught = unknown.means.store.rule_in_force(KEY)
    assert _show(unknown, _old(rows)).created == 6
    assert unknown.means.store.rule_in_force(KEY) == taught, "what is known of its pages is not learnt again"


def _all_new(world: Any, days: int = 1) -> list[tuple[str, str, str]]:
    rows = [
        (f"青田县公告第{n}号全文公布", f"http://a.example/info/{3000 + n}.html", f"2026-11-{14 - n % days:02}")
        for n in range(6)
    ]
    for title, link, day in rows:
        world.site.notice(link, title, "正文。", day)
    return rows


def test_more_at_once_than_a_column_ever_had_is_looked_at_again_before_it_is_believed(unknown: Any) -> None:
    seldom = [(title, link, f"2026-{10 - n:02}-03") for n, (title, link, _) in enumerate(ROWS)]
    _show(unknown, _old(seldom))
    before = unknown.last_seq()
    first = _show(unknown, _old(_all_new(unknown)))
    assert (first.outcome, first.error, _finding(unknown)) == (Outcome.UNCHANGED, None, Finding.SURGE)
    assert unknown.last_seq() == before
    second = unknown.visit()
    assert (second.outcome, second.created, _finding(unknown)) == (Outcome.CHANGED, 6, None)
    assert unknown.means.store.health(KEY).past.busiest == 6
    _show(unknown, _old(_all_new(unknown)[:3] + seldom[:3]))
    assert unknown.means.store.health(KEY).past.busiest == 6, "it is what the column ever had"


def test_while_it_is_doubted_the_log_is_not_said_to_be_complete(unknown: Any) -> None:
    seldom = [(title, link, f"2026-{10 - n:02}-03") for n, (title, link, _) in enumerate(ROWS)]
    _show(unknown, _old(seldom))
    before = unknown.now
    _show(unknown, _old(_all_new(unknown)))
    (mark,) = unknown.means.store.changes(0, 1).watermarks
    assert (mark.complete_to, mark.behind) == (before, (KEY,))
    unknown.visit()
    (mark,) = unknown.means.store.changes(0, 1).watermarks
    assert (mark.complete_to, mark.behind) == (unknown.now, ())


def test_what_was_doubted_and_is_gone_was_never_there(unknown: Any) -> None:
    seldom = [(title, link, f"2026-{10 - n:02}-03") for n, (title, link, _) in enumerate(ROWS)]
    _show(unknown, _old(seldom))
    _show(unknown, _old(_all_new(unknown)))
    assert (_show(unknown, _old(seldom)).outcome, _finding(unknown)) == (Outcome.UNCHANGED, None)
    assert len(unknown.titles()) == 6


NEWS = (
    "局党组召开理论学习会",
    "县领导到乡镇调研",
    "我局开展志愿服务",
    "演讲比赛圆满落幕",
    "干部参加植树",
    "春节慰问群众",
)
TAKINGS = [f"青田县地块征收公告第{n}号" for n in range(6)]


@pytest.mark.parametrize(
    ("titles", "column", "finding"),
    [(TAKINGS, 1002, Finding.SURGE), (TAKINGS, 1007, Finding.OTHER_PAGE), (NEWS, 1002, Finding.OTHER_PAGE)],
    ids=["its own", "other numbers", "other words"],
)
def test_what_is_too_much_at_once_and_not_like_the_column_waits_for_a_person(
    unknown: Any, titles: list[str], column: int, finding: Finding
) -> None:
    address = "http://a.example/info/{}/{}.html"
    own = [(f"{title}之前", address.format(1002, 100 + n), f"2026-{10 - n:02}-03") for n, title in enumerate(TAKINGS)]
    fresh = [(title, address.format(column, 3000 + n), "2026-11-14") for n, title in enumerate(titles)]
    for title, link, day in (*own, *fresh):
        unknown.site.notice(link, title, "正文。", day)
    _show(unknown, _old(own))
    before = unknown.last_seq()
    _show(unknown, _old(fresh))
    assert (_finding(unknown), unknown.last_seq()) == (finding, before)
    believed = 0 if finding.is_fault else 6
    assert [unknown.visit().created, unknown.visit().created] == [believed, 0]
    if finding.is_fault:
        unknown.means.store.decisions.take_list(KEY, TERMINAL)
        assert unknown.visit().created == 6


def test_what_another_column_of_the_site_lists_is_its_list(unknown: Any) -> None:
    """Not even in a week in which so many may well be new."""
    unknown.visit()
    other = replace(unknown.source, id="other", url="http://a.example/other/")
    site = unknown.means.store.sites()[0]
    unknown.means.store.save_site(replace(site, sources=(*site.sources, other)))
    rows = _all_new(unknown)
    unknown.site.pages[other.url] = replace(unknown.site.pages[LIST], content=_old(rows))
    assert sweep([other], unknown.means, lambda: unknown.now).visits[0].created == 6
    assert _show(unknown, _old(rows)).error is ErrorKind.WRONG_PAGE
    assert _finding(unknown) is Finding.OTHER_PAGE


CRUMBS = '<div>您的位置：<a href="/">首页</a> &gt; <a href="/c2/">政务公开</a> &gt; {}</div>'


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        ("<title>通知公告</title>", "<title>征地信息</title>"),
        (
            '<title>县局</title><meta name=ColumnName content="通知">',
            '<title>县局</title><meta content="征地" name="ColumnName">',
        ),
        (CRUMBS.format("通知公告"), CRUMBS.format("征地信息")),
    ],
    ids=["title", "stated", "breadcrumb"],
)
def test_a_page_that_calls_itself_otherwise_is_another_column(unknown: Any, mine: str, other: str) -> None:
    head = "<title>通知公告</title>".encode()
    _show(unknown, _old(ROWS).replace(head, mine.encode()))
    rows = _all_new(unknown, days=4)
    done = _show(unknown, _old(rows).replace(head, other.encode()))
    assert (done.error, _finding(unknown)) == (ErrorKind.WRONG_PAGE, Finding.OTHER_PAGE)
    assert unknown.visit().error is ErrorKind.WRONG_PAGE
    assert _show(unknown, _old(rows).replace(head, mine.encode())).created == 6


def test_what_is_no_list_at_first_sight_is_named_and_leaves_no_rule(unknown: Any) -> None:
    done = _show(unknown, unknown.site.pages[ROWS[0][1]].content)
    assert done.error is ErrorKind.UNRECOGNISED
    assert done.detail.startswith(("notice:", "empty:"))
    assert _rules(unknown) == []


def test_a_rule_that_a_person_wrote_is_not_replaced_at_first_sight(unknown: Any) -> None:
    done = unknown.visit(rule=Rule("ul.other li"))
    assert done.error is ErrorKind.NO_ROWS
    assert _rules(unknown) == []


def test_a_script_that_names_an_address_does_not_hide_a_list(unknown: Any) -> None:
    script = b"<script>if (window.phone) location.href = 'http://a.example/m/';</script></body>"
    page = _old(ROWS).replace(b"</body>", script)
    assert _show(unknown, page).created == 6
    changed = _new(ROWS).replace(b"</body>", script)
    assert _show(unknown, changed).error is ErrorKind.LAYOUT_CHANGED
    assert unknown.visit().error is None
    assert unknown.titles() == sorted(title for title, _, _ in ROWS)


def test_a_redesign_that_brings_nothing_new_is_healed_as_well(unknown: Any) -> None:
    unknown.visit()
    assert _show(unknown, _new(ROWS)).error is ErrorKind.LAYOUT_CHANGED
    unknown.visit()
    assert _rules(unknown) == [(2, RuleState.IN_FORCE), (1, RuleState.REPLACED)]
    assert unknown.visit().outcome is Outcome.UNCHANGED
    assert _finding(unknown) is None


MANY = [
    (f"青田县{TITLES[n % 6]}第{n}号", f"http://a.example/info/{1000 + n}.html", f"2026-10-{28 - n:02}")
    for n in range(20)
]


def test_what_a_new_rule_does_not_list_waits_for_a_person(unknown: Any) -> None:
    """Seventeen cards, and three that are pinned elsewhere on the page: none of them is gone."""
    unknown.source = replace(unknown.source, complete=True)
    for title, link, day in MANY:
        unknown.site.notice(link, title, "正文。", day)
    assert _show(unknown, _old(MANY)).created == 20
    assert _show(unknown, _new(MANY[3:])).error is ErrorKind.LAYOUT_CHANGED
    healed, after = unknown.visit(), unknown.visit()
    assert (_finding(unknown), healed.withdrawn, after.withdrawn) == (None, 0, 0)
    assert {one.title for one in unknown.means.store.leaving(KEY)} == {title for title, _, _ in MANY[:3]}
    assert _show(unknown, _new(MANY[4:])).withdrawn == 1, "what the new rule has listed, and lists no more, is gone"
    assert len(unknown.titles()) == 19


def test_a_list_that_was_doubted_withdraws_nothing_on_the_visit_that_believes_it(unknown: Any) -> None:
    unknown.source = replace(unknown.source, complete=True)
    for title, link, day in MANY:
        unknown.site.notice(link, title, "正文。", day)
    _show(unknown, _old(MANY))
    assert _show(unknown, _framed(TEXT)).error is ErrorKind.WRONG_PAGE
    assert _show(unknown, _old(MANY[:9] + MANY[10:])).withdrawn == 0
    assert unknown.visit().withdrawn == 1


@pytest.mark.parametrize("link", ["http://a.example/zc/{}.html", "http://a.example/info/{}.html"])
def test_one_known_row_does_not_make_a_foreign_box_the_list(unknown: Any, link: str) -> None:
    """The old class stands for a box of hot news now; the list is elsewhere on the page, or nowhere."""
    hot = [(f"热点推荐之全县重点工程建设情况第{n}期", link.format(n), f"2026-08-{20 - n:02}") for n in range(9)]
    for title, address, day in (*MANY, *hot):
        unknown.site.notice(address, title, "正文。", day)
    _show(unknown, _old(MANY[:12]))
    before = unknown.last_seq()
    box = _old([*hot, MANY[3]])
    assert [_show(unknown, box).error, unknown.visit().error] == [ErrorKind.WRONG_PAGE] * 2
    assert (_finding(unknown), unknown.last_seq()) == (Finding.OTHER_PAGE, before)
    moved = box.replace(b'<div class="foot">', _new(MANY[:12]).partition(b'class="main">')[2] + b'<div class="foot">')
    assert _show(unknown, moved).error is ErrorKind.LAYOUT_CHANGED
    assert (unknown.visit().error, unknown.last_seq()) == (None, before)
    assert _rules(unknown) == [(2, RuleState.IN_FORCE), (1, RuleState.REPLACED)]
    assert unknown.means.store.health(KEY).past.rows == 12


def test_what_stands_behind_the_first_page_is_read_by_its_rule_and_compared_with_nothing(unknown: Any) -> None:
    unknown.source = replace(unknown.source, complete=True)
    fresh = [
        (f"青田县测绘资质巡查的通知第{n}号", f"http://a.example/info/{1100 + n}.html", "2026-11-12") for n in (1, 2)
    ]
    for title, link, day in (*MANY, *fresh):
        unknown.site.notice(link, title, "正文。", day)
    second, foot = f"{LIST}2.html", b'<div class="foot">'

    def show(layout: Any, rows: list[tuple[str, str, str]], behind: bytes) -> Visit:
        unknown.site.pages[second] = replace(unknown.site.pages[LIST], content=behind)
        return _show(unknown, layout(rows).replace(foot, f'<a href="{second}">下一页</a>'.encode() + foot))

    assert show(_old, MANY[:8], _old(MANY[8:])).created == 20
    assert unknown.means.store.health(KEY).past.rows == 8
    assert show(_new, [fresh[0], *MANY[:8]], _new(MANY[8:])).error is ErrorKind.LAYOUT_CHANGED
    assert (unknown.visit().outcome, _rules(unknown)[0]) == (Outcome.CHANGED, (2, RuleState.IN_FORCE))
    done = show(_new, [*fresh, *MANY[:8]], _old(MANY[8:]))
    assert (done.outcome, done.error, done.created) == (Outcome.PARTIAL, ErrorKind.NO_ROWS, 1)
    assert (_finding(unknown), len(_rules(unknown))) == (None, 2)


def test_a_list_that_no_rule_reads_is_believed_at_second_sight_where_it_says_less_alone(unknown: Any) -> None:
    unknown.source = replace(unknown.source, connector="vsb")
    rows, others = (
        [(title, f"http://a.example/info/{column}/{n}.html", day) for n, (title, _, day) in enumerate(some)]
        for column, some in ((1116, ROWS), (9, OTHERS))
    )
    for title, link, day in rows:
        unknown.site.notice(link, title, "正文。", day)
    assert _show(unknown, _old(rows)).created == 6
    before = unknown.last_seq()
    assert _show(unknown, _old([(title, link, "") for title, link, _ in rows])).error is ErrorKind.LAYOUT_CHANGED
    health = unknown.means.store.health(KEY)
    assert (health.finding, health.detail) == (Finding.LAYOUT, "6 rows, not as they were")
    assert (unknown.visit().error, _finding(unknown)) == (None, None)
    assert [_show(unknown, _old(others)).error, unknown.visit().error] == [ErrorKind.WRONG_PAGE] * 2
    assert (_finding(unknown), unknown.last_seq()) == (Finding.OTHER_PAGE, before)


def test_a_rule_that_a_person_refused_is_not_taken_when_it_finds_more(unknown: Any) -> None:
    unknown.visit()
    others = [(f"云和县通知第{n}号全文", f"http://a.example/info/{2000 + n}.html", "2026-10-01") for n in range(5)]
    _show(unknown, _new([ROWS[0], *others]))
    unknown.visit()
    assert unknown.means.store.decisions.refuse_rule(KEY, 2, "不是本栏目", TERMINAL)
    assert [_show(unknown, _new(ROWS)).error, unknown.visit().error] == [ErrorKind.LAYOUT_CHANGED] * 2
    assert (1, RuleState.IN_FORCE) in _rules(unknown)


def test_where_no_rule_may_stand_none_is_worked_out(unknown: Any) -> None:
    unknown.site.pages[LIST].content = _old(ROWS)
    assert (unknown.visit(connector="vsb").error, _rules(unknown)) == (ErrorKind.NO_ROWS, [])


def test_many_new_notices_and_few_old_are_the_list_gone_on(unknown: Any) -> None:
    unknown.visit()
    assert _show(unknown, _old([*_all_new(unknown, days=4)[:5], ROWS[0]])).created == 5


@pytest.mark.parametrize("word", ["详情", "青田县自然资源和规划局通知公告"])
def test_titles_that_give_way_to_a_word_are_another_layout_and_amend_nothing(unknown: Any, word: str) -> None:
    unknown.visit()
    before = unknown.last_seq()
    page = _old([(word, link, day) for _, link, day in ROWS])
    for visit in (_show(unknown, page), unknown.visit(), unknown.visit()):
        assert visit.error is ErrorKind.LAYOUT_CHANGED
    assert (unknown.last_seq(), _finding(unknown)) == (before, Finding.LAYOUT)


def test_dates_that_vanish_are_noticed_and_done_without_when_they_stay_away(unknown: Any) -> None:
    unknown.visit()
    before = unknown.last_seq()
    page = _old([(title, link, "") for title, link, _ in ROWS])
    assert (_show(unknown, page).error, _finding(unknown)) == (ErrorKind.LAYOUT_CHANGED, Finding.LAYOUT)
    assert (unknown.visit().error, _finding(unknown), unknown.last_seq()) == (None, None, before)
    assert unknown.visit().outcome is Outcome.UNCHANGED


@pytest.fixture
def described(unknown: Any) -> Any:
    """The same site with the rule that a registry file has."""
    unknown.source = replace(unknown.source, connector="html-list", rule=Rule("ul.news > li", date="span"))
    (site,) = unknown.means.store.sites()
    unknown.means.store.save_site(replace(site, sources=(unknown.source,)))
    return unknown


def test_the_rule_of_the_registry_is_the_first_of_the_history_and_can_be_gone_back_to(described: Any) -> None:
    assert (described.visit().created, _rules(described)) == (6, [])
    _show(described, _new(ROWS))
    assert described.visit().error is None
    assert _rules(described) == [(2, RuleState.IN_FORCE), (1, RuleState.REPLACED)]
    assert described.means.store.rules(KEY)[1].rule == described.source.rule
    assert described.means.store.decisions.take_rule(KEY, 1, TERMINAL)
    assert _show(described, _old(ROWS)).error is None
    assert _rules(described) == [(2, RuleState.REPLACED), (1, RuleState.IN_FORCE)]


def test_a_list_is_watched_after_a_person_went_back_to_the_old_rule(described: Any) -> None:
    """The page is as new as it was: that is told, and what the person went back from waits for them."""
    described.visit()
    _show(described, _new(ROWS))
    described.visit()
    before = described.last_seq()
    assert described.means.store.decisions.take_rule(KEY, 1, TERMINAL)
    assert [described.visit().error for _ in range(3)] == [ErrorKind.LAYOUT_CHANGED] * 3
    assert (_finding(described), described.last_seq()) == (Finding.LAYOUT, before)
    assert _rules(described) == [(3, RuleState.WAITING), (2, RuleState.REPLACED), (1, RuleState.IN_FORCE)]
    assert described.means.store.decisions.take_rule(KEY, 3, TERMINAL)
    assert described.visit().error is None
    assert described.last_seq() == before


def test_a_list_that_a_person_takes_as_it_is_has_a_rule_proposed(unknown: Any) -> None:
    unknown.visit()
    assert _show(unknown, _new(OTHERS)).error is ErrorKind.WRONG_PAGE
    unknown.means.store.decisions.take_list(KEY, TERMINAL)
    assert [unknown.visit().error, unknown.visit().error] == [ErrorKind.LAYOUT_CHANGED] * 2
    assert _rules(unknown) == [(2, RuleState.WAITING), (1, RuleState.IN_FORCE)]
