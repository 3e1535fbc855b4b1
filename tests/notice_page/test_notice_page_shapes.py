"""Titles and facts in shapes that bureaus' own software gives them."""

from datetime import UTC, datetime

import pytest

from federator.model.answer import Answer, Request
from federator.model.row import NoticePage
from federator.notice_page import read_notice_page

SITE, TITLE = "石门县国土资源局", "关于石门镇大坪窑厂复垦项目的公告"
BODY = "<div class='nr'><p>石门镇大坪窑厂复垦项目已经竣工，现予公告。异议期自公告之日起三十日。</p></div>"


def read(body: str, title: str = SITE) -> NoticePage:
    content = f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()
    request = Request("http://a.gov.cn/gg/1.html")
    return read_notice_page(Answer(request, 200, request.url, content, datetime(2026, 9, 1, tzinfo=UTC)))


def test_a_note_in_brackets_below_the_title_is_none() -> None:
    shown = "<div class='tit'>征收土地公告</div><div class='subtit'>（石门县2026年度第三批次建设用地）</div>"
    facts = "<div>来源：石门县国土资源局 发布时间：2026-03-18</div>"
    assert read(f"<div><h3>业务公告</h3></div><div>{shown}{facts}{BODY}</div>").title == "征收土地公告"


def test_title_ends_in_the_notice_behind_site_and_a_column_that_no_rule_knows() -> None:
    page = f"<div class='contit'>{TITLE}</div><div>石国土资复〔2026〕7号</div>{BODY}"
    assert read(page, f"{SITE}-土地出让-{TITLE}").title == TITLE


def test_what_sets_off_the_name_of_a_site_in_title_is_none_of_it() -> None:
    shown = f"<table><tr><td><b><font size=4>{TITLE}</font></b></td></tr><tr><td>加入时间：2026-3-18</td></tr></table>"
    notice = read(shown + BODY, f"={SITE}=")
    assert (notice.title, notice.fields) == (TITLE, {"发布时间": "2026-3-18"})


@pytest.mark.parametrize("label", ["来信标题", "信件主题"])
def test_over_a_letter_and_its_answer_the_title_has_a_label(label: str) -> None:
    rows = f"<tr><th>{label}</th><td>咨询宅基地审批</td></tr><tr><th>来信内容</th><td>请问何时批准？</td></tr>"
    answer = "<tr><th>回复内容</th><td>您好！经核实，您户不符合条件，不予批准。</td></tr>"
    assert read(f"<table>{rows}{answer}</table>", "信件查看-局长信箱").title == "咨询宅基地审批"


def test_a_source_ends_where_comments_are_counted() -> None:
    facts = "<h1>{}</h1><div>2026-03-18 09:30 来源：矿管科 评论：<a href='#c'>0</a> 点击：<b>33</b></div>"
    assert read(facts.format(TITLE) + BODY).fields["来源"] == "矿管科"


def test_of_facts_without_labels_side_by_side_the_day_is_when_it_was_published() -> None:
    facts = f"<div><span>{SITE}</span><span>2026-03-18</span><span>56</span></div>"
    assert read(f"<div class='bt'>{TITLE}</div>{facts}{BODY}", TITLE).fields == {"发布日期": "2026-03-18"}


def test_a_script_that_is_told_no_notice_hides_none() -> None:
    script = '<script>window._CONFIG={"DETAIL":{}}</script>'
    assert read(f"{script}<h1>{TITLE}</h1>{BODY}", TITLE).text.startswith("石门镇大坪窑厂")
