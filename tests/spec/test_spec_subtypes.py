"""Sub-types by title, by the head of the body, by the day; and which fields are asked of each."""

from datetime import UTC, date, datetime

import pytest

from federator.spec.check import check
from federator.spec.normalise import normalise
from federator.spec.subtypes import choose_subtype

NOW = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("category", "title", "subtype"),
    [
        ("C05", "青田县征收土地预公告", "征收土地预公告"),
        ("C05", "土地征收启动公告", "征收土地预公告"),
        ("C05", "征地补偿安置公告", "征地补偿安置公告"),
        ("C05", "征收土地公告", "征收土地公告"),
        ("C05", "关于某县2020年度第三批次建设用地的批复", "征地批准文件"),
        ("C07", "国有建设用地使用权挂牌出让公告", "出让公告"),
        ("C07", "国有建设用地使用权拍卖出让结果公示", "出让结果"),
        ("C08", "不动产登记办事指南", "guide"),
        ("C12", "关于办法征求意见的公告", "consultation"),
        ("C03", "省厅召开会议", ""),
    ],
)
def test_a_title_names_its_sort(profile, category, title, subtype):
    found, reason = choose_subtype(category, title, "", date(2026, 1, 1), profile)
    assert (found.id if found else "") == subtype
    assert reason.startswith("title: ") == bool(subtype)


def test_a_sort_counts_from_when_it_existed(profile):
    title = "征地补偿安置方案公告"
    assert choose_subtype("C05", title, "", date(2015, 1, 1), profile)[0].id == "补偿安置方案公告"
    assert choose_subtype("C05", title, "", date(2022, 1, 1), profile)[0].id == "征地补偿安置公告"
    old, new = (
        choose_subtype("C05", "征收土地公告", "", day, profile)[0] for day in (date(2015, 1, 1), date(2022, 1, 1))
    )
    assert (old.id, old.deadline_value, new.deadline_value) == (new.id, 10, 15)


def test_the_head_of_the_body_speaks_where_the_title_does_not(profile):
    text = "为了公共利益的需要，拟征收甲村集体土地1公顷，即日起开展土地现状调查，不得抢栽抢建。"
    assert choose_subtype("C05", "公告", text, None, profile)[0].id == "征收土地预公告"


def test_a_missing_field_is_a_minor_breach_each_and_a_sort_is_asked_only_what_it_has(
    source, profile, directory, page_of
):
    def missing(title, text=""):
        raw = page_of(title, text)
        breaches = check(normalise(raw, source, profile, directory), raw, profile, directory, NOW)
        return {breach.field for breach in breaches if breach.clause == "extra-missing"}

    assert missing("征收土地公告") >= {"approval_doc_no", "approval_date", "area_ha"}
    assert missing("征收土地预公告", "征收面积：1公顷") == {"area_code", "objection_channel"}
    assert missing("不动产登记办事指南") == set()
    assert missing("不动产登记公告", "证号\t坐落") >= {"certificate_no"}


@pytest.mark.parametrize(("title", "fails"), [("征地信息公开", True), ("征收土地公告", False)])
def test_a_notice_of_no_sort_where_sorts_are_asked_for(source, profile, directory, page_of, title, fails):
    raw = page_of(title)
    breaches = check(normalise(raw, source, profile, directory), raw, profile, directory, NOW)
    assert ("subtype-missing" in {breach.clause for breach in breaches}) is fails


def test_the_tiny_profile_has_its_own(tiny, source, directory, page_of):
    raw = page_of("河汛")
    notice = normalise(raw, source, tiny, directory)
    assert (notice.category, notice.subtype) == ("water", "flood")
