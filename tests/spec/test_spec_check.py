"""Each clause fails on what breaks it, and on nothing else."""

from datetime import UTC, datetime

import pytest

from federator.model.breach import Severity
from federator.model.row import Row
from federator.spec.check import check
from federator.spec.clauses import CLAUSES
from federator.spec.normalise import normalise
from federator.spec.personal import find_personal

NOW = datetime(2026, 9, 1, 1, tzinfo=UTC)
ID_CARD = "11010519491231002X"  # the example of GB 11643-1999
BANK_CARD = "6222021234567890128"
GOOD = {
    "索引号": "11330000002482031M/2026-1010578183",
    "发布机构": "杭州市规划和自然资源局",
    "生成日期": "2026-06-02",
    "文号": "杭规划资源〔2026〕16号",
    "有效性": "有效",
}
METAS = {"pubdate": "2026-06-05 16:21"}
DATED = "http://ghzy.example.gov.cn/art/2026/8/28/art_1_2.html"
TITLE = "关于印发《节能审查实施办法》的通知"


@pytest.fixture
def clauses(source, profile, directory):
    def judge(raw):
        breaches = check(normalise(raw, source, profile, directory), raw, profile, directory, NOW)
        return {breach.clause: breach for breach in breaches}

    return judge


def test_a_sound_notice_fails_nothing(clauses, page_of):
    raw = page_of(TITLE, "正文。", metas=METAS, fields=GOOD, row=Row(TITLE, "http://a.example/1", "2026-06-05"))
    assert clauses(raw) == {}


@pytest.mark.parametrize(
    ("clause", "change"),
    [
        ("title-missing", {"title": ""}),
        ("title-cut", {"title": "关于印发《节能审查..."}),
        ("published-missing", {"metas": {}, "url": "http://ghzy.example.gov.cn/content/12.html"}),
        ("published-missing", {"metas": {"pubdate": "待定"}}),
        ("published-implausible", {"metas": {"pubdate": "1970-08-21"}}),
        ("published-future", {"metas": {"pubdate": "2026-09-03"}}),
        ("published-conflict", {"row": Row(TITLE, "http://a.example/1", "2026-06-07")}),
        (
            "published-conflict",
            {"metas": {"pubdate": "1970-08-21"}, "row": Row(TITLE, "http://a.example/1", "2026-06-07")},
        ),
        ("published-conflict", {"metas": {"pubdate": "1970-08-21"}, "fields": {"发布日期": "2026-06-05"}}),
        ("published-conflict", {"metas": {"pubdate": "2026-06-09"}, "fields": {"发布日期": "2026-06-05"}}),
        ("publisher-unknown", {"fields": {"发布机构": "浙江日报"}}),
        ("doc-no-missing", {"fields": {"文号": "", "组配分类": "规范性文件"}}),
        ("doc-no-year", {"fields": {"文号": "杭规划资源〔2025〕16号"}}),
        ("doc-no-year", {"fields": {"文号": "杭规划资源〔2027〕16号", "生成日期": ""}}),
        ("written-missing", {"fields": {"生成日期": ""}}),
        ("written-implausible", {"fields": {"生成日期": "1970-01-01"}}),
        ("written-after-published", {"fields": {"生成日期": "2026-06-06"}}),
        ("written-conflict", {"text": "正文。\n二〇二六年六月三日"}),
        ("signed-before-cited", {"text": "经2026年6月4日厅务会议通过。\n二〇二六年六月二日"}),
        ("index-no-missing", {"fields": {"索引号": ""}}),
        ("index-no-malformed", {"fields": {"索引号": "11370300MB28646707/2020-None"}}),
        ("body-missing", {"text": ""}),
        ("abstract-long", {"fields": {"内容概述": "长" * 301}}),
        ("validity-missing", {"fields": {"有效性": ""}}),
        ("not-for-publication", {"fields": {"公开属性": "依申请公开"}}),
        ("personal-id-card", {"text": f"张某，身份证号{ID_CARD}。"}),
        ("personal-bank-card", {"text": f"账号{BANK_CARD}。"}),
    ],
)
def test_a_clause_fails_on_what_breaks_it(clauses, page_of, clause, change):
    fields = {label: value for label, value in (GOOD | change.get("fields", {})).items() if value}
    raw = page_of(
        change.get("title", TITLE),
        change.get("text", "正文。"),
        metas=change.get("metas", METAS),
        fields=fields,
        row=change.get("row"),
        url=change.get("url", DATED),
    )
    failed = clauses(raw)
    assert clause in failed
    assert set(failed) - {clause} <= {"title-missing", "written-missing", "extra-missing", "document-late"}


def test_every_clause_says_what_it_rests_on():
    assert all(function.__doc__ for function in CLAUSES.values())


