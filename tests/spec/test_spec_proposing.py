"""What a column is proposed as: category and organisation, each with its reason, or that nobody knows."""

from typing import Any

import pytest

from federator.model.place import Directory, Division, Organisation
from federator.spec.proposing import propose_category, propose_organisation, propose_site

PLACES = Directory.of(
    [
        Division("330000", "浙江省", "", "province"),
        Division("331100", "丽水市", "330000", "city"),
        Division("331121", "青田县", "331100", "county"),
    ],
    [
        Organisation("331121-zrzy", ("青田县自然资源和规划局", "青田县国土资源局"), "331121"),
        Organisation("331121-zf", ("青田县人民政府",), "331121"),
        Organisation("331100-zrzy", ("丽水市自然资源和规划局",), "331100"),
    ],
)


@pytest.mark.parametrize(
    ("name", "trail", "titles", "category", "reason"),
    [
        ("政策文件", (), (), "C02", "政策文件"),
        ("土地供应", (), ["召开工作会议"] * 5, "C07", "土地供应"),
        ("公示公告", (), ["征地补偿安置公告"] * 6 + ["其他"] * 4, "C05", "6/10"),
        ("公示公告", ("行政处罚",), ["甲", "乙"], "C10", "行政处罚"),
        ("公示公告", (), ["征地补偿安置公告"] * 2 + ["土地出让公告"] * 3, "C07", "3/5"),
        ("公示公告", (), ["征地补偿安置公告"] * 2, "", ""),
        ("公示公告", (), [], "", ""),
    ],
)
def test_a_column_is_proposed_by_name_then_titles_then_place(
    profile: Any, name: str, trail: tuple[str, ...], titles: list[str], category: str, reason: str
) -> None:
    found = propose_category(name, trail, titles, profile)
    assert found.value == category
    assert reason in found.reason.zh


@pytest.mark.parametrize(
    ("name", "code", "sponsors", "division", "organisation"),
    [
        ("青田县自然资源和规划局", "3311210033", (), "331121", "331121-zrzy"),
        ("青田县自然资源和规划局门户网站", "", (), "331121", "331121-zrzy"),
        ("青田县人民政府门户网站", "", (), "331121", "331121-zf"),
        ("丽水国土网", "bm29000001", ("丽水市自然资源和规划局",), "331100", "331100-zrzy"),
        ("丽水市土地整理中心", "", (), "331100", "331100-zrzy"),
        ("某协会", "5203250001", ("某公司",), "", ""),
    ],
)
def test_a_site_is_known_by_its_code_its_name_or_its_sponsor(
    name: str, code: str, sponsors: tuple[str, ...], division: str, organisation: str
) -> None:
    where, who = propose_site(name, code, sponsors, PLACES)
    assert (where.value, who.value) == (division, organisation)
    assert where.reason.zh
    assert who.reason.en


@pytest.mark.parametrize(
    ("name", "trail", "organisation"),
    [
        ("自然资源和规划", (), "331121-zrzy"),
        ("自然资源和规划局信息公开", (), "331121-zrzy"),
        ("通知公告", ("部门公开", "县自然资源和规划局"), "331121-zrzy"),
        ("通知公告", ("政务公开",), None),
        ("公告", (), None),
    ],
)
def test_a_column_of_a_portal_may_name_a_department(
    name: str, trail: tuple[str, ...], organisation: str | None
) -> None:
    found = propose_organisation(name, trail, "331121", PLACES)
    assert (found.value if found else None) == organisation
