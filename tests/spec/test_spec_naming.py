"""Names of bureaus as pages write them: one that the directory has, or nobody."""

import pytest

from federator.spec.publisher import resolve

QINGTIAN, WEST_LAKE, HANGZHOU, PROVINCE = "331121", "330106", "330100", "330000"


@pytest.mark.parametrize(
    ("written", "division", "meant"),
    [
        ("青田县自然资源和规划局", QINGTIAN, "331121-zrzy"),
        ("县自然资源和规划局", QINGTIAN, "331121-zrzy"),
        ("青田自然资源和规划局", QINGTIAN, "331121-zrzy"),
        ("青田县自规局", QINGTIAN, "331121-zrzy"),
        ("县资规局", QINGTIAN, "331121-zrzy"),
        ("青田县国土资源管理局", QINGTIAN, "331121-zrzy"),
        ("青田县自然资源和规划局本级", QINGTIAN, "331121-zrzy"),
        ("青田县自然资源和规划局（本级）", QINGTIAN, "331121-zrzy"),
        ("青田县自然资源和规划局耕地保护科", QINGTIAN, "331121-zrzy"),
        ("青田县自然资源和规划局(林业局)", QINGTIAN, "331121-zrzy"),
        ("来源：青田县自然资源和规划局", QINGTIAN, "331121-zrzy"),
        ("丽水市青田县自然资源和规划局", QINGTIAN, "331121-zrzy"),
        ("浙江省青田县自然资源和规划局", QINGTIAN, "331121-zrzy"),
        ("丽水市自然资源和规划局青田分局", QINGTIAN, "331121-zrzy"),
        ("青田县自规局、青田县林业局", QINGTIAN, "331121-zrzy"),
        ("市自规局", QINGTIAN, "331100-zrzy"),
        ("省国土厅", QINGTIAN, "330000-zrzy"),
        ("西湖分局", WEST_LAKE, "330106-zrzy"),
        ("杭州市规划和自然资源局西湖区分局", WEST_LAKE, "330106-zrzy"),
        ("国土西湖分局", WEST_LAKE, "330106-zrzy"),
        ("国土西湖分局", HANGZHOU, "330106-zrzy"),
        ("市规划资源局西湖分局", HANGZHOU, "330106-zrzy"),
        ("西湖国土资源分局", HANGZHOU, "330106-zrzy"),
        ("杭州市西湖区自然资源局", WEST_LAKE, "330106-zrzy"),
        ("杭州市规划资源局", HANGZHOU, "330100-ghzy"),
        ("青田县自规局", PROVINCE, "331121-zrzy"),
    ],
)
def test_a_bureau_is_known_by_every_name_that_pages_give_it(written, division, meant, directory):
    found = resolve(written, division, directory)
    assert found is not None
    assert found.id == meant


@pytest.mark.parametrize(
    "written",
    ["公安西湖分局", "青田县局", "省厅", "青田县人民政府", "自然资源部", "青田县国土资源局温溪分局",
     "青田县自然资源和规划局温溪国土资源所",
     "庆元县某某局", "分局", "局", "国土资源局青田", ""],
)  # fmt: skip
def test_what_the_directory_does_not_have_is_nobody(written, directory):
    assert resolve(written, QINGTIAN, directory) is None


def test_a_name_is_looked_for_once(directory):
    resolve("青田县某某指挥部", QINGTIAN, directory)
    assert directory.resolved["青田县某某指挥部", QINGTIAN] is None
