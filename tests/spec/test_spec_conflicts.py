"""What a notice tells against itself: fields against its publication, numbers against days, late documents."""

from datetime import UTC, datetime

import pytest

from federator.spec.check import check
from federator.spec.normalise import normalise

NOW = datetime(2026, 9, 1, tzinfo=UTC)
METAS = {"pubdate": "2026-06-05 16:21"}


@pytest.fixture
def clauses(source, profile, directory, page_of):
    def judge(title, text, metas=METAS, **fields):
        raw = page_of(title, text, metas=metas, fields=fields, url="http://ghzy.example.gov.cn/content/12.html")
        breaches = check(normalise(raw, source, profile, directory), raw, profile, directory, NOW)
        return {breach.clause: (breach.field, breach.seen) for breach in breaches}

    return judge


def test_nothing_is_approved_after_a_notice_told_of_it(clauses):
    failed = clauses("建设用地审批结果公示", "批准文号：云政划〔2026〕3号\n批准时间：2026年6月15日")
    assert failed["matter-after-published"] == ("approval_date", "2026-06-15 / 2026-06-05")
    assert "matter-after-published" not in clauses("建设用地审批结果公示", "批准时间：2026年6月5日")


def test_a_notice_without_a_day_contradicts_none(clauses):
    failed = clauses("建设用地审批结果公示", "批准时间：2026年6月15日", metas={})
    assert "published-missing" in failed
    assert "matter-after-published" not in failed


def test_a_period_ends_after_it_begins(clauses):
    failed = clauses("采矿权登记公示", "有效期限：2022年1月1日至2017年1月1日")
    assert failed["matter-period"] == ("valid_to", "2022-01-01 / 2017-01-01")
    assert "matter-period" not in clauses("采矿权登记公示", "有效期限：2017年1月1日至2022年1月1日")


@pytest.mark.parametrize(("day", "fails"), [("2019年5月6日", True), ("2021年1月5日", False), ("2022年5月6日", True)])
def test_a_number_is_given_in_the_year_of_its_day(clauses, day, fails):
    failed = clauses("建设用地审批结果公示", f"批准文号：云政划〔2020〕3号\n批准时间：{day}")
    assert ("matter-number-year" in failed) is fails


@pytest.mark.parametrize(("written", "late"), [("2026-06-02", False), ("2026-06-01", True), ("2010-06-01", False)])
def test_a_document_comes_within_the_days_aimed_at(clauses, written, late):
    failed = clauses("关于印发《办法》的通知", "正文。", 文号=f"云土资发〔{written[:4]}〕5号", 生成日期=written)
    assert ("document-late" in failed) is late


def test_what_bears_no_number_is_no_document_that_could_be_late(clauses):
    assert "document-late" not in clauses("关于印发《办法》的通知", "正文。", 生成日期="2026-06-01")