@pytest.mark.parametrize(
    "words",
    [
        "自2026年9月1日起施行的《办法》。",
        "公示期至2026年6月16日。",
        "请于2026年6月16日前提交意见。",
        "定于2026年6月16日召开听证会。",
        "2025年12月16日印发的文件。",
        "2026年6月3日-2026年6月11日，通过报名系统提交。",
        "截止时间为2026年6月12日下午17:00，逾期不再受理。",
    ],
)
def test_a_later_day_that_is_still_to_come_contradicts_no_signature(clauses, page_of, words):
    assert "signed-before-cited" not in clauses(
        page_of(TITLE, f"{words}\n二〇二六年六月二日", metas=METAS, fields=GOOD)
    )


def test_a_document_numbered_in_december_may_be_signed_in_january(clauses, page_of):
    fields = GOOD | {"文号": "杭规划资源〔2025〕16号", "生成日期": "2026-01-05"}
    assert "doc-no-year" not in clauses(page_of(TITLE, "正文。", metas=METAS, fields=fields))


def test_a_picture_or_a_file_is_a_body(clauses, page_of, row_of):
    files = [("公告.pdf", "http://a.example/a.pdf", "a.pdf")]
    assert "body-missing" not in clauses(page_of(TITLE, "", metas=METAS, fields=GOOD, files=files))
    assert "body-missing" not in clauses(row_of(TITLE, "2026-06-05", '<p><img src="/scan.jpg"></p>'))
    assert "body-missing" in clauses(row_of(TITLE, "2026-06-05", "<p> </p>"))


def test_a_site_that_is_a_day_ahead_publishes_nothing_in_the_future(clauses, page_of):
    assert "published-future" not in clauses(page_of(TITLE, "正文。", metas={"pubdate": "2026-09-02"}, fields=GOOD))


def test_a_day_that_no_calendar_has_contradicts_no_signature(clauses, page_of):
    raw = page_of(TITLE, "经2026年6月31日厅务会议通过。\n二〇二六年六月二日", metas=METAS, fields=GOOD)
    assert "signed-before-cited" not in clauses(raw)


def test_a_record_that_contradicts_itself_gives_its_three_breaches_and_no_guess(
    clauses, page_of, source, profile, directory
):
    """Published 1970-08-21, numbered in 2011, signed 二〇一〇年一月七日, telling of 2010年12月16日."""
    raw = page_of(
        "关于土地登记有关问题的复函",
        "你局2010年12月16日《关于土地登记有关问题的请示》收悉。\n浙江省国土资源厅\n二〇一〇年一月七日",
        metas={"pubdate": "1970-08-21"},
        fields={
            "索引号": "330000-012-07-0102-20110107-1",
            "文号": "浙土资厅函〔2011〕22号",
            "发布机构": "浙江省国土资源厅",
            "有效性": "有效",
        },
    )
    failed = clauses(raw)
    assert {clause: breach.seen for clause, breach in failed.items()} == {
        "published-implausible": "1970-08-21",
        "doc-no-year": "浙土资厅函〔2011〕22号 / 2010-01-07",
        "signed-before-cited": "2010-01-07 / 2010-12-16",
    }
    notice = normalise(raw, source, profile, directory)
    assert notice.published is None
    assert notice.dates_written["signature"] == "二〇一〇年一月七日"
    assert failed["published-implausible"].severity is Severity.SEVERE
    assert failed["doc-no-year"].severity is Severity.MINOR


@pytest.mark.parametrize("place", ["title", "text", "files", "abstract"])
def test_personal_numbers_are_found_everywhere_and_never_repeated(clauses, page_of, place):
    raw = page_of(
        TITLE + (ID_CARD if place == "title" else ""),
        "正文" + (ID_CARD if place == "text" else ""),
        metas=METAS | ({"description": f"摘要{ID_CARD}"} if place == "abstract" else {}),
        fields=GOOD,
        files=[(f"{ID_CARD}.pdf", "http://a.example/a.pdf", "a.pdf")] if place == "files" else (),
    )
    breach = clauses(raw)["personal-id-card"]
    assert breach.severity is Severity.SEVERE
    assert breach.hides
    assert breach.seen == "1101" + "*" * 14


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("id_card", f"（{ID_CARD}）", 1),
        ("id_card", ID_CARD.lower(), 1),
        ("id_card", "１１０１０５１９４９１２３１００２Ｘ", 1),
        ("id_card", "110105194912310021", 0),
        ("id_card", "1101051949****002X", 0),
        ("bank_card", "6222 0212 3456 7890 128", 1),
        ("bank_card", "4111-1111-1111-1111", 1),
        ("bank_card", "6222021234567890127", 0),
        ("bank_card", "330200-012-07-0102-20070101-1", 0),
        ("bank_card", "11330000002482031M/4111111111111111", 0),
        ("mobile", "电话：13812345678。", 1),
        ("mobile", "0571-87012345", 0),
        ("mobile", "213812345678", 0),
    ],
)
def test_a_number_counts_by_its_check_digit(kind, text, found):
    assert len(list(find_personal(kind, text))) == found


def test_mobile_numbers_pass_where_the_profile_allows_them(clauses, page_of):
    raw = page_of(TITLE, "联系电话13812345678。", metas=METAS, fields=GOOD)
    assert clauses(raw) == {}
