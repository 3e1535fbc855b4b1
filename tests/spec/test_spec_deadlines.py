"""From which day a deadline counts; where the notice does not say, it cannot be computed, and is not zero."""

from datetime import date

import pytest

from federator.spec.deadlines import deadline_of
from federator.spec.normalise import normalise

METAS = {"pubdate": "2021-09-20 10:00"}


@pytest.fixture
def deadline(source, profile, directory, page_of):
    def read(title, text, metas=METAS):
        told = deadline_of(normalise(page_of(title, text, metas=metas), source, profile, directory), profile)
        return told and (told.value, told.unit, told.begins, told.day)

    return read


def test_a_sub_type_has_its_own_and_counts_from_its_field(deadline):
    assert deadline("挂牌出让成交公示", "宗地编号：A-1\n成交时间：2021年9月12日") == (
        10, "working_day", "result_formed", date(2021, 9, 12),
    )  # fmt: skip
    assert deadline("建设用地审批结果公示", "批准时间：2021年9月1日") == (
        20, "working_day", "decided", date(2021, 9, 1),
    )  # fmt: skip


def test_what_is_not_told_cannot_be_computed(deadline):
    assert deadline("建设用地审批结果公示", "批准文号：云政划〔2021〕3号") == (20, "working_day", "decided", None)
    assert deadline("征收土地公告", "批准时间：2021年9月1日")[-1] is None


def test_the_rule_of_the_day_of_publication_counts(deadline):
    assert deadline("征收土地公告", "正文", {"pubdate": "2015-01-01"})[0] == 10
    assert deadline("征收土地公告", "正文", {"pubdate": "2022-01-01"})[0] == 15
